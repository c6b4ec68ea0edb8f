"""OPML, the lists of feeds that readers exchange: read into sources and written from them. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from jogan.collect import xml
from jogan.collect.failures import safe_url
from jogan.collect.text import clip, tidy, title_text, web_link
from jogan.config import SourceConfig
from jogan.errors import SourceError

MOST = 5000
MAX_BYTES = 10_000_000
_DEFAULTS = re.compile(r"^[ \t]*default_sources[ \t]*=[ \t]*(?:true|false)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BadEntry:
    """An entry of a list that could not be taken in as it is: the line where it stands, its title, and the cause."""

    line: int
    title: str
    cause: str


def parse_opml(body: bytes, *, taken: Iterable[str] = ()) -> tuple[tuple[SourceConfig, ...], tuple[BadEntry, ...]]:
    """The feeds of an OPML document, folders and all, each address once and under a name of its own; and what is wrong.

    `taken` are names that are in use already. Raises SourceError for what is no OPML, or has no entry in it.
    """
    root = xml.parse(body)
    if xml.local(root) != "opml":
        raise SourceError("the file", f"is not OPML but <{xml.local(root)[:40]}>", "Export the list anew as OPML")
    names = {name.casefold() for name in taken}
    # The tree begins at its root: what stands before that counts too.
    above = body[: max(0, body.lower().find(b"<opml"))].count(b"\n")
    found: dict[str, SourceConfig] = {}
    bad: list[BadEntry] = []
    for outline in root.iter():
        if xml.local(outline) != "outline":
            continue
        attributes = {str(key).lower(): str(value) for key, value in outline.attrib.items()}
        written = attributes.get("xmlurl")
        feed = attributes.get("type", "").lower() in ("rss", "atom", "feed") or "htmlurl" in attributes
        if written is None and (len(outline) or not feed):
            continue  # a folder or a note
        title = clip(title_text(attributes.get("title") or attributes.get("text") or ""), 55)
        url = web_link(written or "")
        cause = _fault(written, url)
        if not cause and url not in found and len(found) >= MOST:
            cause = f"is beyond the {MOST:,} feeds that are taken in at once"
        if cause:
            bad.append(BadEntry(line=above + (outline.sourceline or 0), title=title, cause=cause))
        if not url or url in found or len(found) >= MOST:
            continue
        title = title or clip(url.partition("//")[2], 55)
        name = title
        number = 2
        while name.casefold() in names:
            name = f"{clip(title, 50)} ({number})"
            number += 1
        names.add(name.casefold())
        found[url] = SourceConfig(name=name, kind="feed", url=url, section="news")
    if not found and not bad:
        raise SourceError("the file", "has no feeds in it", "Export the list anew, with its feeds")
    return tuple(found.values()), tuple(bad)


def _fault(written: str | None, url: str) -> str:
    """What is wrong with an entry of that address, of which `url` is what can be asked; "" where nothing is."""
    if not written or not written.strip():
        return "names no address (xmlUrl)"
    if not url:
        return f"its address is no http or https address: {clip(tidy(safe_url(written)), 80)}"
    if "@" in written.partition("//")[2].partition("/")[0]:
        return "its address came in without the user and password that it carries; add them in jogan.toml"
    return ""


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
