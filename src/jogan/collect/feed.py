"""Any feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed 1.0 and 1.1.

`parse_feed` is pure. feedparser reads the XML, leniently; what is dangerous in a foreign document is settled before
(size, character set, document type and entities) and after it (HTML, links, dates, identities).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from typing import Any

from jogan.collect import memory
from jogan.collect.entry import Feed
from jogan.collect.failures import about, safe_url
from jogan.collect.feed_parse import parse_feed
from jogan.collect.text import ids_in
from jogan.config import SourceConfig
from jogan.errors import ConfigError, SourceError
from jogan.model.collected import Collected, Conversation, Item, Request, Window
from jogan.model.common import UNDATED, Failure, Kind, SectionName

__all__ = ["FeedSource", "create", "parse_feed", "to_items"]

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
MAX_BYTES = 12_000_000
FIRST_SIGHT = 10
"""So many entries without a date count as new when a feed is read for the first time."""


def to_items(
    feed: Feed,
    *,
    source: str,
    kind: Kind,
    zone: tzinfo,
    day: date,
    language: str = "",
    known: Mapping[str, str] | None = None,
) -> tuple[tuple[Item, ...], dict[str, str]]:
    """The feed's entries as items, and the days under which its undated entries were first seen.

    A dated entry belongs to the day of its date in `zone`. An undated one belongs to the day on which it was first
    seen: that of `known` where it is remembered, `day` where it is new. Where nothing is remembered (`known` is None),
    the feed's first entries alone count as new; the others may be years old, and their day is UNDATED.
    """
    first_sight = known is None
    known = known or {}
    undated: dict[str, str] = {}
    items = []
    for entry in feed.entries:
        if entry.published is not None:
            own = entry.published.astimezone(zone).date()
        else:
            key = memory.key_of(entry.id or entry.url)
            new = UNDATED if first_sight and len(undated) >= FIRST_SIGHT else day
            own = date.fromisoformat(known.get(key, new.isoformat()))
            if len(undated) < memory.MOST:
                undated[key] = own.isoformat()
        items.append(
            Item(
                kind=kind,
                title=entry.title,
                url=entry.url,
                source=source,
                summary=entry.summary,
                text=entry.text,
                authors=entry.authors,
                published=entry.published,
                day=own,
                ids=ids_in((entry.url, entry.id, entry.comments)),
                categories=entry.tags,
                links={"comments": entry.comments} if entry.comments else {},
                language=entry.language or feed.language or language,
            )
        )
    return tuple(items), undated


@dataclass(frozen=True, slots=True)
class FeedSource:
    """The source of kind `feed`."""

    name: str
    kind: str
    section: SectionName
    url: str
    language: str = ""
    zone: tzinfo | None = None

    def collect(self, window: Window) -> Conversation:
        """Ask for the feed and read it."""
        answer = yield Request(url=self.url, accept=ACCEPT, max_bytes=MAX_BYTES)
        if isinstance(answer, Failure):
            return Collected(status="failed", detail=answer.cause, failures=(answer,), cursor=window.cursor)
        try:
            feed = parse_feed(
                answer.body,
                url=answer.url,
                now=window.now,
                content_type=answer.headers.get("content-type", ""),
                zone=self.zone,
            )
        except SourceError as error:
            failure = about(self.name, "malformed", f"{error.what} {error.why}", error.remedy)
            return Collected(status="failed", detail=failure.cause, failures=(failure,), cursor=window.cursor)
        if answer.truncated and not feed.truncated:
            feed = replace(feed, truncated=True)
        return self._told(feed, window)

    def _told(self, feed: Feed, window: Window) -> Collected:
        failures = []
        if feed.truncated:
            failures.append(about(self.name, "truncated", "the feed broke off; only its whole entries are kept"))
        if feed.unusable:
            failures.append(about(self.name, "malformed", f"{feed.unusable} entries have neither title nor text"))
        if feed.skipped:
            text = (
                f"the feed is too long; {feed.skipped:,} entries behind the first {len(feed.entries):,} were not read"
            )
            failures.append(about(self.name, "too-large", text))
        remembered = window.cursor.get("undated")
        items, undated = to_items(
            feed,
            source=self.name,
            kind="paper" if self.section == "papers" else "news",
            zone=window.zone,
            day=_first_seen(window),
            language=self.language,
            known=memory.days(remembered) if remembered is not None else None,
        )
        passed = sum(item.day == UNDATED for item in items) if remembered is None else 0
        cursor: dict[str, Any] = {"undated": undated} if undated else {}
        if not items:
            if failures:
                return Collected(status="failed", detail=failures[-1].cause, failures=tuple(failures), cursor=cursor)
            detail = "the feed has no entries"
            return Collected(status="empty", detail=detail, failures=tuple(failures), cursor=cursor)
        of_day = sum(item.day == window.day for item in items)
        newest = max((item.day for item in items if item.day), default=None)
        detail = f"{len(items)} entries, {of_day or 'none'} of {window.day}"
        if passed:
            detail += f"; {passed} without a date count as old, as the feed is read for the first time"
        if not of_day and newest:
            detail += f"; the newest is of {newest}"
        return Collected(status="ok", items=items, detail=detail, failures=tuple(failures), cursor=cursor)


def _first_seen(window: Window) -> date:
    """The day of what has no date and is seen now: the edition's, unless that is long past and only filled in now."""
    today = window.now.astimezone(window.zone).date()
    return window.day if today - window.day <= timedelta(days=1) else today


def create(config: SourceConfig) -> FeedSource:
    """The factory behind the entry point. `options = {timezone = "Asia/Seoul"}` tells how zoneless times are meant."""
    from zoneinfo import ZoneInfo

    if not config.url.startswith(("http://", "https://")):
        raise ConfigError(
            f"source {config.name!r}",
            f"its url {safe_url(config.url)!r} is no http(s) address" if config.url else "has no url",
            'Give the feed\'s address, such as url = "https://example.org/feed.xml".',
        )
    zone: tzinfo | None = None
    if name := config.options.get("timezone"):
        try:
            zone = ZoneInfo(str(name))
        except (KeyError, ValueError, OSError) as error:
            raise ConfigError(
                f"source {config.name!r}", f"there is no time zone {name!r}", "Write it like Asia/Seoul."
            ) from error
    return FeedSource(config.name, config.kind, config.section or "news", config.url, config.language, zone)
