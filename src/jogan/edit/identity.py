"""What an item is called: its identifiers, and the keys under which it is the same thing as another.

Pure: text in, text out. A *key* is `scheme:value`. Two items that share a strong key (`arxiv`, `doi`, `url`, `hn` …)
are one thing, and so is an item with the thing that it says it is about. The other keys are weak: `title` and `text`
only find candidates, which `same` believes under the conditions written there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from jogan.edit.address import anchor, arxiv_id, canonical_url
from jogan.edit.likeness import MAX_TITLE, fold_title, marks
from jogan.model.collected import Item

#: Raised when the same item would get other keys than before: what is stored is then keyed anew (`archive.rekey`).
RULES = 2

_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.(?P<id>.+)$", re.IGNORECASE)
# A DOI is "10." + registrant + "/" + anything printable (https://www.doi.org/doi-handbook); we end it where prose does.
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|\\^`]+")
_DOI_PATH = re.compile(r"/(10\.\d{4,9}/.+)$")
_DOI_TAIL = re.compile(
    r"(?:v\d+)?(?:\.(?:full(?:-text)?|abstract|pdf|epub|html?))*(?:/(?:pdf|full|abstract|meta|summary))?/?$"
)
# arXiv's own page title is "[ID] TITLE"; people paste it whole.
_ID_BEFORE_TITLE = re.compile(r"^\s*\[?(?:arxiv:)?(?P<id>\d{4}\.\d{4,5})(?:v\d+)?\]\s+\S", re.IGNORECASE)
_THREAD = re.compile(r"^https://news\.ycombinator\.com/item\?id=(\d+)$")
_OTHER_SCHEMES = ("openreview", "acl", "pmid", "pmcid", "s2", "hn")

#: Links by which an item says what it is about; `code`, `project` and the like lead to another thing.
_ABOUT = frozenset(
    ("paper", "arxiv", "abs", "pdf", "doi", "source", "original", "via", "about", "article", "canonical", "story",
     "huggingface", "deeplearn", "openreview", "discussion", "comments", "hn", "hackernews")
)  # fmt: skip
_ONLY_THREADS = ("discussion", "comments", "hn", "hackernews")
# A line by which an article names what it reports: "원문: https://…", "Source: https://…".
_NAMED_SOURCE = re.compile(
    r"(?:원문|원본|원글|논문|기사\s?원문|출처|source|original|paper|via)\s*(?:링크|보기|기사|article|link|post|text|paper)?"
    r"\s*[:：]\s*<?(https?://[^\s<>\"')\]]+)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_MENTIONS_IN = 20_000

_DECORATION = re.compile(
    r"^\s*(?:\[?(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?\]\s+|(?:show|launch|tell) hn\s*[:–—-]\s*"
    r"|\[(?:r|d|p|n|research|paper|논문)\]\s+)"
    r"|(?:\s*[\[(](?:pdf|video|ps|html|audio|slides)[\])])+\s*$",
    re.IGNORECASE,
)
_HANGUL = re.compile(r"[가-힣]")
_YEAR = re.compile(r"\s*\((?:19|20)\d\d\)\s*$")
_SITE_NAME = re.compile(r"\s+[|·–—•:-]{1,2}\s+(?P<site>[^|·–—•]{2,40})$")
_SITES = frozenset(
    ("arxiv", "openreview", "huggingface", "hackernews", "mittechnologyreview", "aclanthology", "paperswithcode",
     "alphaxiv", "github", "springerlink", "nature", "ieeexplore", "ieeejournalsmagazine", "sciencedirect", "youtube",
     "medium", "pmlr", "reddit", "theverge", "techcrunch", "venturebeat", "arstechnica", "wired", "reuters", "substack")
)  # fmt: skip

#: How a weak key begins.
WEAK = ("title:", "text:", "mention:")
#: A folded title shorter than this (letters, of Hangul, words) finds nothing ("GPT-4", "Editorial").
MIN_TITLE = (12, 8, 2)
#: A folded title of at least this may be believed as an identity by itself.
LONG_TITLE = (24, 12, 4)


def doi(text: str) -> str | None:
    """The first DOI in `text`, lower-case and without trailing punctuation; else None."""
    match = _DOI.search(unquote(text))
    return match[0].rstrip(".,;:)]'").lower() if match else None


def doi_of(address: str) -> str | None:
    """The DOI that a canonical address names: at doi.org, at publishers that write it into the path, Nature, ACL."""
    parts = urlsplit(address)
    host, path = parts.hostname or "", unquote(parts.path)
    if host == "nature.com" and (found := re.fullmatch(r"/articles/([a-z0-9-]+?)(?:\.pdf)?", path)):
        return f"10.1038/{found[1]}"
    if host == "aclanthology.org" and (found := re.fullmatch(r"/(\d{4}\.[a-z0-9_-]+\.\d+|[A-Z]\d{2}-\d{4})", path)):
        return f"10.18653/v1/{found[1]}".lower()
    match = _DOI_PATH.search(path)
    return doi(_DOI_TAIL.sub("", match[1])) if match else None


def settle(item: Item) -> Item:
    """The item with the identifiers that its own fields tell: from its URL, its ids, its links and its title.

    An arXiv id keeps no version (`version` holds it), an arXiv DOI becomes the arXiv id.
    """
    ids = {scheme.lower(): value.strip() for scheme, value in item.ids.items() if value and value.strip()}
    address = canonical_url(item.url)
    version = item.version
    written = ids.get("arxiv") or ""
    found = arxiv_id(written) if written else None
    if found is None and (registered := _ARXIV_DOI.match(ids.get("doi", ""))):
        found = arxiv_id(registered["id"])
    if found is None and address.startswith("https://arxiv.org/abs/"):
        found = (address.removeprefix("https://arxiv.org/abs/"), (arxiv_id(unquote(item.url)) or ("", None))[1])
    if found is None and (before := _ID_BEFORE_TITLE.match(item.title[:MAX_TITLE])):
        found = arxiv_id(before["id"])
    if found:
        ids["arxiv"] = found[0]
        version = version or found[1]
    else:
        ids.pop("arxiv", None)
    registered_as = doi(ids["doi"]) if "doi" in ids else doi_of(address)
    if registered_as and not _ARXIV_DOI.match(registered_as):
        ids["doi"] = registered_as
    else:
        ids.pop("doi", None)
    for link in (item.url, *(item.links.get(role, "") for role in _ONLY_THREADS)):
        if "hn" not in ids and (thread := _THREAD.match(canonical_url(link))):
            ids["hn"] = thread[1]
    if ids == item.ids and version == item.version:
        return item
    return replace(item, ids=ids, version=version)


def strong_keys(item: Item) -> tuple[str, ...]:
    """The keys that make a settled item the same thing as another, strongest first; at least one."""
    keys = [f"{scheme}:{item.ids[scheme]}" for scheme in ("arxiv", "doi") if scheme in item.ids]
    others = [f"{scheme}:{item.ids[scheme]}" for scheme in _OTHER_SCHEMES if scheme in item.ids]
    address = canonical_url(item.url)
    if address.startswith("https://arxiv.org/abs/") and keys:
        return (*keys, *others)
    place = anchor(item.url)
    if _is_front(address):
        # A site's front page is no article's address: feeds exist whose entries all link there.
        keys.append(f"url:{address or item.url}#{fold_title(item.title[:MAX_TITLE])}")
    else:
        # Nor is a page whose entries have anchors, such as a change log.
        keys.append(f"url:{address}#{place}" if place else f"url:{address}")
    return (*keys, *others)


def _is_front(address: str) -> bool:
    return not urlsplit(address).path and not urlsplit(address).query


def about_keys(item: Item) -> Mapping[str, str]:
    """The keys of what an item says it is about, each with the address by which it says so.

    By its links, or, for news, by the one address that a line of its text names as its source.
    """
    named = [(role.lower(), url) for role, url in item.links.items() if role.lower() in _ABOUT]
    if item.kind == "news":
        lines = f"{item.summary}\n{item.text}"[:_MENTIONS_IN]
        sources = {url.rstrip(".,;") for url in _NAMED_SOURCE.findall(lines)}
        if len({canonical_url(url) for url in sources}) == 1:
            named.append(("named", min(sources)))
    own = set(strong_keys(item))
    found: dict[str, str] = {}
    for role, url in named:
        key = _key_of(canonical_url(url))
        if key and key not in own and (role not in _ONLY_THREADS or key.startswith("hn:")):
            found.setdefault(key, url)
    return found


def _key_of(address: str) -> str:
    """The strong key of the thing at a canonical address; "" where that is a front page or none."""
    if not address or _is_front(address):
        return ""
    if address.startswith("https://arxiv.org/abs/"):
        return f"arxiv:{address.removeprefix('https://arxiv.org/abs/')}"
    if thread := _THREAD.match(address):
        return f"hn:{thread[1]}"
    registered = doi_of(address)
    return f"doi:{registered}" if registered else f"url:{address}"


def mentioned_paper(item: Item) -> str | None:
    """The arXiv id of the one paper whose address stands in a news item's text; None where none or several do."""
    if item.kind != "news" or "arxiv" in item.ids:
        return None
    found = set()
    for url in _ADDRESS.findall(f"{item.summary}\n{item.text}"[:_MENTIONS_IN]):
        address = canonical_url(url.rstrip(".,;"))
        if address.startswith("https://arxiv.org/abs/"):
            found.add(address.removeprefix("https://arxiv.org/abs/"))
    return found.pop() if len(found) == 1 else None


