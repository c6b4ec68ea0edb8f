"""One request and its answer: to a checked address, within time and size, its body decoded as it comes.

Neither redirects nor retries nor pace are known here; `fetch` sees to them.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpcore2
import httpx2
from httpcore2 import AsyncConnectionPool

from jogan.collect.addresses import Allowed
from jogan.collect.cached import CachedBody
from jogan.collect.failures import failure
from jogan.collect.network import GuardedBackend, NoNameError, RefusedError, meaning
from jogan.collect.wire import ACCEPTED, Decoder, TooLargeError
from jogan.config import FetchConfig
from jogan.model.collected import Request, Response
from jogan.model.common import Failure

LARGE, LARGE_AT_ONCE = 2_000_000, 4
"""Bodies of more than so many bytes are read at most so many at once, so that their caps do not add up."""


@dataclass(slots=True)
class AttemptError(Exception):
    """An attempt that failed: the Failure to end in, whether and when to try again, what came of the body."""

    failure: Failure
    retry: bool = False
    wait: float | None = None
    partial: Response | None = None


@dataclass(slots=True)
class Arrived:
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


class Line:
    """Open connections to hosts, an async context manager; each `ask` is one request over one of them."""

    def __init__(
        self, config: FetchConfig, agent: str, *, allowed: Allowed, verify: ssl.SSLContext | None = None
    ) -> None:
        """`agent` is how jogan introduces itself; `verify` is the TLS trust to go by."""
        self._config, self._agent, self._allowed, self._verify = config, agent, allowed, verify
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)
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

    async def ask(self, request: Request, url: str, cached: CachedBody | None) -> Arrived:
        """One request and its answer, within its time. Raises AttemptError."""
        progress = _Progress()
        limit = self._config.total_timeout
        try:
            async with asyncio.timeout(limit):
                return await self._send(request, url, cached, progress)
        except TimeoutError:
            trouble = _stalled(url, f"was not done within {limit:g} s")
        except httpcore2.ConnectTimeout:
            trouble = _stalled(url, f"gave no connection within {self._config.connect_timeout:g} s")
        except (httpcore2.TimeoutException, httpx2.TimeoutException):
            trouble = _stalled(url, f"sent nothing for {self._config.read_timeout:g} s")
        except NoNameError as error:
            raise AttemptError(
                failure(
                    url,
                    "dns",
                    f"the name {error.host!r} has no address",
                    "Check the network connection and the spelling of the address",
                ),
                retry=True,
            ) from error
        except RefusedError as error:
            raise AttemptError(
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
            raise AttemptError(
                failure(
                    url,
                    "too-large",
                    f"sent more than {self._cap(request):,} bytes",
                    "Raise fetch.max_bytes if the source is worth it",
                )
            ) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            kind, cause, remedy, worth = meaning(error)
            trouble = AttemptError(failure(url, kind, cause, remedy), retry=worth)
        except (httpx2.InvalidURL, httpcore2.UnsupportedProtocol, ValueError, UnicodeError) as error:
            raise AttemptError(failure(url, "malformed", "is not an address", "Correct the source's url")) from error
        if progress.decoder is not None and (body := progress.decoder.finish()):
            # The beginning of a body is worth keeping: whole entries in it can still be read.
            return Arrived(200, progress.headers, body, whole=False)
        raise trouble

    def _cap(self, request: Request) -> int:
        most = self._config.max_bytes
        return most if request.max_bytes is None else min(request.max_bytes, most)

    async def _send(self, request: Request, url: str, cached: CachedBody | None, progress: _Progress) -> Arrived:
        if self._pool is None:
            raise RuntimeError("the line is used inside `async with`")
        target = httpx2.URL(url)
        headers = {
            "Host": target.netloc.decode("ascii"),
            "User-Agent": self._agent,
            "Accept": request.accept,
            "Accept-Encoding": "gzip, deflate",
        }
        if target.userinfo:
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
                return Arrived(answer.status, got)
            encoding = got.get("content-encoding", "").strip().lower()
            if encoding not in ACCEPTED:
                raise AttemptError(
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
            return Arrived(200, got, body, whole=decoder.whole)


def _authority(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def _stalled(url: str, cause: str) -> AttemptError:
    return AttemptError(failure(url, "timeout", cause, "Nothing to do; jogan asks again on the next run"), retry=True)
