"""Hangul for the search: the units in which Korean text is indexed, and how a transliterated word sounds.

Korean print writes foreign terms by their sound (트랜스포머, 미스트랄, 루브릭), and no glossary holds them all.
`Sounds` finds the English word behind such a spelling among the words that the index holds: both sides are reduced to
the order of their consonant classes (트랜스포머 and transformer are both T R N S P M), and among the words that agree
the closest in sound wins, by a weighted distance that also hears the vowels.

The classes are coarse because the transliteration rules are: f and p are both ㅍ, l and r both ㄹ, and s, z, j, ch
share sounds; an r after a vowel is silent (포머), a vowel ㅡ only carries the consonant before it. English letters that
may sound in two ways (g, ch, th, r) give several readings.

This module is pure.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

HANGUL_RUN = re.compile(r"[가-힣]+")

_ONSETS = ("g", "g", "n", "d", "d", "r", "m", "b", "b", "s", "s", "", "j", "j", "C", "k", "t", "p", "h")
_VOWELS = (
    "a", "e", "a", "e", "ə", "e", "ə", "e", "o", "wa", "we", "e", "o", "u", "wə", "we", "wi", "u", "", "i", "i",
)  # fmt: skip
"""ㅏ…ㅣ; `ə` is ㅓ, which stands for er, u and o alike; ㅡ is no vowel of the word."""
_CODAS = (
    "", "K", "K", "K", "n", "n", "n", "T", "l", "K", "m", "l", "l", "l", "P", "l", "m", "P", "P", "T", "T", "N", "T",
    "T", "K", "T", "P", "",
)  # fmt: skip
"""At the end of a syllable g and k, d and t, b and p are one sound each; it has the upper-case letter."""
_CLASS: Mapping[str, str] = {
    "g": "K", "k": "K", "K": "K", "d": "T", "t": "T", "T": "T", "b": "P", "p": "P", "f": "P", "v": "P", "P": "P",
    "s": "S", "z": "S", "j": "S", "C": "S", "r": "R", "l": "R", "n": "N", "N": "N", "m": "M",
}  # fmt: skip


class Reading(NamedTuple):
    """How a word sounds: its consonants' classes, and each consonant with the vowels after it (the first is empty)."""

    skeleton: str
    beats: tuple[tuple[str, str], ...]


def units(text: str) -> str:
    """Korean text as the index holds it: the overlapping pairs of syllables of each word (검색엔진 → 검색 색엔 엔진).

    Particles, endings and compounds need no analysis this way; a single syllable stands for itself.
    """
    pairs: list[str] = []
    for run in HANGUL_RUN.findall(text):
        pairs.extend(run[i : i + 2] for i in range(len(run) - 1)) if len(run) > 1 else pairs.append(run)
    return " ".join(pairs)


