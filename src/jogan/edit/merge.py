"""One thing, one story: which items belong together. The rules for two items are in `same`; here they meet the archive.

Items are grouped without comparing each with all: what may be the same thing has a key in common (`identity`). A strong
key never joins two stories with different arXiv ids: then the stronger key wins and the weaker one is ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jogan.edit import same
from jogan.edit.identity import WEAK, about_keys, sought_keys, strong_keys, weak_keys
from jogan.model.collected import Item
from jogan.model.edited import StoredItem

#: Of a story with more items than this the first ones stand for all when a new item is compared with it.
MOST_COMPARED = 40
#: How the id of a story begins that a person took out of another.
APART = "item:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What `group` decided: the story of each item by its key, and story ids that turned out to be another's."""

    stories: Mapping[str, str]
    renamed: Mapping[str, str]
    keys: Mapping[str, str]
    """Every key that now names a story, with the story."""
    clues: Mapping[str, int] = field(default_factory=dict)
    """The weak keys that were not known before, each with the place (`order`) of the item that brought it."""


@dataclass(slots=True)
class _Cluster:
    id: str
    first: tuple[date, str]
    items: list[StoredItem] = field(default_factory=list)

    def ids(self, scheme: str) -> set[str]:
        return {stored.item.ids[scheme] for stored in self.items if scheme in stored.item.ids}


def group(
    new: Iterable[StoredItem],
    known: Mapping[str, str],
    existing: Sequence[StoredItem],
    rulings: Mapping[str, str] | None = None,
) -> Grouping:
    """Assign a story to each item of `new`.

    `known` maps keys to the ids of stories that have them already, `existing` holds those stories' items (with
    `story` set). `rulings` maps the keys of items to the story that a person put them into: it goes before every
    rule. The result does not depend on the order in which `new` is given.
    """
    ruled = rulings or {}
    clusters: dict[str, _Cluster] = {}
    for stored in sorted(existing, key=lambda stored: (stored.day, stored.key, stored.order)):
        story = stored.story or stored.key
        cluster = clusters.setdefault(story, _Cluster(story, (stored.day, stored.key)))
        cluster.items.append(stored)
    index = {key: story for key, story in known.items() if story in clusters}
    renamed: dict[str, str] = {}
    placed: dict[str, str] = {}
    clues: dict[str, int] = {}

    def find(story: str) -> str:
        while story in renamed:
            story = renamed[story]
        return story

    for stored in sorted(new, key=lambda stored: (stored.day, stored.key, stored.order)):
        if stored.key in ruled:
            # Its keys name the story that the rules would choose; they stay with that one.
            placed[stored.key] = ruled[stored.key]
            continue
        strong = strong_keys(stored.item)
        met = dict.fromkeys(find(index[key]) for key in sought_keys(stored.item) if key in index)
        certain, likely = _homes([clusters[story] for story in met], stored)
        found = sorted((*certain, *likely), key=lambda cluster: (*cluster.first, cluster.id))
        if found:
            home = certain[0] if certain and found[0] in likely and _are_two(certain[0], found[0]) else found[0]
            for other in found:
                weak = other in likely or home in likely
                if other is home or (_contradict(home, other) if weak else _are_two(home, other)):
                    continue
                home.items += other.items
                renamed[other.id] = home.id
                del clusters[other.id]
        else:
            home = _Cluster(_new_id(strong, clusters, renamed), (stored.day, stored.key))
            clusters[home.id] = home
        home.items.append(stored)
        placed[stored.key] = home.id
        for key in (*strong, *about_keys(stored.item)):
            index.setdefault(key, home.id)
        for key in weak_keys(stored.item):
            if key.startswith("title:") and find(index.get(key, home.id)) != home.id:
                # Two stories have this title: whatever comes later must be able to find either.
                key += "~2"
            if key not in index:
                index[key] = home.id
                clues[key] = stored.order

    return Grouping(
        stories={key: find(story) for key, story in placed.items()},
        renamed={old: find(old) for old in renamed},
        keys={key: find(story) for key, story in index.items() if not key.startswith(WEAK)},
        clues=clues,
    )


def _new_id(keys: Sequence[str], clusters: Mapping[str, _Cluster], renamed: Mapping[str, str]) -> str:
    """The first id of a new story: its strongest key that is not taken."""
    for key in keys:
        if key not in clusters and key not in renamed:
            return key
    n = 2
    while f"{keys[0]}~{n}" in clusters or f"{keys[0]}~{n}" in renamed:
        n += 1
    return f"{keys[0]}~{n}"


def _homes(clusters: Sequence[_Cluster], stored: StoredItem) -> tuple[list[_Cluster], list[_Cluster]]:
    """The stories that an item belongs to by identity, and those by title or text; oldest first.

    Two arXiv ids are two papers, whatever else they share. Where the weaker evidence speaks for two stories that cannot
    be one, it speaks for none.
    """
    item = stored.item
    certain: list[_Cluster] = []
    likely: list[_Cluster] = []
    for cluster in sorted(clusters, key=lambda cluster: (*cluster.first, cluster.id)):
        theirs = cluster.ids("arxiv")
        if "arxiv" in item.ids and theirs and item.ids["arxiv"] not in theirs:
            continue
        if any(same.strong_link(item, other.item) and not _rivals(item, other.item) for other in cluster.items):
            certain.append(cluster)
            continue
        compared = cluster.items[:MOST_COMPARED]
        if same.contradict((other.item for other in compared), item):
            continue
        if any(same.weak_link(stored, other) for other in compared):
            likely.append(cluster)
    if any(_contradict(one, other) for one in likely for other in likely if one is not other):
        likely = []
    return certain, likely


def _rivals(one: Item, other: Item) -> bool:
    """Whether two entries are two of one source, which would not tell one thing under two addresses."""
    return one.source == other.source and not set(strong_keys(one)) & set(strong_keys(other))


def _are_two(one: _Cluster, other: _Cluster) -> bool:
    """Whether two stories that an item belongs to by identity must stay two all the same: a person parted them."""
    return one.id.startswith(APART) or other.id.startswith(APART) or len(one.ids("arxiv") | other.ids("arxiv")) > 1


def _contradict(one: _Cluster, other: _Cluster) -> bool:
    """Whether anything that two stories hold says that they are two."""
    if _are_two(one, other):
        return True
    theirs = [stored.item for stored in other.items[:MOST_COMPARED]]
    return any(same.contradict(theirs, stored.item) for stored in one.items[:MOST_COMPARED])
