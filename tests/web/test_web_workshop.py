"""Where the reader's pages are made: once each, and a click before the searches that wait."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any, cast

import sample_editions as editions
from jogan.model.edition import Mark
from jogan.store.index import FullText
from jogan.web.answers import json_page
from jogan.web.library import Page
from jogan.web.marks import Kept
from jogan.web.reader import Reader
from jogan.web.workshop import Workshop


class Library:
    """One edition and what was said of stories, in memory; counts how often the edition was read."""

    def __init__(self) -> None:
        from jogan.web.library import Printed

        self.edition_ = editions.ordinary()
        self.editions = (Printed(self.edition_.date, self.edition_.language, "one"),)
        self.periods: tuple[Printed, ...] = ()
        self.kept, self.generation, self.read = Kept(), 0, 0

    def newest(self) -> Any:
        return self.editions[0]

    def edition(self, printed: object) -> Any:
        self.read += 1
        return self.edition_


async def get(reader: Reader, path: str) -> bytes:
    """The body of an answer, by ASGI alone."""
    said: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        said.append(message)

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [],
        "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    await reader.app()(cast("Any", scope), receive, send)
    assert said[0]["status"] == 200, said
    return b"".join(message.get("body", b"") for message in said[1:])


def reader_of(library: Library) -> Reader:
    from jogan.web.pages import Printer

    edition = library.edition_
    return Reader(cast("Any", library), Printer(language=edition.language, taxonomy=edition.taxonomy), "1")


def test_a_mark_changes_the_pages_that_show_its_story_alone() -> None:
    """A page is made anew where one of its own stories was marked; a feed only where one was hidden."""
    library = Library()
    reader = reader_of(library)
    story = library.edition_.sections[0].stories[0].story.id

    async def reads(path: str) -> int:
        before = library.read
        await get(reader, path)
        return library.read - before

    async def tell() -> list[int]:
        await get(reader, "/")
        await get(reader, "/feeds/papers.atom.xml")
        found = [await reads("/"), await reads("/feeds/papers.atom.xml")]
        library.kept = Kept(1, {"arxiv:elsewhere": Mark(saved=True)})
        found += [await reads("/"), await reads("/feeds/papers.atom.xml")]
        library.kept = Kept(2, {story: Mark(saved=True)})
        found += [await reads("/"), await reads("/feeds/papers.atom.xml")]
        library.kept = Kept(3, {story: Mark(hidden=True)})
        return [*found, await reads("/"), await reads("/feeds/papers.atom.xml")]

    try:
        assert asyncio.run(tell()) == [0, 0, 0, 0, 1, 0, 1, 1]
    finally:
        reader.close()


def test_all_feeds_are_made_in_one_go() -> None:
    """The second feed that is asked for reads no edition again, whatever its format."""
    library = Library()
    reader = reader_of(library)

    async def tell() -> tuple[int, int]:
        await get(reader, "/feeds/papers.atom.xml")
        first = library.read
        for name in ("papers.rss.xml", "papers.json", "news.json"):
            await get(reader, f"/feeds/{name}")
        return first, library.read

    try:
        assert asyncio.run(tell()) == (1, 1)
    finally:
        reader.close()


def test_the_first_page_is_prepared() -> None:
    """The newest edition is made once before anyone asks; where there is none, or it cannot be made, nothing happens."""
    library = Library()
    for newest in (library.newest(), None):
        library.newest = lambda newest=newest: newest
        reader = reader_of(library)
        reader.prepare()
        reader._workshop.press.shutdown(wait=True)
        reader.close()
    assert library.read == 1


def test_a_click_does_not_stand_behind_searches() -> None:
    """While every thread that searches is busy, what readers say is still done."""
    free, begun = threading.Event(), threading.Semaphore(0)
    workshop = Workshop(cast("Any", None), cast("Any", None))

    def slow() -> Page:
        begun.release()
        free.wait(30)
        return json_page({})

    async def tell() -> int:
        waiting = [asyncio.ensure_future(workshop.made((name,), slow)) for name in "abcd"]
        for _ in range(2):
            await asyncio.to_thread(begun.acquire, timeout=30)
        done = await asyncio.wait_for(workshop.marking._done(lambda: 7), 30)
        assert not any(one.done() for one in waiting)
        free.set()
        await asyncio.gather(*waiting)
        return done

    try:
        assert asyncio.run(tell()) == 7
    finally:
        free.set()
        workshop.close()


def test_texts_are_not_remembered_with_their_stems(tmp_path: Path) -> None:
    """The words of queries are looked up once; whole summaries, of which there is no end, leave nothing behind."""
    import tracemalloc

    index = FullText(tmp_path / "index")
    words = " ".join(f"word{number}" for number in range(300))
    index.stems(words)
    tracemalloc.start()
    try:
        for number in range(200):
            assert len(index.stems(f"{number} {words}")) == 301
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 200_000
    assert index.stems("running") is index.stems("running")


def test_the_process_settles_anywhere() -> None:
    """Threads that compute give way soon, and a system without glibc's call is no obstacle."""
    import subprocess
    import sys

    program = (
        "import ctypes, sys; from jogan.web import server\n"
        "server.settle(); assert sys.getswitchinterval() < 0.001\n"
        "ctypes.CDLL = lambda name: object()\n"
        "server.settle()"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
