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
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from jogan.edit import features
from jogan.edit.features import Document, Vocabulary
from jogan.edit.taxonomy import OTHERS, in_section
from jogan.model import SECTION_OF, Filing, Kind, SectionName, Taxonomy

MAGIC = b"JGNCLS1\n"
BATCH = 512
"""Stories scored at once: enough for numpy to be worth its calls, little enough that memory stays at some 50 MB."""

_REASONS = 4
_ENOUGH = 4
"""Known terms that a text must have for its filing to be more than a guess."""
_MIN_IDF = 3.0
"""Terms more frequent than one document in seven or so say nothing about a category that is told in a few sentences."""

FloatArray = npt.NDArray[np.float32]


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


@dataclass(frozen=True, slots=True)
class _Head:
    """One linear model. `weights` is (terms, classes), `bias` (classes,), `scale` (terms,) weighs a term's count."""

    classes: tuple[str, ...]
    weights: FloatArray
    bias: FloatArray
    scale: FloatArray
    temperature: float
    uncertain: float


@dataclass(frozen=True, slots=True)
class _Prototypes:
    """Categories told by the user: their words, and where the model would file what they are told by.

    `weights` (terms, told) has columns of length 1; `profiles` (categories, told) are square roots of probabilities.
    """

    ids: tuple[str, ...]
    weights: FloatArray
    profiles: FloatArray


@dataclass(frozen=True, slots=True)
class _Choices:
    """How a head's classes become a section's categories: `fold` is (classes, categories) of zeros and ones.

    `directions` (terms, categories) is what a term says for a category, for the reasons.
    """

    ids: tuple[str, ...]
    fold: FloatArray
    directions: FloatArray
    prototypes: _Prototypes


class Classifier:
    """Files stories by a taxonomy. Made by `load`; holds no state that filing changes."""

    def __init__(
        self, version: str, vocabulary: Vocabulary, heads: Mapping[SectionName, _Head], taxonomy: Taxonomy
    ) -> None:
        self.version = version
        self._vocabulary = vocabulary
        self._heads = heads
        # A paper in Korean is read by the head that knows Korean, and so filed among the papers' categories.
        rare = heads["papers"].scale >= _MIN_IDF
        rare |= np.array([term[:1] >= "가" for term in vocabulary.terms])
        pairs: tuple[tuple[SectionName, SectionName], ...] = (
            ("papers", "papers"),
            ("news", "news"),
            ("news", "papers"),
        )
        self._choices = {pair: _choices(heads[pair[0]], vocabulary, rare, taxonomy, pair[1]) for pair in pairs}

    @classmethod
    def load(cls, data: bytes, taxonomy: Taxonomy) -> Classifier:
        """The classifier in `data` over `taxonomy`. Raises ValueError where `data` is not such a file."""
        if not data.startswith(MAGIC):
            raise ValueError("not a classifier's file")
        try:
            raw = zlib.decompress(data[len(MAGIC) :])
            (size,) = struct.unpack_from("<I", raw)
            header = json.loads(raw[4 : 4 + size])
            parts = _parts(raw[4 + size :], header["parts"])
        except (ValueError, KeyError, TypeError, zlib.error, struct.error) as error:
            raise ValueError(f"not a classifier's file: {error}") from error
        terms = bytes(parts["terms"].view(np.uint8)).decode("utf-8").split("\n")
        heads: dict[SectionName, _Head] = {}
        for section in ("papers", "news"):
            about = header["heads"][section]
            heads[section] = _Head(
                classes=tuple(about["classes"]),
                weights=parts[f"{section}.weights"].astype(np.float32) * parts[f"{section}.steps"].astype(np.float32),
                bias=parts[f"{section}.bias"].astype(np.float32),
                scale=parts[f"{section}.scale"].astype(np.float32),
                temperature=about["temperature"],
                uncertain=about["uncertain"],
            )
        return cls("c1-" + sha256(data).hexdigest()[:12], Vocabulary(terms), heads, taxonomy)

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
        return choices.ids, _probabilities(rows, len(stories), self._heads[section], choices)

    def _rows(self, stories: Sequence[Filable], head: _Head, section: SectionName) -> features.Rows:
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
        chances = _probabilities(rows, len(stories), head, choices)
        every = np.arange(len(stories))
        others = choices.ids.index(OTHERS)
        known = chances.copy()
        known[:, others] = -1.0
        best = np.where(chances[:, others] >= 0.5, others, known.argmax(1))
        rest = chances.copy()
        rest[every, best] = -1.0
        second = rest.argmax(1)
        lengths = np.diff(rows.starts)
        scores, seconds = chances[every, best], chances[every, second]
        # Of a story of which next to nothing is known, whatever is said is a guess.
        unsure = (scores < head.uncertain) | (seconds > scores) | (lengths < _ENOUGH)
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
        for place in np.argsort(-signs)[: 4 * _REASONS]:
            if signs[place] <= 0 or len(found) == _REASONS:
                break
            term = self._vocabulary.terms[ids[place]].lstrip("§")
            # A pair says all that its words say.
            if not any(f" {term} " in f" {other} " for other in found):
                found = [other for other in found if f" {other} " not in f" {term} "] + [term]
        return tuple(found)


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
                skipped(number, f"not JSON: {error}")
                continue
        if not isinstance(raw, Mapping):
            skipped(number, "not a JSON object")
            continue
        title, summary = raw.get("title"), raw.get("summary") or raw.get("abstract") or ""
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


