"""The search: Korean and English queries over everything collected, answered from an index beside the database.

The index is a copy and never the only one: whatever is wrong with it, it is rebuilt from the database. What a query
means is decided in `query` (the language), `translate` (Korean) and `plan` (the ranking), which are pure; `index` is
the door to tantivy.
"""

from __future__ import annotations

import math
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from jogan.errors import StoreError
from jogan.glossary import Glossary
from jogan.model.edited import Taxonomy
from jogan.store import words
from jogan.store.hangul import units
from jogan.store.hits import Document, Hit, Hits
from jogan.store.index import REMEDY, Found, FullText, Reader, latin_of
from jogan.store.plan import STOPWORDS, Matching, Plan, Term, TextField, make_plan, slug
from jogan.store.query import parse
from jogan.store.snippet import snippet
from jogan.store.translate import Lexicon, Translator

MAX_HITS = 1000
FRESH_WINDOW = 100
FRESH, HALF_LIFE = 0.02, 90.0
"""Of today's story the score is 2 % higher, of one 90 days old 1 %: enough to decide between equals only."""
ALIKE = 30
"""How many words tell a story from the others when similar ones are looked for."""

Order = Literal["relevance", "newest"]


class SearchIndex:
    """The index of one folder. It may be used by several threads, and sees what other processes add to the folder."""

    def __init__(
        self, folder: Path, glossary: Glossary, lexicon: Lexicon | None = None, taxonomy: Taxonomy | None = None
    ) -> None:
        """Opens the index of a folder, made empty if there is none. The taxonomy gives categories their other names.

        Raises StoreError if the folder holds an index of another version, a broken one, or something else.
        """
        self._index = FullText(folder)
        self._glossary, self._lexicon = glossary, lexicon or Lexicon()
        self._aliases = {
            slug(name): category.id
            for category in (taxonomy.categories if taxonomy else ())
            for name in (*category.names.values(), *category.aliases)
        }
        self._words: _Words | None = None
        self._patient = False

    @classmethod
    def rebuild(
        cls,
        folder: Path,
        glossary: Glossary,
        documents: Iterable[Document],
        lexicon: Lexicon | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> SearchIndex:
        """A new index of these documents in the place of whatever is there, which serves until the new one is whole."""
        fresh, stale = (folder.with_name(folder.name + suffix) for suffix in (".new", ".old"))
        for left_over in (fresh, stale):
            shutil.rmtree(left_over, ignore_errors=True)
        FullText(fresh).add(documents, progress)
        try:
            if folder.exists():
                os.replace(folder, stale)
            os.replace(fresh, folder)
        except OSError as error:
            raise StoreError(f"the search index in {folder}", str(error), REMEDY) from error
        shutil.rmtree(stale, ignore_errors=True)
        return cls(folder, glossary, lexicon)

    def add(self, documents: Iterable[Document], progress: Callable[[int], None] | None = None) -> int:
        """Adds documents, each in the place of what the index had of its story; how many there were.

        `progress` is called with the number added so far. What was committed before an error stays. Raises LockedError
        if another process is writing.
        """
        return self._index.add(documents, progress)

    def remove(self, stories: Iterable[str]) -> None:
        """Takes stories out; ids that the index does not have are passed over."""
        self._index.remove(stories)

    def count(self) -> int:
        """How many stories the index holds."""
        return self._index.reader().documents

    def search(
        self,
        query: str,
        limit: int = 10,
        offset: int = 0,
        *,
        now: date | datetime | None = None,
        matching: Matching = "any",
        order: Order = "relevance",
        only: frozenset[str] | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Hits:
        """The stories that a query finds, best first; an empty query finds every story, newest first.

        `matching="all"` demands every word of the query, `order="newest"` sorts by day: a saved search has both.
        `now` lets newer stories win between equals. `only` these stories are found, and none of `without`.
        No query raises; only a broken index does (StoreError).
        """
        limit, offset = max(0, min(limit, MAX_HITS)), max(0, min(offset, MAX_HITS))
        known = self._vocabulary()
        plan = replace(
            make_plan(parse(query), known.translator, known, matching, self._aliases), only=only, without=without
        )
        if order == "newest" or not plan.scored:
            found, total = known.reader.find(plan, max(1, limit), offset, newest=True)
        else:
            found, total = known.reader.find(plan, max(FRESH_WINDOW, offset + limit))
            found = (_freshened(known.reader, found, now) if now is not None else found)[offset:]
        hits = tuple(_hit(known.reader, one, plan.terms) for one in found[:limit])
        return Hits(hits=hits, total=total, notes=plan.notes)

    def similar(self, story: str, limit: int = 10, without: frozenset[str] = frozenset()) -> Hits:
        """The stories that share the most telling words with this one; none if the index does not have it."""
        reader = self._index.reader()
        itself = Term("key", f"story:{story.lower()}", weight=0.0)
        there, _ = reader.find(Plan(scored=(itself,)), 1)
        if not there:
            return Hits(notes=(f"the index has no story {story}",))
        stored = reader.stored(there[0])
        text = f"{stored['title']}\n{stored['title']}\n{stored['summary']}"
        nodes = (
            *_telling("text", reader.stems(latin_of(text)), reader),
            *_telling("hangul", units(text).split(), reader),
        )
        if not nodes or limit < 1:
            return Hits()
        found, total = reader.find(Plan(scored=nodes, excluded=(itself,), without=without), min(limit, MAX_HITS))
        return Hits(hits=tuple(_hit(reader, one, frozenset()) for one in found), total=total)

    def warm(self) -> None:
        """Make ready what only some queries need and what takes longest: the words by spelling and by sound.

        After the first call queries do not wait for those of a new commit: they have those of the commit for which
        this was called last.
        """
        ready = _Words(self._index.reader(), self._glossary, self._lexicon)
        ready.known()
        self._words, self._patient = ready, True

    def _vocabulary(self) -> _Words:
        reader = self._index.reader()
        if self._words is None or self._words.reader is not reader:
            former = self._words.known() if self._words and self._patient else None
            self._words = _Words(reader, self._glossary, self._lexicon, former)
        return self._words


class _Words:
    """The words of one commit as a plan asks for them; by spelling and by sound only once a query needs that."""

    def __init__(self, reader: Reader, glossary: Glossary, lexicon: Lexicon, known: words.Words | None = None) -> None:
        self.reader = reader
        self.stems, self.count, self.documents = reader.stems, reader.count, reader.documents
        self.translator = Translator(glossary, lexicon, lambda: self.known().sounds)
        self._known = known

    def spelled_like(self, word: str) -> list[str]:
        return self.known().spelling.near(word)

    def known(self) -> words.Words:
        """The words by spelling and by sound."""
        if self._known is None:
            self._known = words.load(self.reader.folder, self._spoken)
        return self._known

    def _spoken(self) -> list[tuple[str, int]]:
        return [(word, count) for word, count in self.reader.words() if word not in STOPWORDS]


def _freshened(reader: Reader, found: list[Found], now: date | datetime) -> list[Found]:
    today = (now.date() if isinstance(now, datetime) else now).toordinal()
    fresh = [
        Found(one.score * (1 + FRESH * 0.5 ** (max(0, today - day) / HALF_LIFE)) if day else one.score, one.address)
        for one, day in zip(found, reader.days(found), strict=True)
    ]
    return sorted(fresh, key=lambda one: -one.score)


def _hit(reader: Reader, found: Found, terms: frozenset[str]) -> Hit:
    stored = reader.stored(found)
    return Hit(
        story=stored["story"],
        title=stored["title"],
        url=stored["url"],
        ids=stored["ids"],
        score=found.score,
        kind=stored["kind"],
        day=date.fromisoformat(stored["day"]) if stored["day"] else None,
        category=stored["category"],
        snippet=snippet(stored["summary"], terms, reader.stems),
        title_spans=snippet(stored["title"], terms, reader.stems, whole=True).spans,
    )


def _telling(field: TextField, terms: Iterable[str], reader: Reader) -> list[Term]:
    """The terms of a text that tell it from the others, weighed by their frequency here and rarity elsewhere."""
    weights: dict[str, float] = {}
    for term, times in Counter(terms).items():
        shared = reader.count(field, term)
        if shared > 1 and term not in STOPWORDS and len(term) > 1:
            weights[term] = (1 + math.log(times)) * math.log(max(2, reader.documents) / shared)
    best = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:ALIKE]
    top = max((weight for _, weight in best), default=0.0)
    return [Term(field, term, round(weight / top, 3)) for term, weight in best if weight > 0]
