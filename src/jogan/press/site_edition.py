"""The site's pages of one edition: its front page, its sections, and the stories that were printed there last. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jogan.model.edition import Artifact, Edition
from jogan.press import chart, header, html, markup, parts, view, wording
from jogan.press.calendar import week_name
from jogan.press.site_frame import Frame
from jogan.press.urls import slug


def pages(site: Frame, place: int, edition: Edition) -> Iterator[Artifact]:
    """The front page of a day, its sections, and the pages of the stories that were printed there last."""
    day = site.days[place]
    folder = day.date.isoformat()
    near = {
        "previous": site.days[place - 1].date if place else None,
        "following": site.days[place + 1].date if place + 1 < len(site.days) else None,
    }
    shown = []
    for section in edition.sections:
        svg = chart.render(section, edition, "svg", "auto", width=chart.NARROW).decode("utf-8")
        shown.append(parts.section_of(edition, section, svg, site.classes))
    common: dict[str, Any] = {
        "edition": edition,
        "date": wording.title(edition),
        "description": html.description(edition),
        "replay": header.replay_line(edition),
        "failures": header.other_failures(edition),
        "near": near,
        "week": week_name(edition.date),
        "lines": {
            section.name: [line for line in day.lines if line.section == section.name] for section in edition.sections
        },
        "image": f"{folder}/card.png",
    }
    title = common["date"]
    yield site.page(f"{folder}/index.html", "edition.html", title=title, sections=shown, **common)
    if place + 1 == len(site.days):
        yield site.page(
            "index.html", "edition.html", title=title, sections=shown, folder=f"{folder}/",
            canonical=f"{folder}/index.html", **common,
        )  # fmt: skip
    if site.base:
        first = next((one for one in edition.sections if one.stories), edition.sections[0])
        yield Artifact(name=f"{folder}/card.png", data=chart.render(first, edition, "png"))
    for section, ready in zip(edition.sections, shown, strict=True):
        stories = {chosen.story.id: chosen.story for chosen in section.stories}
        yield site.page(
            f"{folder}/{section.name}.html",
            "section.html",
            title=f"{ready['title']} · {title}",
            section=ready,
            **common,
        )
        for drawer in view.drawers(edition, section):
            for chosen in drawer.stories:
                history = site.printed[chosen.story.id]
                if history[-1].date != edition.date:
                    continue
                told = parts.story_of(edition, drawer, chosen, stories)
                yield site.page(
                    f"story/{slug(chosen.story.id)}.html", "story.html", title=told["title"], edition=edition,
                    story=told, line=history[-1], history=history, category=site.category_name(drawer.category.id),
                    description=markup.plain(drawer.told[chosen.story.id].headline)
                    if chosen.story.id in drawer.told else told["title"],
                )  # fmt: skip


def moved(site: Frame, renamed: Mapping[str, str]) -> Iterator[Artifact]:
    """A page under each address that a story had before, which leads on to its own."""
    taken = {slug(story) for story in site.printed}
    for old, story in sorted(renamed.items()):
        if story in site.printed and slug(old) not in taken:
            taken.add(slug(old))
            line = site.printed[story][-1]
            yield site.page(
                f"story/{slug(old)}.html", "moved.html", title=line.title, line=line,
                canonical=f"story/{line.slug}.html",
            )  # fmt: skip
