"""Hugging Face daily papers: `GET https://huggingface.co/api/daily_papers?date=DAY&limit=100`.

What is known of it (huggingface_hub's `list_daily_papers`, hub-docs #1878 and #2065; replies of 2024 to 2026):
no key; the date is the day on which the paper was featured, not that on which it appeared; the list fills during the
day and is empty on most weekends; fields move between the entry and its `paper`, so both are read, and any may be
missing. A morning edition lives on the day before: its list is read too while the edition's own day still runs.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from pydantic import Field, ValidationError
from selectolax.lexbor import LexborHTMLParser

from jogan.collect.failures import THROTTLING, about
from jogan.collect.lenient import Maybe, Shape, Some, load_json
from jogan.collect.text import arxiv_id, iso_day, iso_moment, language_code, plain, title_text, web_link
from jogan.config import SourceConfig
from jogan.errors import SourceError
from jogan.model.collected import Collected, Conversation, Item, Request, Response, Window
from jogan.model.common import Failure, SectionName

API = "https://huggingface.co/api/daily_papers"
PAGE = "https://huggingface.co/papers/date/"
SATURDAY = 5
"""`date.weekday()` of the first day on which the list usually rests."""
LIMIT = 100
MAX_BYTES = 10_000_000


class _Author(Shape):
    name: Maybe[str] = None
    hidden: Maybe[bool] = None


class _Organization(Shape):
    fullname: Maybe[str] = None
    name: Maybe[str] = None


class _Common(Shape):
    """What may stand in the entry or in its paper."""

    id: Maybe[str] = None
    title: Maybe[str] = None
    summary: Maybe[str] = None
    publishedAt: Maybe[str] = None  # noqa: N815 - the reply's own name
    authors: Some[_Author] = Field(default_factory=list)
    upvotes: Maybe[int] = None
    numComments: Maybe[int] = None  # noqa: N815 - as above
    discussionId: Maybe[str] = None  # noqa: N815 - as above
    submittedOnDailyAt: Maybe[str] = None  # noqa: N815 - as above
    githubRepo: Maybe[str] = None  # noqa: N815 - as above
    githubStars: Maybe[int] = None  # noqa: N815 - as above
    projectPage: Maybe[str] = None  # noqa: N815 - as above
    ai_keywords: Some[str] = Field(default_factory=list)
    organization: Maybe[_Organization] = None


class _Entry(_Common):
    paper: Maybe[_Common] = None


def parse_daily(body: bytes, day: date, *, source: str = "Hugging Face Papers") -> tuple[tuple[Item, ...], int]:
    """The papers of one reply, in its order, and how many entries were unusable. Raises SourceError."""
    document = load_json(body)
    if not isinstance(document, list):
        said = document.get("error") if isinstance(document, dict) else None
        raise SourceError(
            "the reply",
            f"says {str(said)[:200]!r}" if said else "is JSON of another shape than a list of papers",
            "Look for a newer version of jogan: the interface may have changed",
        )
    items: dict[str, Item] = {}
    unusable = 0
    for raw in document:
        item = _item(raw, day, source)
        if item is None:
            unusable += 1
        else:
            items.setdefault(item.url, item)
    return tuple(items.values()), unusable


def parse_page(body: bytes, day: date, *, source: str = "Hugging Face Papers") -> tuple[tuple[Item, ...], int]:
    """The papers of the HTML page, which carries the same list as JSON. Raises SourceError, also for another day's."""
    tree = LexborHTMLParser(body[:MAX_BYTES].decode("utf-8", "replace"))
    holder = tree.css_first("div[data-target=DailyPapers][data-props]")
    if holder is None:
        raise SourceError("the page", "carries no list of papers", "Look for a newer version of jogan")
    document = load_json((holder.attributes.get("data-props") or "").encode("utf-8", "replace"))
    papers = document.get("dailyPapers") if isinstance(document, dict) else None
    if not isinstance(papers, list):
        raise SourceError("the page", "carries a list of another shape", "Look for a newer version of jogan")
    # Asked for a day it does not have, the page shows another one.
    shown = iso_day(document.get("date") or document.get("dateString") or "")
    if shown is not None and shown != day:
        raise SourceError("the page", f"shows {shown} instead of {day}")
    return parse_daily(json.dumps(papers).encode(), day, source=source)


