"""Parts 1, 2, 4 and 5 of a report: themes, counts, and the marked interpretation.

The interpretation never praises. It says where the day's stories meet and part, and what their abstracts leave out:
figures without a comparison, improvement without a figure, no code. It names only stories and terms of this day, and
no number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from jogan.model import Claim, Evidence, Role, TermCount
from jogan.write.cues import Field, Trait
from jogan.write.frames import Frames
from jogan.write.markup import unmark
from jogan.write.reading import Facts
from jogan.write.topics import Material, Weighed

_TOPICS = 4
_TERMS = 8


def topics(material: Material, frames: Frames) -> tuple[Claim, ...]:
    """Part 1: the themes that stories share; where nothing is shared, what each is about."""
    shared = _distinct(term for term in material.terms if term.count.stories >= 2 and not term.name)[:_TOPICS]
    if len(shared) >= 2 or (shared and len(material.facts) == 2):
        wide = len(material.facts) > 3
        return tuple(
            Claim(
                text=frames.topic(term.term, material.holders(term) if wide else []),
                role="topic",
                evidence=term.count.evidence,
            )
            for term in shared
        )
    alone = len(material.facts) == 1
    chosen = _distinct(term for term in material.terms if term.known and (term.weight >= 0.6 or alone))
    if not chosen:
        chosen = _distinct(t for t in material.terms if not t.name and t.count.evidence[0].field == "title")
    chosen = chosen[: 3 if alone else _TOPICS]
    return tuple(Claim(text=frames.topic(term.term, []), role="topic", evidence=term.count.evidence) for term in chosen)


def _distinct(found: Iterable[Weighed]) -> list[Weighed]:
    """Without those that a heavier one already says: "retrieval" beside "information retrieval"."""
    chosen: list[Weighed] = []
    for term in found:
        words = set(term.term.lower().replace("-", " ").split())
        if not any(words <= set(other.term.lower().replace("-", " ").split()) for other in chosen):
            chosen.append(term)
    return chosen


def terms(material: Material, frames: Frames) -> tuple[TermCount, ...]:
    """Part 2: the counted terms, those of most stories first; then, with a history, what is new."""
    several = sorted((term for term in material.terms if term.count.stories >= 2), key=lambda term: -term.count.stories)
    chosen = several[:_TERMS]
    fresh = [term for term in material.terms if term.count.new and term.proposed and term not in chosen]
    chosen += fresh[: max(0, min(4, _TERMS + 2 - len(chosen)))]
    return tuple(replace(term.count, label=unmark(frames.term(term.term))) for term in chosen)


def trends(material: Material, frames: Frames) -> tuple[Claim, ...]:
    """Part 2, in words: what kind of work it is, what is measured on in common, who gives code or data."""
    claims: list[Claim] = []
    for genre in ("survey", "benchmark", "dataset"):
        found = [one for one in material.facts if one.genre == genre]
        if found and len(material.facts) > 3:
            places = tuple(_genre_evidence(one) for one in found)
            claims.append(Claim(text=frames.kinds(genre, found), role="trend", evidence=places))
    coded = [one for one in material.facts if any(link.passage for link in one.resources)]
    if len(coded) > 1 and len(material.facts) > 3:
        links = (next(link for link in one.resources if link.passage) for one in coded)
        places = tuple(
            _span(one, link.passage.field, link.passage.span.start, link.passage.span.end)
            for one, link in zip(coded, links, strict=True)
            if link.passage is not None
        )
        claims.append(Claim(text=frames.with_code(coded, len(material.facts)), role="trend", evidence=places))
    return tuple(claims)


def _genre_evidence(one: Facts) -> Evidence:
    if one.what is not None and one.genre in one.what.span.of(one.story.summary).lower():
        return _span(one, "summary", one.what.span.start, one.what.span.end)
    return _span(one, "title", 0, len(one.story.title))


def _span(one: Facts, field: str, start: int, end: int) -> Evidence:
    quote = getattr(one.story, field)[start:end]
    return Evidence(story=one.story.id, field=field, start=start, end=end, quote=quote)  # type: ignore[arg-type]


def _analysis(text: str, role: Role) -> Claim:
    return Claim(text=text, kind="analysis", role=role, verdict="analysis")


def impact(material: Material, frames: Frames) -> tuple[Claim, ...]:
    """Part 4: the fields that the stories touch, and who can do something with them soonest; at most three lines."""
    facts = material.facts
    texts: list[str] = []
    touched: dict[Field, list[Facts]] = {}
    for one in facts:
        for name in one.fields:
            touched.setdefault(name, []).append(one)
    if touched:
        widest = sorted(touched.items(), key=lambda entry: -len(entry[1]))[:4]
        texts.append(frames.impact_fields(dict(widest)))

    def having(trait: Trait) -> list[Facts]:
        return [one for one in facts if trait in one.traits]

    sayings: tuple[tuple[Callable[[list[Facts]], str], list[Facts]], ...] = (
        (frames.impact_contradicts, having("contradicts")),
        (frames.impact_training_free, having("training-free")),
        (frames.impact_saves, [one for one in having("saves") if "training-free" not in one.traits]),
        (frames.impact_on_device, having("on-device")),
        (frames.impact_yardstick, [one for one in facts if one.genre == "benchmark"]),
        (frames.impact_dataset, [one for one in facts if one.genre == "dataset"]),
        (frames.impact_survey, [one for one in facts if one.genre == "survey"]),
    )
    # What holds for most of the day's stories sets none of them apart.
    texts += [say(found) for say, found in sayings if found and (len(found) <= 4 or 2 * len(found) <= len(facts))]
    meeting = next(
        (term for term in material.terms if 2 <= term.count.stories <= 4 and not term.name and term.weight >= 1.2), None
    )
    if meeting is not None and len(texts) < 3 and facts[0].story.kind == "paper":
        texts.append(frames.impact_shared(meeting.term, material.holders(meeting)))
    coded = [
        one
        for one in facts
        if any(
            # Only links that are printed: those that stand in the abstract.
            link.passage and (link.kind in ("code", "model", "data") or "github.com" in link.url)
            for link in one.resources
        )
    ]
    if coded and len(texts) < 2:
        texts.append(frames.impact_code(coded))
    return tuple(_analysis(text, "impact") for text in texts[:3])


def outlook(material: Material, frames: Frames) -> tuple[Claim, ...]:
    """Part 5: what splits the stories, and what their sources do not say; at most three lines."""
    papers = [one for one in material.facts if one.story.kind == "paper"]
    facts = [one for one in papers if one.story.summary.strip()]
    texts: list[str] = []
    split = _split(material)
    if split is not None:
        texts.append(frames.outlook_split(*split))
    told = [one for one in facts if one.results]
    short = [
        one for one in material.facts if one.story.kind == "news" and len(one.story.summary + one.story.text) < 400
    ]
    sayings: tuple[tuple[Callable[[list[Facts]], str], list[Facts]], ...] = (
        (frames.outlook_no_abstract, [one for one in papers if not one.story.summary.strip()]),
        (
            frames.outlook_no_baseline,
            [one for one in told if any(r.figures for r in one.results) and not _compared(one)],
        ),
        (frames.outlook_no_figures, [one for one in facts if one.outcome == "words" and one.genre != "survey"]),
        (
            frames.outlook_no_code,
            [one for one in told if one.outcome == "figures" and not one.resources and not one.coming],
        ),
        (frames.outlook_told_by_itself, [one for one in material.facts if "told-by-itself" in one.traits]),
    )
    texts += [say(found) for say, found in sayings if found]
    if short:
        texts.append(frames.outlook_excerpt(short, len(material.facts)))
    return tuple(_analysis(text, "outlook") for text in texts[:3])


# Words by which an abstract says against what it measures; where one stands, jogan does not say that none does.
_COMPARISON = re.compile(
    r"\b(?:than|compared|comparison|versus|vs|over|outperform\w*|surpass\w*|exceed\w*|beat\w*|relative to|baselines?"
    r"|prior|previous|earlier|existing|against|state-of-the-art)\b",
    re.IGNORECASE,
)


def _compared(one: Facts) -> bool:
    return bool(_COMPARISON.search(one.story.summary)) or any(
        figure.baseline or figure.shape in ("margin", "range") for result in one.results for figure in result.figures
    )


def _split(material: Material) -> tuple[str, Facts, str, Facts, str] | None:
    """Two stories that share a theme and stand on different terms of their own."""
    for term in material.terms:
        if term.name or term.count.stories < 2 or term.weight < 1.0:
            continue
        first, second = material.holders(term)[:2]
        own, other = _own_term(material, first, second), _own_term(material, second, first)
        if own and other:
            return term.term, first, own, second, other
    return None


def _own_term(material: Material, one: Facts, other: Facts) -> str | None:
    """The heaviest term that stands in one story's title or again and again in its text, and not in the other story."""
    held, foreign = material.held[one.story.id], material.held[other.story.id]
    for term in material.terms:
        place = held.get(term.term)
        if place is None or term.name or term.term in foreign or term.weight < 0.6:
            continue
        if term.term in other.story.title.lower() or term.term.lower() in other.story.summary.lower():
            continue
        if place.field == "title" or one.story.summary.lower().count(place.quote.lower()) > 1:
            return term.term
    return None
