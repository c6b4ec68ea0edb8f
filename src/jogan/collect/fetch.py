"""THE HTTP door: the only place where jogan asks the network for something to read.

One exchange goes: pace (wait for the host's turn) → connect to a checked address → read within time and size →
redirects by hand, each checked anew → retry what may pass → a `Response`, or a `Failure` that says why not.
Nothing a host does makes the door raise, hang or hold more than its caps.

Conditional requests are made through a small `HttpCache` that the store implements, and not through hishel: its
storage takes a body in whole before our caps can see it, and it would keep a second database beside the one file.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2
import stamina
from httpcore2 import AsyncConnectionPool

from jogan.collect.addresses import Allowed
from jogan.collect.breaker import Breaker
from jogan.collect.drive import Exchange, collect, drive
from jogan.collect.failures import RETRIED, failure, safe_url, status_failure
from jogan.collect.network import GuardedBackend, NoNameError, RefusedError, meaning
from jogan.collect.pace import RULES, Pace, PaceRule
from jogan.collect.wire import ACCEPTED, Decoder, TooLargeError, clean_headers, retry_after, with_params
from jogan.config import FetchConfig
from jogan.model.collected import Request, Response
from jogan.model.common import Failure

__all__ = ["CachedBody", "Door", "Exchange", "HttpCache", "collect", "drive", "user_agent"]

log = logging.getLogger(__name__)

BACKOFF_FIRST, BACKOFF_MOST, BACKOFF_JITTER = 1.0, 60.0, 1.0
"""Seconds before the second attempt (doubling from then on), the longest pause, and what chance adds to it."""


LARGE, LARGE_AT_ONCE = 2_000_000, 4
"""Bodies of more than so many bytes are read at most so many at once, so that their caps do not add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedBody:
    """One body kept for a conditional request. `url` is the address that gave it, without credentials."""

    url: str
    etag: str
    last_modified: str
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime


class HttpCache(Protocol):
    """Where bodies that carry a validator are kept. Called from the thread that iterates `collect`."""

    def get(self, url: str) -> CachedBody | None: ...
    def put(self, cached: CachedBody) -> None: ...


def user_agent(contact: str = "") -> str:
    """How jogan introduces itself: `jogan/VERSION (+contact)`."""
    return f"jogan/{version('jogan')}" + (f" (+{contact})" if contact else "")


@dataclass(slots=True)
class _AttemptError(Exception):
    """An attempt that failed: the Failure to end in, whether and when to try again, what came of the body."""

    failure: Failure
    retry: bool = False
    wait: float | None = None
    partial: Response | None = None


@dataclass(slots=True)
class _Arrived:
    """One hop's answer: its status, headers, body, and whether the body came whole."""

    status: int
    headers: dict[str, str]
    body: bytes = b""
    whole: bool = True


