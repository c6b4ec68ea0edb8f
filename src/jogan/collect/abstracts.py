"""The abstracts of papers that other sources only name: a thread that links to arXiv, a list whose text breaks off.

The last links of arXiv's chain: the query API tells of many papers in one reply; a paper that it does not know, or all
of them where it is down, is read from its own page, a few and as slowly as the site's robots rules ask for.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace

from jogan.collect.arxiv import ACCEPT, QUERY
from jogan.collect.arxiv_archive import parse_abstract_page, parse_query
from jogan.collect.failures import about
from jogan.collect.page import MAX_DELAY, may_read, site_rules
from jogan.errors import SourceError
from jogan.model.collected import Collected, Conversation, Item, Request, Response, Window
from jogan.model.common import Failure, SectionName

NAME = "arXiv abstracts"
PAGES = "https://arxiv.org"
MOST = 50
"""Papers asked for on one day; a front page that links to more of them is a list, and no news."""
MOST_PAGES = 5
_CUT = ("…", "...", "[…]", "[...]")


def lacking(items: Iterable[Item]) -> str | None:
    """The arXiv id of the paper that these items of one story are about, if none of them has its whole abstract."""
    held = list(items)
    paper = next((item.ids["arxiv"] for item in held if "arxiv" in item.ids), None)
    whole = any(item.summary and not item.summary.rstrip().endswith(_CUT) for item in held if item.kind == "paper")
    return None if whole else paper


class Abstracts:
    """Asks arXiv for papers by id; a source, so that the one door asks. Its items bear no day."""

    name, kind, url = NAME, "arxiv", PAGES
    section: SectionName = "papers"

    def __init__(self, ids: Sequence[str], *, query_url: str = QUERY, pages_url: str = PAGES) -> None:
        self._ids, self._query, self._pages = tuple(ids[:MOST]), query_url, pages_url

    def collect(self, window: Window) -> Conversation:  # noqa: ARG002 - what is asked for is given
        """Ask the query API for all, then for the rest their pages."""
        failures: list[Failure] = []
        found: dict[str, Item] = {}
        answer = yield Request(
            url=self._query,
            params={"id_list": ",".join(self._ids), "max_results": str(len(self._ids))},
            accept=ACCEPT,
            pace_group="arxiv.org",
        )
        if isinstance(answer, Failure):
            failures.append(answer)
        else:
            try:
                found = {
                    item.ids["arxiv"]: item for item in parse_query(answer.body, source=NAME).items if item.summary
                }
            except SourceError as error:
                failures.append(about(NAME, "malformed", f"{error.what} {error.why}", error.remedy))
        missing = [paper for paper in self._ids if paper not in found]
        if missing:
            found |= yield from self._by_page(missing, failures)
        items = tuple(replace(found[paper], day=None, announce=None) for paper in self._ids if paper in found)
        return Collected(
            status="ok" if items else "failed",
            items=items,
            detail=f"{len(items)} of {len(self._ids)} abstracts read",
            failures=tuple(dict.fromkeys(failures)),
        )

    def _by_page(
        self, ids: Sequence[str], failures: list[Failure]
    ) -> Generator[Request, Response | Failure, dict[str, Item]]:
        found: dict[str, Item] = {}
        robots = yield from site_rules(self._pages, failures, pace_group="arxiv.org")
        if robots is None:
            return found
        allowed, pause = may_read(robots, f"{self._pages}/abs/{ids[0]}")
        if not allowed:
            failures.append(about(NAME, "robots", "arXiv's robots.txt forbids reading its abstract pages"))
            return found
        most = MOST_PAGES if pause <= MAX_DELAY else 1
        for paper in ids[:most]:
            answer = yield Request(
                url=f"{self._pages}/abs/{paper}", accept="text/html", max_bytes=2_000_000, pace_group="arxiv.org"
            )
            if isinstance(answer, Failure):
                failures.append(answer)
                continue
            try:
                item = parse_abstract_page(answer.body, source=NAME)
            except SourceError as error:
                failures.append(about(NAME, "malformed", f"{paper}: {error.what} {error.why}", error.remedy))
                continue
            if item.ids["arxiv"] == paper and item.summary:
                found[paper] = item
            else:
                failures.append(about(NAME, "malformed", f"{paper}: the page is another paper's, or has no abstract"))
        if len(ids) > most:
            cause = f"{len(ids) - most} abstract pages were not asked for: no more than {most} are in one run"
            failures.append(about(NAME, "too-many", cause, "Nothing to do; the titles are printed without them"))
        return found
