"""THE tantivy door: the full-text index in its folder, written in batches, read at its newest commit.

The layout: one stemmed field `text` for title and summary, and `title` once more, which counts a little; the
overlapping pairs of Hangul syllables in `hangul`; every word as it is written in `word`, for spelling and sound;
`author`; the exact fields `source`, `category`, `kind` and `key`; the `day` as a number; and what an answer shows as
JSON in `stored`.

It takes plans (`plan.py`) and gives stored documents. Foreign errors leave as StoreError with the remedy.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from jogan.errors import LockedError, StoreError
from jogan.store.hangul import HANGUL_RUN, units
from jogan.store.hits import Document
from jogan.store.plan import Best, Days, Near, Node, Plan, Sum, Term, TextField, slug
from jogan.store.query import keys_of

VERSION = 1
"""The layout of the index; a folder of another version is refused, and rebuilt by the caller."""
MARKER = "jogan-index.json"
REMEDY = "Run `jogan index --rebuild`."
BATCH = 5000
HEAP = 50_000_000
"""Bytes that the writer may fill before it writes a segment."""
WORDS, LONGEST_WORD = 50_000, 40
"""How many words are remembered with their stems, and how long one may be: some 15 MB at most."""
AUTHOR_END = " 0 0 0 0"
"""Words between two authors, so that no phrase with some slop spans both."""
MAX_TEXT = 8000
"""Characters of a story that are indexed; an article's later paragraphs rarely say what it is about."""
MAX_SUMMARY = 2500
"""Characters kept for the snippet."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document that matches, with its score (0 where the order is another)."""

    score: float
    address: tantivy.DocAddress


class FullText:
    """The index of one folder. Several threads may use it; one process at a time writes."""

    def __init__(self, folder: Path) -> None:
        """Opens the index of a folder, made empty if there is none.

        Raises StoreError if the folder holds an index of another version, a broken one, or something else.
        """
        self.folder = folder
        self._analyzer = _analyzer()
        self._stems_of_word: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=WORDS)(self._analyze)
        with self.mapped():
            if not folder.exists() or not any(folder.iterdir()):
                folder.mkdir(parents=True, exist_ok=True)
                tantivy.Index(_schema(), path=str(folder))
                (folder / MARKER).write_text(json.dumps({"version": VERSION}), encoding="utf-8")
        self._open()

    def stems(self, text: str) -> tuple[str, ...]:
        """The terms of a text as the index has them. Those of single words are remembered, whole texts are not."""
        return self._stems_of_word(text) if len(text) <= LONGEST_WORD else self._analyze(text)

    def _analyze(self, text: str) -> tuple[str, ...]:
        return tuple(self._analyzer.analyze(text))

    def _open(self) -> None:
        with self.mapped():
            try:
                marker = json.loads((self.folder / MARKER).read_text(encoding="utf-8"))
            except (FileNotFoundError, ValueError):
                marker = None
            version = marker.get("version") if isinstance(marker, dict) else None
            if version != VERSION:
                why = "it is no search index" if version is None else f"it has layout {version}, not {VERSION}"
                raise StoreError(self._subject, why, REMEDY)
            self._state = self._seen()
            self._index = tantivy.Index.open(str(self.folder))
            self._index.register_tokenizer("english", self._analyzer)
            self._index.register_tokenizer("plain", _folded(tantivy.Tokenizer.simple()).build())
            self._index.config_reader("manual")
            self.schema = self._index.schema
            self._reader = Reader(self, self._index.searcher())

    def _seen(self) -> tuple[int, ...]:
        """Which index, and which commit of it, the folder holds now."""
        marker, meta = (os.stat(self.folder / name) for name in (MARKER, "meta.json"))
        return (marker.st_ino, marker.st_mtime_ns, meta.st_ino, meta.st_mtime_ns)

    def reader(self) -> Reader:
        """The newest commit, of this process or another; the same object as long as nothing has changed."""
        with self.mapped():
            state = self._seen()
            if state[:2] != self._state[:2]:
                self._open()
            elif state != self._state:
                self._index.reload()
                self._state, self._reader = state, Reader(self, self._index.searcher())
        return self._reader

    def add(self, documents: Iterable[Document], progress: Callable[[int], None] | None = None) -> int:
        """Adds documents, each in the place of what the index had of its story; how many there were.

        `progress` is called with the number added so far. What was committed before an error stays. Raises LockedError
        if another process is writing.
        """
        added = 0
        stream = iter(documents)
        batch = list(islice(stream, BATCH))
        if batch:
            with self.mapped():
                writer = self._index.writer(heap_size=HEAP, num_threads=1)
                while batch:
                    # Of a story that is in the batch twice the last document counts.
                    for document in {document.story: document for document in batch}.values():
                        writer.delete_documents_by_term("story", document.story)
                        writer.add_document(_document(document))
                    writer.commit()
                    added += len(batch)
                    if progress is not None:
                        progress(added)
                    batch = list(islice(stream, BATCH))
                writer.wait_merging_threads()
        return added

    def remove(self, stories: Iterable[str]) -> None:
        """Takes stories out; ids that the index does not have are passed over."""
        with self.mapped():
            writer = self._index.writer(heap_size=HEAP, num_threads=1)
            for story in stories:
                writer.delete_documents_by_term("story", story)
            writer.commit()
            writer.wait_merging_threads()

    @property
    def _subject(self) -> str:
        return f"the search index in {self.folder}"

    @contextlib.contextmanager
    def mapped(self) -> Iterator[None]:
        """Foreign errors as ours: another writer's lock, a disk that refuses, a broken index."""
        try:
            yield
        except StoreError:
            raise
        except (ValueError, OSError) as error:
            line = " ".join(str(error).split())[:200]
            if "lockfile" in line.lower() or "lockbusy" in line.lower():
                remedy = "Wait until that run has ended."
                raise LockedError(self._subject, "another run is writing to it", remedy) from error
            raise StoreError(self._subject, line, REMEDY) from error
        except BaseException as error:
            # What a flipped bit does inside the Rust library; it is no Exception, and its class cannot be imported.
            if type(error).__name__ == "PanicException":
                raise StoreError(self._subject, "it is corrupt", REMEDY) from error
            raise


