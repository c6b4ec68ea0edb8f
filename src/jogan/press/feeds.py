"""Feeds out: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. Pure.

An entry is a story. Its id is made of the story's id and the language, so that a rerun, another address of the site or
another category never publishes it twice; a new version of a paper keeps the id and moves `updated`.
"""

from __future__ import annotations

import json
import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from jogan.model.common import Language

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story in a feed. `url` is absolute, `html` its content with absolute links, escaped already."""

    id: str
    title: str
    url: str
    html: str
    summary: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, newest entry first. `home` is its page, `base` the folder that its own files stand in, or empty.

    `query` is the rest of its address where it answers a question.
    """

    id: str
    title: str
    home: str
    name: str
    language: Language
    updated: datetime
    entries: Sequence[Entry]
    base: str = ""
    query: str = ""

    def address(self, ending: str) -> str:
        """The feed's own absolute address in one format; empty where the site's address is not known."""
        return f"{self.base}{self.name}{ending}{f'?{self.query}' if self.query else ''}" if self.base else ""


def entry_id(story: str, language: Language) -> str:
    """The id of a story's entry, the same for ever."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'jogan:story:{language}:{story}')}"


def feed_id(name: str, language: Language) -> str:
    """The id of a feed, the same for ever."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'jogan:feed:{language}:{name}')}"


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.language})
    _child(root, "id", feed.id)
    _child(root, "title", feed.title)
    _child(root, "updated", _instant(feed.updated))
    _child(root, "link", rel="alternate", type="text/html", href=feed.home)
    if feed.address(".atom.xml"):
        _child(root, "link", rel="self", type="application/atom+xml", href=feed.address(".atom.xml"))
    _child(_child(root, "author"), "name", "jogan")
    _child(root, "generator", "jogan")
    for entry in feed.entries:
        node = _child(root, "entry")
        _child(node, "id", entry.id)
        _child(node, "title", entry.title)
        _child(node, "published", _instant(entry.published))
        _child(node, "updated", _instant(entry.updated))
        _child(node, "link", rel="alternate", href=entry.url)
        for author in entry.authors:
            _child(_child(node, "author"), "name", author)
        for tag in entry.tags:
            _child(node, "category", term=tag)
        _child(node, "summary", entry.summary)
        _child(node, "content", entry.html, type="html")
    return _document(root, {"": ATOM})


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0."""
    root = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(root, "channel")

    def put(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
        ET.SubElement(parent, tag, attributes).text = _clean(text)

    put(channel, "title", feed.title)
    put(channel, "link", feed.home)
    put(channel, "description", feed.title)
    put(channel, "language", feed.language)
    put(channel, "lastBuildDate", format_datetime(feed.updated.astimezone(UTC)))
    put(channel, "generator", "jogan")
    if feed.address(".rss.xml"):
        ET.SubElement(
            channel,
            f"{{{ATOM}}}link",
            {"rel": "self", "type": "application/rss+xml", "href": feed.address(".rss.xml")},
        )
    for entry in feed.entries:
        item = ET.SubElement(channel, "item")
        put(item, "title", entry.title)
        put(item, "link", entry.url)
        put(item, "guid", entry.id, isPermaLink="false")
        put(item, "pubDate", format_datetime(entry.published.astimezone(UTC)))
        for author in entry.authors:
            put(item, f"{{{DC}}}creator", author)
        for tag in entry.tags:
            put(item, "category", tag)
        put(item, "description", entry.html)
    return _document(root, {"atom": ATOM, "dc": DC})


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    found: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _clean(feed.title),
        "home_page_url": feed.home,
        "language": feed.language,
        "authors": [{"name": "jogan"}],
    }
    if feed.address(".json"):
        found["feed_url"] = feed.address(".json")
    found["items"] = [
        {
            "id": entry.id,
            "url": entry.url,
            "title": _clean(entry.title),
            "summary": _clean(entry.summary),
            "content_html": _clean(entry.html),
            "date_published": _instant(entry.published),
            "date_modified": _instant(entry.updated),
            **({"authors": [{"name": _clean(author)} for author in entry.authors]} if entry.authors else {}),
            **({"tags": [_clean(tag) for tag in entry.tags]} if entry.tags else {}),
        }
        for entry in feed.entries
    ]
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


FORMATS: Mapping[str, Callable[[Feed], bytes]] = {".atom.xml": atom, ".rss.xml": rss, ".json": json_feed}
"""The ending of each format's file, and what writes it."""


def _child(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    node = ET.SubElement(parent, f"{{{ATOM}}}{tag}", {key: _clean(value) for key, value in attributes.items()})
    if text:
        node.text = _clean(text)
    return node


def _clean(text: str) -> str:
    """Without the signs that XML has no place for."""
    return _NOT_XML.sub("", text)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _document(root: ET.Element, names: Mapping[str, str]) -> bytes:
    """The document with the usual prefixes, set on a copy of no global registry: they are written as plain tags."""
    for node in root.iter():
        space, _, name = str(node.tag)[1:].partition("}") if str(node.tag).startswith("{") else ("", "", str(node.tag))
        prefix = next((key for key, value in names.items() if value == space), "")
        node.tag = f"{prefix}:{name}" if prefix else name
        for key in [key for key in node.attrib if key.startswith("{http://www.w3.org/XML/1998/namespace}")]:
            node.attrib["xml:" + key.rpartition("}")[2]] = node.attrib.pop(key)
    for prefix, space in names.items():
        root.set(f"xmlns:{prefix}" if prefix else "xmlns", space)
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
