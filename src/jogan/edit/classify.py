"""One category for each story, with a calibrated score, a runner-up and the words that decided. Pure.

Two linear models over one vocabulary, both trained by `tools/train_classifier.py` and shipped in one file: one for
papers (title, abstract, archive categories), one for news (title, summary), which also knows Korean. docs/classifier.md
tells how they were made and what they reach.

A model knows the categories of the default taxonomy. The user's taxonomy may differ: probabilities of merged categories
are added (the merged one is known by its alias), those of dropped ones are given to the rest in proportion, and a
category that the model does not know is recognized by its likeness to its definition, keywords and examples.

A story is filed under `others`, and so left out of the edition, only when that is more likely than everything else
together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from jogan.edit import features
from jogan.edit.classifier_file import FloatArray, Head, read
from jogan.edit.features import Document, Vocabulary
from jogan.edit.scoring import ENOUGH, MIN_IDF, Choices, choose, honest, probabilities
from jogan.edit.taxonomy import OTHERS, papers_named
from jogan.errors import json_fault
from jogan.model.common import SECTION_OF, Kind, SectionName
from jogan.model.edited import Filing, Taxonomy

BATCH = 512
"""Stories scored at once: enough for numpy to be worth its calls, little enough that memory stays at some 50 MB."""

UNCERTAIN = 0.5
"""Below this score a filing is hardly more often right than wrong, and marked."""
_REASONS = 4
_FUNCTION_WORDS = re.compile(
    "a|about|after|all|also|an|and|any|are|as|at|be|been|but|by|can|could|did|do|does|for|from|had|has|have|he|her|his|"
    "how|i|if|in|into|is|it|its|just|like|may|more|most|my|new|no|not|now|of|off|on|one|or|our|out|over|s|say|says|she|"
    "show|so|some|t|than|that|the|their|them|then|there|these|they|this|to|too|two|up|us|use|used|using|very|via|was|"
    "we|were|what|when|where|which|while|who|why|will|with|without|you|your"
)
"""Words that weigh a little in the models and tell a reader nothing."""


class Filable(Protocol):
    """What can be filed: an item, a story, or a line of a file."""

    @property
    def kind(self) -> Kind: ...
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def categories(self) -> tuple[str, ...]: ...
    @property
    def language(self) -> str: ...


class Classifier:
    """Files stories by a taxonomy. Made by `load`; holds no state that filing changes."""

    def __init__(
        self,
        version: str,
        vocabulary: Vocabulary,
        heads: Mapping[SectionName, Head],
        taxonomy: Taxonomy,
        examples: Mapping[str, str] | None = None,
    ) -> None:
        texts = {name: text for name, text in (examples or {}).items() if text.strip()}
        self.version = version
        """Changes with the model and with the texts of the examples; the taxonomy has a version of its own."""
        self.unread = tuple(name for name in papers_named(taxonomy) if name not in texts)
        """Examples given as arXiv ids whose text was not there to learn from."""
        if texts:
            self.version += "-" + sha256(repr(sorted(texts.items())).encode("utf-8", "replace")).hexdigest()[:8]
        self._vocabulary = vocabulary
        self._heads = heads
        # A paper in Korean is read by the head that knows Korean, and so filed among the papers' categories.
        rare = heads["papers"].scale >= MIN_IDF
        rare |= np.array([term[:1] >= "가" for term in vocabulary.terms])
        known = frozenset(name for head in heads.values() for name in head.classes)
        self._choices: dict[tuple[SectionName, SectionName], Choices] = {
            ("papers", "papers"): choose(heads["papers"], vocabulary, rare, taxonomy, "papers", texts=texts),
            ("news", "news"): choose(heads["news"], vocabulary, rare, taxonomy, "news", texts=texts),
            ("news", "papers"): choose(heads["news"], vocabulary, rare, taxonomy, "papers", known, texts),
        }
        # What it knows of headlines is no reason to leave out a paper.
        korean = self._choices["news", "papers"]
        korean.fold[:, korean.ids.index(OTHERS)] = 0.0

    @classmethod
    def load(cls, data: bytes, taxonomy: Taxonomy, examples: Mapping[str, str] | None = None) -> Classifier:
        """The classifier in `data` over `taxonomy`; `examples` is the text of papers that its examples name by id.

        Raises ValueError where `data` is not such a file.
        """
        terms, heads = read(data)
        return cls("c1-" + sha256(data).hexdigest()[:12], Vocabulary(terms), heads, taxonomy, examples)

    def classify(self, stories: Sequence[Filable], *, reasons: bool = True) -> list[Filing]:
        """The filing of each story, in order. Categories are those of the story's section."""
        filings: list[Filing | None] = [None] * len(stories)
        groups: dict[tuple[SectionName, SectionName], list[int]] = {}
        for place, story in enumerate(stories):
            section = SECTION_OF[story.kind]
            head: SectionName = "news" if section == "news" or _is_korean(story) else "papers"
            groups.setdefault((head, section), []).append(place)
        for (by, section), places in groups.items():
            for start in range(0, len(places), BATCH):
                batch = places[start : start + BATCH]
                filed = self._file([stories[place] for place in batch], by, section, reasons)
                for place, filing in zip(batch, filed, strict=True):
                    filings[place] = filing
        return [filing for filing in filings if filing is not None]

    def probabilities(self, stories: Sequence[Filable], section: SectionName) -> tuple[tuple[str, ...], FloatArray]:
        """Category ids and, for each story read as one of `section`, their probabilities (stories, categories)."""
        choices = self._choices[section, section]
        rows = self._rows(stories, self._heads[section], section)
        return choices.ids, probabilities(rows, len(stories), self._heads[section], choices)

    def _rows(self, stories: Sequence[Filable], head: Head, section: SectionName) -> features.Rows:
        if section == "papers":
            documents = [Document(story.title, story.summary, tuple(story.categories)) for story in stories]
        else:
            documents = [
                Document(story.title, f"{story.summary[:5_000]}\n{' '.join(story.categories)}") for story in stories
            ]
        return features.rows(documents, self._vocabulary, head.scale)

    def _file(
        self, stories: Sequence[Filable], by: SectionName, section: SectionName, reasons: bool
    ) -> Iterator[Filing]:
        head, choices = self._heads[by], self._choices[by, section]
        rows = self._rows(stories, head, by)
        chances = probabilities(rows, len(stories), head, choices)
        every = np.arange(len(stories))
        others = choices.ids.index(OTHERS)
        known = chances.copy()
        known[:, others] = -1.0
        best = np.where(chances[:, others] >= 0.5, others, known.argmax(1))
        rest = chances.copy()
        rest[every, best] = -1.0
        second = rest.argmax(1)
        lengths = np.diff(rows.starts)
        scores, seconds = honest(chances[every, best], chances[every, second], head.curve)
        # Of a story of which next to nothing is known, whatever is said is a guess.
        unsure = (scores < UNCERTAIN) | (lengths < ENOUGH)
        if reasons:
            owner = np.repeat(every, lengths)
            signs = rows.values * (
                choices.directions[rows.ids, best[owner]] - choices.directions[rows.ids, second[owner]]
            )
        for number in range(len(stories)):
            here = slice(int(rows.starts[number]), int(rows.starts[number + 1]))
            yield Filing(
                category=choices.ids[best[number]],
                score=round(float(scores[number]), 4),
                runner_up=choices.ids[second[number]],
                runner_up_score=round(float(seconds[number]), 4),
                uncertain=bool(unsure[number]),
                reasons=self._reasons(rows.ids[here], signs[here]) if reasons else (),
            )

    def _reasons(self, ids: npt.NDArray[np.int64], signs: FloatArray) -> tuple[str, ...]:
        """The terms that speak most for the category and against the runner-up."""
        found: list[str] = []
        for place in np.argsort(-signs)[: 8 * _REASONS]:
            if signs[place] <= 0 or len(found) == _REASONS:
                break
            term = self._vocabulary.terms[ids[place]].lstrip("§")
            parts = term.split(" ")
            if is_function_word(parts[0]) or is_function_word(parts[-1]) or term.isdigit():
                continue
            # A pair says all that its words say.
            if not any(f" {term} " in f" {other} " for other in found):
                found = [other for other in found if f" {other} " not in f" {term} "] + [term]
        return tuple(found)