def bare_title(item: Item) -> str:
    """The title without what sites put around it: `[ID]`, `Show HN:`, `[pdf]`, the site's or the source's own name."""
    whole = item.title[:MAX_TITLE]
    title = _DECORATION.sub("", whole)
    if "hn" in item.ids:
        title = _YEAR.sub("", title)
    for _ in range(2):
        tail = _SITE_NAME.search(title)
        if tail is None:
            break
        site = fold_title(tail["site"]).replace(" ", "")
        host = fold_title(urlsplit(canonical_url(item.url)).hostname or "").replace(" ", "")
        source = fold_title(item.source).replace(" ", "")
        known = site in _SITES or site == source or (len(site) >= 4 and (site in host or host.startswith(site)))
        if not known:
            break
        title = title[: tail.start()]
    return title or whole


def title_key(item: Item) -> str | None:
    """The weak key of a title that is long enough to find others by; else None. Spaces do not count."""
    folded = fold_title(bare_title(item))
    return f"title:{folded.replace(' ', '')}" if _is_long(folded, *MIN_TITLE) else None


def is_telling_title(item: Item) -> bool:
    """Whether the title is long enough to say by itself what it is about."""
    return _is_long(fold_title(bare_title(item)), *LONG_TITLE)


def _is_long(folded: str, letters: int, syllables: int, words: int) -> bool:
    return len(folded) >= (syllables if _HANGUL.search(folded) else letters) and folded.count(" ") + 1 >= words


def text_keys(item: Item) -> tuple[str, ...]:
    """The weak keys of the item's text: near-equal texts have at least one in common."""
    return tuple(f"text:{mark}" for mark in marks(item.summary or item.text))


def weak_keys(item: Item) -> tuple[str, ...]:
    """The keys under which an item is found as a candidate: title, text, and the paper that it mentions."""
    title, mentioned = title_key(item), mentioned_paper(item)
    return (
        *((title,) if title else ()),
        *((f"mention:{mentioned}",) if mentioned else ()),
        *text_keys(item),
    )


def sought_keys(item: Item) -> tuple[str, ...]:
    """All keys by which a story that may be the item's is looked up."""
    weak = weak_keys(item)
    title = next((f"{key}~2" for key in weak if key.startswith("title:")), None)
    paper = item.ids.get("arxiv")
    mentioned = mentioned_paper(item)
    return tuple(
        dict.fromkeys(
            (
                *strong_keys(item),
                *about_keys(item),
                *weak,
                *((title,) if title else ()),
                *((f"mention:{paper}",) if paper else ()),
                *((f"arxiv:{mentioned}",) if mentioned else ()),
            )
        )
    )


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
