"""OPML, the lists of feeds that readers exchange: read into sources and written from them. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from jogan.collect import xml
from jogan.collect.text import clip, title_text, web_link
from jogan.config import SourceConfig
from jogan.errors import SourceError

MOST = 5000
MAX_BYTES = 10_000_000
_DEFAULTS = re.compile(r"^[ \t]*default_sources[ \t]*=[ \t]*(?:true|false)\b", re.MULTILINE)


def parse_opml(body: bytes, *, taken: Iterable[str] = ()) -> tuple[SourceConfig, ...]:
    """The feeds of an OPML document, folders and all, each address once and under a name of its own.

    `taken` are names that are in use already. Raises SourceError for what is no OPML, or has no feed in it.
    """
    root = xml.parse(body)
    if xml.local(root) != "opml":
        raise SourceError("the file", f"is not OPML but <{xml.local(root)[:40]}>", "Export the list anew as OPML")
    names = {name.casefold() for name in taken}
    found: dict[str, SourceConfig] = {}
    for outline in root.iter():
        if xml.local(outline) != "outline" or len(found) >= MOST:
            continue
        attributes = {str(key).lower(): str(value) for key, value in outline.attrib.items()}
        url = web_link(attributes.get("xmlurl", ""))
        if not url or url in found:
            continue
        title = title_text(attributes.get("title") or attributes.get("text") or "") or url.partition("//")[2]
        name = clip(title, 55)
        number = 2
        while name.casefold() in names:
            name = f"{clip(title, 50)} ({number})"
            number += 1
        names.add(name.casefold())
        found[url] = SourceConfig(name=name, kind="feed", url=url, section="news")
    if not found:
        raise SourceError("the file", "has no feeds in it", "Export the list anew, with its feeds")
    return tuple(found.values())


def write_opml(sources: Sequence[SourceConfig]) -> bytes:
    """The feeds among `sources` as OPML 2.0; sources of other kinds have no place in it."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "jogan"
    body = SubElement(root, "body")
    for source in sources:
        if source.kind == "feed":
            SubElement(body, "outline", type="rss", text=source.name, title=source.name, xmlUrl=source.url)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def to_toml(sources: Sequence[SourceConfig]) -> str:
    """`sources` as `[[source]]` tables for jogan.toml."""
    tables = []
    for source in sources:
        lines = ["[[source]]"]
        for key, value in (
            ("name", source.name),
            ("kind", source.kind),
            ("url", source.url),
            ("section", source.section),
            ("language", source.language),
        ):
            if value:
                # A TOML basic string has the escapes of a JSON string.
                lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
        tables.append("\n".join(lines))
    return "\n\n".join(tables) + "\n"


def extended(written: str, new: Sequence[SourceConfig], *, keep_defaults: bool) -> str:
    """The text of a jogan.toml with the sources `new` behind what it says.

    A list of sources takes the place of the default list; `keep_defaults` has both.
    """
    if keep_defaults:
        written, found = _DEFAULTS.subn("default_sources = true", written, count=1)
        if not found:
            written = f"default_sources = true\n{written}"
    gap = "" if not written.strip() else "\n" if written.endswith("\n") else "\n\n"
    return f"{written}{gap}{to_toml(new)}"
