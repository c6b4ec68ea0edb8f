"""Korean queries over English text: each Korean piece of a query → the English wordings that may stand for it.

Four sources are asked in turn, the surer before the less sure:

1. the glossary: terms, with their acronyms and variants, also where they are written together (음성인식모델);
2. the lexicon of general words: many loose translations, best first, of which the later ones count less;
3. a word that is neither is split into known words, the fewest and longest that cover it (심리상담 → 심리 + 상담), with
   the prefixes that make new words of known ones (저조도, 비강체);
4. what is left may be a transliteration, and is matched by sound with the words that the index holds.

Latin words stand for themselves; where they are a glossary term its other wordings come along at a low weight, so that
an English query finds the paper that writes the acronym out.

This module is pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from jogan.glossary import Glossary, strip_particles
from jogan.store.hangul import HANGUL_RUN, Sounds

GLOSSARY, LEXICON, SOUND, PREFIX, SYNONYM = 1.0, 0.8, 0.7, 0.4, 0.4
"""How far each kind of translation is trusted, as the weight of its best wording."""
LOOSE = 0.85
"""Each further wording of the lexicon counts this much of the one before it."""
MOST_WORDINGS = 12


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a piece in English: words as a text has them, and how far it is trusted (0 to 1)."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One term or word of a query as it was typed, and its wordings, surest first; a Latin word is its own first."""

    text: str
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """General words: Korean stem → English words, best first; verb stems (without 다) stand apart."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    verbs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Lexicon:
        """Reads lines of `stems <tab> English words <tab> marks`; a line that is none is passed over.

        A stem that stands on several lines keeps the words of the line on which it stands nearest to the front.
        """
        found: dict[str, dict[str, int]] = {}
        for line in text.splitlines():
            cells = line.split("\t")
            if line.startswith("#") or len(cells) < 2:
                continue
            english = [word.strip() for word in cells[1].split(",") if word.strip()]
            for place, stem in enumerate(cells[0].split(",")):
                ranks = found.setdefault("".join(stem.split()), {})
                for rank, word in enumerate(english):
                    ranks[word] = min(ranks.get(word, 99), rank + place // 4)
        ordered = {stem: tuple(sorted(ranks, key=ranks.__getitem__)) for stem, ranks in found.items() if stem}
        return cls(
            words={stem: english for stem, english in ordered.items() if not _is_verb(stem)},
            verbs={stem[:-1]: english for stem, english in ordered.items() if _is_verb(stem)},
        )

    def find(self, word: str) -> tuple[str, ...]:
        """The English of a Korean word, inflected or with 하다-endings as it may be; empty when it is unknown."""
        if found := self.words.get(word):
            return found
        for size in range(len(word), 0, -1):
            head, rest = word[:size], word[size:]
            for base in (head, *_without_fused_ending(head)):
                if (found := self.verbs.get(base)) and (len(base) > 1 or not rest or rest in _SHORT_ENDINGS):
                    return found
            if size > 1 and rest and (found := self.words.get(head)) and (rest[0] in _HA or rest in _TAILS):
                return found
        return ()


class Translator:
    """Splits queries into pieces with their English wordings. `sounds` is asked for only when a word needs it."""

    def __init__(self, glossary: Glossary, lexicon: Lexicon, sounds: Callable[[], Sounds]) -> None:
        self._glossary, self._lexicon, self._sounds = glossary, lexicon, sounds

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of a free text in its order. A Korean piece that nothing translates has no wordings."""
        found: list[Piece] = []
        place = 0
        for piece, forms in self._glossary.expand_ko(text):
            place = max(place, text.find(piece, place))
            if not HANGUL_RUN.search(piece):
                own = Wording(piece, 1.0)
                found.append(Piece(piece, (own, *(Wording(form, SYNONYM) for form in forms if form != piece))))
            elif forms:
                found.append(Piece(piece, tuple(Wording(form, GLOSSARY) for form in forms[:MOST_WORDINGS])))
            else:
                # The glossary gives the word without its particles; but 이 is one only behind 제안, not behind 어린.
                whole = HANGUL_RUN.match(text, place)
                known = whole is not None and self._known(whole[0])
                found.extend([Piece(whole[0], known)] if whole and known else self._word(piece))
            place += len(piece)
        return found

    def _word(self, word: str) -> Iterable[Piece]:
        """A Korean word that the glossary does not hold, whole or in parts."""
        if wordings := self._known(word):
            return [Piece(word, wordings)]
        parts = self._split(word)
        if parts and all(self._known(part) or part in _PREFIXES for part in parts):
            return [self._part(part) for part in parts]
        if heard := self._sounds().like(word):
            closest = min(distance for _, distance in heard)
            near = [(english, distance) for english, distance in heard if distance <= closest + 0.04]
            return [Piece(word, tuple(Wording(english, SOUND * (1 - 2 * distance)) for english, distance in near))]
        return [self._part(part) for part in parts] if parts else [Piece(word)]

    def _part(self, part: str) -> Piece:
        if wordings := self._known(part):
            return Piece(part, wordings)
        if part in _PREFIXES:
            return Piece(part, tuple(Wording(english, PREFIX) for english in _PREFIXES[part]))
        return Piece(part, tuple(Wording(english, SOUND / 2) for english, _ in self._sounds().like(part, 1)))

    def _known(self, word: str) -> tuple[Wording, ...]:
        """The wordings of a word that glossary or lexicon hold as it is, or without its particles."""
        for form in dict.fromkeys((word, strip_particles(word))):
            if entries := self._glossary.by_ko(form):
                forms = dict.fromkeys(english for entry in entries for english in entry.en_forms)
                return tuple(Wording(english, GLOSSARY) for english in list(forms)[:MOST_WORDINGS])
            if found := self._lexicon.find(form):
                weights = [LEXICON * LOOSE**rank for rank in range(len(found))]
                return tuple(
                    Wording(english, round(weight, 3))
                    for english, weight in zip(found[:MOST_WORDINGS], weights, strict=False)
                )
        return ()

    def _split(self, word: str) -> list[str]:
        """The fewest known words that cover most of a word; empty when it holds none."""
        # best[i]: (syllables left over, parts, parts of the first i syllables)
        best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
        for end in range(1, len(word) + 1):
            left, count, parts = best[end - 1]
            choices = [(left + 1, count, parts)]
            for start in range(max(0, end - 8), end - 1):
                if self._known(word[start:end]):
                    left, count, parts = best[start]
                    choices.append((left, count + 1, (*parts, word[start:end])))
            if end == 1 and word[0] in _PREFIXES and len(word) > 2:
                choices.append((0, 1, (word[0],)))
            best.append(min(choices, key=lambda choice: choice[:2]))
        parts = best[-1][2]
        return [] if all(part in _PREFIXES for part in parts) else list(parts)


