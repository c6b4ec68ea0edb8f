"""Opposites, and siblings: the words that name one of two sides, or one of a family of things of one kind.

Found in a text by pattern and given back with their places; what a source says to them is decided in `turns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jogan.write.negation import EN_NONE, EN_NOT, KO_LACKING, KO_LESS_SO, KO_NEGATED
from jogan.write.opposites import AXES, SIBLINGS

_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class Pole:
    """One side of a pair of opposites (`explicit` is +1 on the axis `explicitness`, `implicit` -1) or a member of a
    family of siblings (`sign` numbers it)."""

    start: int
    end: int
    axis: int
    sign: int
    text: str

    @property
    def is_sibling(self) -> bool:
        """Whether this is a member of a family, which names a thing and does not turn one."""
        return self.axis >= _FAMILIES


def _patterns(words: str) -> tuple[list[str], list[str], list[str]]:
    """English words, single Korean words, and Korean phrases of one side, as patterns."""
    english, korean, phrases = [], [], []
    for word in words.split(" "):
        if not re.search("[가-힣]", word):
            english.append(word)
        elif "_" in word:
            phrases.append(word.replace("_", r"\s?"))
        else:
            korean.append(word if word.startswith("(?") else rf"(?<![가-힣]){word}")
    return english, korean, phrases


@dataclass(frozen=True, slots=True)
class _Side:
    axis: int
    sign: int
    english: re.Pattern[str] | None
    korean: re.Pattern[str] | None
    phrases: re.Pattern[str] | None


def _joined(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


_SIDES = [
    _Side(axis, sign, *(_joined(part) for part in _patterns(words)))
    for axis, (plus, minus) in enumerate(re.findall(r"^\+ (.*)\n- (.*)$", AXES, re.MULTILINE))
    for sign, words in ((+1, plus), (-1, minus))
]
_FAMILIES = 10_000
"""The axes from this number on are families of siblings: `sign` numbers the member."""
_SIDES += [
    _Side(_FAMILIES + family, member, *(_joined(part) for part in _patterns(words)))
    for family, line in enumerate(SIBLINGS.strip().splitlines())
    for member, words in enumerate(line.split(" | "))
]
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|[가-힣]+")


@lru_cache(maxsize=50_000)
def _poles_of(word: str) -> tuple[tuple[int, int, int, int], ...]:
    """The poles of one word: start, end, axis, sign."""
    if word[0].isascii():
        return tuple(
            (0, len(word), side.axis, side.sign)
            for side in _SIDES
            if side.english is not None and side.english.fullmatch(word)
        )
    return tuple(
        (m.start(), m.end(), side.axis, side.sign)
        for side in _SIDES
        if side.korean is not None
        for m in side.korean.finditer(word)
    )


def _poles_of_parts(word: str) -> tuple[tuple[int, int, int, int], ...]:
    """The poles of the parts of a hyphened word: large-vocabulary."""
    if "-" not in word or word.lower().startswith("non-"):
        return ()
    return tuple(
        (m.start() + start, m.start() + end, axis, sign)
        for m in re.finditer(r"[A-Za-z]+", word)
        for start, end, axis, sign in _poles_of(m[0])
    )


def poles(text: str) -> list[Pole]:
    """The opposites that a text names. A negated word stands for the other side."""
    places = [
        (w.start() + start, w.start() + end, axis, sign)
        for w in _WORD.finditer(text)
        for start, end, axis, sign in _poles_of(w[0]) or _poles_of_parts(w[0])
    ]
    if _HANGUL.search(text):
        places += [
            (m.start(), m.end(), side.axis, side.sign)
            for side in _SIDES
            if side.phrases is not None
            for m in side.phrases.finditer(text)
        ]
    found = []
    for start, end, axis, sign in places:
        if text[end : end + 1] in ("도", "성") and text[end - 1] != "능":
            continue  # 민감도, 복잡성: the measure, not one of its ends
        turned = KO_LACKING.match(text[end : end + 14]) or KO_LESS_SO.search(text[max(0, start - 3) : start])
        turned = (
            turned
            or KO_NEGATED.match(text[end : end + 14])
            or EN_NOT.search(text[max(0, start - 25) : start])
            or EN_NONE.match(text, end)
        )
        if axis < _FAMILIES:
            found.append(Pole(start, end, axis, -sign if turned else sign, text[start:end]))
        elif not turned:
            found.append(Pole(start, end, axis, sign, text[start:end]))
    return found
