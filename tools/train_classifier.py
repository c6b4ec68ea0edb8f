"""Train the classifier that ships with jogan: labels and unlabelled papers in, one small file out.

    python tools/train_classifier.py DATA [--vectors VECTORS.npz] [--out FILE] [--metrics FILE] [--no-cv]

DATA is the folder with `arxiv_papers.parquet` and `labels/`. VECTORS come from tools/embed_papers.py; without them the
teacher does without sentence vectors and is weaker. Needs the dev group (scikit-learn, pyarrow). The seed is fixed: the
same inputs and library versions give the same file. The labels in dev.jsonl and news_dev.jsonl are never trained on;
they only measure. docs/classifier.md tells the method.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize
from sklearn.model_selection import StratifiedKFold
from sklearn.utils.extmath import randomized_svd

from classifier_data import Corpus, Labels, Lexicon, read_corpus, read_lexicon
from classifier_measures import calibrate, level, measures, news_measures, shares, softmax
from jogan.edit import features
from jogan.edit.classifier_file import pack

SEED = 20241121
FOLDS = 5
SOFT = 0.1
"""How much of a label's weight goes to the categories that a careful editor could defend as well."""
SHARPEN = 1.5
"""The teacher's answers are raised to this power: it is unsure where its students need not be."""
BALANCE = 0.5
"""The power of its rarity by which an unlabelled paper's category weighs."""

VECTORS = 0.3
"""In the second round, how much the answer by sentence vectors alone counts beside the first student's."""
ROUNDS = 2

Array = npt.NDArray[np.float32]
Linear = tuple[Array, Array]
"""Weights (terms, classes) and bias (classes,)."""


def matrix(documents: list[features.Document], lexicon: Lexicon, scale: Array) -> Any:
    """The documents as a sparse matrix (documents, terms), exactly as the classifier sees them."""
    parts = []
    for start in range(0, len(documents), 2_000):
        some = documents[start : start + 2_000]
        rows = features.rows(some, lexicon.vocabulary, scale)
        parts.append(sparse.csr_matrix((rows.values, rows.ids, rows.starts), shape=(len(some), len(scale))))
    return sparse.vstack(parts).tocsr()


def fit(
    x: Any, targets: Array, weight: Array, decay: float, steps: int, near: Linear | None = None
) -> tuple[Array, Array]:
    """Softmax regression on soft targets by L-BFGS: weights (terms, classes) and bias (classes,).

    Terms that no row has keep the weight 0 and are left out of the arithmetic. `near` is a model to start from.
    """
    used = np.flatnonzero(x.getnnz(0))
    everything, x = x.shape[1], x[:, used]
    terms, classes = x.shape[1], targets.shape[1]
    transposed, total = x.T.tocsr(), float(weight.sum())
    mass = targets.sum(1, keepdims=True)

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        table = flat.reshape(terms + 1, classes).astype(np.float32)
        logits = x @ table[:-1] + table[-1]
        logits -= logits.max(1, keepdims=True)
        norm = np.log(np.exp(logits).sum(1, keepdims=True))
        value = -(weight[:, None] * targets * (logits - norm)).sum() / total + decay / 2 * float(
            (table[:-1] ** 2).sum()
        )
        slope = (np.exp(logits - norm) * mass - targets) * (weight[:, None] / total)
        gradient = np.empty_like(table)
        gradient[:-1] = transposed @ slope + decay * table[:-1]
        gradient[-1] = slope.sum(0)
        return float(value), gradient.ravel().astype(np.float64)

    start = np.zeros((terms + 1) * classes)
    if near is not None:
        start = np.vstack([near[0][used], near[1]]).ravel().astype(np.float64)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 6})
    table = found.x.reshape(terms + 1, classes).astype(np.float32)
    weights = np.zeros((everything, classes), np.float32)
    weights[used] = table[:-1]
    return weights, table[-1]


