"""The reader's search and its stories: pages, feeds of saved searches, and the API of both."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime

from starlette.requests import Request

from jogan import why
from jogan.errors import JoganError, StoreError
from jogan.press import feeds
from jogan.press.site_feeds import EPOCH
from jogan.press.site_words import SITE_WORDS
from jogan.press.text import one_line, web_url
from jogan.store.database import Store
from jogan.store.hits import Hits
from jogan.store.search import Order
from jogan.web import api
from jogan.web.answers import (
    MissingError,
    UnclearError,
    html_page,
    json_page,
    own_address,
    page_of,
    question,
    whole_number,
)
from jogan.web.library import Page
from jogan.web.marks import UNMARKED
from jogan.web.pages import Question, marked
from jogan.web.workshop import Workshop

LIMIT = 10
MAX_LIMIT = 100
SIMILAR = 6
PAGE_HITS = 20
FEED_HITS = 50
SHORT = {".atom": ".atom.xml", ".rss": ".rss.xml"}
"""Endings that a saved search's feed had before; who follows it there still gets it."""


class Stories:
    """What is answered about stories, and to those who search for some."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop, self.library, self.printer = workshop, workshop.library, workshop.printer

    def pages(self) -> dict[str, Callable[[Request], Awaitable[Page]]]:
        """The pages by path."""
        return {
            "/search": self.search_page,
            "/story/{id:path}": self.story_page,
            "/feeds/search{ending}": self.search_feed,
            "/api/search": self.search,
            "/api/story/{id:path}": self.story,
        }

    async def search(self, request: Request) -> Page:
        """The answer of the API to a query."""
        asked, limit = question(request), min(max(whole_number(request, "limit", LIMIT), 1), MAX_LIMIT)
        if "q" not in request.query_params and not asked.asks:
            raise UnclearError("the parameter q is missing: GET /api/search?q=QUERY")
        marks = self.library.kept.marks

        def make() -> Page:
            return json_page(api.found(self._hits(asked, limit), marks))

        return await self.workshop.made(
            ("search", asked.address(offset=asked.offset), limit, self.workshop.state), make
        )

    async def search_page(self, request: Request) -> Page:
        """The form, and what was found."""
        asked, behind = question(request), self.library.behind
        address = asked.address(offset=asked.offset or "")
        desk = self.workshop.own_desk(f"/search?{address}" if address else "/search", asked.marks)

        def make() -> Page:
            found = self._hits(asked, PAGE_HITS) if asked.asks else None
            return html_page(self.printer.search(asked, found, PAGE_HITS, desk, behind=behind))

        key = ("found", asked.address(offset=asked.offset), behind, self.workshop.state)
        return await self.workshop.made(key, make)

    async def search_feed(self, request: Request) -> Page:
        """A saved search as a feed: stories that have every word of it, newest first."""
        ending = SHORT.get(request.path_params["ending"], request.path_params["ending"])
        if ending not in feeds.FORMATS:
            raise MissingError
        asked = question(request)
        if not asked.asks:
            raise UnclearError("the parameter q is missing: GET /feeds/search.atom.xml?q=QUERY")
        base = own_address(request)

        def make() -> Page:
            hits = self.library.search(asked.query, FEED_HITS, matching="all", order="newest", filters=asked.marks)
            language = self.printer.language
            entries = [
                feeds.Entry(
                    id=feeds.entry_id(hit.story, language),
                    title=one_line(hit.title),
                    url=web_url(hit.url) or base,
                    html=str(marked(hit.snippet.text, ())),
                    summary=one_line(hit.snippet.text),
                    published=_morning(hit.day),
                    updated=_morning(hit.day),
                )
                for hit in hits.hits
            ]
            feed = feeds.Feed(
                id=feeds.feed_id(f"search:{asked.address()}", language),
                title=f"{SITE_WORDS[language].name} · {one_line(asked.query or asked.address())[:200]}",
                home=f"{base}search?{asked.address()}",
                name="search",
                language=language,
                updated=max((entry.updated for entry in entries), default=_morning(None)),
                entries=entries,
                base=f"{base}feeds/",
                query=asked.address(),
            )
            return page_of(feeds.FORMATS[ending](feed), api.FEED_MEDIA[ending])

        return await self.workshop.made(("saved", ending, asked.address(), base, self.workshop.state), make)

    async def story_page(self, request: Request) -> Page:
        """A story with its items, its editions and its like."""
        name = request.path_params["id"]
        desk = self.workshop.own_desk(request.url.path)

        def make() -> Page:
            with self.library.store() as store:
                story = why.told(store, _resolved(store, name), self.printer.language)
                held = [store.edition(day, self.printer.language) for day in store.decided(story.id)]
            editions = [one[0] for one in held if one]
            return html_page(self.printer.story(story, editions, self.library.similar(story.id, SIMILAR), desk))

        return await self.workshop.made(("story", name, self.workshop.state, self.library.editions), make)

    async def story(self, request: Request) -> Page:
        """All that is known of a story, for a program."""
        name = request.path_params["id"]
        marks = self.library.kept.marks

        def make() -> Page:
            with self.library.store() as store:
                story = why.told(store, _resolved(store, name), self.printer.language)
                account = why.account(store, story.id, self.printer.language)
            similar, mark = self.library.similar(story.id, SIMILAR), marks.get(story.id, UNMARKED)
            return json_page(api.told(story, account, similar, mark))

        return await self.workshop.made(("told", name, self.workshop.state, self.library.editions), make)

    def _hits(self, asked: Question, limit: int) -> Hits:
        """What the index finds; nothing for a question that asks nothing."""
        if not asked.asks:
            return Hits()
        order: Order = "newest" if asked.newest else "relevance"
        return self.library.search(asked.query, limit, asked.offset, order=order, filters=asked.marks)


def _resolved(store: Store, name: str) -> str:
    """The story that a name means. Raises MissingError."""
    try:
        return why.resolve(store, name)
    except StoreError:
        raise
    except (JoganError, ValueError) as error:
        raise MissingError from error


def _morning(day: date | None) -> datetime:
    """A feed wants moments; a story has a day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else EPOCH
