"""Opening: one file, all or nothing, nothing lost, and every fault with what to do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jogan.edit.merge import group
from jogan.errors import StoreError
from jogan.model.collected import Item
from jogan.store.connection import PARAMETERS
from jogan.store.database import Store

DAY = date(2024, 11, 28)


def test_a_store_opened_again_has_everything(tmp_path: Path, item: Callable[..., Item]) -> None:
    """Closing loses nothing."""
    path = tmp_path / "jogan.db"
    with Store.open(path) as store:
        store.add_items([item(1)])
    with Store.open(path) as store:
        assert len(store.unassigned(DAY, DAY, DAY)) == 1


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    """The error names the file, the cause and the remedy, and the file stays as it was."""
    path = tmp_path / "jogan.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match=r"jogan\.db: file is not a database\. Move the file away"):
        Store.open(path)
    assert path.read_bytes().startswith(b"not a database")


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    """What a newer jogan wrote is not touched."""
    path = tmp_path / "jogan.db"
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="newer jogan"):
        Store.open(path)


def test_a_torn_database_is_refused_with_a_remedy(tmp_path: Path, item: Callable[..., Item]) -> None:
    """A database with a damaged page says so instead of breaking in the middle of a run."""
    path = tmp_path / "jogan.db"
    with Store.open(path) as store:
        store.add_items([item(n, summary="words " * 100) for n in range(500)])
    data = bytearray(path.read_bytes())
    data[5000:60000] = b"\xff" * 55000
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"Move the file away|malformed"), Store.open(path) as store:
        store.unassigned(DAY, DAY, DAY)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    """Permissions are told in one line."""
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match=r"Check|Set"):
        Store.open(tmp_path / "sub" / "jogan.db")


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    """A database below a file cannot be made, and the error says which setting to change."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"Set paths\.database"):
        Store.open(tmp_path / "file" / "jogan.db")


def test_a_locked_database_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, item: Callable[..., Item]) -> None:
    """Another program's lock is told, not waited for without end."""
    path = tmp_path / "jogan.db"
    store = Store.open(path)
    store._connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="Another program holds it"):
        store.add_items([item(1)])
    other.close()


def test_more_values_than_sqlite_takes_are_asked_in_pieces(store: Store, item: Callable[..., Item]) -> None:
    """A day of thousands of papers is no special case."""
    many = [item(n) for n in range(PARAMETERS * 2 + 5)]
    store.add_items(many)
    store.save_grouping(group(store.unassigned(DAY, DAY, DAY), {}, []))
    ids = store.due(DAY, DAY)[0]
    assert len(ids) == len(many) == len(store.items_of(ids, until=DAY))