class Papers:
    """Everything about papers that the folds share: matrices of the labelled and the unlabelled."""

    def __init__(self, corpus: Corpus, lexicon: Lexicon, classes: list[str]) -> None:
        self.classes, self.corpus, self.scale = classes, corpus, lexicon.idf
        self.labels: list[Labels] = [*corpus.train, *corpus.dev, *corpus.own]
        places = [corpus.place[label.id] for label in self.labels]
        labelled = set(places)
        self.pool = [place for place in corpus.pool if place not in labelled]

        def build(some: list[int], archives: bool = True, body: bool = True) -> Any:
            return matrix([corpus.document(place, archives, body) for place in some], lexicon, self.scale)

        self.full, self.bare, self.title = build(places), build(places, False), build(places, False, False)
        # Every second paper of the pool comes without its archive categories, every eighth as a title only.
        self.pooled = sparse.vstack([build(self.pool[0::2]), build(self.pool[1::2], False)]).tocsr()
        self.pool = self.pool[0::2] + self.pool[1::2]
        self.titles = list(range(0, len(self.pool), 4))
        self.pooled_titles = build([self.pool[n] for n in self.titles], False, False)
        # The teacher reads text without archive categories, its latent dimensions, and the sentence vectors.
        self.pooled_bare = build(self.pool, False)
        everything = sparse.vstack([self.bare, self.pooled_bare]).tocsr()
        _, values, axes = randomized_svd(everything, 300, random_state=SEED)
        del values
        latent = everything @ axes.T
        latent /= np.maximum(np.linalg.norm(latent, axis=1, keepdims=True), 1e-9)
        blocks = [everything, sparse.csr_matrix(latent)]
        if corpus.vectors is not None:
            blocks.append(sparse.csr_matrix(corpus.vectors[[*places, *self.pool]]))
        self.vectors = blocks[-1].tocsr()
        joined = sparse.hstack(blocks).tocsr()
        self.taught, self.unlabelled = joined[: len(places)], joined[len(places) :]

    def targets(self, some: npt.NDArray[np.int64]) -> Array:
        out = np.zeros((len(some), len(self.classes)), np.float32)
        for row, number in enumerate(some):
            label = self.labels[number]
            also = [self.classes.index(name) for name in label.acceptable if name in self.classes]
            share = SOFT * (1.0 if label.sure else 1.5) if also else 0.0
            out[row, self.classes.index(label.primary)] += 1.0 - share
            for place in also:
                out[row, place] += share / len(also)
        return out

    def learn(self, some: npt.NDArray[np.int64]) -> tuple[Linear, list[Linear]]:
        """The teacher that has seen `some` labels, and the student of each round; the last one ships."""
        targets, weight = self.targets(some), np.ones(len(some), np.float32)
        teacher = fit(self.taught[some], targets, weight, 0.1 / len(some), 120)
        answers: Array = self.unlabelled @ teacher[0] + teacher[1]
        students = [self.student(some, answers, None)]
        # What the words say and what the sentence vectors say err in different places.
        other = fit(self.vectors[some], targets, weight, 0.05 / len(some), 120)
        for _ in range(ROUNDS - 1):
            first = students[-1]
            answers = self.pooled_bare @ first[0] + first[1]
            answers += VECTORS * (self.vectors[len(self.labels) :] @ other[0] + other[1])
            students.append(self.student(some, answers, first))
        return teacher, students

    def student(self, some: npt.NDArray[np.int64], answers: Array, near: Linear | None) -> Linear:
        """A linear model taught by the labels and by `answers` (logits) for the pool."""
        answers = softmax(SHARPEN * answers)
        # Half the unlabelled papers are about pictures; what is rare among them counts more.
        rarity = answers @ np.maximum(answers.mean(0), 0.002) ** -BALANCE
        rarity /= rarity.mean()
        targets = self.targets(some)
        x = sparse.vstack([self.full[some], self.bare[some], self.title[some], self.pooled, self.pooled_titles]).tocsr()
        y = np.vstack([targets, targets, targets, answers, answers[self.titles]])
        n = len(some)
        weight = np.concatenate([np.ones(2 * n), np.full(n, 0.3), 0.5 * rarity, 0.2 * rarity[self.titles]])
        return fit(x, y, weight.astype(np.float32), 2e-6, 80 if near is None else 40, near)


