"""The writer that needs no model and no key: it tells what the sources say, in their figures and their words.

Every printed fact carries the span it was taken from. A figure is put into the edition's language when it was parsed
whole, a noun phrase when every word of it is known; all else is quoted. Parts 4 and 5 are marked interpretation and
are made of what was seen in this day's stories: what they share, what splits them, and what their abstracts leave out.

Pure: no input or output, and the same brief always gives the same report.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from jogan.edit import terms as key_terms
from jogan.edit import trends
from jogan.glossary import Glossary
from jogan.model import (
    Brief,
    CategoryReport,
    Claim,
    DayCounts,
    Evidence,
    Language,
    Role,
    Story,
    StoryReport,
    TermCount,
)
from jogan.write import reading
from jogan.write.frames import Frames, quote
from jogan.write.frames_en import EnglishFrames
from jogan.write.frames_ko import KoreanFrames, short_name
from jogan.write.markup import plain, readable
from jogan.write.reading import Facts, Passage, Result
from jogan.write.sentences import Span, trim

VERSION = "1"
"""Raised with every change that changes the text of reports."""

FULL = 12
"""Stories told with all their roles; those behind them in the ranking get a headline and one line."""

QUOTE = 170
"""Characters after which a quote is cut at the next clause boundary: two lines of a page, one and a half of a phone."""


@dataclass(frozen=True, slots=True)
class ExtractiveWriter:
    """Implements `model.Writer` by rules."""

    glossary: Glossary
    language: Language

    @property
    def name(self) -> str:
        return "extract"

    @property
    def version(self) -> str:
        return VERSION

    def report(self, brief: Brief) -> CategoryReport:
        """The five parts of one category."""
        frames = self._frames()
        facts = [reading.read(chosen.story) for chosen in brief.stories]
        held = {chosen.story.id: key_terms.terms_of(chosen.story, self.glossary) for chosen in brief.stories}
        history = trends.window(brief.history, brief.date)
        counts = _counts(facts, held, history, frames, brief)
        topics = _topics(facts, held, counts, frames)
        told = tuple(_tell(one, frames, full=place < FULL) for place, one in enumerate(facts))
        return CategoryReport(
            category=brief.category.id,
            stories=tuple(one.story.id for one in facts),
            topics=topics,
            terms=counts[:8],
            trends=_trends(facts, counts, history, frames),
            told=told,
            impact=_impact(facts, held, counts, frames),
            outlook=_outlook(facts, held, counts, frames),
            writer=self.name,
        )

    def highlights(self, briefs: tuple[Brief, ...], reports: tuple[CategoryReport, ...]) -> tuple[Claim, ...]:
        """The ten-second version of a section: its center, what rises, and the strongest results; at most five lines."""
        frames = self._frames()
        lines: list[Claim] = []
        stories = [chosen.story for brief in briefs for chosen in brief.stories]
        if not stories:
            return ()
        language = self.language
        lines.extend(_theme(briefs, reports, frames, language))
        lines.extend(_rise(briefs, stories, self.glossary, frames))
        ranked = sorted((chosen.choice.rank, chosen.story.id) for brief in briefs for chosen in brief.stories)
        told = {story.story: story for report in reports for story in report.told}
        lines.extend(_strongest([told[id] for _, id in ranked if id in told], 5 - len(lines), frames))
        return tuple(lines)

    def _frames(self) -> Frames:
        return KoreanFrames(self.glossary) if self.language == "ko" else EnglishFrames()


def evidence(story: Story, passage: Passage) -> Evidence:
    """The located quote of a passage."""
    field, span = passage.field, passage.span
    return Evidence(story=story.id, field=field, start=span.start, end=span.end, quote=span.of(getattr(story, field)))


# ── Part 3: what each story says ──────────────────────────────────────────────────────────────────────────


def _tell(facts: Facts, frames: Frames, *, full: bool) -> StoryReport:
    story = facts.story
    claims = list(_headline(facts, frames))
    if not full:
        rest = [
            *_results(facts, frames),
            *_quoted(facts, facts.methods, "method"),
            *_quoted(facts, _some(facts.problem), "problem"),
        ]
        return StoryReport(story=story.id, headline=_name(facts), claims=(*claims, *rest[:1]))
    claims.extend(_quoted(facts, _some(facts.problem), "problem"))
    claims.extend(_quoted(facts, facts.methods, "method" if story.kind == "paper" else "headline"))
    claims.extend(_results(facts, frames))
    claims.extend(_quoted(facts, _some(facts.limit), "limit"))
    claims.extend(_resources(facts, frames))
    return StoryReport(story=story.id, headline=_name(facts), claims=tuple(claims))


def _some(passage: Passage | None) -> tuple[Passage, ...]:
    return (passage,) if passage is not None else ()


def _name(facts: Facts) -> str:
    return plain(readable(facts.head))


def _headline(facts: Facts, frames: Frames) -> list[Claim]:
    """What the story is, in one phrase: its noun phrase or its subtitle put into the language, else quoted."""
    story = facts.story
    for passage in (facts.what, facts.subtitle):
        if passage is None:
            continue
        raw = passage.span.of(getattr(story, passage.field))
        said = frames.what(raw)
        if said is not None:
            return [Claim(text=said, role="headline", evidence=(evidence(story, passage),))]
    passage = facts.subtitle or facts.what
    if passage is None:
        return []
    return [_quote(story, passage, "headline", 110)]


def _quote(story: Story, passage: Passage, role: Role, limit: int = QUOTE, keep: Span | None = None) -> Claim:
    text = getattr(story, passage.field)
    span, cut = trim(text, passage.span, limit, keep=keep)
    located = Passage(passage.field, span)
    return Claim(text=quote(span.of(text), cut=cut), role=role, evidence=(evidence(story, located),))


def _quoted(facts: Facts, passages: tuple[Passage, ...], role: Role) -> list[Claim]:
    return [_quote(facts.story, passage, role) for passage in passages]


def _results(facts: Facts, frames: Frames) -> list[Claim]:
    return [_result(facts, result, frames) for result in facts.results]


def _result(facts: Facts, result: Result, frames: Frames) -> Claim:
    """Parsed figures in the language's order when they explain every number of the sentence, else its own words."""
    said = [frames.figure(figure) for figure in result.figures]
    if said and not result.loose and all(said):
        text = frames.joined([part for part in said if part])
        return Claim(text=text, role="result", evidence=(evidence(facts.story, result.passage),))
    return _quote(facts.story, result.passage, "result", QUOTE + 60, keep=_figure_span(facts, result))


