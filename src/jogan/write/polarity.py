"""Opposites, and siblings: the words that name one of two sides, or one of a family of things of one kind.

Found in a text by pattern and given back with their places; what a source says to them is decided in `turns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jogan.write.families import SIBLINGS
from jogan.write.negation import EN_NONE, EN_NOT, EN_SPARED, KO_LACKING, KO_LESS_SO, KO_NEGATED
from jogan.write.opposites import AXES


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

    @property
    def is_bound(self) -> bool:
        """Whether members of this family that a source has both must still be told of the same things."""
        return self.is_sibling and _LINES[self.axis - _FAMILIES].startswith("*")


_Place = tuple[int, int]
"""Axis and sign."""
_FAMILIES = 10_000
"""The axes from this number on are families of siblings: `sign` numbers the member."""
_LINES = SIBLINGS.strip().splitlines()
_SIDES: list[tuple[int, int, str]] = [
    (axis, sign, words)
    for axis, pair in enumerate(re.findall(r"^\+ (.*)\n- (.*)$", AXES, re.MULTILINE))
    for sign, words in zip((+1, -1), pair, strict=True)
] + [
    (_FAMILIES + family, member, words)
    for family, line in enumerate(_LINES)
    for member, words in enumerate(line.removeprefix("* ").split(" | "))
]


class _Table:
    """The words of all sides, sorted by how they begin, so that a word is held against few patterns."""

    def __init__(self) -> None:
        self.english: dict[str, list[tuple[re.Pattern[str], _Place]]] = {}
        self.korean: dict[str, list[tuple[re.Pattern[str], _Place]]] = {}
        self.phrases: dict[str, list[tuple[re.Pattern[str], _Place]]] = {}
        for axis, sign, words in _SIDES:
            for word in words.split():
                self._add(word, (axis, sign))

    def _add(self, word: str, place: _Place) -> None:
        if "_" in word:
            korean = re.search("[가-힣]", word) is not None
            form = word.replace("_", r"\s?" if korean else r"[\s-]")
            pattern = re.compile(form if korean else rf"(?<![A-Za-z]){form}(?![A-Za-z])", re.IGNORECASE)
            self.phrases.setdefault(word[0].lower(), []).append((pattern, place))
        elif "가" <= word[0] <= "힣":
            self.korean.setdefault(word[0], []).append((re.compile(word), place))
        else:
            first = word[0].lower() if word[0].isalpha() else ""
            self.english.setdefault(first, []).append((re.compile(word, re.IGNORECASE), place))

    def of_english(self, word: str) -> list[tuple[int, int, int, int]]:
        return [
            (0, len(word), axis, sign)
            for first in (word[0].lower(), "")
            for pattern, (axis, sign) in self.english.get(first, ())
            if pattern.fullmatch(word)
        ]

    def of_korean(self, word: str) -> list[tuple[int, int, int, int]]:
        return [
            (0, m.end(), axis, sign)
            for pattern, (axis, sign) in self.korean.get(word[0], ())
            if (m := pattern.match(word)) is not None
        ]

    def of_text(self, text: str) -> list[tuple[int, int, int, int]]:
        return [
            (m.start(), m.end(), axis, sign)
            for first in dict.fromkeys(text.lower())
            for pattern, (axis, sign) in self.phrases.get(first, ())
            for m in pattern.finditer(text)
        ]


_TABLE = _Table()
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|[가-힣]+")


@lru_cache(maxsize=50_000)
def _poles_of(word: str) -> tuple[tuple[int, int, int, int], ...]:
    """The poles of one word: start, end, axis, sign."""
    return tuple(_TABLE.of_english(word) if word[0].isascii() else _TABLE.of_korean(word))


_NEED = re.compile(r"requir|need|necessit", re.IGNORECASE)


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
    places += _TABLE.of_text(text)
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
            or (_NEED.match(text, start) and EN_SPARED.search(text[max(0, start - 30) : start]))
        )
        if axis < _FAMILIES:
            found.append(Pole(start, end, axis, -sign if turned else sign, text[start:end]))
        elif not turned:
            found.append(Pole(start, end, axis, sign, text[start:end]))
    return found
