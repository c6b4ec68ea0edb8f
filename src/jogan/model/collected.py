"""What the wires bring in: a source's requests and answers, the `Item` it gives, and how it went.

A source, also one of another package, needs these types and `jogan.model.common.Failure`, and no others.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, Literal, Protocol

from jogan.model.common import Failure, Kind, SectionName

Announce = Literal["new", "cross", "replace", "replace-cross"]
SourceStatus = Literal["ok", "empty", "failed", "stale", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP exchange that a source asks for. `params` are appended to the URL's query."""

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    accept: str = "*/*"
    max_bytes: int | None = None
    """Cap on the decoded body in bytes; None means the door's default."""
    pace_group: str = ""
    """Whose pace the request keeps (such as `arxiv.org`, also at a mirror); empty means that of the URL's host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came back with status 200. `url` is the address after redirects; `headers` have lower-case names."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime | None
    from_cache: bool = False
    truncated: bool = False
    """The body broke off before its end at every attempt: what is whole may be used, and the loss must be said."""
    moved: bool = False
    """The host says that what was asked for has moved to `url` for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What a run asks of a source: the edition's `day` in `zone`, the moment `now`, and the remembered `cursor`."""

    day: date
    now: datetime
    zone: tzinfo
    cursor: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry as one source gave it.

    `title` and `url` are never empty. `day` is the edition that the item belongs to: the day on which its source
    featured or announced it. `ids` holds bare identifiers by scheme (`arxiv` without version, `doi` lower-case, `hn`).
    `signals` (upvotes, points, comments) change by the hour and are therefore no part of the content hash.
    `text` is the article's body where a page was read, `summary` the abstract or excerpt. Dates that a source does
    not give are None; none is ever guessed.
    """

    kind: Kind
    title: str
    url: str
    source: str
    summary: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    day: date | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None
    categories: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    announce: Announce | None = None
    withdrawn: bool = False
    comment: str = ""
    language: str = ""
    signals: Mapping[str, float] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one source gave in one run: its items, how it went in one line, and where to go on next time.

    `status` is `ok` (items), `empty` (answered, nothing for the day, and `detail` says why), `stale` (answered with
    what it gave before) or `failed` (no usable answer). `failures` may be non-empty even when `status` is `ok`.
    """

    status: SourceStatus
    items: tuple[Item, ...] = ()
    detail: str = ""
    failures: tuple[Failure, ...] = ()
    cursor: Mapping[str, Any] = field(default_factory=dict)
    resting: bool = False
    """Nothing was to be expected for the day, such as on a weekend or holiday on which the source announces nothing."""


Conversation = Generator[Request, "Response | Failure", Collected]
"""A source at work: it yields requests, is sent responses (or the failure to get one), and returns what it found."""


class Source(Protocol):
    """Where items are collected from. Implementations hold their settings and open no socket."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def section(self) -> SectionName: ...
    @property
    def url(self) -> str: ...

    def collect(self, window: Window) -> Conversation: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """One source's line in the header and in `jogan sources`. `items` counts the entries of the last run.

    `streak` counts the runs in a row without anything new, `habit` the new entries that are usual, `note` says in a few
    words what is unusual, and `remedy` what to do about it; all of it as known on the day of the run.
    """

    name: str
    kind: str
    section: SectionName
    url: str
    status: SourceStatus
    detail: str = ""
    items: int = 0
    last_success: datetime | None = None
    streak: int = 0
    habit: float | None = None
    note: str = ""
    remedy: str = ""
