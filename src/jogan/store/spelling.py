"""Words that a mistyped word may mean: those of the index that one slip of the fingers away. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Spelling:
    """The words of an index. `words` are (word, number of its documents)."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self.counts = {word: count for word, count in words if count > 1 and len(word) > 2}

    def near(self, word: str, limit: int = 3) -> list[str]:
        """Known words at distance one (a letter missing, too many, wrong, or two swapped), the commonest first.

        Where there is none, two known words that are written as one.
        """
        found = {other: count for other in _one_slip(word) if (count := self.counts.get(other))}
        ranked = sorted(found, key=lambda other: (-found[other], other))[:limit]
        if ranked:
            # A word that is a thousand times rarer than the likeliest was not meant.
            return [other for other in ranked if found[other] * 50 >= found[ranked[0]]]
        pairs = [
            (min(self.counts.get(word[:cut], 0), self.counts.get(word[cut:], 0)), f"{word[:cut]} {word[cut:]}")
            for cut in range(3, len(word) - 2)
        ]
        count, pair = max(pairs, default=(0, ""))
        return [pair] if count > 20 else []


def _one_slip(word: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        for letter in _LETTERS:
            yield head + letter + tail
        if tail:
            yield head + tail[1:]
            for letter in _LETTERS:
                yield head + letter + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
