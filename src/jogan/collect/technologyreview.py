"""MIT Technology Review Korea: the site's feed first, its list of AI articles where the feed cannot be had.

A paid magazine: title, excerpt and link are taken, never the article. It publishes a few articles a week, so the top of
its list stays the same for weeks; an article belongs to the day on which it was first seen there.
"""

from __future__ import annotations

from dataclasses import replace

from jogan.collect import memory
from jogan.collect.failures import about
from jogan.collect.feed import ACCEPT, MAX_BYTES, to_items
from jogan.collect.feed_parse import parse_feed
from jogan.collect.pages import parse_category, without_badge
from jogan.config import SourceConfig
from jogan.errors import SourceError
from jogan.model.collected import Collected, Conversation, Item, Request, Window
from jogan.model.common import Failure, SectionName

FEED = "https://www.technologyreview.kr/feed/"
LIST = "https://www.technologyreview.kr/category/ai"


class TechnologyReview:
    """The source of kind `technologyreview`. `options`: `list_url`, the page that stands in for the feed."""

    def __init__(self, config: SourceConfig) -> None:
        self.name, self.kind = config.name, config.kind
        self.section: SectionName = config.section or "news"
        self.url = config.url or FEED
        self._list = str(config.options.get("list_url", LIST))
        self._language = config.language or "ko"

    def collect(self, window: Window) -> Conversation:
        """Read the feed, or the list."""
        failures: list[Failure] = []
        seen = memory.days(window.cursor.get("seen"))
        undated = memory.days(window.cursor.get("undated"))
        items: tuple[Item, ...] | None = None
        answer = yield Request(url=self.url, accept=ACCEPT, max_bytes=MAX_BYTES)
        if isinstance(answer, Failure):
            failures.append(answer)
        else:
            try:
                feed = parse_feed(
                    answer.body, url=answer.url, now=window.now, content_type=answer.headers.get("content-type", "")
                )
                items, undated = to_items(
                    feed,
                    source=self.name,
                    kind="news",
                    zone=window.zone,
                    day=window.day,
                    language=self._language,
                    known=undated,
                )
                items = tuple(replace(item, title=without_badge(item.title), text="") for item in items)
                for item in items:
                    seen.setdefault(memory.key_of(item.url), (item.day or window.day).isoformat())
            except SourceError as error:
                failures.append(about(self.name, "malformed", f"{error.what} {error.why}", error.remedy))
        if not items:
            answer = yield Request(url=self._list, accept="text/html", max_bytes=MAX_BYTES)
            if isinstance(answer, Failure):
                failures.append(answer)
            else:
                try:
                    cards = parse_category(answer.body, answer.url, answer.headers.get("content-type", ""))
                    items = tuple(
                        Item(
                            kind="news",
                            title=card.title,
                            url=card.url,
                            source=self.name,
                            summary=card.summary,
                            day=memory.first_seen(seen, card.url, window.day),
                            language=self._language,
                        )
                        for card in cards
                    )
                except SourceError as error:
                    failures.append(about(self.name, "drift", f"{error.what} {error.why}", error.remedy))
        cursor = {"seen": memory.trimmed(seen), "undated": memory.trimmed(undated)}
        if items is None:
            detail = failures[0].cause if failures else "gave nothing"
            return Collected(status="failed", detail=detail, failures=tuple(failures), cursor=cursor)
        if not items:
            return Collected(status="empty", detail="no articles", failures=tuple(failures), cursor=cursor)
        new = sum(item.day == window.day for item in items)
        detail = f"{len(items)} articles, {new or 'none'} of {window.day}"
        return Collected(status="ok", items=items, detail=detail, failures=tuple(failures), cursor=cursor)


def create(config: SourceConfig) -> TechnologyReview:
    """The factory behind the entry point."""
    return TechnologyReview(config)