class Reader:
    """One commit of the index: what a plan asks of it (`plan.Vocabulary`), and the documents of a plan."""

    def __init__(self, index: FullText, searcher: tantivy.Searcher) -> None:
        self._index, self._searcher = index, searcher

    @property
    def documents(self) -> int:
        return self._searcher.num_docs

    @property
    def folder(self) -> Path:
        """Where the index lies."""
        return self._index.folder

    def stems(self, text: str) -> tuple[str, ...]:
        return self._index.stems(text)

    def count(self, field: TextField, term: str) -> int:
        with self._index.mapped():
            return self._searcher.doc_freq(field, term)

    def words(self) -> list[tuple[str, int]]:
        """Every word of the index as it is written, in lower case, with the number of its documents."""
        with self._index.mapped():
            return self._searcher.terms_with_prefix("word", "")

    def find(self, plan: Plan, limit: int, offset: int = 0, *, newest: bool = False) -> tuple[list[Found], int]:
        """The documents of a plan, best or newest first, and how many match in all; `limit` is at least 1."""
        with self._index.mapped():
            query = _compile_plan(plan, self._index.schema)
            if newest:
                result = self._searcher.search(query, limit, order_by_field="day", offset=offset)
                found = [Found(0.0, address) for _, address in result.hits]
            else:
                result = self._searcher.search(query, limit, offset=offset)
                found = [Found(float(score), address) for score, address in result.hits]
            return found, int(result.count)  # type: ignore[attr-defined]  # its stubs forget it

    def days(self, found: list[Found]) -> list[int]:
        """The days of documents as ordinals; 0 for none."""
        with self._index.mapped():
            values = self._searcher.fast_field_values("day", [one.address for one in found])
        return [int(value or 0) for value in values]

    def stored(self, found: Found) -> dict[str, Any]:
        """What was stored of a document."""
        with self._index.mapped():
            value: dict[str, Any] = json.loads(bytes(self._searcher.doc(found.address).get_first("stored") or b"{}"))
        return value


