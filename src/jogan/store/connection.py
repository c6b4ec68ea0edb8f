"""The open database: SQLite behind transactions, its errors as ours. What stands in it, the other files here say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from jogan.errors import StoreError
from jogan.store.schema import migrate

T = TypeVar("T")

#: SQLite takes 999 parameters a statement in its oldest supported builds.
PARAMETERS = 900


class Connection:
    """An open database file. Open it with `open`, use it as a context manager."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Self:
        """The database at `path`, made or brought to the newest schema as needed.

        Raises StoreError where the file is no database, is corrupt, is newer than this jogan, or cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                str(path), f"its folder cannot be made ({error.strerror})", "Set paths.database."
            ) from error
        with mapped(path):
            # Autocommit; every write opens its own transaction below.
            connection = sqlite3.connect(path, isolation_level=None, timeout=30)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                # In WAL mode NORMAL survives a killed process; only a power cut may lose the last transaction.
                connection.execute("PRAGMA synchronous = NORMAL")
                # 16 MB: the keys and clues of about 100,000 stories, so that a day's look-ups read no page twice.
                connection.execute("PRAGMA cache_size = -16384")
                migrate(connection, str(path))
            except BaseException:
                connection.close()
                raise
        return cls(connection, path)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def pulse(self) -> int:
        """A number that is another one as soon as someone else has written to the database; costs next to nothing."""
        return int(self._query("PRAGMA data_version")[0][0])

    def _query(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        values = [p.isoformat() if isinstance(p, (date, datetime)) else p for p in parameters]
        with mapped(self.path):
            return self._connection.execute(sql, values).fetchall()

    def _chunked(self, sql: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        """Rows of `sql`, whose one `{}` stands for the values, asked in pieces that SQLite takes."""
        for chunk in chunks(values):
            yield from self._query(sql.format(",".join("?" * len(chunk))), *chunk)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with mapped(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in pieces of at most PARAMETERS."""
    for start in range(0, len(values), PARAMETERS):
        yield values[start : start + PARAMETERS]


@contextmanager
def mapped(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, with what to do."""
    try:
        yield
    except sqlite3.Error as error:
        message = str(error)
        remedy = "Check the file's permissions and the free space."
        if "not a database" in message or "malformed" in message:
            remedy = "Move the file away (nothing is deleted) and run again, or restore a copy of it."
        elif "locked" in message or "busy" in message:
            remedy = "Another program holds it; try again when that has finished."
        elif "full" in message:
            remedy = "Free some space and run again; what was stored is safe."
        raise StoreError(str(path), message, remedy) from error
