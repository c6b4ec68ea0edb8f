"""The one path, top to bottom: collect ▶ edit ▶ write ▶ verify ▶ edition ▶ press. No rule about content lives here.

Each stage takes what the stage before returned or stored and hands on values of the next type. What a stage found is
stored under the hash of its inputs and the version of its rule, so that a day run twice costs nothing and a run cut
off anywhere goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path

from jogan.archive import assign
from jogan.collect import abstracts
from jogan.collect.health import marked
from jogan.collect.page import Articles, articles_of, readable
from jogan.collect.replay import RECORDING
from jogan.edit.identity import settle
from jogan.edit.select import select, summary_hash
from jogan.edit.tell import tell
from jogan.edit.trends import under
from jogan.errors import JoganError
from jogan.makeup import SECTIONS, Edited, briefs_of, decide, filled
from jogan.model.collected import Collected, Item, Source, SourceHealth, Window
from jogan.model.common import SectionName, Unit
from jogan.model.edited import DayCounts, StoredItem, Story
from jogan.model.edition import Edition, Section
from jogan.model.written import Brief, CategoryReport
from jogan.newsroom import Collect, Newsroom
from jogan.press import artifacts, publish
from jogan.store import codec
from jogan.store.database import Store
from jogan.store.editions import Decision
from jogan.write.adviser import Advised
from jogan.write.asking import total
from jogan.write.injection import orders_in
from jogan.write.proof import proofread, proofread_highlights

#: How many earlier editions the averages look back on.
HISTORY = 7
#: `date.weekday()` of the first day on which neither arXiv nor Hugging Face announces.
SATURDAY = 5


# ── Collect: sources → stored items ─────────────────────────────────────────────────────────────────────────


def collect(room: Newsroom, sources: Sequence[Source], wires: Collect, day: date, now: datetime, again: bool) -> None:
    """Ask every source that has not answered for `day` yet, and store each answer as it comes."""
    answered = room.store.collected(day)
    waiting = [
        source
        for source in sources
        if source.name not in answered or (again and answered[source.name][0].status in ("failed", "stale"))
    ]
    work = [
        (source, Window(day=day, now=now, zone=room.config.zone, cursor=room.store.cursor(source.name)))
        for source in waiting
    ]
    for done, (source, collected) in enumerate(wires(work), start=1):
        items = tuple(place(item, day, room.config.zone) for item in collected.items)
        collected = marked(replace(collected, items=items), day, room.store.runs_of(source.name, day))
        room.store.save_collected(day, source.name, collected, now)
        room.tell(f"collected {done}/{len(work)}: {source.name}: {collected.status}, {len(items)} items")
    _judge_recording(room, day, now)


def _judge_recording(room: Newsroom, day: date, now: datetime) -> None:
    """Say it, and keep it for the header, where a recording of other days was replayed and gave nothing of `day`."""
    store = room.store
    trouble = room.recording.other_day(day, room.config.zone) if room.recording else None
    if trouble is not None and not store.has_items(day):
        room.warn(f"{trouble.subject}: {trouble.cause}. {trouble.remedy}.")
        store.save_collected(day, RECORDING, Collected(status="failed", detail=trouble.cause, failures=(trouble,)), now)
    elif RECORDING in store.collected(day):
        store.save_collected(day, RECORDING, Collected(status="ok"), now)


def place(item: Item, day: date, zone: tzinfo) -> Item:
    """The item with its identifiers settled and the edition it belongs to: its own day, else that of its publication.

    An item that tells neither belongs to `day`, on which it was first seen.
    """
    item = settle(item)
    if item.day is not None:
        return item
    return replace(item, day=item.published.astimezone(zone).date() if item.published else day)


# ── Edit: stored items → chosen stories ─────────────────────────────────────────────────────────────────────


def edit(room: Newsroom, day: date) -> Edited:
    """Merge, select, classify and rank what the edition of `day` is made of."""
    store, limits = room.store, room.config.edition
    first = day - timedelta(days=limits.catch_up_days)
    assign(store, store.unassigned(first, day, day))
    todays, late, old = store.due(day, first)
    ids = [*todays, *late, *old]
    items: dict[str, list[StoredItem]] = {story: [] for story in ids}
    for stored in store.items_of(ids, until=day):
        if stored.story is not None:
            items[stored.story].append(stored)
    aliases = store.aliases(ids)
    ruled = store.rulings([stored.key for held in items.values() for stored in held])
    stories = [
        tell(story, items[story], aliases=aliases[story], language=room.config.language, ruled=ruled) for story in ids
    ]
    room.tell(f"{len(stories)} stories to decide about")

    selection = select(stories, items, store.memory(ids, day), old=frozenset(old))
    advised = file_stories(room, selection.stories)
    maximum: Mapping[SectionName, int] = {"papers": limits.max_papers, "news": limits.max_news}
    return decide(stories, items, selection, advised, todays=todays, day=day, maximum=maximum)


def file_stories(room: Newsroom, stories: Sequence[Story]) -> Advised:
    """One filing per story: the classifier's, or that of a model asked where the classifier is uncertain."""
    filings = tuple(room.classifier.classify(stories)) if stories else ()
    return room.adviser.advise(stories, filings) if room.adviser else Advised(filings=filings)


