"""The static site: today's edition, the archive, and a page for each edition, section, category, story and week. Pure.

Addresses never change: `DATE/index.html`, `DATE/papers.html`, `story/SLUG.html`, `category/papers-ID.html`,
`week/YEAR-Wnn.html`. All links between pages are relative and name a file, so that the site works under any path and,
but for search, from a disk. Editions are read one at a time, twice: first for what pages about many days tell, then for
their own pages; memory does not grow with their text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from html import escape

from jogan import resources
from jogan.model.edited import ChosenStory
from jogan.model.edition import Artifact, Edition
from jogan.press import chart, document, feeds, html, markdown, site_edition, site_feeds, site_overviews, wording
from jogan.press.site_days import digest
from jogan.press.site_frame import Frame
from jogan.press.site_manifest import MANIFEST, Settings, rule, stale


def pages(
    dates: Sequence[date],
    load: Callable[[date], Edition],
    settings: Settings,
    *,
    known: Mapping[date, str] | None = None,
    renamed: Mapping[str, str] | None = None,
    periods: Sequence[Edition] = (),
) -> Iterator[Artifact]:
    """All files of the site for the editions of these dates, which `load` gives. The same editions, the same bytes.

    With `known`, what `known_from` read out of the site's last `site.json`, pages that cannot have changed are passed
    over: those of editions that are as they were, beside the same neighbors, and share no story with a changed one.
    `renamed` are ids that stories had before they were merged, with the ids that they have now: a page that stood under
    one leads on to where the story stands.
    `periods` are the weekly and monthly editions; each has one page, `2024-W48/index.html`.
    """
    ordered = sorted(set(dates))
    days = [digest(load(day)) for day in ordered]
    names = frozenset(edition.name for edition in periods)
    made = Frame(days, settings, names)
    yield from _files(made, load, stale(days, known or {}))
    yield from site_edition.moved(made, renamed or {})
    yield from _of_periods(made, periods)


def _files(site: Frame, load: Callable[[date], Edition], stale: frozenset[date]) -> Iterator[Artifact]:
    """Every page, feed and static file but the own pages of editions that are not `stale`."""
    newest: dict[str, tuple[ChosenStory, Edition]] = {}
    fresh = {day.date for day in site.days[-site_feeds.FEED_DAYS :]}
    for place, day in enumerate(site.days):
        if day.date not in stale | fresh:
            continue
        edition = load(day.date)
        newest.update(site_feeds.newest_of(site, edition) if day.date in fresh else {})
        if day.date in stale or place + 1 == len(site.days):
            yield from site_edition.pages(site, place, edition)
    if not site.days:
        yield site.page("index.html", "empty.html", title=site.say.name)
    yield from site_overviews.archive(site)
    yield from site_overviews.weeks(site)
    yield from site_overviews.categories(site)
    yield site.page("search.html", "search.html", title=site.say.search)
    for feed in site_feeds.all_feeds(site, newest):
        for ending, write in feeds.FORMATS.items():
            yield Artifact(name=f"feeds/{feed.name}{ending}", data=write(feed))
    yield Artifact(name="static/site.css", data=site.style())
    yield Artifact(name="static/site.js", data=resources.press_text("site.js").encode("utf-8"))
    yield Artifact(name=".nojekyll", data=b"")
    if site.base:
        yield _sitemap(site)
    held = {day.date.isoformat(): day.hash for day in site.days}
    manifest = json.dumps({"rule": rule(site.settings), "editions": held}, indent=1)
    yield Artifact(name=MANIFEST, data=f"{manifest}\n".encode())


def _of_periods(site: Frame, periods: Sequence[Edition]) -> Iterator[Artifact]:
    """The page of each weekly and monthly edition, with its reports and its document."""
    links = (("../index.html", site.say.today), ("../archive.html", site.say.archive))
    for edition in periods:
        charts: dict[str, str | bytes] = {
            section.name: chart.render(section, edition, "svg", "auto", width=chart.NARROW).decode("utf-8")
            for section in edition.sections
        }
        page = html.page(edition, charts, links=links)
        yield Artifact(name=f"{edition.name}/index.html", data=page.encode("utf-8", "replace"))
        for section in edition.sections:
            title = wording.SECTION_TITLES[section.name]
            report = markdown.render(edition, section.name).encode("utf-8", "replace")
            yield Artifact(name=f"{edition.name}/{title}_{edition.name}_report.md", data=report)
        yield Artifact(name=f"{edition.name}/edition.json", data=document.dumps(edition))


def _sitemap(site: Frame) -> Artifact:
    """The addresses of the pages that stay, for search engines."""
    names = ["index.html", "archive.html", *(f"{day.date}/index.html" for day in site.days)]
    rows = "".join(f"<url><loc>{escape(site.base + name)}</loc></url>\n" for name in names)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}">\n{rows}</urlset>\n'
    return Artifact(name="sitemap.xml", data=text.encode("utf-8"))
