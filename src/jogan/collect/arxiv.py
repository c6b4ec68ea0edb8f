"""arXiv: the daily feeds, one request for all categories of a source.

The feed states its own announcement day, and that day is believed rather than the clock: before the feed turns (at
midnight US Eastern, early afternoon in Seoul) it still shows the day before, and on weekends and holidays it is empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator

from jogan.collect.arxiv_parse import DailyFeed, author_names, is_withdrawn, parse_feed
from jogan.collect.calendar import feed_day, why_empty
from jogan.collect.failures import about
from jogan.config import SourceConfig
from jogan.errors import ConfigError, SourceError
from jogan.model import Collected, Conversation, Failure, Request, Response, SectionName, Window

__all__ = ["Arxiv", "author_names", "create", "is_withdrawn", "parse_feed"]

FEEDS = "https://rss.arxiv.org"
ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.8"
MAX_BYTES = 20_000_000
"""A full day of 2,000 papers has about 5 MB."""


class Arxiv:
    """The source of kind `arxiv`."""

    def __init__(self, config: SourceConfig) -> None:
        if not config.categories:
            raise ConfigError(
                f"source {config.name!r}", "names no categories", 'Add, for example, categories = ["cs.CL", "cs.LG"].'
            )
        self.name, self.kind = config.name, config.kind
        self.section: SectionName = config.section or "papers"
        self.categories = config.categories
        self._base = (config.url or FEEDS).rstrip("/")
        self.url = f"{self._base}/rss/{'+'.join(config.categories)}"

    def collect(self, window: Window) -> Conversation:
        """Read the RSS feed, or the Atom feed where that one cannot be had."""
        failures: list[Failure] = []
        for flavor in ("rss", "atom"):
            feed = yield from self._feed(flavor, failures)
            if feed is not None:
                return self._told(feed, window, failures)
        return Collected(status="failed", detail=failures[0].cause, failures=tuple(failures))

    def _feed(self, flavor: str, failures: list[Failure]) -> Generator[Request, Response | Failure, DailyFeed | None]:
        """One path: the feed in one of its flavors, or None with the reason in `failures`."""
        answer = yield Request(
            url=f"{self._base}/{flavor}/{'+'.join(self.categories)}",
            accept=ACCEPT,
            max_bytes=MAX_BYTES,
            pace_group="arxiv.org",
        )
        if isinstance(answer, Failure):
            failures.append(answer)
            return None
        try:
            return parse_feed(answer.body, source=self.name)
        except SourceError as error:
            failures.append(about(self.name, "malformed", f"{error.what} {error.why}", error.remedy))
            return None

    def _told(self, feed: DailyFeed, window: Window, failures: list[Failure]) -> Collected:
        if feed.unusable:
            failures.append(about(self.name, "malformed", f"{feed.unusable} entries have no title or no arXiv id"))
        if feed.truncated:
            failures.append(about(self.name, "truncated", "the feed broke off; its whole entries are kept"))
        cursor = {"day": feed.day.isoformat()} if feed.day else {}
        if feed.items:
            kinds = Counter(item.announce or "unmarked" for item in feed.items)
            detail = (
                f"{len(feed.items)} papers announced on {feed.day} ({', '.join(f'{n} {k}' for k, n in kinds.items())})"
            )
            if feed.day != window.day:
                detail += (
                    f"; the feed shows {feed.day}, not yet {window.day}" if feed.day and feed.day < window.day else ""
                )
            return Collected(status="ok", items=feed.items, detail=detail, failures=tuple(failures), cursor=cursor)
        if failures and feed.unusable:
            return Collected(status="failed", detail=failures[-1].cause, failures=tuple(failures))
        day = feed.day or feed_day(window.now)
        reason = why_empty(day) or f"the feed of {day} is empty although papers were expected"
        return Collected(status="empty", detail=reason, failures=tuple(failures), cursor=cursor)


def create(config: SourceConfig) -> Arxiv:
    """The factory behind the entry point."""
    return Arxiv(config)
