"""The static site: today's edition, the archive, and a page for each edition, section, category, story and week. Pure.

Addresses never change: `DATE/index.html`, `DATE/papers.html`, `story/SLUG.html`, `category/papers-ID.html`,
`week/YEAR-Wnn.html`. All links between pages are relative and name a file, so that the site works under any path and,
but for search, from a disk. Editions are read one at a time, twice: first for what pages about many days tell, then for
their own pages; memory does not grow with their text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from jogan import resources
from jogan.model import Artifact, Category, ChosenStory, Edition, SectionName
from jogan.press import chart, document, feeds, history, html, markdown, markup, parts, site_words, view, wording
from jogan.press.calendar import months_of, week_name, weeks_of
from jogan.press.colors import color_of
from jogan.press.site_days import Day, Line, digest
from jogan.press.site_manifest import MANIFEST, Settings, rule, stale
from jogan.press.text import one_line, web_url
from jogan.press.urls import slug
from jogan.press.wording import WORDS

SECTIONS: tuple[SectionName, ...] = ("papers", "news")

FEED_DAYS = 14
"""Editions that a feed tells of: who looks once a week misses nothing."""

FEED_ENTRIES = 300
"""The most entries of a feed."""

CATEGORY_DAYS = 30
"""Editions that a category's page tells of; older ones are reached by date."""

READER = "http://127.0.0.1:8000/"
"""Where `jogan serve` shows the same pages: what a feed calls its home where the site's address is not known."""


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
    made = _Site(days, settings, names)
    yield from made.files(load, stale(days, known or {}))
    yield from made.moved(renamed or {})
    words = site_words.SITE_WORDS[settings.language]
    links = (("../index.html", words.today), ("../archive.html", words.archive))
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


def feeds_of(editions: Sequence[Edition], settings: Settings) -> Iterator[feeds.Feed]:
    """The feeds alone, out of the newest editions, oldest first: those that `pages` writes under `feeds/`."""
    made = _Site([digest(edition) for edition in editions], settings)
    newest: dict[str, tuple[ChosenStory, Edition]] = {}
    for edition in editions:
        newest.update(made.newest_of(edition))
    yield from made.all_feeds(newest)


