"""The reader's editions: the pages, files and feeds of what was printed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import cast
from urllib.parse import urlencode

from starlette.requests import Request

from jogan import press
from jogan.model.common import Language
from jogan.model.edition import Edition, Mark
from jogan.press import document, feeds, site_feeds
from jogan.press.site_manifest import Settings
from jogan.press.site_words import SITE_WORDS
from jogan.web import api
from jogan.web.answers import MEDIA, MissingError, html_page, json_page, mark_filters, own_address, page_of
from jogan.web.desk import desk_of
from jogan.web.library import Page, Printed
from jogan.web.marks import without_hidden
from jogan.web.workshop import Workshop

KINDS = {"papers": "paper", "news": "news"}
_FILE = re.compile(r"[A-Za-z]+(?:_[A-Za-z0-9-]+){1,3}\.(?:md|png|svg)|edition\.json|index\.html", re.ASCII)


class Editions:
    """What is answered about editions."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop, self.library, self.printer = workshop, workshop.library, workshop.printer
        self.marking = workshop.marking
        self._told: dict[Printed, tuple[str, ...]] = {}
        self._made_feeds: tuple[object, Mapping[str, feeds.Feed]] = (None, {})

    def pages(self) -> dict[str, Callable[[Request], Awaitable[Page]]]:
        """The pages by path."""
        return {
            "/": self.front,
            "/editions/": self.archive,
            "/editions/{day}/": self.edition,
            "/editions/{day}/{name}": self.file,
            "/feeds/{name}": self.feed,
            "/api/editions": self.editions,
            "/api/editions/{day}": self.edition_document,
        }

    def prepare(self) -> None:
        """Have the newest edition's page made once by the press, so that its first reader need not wait for templates.

        The page itself is not kept; whatever is wrong with it is told to who asks for it.
        """
        printed = self.library.newest()
        if printed is not None:
            self.workshop.press.submit(self._made, printed, {}, "/", {}, "")

    async def front(self, request: Request) -> Page:
        """The newest edition."""
        printed = self.library.newest()
        if printed is None:
            words = SITE_WORDS[self.printer.language]
            return html_page(self.printer.message(words.name, words.nothing_yet))
        return await self._edition_page(request, printed, f"editions/{printed.name}/")

    async def edition(self, request: Request) -> Page:
        """The page of one edition, or of those of its stories that the filters let through."""
        return await self._edition_page(request, self._printed(request))

    async def _edition_page(self, request: Request, printed: Printed, folder: str = "") -> Page:
        given = request.query_params
        filters = mark_filters(given) | {name: given[name][:200] for name in ("category", "source") if given.get(name)}
        language = {"lang": given["lang"]} if given.get("lang") else {}
        address = urlencode(filters | language)
        back = request.url.path + (f"?{address}" if address else "")
        marks = self.library.kept.marks
        # A mark of a story that is not on the page leaves the page as it is.
        said = tuple((story, marks[story]) for story in await self._stories(printed) if story in marks)
        return await self.workshop.pressed(
            ("edition", printed, folder, back, said), lambda: self._made(printed, marks, back, filters, folder)
        )

    def _made(
        self, printed: Printed, marks: Mapping[str, Mark], back: str, filters: Mapping[str, str], folder: str
    ) -> Page:
        edition = self._whole(printed)
        desk = desk_of(edition, key=self.marking.key, back=back, marks=marks, filters=filters)
        text, policy = self.printer.edition(edition, desk, folder)
        return html_page(text, policy=policy)

    async def file(self, request: Request) -> Page:
        """A file of an edition, rendered from what is stored."""
        printed, name = self._printed(request), request.path_params["name"]
        if not _FILE.fullmatch(name):
            raise MissingError

        def make() -> Page:
            data = press.artifact(self._whole(printed), name)
            if data is None:
                raise MissingError
            ending = name[name.rindex(".") :]
            # The chart's own style stands in it; a page opened by itself may use that and nothing else.
            policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
            return page_of(data, MEDIA[ending], policy=policy)

        return await self.workshop.pressed(("file", printed, name), make)

    async def archive(self, _: Request) -> Page:
        """The calendar of editions."""
        known, periods = self.library.editions, self.library.periods

        def make() -> Page:
            days = [one.date for one in known if one.date]
            return html_page(self.printer.archive(days, frozenset(one.name for one in periods)))

        return await self.workshop.pressed(("archive", known, periods), make)

    async def editions(self, _: Request) -> Page:
        """The list of editions, newest first, and that of the weeks and months."""
        return json_page(
            {
                "editions": [
                    {"date": one.name, "language": one.language, "url": f"/editions/{one.name}/"}
                    for one in reversed(self.library.editions)
                ],
                "periods": [
                    {"period": one.name, "language": one.language, "url": f"/editions/{one.name}/"}
                    for one in reversed(self.library.periods)
                ],
            }
        )

    async def edition_document(self, request: Request) -> Page:
        """An edition as its document."""
        printed = self._printed(request)

        def make() -> Page:
            return page_of(document.dumps(self._whole(printed)), MEDIA[".json"])

        return await self.workshop.made(("document", printed), make)

    async def feed(self, request: Request) -> Page:
        """The feed of a section or category, as the site has it, without what is hidden here."""
        asked = request.path_params["name"]
        language = self.printer.language
        known = tuple(one for one in self.library.editions if one.language == language)[-site_feeds.FEED_DAYS :]
        ending = next((ending for ending in feeds.FORMATS if asked.endswith(ending)), None)
        if ending is None:
            raise MissingError
        name, base, marks = asked.removesuffix(ending), own_address(request), self.library.kept.marks
        hidden = frozenset(story for story, mark in marks.items() if mark.hidden)

        def make() -> Page:
            feed = self._feeds(known, hidden).get(name)
            if feed is None:
                raise MissingError
            section, _, category = name.partition("-")
            found = urlencode({"kind": KINDS[section], "category": category, "order": "newest"})
            home = f"{base}search?{found}" if category else base
            return page_of(
                feeds.FORMATS[ending](replace(feed, home=home, base=f"{base}feeds/")), api.FEED_MEDIA[ending]
            )

        return await self.workshop.pressed(("feed", asked, base, known, hidden), make)

    def _feeds(self, known: tuple[Printed, ...], hidden: frozenset[str]) -> Mapping[str, feeds.Feed]:
        """All feeds of these editions by name: they are made in one go, and so kept for the next one that is asked for.

        Called by the one thread of the press alone.
        """
        if self._made_feeds[0] != (known, hidden):
            editions = [without_hidden(self._whole(one), hidden) for one in known]
            made = {feed.name: feed for feed in site_feeds.feeds_of(editions, Settings(language=self.printer.language))}
            self._made_feeds = ((known, hidden), made)
        return self._made_feeds[1]

    async def _stories(self, printed: Printed) -> tuple[str, ...]:
        """The ids of an edition's stories. Read once for each edition that there is."""
        stories = self._told.get(printed)
        if stories is None:
            edition = await asyncio.get_running_loop().run_in_executor(self.workshop.press, self._whole, printed)
            stories = tuple(one.story.id for section in edition.sections for one in section.stories)
            there = {*self.library.editions, *self.library.periods}
            self._told = {one: known for one, known in self._told.items() if one in there} | {printed: stories}
        return stories

    def _printed(self, request: Request) -> Printed:
        asked = request.query_params.get("lang", "")
        if asked not in ("", "ko", "en"):
            raise MissingError
        printed = self.library.find(request.path_params["day"], cast("Language", asked) if asked else None)
        if printed is None:
            raise MissingError
        return printed

    def _whole(self, printed: Printed) -> Edition:
        edition = self.library.edition(printed)
        if edition is None:
            raise MissingError
        return edition
