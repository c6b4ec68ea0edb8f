"""The sentences of an abstract by their roles: where the authors begin, problem, method, results, limit.

An abstract nearly always tells in one order: the field, its trouble, "we propose", how it works, what came out. So a
sentence gets its role from its cue words and from where it stands to the first sentence that says what the authors do.
No sentence is used for two roles, and a role without a sentence that clearly has it stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from jogan.write import cues, figures
from jogan.write.figures import Figure
from jogan.write.sentences import LEAD, Span

_TOGETHER = 280
"""Characters up to which two sentences are quoted as one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of one field of the story."""

    field: Literal["title", "summary", "text"]
    span: Span


@dataclass(frozen=True, slots=True)
class Result:
    """A sentence that tells what came out, its figures, and how many of its weighty numbers no figure explains.

    `number` is where its first weighty number stands, which a trimmed quote must keep.
    """

    passage: Passage
    figures: tuple[Figure, ...]
    loose: int
    number: Span | None = None


@dataclass
class Sentence:
    """A sentence of the summary while it is read."""

    span: Span
    raw: str
    names: tuple[str, ...]

    @cached_property
    def plain(self) -> str:
        """In lower case with single spaces, for the cues."""
        return " ".join(self.raw.lower().split())

    @cached_property
    def reading(self) -> figures.Reading:
        """Its figures, at offsets in the sentence."""
        return figures.read(self.raw, self.names)

    @cached_property
    def offers(self) -> bool:
        return bool(cues.OFFER.search(self.plain))

    @cached_property
    def outcomes(self) -> int:
        return min(3, len(cues.OUTCOME.findall(self.plain)))

    @cached_property
    def strong(self) -> bool:
        return bool(cues.STRONG_OUTCOME.search(self.plain))

    @cached_property
    def empty(self) -> bool:
        return bool(cues.EMPTY.search(self.plain))

    @cached_property
    def leans(self) -> bool:
        """Whether it begins with a word for something that the sentence before has named."""
        start = 0
        for _ in range(2):
            lead = LEAD.match(self.plain, start)
            start = lead.end() if lead is not None else start
        return bool(cues.LEANING.match(self.plain, start))

    @cached_property
    def links(self) -> bool:
        return "http" in self.plain or bool(cues.URL.search(self.raw))

    @property
    def passage(self) -> Passage:
        return Passage("summary", self.span)


def border_of(sentences: list[Sentence]) -> tuple[int, bool]:
    """The first sentence that says what the authors do, and whether it offers something."""
    offer = next((place for place, one in enumerate(sentences) if one.offers), None)
    study = next((place for place, one in enumerate(sentences) if cues.STUDY.search(one.plain)), None)
    if offer is not None and (study is None or offer <= study + 4):
        return offer, True
    if study is None:
        study = next((place for place, one in enumerate(sentences) if cues.SPEAKING.search(one.plain)), None)
    return (study, False) if study is not None else (min(1, len(sentences) - 1), False)


def problem_of(sentences: list[Sentence], border: int, used: set[int]) -> Passage | None:
    """The sentence before the border that tells of trouble in the strongest words; its place is added to `used`."""
    best, score = -1, 0.0
    for place, one in enumerate(sentences[:border]):
        strong = len(cues.STRONG_TROUBLE.findall(one.plain))
        if not strong or cues.BECAUSE.match(one.plain) or cues.DOING.search(one.plain):
            continue
        points = min(len(cues.TROUBLE.findall(one.plain)), 3) + 2.0 * min(strong, 2) + 0.4 * place
        points -= 3.0 * one.leans + 1.5 * (len(one.raw) > 320)
        if points > score:
            best, score = place, points
    if best < 0:
        return None
    used.add(best)
    return _standing(sentences, best, used)


def _standing(sentences: list[Sentence], place: int, used: set[int]) -> Passage:
    """The sentence, with the one before it where it leans on that one and both are short enough to be read at once."""
    one, before = sentences[place], sentences[place - 1] if place else None
    if not one.leans or before is None or before.leans or place - 1 in used:
        return one.passage
    if one.span.end - before.span.start > _TOGETHER:
        return one.passage
    used.add(place - 1)
    return Passage("summary", Span(before.span.start, one.span.end))


def results_of(sentences: list[Sentence], border: int, used: set[int]) -> tuple[Result, ...]:
    """The two sentences that tell best what came out, in the text's order; praise without content is none."""
    scored = []
    for place in range(border, len(sentences)):
        one = sentences[place]
        reading = one.reading
        told = reading.weighty and (one.outcomes or (place > border and not one.offers and not one.links))
        if place in used or not (one.strong or reading.figures or told):
            continue
        amount = bool(cues.AMOUNT.search(one.plain)) and bool(one.outcomes)
        if not reading.weighty and one.empty and not amount:
            continue
        points = one.outcomes + 2.0 * one.strong + 0.2 * place + 1.0 * bool(cues.FOUND_WEAK.search(one.plain))
        points += 3.0 * min(len(reading.figures), 2) + 1.5 * min(reading.weighty, 2) - 2.0 * one.links
        points += 4.0 * amount + 1.5 * bool(reading.weighty) * bool(cues.COMPARED.search(one.plain))
        if reading.loose or not reading.figures:
            points -= 2.0 * one.leans  # it would be quoted
        if not reading.figures:
            points -= 2.5 * one.offers + 4.0 * (place == border)
        if not reading.weighty:
            points -= 3.0 * bool(cues.DOING.search(one.plain))
        if points >= 3.0:
            scored.append((points, place))
    chosen = sorted(place for _, place in sorted(scored, key=lambda entry: (-entry[0], entry[1]))[:2])
    used.update(chosen)
    return tuple(_result(sentences[place]) for place in chosen)


def _result(one: Sentence) -> Result:
    reading, start = one.reading, one.span.start
    number = Span(start + reading.first.start, start + reading.first.end) if reading.first else None
    return Result(one.passage, reading.figures, reading.loose, number)


def methods_of(sentences: list[Sentence], border: int, what: Passage | None, used: set[int]) -> tuple[Passage, ...]:
    """The sentence that says how it is done: among those from the border on, the one with most signs of a mechanism.

    The sentence of the proposal itself counts less when it says hardly more than the phrase the headline tells.
    """
    best, score = -1, 0.0
    for place in range(border, min(len(sentences), border + 6)):
        one = sentences[place]
        if place in used:
            continue
        points = 1.0 * min(len(cues.HOW.findall(one.plain)), 3) - 0.35 * (place - border) + 1.7 * (place == border)
        points += (
            1.0 * any(name in one.raw for name in one.names) + 0.8 * one.offers - 2.0 * one.links - 3.0 * one.empty
        )
        points -= 2.0 * one.leans + 1.5 * one.strong + 1.0 * (len(one.raw) > 400) + 1.0 * (len(one.raw) < 70)
        if what is not None and one.span.start <= what.span.start < one.span.end and one.span.end - what.span.end < 60:
            points -= 2.0
        if points > score:
            best, score = place, points
    if best < 0:
        return ()
    used.add(best)
    return (_standing(sentences, best, used),)


def limit_of(sentences: list[Sentence], border: int, used: set[int]) -> Passage | None:
    """The last sentence that owns a weakness and has no role yet; its place is added to `used`."""
    for place in range(len(sentences) - 1, border, -1):
        one = sentences[place]
        if place not in used and cues.WEAK.search(one.plain) and not one.offers and not cues.COMING.search(one.plain):
            used.add(place)
            return one.passage
    return None
