"""The site's pages about many days: the archive, the weeks, the categories. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from jogan.model.common import SectionName
from jogan.model.edition import Artifact
from jogan.press import history, parts, view, wording
from jogan.press.calendar import months_of, week_name, weeks_of
from jogan.press.site_frame import Frame
from jogan.press.urls import slug

SECTIONS: tuple[SectionName, ...] = ("papers", "news")

CATEGORY_DAYS = 30
"""Editions that a category's page tells of; older ones are reached by date."""


def archive(site: Frame) -> Iterator[Artifact]:
    """The calendar of all editions."""
    held = {day.date: day for day in site.days}
    yield site.page(
        "archive.html",
        "archive.html",
        title=site.say.archive,
        months=months_of(list(held)),
        held=held,
        week_name=week_name,
        periods=site.periods,
        moved=[movement(site, section) for section in SECTIONS],
    )


def weeks(site: Frame) -> Iterator[Artifact]:
    """A page for each week: what led each day, and the categories day by day."""
    for name, dates in weeks_of([day.date for day in site.days]).items():
        days = [day for day in site.days if day.date in dates]
        tables = []
        for section in ("papers", "news"):
            totals: Counter[str] = Counter()
            for day in days:
                totals.update(day.categories.get(section, {}))
            rows = [
                {
                    "name": site.category_name(key),
                    "class": site.classes[key],
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
                {"section": section, "title": wording.section_title(section, site.settings.language), "rows": rows}
            )
        title = site.say.week_title.format(
            year=name[:4], week=int(name[-2:]), first=f"{dates[0]:%m-%d}", last=f"{dates[-1]:%m-%d}"
        )
        yield site.page(
            f"week/{name}.html", "week.html", title=title, days=days, dates=dates, tables=tables,
            period=name if name in site.periods else "",
        )  # fmt: skip


def categories(site: Frame) -> Iterator[Artifact]:
    """The list of categories, and a page for each."""
    rows: list[dict[str, Any]] = []
    recent = site.days[-CATEGORY_DAYS:]
    for section, key in site.drawers:
        by_day = [
            (day.date, [line for line in day.lines if line.section == section and line.category == key])
            for day in reversed(recent)
        ]
        by_day = [(day, lines) for day, lines in by_day if lines]
        count = sum(len(lines) for _, lines in by_day)
        category = site.names[key]
        name = f"{section}-{slug(key)}"
        intro = site.say.category_intro.format(
            days=len(recent), count=wording.many(section, count, site.settings.language)
        )
        title = f"{site.category_name(key)} · {wording.section_title(section, site.settings.language)}"
        row = {"section": section, "name": site.category_name(key), "emoji": category.emoji, "file": name}
        rows.append({**row, "count": count, "class": site.classes[key]})
        yield site.page(
            f"category/{name}.html", "category.html", title=title, heading=site.category_name(key),
            english=view.category_name(category, "en"), emoji=category.emoji, tone=site.classes[key], days=by_day,
            intro=intro, file=name, moved=movement(site, section, key), section=section,
            anchor=f"{section}-{slug(key)}",
        )  # fmt: skip
    grouped = [
        {
            "title": wording.section_title(section, site.settings.language),
            "file": section,
            "rows": sorted((row for row in rows if row["section"] == section), key=lambda row: -row["count"]),
        }
        for section in ("papers", "news")
    ]
    yield site.page("category/index.html", "categories.html", title=site.say.categories, groups=grouped)


def movement(site: Frame, section: SectionName, only: str = "") -> dict[str, Any] | None:
    """How a section's categories, or one of them, moved over the last weeks; None before there are two."""
    days = [
        (day.date, {key: n for key, n in day.categories.get(section, {}).items() if only in ("", key)})
        for day in site.days
    ]
    names = {key: site.category_name(key) for key in site.names}
    moved = history.by_weeks(days, section, site.settings.language, names, site.colors)
    return parts.movement_table(moved, site.classes)