def _probabilities(rows: features.Rows, documents: int, head: _Head, choices: _Choices) -> FloatArray:
    """(documents, categories): what each category is likely to be the right one, adding up to 1."""
    logits = (_sums(rows, head.weights, documents) + head.bias) / head.temperature
    # The bias is what a text of usual length means by what it does not say; of a few words it is not to be believed.
    logits *= np.minimum(1.0, np.diff(rows.starts) / _ENOUGH)[:, None].astype(np.float32)
    logits -= logits.max(1, keepdims=True)
    chances = np.exp(logits)
    chances /= chances.sum(1, keepdims=True)
    folded: FloatArray = np.asarray(chances @ choices.fold, np.float32)
    folded /= np.maximum(folded.sum(1, keepdims=True), np.float32(1e-9))
    if choices.prototypes.ids:
        # Like words in like company: the Bhattacharyya coefficient of where the model would file the story and where
        # it would file what the category was told by, squared, keeps chance likeness of words from counting.
        likeness = _sums(rows, choices.prototypes.weights, documents)
        likeness *= (np.sqrt(folded) @ choices.prototypes.profiles) ** 2
        odds = np.exp(np.clip(_STEEPNESS * (likeness / _BAR - 1.0), -30, 30))
        folded[:, [choices.ids.index(name) for name in choices.prototypes.ids]] = odds
        folded /= folded.sum(1, keepdims=True)
    return folded


_BAR, _STEEPNESS = 0.018, 4.0
"""The likeness at which a told category is as likely as all others together, and how steeply its odds rise. Measured by
taking the default categories away one at a time and telling them anew by definition and three examples."""


def _choices(
    head: _Head, vocabulary: Vocabulary, rare: npt.NDArray[np.bool_], taxonomy: Taxonomy, section: SectionName
) -> _Choices:
    """The categories of a section, and how the head's classes lead to them; `rare` are the terms to tell others by."""
    categories = in_section(taxonomy, section)
    ids = tuple(category.id for category in categories)
    fold = np.zeros((len(head.classes), len(ids)), np.float32)
    for place, category in enumerate(categories):
        for name in (category.id, *category.aliases):
            if name in head.classes:
                fold[head.classes.index(name), place] = 1.0
    told = [c for c in categories if not fold[:, ids.index(c.id)].any() and (c.examples or c.keywords)]
    weights = np.zeros((len(vocabulary), len(told)), np.float32)
    profiles = np.zeros((len(ids), len(told)), np.float32)
    scale = np.where(rare, head.scale, np.float32(0))
    nothing = _Prototypes((), weights[:, :0], profiles[:, :0])
    plain = _Choices(ids, fold, weights[:, :0], nothing)
    for place, category in enumerate(told):
        about = f"{category.definition} {'; '.join(category.keywords)}"
        documents = [Document(" ".join(category.names.values()), about)]
        documents += [Document(text, "") for text in category.examples if not _is_identifier(text)]
        rows = features.rows(documents, vocabulary, scale)
        np.add.at(weights[:, place], rows.ids, rows.values)
        weights[:, place] /= max(float(np.linalg.norm(weights[:, place])), 1e-9)
        rows = features.rows(documents, vocabulary, head.scale)
        profiles[:, place] = np.sqrt(_probabilities(rows, len(documents), head, plain).mean(0))
    directions: FloatArray = head.weights @ (fold / np.maximum(fold.sum(0), 1.0))
    directions[:, [ids.index(category.id) for category in told]] = 10.0 * weights
    return _Choices(ids, fold, directions, _Prototypes(tuple(c.id for c in told), weights, profiles))


def _is_identifier(text: str) -> bool:
    return " " not in text.strip()


def _parts(raw: bytes, table: Mapping[str, Sequence[Any]]) -> dict[str, npt.NDArray[Any]]:
    """The arrays that the header's table (name → type, shape) says follow one another in `raw`."""
    parts: dict[str, npt.NDArray[Any]] = {}
    start = 0
    for name, (kind, shape) in table.items():
        count = int(np.prod(shape))
        parts[name] = np.frombuffer(raw, dtype=kind, count=count, offset=start).reshape(shape)
        start += parts[name].nbytes
    return parts


def pack(terms: Sequence[str], heads: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The file that `Classifier.load` reads. Each head: classes, temperature, uncertain, weights, bias, scale.

    Weights are kept as bytes, each class with its own step; what is lost is far below what a word weighs.
    """
    arrays: dict[str, npt.NDArray[Any]] = {"terms": np.frombuffer("\n".join(terms).encode("utf-8"), dtype=np.uint8)}
    about: dict[str, Any] = {}
    for section, head in heads.items():
        weights = np.asarray(head["weights"], np.float32)
        steps = np.maximum(np.abs(weights).max(0), 1e-9) / 127.0
        arrays[f"{section}.weights"] = np.round(weights / steps).astype(np.int8)
        arrays[f"{section}.steps"] = steps.astype(np.float32)
        arrays[f"{section}.bias"] = np.asarray(head["bias"], np.float32)
        arrays[f"{section}.scale"] = np.asarray(head["scale"], np.float16)
        about[section] = {key: head[key] for key in ("classes", "temperature", "uncertain")}
    table = {name: [array.dtype.str, list(array.shape)] for name, array in arrays.items()}
    header = json.dumps({"heads": about, "parts": table}).encode("utf-8")
    body = struct.pack("<I", len(header)) + header + b"".join(array.tobytes() for array in arrays.values())
    return MAGIC + zlib.compress(body, 9)
