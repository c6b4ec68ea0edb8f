"""The pace that hosts are asked at: per host, and for arXiv over all its hosts and all processes of this machine.

arXiv's terms of use for its legacy interfaces (feeds, query API, OAI-PMH): no more than one request every three
seconds, one connection at a time, counted over all machines under one's control
(https://info.arxiv.org/help/api/tou.html). Processes share the pace through a lock file, held for the whole exchange,
and a file with the moment at which the last exchange ended: counted from the end, the host can never see two
requests closer than the pace, however long the first was under way.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PaceRule:
    """All hosts that are `domain` or end in `.domain` share one pace: `seconds` between requests, one at a time."""

    domain: str
    seconds: float


ARXIV = PaceRule("arxiv.org", 3.0)
DEEPLEARN = PaceRule("deeplearn.org", 2.0)
"""deeplearn.org states no rule; it is one small machine, so it is asked slowly."""
RULES = (ARXIV, DEEPLEARN)
PER_HOST = 4
"""How many requests may be under way at once to one host that has no rule of its own."""


class Pace:
    """Hands out slots: while a slot is held, the request may be made."""

    def __init__(self, folder: Path | None, *, seconds: float = 0.0, rules: Iterable[PaceRule] = RULES) -> None:
        """`folder` is shared by all processes of the machine (None: this one only); `seconds` holds for all hosts."""
        self._folder, self._seconds, self._rules = folder, seconds, tuple(rules)
        self._gates: dict[str, asyncio.Semaphore] = {}
        self._last: dict[str, float] = {}

    @asynccontextmanager
    async def slot(self, host: str, group: str = "", *, own: bool = False) -> AsyncIterator[None]:
        """Wait for the turn of `host`. `group` names the rule to keep whatever the host; `own` hosts need none."""
        name = (group or host).lower().rstrip(".")
        rule = next((r for r in self._rules if name == r.domain or name.endswith("." + r.domain)), None)
        seconds = max(rule.seconds if rule else 0.0, self._seconds)
        if seconds <= 0:
            if own:
                yield
                return
            async with self._gates.setdefault(name, asyncio.Semaphore(PER_HOST)):
                yield
            return
        key = rule.domain if rule else name
        async with self._gates.setdefault(key, asyncio.Semaphore(1)):
            if rule and self._folder:
                async with self._shared(self._folder, key, seconds):
                    yield
                return
            await asyncio.sleep(max(0.0, self._last.get(key, -seconds) + seconds - time.monotonic()))
            try:
                yield
            finally:
                self._last[key] = time.monotonic()

    @asynccontextmanager
    async def _shared(self, folder: Path, key: str, seconds: float) -> AsyncIterator[None]:
        from filelock import FileLock, Timeout

        stamp = folder / f"pace-{key}"
        lock = FileLock(folder / f"pace-{key}.lock", thread_local=False)
        try:
            folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - one small local folder
            while True:
                try:
                    lock.acquire(timeout=0)
                    break
                except Timeout:
                    await asyncio.sleep(0.05)
        except OSError as error:
            # Without a writable folder the pace still holds within this process, which is all that can be done.
            log.warning("the pace of %s cannot be shared with other processes: %s", key, error)
            await asyncio.sleep(max(0.0, self._last.get(key, -seconds) + seconds - time.monotonic()))
            try:
                yield
            finally:
                self._last[key] = time.monotonic()
            return
        try:
            # The wall clock may have been set back: never wait longer than the pace itself.
            age = time.time() - _read(stamp)
            await asyncio.sleep(min(seconds, max(0.0, seconds - age)))
            # Written before and after, so that a process killed in the middle leaves a trace too.
            stamp.write_text(f"{time.time():.6f}", encoding="ascii")
            try:
                yield
            finally:
                stamp.write_text(f"{time.time():.6f}", encoding="ascii")
        finally:
            lock.release()


def _read(stamp: Path) -> float:
    try:
        return float(stamp.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0.0
