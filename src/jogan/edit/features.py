"""What the classifier sees of a text: weighted words and word pairs. Pure; the trainer and the classifier share it.

A document is a title, a body and archive categories. Latin words are lower-cased and taken alone and in pairs; Korean
words, which carry their particles, are taken whole and as pairs of syllables. A title's words count twice. Values are
(1 + ln count) · idf, scaled to length 1 (the SMART scheme "ltc": Salton & Buckley 1988), so that a bare title and a
long abstract weigh the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
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


def words(text: str) -> list[str]:
    """The features of a text in order: words, then pairs of neighboring Latin words and pairs of Korean syllables."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if "\\" in text or "$" in text:
        text = _LATEX.sub("", text)
    found = _WORD.findall(text.lower())
    pairs = [f"{first} {second}" for first, second in pairwise(found)]
    if not text.isascii():
        for word in found:
            if word[0] >= "가" and len(word) > 2:
                pairs += [word[place : place + 2] for place in range(len(word) - 1)]
    return found + pairs


def terms(document: Document) -> list[str]:
    """All features of a document, a title's twice; archive categories as `§cs.cl`, the primary as `§§cs.cl`."""
    headline = document.title[:MAX_TITLE]
    title = words(headline)
    title += [name.lower() for name in _TAIL.findall(headline)]
    found = title + title + words(document.body[:MAX_BODY])
    archives = [name for name in (archive.lower() for archive in document.archives) if _ARCHIVE.fullmatch(name)]
    if archives:
        found.append("§§" + archives[0])
        found += ["§" + name for name in dict.fromkeys(archives)]
    return found


def rows(documents: Sequence[Document], index: Mapping[str, int], idf: npt.NDArray[np.float32]) -> Rows:
    """The documents over the vocabulary `index` (term → column) weighted by `idf`; unknown terms are passed over."""
    width = len(idf)
    flat: list[int] = []
    place = index.get
    for number, document in enumerate(documents):
        base = number * width
        flat += [base + column for column in map(place, terms(document)) if column is not None]
    keys, counts = np.unique(np.asarray(flat, dtype=np.int64), return_counts=True)
    owner, ids = np.divmod(keys, max(width, 1))
    values = ((1.0 + np.log(counts)) * idf[ids]).astype(np.float32)
    starts = np.searchsorted(owner, np.arange(len(documents) + 1))
    squares = np.bincount(owner, weights=values * values, minlength=len(documents))
    values /= np.sqrt(np.maximum(squares, 1e-12))[owner].astype(np.float32)
    return Rows(starts.astype(np.int64), ids, values)
