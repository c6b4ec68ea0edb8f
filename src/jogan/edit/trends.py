"""Today's counts against the days before, with an honest rule for small numbers.

A day's count of a term is taken as a Poisson draw with a rate per story that the history tells. How likely is today's
count, or a higher one, if nothing changed? With little history the rate itself is uncertain, so it is not taken as the
mean but as a Gamma posterior (Jeffreys prior, shape ½), which makes the predicted count negative binomial. The more
days, the nearer this comes to a Poisson tail; with few days it is wide, and little is called a rise. A term is called

- *rising* when it stands in at least `min_stories` stories and the tail is below `level`;
- *new* when no edition of the window held it, and the window has at least `min_days` editions.

Below `min_days` editions nothing is said but today's count. History counts a whole section while a report counts one
category of it: a rise seen there is a fortiori one, and a fall is never claimed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jogan.model.common import Unit
from jogan.model.edited import CategoryCount, DayCounts, Evidence, Taxonomy, TermCount

WINDOW_DAYS = 7
"""Editions looked back on: a week is what a reader remembers, and evens out the weekdays."""

MIN_DAYS = 3
"""Fewer earlier editions than this are no history."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is called a rise: the tail's level, and the least number of stories and of earlier editions.

    Dozens of terms are compared each day, so the level is well below the usual 0.05.
    """

    level: float = 0.02
    min_stories: int = 2
    min_days: int = MIN_DAYS


CATEGORY_RULE = Rule(min_stories=3)
"""Some twenty categories are compared; below three stories nothing is called a rise."""

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


def is_rising(count: int, past: int, exposure: float, days: int, rule: Rule = Rule()) -> bool:
    """Whether `count` is more than chance after `past` in `days` editions of together `exposure` days like today."""
    return days >= rule.min_days and count >= rule.min_stories and tail(count, past, exposure) < rule.level


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

    `stories` is the number of today's stories in the section; days with more stories weigh more.
    """
    if len(history) < rule.min_days or stories <= 0:
        return ()
    exposure = sum(day.stories for day in history) / stories
    found = []
    for count in counts:
        past = sum(day.terms.get(count.term, 0) for day in history)
        if is_rising(count.stories, past, exposure, len(history), rule):
            found.append((tail(count.stories, past, exposure), count.term, count))
    return tuple(count for _, _, count in sorted(found, key=lambda entry: entry[:2]))


def distribution(
    today: Mapping[str, int], history: Sequence[DayCounts], *, min_days: int = MIN_DAYS
) -> tuple[CategoryCount, ...]:
    """Stories by category today, biggest first, with the average a day over `history` (None below `min_days`).

    Of a category that the taxonomy of a day did not know that day says nothing. Categories of one size keep the order
    in which `today` gives them.
    """
    counts = []
    total = sum(today.values())
    for category, stories in today.items():
        if stories <= 0:
            continue
        told = [day for day in history if not day.known or category in day.known]
        past = sum(day.categories.get(category, 0) for day in told)
        enough = len(told) >= min_days
        exposure = sum(day.stories for day in told) / total
        counts.append(
            CategoryCount(
                category=category,
                stories=stories,
                average=past / len(told) if enough else None,
                days=len(told) if enough else 0,
                rising=enough and is_rising(stories, past, exposure, len(told), CATEGORY_RULE),
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
