"""What a story says: each field from the item that knows it best, with its provenance. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date
from typing import Any

from jogan.edit import same
from jogan.edit.address import clean_url
from jogan.model.collected import Item
from jogan.model.common import UNDATED, Kind, Language
from jogan.model.edited import ItemRef, StoredItem, Story

_HANGUL = re.compile(r"[가-힣]")
#: So many earlier items are looked at for the reason why an item belongs to its story.
_LOOK_BACK = 30


def tell(
    id: str,
    items: Sequence[StoredItem],
    *,
    aliases: Iterable[str] = (),
    update_of: date | None = None,
    language: Language | None = None,
    ruled: Collection[str] = (),
) -> Story:
    """The story that these items make, each field from the item that knows it best, with its provenance.

    Only the newest revision of each entry counts. A paper's fields come from the item with the highest version, then
    from one that has an arXiv id; a news story's from an item in `language`, then from the one with the longest text;
    among equals the day decides, then the name of the source, and never which source happened to answer first. The
    story is a paper if any item is one. Its address is printed clean (`address.clean_url`); the items keep theirs as
    it came.
    `ruled` holds the keys of items that a person put here.
    """
    newest: dict[str, StoredItem] = {}
    for stored in sorted(items, key=lambda stored: (stored.day, stored.order)):
        newest[stored.key] = stored
    chosen = sorted(newest.values(), key=lambda stored: (stored.day, stored.key))
    kind: Kind = "paper" if any(stored.item.kind == "paper" for stored in chosen) else "news"

    def rank(stored: StoredItem) -> tuple[bool, int, bool, bool, int, date, str]:
        item = stored.item
        foreign = language is not None and language_of(item) != language
        if kind == "news":
            return (False, 0, False, foreign, -len(item.text) - len(item.summary), stored.day, stored.key)
        return (item.kind != "paper", -(item.version or 0), "arxiv" not in item.ids, foreign, 0, stored.day, stored.key)

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
        url=clean_url(str(take("url"))),
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
        items=tuple(_refer(stored, chosen, place, ruled) for place, stored in enumerate(chosen)),
        update_of=update_of,
    )


def language_of(item: Item) -> str:
    """The language of what an item says: Korean where its title or most of its summary is in Hangul, else as given."""
    if _HANGUL.search(item.title) or len(_HANGUL.findall(item.summary)) * 3 > len(item.summary) > 0:
        return "ko"
    # A Korean site's feed says `ko` of its English entries too.
    return "en" if item.language in ("", "ko") else item.language


def _refer(stored: StoredItem, items: Sequence[StoredItem], place: int, ruled: Collection[str]) -> ItemRef:
    """The item as the story remembers it, with the reason for which it was taken as the same thing as another."""
    item = stored.item
    told = ""
    if stored.key in ruled:
        told = "joined by hand"
    elif place:
        # Identity is the better reason, whichever of the others gives it; those before it are asked first.
        others = (*items[:place], *items[place + 1 :])[:_LOOK_BACK]
        told = next(filter(None, (same.strong_link(item, other.item) for other in others)), "")
        told = told or next(filter(None, (same.weak_link(stored, other) for other in others)), "")
        told = told or "same thing as another of its items"
    day = None if stored.day == UNDATED else stored.day
    return ItemRef(key=stored.key, source=item.source, title=item.title, url=item.url, day=day, reason=told)
