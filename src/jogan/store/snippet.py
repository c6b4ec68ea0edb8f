"""The part of a text that shows why it was found, as plain text with the places of the matches. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from jogan.store.hangul import HANGUL_RUN

LENGTH = 240
"""Characters of a snippet: two to three lines on a screen."""

_WORD = re.compile(r"[^\W_]+")


class Snippet(NamedTuple):
    """A part of a text; `spans` are (start, end) in it; `cut_before` and `cut_after` tell that the text goes on."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    cut_before: bool = False
    cut_after: bool = False


def snippet(
    text: str, terms: frozenset[str], stems: Callable[[str], tuple[str, ...]], *, whole: bool = False
) -> Snippet:
    """The window of `text` with the most different terms, or all of it. White space is folded first."""
    text = " ".join(text.split())
    found = list(_matches(text, terms, stems)) if terms else []
    if whole or len(text) <= LENGTH:
        return Snippet(text, tuple((start, end) for start, end, _ in found))
    start, best = 0, (0, 0)
    for first, (place, _, _) in enumerate(found):
        inside = [term for begin, end, term in found[first:] if end <= place + LENGTH - 40]
        score = (len(set(inside)), len(inside))
        if score > best:
            start, best = place, score
    start = _sentence_start(text, start)
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = text.rfind(" ", start + LENGTH // 2, end) if " " in text[start + LENGTH // 2 : end] else end
    spans = tuple((begin - start, stop - start) for begin, stop, _ in found if begin >= start and stop <= end)
    return Snippet(text[start:end], spans, start > 0, end < len(text))


def _matches(text: str, terms: frozenset[str], stems: Callable[[str], tuple[str, ...]]) -> list[tuple[int, int, str]]:
    """(start, end, term) of the words of a text that stand for one of the terms, in order, without overlaps."""
    found: list[tuple[int, int, str]] = []
    for word in _WORD.finditer(text):
        if HANGUL_RUN.search(word[0]):
            places = [
                i
                for i in range(word.start(), word.end())
                if text[i : i + 2] in terms or (len(word[0]) == 1 and word[0] in terms)
            ]
            for place in places:
                end = min(place + 2, word.end())
                if found and found[-1][1] >= place:
                    found[-1] = (found[-1][0], end, found[-1][2])
                else:
                    found.append((place, end, text[place:end]))
        elif (own := stems(word[0])) and own[0] in terms:
            found.append((word.start(), word.end(), own[0]))
    return found


def _sentence_start(text: str, place: int) -> int:
    """A good place to begin so that `place` is well inside: its sentence if that is near, else a word before it."""
    near = max(0, place - 60)
    if near == 0:
        return 0
    if (stop := max(text.rfind(mark, near, place) for mark in (". ", "? ", "! "))) >= 0:
        return stop + 2
    return text.find(" ", near, place) + 1 or place
