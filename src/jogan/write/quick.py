"""The cheap half of checking our own writers' claims: what is word for word in the source needs no reading.

Most of what the extractive writer prints is a quote behind a label, or names and terms that stand in the stories. For
these it is enough that every word of Latin letters and every digit outside the quotes (which the caller compares word
for word) is found in the source. Anything else is left to the full check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