@dataclass(slots=True)
class _Progress:
    """What has arrived of a body so far, so that a time-out can still hand it on."""

    headers: dict[str, str] = field(default_factory=dict)
    decoder: Decoder | None = None


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
        self._verify = verify
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)
        self._agent = user_agent(config.contact)
        self._pool: AsyncConnectionPool | None = None

    async def __aenter__(self) -> Self:
        # The pool is built by hand because only so does it take a network backend; it also knows no proxies, so that
        # none from the environment can lead requests around the address check.
        self._pool = AsyncConnectionPool(
            ssl_context=self._verify or httpcore2.default_ssl_context(),
            max_connections=None,
            max_keepalive_connections=8,
            keepalive_expiry=15.0,
            http1=True,
            http2=False,
            retries=0,
            network_backend=GuardedBackend(self._allowed),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            await self._pool.aclose()

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
            if not isinstance(error, _AttemptError) or not error.retry:
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
        except _AttemptError as trouble:
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
        except _AttemptError:
            return url
        return url.partition("?")[0].rpartition("@")[2] if own else host

    async def _attempt(self, request: Request, url: str) -> Response:
        """One attempt: the request and the redirects that it leads to. Raises _AttemptError."""
        asked, for_good = url, True
        for _ in range(self._config.max_redirects + 1):
            host, own = self._check(url, asked)
            async with self._pace.slot(host, request.pace_group, own=own):
                arrived, cached = await self._hop(request, url)
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
                raise _AttemptError(
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
                raise _AttemptError(trouble, retry=True, partial=response if arrived.body else None)
            etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
            if self._cache is not None and (etag or modified) and "no-store" not in headers.get("cache-control", ""):
                self._cache.put(
                    CachedBody(
                        url=clean, etag=etag, last_modified=modified, headers=headers, body=arrived.body, fetched_at=now
                    )
                )
            return response
        raise _AttemptError(
            failure(
                url,
                "redirects",
                f"redirects more than {self._config.max_redirects} times",
                "Open the address in a browser and put the final address into the configuration",
            )
        )

    def _check(self, url: str, asked: str) -> tuple[str, bool]:
        """The host of `url`, and whether the owner has opened it. Raises _AttemptError for what is not http(s)."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            parts, host, port = None, "", 0
        if parts is None or parts.scheme not in ("http", "https") or not host:
            cause = (
                "is not an http or https address" if url == asked else "redirects to what is no http or https address"
            )
            raise _AttemptError(failure(asked, "refused", cause, "Only http and https addresses are asked"))
        return host, self._allowed(host, port)

    @staticmethod
    def _redirected(url: str, location: str) -> str:
        """Where a redirect leads. User and password go along within one origin and never to another."""
        try:
            target = urlsplit(urljoin(url, location.strip()))
            origin = urlsplit(url)
            same = (origin.scheme, origin.hostname, origin.port) == (target.scheme, target.hostname, target.port)
        except ValueError:
            raise _AttemptError(failure(url, "redirects", "redirects to what is not an address")) from None
        place = target.netloc.rpartition("@")[2]
        if same and "@" in origin.netloc:
            place = f"{origin.netloc.rpartition('@')[0]}@{place}"
        return target._replace(netloc=place, fragment="").geturl()

    async def _hop(self, request: Request, url: str) -> tuple[_Arrived, CachedBody | None]:
        """One request and its answer, within its time. Raises _AttemptError."""
        cached = self._cache.get(safe_url(url)) if self._cache is not None else None
        progress = _Progress()
        limit = self._config.total_timeout
        try:
            async with asyncio.timeout(limit):
                return await self._send(request, url, cached, progress), cached
        except TimeoutError:
            trouble = _stalled(url, f"was not done within {limit:g} s")
        except httpcore2.ConnectTimeout:
            trouble = _stalled(url, f"gave no connection within {self._config.connect_timeout:g} s")
        except (httpcore2.TimeoutException, httpx2.TimeoutException):
            trouble = _stalled(url, f"sent nothing for {self._config.read_timeout:g} s")
        except NoNameError as error:
            raise _AttemptError(
                failure(
                    url,
                    "dns",
                    f"the name {error.host!r} has no address",
                    "Check the network connection and the spelling of the address",
                ),
                retry=True,
            ) from error
        except RefusedError as error:
            raise _AttemptError(
                failure(
                    url,
                    "refused-address",
                    f"leads to the {error.reason} address {error.address}",
                    f'If you trust it, open it: [fetch] allow_private = ["{_authority(url)}"]',
                )
            ) from error
        except TooLargeError as error:
            # At once, and not when the collector of garbage comes round to the error's frames.
            if progress.decoder is not None:
                progress.decoder.drop()
            raise _AttemptError(
                failure(
                    url,
                    "too-large",
                    f"sent more than {self._cap(request):,} bytes",
                    "Raise fetch.max_bytes if the source is worth it",
                )
            ) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            kind, cause, remedy, worth = meaning(error)
            trouble = _AttemptError(failure(url, kind, cause, remedy), retry=worth)
        except (httpx2.InvalidURL, httpcore2.UnsupportedProtocol, ValueError, UnicodeError) as error:
            raise _AttemptError(failure(url, "malformed", "is not an address", "Correct the source's url")) from error
        if progress.decoder is not None and (body := progress.decoder.finish()):
            # The beginning of a body is worth keeping: whole entries in it can still be read.
            return _Arrived(200, progress.headers, body, whole=False), cached
        raise trouble

    def _cap(self, request: Request) -> int:
        most = self._config.max_bytes
        return most if request.max_bytes is None else min(request.max_bytes, most)

    async def _send(self, request: Request, url: str, cached: CachedBody | None, progress: _Progress) -> _Arrived:
        if self._pool is None:
            raise RuntimeError("the door is used inside `async with`")
        target = httpx2.URL(url)
        headers = {
            "Host": target.netloc.decode("ascii"),
            "User-Agent": self._agent,
            "Accept": request.accept,
            "Accept-Encoding": "gzip, deflate",
        }
        if target.userinfo:
            import base64

            pair = f"{target.username}:{target.password}".encode()
            headers["Authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
        if cached is not None and cached.etag:
            headers["If-None-Match"] = cached.etag
        if cached is not None and cached.last_modified:
            headers["If-Modified-Since"] = cached.last_modified
        timeouts = {
            "connect": self._config.connect_timeout,
            "read": self._config.read_timeout,
            "write": self._config.read_timeout,
            "pool": self._config.total_timeout,
        }
        cap = self._cap(request)
        async with (
            AsyncExitStack() as stack,
            self._pool.stream(
                "GET",
                httpcore2.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path),
                headers=[(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()],
                extensions={"timeout": timeouts},
            ) as answer,
        ):
            got: dict[str, str] = {}
            for raw_name, raw_value in answer.headers:
                name = raw_name.decode("latin-1").lower()
                value = raw_value.decode("latin-1")
                got[name] = f"{got[name]}, {value}" if name in got and name != "location" else value
            if answer.status not in (200, 203):
                return _Arrived(answer.status, got)
            encoding = got.get("content-encoding", "").strip().lower()
            if encoding not in ACCEPTED:
                raise _AttemptError(
                    failure(
                        url,
                        "malformed",
                        f"answered in an encoding that was not asked for ({encoding[:40]})",
                        "Tell the site's owner",
                    )
                )
            length = got.get("content-length", "")
            if length.isascii() and length.isdigit() and int(length[:20]) > cap:
                raise TooLargeError
            decoder = Decoder(encoding, cap)
            progress.headers, received = got, 0
            large = False
            async for piece in answer.aiter_stream():
                received += len(piece)
                if received > cap:
                    raise TooLargeError
                decoder.feed(piece)
                if decoder.size > LARGE and not large:
                    # Few may grow large at once: the others wait here, and their hosts with them.
                    large = True
                    await stack.enter_async_context(self._large)
                # Only from the first byte on is there anything that a time-out could hand on.
                progress.decoder = decoder
            body = decoder.finish()
            return _Arrived(200, got, body, whole=decoder.whole)


def _authority(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def _stalled(url: str, cause: str) -> _AttemptError:
    return _AttemptError(failure(url, "timeout", cause, "Nothing to do; jogan asks again on the next run"), retry=True)
