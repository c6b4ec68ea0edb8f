"""The archive's calendar. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Month:
    """A month as rows of seven days from Monday; None where another month's day would stand."""

    year: int
    month: int
    weeks: tuple[tuple[date | None, ...], ...]


def months_of(dates: Sequence[date]) -> tuple[Month, ...]:
    """The months that hold any of the dates, newest first."""
    found = []
    for year, month in sorted({(day.year, day.month) for day in dates}, reverse=True):
        first = date(year, month, 1)
        start = first - timedelta(days=first.weekday())
        weeks = []
        while start <= first or (start.year, start.month) == (year, month):
            days = [start + timedelta(days=offset) for offset in range(7)]
            weeks.append(tuple(day if day.month == month else None for day in days))
            start += timedelta(days=7)
        found.append(Month(year, month, tuple(weeks)))
    return tuple(found)


def week_name(day: date) -> str:
    """The ISO week: `2024-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def weeks_of(dates: Sequence[date]) -> dict[str, tuple[date, ...]]:
    """The seven days of each ISO week that holds any of the dates, oldest week first."""
    mondays = sorted({day - timedelta(days=day.weekday()) for day in dates})
    return {week_name(monday): tuple(monday + timedelta(days=offset) for offset in range(7)) for monday in mondays}