# ── The index ───────────────────────────────────────────────────────────────────────────────────────────────


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("story", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="english")
    builder.add_text_field("title", tokenizer_name="english", index_option="freq")
    builder.add_text_field("word", tokenizer_name="plain", index_option="basic")
    builder.add_text_field("hangul", tokenizer_name="whitespace")
    builder.add_text_field("author", tokenizer_name="plain")
    for name in ("source", "category", "kind", "key"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    return _folded(tantivy.Tokenizer.simple()).filter(tantivy.Filter.stemmer("english")).build()


def _folded(tokenizer: tantivy.Tokenizer) -> tantivy.TextAnalyzerBuilder:
    return (
        tantivy.TextAnalyzerBuilder(tokenizer)
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )


def _document(document: Document) -> tantivy.Document:
    text = "\n".join(part for part in (document.title, document.summary, document.text) if part)[:MAX_TEXT]
    latin = latin_of(text)
    entry = tantivy.Document()
    entry.add_text("story", document.story)
    entry.add_text("text", latin)
    entry.add_text("title", latin_of(document.title))
    entry.add_text("word", latin)
    if latin is not text:
        entry.add_text("hangul", units(text))
    for author in document.authors:
        entry.add_text("author", author + AUTHOR_END)
    for source in document.sources:
        entry.add_text("source", slug(source))
    for category in document.categories:
        entry.add_text("category", slug(category))
    entry.add_text("kind", document.kind)
    for key in keys_of(document.story, document.ids, document.url):
        entry.add_text("key", key)
    entry.add_integer("day", document.day.toordinal() if document.day else 0)
    stored = {
        "story": document.story,
        "title": document.title,
        "url": document.url,
        "ids": dict(document.ids),
        "kind": document.kind,
        "day": document.day.isoformat() if document.day else "",
        "category": next(iter(document.categories), ""),
        "summary": (document.summary or document.text)[:MAX_SUMMARY],
    }
    entry.add_bytes("stored", json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode())
    return entry


def latin_of(text: str) -> str:
    """A text without its Hangul, which is indexed apart."""
    return HANGUL_RUN.sub(" ", text) if HANGUL_RUN.search(text) else text


# ── Queries ─────────────────────────────────────────────────────────────────────────────────────────────────


def _compile_plan(plan: Plan, schema: tantivy.Schema) -> Query:
    parts: list[tuple[Occur, Query]] = [
        (Occur.Must, Query.const_score_query(_compile(node, schema), 0.0)) for node in plan.required
    ]
    parts += [(Occur.MustNot, _compile(node, schema)) for node in plan.excluded]
    if plan.only is not None:
        parts.append((Occur.Must, Query.const_score_query(Query.term_set_query(schema, "story", [*plan.only]), 0.0)))
    if plan.without:
        parts.append((Occur.MustNot, Query.term_set_query(schema, "story", [*plan.without])))
    if plan.scored:
        nodes = [_compile(node, schema) for node in plan.scored]
        occur = Occur.Must if plan.every else Occur.Should
        free = Query.boolean_query([(occur, node) for node in nodes])
        if plan.boosts:
            boosts = [(Occur.Should, _compile(node, schema)) for node in plan.boosts]
            free = Query.boolean_query([(Occur.Must if plan.every else Occur.Should, free), *boosts])
        parts.append((Occur.Must, free))
    if not any(occur == Occur.Must for occur, _ in parts):
        parts.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(parts)


def _compile(node: Node, schema: tantivy.Schema) -> Query:
    match node:
        case Term(name, term, weight, bonus):
            return _weighed(Query.term_query(schema, name, term, index_option=_OPTIONS[name]), weight, bonus)
        case Near(name, terms, slop, weight, bonus):
            return _weighed(Query.phrase_query(schema, name, list(terms), slop=slop), weight, bonus)
        case Days(first, end):
            return Query.range_query(
                schema,
                "day",
                tantivy.FieldType.Integer,
                lower_bound=first.toordinal() if first else 1,
                upper_bound=(end or date.max).toordinal(),
                include_upper=end is None,
            )
        case Sum(nodes, extra, every):
            occur = Occur.Must if every else Occur.Should
            return Query.boolean_query(
                [(occur, _compile(part, schema)) for part in nodes]
                + [(Occur.Should, _compile(part, schema)) for part in extra]
            )
        case Best(nodes):
            return Query.disjunction_max_query([_compile(part, schema) for part in nodes])


_OPTIONS: Mapping[TextField, str] = {
    "text": "position", "title": "freq", "hangul": "position", "author": "position",
    "source": "basic", "category": "basic", "kind": "basic", "key": "basic",
}  # fmt: skip


def _weighed(query: Query, weight: float, bonus: float) -> Query:
    """A query whose matches score `weight` times its own score plus `bonus`."""
    if not weight:
        return Query.const_score_query(query, bonus)
    scaled = query if weight == 1.0 else Query.boost_query(query, weight)
    if not bonus:
        return scaled
    return Query.boolean_query([(Occur.Should, scaled), (Occur.Should, Query.const_score_query(query, bonus))])
