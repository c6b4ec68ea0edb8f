"""The archive: everything collected, one story once, found by search.

The index follows the store; it is a copy, and never the only one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from jogan.edit.address import names_of
from jogan.edit.identity import RULES, WEAK, about_keys, sought_keys, strong_keys, weak_keys
from jogan.edit.merge import APART, group
from jogan.edit.tell import tell
from jogan.errors import JoganError, StoreError
from jogan.glossary import Glossary
from jogan.model.edited import Filing, StoredItem, Story
from jogan.store.database import Store
from jogan.store.hits import Document, document_of
from jogan.store.search import SearchIndex
from jogan.store.translate import Lexicon

#: Items or stories handled at once: bounds memory.
BATCH = 2000
#: The name under which the store remembers how far the index has read.
MARK = "indexed"
#: The name under which the store remembers by which rules its stories have their keys.
KEYED = "keys"
#: Items that an error names.
SHOWN = 5


class Files(Protocol):
    """Whoever files stories into categories."""

    def classify(self, stories: Sequence[Story]) -> Sequence[Filing]: ...


def assign(store: Store, new: Sequence[StoredItem]) -> None:
    """Give every new item its story: only the keys that it has are looked up, however large the archive is."""
    if not new:
        return
    if store.mark(KEYED) < RULES:
        rekey(store)
    keys = {key for stored in new for key in sought_keys(stored.item)}
    second = {key for key in keys if key.startswith("title:") and key.endswith("~2")}
    known = store.stories_of(sorted(keys - second))
    # A second story of a title is there only where a first one is.
    known |= store.stories_of(sorted(key for key in second if key.removesuffix("~2") in known))
    existing = store.items_of(sorted(set(known.values())), until=date.max)
    store.save_grouping(group(new, known, existing, store.rulings([stored.key for stored in new])))


def rekey(store: Store) -> None:
    """Give every story the keys that its items have under the present rules, beside those that it has."""
    mark = 0
    while items := store.items_after(mark, BATCH):
        mark = items[-1].order
        keys: dict[str, str] = {}
        found_by: dict[str, int] = {}
        for stored in items:
            for key in _keys_of(stored):
                if key.startswith(WEAK):
                    found_by.setdefault(key, stored.order)
                else:
                    keys.setdefault(key, stored.story or "")
        store.add_keys(keys, found_by)
    store.set_mark(KEYED, RULES)


def split(store: Store, items: Sequence[str]) -> tuple[str, list[str]]:
    """Take items (by key) of one story out of it into a story of their own; its id, and the stories that changed.

    Raises JoganError where an item is not known, where they are not of one story, or are all of it.
    """
    homes = {item: store.story_of_item(item) for item in items}
    unknown = next((item for item, home in homes.items() if home is None), None)
    if unknown is not None:
        raise _no_item(store, unknown)
    (home, *others) = {home for home in homes.values() if home}
    if others:
        raise JoganError("the items", f"are of {1 + len(others)} stories", "Split those of one story at a time.")
    held = store.items_of([home], until=date.max)
    stay = [stored for stored in held if stored.key not in homes]
    if not stay:
        raise JoganError(f"story {home!r}", "holds nothing else", "There is nothing to take the item out of.")
    mine = {key for stored in held if stored.key in homes for key in _keys_of(stored)}
    theirs = {key for stored in stay for key in _keys_of(stored)}
    apart = f"{APART}{items[0]}"
    # What leads to either stays with the rest, also where the item taken out was the first that had it.
    store.pin({key: home for key in mine & theirs if key.startswith(WEAK)})
    store.rule(list(homes), apart, sorted(mine - theirs))
    return apart, [home, apart]


def _no_item(store: Store, name: str) -> JoganError:
    """The error for what is not the key of an item; it may well be a story, whose items are told then."""
    for candidate in names_of(name):
        if story := store.find_story(candidate):
            keys = list(dict.fromkeys(stored.key for stored in store.items_of([story], until=date.max)))
            if len(keys) == 1:
                return JoganError(name, f"is a story of one item, {keys[0]!r}", "There is nothing to take it out of.")
            listed = ", ".join(repr(key) for key in keys[:SHOWN]) + (" …" if len(keys) > SHOWN else "")
            return JoganError(name, "is a story and no item", f"Name one or more of its items: {listed}")
    return JoganError(
        f"item {name!r}",
        "is not known",
        "jogan why STORY prints the keys of a story's items (SOURCE|arxiv:2411.00001).",
    )


def join(store: Store, home: str, other: str) -> list[str]:
    """Say that two stories are one, the first; or that one item, by its key, is of it. The stories that changed."""
    guest = store.story_of_item(other)
    if guest is not None and guest != home:
        held = store.items_of([guest], until=date.max)
        if any(stored.key != other for stored in held):
            weak = {key for stored in held if stored.key == other for key in weak_keys(stored.item)}
            store.pin({key: story for key, story in store.stories_of(sorted(weak)).items() if story == guest})
            store.rule([other], home)
            return [home, guest]
    guest = guest or other
    if guest == home:
        return []
    held = store.items_of([guest], until=date.max)
    store.rule(sorted({stored.key for stored in held}), home, whole=guest)
    return [home, guest]


def _keys_of(stored: StoredItem) -> tuple[str, ...]:
    return (*strong_keys(stored.item), *about_keys(stored.item), *weak_keys(stored.item))


def reindex(store: Store, index: SearchIndex, files: Files, stories: Sequence[str]) -> None:
    """Put what became of these stories into the index, and take out those that are none any more."""
    documents = list(_documents(store, stories, files))
    index.remove(set(stories) - {document.story for document in documents})
    index.add(documents)


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
        if gone := store.taken_in(stories):
            index.remove(gone)
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
