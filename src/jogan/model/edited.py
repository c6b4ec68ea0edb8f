"""What the editors decide: items become stories, stories are filed, chosen or left out, and terms counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from jogan.model.collected import Item
from jogan.model.common import SECTION_OF, Day, Kind, SectionName


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
class Evidence:
    """A located quote: `story.<field>[start:end] == quote`, offsets in characters."""

    story: str
    field: Literal["title", "summary", "text", "comment"]
    start: int
    end: int
    quote: str


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
class DayCounts:
    """What one earlier edition's section held: stories in all, by category id and by term (stories that hold it).

    `known` lists the ids of the taxonomy that it was filed by; empty means that all of today's were known.
    """

    date: Day
    stories: int
    categories: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[str, int] = field(default_factory=dict)
    known: tuple[str, ...] = ()


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
