"""A source judged by its own history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jogan.collect.health import Health, Run, assess, frozen_since, mark_of, marked
from jogan.model.collected import Collected, Item

DAY = date(2024, 11, 20)
"""A Wednesday."""


def items(*urls: str, day: date = DAY) -> tuple[Item, ...]:
    return tuple(Item(kind="news", title="T", url=url, source="s", day=day) for url in urls)


def run(back: int, given: str = "", *, fresh: int = 5, status: str = "ok", resting: bool = False) -> Run:
    return Run(day=DAY - timedelta(days=back), status=status, given=given, fresh=fresh, resting=resting)


def daily(newest: int, number: int = 6) -> tuple[Item, ...]:
    """A feed with an entry every day, the newest of them `newest` days back."""
    return tuple(
        Item(kind="news", title="T", url=f"u{n}", source="s", day=DAY - timedelta(days=newest + n))
        for n in range(number)
    )


def monthly(newest: int) -> tuple[Item, ...]:
    """A blog with an entry every thirty days."""
    return tuple(
        Item(kind="news", title="T", url=f"u{n}", source="s", day=DAY - timedelta(days=newest + 30 * n))
        for n in range(6)
    )


def test_a_daily_source_that_repeats_itself_is_frozen() -> None:
    """After two identical days a source that writes every day is stale, and says since when."""
    given = daily(newest=2)
    history = [run(2, mark_of(given)), run(1, mark_of(given), fresh=0)]
    told = marked(Collected(status="ok", items=given), DAY, history)
    assert (told.status, told.items) == ("stale", given)
    assert told.detail == "the same entries since 2024-11-18"


def test_a_quiet_source_that_repeats_itself_is_only_quiet() -> None:
    """A blog that writes once a month has not stopped, until three of its months have passed."""
    for newest, frozen in ((5, False), (40, False), (120, True)):
        given = monthly(newest)
        history = [run(2, mark_of(given)), run(1, mark_of(given))]
        assert (frozen_since(DAY, given, history) is not None) is frozen


def test_a_weekend_is_no_sign_of_trouble() -> None:
    """What was newest on Friday may be newest on Monday."""
    monday = DAY - timedelta(days=2)
    given = tuple(
        Item(kind="news", title="T", url=f"u{n}", source="s", day=monday - timedelta(days=3 + n)) for n in range(5)
    )
    history = [run(4, mark_of(given)), run(3, mark_of(given))]
    assert frozen_since(monday, given, history) is None
    assert frozen_since(monday + timedelta(days=1), given, [*history, run(2, mark_of(given))]) is not None


def test_one_repetition_is_no_proof() -> None:
    """Two days alike prove nothing, nor does another content in between."""
    given = daily(newest=2)
    assert frozen_since(DAY, given, [run(1, mark_of(given))]) is None
    assert frozen_since(DAY, given, [run(3, mark_of(given)), run(2, "other"), run(1, mark_of(given))]) is None


def test_news_of_the_day_is_never_frozen() -> None:
    """A source whose entries are of the day that is asked for, or later, is answered by its own present."""
    given = daily(newest=0)
    assert frozen_since(DAY, given, [run(2, mark_of(given)), run(1, mark_of(given))]) is None


def test_days_without_news_are_counted() -> None:
    """Failed and empty days in a row make the streak; days on which nothing was expected are passed over."""
    history = [run(4, "a"), run(3, status="failed"), run(2, status="empty", resting=True), run(1, status="empty")]
    health = assess(run(0, status="failed"), history)
    assert health.streak == 3
    assert health.words == "nothing new for 3 days in a row"
    assert assess(run(0, status="empty", resting=True), history).streak == 0


@pytest.mark.parametrize(("fresh", "low"), [(1, True), (8, False), (0, True)])
def test_a_poor_day_is_measured_by_the_habit(fresh: int, low: bool) -> None:
    """One new entry where twenty are usual is unusual; the first run, which brings a whole feed, is no habit."""
    history = [run(20, "z", fresh=900), *(run(n, f"u{n}", fresh=20) for n in range(1, 12))]
    health = assess(run(0, "n", fresh=fresh), history)
    assert (health.low, health.habit) == (low, 20)
    assert health.words == ("fewer than usual (about 20 a day)" if low else "")


def test_a_weekend_is_measured_by_weekends() -> None:
    """A Sunday with two entries is ordinary where Sundays have two, however full the working days are."""
    sunday = DAY - timedelta(days=3)
    past = [
        Run(day=day, status="ok", given=str(n), fresh=2 if day.weekday() > 4 else 30)
        for n in range(1, 30)
        if (day := sunday - timedelta(days=n))
    ]
    health = assess(Run(day=sunday, status="ok", given="x", fresh=2), past)
    assert (health.habit, health.low) == (2, False)


def test_a_source_without_a_past_is_as_usual() -> None:
    """The first day says nothing but that it went well."""
    assert assess(run(0, "a"), []) == Health()
    assert Health().words == ""


def test_later_days_do_not_count() -> None:
    """A backfilled day is judged by what came before it."""
    assert assess(run(0, "a"), [run(-1, status="failed")]).streak == 0


def test_the_order_of_entries_is_no_change() -> None:
    """The mark of what was given depends on the entries alone."""
    assert mark_of(items("a", "b")) == mark_of(items("b", "a")) != mark_of(items("a"))
    assert mark_of(()) == ""
