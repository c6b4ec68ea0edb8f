"""Foreign XML made a tree, whatever state it is in. Pure; raises SourceError where there is nothing to read.

lxml's recovering parser reads broken documents to their end in C. Entities are not resolved, no DTD is loaded and no
address is asked, so that an entity bomb stays a few bytes and a system identifier stays unread.
"""

from __future__ import annotations

import re

from lxml import etree

from jogan.collect.charset import decode
from jogan.errors import SourceError

MAX_CHARS = 30_000_000
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry|record)[\s>]", re.IGNORECASE)
_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry|record)\s*>", re.IGNORECASE)
_ROOT_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|oai-pmh|channel)\s*(?:>|$)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_][\w.:-]{0,100}")


def document(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The document in `body` as text from its root element on, and the root's name in lower case (empty: no element).

    Declaration, document type and comments before the root are left out: what a document type could define is either
    harmless to lose or meant to do harm, and without the declaration nothing contradicts the decoding.
    """
    text = _NOT_XML.sub("", decode(body.lstrip(b" \t\r\n"), content_type)[:MAX_CHARS])
    at = 0
    while True:
        at = _skip_space(text, at)
        if text.startswith("<?", at):
            end = text.find("?>", at)
            length = 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
            length = 3
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end, length = _doctype_end(text, at), 1
        else:
            break
        if end < 0:
            return "", ""
        at = end + length
    found = _NAME.match(text, at + 1) if text.startswith("<", at) else None
    return (text[at:], found[0].lower()) if found else (text[at:], "")


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n\ufeff":
        at += 1
    return at


def _doctype_end(text: str, at: int) -> int:
    """The place of the `>` that ends the document type, behind its internal subset where it has one; -1: nowhere."""
    plain, subset = text.find(">", at), text.find("[", at)
    if subset < 0 or (0 <= plain < subset):
        return plain
    close = text.find("]", subset)
    while close >= 0:
        end = _skip_space(text, close + 1)
        if text.startswith(">", end):
            return end
        close = text.find("]", close + 1)
    return -1


def parse(body: bytes) -> etree._Element:
    """The root element of the document in `body`. Raises SourceError for an empty, foreign or unreadable one."""
    text, name = document(body)
    if name == "html":
        raise SourceError(
            "the reply",
            "is an HTML page where XML was expected",
            "Open the address in a browser: the site may be down or refuse programs",
        )
    if not name:
        raise SourceError("the reply", "is not XML" if text else "is empty", "Open the address in a browser to see it")
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError("the reply", f"is not XML ({' '.join(str(error).split())[:120]})") from error
    if root is None:
        raise SourceError("the reply", "is not XML")
    return root


def local(element: etree._Element) -> str:
    """The element's name without its namespace, lower-case; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """All text within `element`, on one line; nothing for what is no element, such as an entity left alone."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return " ".join("".join(element.itertext(with_tail=False)).split())


def whole_entries(body: bytes) -> tuple[bytes, bool]:
    """`body` cut behind its last closed entry where the document breaks off, and whether it broke off.

    What stands behind that entry in a document that never closes its root is half an entry, and half an abstract must
    not pass for a whole one.
    """
    if _ROOT_END.search(body[-400:]):
        return body, False
    ends = [found.end() for found in _ENTRY_END.finditer(body)]
    if ends:
        tail = body[ends[-1] :]
        if _ENTRY.search(tail) or not _ROOT_END.search(tail):
            return body[: ends[-1]], True
        return body, False
    first = _ENTRY.search(body)
    return (body[: first.start()], True) if first else (body, False)
