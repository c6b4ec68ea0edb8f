"""Weeks and months as people write them: `2024-W48` (ISO 8601, Monday to Sunday) and `2024-11`. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jogan.model.common import Unit
from jogan.model.edited import DayCounts

_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A week or a month: its name, and its first and last day."""

    name: str
    unit: Unit
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it, in order."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def before(self) -> Span:
        """The week before the week, the month before the month."""
        return span_of(self.first - timedelta(days=1), self.unit)


def parse_span(written: str, unit: Unit) -> Span:
    """The week or month of that name. Raises ValueError where there is none, such as week 53 of most years."""
    pattern = _WEEK if unit == "week" else _MONTH
    match = pattern.fullmatch(written)
    if match is None:
        raise ValueError(f"no {unit}: {written!r}")
    year, number = int(match[1]), int(match[2])
    return span_of(date.fromisocalendar(year, number, 1) if unit == "week" else date(year, number, 1), unit)


def span_named(name: str) -> Span:
    """The week or month of that name. Raises ValueError where it is neither's."""
    return parse_span(name, "week" if "W" in name.upper() else "month")


def span_of(day: date, unit: Unit) -> Span:
    """The day, week or month that holds the day."""
    if unit == "week":
        year, week, _ = day.isocalendar()
        first = day - timedelta(days=day.weekday())
        return Span(name=f"{year:04}-W{week:02}", unit=unit, first=first, last=first + timedelta(days=6))
    if unit == "month":
        first = day.replace(day=1)
        following = (first + timedelta(days=31)).replace(day=1)
        return Span(name=f"{first:%Y-%m}", unit=unit, first=first, last=following - timedelta(days=1))
    return Span(name=day.isoformat(), unit=unit, first=day, last=day)


def summed(days: Sequence[DayCounts], span: Span) -> DayCounts | None:
    """What the days of a span held together, dated by its first; None where none of them held anything.

    A category counts as known only where every one of the days knew it.
    """
    held = [day for day in days if span.first <= day.date <= span.last and day.stories]
    if not held:
        return None
    categories: Counter[str] = Counter()
    terms: Counter[str] = Counter()
    for day in held:
        categories.update(day.categories)
        terms.update(day.terms)
    told = [set(day.known) for day in held if day.known]
    known = set.intersection(*told) if told else set[str]()
    return DayCounts(
        date=span.first, stories=sum(day.stories for day in held), categories=dict(categories), terms=dict(terms),
        known=tuple(sorted(known)),
    )  # fmt: skip
