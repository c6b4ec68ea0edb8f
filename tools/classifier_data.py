"""What the classifier's training reads: papers, labels, headlines, and the vocabulary made of them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from jogan import resources
from jogan.edit import features
from jogan.edit.classify import is_function_word
from jogan.edit.taxonomy import parse
from jogan.model.edited import Taxonomy

Array = npt.NDArray[np.float32]

MIN_WORD, MIN_PAIR, MAX_SHARE = 5, 25, 0.4
"""A word is kept that at least 5 papers have, a pair that 25 have; none that more than two papers in five have."""
STOP_SHARE = 0.3
"""A pair of two words that three papers in ten have says nothing."""
PAIR_WEIGHT, FUNCTION_WEIGHT = 0.7, 0.5
"""In headlines, what a pair counts beside its words, and what is left to words like "the"."""


@dataclass(frozen=True, slots=True)
class Labels:
    """One item as filed by hand. Papers have an `id`, headlines a `title`."""

    primary: str
    acceptable: tuple[str, ...]
    sure: bool = True
    id: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All inputs. `place` finds a paper by its id; `pool` are places of unlabelled papers; `vectors` are by place.

    `daily` are the papers of recorded days, unlabelled: what a reader's edition is made of.
    """

    taxonomy: Taxonomy
    papers: list[dict[str, Any]]
    place: dict[str, int]
    pool: list[int]
    vectors: Array | None
    daily: list[features.Document]
    train: list[Labels]
    dev: list[Labels]
    own: list[Labels]
    news_train: list[Labels]
    news_dev: list[Labels]
    headlines: list[Labels]

    def document(self, place: int, archives: bool = True, body: bool = True) -> features.Document:
        paper = self.papers[place]
        return features.Document(
            paper["title"], paper["abstract"] if body else "", tuple(paper["categories"]) if archives else ()
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary: `idf` weighs terms of papers, `flat` of headlines; `lists` is (terms, lists), zeros and ones."""

    terms: list[str]
    vocabulary: features.Vocabulary
    idf: Array
    flat: Array
    lists: Array


def read_corpus(data: Path, own: Path, vectors: Path | None, seed: int) -> Corpus:
    """Everything in `data` and our own labels; papers labelled for measuring are kept out of the pool by the caller."""
    import pyarrow.parquet as parquet

    papers = parquet.read_table(data / "arxiv_papers.parquet").to_pylist()
    place = {paper["arxiv_id"]: number for number, paper in enumerate(papers)}

    def lines(path: Path) -> list[Labels]:
        raw = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [
            Labels(
                primary=entry["primary"],
                acceptable=tuple(entry["acceptable"]),
                sure=entry.get("sure", True),
                id=entry.get("id", ""),
                title=entry.get("title", ""),
            )
            for entry in raw
        ]

    labels = {name: lines(data / "labels" / f"{name}.jsonl") for name in ("train", "dev", "news_train", "news_dev")}
    ours = [label for path in sorted(own.glob("papers*.jsonl")) for label in lines(path)]
    for given in (labels["train"], labels["dev"], ours):
        twice = [name for name, times in Counter(label.id for label in given).items() if times > 1]
        if twice:
            raise ValueError(f"labelled twice: {', '.join(twice[:5])}. Keep one label for each paper.")
    known = {label.id for name in ("train", "dev") for label in labels[name]}
    table: Array | None = None
    if vectors is None:
        drawn = np.random.default_rng(seed).permutation(len(papers))[:20_000]
        pool = sorted(int(number) for number in drawn)
    else:
        loaded = np.load(vectors)
        table = np.zeros((len(papers), loaded["vectors"].shape[1]), np.float32)
        pool = [place[name] for name in loaded["ids"].tolist()]
        table[pool] = loaded["vectors"]
    return Corpus(
        taxonomy=parse(resources.read_text("taxonomy.toml")),
        papers=papers,
        place=place,
        pool=pool,
        vectors=table,
        daily=_daily(data / "replay" / "huggingface"),
        train=labels["train"],
        dev=labels["dev"],
        own=[label for label in ours if label.id not in known],
        news_train=labels["news_train"],
        news_dev=labels["news_dev"],
        headlines=[label for path in sorted(own.glob("headlines_*.txt")) for label in _headlines(path)],
    )


def _daily(folder: Path) -> list[features.Document]:
    papers: dict[str, features.Document] = {}
    for exchange in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        try:
            entries = json.loads((folder / exchange["body"]).read_text(encoding="utf-8"))
        except ValueError:
            continue
        for paper in (entry["paper"] for entry in entries if isinstance(entry, dict) and "paper" in entry):
            papers[paper["id"]] = features.Document(paper["title"], paper.get("summary") or "")
    return list(papers.values())


def _headlines(path: Path) -> list[Labels]:
    found: list[Labels] = []
    primary, acceptable = "", tuple[str, ...]()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            primary, _, rest = line[2:].strip().partition(" ")
            acceptable = tuple(rest.split(",")) if rest else ()
        elif line.strip() and not line.startswith("#"):
            found.append(Labels(primary=primary, acceptable=acceptable, title=line.strip()))
    return found


def read_lexicon(corpus: Corpus, ai_terms: Path) -> Lexicon:
    """The vocabulary of all papers and of the training headlines, and the lists of words in it."""
    total = len(corpus.papers)
    count: Counter[str] = Counter()
    for number in range(total):
        count.update(set(features.terms(corpus.document(number))))
    stop = {term for term, papers in count.items() if papers > STOP_SHARE * total}

    def kept(term: str, papers: int) -> bool:
        if " " in term:
            return papers >= MIN_PAIR and not all(word in stop for word in term.split(" "))
        return papers >= MIN_WORD and (papers <= MAX_SHARE * total or term.startswith("§"))

    terms = sorted(term for term, papers in count.items() if kept(term, papers))
    headline: Counter[str] = Counter()
    for label in (*corpus.headlines, *corpus.news_train):
        headline.update(set(features.words(label.title)))
    lists: dict[str, list[str]] = {}
    for line in ai_terms.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, rest = line.partition(":")
            lists[name] = [word.strip() for word in rest.split("|") if word.strip()]
    for category in corpus.taxonomy.categories:
        lists[category.id] = [" ".join(features.words(word)[: len(word.split())]) for word in category.keywords]
    known = set(terms)
    more = {term for term, titles in headline.items() if " " not in term or titles >= 2}
    more |= {word for words in lists.values() for word in words if word}
    # For a pair to be found its words must be known, whether or not they count alone.
    more |= {word for pair in (*terms, *more) if " " in pair for word in pair.split(" ")}
    terms += sorted(more - known)
    index = {term: number for number, term in enumerate(terms)}
    # Terms that no or hardly any paper has do not count for papers, archive categories not for headlines.
    idf = [np.log(total / count[term]) + 1.0 if term in known else 0.0 for term in terms]
    flat = [
        0.0
        if term.startswith("§")
        else (PAIR_WEIGHT if " " in term else 1.0)
        * (FUNCTION_WEIGHT if all(is_function_word(word) for word in term.split(" ")) else 1.0)
        for term in terms
    ]
    member = np.zeros((len(terms), len(lists)), np.float32)
    for column, words in enumerate(lists.values()):
        for word in words:
            if word in index:
                member[index[word], column] = 1.0
    return Lexicon(terms, features.Vocabulary(terms), np.array(idf, np.float32), np.array(flat, np.float32), member)