def train_papers(corpus: Corpus, lexicon: Lexicon, classes: list[str], cross: bool) -> tuple[dict[str, Any], Any]:
    """The papers' head and what was measured of it."""
    papers = Papers(corpus, lexicon, classes)
    official, dev = len(corpus.train), len(corpus.dev)
    own = np.arange(official + dev, len(papers.labels))
    truth = [papers.labels[n] for n in range(official)]
    rows = slice(official, official + dev)
    some = np.concatenate([np.arange(official), own])
    weights, bias = papers.learn(some)[1][-1]
    # The train labels were drawn for balance. Papers as they come: half the train labels, half what the classifier
    # itself makes of the recorded daily papers.
    usual = np.array(shares(corpus.train, classes), np.float32)
    daily = matrix(corpus.daily, lexicon, lexicon.idf)
    target = (usual + softmax(daily @ weights + bias).mean(0)) / 2
    # The daily papers' frequencies are a guess of the classifier's own; go half of the way, in logarithms.
    rarity = dict(zip(classes, np.sqrt(target / usual), strict=True))
    report: dict[str, Any] = {
        "labelled": official,
        "labelled by us": len(own),
        "unlabelled": len(papers.pool),
        "daily papers": len(corpus.daily),
        "vocabulary": len(lexicon.idf),
    }
    curve = (1.0, 0.0)
    if cross:
        seen: dict[str, Array] = {
            key: np.zeros((official, len(classes)), np.float32) for key in ("full", "bare", "title", "teacher", "first")
        }
        strata = [label.primary for label in truth]
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(strata, strata)
        for fold, (learn, test) in enumerate(folds):
            part = np.concatenate([learn, own])
            teacher, students = papers.learn(part)
            table, offset = students[-1]
            seen["full"][test] = papers.full[test] @ table + offset
            seen["bare"][test] = papers.bare[test] @ table + offset
            seen["title"][test] = papers.title[test] @ table + offset
            seen["first"][test] = papers.full[test] @ students[0][0] + students[0][1]
            seen["teacher"][test] = papers.taught[test] @ teacher[0] + teacher[1]
            print(f"papers: fold {fold + 1} of {FOLDS}", flush=True)
        # What the folds have answered tells which classes are chosen too readily. So that the figures stay honest, each
        # answer is corrected by what the others tell.
        report["cross-validated, not leveled"] = measures(seen["full"], truth, classes, curve)
        plain = seen["full"].copy()
        for some, test in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED + 1).split(strata, strata):
            correction = level(plain[some], [truth[n] for n in some], classes, rarity)
            for key in ("full", "bare", "title", "first"):
                seen[key][test] += correction
        bias = bias + level(plain, truth, classes, rarity)
        doubt = 1 - float(np.mean([label.sure for label in corpus.dev]))
        curve = calibrate(seen["full"], truth, classes, rarity, doubt)
        report["calibration"] = curve
        for name, key in (
            ("cross-validated", "full"),
            ("cross-validated, no archive categories", "bare"),
            ("cross-validated, title only", "title"),
            ("cross-validated, first student", "first"),
            ("cross-validated, teacher", "teacher"),
        ):
            report[name] = measures(seen[key], truth, classes, curve)
    report["dev"] = measures(papers.full[rows] @ weights + bias, corpus.dev, classes, curve)
    prior = shares(corpus.train, classes)
    return report, {
        "classes": classes,
        "weights": weights,
        "bias": bias,
        "scale": lexicon.idf,
        "curve": curve,
        "prior": prior,
    }


