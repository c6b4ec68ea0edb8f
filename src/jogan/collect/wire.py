"""What HTTP says between the lines: bodies decoded within a cap, Retry-After, address and header hygiene. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

ACCEPTED = ("gzip", "x-gzip", "deflate", "identity", "")
PRIVATE_HEADERS = frozenset(
    {"authorization", "cookie", "proxy-authorization", "set-cookie", "set-cookie2", "www-authenticate", "x-api-key"}
)
_CHUNK = 1 << 18


class TooLargeError(Exception):
    """The body is larger than its cap."""


class Decoder:
    """Decodes one body piece by piece and never holds more than `cap` bytes of it, so that a bomb cannot go off.

    After `finish`, `whole` tells whether the compressed stream was complete. What a server calls gzip and is not
    is passed on as it came, as browsers do.
    """

    def __init__(self, encoding: str, cap: int) -> None:
        self._cap, self._size, self._parts = cap, 0, list[bytes]()
        self._encoding = {"x-gzip": "gzip", "identity": ""}.get(encoding, encoding)
        self._zlib = zlib.decompressobj(wbits=47) if self._encoding else None
        self._started = False
        self.whole = True

    @property
    def size(self) -> int:
        """How many bytes are held."""
        return self._size

    def feed(self, data: bytes) -> None:
        """Take the next piece of the body as it came over the wire. Raises TooLargeError."""
        if not data:
            return
        if not self._started:
            self._started = True
            if self._encoding == "gzip" and data[0] != 0x1F:
                self._zlib = None
            elif self._encoding == "deflate" and (data[0] & 0x0F != 8 or int.from_bytes(data[:2].ljust(2), "big") % 31):
                self._zlib = zlib.decompressobj(wbits=-15)  # raw deflate, which some servers mean by the word
        if self._zlib is None:
            self._keep(data)
            return
        while data and self.whole:
            try:
                self._keep(self._zlib.decompress(data, _CHUNK))
            except zlib.error:
                self.whole = False
                return
            data = self._zlib.unconsumed_tail
            if self._zlib.eof:
                # A gzip file may hold several members; anything else behind the end is padding.
                data = self._zlib.unused_data
                if not data.startswith(b"\x1f\x8b"):
                    return
                self._zlib = zlib.decompressobj(wbits=47)

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._cap:
            self.drop()
            raise TooLargeError
        self._parts.append(data)

    def drop(self) -> None:
        """Let go of what is held."""
        self._parts.clear()

    def finish(self) -> bytes:
        """The body decoded so far."""
        if self._zlib is not None and self._started and not self._zlib.eof:
            self.whole = False
        return b"".join(self._parts)


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks to wait, given as a number or an HTTP date (RFC 9110, 10.2.3)."""
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def with_params(url: str, params: Mapping[str, str]) -> str:
    """`url` with `params` appended to its query and its fragment dropped. Raises ValueError on what is no URL."""
    parts = urlsplit(url)
    query = "&".join(text for text in (parts.query, urlencode(params)) if text)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def request_key(url: str) -> str:
    """What makes two request URLs the same: host case, default ports and the order of query parameters do not count."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    if port and port != {"http": 80, "https": 443}.get(scheme):
        host += f":{port}"
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return urlunsplit((scheme, host, parts.path or "/", query, ""))


def clean_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """`headers` with lower-case names and without what belongs to the sender alone or to the wire."""
    drop = PRIVATE_HEADERS | {"content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"}
    return {name.lower(): value for name, value in headers.items() if name.lower() not in drop}
