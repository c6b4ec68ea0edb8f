"""The check of unlimited scope: the source must bear out `all`, `always` or `the first` of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jogan.write.align import Cover, Finding, SourceIndex
from jogan.write.lexicon import Token
from jogan.write.parsed import Sentence
from jogan.write.scope import hedged, licensed, overclaims

_LOOSE = ("most", "certain", "guaranteed", "first", "only")
"""Kinds of overclaim for which any word of the sentence may stand: `outperforms` bears out `best`."""


def check_scope(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """Words of unlimited scope must be in the source's own sentences; where those say less, the claim is refuted."""
    for over in overclaims(claim.text):
        beside = _modified(claim, over.start, over.end)
        places = sorted({i for token, found in covered.found if token in beside for i in found}) or covered.best
        if over.name in ("all", "any", "always") and _hedged_here(beside, [index.sentences[i] for i in covered.best]):
            yield Finding(True, f"“{over.text}” says more than the source", tuple(covered.best[:1]))
            return
        if over.name == "always" and covered.best and _SOMETIMES.search(index.sentences[covered.best[0]].text):
            yield Finding(True, f"“{over.text}” says more than the source", tuple(covered.best[:1]))
            return
        if over.name == "certain" and covered.best and _TENTATIVE.search(index.sentences[covered.best[0]].text):
            yield Finding(True, f"“{over.text}” says more than the source", tuple(covered.best[:1]))
            return
        near = [index.sentences[i].text if over.name in _LOOSE else _about(index.sentences[i], beside) for i in places]
        if not any(licensed(over.name, text) for text in near):
            weaker = [
                i for i in covered.best if index.sentences[i].field != "title" and hedged(index.sentences[i].text)
            ]
            yield Finding(bool(weaker), f"“{over.text}” says more than the source", tuple(weaker[:1]))
            return


_SOMETIMES = re.compile(r"\b(?:often|frequently|sometimes|typically|usually|occasionally)\b", re.IGNORECASE)
_TENTATIVE = re.compile(r"\b(?:may|might|could|suggest\w*|appears? to|seems?|hypothesi[sz]e\w*|likely|possibly)\b")
_OFTEN = re.compile(
    r"\b(?:often|frequently|sometimes|typically|usually|most|many|some|certain|largely|can)\b", re.IGNORECASE
)
_STRICT = re.compile(r"\b(?:all|any|every|each|always|entire\w*|invariably)\b|모든|항상", re.IGNORECASE)


def _hedged_here(beside: list[Token], evidence: list[Sentence]) -> bool:
    """Whether the best sentence says `often`, `most` or `some` of just this, and nowhere `all`."""
    for sentence in evidence[:1]:
        spots = [t for t in sentence.tokens if any(t.keys & o.keys for o in beside)]
        near = [sentence.text[max(0, t.start - 22) : t.end + 6] for t in spots]
        if any(_OFTEN.search(text) for text in near) and not _STRICT.search(sentence.text):
            return True
    return False


def _about(sentence: Sentence, beside: list[Token]) -> str:
    """What a sentence says in reach of the words that a word of scope stands with; all of it where none is met."""
    spots = [t for t in sentence.tokens if any(t.keys & o.keys for o in beside)]
    if not spots:
        return sentence.text
    text = sentence.text
    return " … ".join(text[_word_start(text, t.start - 60) : _word_end(text, t.end + 40)] for t in spots)


def _word_start(text: str, place: int) -> int:
    return 0 if place <= 0 else text.find(" ", place) + 1


def _word_end(text: str, place: int) -> int:
    return len(text) if place >= len(text) else max(text.rfind(" ", 0, place), 0)


def _modified(claim: Sentence, start: int, end: int) -> list[Token]:
    """The content words that a word of scope stands with: the next two, and the one before."""
    after = [t for t in claim.tokens if t.start >= end][:2]
    inside = [t for t in claim.tokens if t.start < end and start < t.end]
    before = [t for t in claim.tokens if t.end <= start][-1:]
    return [*inside, *after, *before]
