"""Runs and what came of them: results of stages, editions, and what these decided about each story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from jogan.edit.select import Printed
from jogan.model.common import Language, SectionName
from jogan.model.edited import DayCounts
from jogan.model.edition import Edition
from jogan.store import codec
from jogan.store.connection import Connection

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an edition decided about a story, as later editions need to know it; `summary` is `select.summary_hash`."""

    story: str
    section: SectionName
    printed: bool
    version: int | None
    summary: str


class Editions(Connection):
    """The tables `runs`, `results`, `decisions`, `counts`, `editions`, `periods` and `artifacts`."""

    def decided(self, story: str) -> list[date]:
        """The days whose editions decided about the story, oldest first."""
        rows = self._query("SELECT day FROM decisions WHERE story = ? ORDER BY day", story)
        return [date.fromisoformat(day) for (day,) in rows]

    def due(self, day: date, first: date) -> tuple[list[str], list[str], list[str]]:
        """The stories that the edition of `day` must decide about: of the day, late, and too old to be caught up.

        Late: its items are of `first`.. the day before, and no other edition has decided about it, or this one has
        already, being made anew after a later one took the story up again; or an earlier one has printed it and this
        day's own run brought a new version, as a morning edition gets those of the day before. Old: items that this
        day's own run saw for the first time although they are older than `first`.
        """
        today = self._query("SELECT DISTINCT story FROM items WHERE day = ? AND story IS NOT NULL", day)
        undecided = (
            "(NOT EXISTS (SELECT 1 FROM decisions d WHERE d.story = items.story AND d.day <> ?)"
            " OR EXISTS (SELECT 1 FROM decisions d WHERE d.story = items.story AND d.day = ?))"
        )
        late = self._query(
            f"SELECT DISTINCT story FROM items WHERE day >= ? AND day < ? AND story IS NOT NULL AND {undecided}",
            first, day, day, day,
        )  # fmt: skip
        old = self._query(
            f"SELECT DISTINCT story FROM items WHERE seen_for = ? AND day < ? AND story IS NOT NULL AND {undecided}",
            day, first, day, day,
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
        """For each story that an edition other than that of `day` printed: the last time it did.

        What that day's own edition printed stays its own when it is made anew: later ones took it from there.
        """
        rows = self._chunked(
            "SELECT day, story, version, summary FROM decisions WHERE printed AND story IN ({}) ORDER BY day", stories
        )
        printed = [(date.fromisoformat(on), story, version, summary) for on, story, version, summary in rows]
        own = {story for on, story, _, _ in printed if on == day}
        return {
            story: Printed(day=on, version=version, summary=summary)
            for on, story, version, summary in printed
            if on < day or (on > day and story not in own)
        }

    def history(self, section: SectionName, before: date, editions: int) -> tuple[DayCounts, ...]:
        """What the last `editions` non-empty sections before that day held, oldest first."""
        rows = self._query(
            "SELECT data FROM counts WHERE section = ? AND day < ? ORDER BY day DESC LIMIT ?", section, before, editions
        )
        return tuple(codec.load(data, DayCounts) for (data,) in reversed(rows))

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
            self._put(edition, fingerprint, counts)
            execute("DELETE FROM runs WHERE day = ?", (day,))

    def refile(self, edition: Edition, fingerprint: str, counts: Mapping[SectionName, DayCounts]) -> None:
        """Put an edition filed anew in the place of the one that is there; what it decided about stories stays."""
        with self._transaction():
            self._put(edition, fingerprint, counts)

    def _put(self, edition: Edition, fingerprint: str, counts: Mapping[SectionName, DayCounts]) -> None:
        """The edition and its counts in the place of what is there; its files are to be rendered anew."""
        day = edition.date.isoformat()
        execute, many = self._connection.execute, self._connection.executemany
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
        data = codec.pack(edition, Edition)
        row = (edition.name, edition.language, data, codec.digest(data))
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO periods VALUES (?, ?, ?, ?)", row)

    def period(self, name: str, language: Language) -> Edition | None:
        """The weekly or monthly edition of that name (`2024-W48`, `2024-11`), or None."""
        rows = self._query("SELECT data FROM periods WHERE name = ? AND language = ?", name, language)
        return codec.unpack(rows[0][0], Edition) if rows else None

    def periods(self) -> dict[tuple[str, Language], str]:
        """Every weekly and monthly edition there is, by name and language, with what tells this making from another."""
        rows = self._query("SELECT name, language, fingerprint FROM periods ORDER BY 1, 2")
        return {(name, language): fingerprint for name, language, fingerprint in rows}

    def artifacts(self, day: date, language: Language) -> dict[str, str]:
        """The hashes of the edition's rendered files by name."""
        return dict(self._query("SELECT name, hash FROM artifacts WHERE day = ? AND language = ?", day, language))

    def save_artifacts(self, day: date, language: Language, hashes: Mapping[str, str]) -> None:
        with self._transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?)",
                [(day.isoformat(), language, name, digest) for name, digest in hashes.items()],
            )
