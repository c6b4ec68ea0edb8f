"""Reading a feed of any format: bytes to entries. Pure; raises only SourceError.

What is dangerous or doubtful in a foreign document is settled here, in one place for all formats: character set,
document type, half entries, markup, links, dates, duplicates. `feed_xml` reads the XML into raw fields before that.
"""

from __future__ import annotations

import base64
import calendar
import hashlib
import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_tz
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError

from jogan.collect import feed_xml
from jogan.collect.feed_xml import MAX_ENTRIES
from jogan.collect.lenient import Maybe, Shape, Some, load_json
from jogan.collect.text import MAX_TEXT, clip, iso_moment, language_code, lead, plain, tidy, title_text, web_link
from jogan.collect.xml import document, whole_entries
from jogan.errors import SourceError

MAX_TAGS = 20

_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos);)(?:#(\d{1,7}|[xX][0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,30});)?",
    re.DOTALL,
)
_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
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
    document = feed_xml.read(text)
    head = document.head
    language = language_code(head.first("language", "dc:language"))
    if zone is None:
        zone = ZoneInfo("Asia/Seoul") if language == "ko" else UTC
    base = web_link(head.attributes.get("xml:base", ""), url) or url
    made = [_entry(raw, base, now, zone) for raw in document.entries]
    entries = [entry for entry in made if entry is not None]
    skipped = len(_ENTRY_END.findall(text)) - len(made) if document.full else 0
    return Feed(
        format=document.format,
        title=title_text(head.first("title", "dc:title")),
        language=language,
        entries=_distinct(entries),
        unusable=len(made) - len(entries),
        skipped=max(0, skipped),
        truncated=cut or document.open,
    )


def _entry(raw: feed_xml.Raw, base: str, now: datetime, zone: tzinfo) -> Entry | None:
    base = web_link(raw.attributes.get("xml:base", ""), base) or base
    identifier = tidy(raw.first("guid", "id", "dc:identifier")[:2000]) or raw.attributes.get("rdf:about", "")[:2000]
    content = max(
        (
            _markup(one)
            for one in raw.all(
                "content:encoded", "content", "dc:content", "xhtml:body", "xhtml:div", "fullitem", "body"
            )
        ),
        key=len,
        default="",
    )
    described = next(
        (
            markup
            for one in raw.all(
                "description",
                "summary",
                "abstract",
                "dc:description",
                "itunes:summary",
                "media:description",
                "media:group/description",
            )
            if (markup := _markup(one))
        ),
        "",
    )
    summary = plain(described) if described and described != content else ""
    authors = (
        _author(one.text)
        for one in raw.all("author/name", "author", "dc:creator", "dc:creator/name", "itunes:author", "author/email")
    )
    tags = (
        title_text(one.attributes.get("term") or one.attributes.get("label") or one.text)
        for one in raw.all("category", "dc:subject")
    )
    return _made(
        identifier=identifier,
        title=_title(raw),
        link=_link(raw, identifier, base),
        base=base,
        summary=summary,
        text=plain(content, MAX_TEXT) if content else "",
        authors=tuple(dict.fromkeys(name for name in authors if name))[:50],
        published=_date(raw, now, zone),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag))[:MAX_TAGS],
        language=language_code(raw.first("language", "dc:language") or raw.attributes.get("xml:lang", "")),
        comments=web_link(raw.first("comments"), base),
    )


def _markup(one: feed_xml.Field) -> str:
    """A field's text as HTML. What Atom calls plain text is escaped, so that its angle brackets stay."""
    kind = one.attributes.get("type", "").lower()
    if one.attributes.get("mode", "").lower() == "base64" or (
        kind and "/" in kind and not kind.startswith("text/") and "xml" not in kind
    ):
        try:
            return base64.b64decode(one.text, validate=False).decode("utf-8")
        except (ValueError, UnicodeDecodeError):
            return ""
    return html.escape(one.text, quote=False) if kind in ("text", "text/plain") and not one.nested else one.text


