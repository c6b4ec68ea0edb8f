"""Failures of collecting, put into words: one place, so that a replayed fault reads exactly like a live one. Pure."""

from __future__ import annotations

import re
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from jogan.model.common import Failure

THROTTLING = frozenset({406, 429, 503})
"""Statuses by which hosts throttle: arXiv's edge has answered 406 since September 2026, others use 429 and 503."""

RETRIED = THROTTLING | {408, 425, 500, 502, 504}
"""Statuses worth a second try. All other 4xx say that the request itself is wrong: repeating it would be rude."""

_SECRET = re.compile(
    r"(?:^|[_-])(?:key|apikey|token|secret|password|passwd|pwd|auth|signature|sig|session|sid|credential)s?$",
    re.IGNORECASE,
)
_NEXT_RUN = "Nothing to do; jogan asks again on the next run"


def safe_url(url: str) -> str:
    """`url` fit for logs, headers and recordings: without user and password, secret-looking parameters masked."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url.rpartition("@")[2]
    query = parts.query
    if any(_SECRET.search(name) for name, _ in pairs):
        query = urlencode([(name, "***" if _SECRET.search(name) else value) for name, value in pairs], quote_via=quote)
    return urlunsplit((parts.scheme, host, parts.path, query, ""))


def host_of(url: str) -> str:
    """The host of `url` (with its port, where it says one), for use as a Failure's subject."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2] or url
    except ValueError:
        return url.rpartition("@")[2]


def failure(url: str, kind: str, cause: str, remedy: str = "") -> Failure:
    """A Failure of one exchange; its subject is the URL's host."""
    return Failure(stage="collect", subject=host_of(url), kind=kind, cause=cause, remedy=remedy)


def about(subject: str, kind: str, cause: str, remedy: str = "") -> Failure:
    """A Failure of one source."""
    return Failure(stage="collect", subject=subject, kind=kind, cause=cause, remedy=remedy)


def status_failure(url: str, status: int, retry_after: float | None = None) -> Failure:
    """The Failure for any status but 200; `retry_after` is the wait in seconds that the host asked for."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "unknown status"
    cause = f"answered {status} ({phrase})"
    if retry_after is not None:
        cause += f" and asks to wait {retry_after:.0f} s"
    if status in THROTTLING:
        remedy = "It is throttling requests; jogan asks again on the next run, so run less often if this stays"
    elif status in (401, 403, 451):
        remedy = "The site refuses this request; open the address in a browser, or remove the source"
    elif status in (404, 410):
        remedy = "The address is gone; correct the source's url, or remove the source"
    elif 500 <= status < 600:
        remedy = _NEXT_RUN
    else:
        remedy = "Open the address in a browser to see what it answers"
    return Failure(stage="collect", subject=host_of(url), kind="status", cause=cause, remedy=remedy, status=status)
