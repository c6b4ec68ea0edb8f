"""deeplearn.org's panel «Hot Papers»: what its readers look at, resolved to arXiv papers.

The site knows its own numbers only, so each new title is looked up at arXiv, once: what was found is remembered. A
paper belongs to the day on which it first stood in the panel. The site has no interface and no stated terms: few
requests, at a slow pace, and none for what is known already.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Generator, Mapping

from jogan.collect import memory
from jogan.collect.arxiv import QUERY
from jogan.collect.arxiv_archive import parse_query
from jogan.collect.failures import about
from jogan.collect.pages import Card, parse_hot_papers, parse_paper_page
from jogan.collect.text import arxiv_id
from jogan.config import SourceConfig
from jogan.errors import SourceError
from jogan.model.collected import Collected, Conversation, Item, Request, Response, Window
from jogan.model.common import Failure, SectionName

URL = "https://deeplearn.org/"
MOST = 12
"""How many papers of the panel are taken."""
ALIKE = 0.93
"""How alike two titles must be to be one: below that, papers of one series begin to be confused."""
GROUP = "deeplearn.org"


class Deeplearn:
    """The source of kind `deeplearn`. `options`: `query_url`, another address of arXiv's query API."""

    def __init__(self, config: SourceConfig) -> None:
        self.name, self.kind = config.name, config.kind
        self.section: SectionName = config.section or "papers"
        self.url = config.url or URL
        self._query = str(config.options.get("query_url", QUERY))

    def collect(self, window: Window) -> Conversation:
        """Read the panel, and look up what stands in it for the first time."""
        seen = memory.days(window.cursor.get("seen"))
        known = _ids(window.cursor.get("arxiv"))
        failures: list[Failure] = []
        answer = yield Request(url=self.url, accept="text/html", pace_group=GROUP)
        if isinstance(answer, Failure):
            return Collected(status="failed", detail=answer.cause, failures=(answer,), cursor=window.cursor)
        try:
            cards = parse_hot_papers(answer.body, answer.url, answer.headers.get("content-type", ""))[:MOST]
        except SourceError as error:
            failure = about(self.name, "drift", f"{error.what} {error.why}", error.remedy)
            return Collected(status="failed", detail=failure.cause, failures=(failure,), cursor=window.cursor)
        items: list[Item] = []
        silent = False
        for card in cards:
            key = memory.key_of(card.url)
            found: Item | None = None
            page: Card | None = None
            if key not in known:
                page = yield from self._page(card, failures)
                ids = dict(page.ids) if page else {}
                if "arxiv" not in ids and not silent:
                    found = yield from self._look_up(card.title, failures)
                    silent = found is None and bool(failures) and failures[-1].kind in ("timeout", "resting", "status")
                number = found.ids["arxiv"] if found else ids.get("arxiv", "")
                if number or not silent:
                    known[key] = number
            number = known.get(key, "")
            items.append(
                Item(
                    kind="paper",
                    title=found.title if found else card.title,
                    url=f"https://arxiv.org/abs/{number}" if number else card.url,
                    source=self.name,
                    summary=found.summary if found else page.summary if page else "",
                    authors=found.authors if found else (),
                    published=found.published if found else None,
                    day=memory.first_seen(seen, card.url, window.day),
                    ids={"arxiv": number} if number else {},
                    categories=found.categories if found else (),
                    links={"deeplearn": card.url},
                    language="en",
                )
            )
        cursor = {"seen": memory.trimmed(seen), "arxiv": dict(list(known.items())[-memory.MOST :])}
        resolved = sum("arxiv" in item.ids for item in items)
        detail = f"{len(items)} hot papers, {resolved} of them found at arXiv"
        return Collected(status="ok", items=tuple(items), detail=detail, failures=tuple(failures), cursor=cursor)

    def _page(self, card: Card, failures: list[Failure]) -> Generator[Request, Response | Failure, Card | None]:
        answer = yield Request(url=card.url, accept="text/html", pace_group=GROUP)
        if isinstance(answer, Failure):
            failures.append(answer)
            return None
        try:
            return parse_paper_page(answer.body, answer.headers.get("content-type", ""))
        except SourceError as error:
            failures.append(about(self.name, "drift", f"{error.what} {error.why}", error.remedy))
            return None

    def _look_up(self, title: str, failures: list[Failure]) -> Generator[Request, Response | Failure, Item | None]:
        words = [word for word in re.findall(r"\w+", title) if len(word) > 2][:12]
        if not words:
            return None
        answer = yield Request(
            url=self._query,
            params={"search_query": " AND ".join(f"ti:{word}" for word in words), "max_results": "5"},
            accept="application/atom+xml, */*;q=0.8",
            pace_group="arxiv.org",
        )
        if isinstance(answer, Failure):
            failures.append(answer)
            return None
        try:
            return same_title(title, parse_query(answer.body, source=self.name).items)
        except SourceError as error:
            failures.append(about(self.name, "malformed", f"{error.what} {error.why}", error.remedy))
            return None


def same_title(title: str, items: tuple[Item, ...]) -> Item | None:
    """The item of that title: the same letters and digits, or so nearly the same that only a slip can be between."""
    wanted = _plain(title)
    for item in items:
        if _plain(item.title) == wanted:
            return item
    scored = [
        (difflib.SequenceMatcher(None, wanted, _plain(item.title), autojunk=False).ratio(), item)
        for item in items
        # Papers of one series differ in a number only, and that is no slip.
        if re.findall(r"\d+", item.title) == re.findall(r"\d+", title)
    ]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= ALIKE else None


def _plain(title: str) -> str:
    return re.sub(r"[^0-9a-z]+", "", unicodedata.normalize("NFKD", title).lower())


def _ids(remembered: object) -> dict[str, str]:
    if not isinstance(remembered, Mapping):
        return {}
    return {str(k): str(v) for k, v in remembered.items() if v == "" or arxiv_id(str(v))}


def create(config: SourceConfig) -> Deeplearn:
    """The factory behind the entry point."""
    return Deeplearn(config)
