"""The record: one file, all or nothing, nothing lost."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from jogan.edit.identity import settle
from jogan.edit.merge import Grouping, group
from jogan.errors import StoreError
from jogan.model.collected import Collected, Item, SourceHealth
from jogan.model.common import Failure
from jogan.model.edited import DayCounts
from jogan.model.edition import Mark
from jogan.store.database import PARAMETERS, Added, Store

DAY = date(2024, 11, 28)
NOW = datetime(2024, 11, 28, 22, tzinfo=UTC)


def item(n: int = 1, day: date = DAY, **fields: object) -> Item:
    """A settled item."""
    return settle(
        Item(
            **{"kind": "paper", "title": f"Paper {n}", "url": f"https://example.org/{n}", "source": "S", "day": day}
            | fields
        )  # type: ignore[arg-type]
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "data" / "jogan.db")


def test_items_are_kept_once_and_revisions_beside_them(store: Store) -> None:
    """The same entry read again is known; with other content it is a revision; votes alone change nothing."""
    assert store.add_items([item(1), item(2)]) == Added(new=2)
    assert store.add_items([item(1), item(2, summary="more"), item(3)]) == Added(new=1, revised=1, same=1)
    assert store.add_items([item(1, signals={"upvotes": 9.0})]) == Added(same=1)
    kept = store.unassigned(DAY, DAY, DAY)
    assert [one.item.title for one in kept] == ["Paper 1", "Paper 2", "Paper 2", "Paper 3"]
    assert kept[0].item.signals == {"upvotes": 9.0}


def test_every_field_of_an_item_comes_back(store: Store) -> None:
    """What goes in comes out, times with their zone and unknown fields included."""
    full = item(
        1, summary="s", text="t", authors=("A", "B"), published=NOW, ids={"arxiv": "2411.00001"}, version=2,
        categories=("cs.AI",), links={"code": "https://x.org"}, announce="replace", withdrawn=True, comment="c",
        language="ko", signals={"upvotes": 1.0}, extra={"a": [1, {"b": None}]},
    )  # fmt: skip
    store.add_items([full])
    assert store.unassigned(DAY, DAY, DAY)[0].item == full


def test_an_item_without_a_day_is_refused(store: Store) -> None:
    """A day is decided before storing, never by it."""
    with pytest.raises(ValueError, match="without a day"):
        store.add_items([item(1, day=None)])  # type: ignore[arg-type]


def test_due_parts_today_late_and_old(store: Store) -> None:
    """Today's stories, those no edition had, and those too old that this day's run first saw."""
    store.add_items([item(1), item(2, date(2024, 11, 26)), item(3, date(2024, 9, 1))])
    store.add_items([item(4, date(2024, 9, 2))], seen_for=DAY)
    store.save_grouping(group(store.unassigned(date(2024, 11, 21), DAY, DAY), {}, []))
    today, late, old = store.due(DAY, date(2024, 11, 21))
    assert (today, late, old) == (
        ["url:https://example.org/1"],
        ["url:https://example.org/2"],
        ["url:https://example.org/4"],
    )


def test_a_source_answer_is_stored_with_its_items_or_not_at_all(store: Store) -> None:
    """The answer, its failures and its cursor come back; `health` tells them; a failure keeps the last success."""
    failure = Failure(stage="collect", subject="S", kind="timeout", cause="c")
    store.save_collected(
        DAY, "S", Collected(status="ok", items=(item(1),), cursor={"seen": [1]}, failures=(failure,)), NOW
    )
    answer, count, at = store.collected(DAY)["S"]
    assert (answer.status, answer.failures, count, at) == ("ok", (failure,), 1, NOW)
    assert store.cursor("S") == {"seen": [1]}
    store.save_collected(
        date(2024, 11, 29), "S", Collected(status="failed", detail="down"), datetime(2024, 11, 29, tzinfo=UTC)
    )
    line = store.health(SourceHealth(name="S", kind="feed", section="news", url="u", status="never"))
    assert (line.status, line.detail, line.last_success) == ("failed", "down", NOW)
    assert store.cursor("S") == {"seen": [1]}
    assert store.health(SourceHealth(name="T", kind="feed", section="news", url="u", status="never")).status == "never"


def test_begin_remembers_when_a_cut_off_run_began(store: Store) -> None:
    """A run that goes on has the start of the one that was cut off."""
    assert store.begin(DAY, NOW) == NOW
    assert store.begin(DAY, datetime(2025, 1, 1, tzinfo=UTC)) == NOW


def test_results_come_back_under_their_hash(store: Store) -> None:
    """A stage's result is found by stage and hash, and by nothing else."""
    held = DayCounts(date=DAY, stories=1, terms={"llm": 1})
    store.save_result("write", "h", held, DayCounts)
    assert store.result("write", "h", DayCounts) == held
    assert store.result("write", "other", DayCounts) is None
    assert store.result("other", "h", DayCounts) is None


def test_more_values_than_sqlite_takes_are_asked_in_pieces(store: Store) -> None:
    """A day of thousands of papers is no special case."""
    many = [item(n) for n in range(PARAMETERS * 2 + 5)]
    store.add_items(many)
    store.save_grouping(group(store.unassigned(DAY, DAY, DAY), {}, []))
    ids = store.due(DAY, DAY)[0]
    assert len(ids) == len(many) == len(store.items_of(ids, until=DAY))


def test_a_store_opened_again_has_everything(tmp_path: Path) -> None:
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


def test_a_torn_database_is_refused_with_a_remedy(tmp_path: Path) -> None:
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


def test_a_locked_database_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's lock is told, not waited for without end."""
    path = tmp_path / "jogan.db"
    store = Store.open(path)
    store._connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="Another program holds it"):
        store.add_items([item(1)])
    other.close()


def test_marks_follow_a_story_that_is_renamed(store: Store) -> None:
    """What a reader said of a story under an earlier id counts for the one that it became part of, and can be undone."""
    store.change_marks(["a", "b"], {"saved": 1}, NOW)
    store.change_marks(["b"], {"thumb": -1, "seen": 1}, NOW)
    assert store.reader_marks() == {"a": Mark(saved=True), "b": Mark(saved=True, seen=True, thumb=-1)}
    store.save_grouping(Grouping(stories={}, keys={}, renamed={"a": "c"}))
    assert store.reader_marks()["c"] == Mark(saved=True)
    store.change_marks(["c"], {"hidden": 1}, NOW)
    assert store.reader_marks()["c"] == Mark(saved=True, hidden=True)
    store.change_marks(["c"], {"hidden": 0, "saved": 0}, NOW)
    assert set(store.reader_marks()) == {"b"}
    with pytest.raises(ValueError, match="no mark"):
        store.change_marks(["c"], {"deleted": 1}, NOW)


def test_searches_are_kept_by_name(store: Store) -> None:
    """A name has one question, the last; None forgets it."""
    store.keep_search("둘", "q=b", NOW)
    store.keep_search("one", "q=a", NOW)
    store.keep_search("one", "q=c&kind=paper", NOW)
    assert store.reader_searches() == [("one", "q=c&kind=paper"), ("둘", "q=b")]
    store.keep_search("one", None, NOW)
    assert store.reader_searches() == [("둘", "q=b")]
