"""Every type that crosses a room's border, frozen.

The types follow the one path, top to bottom:

    Item ──merge──▶ Story ──classify──▶ FiledStory ──rank──▶ ChosenStory ──write──▶ CategoryReport ──▶ Edition

Each later type carries the earlier one inside itself, so that a signature tells how far along a value is.
This module imports nothing but the standard library and decides nothing.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, Literal, Protocol

Day = date
"""A calendar day, for the types that have a field called `date`."""

UNDATED: Day = date.min
"""The day of what has none: an entry without a date that may be years old. Never shown."""

Kind = Literal["paper", "news"]
SectionName = Literal["papers", "news"]
Language = Literal["ko", "en"]
Announce = Literal["new", "cross", "replace", "replace-cross"]
SourceStatus = Literal["ok", "empty", "failed", "stale", "never"]
ClaimKind = Literal["fact", "analysis"]
Unit = Literal["day", "week", "month"]
Verdict = Literal["supported", "refuted", "not enough info", "analysis"]
Role = Literal["headline", "problem", "method", "result", "limit", "resource", "topic", "trend", "impact", "outlook"]

SECTION_OF: Mapping[Kind, SectionName] = {"paper": "papers", "news": "news"}


# ── Failures ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A stage's expected error, kept as data: it travels along the path and is shown in the header.

    `subject` names the thing (a source, a URL, a story), `kind` is a short stable code
    (`unreachable`, `timeout`, `status`, `too-large`, `refused`, `malformed`, `not-recorded`, `drift`, `model`, …),
    `cause` says what happened and `remedy` what to do, each in one line of English without a full stop.
    """

    stage: Literal["collect", "edit", "write", "press", "publish"]
    subject: str
    kind: str
    cause: str
    remedy: str = ""
    status: int | None = None
    """The HTTP status, where the cause is one."""


# ── Collect: the wires ──────────────────────────────────────────────────────────────────────────────────────


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


