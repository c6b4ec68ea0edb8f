"""The ten-second version of a section: where its weight lies, what rises, and the strongest results. Pure."""

from __future__ import annotations

from jogan.edit import terms as key_terms
from jogan.edit import trends
from jogan.glossary import Glossary
from jogan.model import Brief, CategoryReport, Claim, Language, Story, StoryReport
from jogan.write import reading
from jogan.write.frames import Frames, story_name

MOST = 5
"""Lines at most; a sixth would no longer be read in ten seconds."""

_LONG = 150
"""A result longer than this, in characters, is no headline."""


def lines(
    briefs: tuple[Brief, ...],
    reports: tuple[CategoryReport, ...],
    glossary: Glossary,
    language: Language,
    frames: Frames,
) -> tuple[Claim, ...]:
    """Three to five lines; fewer on a day with fewer stories that say something."""
    stories = [chosen.story for brief in briefs for chosen in brief.stories]
    if not stories:
        return ()
    found = [*_center(briefs, reports, language, frames), *_rise(briefs, stories, glossary, frames)]
    by_id = {story.id: story for story in stories}
    ranked = sorted((one.choice.rank, one.story.id) for brief in briefs for one in brief.stories)
    told = {one.story: one for report in reports for one in report.told}
    order = [(by_id[key], told[key]) for _, key in ranked if key in told]
    turn = _turn(order, frames)
    results = _results(order, MOST - len(found) - len(turn), frames, {claim.evidence[0].story for claim in turn})
    return (*found, *results, *turn)


def _center(
    briefs: tuple[Brief, ...], reports: tuple[CategoryReport, ...], language: Language, frames: Frames
) -> list[Claim]:
    """The biggest category and its shared themes."""
    brief = max(briefs, key=lambda one: len(one.stories))
    report = next((one for one in reports if one.category == brief.category.id), None)
    if report is None or len(brief.stories) < 2:
        return []
    themes = [topic for topic in report.topics if len({place.story for place in topic.evidence}) >= 2][:2]
    terms = [
        term
        for term in report.terms
        if term.stories >= 2 and any(set(term.evidence) == set(t.evidence) for t in themes)
    ]
    if not terms:
        return []
    name = brief.category.names.get(language) or brief.category.names.get("en") or brief.category.id
    places = tuple(place for term in terms[:2] for place in term.evidence)
    text = frames.highlight_center(name, len(brief.stories), [term.term for term in terms[:2]])
    return [Claim(text=text, role="trend", evidence=places)]


def _rise(briefs: tuple[Brief, ...], stories: list[Story], glossary: Glossary, frames: Frames) -> list[Claim]:
    """The term that rises most against the days before, counted over the whole section."""
    history = trends.window(briefs[0].history, briefs[0].date)
    if len(history) < trends.MIN_DAYS:
        return []
    counts = trends.compare(key_terms.count_terms(stories, glossary), history)
    rising = trends.rising(counts, len(stories), history, trends.Rule(level=0.005, min_stories=3))[:1]
    return [Claim(text=frames.highlight_rise(count), role="trend", evidence=count.evidence) for count in rising]


def _results(order: list[tuple[Story, StoryReport]], places: int, frames: Frames, taken: set[str]) -> list[Claim]:
    """The first results with figures in ranked order: those told in the edition's language before those quoted."""
    spoken: list[Claim] = []
    quoted: list[Claim] = []
    worded: list[Claim] = []
    for story, report in order:
        if story.id in taken:
            continue
        results = [claim for claim in report.claims if claim.role == "result" and len(claim.text) <= _LONG]
        leads = [claim for claim in report.claims[:1] if story.kind == "news" and len(claim.text) <= 2 * _LONG]
        if not (results or leads):
            continue
        best = min(results or leads, key=_plainness)
        text = frames.highlight_story(story_name(reading.read_names(story)), best.text)
        line = Claim(text=text, role="result", evidence=best.evidence)
        (spoken, quoted, worded)[_plainness(best)].append(line)
    chosen = spoken[:places]
    for more in (quoted, worded):
        chosen += more[: max(0, min(places, 3) - len(chosen))]
    return chosen


def _plainness(claim: Claim) -> int:
    """0: figures in the edition's language, 1: figures in a quote, 2: words only."""
    return 2 if "**" not in claim.text else 1 if "“" in claim.text else 0


def _turn(order: list[tuple[Story, StoryReport]], frames: Frames) -> list[Claim]:
    """One result in which the authors contradict what was believed, where the report quotes it."""
    for story, report in order:
        for claim in report.claims:
            if claim.role == "result" and reading.contradicts(claim.evidence[0].quote) and len(claim.text) <= 260:
                text = frames.highlight_turn(story_name(reading.read_names(story)), claim.text)
                return [Claim(text=text, role="result", evidence=claim.evidence)]
    return []
