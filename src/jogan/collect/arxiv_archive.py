"""arXiv's replies that can tell of any day: OAI-PMH, the query API, the abstract page. Pure; raise only SourceError.

OAI-PMH (https://info.arxiv.org/help/oa/, since 2025 at https://oaipmh.arxiv.org/oai) and the query API know when a
paper was submitted, not under which day it was announced; that follows from the published schedule (`calendar`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from lxml import etree

from jogan.collect import xml
from jogan.collect.arxiv_parse import abstract_text, author_names, is_withdrawn
from jogan.collect.calendar import announced_on
from jogan.collect.latex import accents
from jogan.collect.text import arxiv_id, iso_moment, tidy, title_text
from jogan.errors import SourceError
from jogan.model.collected import Announce, Item

_VERSION = re.compile(r"v(\d{1,3})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of an archive's reply: items, what leads to the next page (empty: nothing), how many are unusable.

    `total` is how many the archive says there are in all, where it says so.
    """

    items: tuple[Item, ...]
    token: str = ""
    total: int | None = None
    unusable: int = 0


def oai_set(category: str) -> str:
    """The OAI set of a category, as the server of 2025 names them: `cs.AI` is `cs:cs:AI`, `hep-th` `physics:hep-th`."""
    archive, _, subject = category.partition(".")
    group = archive if archive in ("cs", "econ", "eess", "math", "q-bio", "q-fin", "stat") else "physics"
    return ":".join(part for part in (group, archive, subject) if part)


# ── OAI-PMH ─────────────────────────────────────────────────────────────────────────────────────────────────


def parse_oai(body: bytes, *, source: str = "arXiv", categories: Sequence[str] = ()) -> Page:
    """The records of a ListRecords or GetRecord reply in the formats arXivRaw, arXiv or oai_dc.

    A reply of `noRecordsMatch` is an empty page; every other error of the protocol, and half a document, is a
    SourceError: a list that may lack papers must not pass for whole.
    """
    _, cut = xml.whole_entries(body)
    root = xml.parse(body)
    cut = cut and xml.local(root) != "record"
    if xml.local(root) not in ("oai-pmh", "listrecords", "getrecord", "record"):
        raise SourceError("the reply", f"is not OAI-PMH but <{xml.local(root)[:40]}>")
    for error in root.iter():
        if xml.local(error) == "error":
            if error.get("code") == "noRecordsMatch":
                return Page(items=())
            raise SourceError("arXiv's OAI-PMH", f"answered {error.get('code')}: {xml.text_of(error)[:200]}")
    if cut:
        raise SourceError("the reply", "broke off")
    items: list[Item] = []
    unusable = 0
    token = ""
    for element in root.iter():
        name = xml.local(element)
        if name == "resumptiontoken":
            token = xml.text_of(element)
        elif name == "record":
            item = _record(element, source, categories)
            if item is not None:
                items.append(item)
            elif not any(one.get("status") == "deleted" for one in element if xml.local(one) == "header"):
                unusable += 1
    return Page(items=tuple(items), token=token, unusable=unusable)


def _record(record: etree._Element, source: str, categories: Sequence[str]) -> Item | None:
    found: dict[str, list[etree._Element]] = {}
    for element in record.iter():
        found.setdefault(xml.local(element), []).append(element)

    def first(name: str) -> str:
        return next((text for element in found.get(name, []) if (text := xml.text_of(element))), "")

    number = arxiv_id(first("id")) or arxiv_id(first("identifier").removeprefix("oai:arXiv.org:"))
    title = tidy(first("title"))
    if number is None or not title:
        return None
    versions = [
        (int(mark[1]), _moment(xml.text_of(next((e for e in version if xml.local(e) == "date"), None))))
        for version in found.get("version", [])
        if (mark := _VERSION.search(version.get("version") or ""))
    ]
    versions.sort(key=lambda one: one[0])
    latest = versions[-1] if versions else None
    created = versions[0][1] if versions else iso_moment(f"{first('created')}T00:00:00+00:00")
    if "keyname" in found:
        authors = tuple(name for author in found.get("author", []) if re.search(r"\w", name := _author(author)))
    elif "creator" in found:
        authors = tuple(_turned(xml.text_of(creator)) for creator in found["creator"])
    else:
        authors = author_names(re.sub(r",?\s+and\s+", ", ", first("authors")))
    descriptions = [xml.text_of(element) for element in found.get("description", [])]
    abstract = abstract_text(first("abstract") or (descriptions[0] if descriptions else ""))
    comment = first("comments") or next(
        (text.partition("Comment: ")[2] for text in descriptions if text.startswith("Comment: ")), ""
    )
    own = tuple(first("categories").split())
    return _made(
        number=number[0],
        version=latest[0] if latest else None,
        title=title,
        abstract=abstract,
        authors=authors,
        comment=comment,
        categories=own,
        published=created,
        submitted=latest[1] if latest else None,
        doi=first("doi").split()[0].rstrip(",;").lower() if first("doi") else "",
        journal=first("journal-ref"),
        license=first("license"),
        source=source,
        asked=categories,
    )


def _author(author: etree._Element) -> str:
    parts = {xml.local(part): xml.text_of(part) for part in author if xml.local(part) != "affiliation"}
    return tidy(accents(" ".join(parts.get(name, "") for name in ("forenames", "keyname", "suffix"))))


def _turned(name: str) -> str:
    """`Lee, Ann` as `Ann Lee`."""
    family, _, given = accents(name).partition(", ")
    return tidy(f"{given} {family}")


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else None


