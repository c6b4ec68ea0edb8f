"""The make-up of an edition: what its sections hold and what is written about, out of what the doors brought.

Pure: `pipeline` asks the store, the classifier and the writers, and hands their answers here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from jogan.edit.rank import rank
from jogan.edit.select import Selection, drop_others
from jogan.edit.terms import terms_of
from jogan.edit.trends import distribution
from jogan.glossary import Glossary
from jogan.model.common import SECTION_OF, Failure, Language, SectionName, Unit
from jogan.model.edited import ChosenStory, DayCounts, LeftOut, StoredItem, Story, Taxonomy
from jogan.model.edition import Counts, Section
from jogan.model.written import Brief, CategoryReport, Claim, Usage
from jogan.write.adviser import Advised
from jogan.write.injection import without_orders

SECTIONS: tuple[SectionName, ...] = ("papers", "news")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What the editors decided for a day, by section; and which entries of the day each source gave."""

    chosen: Mapping[SectionName, tuple[ChosenStory, ...]]
    left_out: Mapping[SectionName, tuple[LeftOut, ...]]
    counts: Mapping[SectionName, Counts]
    stories: Mapping[str, Story]
    entries: Mapping[tuple[str, SectionName], int]
    usage: Usage = field(default_factory=Usage)
    """What asking about uncertain filings cost."""
    failures: tuple[Failure, ...] = ()


def decide(
    stories: Sequence[Story],
    items: Mapping[str, Sequence[StoredItem]],
    selection: Selection,
    advised: Advised,
    *,
    todays: Collection[str],
    day: date,
    maximum: Mapping[SectionName, int],
) -> Edited:
    """The edition's stories: filed, ranked, and no more of a section than its `maximum`; and how each entry fared.

    `items` holds the items of each story, `todays` the ids of the stories that the day itself brought.
    """
    filed, not_ai = drop_others(selection.stories, advised.filings)
    of_day = frozenset(todays)
    seen = {story.id: _entries_seen(items[story.id], day if story.id in of_day else None) for story in stories}
    chosen: dict[SectionName, tuple[ChosenStory, ...]] = {}
    left: dict[SectionName, tuple[LeftOut, ...]] = {}
    counts: dict[SectionName, Counts] = {}
    for section in SECTIONS:
        of_section = [one for one in filed if one.story.section == section]
        chosen[section], beyond = rank(of_section, day=day, limit=maximum[section])
        left[section] = tuple(one for one in (*selection.left_out, *not_ai, *beyond) if one.section == section)
        total = sum(seen[story.id] for story in stories if story.section == section)
        decided = len(chosen[section]) + len(left[section])
        counts[section] = Counts(
            seen=total,
            merged=total - decided,
            kept=len(chosen[section]),
            left_out=len(left[section]),
            updates=sum(one.story.update_of is not None for one in chosen[section]),
            late=sum(one.story.day < day for one in chosen[section]),
        )
    entries = Counter(
        (stored.item.source, SECTION_OF[stored.item.kind])
        for story in todays
        for stored in items[story]
        if stored.day == day
    )
    return Edited(
        chosen=chosen, left_out=left, counts=counts, stories={story.id: story for story in stories}, entries=entries,
        usage=advised.usage, failures=advised.failures,
    )  # fmt: skip


def _entries_seen(items: Sequence[StoredItem], only: date | None) -> int:
    """How many entries of a story this edition saw: those of the day, or all of them where the story comes late."""
    return len({stored.key for stored in items if only is None or stored.day == only})


def briefs_of(
    section: Section,
    day: date,
    history: Sequence[DayCounts],
    taxonomy: Taxonomy,
    glossary: Glossary,
    language: Language,
    *,
    unit: Unit = "day",
    of: int = 0,
) -> tuple[Brief, ...]:
    """What is to be written of a section: a brief a category, the biggest first, then in the taxonomy's order.

    `of` is how many stories the section counts where it tells fewer.
    """
    # What a source says to machines is for no writer: it is neither quoted nor counted.
    shown = tuple(without_orders(one) for one in section.stories)
    drawers: dict[str, list[ChosenStory]] = {}
    for one in shown:
        drawers.setdefault(one.filed.filing.category, []).append(one)
    order = {category.id: place for place, category in enumerate(taxonomy.categories)}
    biggest_first = sorted(drawers.items(), key=lambda drawer: (-len(drawer[1]), order[drawer[0]]))
    return tuple(
        Brief(
            date=day,
            language=language,
            section=section.name,
            category=taxonomy.get(category),
            stories=tuple(stories),
            history=tuple(history),
            terms={one.story.id: terms_of(one.story, glossary) for one in stories},
            unit=unit,
            of=of or len(section.stories),
        )
        for category, stories in biggest_first
    )


def filled(
    section: Section,
    day: date,
    history: Sequence[DayCounts],
    taxonomy: Taxonomy,
    briefs: Sequence[Brief],
    reports: tuple[CategoryReport, ...],
    highlights: tuple[Claim, ...],
) -> tuple[Section, DayCounts]:
    """The section with what was written of it, and what later editions will compare theirs with."""
    terms = {story: held for brief in briefs for story, held in brief.terms.items()}
    section = replace(
        section,
        distribution=distribution({brief.category.id: len(brief.stories) for brief in briefs}, history),
        highlights=highlights,
        reports=reports,
    )
    held = DayCounts(
        date=day,
        stories=len(section.stories),
        categories={count.category: count.stories for count in section.distribution},
        terms=Counter(term for one in section.stories for term in terms[one.story.id]),
        known=tuple(category.id for category in taxonomy.categories),
    )
    return section, held
