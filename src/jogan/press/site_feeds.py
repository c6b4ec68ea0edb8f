"""The site's feeds: one for each section and each category. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from jogan.model.edited import ChosenStory
from jogan.model.edition import Edition
from jogan.press import feeds, html, parts, view, wording
from jogan.press.site_days import Line, digest
from jogan.press.site_frame import Frame
from jogan.press.site_manifest import Settings
from jogan.press.text import one_line, web_url
from jogan.press.urls import slug

FEED_DAYS = 14
"""Editions that a feed tells of: who looks once a week misses nothing."""

FEED_ENTRIES = 300
"""The most entries of a feed."""

READER = "http://127.0.0.1:8000/"
"""Where `jogan serve` shows the same pages: what a feed calls its home where the site's address is not known."""

EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def feeds_of(editions: Sequence[Edition], settings: Settings) -> Iterator[feeds.Feed]:
    """The feeds alone, out of the newest editions, oldest first: those that `site.pages` writes under `feeds/`."""
    site = Frame([digest(edition) for edition in editions], settings)
    newest: dict[str, tuple[ChosenStory, Edition]] = {}
    for edition in editions:
        newest.update(newest_of(site, edition))
    yield from all_feeds(site, newest)


def newest_of(site: Frame, edition: Edition) -> dict[str, tuple[ChosenStory, Edition]]:
    """The stories that this edition printed last."""
    return {
        chosen.story.id: (chosen, edition)
        for section in edition.sections
        for chosen in section.stories
        if site.printed[chosen.story.id][-1].date == edition.date
    }


def all_feeds(site: Frame, newest: Mapping[str, tuple[ChosenStory, Edition]]) -> Iterator[feeds.Feed]:
    """A feed for each section and each category."""
    made: dict[str, feeds.Entry] = {}
    groups: dict[str, tuple[str, str, list[feeds.Entry]]] = {}
    for section in ("papers", "news"):
        groups[section] = (wording.section_title(section, site.settings.language), "index.html", [])
    for section, key in site.drawers:
        name = f"{section}-{slug(key)}"
        groups[name] = (
            f"{site.category_name(key)} · {wording.section_title(section, site.settings.language)}",
            f"category/{name}.html",
            [],
        )
    for day in reversed(site.days[-FEED_DAYS:]):
        for line in day.lines:
            if site.printed[line.story][-1].date != day.date:
                continue
            if line.story not in made:
                made[line.story] = _entry(site, line, *newest[line.story])
            for name in (line.section, f"{line.section}-{slug(line.category)}"):
                if len(groups[name][2]) < FEED_ENTRIES:
                    groups[name][2].append(made[line.story])
    language = site.settings.language
    for name, (title, home, entries) in groups.items():
        yield feeds.Feed(
            id=feeds.feed_id(name, language),
            title=f"{site.say.name} · {title}",
            home=(site.base or READER) + home,
            name=name,
            language=language,
            updated=max((entry.updated for entry in entries), default=site.days[-1].made_at if site.days else EPOCH),
            entries=entries,
            base=f"{site.base}feeds/" if site.base else "",
        )


def _entry(site: Frame, line: Line, chosen: ChosenStory, edition: Edition) -> feeds.Entry:
    """A story as a feed's entry: published when it was first printed, updated when last."""
    section = edition.section(chosen.story.section)
    drawer = next(one for one in view.drawers(edition, section) if chosen in one.stories)
    told = parts.story_of(edition, drawer, chosen, {chosen.story.id: chosen.story})
    first = site.printed[line.story][0].date
    content = (
        html.environment()
        .get_template("site/entry.html")
        .render(story=told, words=site.words, site=site.say, edition=edition)
    )
    page = f"{site.base}story/{line.slug}.html" if site.base else ""
    return feeds.Entry(
        id=feeds.entry_id(line.story, site.settings.language),
        title=line.title,
        url=page or web_url(chosen.story.url) or READER,
        html=content.strip(),
        summary=line.headline.striptags() or line.title,
        published=next(day.made_at for day in site.days if day.date == first),
        updated=edition.made_at,
        authors=tuple(one_line(author) for author in chosen.story.authors if one_line(author)),
        tags=(site.category_name(line.category),),
    )
