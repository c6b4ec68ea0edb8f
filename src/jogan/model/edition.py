"""The edition: the stories and reports of one day, week or month, whole, and the files made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from jogan.model.collected import SourceHealth
from jogan.model.common import Day, Failure, Language, SectionName, Unit
from jogan.model.edited import CategoryCount, ChosenStory, LeftOut, Taxonomy
from jogan.model.written import CategoryReport, Claim, Usage


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
