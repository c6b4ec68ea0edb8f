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
from jogan.glossary import Glossary
from jogan.glossary_file import Entry
from jogan.write.grammar_words_ko import GOVERNING
from jogan.write.korean import with_particle
from jogan.write.markup import plain
from jogan.write.words_ko import COLLECTIVES, COMPOUND_TAILS, GERUNDS, KIND_NOUNS, MODIFIERS, NOUNS, noun

_PARTS = re.compile(r"\s+(for|of|on|in|and|via|through|using|with|from|across)\s+", re.IGNORECASE)
_TOWARD = re.compile(r"towards?\s+(?=\S)", re.IGNORECASE)
_BY = {"via": "통한", "through": "통한", "using": "이용한", "with": "활용한"}
# "with" tells a means where a means follows: with language models, with feedback; not "with noisy labels".
_MEANS = re.compile(
    r"\b(?:models?|learning|networks?|LLMs?|VLMs?|MLLMs?|transformers?|diffusion|attention|agents?|prompting|"
    r"optimization|"
    r"distillation|representations?|feedback|guidance|alignment|regularization|autoencoders?|splatting|search|sampling|"
    r"retrieval|decoding|pretraining|pre-training|fine-tuning|priors|embeddings)$",
    re.IGNORECASE,
)
# Words that mean something else before a noun, or in every other field, or that are no part of a noun phrase.
_DOUBTFUL = frozenset(
    (
        "precision", "reflection", "specific", "specifics", "meta", "capture", "state", "figure", "without",
        "from-scratch", "lack", "grounded", "construction", "product", "products", "judgment", "judgments",
        "character", "characters",
    )
)  # fmt: skip
# Gerunds that are nouns as often as verbs: "training bias" and "training models" cannot be told apart.
_NOUNISH = frozenset(
    (
        "training", "learning", "understanding", "editing", "rendering", "modeling", "forecasting", "steering",
        "probing", "debugging", "pruning", "tracking", "testing", "planning", "building", "merging",
        "answering", "exploring",
    )
)  # fmt: skip
_FIELDS = frozenset(("reasoning", "imaging", "engineering", "computing", "sensing", "driving", "lighting"))
"""Nouns in -ing that are no verbs before another noun."""
_BARE = frozenset(("모델", "문제", "비교", "데이터", "과제", "방법", "시스템", "분석", "연구", "데이터셋"))
# Words made with a hyphen: "geometry-guided" is 기하 유도.
_SUFFIXES = {
    "aware": "인지", "guided": "유도", "based": "기반", "driven": "기반", "centric": "중심", "level": "수준",
    "specific": "특화", "agnostic": "무관", "oriented": "지향", "wise": "별", "enhanced": "강화", "augmented": "증강",
    "conditioned": "조건부", "efficient": "효율적인", "free": "없는",
}  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z0-9][\w+./'’@-]*")
# What no common word looks like: capitals behind the first letter, or a digit.
_ODD = re.compile(r"[A-Z].*[A-Z]|[a-z][A-Z]|[A-Za-z].*\d|\d.*[A-Z]")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]*[A-Z0-9]s?$")
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
    met: dict[str, Entry] = field(default_factory=dict)
    """Terms that quiet phrases held, by their Korean: whoever prints such a phrase may introduce them."""

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
        english = english.strip(" ,.")
        toward = _TOWARD.match(english)
        if toward is not None:
            said = self._joined(english[toward.end() :], quiet)
            return f"{with_particle(said, '을/를')} 향해" if said else None
        english = LEADING.sub("", english)
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
        head = LEADING.sub("", pieces[0])
        verbal = head.partition(" ")[0].lower() in GERUNDS
        said = self._headed(head, quiet)
        if said is None:
            return None
        # "A for B" is "B를 위한 A": each later part goes before what it belongs to; "and" binds its neighbors first.
        parts: list[tuple[str, str]] = [("", said)]
        behind = head
        for link, words in zip((one.lower() for one in pieces[1::2]), pieces[2::2], strict=True):
            if link == "on" and behind.rpartition(" ")[2].lower() not in GOVERNING:
                return None  # "a model on phones" is not about phones
            behind = words = LEADING.sub("", words)
            word = self._done(words, quiet) if link in ("for", "of", "on", "via") else self._words(words, quiet)
            if word is None or (link == "with" and (verbal or not _MEANS.search(words))):
                return None
            if link in ("for", "of") and word in _BARE:
                return None  # "a method for models": of which the phrase was torn
            if link == "and" and verbal and len(parts) == 1:
                return None  # "bridging A and B": both are its objects
            if link == "and":
                parts[-1] = (parts[-1][0], _and(parts[-1][1], word))
            else:
                parts.append((link, word))
        if len(parts) > 3 or sum(link in _BY for link, _ in parts) > 1:
            return None
        text = parts[-1][1]
        for place in range(len(parts) - 1, 0, -1):
            link, head = parts[place][0], parts[place - 1][1]
            text = self._link(link, text, head)
        return text

    def _headed(self, words: str, quiet: bool) -> str | None:
        """The head of a phrase; one that begins with a verb ("Scaling Vision Models") has its object before it."""
        first, _, rest = words.partition(" ")
        if not rest or not first.lower().endswith("ing") or len(first) < 6 or first.lower() in MODIFIERS:
            return self._words(words, quiet)
        if first.lower() in _FIELDS or (first.lower() in NOUNS and rest.split()[0].lower() in COMPOUND_TAILS):
            return self._words(words, quiet)  # "reasoning quality", "training efficiency"
        held = next((match for match in self.glossary.find_en(words) if match.start == 0), None)
        if held is not None and held.end > len(first):
            return self._words(words, quiet)  # a term of its own: "learning rate"
        if (
            first.lower() not in GERUNDS
            or first.lower() in _NOUNISH
            or rest.partition(" ")[0].lower() in COMPOUND_TAILS
        ):
            return None  # a verb or the first half of a name, which cannot be told
        said = self._words(LEADING.sub("", rest), quiet)
        return f"{said} {GERUNDS[first.lower()]}" if said else None

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
        spoken = re.match(r"(\S+(?: \S+){0,3}) in ([A-Z][a-z]+)$", english)
        language = self.glossary.by_en(spoken.group(2)) if spoken is not None else None
        if spoken is not None and language is not None:
            return f"{plain(spoken.group(1))} {plain(language.ko)}"  # "MGSM in English"
        head, _, kind = english.rpartition(" ")
        words = head.split()
        titled = bool(head) and all(word[0].isupper() for word in words)
        named = titled and (len(words) > 1 or head.lower() not in MODIFIERS)
        # "Open ASR Leaderboard" is a name from its first word to its last.
        named = named or (len(words) > 1 and all(word[0].isupper() for word in english.split()))
        said = None if named else self.phrase(english, quiet=True)
        if said is not None:
            return f"여러 {said}" if english.lower() in KIND_NOUNS else said
        if any(word.islower() and len(word) > 3 for word in words):
            return None  # English words before a Korean one are neither
        return f"{plain(head)} {NOUNS[kind.lower()]}" if head and kind.lower() in KIND_NOUNS else None

    def _link(self, link: str, dependent: str, head: str) -> str:
        if link == "for":
            return f"{with_particle(dependent, '을/를')} 위한 {head}"
        if link == "in":
            return f"{dependent}에서의 {head}"
        if link == "from":
            return f"{with_particle(dependent, '으로/로')}부터의 {head}"
        if link == "across":
            return f"{dependent} 전반의 {head}"
        if link in _BY:
            return f"{with_particle(dependent, '을/를')} {_BY[link]} {head}"
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
            if (
                token is None
                or token.group()[-1] == "-"
                or token.group().lower() in _DOUBTFUL
                or token.group().endswith(("'s", "’s"))
            ):
                return None
            match = matches.get(at)
            if match is not None and match.end <= token.end() and token.group().lower() in MODIFIERS:
                match = None  # one plain word, whatever term is spelled alike
            whole = match is not None and phrase[match.end : match.end + 1] != "-"
            if match is not None and whole and self._own_wording(phrase[at : match.end], match.entry):
                surface = phrase[at : match.end]
                if _ACRONYM.match(surface):
                    said.append(plain(surface.rstrip("s")))  # it may be short for something else here
                else:
                    if quiet:
                        self.met[match.entry.ko] = match.entry
                    said.append(plain(match.entry.ko) if quiet else self.entry(match.entry, match.entry.en))
                at = match.end
                continue
            word = token.group()
            low = word.lower()
            if low in MODIFIERS:
                said.append(MODIFIERS[low])
            elif not _ODD.search(word) and (known := noun(low)) is not None:
                said.append(known)
            elif (made := self._made(word)) is not None:
                said.append(made)
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

    def _made(self, word: str) -> str | None:
        """A word made of a known one and a suffix; None where the first half is not known."""
        base, _, suffix = word.rpartition("-")
        said = _SUFFIXES.get(suffix.lower())
        if said is None:
            first, second = MODIFIERS.get(base.lower()) or noun(base.lower()), noun(suffix.lower())
            # "long-text", "image-caption": each half as it is said alone.
            return f"{first} {second}" if first and second and "-" not in base and word.islower() else None
        if not base:
            return None
        entry = self.glossary.by_en(base)
        if (known := noun(base.lower())) is not None:
            first = known
        elif entry is not None and folded(entry.en) == folded(base):
            first = plain(entry.ko)
        elif _is_name(base):
            first = plain(base)
        else:
            return None
        if suffix.lower() == "wise":
            return f"{first}별"
        return f"{with_particle(first, '이/가')} {said}" if suffix.lower() == "free" else f"{first} {said}"

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
    if last.endswith("된"):
        return f"{first.removesuffix('된')}되고 {second}"
    if last.endswith("적인"):
        return f"{first.removesuffix('인')}이고 {second}"
    if last.endswith("한") and len(last) > 1:
        return f"{first.removesuffix('한')}하고 {second}"
    return f"{first}·{second}"
