"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), read into entries. Pure; raises only SourceError."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any

from pydantic import Field, ValidationError

from jogan.collect.dates import believable
from jogan.collect.entry import MAX_ENTRIES, MAX_TAGS, Entry, Feed, distinct, made
from jogan.collect.lenient import Maybe, Shape, Some, load_json
from jogan.collect.text import MAX_TEXT, clip, iso_moment, language_code, plain, tidy, title_text, web_link
from jogan.errors import SourceError


class _Author(Shape):
    name: Maybe[str] = None


class _Item(Shape):
    id: Maybe[str | int] = None
    url: Maybe[str] = None
    external_url: Maybe[str] = None
    title: Maybe[str] = None
    content_html: Maybe[str] = None
    content_text: Maybe[str] = None
    summary: Maybe[str] = None
    date_published: Maybe[str] = None
    date_modified: Maybe[str] = None
    author: Maybe[_Author] = None
    authors: Some[_Author] = Field(default_factory=list)
    tags: Some[str] = Field(default_factory=list)
    language: Maybe[str] = None


class _Head(Shape):
    version: Maybe[str] = None
    title: Maybe[str] = None
    language: Maybe[str] = None
    items: list[Any]


def read_json(body: bytes, url: str, now: datetime, zone: tzinfo | None) -> Feed:
    """The feed in `body`, which came from `url`; `zone` is where times without a zone are meant. Raises SourceError."""
    document = load_json(body)
    try:
        head = _Head.model_validate({"items": document} if isinstance(document, list) else document)
    except ValidationError as error:
        raise SourceError(
            "the reply", "is JSON but not a feed", "Put the address of a JSON Feed into the configuration"
        ) from error
    entries: list[Entry] = []
    for raw in head.items[:MAX_ENTRIES]:
        try:
            item = _Item.model_validate(raw)
        except ValidationError:
            continue
        content = item.content_html or ""
        text = plain(content, MAX_TEXT) if content else clip(_lines(item.content_text or ""), MAX_TEXT)
        moment = _moment(item.date_published, zone) or _moment(item.date_modified, zone)
        entry = made(
            identifier=tidy(str(item.id if item.id is not None else ""))[:2000],
            title=title_text(item.title or ""),
            link=web_link(item.url or "", url)
            or web_link(item.external_url or "", url)
            or web_link(str(item.id or "")),
            base=url,
            summary=plain(item.summary or ""),
            text=text,
            authors=tuple(
                name
                for author in ([*item.authors, *([item.author] if item.author else [])])
                if (name := title_text(author.name or ""))
            ),
            published=believable(moment, now),
            tags=tuple(title_text(tag) for tag in item.tags[:MAX_TAGS]),
            language=language_code(item.language or ""),
            comments="",
        )
        if entry is not None and (item.url or item.external_url or item.title or head.version):
            entries.append(entry)
    if head.items and not entries and not head.version:
        raise SourceError(
            "the reply", "is JSON of another shape than a feed", "Put the address of a feed into the configuration"
        )
    return Feed(
        format="json",
        title=title_text(head.title or ""),
        language=language_code(head.language or ""),
        entries=distinct(entries),
        unusable=min(len(head.items), MAX_ENTRIES) - len(entries),
        skipped=max(0, len(head.items) - MAX_ENTRIES),
    )


def _moment(text: str | None, zone: tzinfo | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = iso_moment(text) or datetime.fromisoformat(text.strip()).replace(tzinfo=zone or UTC)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _lines(text: str) -> str:
    return "\n".join(line for line in map(tidy, text[:1_000_000].splitlines()) if line)
