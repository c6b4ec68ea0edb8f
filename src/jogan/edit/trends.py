"""Today's counts against the days before, with an honest rule for small numbers (docs/movement.md measures it).

A day's count of a term is taken as a Poisson draw with a rate per story that the history tells. How likely is today's
count, or a higher one, if nothing changed? With little history the rate itself is uncertain, so it is not taken as the
mean but as a Gamma posterior (Jeffreys prior, shape ½), which makes the predicted count negative binomial. The more
days, the nearer this comes to a Poisson tail; with few days it is wide, and little is called a rise.

A thousand terms are compared each day, so that some are always unlikely. Therefore the false discovery rate is held
(Benjamini & Hochberg 1995), in the form for counts, whose tails take few values (Heyse 2011). A term is called

- *rising* when it stands in at least `min_stories` stories, its tail is below `level`, and of the terms whose tail is
  as low as its own at most the share `false` is to be expected if nothing changed at all;
- *new* when no edition of the window held it, and the window has at least `min_days` editions.

Below `min_days` editions nothing is said but today's count. History counts a whole section while a report counts one
category of it: a rise seen there is a fortiori one, and a fall is never claimed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from jogan.model.common import Unit
from jogan.model.edited import CategoryCount, DayCounts, Evidence, Taxonomy, TermCount

WINDOW_DAYS = 7
"""Editions looked back on: a week is what a reader remembers, and evens out the weekdays."""

MIN_DAYS = 3
"""Fewer earlier editions than this are no history."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is called a rise: the highest tail of one count, the share of false ones among all that are called so, and
    the least number of stories and of earlier editions.
    """

    level: float = 0.02
    false: float = 0.2
    min_stories: int = 2
    min_days: int = MIN_DAYS


CATEGORY_RULE = Rule(false=0.1, min_stories=3)
"""Below three stories no category is called rising; a few are compared each day, so that fewer false ones are borne."""

REACH: Mapping[Unit, int] = {"day": 21, "week": 75, "month": 400}
"""So many days old an edition, a week or a month may be and still be compared with."""


def window(
    history: Sequence[DayCounts], today: date, days: int = WINDOW_DAYS, reach: int = REACH["day"]
) -> tuple[DayCounts, ...]:
    """The last `days` editions before `today` that are no older than `reach` days, oldest first."""
    recent = [day for day in history if today - timedelta(days=reach) <= day.date < today and day.stories > 0]
    return tuple(sorted(recent, key=lambda day: day.date)[-days:])


def tail(count: int, past: int, exposure: float) -> float:
    """P(X ≥ count) for a day's count X after `past` events on an exposure of `exposure` such days (may be fractional).

    Negative binomial predictive of a Poisson rate with a Jeffreys prior: shape past + ½, success 1 / (exposure + 1).
    """
    if count <= 0:
        return 1.0
    shape, share = past + 0.5, 1.0 / (exposure + 1.0)
    log_term = shape * math.log1p(-share) if share < 1 else -math.inf
    below = 0.0
    for k in range(count):
        below += math.exp(log_term)
        log_term += math.log((k + shape) / (k + 1)) + math.log(share)
    return max(0.0, 1.0 - below)


SMALLEST = 1e-12
"""Tails below this are rounding."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One count of today: after `past` on an exposure of `exposure` such days, out of `days` editions."""

    count: int
    past: int
    exposure: float
    days: int


def rises(compared: Mapping[str, Compared], rule: Rule = Rule()) -> tuple[str, ...]:
    """The names of those that rise, the least likely by chance first, then by name.

    `compared` must hold everything that could have risen, also what is not there today: how many there are decides how
    unlikely a count must be.
    """
    family = Counter((one.past, one.exposure) for one in compared.values() if one.days >= rule.min_days)

    @cache
    def attained(past: int, exposure: float, least: float) -> float:
        """The highest tail not above `least` that a count can have: how likely it is to be called at that bound."""
        # Of about as many as usual the tail is near a half.
        count = max(rule.min_stories, int(past / exposure))
        while (found := tail(count, past, exposure)) > max(least, SMALLEST):
            count += 1
        return found

    candidates = sorted(
        (chance, name)
        for name, one in compared.items()
        if one.days >= rule.min_days
        and one.count >= rule.min_stories
        and (chance := tail(one.count, one.past, one.exposure)) < rule.level
    )
    called = 0
    for place, (chance, _) in enumerate(candidates, start=1):
        expected = sum(many * attained(past, exposure, chance) for (past, exposure), many in family.items())
        if expected <= rule.false * place:
            called = place
    return tuple(name for _, name in candidates[:called])


