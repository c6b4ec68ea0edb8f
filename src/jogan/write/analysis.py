"""Parts 1, 2, 4 and 5 of a report: themes, counts, and the marked interpretation.

The interpretation never praises. It sorts the category's own stories: what each touches outside the laboratory, what
can be tried at once, what splits them, and how their figures are given. Where nothing sets the stories apart it is
empty: a sentence that fits any day is none. It names only stories and terms of this day, and no number. Each such line
has, for every story that it names, the place for which it names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from jogan.model.edited import Evidence, TermCount
from jogan.model.written import Claim, Role
from jogan.write import cues
from jogan.write.cues import Field, Trait
from jogan.write.figures import Figure
from jogan.write.frames import NAMED, Frames, Group, own_label
from jogan.write.markup import unmark
from jogan.write.reading import Facts, Resource, contradicts
from jogan.write.roles import Passage
from jogan.write.topics import Material, Weighed

_TOPICS = 4
_TERMS = 8


def topics(material: Material, frames: Frames) -> tuple[Claim, ...]:
    """Part 1: the themes that stories share; where nothing is shared, what each is about."""
    shared = _distinct(
        term
        for term in material.terms
        if term.count.stories >= 2 and not term.name and term.central and not term.common
    )[:_TOPICS]
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
    chosen = _distinct(t for t in material.terms if t.known and t.titled and not t.name and not t.common)
    if not chosen:
        chosen = _distinct(t for t in material.terms if not t.name and t.titled)
    chosen = chosen[: 3 if len(material.facts) == 1 else _TOPICS]
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
    return (*claims, *_side_by_side(material.facts, frames))


def _side_by_side(facts: tuple[Facts, ...], frames: Frames) -> list[Claim]:
    """What stories reach by one metric on one data set, each with its place; at most two lines."""
    reached: dict[tuple[str, str], list[tuple[Facts, Figure, Evidence]]] = {}
    for one in facts:
        for result in one.results:
            for figure in result.figures:
                if figure.shape == "level" and figure.on and figure.measure and not figure.subject:
                    place = _span(one, "summary", result.passage.span.start, result.passage.span.end)
                    key = (" ".join(figure.on.lower().split()), figure.measure.lower())
                    row = reached.setdefault(key, [])
                    if all(other is not one for other, _, _ in row):
                        row.append((one, figure, place))
    claims = []
    for row in reached.values():
        text = frames.side_by_side([(one, figure) for one, figure, _ in row]) if len(row) > 1 else None
        if text is not None:
            claims.append(Claim(text=text, role="trend", evidence=tuple(place for _, _, place in row)))
    return claims[:2]


def _genre_evidence(one: Facts) -> Evidence:
    if one.what is not None and one.genre in one.what.span.of(one.story.summary).lower():
        return _span(one, "summary", one.what.span.start, one.what.span.end)
    return _span(one, "title", 0, len(one.story.title))


def _span(one: Facts, field: str, start: int, end: int) -> Evidence:
    quote = getattr(one.story, field)[start:end]
    return Evidence(story=one.story.id, field=field, start=start, end=end, quote=quote)  # type: ignore[arg-type]  # a story's field


def _analysis(text: str, role: Role, places: Iterable[Evidence]) -> Claim:
    return Claim(text=text, kind="analysis", role=role, verdict="analysis", evidence=tuple(dict.fromkeys(places)))


# ── Where an interpretation has it from ─────────────────────────────────────────────────────────────────────


def _passage(one: Facts, passage: Passage) -> Evidence:
    return _span(one, passage.field, passage.span.start, passage.span.end)


def _by_name(one: Facts) -> Evidence:
    """Where the name stands by which a story is told: in its title, or in the abstract where only that has it."""
    label = own_label(one)
    at = one.story.summary.find(label) if label else -1
    return _span(one, "summary", at, at + len(label)) if at >= 0 else _span(one, "title", 0, len(one.story.title))


def _cued(one: Facts, cue: re.Pattern[str], group: str | None = None) -> Evidence | None:
    """The first words of the title or the abstract that the cue (its named group) matches."""
    for field in ("title", "summary"):
        text: str = getattr(one.story, field)
        low = re.sub(r"\s", " ", text.lower())
        if len(low) == len(text):
            found = next((m for m in cue.finditer(low) if group in (None, m.lastgroup)), None)
            if found is not None:
                return _span(one, field, found.start(), found.end())
    return None


def _why(one: Facts, group: Group) -> Evidence:
    """The place for which a story is counted among a group; its name's where no single one tells it."""
    match group:
        case "training-free":
            place = _cued(one, cues.TRAINING_FREE)
        case "on-device":
            place = _cued(one, cues.ON_DEVICE)
        case "coming":
            place = _cued(one, cues.COMING)
        case "told-by-itself":
            place = _cued(one, cues.TOLD_BY_ITSELF)
        case "open":
            place = next(
                (_passage(one, link.passage) for link in one.resources if link.passage and _is_code(link)), None
            )
        case "contradicts":
            found = (result.passage for result in one.results)
            place = next((_passage(one, p) for p in found if contradicts(p.span.of(one.story.summary))), None)
        case "words":
            place = next((_passage(one, result.passage) for result in one.results), None)
        case _:
            place = next((_passage(one, result.passage) for result in one.results if result.figures), None)
    return place or _by_name(one)


