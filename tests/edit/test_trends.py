"""Counts against the days before, with an honest rule for small numbers."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from jogan.edit.trends import Compared, Rule, compare, distribution, rises, rising, tail, window
from jogan.model.edited import DayCounts, Evidence, TermCount

TODAY = date(2024, 11, 28)


def day(back: int, stories: int = 20, **terms: int) -> DayCounts:
    return DayCounts(date=TODAY - timedelta(days=back), stories=stories, terms=terms, categories={"llm": stories // 2})


def places(*stories: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(story=story, field="title", start=0, end=1, quote="x") for story in stories)


def test_averages_need_a_history() -> None:
    """Below three editions nothing is said but today's count; from three on the average is over all of them."""
    short = compare({"x": places("a", "b")}, [day(1, x=1), day(2)])[0]
    assert (short.stories, short.average, short.days, short.new) == (2, None, 0, False)
    long = compare({"x": places("a", "b")}, [day(1, x=1), day(2), day(3, x=2)])[0]
    assert (long.average, long.days, long.new) == (1.0, 3, False)


def test_new_is_what_no_edition_had() -> None:
    """A term is new only against a history that is long enough."""
    assert compare({"x": places("a")}, [day(1), day(2), day(3)])[0].new
    assert not compare({"x": places("a")}, [day(1), day(2)])[0].new


def test_most_stories_come_first() -> None:
    """Terms are ordered by stories, then by name; labels come from the caller."""
    counts = compare({"b": places("a"), "a": places("a"), "c": places("a", "b")}, [], label=str.upper)
    assert [count.label for count in counts] == ["C", "A", "B"]


def test_the_tail_is_a_probability() -> None:
    """The chance of at least nothing is one; it falls with the count and rises with the past."""
    assert tail(0, 5, 7.0) == 1.0
    assert tail(3, 5, 7.0) > tail(4, 5, 7.0) > tail(5, 5, 7.0) > 0
    assert tail(3, 10, 7.0) > tail(3, 5, 7.0)


def test_the_tail_tends_to_poisson() -> None:
    """With a very long history the rate is known and the tail is that of a Poisson variable."""
    rate, count = 2.0, 5
    poisson = 1 - sum(math.exp(-rate) * rate**k / math.factorial(k) for k in range(count))
    assert tail(count, 20_000, 10_000.0) == pytest.approx(poisson, rel=0.01)


def test_few_days_call_little_a_rise() -> None:
    """Three stories after two silent editions are no rise, after seven they are."""
    assert not rises({"x": Compared(3, 0, 2.0, 2)})
    assert rises({"x": Compared(3, 0, 7.0, 7)})
    assert not rises({"x": Compared(1, 0, 7.0, 7)})


def test_among_many_terms_a_rise_must_be_steeper() -> None:
    """What is called a rise where one term is compared is none where a thousand are, for of those some always rise."""
    silent = {f"t{number}": Compared(0, 1, 7.0, 7) for number in range(1000)}
    assert rises({"x": Compared(3, 0, 7.0, 7)}) == ("x",)
    assert not rises({"x": Compared(3, 0, 7.0, 7), **silent})
    assert rises({"x": Compared(6, 0, 7.0, 7), **silent}) == ("x",)


@pytest.mark.parametrize("stories", [20, 40])
def test_days_without_any_change_tell_of_no_rise(stories: int) -> None:
    """Of days drawn from one and the same mix hardly any has a rising term; a term in eight stories more is seen."""
    chance = random.Random(stories)
    # As in real abstracts, a few terms are everywhere and most are rare (Zipf).
    weights = [1 / (rank + 3) for rank in range(6000)]

    def draw() -> Counter[str]:
        held: Counter[str] = Counter()
        for _ in range(stories):
            held.update({f"t{term}" for term in chance.choices(range(6000), weights, k=10)})
        return held

    false, seen, trials = 0, 0, 40
    for _ in range(trials):
        history = [DayCounts(date=TODAY - timedelta(days=back), stories=stories, terms=draw()) for back in range(1, 8)]
        today = draw()
        false += bool(rising(counted(today), stories, history))
        today["t60"] += 8
        seen += any(one.term == "t60" for one in rising(counted(today), stories, history))
    assert false <= 0.1 * trials
    assert seen >= 0.9 * trials


def counted(today: Mapping[str, int]) -> list[TermCount]:
    return [TermCount(term=term, label=term, stories=count) for term, count in today.items()]


def test_categories_of_days_without_any_change_hardly_rise() -> None:
    """At most one day in ten, drawn from one mix of twenty categories, has one that is called rising."""
    chance = random.Random(1)
    names, weights = [f"c{number}" for number in range(20)], [20 / (number + 1) for number in range(20)]

    def draw() -> Counter[str]:
        return Counter(chance.choices(names, weights, k=40))

    false, trials = 0, 300
    for _ in range(trials):
        history = [DayCounts(date=TODAY - timedelta(days=back), stories=40, categories=draw()) for back in range(1, 8)]
        false += any(one.rising for one in distribution(draw(), history))
    assert 0 < false <= 0.1 * trials


def test_a_big_day_is_no_rise() -> None:
    """A day with five times the stories has five times the counts by nature."""
    history = [day(back, stories=20, x=1) for back in range(1, 8)]
    counts = compare({"x": places("a", "b", "c", "d", "e")}, history)
    assert rising(counts, 20, history)
    assert not rising(counts, 100, history)


def test_the_least_likely_rise_comes_first() -> None:
    """Rises are ordered by how unlikely they are."""
    history = [day(back, x=1) for back in range(1, 8)]
    counts = compare({"x": places(*"abcdef"), "y": places(*"abcdef")}, history)
    assert [count.term for count in rising(counts, 20, history, Rule(min_stories=3))] == ["y", "x"]


def test_the_window_is_the_last_week_of_editions() -> None:
    """Only editions before today count, the last seven, none of them older than three weeks, none empty."""
    history = [day(back) for back in (40, 30, 20, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)] + [day(1, stories=0)]
    chosen = window(history, TODAY)
    assert [(TODAY - one.date).days for one in chosen] == [7, 6, 5, 4, 3, 2, 1]
    assert [(TODAY - one.date).days for one in window([day(40), day(20)], TODAY)] == [20]


def test_the_distribution_compares_categories() -> None:
    """Biggest first, empty categories left out, averages only with a history."""
    history = [day(1), day(2), day(3)]
    counts = distribution({"nlp": 2, "llm": 4, "audio": 0}, history)
    assert [(count.category, count.stories, count.average) for count in counts] == [("llm", 4, 10.0), ("nlp", 2, 0.0)]
    assert distribution({"llm": 1}, [])[0].average is None


def test_a_burst_beyond_all_chance_ends() -> None:
    """A count so high that its chance is lost in rounding is a rise like any other, and what stands beside it is judged."""
    compared = {"x": Compared(20, 0, 7.3, 7), "y": Compared(0, 1, 7.3, 7)}
    assert rises(compared) == ("x",)
