"""From a request to what it asks, and from a page to what is sent: the reader's HTTP, apart from what it shows."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from jogan.web import marks
from jogan.web.library import Page
from jogan.web.pages import FILTERS, POLICY, Question

MAX_OFFSET = 900
PACK_FROM = 1400
"""Bytes from which an answer is packed: less goes in one piece anyway."""
MEDIA = {
    ".md": "text/markdown; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
}


class MissingError(Exception):
    """There is no such page."""


class UnclearError(Exception):
    """The question is not one; the message says why."""

    def __init__(self, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.status = status


def question(request: Request) -> Question:
    """What a search was asked. Raises UnclearError."""
    given = request.query_params
    order = given.get("order", "")
    if order not in ("", "relevance", "newest"):
        raise UnclearError("order is relevance or newest")
    return Question(
        q=given.get("q", "").strip(),
        filters={name: given[name].strip()[:200] for name in FILTERS if given.get(name, "").strip()},
        marks=mark_filters(given),
        newest=order == "newest",
        offset=min(max(whole_number(request, "offset", 0), 0), MAX_OFFSET),
    )


def mark_filters(given: Mapping[str, str]) -> dict[str, str]:
    """The filters by marks that an address names. Raises UnclearError."""
    found = {name: given[name] for name in marks.FILTERS if given.get(name)}
    for name, value in found.items():
        if value not in marks.FILTERS[name]:
            raise UnclearError(f"{name} is {' or '.join(marks.FILTERS[name])}")
    return found


def whole_number(request: Request, name: str, default: int) -> int:
    """A parameter that is a number. Raises UnclearError."""
    raw = request.query_params.get(name, "")
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError as error:
        raise UnclearError(f"{name} is not a whole number") from error


def is_for_programs(request: Request) -> bool:
    """Whether who asks reads JSON rather than pages."""
    return request.url.path.startswith(("/api/", "/feeds/", "/health", "/openapi.json"))


def own_address(request: Request) -> str:
    """The reader's own address as the client knows it."""
    return f"{request.url.scheme}://{request.url.netloc}/"


def send(request: Request, page: Page) -> Response:
    """The page with the headers that lock it down; nothing but those where the client has it already."""
    headers = {
        "content-type": page.media,
        "etag": page.etag,
        "cache-control": "private, no-cache" if page.status == 200 else "no-store",
        "vary": "Accept-Encoding",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "content-security-policy": f"{page.policy}; frame-ancestors 'none'",
    }
    if page.status == 200 and page.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body = page.body
    if page.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        body = page.packed
    return Response(body, page.status, headers)


def redirect(pattern: str) -> Callable[[Request], Awaitable[Response]]:
    """Leads on to the address that the pattern gives, on this host."""

    async def endpoint(request: Request) -> Response:
        place = pattern.format(**{name: quote(value, safe="") for name, value in request.path_params.items()})
        return Response(status_code=308, headers={"location": place})

    return endpoint


def page_of(data: bytes, media: str, *, policy: str = "default-src 'none'", status: int = 200) -> Page:
    """A finished answer: packed where that pays, with the ETag of its bytes."""
    packs = len(data) >= PACK_FROM and not media.startswith("image/png")
    return Page(
        body=data,
        packed=gzip.compress(data, 6, mtime=0) if packs else b"",
        media=media,
        etag=f'"{hashlib.sha256(data).hexdigest()[:32]}"',
        policy=policy,
        status=status,
    )


def html_page(text: str, *, policy: str = POLICY, status: int = 200) -> Page:
    """A page of the reader's own."""
    return page_of(text.encode("utf-8", "replace"), MEDIA[".html"], policy=policy, status=status)


def json_page(value: object, status: int = 200) -> Page:
    """An answer for programs."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    return page_of(text.encode("utf-8", "replace"), MEDIA[".json"], status=status)
