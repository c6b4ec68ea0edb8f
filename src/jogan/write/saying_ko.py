"""Plain English statements put into Korean, whole or not at all.

What the grammar (`grammar_ko`) cannot explain from its first word to its last is not told: the caller quotes it. Only
a clause that adds to the statement may be left out, never one that limits or denies it, and never a figure.

The report's style is short: sentences close in -ㅁ (`활용함`, `어려움`), and the story's own work, being the bullet's
subject, is not named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from jogan.write.grammar_ko import Reader
from jogan.write.grammar_words_ko import ONE
from jogan.write.markup import plain, readable
from jogan.write.phrases_ko import Terms
from jogan.write.sentences import CUT, TURN

_LONGEST = 44
"""Words of a sentence that is tried; longer ones are told by nobody in one breath."""
_SHORTEST = 12
"""Korean letters below which nothing was said ("X를 제안함")."""
_HANGUL = re.compile("[가-힣]")
Keep = Callable[[str], bool]
_TOKEN = re.compile(
    r"\d+[A-Za-z][\w-]*|[$€£]?\d+(?:[.,]\d+)*(?:%|×|x\b|[KMBT]\b)?(?:-[A-Za-z][\w-]*)?|[A-Za-z][\w+./'’@&-]*[\w+%@]|[A-Za-z]|[,;:]|\S"
)
_BRACKETS = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)|\s*\[[\d,\s]+\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CLOSED = re.compile(r"[\"“”$\\{}^_=<>~]")
_IDIOMS = re.compile(
    r"\b(?:orders? of magnitude|out[- ]of[- ]the[- ]box|rules? of thumb|in the wild|at the (?:cost|expense|heart) of|"
    r"in (?:light|lieu|favor|view) of|on top of|at hand|a (?:host|handful|plethora) of|at best|at most|"
    r"by far|no longer)\b",
    re.IGNORECASE,
)
"""What does not mean what its words say."""
_UNSURE = re.compile(
    r"\b(?:almost|little|seldom|rarely|hardly|barely|scarcely|maybe|perhaps|twice|worse|worst|(?<!at )least|minus|"
    r"dozens?|thousands?|millions?|billions?|trillions?)\b|"
    r"\bthe most\b|\b\d+ (?:more|fewer|less)\b|\b(?:prevent|avoid|stop|keep|protect)\w*\b[^,]*\bfrom\b|"
    # What is denied of the first of two things may be denied of both, or of the first alone.
    r"(?:\b(?:not|cannot|never|neither|nor|without)|n't|\bfail(?:s|ed|ing)? to)\b.*(?:\b(?:and|or)\b|,\s*\w+ing\b)|"
    r"\b\w+ed by\b[^,]*\bto [a-z]+|\bto\b[^,]*\bfrom\b",
    re.IGNORECASE,
)
"""What this grammar reads one way and a reader may read another."""
_ONE_WORD = re.compile(r"\b(?:" + "|".join(ONE) + r")\b", re.IGNORECASE)


class Sayings:
    """Says statements with the words that `terms` knows; it introduces terms only when a statement is told."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def say(
        self, english: str, names: tuple[str, ...] = (), *, opened: bool = False, own: bool = True, keep: Keep = bool
    ) -> str | None:
        """The statement in Korean mini-markup, closed in -ㅁ or as a noun phrase; None where it cannot be told whole.

        `names` are those of the story's own work. `english` is a sentence, or with `opened` what is left of one behind
        "we propose X, a": a noun phrase or a predicate. Without `own` it speaks of others, and "it" is nobody we know.
        A part is only told for the whole where `keep` says that it holds what the sentence is quoted for.
        """
        text = " ".join(readable(english).split()).strip(" .,;:")
        for part in _parts(text):
            if not keep(part):
                continue
            said = self._whole(part, names, opened, own)
            if said is not None and _NUMBER.findall(_unlinked(text)) == _NUMBER.findall(_unlinked(part)):
                return self._introduced(said)
        return None

    def _whole(self, text: str, names: tuple[str, ...], opened: bool, own: bool) -> str | None:
        bare = _ONE_WORD.sub(lambda match: ONE[match.group().lower()], _BRACKETS.sub("", text))
        if _CLOSED.search(bare) or _IDIOMS.search(bare) or _UNSURE.search(bare) or "?" in bare or "http" in bare:
            return None
        tokens = [token for token in _tokens(bare, names) if token.lower() != "both"]
        if not 3 <= len(tokens) <= _LONGEST:
            return None
        reader = Reader(self._terms, tokens, frozenset(names), own=own)
        said = reader.statement(opened)
        if said is None or len(_HANGUL.findall(said)) < (_SHORTEST if not _NUMBER.search(said) else _SHORTEST // 2):
            return None
        if sorted(_NUMBER.findall(said)) != sorted(_NUMBER.findall(text)):
            return None
        return re.sub(r"\s+", " ", said)

    def _introduced(self, said: str) -> str:
        """The text with the English of its terms behind their first use in the report."""
        for korean in sorted(self._terms.met, key=lambda one: -len(one)):
            entry = self._terms.met[korean]
            at = re.search(rf"(?<![가-힣A-Za-z(]){re.escape(plain(korean))}(?![A-Za-z(])", said)
            if at is not None and entry.en not in self._terms.used:
                said = said[: at.start()] + self._terms.entry(entry, entry.en) + said[at.end() :]
        self._terms.met.clear()
        return said


def _unlinked(text: str) -> str:
    return re.sub(r"(?<=[A-Za-z])-?\d[\w.]*|\((?:19|20)\d\d\)", "", text)


def _parts(text: str) -> Iterator[str]:
    """The statement, then its beginnings up to a clause that adds and takes nothing back, the longest first."""
    yield text
    cuts = [
        m.start()
        for m in CUT.finditer(text, min(24, len(text)))
        if m.group()[0] != ":" and not TURN.match(text, m.start())
    ]
    for cut in reversed(cuts):
        if text[:cut].count("(") == text[:cut].count(")"):
            yield text[:cut].rstrip(" ,;:")


def _tokens(text: str, names: tuple[str, ...]) -> list[str]:
    """Words, numbers and signs; a name of several words is one of them."""
    for name in sorted(names, key=lambda one: -len(one)):
        if " " in name:
            text = text.replace(name, name.replace(" ", "\u00a0"))
    return [
        token.replace("\u00a0", " ")
        for token in re.findall(_TOKEN.pattern.replace(r"[\w+./'’@&-]*", "[\\w+./'’@&\u00a0-]*"), text)
    ]
