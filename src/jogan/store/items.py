"""What was collected: items with all their revisions, and the articles that belong to them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any, Literal

from jogan.edit.identity import content_hash, item_key
from jogan.model.collected import Item
from jogan.model.edited import StoredItem
from jogan.store import codec
from jogan.store.connection import Connection, chunks

#: `due`: to be read; `read`: its text is stored; `failed`: it could not be, and is not tried again by itself.
ArticleState = Literal["due", "read", "failed"]

#: Rows written in one transaction while importing: bounds memory and the journal.
BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What storing items did: entries `new` to the store, `revised` ones, and those that were there already."""

    new: int = 0
    revised: int = 0
    same: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(new=self.new + other.new, revised=self.revised + other.revised, same=self.same + other.same)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article that an edition wanted: how far that got, and why there is no text where it failed."""

    title: str
    state: ArticleState
    cause: str = ""


class Items(Connection):
    """The tables `items`, `articles` and `marks`."""

    def add_items(self, items: Iterable[Item], *, seen_for: date | None = None) -> Added:
        """Store settled items that have a day, in transactions of BATCH; an entry read again keeps its first place."""
        added = Added()
        stream = iter(items)
        while batch := list(islice(stream, BATCH)):
            with self._transaction():
                added += self._insert(batch, seen_for)
        return added

    def _insert(self, items: Sequence[Item], seen_for: date | None) -> Added:
        rows: dict[tuple[str, str], tuple[Any, ...]] = {}
        for item in items:
            if item.day is None:
                raise ValueError(f"an item without a day cannot be stored: {item.url}")
            row = (item_key(item), content_hash(item))
            data = codec.dump(item, Item).decode()
            rows[row] = (*row, item.day.isoformat(), seen_for and seen_for.isoformat(), data)
        keys = list({key for key, _ in rows})
        there = set(self._chunked("SELECT key, hash FROM items WHERE key IN ({})", keys))
        known = {key for key, _ in there}
        self._connection.executemany(
            "INSERT INTO items (key, hash, day, seen_for, data) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (key, hash) DO UPDATE SET data = excluded.data",
            rows.values(),
        )
        fresh = rows.keys() - there
        new = len({key for key, _ in fresh if key not in known})
        return Added(new=new, revised=len(fresh) - new, same=len(items) - len(fresh))

    def unassigned(self, first: date, last: date, seen_for: date) -> list[StoredItem]:
        """Items without a story: of the days `first`..`last`, and older ones that the run of `seen_for` found."""
        return self._items(
            "story IS NULL AND (day BETWEEN ? AND ? OR (seen_for = ? AND day < ?))", first, last, seen_for, first
        )

    def unassigned_batch(self, limit: int) -> list[StoredItem]:
        """The first items, of whatever day, that have no story yet."""
        return self._items("story IS NULL ORDER BY id LIMIT ?", limit)

    def items_after(self, mark: int, limit: int) -> list[StoredItem]:
        """The next items that are in a story, after the one numbered `mark`."""
        return self._items("story IS NOT NULL AND id > ? ORDER BY id LIMIT ?", mark, limit)

    def stories_since(self, mark: int, limit: int) -> tuple[int, list[str]] | None:
        """The stories of the next `limit` items after the one numbered `mark`, and the last item's number."""
        rows = self._query(
            # What has no story yet is not passed over: another process may be adding while this one asks.
            "SELECT id, story FROM items WHERE id > ?"
            " AND id < coalesce((SELECT min(id) FROM items WHERE story IS NULL), 9e18) ORDER BY id LIMIT ?",
            mark,
            limit,
        )
        return (rows[-1][0], sorted({story for _, story in rows})) if rows else None

    def mark(self, name: str) -> int:
        """A remembered position; 0 where none was set."""
        rows = self._query("SELECT value FROM marks WHERE name = ?", name)
        return int(rows[0][0]) if rows else 0

    def set_mark(self, name: str, value: int) -> None:
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, value))

    def items_of(self, stories: Sequence[str], until: date) -> list[StoredItem]:
        """All revisions of the stories' items up to the day `until`, in the order in which they were stored."""
        found: list[StoredItem] = []
        for chunk in chunks(stories):
            marks = ",".join("?" * len(chunk))
            found += self._items(f"story IN ({marks}) AND day <= ?", *chunk, until)
        return self._with_articles(sorted(found, key=lambda stored: stored.order), until)

    def _with_articles(self, found: list[StoredItem], until: date) -> list[StoredItem]:
        """The items, those of news with the text of their article where it was read."""
        bare = list({one.item.url for one in found if one.item.kind == "news" and not one.item.text})
        sql = f"SELECT url, text FROM articles WHERE state = 'read' AND day <= '{until.isoformat()}' AND url IN ({{}})"
        texts = {url: zlib.decompress(text).decode("utf-8") for url, text in self._chunked(sql, bare)}
        if not texts:
            return found
        return [
            replace(one, item=replace(one.item, text=texts[one.item.url]))
            if one.item.kind == "news" and not one.item.text and one.item.url in texts
            else one
            for one in found
        ]

    def _items(self, where: str, *parameters: object) -> list[StoredItem]:
        order = "" if "ORDER BY" in where else "ORDER BY id"
        rows = self._query(f"SELECT id, key, day, data, story FROM items WHERE {where} {order}", *parameters)
        return [
            StoredItem(key=key, order=order, day=date.fromisoformat(day), item=codec.load(data, Item), story=story)
            for order, key, day, data, story in rows
        ]

    def has_items(self, day: date) -> bool:
        """Whether anything that is stored belongs to that day."""
        return bool(self._query("SELECT 1 FROM items WHERE day = ? LIMIT 1", day))

    def articles(self, day: date) -> dict[str, Article]:
        """The articles that the edition of `day` wanted, by address, best story first."""
        rows = self._query("SELECT url, title, state, cause FROM articles WHERE day = ? ORDER BY place", day)
        return {url: Article(title=title, state=state, cause=cause) for url, title, state, cause in rows}

    def articles_at(self, urls: Sequence[str]) -> dict[str, Article]:
        """What became of those of the addresses that any edition wanted to read."""
        rows = self._chunked("SELECT url, title, state, cause FROM articles WHERE url IN ({})", urls)
        return {url: Article(title=title, state=state, cause=cause) for url, title, state, cause in rows}

    def want_articles(self, day: date, titles: Mapping[str, str], at: datetime) -> None:
        """Remember which articles (title by address) are to be read for `day`. None is wanted twice."""
        with self._transaction():
            self._connection.executemany(
                "INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, ?, 'due', '', NULL)",
                [
                    (url, day.isoformat(), place, title, at.isoformat())
                    for place, (url, title) in enumerate(titles.items())
                ],
            )

    def save_articles(self, texts: Mapping[str, str], causes: Mapping[str, str], at: datetime) -> None:
        """The texts that were read, and why others could not be, all or nothing."""
        rows: list[tuple[str, str, bytes | None, str]]
        rows = [("read", "", zlib.compress(text.encode("utf-8", "replace")), url) for url, text in texts.items()]
        rows += [("failed", cause, None, url) for url, cause in causes.items()]
        with self._transaction():
            self._connection.executemany(
                f"UPDATE articles SET at = '{at.isoformat()}', state = ?, cause = ?, text = ? WHERE url = ?", rows
            )