def _figure_span(facts: Facts, result: Result) -> Span | None:
    if not result.figures:
        return None
    return Span(result.figures[0].start, result.figures[-1].end)


def _resources(facts: Facts, frames: Frames) -> list[Claim]:
    claims = []
    for resource in facts.resources:
        places = (evidence(facts.story, resource.passage),) if resource.passage is not None else ()
        if places:
            claims.append(Claim(text=frames.resource(resource.kind, resource.url), role="resource", evidence=places))
    return claims


# ── Parts 1 and 2: topics, terms, trends ──────────────────────────────────────────────────────────────────


def _counts(
    facts: list[Facts],
    held: dict[str, dict[str, Evidence]],
    history: tuple[DayCounts, ...],
    frames: Frames,
    brief: Brief,
) -> tuple[TermCount, ...]:
    """The category's terms, most stories first; what names the category itself says nothing and is left out."""
    today: dict[str, list[Evidence]] = {}
    for one in facts:
        for term, place in held[one.story.id].items():
            today.setdefault(term, []).append(place)
    own = {name.lower() for name in (*brief.category.names.values(), brief.category.id.replace("-", " "))}
    kept = {term: tuple(places) for term, places in today.items() if term.lower() not in own}
    return trends.compare(kept, history, label=frames.label)


def _topics(
    facts: list[Facts], held: dict[str, dict[str, Evidence]], counts: tuple[TermCount, ...], frames: Frames
) -> tuple[Claim, ...]:
    by_id = {one.story.id: one for one in facts}
    shared = [count for count in counts if count.stories >= 2][:4]
    if shared:
        return tuple(
            Claim(
                text=frames.topic_shared(count.term, [by_id[place.story] for place in count.evidence]),
                role="topic",
                evidence=count.evidence,
            )
            for count in shared
        )
    claims = []
    for one in facts[:4]:
        terms = list(held[one.story.id].items())[:3]
        if terms:
            claims.append(
                Claim(
                    text=frames.topic_alone([term for term, _ in terms]),
                    role="topic",
                    evidence=tuple(place for _, place in terms),
                )
            )
    return tuple(claims)


