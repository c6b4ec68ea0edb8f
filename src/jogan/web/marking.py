"""The requests by which readers mark stories and keep searches: the only ones that change anything.

A form is believed where it carries the key that this reader's own pages hold, which no other site can read; a program
sends JSON, which a browser sends for another site's page only after asking, and is never told that it may.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from jogan.errors import JoganError, StoreError
from jogan.web.answers import MissingError, UnclearError, json_page
from jogan.web.desk import anchored
from jogan.web.library import Library, Page
from jogan.web.marks import UNMARKED, Change, change_of_button, change_of_json, search_of_json, to_json

MAX_NAME = 200
MAX_SEARCHES = 200
T = TypeVar("T")


class Marking:
    """What is answered to a reader's marks. `key` stands in the forms of every page of this process."""

    def __init__(self, library: Library, room: Executor) -> None:
        self.library, self._room = library, room
        self.key = secrets.token_urlsafe(24)

    def posts(self) -> dict[str, Callable[[Request], Awaitable[Page | Response]]]:
        """What is answered to a POST, by path; the guard lets no other path through."""
        return {
            "/marks": self.mark_form,
            "/searches": self.search_form,
            "/api/marks": self.mark,
            "/api/searches": self.keep,
        }

    async def mark_form(self, request: Request) -> Response:
        """A button of a page: sets the mark and leads back to where the button stood."""
        given = await self._form(request)
        back = given.get("back", "/")
        if "all" in given:
            await self._done(lambda: self.library.mark(self._section(given["all"])))
            return _back(anchored(back, ""))
        try:
            change = change_of_button(given.get("do", ""))
        except ValueError as error:
            raise UnclearError(str(error)) from error
        stories = await self._done(lambda: self.library.mark(change))
        return _back(anchored(back, stories[0]))

    async def search_form(self, request: Request) -> Response:
        """Keep a search under a name, or forget one."""
        given = await self._form(request)
        name = given.get("name", "").strip()[:MAX_NAME]
        forget = given.get("do") == "forget"
        await self._keep(name, None if forget else given.get("question", ""))
        return _back(anchored(given.get("back", "/saved"), ""))

    async def mark(self, request: Request) -> Page:
        """Marks from a program."""
        body = await self._json(request)
        try:
            change = change_of_json(body)
        except ValueError as error:
            raise UnclearError(str(error)) from error
        stories = await self._done(lambda: self.library.mark(change))
        marks = self.library.kept.marks
        return json_page({"marks": [to_json(story, marks.get(story, UNMARKED)) for story in stories]})

    async def keep(self, request: Request) -> Page:
        """A search to keep or to forget, from a program."""
        body = await self._json(request)
        try:
            given = search_of_json(body)
        except ValueError as error:
            raise UnclearError(str(error)) from error
        await self._keep(given.name.strip(), given.question)
        return self.searches()

    def marks(self) -> Page:
        """Every story that is marked, the last marked first."""
        return json_page({"marks": [to_json(*one) for one in list(self.library.kept.marks.items())[::-1]]})

    def searches(self) -> Page:
        """Every search that is kept, with the address of its feed."""
        return json_page(
            {
                "searches": [
                    {"name": name, "question": question, "feed": f"/feeds/search.atom.xml?{question}"}
                    for name, question in self.library.kept.searches
                ]
            }
        )

    async def _keep(self, name: str, question: str | None) -> None:
        if not name:
            raise UnclearError("the search has no name")
        if question is not None:
            pairs = [pair for pair in parse_qsl(question) if pair[0] not in ("token", "offset", "limit")]
            if not pairs:
                raise UnclearError("the search asks nothing")
            question = urlencode(pairs)
            known = dict(self.library.kept.searches)
            if name not in known and len(known) >= MAX_SEARCHES:
                raise UnclearError(f"{MAX_SEARCHES} searches are kept already")
        await self._done(lambda: self.library.keep_search(name, question))

    def _section(self, value: str) -> Change:
        """All stories of a section of an edition, as read: `papers:2024-11-28`."""
        name, _, of = value.partition(":")
        printed = self.library.find(of)
        edition = self.library.edition(printed) if printed else None
        if edition is None:
            raise MissingError
        marks = self.library.kept.marks
        stories = [
            one.story.id
            for section in edition.sections
            if section.name == name
            for one in section.stories
            if not marks.get(one.story.id, UNMARKED).hidden
        ]
        return Change(tuple(stories), {"seen": 1})

    async def _form(self, request: Request) -> dict[str, str]:
        if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            raise UnclearError("a form is sent as application/x-www-form-urlencoded", 415)
        raw = (await request.body()).decode("utf-8", "replace")
        try:
            given = dict(parse_qsl(raw, keep_blank_values=True, max_num_fields=20))
        except ValueError as error:
            raise UnclearError("the form has too many fields") from error
        if not hmac.compare_digest(given.get("key", "").encode(), self.key.encode()):
            raise UnclearError("stale", 403)
        return given

    async def _json(self, request: Request) -> bytes:
        # A browser sends this type for a foreign page only after asking, and here nobody says yes.
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise UnclearError("the body must be application/json", 415)
        return await request.body()

    async def _done(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._room, work)
        except StoreError:
            raise
        except JoganError as error:
            raise MissingError from error


def _back(address: str) -> Response:
    """Lead the browser to a page, to be asked for anew."""
    return Response(status_code=303, headers={"location": address, "cache-control": "no-store"})
