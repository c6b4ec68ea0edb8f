"""How a source is doing, judged by what it gave before. Pure: values in, values out.

- **Streak**: how many runs in a row, the present one included, a source has failed, given nothing or only what it
  gave before. A day on which nothing was to be expected (a weekend, a holiday) is passed over.
- **Habit**: how many entries a run brings that were not known before, on days of the week of this sort (working days,
  weekends); a day far below is unusual.
- **Frozen**: exactly the same entries as at the two runs before, although the source's own rhythm, told by the days of
  its entries, let expect more. A laboratory's blog that writes once a month is not frozen, only quiet.
"""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, takewhile

from jogan.model.collected import Collected, Item, SourceStatus
from jogan.model.common import UNDATED

HABIT_RUNS = 14
"""How many runs back a habit is looked for."""
LEAST_RUNS = 4
"""Runs that must be known before there is a habit to speak of."""
WORTH_MEASURING = 4.0
"""A source that brings less than this has good and bad days by chance."""
LOW = 0.25
"""A day with less than this share of the habit is unusual."""
PATIENCE = 3.0
"""So many times a source's own rhythm may pass without news, if it is slower than daily."""
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a source: its day, how it went, a mark of the entries given (empty: none), how many were not known.

    `resting` tells that nothing was to be expected on that day.
    """

    day: date
    status: SourceStatus
    given: str = ""
    fresh: int = 0
    resting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What the history says about a run. `habit` is None where too little is known."""

    streak: int = 0
    habit: float | None = None
    low: bool = False

    @property
    def words(self) -> str:
        """The most telling of it in a few words; empty where all is as usual."""
        if self.streak > 1:
            return f"nothing new for {self.streak} days in a row"
        if self.low and self.habit is not None:
            return f"fewer than usual (about {self.habit:.0f} a day)"
        return ""


def mark_of(items: Sequence[Item]) -> str:
    """A short mark of which entries were given, whatever their order; empty where none was."""
    if not items:
        return ""
    return hashlib.sha256("\n".join(sorted({item.url for item in items})).encode("utf-8", "replace")).hexdigest()[:20]


def assess(run: Run, history: Sequence[Run]) -> Health:
    """Judge a run by the earlier ones, in any order; those of its day or later do not count."""
    past = sorted((one for one in history if one.day < run.day), key=lambda one: one.day)
    awake = [one for one in (*past, run) if not one.resting]
    streak = 0 if run.resting else sum(1 for _ in takewhile(lambda one: not _good(one), reversed(awake)))
    # The first run brings all that the source still shows: that is no day's work.
    alike = [one for one in past[1:] if _good(one) and _weekend(one.day) == _weekend(run.day)][-HABIT_RUNS:]
    known = [one.fresh for one in alike]
    habit = float(statistics.median(known)) if len(known) >= LEAST_RUNS else None
    low = run.status == "ok" and habit is not None and habit >= WORTH_MEASURING and run.fresh < LOW * habit
    return Health(streak=streak, habit=habit, low=low)


def frozen_since(day: date, items: Sequence[Item], history: Sequence[Run]) -> date | None:
    """Since which run a source gives exactly these `items`, if that is suspicious; else None."""
    given, newest = mark_of(items), max((item.day for item in items if item.day), default=None)
    if not given or newest is None or newest >= day:
        return None
    past = sorted((one for one in history if one.day < day and not one.resting), key=lambda one: one.day, reverse=True)
    same = list(takewhile(lambda one: one.given == given, past))
    if len(same) < 2:
        return None
    days = sorted({item.day for item in items if item.day not in (None, UNDATED)})[-10:]
    gaps = [max(1, _working_days(first, then) + 1) for first, then in pairwise(days)]
    rhythm = statistics.median(gaps) if len(gaps) > 1 else 1
    patience = 1 if rhythm <= 1 else PATIENCE * rhythm
    return same[-1].day if _working_days(newest, day) >= patience else None


def marked(collected: Collected, day: date, history: Sequence[Run]) -> Collected:
    """`collected` with the status `stale` and the reason, if the source is frozen; else as it is."""
    since = frozen_since(day, collected.items, history) if collected.status == "ok" else None
    if since is None:
        return collected
    return replace(collected, status="stale", detail=f"the same entries since {since}")


def _good(run: Run) -> bool:
    return run.status == "ok" and bool(run.given)


def _weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _working_days(after: date, before: date) -> int:
    """The days from Monday to Friday that lie between the two."""
    between = (after + timedelta(days=n) for n in range(1, min((before - after).days, 400)))
    return sum(not _weekend(day) for day in between)
