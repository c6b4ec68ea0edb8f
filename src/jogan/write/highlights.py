"""The ten-second version of a section: where its weight lies, what rises, and the strongest results. Pure."""

from __future__ import annotations

import re

from jogan.edit import terms as key_terms
from jogan.edit import trends
from jogan.glossary import Glossary
from jogan.model.edited import Story, TermCount
from jogan.model.written import Brief, CategoryReport, Claim, StoryReport
from jogan.write import reading
from jogan.write.frames import Frames, story_name
from jogan.write.markup import italic, unmark

MOST = 5
"""Lines at most; a sixth would no longer be read in ten seconds."""

_LONG = 170
"""A result longer than this, in characters, is no headline."""

# A result in words is a headline where it says who outdoes whom, or what fails.
_TELLING = re.compile(
    r"\b(?:outperform|surpass|state-of-the-art|better|worse|than|improv|reduc|lower|faster|fail|struggl|degrad|exceed|"
    r"on par|first|without)\w*",
    re.IGNORECASE,
)

_WHAT = 70
"""A phrase longer than this says too much beside a name."""


def lines(
    briefs: tuple[Brief, ...],
    reports: tuple[CategoryReport, ...],
    glossary: Glossary,
    frames: Frames,
) -> tuple[Claim, ...]:
    """Three to five lines; fewer on a day with fewer stories that say something."""
    stories = [chosen.story for brief in briefs for chosen in brief.stories]
    if not stories:
        return ()
    found = [*_center(reports, stories, frames), *_rise(briefs, stories, glossary, frames)]
    by_id = {story.id: story for story in stories}
    ranked = sorted((one.choice.rank, one.story.id) for brief in briefs for one in brief.stories)
    told = {one.story: one for report in reports for one in report.told}
    order = [(by_id[key], told[key]) for _, key in ranked if key in told]
    turn = _turn(order, frames)
    results = _results(order, MOST - len(found) - len(turn), frames, {claim.evidence[0].story for claim in turn})
    return (*found, *results, *turn)


def _center(reports: tuple[CategoryReport, ...], stories: list[Story], frames: Frames) -> list[Claim]:
    """The theme that most stories of one category share, where three share one."""
    by_id = {story.id: story for story in stories}
    best: tuple[int, TermCount] | None = None
    for report in reports:
        themes = [set(topic.evidence) for topic in report.topics]
        for term in report.terms:
            if term.stories >= 3 and set(term.evidence) in themes and (best is None or term.stories > best[0]):
                best = (term.stories, term)
    if best is None:
        return []
    term = best[1]
    holders = [reading.read_names(by_id[place.story]) for place in term.evidence]
    return [Claim(text=frames.highlight_center(term.term, holders), role="trend", evidence=term.evidence)]


def _rise(briefs: tuple[Brief, ...], stories: list[Story], glossary: Glossary, frames: Frames) -> list[Claim]:
    """The term that rises most against the days before, counted over the whole section."""
    unit = briefs[0].unit
    history = trends.window(briefs[0].history, briefs[0].date, reach=trends.REACH[unit])
    if len(history) < trends.MIN_DAYS:
        return []
    counts = trends.compare(key_terms.count_terms(stories, glossary), history)
    rising = trends.rising(counts, max(briefs[0].of, len(stories)), history, trends.Rule(min_stories=3))[:1]
    return [Claim(text=frames.highlight_rise(count, unit), role="trend", evidence=count.evidence) for count in rising]


def _results(order: list[tuple[Story, StoryReport]], places: int, frames: Frames, taken: set[str]) -> list[Claim]:
    """The best result of each story in ranked order: complete ones in the edition's language, then those quoted."""
    tiers: list[list[Claim]] = [[], [], [], []]
    for story, report in order:
        if story.id in taken:
            continue
        results = [claim for claim in report.claims if claim.role == "result" and len(claim.text) <= _LONG]
        leads = [claim for claim in report.claims[:1] if story.kind == "news" and len(claim.text) <= 2 * _LONG]
        if not (results or leads):
            continue
        name = story_name(reading.read_names(story))
        what = (
            ""
            if "“" in report.headline or len(report.headline) > _WHAT
            else report.headline.removeprefix(italic(name)).removeprefix(": ")
        )
        best = min(results or leads, key=lambda claim: _tier(claim, what))
        # A sentence that begins with the story's name needs nothing between the two.
        what = "" if unmark(best.text).startswith(name) else what
        text = frames.highlight_story(name, what, best.text)
        places_of = (*best.evidence, *(report.evidence if what else ()))
        if _tier(best, what) == 3 and story.kind == "paper" and not _TELLING.search(best.evidence[0].quote):
            continue
        tiers[_tier(best, what)].append(Claim(text=text, role="result", evidence=places_of))
    chosen = tiers[0][:places]
    for more in tiers[1:]:
        chosen += more[: max(0, min(places, 3) - len(chosen))]
    return chosen


def _tier(claim: Claim, what: str) -> int:
    """0: a figure in the edition's language, with what it is of; 1: one in a quote; 2: a bare figure; 3: words."""
    if "**" not in claim.text:
        return 3
    if "“" in claim.text:
        return 1
    return (
        0
        if what or "에서 " in claim.text or " on " in claim.text or "대비)" in claim.text or "(vs." in claim.text
        else 2
    )


def _turn(order: list[tuple[Story, StoryReport]], frames: Frames) -> list[Claim]:
    """One result in which the authors contradict what was believed, where the report quotes it."""
    for story, report in order:
        for claim in report.claims:
            if claim.role == "result" and reading.contradicts(claim.evidence[0].quote) and len(claim.text) <= 260:
                text = frames.highlight_turn(story_name(reading.read_names(story)), claim.text)
                return [Claim(text=text, role="result", evidence=claim.evidence)]
    return []
