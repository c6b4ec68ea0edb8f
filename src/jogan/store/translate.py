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

from jogan.glossary import Glossary
from jogan.store.hangul import HANGUL_RUN, Sounds

GLOSSARY, LEXICON, SOUND, PREFIX, SYNONYM, RELATED = 1.0, 0.8, 0.7, 0.4, 0.4, 0.5
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
    """One term or word of a query as it was typed, and its wordings, surest first; a Latin word is its own first.

    `korean` are the Korean forms of a term, whichever language it was typed in.
    """

    text: str
    wordings: tuple[Wording, ...] = ()
    korean: tuple[str, ...] = ()


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

    def find(self, word: str, *, inflected: bool = True) -> tuple[str, ...]:
        """The English of a Korean word, with the ending that it may have; empty when it is unknown."""
        if found := self.words.get(word):
            return found
        for size in range(len(word), 0, -1) if inflected else ():
            head, rest = word[:size], word[size:]
            for base in (head, *_without_fused_ending(head)):
                # A stem of one syllable begins too many words to be found before any ending but the plainest.
                ends = rest in _ENDINGS if len(base) == 1 else not rest or rest[0] in _ENDINGS
                if ends and (found := self.verbs.get(base)):
                    return found
            if size > 1 and rest and (rest[0] in _HA or rest in _TAILS) and (found := self.words.get(head)):
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
        for piece, forms, related in self._glossary.expand_ko(text):
            place = max(place, text.find(piece, place))
            if not HANGUL_RUN.search(piece):
                own = Wording(piece, 1.0)
                entry = self._glossary.by_en(piece) if len(forms) > 1 else None
                wordings = (own, *(Wording(form, SYNONYM) for form in forms if form != piece))
                found.append(Piece(piece, wordings, entry.ko_forms if entry else ()))
            elif forms or related:
                korean = dict.fromkeys(form for entry in self._glossary.by_ko(piece) for form in entry.ko_forms)
                found.append(Piece(piece, self._wordings(forms, related, self._lexicon.find(piece)), tuple(korean)))
            else:
                # The glossary took the particles off; but 이 is one only behind 제안, and not behind 어린.
                whole = HANGUL_RUN.match(text, place)
                found.extend(self._word(whole[0] if whole else piece, piece))
            place += len(piece)
        return found

    def _word(self, whole: str, bare: str) -> Iterable[Piece]:
        """A Korean word that the glossary does not hold, as it stands in the query and without its particles."""
        for word in dict.fromkeys((whole, bare)):
            if wordings := self._known(word):
                return [Piece(word, wordings)]
        parts = self._split(bare)
        if parts and sum(map(len, parts)) == len(bare):
            return [self._part(part) for part in parts]
        for word in dict.fromkeys((whole, bare)):
            if heard := self._sounds().like(word):
                closest = min(distance for _, distance in heard)
                near = [(english, distance) for english, distance in heard if distance <= closest + 0.04]
                return [Piece(word, tuple(Wording(english, SOUND * (1 - 2 * distance)) for english, distance in near))]
        return [self._part(part) for part in parts] if parts else [Piece(bare)]

    def _part(self, part: str) -> Piece:
        if wordings := self._known(part, inflected=False):
            return Piece(part, wordings)
        return Piece(part, tuple(Wording(english, PREFIX) for english in _PREFIXES.get(part, ())))

    def _known(self, word: str, *, inflected: bool = True) -> tuple[Wording, ...]:
        """The wordings of a word that glossary or lexicon hold."""
        entries, near = self._glossary.by_ko(word), self._glossary.near_ko(word)
        forms = tuple(dict.fromkeys(english for entry in entries for english in entry.en_forms))
        related = [english for entry in entries for english in entry.en_related]
        related += [english for entry in near for english in entry.en_forms]
        return self._wordings(forms, tuple(related), self._lexicon.find(word, inflected=inflected))

    @staticmethod
    def _wordings(terms: tuple[str, ...], related: tuple[str, ...], general: tuple[str, ...]) -> tuple[Wording, ...]:
        """The forms of a term, which are sure, then what is related to it and the loose words of the lexicon."""
        weights = dict.fromkeys(terms, GLOSSARY)
        for rank, english in enumerate(general):
            weights.setdefault(english, round(LEXICON * LOOSE**rank, 3))
        for english in related:
            weights.setdefault(english, RELATED)
        surest = sorted(weights.items(), key=lambda found: -found[1])
        return tuple(Wording(english, weight) for english, weight in surest[:MOST_WORDINGS])

    def _split(self, word: str) -> list[str]:
        """The fewest known words that cover most of a word; empty when it holds none."""
        # best[i]: (syllables left over, parts, parts of the first i syllables)
        best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
        for end in range(1, len(word) + 1):
            left, count, parts = best[end - 1]
            choices = [(left + 1, count, parts)]
            for start in range(max(0, end - 8), end - 1):
                if self._known(word[start:end], inflected=False):
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
_ENDINGS = frozenset("는은을고기며지면던도어아여게음나니다려러자서거었았였겠인진질")
"""How the endings of verbs begin; alone they are endings too."""

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
