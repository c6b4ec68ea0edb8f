"""The writer that needs no model and no key: it tells what the sources say, in their figures and their words.

Every printed fact carries the span it was taken from. A figure is put into the edition's language when it was parsed
whole, a noun phrase when every word of it is known; all else is quoted. Parts 4 and 5 are marked interpretation and
are made of what was seen in this day's stories: what they share, what splits them, and what their abstracts leave out.

In parts 1 and 2 the counts of stories are the numbers of pieces of evidence, one a story. Terms are introduced as
`한국어(English)` where they stand first, so the parts are written in the order in which they are printed.

Pure: no input or output, and the same brief always gives the same report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jogan.edit import terms as key_terms
from jogan.glossary import Glossary
from jogan.model.common import Language
from jogan.model.edited import Evidence, Story
from jogan.model.written import Brief, CategoryReport, Claim, Role, StoryReport, Usage
from jogan.write import analysis, clauses, highlights, openings, reading
from jogan.write.figures import Figure
from jogan.write.frames import Frames, own_label, quote, story_name
from jogan.write.frames_en import EnglishFrames
from jogan.write.frames_ko import KoreanFrames
from jogan.write.markup import italic
from jogan.write.reading import Facts
from jogan.write.roles import Passage, Result
from jogan.write.sentences import Span, items, trim
from jogan.write.topics import Material, select

VERSION = "8"
_GLOSS = re.compile(r"\([^()]*\)")
"""Raised with every change that changes the text of reports."""

FULL = 12
"""Stories told with all their roles; those behind them in the ranking get a headline and one line."""

QUOTE = 150
"""Characters after which a quote is cut at a clause boundary: two lines of a page, four of a phone."""

BRIEF = 120
"""The same for what a paper says of the trouble before it: it leads to the news and is none."""


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
        facts = tuple(reading.read(chosen.story) for chosen in brief.stories)
        held = {
            one.story.id: brief.terms.get(one.story.id) or key_terms.terms_of(one.story, self.glossary) for one in facts
        }
        material = Material(facts, held, select(brief, facts, held, self.glossary), brief.category.id)
        topics = analysis.topics(material, frames)
        terms = analysis.terms(material, frames)
        trends = analysis.trends(material, frames)
        weighed = {term.term for term in material.terms if term.known and not term.common and not term.name}
        told = tuple(
            _tell(one, frames, _title_terms(held[one.story.id], weighed), full=place < FULL)
            for place, one in enumerate(facts)
        )
        return CategoryReport(
            category=brief.category.id,
            stories=tuple(one.story.id for one in facts),
            topics=topics,
            terms=terms,
            trends=trends,
            told=told,
            impact=analysis.impact(material, frames),
            outlook=analysis.outlook(material, frames),
            writer=self.name,
        )

    def reports(self, briefs: Sequence[Brief]) -> Iterator[CategoryReport]:
        """The reports of several categories, one after the other."""
        return map(self.report, briefs)

    def estimate(self, briefs: Sequence[Brief]) -> Usage:  # noqa: ARG002 - whatever they hold
        """Rules cost nothing."""
        return Usage()

    def highlights(self, briefs: tuple[Brief, ...], reports: tuple[CategoryReport, ...]) -> tuple[Claim, ...]:
        """The ten-second version of a section: its center, what rises, the strongest results; at most five lines."""
        return highlights.lines(briefs, reports, self.glossary, self._frames())

    def _frames(self) -> Frames:
        return KoreanFrames(self.glossary) if self.language == "ko" else EnglishFrames()


# ── Part 3: what each story says ──────────────────────────────────────────────────────────────────────────


def evidence(story: Story, passage: Passage) -> Evidence:
    """The located quote of a passage."""
    field, span = passage.field, passage.span
    return Evidence(story=story.id, field=field, start=span.start, end=span.end, quote=span.of(getattr(story, field)))


def _title_terms(held: Mapping[str, Evidence], weighed: set[str]) -> list[tuple[str, Evidence]]:
    """The telling terms (those `weighed`) of a story's title, in the title's order; at most three."""
    found = [
        (term, place)
        for term, place in held.items()
        if place.field == "title" and term in weighed and not place.quote.isupper() and not term.endswith("-free")
    ]
    found.sort(key=lambda entry: entry[1].start)
    # One word alone, or an adjective, says too little.
    return found[:3] if any(" " in place.quote.strip() for _, place in found) else []


def _tell(facts: Facts, frames: Frames, terms: list[tuple[str, Evidence]], *, full: bool) -> StoryReport:
    headline, places, shown = _headline(facts, frames, terms)
    roles: list[Claim] = []
    if facts.problem is not None and full:
        trouble, word = openings.of_problem(facts.story.summary, facts.problem.span)
        words = trouble.of(facts.story.summary)
        said = frames.clause(clause) if (clause := clauses.of_problem(words)) else None
        bare = openings.bare(facts.story.summary, trouble).of(facts.story.summary)
        said = said or frames.sentence(bare, (), own=False, keep=openings.has_trouble)
        roles.append(
            _composed(facts.story, facts.problem, "problem", said)
            or _quote(facts.story, Passage("summary", trouble), "problem", BRIEF, keep=word)
        )
    # The excerpt of a news item is not a method: it stands without a label, as a lead does.
    paper = facts.story.kind == "paper"
    methods = [
        _method(facts, passage, shown, headline, frames) if paper else _listed(facts.story, passage, "headline")
        for passage in facts.methods
    ]
    results = [_result(facts, result, frames) for result in facts.results]
    if full:
        roles += [*methods, *results]
        if facts.limit is not None:
            roles.append(
                _quote(facts.story, facts.limit, "limit", keep=openings.weakness(facts.story.summary, facts.limit.span))
            )
        roles += _resources(facts, frames)
    else:
        roles += [*results, *methods][:1]
    return StoryReport(story=facts.story.id, headline=headline, claims=tuple(roles), evidence=places)


def _headline(
    facts: Facts, frames: Frames, terms: list[tuple[str, Evidence]]
) -> tuple[str, tuple[Evidence, ...], Span | None]:
    """What the story is, in one phrase: its noun phrase put into the language, its subtitle, its title, or its terms.

    The title is printed beside it, so what only repeats the title is no headline. A name that only the abstract has
    stands before the phrase, or alone. The last value is the part of the abstract that the phrase has told.
    """
    story, label = facts.story, own_label(facts)
    at = story.summary.find(label)
    named = (evidence(story, Passage("summary", Span(at, at + len(label)))),) if label else ()
    lead = f"{italic(label)}: " if label else ""
    whole = Passage("title", Span(0, len(story.title)))
    for passage in (facts.what, facts.subtitle, whole):
        if passage is not None:
            said = frames.what(passage.span.of(getattr(story, passage.field)), story.title)
            if said is not None:
                told = passage.span if passage is facts.what else None
                return f"{lead}{said}", (*named, evidence(story, passage)), told
    words = frames.keywords([term for term, _ in terms])
    if words:
        return f"{lead}{words}", (*named, *(place for _, place in terms)), None
    return (italic(label), named, None) if label else ("", (), None)


def _quote(story: Story, passage: Passage, role: Role, limit: int = QUOTE, keep: Span | None = None) -> Claim:
    text = getattr(story, passage.field)
    span, cut = trim(text, passage.span, limit, keep=keep)
    return Claim(
        text=quote(span.of(text), cut=cut), role=role, evidence=(evidence(story, Passage(passage.field, span)),)
    )


def _composed(story: Story, passage: Passage, role: Role, said: str | None) -> Claim | None:
    """A claim in the edition's language on a whole passage; None where nothing could be said."""
    return Claim(text=said, role=role, evidence=(evidence(story, passage),)) if said else None


