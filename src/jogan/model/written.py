"""What the writers write: claims with their evidence, and the reports made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from jogan.model.common import Day, Failure, Language, SectionName, Unit
from jogan.model.edited import Category, ChosenStory, DayCounts, Evidence, TermCount

ClaimKind = Literal["fact", "analysis"]
Verdict = Literal["supported", "refuted", "not enough info", "analysis"]
Role = Literal["headline", "problem", "method", "result", "limit", "resource", "topic", "trend", "impact", "outlook"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable sentence, or one marked interpretation.

    `text` is plain text with `**bold**` and `*italic*` as its only markup. A `fact` has evidence and the verdict
    `supported`; an `analysis` has the verdict `analysis` and holds no number, name or date that its sources lack: the
    stories of its evidence where it has any, else all of its report's.
    """

    text: str
    kind: ClaimKind = "fact"
    role: Role = "result"
    evidence: tuple[Evidence, ...] = ()
    verdict: Verdict = "supported"
    reason: str = ""


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
