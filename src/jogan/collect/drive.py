"""Driving sources: each yields requests and is sent responses, many at once, none able to stop another.

`collect` is the only place where sources run side by side. It is a plain iterator: the event loop turns only while
the caller waits for the next source, in the caller's own thread, so that the caller's storage needs no locks.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from pathlib import PurePath
from typing import Any, Protocol, TypeVar

from jogan.collect.failures import about
from jogan.errors import SourceError
from jogan.model.collected import Collected, Conversation, Request, Response, Source, Window
from jogan.model.common import Failure

log = logging.getLogger(__name__)
T = TypeVar("T")

PARSE_SECONDS = 60.0
"""How long a source may think between two requests. The largest body allowed takes a tenth of that."""
WIND_UP = 5.0
"""Seconds that a source has after its deadline to return what it has found."""
LARGE = 1_000_000
"""Bytes from which on a body is read by one source at a time."""
AFTER_DEADLINE = 100
"""How many requests a source may still yield (and see refused) after its deadline, while it winds up."""


class Exchange(Protocol):
    """Whoever answers requests: the HTTP door, a replay folder, a test's fake. It never raises for what a host does."""

    async def exchange(self, request: Request) -> Response | Failure: ...


async def drive(
    source: Source,
    window: Window,
    exchange: Exchange,
    *,
    deadline: float | None = None,
    turn: asyncio.Semaphore | None = None,
    workers: Workers | None = None,
) -> Collected:
    """Run one source to its end and return what it gave; what goes wrong is a failed `Collected`, never an exception.

    `deadline` is a moment of the event loop's clock. From then on every request is answered with a `timeout` failure,
    so that the source can still return what it has. `turn` lets sources read large bodies one after the other, which
    costs no time (they share one interpreter) and keeps the memory of many large bodies from adding up; `workers` are
    the threads that sources share.
    """
    threads = workers or Workers()
    try:
        return await _converse(source, window, exchange, deadline, turn or asyncio.Semaphore(1), threads)
    except SourceError as error:
        cause = ": ".join(part for part in (error.what, error.why) if part)
        return failed(about(source.name, "malformed", cause, error.remedy))
    except TimeoutError:
        return failed(about(source.name, "timeout", "took too long to read a reply", "Report the source's reply"))
    except Exception as error:
        log.info("the source %r broke", source.name, exc_info=True)
        return failed(
            about(source.name, "bug", f"the source's own code broke ({_place(error)})", "Report it to its author")
        )
    finally:
        if workers is None:
            threads.close()


