"""Floors of the search over the whole corpus, without a model: they only rise.

`queries_own.jsonl` holds known-item queries of our own, written from papers drawn at random and before anything was
tuned; the dev queries come with the shared data.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jogan.collect import importing
from jogan.glossary import Glossary
from jogan.resources import read_text
from jogan.store.hits import Document
from jogan.store.search import SearchIndex
from jogan.store.translate import Lexicon

OWN = Path(__file__).with_name("queries_own.jsonl")

#: (queries, language) → recall@10 and MRR@10 that must be reached. Measured values are in docs/search.md.
FLOORS = {
    ("dev", "en"): (0.95, 0.87),
    ("dev", "ko"): (0.96, 0.93),
    ("own", "en"): (0.955, 0.885),
    ("own", "ko"): (0.965, 0.92),
}


@pytest.fixture(scope="module")
def index(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The index of all papers of the shared data."""
    pytest.importorskip("pyarrow")
    documents = (
        Document(
            story=f"arxiv:{item.ids['arxiv']}",
            kind=item.kind,
            title=item.title,
            url=item.url,
            summary=item.summary,
            authors=item.authors,
            categories=item.categories,
            day=item.day,
            ids=item.ids,
        )
        for item in importing.read(shared_data / "arxiv_papers.parquet", lambda _: None)
    )
    folder = tmp_path_factory.mktemp("search") / "index"
    lexicon = Lexicon.parse(read_text("lexicon.tsv"))
    return SearchIndex.rebuild(folder, Glossary.parse(read_text("glossary.tsv")), documents, lexicon)


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), FLOORS)
def test_known_items_are_found(index: SearchIndex, shared_data: Path, name: str, language: str) -> None:
    """The paper that a researcher means is among the first ten, and mostly at the top."""
    path = OWN if name == "own" else shared_data / "queries_dev.jsonl"
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    recall, reciprocal = 0, 0.0
    for row in rows:
        found = [hit.ids["arxiv"] for hit in index.search(row[language]).hits]
        if row["id"] in found:
            recall += 1
            reciprocal += 1 / (found.index(row["id"]) + 1)
    recall_floor, reciprocal_floor = FLOORS[name, language]
    print(f"\n{name} {language}: recall@10 {recall / len(rows):.3f}, MRR@10 {reciprocal / len(rows):.3f}")
    assert recall / len(rows) >= recall_floor
    assert reciprocal / len(rows) >= reciprocal_floor
