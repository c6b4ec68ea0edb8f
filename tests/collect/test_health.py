"""A source judged by its own history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jogan.collect.health import Health, PastDay, assess, marked
from jogan.model import Collected, Item

DAY = date(2024, 11, 20)


def gave(*urls: str, day: date = DAY, status: str = "ok") -> Collected:
    items = tuple(Item(kind="news", title="T", url=url, source="s", day=day) for url in urls)
    return Collected(status=status, items=items)  # type: ignore[arg-type]


def past(back: int, *urls: str, of_day: int = 5, status: str = "ok") -> PastDay:
    return PastDay(day=DAY - timedelta(days=back), status=status, urls=frozenset(urls), of_day=of_day)  # type: ignore[arg-type]


BUSY = [past(n, f"u{n}", f"v{n}") for n in range(3, 10)]
QUIET = [past(n, "a", "b", of_day=1 if n == 9 else 0) for n in range(3, 10)]


def test_a_busy_source_that_repeats_itself_is_frozen() -> None:
    """The same items on three days, none of them of these days, make a daily source stale."""
    history = [*BUSY, past(2, "x", "y", of_day=0), past(1, "x", "y", of_day=0)]
    collected = gave("x", "y", day=DAY - timedelta(days=3))
    health = assess(collected, DAY, history)
    assert health.frozen
    told = marked(collected, health)
    assert (told.status, told.items) == ("stale", collected.items)
    assert "two days before" in told.detail


def test_a_quiet_source_that_repeats_itself_is_only_quiet() -> None:
    """A blog that writes once a month has not stopped."""
    history = [*QUIET, past(2, "a", "b", of_day=0), past(1, "a", "b", of_day=0)]
    collected = gave("a", "b", day=DAY - timedelta(days=30))
    assert not assess(collected, DAY, history).frozen
    assert marked(collected, assess(collected, DAY, history)) is collected


@pytest.mark.parametrize("history", [[], BUSY[:2], [*BUSY, past(1, "x", "y", of_day=0)]])
def test_one_repetition_is_no_proof(history: list[PastDay]) -> None:
    """Two days, or too short a history, prove nothing."""
    assert not assess(gave("x", "y", day=DAY - timedelta(days=3)), DAY, history).frozen


def test_days_without_news_are_counted() -> None:
    """Failed and empty days in a row make the streak, and the last success is remembered."""
    history = [*BUSY, past(2, status="failed", of_day=0), past(1, status="empty", of_day=0)]
    health = assess(gave(status="failed"), DAY, history)
    assert (health.streak, health.last_success) == (3, DAY - timedelta(days=3))
    assert health.words == "nothing for 3 days in a row"


@pytest.mark.parametrize(("items", "low"), [(1, True), (8, False), (0, False)])
def test_a_poor_day_is_measured_by_the_habit(items: int, low: bool) -> None:
    """One item where twenty are usual is unusual; none at all is another matter."""
    history = [past(n, f"u{n}", of_day=20) for n in range(1, 8)]
    health = assess(gave(*(f"n{n}" for n in range(items))), DAY, history)
    assert (health.low, health.habit) == (low, 20)


def test_a_source_without_a_past_is_as_usual() -> None:
    """The first day says nothing but that it went well."""
    health = assess(gave("a"), DAY, [])
    assert health == Health(streak=0, habit=None, low=False, frozen=False, last_success=DAY)
    assert health.words == ""


def test_later_days_do_not_count() -> None:
    """A backfilled day is judged by what came before it."""
    assert assess(gave("a"), DAY, [past(-1, "b", status="failed")]).streak == 0