def is_function_word(word: str) -> bool:
    """Whether a lower-case English word tells nothing of what a text is about."""
    return _FUNCTION_WORDS.fullmatch(word) is not None


def classify_lines(
    lines: Iterable[str | bytes | Mapping[str, Any]],
    classifier: Classifier,
    skipped: Callable[[int, str], None],
) -> Iterator[dict[str, Any]]:
    """`{"id", "category", "score", "runner_up"}` for each JSON line (or mapping) that is an item, in order.

    `id` is the line's id, else its arXiv id, else its URL or title. A line that is no item is told to
    `skipped(number, cause)`, counted from 1; empty lines are passed over. Memory is constant in the number of lines.
    """
    entries = _entries(lines, skipped)
    while batch := list(islice(entries, BATCH)):
        filed = classifier.classify([entry for _, entry in batch], reasons=False)
        for (name, _), filing in zip(batch, filed, strict=True):
            yield {
                "id": name,
                "category": filing.category,
                "score": filing.score,
                "runner_up": filing.runner_up,
                "runner_up_score": filing.runner_up_score,
                "uncertain": filing.uncertain,
            }


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: Kind
    title: str
    summary: str
    categories: tuple[str, ...]
    language: str = ""


def _entries(
    lines: Iterable[str | bytes | Mapping[str, Any]], skipped: Callable[[int, str], None]
) -> Iterator[tuple[str, _Entry]]:
    for number, line in enumerate(lines, 1):
        raw: Any = line
        if isinstance(line, (str, bytes)):
            if not line.strip():
                continue
            try:
                raw = json.loads(line)
            except (ValueError, RecursionError) as error:
                skipped(number, json_fault(error))
                continue
        if not isinstance(raw, Mapping):
            skipped(number, "not a JSON object")
            continue
        title, summary = raw.get("title") or "", raw.get("summary") or raw.get("abstract") or ""
        if not isinstance(title, str) or not isinstance(summary, str):
            skipped(number, "title or summary is not a text")
            continue
        if not title.strip() and not summary.strip():
            skipped(number, "has neither title nor summary")
            continue
        kind = raw.get("kind") or "paper"
        if kind not in SECTION_OF:
            skipped(number, f"unknown kind {kind!r}; say paper or news")
            continue
        names = raw.get("categories") or ()
        names = names.split() if isinstance(names, str) else names
        categories = tuple(name for name in names if isinstance(name, str)) if isinstance(names, (list, tuple)) else ()
        ids = raw.get("ids")
        arxiv = ids.get("arxiv") if isinstance(ids, Mapping) else None
        name = next((raw[k] for k in ("id", "arxiv_id") if raw.get(k)), None) or arxiv or raw.get("url") or title
        yield str(name), _Entry("news" if kind == "news" else "paper", title, summary, categories)


# ── Arithmetic ──────────────────────────────────────────────────────────────────────────────────────────────


def _is_korean(story: Filable) -> bool:
    sample = story.title[:200] + story.summary[:200]
    return not sample.isascii() and 3 * sum("가" <= letter <= "힣" for letter in sample) > len(sample)
