"""How a source is doing, judged by what it gave before. Pure: values in, values out.

- **Streak**: how many days in a row, the present one included, a source has failed or given nothing.
- **Habit**: how many items of the day it gives on a day on which it gives any news; a day far below is unusual.
- **Frozen**: exactly the same items on three days in a row, none of them of these days, from a source that is in the
  habit of giving news every day. A laboratory's blog that writes once a month is not frozen, only quiet.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jogan.model import Collected, SourceStatus

HABIT_DAYS = 14
LEAST_DAYS = 4
"""Days that must be known before there is a habit to speak of."""
LOW = 0.25
"""A day with less than this share of the habit is unusual."""
BUSY = 0.7
"""From this share of days with news on, a source is one that has news every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDay:
    """One earlier run of a source: its day, how it went, which items it gave (their URLs), how many were of the day."""

    day: date
    status: SourceStatus
    urls: frozenset[str] = frozenset()
    of_day: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What the history says about the present day. `habit` is None where too little is known."""

    streak: int
    habit: float | None
    low: bool
    frozen: bool
    last_success: date | None

    @property
    def words(self) -> str:
        """The most telling of it in a few words; empty where all is as usual."""
        if self.frozen:
            return "gives exactly what it gave on the two days before"
        if self.streak > 1:
            return f"nothing for {self.streak} days in a row"
        if self.low and self.habit is not None:
            return f"fewer than usual (about {self.habit:.0f} a day)"
        return ""


def assess(collected: Collected, day: date, history: Sequence[PastDay]) -> Health:
    """Judge what a source gave for `day` by its earlier days, in any order; those of `day` or later do not count."""
    past = sorted((one for one in history if one.day < day), key=lambda one: one.day)
    good = [one for one in past if one.status in ("ok", "stale") and one.urls]
    urls = frozenset(item.url for item in collected.items)
    of_day = sum(item.day == day for item in collected.items)
    recent = good[-HABIT_DAYS:]
    with_news = [one.of_day for one in recent if one.of_day]
    habit = statistics.median(with_news) if len(recent) >= LEAST_DAYS and with_news else None
    streak = 0
    for status, given in ((collected.status, urls), *((one.status, one.urls) for one in reversed(past))):
        if status == "ok" and given:
            break
        streak += 1
    last_two = past[-2:]
    frozen = (
        bool(urls)
        and of_day == 0
        and len(last_two) == 2
        and all(one.urls == urls for one in last_two)
        and len(with_news) >= BUSY * max(1, len([one for one in recent if one not in last_two]))
        and habit is not None
    )
    low = collected.status == "ok" and habit is not None and habit >= 4 and 0 < of_day < LOW * habit
    success = day if urls and collected.status == "ok" else max((one.day for one in good), default=None)
    return Health(streak=streak, habit=habit, low=low, frozen=frozen, last_success=success)


def marked(collected: Collected, health: Health) -> Collected:
    """`collected` with the status `stale` and the reason, if the source is frozen; else as it is."""
    if not health.frozen or collected.status != "ok":
        return collected
    return replace(collected, status="stale", detail=health.words)
