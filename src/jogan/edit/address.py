"""Web addresses: which of them are one page, which pages are one paper, and how an address is printed.

Pure: text in, text out. Three forms of an address, from the strictest to the widest:

- `clean_url`: as it is printed: what only follows the reader (tracking, wrappers of other sites) is gone;
- `page_url`: the page's identity: two addresses with the same one show the same page;
- `canonical_url`: the thing's identity: every site's page of one arXiv paper is that paper.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# Identifier forms: https://info.arxiv.org/help/arxiv_identifier.html (new since 2007-04, old before).
_ARXIV = re.compile(
    r"(?<![\w.])(?:(?P<new>\d{4}\.\d{4,5})|(?P<old>[a-z][a-z-]{1,20}(?:\.[A-Z]{2})?/\d{7}))(?:v(?P<version>\d{1,3}))?(?![\w])"
)
_ARXIV_HOST = re.compile(r"^(?:[a-z0-9]+\.)*arxiv\.org$")
_ARXIV_PATH = re.compile(r"^/(?:abs|pdf|html|format|ps|e-print)/(?P<id>.+?)(?:\.pdf)?/?$")
# Pages about one arXiv paper at other sites: the address names the paper's id.
_PAPER_PAGES = {
    "huggingface.co": re.compile(r"^/papers/(?P<id>[^/]+)/?$"),
    "hf.co": re.compile(r"^/papers/(?P<id>[^/]+)/?$"),
    "alphaxiv.org": re.compile(r"^/(?:abs|overview|pdf)/(?P<id>[^/]+)"),
    "ar5iv.org": re.compile(r"^/(?:abs|html|pdf)/(?P<id>[^/]+)"),
    "papers.cool": re.compile(r"^/arxiv/(?P<id>[^/]+)/?$"),
    "scirate.com": re.compile(r"^/arxiv/(?P<id>[^/]+)/?$"),
    "emergentmind.com": re.compile(r"^/papers/(?P<id>[^/]+)/?$"),
    "api.semanticscholar.org": re.compile(r"^/arxiv:(?P<id>[^/]+)/?$", re.IGNORECASE),
    "doi.org": re.compile(r"^/10\.48550/arxiv\.(?P<id>[^/]+)/?$", re.IGNORECASE),
    "dx.doi.org": re.compile(r"^/10\.48550/arxiv\.(?P<id>[^/]+)/?$", re.IGNORECASE),
}

# What sites and newsletters add to follow a reader. None of these names chooses a page anywhere we know of.
_TRACKING = re.compile(
    r"^(?:utm_\w+|mc_[ce]id|(?:fb|g|y|d|tw)clid|gclsrc|gbraid|wbraid|msclkid|igshid|igsh|_hs\w+|hsa_\w+"
    r"|hsctatracking|mkt_tok|cmpid|cmp|ref|ref_src|ref_url|ref_|referrer|referer|fromsource|spm|_ga|_gl|ga_\w+|ocid|smid"
    r"|ncid|guccounter|guce_\w+|sref|taid|wt_mc|pk_\w+|mtm_\w+|matomo_\w+|piwik_\w+|hss_channel|vero_\w+|oly_\w+"
    r"|rb_clickid|soc_src|soc_trk|__twitter_impression|at_(?:medium|campaign|custom\d|link\w*|format|ptr\w*|bbc\w*)"
    r"|sc_c(?:hannel|ampaign|ontent|ountry|id)|xtor|echobox|partnercode|trk|trkcampaign|ck_subscriber_id|s_cid|icid"
    r"|intcid|campaign_id|elqtrack\w*|ns_(?:source|mchannel|campaign|linkname|fee)|cvid|rss|amp|_amp|outputtype)$",
    re.IGNORECASE,
)
# Names that also choose pages: they follow the reader only with these values, or at these sites.
_ORIGIN_NAME = re.compile(r"^(?:source|from|via|src|share|feature|mod|medium|platform)$", re.IGNORECASE)
_ORIGIN_VALUE = re.compile(
    r"^(?:rss\w*|rss-.*|feed|atom|twitter\w*|x|facebook|fb|linkedin|email|e-?mail|newsletter|mobile|hn|hackernews|reddit"
    r"|kakao\w*|naver|social\w*|share|copy|copy_link|link|youtu\.?be|homepage|front-?page|emb_\w+)$",
    re.IGNORECASE,
)
_AT_SITE = {
    "youtube.com": re.compile(r"^(?:feature|si|pp|ab_channel|t|start_radio)$"),
    "medium.com": re.compile(r"^(?:source|sk|gi|responsesopen|sortby)$"),
    "x.com": re.compile(r"^(?:s|t|cxt|ref_\w+)$"),
    "arxiv.org": re.compile(r"^context$"),
}
_HOST = re.compile(r"^(?:[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|[0-9a-f:.]+)$")
_INDEX_PAGE = re.compile(r"/index\.(?:html?|php)$")
_AMP_PATH = re.compile(r"(?:/amp|\.amp|[-/]amp\.html|\.amp\.html)/?$")
_MOBILE = re.compile(r"^(?P<before>(?:[a-z]{2}\.)?)(?:www\.)?(?:m|mobile|amp)\.(?P<rest>[a-z0-9-]+\.[a-z0-9.-]+)$")
_SAME_HOST = {
    "twitter.com": "x.com",
    "hf.co": "huggingface.co",
    "old.reddit.com": "reddit.com",
    "np.reddit.com": "reddit.com",
    "news.v.daum.net": "v.daum.net",
}
# Wrappers that hold the address they lead to: (host, path) → the parameter that holds it.
_WRAPPERS = {
    ("google.com", "/url"): ("q", "url"),
    ("l.facebook.com", "/l.php"): ("u",),
    ("lm.facebook.com", "/l.php"): ("u",),
    ("t.umblr.com", "/redirect"): ("z",),
    ("youtube.com", "/redirect"): ("q",),
    ("out.reddit.com", ""): ("url",),
    ("slack-redir.net", "/link"): ("url",),
    ("duckduckgo.com", "/l"): ("uddg",),
    ("vk.com", "/away.php"): ("to",),
}
_AMP_CACHE = re.compile(r"^/(?:amp/|[cvi]/)(?P<tls>s/)?(?P<rest>[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/.*)?)$", re.IGNORECASE)
_WAYBACK = re.compile(r"^/web/\d{4,14}(?:[a-z]{2}_)?/(?P<rest>https?:/{1,2}.+)$")
_ANTHOLOGY_PDF = re.compile(r"(?:v\d+)?\.pdf$")
_NAVER = re.compile(r"^/(?:mnews/)?(?:hotissue/)?article/(?P<office>\d{3})/(?P<article>\d{10})$")
# A fragment that scrolls or follows; any other may be the entry itself (a change log with an anchor for each entry).
_IDLE_FRAGMENT = re.compile(
    r"^(?:|top|main|content|main-content|comments?|respond|disqus_thread|comment-\d+|more-\d+|abstract|:~:.*|rss|ref=.*"
    r"|(?:utm_|xtor|echobox|intcid|cmpid|source=|share).*)$",
    re.IGNORECASE,
)


def arxiv_id(text: str) -> tuple[str, int | None] | None:
    """The first arXiv identifier in `text`, without its version, and the version where one is written; else None."""
    match = _ARXIV.search(text)
    if match is None:
        return None
    bare = match["new"] or match["old"]
    if match["new"] and not 1 <= int(bare[2:4]) <= 12:
        return None
    return bare, int(match["version"]) if match["version"] else None


@lru_cache(maxsize=8192)
def canonical_url(url: str) -> str:
    """The address of the thing; "" where it is no http(s) address. Idempotent.

    That of the page (`page_url`), but every form of an arXiv paper's address, at arXiv or at a site with a page for
    each of its papers, becomes `https://arxiv.org/abs/ID` without the version.
    """
    page = page_url(url)
    parts = urlsplit(page)
    paper = _paper_at(parts.hostname or "", parts.path)
    return f"https://arxiv.org/abs/{paper}" if paper else page


@lru_cache(maxsize=8192)
def page_url(url: str) -> str:
    """The address without what does not change the page; "" where it is no http(s) address. Idempotent.

    Host in lower case without `www.` and mobile or AMP prefixes, default ports, fragments, tracking parameters, index
    pages and trailing slashes dropped, parameters sorted, percent-encoding in one form, https for http; wrappers
    (Google's redirect and AMP cache, Facebook's, the Wayback Machine) opened.
    """
    taken = _taken_apart(_unwrapped(url))
    if taken is None:
        return ""
    host, port, path, query = taken
    short = host == "youtu.be"
    host = _SAME_HOST.get(host, host)
    path = _requote(path, "/:@!$&'()*+,;=~-._")
    pairs = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if not _follows(host, key, value)]
    if _ARXIV_HOST.match(host) and (match := _ARXIV_PATH.match(path)) and (paper := arxiv_id(match["id"])):
        return f"https://arxiv.org/abs/{paper[0]}"
    if short and (video := path.strip("/")):
        pairs = [("v", video), *((key, value) for key, value in pairs if key != "si")]
        host, path = "youtube.com", "/watch"
    elif host in ("news.naver.com", "n.news.naver.com"):
        given = dict(pairs)
        if match := _NAVER.match(path.rstrip("/")):
            given = {"oid": match["office"], "aid": match["article"]}
        if "oid" in given and "aid" in given:
            host, path, pairs = "n.news.naver.com", f"/article/{given['oid']}/{given['aid']}", []
    elif host == "openreview.net" and path == "/pdf":
        path = "/forum"
    while True:
        # Until nothing changes, so that a canonical address is its own canonical form.
        shorter = _INDEX_PAGE.sub("/", path).rstrip("/")
        shorter = _AMP_PATH.sub("", shorter) or shorter
        if host == "github.com":
            shorter = shorter.removesuffix(".git")
        elif host == "aclanthology.org":
            shorter = _ANTHOLOGY_PDF.sub("", shorter)
        if shorter == path:
            break
        path = shorter
    host = f"[{host}]" if ":" in host else host
    authority = host if port in (None, 80, 443) else f"{host}:{port}"
    return urlunsplit(("https", authority, path, urlencode(sorted(pairs)), ""))


def clean_url(url: str) -> str:
    """The address as it is printed: as its source wrote it, without what only follows the reader. Idempotent.

    A form of an arXiv paper's address becomes that of its abstract page, with the version where one is written; a
    wrapper becomes what it leads to. What is no http(s) address is returned as it is.
    """
    url = _unwrapped(url)
    taken = _taken_apart(url)
    if taken is None:
        return url
    host, _, path, query = taken
    if _ARXIV_HOST.match(host) and (match := _ARXIV_PATH.match(path)) and (paper := arxiv_id(unquote(match["id"]))):
        return f"https://arxiv.org/abs/{paper[0]}{f'v{paper[1]}' if paper[1] else ''}"
    parts = urlsplit(url.strip())
    # Only whole parameters go: what stays keeps its order and its encoding, as some servers read both.
    kept = [
        piece
        for piece in query.split("&")
        if piece and not any(_follows(host, key, value) for key, value in parse_qsl(piece, keep_blank_values=True))
    ]
    fragment = "" if _IDLE_FRAGMENT.match(parts.fragment) else parts.fragment
    if len(kept) == len([piece for piece in query.split("&") if piece]) and fragment == parts.fragment:
        return url.strip()
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), fragment))


def anchor(url: str) -> str:
    """The fragment of an address where it may name an entry of the page, such as `v2-3` in a change log; else ""."""
    try:
        fragment = urlsplit(url.strip()).fragment
    except ValueError:
        return ""
    return "" if _IDLE_FRAGMENT.match(fragment) else fragment[:200]


def _taken_apart(url: str) -> tuple[str, int | None, str, str] | None:
    """Host (as compared), port, path and query of an http(s) address; None for anything else."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return None
    host = host.lower()
    while True:
        bare = host.removeprefix("www.")
        bare = match["before"] + match["rest"] if (match := _MOBILE.match(bare)) else bare
        if bare == host:
            break
        host = bare
    return (host, port, parts.path, parts.query) if _HOST.match(host) else None


