"""The cheap half of checking our own writers' claims: what is word for word in the source needs no reading.

Most of what the extractive writer prints is a quote behind a label, or names and terms that stand in the stories. For
these it is enough that every word of Latin letters and every digit outside the quotes (which the caller compares word
for word) is found in the source. Anything else is left to the full check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jogan.write.markup import unmark
from jogan.write.parsed import ENGLISH, Sentence

_QUOTE = re.compile(r"[“\"][^”\"]*[”\"]")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+#^_'’-]*")
_LETTER = re.compile(r"[^\W_]")
_DIGIT = re.compile(r"\d")


def only_quotes(text: str) -> bool:
    """Whether the text holds no letter and no digit outside of its quotation marks."""
    return bool(_QUOTE.search(text)) and not _LETTER.search(_QUOTE.sub(" ", text))


def words_stand(text: str, sources: Iterable[str], *, digits: bool) -> bool:
    """Whether every Latin word outside of quotes stands in one of the sources, case aside.

    Numbers must stand there too; without `digits` a text that holds any is not decided here.
    """
    rest = _QUOTE.sub(" ", text)
    if not digits and any(_DIGIT.match(word) for word in _WORD.findall(rest)):
        return False
    words = {word.strip(".'’-").lower() for word in _WORD.findall(rest)} - {""}
    for source in sources:
        if not words:
            return True
        low = source.lower()
        words = {word for word in words if word not in low}
    return not words


_SAID = 1.2
"""Words of less weight than this behind a name say nothing of it (`names.check_names` asks for as much)."""
_NAMED = re.compile(r"\*([^*]+)\*|‘([^‘’]+?)…?’")


def without_names(text: str, titles: Iterable[str]) -> str:
    """Mini-markup without the names set off in it that stand in a title word for word: naming is no statement."""
    lines = [" ".join(title.lower().split()) for title in titles]

    def blank(name: re.Match[str]) -> str:
        words = re.escape(" ".join(unmark(name[1] or name[2]).lower().split()))
        return " " if any(re.search(rf"(?<!\w){words}(?!\w)", line) for line in lines) else name[0]

    return _NAMED.sub(blank, text)


def only_sorts(claim: Sentence, sources: Iterable[str]) -> bool:
    """Whether an English interpretation says nothing of the names that it holds, and each is a word of a source.

    It holds no number, and behind each name its clause ends: of such a line the check of names asks no more.
    """
    if claim.numbers or not claim.text.isascii():
        return False
    for name in claim.names:
        clause = claim.clause_of(name.start)
        behind = (t for t in claim.tokens if t.start >= name.end and t.kind == "word")
        if sum(t.weight for t in behind if claim.clause_of(t.start) == clause) >= _SAID:
            return False
    wanted = {_squeezed(token.text) for token in claim.tokens if token.kind == "name"}
    for source in sources:
        if not wanted:
            break
        wanted -= {_squeezed(word) for word in ENGLISH.findall(source)}
    return not wanted


def _squeezed(word: str) -> str:
    return re.sub(r"[^a-z0-9+#]", "", word.lower())
