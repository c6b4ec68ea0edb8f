"""How good a filing is: accuracy, F1, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from classifier_data import Labels

Array = npt.NDArray[np.float32]
BINS = 10


def temperature(logits: Array, truth: npt.NDArray[np.int64]) -> float:
    """By what logits must be divided for their probabilities to be honest (Guo et al. 2017)."""

    def loss(heat: float) -> float:
        scaled = logits / heat
        scaled = scaled - scaled.max(1, keepdims=True)
        return float((np.log(np.exp(scaled).sum(1)) - scaled[np.arange(len(truth)), truth]).mean())

    return round(float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x), 4)


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


def threshold(chances: Array, labels: Sequence[Labels], classes: Sequence[str]) -> float:
    """The score below which a filing is wrong more often than right: the end of the last such stretch."""
    picked = decide(chances, classes)
    score = chances[np.arange(len(picked)), picked]
    right = np.array([classes[p] == label.primary for p, label in zip(picked, labels, strict=True)])
    bars = np.arange(0.25, 0.71, 0.01)
    below = [right[(score >= bar - 0.05) & (score < bar + 0.05)] for bar in bars]
    poor = [bar for bar, some in zip(bars, below, strict=True) if len(some) >= 10 and some.mean() < 0.5]
    return round(float(max(poor, default=0.3)), 2)


def measures(chances: Array, labels: Sequence[Labels], classes: Sequence[str]) -> dict[str, Any]:
    """Strict and lenient accuracy, macro-F1 over the classes that occur, calibration error, accuracy where sure."""
    picked = decide(chances, classes)
    names = [classes[p] for p in picked]
    right = np.array([name == label.primary for name, label in zip(names, labels, strict=True)])
    fine = np.array([n == label.primary or n in label.acceptable for n, label in zip(names, labels, strict=True)])
    sure = np.array([label.sure for label in labels])
    score = chances[np.arange(len(picked)), picked]
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


def news_measures(chances: Array, labels: Sequence[Labels], classes: Sequence[str]) -> dict[str, Any]:
    """As `measures`, with the F1 of telling what is for an AI edition from what is not, from either side."""
    picked = decide(chances, classes) == list(classes).index("others")
    truth = np.array([label.primary == "others" for label in labels])

    def f1(a: npt.NDArray[np.bool_], b: npt.NDArray[np.bool_]) -> float:
        return round(float(2 * (a & b).sum() / (a.sum() + b.sum())), 4)

    return measures(chances, labels, classes) | {"F1 relevant": f1(~picked, ~truth), "F1 others": f1(picked, truth)}
