"""What arXiv's replies say: its daily feeds (RSS and Atom) read into items. Pure; raises only SourceError.

Shapes: https://info.arxiv.org/help/rss_specifications.html and atom_specifications.html. One reply holds the whole
day of all categories asked for, abstracts included, so that no paper needs a request of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import cast, get_args

from lxml import etree

from jogan.collect import xml
from jogan.collect.calendar import EASTERN
from jogan.collect.latex import accents
from jogan.collect.text import arxiv_id, clip, iso_moment, tidy
from jogan.errors import SourceError
from jogan.model.collected import Announce, Item

MAX_ABSTRACT = 20_000

_HEAD = re.compile(r"^\s*arXiv:\S+\s+Announce Type:\s*([\w-]+)\s*(?:Abstract:\s*)?", re.IGNORECASE)
_THING = r"(?:paper|article|manuscript|submission|preprint|work|version|report|note|draft|study|document|thesis)"
# In a comment, any form of the word is the notice, unless it speaks of another place or of a thing withdrawn from use.
_IN_COMMENT = re.compile(
    r"\bwithdr(?:aw|awn|ew|awing|aws|awal)\b(?!\s+(?:symptom|from\s+(?!(?:the\s+)?arxiv|public|publication|here)))",
    re.IGNORECASE,
)
_NOT_WITHDRAWN = re.compile(
    r"\b(?:not|never|un)[\s-]*(?:been\s+)?withdrawn\b|\bwithdr\w+\s+(?:in error|by mistake|erroneously)", re.IGNORECASE
)
_NOTICE = re.compile(
    rf"^\W*(?:(?:this|the|our)\s+(?:\w+\s+){{0,2}}{_THING}\s+(?:has\s+been|have\s+been|had\s+been|is|was|is\s+being)\s+(?:\w+\s+){{0,2}}withdrawn\b"
    rf"|(?:\w+\s+){{0,3}}withdrawn\s+by\s+(?:the\s+|its\s+|an?\s+)?(?:\w+\s+)?(?:authors?|arxiv|submitters?)\b|withdrawn\W|(?:we|i|the\s+authors?)\s+(?:\w+\s+){{0,3}}withdr(?:aw|ew|awn)\s+(?:this|the|our)\s+{_THING})",
    re.IGNORECASE,
)
_NOTICE_AT_END = re.compile(
    rf"\b(?:this|the)\s+{_THING}\s+(?:has\s+been|is|was)\s+withdrawn\s+(?:by|due|because|from\s+arxiv|as)\b[^.]{{0,200}}\.?\s*$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|V|Ph\.?D|M\.?D)\.?$", re.IGNORECASE)


def is_withdrawn(comment: str, abstract: str = "") -> bool:
    """Whether arXiv's comment, or an abstract that has become the notice itself, says that the paper is withdrawn."""
    if comment and _IN_COMMENT.search(comment) and not _NOT_WITHDRAWN.search(comment):
        return True
    return bool(abstract and (_NOTICE.search(abstract[:400]) or _NOTICE_AT_END.search(abstract[-400:])))


def author_names(creators: str) -> tuple[str, ...]:
    """The names in a list such as `Ann Lee (MIT, USA), Andr\\'e Gide, Bob Roe Jr.`, without affiliations."""
    names: list[str] = []
    depth, start = 0, 0
    flat = tidy(creators[:200_000])
    parts: list[str] = []
    for at, sign in enumerate(flat):
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth = max(0, depth - 1)
        elif sign in ",;" and depth == 0:
            parts.append(flat[start:at])
            start = at + 1
    parts.append(flat[start:])
    for part in parts:
        name = tidy(accents(re.sub(r"\([^()]*\)|\(.*$", "", part).strip()))
        name = re.sub(r"^and\s+", "", name)
        if names and _SUFFIX.match(name):
            names[-1] = f"{names[-1]} {name}"
        elif name:
            names.append(name)
    return tuple(names)


