"""The reader: editions, search and feeds out of the store, at an address of this machine. Read only.

What a request needs is made once and kept (`Workshop`) under what it was made of, so that nothing old is shown: an
edition under its fingerprint, an answer of the search under the state of the index. Two requests for the same page wait
for one making of it. `Editions` and `Stories` answer for what they are called after.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from jogan.errors import StoreError
from jogan.web import api
from jogan.web.answers import (
    MissingError,
    UnclearError,
    html_page,
    is_for_programs,
    json_page,
    page_of,
    redirect,
    send,
)
from jogan.web.editions import Editions
from jogan.web.library import Library, Page
from jogan.web.pages import Printer, style
from jogan.web.stories import Stories
from jogan.web.words import READER_WORDS
from jogan.web.workshop import Workshop


class Reader:
    """The pages and answers, over one library."""

    def __init__(self, library: Library, printer: Printer, version: str) -> None:
        self.library, self.printer = library, printer
        self._version = version
        self._workshop = Workshop(library, printer)
        self._editions, self._stories = Editions(self._workshop), Stories(self._workshop)
        self._marking = self._workshop.marking

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
        # The stories' pages first: the feed of a search has a name of the form that the sections' feeds have, too.
        return {
            **self._stories.pages(),
            **self._editions.pages(),
            "/saved": self.saved,
            "/static/reader.css": self.sheet,
            "/api/marks": self.marks,
            "/api/searches": self.searches,
            "/openapi.json": self.openapi,
            "/health": self.health,
        }

    def prepare(self) -> None:
        """Make ready, beside the first requests, what the newest edition's page takes."""
        self._editions.prepare()

    def close(self) -> None:
        """End the threads."""
        self._workshop.close()

    # ── What readers said ──

    async def saved(self, _: Request) -> Page:
        """What the reader said of stories, and the searches that they keep."""
        kept = self.library.kept

        def make() -> Page:
            return html_page(self.printer.saved(kept, self._marking.key))

        return await self._workshop.made(("saved", kept.version), make)

    async def marks(self, _: Request) -> Page:
        """Every story that is marked, for a program."""
        return self._marking.marks()

    async def searches(self, _: Request) -> Page:
        """Every search that is kept, for a program."""
        return self._marking.searches()

    # ── About the reader ──

    async def sheet(self, _: Request) -> Page:
        """The style sheet."""
        return await self._workshop.made(("sheet",), lambda: page_of(style().encode(), "text/css; charset=utf-8"))

    async def openapi(self, _: Request) -> Page:
        """The API's own description."""
        return await self._workshop.made(("openapi",), lambda: json_page(api.openapi(self._version)))

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
                "newest": newest.name if newest else None,
                "index": index,
            }
        )

    # ── Plumbing ──

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
