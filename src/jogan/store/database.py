"""THE storage door: one SQLite file behind typed methods, model values in and out.

Every method that writes does so in one transaction, so that a run killed anywhere leaves a database from which the
next run goes on. Foreign errors leave here as StoreError with the file, the cause and the remedy.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TypeVar

from jogan.collect.health import Run, assess, mark_of
from jogan.edit.identity import content_hash, item_key
from jogan.edit.merge import Grouping
from jogan.edit.select import Printed
from jogan.errors import StoreError
from jogan.model.collected import Collected, Item, SourceHealth, SourceStatus
from jogan.model.common import Language, SectionName
from jogan.model.edited import DayCounts, StoredItem
from jogan.model.edition import Edition, Mark
from jogan.store import codec
from jogan.store.schema import migrate

T = TypeVar("T")

#: `due`: to be delivered, or tried in vain; `sending`: begun, and unknown whether it arrived; `sent`: it did.
DeliveryState = Literal["due", "sending", "sent"]

#: `due`: to be read; `read`: its text is stored; `failed`: it could not be, and is not tried again by itself.
ArticleState = Literal["due", "read", "failed"]

#: Rows written in one transaction while importing: bounds memory and the journal.
BATCH = 2000
#: SQLite takes 999 parameters a statement in its oldest supported builds.
PARAMETERS = 900
#: Keys that only find candidates (`edit.identity.weak_keys`): no name of a story.
WEAK = ("title:", "text:", "mention:")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an edition decided about a story, as later editions need to know it; `summary` is `select.summary_hash`."""

    story: str
    section: SectionName
    printed: bool
    version: int | None
    summary: str