def train_news(corpus: Corpus, lexicon: Lexicon, classes: list[str], cross: bool) -> tuple[dict[str, Any], Any]:
    """The news' head and what was measured of it.

    A headline has ten words, most of which no training headline had. So the model also learns one weight for each list
    of words in the lexicon (words by which AI is known, each category's keywords); being linear, that weight is then
    added to those of the words themselves.
    """
    scale, gain = lexicon.flat, 0.5
    lists = sparse.csr_matrix(lexicon.lists)

    def build(labels: list[Labels]) -> Any:
        plain = matrix([features.Document(label.title, "") for label in labels], lexicon, scale)
        return sparse.hstack([plain, gain * (plain @ lists)]).tocsr()

    def targets(labels: list[Labels]) -> Array:
        out = np.zeros((len(labels), len(classes)), np.float32)
        for row, label in enumerate(labels):
            also = [] if label.primary == "others" else [classes.index(n) for n in label.acceptable if n in classes]
            share = 1.5 * SOFT if also else 0.0
            out[row, classes.index(label.primary)] += 1.0 - share
            for place in also:
                out[row, place] += share / len(also)
        return out

    official, written = corpus.news_train, corpus.headlines
    x_official, x_written, x_dev = build(official), build(written), build(corpus.news_dev)
    y_official, y_written = targets(official), targets(written)

    def learn(some: npt.NDArray[np.int64]) -> tuple[Array, Array]:
        x = sparse.vstack([x_official[some], x_written]).tocsr()
        weight = np.concatenate([np.full(len(some), 1.5), np.ones(len(written))]).astype(np.float32)
        return fit(x, np.vstack([y_official[some], y_written]), weight, 2e-4, 150)

    report: dict[str, Any] = {"labelled": len(official), "written by us": len(written)}
    weights, bias = learn(np.arange(len(official)))
    on_dev = x_dev @ weights + bias
    curve = (1.0, 0.0)
    if cross:
        logits = np.zeros((len(official), len(classes)), np.float32)
        strata = np.array([label.primary == "others" for label in official])
        for some, test in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(strata, strata):
            table, offset = learn(some)
            logits[test] = x_official[test] @ table + offset
        curve = calibrate(logits, official, classes)
        report["calibration"] = curve
        report["cross-validated"] = news_measures(logits, official, classes, curve)
    report["dev"] = news_measures(on_dev, corpus.news_dev, classes, curve)
    prior = shares(official, classes)
    terms = len(lexicon.flat)
    folded = weights[:terms] + gain * (lists @ weights[terms:])
    return report, {"classes": classes, "weights": folded, "bias": bias, "scale": scale, "curve": curve, "prior": prior}


def main() -> None:
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description="Train the classifier that ships with jogan.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--out", type=Path, default=here.parent / "src" / "jogan" / "data" / "classifier.bin")
    parser.add_argument("--metrics", type=Path, default=here / "classifier_metrics.json")
    parser.add_argument("--no-cv", action="store_true", help="skip cross-validation (no calibration either)")
    options = parser.parse_args()

    corpus = read_corpus(options.data, here / "labels", options.vectors, SEED)
    lexicon = read_lexicon(corpus, here / "labels" / "ai_terms.txt")
    categories = corpus.taxonomy.categories
    of_papers = [category.id for category in categories if category.section != "news"]
    of_news = [category.id for category in categories if category.section != "papers"]
    report_papers, head_papers = train_papers(corpus, lexicon, of_papers, not options.no_cv)
    report_news, head_news = train_news(corpus, lexicon, of_news, not options.no_cv)
    data = pack(lexicon.terms, {"papers": head_papers, "news": head_news})
    options.out.write_bytes(data)
    report = {"seed": SEED, "bytes": len(data), "papers": report_papers, "news": report_news}
    text = json.dumps(report, indent=2, ensure_ascii=False, default=float)
    options.metrics.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
