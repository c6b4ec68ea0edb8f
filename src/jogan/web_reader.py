"""The reader: editions, search and feeds out of the store, at an address of this machine. Read only.

What a request needs is made once and kept (`Shelf`) under what it was made of, so that nothing old is shown: an edition
under its fingerprint, an answer of the search under the state of the index. Two requests for the same page wait for one
making of it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import cast
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from jogan import press, web_api, why
from jogan.errors import JoganError, StoreError
from jogan.model import Edition, Language
from jogan.press import document, feeds, site, wording
from jogan.press.site_manifest import Settings
from jogan.press.site_words import SITE_WORDS
from jogan.press.text import one_line, web_url
from jogan.store.hits import Hits
from jogan.store.search import Order
from jogan.web_answers import (
    MEDIA,
    MissingError,
    UnclearError,
    html_page,
    is_for_programs,
    json_page,
    mark_filters,
    own_address,
    page_of,
    question,
    redirect,
    send,
    whole_number,
)
from jogan.web_desk import Desk, desk_of
from jogan.web_library import Library, Page, Printed, Shelf
from jogan.web_marking import Marking
from jogan.web_marks import UNMARKED, without_hidden
from jogan.web_pages import Printer, Question, marked, style
from jogan.web_words import READER_WORDS

LIMIT = 10
MAX_LIMIT = 100
SIMILAR = 6
PAGE_HITS = 20
FEED_HITS = 50
KINDS = {"papers": "paper", "news": "news"}
SHORT = {".atom": ".atom.xml", ".rss": ".rss.xml"}
"""Endings that a saved search's feed had before; who follows it there still gets it."""