# ── Read: chosen stories → their articles ───────────────────────────────────────────────────────────────────


def read_abstracts(room: Newsroom, readers: Collect, day: date, now: datetime, again: bool) -> None:
    """Ask arXiv for the abstracts of the day's papers that no source told whole, and store them as items of the day."""
    store = room.store
    if (before := store.collected(day).get(abstracts.NAME)) and not (again and before[0].failures):
        return
    first = day - timedelta(days=room.config.edition.catch_up_days)
    assign(store, store.unassigned(first, day, day))
    held: dict[str | None, list[StoredItem]] = {}
    for stored in store.items_of(store.due(day, first)[0], until=day):
        held.setdefault(stored.story, []).append(stored)
    days = {
        paper: min(stored.day for stored in items)
        for items in held.values()
        if (paper := abstracts.lacking(stored.item for stored in items))
    }
    if not days:
        return
    window = Window(day=day, now=now, zone=room.config.zone)
    for source, answer in readers([(abstracts.Abstracts(list(days)), window)]):
        # That a recording lacks what was not needed when it was made is no failure of the day.
        failures = tuple(failure for failure in answer.failures if failure.kind != "not-recorded")
        items = tuple(
            place(replace(item, day=days[item.ids["arxiv"]]), day, room.config.zone)
            for item in answer.items
            if item.ids["arxiv"] in days
        )
        if items or failures:
            store.save_collected(day, source.name, replace(answer, items=items, failures=failures), now)
        room.tell(f"{source.name}: {answer.detail}")


def read_articles(room: Newsroom, readers: Collect, day: date, now: datetime, again: bool) -> None:
    """Ask for the articles of the chosen news stories of which only an excerpt is known, and store their texts.

    Which they are is decided once and stored before the first is read: a text that was read changes what is known of a
    story, and a run that goes on must want the same articles as the one that was cut off.
    """
    store = room.store
    wanted = store.articles(day)
    if not wanted or again:
        store.want_articles(day, _unread(room, day), now)
        wanted = store.articles(day)
    items = [
        Item(kind="news", title=article.title, url=url, source="", day=day)
        for url, article in wanted.items()
        if article.state == "due" or (again and article.state == "failed")
    ]
    work: list[tuple[Source, Window]] = [
        (Articles(host, of_host), Window(day=day, now=now, zone=room.config.zone))
        for host, of_host in readable(items).items()
    ]
    for done, (source, answer) in enumerate(readers(work) if work else (), start=1):
        causes = {failure.subject: failure.cause for failure in answer.failures}
        other = next(iter(causes.values()), "was not asked for")
        texts = {item.url: item.text for item in answer.items}
        asked = [item.url for item in items if source.name == articles_of(item.url)]
        store.save_articles(texts, {url: causes.get(url, other) for url in asked if url not in texts}, now)
        room.tell(f"read {done}/{len(work)}: {source.name}: {answer.detail}")


def _unread(room: Newsroom, day: date) -> dict[str, str]:
    """The addresses and titles of the chosen news stories whose article is worth asking for, within the limit."""
    chosen = [one.story for one in edit(room, day).chosen["news"] if not one.story.text]
    items = [Item(kind="news", title=story.title, url=story.url, source="", day=story.day) for story in chosen]
    worth = {item.url for of_host in readable(items).values() for item in of_host}
    return dict([(item.url, item.title) for item in items if item.url in worth][: room.config.fetch.articles])


# ── Write: chosen stories → checked reports ─────────────────────────────────────────────────────────────────


