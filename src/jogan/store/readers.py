"""What the person at the reader said of stories, and the searches that they keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from jogan.model.edition import Mark
from jogan.store.connection import Connection


class Readers(Connection):
    """The tables `reader_marks` and `reader_searches`."""

    def reader_marks(self) -> dict[str, Mark]:
        """Every story that a reader marked, by the id that it has today; the last marked comes last."""
        rows = self._query(
            "SELECT coalesce(renamed.story, m.story), saved, hidden, seen, thumb FROM reader_marks m"
            " LEFT JOIN renamed ON renamed.old = m.story ORDER BY at, m.story"
        )
        return {
            story: Mark(saved=bool(saved), hidden=bool(hidden), seen=bool(seen), thumb=thumb)
            for story, saved, hidden, seen, thumb in rows
        }

    def change_marks(self, stories: Iterable[str], change: Mapping[str, int], at: datetime) -> None:
        """Set `saved`, `hidden`, `seen` (0 or 1) or `thumb` (-1, 0 or 1) of these stories; the rest stays."""
        if unknown := change.keys() - {"saved", "hidden", "seen", "thumb"}:
            raise ValueError(f"there is no mark {min(unknown)}")
        with self._transaction():
            known = self.reader_marks()
            for story in stories:
                old = known.get(story, Mark())
                new = {name: int(getattr(old, name)) for name in ("saved", "hidden", "seen", "thumb")} | dict(change)
                execute = self._connection.execute
                # What was said of a story under an id that it had before now stands under its own.
                execute("DELETE FROM reader_marks WHERE story IN (SELECT old FROM renamed WHERE story = ?)", (story,))
                if any(new.values()):
                    execute(
                        "INSERT OR REPLACE INTO reader_marks VALUES (:story, :saved, :hidden, :seen, :thumb, :at)",
                        {**new, "story": story, "at": at.isoformat()},
                    )
                else:
                    execute("DELETE FROM reader_marks WHERE story = ?", (story,))

    def reader_searches(self) -> list[tuple[str, str]]:
        """The searches that are kept: name and question (the query part of the search's address), by name."""
        return [
            (str(name), str(question))
            for name, question in self._query("SELECT name, question FROM reader_searches ORDER BY name")
        ]

    def keep_search(self, name: str, question: str | None, at: datetime) -> None:
        """Keep a question under that name, in the place of what had it; None forgets it."""
        with self._transaction():
            self._connection.execute("DELETE FROM reader_searches WHERE name = ?", (name,))
            if question is not None:
                self._connection.execute(
                    "INSERT INTO reader_searches VALUES (?, ?, ?)", (name, question, at.isoformat())
                )