def _title(raw: feed_xml.Raw) -> str:
    for one in raw.all("title", "dc:title", "media:title", "media:group/title", "itunes:title"):
        if one.text:
            kind = one.attributes.get("type", "").lower()
            found = html.escape(one.text[:20_000], quote=False) if kind in ("text", "text/plain") else one.text
            if title := title_text(found):
                return title
    return ""


def _author(text: str) -> str:
    """A name out of `ann@example.org (Ann Lee)`, `Ann Lee <ann@example.org>` or a plain name."""
    name = title_text(text[:300])
    if found := re.fullmatch(r"\S+@\S+ \((.+)\)", name):
        return found[1]
    return re.sub(r"\s*<?\S+@\S+>?\s*", " ", name).strip() or name


def _link(raw: feed_xml.Raw, identifier: str, base: str) -> str:
    """The entry's page: the link that is meant for readers, wherever the feed has put it."""
    links = [(one.attributes, one.text) for one in raw.all("link", "atom:link")]
    permanent = next(
        (one.attributes.get("ispermalink", one.attributes.get("isPermaLink", "")) for one in raw.all("guid")), ""
    )
    candidates = (
        raw.first("feedburner:origlink"),
        *(text for attributes, text in links if text and not attributes.get("href")),
        *(
            a.get("href", "")
            for a, _ in links
            if a.get("rel", "alternate") == "alternate" and "html" in a.get("type", "html")
        ),
        *(a.get("href", "") for a, _ in links if a.get("rel", "alternate") == "alternate"),
        identifier if permanent.lower() != "false" and identifier.startswith(("http://", "https://")) else "",
        raw.attributes.get("rdf:about", ""),
        raw.attributes.get("href", ""),
        *(a.get("href", "") for a, _ in links if a.get("rel") in ("related", "via", "self")),
        identifier if identifier.startswith(("http://", "https://")) else "",
        *(one.attributes.get("url", "") for one in raw.all("enclosure", "media:content")),
        *(a.get("href", "") for a, _ in links if a.get("rel") == "enclosure"),
    )
    return next((found for link in candidates if link and (found := web_link(link, base))), "")


def _date(raw: feed_xml.Raw, now: datetime, zone: tzinfo) -> datetime | None:
    for one in raw.all(
        "pubdate",
        "published",
        "issued",
        "dcterms:issued",
        "dc:date",
        "date",
        "created",
        "dcterms:created",
        "updated",
        "modified",
        "dcterms:modified",
    ):
        if moment := read_date(one.text, zone):
            return believable(moment, now)
    return None


def read_date(text: str, zone: tzinfo) -> datetime | None:
    """The moment in a feed's date, in UTC; a time without a zone is meant in `zone`. None for what is no date."""
    text = tidy(text[:100])
    if not text:
        return None
    try:
        if text[:4].isdigit():
            moment = datetime.fromisoformat(text.replace(" UTC", "+00:00").replace(" GMT", "+00:00"))
        else:
            parsed = parsedate_tz(text)
            if parsed is None:
                return _odd_date(text, zone)
            naive = datetime(*parsed[:6], tzinfo=UTC)
            if named := _NAMED_ZONE.search(text):
                return naive - timedelta(hours=_HOURS[named[1].upper()])
            if not _ZONED.search(text):
                return naive.replace(tzinfo=zone).astimezone(UTC)
            return naive - timedelta(seconds=parsed[9] or 0)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return _odd_date(text, zone)


def _odd_date(text: str, zone: tzinfo) -> datetime | None:
    """A date in one of the many other forms that feedparser has learned to read over the years."""
    from feedparser.datetimes import _parse_date

    try:
        parsed = _parse_date(text)
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except Exception:  # noqa: BLE001 - its handlers promise no set of exceptions
        return None
    if moment is None:
        return None
    if named := _NAMED_ZONE.search(text):
        return moment - timedelta(hours=_HOURS[named[1].upper()])
    return moment if _ZONED.search(text) else moment.replace(tzinfo=zone).astimezone(UTC)


def believable(moment: datetime | None, now: datetime) -> datetime | None:
    """`moment`, unless it lies more than a day ahead or before there were feeds: such dates are mistakes."""
    if moment is None or moment > now + timedelta(days=1) or moment.year < 1995:
        return None
    return moment


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
