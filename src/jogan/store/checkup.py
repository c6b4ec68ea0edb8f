"""What state a database is in, looked at without changing it: for `jogan doctor`."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from jogan.store.schema import MIGRATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What was found. `fault` says what is wrong with it (empty: nothing), `whole` whether it was read to its end.

    `schema` and `known` are the schema's number in the file and in this jogan, `waiting` the items that the search
    index has not read yet, `newest` the last moment at which anything was collected (ISO 8601; empty: never).
    """

    bytes: int = 0
    schema: int = 0
    known: int = len(MIGRATIONS)
    items: int = 0
    editions: int = 0
    waiting: int = 0
    newest: str = ""
    whole: bool = True
    fault: str = ""


def look(path: Path, seconds: float = 3.0) -> Checkup | None:
    """The state of the database at `path`; None where there is none. At most `seconds` are spent on its integrity."""
    if not path.exists():
        return None
    try:
        size = path.stat().st_size
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=2)
    except (OSError, sqlite3.Error) as error:
        return Checkup(fault=str(error))
    try:
        return _read(connection, size, seconds)
    except sqlite3.Error as error:
        return Checkup(bytes=size, fault=str(error))
    finally:
        connection.close()


def _read(connection: sqlite3.Connection, size: int, seconds: float) -> Checkup:
    def number(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0] or 0)

    schema = number("PRAGMA user_version")
    if schema > len(MIGRATIONS) or not schema:
        return Checkup(bytes=size, schema=schema)
    items, editions = number("SELECT max(id) FROM items"), number("SELECT count(*) FROM editions")
    mark = number("SELECT max(value) FROM marks WHERE name = 'indexed'")
    newest = connection.execute("SELECT max(at) FROM collections").fetchone()[0] or ""
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > end), 100_000)
    try:
        told = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        whole = True
    except sqlite3.OperationalError as error:
        if "interrupt" not in str(error):
            raise
        told, whole = "ok", False
    return Checkup(
        bytes=size,
        schema=schema,
        items=items,
        editions=editions,
        waiting=max(0, items - mark),
        newest=newest,
        whole=whole,
        fault="" if told == "ok" else str(told),
    )