def _unwrapped(url: str) -> str:
    """The address that an address leads to through the wrappers of other sites; each is longer than what it holds."""
    while (taken := _taken_apart(url)) and (inner := _wrapped(taken[0], *taken[2:])) and len(inner) < len(url):
        url = inner
    return url


def _wrapped(host: str, path: str, query: str) -> str | None:
    """The address that a wrapper's address leads to, or None where it is none."""
    names = _WRAPPERS.get((host, path.rstrip("/")))
    if names:
        given = dict(parse_qsl(query))
        inner = next((given[name] for name in names if name in given), "")
        return inner if inner.startswith(("http://", "https://")) else None
    cached = (host == "google.com" and path.startswith("/amp/")) or f".{host}".endswith(".cdn.ampproject.org")
    if cached and (match := _AMP_CACHE.match(path)):
        return f"{'https' if match['tls'] else 'http'}://{match['rest']}{f'?{query}' if query else ''}"
    if host == "web.archive.org" and (match := _WAYBACK.match(path)):
        inner = re.sub(r"^(https?):/{1,2}", r"\1://", match["rest"])
        return f"{inner}?{query}" if query else inner
    return None


def _follows(host: str, key: str, value: str) -> bool:
    """Whether a parameter follows the reader and chooses nothing."""
    if _TRACKING.match(key) or (_ORIGIN_NAME.match(key) and _ORIGIN_VALUE.match(value)):
        return True
    site = _AT_SITE.get(_SAME_HOST.get(host, host)) or (
        _AT_SITE["medium.com"] if host.endswith(".medium.com") else None
    )
    return bool(site and site.match(key.lower()))


def _requote(path: str, safe: str) -> str:
    """One percent-encoded form of a path. Bytes that are not UTF-8 stay as they were written."""
    try:
        return quote(unquote(path, errors="strict"), safe=safe)
    except UnicodeDecodeError:
        return path


def _paper_at(host: str, path: str) -> str | None:
    """The arXiv id that a page's address names, or None."""
    pattern = _ARXIV_PATH if _ARXIV_HOST.match(host) else _PAPER_PAGES.get(host)
    match = pattern.match(path) if pattern else None
    if match is None:
        return None
    written = unquote(match["id"])
    found = arxiv_id(written) if pattern is _ARXIV_PATH or _ARXIV.fullmatch(written) else None
    return found[0] if found else None


def names_of(name: str) -> list[str]:
    """The ids and keys under which a story may stand that a person names: by id, arXiv id, DOI, address or item key."""
    names = [name]
    if (paper := arxiv_id(name)) and not name.startswith("http"):
        names.append(f"arxiv:{paper[0]}")
    if address := canonical_url(name):
        bare = address.removeprefix("https://arxiv.org/abs/")
        names.append(f"arxiv:{bare}" if bare != address else f"url:{address}")
    return [*names, f"doi:{name.lower()}"]
