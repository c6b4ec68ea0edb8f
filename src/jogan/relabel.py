"""Old editions under the present taxonomy: what was printed stays printed, and is filed as it would be today.

Only the drawers change. No story is merged, ranked, chosen or left out anew, and what a person ruled (`jogan split`,
`jogan join`) stands. A report whose category and stories are the same is kept as it was written; the others are written
again. So editions from before a change of the taxonomy compare with those after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jogan.edit.taxonomy import OTHERS, resolve
from jogan.model.common import SectionName
from jogan.model.edited import ChosenStory, DayCounts, Filing, Taxonomy
from jogan.model.edition import Edition, Section
from jogan.model.written import CategoryReport
from jogan.newsroom import Newsroom
from jogan.pipeline import HISTORY, file_stories, fill
from jogan.write.adviser import Advised
from jogan.write.asking import total


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabeled:
    """What became of one edition: how many of its `stories` were `moved`, and between which categories how many."""

    date: date
    stories: int
    moved: int
    moves: Mapping[tuple[str, str], int]
    changed: bool
    """Whether the edition is another one now; a new name alone changes it too."""
    written: int = 0
    """How many reports were written again."""


def relabel(room: Newsroom, first: date, last: date, press: Callable[[Edition], None] | None) -> tuple[Relabeled, ...]:
    """File anew the editions of `first`..`last` in the configured language, oldest first, and press what changed.

    Without `press` nothing is stored: it is only told what would move. Oldest first, because each edition compares its
    counts with those before it.
    """
    language = room.config.language
    done = []
    for day, spoken in room.store.editions():
        if spoken != language or not first <= day <= last:
            continue
        stored = room.store.edition(day, language)
        if stored is None:
            continue
        room.tell(f"filing the edition of {day} anew")
        old = stored[0]
        asked = {section.name: refiled(room, section.stories) for section in old.sections}
        chosen = {name: stories for name, (stories, _) in asked.items()}
        moves = Counter(
            (was.filed.filing.category, now.filed.filing.category)
            for section in old.sections
            for was, now in zip(section.stories, chosen[section.name], strict=True)
            if _present(room.taxonomy, was.filed.filing.category) != now.filed.filing.category
        )
        stories = sum(len(section.stories) for section in old.sections)
        if press is None:
            told = Relabeled(
                date=day, stories=stories, moved=moves.total(), moves=moves, changed=old.taxonomy != room.taxonomy
            )
            done.append(told)
            continue
        # Answers that filed the old edition come out of the cache again; they are paid for there.
        known = {one.filed.filing.by for section in old.sections for one in section.stories}
        new_answers = old.taxonomy.version != room.taxonomy.version or any(
            one.filed.filing.by not in known for stories in chosen.values() for one in stories
        )
        advised = [answer for _, answer in asked.values()] if new_answers else []
        new, held, written = _filled(room, old, chosen, advised)
        if new != old:
            room.store.refile(new, room.fingerprint, held)
        # Also where a run was cut off between storing and pressing.
        if new != old or not room.store.artifacts(day, language):
            press(new)
        done.append(
            Relabeled(date=day, stories=stories, moved=moves.total(), moves=moves, changed=new != old, written=written)
        )
    return tuple(done)


def _filled(
    room: Newsroom,
    old: Edition,
    chosen: Mapping[SectionName, tuple[ChosenStory, ...]],
    advised: Sequence[Advised],
) -> tuple[Edition, dict[SectionName, DayCounts], int]:
    """The edition with its stories in their new drawers, its counts, and how many reports were written for it.

    What it cost is what it had cost before, what the asking about filings cost (`advised`), and the new reports.
    """
    sections: list[Section] = []
    held: dict[SectionName, DayCounts] = {}
    fresh: list[CategoryReport] = []
    for section in old.sections:
        kept = {(report.category, report.stories): report for report in section.reports}
        history = room.store.history(section.name, old.date, HISTORY)
        filled, counts = fill(room, replace(section, stories=chosen[section.name]), old.date, history, kept)
        sections.append(filled)
        held[section.name] = counts
        fresh += [report for report in filled.reports if report not in section.reports]
    reports: list[CategoryReport] = [report for section in sections for report in section.reports]
    writer = old.writer if any(kept in section.reports for section in old.sections for kept in reports) else ""
    new = replace(
        old,
        sections=tuple(sections),
        taxonomy=room.taxonomy,
        writer=writer or (f"{room.writer.name}/{room.writer.version}" if reports else old.writer),
        usage=total((old.usage, *(one.usage for one in advised), *(report.usage for report in fresh))),
        failures=tuple(
            dict.fromkeys(
                (
                    *old.failures,
                    *(failure for one in advised for failure in one.failures),
                    *(failure for report in fresh for failure in report.failures),
                )
            )
        ),
    )
    return new, held, len(fresh)


def refiled(room: Newsroom, stories: Sequence[ChosenStory]) -> tuple[tuple[ChosenStory, ...], Advised]:
    """Printed stories with their filings by today's rule, which leaves none out; and what asking for them cost."""
    advised = file_stories(room, [one.story for one in stories])
    now = tuple(
        replace(one, filed=replace(one.filed, filing=_filing(one.filed.filing, filing, room.taxonomy)))
        for one, filing in zip(stories, advised.filings, strict=True)
    )
    return now, advised


def _filing(old: Filing, new: Filing, now: Taxonomy) -> Filing:
    """Which of two filings stands: today's, but for what was printed and would not be printed today."""
    if new.category != OTHERS:
        return new
    here = _present(now, old.category)
    if here not in (None, OTHERS):
        return replace(old, category=str(here), runner_up=_present(now, old.runner_up or ""), uncertain=True)
    return replace(
        new, category=new.runner_up or OTHERS, score=new.runner_up_score, runner_up=OTHERS, runner_up_score=new.score,
        uncertain=True,
    )  # fmt: skip


def _present(taxonomy: Taxonomy, category: str) -> str | None:
    """What an old category is today; None where it is gone."""
    known = resolve(taxonomy, category)
    return known.id if known else None
