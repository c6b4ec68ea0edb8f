"""Sources that are web pages without a feed: deeplearn.org, technologyreview.kr's list, hackernews.betacat.io.

The parsers are pure. A page that has content and gives nothing is a SourceError of its own kind (`drift`): its layout
has changed, and silence would look like an empty day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jogan.collect.charset import decode
from jogan.collect.text import MAX_SUMMARY, arxiv_id, clip, ids_in, iso_moment, tidy, title_text, web_link
from jogan.errors import SourceError

MAX_CHARS = 3_000_000
_FREE = re.compile(r"\s*FREE\s*$")
_NO_SUMMARY = frozenset({"prefix", "full", "embed"})
"""Marks of betacat's `summary-model` whose text is the raw page and no summary."""


class DriftError(SourceError):
    """A page whose layout is not the one that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing that a page lists, as plain text."""

    title: str
    url: str
    summary: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    score: int | None = None
    discussion: str = ""
    ids: tuple[tuple[str, str], ...] = ()


def _tree(body: bytes, content_type: str = "") -> LexborHTMLParser:
    return LexborHTMLParser(decode(body[:MAX_CHARS], content_type))


def _text(node: LexborNode | None) -> str:
    return tidy(node.text(separator="")) if node is not None else ""


def _drifted(body: bytes, what: str) -> DriftError:
    if len(body.strip()) < 500:
        return DriftError("the page", f"is nearly empty and has no {what}", "Wait for the next run")
    return DriftError(
        "the page", f"has content but no {what}", "Its layout has changed; look for a newer version of jogan"
    )


# ── deeplearn.org ───────────────────────────────────────────────────────────────────────────────────────────


def parse_hot_papers(body: bytes, url: str, content_type: str = "") -> tuple[Card, ...]:
    """The titles and pages of the panel «Hot Papers», and of no other panel. Raises DriftError."""
    for panel in _tree(body, content_type).css("div.panel"):
        if "hot papers" not in _text(panel.css_first("h3.panel-title")).lower():
            continue
        cards: dict[str, Card] = {}
        for link in panel.css("div.title a[href]"):
            title = title_text(link.text(separator=""))
            # The site leaves a question mark of the title in the address, where it would start a query.
            address = web_link((link.attributes.get("href") or "").replace("?", "%3F"), url)
            if title and address:
                cards.setdefault(address, Card(title=title, url=address))
        if cards:
            return tuple(cards.values())
    raise _drifted(body, "panel of hot papers")


def parse_paper_page(body: bytes, content_type: str = "") -> Card:
    """The abstract of a paper's page, and its arXiv id where the page names one. Raises DriftError.

    The page drops the spaces at the abstract's line ends (`modulefaces`); which they were cannot be told, so the text
    is the site's own and the abstract is better fetched from arXiv.
    """
    tree = _tree(body, content_type)
    paragraphs = [text for node in tree.css("div.article-content p") if (text := _text(node))]
    abstract = max(paragraphs, key=len, default="")
    if len(abstract) < 100:
        raise _drifted(body, "abstract")
    found = next((one for link in tree.css("a[href]") if (one := arxiv_id(link.attributes.get("href") or ""))), None)
    return Card(title="", url="", summary=clip(abstract, MAX_SUMMARY), ids=(("arxiv", found[0]),) if found else ())


# ── technologyreview.kr ─────────────────────────────────────────────────────────────────────────────────────


def without_badge(title: str) -> str:
    """A title without the `FREE` that the site's badge leaves at its end."""
    return _FREE.sub("", title).strip() or title


def parse_category(body: bytes, url: str, content_type: str = "") -> tuple[Card, ...]:
    """The articles of a category page: titles, addresses, excerpts. Raises DriftError."""
    cards: dict[str, Card] = {}
    tree = _tree(body, content_type)
    for card in tree.css("div.col-left") or tree.css("article"):
        link = card.css_first("h3.entry-title a") or card.css_first(".entry-title a")
        if link is None:
            continue
        title = without_badge(title_text(link.text(separator="")))
        address = web_link(link.attributes.get("href") or "", url)
        if title and address:
            excerpt = _text(card.css_first("div.post-excerpt") or card.css_first(".entry-summary"))
            cards.setdefault(address, Card(title=title, url=address, summary=clip(excerpt, 2000)))
    if not cards:
        raise _drifted(body, "articles")
    return tuple(cards.values())


# ── hackernews.betacat.io ───────────────────────────────────────────────────────────────────────────────────


def parse_digest(body: bytes, url: str, content_type: str = "") -> tuple[tuple[Card, ...], int]:
    """The stories of the digest, read article by article, and how many were unusable. Raises DriftError."""
    # Advertisements stand among the stories as articles without a title.
    articles = [one for one in _tree(body, content_type).css("article.post-item") if one.css_first("div.post-title")]
    cards: list[Card] = []
    for article in articles:
        link = article.css_first("div.post-title a.post-url[href]") or article.css_first("h3 a[href]")
        if link is None:
            continue
        title, address = title_text(link.text(separator="")), web_link(link.attributes.get("href") or "", url)
        if not title or not address:
            continue
        score = _text(article.css_first("span.score > span"))
        stamp = article.css_first("span.last-updated[data-submitted]")
        thread = article.css_first("a[rel=comment][href]")
        discussion = web_link(thread.attributes.get("href") or "", url) if thread is not None else ""
        model = _text(article.css_first("span.summary-model span")).lower()
        shown = article.css_first("div.post-summary div.summary-text")
        summary = ""
        if shown is not None and model not in _NO_SUMMARY:
            summary = tidy(shown.attributes.get("title") or "") or _text(shown)
        cards.append(
            Card(
                title=title,
                url=address,
                summary=clip(summary, 2000),
                published=iso_moment((stamp.attributes.get("data-submitted") or "").replace("Z", "+00:00"))
                if stamp is not None
                else None,
                score=int(score) if re.fullmatch(r"[0-9]{1,9}", score) else None,
                discussion=discussion,
                ids=tuple(ids_in((address, discussion)).items()),
            )
        )
    if not cards:
        raise _drifted(body, "stories")
    return tuple(cards), len(articles) - len(cards)
