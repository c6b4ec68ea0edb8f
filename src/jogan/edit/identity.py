"""What an item is called: canonical URL, identifiers, folded title, and the keys under which it is the same thing.

Pure: text in, text out. A *key* is `scheme:value`; two items that share a strong key (`arxiv`, `doi`, `url`) are one
thing. A `title` key is weak: `merge` believes it only under the conditions written there.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from jogan.model import Item

# Identifier forms: https://info.arxiv.org/help/arxiv_identifier.html (new since 2007-04, old before).
_ARXIV = re.compile(
    r"(?<![\w.])(?:(?P<new>\d{4}\.\d{4,5})|(?P<old>[a-z][a-z-]{1,20}(?:\.[A-Z]{2})?/\d{7}))(?:v(?P<version>\d{1,3}))?(?![\w])"
)
_ARXIV_HOST = re.compile(r"^(?:[a-z]+\.)*arxiv\.org$")
_ARXIV_PATH = re.compile(r"^/(?:abs|pdf|html|format|ps|e-print)/(?P<id>.+?)(?:\.pdf)?/?$")
_HF_PAPER = re.compile(r"^/papers/(?P<id>\d{4}\.\d{4,5})(?:v\d+)?/?$")
_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.(?P<id>.+)$", re.IGNORECASE)
# A DOI is "10." + registrant + "/" + anything printable (https://www.doi.org/doi-handbook); we end it where prose does.
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|\\^`]+")
_TRACKING = re.compile(
    r"^(?:utm_\w+|mc_[ce]id|[fgy]clid|gbraid|wbraid|msclkid|igshid|_hs\w+|mkt_tok|cmpid|ref|ref_src|ref_url|referrer|fromsource|spm)$",
    re.IGNORECASE,
)
_HOST = re.compile(r"^(?:[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|[0-9a-f:.]+)$")
_INDEX_PAGE = re.compile(r"/index\.(?:html?|php)$")
_LATEX_COMMAND = re.compile(r"\\[a-zA-Z]+\s*")
_NOT_WORD = re.compile(r"[\W_]+")

#: A folded title shorter than this says too little to be believed as an identity ("GPT-4", "Editorial").
MIN_TITLE_CHARS = 24
MIN_TITLE_WORDS = 4


def arxiv_id(text: str) -> tuple[str, int | None] | None:
    """The first arXiv identifier in `text`, without its version, and the version where one is written; else None."""
    match = _ARXIV.search(text)
    if match is None:
        return None
    bare = match["new"] or match["old"]
    if match["new"] and not 1 <= int(bare[2:4]) <= 12:
        return None
    return bare, int(match["version"]) if match["version"] else None


def doi(text: str) -> str | None:
    """The first DOI in `text`, lower-case and without trailing punctuation; else None."""
    match = _DOI.search(unquote(text))
    return match[0].rstrip(".,;:)]'").lower() if match else None


@lru_cache(maxsize=4096)
def canonical_url(url: str) -> str:
    """The address without what does not change the page; "" where it is no http(s) address. Idempotent.

    Host in lower case without `www.`, default ports, fragments, tracking parameters and trailing slashes dropped,
    parameters sorted, percent-encoding in one form, https for http; every form of an arXiv paper's address becomes
    `https://arxiv.org/abs/ID` without the version.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return ""
    host = host.lower().removeprefix("www.")
    if not _HOST.match(host):
        return ""
    paper = _paper_in(host, parts.path)
    if paper:
        return f"https://arxiv.org/abs/{paper}"
    path = _requote(parts.path, "/:@!$&'()*+,;=~-._")
    path = _INDEX_PAGE.sub("/", path).rstrip("/")
    pairs = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(key)]
    host = f"[{host}]" if ":" in host else host
    authority = host if port in (None, 80, 443) else f"{host}:{port}"
    return urlunsplit(("https", authority, path, urlencode(sorted(pairs)), ""))


def _requote(path: str, safe: str) -> str:
    """One percent-encoded form of a path. Bytes that are not UTF-8 stay as they were written."""
    try:
        return quote(unquote(path, errors="strict"), safe=safe)
    except UnicodeDecodeError:
        return path