class Store:
    """The record. Open it with `Store.open`, use it as a context manager."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Store:
        """The store at `path`, made or brought to the newest schema as needed.

        Raises StoreError where the file is no database, is corrupt, is newer than this jogan, or cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                str(path), f"its folder cannot be made ({error.strerror})", "Set paths.database."
            ) from error
        with _mapped(path):
            # Autocommit; every write opens its own transaction below.
            connection = sqlite3.connect(path, isolation_level=None, timeout=30)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                # In WAL mode NORMAL survives a killed process; only a power cut may lose the last transaction.
                connection.execute("PRAGMA synchronous = NORMAL")
                migrate(connection, str(path))
            except BaseException:
                connection.close()
                raise
        return cls(connection, path)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    # ── Items ───────────────────────────────────────────────────────────────────────────────────────────────

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

    def pulse(self) -> int:
        """A number that is another one as soon as someone else has written to the database; costs next to nothing."""
        return int(self._query("PRAGMA data_version")[0][0])

    def set_mark(self, name: str, value: int) -> None:
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, value))

    def items_of(self, stories: Sequence[str], until: date) -> list[StoredItem]:
        """All revisions of the stories' items up to the day `until`, in the order in which they were stored."""
        found: list[StoredItem] = []
        for chunk in _chunks(stories):
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

    def _items(self, where: str, *parameters: object) -> list[StoredItem]:
        order = "" if "ORDER BY" in where else "ORDER BY id"
        rows = self._query(f"SELECT id, key, day, data, story FROM items WHERE {where} {order}", *parameters)
        return [
            StoredItem(key=key, order=order, day=date.fromisoformat(day), item=codec.load(data, Item), story=story)
            for order, key, day, data, story in rows
        ]

    # ── Stories ─────────────────────────────────────────────────────────────────────────────────────────────

    def stories_of(self, keys: Sequence[str]) -> dict[str, str]:
        """Which of the keys name a story already, and which one."""
        return dict(self._chunked("SELECT key, story FROM keys WHERE key IN ({})", keys))

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

    def add_keys(self, keys: Mapping[str, str]) -> None:
        """Further keys of stories; one that names a story already stays with it."""
        with self._transaction():
            self._connection.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", keys.items())

    def items_after(self, mark: int, limit: int) -> list[StoredItem]:
        """The next items that are in a story, after the one numbered `mark`."""
        return self._items("story IS NOT NULL AND id > ? ORDER BY id LIMIT ?", mark, limit)

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

    def decided(self, story: str) -> list[date]:
        """The days whose editions decided about the story, oldest first."""
        rows = self._query("SELECT day FROM decisions WHERE story = ? ORDER BY day", story)
        return [date.fromisoformat(day) for (day,) in rows]

    def due(self, day: date, first: date) -> tuple[list[str], list[str], list[str]]:
        """The stories that the edition of `day` must decide about: of the day, late, and too old to be caught up.

        Late: its items are of `first`.. the day before, and no other edition has decided about it; or one has printed
        it and this day's own run brought a new version, as a morning edition gets those of the day before. Old: items
        that this day's own run saw for the first time although they are older than `first`.
        """
        today = self._query("SELECT DISTINCT story FROM items WHERE day = ? AND story IS NOT NULL", day)
        undecided = "NOT EXISTS (SELECT 1 FROM decisions d WHERE d.story = items.story AND d.day <> ?)"
        late = self._query(
            f"SELECT DISTINCT story FROM items WHERE day >= ? AND day < ? AND story IS NOT NULL AND {undecided}",
            first, day, day,
        )  # fmt: skip
        old = self._query(
            f"SELECT DISTINCT story FROM items WHERE seen_for = ? AND day < ? AND story IS NOT NULL AND {undecided}",
            day, first, day,
        )  # fmt: skip
        updated = self._query(
            "SELECT DISTINCT story FROM items WHERE seen_for = ? AND day >= ? AND day < ? AND story IS NOT NULL"
            " AND json_extract(data, '$.announce') LIKE 'replace%' AND EXISTS"
            " (SELECT 1 FROM decisions d WHERE d.story = items.story AND d.printed AND d.day < ?)",
            day, first, day, day,
        )  # fmt: skip
        of_day = {story for (story,) in today}
        behind = {story for (story,) in (*late, *updated)} - of_day
        return sorted(of_day), sorted(behind), sorted({story for (story,) in old} - of_day - behind)

    def memory(self, stories: Sequence[str], day: date) -> dict[str, Printed]:
        """For each story that an edition other than that of `day` printed: the last time it did."""
        found: dict[str, Printed] = {}
        for row in self._chunked(
            "SELECT day, story, version, summary FROM decisions WHERE printed AND story IN ({}) ORDER BY day",
            stories,
        ):
            if row[0] != day.isoformat():
                found[row[1]] = Printed(day=date.fromisoformat(row[0]), version=row[2], summary=row[3])
        return found

    def history(self, section: SectionName, before: date, editions: int) -> tuple[DayCounts, ...]:
        """What the last `editions` non-empty sections before that day held, oldest first."""
        rows = self._query(
            "SELECT data FROM counts WHERE section = ? AND day < ? ORDER BY day DESC LIMIT ?", section, before, editions
        )
        return tuple(codec.load(data, DayCounts) for (data,) in reversed(rows))

    # ── Collecting ──────────────────────────────────────────────────────────────────────────────────────────

    def save_collected(self, day: date, source: str, collected: Collected, at: datetime) -> Added:
        """One source's answer for one day with its items, all or nothing."""
        with self._transaction():
            added = self._insert(collected.items, day)
            self._connection.execute(
                "INSERT INTO collections VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day, source) DO UPDATE SET"
                " at = excluded.at, status = excluded.status, items = excluded.items, data = excluded.data,"
                " given = excluded.given, fresh = fresh + excluded.fresh",
                (day.isoformat(), source, at.isoformat(), collected.status, len(collected.items),
                 codec.dump(replace(collected, items=()), Collected).decode(), mark_of(collected.items), added.new),
            )  # fmt: skip
            # A failed answer that remembers something (pages read, titles looked up) is no reason to forget it.
            if collected.status != "failed" or collected.cursor:
                self._connection.execute(
                    "INSERT INTO sources VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE"
                    " SET last_success = coalesce(excluded.last_success, last_success), cursor = excluded.cursor",
                    (
                        source,
                        at.isoformat() if collected.status != "failed" else None,
                        json.dumps(dict(collected.cursor)),
                    ),
                )
        return added

    def collected(self, day: date) -> dict[str, tuple[Collected, int, datetime]]:
        """What each source answered for that day, without the items: the answer, how many items, and when."""
        rows = self._query("SELECT source, data, items, at FROM collections WHERE day = ?", day)
        return {name: (codec.load(data, Collected), n, datetime.fromisoformat(at)) for name, data, n, at in rows}

    def cursor(self, source: str) -> Mapping[str, Any]:
        """What the source remembered at its last success."""
        rows = self._query("SELECT cursor FROM sources WHERE name = ?", source)
        return json.loads(rows[0][0]) if rows else {}

    def runs_of(self, source: str, before: date, limit: int = 60) -> list[Run]:
        """The source's last runs for days before that one, newest first."""
        rows = self._query(
            "SELECT day, status, given, fresh, data FROM collections WHERE source = ? AND day < ?"
            " ORDER BY day DESC LIMIT ?",
            source, before, limit,
        )  # fmt: skip
        return [_run(*row) for row in rows]

    def health(self, source: SourceHealth, day: date | None = None) -> SourceHealth:
        """The source's line with its answer for that day, or its last one; `never` where it was not asked."""
        where, parameters = ("AND day = ?", (source.name, day)) if day else ("ORDER BY at DESC LIMIT 1", (source.name,))
        rows = self._query(
            f"SELECT day, status, given, fresh, data, items FROM collections WHERE source = ? {where}", *parameters
        )
        last = self._query(
            # As of that day: an edition that is built again says what it said.
            "SELECT max(at) FROM collections WHERE source = ? AND status IN ('ok', 'empty') AND day <= ?",
            source.name, day or date.max,
        )  # fmt: skip
        at = datetime.fromisoformat(last[0][0]) if last[0][0] else None
        if not rows:
            return replace(source, status="never", last_success=at)
        *row, items = rows[0]
        run, answer = _run(*row), codec.load(rows[0][4], Collected)
        found = assess(run, self.runs_of(source.name, run.day))
        return replace(
            source, status=answer.status, detail=answer.detail, items=items, last_success=at, streak=found.streak,
            habit=found.habit, note=found.words, remedy=next((f.remedy for f in answer.failures if f.remedy), ""),
        )  # fmt: skip

    # ── Articles ────────────────────────────────────────────────────────────────────────────────────────────

    def articles(self, day: date) -> dict[str, Article]:
        """The articles that the edition of `day` wanted, by address, best story first."""
        rows = self._query("SELECT url, title, state, cause FROM articles WHERE day = ? ORDER BY place", day)
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

    # ── Runs, results, editions ─────────────────────────────────────────────────────────────────────────────

    def begin(self, day: date, now: datetime) -> datetime:
        """When the work on that day began: `now`, or the start of a run that was cut off and goes on."""
        with self._transaction():
            self._connection.execute("INSERT OR IGNORE INTO runs VALUES (?, ?)", (day.isoformat(), now.isoformat()))
        return datetime.fromisoformat(self._query("SELECT started_at FROM runs WHERE day = ?", day)[0][0])

    def result(self, stage: str, hash: str, kind: type[T]) -> T | None:
        """A stage's stored result, or None."""
        rows = self._query("SELECT data FROM results WHERE stage = ? AND hash = ?", stage, hash)
        return codec.unpack(rows[0][0], kind) if rows else None

    def save_result(self, stage: str, hash: str, value: Any, kind: Any) -> None:
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?)", (stage, hash, codec.pack(value, kind))
            )

    def save_edition(
        self, edition: Edition, fingerprint: str, decisions: Iterable[Decision], counts: Mapping[SectionName, DayCounts]
    ) -> None:
        """The edition and all that later ones need to know of it, all or nothing; the run of its day is over then."""
        day = edition.date.isoformat()
        with self._transaction():
            execute, many = self._connection.execute, self._connection.executemany
            execute("DELETE FROM decisions WHERE day = ?", (day,))
            many(
                "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?)",
                [(day, d.story, d.section, d.printed, d.version, d.summary) for d in decisions],
            )
            execute("DELETE FROM counts WHERE day = ?", (day,))
            many(
                "INSERT INTO counts VALUES (?, ?, ?)",
                [(day, name, codec.dump(held, DayCounts).decode()) for name, held in counts.items() if held.stories],
            )
            execute(
                "INSERT OR REPLACE INTO editions VALUES (?, ?, ?, ?)",
                (day, edition.language, fingerprint, codec.pack(edition, Edition)),
            )
            execute("DELETE FROM artifacts WHERE day = ? AND language = ?", (day, edition.language))
            execute("DELETE FROM runs WHERE day = ?", (day,))

    def refile(self, edition: Edition, fingerprint: str, counts: Mapping[SectionName, DayCounts]) -> None:
        """Put an edition filed anew in the place of the one that is there; what it decided about stories stays."""
        day = edition.date.isoformat()
        with self._transaction():
            execute, many = self._connection.execute, self._connection.executemany
            many(
                "INSERT OR REPLACE INTO counts VALUES (?, ?, ?)",
                [(day, name, codec.dump(held, DayCounts).decode()) for name, held in counts.items() if held.stories],
            )
            execute(
                "INSERT OR REPLACE INTO editions VALUES (?, ?, ?, ?)",
                (day, edition.language, fingerprint, codec.pack(edition, Edition)),
            )
            execute("DELETE FROM artifacts WHERE day = ? AND language = ?", (day, edition.language))

    def edition(self, day: date, language: Language) -> tuple[Edition, str] | None:
        """The edition of that day in that language with its fingerprint, or None."""
        rows = self._query("SELECT data, fingerprint FROM editions WHERE day = ? AND language = ?", day, language)
        return (codec.unpack(rows[0][0], Edition), rows[0][1]) if rows else None

    def fingerprint(self, day: date, language: Language) -> str | None:
        """The fingerprint alone, for the question whether a day is finished."""
        rows = self._query("SELECT fingerprint FROM editions WHERE day = ? AND language = ?", day, language)
        return rows[0][0] if rows else None

    def editions(self) -> list[tuple[date, Language]]:
        """Every edition there is, oldest first."""
        rows = self._query("SELECT day, language FROM editions ORDER BY day, language")
        return [(date.fromisoformat(day), language) for day, language in rows]

    def save_period(self, edition: Edition) -> None:
        """A weekly or monthly edition, in the place of an earlier one of the same name."""
        row = (edition.name, edition.language, codec.pack(edition, Edition))
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO periods VALUES (?, ?, ?)", row)

    def period(self, name: str, language: Language) -> Edition | None:
        """The weekly or monthly edition of that name (`2024-W48`, `2024-11`), or None."""
        rows = self._query("SELECT data FROM periods WHERE name = ? AND language = ?", name, language)
        return codec.unpack(rows[0][0], Edition) if rows else None

    def periods(self) -> list[tuple[str, Language]]:
        """Every weekly and monthly edition there is, by name."""
        return [(name, language) for name, language in self._query("SELECT name, language FROM periods ORDER BY 1, 2")]

    def artifacts(self, day: date, language: Language) -> dict[str, str]:
        """The hashes of the edition's rendered files by name."""
        return dict(self._query("SELECT name, hash FROM artifacts WHERE day = ? AND language = ?", day, language))

    def save_artifacts(self, day: date, language: Language, hashes: Mapping[str, str]) -> None:
        with self._transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?)",
                [(day.isoformat(), language, name, digest) for name, digest in hashes.items()],
            )

    # ── The delivery ledger ─────────────────────────────────────────────────────────────────────────────────

    def deliveries(self, day: date, language: Language, channel: str) -> dict[str, DeliveryState]:
        """How far the edition got with each target of the channel."""
        where = "day = ? AND language = ? AND channel = ?"
        return dict(self._query(f"SELECT target, state FROM deliveries WHERE {where}", day, language, channel))

    def save_delivery(
        self, day: date, language: Language, channel: str, targets: Iterable[str], state: DeliveryState, at: datetime
    ) -> None:
        """Remember how far the edition got; on the disk when this returns, so that a power cut forgets nothing."""
        rows = [(day.isoformat(), language, channel, target, state, at.isoformat()) for target in targets]
        with _mapped(self.path):
            self._connection.execute("PRAGMA synchronous = FULL")
        try:
            with self._transaction():
                self._connection.executemany("INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?, ?)", rows)
        finally:
            with _mapped(self.path):
                self._connection.execute("PRAGMA synchronous = NORMAL")

    def undelivered(self, language: Language, first: date, before: date) -> list[date]:
        """The days in `first`.. the day before `before` whose edition someone is still to get, oldest first."""
        where = "language = ? AND state = 'due' AND day >= ? AND day < ?"
        rows = self._query(f"SELECT DISTINCT day FROM deliveries WHERE {where} ORDER BY day", language, first, before)
        return [date.fromisoformat(day) for (day,) in rows]

    # ── What readers say ────────────────────────────────────────────────────────────────────────────────────────

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

    # ── The door's cache ────────────────────────────────────────────────────────────────────────────────────────

    def cached(self, url: str) -> tuple[str, str, str, str, bytes] | None:
        """ETag, Last-Modified, moment, headers (JSON) and compressed body kept for that address."""
        rows = self._query("SELECT etag, last_modified, fetched_at, headers, body FROM http_cache WHERE url = ?", url)
        return rows[0] if rows else None

    def save_cached(self, row: tuple[str, str, str, str, str, bytes], forget_before: datetime) -> None:
        """Keep an answer, and forget what was not confirmed since `forget_before`."""
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO http_cache VALUES (?, ?, ?, ?, ?, ?)", row)
            self._connection.execute("DELETE FROM http_cache WHERE fetched_at < ?", (forget_before.isoformat(),))

    # ── Plumbing ────────────────────────────────────────────────────────────────────────────────────────────

    def _query(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        values = [p.isoformat() if isinstance(p, (date, datetime)) else p for p in parameters]
        with _mapped(self.path):
            return self._connection.execute(sql, values).fetchall()

    def _chunked(self, sql: str, values: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Rows of `sql`, whose one `{}` stands for the values, asked in pieces that SQLite takes."""
        for chunk in _chunks(values):
            yield from self._query(sql.format(",".join("?" * len(chunk))), *chunk)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _mapped(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def _run(day: str, status: SourceStatus, given: str, fresh: int, data: str) -> Run:
    resting = codec.load(data, Collected).resting
    return Run(day=date.fromisoformat(day), status=status, given=given, fresh=fresh, resting=resting)


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), PARAMETERS):
        yield values[start : start + PARAMETERS]


@contextmanager
def _mapped(path: Path) -> Iterator[None]:
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