_PREFIXES: Mapping[str, tuple[str, ...]] = {
    "비": ("non", "un"), "무": ("free", "without", "un"), "다": ("multi",), "저": ("low",), "고": ("high",),
    "초": ("super", "ultra", "hyper"), "재": ("re",), "미": ("un",), "반": ("semi", "anti"), "준": ("semi", "quasi"),
    "역": ("inverse", "reverse"), "단": ("single", "mono"), "탈": ("de",), "과": ("over",), "소": ("few", "small"),
    "대": ("large",), "약": ("weak", "weakly"), "강": ("strong", "strongly"), "자": ("self",), "전": ("pre", "whole"),
    "의": ("pseudo",), "순": ("forward",), "양": ("bi",), "온": ("on",), "실": ("real",),
}  # fmt: skip
"""Syllables that Korean puts before a word to make a new one, and what English puts before its."""

_HA = frozenset("하한할함해했되된될됨돼됐시")
_TAILS = frozenset(
    ("적", "적인", "적으로", "성", "화", "용", "형", "간", "별", "들", "식", "력", "률", "중", "시", "내", "상")
)
_SHORT_ENDINGS = frozenset(
    ("는", "은", "을", "고", "기", "며", "지", "면", "던", "도록", "어", "아", "게", "음", "나", "니", "인", "다")
)

_CONTRACTED = {6: 20, 9: 8, 14: 13}
"""ㅕ stands for ㅣ with 어, ㅘ for ㅗ with 아, ㅝ for ㅜ with 어."""


def _is_verb(stem: str) -> bool:
    return len(stem) > 1 and stem.endswith("다")


def _without_fused_ending(head: str) -> tuple[str, ...]:
    """The stems that a syllable with a fused ending may belong to: 쓴, 쓸, 씀 → 쓰; 숨겨, 숨겼 → 숨기; 나눠 → 나누."""
    code = ord(head[-1]) - 0xAC00
    if not 0 <= code < 11172:
        return ()
    onset, vowel, coda = code // 588, code % 588 // 28, code % 28
    stems = [vowel] if coda in (4, 8, 16, 17) else []
    if coda in (0, 20) and vowel in _CONTRACTED:
        stems.append(_CONTRACTED[vowel])
    return tuple(head[:-1] + chr(0xAC00 + onset * 588 + stem * 28) for stem in stems)
