"""From a story's words to the probabilities of a taxonomy's categories. Pure; used by `classify` alone.

A model's classes become the categories of the user's taxonomy: merged, dropped, or told by definition and examples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jogan.edit import features
from jogan.edit.classifier_file import FloatArray, Head
from jogan.edit.features import Document, Vocabulary
from jogan.edit.taxonomy import in_section, paper_of
from jogan.model.common import SectionName
from jogan.model.edited import Taxonomy

ENOUGH = 4
"""Known terms that a text must have for its filing to be more than a guess."""
MIN_IDF = 3.0
"""Terms more frequent than one document in seven or so say nothing about a category that is told in a few sentences."""


@dataclass(frozen=True, slots=True)
class Prototypes:
    """Categories told by the user: their words, and where the model would file what they are told by.

    `weights` (terms, told) has columns of length 1; `profiles` (categories, told) are square roots of probabilities.
    """

    ids: tuple[str, ...]
    weights: FloatArray
    profiles: FloatArray


@dataclass(frozen=True, slots=True)
class Choices:
    """How a head's classes become a section's categories: `fold` is (classes, categories) of zeros and ones.

    `directions` (terms, categories) is what a term says for a category, for the reasons.
    """

    ids: tuple[str, ...]
    fold: FloatArray
    directions: FloatArray
    prototypes: Prototypes


def _sums(rows: features.Rows, weights: FloatArray, documents: int) -> FloatArray:
    """(documents, columns): the rows times `weights`, a slice of rows at a time so that memory stays small."""
    out: FloatArray = np.zeros((documents, weights.shape[1]), np.float32)
    filled = np.flatnonzero(np.diff(rows.starts))
    for start in range(0, len(filled), 64):
        some = filled[start : start + 64]
        first, last = rows.starts[some[0]], rows.starts[some[-1] + 1]
        part = weights[rows.ids[first:last]]
        part *= rows.values[first:last, None]
        out[some] = np.add.reduceat(part, rows.starts[some] - first, axis=0)
    return out


def probabilities(rows: features.Rows, documents: int, head: Head, choices: Choices) -> FloatArray:
    """(documents, categories): what each category is likely to be the right one, adding up to 1."""
    logits = _sums(rows, head.weights, documents) + head.bias
    # The bias is what a text of usual length means by what it does not say; of a few words it is not to be believed.
    known = np.minimum(1.0, np.diff(rows.starts) / ENOUGH)[:, None].astype(np.float32)
    logits = known * logits + (1 - known) * head.prior
    logits -= logits.max(1, keepdims=True)
    chances = np.exp(logits)
    chances /= chances.sum(1, keepdims=True)
    folded: FloatArray = np.asarray(chances @ choices.fold, np.float32)
    folded = (folded + 1e-9) / (folded + 1e-9).sum(1, keepdims=True)
    if choices.prototypes.ids:
        # Like words in like company: the Bhattacharyya coefficient of where the model would file the story and where
        # it would file what the category was told by, squared, keeps chance likeness of words from counting.
        likeness = _sums(rows, choices.prototypes.weights, documents)
        likeness *= (np.sqrt(folded) @ choices.prototypes.profiles) ** 2
        odds = np.exp(np.clip(_STEEPNESS * (likeness / _BAR - 1.0), -30, _SUREST))
        folded[:, [choices.ids.index(name) for name in choices.prototypes.ids]] = odds
        folded /= folded.sum(1, keepdims=True)
    return folded


def lead(best: FloatArray, second: FloatArray) -> FloatArray:
    """How many times more likely the best category is than the second, in logarithms."""
    result: FloatArray = np.log(np.maximum(best, 1e-6) / np.maximum(second, 1e-6))
    return result


def honest(best: FloatArray, second: FloatArray, curve: tuple[float, float]) -> tuple[FloatArray, FloatArray]:
    """Best and second best scores made honest; the second keeps its share of what the best leaves."""
    scores: FloatArray = 1 / (1 + np.exp(-(curve[0] * lead(best, second) + curve[1])))
    rest = 1 - np.clip(best, 1e-4, 1 - 1e-4)
    return scores, np.minimum(second * (1 - scores) / rest, scores)


_BAR, _STEEPNESS, _SUREST = 0.022, 3.0, 1.6
"""The likeness at which a told category is as likely as all others together, how steeply its odds rise, and their
highest logarithm: what is filed there is right five times in six. Measured by taking the default categories away one at
a time and telling them anew by definition and three examples."""


def choose(
    head: Head,
    vocabulary: Vocabulary,
    rare: npt.NDArray[np.bool_],
    taxonomy: Taxonomy,
    section: SectionName,
    elsewhere: frozenset[str] = frozenset(),
    texts: Mapping[str, str] | None = None,
) -> Choices:
    """The categories of a section, and how the head's classes lead to them. `texts` holds examples given as arXiv ids.

    A category that the head does not know is told by what the taxonomy says of it, in the terms that are `rare`; one
    that is known `elsewhere` is simply not chosen here.
    """
    categories = in_section(taxonomy, section)
    ids = tuple(category.id for category in categories)
    fold = np.zeros((len(head.classes), len(ids)), np.float32)
    for place, category in enumerate(categories):
        for name in (category.id, *category.aliases):
            if name in head.classes:
                fold[head.classes.index(name), place] = 1.0
    texts = texts or {}
    told = [
        category
        for place, category in enumerate(categories)
        if not fold[:, place].any()
        and (category.examples or category.keywords)
        and elsewhere.isdisjoint((category.id, *category.aliases))
    ]
    weights = np.zeros((len(vocabulary), len(told)), np.float32)
    profiles = np.zeros((len(ids), len(told)), np.float32)
    scale = np.where(rare, head.scale, np.float32(0))
    nothing = Prototypes((), weights[:, :0], profiles[:, :0])
    plain = Choices(ids, fold, weights[:, :0], nothing)
    for place, category in enumerate(told):
        about = f"{category.definition} {'; '.join(category.keywords)}"
        documents = [Document(" ".join(category.names.values()), about)]
        examples = (texts.get(paper, "") if (paper := paper_of(text)) else text for text in category.examples)
        documents += [Document(text, "") for text in examples if text]
        rows = features.rows(documents, vocabulary, scale)
        np.add.at(weights[:, place], rows.ids, rows.values)
        # What several of the texts say is the category's; what one of them says may be its own.
        weights[:, place] *= np.sqrt(np.bincount(rows.ids, minlength=len(vocabulary)))
        weights[:, place] /= max(float(np.linalg.norm(weights[:, place])), 1e-9)
        rows = features.rows(documents, vocabulary, head.scale)
        profiles[:, place] = np.sqrt(probabilities(rows, len(documents), head, plain).mean(0))
    directions: FloatArray = head.weights @ (fold / np.maximum(fold.sum(0), 1.0))
    directions[:, [ids.index(category.id) for category in told]] = 10.0 * weights
    return Choices(ids, fold, directions, Prototypes(tuple(c.id for c in told), weights, profiles))
