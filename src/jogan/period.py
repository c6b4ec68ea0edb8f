"""Weekly and monthly editions: the best of what the days printed, once each, against the weeks or months before.

Nothing is collected. Stories are those that the days' editions printed, filed by the present taxonomy; a story that
several days printed is told once, in its newest form. The best by the days' own scores are told; the distribution and
the movement count all of them. The same days give the same edition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from jogan.edit.spans import Span, span_named, summed
from jogan.edit.trends import distribution, under
from jogan.errors import JoganError
from jogan.makeup import SECTIONS
from jogan.model.collected import SourceHealth, SourceStatus
from jogan.model.common import Failure, Language, SectionName, Unit
from jogan.model.edited import Choice, ChosenStory, DayCounts, LeftOut
from jogan.model.edition import Counts, Edition, Period, Section, SpanCounts
from jogan.newsroom import Newsroom
from jogan.pipeline import fill
from jogan.relabel import refiled
from jogan.write.adviser import Advised
from jogan.write.asking import total

SPANS: Mapping[Unit, int] = {"week": 8, "month": 6}
"""How many weeks or months before are looked back on."""

WHOLE = 0.6
"""A week or month with fewer editions than this share of the present one's is shown, and not compared with."""

_BETTER: tuple[SourceStatus, ...] = ("ok", "empty", "stale", "failed", "never")


def build(room: Newsroom, span: Span) -> tuple[Edition, bool]:
    """The edition of the week or month, stored, and whether it is another than the one that was there.

    Raises JoganError where none of its days has an edition.
    """
    store, language = room.store, room.config.language
    editions = _editions(room, span)
    if not editions:
        raise JoganError(
            f"no edition of {span.name}",
            f"none of its days ({span.first} to {span.last}) has an edition",
            f"Make them first: jogan run --from {span.first} --to {span.last}.",
        )
    asked = [_section(room, span, name, editions) for name in SECTIONS]
    sections = tuple(section for section, _ in asked)
    reports = [report for section in sections for report in section.reports]
    sources, failures = _sources(editions)
    held = {edition.date for edition in editions}
    edition = Edition(
        date=span.last,
        language=language,
        timezone=room.config.timezone,
        # The moment of the newest day, so that the same days give the same bytes.
        made_at=max(edition.made_at for edition in editions),
        writer=f"{room.writer.name}/{room.writer.version}",
        sections=sections,
        sources=sources,
        taxonomy=room.taxonomy,
        failures=(
            *failures,
            *dict.fromkeys(
                (
                    *(failure for _, advised in asked for failure in advised.failures),
                    *(failure for report in reports for failure in report.failures),
                )
            ),
        ),
        usage=total((*(advised.usage for _, advised in asked), *(report.usage for report in reports))),
        replayed=any(edition.replayed for edition in editions),
        period=Period(
            name=span.name,
            unit=span.unit,
            first=span.first,
            last=span.last,
            editions=tuple(sorted(held)),
            missing=tuple(day for day in span.days if day not in held),
        ),
    )
    changed = store.period(span.name, language) != edition
    if changed:
        store.save_period(edition)
    return edition, changed


def build_again(room: Newsroom, first: date, last: date, press: Callable[[Edition], None]) -> tuple[str, ...]:
    """Make anew the stored editions of weeks and months that hold any day of `first`..`last`; names of what changed.

    For after the days' editions were filed anew: what tells of them is to compare with them.
    """
    changed = []
    for name, language in room.store.periods():
        span = span_named(name)
        if language != room.config.language or span.last < first or span.first > last:
            continue
        room.tell(f"making the edition of {name} anew")
        edition, differs = build(room, span)
        if differs:
            press(edition)
            changed.append(name)
    return tuple(changed)


def _editions(room: Newsroom, span: Span) -> list[Edition]:
    """The editions of the span's days, oldest first: in the configured language, else in any."""
    languages: dict[date, list[Language]] = {}
    for day, language in room.store.editions():
        if span.first <= day <= span.last:
            languages.setdefault(day, []).append(language)
    found = []
    for day, spoken in sorted(languages.items()):
        own = room.config.language
        stored = room.store.edition(day, own if own in spoken else spoken[0])
        if stored:
            found.append(stored[0])
    return found


