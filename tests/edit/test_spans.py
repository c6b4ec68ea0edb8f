"""Weeks and months: their names, their days, and what their days held together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.edit.spans import parse_span, span_of, summed
from jogan.model.common import Unit
from jogan.model.edited import DayCounts


@pytest.mark.parametrize(
    ("written", "unit", "first", "last"),
    [
        ("2024-W48", "week", date(2024, 11, 25), date(2024, 12, 1)),
        ("2024-W01", "week", date(2024, 1, 1), date(2024, 1, 7)),
        ("2020-W53", "week", date(2020, 12, 28), date(2021, 1, 3)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", "month", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_names_mean_days(written: str, unit: Unit, first: date, last: date) -> None:
    """A week runs from Monday to Sunday, also over New Year; a month to its last day."""
    span = parse_span(written, unit)
    assert (span.first, span.last) == (first, last)
    assert span.days[0] == first
    assert span.days[-1] == last


@pytest.mark.parametrize(
    ("written", "unit"),
    [("2024-W53", "week"), ("2024-W00", "week"), ("2024-48", "week"), ("2024W48", "week"), ("2024-w48", "week"), (" 2024-W48", "week"), ("2024-13", "month"), ("2024-00", "month"),
     ("2024-W48", "month"), ("", "week"), ("٢٠٢٤-١١", "month"), ("2024-11-01", "month"), ("0000-01", "month")],
)  # fmt: skip
def test_what_is_no_week_or_month_is_refused(written: str, unit: Unit) -> None:
    """2024 has no week 53, and no year a month 13; one name is written in one way."""
    with pytest.raises(ValueError, match=r"."):
        parse_span(written, unit)


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), unit=st.sampled_from(["week", "month"]))
def test_spans_follow_one_another(day: date, unit: Unit) -> None:
    """Every day is in one span, and the span before ends on the day before it begins."""
    span = span_of(day, unit)
    assert span.first <= day <= span.last
    assert parse_span(span.name, unit) == span
    assert span.before().last == span.first - timedelta(days=1)
    assert span.before() != span


def test_days_are_summed() -> None:
    """Counts add up; days outside and empty days do not count; a category that a day did not know is not known."""

    def day(number: int, stories: int, known: tuple[str, ...], **categories: int) -> DayCounts:
        return DayCounts(
            date=date(2024, 11, number), stories=stories, categories=categories, terms={"x": 1}, known=known
        )

    span = parse_span("2024-W48", "week")
    held = summed(
        [day(24, 9, (), a=9), day(25, 3, ("a", "b"), a=2, b=1), day(26, 2, ("a",), a=2), day(27, 0, ())], span
    )
    assert held is not None
    assert (held.stories, held.categories, held.terms, held.known) == (5, {"a": 4, "b": 1}, {"x": 2}, ("a",))
    assert held.date == span.first
    assert summed([day(24, 9, (), a=9)], span) is None