def _trends(
    facts: list[Facts], counts: tuple[TermCount, ...], history: tuple[DayCounts, ...], frames: Frames
) -> tuple[Claim, ...]:
    claims = [
        Claim(text=frames.rising(count), role="trend", evidence=count.evidence)
        for count in trends.rising(counts, len(facts), history)[:3]
    ]
    coded = [one for one in facts if any(resource.passage for resource in one.resources)]
    if coded:
        places = [
            evidence(one.story, resource.passage) for one in coded for resource in one.resources[:1] if resource.passage
        ]
        claims.append(Claim(text=frames.with_code(coded), role="trend", evidence=tuple(places)))
    return tuple(claims)


# ── Parts 4 and 5: interpretation ─────────────────────────────────────────────────────────────────────────


def _analysis(text: str, role: Role) -> Claim:
    return Claim(text=text, kind="analysis", role=role, verdict="analysis")


def _impact(
    facts: list[Facts], held: dict[str, dict[str, Evidence]], counts: tuple[TermCount, ...], frames: Frames
) -> tuple[Claim, ...]:
    by_id = {one.story.id: one for one in facts}
    claims = []
    shared = [count for count in counts if 2 <= count.stories <= 4]
    if shared:
        claims.append(frames.impact_shared(shared[0].term, [by_id[place.story] for place in shared[0].evidence]))
    yardsticks = [one for one in facts if one.genre in ("benchmark", "dataset")]
    if yardsticks:
        claims.append(frames.impact_yardstick(yardsticks))
    coded = [one for one in facts if one.resources]
    if coded:
        claims.append(frames.impact_code(coded))
    return tuple(_analysis(text, "impact") for text in claims[:3])


def _outlook(
    facts: list[Facts], held: dict[str, dict[str, Evidence]], counts: tuple[TermCount, ...], frames: Frames
) -> tuple[Claim, ...]:
    claims = []
    bare = [
        one
        for one in facts
        if any(r.figures and not any(f.baseline or f.shape == "margin" for f in r.figures) for r in one.results)
    ]
    vague = [one for one in facts if one.results and not any(r.figures or r.loose for r in one.results)]
    if bare:
        claims.append(frames.outlook_no_baseline(bare))
    if vague:
        claims.append(frames.outlook_no_figures(vague))
    excerpts = [one for one in facts if one.story.kind == "news" and len(one.story.summary) < 300]
    if excerpts and not claims:
        claims.append(frames.outlook_excerpt(excerpts))
    return tuple(_analysis(text, "outlook") for text in claims[:3])


# ── The ten-second version ────────────────────────────────────────────────────────────────────────────────


def _theme(
    briefs: tuple[Brief, ...], reports: tuple[CategoryReport, ...], frames: Frames, language: Language
) -> list[Claim]:
    sizes = Counter({brief.category.id: len(brief.stories) for brief in briefs})
    biggest, size = sizes.most_common(1)[0]
    brief = next(brief for brief in briefs if brief.category.id == biggest)
    report = next((report for report in reports if report.category == biggest), None)
    if report is None or size < 2:
        return []
    themes = [count for count in report.terms if count.stories >= 2][:3]
    if not themes:
        return []
    name = brief.category.names.get(language, brief.category.id)
    places = tuple(place for count in themes for place in count.evidence[:2])
    return [
        Claim(text=frames.highlight_theme(name, size, [count.term for count in themes]), role="topic", evidence=places)
    ]


def _rise(briefs: tuple[Brief, ...], stories: list[Story], glossary: Glossary, frames: Frames) -> list[Claim]:
    history = trends.window(briefs[0].history, briefs[0].date)
    counts = trends.compare(key_terms.count_terms(stories, glossary), history)
    rising = trends.rising(counts, len(stories), history)[:1]
    return [
        Claim(text=frames.highlight_rise(count, count.stories), role="trend", evidence=count.evidence)
        for count in rising
    ]


def _strongest(told: list[StoryReport], places: int, frames: Frames) -> list[Claim]:
    """The first results with figures in ranked order."""
    lines = []
    for report in told:
        result = next(
            (
                claim
                for claim in report.claims
                if claim.role == "result" and "**" in claim.text and "“" not in claim.text
            ),
            None,
        )
        if result is not None:
            lines.append(
                Claim(
                    text=frames.highlight_story(report.headline, result.text), role="result", evidence=result.evidence
                )
            )
        if len(lines) >= places:
            break
    return lines