def write(room: Newsroom, name: SectionName, edited: Edited, day: date) -> tuple[Section, DayCounts]:
    """One section with its reports, and what later editions will compare theirs with."""
    empty = Section(name=name, counts=edited.counts[name], stories=edited.chosen[name], left_out=edited.left_out[name])
    return fill(room, empty, day, room.store.history(name, day, HISTORY))


def fill(
    room: Newsroom,
    section: Section,
    day: date,
    history: Sequence[DayCounts],
    kept: Mapping[tuple[str, tuple[str, ...]], CategoryReport] | None = None,
    unit: Unit = "day",
    of: int = 0,
) -> tuple[Section, DayCounts]:
    """The section with its stories told and counted against `history`, and its own counts.

    `kept` holds reports, by category and stories, that need not be written again; `of` is how many stories the section
    counts where it tells fewer.
    """
    history = under(history, room.taxonomy)
    briefs = briefs_of(section, day, history, room.taxonomy, room.glossary, room.config.language, unit=unit, of=of)
    sources = {one.story.id: one.story for one in section.stories}
    kept = kept or {}
    held_over = [kept.get((brief.category.id, tuple(one.story.id for one in brief.stories))) for brief in briefs]
    fresh = iter(_reports(room, [brief for brief, one in zip(briefs, held_over, strict=True) if one is None], sources))
    reports = tuple(one or next(fresh) for one in held_over)
    highlights = proofread_highlights(room.writer.highlights(briefs, reports), sources, room.check) if briefs else ()
    return filled(section, day, history, room.taxonomy, briefs, reports, highlights)


def _reports(room: Newsroom, briefs: Sequence[Brief], sources: Mapping[str, Story]) -> Iterator[CategoryReport]:
    """Each category's report, checked claim by claim against the whole sources, and how many sentences were withheld.

    It is kept under the hash of all that it was written from.
    """
    # The terms follow from the stories: they need no hashing of their own.
    keys = [
        codec.digest(room.writer.name, room.writer.version, codec.dump(replace(brief, terms={}), Brief))
        for brief in briefs
    ]
    kept = [room.store.result("write", key, CategoryReport) for key in keys]
    missing = [brief for brief, one in zip(briefs, kept, strict=True) if one is None]
    if (estimate := room.writer.estimate(missing)).calls:
        cost = "unknown" if estimate.unpriced else f"about ${estimate.cost_usd:.2f}"
        room.tell(f"asking {room.writer.name} about {estimate.calls} things; estimated cost: {cost}")
    written = iter(room.writer.reports(missing))
    for key, brief, one in zip(keys, briefs, kept, strict=True):
        if one is not None:
            yield one
            continue
        if not estimate.calls:
            room.tell(f"writing {brief.section}: {brief.category.names.get(brief.language, brief.category.id)}")
        # What is said of a category is held against the category's own stories.
        own = {one.story.id: sources[one.story.id] for one in brief.stories}
        report = proofread(next(written), own, room.check)
        # Only a story that its writer did not see whole holds orders.
        withheld = sum(orders_in(own[one.story.id]) for one in brief.stories if one.story is not own[one.story.id])
        report = replace(report, dropped=report.dropped + withheld)
        # What a model could not write today it may write when the edition is built again.
        if not report.failures:
            room.store.save_result("write", key, report, CategoryReport)
        yield report


# ── Edition: all of it, stored ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The edition of a day, and whether it is another than the one that was there."""

    edition: Edition
    changed: bool


def build(room: Newsroom, sources: Sequence[Source], day: date, now: datetime) -> Built:
    """The edition of `day` out of what is stored. The same items under the same rules give the same edition again."""
    store = room.store
    began = store.begin(day, now)
    edited = edit(room, day)
    if not edited.stories and not store.collected(day):
        raise JoganError(
            f"no edition of {day}",
            "nothing is stored for that day, and no source was asked for it",
            "Check the date, or bring items in with jogan collect or jogan import.",
        )
    sections, held = [], {}
    for name in SECTIONS:
        section, held[name] = write(room, name, edited, day)
        sections.append(section)
    answers = store.collected(day)
    reports = [report for section in sections for report in section.reports]
    edition = Edition(
        date=day,
        language=room.config.language,
        timezone=room.config.timezone,
        made_at=began,
        writer=f"{room.writer.name}/{room.writer.version}",
        sections=tuple(sections),
        sources=_health(store, sources, edited, day, answers),
        taxonomy=room.taxonomy,
        failures=(
            *(failure for name in sorted(answers) for failure in answers[name][0].failures),
            *dict.fromkeys((*edited.failures, *(failure for report in reports for failure in report.failures))),
        ),
        usage=total((edited.usage, *(report.usage for report in reports))),
        replayed=room.recording is not None,
    )
    before = store.edition(day, room.config.language)
    if before and replace(before[0], made_at=edition.made_at, replayed=edition.replayed) == edition:
        edition = before[0]
    decisions = [
        Decision(
            story=story.id,
            section=story.section,
            printed=printed,
            version=story.version,
            summary=summary_hash(story),
        )
        for printed, ids in (
            (True, [one.story.id for chosen in edited.chosen.values() for one in chosen]),
            (False, [one.story for left in edited.left_out.values() for one in left]),
        )
        for story in map(edited.stories.__getitem__, ids)
    ]
    store.save_edition(edition, room.fingerprint, decisions, held)
    return Built(edition=edition, changed=before is None or edition is not before[0])