def _item(raw: Any, day: date, source: str) -> Item | None:
    try:
        entry = _Entry.model_validate(raw)
    except ValidationError:
        return None
    paper = entry.paper or entry

    def first(name: str) -> Any:
        inner = getattr(paper, name)
        return getattr(entry, name) if inner in (None, "", []) else inner

    title = title_text(entry.title or paper.title or "")
    number = (paper.id or entry.id or "").strip()
    if not title or not number or len(number) > 200:
        return None
    found = arxiv_id(number)
    page = web_link(f"https://huggingface.co/papers/{number}")
    if not page:
        return None
    # The paper's own date is arXiv's; the entry's is the moment at which it was put on the list.
    published = iso_moment(paper.publishedAt) or (None if entry.paper else iso_moment(entry.publishedAt))
    links = {"huggingface": page}
    for name, field in (("code", "githubRepo"), ("project", "projectPage")):
        if address := web_link(first(field) or ""):
            links[name] = address
    signals = {
        name: float(value)
        for name, value in (
            ("upvotes", first("upvotes")),
            ("comments", first("numComments")),
            ("github_stars", first("githubStars")),
        )
        if value is not None and 0 <= value < 10**9
    }
    extra: dict[str, Any] = {}
    if keywords := [title_text(word) for word in first("ai_keywords")][:30]:
        extra["keywords"] = keywords
    organization = first("organization")
    if organization is not None and (called := title_text(organization.fullname or organization.name or "")):
        extra["organization"] = called
    authors = (title_text(author.name or "") for author in first("authors") if not author.hidden)
    return Item(
        kind="paper",
        title=title,
        url=f"https://arxiv.org/abs/{found[0]}" if found else page,
        source=source,
        summary=plain(first("summary") or "").replace("\n", " "),
        authors=tuple(name for name in authors if name),
        published=published,
        day=day,
        ids={"arxiv": found[0]} if found else {},
        version=found[1] if found else None,
        links=links,
        language=language_code("en"),
        signals=signals,
        extra=extra,
    )


class HuggingFace:
    """The source of kind `huggingface`."""

    def __init__(self, config: SourceConfig) -> None:
        self.name, self.kind = config.name, config.kind
        self.section: SectionName = config.section or "papers"
        self.url = config.url or API

    def collect(self, window: Window) -> Conversation:
        """Ask for the window's day, and for the day before while the window's day is not over in its zone."""
        over = datetime.combine(window.day + timedelta(days=1), time(), window.zone)
        days = [window.day] if window.now >= over else [window.day - timedelta(days=1), window.day]
        items: list[Item] = []
        failures: list[Failure] = []
        counts: list[str] = []
        missed = 0
        for day in days:
            answer = yield Request(
                url=self.url,
                params={"date": day.isoformat(), "limit": str(LIMIT)},
                accept="application/json",
                max_bytes=MAX_BYTES,
            )
            read = self._read(answer, day, failures, parse_daily)
            if read is None and (not isinstance(answer, Failure) or _worth_the_page(answer)):
                answer = yield Request(url=f"{PAGE}{day}", accept="text/html", max_bytes=MAX_BYTES)
                read = self._read(answer, day, failures, parse_page)
            if read is None:
                # That a recording lacks the extra day is no fault of the day that was recorded.
                if day != window.day and isinstance(answer, Failure) and answer.kind == "not-recorded":
                    failures.pop()
                missed += day == window.day
                continue
            found, unusable = read
            if unusable:
                failures.append(
                    about(self.name, "malformed", f"{unusable} of the entries of {day} have no title or no id")
                )
            if unusable and not found:
                missed += day == window.day
            items.extend(found)
            counts.append(f"{len(found)} of {day}")
        if missed and not items:
            return Collected(status="failed", detail=failures[-1].cause, failures=tuple(failures))
        if items:
            detail = f"{len(items)} papers" if len(days) == 1 else f"{' and '.join(counts)}"
            return Collected(status="ok", items=tuple(items), detail=detail, failures=tuple(failures))
        begun = window.now.astimezone(UTC).date()
        return Collected(
            status="empty",
            detail=self._why_empty(window),
            failures=tuple(failures),
            resting=all(day.weekday() >= SATURDAY or day >= begun for day in days),
        )

    def _read(
        self,
        answer: Response | Failure,
        day: date,
        failures: list[Failure],
        parse: Callable[..., tuple[tuple[Item, ...], int]],
    ) -> tuple[tuple[Item, ...], int] | None:
        """What an answer gives, or None with the reason in `failures`."""
        if isinstance(answer, Failure):
            failures.append(answer)
            return None
        try:
            return parse(answer.body, day, source=self.name)
        except SourceError as error:
            cause = f"{error.what} {error.why}" + (" and broke off" if answer.truncated else "")
            failures.append(about(self.name, "malformed", cause, error.remedy))
            return None

    @staticmethod
    def _why_empty(window: Window) -> str:
        if window.day.weekday() >= SATURDAY:
            return f"no papers listed: {window.day:%A}, when the list usually rests"
        if window.now.astimezone(UTC).date() <= window.day:
            return "no papers listed yet: the day has only begun"
        return "no papers listed"


def _worth_the_page(failure: Failure) -> bool:
    """Whether the HTML page may be there although the interface is not: the host answers, and is not throttling."""
    return failure.status is not None and failure.status not in THROTTLING


def create(config: SourceConfig) -> HuggingFace:
    """The factory behind the entry point."""
    return HuggingFace(config)
