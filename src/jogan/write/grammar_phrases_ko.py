"""Noun phrases of a statement put into Korean, with all that stands behind their heads.

Korean puts modifiers before what they modify, in the mirrored order, so that a chain of prepositional phrases needs no
decision on what each belongs to.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from jogan.write.grammar_words_ko import (
    ABILITIES,
    ADVERBS,
    AHEAD,
    BOUND,
    BOUNDS,
    FOLLOWERS,
    GOVERNING,
    GRADABLE,
    GROWTH,
    INTENSE,
    KNOWN_OTHERWISE,
    LACK,
    LETS,
    LINKS,
    MEASURED,
    NUMERALS,
    PLACES,
    QUANTITIES,
    REFUSED,
    SEVERAL,
    TASKS,
    THOSE,
    TOWARD,
    UNITS,
)
from jogan.write.markup import plain
from jogan.write.phrases_ko import LEADING, Terms
from jogan.write.verbs_ko import FORMS, Verb, marked
from jogan.write.words_ko import MODIFIERS, NOUNS, noun

T = TypeVar("T")

_AMOUNT = re.compile(
    r"(?:(?P<bound>up to|over|nearly|about|approximately|around|roughly|at least|average|only|less than)\s)?"
    r"(?:(?:an?|the)\s)?(?P<number>\d[\d.,]*)\s?"
    r"(?P<unit>%|×|x|percent|percentage points?|points?|times|dB|ms|FPS|fps)?(?:\son average)?",
)
_PLURAL = re.compile(r"^[a-z-]+(?<![sui])s$")
"""What looks like a plural and can hardly stand inside a compound."""
_STRANGE = re.compile(
    r"[a-z]{5,}(?<!ly)(?<!ed)(?<!ing)(?<!ous)(?<!ive)(?<!ful)(?<!less)(?<!est)(?<!al)(?<!ic)(?<!ss)(?<!ish)(?<!ary)(?<!ent)(?<!able)"
)
"""A word that is a noun by its looks."""
_STAND_IN = "Q0Q"
_COMMA = (",",)


@dataclass(frozen=True, slots=True)
class Said:
    """A predicate with the words before it: `before` as they stand, `verb` in the forms that its place asks for."""

    before: str
    verb: Verb

    def form(self, kind: str) -> str:
        """The whole in one form of its verb."""
        return f"{self.before} {self.verb.form(kind)}".strip()


class Phrases(ABC):
    """The words of one statement, read by spans `i` to `j`; every reading is remembered."""

    def __init__(self, terms: Terms, tokens: list[str], names: frozenset[str]) -> None:
        self.terms, self.tokens, self.names = terms, tokens, names
        self.low = [token if token in names else token.lower() for token in tokens]
        if tokens[0] not in names and not re.search(r"[A-Z0-9]", tokens[0][1:]):
            self.tokens = [tokens[0].lower(), *tokens[1:]]
        self.foreign: set[str] = set()
        self._known: dict[tuple[str, int, int], Any] = {}

    @abstractmethod
    def predicate(self, i: int, j: int, kind: str) -> Said | None:
        """A verb phrase whose first verb stands in the given English form."""

    # ── Noun phrases ──

    def phrase(self, i: int, j: int) -> str | None:
        """A noun phrase in Korean, without a particle."""
        return self._remembered("phrase", i, j, self._phrase)

    def _phrase(self, i: int, j: int) -> str | None:
        if i >= j or self.low[i] in THOSE or self.low[j - 1] in (",", ";", ":"):
            return None
        several = SEVERAL.match(" ".join(self.low[i:j]))
        if several is not None:
            rest = self.phrase(i + len(several.group().split()), j)
            return rest if rest is None or rest.startswith(("여러", "다양한", "많은")) else f"여러 {rest}"
        lacking = LACK.match(" ".join(self.low[i:j]))
        if lacking is not None:
            rest = self.phrase(i + len(lacking.group().split()), j)
            return f"{rest} 부족" if rest is not None else None
        said = self._core(i, j)
        if said is not None:
            return said
        return self._listed(i, j) or self._modified(i, j)

    def _core(self, i: int, j: int) -> str | None:
        """Words without a preposition: modifiers and a noun."""
        if any(word in LINKS or word in PLACES or word in BOUND for word in self.low[i:j]):
            return None
        if any(word in ("and", ",") and not self._joins_modifiers(i + n, i, j) for n, word in enumerate(self.low[i:j])):
            return None
        text = LEADING.sub("", " ".join(word for word in self.tokens[i:j] if word not in _COMMA))
        words = text.split()
        if not words:
            return None
        if " ".join(self.tokens[i:j]) in self.names or text in self.names:
            return plain(text)
        if words[0].lower() in REFUSED or any(
            word.lower() in ADVERBS and word.lower() not in MODIFIERS and word.lower() not in INTENSE for word in words
        ):
            return None
        lead = ""
        if words[0].lower() in ("new", "novel") and i > 0 and len(words) > 1:
            lead, words = "새로운", words[1:]
        if words[0].lower() in INTENSE and len(words) > 2:
            if words[1].lower() not in MODIFIERS and not words[1].lower().endswith("ed"):
                return None
            most = words[0].lower() == "most" and (i == 0 or self.low[i] != "the")
            gradable = MODIFIERS.get(words[1].lower(), "").endswith(GRADABLE)
            if words[0].lower() in ("more", "less") and not gradable:
                lead, words = {"more": "더 많은", "less": "더 적은"}[words[0].lower()], words[1:]
            else:
                lead, words = "대부분의" if most else INTENSE[words[0].lower()], words[1:]
        last = words[-1].lower()
        if last in MODIFIERS and last not in NOUNS:
            return None
        if any(_PLURAL.search(word) for word in words[:-1]):
            return None  # a verb, or the end of a noun phrase: "signs pose problems"
        counted = re.fullmatch(r"\d[\d,.]*(?:%|[KMBT])?", words[0])
        if counted and len(words) > 1:
            rest = self._words(words[1:])
            if rest is None:
                return None
            number = plain(words[0])
            if words[-1].lower() in (
                "people",
                "participants",
                "patients",
                "experts",
                "users",
                "students",
                "annotators",
            ):
                return f"{rest} {number}명"
            if words[0].endswith("%"):
                return f"**{number}** {rest}"
            if re.search(r"[KMBT]$", words[0]) or not words[-1].endswith("s"):
                return f"{number} {rest}"
            return f"{rest} {number}개"
        if words[0].lower() in NUMERALS and len(words) > 1 and words[-1].endswith("s"):
            rest = self._words(words[1:])
            return f"{rest} {NUMERALS[words[0].lower()]} 개" if rest is not None else None
        said = self._words(words)
        return f"{lead} {said}".strip() if said else None

    def _joins_modifiers(self, k: int, i: int, j: int) -> bool:
        """Whether a comma or "and" stands between two adjectives of one noun: "diverse, noisy, and large datasets"."""
        after = k + 1 + (self.low[k] == "," and self.low[k + 1 : k + 2] == ["and"])
        before = k - 1 - (self.low[k] == "and" and self.low[k - 1] == ",")
        return i <= before and after < j - 1 and self.low[before] in MODIFIERS and self.low[after] in MODIFIERS

    def _words(self, words: list[str]) -> str | None:
        text = " ".join(words)
        said = self.terms.phrase(text, quiet=True)
        if said is not None:
            return said
        # One word that nobody lists stays English, as in any Korean talk among researchers; two are neither.
        strange = [word for word in words if _STRANGE.fullmatch(word) and self._is_strange(word)]
        if len(strange) == 1 and self.foreign <= {strange[0]} and len(words) > 1:
            said = self.terms.phrase(text.replace(strange[0], _STAND_IN), quiet=True)
            if said is not None and said.count(_STAND_IN) == 1:
                self.foreign.add(strange[0])
                return said.replace(_STAND_IN, plain(strange[0]))
        # Capitals inside a sentence make a name: "Wikipedia", "Needle In A Haystack".
        if (
            all(re.match(r"[A-Z](?!.*-[a-z])", word) for word in words)
            and len(words) <= 4
            and " ".join(self.tokens).find(text) > 0
        ):
            return plain(text)
        tail = words[-1]
        if len(words) > 1 and noun(tail.lower()) and all(re.match(r"[A-Z](?!.*-[a-z])", word) for word in words[:-1]):
            return f"{plain(' '.join(words[:-1]))} {noun(tail.lower())}"
        return None

    def _is_strange(self, word: str) -> bool:
        listed = word in MODIFIERS or noun(word) is not None or any(word in forms for forms in FORMS.values())
        return not listed and self.terms.glossary.by_en(word) is None and word not in KNOWN_OTHERWISE

    def _listed(self, i: int, j: int) -> str | None:
        """ "A and B", "A, B, and C": parts of one kind."""
        word = next((w for w in ("and", "or") if w in self.low[i:j]), None)
        if word is None:
            return None
        last = max(k for k in range(i, j) if self.low[k] == word)
        starts, ends = [i], []
        for k in range(i, last + 1):
            if self.low[k] == "," and k + 1 < last:
                ends.append(k)
                starts.append(k + 1)
        ends.append(last - 1 if self.low[last - 1] == "," else last)
        starts.append(last + 1)
        ends.append(j)
        parts = [self._core(a, b) for a, b in zip(starts, ends, strict=True)]
        if len(parts) == 2 and parts[0] is not None and parts[1] is None and word == "and":
            # "A and B of C": what follows belongs to both, or to the last, in both languages.
            return None
        if any(part is None for part in parts):
            return None
        said = [part for part in parts if part]
        if len(said) == 2:
            if self._is_plural_word(ends[0] - 1) != self._is_plural_word(j - 1) and not (
                self._is_mass(ends[0] - 1) or self._is_mass(j - 1)
            ):
                return None
            return f"{said[0]} 또는 {said[1]}" if word == "or" else f"{marked(said[0], '과')} {said[1]}"
        return ("·" if all(len(one) <= 7 for one in said) else ", ").join(said) + (" 등" if word == "or" else "")

    def _is_plural_word(self, k: int) -> bool:
        return self.low[k].endswith("s") and not self.low[k].endswith(("ss", "us", "is"))

    def _is_mass(self, k: int) -> bool:
        return not self.low[k].isalpha() or self.tokens[k][0].isupper()

    def _modified(self, i: int, j: int) -> str | None:
        """A head and what stands behind it."""
        for k in range(i + 1, j - 1):
            word, after = self.low[k], self.low[k + 1]
            if word not in FOLLOWERS and word not in FORMS["ing"] and word not in FORMS["en"] and word not in ADVERBS:
                continue
            head = self._core(i, k) or (
                self._listed(i, k)
                if word in ("that", "which", "for", "in", "across", "of", "on", "such-as", "including")
                else None
            )
            if head is None and self.low[k - 1] == "," and word in ("including", "such-as"):
                head = self._core(i, k - 1)
            if head is None:
                continue
            said = self._linked(head, i, k, j, word, after)
            if said is not None:
                return said
        return None

    def _linked(self, head: str, i: int, k: int, j: int, word: str, after: str) -> str | None:
        noun_ = self.low[k - 1]
        if any(self.low[n + 1] in FORMS["ing"] for n in range(k, j - 1) if self.low[n] == ","):
            return None  # ", ensuring alignment": of the whole statement, not of what it modifies
        if word in ("that", "which"):
            plural = self._is_plural_word(k - 1)
            if after in ("can", "cannot"):
                done = self.predicate(k + 2, j, "base")
                if done is None:
                    return None
                return f"{done.form('l')} 수 있는 {head}" if after == "can" else f"{done.form('ji')} 못하는 {head}"
            if after in ("is", "are"):
                done = self.predicate(k + 2, j, "en")
                return f"{done.form('n')} {head}" if done is not None else None
            done = self.predicate(k + 1, j, "base" if plural else "s")
            return f"{done.form('neun')} {head}" if done is not None else None
        if word in FORMS["ing"] and word not in ("using", "including"):
            if word in NOUNS:
                return None  # "question answering systems"
            done = self.predicate(k, j, "ing")
            return f"{done.form('neun')} {head}" if done is not None else None
        if word == "based-on":
            rest = self.phrase(k + 1, j)
            return f"{rest} 기반 {head}" if rest is not None else None
        if word in FORMS["en"] or (word in ADVERBS and after in FORMS["en"]):
            done = self.predicate(k, j, "en")
            return f"{done.form('n')} {head}" if done is not None else None
        if word == "to" and (after in FORMS["base"] or after in LETS):
            done = self.predicate(k + 1, j, "base")
            if done is None:
                return None
            return (
                f"{done.form('l')} 수 있는 {head}"
                if noun_ in ABILITIES and noun_ != "tendency"
                else f"{done.form('gi')} 위한 {head}"
            )
        if word in ("for", "of", "in") and after in FORMS["ing"] and after not in NOUNS:
            done = self.predicate(k + 1, j, "ing")
            if done is None or (word != "for" and noun_ not in TASKS):
                return None
            return f"{done.form('neun')} {head}" if word != "for" else f"{done.form('gi')} 위한 {head}"
        if word == "rather-than":
            rest = self.phrase(k + 1, j)
            return f"{rest} 대신 {head}" if rest is not None else None
        if word in ("such-as", "including", "like"):
            rest = self.phrase(k + 1, j)
            return f"{rest} 등의 {head}" if rest is not None else None
        if word == "between":
            rest = self._listed(k + 1, j)
            return f"{rest} 사이의 {head}" if rest is not None else None
        if word == "of" and (amount := self._amount(k + 1, j)) is not None:
            return f"{amount} {head}" if noun_.rstrip("s") in GROWTH else f"{head} {amount}"
        rest = self.phrase(k + 1, j)
        if rest is None:
            return None
        if word == "of":
            return (
                f"{rest} {'수' if noun_ == 'number' else '양'}"
                if noun_ in QUANTITIES and k - i <= 2
                else f"{rest}의 {head}"
            )
        if word == "for":
            return f"{marked(rest, '을')} 위한 {head}"
        if word == "on":
            about = f"{rest}에 대한 {head}"
            # Behind other nouns it tells where ("models on phones") or whatever else: who knows.
            return f"{rest}에서의 {head}" if head.endswith(MEASURED) else about if noun_ in GOVERNING else None
        if word in ("via", "through", "using"):
            return f"{marked(rest, '을')} {'이용한' if word == 'using' else '통한'} {head}"
        if word == "with":
            return None
        if word == "to":
            return f"{rest}에 대한 {head}" if noun_ in TOWARD else None
        if word == "over":
            return f"{rest} 대비 {head}" if head.endswith(AHEAD) and rest != "시간" else None
        if word in LINKS:
            marker = LINKS[word]
            gap = " " if marker in ("없는", "같은", "사이의", "안의", "중의") else ""
            return f"{rest}{gap}{marker} {head}" if marker[0] != "을" else f"{marked(rest, '을')}{marker[1:]} {head}"
        return None

    def _amount(self, i: int, j: int) -> str | None:
        """ "by up to 40%": `최대 **40%**`."""
        match = _AMOUNT.fullmatch(" ".join(self.tokens[i:j]).replace(" %", "%"))
        if match is None:
            return None
        number, unit = match.group("number"), match.group("unit")
        said = f"**{plain(number)}{UNITS[unit] if unit else ''}**"
        return BOUNDS[match.group("bound")].format(said) if match.group("bound") else said

    def has_amount(self, i: int, j: int) -> bool:
        """Whether an amount begins at word `i`."""
        return _AMOUNT.match(" ".join(self.tokens[i:j])) is not None

    def _at(self, word: str, i: int, j: int) -> Iterator[int]:
        return (k for k in range(i, j) if self.low[k] == word)

    def _remembered(self, what: str, i: int, j: int, read: Callable[[int, int], T | None]) -> T | None:
        key = (what, i, j)
        if key not in self._known:
            self._known[key] = None  # a phrase cannot hold itself
            self._known[key] = read(i, j)
        found: T | None = self._known[key]
        return found
