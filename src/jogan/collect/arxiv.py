"""arXiv, by several paths: whichever tells of the day, the others where it does not.

- **The daily feeds** (RSS, then Atom) hold the present day of all categories in one reply, abstracts included. A feed
  states its own day, and that is believed rather than the clock: it turns at midnight US Eastern, early afternoon in
  Seoul, and is empty on weekends and holidays.
- **OAI-PMH**, then **the query API**, tell of any day: they serve days that were missed, backfill, and a present day
  whose feed cannot be had. They know when papers were submitted; the published schedule tells which day that makes.

A path whose host throttles or is down is left at once for one on another host. The door keeps arXiv's pace, and its
circuit breaker remembers between runs which host is down, so that a dead path costs nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable
from datetime import UTC, date, timedelta

from jogan.collect.arxiv_archive import Page, oai_set, parse_oai, parse_query
from jogan.collect.arxiv_parse import DailyFeed, author_names, is_withdrawn, parse_feed
from jogan.collect.calendar import feed_day, filled_days, submission_window, why_empty
from jogan.collect.failures import THROTTLING, about
from jogan.config import SourceConfig
from jogan.errors import ConfigError, SourceError
from jogan.model.collected import Collected, Conversation, Item, Request, Response, Window
from jogan.model.common import Failure, SectionName

__all__ = ["Arxiv", "author_names", "create", "is_withdrawn", "parse_feed"]

FEEDS = "https://rss.arxiv.org"
OAI = "https://oaipmh.arxiv.org/oai"
QUERY = "https://export.arxiv.org/api/query"
ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.8"
MAX_BYTES = 20_000_000
"""A full feed of 2,000 papers has about 5 MB, a page of OAI-PMH (3,500 records) about 9 MB."""
FEED_LIMIT = 2000
"""The most papers that one feed holds (https://info.arxiv.org/help/rss.html)."""
QUERY_PAGE = 500
QUERY_PAGES = 12
OAI_PAGES = 6
CATCH_UP = 7
"""How many days back a missed announcement is still asked for."""

Steps = Generator[Request, Response | Failure, "tuple[Item, ...] | None"]


class Arxiv:
    """The source of kind `arxiv`."""

    def __init__(self, config: SourceConfig) -> None:
        if not config.categories:
            raise ConfigError(
                f"source {config.name!r}", "names no categories", 'Add, for example, categories = ["cs.CL", "cs.LG"].'
            )
        self.name, self.kind = config.name, config.kind
        self.section: SectionName = config.section or "papers"
        self.categories = config.categories
        self._feeds = (config.url or FEEDS).rstrip("/")
        self._oai = str(config.options.get("oai_url", OAI))
        self._query = str(config.options.get("query_url", QUERY))
        self.url = self._feed_url("rss", config.categories)

    def _feed_url(self, flavor: str, categories: Iterable[str]) -> str:
        return f"{self._feeds}/{flavor}/{'+'.join(categories)}"

    def collect(self, window: Window) -> Conversation:
        """Collect the days that are due: a past day by the archives, else the missed days and the present feed."""
        present = feed_day(window.now)
        failures: list[Failure] = []
        items: list[Item] = []
        told: list[str] = []
        if window.day < present:
            return (yield from self._past(window))
        last = _day(window.cursor.get("day"))
        if last is not None:
            first = max(last + timedelta(days=1), present - timedelta(days=CATCH_UP))
            for day in filled_days(first, present - timedelta(days=1)):
                found = yield from self._archives(day, failures)
                if found:
                    items.extend(found)
                    told.append(f"{len(found)} caught up of {day}")
        feed = yield from self._feed(failures)
        current = feed is not None and feed.day is not None and feed.day >= present
        if feed is not None and feed.items:
            items.extend(feed.items)
            told.insert(0, _counts(feed.items, feed.day))
        if not current or (feed is not None and not feed.items and why_empty(present) is None):
            # The feed is missing, frozen, or empty on a day with an announcement: the archives know better.
            expected = why_empty(present) is None
            found = (yield from self._archives(present, failures)) if expected else ()
            if found:
                items.extend(found)
                told.insert(0, _counts(found, present))
                feed = feed or DailyFeed(day=present, items=())
            elif feed is not None and feed.day is not None and expected:
                told.append(f"the feed still shows {feed.day}")
        return self._summed(window, present, feed, items, told, failures)

    def _past(self, window: Window) -> Conversation:
        """A day that the feeds no longer show."""
        if reason := why_empty(window.day):
            return Collected(status="empty", detail=reason, cursor=window.cursor, resting=True)
        failures: list[Failure] = []
        found = yield from self._archives(window.day, failures)
        if not found:
            # The feeds may still show it: a recording, or a clock that is ahead.
            feed = yield from self._feed(failures)
            if feed is not None and feed.items:
                found = feed.items
                failures = _without_gaps(failures)
        # The day was asked for by itself: how far the feeds have been read stays as it was.
        if found is None:
            return Collected(status="failed", detail=failures[0].cause, failures=_once(failures), cursor=window.cursor)
        if not found:
            detail = f"nothing announced on {window.day} although papers were expected"
            return Collected(status="empty", detail=detail, failures=tuple(failures), cursor=window.cursor)
        detail = _counts(found, max((item.day for item in found if item.day), default=window.day))
        return Collected(status="ok", items=found, detail=detail, failures=tuple(failures), cursor=window.cursor)

    def _summed(
        self,
        window: Window,
        present: date,
        feed: DailyFeed | None,
        items: list[Item],
        told: list[str],
        failures: list[Failure],
    ) -> Collected:
        if feed is not None:
            failures = _without_gaps(failures)
        cursor = dict(window.cursor)
        if feed is not None and (feed.items or items):
            read = max((item.day for item in items if item.day), default=feed.day)
            if read is not None:
                cursor["day"] = max(read, _day(cursor.get("day")) or read).isoformat()
        if items:
            newest = max((item.day for item in items if item.day), default=None)
            last = _day(window.cursor.get("day"))
            if newest is not None and newest < window.day:
                told.append(
                    f"{window.day} is announced later" if why_empty(window.day) is None else why_empty(window.day) or ""
                )
            stale = (
                newest is not None
                and last is not None
                and newest <= last
                and why_empty(present) is None
                and newest < present
            )
            return Collected(
                status="stale" if stale else "ok",
                items=_distinct(items),
                detail="; ".join(told),
                failures=tuple(failures),
                cursor=cursor,
            )
        if feed is None or (failures and feed.unusable):
            detail = failures[0].cause if failures else "no path gave an answer"
            return Collected(status="failed", detail=detail, failures=_once(failures), cursor=cursor)
        rest = why_empty(feed.day or present)
        reason = rest or f"the feed of {feed.day or present} is empty although papers were expected"
        return Collected(
            status="empty",
            detail="; ".join([reason, *told]),
            failures=tuple(failures),
            cursor=cursor,
            resting=rest is not None,
        )

    # ── The feeds ───────────────────────────────────────────────────────────────────────────────────────────

    def _feed(self, failures: list[Failure]) -> Generator[Request, Response | Failure, DailyFeed | None]:
        for flavor in ("rss", "atom"):
            feed = yield from self._one_feed(flavor, self.categories, failures)
            if feed is not None:
                break
            if _host_is_down(failures[-1]):
                return None
        else:
            return None
        if len(feed.items) >= FEED_LIMIT and len(self.categories) > 1:
            # The feed is full: one by one, the categories have room for all their papers.
            items = list(feed.items)
            for category in self.categories:
                single = yield from self._one_feed(flavor, (category,), failures)
                items.extend(single.items if single is not None else ())
            feed = DailyFeed(day=feed.day, items=_distinct(items), unusable=feed.unusable, truncated=feed.truncated)
        if feed.unusable:
            failures.append(about(self.name, "malformed", f"{feed.unusable} entries have no title or no arXiv id"))
        if feed.truncated:
            failures.append(about(self.name, "truncated", "the feed broke off; only its whole entries are kept"))
        return feed

    def _one_feed(
        self, flavor: str, categories: Iterable[str], failures: list[Failure]
    ) -> Generator[Request, Response | Failure, DailyFeed | None]:
        answer = yield _request(self._feed_url(flavor, categories))
        if isinstance(answer, Failure):
            failures.append(answer)
            return None
        try:
            return parse_feed(answer.body, source=self.name)
        except SourceError as error:
            failures.append(_malformed(self.name, error))
            return None

    # ── The archives ────────────────────────────────────────────────────────────────────────────────────────

    def _archives(self, day: date, failures: list[Failure]) -> Steps:
        """The papers announced on `day`, by the first archive that gives any; None where none answered."""
        answered = False
        for path in (self._by_oai, self._by_query):
            found = yield from path(day, failures)
            if found:
                return found
            answered = answered or found is not None
        return () if answered else None

    def _by_oai(self, day: date, failures: list[Failure]) -> Steps:
        items: list[Item] = []
        for category in self.categories:
            params = {
                "verb": "ListRecords",
                "metadataPrefix": "arXivRaw",
                "set": oai_set(category),
                "from": day.isoformat(),
            }
            for _ in range(OAI_PAGES):
                answer = yield _request(self._oai, params)
                page = self._page(answer, parse_oai, failures)
                if page is None:
                    return None
                # A record is listed for any change; only those whose newest version this day announced are its papers.
                items.extend(item for item in page.items if item.day == day)
                if not page.token:
                    break
                params = {"verb": "ListRecords", "resumptionToken": page.token}
            else:
                failures.append(about(self.name, "too-large", f"OAI-PMH has more than {OAI_PAGES} pages of {category}"))
        return _distinct(items)

    def _by_query(self, day: date, failures: list[Failure]) -> Steps:
        span = submission_window(day)
        if span is None:
            return ()
        start, end = (moment.astimezone(UTC).strftime("%Y%m%d%H%M") for moment in span)
        categories = " OR ".join(f"cat:{category}" for category in self.categories)
        items: list[Item] = []
        for number in range(QUERY_PAGES):
            answer = yield _request(
                self._query,
                {
                    "search_query": f"({categories}) AND submittedDate:[{start} TO {end}]",
                    "start": str(number * QUERY_PAGE),
                    "max_results": str(QUERY_PAGE),
                    "sortBy": "submittedDate",
                    "sortOrder": "ascending",
                },
            )
            page = self._page(answer, parse_query, failures)
            if page is None:
                # Half a list would pass for the whole day: what was read so far is given up with it.
                return None
            items.extend(item for item in page.items if item.version == 1 and item.day == day)
            if not page.items or (page.total is not None and (number + 1) * QUERY_PAGE >= page.total):
                break
        return _distinct(items)

    def _page(self, answer: Response | Failure, parse: Callable[..., Page], failures: list[Failure]) -> Page | None:
        if isinstance(answer, Failure):
            failures.append(answer)
            return None
        try:
            page: Page = parse(answer.body, source=self.name, categories=self.categories)
        except SourceError as error:
            failures.append(_malformed(self.name, error))
            return None
        if page.unusable:
            failures.append(about(self.name, "malformed", f"{page.unusable} records have no title or no arXiv id"))
        return page


def _request(url: str, params: dict[str, str] | None = None) -> Request:
    return Request(url=url, params=params or {}, accept=ACCEPT, max_bytes=MAX_BYTES, pace_group="arxiv.org")


def _malformed(name: str, error: SourceError) -> Failure:
    return about(name, "malformed", f"{error.what} {error.why}", error.remedy)


def _without_gaps(failures: list[Failure]) -> list[Failure]:
    """The failures without what a recording lacks: where one path answered, the others were not needed."""
    return [failure for failure in failures if failure.kind != "not-recorded"]


def _once(failures: list[Failure]) -> tuple[Failure, ...]:
    """The failures, of which `not-recorded` is said once: a recording without arXiv lacks all its paths."""
    first = [failure for failure in failures if failure.kind == "not-recorded"][:1]
    return (*first, *_without_gaps(failures))


def _host_is_down(failure: Failure) -> bool:
    """Whether asking the same host for another document would only add to its trouble."""
    return failure.kind in ("timeout", "unreachable", "dns", "resting") or failure.status in THROTTLING


def _counts(items: Iterable[Item], day: date | None) -> str:
    kinds = Counter(item.announce or "unmarked" for item in items)
    return f"{sum(kinds.values())} papers announced on {day} ({', '.join(f'{n} {kind}' for kind, n in kinds.items())})"


def _distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items without repetitions: a paper of two categories comes once, and `new` wins over `cross`."""
    order = {"new": 0, "replace": 0, "cross": 1, "replace-cross": 1}
    kept: dict[tuple[str, int | None, date | None], Item] = {}
    for item in items:
        key = (item.ids["arxiv"], item.version, item.day)
        old = kept.get(key)
        if old is None or order.get(item.announce or "", 2) < order.get(old.announce or "", 2):
            kept[key] = item
    return tuple(kept.values())


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def create(config: SourceConfig) -> Arxiv:
    """The factory behind the entry point. `options` may name other addresses: `oai_url`, `query_url`."""
    return Arxiv(config)
