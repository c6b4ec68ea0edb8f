"""Hacker News: the stories of a day by Algolia's search, their rank by the official API, which also stands in for it.

Algolia (https://hn.algolia.com/api) never gives more than 1,000 hits whatever the page, so the day is asked for in
slices of time, and a slice that is full in halves. Firebase (https://github.com/HackerNews/API) gives the present front
page in rank order, as ids; each story is one request, so it is read only where Algolia cannot be.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from pydantic import Field, ValidationError

from jogan.collect.failures import about
from jogan.collect.lenient import Maybe, Shape, load_json
from jogan.collect.text import ids_in, plain, title_text, web_link
from jogan.config import SourceConfig
from jogan.errors import ConfigError, SourceError
from jogan.model.collected import Collected, Conversation, Item, Request, Response, Window
from jogan.model.common import Failure, SectionName

ALGOLIA = "https://hn.algolia.com/api/v1/search_by_date"
FIREBASE = "https://hacker-news.firebaseio.com/v0"
THREAD = "https://news.ycombinator.com/item?id="
MOST_HITS = 1000
SLICES = 4
MOST_REQUESTS = 40
FRONT_PAGE = 60
"""How many stories are read one by one where the search is down."""
POINTS = 50


class _Hit(Shape):
    objectID: Maybe[str | int] = None  # noqa: N815 - the reply's own name
    id: Maybe[int] = None
    type: Maybe[str] = None
    title: Maybe[str] = None
    url: Maybe[str] = None
    author: Maybe[str] = None
    by: Maybe[str] = None
    points: Maybe[int] = None
    score: Maybe[int] = None
    num_comments: Maybe[int] = None
    descendants: Maybe[int] = None
    created_at_i: Maybe[int] = None
    time: Maybe[int] = None
    story_text: Maybe[str] = None
    text: Maybe[str] = None
    dead: Maybe[bool] = None
    deleted: Maybe[bool] = None


class _Hits(Shape):
    hits: list[Any] = Field()
    nbHits: Maybe[int] = None  # noqa: N815 - the reply's own name


def parse_search(body: bytes, *, source: str, zone: tzinfo) -> tuple[tuple[Item, ...], int]:
    """The stories of one Algolia reply, and how many hits were in it. Raises SourceError."""
    document = load_json(body)
    try:
        found = _Hits.model_validate(document)
    except ValidationError as error:
        raise SourceError("the reply", "is JSON of another shape than search results") from error
    items = (_story(hit, source, zone) for hit in found.hits)
    return tuple(item for item in items if item is not None), len(found.hits)


def parse_story(body: bytes, *, source: str, zone: tzinfo) -> Item | None:
    """The story of one Firebase reply; None for what is none (a job, a comment, a dead or deleted one, `null`)."""
    return _story(load_json(body), source, zone)


def parse_ranks(body: bytes) -> tuple[int, ...]:
    """The ids of a Firebase list, in rank order. Raises SourceError."""
    document = load_json(body)
    if not isinstance(document, list):
        raise SourceError("the reply", "is JSON of another shape than a list of ids")
    return tuple(one for one in document if isinstance(one, int) and not isinstance(one, bool))


def _story(raw: object, source: str, zone: tzinfo) -> Item | None:
    try:
        hit = _Hit.model_validate(raw)
    except ValidationError:
        return None
    number = str(hit.objectID or hit.id or "")
    title = title_text(hit.title or "")
    stamp = hit.created_at_i if hit.created_at_i is not None else hit.time
    if not title or not number.isdigit() or hit.dead or hit.deleted or (hit.type or "story") != "story":
        return None
    published = None
    if stamp is not None and 0 < stamp < 10**11:
        published = datetime.fromtimestamp(stamp, UTC)
    url = web_link(hit.url or "")
    points = hit.points if hit.points is not None else hit.score
    comments = hit.num_comments if hit.num_comments is not None else hit.descendants
    submitter = hit.author or hit.by
    return Item(
        kind="news",
        title=title,
        url=url or f"{THREAD}{number}",
        source=source,
        summary=plain(hit.story_text or hit.text or ""),
        published=published,
        day=published.astimezone(zone).date() if published else None,
        ids={**ids_in((url,)), "hn": number},
        links={"discussion": f"{THREAD}{number}"},
        language="en",
        signals={
            name: float(value) for name, value in (("points", points), ("comments", comments)) if value is not None
        },
        extra={"submitter": title_text(submitter)} if submitter else {},
    )


class HackerNews:
    """The source of kind `hackernews`. `options`: `points` (the fewest a story must have), `query` (words to find)."""

    def __init__(self, config: SourceConfig) -> None:
        self.name, self.kind = config.name, config.kind
        self.section: SectionName = config.section or "news"
        self.url = config.url or ALGOLIA
        self._firebase = str(config.options.get("firebase_url", FIREBASE)).rstrip("/")
        self._query = str(config.options.get("query", ""))
        points = config.options.get("points", POINTS)
        if isinstance(points, bool) or not isinstance(points, int) or points < 0:
            raise ConfigError(f"source {self.name!r}", f"points is no whole number: {points!r}", "Write points = 50.")
        self._points = points

    def collect(self, window: Window) -> Conversation:
        """Ask for the window's day, and for the day before while the window's day still runs."""
        over = datetime.combine(window.day + timedelta(days=1), time(), window.zone)
        days = [window.day] if window.now >= over else [window.day - timedelta(days=1), window.day]
        failures: list[Failure] = []
        items: list[Item] = []
        answered = True
        for day in days:
            found = yield from self._search(day, window, failures)
            answered = answered and found is not None
            items.extend(found or ())
        ranks = (yield from self._ranks(failures)) if window.now < over else ()
        if not answered and ranks:
            items.extend((yield from self._one_by_one(ranks[:FRONT_PAGE], window, failures)))
        place = {str(number): float(rank) for rank, number in enumerate(ranks, 1)}
        known: dict[str, Item] = {}
        for item in items:
            rank = place.get(item.ids["hn"])
            signals = {**item.signals, **({"rank": rank} if rank is not None else {})}
            known.setdefault(item.ids["hn"], replace(item, signals=signals))
        if not known:
            if failures:
                return Collected(status="failed", detail=failures[0].cause, failures=tuple(failures))
            detail = f"no story with more than {self._points} points"
            return Collected(status="empty", detail=detail, failures=tuple(failures))
        detail = f"{len(known)} stories with more than {self._points} points"
        return Collected(status="ok", items=tuple(known.values()), detail=detail, failures=tuple(failures))

    def _search(
        self, day: date, window: Window, failures: list[Failure]
    ) -> Generator[Request, Response | Failure, list[Item] | None]:
        start = int(datetime.combine(day, time(), window.zone).timestamp())
        end = min(
            int(datetime.combine(day + timedelta(days=1), time(), window.zone).timestamp()),
            int(window.now.timestamp()) + 1,
        )
        step = max(1, (end - start + SLICES - 1) // SLICES)
        waiting = [(at, min(at + step, end)) for at in range(start, end, step)]
        items: list[Item] = []
        asked = 0
        while waiting:
            first, last = waiting.pop(0)
            asked += 1
            if asked > MOST_REQUESTS:
                failures.append(
                    about(self.name, "too-large", f"more stories of {day} than {MOST_REQUESTS} requests give")
                )
                break
            answer = yield Request(
                url=self.url,
                params={
                    "tags": "story",
                    "hitsPerPage": str(MOST_HITS),
                    "numericFilters": f"points>{self._points},created_at_i>={first},created_at_i<{last}",
                    **({"query": self._query} if self._query else {}),
                },
                accept="application/json",
            )
            if isinstance(answer, Failure):
                failures.append(answer)
                return items or None
            try:
                found, hits = parse_search(answer.body, source=self.name, zone=window.zone)
            except SourceError as error:
                failures.append(about(self.name, "malformed", f"{error.what} {error.why}", error.remedy))
                return items or None
            if hits >= MOST_HITS and last - first > 60:
                middle = (first + last) // 2
                waiting[:0] = [(first, middle), (middle, last)]
                continue
            items.extend(found)
        return items

    def _ranks(self, failures: list[Failure]) -> Generator[Request, Response | Failure, tuple[int, ...]]:
        answer = yield Request(url=f"{self._firebase}/topstories.json", accept="application/json")
        if isinstance(answer, Failure):
            if answer.kind != "not-recorded":
                failures.append(answer)
            return ()
        try:
            return parse_ranks(answer.body)
        except SourceError as error:
            failures.append(about(self.name, "malformed", f"{error.what} {error.why}", error.remedy))
            return ()

    def _one_by_one(
        self, numbers: tuple[int, ...], window: Window, failures: list[Failure]
    ) -> Generator[Request, Response | Failure, list[Item]]:
        items: list[Item] = []
        for number in numbers:
            answer = yield Request(url=f"{self._firebase}/item/{number}.json", accept="application/json")
            if isinstance(answer, Failure):
                failures.append(answer)
                if answer.kind in ("timeout", "unreachable", "dns", "resting", "not-recorded"):
                    break
                continue
            try:
                item = parse_story(answer.body, source=self.name, zone=window.zone)
            except SourceError:
                continue
            if item is not None and item.signals.get("points", 0) > self._points:
                items.append(item)
        return items


def create(config: SourceConfig) -> HackerNews:
    """The factory behind the entry point."""
    return HackerNews(config)
