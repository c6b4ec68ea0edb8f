"""Reading a feed of any format: bytes to entries. Pure; raises only SourceError.

What is dangerous or doubtful in a foreign document is settled here, in one place for all formats: character set,
document type, half entries, markup, links, dates, duplicates. `feed_xml` reads the XML into raw fields before that.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import NoReturn
from zoneinfo import ZoneInfo

from jogan.collect import feed_xml
from jogan.collect.dates import believable, read_date
from jogan.collect.entry import MAX_TAGS, Entry, Feed, distinct, made
from jogan.collect.feed_json import read_json
from jogan.collect.text import MAX_TEXT, language_code, plain, tidy, title_text, unescape, web_link
from jogan.collect.xml import document, whole_entries
from jogan.errors import SourceError

_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos);)(?:#(\d{1,7}|[xX][0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,30});)?",
    re.DOTALL,
)
_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_FEED_ROOTS = {"rss", "rdf", "feed", "channel"}
_FEED_WITHIN = re.compile(r"<(?:\w+:)?(?:feed|rss|rdf)\b[^<>]{0,500}(?:xmlns|version|>)", re.IGNORECASE)
_ALTERNATE = re.compile(
    r"<link\b[^<>]{0,500}\btype\s*=\s*[\"']?application/(?:rss|atom|feed)[^<>]{0,500}>", re.IGNORECASE
)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


def parse_feed(body: bytes, *, url: str, now: datetime, content_type: str = "", zone: tzinfo | None = None) -> Feed:
    """The feed in `body`, which came from `url` (links are resolved against it).

    `zone` is where times without a zone are meant; without it they are read in Korean time in Korean feeds and in UTC
    otherwise. Dates more than a day after `now` are left out. Raises SourceError for what is no feed.
    """
    head = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:8]
    if not head:
        raise SourceError("the reply", "is empty", "Wait for the next run; if it stays, look for another address")
    if head[:1] in (b"{", b"[", b'"'):
        return read_json(body, url, now, zone)
    whole, cut = whole_entries(body)
    text, root = document(whole, content_type)
    if root.rpartition(":")[2] in ("entry", "item"):
        text = f"<feed>{text}</feed>"  # one entry by itself, as Atom allows (RFC 4287, 2)
    elif root.rpartition(":")[2] not in _FEED_ROOTS:
        # Warnings of the server's own software, or a page around it, may stand in front of the feed.
        found = _FEED_WITHIN.search(text[:20_000])
        if found is None:
            _refuse(text, root, url)
        else:
            text = text[found.start() :]
    return _read(_AMPERSAND.sub(_reference, text), url, now, zone, cut)


def _reference(found: re.Match[str]) -> str:
    """An ampersand made valid XML: HTML's named entities become their characters, bare ones are escaped."""
    number, name = found[1], found[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        if 128 <= code < 160:
            # Written by programs that took Windows' characters for Unicode's; browsers read them so too.
            return bytes([code]).decode("cp1252", "ignore")
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


def _refuse(text: str, root: str, url: str) -> NoReturn:
    """Say what the document is instead of a feed, and where the feed may be."""
    if root == "html" or "<html" in text[:2000].lower():
        other = _ALTERNATE.search(text[:200_000])
        href = _HREF.search(other[0]) if other else None
        link = web_link(unescape(href[1]), url) if href else ""
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
        entries=distinct(entries),
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
                "media:content/description",
            )
            if (markup := _markup(one))
        ),
        "",
    )
    summary = plain(described) if described and described != content else ""
    authors = (
        _author(one.text)
        for one in raw.all(
            "author/name",
            "author",
            "dc:creator",
            "dc:creator/name",
            "atom:author/name",
            "itunes:author",
            "author/email",
        )
    )
    tags = (
        title_text(one.attributes.get("term") or one.attributes.get("label") or one.text)
        for one in raw.all("category", "dc:subject")
    )
    return made(
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
    for one in raw.all("title", "dc:title", "media:title", "media:group/title", "itunes:title", "media:content/title"):
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
    links = [(_based(one.attributes, base), one.text) for one in raw.all("link", "atom:link")]
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
        raw.attributes.get("href") or raw.attributes.get("HREF") or "",
        *(a.get("href", "") for a, _ in links if a.get("rel") in ("related", "via", "self")),
        identifier if identifier.startswith(("http://", "https://")) else "",
        *(one.attributes.get("url", "") for one in raw.all("enclosure", "media:content")),
        *(a.get("href", "") for a, _ in links if a.get("rel") == "enclosure"),
    )
    return next((found for link in candidates if link and (found := web_link(link, base))), "")


def _based(attributes: Mapping[str, str], base: str) -> Mapping[str, str]:
    """A link's attributes, its address resolved where the link itself says against what (`xml:base`)."""
    own = attributes.get("xml:base")
    if not own or not attributes.get("href"):
        return attributes
    return {**attributes, "href": web_link(attributes["href"], web_link(own, base) or base) or attributes["href"]}


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
        "atom:published",
        "atom:updated",
        "lastbuilddate",
    ):
        if moment := read_date(one.text, zone):
            return believable(moment, now)
    # The attribute by which CDF tells it.
    changed = read_date(raw.attributes.get("lastmod") or raw.attributes.get("LASTMOD") or "", zone)
    return believable(changed, now)
