"""hackernews.betacat.io, an optional extra beside Hacker News itself: its digest adds summaries, and has stopped for
days (its own issues 42 and 49). Read article by article, so that one without a score shifts no other.
"""

from __future__ import annotations

from jogan.collect.failures import about
from jogan.collect.pages import parse_digest
from jogan.config import SourceConfig
from jogan.errors import SourceError
from jogan.model.collected import Collected, Conversation, Item, Request, Window
from jogan.model.common import Failure, SectionName

URL = "https://hackernews.betacat.io/"
MAX_BYTES = 5_000_000


class Betacat:
    """The source of kind `betacat`."""

    def __init__(self, config: SourceConfig) -> None:
        self.name, self.kind = config.name, config.kind
        self.section: SectionName = config.section or "news"
        self.url = config.url or URL
        self._language = config.language or ("zh" if "zh.html" in self.url else "en")

    def collect(self, window: Window) -> Conversation:
        """Read the digest's page."""
        answer = yield Request(url=self.url, accept="text/html", max_bytes=MAX_BYTES)
        if isinstance(answer, Failure):
            return Collected(status="failed", detail=answer.cause, failures=(answer,))
        try:
            cards, unusable = parse_digest(answer.body, answer.url, answer.headers.get("content-type", ""))
        except SourceError as error:
            failure = about(self.name, "drift", f"{error.what} {error.why}", error.remedy)
            return Collected(status="failed", detail=failure.cause, failures=(failure,))
        items = tuple(
            Item(
                kind="news",
                title=card.title,
                url=card.url,
                source=self.name,
                summary=card.summary,
                published=card.published,
                day=card.published.astimezone(window.zone).date() if card.published else None,
                ids=dict(card.ids),
                links={"discussion": card.discussion} if card.discussion else {},
                language=self._language,
                signals={"points": float(card.score)} if card.score is not None else {},
            )
            for card in cards
        )
        failures = (about(self.name, "malformed", f"{unusable} stories have no title or no link"),) if unusable else ()
        newest = max((item.day for item in items if item.day), default=None)
        old = newest is not None and (window.day - newest).days > 1
        detail = f"{len(items)} stories" + (f"; the newest is of {newest}" if old else "")
        return Collected(status="stale" if old else "ok", items=items, detail=detail, failures=failures)


def create(config: SourceConfig) -> Betacat:
    """The factory behind the entry point."""
    return Betacat(config)
