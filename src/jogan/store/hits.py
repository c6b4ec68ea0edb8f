"""What the search takes and gives: documents in, hits out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jogan.model.common import UNDATED, Kind
from jogan.model.edited import Story
from jogan.store.snippet import Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the index takes of a story. `categories` are its drawer in the edition and its sources' own categories."""

    story: str
    kind: Kind
    title: str
    url: str
    summary: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    day: date | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A story found. `snippet` is a part of its summary; spans in it and in the title are (start, end) of matches."""

    story: str
    title: str
    url: str
    ids: Mapping[str, str]
    score: float
    kind: Kind
    day: date | None
    category: str
    snippet: Snippet
    title_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The answer: `hits` from the offset on, how many stories match, and `notes` on what was ignored or corrected."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    notes: tuple[str, ...] = ()


def document_of(story: Story, category: str = "") -> Document:
    """A story as the index takes it, filed under the category of that id."""
    return Document(
        story=story.id,
        kind=story.kind,
        title=story.title,
        url=story.url,
        summary=story.summary,
        text=story.text,
        authors=story.authors,
        categories=tuple(dict.fromkeys(name for name in (category, *story.categories) if name)),
        sources=tuple(dict.fromkeys(item.source for item in story.items)),
        day=None if story.day == UNDATED else story.day,
        ids=story.ids,
        language=story.language,
    )


def to_json(hits: Hits) -> dict[str, Any]:
    """The answer of `GET /api/search`."""
    return {
        "hits": [
            {"story": hit.story, "title": hit.title, "url": hit.url, "ids": dict(hit.ids), "score": round(hit.score, 4)}
            for hit in hits.hits
        ]
    }
