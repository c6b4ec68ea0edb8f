"""What each source answered for each day, what it remembers, and the pages kept for asking whether they changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from jogan.collect.health import Health, Run, assess, mark_of
from jogan.model.collected import Collected, SourceHealth, SourceStatus
from jogan.model.common import Failure
from jogan.store import codec
from jogan.store.items import Added, Items


class Answers(Items):
    """The tables `collections`, `sources` and `http_cache`."""

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
        if day is None and answer.failures and {one.kind for one in answer.failures} == {"not-recorded"}:
            # What a recording lacks says nothing of the source; what was asked for is in the edition's own line.
            answer = replace(answer, detail="not in the recording that was replayed last", failures=(_ASK_IT,))
            found = Health()
        return replace(
            source, status=answer.status, detail=answer.detail, items=items, last_success=at, streak=found.streak,
            habit=found.habit, note=found.words, remedy=next((f.remedy for f in answer.failures if f.remedy), ""),
        )  # fmt: skip

    def cached(self, url: str) -> tuple[str, str, str, str, bytes] | None:
        """ETag, Last-Modified, moment, headers (JSON) and compressed body kept for that address."""
        rows = self._query("SELECT etag, last_modified, fetched_at, headers, body FROM http_cache WHERE url = ?", url)
        return rows[0] if rows else None

    def save_cached(self, row: tuple[str, str, str, str, str, bytes], forget_before: datetime) -> None:
        """Keep an answer, and forget what was not confirmed since `forget_before`."""
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO http_cache VALUES (?, ?, ?, ?, ?, ?)", row)
            self._connection.execute("DELETE FROM http_cache WHERE fetched_at < ?", (forget_before.isoformat(),))


_ASK_IT = Failure(
    stage="collect", subject="", kind="not-recorded", cause="", remedy="Run without --replay to ask the source itself"
)


def _run(day: str, status: SourceStatus, given: str, fresh: int, data: str) -> Run:
    resting = codec.load(data, Collected).resting
    return Run(day=date.fromisoformat(day), status=status, given=given, fresh=fresh, resting=resting)