# ── Edit: the editors' decisions ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An item as the store keeps it: `key` names the entry within its source, `day` is the edition that it belongs to.

    The same `key` may be kept several times, each time with another content (a revision). `order` grows with every
    revision stored: of one key the highest is the newest. `story` is what it was merged into.
    """

    key: str
    order: int
    day: date
    item: Item
    story: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRef:
    """An item as a story remembers it. `key` is the stored item's key, `reason` why it was taken as the same thing."""

    key: str
    source: str
    title: str
    url: str
    day: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a revision changed of a story, quoted exactly: `story.<field>[start:end] == after`.

    Of a title `before` is what it was. Of an abstract each new sentence that holds a figure is a change without a
    `before`; one without `after` says that the abstract was reworded and tells no new figure.
    """

    field: Literal["title", "summary"]
    before: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All items that are one thing. `id` is the first id it had, for life; ids learned later are `aliases`.

    `provenance` names, for each field that has a value, the key of the item it came from. `day` is the newest day
    of its items, `first_day` the oldest. `update_of` is the date of the edition that printed an earlier version of it,
    `changes` is what has changed since.
    """

    id: str
    kind: Kind
    title: str
    url: str
    day: date
    first_day: date
    summary: str = ""
    text: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None
    categories: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    withdrawn: bool = False
    comment: str = ""
    language: str = ""
    signals: Mapping[str, float] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    items: tuple[ItemRef, ...] = ()
    update_of: date | None = None
    changes: tuple[Change, ...] = ()

    @property
    def section(self) -> SectionName:
        return SECTION_OF[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One drawer of the closed taxonomy. `names` by language; `section` limits it to papers or news."""

    id: str
    names: Mapping[str, str]
    emoji: str
    section: Literal["papers", "news", "both"] = "both"
    definition: str = ""
    keywords: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """The closed list of categories in its fixed order, which also fixes the colors. `version` is its content hash."""

    version: str
    categories: tuple[Category, ...]

    def get(self, id: str) -> Category:
        """The category of that id; raises KeyError."""
        for category in self.categories:
            if category.id == id:
                return category
        raise KeyError(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The category of a story: a calibrated `score` in 0..1, the runner-up, and the words that decided."""

    category: str
    score: float
    runner_up: str | None = None
    runner_up_score: float = 0.0
    uncertain: bool = False
    reasons: tuple[str, ...] = ()
    by: str = ""
    """The model that was asked because the classifier was uncertain; scores and reasons are the classifier's still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledStory:
    story: Story
    filing: Filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Why a story stands where it stands: its `rank` within the section (1 is first), score and reason in one line."""

    rank: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenStory:
    filed: FiledStory
    choice: Choice

    @property
    def story(self) -> Story:
        return self.filed.story


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A story that the edition does not print, and why.

    `reason` is a code: `printed` (an earlier edition had it), `not-ai`, `withdrawn`, `limit` (beyond the section's
    limit), `old` (beyond the catch-up window), `revision` (of a paper that no edition had); `detail` says more in one
    line.
    """

    story: str
    section: SectionName
    title: str
    url: str
    reason: Literal["printed", "not-ai", "withdrawn", "limit", "old", "revision"]
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCounts:
    """What one earlier edition's section held: stories in all, by category id and by term (stories that hold it).

    `known` lists the ids of the taxonomy that it was filed by; empty means that all of today's were known.
    """

    date: Day
    stories: int
    categories: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[str, int] = field(default_factory=dict)
    known: tuple[str, ...] = ()


# ── Write: claims and reports ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A located quote: `story.<field>[start:end] == quote`, offsets in characters."""

    story: str
    field: Literal["title", "summary", "text", "comment"]
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable sentence, or one marked interpretation.

    `text` is plain text with `**bold**` and `*italic*` as its only markup. A `fact` has evidence and the verdict
    `supported`; an `analysis` has the verdict `analysis` and holds no number, name or date that no source has.
    """

    text: str
    kind: ClaimKind = "fact"
    role: Role = "result"
    evidence: tuple[Evidence, ...] = ()
    verdict: Verdict = "supported"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """A term of the day: in how many `stories` it stands, its `average` a day before (None: no history), new or not.

    `term` is the canonical English form (lower case but for names), `label` how the edition's language shows it.
    """

    term: str
    label: str
    stories: int
    average: float | None = None
    days: int = 0
    new: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """What one story says: a headline and the claims of its problem, method, result, limits and resources.

    `headline` says in one phrase what the story is (its title is printed beside it), in the mini-markup of claims; it
    may be empty. `evidence` is where the headline stands in the source.
    """

    story: str
    headline: str
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What the writing cost. The extractive writer costs nothing."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0
    unpriced: int = 0
    """Calls whose price nobody knows; what they cost is not in `cost_usd`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryReport:
    """The five parts of one category's report; `stories` in printed order by id."""

    category: str
    stories: tuple[str, ...]
    topics: tuple[Claim, ...] = ()
    terms: tuple[TermCount, ...] = ()
    trends: tuple[Claim, ...] = ()
    told: tuple[StoryReport, ...] = ()
    impact: tuple[Claim, ...] = ()
    outlook: tuple[Claim, ...] = ()
    writer: str = "extract"
    dropped: int = 0
    """How many drafted sentences failed their check and were not printed."""
    by_model: int | None = None
    """How many of its factual sentences a model wrote; None where none was asked. The rest is extracted."""
    usage: Usage = Usage()
    """What the writing of this report cost, when its answers were first given."""
    failures: tuple[Failure, ...] = ()
    """Why models could not write what they were asked to; the extractive writer took their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a writer is given for one category of one section: the stories in printed order, and the days before.

    `history` is oldest first and holds non-empty earlier editions' sections only; it may be empty. `terms` are the key
    terms of each story by its id, each with the place where it stands.
    """

    date: Day
    language: Language
    section: SectionName
    category: Category
    stories: tuple[ChosenStory, ...]
    history: tuple[DayCounts, ...] = ()
    terms: Mapping[str, Mapping[str, Evidence]] = field(default_factory=dict)
    unit: Unit = "day"
    """What the edition tells of, and one entry of `history` counts: a day, a week or a month."""
    of: int = 0
    """How many stories the whole section counts, as each entry of `history` does; 0: those given here."""


class Writer(Protocol):
    """Who writes the reports: the extractive writer, or one with a language model. `version` names rule and prompt.

    `estimate` tells what the reports will cost, about. `reports` gives one report for each brief, in their order, and
    may take the next ones' work in hand with the first.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...

    def estimate(self, briefs: Sequence[Brief]) -> Usage: ...

    def reports(self, briefs: Sequence[Brief]) -> Iterable[CategoryReport]: ...

    def highlights(self, briefs: tuple[Brief, ...], reports: tuple[CategoryReport, ...]) -> tuple[Claim, ...]: ...


# ── The edition ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryCount:
    """One bar of the distribution: stories today, and the average a day over `days` earlier editions (None: none).

    `rising` where so many are more than chance after those editions. In a weekly or monthly edition: that week, and
    the weeks before.
    """

    category: str
    stories: int
    average: float | None = None
    days: int = 0
    rising: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanCounts:
    """What the editions of one day, week or month printed in a section: one bar of its history.

    `name` is `2024-11-28`, `2024-W48` or `2024-11`; `editions` counts its days that printed anything, `stories` all
    that they printed, `categories` by category id.
    """

    name: str
    first: Day
    editions: int
    stories: int
    categories: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The week or month that an edition tells of, from `first` to `last`: which of its days have an edition."""

    name: str
    unit: Unit
    first: Day
    last: Day
    editions: tuple[Day, ...]
    missing: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Items seen = merged away + stories kept + stories left out. `updates` and `late` are among the kept."""

    seen: int = 0
    merged: int = 0
    kept: int = 0
    left_out: int = 0
    updates: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Papers or News of one edition. `highlights` is the ten-second version; `note` says why a section is empty."""

    name: SectionName
    counts: Counts
    distribution: tuple[CategoryCount, ...] = ()
    highlights: tuple[Claim, ...] = ()
    reports: tuple[CategoryReport, ...] = ()
    stories: tuple[ChosenStory, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    note: str = ""
    history: tuple[SpanCounts, ...] = ()
    """In a weekly or monthly edition: the weeks or months before it and its own, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One day's issue, whole: what is rendered, and nothing else is.

    `date` is in `timezone`, of a `period` its last day; `made_at` is aware. `replayed` tells that recorded exchanges
    stood in for the network.
    `taxonomy` is carried so that an old edition renders as it was made.
    """

    date: Day
    language: Language
    timezone: str
    made_at: datetime
    writer: str
    sections: tuple[Section, ...]
    sources: tuple[SourceHealth, ...]
    taxonomy: Taxonomy
    failures: tuple[Failure, ...] = ()
    usage: Usage = Usage()
    replayed: bool = False
    generator: str = "jogan"
    period: Period | None = None

    @property
    def name(self) -> str:
        """What its folder and files are called: `2024-11-28`, `2024-W48`, `2024-11`."""
        return self.period.name if self.period else self.date.isoformat()

    @property
    def unit(self) -> Unit:
        """What it tells of."""
        return self.period.unit if self.period else "day"

    def section(self, name: SectionName) -> Section:
        """The section of that name; raises KeyError."""
        for section in self.sections:
            if section.name == name:
                return section
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a reader said of a story, for themselves alone: it changes no edition. `thumb` is 1, 0 or -1."""

    saved: bool = False
    hidden: bool = False
    seen: bool = False
    thumb: Literal[-1, 0, 1] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One rendered file: its `name` relative to the edition's folder, and its bytes."""

    name: str
    data: bytes