@lru_cache(maxsize=4096)
def korean_reading(word: str) -> Reading:
    """How a word of Hangul syllables sounds."""
    phones: list[str] = []
    for char in word:
        code = ord(char) - 0xAC00
        onset, vowel, coda = _ONSETS[code // 588], _VOWELS[code % 588 // 28], _CODAS[code % 28]
        if phones and (phones[-1], onset) in (("l", "r"), ("m", "m"), ("n", "n")):
            onset = ""  # ㄹㄹ writes one l, 젬마 one m
        phones += [onset, *vowel, coda]
    return _reading([phone for phone in phones if phone])


def english_readings(word: str) -> list[Reading]:
    """How a word of Latin letters may sound; several readings where its spelling leaves a choice."""
    spellings = [word]
    for pattern, choices in _CHOICES:
        if len(spellings) > 4:
            break
        if pattern.search(word):
            spellings = [pattern.sub(choice, spelling) for spelling in spellings for choice in choices]
    readings = []
    for spelling in dict.fromkeys(spellings):
        for pattern, sound in _RULES:
            spelling = pattern.sub(sound, spelling)
        readings.append(_reading(list(spelling)))
    return readings


class Sounds:
    """The words of an index by sound. `words` are (word, number of its documents); very seldom ones are left out."""

    def __init__(
        self, words: Iterable[tuple[str, int]] = (), table: Mapping[str, Sequence[tuple[str, int]]] | None = None
    ) -> None:
        """Of these words, or as an earlier one had them in its `table`."""
        made: dict[str, list[tuple[str, int]]] = {}
        self.table: Mapping[str, Sequence[tuple[str, int]]] = made if table is None else table
        for word, count in words:
            if count > 2 and 2 < len(word) < 24 and word.isascii() and word.isalpha():
                for skeleton in {reading.skeleton for reading in english_readings(word)}:
                    made.setdefault(skeleton, []).append((word, count))

    def like(self, word: str, limit: int = 3) -> list[tuple[str, float]]:
        """The words that a Hangul spelling may stand for, with their distance (0 is the same sound), likeliest first.

        A word without any syllable that only foreign words have must be long and sound exactly the same: most Korean
        words are no transliterations, and sound like some English word all the same.
        """
        if not HANGUL_RUN.fullmatch(word):
            return []
        heard = korean_reading(word)
        bound = 0.16 if _FOREIGN.search(word) else 0.06 if len(word) > 2 else -1.0
        if len(heard.skeleton) < 3:
            bound = min(bound, 0.08)
        found: list[tuple[float, float, str]] = []
        for candidate, count in self.table.get(heard.skeleton, ()) if len(heard.skeleton) > 1 else ():
            distance = min(
                _distance(heard, reading)
                for reading in english_readings(candidate)
                if reading.skeleton == heard.skeleton
            )
            if distance <= bound and (len(heard.skeleton) > 2 or count > 20):
                # Of two that sound nearly alike the word that ten times as many documents have is the likelier.
                found.append((distance - 0.015 * math.log10(count), distance, candidate))
        return [(candidate, round(distance, 3)) for _, distance, candidate in sorted(found)[:limit]]


def _syllables(onsets: str, vowels: str, codas: str = "") -> str:
    """A character class of syllables; an empty `codas` means open ones, `*` any."""
    ends = range(28) if codas == "*" else [_JAMO_CODAS.index(coda) for coda in codas] if codas else [0]
    return "".join(
        chr(0xAC00 + _JAMO_ONSETS.index(onset) * 588 + _JAMO_VOWELS.index(vowel) * 28 + end)
        for onset in onsets
        for vowel in vowels
        for end in ends
    )


_JAMO_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_JAMO_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_JAMO_CODAS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FOREIGN = re.compile(
    "^[라-맇]|["
    + _syllables("ㄱㄷㅂㅅㅈㅊㅋㅌㅍ", "ㅡ")  # a consonant carried by ㅡ
    + _syllables("ㅋ", "ㅏㅐㅓㅔㅗㅚㅜㅝㅟㅠㅡㅣ", "*")
    + _syllables("ㄴㄷㄹㅁㅂㅌㅍㅎ", "ㅔ", "*")
    + _syllables("ㄴㄷㄹㅁㅅㅌㅍㅎ", "ㅣ", "ㅇ")  # -ing
    + _syllables("ㄷㅅㅈㅊㅌ", "ㅑㅕㅛㅠ", " ㄴㄹㅁㅂㅇ")
    + _syllables("ㄱㄷㄹㅁㅂㅅㅈㅌㅍㅎ", "ㅏㅐㅓㅔㅗㅜㅣ", "ㅅ")
    + "]"
)
"""Syllables that words of Korean or Chinese origin hardly have; no such word begins with ㄹ either."""


def _reading(phones: list[str]) -> Reading:
    beats: list[list[str]] = [["", ""]]
    for phone in phones:
        if phone in _CLASS:
            beats.append([phone, ""])
        elif phone != "h":
            beats[-1][1] += phone
    return Reading(
        "".join(_CLASS[consonant] for consonant, _ in beats[1:]),
        tuple((consonant, vowel) for consonant, vowel in beats),
    )


def _distance(heard: Reading, read: Reading) -> float:
    """How far two words of the same skeleton are apart, per beat."""
    total = 0.0
    for (consonant, vowel), (letter, vowels) in zip(heard.beats, read.beats, strict=True):
        if consonant != letter and not consonant.isupper():
            total += _CONSONANTS.get((consonant, letter), 0.25)
        total += _vowel_distance(vowel, vowels)
    return total / len(heard.beats)


def _vowel_distance(heard: str, read: str) -> float:
    """Between the vowels of one Korean beat and the letters of the English one."""
    if heard == read or (not heard and read == "e"):
        return 0.0
    if not read:
        return 0.4  # Korean hears a vowel that is not written
    if not heard:
        return 0.3  # a letter that is not heard
    near = 0.0 if heard[0] in _HEARD_AS.get(read[0], "") else 0.12 if heard[0] in _MAY_BE.get(read[0], "") else 0.35
    longer = abs(len(heard) - len(read))
    return near + (0.0 if longer == 0 or read in ("i", "y", "a", "o") else 0.05 * longer)


_CONSONANTS = {
    ("p", "f"): 0.0, ("b", "v"): 0.0, ("j", "z"): 0.0, ("C", "j"): 0.1, ("j", "s"): 0.1, ("s", "C"): 0.1,
    ("r", "l"): 0.08, ("l", "r"): 0.12, ("N", "n"): 0.0, ("n", "N"): 0.12, ("s", "z"): 0.1,
}  # fmt: skip
"""(heard, written) consonants of one class → how unusual it is to write the one for the other; others 0.25."""
_HEARD_AS = {"a": "aeo", "e": "eiə", "i": "i", "o": "oaə", "u": "uəa", "y": "i", "w": "wuo", "ə": "əao"}
"""English vowel letter → the Korean vowels that usually write it."""
_MAY_BE = {"a": "əi", "e": "au", "i": "aeə", "o": "u", "u": "yo", "y": "a"}


_CHOICES = tuple(
    (re.compile(pattern), choices)
    for pattern, choices in (
        (r"g(?=[eiy])", ("g", "j")),
        (r"(?<!t)ch", ("ch", "k")),
        (r"th", ("s", "t")),
        (r"(?<=[aeiou])r(?=[^aeiouy]|$|e$)", ("ə", "r")),
        (r"t(?=ur)", ("t", "C")),
    )
)
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn)", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"^x", "j"),
        (r"[ts]ion", "sən"), (r"[tc]i(?=[aeou])", "s"),
        (r"tch|ch", "C"), (r"sh", "s"), (r"ph", "f"), (r"gh", ""), (r"ck", "k"), (r"dg", "j"), (r"qu", "kw"),
        (r"x", "ks"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"q", "k"),
        (r"ng(?=$|[^aeiouy])", "N"), (r"n(?=[kg])", "N"),
        (r"(.)\1", r"\1"), (r"(?<=[^aeiouə])e$", ""), (r"[aeiou]+ə$", "ə"), (r"(?<=[aeiou])ə(?!$)", ""),
    )
)  # fmt: skip
