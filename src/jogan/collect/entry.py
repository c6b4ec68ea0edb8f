"""A feed and its entries as plain text, whatever the format they came in. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jogan.collect.text import clip, lead

MAX_ENTRIES = 5000
MAX_TAGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as plain text. `published` is None where the feed gives no date that can be believed."""

    id: str
    title: str
    url: str
    summary: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    tags: tuple[str, ...] = ()
    language: str = ""
    comments: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its entries in its own order, how many were unusable or beyond the limit, and whether it broke off."""

    format: str
    title: str
    language: str
    entries: tuple[Entry, ...]
    unusable: int = 0
    skipped: int = 0
    truncated: bool = False


def made(*, identifier: str, title: str, link: str, base: str, summary: str, text: str, **rest: Any) -> Entry | None:
    """The entry, if it says anything: without a title it is called by its first words, without a link by the feed."""
    if not summary and text:
        summary = lead(text)
    title = title or clip(summary.partition("\n")[0], 100) or clip(link, 200)
    if not title:
        return None
    if not link:
        mark = hashlib.sha256((identifier or f"{title}\n{summary}").encode("utf-8", "replace")).hexdigest()[:12]
        link = f"{base.partition('#')[0]}#{mark}"
    return Entry(id=identifier, title=title, url=link, summary=summary, text=text, **rest)


def distinct(entries: list[Entry]) -> tuple[Entry, ...]:
    """The entries without repetitions: same link and title, or same id and title, or same id and link."""
    seen: set[tuple[str, str]] = set()
    kept: list[Entry] = []
    for entry in entries:
        marks = {("link+title", f"{entry.url}\n{entry.title}")}
        if entry.id:
            marks |= {("id+title", f"{entry.id}\n{entry.title}"), ("id+link", f"{entry.id}\n{entry.url}")}
        if seen.isdisjoint(marks):
            kept.append(entry)
        seen |= marks
    return tuple(kept)
