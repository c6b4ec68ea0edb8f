"""Where a Korean term begins and ends in running text: spelling, particles, endings. Pure."""

from __future__ import annotations

import re
from itertools import pairwise

HANGUL = re.compile(r"[가-힣]")
HANGUL_RUN = re.compile(r"[가-힣]+")
_SKIPPED = frozenset(" \t\n\r\u00a0-‐‑–·ㆍ・")
_DROP = dict.fromkeys(map(ord, _SKIPPED))
PREFIXES = frozenset("비무반탈")
SUFFIXES = frozenset("적성화기형식용별간률율량들법론값내시중후전등자팀망층상측")
PARTICLES = re.compile(
    r"(?:들|끼리|들?간|만|뿐|마다|별|등)?(?:"
    r"[은는이가을를의에와과도만란나든라며고면자인다임들별간등]|으?로|이[란나든라며고면자다]|인지|입니다|이?었다|였다|이?었고|"
    r"까지|부터|보다|처럼|같은|마다|조차|밖에|대로|뿐|이?라[는고면]|이?므로|이?지만|에게|에게서|에서만|"
    r"(?:으?로|에|에서|에게|와|과|까지|부터|보다|간|별)[의는도만]|으?로[써서]|으?로부터의?|별로"
    r")"
)
_VERBAL = re.compile(r"[하해한할함했합되된될됨됐돼됩]|시[키킨킬킴켜켰킵]|받[는은을아]|당[하한]|스럽|스러|로운|롭|로우")


class Compact:
    """A text without the characters that Korean spelling is free to leave out, and the way back to the text."""

    __slots__ = ("_kinds", "letters", "places")

    def __init__(self, text: str) -> None:
        kept = [(i, char) for i, char in enumerate(text) if char not in _SKIPPED]
        self.places = [i for i, _ in kept]
        # Lower-casing may lengthen a character; such a character stays as it is.
        self.letters = "".join(low if len(low := char.lower()) == 1 else char for _, char in kept)
        self._kinds = ["h" if "가" <= char <= "힣" else "a" if char.isalnum() else "" for char in self.letters]

    def spaced(self, start: int, end: int) -> bool:
        """Whether the text has skipped characters between these letters."""
        return self.places[end - 1] - self.places[start] != end - 1 - start

    def written(self, start: int, end: int) -> str:
        """These letters with a space wherever the text has skipped characters."""
        places = self.places[start:end]
        gaps = ("" if after == before + 1 else " " for before, after in pairwise((places[0] - 1, *places)))
        return "".join(gap + letter for gap, letter in zip(gaps, self.letters[start:end], strict=True))

    def opens(self, i: int) -> bool:
        """Whether a word starts at letter `i`: after a gap, or where the script changes."""
        return i == 0 or self.places[i] - self.places[i - 1] > 1 or self._kinds[i] != self._kinds[i - 1]

    def closes(self, i: int) -> bool:
        """Whether a word ends before letter `i`."""
        return i >= len(self.letters) or self.opens(i)

    def word_end(self, i: int) -> int:
        """The end of the word that letter `i` belongs to."""
        i += 1
        while i < len(self.letters) and not self.opens(i):
            i += 1
        return i


def strip_particles(word: str) -> str:
    """A Korean word without the particles at its end, if two syllables or more remain (`연구에서의` → `연구`)."""
    for cut in range(2, len(word)):
        if PARTICLES.fullmatch(word, cut):
            return word[:cut]
    return word


def is_tail(rest: str) -> bool:
    """Whether these syllables, right after a noun, are a particle, an ending, or a suffix with one of them."""
    if PARTICLES.fullmatch(rest) or _VERBAL.match(rest):
        return True
    return rest[0] in SUFFIXES and (
        len(rest) == 1 or PARTICLES.fullmatch(rest, 1) is not None or _VERBAL.match(rest, 1) is not None
    )


def without_gaps(phrase: str) -> str:
    """A Korean form by its letters alone, in lower case: spaces and hyphens do not count."""
    letters = phrase.replace(" ", "").replace("-", "").lower()
    return letters if letters.isalnum() else letters.translate(_DROP)