def _health(
    store: Store, sources: Sequence[Source], edited: Edited, day: date, answers: Mapping[str, object]
) -> tuple[SourceHealth, ...]:
    """A line for every source that was asked for the day, and for every other name that its items carry."""
    asked = [
        store.health(SourceHealth(name=s.name, kind=s.kind, section=s.section, url=s.url, status="never"), day)
        for s in sources
        if s.name in answers
    ]
    names = {line.name for line in asked}
    brought = [
        SourceHealth(name=name, kind="import", section=section, url="", status="ok", items=count)
        for (name, section), count in sorted(edited.entries.items())
        if name not in names
    ]
    return (*asked, *brought)


# ── Press: the edition → files ──────────────────────────────────────────────────────────────────────────────


def press(room: Newsroom, edition: Edition, folder: Path) -> list[Path]:
    """Render the edition and write what is missing or different in `folder`; returns all its files."""
    room.tell("rendering")
    made = artifacts(edition)
    if edition.period is None:
        hashes = {one.name: hashlib.sha256(one.data).hexdigest() for one in made}
        room.store.save_artifacts(edition.date, edition.language, hashes)
    publish.write(made, folder)
    return [folder / one.name for one in made]


def is_finished(room: Newsroom, sources: Sequence[Source], day: date, folder: Path) -> bool:
    """Whether all sources were asked for `day`, its edition is out under the present rules, and its files are whole."""
    language = room.config.language
    if room.store.fingerprint(day, language) != room.fingerprint:
        return False
    if {source.name for source in sources} - room.store.collected(day).keys():
        return False
    hashes = room.store.artifacts(day, language)
    return bool(hashes) and all(publish.sha256(folder / name) == wanted for name, wanted in hashes.items())


# ── The whole path ──────────────────────────────────────────────────────────────────────────────────────────


def run(
    room: Newsroom,
    sources: Sequence[Source],
    wires: Collect,
    readers: Collect,
    day: date,
    now: datetime,
    folder: Path,
    *,
    again: bool,
) -> Built | None:
    """Today's edition from end to end; None where it is out already. Raises JoganError where nothing can be printed."""
    if not again and is_finished(room, sources, day, folder):
        return None
    room.store.begin(day, now)
    collect(room, sources, wires, day, now, again)
    _refuse_silence(room, day)
    read_abstracts(room, readers, day, now, again)
    read_articles(room, readers, day, now, again)
    built = build(room, sources, day, now)
    press(room, built.edition, folder)
    return built


def _refuse_silence(room: Newsroom, day: date) -> None:
    """An edition of nothing, because nothing answered, would be a lie.

    It is out all the same where items are waiting, where any source answered, and where a recording holds nothing for
    a day on which nothing is announced: then the edition says why it is empty.
    """
    answers = room.store.collected(day)
    if not answers or any(answer.status != "failed" for answer, _, _ in answers.values()):
        return
    first = day - timedelta(days=room.config.edition.catch_up_days)
    assign(room.store, room.store.unassigned(first, day, day))
    if any(room.store.due(day, first)):
        return
    kinds = {failure.kind for answer, _, _ in answers.values() for failure in answer.failures}
    if kinds == {"not-recorded"}:
        if day.weekday() >= SATURDAY:
            return
        raise JoganError(
            f"no edition of {day}", "the recording holds no reply of any source for that day", "Choose a recorded day."
        )
    raise JoganError(
        f"no edition of {day}",
        f"none of the {len(answers)} sources could be reached ({', '.join(sorted(kinds))})",
        "Check the network and run again, replay a recording with --replay DIR, or see jogan demo.",
    )
