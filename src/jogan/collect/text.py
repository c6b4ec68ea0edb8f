"""Foreign text made plain: HTML to text, titles, links, identifiers, languages, dates. Pure; never raises."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urljoin, urlsplit

MAX_TITLE = 500
MAX_SUMMARY = 20_000
MAX_TEXT = 100_000
_HTML_CAP = 1_000_000
_MOST_OPEN = 1000
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>?")

_BLOCK = re.compile(
    r"<(?=/?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|pre|section|article|header|footer|figure|figcaption|hr|dt|dd)\b)",
    re.IGNORECASE,
)
# The tags that titles are found to hold; any other `<word>` in a title is meant as it is written (`vector<T>`).
_TITLE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"<(script|style|iframe|noscript|template)\b[^<]*(?:<(?!/\1\b)[^<]*)*(?:</\1\s*>|\Z)", re.IGNORECASE
)
_UNSEEN = re.compile(
    # Controls, zero-width and direction marks, and the invisible tag letters in which text can be hidden from readers.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_ENDLESS = re.compile(r"&#[xX]?[0-9A-Fa-f]{9,}+;?")
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_HIDDEN = (
    "[hidden], [aria-hidden=true], [style*='display:none'], [style*='display: none'], [style*='visibility:hidden'], "
    "[style*='visibility: hidden'], [style*='font-size:0'], [style*='font-size: 0'], [style*='opacity:0;']"
)
_NO_TEXT = ("script", "style", "iframe", "noscript", "template", "object", "svg", "head", "form", "button")

_ARXIV = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|format|ps)/|alphaxiv\.org/(?:abs|overview)/|huggingface\.co/papers/|ar5iv\.[a-z.]+/(?:abs|html)/)"
    r"((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/\d{7}))(?:v(\d{1,3}))?(?![\d])",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:doi\.org/|doi:\s?)(10\.\d{4,9}/[^\s\"'<>?#]+)", re.IGNORECASE)
_HN = re.compile(r"news\.ycombinator\.com/item\?id=(\d+)")


def tidy(text: str) -> str:
    """`text` on one line: white space collapsed, unseen characters removed."""
    return " ".join(_UNSEEN.sub("", text).split())


def unescape(markup: str) -> str:
    """HTML's character references as the characters; numbers too long to be any are dropped, as int() refuses them."""
    return html.unescape(_ENDLESS.sub("", markup))


def plain(markup: str, limit: int = MAX_SUMMARY) -> str:
    """The text that a reader of the HTML `markup` would see, one line a block, at most `limit` characters."""
    markup = markup[:_HTML_CAP]
    if markup.count("<") - 2 * markup.count("</") > _MOST_OPEN:
        # So many tags are left open only to hurt: a tree of that depth takes time by the square of it.
        markup = _ANY_TAG.sub(" ", _SCRIPT.sub(" ", _BLOCK.sub("\n<", markup)))
    if "<" in markup:
        from selectolax.lexbor import LexborHTMLParser

        tree = LexborHTMLParser(_BLOCK.sub("\n<", _UNSEEN.sub("", markup)))
        tree.strip_tags(list(_NO_TEXT))
        for node in tree.css(_HIDDEN):
            node.decompose()
        markup = tree.body.text(separator="") if tree.body is not None else ""
    elif "&" in markup:
        markup = unescape(markup)
    text = _LINES.sub("\n", _SPACE.sub(" ", _UNSEEN.sub("", markup))).strip()
    return clip(text, limit)


def title_text(markup: str) -> str:
    """A title as one plain line. Only real HTML tags are taken out of it; longer than 500 characters it is clipped."""
    markup = markup[:20_000]
    if "<" in markup:
        markup = _TITLE_TAG.sub("", _SCRIPT.sub(" ", markup))
    if "&" in markup:
        markup = unescape(markup)
    return clip(tidy(markup), MAX_TITLE)


def clip(text: str, limit: int) -> str:
    """`text`, cut between two words to at most `limit` characters and marked with an ellipsis where it is longer."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    return (cut[:space] if space > limit // 2 else cut).rstrip() + "…"


def lead(text: str, limit: int = 1200) -> str:
    """The first whole sentences or lines of `text`, at most `limit` characters."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    end = max(cut.rfind(mark) for mark in (". ", "? ", "! ", "\n", "。", "다. "))
    return cut[: end + 1].strip() if end > limit // 3 else clip(text, limit)


def web_link(link: str, base: str = "") -> str:
    """`link` as an absolute http(s) address, resolved against `base`; empty for anything else (`javascript:` …)."""
    link = _UNSEEN.sub("", link.strip())[:4000].replace("&amp;", "&")
    if not link:
        return ""
    try:
        absolute = urljoin(base, link) if base and not link.startswith(("http://", "https://")) else link
        parts = urlsplit(absolute)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
        _ = parts.port
    except ValueError:
        return ""
    # A user name in a link is either a secret or a trick (`https://bank.example@evil.example`).
    netloc = parts.netloc.rpartition("@")[2]
    if any(c in absolute for c in ' \t\r\n<>"{}|\\^`'):
        absolute = "".join(f"%{ord(c):02X}" if c in ' \t\r\n<>"{}|\\^`' else c for c in absolute)
        parts = urlsplit(absolute)
        netloc = parts.netloc.rpartition("@")[2]
    return parts._replace(scheme=parts.scheme.lower(), netloc=netloc).geturl()


def arxiv_id(text: str) -> tuple[str, int | None] | None:
    """The arXiv id in an address or in `text` that is one, without version, and the version; or None."""
    found = _ARXIV.search(text) or re.fullmatch(
        r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(\d{1,3}))?", text.strip(), re.IGNORECASE
    )
    if found is None:
        return None
    return found[1], int(found[2]) if found[2] else None


def ids_in(links: Iterable[str]) -> dict[str, str]:
    """The identifiers (`arxiv`, `doi`, `hn`) that `links` name, the first of each."""
    ids: dict[str, str] = {}
    for link in links:
        if "arxiv" not in ids and (found := arxiv_id(link)):
            ids["arxiv"] = found[0]
        if "doi" not in ids and (doi := _DOI.search(link)):
            ids["doi"] = doi[1].rstrip(".,;)").lower()
        if "hn" not in ids and (hn := _HN.search(link)):
            ids["hn"] = hn[1]
    return ids


def language_code(text: str) -> str:
    """The two or three letters of a language tag such as `ko-KR`, lower-case; empty where it is none."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", text)
    return found[1].lower() if found else ""


def not_future(moment: datetime | None, now: datetime) -> datetime | None:
    """`moment`, unless it lies more than a day ahead of `now`: such a date is a mistake and is left out."""
    return None if moment is None or moment > now + timedelta(days=1) else moment


def iso_moment(value: object) -> datetime | None:
    """An aware moment from an ISO 8601 text with a time zone; None for everything else."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def iso_day(value: object) -> date | None:
    """A calendar day from a text that starts like `2024-11-20`; None for everything else."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
