"""English noun phrases put into Korean, when every word of them is known, and not otherwise.

A phrase is covered from the left by glossary terms (in their own wording, not a looser variant), by the closed list of
modifiers below, and by names, which stay as they are. English and Korean noun phrases order their modifiers alike; only
the parts joined by prepositions change places ("dataset for X": `X를 위한 데이터셋`). One unknown word and there is no
translation: the caller then quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jogan.edit.terms import GENERIC
from jogan.glossary import Entry, Glossary
from jogan.write.korean import with_particle
from jogan.write.markup import plain
from jogan.write.words_ko import COLLECTIVES, COMPOUND_TAILS, GERUNDS, KIND_NOUNS, MODIFIERS, NOUNS

_PARTS = re.compile(r"\s+(for|of|on|in|and)\s+")
_TOKEN = re.compile(r"[A-Za-z0-9][\w+./'’@-]*")
# What no common word looks like: capitals behind the first letter, or a digit.
_ODD = re.compile(r"[A-Z].*[A-Z]|[a-z][A-Z]|[A-Za-z].*\d|\d.*[A-Z]")
_TITLED = re.compile(r"[A-Z]?[a-z]+$")
_COUNTED = re.compile(
    r"^(?P<n>\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten)\s+(?:(?:diverse|different|public|popular|challenging|representative|real-world|standard|"
    r"open-source|downstream)\s+)*(?P<types>types\s+of\s+|kinds\s+of\s+)?(?P<noun>[A-Za-z][A-Za-z -]*s)$"
)
LEADING = re.compile(
    r"^(?:a\s+|the\s+)?(?:(?:wide|broad|diverse)\s+)?(?:range|variety|set|series|suite)\s+of\s+"
    r"|^(?:the|a|an|its|their|our|both)\s+",
    re.IGNORECASE,
)


_NUMERALS = {
    "two": "두", "three": "세", "four": "네", "five": "다섯", "six": "여섯", "seven": "일곱", "eight": "여덟",
    "nine": "아홉", "ten": "열",
}  # fmt: skip
_OF_WHAT = frozenset(("서베이", "리뷰", "연구", "분석", "평가", "데이터셋", "벤치마크"))


def folded(phrase: str) -> str:
    """A phrase without case, hyphens and the plural of its last word, for comparing wordings."""
    bare = re.sub(r"[\s-]+", " ", phrase.lower()).strip()
    return bare[:-1] if bare.endswith("s") and not bare.endswith(("ss", "us", "is")) else bare


@dataclass(slots=True)
class Terms:
    """The glossary as one report uses it: a term is `한국어(English)` where it stands first, then Korean only."""

    glossary: Glossary
    used: set[str] = field(default_factory=set)

    def term(self, canonical: str) -> str:
        """A canonical term as it is printed now; what the glossary does not know stays as it is."""
        entry = self.glossary.by_en(canonical)
        return (
            self.entry(entry, entry.en)
            if entry is not None and folded(entry.en) == folded(canonical)
            else plain(canonical)
        )

    def label(self, canonical: str) -> str:
        """A term's Korean without its English, for places that stand alone."""
        entry = self.glossary.by_en(canonical)
        return plain(entry.ko) if entry is not None and folded(entry.en) == folded(canonical) else plain(canonical)

    def entry(self, entry: Entry, shown: str) -> str:
        """An entry's Korean, with `shown` (its English or acronym) in brackets at its first use in the report."""
        if entry.ko.lower() == entry.en.lower() or not re.search(r"[가-힣]", entry.ko):
            return plain(entry.ko)
        known = entry.en.lower() in GENERIC or entry.kind in ("general", "language", "place", "org")
        if known or entry.en in self.used:
            return plain(entry.ko)
        self.used.add(entry.en)
        return plain(f"{entry.ko}({shown})")

    def phrase(self, english: str, *, quiet: bool = False) -> str | None:
        """The phrase in Korean, or None where one of its words is unknown; `quiet` leaves the English brackets out."""
        before = set(self.used)
        said = self._joined(" ".join(english.split()), quiet)
        if said is None or quiet:
            self.used.clear()
            self.used.update(before)
        return said

    def _joined(self, english: str, quiet: bool) -> str | None:
        english = LEADING.sub("", english.strip(" ,."))
        counted = _COUNTED.match(english)
        if counted:
            noun = self._words(counted.group("noun"), quiet)
            count = _NUMERALS.get(counted.group("n"), "")
            unit = "종류" if counted.group("types") else "개"
            return (
                f"{noun} {count} {unit}" if noun and count else f"{noun} {counted.group('n')}{unit}" if noun else None
            )
        pieces = _PARTS.split(english)
        if len(pieces) > 7:
            return None
        said = self._words(LEADING.sub("", pieces[0]), quiet)
        if said is None:
            return None
        # "A for B" is "B를 위한 A": each later part goes before what it belongs to; "and" binds its neighbors first.
        parts: list[tuple[str, str]] = [("", said)]
        for link, words in zip(pieces[1::2], pieces[2::2], strict=True):
            words = LEADING.sub("", words)
            word = self._done(words, quiet) if link in ("for", "of", "on") else self._words(words, quiet)
            if word is None:
                return None
            if link == "and":
                parts[-1] = (parts[-1][0], _and(parts[-1][1], word))
            else:
                parts.append((link, word))
        if len(parts) > 3:
            return None
        text = parts[-1][1]
        for place in range(len(parts) - 1, 0, -1):
            link, head = parts[place][0], parts[place - 1][1]
            text = self._link(link, text, head)
        return text

    def _done(self, words: str, quiet: bool) -> str | None:
        """The words behind a preposition; a verb goes behind its object ("evaluating agents": `에이전트 평가`)."""
        verb, _, rest = words.partition(" ")
        first = rest.partition(" ")[0].lower()
        if verb.lower() not in GERUNDS or not rest or first in COMPOUND_TAILS:
            return self._words(words, quiet)
        if any(match.start == 0 for match in self.glossary.find_en(words)):
            return None  # "learning rate", "training models": a term or a verb, which cannot be told
        said = self._words(LEADING.sub("", rest), quiet)
        return f"{said} {GERUNDS[verb.lower()]}" if said else None

    def place(self, english: str) -> str | None:
        """Where something was measured; bare kinds are many ("across datasets": `여러 데이터셋`)."""
        head, _, kind = english.rpartition(" ")
        words = head.split()
        named = bool(head) and all(word[0].isupper() and word.lower() not in MODIFIERS for word in words)
        # "Open ASR Leaderboard" is a name from its first word to its last.
        named = named or (len(words) > 1 and all(word[0].isupper() for word in english.split()))
        said = None if named else self.phrase(english, quiet=True)
        if said is not None:
            return f"여러 {said}" if english.lower() in KIND_NOUNS else said
        return f"{plain(head)} {NOUNS[kind.lower()]}" if head and kind.lower() in KIND_NOUNS else None

    def _link(self, link: str, dependent: str, head: str) -> str:
        if link == "for":
            return f"{with_particle(dependent, '을/를')} 위한 {head}"
        if link == "in":
            return f"{dependent}에서의 {head}"
        if head in COLLECTIVES or head in _OF_WHAT:
            return f"{dependent} {head}"
        if head.endswith(("서베이", "리뷰", "연구", "분석", "평가")):
            return f"{dependent}에 대한 {head}"
        if link == "on":
            return f"{dependent}에 대한 {head}"
        return f"{dependent}의 {head}"

    def _words(self, phrase: str, quiet: bool) -> str | None:
        matches = {match.start: match for match in self.glossary.find_en(phrase)}
        said: list[str] = []
        at = 0
        while at < len(phrase):
            if phrase[at] in " -/":
                at += 1
                continue
            token = _TOKEN.match(phrase, at)
            if token is None:
                return None
            match = matches.get(at)
            whole = match is not None and phrase[match.end : match.end + 1] != "-"
            if match is not None and whole and self._own_wording(phrase[at : match.end], match.entry):
                shown = phrase[at : match.end] if phrase[at : match.end].isupper() else match.entry.en
                said.append(plain(match.entry.ko) if quiet else self.entry(match.entry, shown))
                at = match.end
                continue
            word = token.group()
            low = word.lower()
            if low in MODIFIERS:
                said.append(MODIFIERS[low])
            elif low in NOUNS and not _ODD.search(word):
                said.append(NOUNS[low])
            elif word.endswith(("-based", "-driven")) and _is_name(word.rpartition("-")[0]):
                said.append(f"{plain(word.rpartition('-')[0])} 기반")
            elif _is_name(word):
                said.append(plain(word[:-1] if re.match(r"^[A-Z]{2,}s$", word) else word))
            else:
                return None
            at = token.end()
        words: list[str] = []
        for word in said:
            # "VLA model" is 비전-언어-행동 모델 already.
            if words and word.startswith(words[-1]):
                words[-1] = word  # "best state-of-the-art": 최고, 최고 수준
            elif word and not (words and re.sub(r"\([^()]*\)$", "", words[-1]).endswith(word)):
                words.append(word)
        return " ".join(words) if words else None

    def _own_wording(self, surface: str, entry: Entry) -> bool:
        return folded(surface) == folded(entry.en) or any(
            surface.rstrip("s") == form.rstrip("s") for form in entry.abbr
        )


def _is_name(word: str) -> bool:
    """Whether a word is a name and needs no Korean: `GPT-4`, `NAVSIM`; not `Multi-Faceted`, capitals alone."""
    if re.match(r"[a-z]{4,}[A-Z]", word):
        return False  # "consistEncy", a word that lends letters to an acronym
    return any(_ODD.search(part) for part in word.split("-")) or (
        bool(re.search(r"\d", word)) and word[0].isupper() and not all(_TITLED.match(part) for part in word.split("-"))
    )


_AND = {"빠른": "빠르고", "짧은": "짧고", "긴": "길고", "강한": "강하고", "있는": "있고", "없는": "없고"}


def _and(first: str, second: str) -> str:
    """Two parts joined: `효율적인` and `고품질` are `효율적이고 고품질`, nouns get a dot between them."""
    head, gap, last = first.rpartition(" ")
    if last in _AND:
        return f"{head}{gap}{_AND[last]} {second}"
    if last.endswith("적인"):
        return f"{first.removesuffix('인')}이고 {second}"
    if last.endswith("한") and len(last) > 1:
        return f"{first.removesuffix('한')}하고 {second}"
    return f"{first}·{second}"