def compare(
    today: Mapping[str, tuple[Evidence, ...]],
    history: Sequence[DayCounts],
    *,
    label: Callable[[str], str] = str,
    min_days: int = MIN_DAYS,
) -> tuple[TermCount, ...]:
    """Every term of `today` with its count, its average a day over `history` and whether it is new.

    `today` maps a term to one piece of evidence a story; `history` is the window, already cut. With fewer than
    `min_days` editions `average` is None and nothing is new. Most stories first, then by term.
    """
    days = len(history)
    told = days >= min_days
    counts = []
    for term, places in today.items():
        past = sum(day.terms.get(term, 0) for day in history)
        counts.append(
            TermCount(
                term=term,
                label=label(term),
                stories=len(places),
                average=past / days if told else None,
                days=days if told else 0,
                new=told and past == 0,
                evidence=places,
            )
        )
    return tuple(sorted(counts, key=lambda count: (-count.stories, count.term)))


def rising(
    counts: Sequence[TermCount],
    stories: int,
    history: Sequence[DayCounts],
    rule: Rule = Rule(),
) -> tuple[TermCount, ...]:
    """Those of `counts` that rise against `history`, the least likely by chance first.

    `stories` is the number of today's stories in the section; days with more stories weigh more. Every term of the
    history is compared, also where today has none of it.
    """
    if len(history) < rule.min_days or stories <= 0:
        return ()
    exposure = sum(day.stories for day in history) / stories
    past: Counter[str] = Counter()
    for day in history:
        past.update(day.terms)
    today = {count.term: count for count in counts}
    compared = {
        term: Compared(today[term].stories if term in today else 0, past[term], exposure, len(history))
        for term in {**past, **today}
    }
    return tuple(today[term] for term in rises(compared, rule))


def distribution(
    today: Mapping[str, int], history: Sequence[DayCounts], *, min_days: int = MIN_DAYS
) -> tuple[CategoryCount, ...]:
    """Stories by category today, biggest first, with the average a day over `history` (None below `min_days`).

    Of a category that the taxonomy of a day did not know that day says nothing. Categories of one size keep the order
    in which `today` gives them.
    """
    total = sum(today.values())
    if total <= 0:
        return ()
    compared: dict[str, Compared] = {}
    for category in dict.fromkeys((*today, *(name for day in history for name in sorted(day.categories)))):
        told = [day for day in history if not day.known or category in day.known]
        past = sum(day.categories.get(category, 0) for day in told)
        exposure = sum(day.stories for day in told) / total
        compared[category] = Compared(today.get(category, 0), past, exposure, len(told))
    rising = rises(compared, replace(CATEGORY_RULE, min_days=min_days))
    counts = []
    for category, stories in today.items():
        if stories <= 0:
            continue
        one = compared[category]
        enough = one.days >= min_days
        counts.append(
            CategoryCount(
                category=category,
                stories=stories,
                average=one.past / one.days if enough else None,
                days=one.days if enough else 0,
                rising=category in rising,
            )
        )
    return tuple(sorted(counts, key=lambda count: -count.stories))


def under(history: Sequence[DayCounts], taxonomy: Taxonomy) -> tuple[DayCounts, ...]:
    """The history with its categories called as `taxonomy` calls them; what was merged since is added up."""
    now = {name: category.id for category in taxonomy.categories for name in (*category.aliases, category.id)}

    def renamed(day: DayCounts) -> DayCounts:
        counts: dict[str, int] = {}
        for category, stories in day.categories.items():
            known = now.get(category, category)
            counts[known] = counts.get(known, 0) + stories
        return replace(
            day, categories=counts, known=tuple(dict.fromkeys(now.get(category, category) for category in day.known))
        )

    return tuple(map(renamed, history))