def _method(facts: Facts, passage: Passage, shown: Span | None, headline: str, frames: Frames) -> Claim:
    """How it is done, from where the sentence begins to say so: behind "we propose X, a", and behind the headline.

    Where the telling would say no more than the headline, the quote may.
    """
    story = facts.story
    span = shown and openings.behind(story.summary, passage.span, shown)
    span = span or openings.of_method(story.summary, passage.span, facts.names)
    words = openings.bare(story.summary, span).of(story.summary)
    said = frames.sentence(words, facts.names, opened=span.start > passage.span.start)
    new = said if said and said not in _GLOSS.sub("", headline) else None
    return _composed(story, Passage("summary", span), "method", new) or _listed(
        story, Passage("summary", span), "method"
    )


def _listed(story: Story, passage: Passage, role: Role) -> Claim:
    """A passage quoted; where it enumerates, the heads of its parts, each quoted and located by itself."""
    text = getattr(story, passage.field)
    parts = [reading.head_of(text, part) for part in items(text, passage.span)]
    if len(parts) < 2 or not all(parts):
        return _quote(story, passage, role)
    heads = [part for part in parts if part is not None]
    return Claim(
        text=" · ".join(quote(part.of(text)) for part in heads),
        role=role,
        evidence=tuple(evidence(story, Passage(passage.field, part)) for part in heads),
    )


def _result(facts: Facts, result: Result, frames: Frames) -> Claim:
    """Parsed figures in the language's order when they explain every number of the sentence, else its own words."""
    told = result.figures
    if any(figure.subject for figure in told) and not all(figure.subject for figure in told):
        # Beside another's figure the story's own needs its name.
        told = tuple(figure if figure.subject else replace(figure, subject=story_name(facts)) for figure in told)
    said = [frames.figure(figure) for figure in _once(told)]
    if said and not result.loose and all(said):
        text = frames.joined([part for part in said if part])
        return Claim(text=text, role="result", evidence=(evidence(facts.story, result.passage),))
    if result.number is None:
        sentence = openings.bare(facts.story.summary, result.passage.span).of(facts.story.summary)
        clause = clauses.of_result(sentence, facts.names)
        composed = _composed(facts.story, result.passage, "result", frames.clause(clause)) if clause else None
        if composed is not None:
            return composed
    span = openings.of_result(facts.story.summary, result.passage.span, result.number)
    bare = openings.bare(facts.story.summary, span).of(facts.story.summary)
    words = frames.sentence(bare, facts.names, keep=openings.has_outcome)
    if (composed := _composed(facts.story, result.passage, "result", words)) is not None:
        return composed
    return _quote(facts.story, Passage("summary", span), "result", QUOTE + 40, keep=result.number)


def _once(figures: tuple[Figure, ...]) -> list[Figure]:
    """A row of figures that names its subject and its place once, and what it is compared with at its end."""
    row: list[Figure] = []
    for place, figure in enumerate(figures):
        before = figures[place - 1] if place else None
        after = figures[place + 1] if place + 1 < len(figures) else None
        same = before is not None and before.subject == figure.subject
        row.append(
            replace(
                figure,
                subject="" if same else figure.subject,
                on="" if same and before is not None and before.on == figure.on else figure.on,
                baseline=""
                if after is not None and after.baseline == figure.baseline and figure.shape != "margin" != after.shape
                else figure.baseline,
            )
        )
    return row


def _resources(facts: Facts, frames: Frames) -> list[Claim]:
    """Links that stand in the text itself; those that only an item carries have no quote and belong to the sources."""
    return [
        Claim(text=frames.resource(one.kind, one.url), role="resource", evidence=(evidence(facts.story, one.passage),))
        for one in facts.resources
        if one.passage is not None
    ]
