"""What of an edition is printed, in which order and under which marks: decided once, for every renderer. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from jogan.edit.address import anchor, clean_url, page_url
from jogan.model.common import Language, Unit
from jogan.model.edited import Category, ChosenStory, Story, TermCount
from jogan.model.edition import Edition, Section
from jogan.model.written import CategoryReport, Claim, StoryReport
from jogan.press import markup, wording
from jogan.press.text import one_line
from jogan.press.words import WORDS, words_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """One category as printed: its report and its stories in printed order, with the report's words on each."""

    category: Category
    report: CategoryReport
    stories: tuple[ChosenStory, ...]
    told: Mapping[str, StoryReport]


def printable(claims: Iterable[Claim], gone: Sequence[Story] = ()) -> tuple[Claim, ...]:
    """The claims that may be printed: interpretation, and facts that their sources support.

    Those that rest on stories alone that are `gone` from the page, or name one of them, may not.
    """
    ids = {story.id for story in gone}
    names = tuple(name for story in gone for name in _names(story))
    return tuple(
        claim
        for claim in claims
        if claim.verdict in ("supported", "analysis")
        and not (claim.evidence and ids.issuperset(one.story for one in claim.evidence))
        and not (names and any(name in markup.plain(claim.text) for name in names))
    )


def _names(story: Story) -> Iterator[str]:
    """How a sentence may name a story: by the beginning of its title, or by what stands there before a colon."""
    title = one_line(story.title)
    yield title[:24]
    name, colon, _ = title.partition(":")
    if colon and 3 < len(name) < 24:
        yield name


def category_of(edition: Edition, id: str) -> Category:
    """The category of that id; one that the taxonomy does not know is shown under its own id."""
    try:
        return edition.taxonomy.get(id)
    except KeyError:
        name = one_line(id) or "?"
        return Category(id=id, names={"en": name, "ko": name}, emoji="🏷️")


def category_name(category: Category, language: Language) -> str:
    """The category's name in that language, else in English, else its id."""
    return one_line(category.names.get(language) or category.names.get("en") or category.id)


def drawers(edition: Edition, section: Section) -> tuple[Drawer, ...]:
    """The section's categories, most stories first, then in the taxonomy's order. No chosen story is lost.

    A story that no report holds is printed under the category it was filed in.
    """
    stories = {chosen.story.id: chosen for chosen in section.stories}
    reports = {report.category: report for report in section.reports}
    members: dict[str, list[str]] = {
        report.category: [key for key in dict.fromkeys(report.stories) if key in stories] for report in section.reports
    }
    placed = {key for keys in members.values() for key in keys}
    for chosen in section.stories:
        if chosen.story.id not in placed:
            members.setdefault(chosen.filed.filing.category, []).append(chosen.story.id)
    order = {category.id: place for place, category in enumerate(edition.taxonomy.categories)}
    ranked = sorted(
        (category for category, keys in members.items() if keys),
        key=lambda category: (-len(members[category]), order.get(category, len(order)), category),
    )
    found = []
    for key in ranked:
        report = reports.get(key) or CategoryReport(category=key, stories=tuple(members[key]), writer="")
        found.append(
            Drawer(
                category=category_of(edition, key),
                report=report,
                stories=tuple(stories[story] for story in members[key]),
                told={told.story: told for told in report.told},
            )
        )
    return tuple(found)


def links_of(story: Story) -> tuple[tuple[str, str, str], ...]:
    """Every source of a story as (title, URL, sources' names): one for each page of its items, its own first.

    Two addresses of one page (tracking, mobile, an arXiv paper's PDF) are one source, printed under the clean one. The
    items keep the addresses as they came.
    """
    found: dict[str, tuple[str, str, list[str]]] = {_page(story.url): (one_line(story.title), story.url, [])}
    for item in story.items:
        new = (one_line(item.title) or one_line(story.title), clean_url(item.url), list[str]())
        _, _, names = found.setdefault(_page(item.url), new)
        if item.source and one_line(item.source) not in names:
            names.append(one_line(item.source))
    return tuple((title, url, ", ".join(names)) for title, url, names in found.values())


def _page(url: str) -> str:
    """The page of an address, with the place on it that may be an entry of its own."""
    page = page_url(url)
    return f"{page}#{anchor(url)}".rstrip("#") if page else url


def is_late(edition: Edition, story: Story) -> bool:
    """Whether an earlier edition should have had the story.

    A morning edition lives on what the day before brought: that is not late.
    """
    return story.update_of is None and story.day < (edition.period.first if edition.period else edition.date - ONE_DAY)


def is_of_yesterday(edition: Edition, story: Story) -> bool:
    """Whether the story is of the day before the edition's, as most of a morning edition's are."""
    return edition.period is None and story.update_of is None and story.day == edition.date - ONE_DAY


def mark_of(edition: Edition, story: Story) -> str:
    """`🔄 새 버전 v2 (11-20 판에 실림)`, `11-20 공개, 뒤늦게 수록`, or nothing."""
    words = words_of(edition.language, edition.unit)
    if story.update_of is not None:
        label = words.update.format(version=story.version) if (story.version or 0) > 1 else words.update_plain
        return f"{label} ({words.update_from.format(date=wording.short_date(story.update_of, edition.date))})"
    if is_late(edition, story):
        return words.late.format(date=wording.short_date(story.day, edition.date))
    return words.yesterday if is_of_yesterday(edition, story) else ""


def changes_of(edition: Edition, story: Story) -> str:
    """What a revision changed, in one line of exact quotes; empty where nothing is known of it."""
    words = WORDS[edition.language].changed
    parts = [words["title"].format(before=one_line(one.before)) for one in story.changes if one.field == "title"]
    abstract = [one for one in story.changes if one.field == "summary"]
    if figures := [f"“{one_line(one.after)}”" for one in abstract if one.after]:
        parts.append(words["figures"].format(after=" ".join(figures)))
    elif abstract:
        parts.append(words["reworded"])
    return " · ".join(parts)


def trend_of(term: TermCount, language: Language, unit: Unit = "day") -> tuple[str, str]:
    """A term's arrow and its average in words; both empty where there is no history.

    A report counts one category and the average a whole section, so a fall cannot be told from it and never is.
    """
    if term.average is None:
        return "", ""
    arrow = "▲" if term.stories >= term.average + 1 else ""
    return arrow, words_of(language, unit).average.format(days=term.days, average=wording.number(term.average))
