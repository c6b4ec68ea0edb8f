"""Where the reader's pages are made: each once, by one thread, while all who ask for it wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from jogan.web.desk import Desk
from jogan.web.library import Library, Page, Shelf
from jogan.web.marking import Marking
from jogan.web.pages import Printer


class Workshop:
    """What all groups of pages share: what they read, the shelf of finished pages, and the threads that make them."""

    def __init__(self, library: Library, printer: Printer) -> None:
        self.library, self.printer = library, printer
        self._shelf = Shelf()
        self._making: dict[Sequence[object], asyncio.Future[Page]] = {}
        self.press = ThreadPoolExecutor(1, "jogan-press")
        """Makes pages of editions, one at a time: what draws charts is not made for several threads."""
        self._desk = ThreadPoolExecutor(2, "jogan-desk")
        # A click does not stand behind the searches that wait; the database takes one change at a time anyway.
        self._clerk = ThreadPoolExecutor(1, "jogan-marks")
        self.marking = Marking(library, self._clerk)

    def close(self) -> None:
        """End the threads."""
        self.press.shutdown(cancel_futures=True)
        self._desk.shutdown(cancel_futures=True)
        self._clerk.shutdown(cancel_futures=True)

    async def made(self, key: Sequence[object], make: Callable[[], Page]) -> Page:
        """The page under the key; what makes it may be any thread."""
        return await self._kept(key, make, self._desk)

    async def pressed(self, key: Sequence[object], make: Callable[[], Page]) -> Page:
        """The page under the key, which is made of editions."""
        return await self._kept(key, make, self.press)

    async def _kept(self, key: Sequence[object], make: Callable[[], Page], room: ThreadPoolExecutor) -> Page:
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

    @property
    def state(self) -> tuple[int, date, int]:
        """What an answer of the search was made of: another one, and the answer may be another."""
        return self.library.generation, self.library.today(), self.library.kept.version

    def own_desk(self, back: str, filters: Mapping[str, str] | None = None) -> Desk:
        """The buttons of a page that is not an edition's."""
        return Desk(
            key=self.marking.key, back=back, language=self.printer.language, marks=self.library.kept.marks,
            filters=filters or {},
        )  # fmt: skip
