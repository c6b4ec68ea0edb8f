"""Sources side by side: deadlines, broken plugins, and no source that takes another along."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from jogan.collect import drive as driving
from jogan.collect.drive import collect
from jogan.errors import JoganError, SourceError
from jogan.model.collected import Collected, Conversation, Item, Request, Response, Window
from jogan.model.common import Failure, SectionName

WINDOW = Window(day=date(2024, 11, 20), now=datetime(2024, 11, 21, tzinfo=UTC), zone=UTC)
ITEM = Item(kind="news", title="T", url="https://e.org", source="s")


@dataclass
class Fake:
    """A source that converses as it is told."""

    name: str
    talk: Callable[[Window], Conversation]
    kind: str = "fake"
    section: SectionName = "news"
    url: str = "https://e.org"

    def collect(self, window: Window) -> Conversation:
        return self.talk(window)


class Answering:
    """An exchange that answers after a while."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds

    async def exchange(self, request: Request) -> Response | Failure:
        await asyncio.sleep(self.seconds)
        return Response(url=request.url, status=200, headers={}, body=b"", fetched_at=None)


def run(
    *sources: Fake, seconds: float = 0.0, source_deadline: float = 5, run_deadline: float = 10, concurrency: int = 4
) -> dict[str, Collected]:
    @asynccontextmanager
    async def factory():
        yield Answering(seconds)

    work = [(source, WINDOW) for source in sources]
    told = collect(work, factory, concurrency=concurrency, source_deadline=source_deadline, run_deadline=run_deadline)
    return {source.name: collected for source, collected in told}


def good(_: Window) -> Conversation:
    yield Request(url="https://e.org")
    return Collected(status="ok", items=(ITEM,))


def raising(error: Exception) -> Callable[[Window], Conversation]:
    def talk(_: Window) -> Conversation:
        yield Request(url="https://e.org")
        raise error

    return talk


def keeps_what_it_has(_: Window) -> Conversation:
    items = [ITEM]
    answer = yield Request(url="https://e.org")
    failures = (answer,) if isinstance(answer, Failure) else ()
    return Collected(status="ok", items=tuple(items), failures=failures)


def endless(_: Window) -> Conversation:
    while True:
        yield Request(url="https://e.org")


def wrong_request(_: Window) -> Conversation:
    yield "https://e.org"
    return Collected(status="ok")


def wrong_result(_: Window) -> Conversation:
    yield Request(url="https://e.org")
    return [ITEM]


def sleeping(_: Window) -> Conversation:
    yield Request(url="https://e.org")
    time.sleep(30)
    return Collected(status="ok")


@pytest.mark.parametrize(
    ("talk", "kind", "words"),
    [
        (raising(SourceError("the reply", "is odd")), "malformed", "the reply: is odd"),
        (raising(ZeroDivisionError("x")), "bug", "ZeroDivisionError"),
        (raising(SystemError()), "bug", "SystemError"),
        (wrong_request, "bug", "yielded str"),
        (wrong_result, "bug", "returned list"),
    ],
)
def test_a_broken_source_takes_no_other_along(talk: Callable[[Window], Conversation], kind: str, words: str) -> None:
    """Whatever one source does, it is its own failure, and the others are collected."""
    told = run(Fake("bad", talk), Fake("good", good))
    assert told["good"].items == (ITEM,)
    assert told["bad"].status == "failed"
    assert told["bad"].failures[0].kind == kind
    assert words in told["bad"].failures[0].cause


def test_a_source_that_cannot_even_start_is_a_failure() -> None:
    """An error before the first request is contained too."""

    def talk(_: Window) -> Conversation:
        raise RuntimeError("no start")

    assert run(Fake("bad", talk))["bad"].failures[0].kind == "bug"


def test_at_its_deadline_a_source_returns_what_it_has() -> None:
    """The request under way is answered with a timeout, and what was found before is kept."""
    start = time.monotonic()
    told = run(Fake("slow", keeps_what_it_has), seconds=30, source_deadline=0.2)["slow"]
    assert time.monotonic() - start < 3
    assert (told.items, told.failures[0].kind) == ((ITEM,), "timeout")


def test_a_source_that_never_stops_asking_is_stopped() -> None:
    """After its deadline a source may wind up, but not for ever."""
    told = run(Fake("endless", endless), source_deadline=0.1)["endless"]
    assert told.status == "failed"


def test_a_source_that_never_answers_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that hangs costs its own source only."""
    monkeypatch.setattr(driving, "WIND_UP", 0.3)
    start = time.monotonic()
    told = run(Fake("sleeping", sleeping), Fake("good", good), source_deadline=0.3)
    assert time.monotonic() - start < 5
    assert (told["sleeping"].failures[0].kind, told["good"].status) == ("timeout", "ok")


def test_all_sources_are_answered_for_by_the_runs_deadline() -> None:
    """Those that were not reached in time come out as failed, each exactly once."""
    sources = [Fake(f"s{n}", keeps_what_it_has) for n in range(10)]
    start = time.monotonic()
    told = run(*sources, seconds=30, run_deadline=0.3, concurrency=2)
    assert time.monotonic() - start < 3
    assert len(told) == 10
    assert all(one.failures[0].kind == "timeout" for one in told.values())


def test_sources_come_out_as_soon_as_they_are_done() -> None:
    """The caller can store a fast source while a slow one is still at work."""

    def slow(_: Window) -> Conversation:
        for _n in range(8):
            yield Request(url="https://e.org")
        return Collected(status="ok")

    assert list(run(Fake("slow", slow), Fake("fast", good), seconds=0.02)) == ["fast", "slow"]


def test_a_broken_exchange_is_raised_at_once() -> None:
    """What the factory raises is no source's fault and reaches the caller."""

    @asynccontextmanager
    async def factory():
        raise JoganError("index.json", "is broken")
        yield

    with pytest.raises(JoganError, match="broken"):
        list(collect([(Fake("good", good), WINDOW)], factory, concurrency=1, source_deadline=1, run_deadline=1))


def test_no_sources_give_nothing() -> None:
    """An empty list is done at once."""
    assert run() == {}


def test_a_caller_may_stop_listening() -> None:
    """Closing the iterator early ends the run without a trace."""

    @asynccontextmanager
    async def factory():
        yield Answering(0.01)

    told = collect(
        [(Fake(f"s{n}", good), WINDOW) for n in range(5)], factory, concurrency=1, source_deadline=9, run_deadline=9
    )
    next(iter(told))
    told.close()
