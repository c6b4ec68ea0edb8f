"""THE HTTP door: the only place where jogan asks the network for something to read.

One exchange goes: pace (wait for the host's turn) → one request over the `Line`, within time and size → redirects by
hand, each checked anew → retry what may pass → a `Response`, or a `Failure` that says why not.
Nothing a host does makes the door raise, hang or hold more than its caps.

Conditional requests are made through a small `HttpCache` that the store implements, and not through hishel: its
storage takes a body in whole before our caps can see it, and it would keep a second database beside the one file.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import stamina

from jogan.collect.addresses import Allowed
from jogan.collect.breaker import Breaker
from jogan.collect.cached import CachedBody, HttpCache
from jogan.collect.failures import RETRIED, failure, safe_url, status_failure
from jogan.collect.line import AttemptError, Line
from jogan.collect.pace import RULES, Pace, PaceRule
from jogan.collect.wire import clean_headers, retry_after, with_params
from jogan.config import FetchConfig
from jogan.model.collected import Request, Response
from jogan.model.common import Failure

log = logging.getLogger(__name__)

BACKOFF_FIRST, BACKOFF_MOST, BACKOFF_JITTER = 1.0, 60.0, 1.0
"""Seconds before the second attempt (doubling from then on), the longest pause, and what chance adds to it."""


def user_agent(contact: str = "") -> str:
    """How jogan introduces itself: `jogan/VERSION (+contact)`."""
    return f"jogan/{version('jogan')}" + (f" (+{contact})" if contact else "")


class Door:
    """The HTTP door, an async context manager: `async with Door(config) as door: await door.exchange(request)`."""

    def __init__(
        self,
        config: FetchConfig,
        *,
        cache: HttpCache | None = None,
        state_folder: Path | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        rules: Iterable[PaceRule] = RULES,
        verify: ssl.SSLContext | None = None,
    ) -> None:
        """`state_folder` is where all processes of the machine share the pace; `verify` is the TLS trust to go by."""
        self._config, self._cache, self._clock = config, cache, clock
        self._allowed = Allowed(config.allow_private)
        self._pace = Pace(state_folder, seconds=config.pace, rules=rules)
        self._breaker = Breaker(state_folder)
        self._line = Line(config, user_agent(config.contact), allowed=self._allowed, verify=verify)

    async def __aenter__(self) -> Self:
        await self._line.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._line.__aexit__(kind, error, trace)

    async def exchange(self, request: Request) -> Response | Failure:
        """Make one exchange, with its redirects and retries; whatever goes wrong is a Failure about the URL's host."""
        try:
            url = with_params(request.url, request.params)
        except ValueError:
            return failure(request.url, "malformed", "is not an address", "Correct the source's url")
        loop = asyncio.get_running_loop()
        end = loop.time() + self._config.source_deadline
        attempts = 0
        circuit = self._circuit(url)
        if until := self._breaker.resting(circuit, self._clock()):
            return failure(
                url,
                "resting",
                f"was down when it was last asked and is left in peace until {until:%Y-%m-%d %H:%M} UTC",
                "Nothing to do; jogan asks again after that",
            )
        # A host that comes out of its rest gets one request, and not a volley of them.
        most = 1 if self._breaker.probing(circuit) else self._config.attempts

        def again(error: Exception) -> bool | float:
            if not isinstance(error, AttemptError) or not error.retry:
                return False
            if error.wait is None:
                return loop.time() < end
            # A host that asks for more patience than this source has is left in peace until the next run.
            return False if loop.time() + error.wait > end else error.wait

        try:
            async for attempt in stamina.retry_context(
                on=again,
                attempts=most,
                timeout=None,
                wait_initial=BACKOFF_FIRST,
                wait_max=BACKOFF_MOST,
                wait_jitter=BACKOFF_JITTER,
            ):
                with attempt:
                    attempts += 1
                    response = await self._attempt(request, url)
                    self._breaker.succeeded(circuit, self._clock())
                    return response
        except AttemptError as trouble:
            # The error's frames hold bodies, and would hold them until the garbage is collected.
            trouble.__traceback__ = trouble.__cause__ = trouble.__context__ = None
            if trouble.partial is None:
                self._breaker.failed(circuit, trouble.failure, self._clock(), trouble.wait)
            log.info("%s: %s (attempt %d)", safe_url(url), trouble.failure.cause, attempts)
            if trouble.partial is not None:
                return trouble.partial
            if attempts > 1:
                return replace(trouble.failure, cause=f"{trouble.failure.cause}, {attempts} times")
            return trouble.failure
        raise AssertionError("unreachable")

    def _circuit(self, url: str) -> str:
        """What the breaker counts together: a whole host; of the owner's own machine each address by itself."""
        try:
            host, own = self._check(url, url)
        except AttemptError:
            return url
        return url.partition("?")[0].rpartition("@")[2] if own else host

    async def _attempt(self, request: Request, url: str) -> Response:
        """One attempt: the request and the redirects that it leads to. Raises AttemptError."""
        asked, for_good = url, True
        for _ in range(self._config.max_redirects + 1):
            host, own = self._check(url, asked)
            async with self._pace.slot(host, request.pace_group, own=own):
                cached = self._cache.get(safe_url(url)) if self._cache is not None else None
                arrived = await self._line.ask(request, url, cached)
            if arrived.status in (301, 302, 303, 307, 308) and arrived.headers.get("location"):
                url = self._redirected(url, arrived.headers["location"])
                for_good = for_good and arrived.status in (301, 308)
                continue
            now = self._clock()
            clean = safe_url(url)
            moved = for_good and url != asked
            if arrived.status == 304 and cached is not None:
                headers = {**cached.headers, **clean_headers(arrived.headers)}
                return Response(
                    url=clean, status=200, headers=headers, body=cached.body, fetched_at=now, from_cache=True,
                    moved=moved,
                )  # fmt: skip
            if arrived.status not in (200, 203):
                wait = retry_after(arrived.headers.get("retry-after"), now)
                raise AttemptError(
                    status_failure(url, arrived.status, wait), retry=arrived.status in RETRIED, wait=wait
                )
            headers = clean_headers(arrived.headers)
            response = Response(
                url=clean,
                status=200,
                headers=headers,
                body=arrived.body,
                fetched_at=now,
                truncated=not arrived.whole,
                moved=moved,
            )
            if not arrived.whole:
                trouble = failure(
                    url, "truncated", "the reply broke off", "Nothing to do; jogan asks again on the next run"
                )
                raise AttemptError(trouble, retry=True, partial=response if arrived.body else None)
            etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
            if self._cache is not None and (etag or modified) and "no-store" not in headers.get("cache-control", ""):
                self._cache.put(
                    CachedBody(
                        url=clean, etag=etag, last_modified=modified, headers=headers, body=arrived.body, fetched_at=now
                    )
                )
            return response
        raise AttemptError(
            failure(
                url,
                "redirects",
                f"redirects more than {self._config.max_redirects} times",
                "Open the address in a browser and put the final address into the configuration",
            )
        )

    def _check(self, url: str, asked: str) -> tuple[str, bool]:
        """The host of `url`, and whether the owner has opened it. Raises AttemptError for what is not http(s)."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            parts, host, port = None, "", 0
        if parts is None or parts.scheme not in ("http", "https") or not host:
            cause = (
                "is not an http or https address" if url == asked else "redirects to what is no http or https address"
            )
            raise AttemptError(failure(asked, "refused", cause, "Only http and https addresses are asked"))
        return host, self._allowed(host, port)

    @staticmethod
    def _redirected(url: str, location: str) -> str:
        """Where a redirect leads. User and password go along within one origin and never to another."""
        try:
            target = urlsplit(urljoin(url, location.strip()))
            origin = urlsplit(url)
            same = (origin.scheme, origin.hostname, origin.port) == (target.scheme, target.hostname, target.port)
        except ValueError:
            raise AttemptError(failure(url, "redirects", "redirects to what is not an address")) from None
        place = target.netloc.rpartition("@")[2]
        if same and "@" in origin.netloc:
            place = f"{origin.netloc.rpartition('@')[0]}@{place}"
        return target._replace(netloc=place, fragment="").geturl()