def _place(error: Exception) -> str:
    """What broke and where, in one line: `KeyError: 'x' in plugin.py, line 7`."""
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {PurePath(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return " ".join(told.split())[:200] + place


def failed(failure: Failure) -> Collected:
    """A source that gave nothing usable, for that reason."""
    return Collected(status="failed", detail=failure.cause, failures=(failure,))


async def _converse(
    source: Source,
    window: Window,
    exchange: Exchange,
    deadline: float | None,
    turn: asyncio.Semaphore,
    workers: Workers,
) -> Collected:
    loop = asyncio.get_running_loop()
    conversation: Conversation = source.collect(window)
    answer: Response | Failure | None = None
    refused, moved = 0, ""
    while True:
        now = loop.time()
        patience = PARSE_SECONDS if deadline is None else min(PARSE_SECONDS, deadline + WIND_UP - now)
        large = isinstance(answer, Response) and len(answer.body) > LARGE
        async with turn if large else nullcontext():
            done, value = await workers.call(_step, conversation, answer, patience=patience)
        if done:
            if not isinstance(value, Collected):
                raise TypeError(f"collect() returned {type(value).__name__}, not Collected")
            if moved and value.status != "failed":
                told = f"moved for good to {moved}, which belongs into its url"
                return replace(value, detail="; ".join(filter(None, (value.detail, told))))
            return value
        if not isinstance(value, Request):
            raise TypeError(f"collect() yielded {type(value).__name__}, not Request")
        if deadline is not None and loop.time() >= deadline:
            refused += 1
            if refused > AFTER_DEADLINE:
                raise RuntimeError("the source goes on asking after its time was up")
            answer = _too_late(source)
            continue
        try:
            async with asyncio.timeout_at(deadline):
                answer = await exchange.exchange(value)
        except TimeoutError:
            answer = _too_late(source)
        if isinstance(answer, Response) and answer.moved and value.url == source.url:
            moved = answer.url


def _too_late(source: Source) -> Failure:
    return about(
        source.name,
        "timeout",
        "had no answer within the time allowed",
        "Raise fetch.source_deadline, or wait for the next run",
    )


def _step(conversation: Conversation, answer: Response | Failure | None) -> tuple[bool, Any]:
    try:
        return False, conversation.send(answer)  # type: ignore[arg-type] # None starts a generator
    except StopIteration as stop:
        return True, stop.value


class Workers:
    """Threads in which sources take their steps, beside the event loop, which stays free to keep its time-outs.

    They are daemons, and a new one is started whenever none is idle: a parser that never ends is left behind, and can
    hold up neither the other sources nor the program's exit.
    """

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._idle = self._threads = 0

    async def call(self, function: Callable[..., T], *args: object, patience: float) -> T:
        """What `function` returns or raises; TimeoutError after `patience` seconds, when it is left to itself."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def settle(setter: Callable[[Any], None], value: object) -> None:
            if not future.done():
                setter(value)

        def job() -> None:
            setter: Callable[[Any], None] = future.set_result
            value: object
            try:
                value = function(*args)
            except BaseException as error:  # noqa: BLE001 - handed over to the waiting task
                setter, value = future.set_exception, error
            try:
                loop.call_soon_threadsafe(settle, setter, value)
            except RuntimeError:  # the loop has closed: nobody waits any more
                log.debug("a source's step ended after its run")

        with self._lock:
            start = self._idle == 0
            if start:
                self._threads += 1
            else:
                self._idle -= 1
        self._jobs.put(job)
        if start:
            threading.Thread(target=self._work, name="jogan-source", daemon=True).start()
        async with asyncio.timeout(patience):
            return await future

    def close(self) -> None:
        """Let all threads end once they are idle."""
        with self._lock:
            for _ in range(self._threads):
                self._jobs.put(None)
            self._threads = 0

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            with self._lock:
                self._idle += 1


async def in_thread(function: Callable[..., T], *args: object, patience: float) -> T:
    """Call `function` once in a thread of its own; TimeoutError after `patience` seconds."""
    workers = Workers()
    try:
        return await workers.call(function, *args, patience=patience)
    finally:
        workers.close()


def collect(
    work: Sequence[tuple[Source, Window]],
    exchange_factory: Callable[[], AbstractAsyncContextManager[Exchange]],
    *,
    concurrency: int,
    source_deadline: float,
    run_deadline: float,
) -> Iterator[tuple[Source, Collected]]:
    """Collect from all sources, at most `concurrency` at once; yield each source as soon as it is done.

    Every source is yielded exactly once, at the latest shortly after `run_deadline` (seconds): those that are not
    done then come out as failed. Raises only what `exchange_factory` itself raises (such as a broken replay folder).
    """
    loop = asyncio.new_event_loop()
    workers = Workers()
    done: asyncio.Queue[tuple[Source, Collected]] = asyncio.Queue()

    async def everything() -> None:
        gate, turn = asyncio.Semaphore(concurrency), asyncio.Semaphore(1)
        end = loop.time() + run_deadline

        async def one(source: Source, window: Window) -> None:
            try:
                async with asyncio.timeout_at(end):
                    await gate.acquire()
            except TimeoutError:
                done.put_nowait((source, failed(_too_late(source))))
                return
            try:
                deadline = min(end, loop.time() + source_deadline)
                done.put_nowait(
                    (source, await drive(source, window, exchange, deadline=deadline, turn=turn, workers=workers))
                )
            finally:
                gate.release()

        async with exchange_factory() as exchange:
            await asyncio.gather(*(one(source, window) for source, window in work))

    task = loop.create_task(everything())
    try:
        for _ in work:
            yield loop.run_until_complete(_next(done, task))
        loop.run_until_complete(task)
    finally:
        # Also when the caller stops listening early, or is interrupted.
        task.cancel()
        workers.close()
        loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _next(done: asyncio.Queue[tuple[Source, Collected]], task: asyncio.Task[None]) -> tuple[Source, Collected]:
    """The next finished source; or the error of `task`, which alone can end before all sources are done."""
    getter = asyncio.ensure_future(done.get())
    await asyncio.wait({getter, task}, return_when=asyncio.FIRST_COMPLETED)
    if getter.done() or not done.empty():
        return await getter
    getter.cancel()
    task.result()
    raise AssertionError("collecting ended before its sources did")
