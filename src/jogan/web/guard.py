"""Who may ask the reader, and how often: the one door in front of all its pages.

Bound to loopback, the reader answers only to the names of this machine, so that a foreign page whose name was turned
to 127.0.0.1 (DNS rebinding) reads nothing. Wherever a token is set, every request must show it: as
`Authorization: Bearer`, as `?token=`, which is turned into a cookie, or by that cookie.

A POST is let through to a reader's own marks alone, and not from a page of another site.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Receive, Scope, Send

MAX_TARGET = 8192
"""Bytes of a path with its query; what is longer is no question."""
COOKIE = "jogan"
CLIENTS = 4096
"""How many clients' buckets are remembered."""
METHODS = ("GET", "HEAD")
POSTS = frozenset({"/marks", "/searches", "/api/marks", "/api/searches"})
"""What takes a POST: a reader's own marks and searches. Nothing else can be changed."""
MAX_BODY = 64_000
_HOST = re.compile(r"(\[[0-9a-f:.%]+\]|[0-9a-z.-]+)(?::[0-9]{0,5})?")


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second that a client may make in the long run, and how many at once."""

    each_second: float
    burst: float


OUTSIDE = Rate(20, 100)
LOOPBACK = Rate(20_000, 40_000)
"""Whoever is on this machine can load it by other means; behind a proxy all clients are one, and the proxy limits."""


class Buckets:
    """A token bucket for each client; memory is bounded, the client not seen for longest is forgotten."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, rate: Rate) -> float:
        """0 where the client may ask now, else the seconds after which it may."""
        now = self._clock()
        left, since = self._left.pop(client, (rate.burst, now))
        left = min(rate.burst, left + (now - since) * rate.each_second)
        granted = left >= 1
        self._left[client] = (left - 1 if granted else left, now)
        if len(self._left) > CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if granted else (1 - left) / rate.each_second


def is_loopback(host: str) -> bool:
    """Whether a name or address is of this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0]).is_loopback
    except ValueError:
        return False


class Guard:
    """The door: an ASGI application around the reader."""

    def __init__(self, app: ASGIApp, *, host: str, token: str, clock: Callable[[], float]) -> None:
        """`host` is what the reader is bound to; `token` is "" where none is demanded."""
        self._app, self._token = app, token
        self._names = {host.strip("[]").lower()} if is_loopback(host) else None
        self._secret = hmac.new(token.encode(), b"jogan reader", hashlib.sha256).hexdigest() if token else ""
        self._buckets = Buckets(clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request: passed on, or answered here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = scope["client"][0] if scope.get("client") else ""
        wait = self._buckets.take(client, LOOPBACK if is_loopback(client) else OUTSIDE)
        if wait:
            await _refuse(send, 429, "too many requests", {"Retry-After": str(int(wait) + 1)})
            return
        headers = {name: value.decode("latin-1") for name, value in reversed(scope["headers"])}
        if self._names is not None and not self._is_own(headers.get(b"host", "")):
            await _refuse(send, 421, "this reader answers to the names of its own machine only")
            return
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MAX_TARGET:
            await _refuse(send, 414, f"the address is longer than {MAX_TARGET} bytes")
            return
        if scope["method"] == "POST" and scope["path"] in POSTS:
            if (no := _unwanted(headers)) is not None:
                await _refuse(send, *no)
                return
        elif scope["method"] not in METHODS:
            await _refuse(send, 405, "the reader is read only", {"Allow": ", ".join(METHODS)})
            return
        if self._token and scope["path"] != "/health":
            query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            shown = next((value for name, value in query if name == "token"), "")
            if shown and self._is_token(shown):
                if not scope["path"].startswith(("/api/", "/feeds/")):
                    rest = urlencode([pair for pair in query if pair[0] != "token"])
                    await self._welcome(send, scope, rest)
                    return
            elif not self._is_known(headers):
                challenge = {"WWW-Authenticate": 'Bearer realm="jogan"'}
                await _refuse(send, 401, "this reader demands its token", challenge)
                return
        await self._app(scope, receive, send)

    def _is_own(self, host: str) -> bool:
        """Whether the Host header names this machine; without one it is no browser that asks."""
        found = _HOST.fullmatch(host.lower())
        # After the name stands a port and nothing else: feeds repeat it, and `127.0.0.1:80@a.example` is at a.example.
        return not host or (
            found is not None and (is_loopback(found[1]) or found[1].strip("[]") in (self._names or ()))
        )

    def _is_token(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode("utf-8", "replace"), self._token.encode())

    def _is_known(self, headers: Mapping[bytes, str]) -> bool:
        scheme, _, shown = headers.get(b"authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._is_token(shown.strip()):
            return True
        try:
            cookie = SimpleCookie(headers.get(b"cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return cookie is not None and hmac.compare_digest(cookie.value.encode(), self._secret.encode())

    async def _welcome(self, send: Send, scope: Scope, query: str) -> None:
        """The same address without the token, and a cookie in its place, which holds the token only as a hash."""
        path = (scope.get("raw_path") or b"/").decode("latin-1").partition("?")[0]
        # One slash at the beginning: two would name another host.
        target = "/" + path.lstrip("/\\") + (f"?{query}" if query else "")
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        cookie = f"{COOKIE}={self._secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}"
        await _refuse(send, 303, "welcome", {"Location": target, "Set-Cookie": cookie})


def _unwanted(headers: Mapping[bytes, str]) -> tuple[int, str] | None:
    """Why a POST is refused before it is read: another site's page sent it, or its length is unknown or too great.

    What browsers say of where a request comes from is believed; that they may say nothing is why forms carry a key.
    """
    if headers.get(b"sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return 403, "another site's page may change nothing here"
    origin = headers.get(b"origin", "null")
    if origin != "null" and origin.partition("://")[2].lower() != headers.get(b"host", "").lower():
        return 403, "another site's page may change nothing here"
    length = headers.get(b"content-length", "")
    if b"transfer-encoding" in headers or not (length.isascii() and length.isdigit()):
        return 411, "the length of the body must be told"
    return (413, f"the body is longer than {MAX_BODY} bytes") if int(length[:9]) > MAX_BODY else None


async def _refuse(send: Send, status: int, why: str, headers: Mapping[str, str] | None = None) -> None:
    body = json.dumps({"error": why}).encode() + b"\n"
    given = {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        **(headers or {}),
    }
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in given.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
