"""The static site: today's edition, the archive, and a page for each edition, section, category, story and week. Pure.

Addresses never change: `DATE/index.html`, `DATE/papers.html`, `story/SLUG.html`, `category/papers-ID.html`,
`week/YEAR-Wnn.html`. All links between pages are relative and name a file, so that the site works under any path and,
but for search, from a disk. Editions are read one at a time, twice: first for what pages about many days tell, then for
their own pages; memory does not grow with their text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from jogan import press, resources
from jogan.model.edited import ChosenStory
from jogan.model.edition import Artifact, Edition
from jogan.press import feeds, site_edition, site_feeds, site_overviews
from jogan.press.site_days import digest
from jogan.press.site_frame import Frame
from jogan.press.site_manifest import MANIFEST, Settings, manifest, stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A weekly or monthly edition: how it is loaded, what tells it from another making, and whether the site has it."""

    load: Callable[[], Edition]
    fingerprint: str
    is_known: bool = False


def pages(
    dates: Sequence[date],
    load: Callable[[date], Edition],
    settings: Settings,
    *,
    known: Mapping[date, str] | None = None,
    renamed: Mapping[str, str] | None = None,
    periods: Mapping[str, Period] | None = None,
) -> Iterator[Artifact]:
    """All files of the site for the editions of these dates, which `load` gives. The same editions, the same bytes.

    With `known`, what `known_from` read out of the site's last `site.json`, pages that cannot have changed are passed
    over: those of editions that are as they were, beside the same neighbors, and share no story with a changed one.
    `renamed` are ids that stories had before they were merged, with the ids that they have now: a page that stood under
    one leads on to where the story stands.
    `periods` are the weekly and monthly editions by name; each has one page, `2024-W48/index.html`, and its files.
    """
    ordered = sorted(set(dates))
    days = [digest(load(day)) for day in ordered]
    found = periods or {}
    made = Frame(days, settings, frozenset(found))
    yield from _files(made, load, stale(days, known or {}))
    yield from site_edition.moved(made, renamed or {})
    for _, period in sorted(found.items()):
        if not period.is_known:
            yield from _of_period(made, period.load())
    days_held = {day.date.isoformat(): day.hash for day in days}
    periods_held = {name: period.fingerprint for name, period in sorted(found.items())}
    # Last of all: where it stands, everything that it tells of is there.
    yield Artifact(name=MANIFEST, data=manifest(settings, days_held, periods_held))


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


def _of_period(site: Frame, edition: Edition) -> Iterator[Artifact]:
    """The files of a weekly or monthly edition, its page with the way back."""
    links = (("../index.html", site.say.today), ("../archive.html", site.say.archive))
    for one in press.artifacts(edition, links):
        yield Artifact(name=f"{edition.name}/{one.name}", data=one.data)


def _sitemap(site: Frame) -> Artifact:
    """The addresses of the pages that stay, for search engines."""
    names = ["index.html", "archive.html", *(f"{day.date}/index.html" for day in site.days)]
    names += [f"{name}/index.html" for name in sorted(site.periods)]
    rows = "".join(f"<url><loc>{escape(site.base + name)}</loc></url>\n" for name in names)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}">\n{rows}</urlset>\n'
    return Artifact(name="sitemap.xml", data=text.encode("utf-8"))