def _section(room: Newsroom, span: Span, name: SectionName, editions: Sequence[Edition]) -> tuple[Section, Advised]:
    """The section with its best stories told, all of them counted against the spans before; and who was asked."""
    printed = [(edition, one) for edition in editions for one in edition.section(name).stories]
    now, advised = refiled(room, _once(room, printed))
    stories = _ranked(now)
    limit = {"papers": room.config.period.max_papers, "news": room.config.period.max_news}[name]
    told = stories[:limit] if limit else stories
    left = tuple(
        LeftOut(
            story=one.story.id, section=name, title=one.story.title, url=one.story.url, reason="limit",
            detail=f"rank {one.choice.rank} of {len(stories)}, limit {limit}",
        )
        for one in stories[len(told) :]
    )  # fmt: skip
    counts = Counts(
        seen=len(printed),
        merged=len(printed) - len(stories),
        kept=len(told),
        left_out=len(left),
        updates=sum(one.story.update_of is not None for one in told),
        late=sum(one.story.update_of is None and one.story.day < span.first for one in told),
    )
    categories = Counter(one.filed.filing.category for one in stories)
    days = sum(bool(edition.section(name).stories) for edition in editions)
    present = SpanCounts(
        name=span.name, first=span.first, editions=days, stories=len(stories), categories=dict(categories)
    )
    shown, compared = _past(room, span, name, days)
    section = Section(
        name=name, counts=counts, stories=told, left_out=left, history=(*shown, present) if stories else ()
    )
    filled, _ = fill(room, section, span.last, compared, unit=span.unit, of=len(stories))
    order = {category.id: place for place, category in enumerate(room.taxonomy.categories)}
    counted = dict(sorted(categories.items(), key=lambda entry: (-entry[1], order.get(entry[0], len(order)))))
    return replace(filled, distribution=distribution(counted, compared)), advised


def _once(room: Newsroom, printed: Sequence[tuple[Edition, ChosenStory]]) -> tuple[ChosenStory, ...]:
    """Each story once, in its newest form, with its best score; new where any of these days printed it as new."""
    found: dict[str, list[tuple[Edition, ChosenStory]]] = {}
    for edition, one in printed:
        # Two stories that were joined since are one.
        found.setdefault(room.store.find_story(one.story.id) or one.story.id, []).append((edition, one))
    stories = []
    for times in found.values():
        _, newest = times[-1]
        day, best = max(((edition.date, one.choice) for edition, one in times), key=lambda pair: pair[1].score)
        story = replace(newest.story, update_of=times[0][1].story.update_of)
        choice = Choice(rank=0, score=best.score, reason=f"{best.reason}; place {best.rank} on {day.isoformat()}")
        stories.append(replace(newest, filed=replace(newest.filed, story=story), choice=choice))
    return tuple(stories)


def _ranked(stories: Sequence[ChosenStory]) -> tuple[ChosenStory, ...]:
    ordered = sorted(stories, key=lambda one: (-one.choice.score, one.story.id))
    return tuple(replace(one, choice=replace(one.choice, rank=place)) for place, one in enumerate(ordered, start=1))


def _past(
    room: Newsroom, span: Span, name: SectionName, editions: int
) -> tuple[tuple[SpanCounts, ...], tuple[DayCounts, ...]]:
    """The spans before, oldest first: all that held anything, and those whole enough to be compared with."""
    spans = [span.before()]
    while len(spans) < SPANS[span.unit]:
        spans.append(spans[-1].before())
    reach = (span.first - spans[-1].first) // timedelta(days=1)
    days = under(room.store.history(name, span.first, reach), room.taxonomy)
    shown, compared = [], []
    for one in reversed(spans):
        held = summed(days, one)
        if held is None:
            continue
        count = sum(one.first <= day.date <= one.last for day in days)
        shown.append(
            SpanCounts(name=one.name, first=one.first, editions=count, stories=held.stories, categories=held.categories)
        )
        if count >= WHOLE * editions:
            compared.append(held)
    return tuple(shown), tuple(compared)


def _sources(editions: Sequence[Edition]) -> tuple[tuple[SourceHealth, ...], tuple[Failure, ...]]:
    """One line for each source over all days, and on which days those failed that did not fail on all."""
    lines: dict[tuple[str, SectionName], list[tuple[date, SourceHealth]]] = {}
    for edition in editions:
        for line in edition.sources:
            lines.setdefault((line.name, line.section), []).append((edition.date, line))
    sources, failures = [], []
    for same in lines.values():
        _, newest = same[-1]
        status = min((line.status for _, line in same), key=_BETTER.index)
        sources.append(
            replace(
                newest,
                status=status,
                detail=newest.detail if status == newest.status != "ok" else "",
                items=sum(line.items for _, line in same),
                last_success=max((line.last_success for _, line in same if line.last_success), default=None),
            )
        )
        failed = [day for day, line in same if line.status == "failed"]
        if failed and status != "failed":
            cause = ", ".join(day.isoformat() for day in failed)
            failures.append(Failure(stage="collect", subject=newest.name, kind="days", cause=cause))
    return tuple(sources), tuple(failures)
