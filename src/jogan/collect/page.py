"""The text of an article that a feed only announces, by trafilatura, within limits and the site's robots rules.

Only chosen items are read, a few of a host and slowly. What is too short, or is a site's excuse instead of an article
(a cookie wall, a plea to switch scripts on), is no text: a failed extraction must not become a story.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Generator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from jogan.collect.failures import about
from jogan.collect.text import clip, tidy
from jogan.errors import SourceError
from jogan.model.collected import Collected, Conversation, Item, Request, Response, Window
from jogan.model.common import Failure, SectionName

AGENT = "jogan"
MAX_BYTES = 3_000_000
MIN_CHARS = 400
MAX_CHARS = 20_000
"""More of an article tells a daily digest nothing more."""
MOST_OF_A_HOST = 5
MAX_DELAY = 10.0
"""A site that wants longer pauses (seconds) between two requests gets one request."""
PAID = ("technologyreview.kr", "technologyreview.com")
"""Magazines that sell their articles: title, excerpt and link are all that is taken."""
NOT_ARTICLES = ("arxiv.org", "youtube.com", "youtu.be", "github.com", "twitter.com", "x.com", "news.ycombinator.com")

_EXCUSE = re.compile(
    r"enable (?:java ?script|js)|disable (?:any |your )?ad ?block|are you (?:a )?(?:human|robot)|verify you are human|"
    r"access denied|problem with this request|checking your browser|subscribe to (?:continue|read)|"
    r"자바스크립트를 (?:활성화|사용)|로그인이 필요|구독자 전용",
    re.IGNORECASE,
)

_TELLING = re.compile(r"[a-z][a-z-]{3,}|[가-힣]{2,}|\d{3,}")

Steps = Generator[Request, Response | Failure, tuple[Item, ...]]


def parse_article(body: bytes, url: str) -> str:
    """The article's text in `body`, one line a paragraph. Raises SourceError where there is none worth the name."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if len(body) > MAX_BYTES:
        raise SourceError("the page", "is too large for an article")
    if body.count(b"<") - 2 * body.count(b"</") > 5000:
        raise SourceError("the page", "is nested too deeply")
    try:
        text = trafilatura.extract(body, url=url, include_comments=False, include_tables=False, favor_precision=True)
    except Exception as error:
        raise SourceError("the page", f"cannot be read ({type(error).__name__})") from error
    lines = [line for line in map(tidy, (text or "").splitlines()) if line]
    found = "\n".join(lines)
    if len(found) < MIN_CHARS:
        raise SourceError("the page", "has no article that could be told from the rest", "Open it in a browser")
    if _EXCUSE.search(found[:300]):
        raise SourceError("the page", "is the site's excuse instead of an article", "Open it in a browser")
    return clip(found, MAX_CHARS)


def is_about(text: str, title: str) -> bool:
    """Whether a page's text can be the article of that title: sites answer with their front page for one that is gone.

    Two telling words of the title (or its only one) must occur in the text.
    """
    words = set(_TELLING.findall(title.casefold()))
    folded = text.casefold()
    return sum(word in folded for word in words) >= min(2, len(words))


def may_read(robots: bytes, url: str) -> tuple[bool, float]:
    """Whether a site's robots.txt lets jogan read `url`, and the pause in seconds that it asks for."""
    from protego import Protego

    try:
        rules = Protego.parse(robots[:500_000].decode("utf-8", "replace"))
        return bool(rules.can_fetch(url, AGENT)), float(rules.crawl_delay(AGENT) or 0.0)
    except Exception:  # noqa: BLE001 - a robots.txt that cannot be understood forbids nothing (RFC 9309, 2.3.1)
        return True, 0.0


def site_rules(
    origin: str, failures: list[Failure], pace_group: str = ""
) -> Generator[Request, Response | Failure, bytes | None]:
    """The site's robots.txt; empty where it has none; None where the site cannot be asked (RFC 9309, 2.3.1)."""
    address = f"{origin}/robots.txt"
    answer = yield Request(url=address, accept="text/plain, */*;q=0.5", max_bytes=500_000, pace_group=pace_group)
    if isinstance(answer, Response):
        return answer.body
    if answer.status is not None and 400 <= answer.status < 500 and answer.status != 429:
        return b""
    failures.append(answer)
    return None


def readable(items: Sequence[Item]) -> dict[str, tuple[Item, ...]]:
    """Those of `items` whose article is worth asking for, by host: news without text, on no site left alone."""
    hosts: dict[str, list[Item]] = {}
    for item in items:
        host = _site(item.url)
        left_alone = any(host == one or host.endswith(f".{one}") for one in (*PAID, *NOT_ARTICLES))
        if item.kind == "news" and not item.text and host and not left_alone and "#" not in item.url:
            hosts.setdefault(host, []).append(item)
    return {host: tuple(found[:MOST_OF_A_HOST]) for host, found in hosts.items()}


def articles_of(url: str) -> str:
    """What the source is called that reads the article at `url`."""
    return f"articles of {_site(url)}"


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


class Articles:
    """Reads the articles of one host's items; a source, so that many hosts are read side by side by `collect`.

    Its items are those whose article could be read, with their `text`; the subject of a failure is an item's address,
    or the site where its rules could not be had.
    """

    def __init__(self, host: str, items: Sequence[Item]) -> None:
        self.name, self.kind, self.url = f"articles of {host}", "articles", f"https://{host}/"
        self.section: SectionName = "news"
        self._items = tuple(items)

    def collect(self, window: Window) -> Conversation:  # noqa: ARG002 - what is read is given
        """Ask for the site's rules, then for each article that they allow."""
        failures: list[Failure] = []
        read: list[Item] = []
        rules: dict[str, bytes | None] = {}
        for number, item in enumerate(self._items):
            parts = urlsplit(item.url)
            origin = f"{parts.scheme}://{parts.netloc}"
            if origin not in rules:
                rules[origin] = yield from site_rules(origin, failures)
            robots = rules[origin]
            allowed, pause = may_read(robots, item.url) if robots is not None else (False, 0.0)
            if robots is not None and not allowed:
                cause = "its robots.txt forbids reading the article"
                failures.append(about(item.url, "robots", cause, "Nothing to do"))
            if not allowed or (pause > MAX_DELAY and number > 0):
                continue
            answer = yield Request(url=item.url, accept="text/html", max_bytes=MAX_BYTES)
            if isinstance(answer, Failure):
                failures.append(replace(answer, subject=item.url))
                continue
            try:
                text = parse_article(answer.body, answer.url)
            except SourceError as error:
                failures.append(about(item.url, "malformed", f"{error.what} {error.why}", error.remedy))
                continue
            if is_about(text, item.title):
                read.append(replace(item, text=text))
            else:
                cause = "the page is about something else than the title says"
                failures.append(about(item.url, "malformed", cause, "Open it in a browser"))
        detail = f"{len(read)} of {len(self._items)} articles read"
        return Collected(status="ok" if read else "failed", items=tuple(read), detail=detail, failures=tuple(failures))
