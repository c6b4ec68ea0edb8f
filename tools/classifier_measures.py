"""How good a filing is: accuracy, F1, calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from classifier_data import Labels
from jogan.edit.scoring import lead

Array = npt.NDArray[np.float32]
BINS = 10
LEVEL_PRIOR = 2.0
"""How strongly `level` holds to adding nothing."""


def softmax(logits: Array) -> Array:
    """Probabilities, row by row."""
    chances = np.exp(logits - logits.max(1, keepdims=True))
    result: Array = (chances / chances.sum(1, keepdims=True)).astype(np.float32)
    return result


def shares(labels: Sequence[Labels], classes: Sequence[str]) -> list[float]:
    """How frequent each class is, each count raised by 2 so that none is 0."""
    counts = [2 + sum(label.primary == name for label in labels) for name in classes]
    return [round(count / sum(counts), 4) for count in counts]


def leads(chances: Array, picked: npt.NDArray[np.int64]) -> Array:
    """How many times more likely the chosen class of each row is than the next, in logarithms."""
    every = np.arange(len(picked))
    rest = chances.copy()
    rest[every, picked] = -1.0
    return lead(chances[every, picked], rest.max(1))


def calibrate(
    logits: Array,
    labels: Sequence[Labels],
    classes: Sequence[str],
    rarity: Mapping[str, float] | None = None,
    doubt: float | None = None,
) -> tuple[float, float]:
    """Slope and offset that make scores honest: right with the probability sigmoid(slope · lead + offset).

    (Platt 1999, by the lead over the second instead of the odds: most papers lie between two categories, and which is
    the better one the lead foretells with less loss.) `logits` are answers for labels that the model was not trained
    on. `rarity` is how much more frequent each class is among papers as they come than among these labels, `doubt` the
    share of papers of which a labeler is unsure; both weigh the labels.
    """
    from sklearn.linear_model import LogisticRegression

    chances = softmax(logits)
    picked = decide(chances, classes)
    y = [classes[p] == label.primary for p, label in zip(picked, labels, strict=True)]
    weight = np.array([rarity[label.primary] if rarity else 1.0 for label in labels])
    if doubt is not None:
        sure = np.array([label.sure for label in labels])
        weight *= np.where(sure, (1 - doubt) / weight[sure].sum(), doubt / weight[~sure].sum())
    model = LogisticRegression(C=100).fit(leads(chances, picked)[:, None], y, 1_000 * weight / weight.sum())
    return round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4)


def level(logits: Array, labels: Sequence[Labels], classes: Sequence[str], rarity: Mapping[str, float]) -> Array:
    """What to add to the logits (classes,) so that no class is chosen too readily or too seldom.

    Fitted to answers for labels that the model was not trained on, with a scale that is left to calibration, by the
    likelihood of the labels, each weighing as `rarity` says, with a Gaussian prior at 0 (`LEVEL_PRIOR`).
    """
    from scipy.optimize import minimize

    truth = np.array([list(classes).index(label.primary) for label in labels])
    weight = np.array([rarity[label.primary] for label in labels])
    weight /= weight.mean()
    wanted = np.eye(len(classes))[truth]
    raw = logits.astype(np.float64)

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scale, added = np.exp(flat[0]), flat[1:]
        leveled = raw * scale + added
        leveled -= leveled.max(1, keepdims=True)
        leveled -= np.log(np.exp(leveled).sum(1, keepdims=True))
        value = -(weight[:, None] * wanted * leveled).sum() + LEVEL_PRIOR * (added**2).sum()
        slope = (np.exp(leveled) - wanted) * weight[:, None]
        return float(value), np.concatenate([[(slope * raw).sum() * scale], slope.sum(0) + 2 * LEVEL_PRIOR * added])

    found = minimize(loss, np.zeros(len(classes) + 1), jac=True, method="L-BFGS-B").x
    result: Array = (found[1:] / np.exp(found[0])).astype(np.float32)
    return result


def decide(chances: Array, classes: Sequence[str]) -> npt.NDArray[np.int64]:
    """The class of each row; `others` only where it is more likely than all the rest together."""
    others = list(classes).index("others")
    rest = chances.copy()
    rest[:, others] = -1.0
    result: npt.NDArray[np.int64] = np.where(chances[:, others] >= 0.5, others, rest.argmax(1))
    return result


def calibration_error(score: Array, right: npt.NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((score * BINS).astype(int), BINS - 1)
    gaps = [
        abs(float(score[bins == b].mean()) - float(right[bins == b].mean())) * float((bins == b).mean())
        for b in range(BINS)
        if (bins == b).any()
    ]
    return float(sum(gaps))


def measures(
    logits: Array, labels: Sequence[Labels], classes: Sequence[str], curve: tuple[float, float]
) -> dict[str, Any]:
    """Strict and lenient accuracy, macro-F1 over the classes that occur, calibration error, accuracy where sure."""
    chances = softmax(logits)
    picked = decide(chances, classes)
    names = [classes[p] for p in picked]
    right = np.array([name == label.primary for name, label in zip(names, labels, strict=True)])
    fine = np.array([n == label.primary or n in label.acceptable for n, label in zip(names, labels, strict=True)])
    sure = np.array([label.sure for label in labels])
    score = 1 / (1 + np.exp(-(curve[0] * leads(chances, picked) + curve[1])))
    f1 = []
    for name in sorted({label.primary for label in labels}):
        both = sum(n == name == label.primary for n, label in zip(names, labels, strict=True))
        either = names.count(name) + sum(label.primary == name for label in labels)
        f1.append(2 * both / either)
    return {
        "items": len(labels),
        "strict": round(float(right.mean()), 4),
        "lenient": round(float(fine.mean()), 4),
        "macro-F1": round(float(np.mean(f1)), 4),
        "ECE": round(calibration_error(score, right), 4),
        "strict where the label is sure": round(float(right[sure].mean()), 4),
    }


def news_measures(
    logits: Array, labels: Sequence[Labels], classes: Sequence[str], curve: tuple[float, float]
) -> dict[str, Any]:
    """As `measures`, with the F1 of telling what is for an AI edition from what is not, from either side."""
    picked = decide(softmax(logits), classes) == list(classes).index("others")
    truth = np.array([label.primary == "others" for label in labels])

    def f1(a: npt.NDArray[np.bool_], b: npt.NDArray[np.bool_]) -> float:
        return round(float(2 * (a & b).sum() / (a.sum() + b.sum())), 4)

    return measures(logits, labels, classes, curve) | {
        "F1 relevant": f1(~picked, ~truth),
        "F1 others": f1(picked, truth),
    }
