"""What the reader reads: the store, the search index, and the pages that were made of them.

Nothing of the database is held between requests but a small picture of which editions there are. A thread of its own
looks every few seconds whether another process has written, and brings picture and index up to date; requests never
wait for it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from jogan import archive, why
from jogan.desk import run_lock
from jogan.errors import JoganError, LockedError
from jogan.glossary import Glossary
from jogan.model.common import Language
from jogan.model.edition import Edition
from jogan.store.database import Store
from jogan.store.hits import Hits
from jogan.store.plan import Matching
from jogan.store.search import Order, SearchIndex
from jogan.store.translate import Lexicon
from jogan.web.marks import Change, Kept, bounds

LOOK = 2.0
"""Seconds between two looks at the database."""
STEP = 250
"""Items brought into the index at once while readers are served: a step holds up others for some tenths of a second."""
REST = 0.1
"""Seconds between two such steps."""
CACHE_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition that is stored; the fingerprint changes when it is built again with another result."""

    name: str
    """`2024-11-28`, `2024-W48` or `2024-11`."""
    language: Language
    fingerprint: str
    date: date | None = None
    """Its day; a week's or month's edition has none."""


class Library:
    """The reader's view of one database. Every method may be called by any thread."""

    def __init__(
        self,
        database: Path,
        language: Language,
        crew: tuple[Glossary, Lexicon, archive.Files],
        clock: Callable[[], datetime],
        say: Callable[[str], None],
    ) -> None:
        """Opens the database and brings the index up to date. `language` is preferred where a day has several.

        Raises StoreError where either cannot be used.
        """
        self.database, self.language, self._crew, self._clock = database, language, crew, clock
        self.editions: tuple[Printed, ...] = ()
        """The edition of every day there is, oldest first."""
        self.periods: tuple[Printed, ...] = ()
        """The weekly and monthly editions, by name."""
        self.kept = Kept()
        """What readers said of stories, and the searches that they keep."""
        self._saying = threading.Lock()
        self.behind = False
        """Whether the index still lacks something that the database has."""
        with self.store() as store:
            try:
                self._index = archive.open_index(store, *crew, say)
            except LockedError:
                # Somebody else is bringing it up to date; what it has is searched until then.
                self._index = SearchIndex(archive.index_folder(database), crew[0], crew[1])
                self.behind = True
            self._look(store)

        self.generation = 0
        """Another number whenever the search may find something else than before."""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="jogan-follow", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread that follows the database."""
        self._ended.set()
        self._thread.join(timeout=30)

    def store(self) -> Store:
        """A connection for the thread that asks; it closes it."""
        return Store.open(self.database)

    def today(self) -> date:
        """The day on which newer stories are measured."""
        return self._clock().date()

    def stories(self) -> int:
        """How many stories can be searched."""
        return self._index.count()

    def search(
        self,
        query: str,
        limit: int,
        offset: int = 0,
        *,
        matching: Matching = "any",
        order: Order = "relevance",
        filters: Mapping[str, str],
    ) -> Hits:
        """As `SearchIndex.search`, with newer stories ahead between equals. Raises StoreError where it is broken.

        `filters` are those by marks; without any of them hidden stories are passed over.
        """
        only, without = bounds(self.kept.marks, filters)
        return self._index.search(
            query, limit, offset, now=self._clock(), matching=matching, order=order, only=only, without=without
        )

    def similar(self, story: str, limit: int) -> Hits:
        """Stories like this one that are not hidden. Raises StoreError where the index is broken."""
        return self._index.similar(story, limit, bounds(self.kept.marks, {})[1])

    def mark(self, change: Change) -> tuple[str, ...]:
        """Set marks; gives the stories' ids. Raises JoganError where a story is not known."""
        with self.store() as store:
            stories = tuple(dict.fromkeys(why.resolve(store, name) for name in change.stories))
            with self._saying:
                store.change_marks(stories, change.marks, self._clock())
                self._hear(store)
        return stories

    def keep_search(self, name: str, question: str | None) -> None:
        """Keep a search under a name, or forget it."""
        with self.store() as store, self._saying:
            store.keep_search(name, question, self._clock())
            self._hear(store)

    def newest(self, language: Language | None = None) -> Printed | None:
        """The edition of the newest day, in that language where one is named."""
        days = [one.name for one in self.editions if language in (None, one.language)]
        return self.find(days[-1], language) if days else None

    def find(self, name: str, language: Language | None = None) -> Printed | None:
        """The edition of that name: in the language asked for, else in the preferred one, else in any."""
        there = {one.language: one for one in (*self.editions, *self.periods) if one.name == name}
        if language is not None:
            return there.get(language)
        return there.get(self.language) or next(iter(there.values()), None)

    def edition(self, printed: Printed) -> Edition | None:
        """The edition itself; None where it is gone since."""
        with self.store() as store:
            if printed.date is None:
                return store.period(printed.name, printed.language)
            found = store.edition(printed.date, printed.language)
        return found[0] if found else None

    def _look(self, store: Store) -> None:
        self.editions = tuple(
            Printed(day.isoformat(), language, store.fingerprint(day, language) or "", day)
            for day, language in store.editions()
        )
        self.periods = tuple(Printed(*named, fingerprint) for named, fingerprint in store.periods().items())
        with self._saying:
            self._hear(store)

    def _hear(self, store: Store) -> None:
        marks, searches = store.reader_marks(), tuple(store.reader_searches())
        if (marks, searches) != (self.kept.marks, self.kept.searches):
            self.kept = Kept(self.kept.version + 1, marks, searches)

    def _follow(self) -> None:
        """Until the end: look, and where something is new bring the picture and the index up to date, step by step."""
        with suppress(JoganError):
            self._index.warm()
        with self.store() as store:
            pulse = store.pulse()
            while not self._ended.wait(LOOK):
                try:
                    now = store.pulse()
                    if now == pulse and not self.behind:
                        continue
                    pulse, found = now, False
                    self.behind = True
                    self._look(store)
                    while self._step(store):
                        self.generation += 1
                        found = True
                        if self._ended.wait(REST):
                            return
                    self.behind = False
                    self.generation += 1
                    if found:
                        self._index.warm()
                except JoganError:
                    # Locked, or a disk that is full: the readers have what there was; the next look tries again.
                    continue

    def _step(self, store: Store) -> bool:
        # Under the lock of runs: two that give items their stories at once could call one thing by two names. A run
        # that starts meanwhile waits for the tenths of a second that a step takes.
        with run_lock(self.database):
            return archive.step(store, self._index, self._crew[2], lambda _: None, STEP)


@dataclass(frozen=True, slots=True)
class Page:
    """A finished answer: its bytes, plain and packed, what they are, and the policy that a page of it is under."""

    body: bytes
    packed: bytes
    media: str
    etag: str
    policy: str
    status: int = 200


class Shelf:
    """Pages that were asked for lately, up to a number of bytes. Used by the event loop alone."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit, self._size = limit, 0
        self._pages: OrderedDict[Sequence[object], Page] = OrderedDict()

    def get(self, key: Sequence[object]) -> Page | None:
        """The page under that key, or None."""
        page = self._pages.get(key)
        if page is not None:
            self._pages.move_to_end(key)
        return page

    def put(self, key: Sequence[object], page: Page) -> None:
        """Keep a page, and let go of those that were not asked for longest."""
        if key in self._pages:
            self._size -= _weight(self._pages.pop(key))
        self._pages[key] = page
        self._size += _weight(page)
        while self._size > self._limit and len(self._pages) > 1:
            self._size -= _weight(self._pages.popitem(last=False)[1])


def _weight(page: Page) -> int:
    return len(page.body) + len(page.packed) + 500