def _made(
    *,
    number: str,
    version: int | None,
    title: str,
    abstract: str,
    authors: tuple[str, ...],
    comment: str,
    categories: tuple[str, ...],
    published: datetime | None,
    submitted: datetime | None,
    doi: str,
    journal: str,
    license: str,
    source: str,
    asked: Sequence[str],
) -> Item:
    links = {"pdf": f"https://arxiv.org/pdf/{number}{f'v{version}' if version else ''}"}
    if license.startswith(("http://", "https://")):
        links["license"] = license
    crossed = bool(asked and categories) and categories[0] not in asked
    announce: Announce | None = None
    if version is not None:
        announce = ("cross" if crossed else "new") if version == 1 else ("replace-cross" if crossed else "replace")
    return Item(
        kind="paper",
        title=title,
        url=f"https://arxiv.org/abs/{number}",
        source=source,
        summary=abstract,
        authors=authors,
        published=published,
        day=_announced(submitted),
        ids={"arxiv": number, **({"doi": doi} if doi else {})},
        version=version,
        categories=categories,
        links=links,
        announce=announce,
        withdrawn=is_withdrawn(comment, abstract),
        comment=tidy(comment)[:1000],
        language="en",
        extra={"journal": journal} if journal else {},
    )


def _announced(submitted: datetime | None) -> date | None:
    try:
        return announced_on(submitted) if submitted else None
    except (OverflowError, ValueError):
        return None


# ── The query API ───────────────────────────────────────────────────────────────────────────────────────────


def parse_query(body: bytes, *, source: str = "arXiv", categories: Sequence[str] = ()) -> Page:
    """The entries of a query's Atom reply, of the old serializer or the new. Raises SourceError."""
    _, cut = xml.whole_entries(body)
    root = xml.parse(body)
    if xml.local(root) != "feed":
        raise SourceError("the reply", f"is not a query's answer but <{xml.local(root)[:40]}>")
    if cut:
        raise SourceError("the reply", "broke off")
    total = next((xml.text_of(element) for element in root if xml.local(element) == "totalresults"), "")
    items: list[Item] = []
    unusable = 0
    for entry in root.iter():
        if xml.local(entry) != "entry":
            continue
        found: dict[str, list[etree._Element]] = {}
        for child in entry:
            found.setdefault(xml.local(child), []).append(child)

        def first(name: str, within: dict[str, list[etree._Element]] = found) -> str:
            return xml.text_of(within[name][0]) if name in within else ""

        if "api/errors" in first("id"):
            raise SourceError("arXiv's query API", f"answered {first('summary')[:200]}")
        number = arxiv_id(first("id"))
        if number is None or not first("title"):
            unusable += 1
            continue
        terms = [
            category.get("term") or "" for category in found.get("primary_category", []) + found.get("category", [])
        ]
        names = (
            next((xml.text_of(e) for e in author if xml.local(e) == "name"), "") for author in found.get("author", [])
        )
        items.append(
            _made(
                number=number[0],
                version=number[1],
                title=tidy(first("title")),
                abstract=abstract_text(first("summary")),
                authors=tuple(tidy(accents(name)) for name in names if name),
                comment=first("comment"),
                categories=tuple(dict.fromkeys(term for term in terms if term)),
                published=iso_moment(first("published")),
                submitted=iso_moment(first("updated")) or iso_moment(first("published")),
                doi=first("doi").lower(),
                journal=first("journal_ref"),
                license="",
                source=source,
                asked=categories,
            )
        )
    return Page(items=tuple(items), total=int(total) if re.fullmatch(r"[0-9]{1,9}", total) else None, unusable=unusable)


# ── The abstract page ───────────────────────────────────────────────────────────────────────────────────────


def parse_abstract_page(body: bytes, *, source: str = "arXiv") -> Item:
    """The paper of an `arxiv.org/abs/ID` page, by its Highwire `citation_*` tags. Raises SourceError."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(body[:2_000_000].decode("utf-8", "replace"))
    tags: dict[str, list[str]] = {}
    for node in tree.css("meta[name^=citation_]"):
        tags.setdefault(node.attributes.get("name") or "", []).append(tidy(node.attributes.get("content") or ""))
    number = arxiv_id(tags.get("citation_arxiv_id", [""])[0])
    title = title_text(tags.get("citation_title", [""])[0])
    if number is None or not title:
        raise SourceError(
            "the page", "carries no citation of a paper", "Open it in a browser: arXiv may ask for a check"
        )
    shown = tree.css_first("blockquote.abstract")
    abstract = tags.get("citation_abstract", [""])[0] or (
        re.sub(r"^\s*Abstract:\s*", "", shown.text(separator="")) if shown is not None else ""
    )
    comment = tree.css_first("td.comments")
    subjects = tree.css_first("td.subjects")
    submitted = tags.get("citation_date", [""])[0].replace("/", "-")
    return _made(
        number=number[0],
        version=number[1],
        title=title,
        abstract=abstract_text(abstract),
        authors=tuple(_turned(name) for name in tags.get("citation_author", []) if name),
        comment=tidy(comment.text(separator="")) if comment is not None else "",
        categories=tuple(
            re.findall(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)", subjects.text(separator="") if subjects is not None else "")
        ),
        published=iso_moment(f"{submitted}T00:00:00+00:00"),
        submitted=None,
        doi=tags.get("citation_doi", [""])[0].lower(),
        journal="",
        license="",
        source=source,
        asked=(),
    )
