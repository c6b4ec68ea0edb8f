"""What the classifier sees of a text: weighted words and word pairs. Pure; the trainer and the classifier share it.

A document is a title, a body and archive categories. Latin words are lower-cased and taken alone and in pairs; Korean
words, which carry their particles, are also taken as pairs of syllables. A title's words count twice. Values are
(1 + ln count) · weight, scaled to length 1 (the SMART scheme "ltc": Salton & Buckley 1988), so that a bare title and a
long abstract weigh the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

MAX_TITLE = 1_000
MAX_BODY = 6_000
"""Characters read of a title and a body. What a text is about stands at its beginning; the rest costs time only."""

_WORD = re.compile(r"[a-z0-9]+|[가-힣]+")
_TAIL = re.compile(r"(?<=[a-z])(AI|ML|LLM|GPT)\b")
"""Companies and products bear these at the end of their names: FurtherAI, bioML."""
_LATEX = re.compile(r"\\[a-zA-Z]+\s*|[{}$\\]")
_ARCHIVE = re.compile(r"[a-z]{2,10}(?:-[a-z]{2,5})?(?:\.[a-z]{2,4}(?:-[a-z]{2,3})?)?")


class Document(NamedTuple):
    """What is read of an item or story."""

    title: str
    body: str
    archives: tuple[str, ...] = ()
    """arXiv categories, the primary one first."""


class Rows(NamedTuple):
    """Documents as rows of a sparse matrix: row r has the features `ids[starts[r]:starts[r + 1]]`, each once, in order.

    `ids` is int64, `values` float32 of the same length; `starts` has one more entry than there are documents.
    """

    starts: npt.NDArray[np.int64]
    ids: npt.NDArray[np.int64]
    values: npt.NDArray[np.float32]


class Vocabulary:
    """The terms that are known. A term's column is its place in `terms`.

    Pairs are looked up as numbers, not as text: making and hashing two hundred short texts for each abstract took
    longer than all the rest. `_codes` are the sorted numbers (first word · size + second word) of the known pairs.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        self.terms = list(terms)
        self.words = {term: place for place, term in enumerate(self.terms) if " " not in term}
        size = len(self.terms)
        codes, columns = [], []
        place = self.words.get
        for column, term in enumerate(self.terms):
            first, space, second = term.partition(" ")
            if space:
                # A pair whose words are unknown alone cannot be found; the trainer sees to it that they are known.
                a, b = place(first), place(second)
                if a is not None and b is not None:
                    codes.append(a * size + b)
                    columns.append(column)
        # A last code that nothing has keeps every search inside the array.
        order = np.argsort(np.array(codes, np.int64), kind="stable")
        self._codes = np.append(np.array(codes, np.int64)[order], np.iinfo(np.int64).max)
        self._columns = np.append(np.array(columns, np.int64)[order], 0)

    def __len__(self) -> int:
        return len(self.terms)

    def pairs(self, ids: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Where in a sequence of word columns (-1: unknown) a known pair begins, and the pairs' columns."""
        first, second = ids[:-1], ids[1:]
        begins = np.flatnonzero((first >= 0) & (second >= 0))
        codes = first[begins] * len(self) + second[begins]
        found = np.searchsorted(self._codes, codes)
        known = self._codes[found] == codes
        return begins[known], self._columns[found[known]]


def rows(documents: Sequence[Document], vocabulary: Vocabulary, weights: npt.NDArray[np.float32]) -> Rows:
    """The documents over the vocabulary; terms that are unknown or have the weight 0 are passed over."""
    sequence: list[int] = []
    ends: list[int] = []
    loose: list[int] = []
    owners: list[int] = []
    column = vocabulary.words.get
    unknown = repeat(-1)
    for number, document in enumerate(documents):
        title, body, alone = _read(document)
        known = list(map(column, title, unknown))
        sequence += known
        sequence.append(-1)
        sequence += known
        sequence.append(-1)
        sequence.extend(map(column, body, unknown))
        sequence.append(-1)
        ends.append(len(sequence))
        for term in alone:
            place = column(term)
            if place is not None:
                loose.append(place)
                owners.append(number)
    words = np.array(sequence, np.int64)
    owner = np.repeat(np.arange(len(documents)), np.diff(ends, prepend=0))
    begins, pairs = vocabulary.pairs(words)
    ids = np.concatenate([words, pairs, np.array(loose, np.int64)])
    owner = np.concatenate([owner, owner[begins], np.array(owners, np.int64)])
    counted = ids >= 0
    counted[counted] = weights[ids[counted]] > 0
    keys, counts = np.unique(owner[counted] * max(len(vocabulary), 1) + ids[counted], return_counts=True)
    owner, ids = np.divmod(keys, max(len(vocabulary), 1))
    values = ((1.0 + np.log(counts)) * weights[ids]).astype(np.float32)
    starts = np.searchsorted(owner, np.arange(len(documents) + 1))
    squares = np.bincount(owner, weights=values * values, minlength=len(documents))
    values /= np.sqrt(np.maximum(squares, 1e-12))[owner].astype(np.float32)
    return Rows(starts.astype(np.int64), ids, values)


def terms(document: Document) -> list[str]:
    """All terms of a document, known or not, a title's twice; archive categories as `§cs.cl`, the first `§§cs.cl`."""
    title, body, alone = _read(document)
    return [*title, *title, *body, *alone, *2 * _pairs(title), *_pairs(body)]


def words(text: str) -> list[str]:
    """The terms of a plain text."""
    return terms(Document("", text))


def _pairs(found: Sequence[str]) -> list[str]:
    return [f"{first} {second}" for first, second in pairwise(found)]


def _read(document: Document) -> tuple[list[str], list[str], list[str]]:
    """The words of the title and of the body in order, and the terms that stand in no order."""
    headline = document.title[:MAX_TITLE]
    title, alone = _split(headline)
    alone *= 2
    if "A" in headline or "L" in headline:
        alone += 2 * [name.lower() for name in _TAIL.findall(headline)]
    body, more = _split(document.body[:MAX_BODY])
    alone += more
    archives = [name for name in (archive.lower() for archive in document.archives) if _ARCHIVE.fullmatch(name)]
    if archives:
        alone.append("§§" + archives[0])
        alone += ["§" + name for name in dict.fromkeys(archives)]
    return title, body, alone


def _split(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and the syllable pairs of its Korean words."""
    if text.isascii():
        if "\\" in text or "$" in text:
            text = _LATEX.sub("", text)
        return _WORD.findall(text.lower()), []
    text = unicodedata.normalize("NFKC", text)
    if "\\" in text or "$" in text:
        text = _LATEX.sub("", text)
    found = _WORD.findall(text.lower())
    syllables = [
        word[place : place + 2] for word in found if word[0] >= "가" and len(word) > 2 for place in range(len(word) - 1)
    ]
    return found, syllables
