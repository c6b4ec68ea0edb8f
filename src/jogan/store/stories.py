"""Which items are one story, by rule or because a person said so, and every name that a story goes by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jogan.edit.identity import WEAK
from jogan.edit.merge import Grouping
from jogan.store.clues import Clues


class Stories(Clues):
    """The tables `keys`, `renamed` and `rulings`."""

    def stories_of(self, keys: Sequence[str]) -> dict[str, str]:
        """Which of the keys name a story or lead to one already, and to which one."""
        names = [key for key in keys if not key.startswith(WEAK)]
        found = self._clues(key for key in keys if key.startswith(WEAK))
        asked = keys if self._weak_names() else names
        return found | dict(self._chunked("SELECT key, story FROM keys WHERE key IN ({})", asked))

    def aliases(self, stories: Sequence[str]) -> dict[str, list[str]]:
        """The other ids by which each story is known: its keys, and ids of stories that it took in."""
        found: dict[str, list[str]] = {story: [] for story in stories}
        for key, story in self._chunked("SELECT key, story FROM keys WHERE story IN ({}) ORDER BY key", stories):
            if not key.startswith(WEAK):
                found[story].append(key)
        for old, story in self._chunked("SELECT old, story FROM renamed WHERE story IN ({}) ORDER BY old", stories):
            found[story].append(old)
        return found

    def save_grouping(self, grouping: Grouping) -> None:
        """Remember which story each item belongs to; a story that another took in is renamed wherever it stands."""
        with self._transaction():
            many = self._connection.executemany
            many("UPDATE items SET story = ? WHERE key = ?", [(story, key) for key, story in grouping.stories.items()])
            for old, story in grouping.renamed.items():
                self._rename(old, story)
            known = dict(self._chunked("SELECT key, story FROM keys WHERE key IN ({})", list(grouping.keys)))
            many(
                "INSERT OR REPLACE INTO keys VALUES (?, ?)",
                [(key, story) for key, story in grouping.keys.items() if known.get(key) != story],
            )
            self._save_clues(grouping.clues)

    def _rename(self, old: str, story: str) -> None:
        """Make what is known of one story another's, wherever it stands; where both are, the other's stays."""
        for table in ("items", "keys", "renamed", "rulings"):
            self._connection.execute(f"UPDATE {table} SET story = ? WHERE story = ?", (story, old))
        for table in ("decisions", "reader_marks"):
            self._connection.execute(f"UPDATE OR IGNORE {table} SET story = ? WHERE story = ?", (story, old))
            self._connection.execute(f"DELETE FROM {table} WHERE story = ?", (old,))
        self._connection.execute("INSERT OR REPLACE INTO renamed VALUES (?, ?)", (old, story))

    def renamed(self) -> dict[str, str]:
        """Every id under which a story stood before another took it in, with the id that it has now."""
        return dict(self._query("SELECT old, story FROM renamed"))

    def taken_in(self, stories: Sequence[str]) -> list[str]:
        """The ids of stories that these took in: nothing is a story under them any more."""
        return [old for (old,) in self._chunked("SELECT old FROM renamed WHERE story IN ({})", stories)]

    def add_keys(self, keys: Mapping[str, str], found_by: Mapping[str, int]) -> None:
        """Further keys of stories, and items with the keys that lead to them; one that is known stays as it is."""
        known = self.stories_of(list(found_by))
        with self._transaction():
            self._connection.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", keys.items())
            self._save_clues({key: item for key, item in found_by.items() if key not in known})

    def pin(self, keys: Mapping[str, str]) -> None:
        """Let these keys lead to these stories, wherever the items are that brought them."""
        with self._transaction():
            self._connection.executemany("INSERT OR REPLACE INTO keys VALUES (?, ?)", keys.items())

    def rulings(self, items: Sequence[str]) -> dict[str, str]:
        """Which of the items a person put into a story, and into which."""
        return dict(self._chunked("SELECT item, story FROM rulings WHERE item IN ({})", items))

    def rule(self, items: Sequence[str], story: str, keys: Sequence[str] = (), whole: str | None = None) -> None:
        """Put items (by key) into a story, now and whenever they come again, and let `keys` name it from now on.

        `whole` is the story that they were, where nothing of it is left. The editions that decided about any of the
        stories are no longer finished: they are made anew when they are run again.
        """
        with self._transaction():
            many = self._connection.executemany
            touched = {story, *(was for (was,) in self._chunked("SELECT story FROM items WHERE key IN ({})", items))}
            many(
                "UPDATE editions SET fingerprint = '' WHERE day IN (SELECT day FROM decisions WHERE story = ?)",
                [(one,) for one in touched],
            )
            many("INSERT OR REPLACE INTO rulings VALUES (?, ?)", [(item, story) for item in items])
            many("UPDATE items SET story = ? WHERE key = ?", [(story, item) for item in items])
            many("INSERT OR REPLACE INTO keys VALUES (?, ?)", [(key, story) for key in keys])
            if whole is not None:
                self._rename(whole, story)
            # An id that is a story's again is no other's name.
            self._connection.execute("DELETE FROM renamed WHERE old = ?", (story,))

    def unrule(self, items: Sequence[str]) -> None:
        """Forget what a person ruled about the items; the next edition that meets them decides by the rules again."""
        with self._transaction():
            many = self._connection.executemany
            many("DELETE FROM rulings WHERE item = ?", [(item,) for item in items])
            many("UPDATE items SET story = NULL WHERE key = ?", [(item,) for item in items])

    def find_story(self, name: str) -> str | None:
        """The story that an id, an alias, a key or an item's key names; None where there is none."""
        for sql in (
            "SELECT story FROM items WHERE story = ? LIMIT 1",
            "SELECT story FROM keys WHERE key = ?",  # before what it was once called: a split gives a key back
            "SELECT story FROM renamed WHERE old = ?",
            "SELECT story FROM items WHERE key = ? AND story IS NOT NULL LIMIT 1",
        ):
            rows = self._query(sql, name)
            if rows:
                return str(rows[0][0])
        return None

    def story_of_item(self, key: str) -> str | None:
        """The story of the item with that key; None where there is none."""
        rows = self._query("SELECT story FROM items WHERE key = ? AND story IS NOT NULL LIMIT 1", key)
        return str(rows[0][0]) if rows else None

    def papers(self, ids: Sequence[str]) -> dict[str, str]:
        """Title and abstract, as they were first stored, of those of the papers (bare arXiv ids) that are there."""
        found: dict[str, str] = {}
        for paper in ids:
            story = self.find_story(f"arxiv:{paper}")
            # What was imported and is in no story yet is found by its item's key, behind the name of its source.
            held = self._items("story = ?", story) if story else self._items("key LIKE ?", f"%|arxiv:{paper}")
            told = next((one.item for one in held if one.item.summary), None) or next((one.item for one in held), None)
            if told is not None:
                found[paper] = f"{told.title}\n{told.summary}".strip()
        return found