class _Site:
    """A site in the making: what all its pages share. Nothing changes after it is built."""

    def __init__(self, days: Sequence[Day], settings: Settings, periods: frozenset[str] = frozenset()) -> None:
        self.days = tuple(days)
        self.periods = periods
        self.settings = settings
        self.words = WORDS[settings.language]
        self.site = site_words.SITE_WORDS[settings.language]
        self.base = settings.base_url.rstrip("/") + "/" if web_url(settings.base_url) else ""
        self.keys = json.dumps(dict(self.site.keys), ensure_ascii=False)
        self.policy = _policy()
        self.names: dict[str, Category] = {}
        self.printed: dict[str, list[Line]] = {}
        for day in self.days:
            self.names.update(day.names)
            for line in day.lines:
                self.printed.setdefault(line.story, []).append(line)
        self.classes = {key: _class(key) for key in self.names}
        self.drawers: list[tuple[SectionName, str]] = sorted(
            {(line.section, line.category) for day in self.days for line in day.lines}
        )

    def files(self, load: Callable[[date], Edition], stale: frozenset[date]) -> Iterator[Artifact]:
        """Every page, feed and static file but the own pages of editions that are not `stale`."""
        newest: dict[str, tuple[ChosenStory, Edition]] = {}
        fresh = {day.date for day in self.days[-FEED_DAYS:]}
        for place, day in enumerate(self.days):
            if day.date not in stale | fresh:
                continue
            edition = load(day.date)
            newest.update(self.newest_of(edition) if day.date in fresh else {})
            if day.date in stale or place + 1 == len(self.days):
                yield from self.edition(place, edition)
        if not self.days:
            yield self.page("index.html", "empty.html", title=self.site.name)
        yield from self.archive()
        yield from self.weeks()
        yield from self.categories()
        yield self.page("search.html", "search.html", title=self.site.search)
        for feed in self.all_feeds(newest):
            for ending, write in feeds.FORMATS.items():
                yield Artifact(name=f"feeds/{feed.name}{ending}", data=write(feed))
        yield Artifact(name="static/site.css", data=_style(self.classes).encode("utf-8"))
        yield Artifact(name="static/site.js", data=resources.press_text("site.js").encode("utf-8"))
        yield Artifact(name=".nojekyll", data=b"")
        if self.base:
            yield self.sitemap()
        held = {day.date.isoformat(): day.hash for day in self.days}
        manifest = json.dumps({"rule": rule(self.settings), "editions": held}, indent=1)
        yield Artifact(name=MANIFEST, data=f"{manifest}\n".encode())

    # ── One edition ──

    def newest_of(self, edition: Edition) -> dict[str, tuple[ChosenStory, Edition]]:
        """The stories that this edition printed last."""
        return {
            chosen.story.id: (chosen, edition)
            for section in edition.sections
            for chosen in section.stories
            if self.printed[chosen.story.id][-1].date == edition.date
        }

    def edition(self, place: int, edition: Edition) -> Iterator[Artifact]:
        """The front page of a day, its sections, and the pages of the stories that were printed there last."""
        day = self.days[place]
        folder = day.date.isoformat()
        near = {
            "previous": self.days[place - 1].date if place else None,
            "following": self.days[place + 1].date if place + 1 < len(self.days) else None,
        }
        shown = []
        for section in edition.sections:
            svg = chart.render(section, edition, "svg", "auto", width=chart.NARROW).decode("utf-8")
            shown.append(parts.section_of(edition, section, svg, self.classes))
        common: dict[str, Any] = {
            "edition": edition,
            "date": wording.title(edition),
            "description": html.description(edition),
            "replay": view.replay_line(edition),
            "failures": view.other_failures(edition),
            "near": near,
            "week": week_name(edition.date),
            "lines": {
                section.name: [line for line in day.lines if line.section == section.name]
                for section in edition.sections
            },
            "image": f"{folder}/card.png",
        }
        title = common["date"]
        yield self.page(f"{folder}/index.html", "edition.html", title=title, sections=shown, **common)
        if place + 1 == len(self.days):
            yield self.page(
                "index.html", "edition.html", title=title, sections=shown, folder=f"{folder}/",
                canonical=f"{folder}/index.html", **common,
            )  # fmt: skip
        if self.base:
            first = next((one for one in edition.sections if one.stories), edition.sections[0])
            yield Artifact(name=f"{folder}/card.png", data=chart.render(first, edition, "png"))
        for section, ready in zip(edition.sections, shown, strict=True):
            stories = {chosen.story.id: chosen.story for chosen in section.stories}
            yield self.page(
                f"{folder}/{section.name}.html",
                "section.html",
                title=f"{ready['title']} · {title}",
                section=ready,
                **common,
            )
            for drawer in view.drawers(edition, section):
                for chosen in drawer.stories:
                    history = self.printed[chosen.story.id]
                    if history[-1].date != edition.date:
                        continue
                    told = parts.story_of(edition, drawer, chosen, stories)
                    yield self.page(
                        f"story/{slug(chosen.story.id)}.html", "story.html", title=told["title"], edition=edition,
                        story=told, line=history[-1], history=history, category=self.category_name(drawer.category.id),
                        description=markup.plain(drawer.told[chosen.story.id].headline)
                        if chosen.story.id in drawer.told else told["title"],
                    )  # fmt: skip

    def moved(self, renamed: Mapping[str, str]) -> Iterator[Artifact]:
        """A page under each address that a story had before, which leads on to its own."""
        taken = {slug(story) for story in self.printed}
        for old, story in sorted(renamed.items()):
            if story in self.printed and slug(old) not in taken:
                taken.add(slug(old))
                line = self.printed[story][-1]
                yield self.page(
                    f"story/{slug(old)}.html", "moved.html", title=line.title, line=line,
                    canonical=f"story/{line.slug}.html",
                )  # fmt: skip

    # ── Pages about many days ──

    def archive(self) -> Iterator[Artifact]:
        """The calendar of all editions."""
        held = {day.date: day for day in self.days}
        yield self.page(
            "archive.html",
            "archive.html",
            title=self.site.archive,
            months=months_of(list(held)),
            held=held,
            week_name=week_name,
            periods=self.periods,
            moved=[self.movement(section) for section in SECTIONS],
        )

    def movement(self, section: SectionName, only: str = "") -> dict[str, Any] | None:
        """How a section's categories, or one of them, moved over the last weeks; None before there are two."""
        days = [
            (day.date, {key: n for key, n in day.categories.get(section, {}).items() if only in ("", key)})
            for day in self.days
        ]
        names = {key: self.category_name(key) for key in self.names}
        return parts.movement_table(history.by_weeks(days, section, self.settings.language, names), self.classes)

    def weeks(self) -> Iterator[Artifact]:
        """A page for each week: what led each day, and the categories day by day."""
        for name, dates in weeks_of([day.date for day in self.days]).items():
            days = [day for day in self.days if day.date in dates]
            tables = []
            for section in ("papers", "news"):
                totals: Counter[str] = Counter()
                for day in days:
                    totals.update(day.categories.get(section, {}))
                rows = [
                    {
                        "name": self.category_name(key),
                        "class": self.classes[key],
                        "href": f"../category/{section}-{slug(key)}.html",
                        "counts": [
                            next((d.categories.get(section, {}).get(key, 0) for d in days if d.date == one), None)
                            for one in dates
                        ],
                        "total": total,
                    }
                    for key, total in sorted(totals.items(), key=lambda entry: (-entry[1], entry[0]))
                ]
                tables.append(
                    {"section": section, "title": wording.section_title(section, self.settings.language), "rows": rows}
                )
            title = self.site.week_title.format(
                year=name[:4], week=int(name[-2:]), first=f"{dates[0]:%m-%d}", last=f"{dates[-1]:%m-%d}"
            )
            yield self.page(
                f"week/{name}.html", "week.html", title=title, days=days, dates=dates, tables=tables,
                period=name if name in self.periods else "",
            )  # fmt: skip

    def categories(self) -> Iterator[Artifact]:
        """The list of categories, and a page for each."""
        rows: list[dict[str, Any]] = []
        recent = self.days[-CATEGORY_DAYS:]
        for section, key in self.drawers:
            by_day = [
                (day.date, [line for line in day.lines if line.section == section and line.category == key])
                for day in reversed(recent)
            ]
            by_day = [(day, lines) for day, lines in by_day if lines]
            count = sum(len(lines) for _, lines in by_day)
            category = self.names[key]
            name = f"{section}-{slug(key)}"
            intro = self.site.category_intro.format(
                days=len(recent), count=wording.many(section, count, self.settings.language)
            )
            title = f"{self.category_name(key)} · {wording.section_title(section, self.settings.language)}"
            row = {"section": section, "name": self.category_name(key), "emoji": category.emoji, "file": name}
            rows.append({**row, "count": count, "class": self.classes[key]})
            yield self.page(
                f"category/{name}.html", "category.html", title=title, heading=self.category_name(key),
                english=view.category_name(category, "en"), emoji=category.emoji, tone=self.classes[key], days=by_day,
                intro=intro, file=name, moved=self.movement(section, key), section=section,
                anchor=f"{section}-{slug(key)}",
            )  # fmt: skip
        grouped = [
            {
                "title": wording.section_title(section, self.settings.language),
                "file": section,
                "rows": sorted((row for row in rows if row["section"] == section), key=lambda row: -row["count"]),
            }
            for section in ("papers", "news")
        ]
        yield self.page("category/index.html", "categories.html", title=self.site.categories, groups=grouped)

    # ── Feeds ──

    def all_feeds(self, newest: Mapping[str, tuple[ChosenStory, Edition]]) -> Iterator[feeds.Feed]:
        """A feed for each section and each category."""
        made: dict[str, feeds.Entry] = {}
        groups: dict[str, tuple[str, str, list[feeds.Entry]]] = {}
        for section in ("papers", "news"):
            groups[section] = (wording.section_title(section, self.settings.language), "index.html", [])
        for section, key in self.drawers:
            name = f"{section}-{slug(key)}"
            groups[name] = (
                f"{self.category_name(key)} · {wording.section_title(section, self.settings.language)}",
                f"category/{name}.html",
                [],
            )
        for day in reversed(self.days[-FEED_DAYS:]):
            for line in day.lines:
                if self.printed[line.story][-1].date != day.date:
                    continue
                if line.story not in made:
                    made[line.story] = self.entry(line, *newest[line.story])
                for name in (line.section, f"{line.section}-{slug(line.category)}"):
                    if len(groups[name][2]) < FEED_ENTRIES:
                        groups[name][2].append(made[line.story])
        language = self.settings.language
        for name, (title, home, entries) in groups.items():
            yield feeds.Feed(
                id=feeds.feed_id(name, language),
                title=f"{self.site.name} · {title}",
                home=(self.base or READER) + home,
                name=name,
                language=language,
                updated=max(
                    (entry.updated for entry in entries), default=self.days[-1].made_at if self.days else EPOCH
                ),
                entries=entries,
                base=f"{self.base}feeds/" if self.base else "",
            )

    def entry(self, line: Line, chosen: ChosenStory, edition: Edition) -> feeds.Entry:
        """A story as a feed's entry: published when it was first printed, updated when last."""
        section = edition.section(chosen.story.section)
        drawer = next(one for one in view.drawers(edition, section) if chosen in one.stories)
        told = parts.story_of(edition, drawer, chosen, {chosen.story.id: chosen.story})
        first = self.printed[line.story][0].date
        content = (
            html.environment()
            .get_template("site/entry.html")
            .render(story=told, words=self.words, site=self.site, edition=edition)
        )
        page = f"{self.base}story/{line.slug}.html" if self.base else ""
        return feeds.Entry(
            id=feeds.entry_id(line.story, self.settings.language),
            title=line.title,
            url=page or web_url(chosen.story.url) or READER,
            html=content.strip(),
            summary=line.headline.striptags() or line.title,
            published=next(day.made_at for day in self.days if day.date == first),
            updated=edition.made_at,
            authors=tuple(one_line(author) for author in chosen.story.authors if one_line(author)),
            tags=(self.category_name(line.category),),
        )

    # ── What all pages share ──

    def page(self, name: str, template: str, *, title: str, **values: Any) -> Artifact:
        """One page; `root` leads from it to the site's own folder."""
        root = "../" * name.count("/")
        canonical = values.pop("canonical", name)
        given = {
            "description": self.site.tagline,
            "image": "",
            "folder": "",
            "language": self.settings.language,
            **values,
        }
        text = html.environment().get_template(f"site/{template}").render(
            title=title, root=root, words=self.words, site=self.site, base=self.base,
            canonical=self.base + canonical if self.base else "", policy=self.policy, wording=wording,
            keys=self.keys, **given,
        )  # fmt: skip
        return Artifact(name=name, data=text.encode("utf-8", "replace"))

    def category_name(self, id: str) -> str:
        """A category's name in the site's language."""
        return view.category_name(self.names[id], self.settings.language)

    def sitemap(self) -> Artifact:
        """The addresses of the pages that stay, for search engines."""
        names = ["index.html", "archive.html", *(f"{day.date}/index.html" for day in self.days)]
        rows = "".join(f"<url><loc>{self.base}{name}</loc></url>\n" for name in names)
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        text = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}">\n{rows}</urlset>\n'
        return Artifact(name="sitemap.xml", data=text.encode("utf-8"))


def _class(category: str) -> str:
    return "c-" + slug(category).replace(".", "-")


def _policy() -> str:
    """Scripts and styles from the site alone; WebAssembly is what its search runs on."""
    style = html.policy(chart.style()).split("style-src ")[1].split(";")[0]
    return (
        f"default-src 'none'; style-src 'self' {style}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'self'"
    )


def _style(classes: Mapping[str, str]) -> str:
    colors = "".join(f".{name}{{--k:{color_of(key)}}}\n" for key, name in sorted(classes.items()))
    return html.css() + resources.press_text("site.css") + colors


EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
