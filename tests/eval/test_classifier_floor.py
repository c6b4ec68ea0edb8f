"""The shipped classifier against labels it was not trained on, and against the clock; floors only rise."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jogan import resources
from jogan.edit.classify import Classifier
from jogan.edit.taxonomy import parse
from jogan.model.collected import Item
from jogan.model.edited import Filing

pytestmark = pytest.mark.data

FLOORS = json.loads((Path(__file__).parent / "classifier_floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load(resources.read_bytes("classifier.bin"), parse(resources.read_text("taxonomy.toml")))


@pytest.fixture(scope="module")
def corpus(shared_data: Path) -> dict[str, Item]:
    """All papers of the corpus by id; skipped, saying so, where the data or pyarrow is absent."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    rows = parquet.read_table(shared_data / "arxiv_papers.parquet").to_pylist()
    return {
        row["arxiv_id"]: Item(
            kind="paper",
            title=row["title"],
            url=f"https://arxiv.org/abs/{row['arxiv_id']}",
            source="corpus",
            summary=row["abstract"],
            categories=tuple(row["categories"]),
        )
        for row in rows
    }


def labels(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def accuracies(filings: list[Filing], truth: list[dict[str, Any]]) -> tuple[float, float]:
    strict = [f.category == label["primary"] for f, label in zip(filings, truth, strict=True)]
    lenient = [
        f.category == label["primary"] or f.category in label["acceptable"]
        for f, label in zip(filings, truth, strict=True)
    ]
    return float(np.mean(strict)), float(np.mean(lenient))


def test_papers(classifier: Classifier, corpus: dict[str, Item], shared_data: Path) -> None:
    """Strict and lenient accuracy, macro-F1 and calibration on the dev papers hold their floors."""
    truth = labels(shared_data / "labels" / "dev.jsonl")
    filings = classifier.classify([corpus[label["id"]] for label in truth])
    strict, lenient = accuracies(filings, truth)
    f1 = []
    for name in {label["primary"] for label in truth}:
        hits = sum(f.category == name == label["primary"] for f, label in zip(filings, truth, strict=True))
        f1.append(2 * hits / (sum(f.category == name for f in filings) + sum(t["primary"] == name for t in truth)))
    score = np.array([filing.score for filing in filings])
    right = np.array([f.category == label["primary"] for f, label in zip(filings, truth, strict=True)])
    bins = np.minimum((score * 10).astype(int), 9)
    ece = sum(
        abs(score[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )
    unsure = np.array([filing.uncertain for filing in filings])
    print(
        f"papers: strict {strict:.3f} lenient {lenient:.3f} macro-F1 {np.mean(f1):.3f} ECE {ece:.3f} "
        f"uncertain {unsure.mean():.2f}, of them right {right[unsure].mean():.2f}, of the rest {right[~unsure].mean():.2f}"
    )
    floors = FLOORS["papers"]
    assert strict >= floors["strict"]
    assert lenient >= floors["lenient"]
    assert np.mean(f1) >= floors["macro_f1"]
    assert ece <= floors["ece"]
    assert right[unsure].mean() < right[~unsure].mean()


def test_news(classifier: Classifier, shared_data: Path) -> None:
    """Telling news for an AI edition from other news, and its categories, hold their floors on the dev titles."""
    truth = labels(shared_data / "labels" / "news_dev.jsonl")
    items = [Item(kind="news", title=label["title"], url=label["url"], source="s") for label in truth]
    filings = classifier.classify(items)
    ours = np.array([filing.category != "others" for filing in filings])
    theirs = np.array([label["primary"] != "others" for label in truth])
    relevant = 2 * (ours & theirs).sum() / (ours.sum() + theirs.sum())
    others = 2 * (~ours & ~theirs).sum() / ((~ours).sum() + (~theirs).sum())
    strict, lenient = accuracies(filings, truth)
    print(f"news: F1 relevant {relevant:.3f}, others {others:.3f}; strict {strict:.3f} lenient {lenient:.3f}")
    assert relevant >= FLOORS["news"]["relevant_f1"]
    assert lenient >= FLOORS["news"]["lenient"]


@pytest.mark.slow
def test_speed(classifier: Classifier, corpus: dict[str, Item]) -> None:
    """Papers with whole abstracts are filed at the promised rate by one thread, tokenizing included."""
    items = list(corpus.values())[:6_000]
    classifier.classify(items[:512])
    start = time.process_time()
    classifier.classify(items)
    rate = len(items) / (time.process_time() - start)
    print(f"{rate:.0f} papers a second")
    assert rate >= FLOORS["papers_per_second"]


def test_size_and_loading() -> None:
    """The model is small and loads fast."""
    data = resources.read_bytes("classifier.bin")
    taxonomy = parse(resources.read_text("taxonomy.toml"))
    start = time.process_time()
    Classifier.load(data, taxonomy)
    seconds = time.process_time() - start
    print(f"{len(data)} bytes, loaded in {seconds:.3f} s")
    assert len(data) <= FLOORS["bytes"]
    assert seconds <= FLOORS["load_seconds"]
