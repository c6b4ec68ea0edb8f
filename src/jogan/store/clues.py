"""The keys that only find candidates (titles, marks of texts, mentions), kept so that a new day costs the same forever.

There are about six to an item and, unlike identifiers, they fall anywhere in their order: written one by one into a
large table, each would touch a page of its own. So they are kept as 48-bit hashes with the number of the item that
brought them, new ones first in a small table, which is poured into the large one, in order, when it is full. Two keys
with one hash find one candidate too many, whom the rules of merging then refuse.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from jogan.edit.identity import WEAK
from jogan.store.items import Items

#: Clues in the small table (about 65 pages) before it is poured into the large one.
FRESH = 16_000


class Clues(Items):
    """The tables `clues` and `fresh_clues`."""

    def _clues(self, keys: Iterable[str]) -> dict[str, str]:
        """Which of the weak keys lead to an item that has a story, and to which story."""
        sought = {_hash(key): key for key in keys}
        found: dict[str, str] = {}
        # The fresh ones last: they go before what the large table still says.
        for table in ("clues", "fresh_clues"):
            sql = (
                f"SELECT c.hash, i.story FROM {table} c JOIN items i ON i.id = c.item"
                " WHERE c.hash IN ({}) AND i.story IS NOT NULL"
            )
            found.update((sought[number], story) for number, story in self._chunked(sql, list(sought)))
        return found

    def _save_clues(self, clues: Mapping[str, int]) -> None:
        """Let each key lead to the item of that number, inside the caller's transaction."""
        execute, many = self._connection.execute, self._connection.executemany
        many("INSERT OR REPLACE INTO fresh_clues VALUES (?, ?)", sorted((_hash(key), n) for key, n in clues.items()))
        if execute("SELECT count(*) FROM fresh_clues").fetchone()[0] > FRESH:
            execute("INSERT OR REPLACE INTO clues SELECT hash, item FROM fresh_clues ORDER BY hash")
            execute("DELETE FROM fresh_clues")

    def _weak_names(self) -> bool:
        """Whether any weak key stands among those that name a story: a ruling or an earlier release put it there."""
        ranges = " UNION ALL ".join("SELECT 1 FROM keys WHERE key >= ? AND key < ?" for _ in WEAK)
        # The character after the colon ends the range of what begins with the scheme.
        bounds = [bound for scheme in WEAK for bound in (scheme, f"{scheme[:-1]};")]
        return self._query(f"SELECT EXISTS ({ranges})", *bounds) == [(1,)]


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