def impact(material: Material, frames: Frames) -> tuple[Claim, ...]:
    """Part 4: the fields that the stories touch, and what can be done with them soonest; at most three lines."""
    facts = material.facts
    alone = len(facts) == 1
    claims: list[Claim] = []
    touched: dict[Field, list[Facts]] = {}
    for one in facts:
        for name in one.fields:
            if name not in _SAME.get(material.category, ()):
                touched.setdefault(name, []).append(one)
    if touched:
        widest = sorted(touched.items(), key=lambda entry: -len(entry[1]))[:4]
        places = (_cued(one, cues.FIELD, name) or _by_name(one) for name, found in widest for one in found[:NAMED])
        claims.append(_analysis(frames.impact_fields(dict(widest)), "impact", places))

    def having(trait: Trait) -> list[Facts]:
        return [one for one in facts if trait in one.traits]

    groups: dict[Group, list[Facts]] = {
        "contradicts": having("contradicts"),
        "training-free": having("training-free"),
        "on-device": having("on-device"),
        "saves": [one for one in having("saves") if "training-free" not in one.traits],
        # Only links that are printed: those that stand in the abstract.
        "open": [one for one in facts if any(link.passage and _is_code(link) for link in one.resources)],
    }
    if len(facts) < 4:
        del groups["open"]  # its links stand right above
    # What holds for most of the day's stories sets none of them apart.
    told = {name: found for name, found in groups.items() if found and (alone or 2 * len(found) <= len(facts) + 1)}
    if told:
        claims.append(_analysis(frames.impact_groups(told), "impact", _whys(told)))
    meeting = next(
        (t for t in material.terms if 2 <= t.count.stories <= 4 and not t.name and t.titled and not t.common), None
    )
    if meeting is not None and len(claims) < 2 and len(facts) > 3 and facts[0].story.kind == "paper":
        text = frames.impact_shared(meeting.term, material.holders(meeting))
        claims.append(_analysis(text, "impact", meeting.count.evidence))
    return tuple(claims[:3])


def _whys(groups: dict[Group, list[Facts]]) -> list[Evidence]:
    return [_why(one, name) for name, found in groups.items() for one in found[:NAMED]]


# Fields that a category's name tells already.
_SAME: dict[str, tuple[Field, ...]] = {
    "security": ("security",), "robotics": ("robots",), "healthcare": ("medicine",), "software": ("software",),
    "scientific-computing": ("science", "climate"), "nlp": ("languages",), "llm": ("languages",),
    "quantum": ("science",), "ai-business": ("finance", "work"), "audio": ("languages",),
}  # fmt: skip


def _is_code(link: Resource) -> bool:
    return link.kind in ("code", "model", "data") or "github.com" in link.url


def outlook(material: Material, frames: Frames) -> tuple[Claim, ...]:
    """Part 5: what splits the stories, and how differently they give their figures; at most three lines."""
    facts = [one for one in material.facts if one.story.kind == "paper" and one.story.summary.strip()]
    claims: list[Claim] = []
    split = _split(material)
    if split is not None:
        term, first, own, second, other = split
        held, theirs = material.held[first.story.id], material.held[second.story.id]
        places = (held[term], held[own], theirs[term], theirs[other])
        claims.append(_analysis(frames.outlook_split(*split), "outlook", places))
    figured = [one for one in facts if one.outcome == "figures"]
    words = [one for one in facts if one.outcome == "words" and not one.genre]
    told = [one for one in figured if any(result.figures for result in one.results)]
    groups: dict[Group, list[Facts]] = {}
    if len(facts) > 3 and len(figured) > len(words) and len(words) <= 3:
        groups["words"] = words
    if len(facts) > 1:
        groups["no-baseline"] = [one for one in told if not _compared(one)]
        groups["best-case"] = [one for one in told if _best_case(one)]
    groups["coming"] = [one for one in facts if one.coming]
    groups["told-by-itself"] = [one for one in material.facts if "told-by-itself" in one.traits]
    groups = {name: found for name, found in groups.items() if found}
    if groups:
        claims.append(_analysis(frames.outlook_groups(groups), "outlook", _whys(groups)))
    return tuple(claims[:3])


def _best_case(one: Facts) -> bool:
    """Whether all its figures are told as "up to" only."""
    own = [figure for result in one.results for figure in result.figures if not figure.subject]
    return bool(own) and all(figure.bound == "up to" for figure in own) and not any(r.loose for r in one.results)


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
        if term.name or term.common or term.count.stories < 2 or term.weight < 1.0:
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
