"""The search over the whole corpus of papers, and SQLite's FTS5 on the same queries in the same run."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jogan.collect import importing
from jogan.glossary import Glossary
from jogan.resources import read_text
from jogan.store.hits import Document
from jogan.store.search import SearchIndex
from jogan.store.translate import Lexicon

OWN = Path(__file__).resolve().parents[1] / "tests" / "eval" / "queries_own.jsonl"


def documents(data: Path) -> Iterable[Document]:
    """The papers of the corpus."""
    for item in importing.read(data / "arxiv_papers.parquet", lambda _: None):
        yield Document(
            story=f"arxiv:{item.ids['arxiv']}",
            kind=item.kind,
            title=item.title,
            url=item.url,
            summary=item.summary,
            authors=item.authors,
            categories=item.categories,
            sources=(item.source,),
            day=item.day or date(2025, 1, 1),
            ids=item.ids,
        )


def queries(data: Path) -> dict[str, list[dict[str, str]]]:
    """The known-item queries: those that come with the data where they do, and ours."""
    files = {"dev": data / "queries_dev.jsonl", "own": OWN}
    return {
        name: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for name, path in files.items()
        if path.is_file()
    }


@dataclass
class Score:
    """Recall at 10, mean reciprocal rank of the first ten, and the seconds of each query by clock and processor."""

    recall: float
    reciprocal: float
    wall: list[float]
    cpu: list[float]


def score(find: Callable[[str], list[str]], rows: list[dict[str, str]], language: str) -> Score:
    """How a search does on queries."""
    result = Score(0, 0, [], [])
    for row in rows:
        began, used = time.perf_counter(), time.process_time()
        found = find(row[language])
        result.wall.append(time.perf_counter() - began)
        result.cpu.append(time.process_time() - used)
        if row["id"] in found:
            result.recall += 1 / len(rows)
            result.reciprocal += 1 / (found.index(row["id"]) + 1) / len(rows)
    return result


def fts5(data: Path, folder: Path) -> tuple[Callable[[str], list[str]], float, float]:
    """SQLite's full-text search over the same papers: its search, seconds to build, and size in MB."""
    path = folder / "fts.db"
    began = time.perf_counter()
    base = sqlite3.connect(path)
    base.execute("CREATE VIRTUAL TABLE papers USING fts5(id UNINDEXED, text, tokenize='porter unicode61')")
    rows = ((one.ids["arxiv"], f"{one.title}\n{one.summary}") for one in documents(data))
    base.executemany("INSERT INTO papers VALUES (?, ?)", rows)
    base.commit()
    built = time.perf_counter() - began

    def find(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        answer = base.execute("SELECT id FROM papers WHERE papers MATCH ? ORDER BY bm25(papers) LIMIT 10", (words,))
        return [row[0] for row in answer]

    return find, built, path.stat().st_size / 1e6


def run(data: Path) -> dict[str, Any]:
    """Everything measured, by a label that says what it is."""
    result: dict[str, Any] = {}
    glossary, lexicon = Glossary.parse(read_text("glossary.tsv")), Lexicon.parse(read_text("lexicon.tsv"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.perf_counter()
        index = SearchIndex.rebuild(folder / "index", glossary, documents(data), lexicon)
        seconds = time.perf_counter() - began
        result["papers"] = index.count()
        result["index built, papers/s"] = round(index.count() / seconds)
        result["index, MB"] = round(sum(file.stat().st_size for file in (folder / "index").iterdir()) / 1e6)
        plain, seconds, size = fts5(data, folder)
        result["FTS5 built, papers/s"] = round(index.count() / seconds)
        result["FTS5, MB (without what an answer shows)"] = round(size)

        def find(query: str) -> list[str]:
            return [hit.ids["arxiv"] for hit in index.search(query).hits]

        began = time.perf_counter()
        find("루브릭 그라운딩")
        result["first query that needs the words by sound, ms"] = round((time.perf_counter() - began) * 1000)
        index = SearchIndex(folder / "index", glossary, lexicon)
        began = time.perf_counter()
        find("루브릭 그라운딩")
        result["the same in the next process, ms"] = round((time.perf_counter() - began) * 1000)
        middle: dict[str, float] = {}
        for language in ("en", "ko"):
            for engine, search in (("jogan", find), ("FTS5", plain)):
                wall: list[float] = []
                cpu: list[float] = []
                for label, rows in queries(data).items():
                    search(rows[0][language])
                    got = score(search, rows, language)
                    wall, cpu = wall + got.wall, cpu + got.cpu
                    what = f"{language} {label} ({len(rows)}) {engine}: recall@10, MRR@10"
                    result[what] = f"{got.recall:.3f}, {got.reciprocal:.3f}"
                for label, times in (("clock", sorted(wall)), ("processor", sorted(cpu))):
                    p50, p95 = times[len(times) // 2] * 1e3, times[int(len(times) * 0.95)] * 1e3
                    result[f"{language} {engine}: p50, p95 by the {label}, ms"] = f"{p50:.1f}, {p95:.1f}"
                    middle[engine] = p50
            result[f"{language}: time of FTS5 / of jogan (p50, processor)"] = f"{middle['FTS5'] / middle['jogan']:.1f}"
    return result


def main() -> None:
    """Print the measurement as JSON."""
    print(json.dumps(run(Path(sys.argv[1])), ensure_ascii=False))


if __name__ == "__main__":
    main()