class Reader:
    """The pages and answers, over one library."""

    def __init__(self, library: Library, printer: Printer, version: str) -> None:
        self.library, self.printer = library, printer
        self._version = version
        self._shelf = Shelf()
        self._making: dict[Sequence[object], asyncio.Future[Page]] = {}
        # Pages are made one at a time: what draws charts is not made for several threads.
        self._press = ThreadPoolExecutor(1, "jogan-press")
        self._desk = ThreadPoolExecutor(2, "jogan-desk")
        self._marking = Marking(library, self._desk)

    def app(self) -> ASGIApp:
        """The application without its guard."""
        listed = [Route(path, self._answering(make), methods=["GET"]) for path, make in self._pages().items()]
        listed += [Route(path, self._answering(do), methods=["POST"]) for path, do in self._marking.posts().items()]
        listed += [Route("/editions", redirect("/editions/")), Route("/editions/{day}", redirect("/editions/{day}/"))]

        async def lost(request: Request, _: Exception) -> Response:
            return send(request, self._missing(request))

        app = Starlette(routes=listed, exception_handlers={HTTPException: lost})
        app.router.redirect_slashes = False
        return app

    def _pages(self) -> dict[str, Callable[[Request], Awaitable[Page]]]:
        return {
            "/": self.front,
            "/editions/": self.archive,
            "/editions/{day}/": self.edition,
            "/editions/{day}/{name}": self.file,
            "/search": self.search_page,
            "/story/{id:path}": self.story_page,
            "/saved": self.saved,
            "/static/reader.css": self.sheet,
            "/feeds/search{ending}": self.search_feed,
            "/feeds/{name}": self.feed,
            "/api/search": self.search,
            "/api/editions": self.editions,
            "/api/editions/{day}": self.edition_document,
            "/api/story/{id:path}": self.story,
            "/api/marks": self.marks,
            "/api/searches": self.searches,
            "/openapi.json": self.openapi,
            "/health": self.health,
        }

    def close(self) -> None:
        """End the threads."""
        self._press.shutdown(cancel_futures=True)
        self._desk.shutdown(cancel_futures=True)

    # ── Editions ──

    async def front(self, request: Request) -> Page:
        """The newest edition."""
        printed = self.library.newest()
        if printed is None:
            words = SITE_WORDS[self.printer.language]
            return html_page(self.printer.message(words.name, words.nothing_yet))
        return await self._edition_page(request, printed, f"editions/{printed.date.isoformat()}/")

    async def edition(self, request: Request) -> Page:
        """The page of one edition, or of those of its stories that the filters let through."""
        return await self._edition_page(request, self._printed(request))

    async def _edition_page(self, request: Request, printed: Printed, folder: str = "") -> Page:
        given = request.query_params
        filters = mark_filters(given) | {name: given[name][:200] for name in ("category", "source") if given.get(name)}
        language = {"lang": given["lang"]} if given.get("lang") else {}
        address = urlencode(filters | language)
        back = request.url.path + (f"?{address}" if address else "")
        kept = self.library.kept

        def make() -> Page:
            edition = self._whole(printed)
            desk = desk_of(edition, key=self._marking.key, back=back, marks=kept.marks, filters=filters)
            text, policy = self.printer.edition(edition, desk, folder)
            return html_page(text, policy=policy)

        return await self._kept(("edition", printed, folder, back, kept.version), make, self._press)

    async def file(self, request: Request) -> Page:
        """A file of an edition, rendered from what is stored."""
        printed, name = self._printed(request), request.path_params["name"]
        day = printed.date.isoformat()
        names = {f"{title}_{day}_report.md" for title in wording.SECTION_TITLES.values()}
        names |= {f"{stem}_{day}{ending}" for stem in wording.FILE_STEMS.values() for ending in (".png", ".svg")}
        if name not in {*names, "edition.json", "index.html"}:
            raise MissingError

        def make() -> Page:
            data = next((one.data for one in press.artifacts(self._whole(printed)) if one.name == name), None)
            if data is None:
                raise MissingError
            ending = name[name.rindex(".") :]
            # The chart's own style stands in it; a page opened by itself may use that and nothing else.
            policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
            return page_of(data, MEDIA[ending], policy=policy)

        return await self._kept(("file", printed, name), make, self._press)

    async def archive(self, _: Request) -> Page:
        """The calendar of editions."""
        known = self.library.editions
        make = lambda: html_page(self.printer.archive(one.date for one in known))  # noqa: E731
        return await self._kept(("archive", known), make, self._press)

    async def editions(self, _: Request) -> Page:
        """The list of editions, newest first."""
        return json_page(
            {
                "editions": [
                    {
                        "date": one.date.isoformat(),
                        "language": one.language,
                        "url": f"/editions/{one.date.isoformat()}/",
                    }
                    for one in reversed(self.library.editions)
                ]
            }
        )

    async def edition_document(self, request: Request) -> Page:
        """An edition as its document."""
        printed = self._printed(request)
        make = lambda: page_of(document.dumps(self._whole(printed)), MEDIA[".json"])  # noqa: E731
        return await self._kept(("document", printed), make, self._desk)

    def _printed(self, request: Request) -> Printed:
        raw = request.path_params["day"]
        try:
            day = date.fromisoformat(raw)
        except ValueError as error:
            raise MissingError from error
        asked = request.query_params.get("lang", "")
        if asked not in ("", "ko", "en"):
            raise MissingError
        printed = self.library.find(day, cast("Language", asked) if asked else None)
        if printed is None or day.isoformat() != raw:
            raise MissingError
        return printed

    def _whole(self, printed: Printed) -> Edition:
        edition = self.library.edition(printed)
        if edition is None:
            raise MissingError
        return edition

    # ── Search and stories ──

    async def search(self, request: Request) -> Page:
        """The answer of the API to a query."""
        asked, limit = question(request), min(max(whole_number(request, "limit", LIMIT), 1), MAX_LIMIT)
        if "q" not in request.query_params and not asked.asks:
            raise UnclearError("the parameter q is missing: GET /api/search?q=QUERY")
        marks = self.library.kept.marks

        def make() -> Page:
            return json_page(web_api.found(self._hits(asked, limit), marks))

        return await self._kept(("search", asked.address(offset=asked.offset), limit, self._state()), make, self._desk)

    async def search_page(self, request: Request) -> Page:
        """The form, and what was found."""
        asked, behind = question(request), self.library.behind
        address = asked.address(offset=asked.offset or "")
        desk = self._own_desk(f"/search?{address}" if address else "/search", asked.marks)

        def make() -> Page:
            found = self._hits(asked, PAGE_HITS) if asked.asks else None
            return html_page(self.printer.search(asked, found, PAGE_HITS, desk, behind=behind))

        key = ("found", asked.address(offset=asked.offset), behind, self._state())
        return await self._kept(key, make, self._desk)

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
            return page_of(feeds.FORMATS[ending](feed), web_api.FEED_MEDIA[ending])

        return await self._kept(("saved", ending, asked.address(), base, self._state()), make, self._desk)

    async def feed(self, request: Request) -> Page:
        """The feed of a section or category, as the site has it, without what is hidden here."""
        asked = request.path_params["name"]
        language = self.printer.language
        known = tuple(one for one in self.library.editions if one.language == language)[-site.FEED_DAYS :]
        ending = next((ending for ending in feeds.FORMATS if asked.endswith(ending)), None)
        if ending is None:
            raise MissingError
        name, base, marks = asked.removesuffix(ending), own_address(request), self.library.kept.marks

        def make() -> Page:
            editions = [without_hidden(self._whole(one), marks) for one in known]
            for feed in site.feeds_of(editions, Settings(language=language)):
                if feed.name == name:
                    section, _, category = name.partition("-")
                    found = urlencode({"kind": KINDS[section], "category": category, "order": "newest"})
                    home = f"{base}search?{found}" if category else base
                    whole = replace(feed, home=home, base=f"{base}feeds/")
                    return page_of(feeds.FORMATS[ending](whole), web_api.FEED_MEDIA[ending])
            raise MissingError

        return await self._kept(("feed", asked, base, known, self.library.kept.version), make, self._press)

    def _hits(self, asked: Question, limit: int) -> Hits:
        """What the index finds; nothing for a question that asks nothing."""
        if not asked.asks:
            return Hits()
        order: Order = "newest" if asked.newest else "relevance"
        return self.library.search(asked.query, limit, asked.offset, order=order, filters=asked.marks)

    def _state(self) -> tuple[int, date, int]:
        return self.library.generation, self.library.today(), self.library.kept.version

    def _own_desk(self, back: str, filters: Mapping[str, str] | None = None) -> Desk:
        """The buttons of a page that is not an edition's."""
        return Desk(
            key=self._marking.key, back=back, language=self.printer.language, marks=self.library.kept.marks,
            filters=filters or {},
        )  # fmt: skip

    async def story_page(self, request: Request) -> Page:
        """A story with its items, its editions and its like."""
        name = request.path_params["id"]
        desk = self._own_desk(request.url.path)

        def make() -> Page:
            with self.library.store() as store:
                story = why.told(store, _resolved(store, name), self.printer.language)
                held = [store.edition(day, self.printer.language) for day in store.decided(story.id)]
            editions = [one[0] for one in held if one]
            return html_page(self.printer.story(story, editions, self.library.similar(story.id, SIMILAR), desk))

        return await self._kept(("story", name, self._state(), self.library.editions), make, self._desk)

    async def story(self, request: Request) -> Page:
        """All that is known of a story, for a program."""
        name = request.path_params["id"]
        marks = self.library.kept.marks

        def make() -> Page:
            with self.library.store() as store:
                story = why.told(store, _resolved(store, name), self.printer.language)
                account = why.account(store, story.id, self.printer.language)
            similar, mark = self.library.similar(story.id, SIMILAR), marks.get(story.id, UNMARKED)
            return json_page(web_api.told(story, account, similar, mark))

        return await self._kept(("told", name, self._state(), self.library.editions), make, self._desk)

    # ── What readers said ──

    async def saved(self, _: Request) -> Page:
        """What the reader said of stories, and the searches that they keep."""
        kept = self.library.kept
        make = lambda: html_page(self.printer.saved(kept, self._marking.key))  # noqa: E731
        return await self._kept(("saved", kept.version), make, self._desk)

    async def marks(self, _: Request) -> Page:
        """Every story that is marked, for a program."""
        return self._marking.marks()

    async def searches(self, _: Request) -> Page:
        """Every search that is kept, for a program."""
        return self._marking.searches()

    # ── About the reader ──

    async def sheet(self, _: Request) -> Page:
        """The style sheet."""
        return await self._kept(("sheet",), lambda: page_of(style().encode(), "text/css; charset=utf-8"), self._desk)

    async def openapi(self, _: Request) -> Page:
        """The API's own description."""
        return await self._kept(("openapi",), lambda: json_page(web_api.openapi(self._version)), self._desk)

    async def health(self, _: Request) -> Page:
        """Whether the reader answers, and from what."""
        newest = self.library.newest()
        try:
            stories, index = self.library.stories(), "behind" if self.library.behind else "current"
        except StoreError:
            stories, index = 0, "broken"
        return json_page(
            {
                "status": "degraded" if index == "broken" else "ok",
                "stories": stories,
                "editions": len(self.library.editions),
                "newest": newest.date.isoformat() if newest else None,
                "index": index,
            }
        )

    # ── Plumbing ──

    async def _kept(self, key: Sequence[object], make: Callable[[], Page], room: ThreadPoolExecutor) -> Page:
        """The page under the key; made by one thread while all who ask for it wait."""
        page = self._shelf.get(key)
        if page is not None:
            return page
        making = self._making.get(key)
        if making is None:
            making = asyncio.get_running_loop().run_in_executor(room, make)
            self._making[key] = making

            def made(done: asyncio.Future[Page]) -> None:
                self._making.pop(key, None)
                if not done.cancelled() and done.exception() is None:
                    self._shelf.put(key, done.result())

            making.add_done_callback(made)
        return await asyncio.shield(making)

    def _answering(
        self, make: Callable[[Request], Awaitable[Page | Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                page = await make(request)
                if isinstance(page, Response):
                    return page
            except MissingError:
                page = self._missing(request)
            except UnclearError as error:
                page = self._trouble(request, error.status, str(error))
            except StoreError as error:
                sys.stderr.write(f"jogan: {error}\n")
                page = self._trouble(request, 503, "the database or the search index cannot answer now")
            except Exception as error:  # noqa: BLE001 - whatever it is, readers get a page and no traceback
                sys.stderr.write(f"jogan: a fault of jogan's own: {type(error).__name__}: {error}\n")
                page = self._trouble(request, 500, "a fault of jogan's own")
            return send(request, page)

        return endpoint

    def _missing(self, request: Request) -> Page:
        words = READER_WORDS[self.printer.language]
        if is_for_programs(request):
            return json_page({"error": "there is no such page"}, 404)
        return html_page(self.printer.message(words.not_found, words.not_found_hint), status=404)

    def _trouble(self, request: Request, status: int, why: str) -> Page:
        if is_for_programs(request):
            return json_page({"error": why}, status)
        words = READER_WORDS[self.printer.language]
        said = words.stale if status == 403 else why if status < 500 else words.broken_hint
        return html_page(self.printer.message(words.broken, said), status=status)


def _resolved(store: object, name: str) -> str:
    """The story that a name means. Raises MissingError."""
    from jogan.store.database import Store

    try:
        return why.resolve(cast("Store", store), name)
    except StoreError:
        raise
    except (JoganError, ValueError) as error:
        raise MissingError from error


def _morning(day: date | None) -> datetime:
    """A feed wants moments; a story has a day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else site.EPOCH
