"""Acronyms that a source introduces in parentheses, so that its later sentences say what the letters stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from jogan.write.lexicon import Vocabulary
from jogan.write.parsed import Sentence
from jogan.write.stems import is_stop, stem

_INTRODUCED = re.compile(r"((?:[A-Za-z][A-Za-z'’]*[\s-]){1,7})\(([A-Z][A-Za-z]{1,6}?)s?\)")


def introduced(text: str) -> dict[str, str]:
    """The acronyms of a text with their long forms: `Mean Teacher (MT)` → {"MT": "Mean Teacher"}."""
    out: dict[str, str] = {}
    for m in _INTRODUCED.finditer(text):
        letters = m[2].lower()
        words = re.findall(r"[A-Za-z]+", m[1])
        for size in range(len(words), 1, -1):
            tail = words[-size:]
            content = [word for word in tail if not is_stop(word)]
            if any("".join(word[0].lower() for word in given) == letters for given in (tail, content)):
                out[m[2]] = " ".join(tail)
                break
    return out


def spell_out(sentence: Sentence, known: Mapping[str, str], vocabulary: Vocabulary) -> None:
    """Lets the acronyms of a sentence stand for their long forms too: in its stems and its tokens."""
    for place, token in enumerate(sentence.tokens):
        long = known.get(token.text.removesuffix("s")) or known.get(token.text)
        if long is None or long in sentence.text:
            continue
        words = [word for word in long.split() if not is_stop(word)]
        sentence.stems.update(stem(word) for word in words)
        keys = frozenset(key for word in words for key in vocabulary.english(word))
        sentence.tokens[place] = replace(token, keys=token.keys | keys)
