"""The archive: everything collected, one story once, found by search.

The index follows the store; it is a copy, and never the only one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from jogan.edit.identity import sought_keys
from jogan.edit.merge import group
from jogan.edit.tell import tell
from jogan.errors import StoreError
from jogan.glossary import Glossary
from jogan.model import Filing, StoredItem, Story
from jogan.store.database import Store
from jogan.store.hits import Document, document_of
from jogan.store.search import SearchIndex
from jogan.store.translate import Lexicon

#: Items or stories handled at once: bounds memory.
BATCH = 2000
#: The name under which the store remembers how far the index has read.
MARK = "indexed"


class Files(Protocol):
    """Whoever files stories into categories."""

    def classify(self, stories: Sequence[Story]) -> Sequence[Filing]: ...


def assign(store: Store, new: Sequence[StoredItem]) -> None:
    """Give every new item its story: only the keys that it has are looked up, however large the archive is."""
    if not new:
        return
    keys = {key for stored in new for key in sought_keys(stored.item)}
    known = store.stories_of(sorted(keys))
    existing = store.items_of(sorted(set(known.values())), until=date.max)
    store.save_grouping(group(new, known, existing, store.rulings([stored.key for stored in new])))


def index_folder(database: Path) -> Path:
    """Where the index of a database lies."""
    return database.with_name(f"{database.stem}-index")


def open_index(
    store: Store, glossary: Glossary, lexicon: Lexicon, files: Files, say: Callable[[str], None]
) -> SearchIndex:
    """The index, brought up to date with the store; one that is broken or of another version is built anew."""
    folder = index_folder(store.path)
    try:
        index = SearchIndex(folder, glossary, lexicon)
    except StoreError:
        return rebuild(store, glossary, lexicon, files, say)
    if index.count() == 0:
        store.set_mark(MARK, 0)
    _follow(store, index, files, say)
    return index


def rebuild(
    store: Store, glossary: Glossary, lexicon: Lexicon, files: Files, say: Callable[[str], None]
) -> SearchIndex:
    """The index made anew out of the store."""
    store.set_mark(MARK, 0)
    index = SearchIndex.rebuild(index_folder(store.path), glossary, (), lexicon)
    _follow(store, index, files, say)
    return index


def _follow(store: Store, index: SearchIndex, files: Files, say: Callable[[str], None]) -> None:
    """Index every story that has an item newer than the mark."""
    while step(store, index, files, say):
        pass


def step(store: Store, index: SearchIndex, files: Files, say: Callable[[str], None], batch: int = BATCH) -> bool:
    """The next `batch` items on their way into the index; False where nothing is left to do.

    First every item gets its story, then the stories are indexed; the mark moves only after the index has them.
    """
    if new := store.unassigned_batch(batch):
        assign(store, new)
        say(f"sorting the archive: item {new[-1].order:,}")
        return True
    if found := store.stories_since(store.mark(MARK), batch):
        mark, stories = found
        index.add(_documents(store, stories, files))
        store.set_mark(MARK, mark)
        say(f"indexing: item {mark:,}")
        return True
    return False


def _documents(store: Store, ids: Sequence[str], files: Files) -> Iterator[Document]:
    items: dict[str, list[StoredItem]] = {story: [] for story in ids}
    for stored in store.items_of(ids, until=date.max):
        if stored.story in items:
            items[stored.story].append(stored)
    stories = [tell(story, held) for story, held in items.items() if held]
    for story, filing in zip(stories, files.classify(stories) if stories else (), strict=True):
        yield document_of(story, filing.category)
