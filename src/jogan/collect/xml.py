"""Foreign XML made a tree, whatever state it is in. Pure; raises SourceError where there is nothing to read.

lxml's recovering parser reads broken documents to their end in C. Entities are not resolved, no DTD is loaded and no
address is asked, so that an entity bomb stays a few bytes and a system identifier stays unread.
"""

from __future__ import annotations

import re

from lxml import etree

from jogan.errors import SourceError

MAX_BYTES = 30_000_000
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_START = re.compile(rb"\s*<")


def parse(body: bytes) -> etree._Element:
    """The root element of the document in `body`. Raises SourceError for an empty, foreign or unreadable one."""
    body = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not body:
        raise SourceError("the reply", "is empty")
    if not _START.match(body) and body[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\x00" not in body[:4]:
        raise SourceError("the reply", "is not XML", "Open the address in a browser to see what it answers")
    if b"\x00" not in body[:4]:
        # Control characters are forbidden in XML and end lxml's recovery early.
        body = _CONTROL.sub(b"", _DOCTYPE.sub(b"", body, count=1))
    parser = etree.XMLParser(
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
        root = etree.fromstring(body[:MAX_BYTES], parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError("the reply", f"is not XML ({' '.join(str(error).split())[:120]})") from error
    if root is None:
        raise SourceError("the reply", "is not XML")
    if local(root) == "html":
        raise SourceError(
            "the reply",
            "is an HTML page where XML was expected",
            "Open the address in a browser: the site may be down or refuse programs",
        )
    return root


def local(element: etree._Element) -> str:
    """The element's name without its namespace, lower-case; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """All text within `element`, on one line."""
    return "" if element is None else " ".join("".join(element.itertext(with_tail=False)).split())


def whole_entries(body: bytes, closings: tuple[bytes, ...]) -> tuple[bytes, bool]:
    """`body` cut behind its last closed entry where the document breaks off, and whether it was cut.

    `closings` are the closing tags of entries, such as `</item>`. What stands behind the last of them in a document
    that never closes its root is half an entry, and half an abstract must not pass for a whole one.
    """
    end = body.rstrip(b"\x00 \t\r\n")
    if end.endswith((b"</rss>", b"</feed>", b"</rdf:RDF>", b"</RDF>", b"</OAI-PMH>", b"</channel>")):
        return body, False
    last = max((body.rfind(closing) + len(closing) for closing in closings if closing in body), default=-1)
    if last < 0:
        return body, False
    tail = body[last:]
    if re.search(rb"<(?:\w+:)?(?:item|entry|record)\b", tail) or not re.search(
        rb"</(?:\w+:)?(?:rss|feed|RDF|OAI-PMH)\s*>", tail
    ):
        return body[:last], True
    return body, False