def _paper_in(host: str, path: str) -> str | None:
    """The arXiv id that an arXiv or Hugging Face paper address names, or None."""
    if _ARXIV_HOST.match(host) and (match := _ARXIV_PATH.match(path)):
        found = arxiv_id(match["id"])
        return found[0] if found else None
    if host in ("huggingface.co", "hf.co") and (match := _HF_PAPER.match(path)):
        return match["id"]
    return None


def fold_title(title: str) -> str:
    """The title's words alone: compatibility forms, case, accents, LaTeX commands and punctuation folded away."""
    text = unicodedata.normalize("NFKD", _LATEX_COMMAND.sub(" ", title)).casefold()
    text = "".join(ch for ch in text if not unicodedata.combining(ch))
    return unicodedata.normalize("NFC", _NOT_WORD.sub(" ", text).strip())


def settle(item: Item) -> Item:
    """The item with the identifiers that its own fields tell: from its URL, its ids and its links.

    An arXiv id keeps no version (`version` holds it), an arXiv DOI becomes the arXiv id.
    """
    ids = {scheme.lower(): value.strip() for scheme, value in item.ids.items() if value and value.strip()}
    version = item.version
    written = ids.get("arxiv") or ""
    found = arxiv_id(written) if written else None
    if found is None and (registered := _ARXIV_DOI.match(ids.get("doi", ""))):
        found = arxiv_id(registered["id"])
    if found is None and (address := canonical_url(item.url)).startswith("https://arxiv.org/abs/"):
        found = (address.removeprefix("https://arxiv.org/abs/"), (arxiv_id(unquote(item.url)) or ("", None))[1])
    if found:
        ids["arxiv"] = found[0]
        version = version or found[1]
    else:
        ids.pop("arxiv", None)
    if "doi" in ids:
        settled = doi(ids["doi"])
        if settled and not _ARXIV_DOI.match(settled):
            ids["doi"] = settled
        else:
            del ids["doi"]
    if ids == item.ids and version == item.version:
        return item
    return replace(item, ids=ids, version=version)


def strong_keys(item: Item) -> tuple[str, ...]:
    """The keys that make a settled item the same thing as another, strongest first; at least one."""
    keys = [f"{scheme}:{item.ids[scheme]}" for scheme in ("arxiv", "doi") if scheme in item.ids]
    address = canonical_url(item.url)
    if address.startswith("https://arxiv.org/abs/") and keys:
        return tuple(keys)
    # A site's front page is no article's address: feeds exist whose entries all link there.
    front = not urlsplit(address).path and not urlsplit(address).query
    keys.append(f"url:{address or item.url}#{fold_title(item.title)}" if front else f"url:{address}")
    return tuple(keys)


def title_key(item: Item) -> str | None:
    """The weak key of a title that is long enough to say what it is about; else None."""
    folded = fold_title(item.title)
    words = folded.split()
    hangul = any("가" <= ch <= "힣" for ch in folded)
    if len(folded) < (MIN_TITLE_CHARS // 2 if hangul else MIN_TITLE_CHARS) or len(words) < MIN_TITLE_WORDS:
        return None
    return f"title:{folded}"


def item_key(item: Item) -> str:
    """What a settled item is called within its source: the same entry, read again or revised, has the same key."""
    return f"{item.source}|{strong_keys(item)[0]}"


def content_hash(item: Item) -> str:
    """A hash of what a reader would see, and of the day: `signals` and fields left empty do not count (version 1)."""
    seen = {
        "kind": item.kind,
        "title": item.title,
        "url": item.url,
        "summary": item.summary,
        "text": item.text,
        "authors": item.authors,
        "day": str(item.day or ""),
        "version": item.version,
        "withdrawn": item.withdrawn,
        "announce": item.announce,
        "links": dict(item.links),
        "categories": item.categories,
        "comment": item.comment,
    }
    canonical = json.dumps({k: v for k, v in seen.items() if v}, sort_keys=True, ensure_ascii=False)
    return "1:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]