def abstract_text(text: str) -> str:
    """An abstract on one line, its LaTeX as it is."""
    return clip(tidy(text), MAX_ABSTRACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyFeed:
    """One daily feed: the announcement `day` that it states (None: it states none), its items, what was unusable."""

    day: date | None
    items: tuple[Item, ...]
    unusable: int = 0
    truncated: bool = False


def parse_feed(body: bytes, *, source: str = "arXiv") -> DailyFeed:
    """The items of a daily feed, RSS or Atom, each under the announcement day that it states. Raises SourceError."""
    body, cut = xml.whole_entries(body)
    root = xml.parse(body)
    if xml.local(root) not in ("rss", "feed", "rdf"):
        raise SourceError("the reply", f"is not a feed but <{xml.local(root)[:40]}>")
    channel = next((child for child in root if xml.local(child) == "channel"), root)
    head = _fields(channel)
    if "feed error" in head.get("title", [""])[0].lower():
        said = (head.get("description") or head.get("subtitle") or [""])[0]
        raise SourceError("arXiv", f"answered with an error: {said[:200]}", "Check the categories of the source")
    stated = [_moment(text) for name in ("pubdate", "updated", "lastbuilddate") for text in head.get(name, [])]
    entries = [element for element in root.iter() if xml.local(element) in ("item", "entry")]
    items: dict[tuple[str, int | None], Item] = {}
    unusable = 0
    days: Counter[date] = Counter()
    fallback = next((moment.astimezone(EASTERN).date() for moment in stated if moment), None)
    for element in entries:
        item = _item(element, fallback, source)
        if item is None:
            unusable += 1
            continue
        if item.day is not None:
            days[item.day] += 1
        items.setdefault((item.ids["arxiv"], item.version), item)
    day = days.most_common(1)[0][0] if days else fallback
    return DailyFeed(day=day, items=tuple(items.values()), unusable=unusable, truncated=cut)


def _fields(element: etree._Element) -> dict[str, list[str]]:
    """The element's children by local name: their text, or for empty Atom elements the address or term."""
    found: dict[str, list[str]] = {}
    for child in element:
        name = xml.local(child)
        if name in ("item", "entry"):
            continue
        text = xml.text_of(child) or str(child.get("href") or child.get("term") or "")
        found.setdefault(name, []).append(text)
    return found


def _moment(text: str) -> datetime | None:
    try:
        moment = iso_moment(text) or parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else None


def _item(element: etree._Element, day: date | None, source: str) -> Item | None:
    found = _fields(element)

    def first(name: str) -> str:
        return next((text for text in found.get(name, []) if text), "")

    number = (
        arxiv_id(first("link"))
        or arxiv_id(first("guid").rpartition(":")[2])
        or arxiv_id(first("id").rpartition(":")[2])
    )
    title = tidy(first("title"))
    if number is None or not title:
        return None
    identifier = number[0]
    tagged = arxiv_id((first("guid") or first("id")).rpartition(":")[2])
    version = (tagged and tagged[1]) or number[1]
    described = first("description") or first("summary")
    announced = first("announce_type").lower()
    if head := _HEAD.match(described):
        announced = announced or head[1].lower()
        described = described[head.end() :]
    abstract = abstract_text(described)
    moment = _moment(first("pubdate")) or _moment(first("published"))
    announce = cast("Announce", announced) if announced in get_args(Announce) else None
    links = {"pdf": f"https://arxiv.org/pdf/{identifier}{f'v{version}' if version else ''}"}
    if (rights := first("rights")).startswith(("http://", "https://")):
        links["license"] = rights
    ids = {"arxiv": identifier}
    if doi := first("doi"):
        ids["doi"] = doi.lower()
    creators = found.get("creator") or found.get("author") or []
    return Item(
        kind="paper",
        title=title,
        url=f"https://arxiv.org/abs/{identifier}",
        source=source,
        summary=abstract,
        authors=tuple(name for part in creators for name in author_names(part)),
        # Only a new paper is published on the day of its announcement; replaced and cross-listed ones are older.
        published=moment if announce == "new" else None,
        day=moment.astimezone(EASTERN).date() if moment else day,
        ids=ids,
        version=version,
        categories=tuple(dict.fromkeys(text for text in found.get("category", []) if text)),
        links=links,
        announce=announce,
        withdrawn=is_withdrawn("", abstract),
        language="en",
        extra={"journal": journal} if (journal := first("journal_reference")) else {},
    )
