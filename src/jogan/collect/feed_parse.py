"""Reading a feed of any format: bytes to entries. Pure; raises only SourceError.

feedparser reads the XML, leniently. What is dangerous or doubtful in a foreign document is settled before it (size,
character set, document type, half entries) and after it (HTML, links, dates, duplicates), in one place for all formats.
"""

from __future__ import annotations

import calendar
import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError

from jogan.collect.lenient import Maybe, Shape, Some, load_json
from jogan.collect.text import MAX_TEXT, clip, iso_moment, language_code, lead, plain, tidy, title_text, web_link
from jogan.collect.xml import document, whole_entries
from jogan.errors import SourceError

MAX_ENTRIES = 5000
MAX_TAGS = 20

_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos);)(?:#(\d{1,7}|[xX][0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,30});)?",
    re.DOTALL,
)
_FEED_ROOTS = {"rss", "rdf", "feed", "channel"}
_FEED_WITHIN = re.compile(r"<(?:feed|rss|rdf:RDF)\b[^<>]{0,500}(?:xmlns|version)", re.IGNORECASE)
_ALTERNATE = re.compile(
    r"<link\b[^<>]{0,500}\btype\s*=\s*[\"']?application/(?:rss|atom|feed)[^<>]{0,500}>", re.IGNORECASE
)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ZONED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}|\b(?:A[SD]T|E[SD]T|C[SD]T|M[SD]T|P[SD]T|GMT|UTC?))\)?\s*$", re.IGNORECASE)
# Zone names that feeds use and feedparser takes for UTC, in hours east of it.
_HOURS = {
    "KST": 9,
    "JST": 9,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "BST": 1,
    "MSK": 3,
    "HKT": 8,
    "SGT": 8,
    "IST": 5.5,
    "AEST": 10,
    "AEDT": 11,
}
_NAMED_ZONE = re.compile(rf"\b({'|'.join(_HOURS)})\)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as plain text. `published` is None where the feed gives no date that can be believed."""

    id: str
    title: str
    url: str
    summary: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    tags: tuple[str, ...] = ()
    language: str = ""
    comments: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its entries in its own order, how many were unusable or beyond the limit, and whether it broke off."""

    format: str
    title: str
    language: str
    entries: tuple[Entry, ...]
    unusable: int = 0
    skipped: int = 0
    truncated: bool = False


def parse_feed(body: bytes, *, url: str, now: datetime, content_type: str = "", zone: tzinfo | None = None) -> Feed:
    """The feed in `body`, which came from `url` (links are resolved against it).

    `zone` is where times without a zone are meant; without it they are read in Korean time in Korean feeds and in UTC
    otherwise. Dates more than a day after `now` are left out. Raises SourceError for what is no feed.
    """
    head = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        raise SourceError("the reply", "is empty", "Wait for the next run; if it stays, look for another address")
    if head[:1] in (b"{", b"[", b'"'):
        return _json_feed(body, url, now, zone)
    whole, cut = whole_entries(body)
    text, root = document(whole, content_type)
    _check_root(text, root, url)
    return _read(_AMPERSAND.sub(_reference, text), url, now, zone, cut)


def _reference(found: re.Match[str]) -> str:
    """An ampersand made valid XML: HTML's named entities become their characters, bare ones are escaped."""
    number, name = found[1], found[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        # A reference to a character that XML forbids would end the reading.
        return (
            found[0]
            if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
            else ""
        )
    if name:
        letter = html.entities.html5.get(f"{name};")
        return letter if letter and letter not in "<>&" else f"&amp;{name};"
    return "&amp;" if found[0] == "&" else found[0]


def _check_root(text: str, root: str, url: str) -> None:
    if root.rpartition(":")[2] in _FEED_ROOTS or _FEED_WITHIN.search(text[:2000]):
        return
    if root == "html":
        other = _ALTERNATE.search(text[:200_000])
        href = _HREF.search(other[0]) if other else None
        link = web_link(html.unescape(href[1]), url) if href else ""
        remedy = (
            f"The page names a feed: put {link} into the configuration"
            if link
            else ("Put the address of the site's feed into the configuration, or wait if the site is down")
        )
        raise SourceError("the reply", "is an HTML page, not a feed", remedy)
    if not root:
        raise SourceError("the reply", "is not a feed", "Open the address in a browser to see what it answers")
    raise SourceError(
        "the reply", f"is XML but not a feed (<{root[:40]}>)", "Put the feed's address into the configuration"
    )


def _read(text: str, url: str, now: datetime, zone: tzinfo | None, cut: bool) -> Feed:
    import feedparser

    try:
        found = feedparser.parse(
            text.encode("utf-8"),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser promises no set of exceptions for broken input
        raise SourceError("the feed", f"cannot be read ({type(error).__name__})", "Report the feed") from error
    channel: Mapping[str, Any] = found.get("feed") or {}
    language = language_code(str(_raw(channel, "language") or ""))
    if zone is None:
        zone = ZoneInfo("Asia/Seoul") if language == "ko" else UTC
    entries: list[Entry] = []
    raw_entries = found.get("entries") or []
    for raw in raw_entries[:MAX_ENTRIES]:
        entry = _entry(raw, url, now, zone)
        if entry is not None:
            entries.append(entry)
    unusable = min(len(raw_entries), MAX_ENTRIES) - len(entries)
    return Feed(
        format=str(found.get("version") or "unknown"),
        title=title_text(str(_raw(channel, "title") or "")),
        language=language,
        entries=_distinct(entries),
        unusable=unusable,
        skipped=max(0, len(raw_entries) - MAX_ENTRIES),
        truncated=cut,
    )


def _raw(mapping: Mapping[str, Any], key: str) -> Any:
    """The value stored under `key` itself: feedparser's own lookup answers with neighboring fields, and warns."""
    return dict.get(mapping, key) if isinstance(mapping, dict) else None


def _entry(raw: Mapping[str, Any], base: str, now: datetime, zone: tzinfo) -> Entry | None:
    content = max(
        (str(part.get("value") or "") for part in _raw(raw, "content") or [] if isinstance(part, dict)),
        key=len,
        default="",
    )
    described = str(_raw(raw, "summary") or "")
    identifier = tidy(str(_raw(raw, "id") or ""))[:2000]
    body = plain(content, MAX_TEXT) if content else ""
    summary = plain(described) if described and described != content else ""
    link = _link(raw, identifier, base)
    detail = _raw(raw, "title_detail")
    title = str(_raw(raw, "title") or "")
    if isinstance(detail, dict) and detail.get("type") == "text/html" and "<" in title:
        title = plain(title, 2000).replace("\n", " ")
    return _made(
        identifier=identifier,
        title=title_text(title),
        link=link,
        base=base,
        summary=summary,
        text=body,
        authors=tuple(
            dict.fromkeys(
                name
                for author in (_raw(raw, "authors") or [])[:50]
                if isinstance(author, dict) and (name := title_text(str(author.get("name") or "")))
            )
        ),
        published=_date(raw, now, zone),
        tags=tuple(
            dict.fromkeys(
                tag
                for one in (_raw(raw, "tags") or [])[:MAX_TAGS]
                if isinstance(one, dict) and (tag := title_text(str(one.get("term") or one.get("label") or "")))
            )
        ),
        language=language_code(str(detail.get("language") or "")) if isinstance(detail, dict) else "",
        comments=web_link(str(_raw(raw, "comments") or ""), base),
    )


def _made(*, identifier: str, title: str, link: str, base: str, summary: str, text: str, **rest: Any) -> Entry | None:
    """The entry, if it says anything: without a title it is called by its first words, without a link by the feed."""
    if not summary and text:
        summary = lead(text)
    title = title or clip(summary.partition("\n")[0], 100) or clip(link, 200)
    if not title:
        return None
    if not link:
        mark = hashlib.sha256((identifier or f"{title}\n{summary}").encode("utf-8", "replace")).hexdigest()[:12]
        link = f"{base.partition('#')[0]}#{mark}"
    return Entry(id=identifier, title=title, url=link, summary=summary, text=text, **rest)


def _link(raw: Mapping[str, Any], identifier: str, base: str) -> str:
    """The entry's page: the link that is meant for readers, wherever the feed has put it."""
    links = [link for link in _raw(raw, "links") or [] if isinstance(link, dict)]
    candidates = [
        _raw(raw, "feedburner_origlink"),
        *(link.get("href") for link in links if link.get("rel") == "alternate" and "html" in str(link.get("type"))),
        _raw(raw, "link"),
        *(link.get("href") for link in links if link.get("rel") in (None, "alternate")),
        identifier if identifier.startswith(("http://", "https://")) else "",
        *(link.get("href") for link in links if link.get("rel") in ("related", "via", "self", "enclosure")),
    ]
    return next((found for link in candidates if link and (found := web_link(str(link), base))), "")


def _date(raw: Mapping[str, Any], now: datetime, zone: tzinfo) -> datetime | None:
    for name in ("published", "created", "updated", "date"):
        parsed, written = _raw(raw, f"{name}_parsed"), str(_raw(raw, name) or "")
        if parsed is None:
            continue
        try:
            moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
        except (ValueError, OverflowError, OSError, TypeError):
            continue
        if named := _NAMED_ZONE.search(written):
            moment -= timedelta(hours=_HOURS[named[1].upper()])
        elif not _ZONED.search(written):
            moment = moment.replace(tzinfo=zone).astimezone(UTC)
        return believable(moment, now)
    return None


def believable(moment: datetime | None, now: datetime) -> datetime | None:
    """`moment`, unless it lies more than a day ahead or before there were feeds: such dates are mistakes."""
    if moment is None or moment > now + timedelta(days=1) or moment.year < 1995:
        return None
    return moment


def _distinct(entries: list[Entry]) -> tuple[Entry, ...]:
    """The entries without repetitions: same link and title, or same id and title, or same id and link."""
    seen: set[tuple[str, str]] = set()
    kept: list[Entry] = []
    for entry in entries:
        marks = {("link+title", f"{entry.url}\n{entry.title}")}
        if entry.id:
            marks |= {("id+title", f"{entry.id}\n{entry.title}"), ("id+link", f"{entry.id}\n{entry.url}")}
        if seen.isdisjoint(marks):
            kept.append(entry)
        seen |= marks
    return tuple(kept)


# ── JSON Feed (jsonfeed.org/version/1.1) ────────────────────────────────────────────────────────────────────


class _JsonAuthor(Shape):
    name: Maybe[str] = None


class _JsonItem(Shape):
    id: Maybe[str | int] = None
    url: Maybe[str] = None
    external_url: Maybe[str] = None
    title: Maybe[str] = None
    content_html: Maybe[str] = None
    content_text: Maybe[str] = None
    summary: Maybe[str] = None
    date_published: Maybe[str] = None
    date_modified: Maybe[str] = None
    author: Maybe[_JsonAuthor] = None
    authors: Some[_JsonAuthor] = Field(default_factory=list)
    tags: Some[str] = Field(default_factory=list)
    language: Maybe[str] = None


class _JsonHead(Shape):
    version: Maybe[str] = None
    title: Maybe[str] = None
    language: Maybe[str] = None
    items: list[Any]


def _json_feed(body: bytes, url: str, now: datetime, zone: tzinfo | None) -> Feed:
    document = load_json(body)
    try:
        head = _JsonHead.model_validate({"items": document} if isinstance(document, list) else document)
    except ValidationError as error:
        raise SourceError(
            "the reply", "is JSON but not a feed", "Put the address of a JSON Feed into the configuration"
        ) from error
    entries: list[Entry] = []
    for raw in head.items[:MAX_ENTRIES]:
        try:
            item = _JsonItem.model_validate(raw)
        except ValidationError:
            continue
        content = item.content_html or ""
        text = plain(content, MAX_TEXT) if content else clip(_lines(item.content_text or ""), MAX_TEXT)
        moment = _json_moment(item.date_published, zone) or _json_moment(item.date_modified, zone)
        entry = _made(
            identifier=tidy(str(item.id if item.id is not None else ""))[:2000],
            title=title_text(item.title or ""),
            link=web_link(item.url or "", url)
            or web_link(item.external_url or "", url)
            or web_link(str(item.id or "")),
            base=url,
            summary=plain(item.summary or ""),
            text=text,
            authors=tuple(
                name
                for author in ([*item.authors, *([item.author] if item.author else [])])
                if (name := title_text(author.name or ""))
            ),
            published=believable(moment, now),
            tags=tuple(title_text(tag) for tag in item.tags[:MAX_TAGS]),
            language=language_code(item.language or ""),
            comments="",
        )
        if entry is not None and (item.url or item.external_url or item.title or head.version):
            entries.append(entry)
    if head.items and not entries and not head.version:
        raise SourceError(
            "the reply", "is JSON of another shape than a feed", "Put the address of a feed into the configuration"
        )
    return Feed(
        format="json",
        title=title_text(head.title or ""),
        language=language_code(head.language or ""),
        entries=_distinct(entries),
        unusable=min(len(head.items), MAX_ENTRIES) - len(entries),
        skipped=max(0, len(head.items) - MAX_ENTRIES),
    )


def _json_moment(text: str | None, zone: tzinfo | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = iso_moment(text) or datetime.fromisoformat(text.strip()).replace(tzinfo=zone or UTC)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _lines(text: str) -> str:
    return "\n".join(line for line in map(tidy, text[:1_000_000].splitlines()) if line)
