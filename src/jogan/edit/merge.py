"""One thing, one story: which items are the same, and what the story then says.

First principle: a false merge is worse than a missed one, since it hides a story. So items are one thing only

1. by a strong key: the same arXiv id, the same DOI, the same canonical URL; or
2. by a title that is long enough to name one thing (`identity.title_key`), between items of which nothing else says
   that they differ: no two arXiv ids or DOIs, no two author lists without a common name, not the same source with
   two addresses (a column that repeats its title), for news not more than `TITLE_DAYS` apart.

Never by similarity of topic or text. A strong key never joins two stories with different arXiv ids: then the
stronger key wins and the weaker one is ignored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date
from typing import Any

from jogan.edit.identity import fold_title, strong_keys, title_key
from jogan.model import Item, ItemRef, Kind, StoredItem, Story

#: News with the same title further apart than this are two events (days).
TITLE_DAYS = 7

_SCHEME_WORDS = {"arxiv": "arXiv id", "doi": "DOI", "url": "address"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """What `group` decided: the story of each item by its key, and story ids that turned out to be another's."""

    stories: Mapping[str, str]
    renamed: Mapping[str, str]
    keys: Mapping[str, str]
    """Every key, strong or title, that now names a story."""


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

    def find(story: str) -> str:
        while story in renamed:
            story = renamed[story]
        return story

    for stored in sorted(new, key=lambda stored: (stored.day, stored.key, stored.order)):
        if stored.key in ruled:
            # Its keys name the story that the rules would choose; they stay with that one.
            placed[stored.key] = ruled[stored.key]
            continue
        keys = strong_keys(stored.item)
        found: list[_Cluster] = []
        for key in keys:
            if key in index:
                cluster = clusters[find(index[key])]
                if cluster not in found and _may_join(cluster, stored.item):
                    found.append(cluster)
        title = title_key(stored.item)
        if not found and title and title in index:
            cluster = clusters[find(index[title])]
            if _same_title_same_thing(cluster, stored):
                found.append(cluster)
        if found:
            found.sort(key=lambda cluster: (*cluster.first, cluster.id))
            home = found[0]
            for other in found[1:]:
                if len(home.ids("arxiv") | other.ids("arxiv")) > 1:
                    continue
                home.items += other.items
                renamed[other.id] = home.id
                del clusters[other.id]
        else:
            home = _Cluster(_new_id(keys, clusters, renamed), (stored.day, stored.key))
            clusters[home.id] = home
        home.items.append(stored)
        placed[stored.key] = home.id
        for key in keys:
            index.setdefault(key, home.id)
        if title:
            index.setdefault(title, home.id)

    return Grouping(
        stories={key: find(story) for key, story in placed.items()},
        renamed={old: find(old) for old in renamed},
        keys={key: find(story) for key, story in index.items()},
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


def _may_join(cluster: _Cluster, item: Item) -> bool:
    """Whether nothing forbids a strong key: two arXiv ids are two papers, whatever else they share."""
    theirs = cluster.ids("arxiv")
    return "arxiv" not in item.ids or not theirs or item.ids["arxiv"] in theirs


def _same_title_same_thing(cluster: _Cluster, stored: StoredItem) -> bool:
    item = stored.item
    for scheme in ("arxiv", "doi"):
        theirs = cluster.ids(scheme)
        if scheme in item.ids and theirs and item.ids[scheme] not in theirs:
            return False
    if any(other.item.source == item.source and other.key != stored.key for other in cluster.items):
        return False
    authors = [other.item.authors for other in cluster.items if other.item.authors]
    if item.authors and authors and not any(_share_an_author(item.authors, names) for names in authors):
        return False
    news = item.kind == "news" and all(other.item.kind == "news" for other in cluster.items)
    return not news or min(abs((stored.day - other.day).days) for other in cluster.items) <= TITLE_DAYS


def _share_an_author(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    def family(name: str) -> str:
        plain = unicodedata.normalize("NFKD", name).casefold()
        words = re.findall(r"[^\W\d_]+", "".join(ch for ch in plain if not unicodedata.combining(ch)))
        return max((words[0], words[-1]), key=len) if "," in name and words else (words[-1] if words else "")

    return bool({family(name) for name in ours} & {family(name) for name in theirs} - {""})


def tell(id: str, items: Sequence[StoredItem], *, aliases: Iterable[str] = (), update_of: date | None = None) -> Story:
    """The story that these items make, each field from the item that knows it best, with its provenance.

    Only the newest revision of each entry counts. A paper's fields come from the item with the highest version, then
    from one that has an arXiv id; a news story's from the one with the longest text; among equals the day decides, then
    the name of the source, and never which source happened to answer first. The story is a paper if any item is one.
    """
    newest: dict[str, StoredItem] = {}
    for stored in sorted(items, key=lambda stored: (stored.day, stored.order)):
        newest[stored.key] = stored
    chosen = sorted(newest.values(), key=lambda stored: (stored.day, stored.key))
    kind: Kind = "paper" if any(stored.item.kind == "paper" for stored in chosen) else "news"

    def rank(stored: StoredItem) -> tuple[bool, int, bool, int, date, str]:
        item = stored.item
        if kind == "news":
            return (False, 0, False, -len(item.text) - len(item.summary), stored.day, stored.key)
        return (item.kind != "paper", -(item.version or 0), "arxiv" not in item.ids, 0, stored.day, stored.key)

    best = sorted(chosen, key=rank)
    provenance: dict[str, str] = {}

    def take(name: str) -> Any:
        for stored in best:
            value = getattr(stored.item, name)
            if value:
                provenance[name] = stored.key
                return value
        return getattr(best[0].item, name)

    def union(name: str) -> dict[str, str]:
        merged: dict[str, str] = {}
        for stored in best:
            for key, value in getattr(stored.item, name).items():
                if key not in merged:
                    merged[key] = value
                    provenance[f"{name}.{key}"] = stored.key
        return merged

    signals: dict[str, float] = {}
    for stored in best:
        for key, value in stored.item.signals.items():
            signals[key] = max(value, signals.get(key, value))
    version = max((stored.item.version or 0 for stored in chosen), default=0) or None
    story = Story(
        id=id,
        kind=kind,
        title=str(take("title")),
        url=str(take("url")),
        day=chosen[-1].day,
        first_day=min(stored.day for stored in items),
    )
    return replace(
        story,
        summary=take("summary"),
        text=take("text"),
        authors=take("authors"),
        # In one zone, so that two sources that give the same moment give the same text.
        published=min(
            (stored.item.published.astimezone(UTC) for stored in chosen if stored.item.published), default=None
        ),
        ids=union("ids"),
        version=version,
        categories=take("categories"),
        links=union("links"),
        # The newest version says whether the paper still stands.
        withdrawn=any(stored.item.withdrawn for stored in chosen if (stored.item.version or 0) == (version or 0))
        or (version is None and any(stored.item.withdrawn for stored in chosen)),
        comment=take("comment"),
        language=take("language"),
        signals=signals,
        aliases=tuple(sorted(set(aliases) - {id})),
        provenance=provenance,
        items=tuple(_refer(stored, chosen[0]) for stored in chosen),
        update_of=update_of,
    )


def _refer(stored: StoredItem, first: StoredItem) -> ItemRef:
    """The item as the story remembers it, with the reason for which it was taken as the same thing as the first."""
    item = stored.item
    reason = ""
    if stored is not first:
        shared = sorted(set(strong_keys(item)) & set(strong_keys(first.item)))
        if shared:
            scheme, _, value = shared[0].partition(":")
            reason = f"same {_SCHEME_WORDS[scheme]} {value}"
        elif fold_title(item.title) == fold_title(first.item.title):
            reason = "same title"
        else:
            reason = "same identifier as another of its items"
    return ItemRef(key=stored.key, source=item.source, title=item.title, url=item.url, day=stored.day, reason=reason)
