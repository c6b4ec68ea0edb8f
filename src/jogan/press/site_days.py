"""What the site remembers of an edition, for the pages that tell of many days. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from jogan.model.common import SectionName
from jogan.model.edited import Category, Taxonomy
from jogan.model.edition import Edition
from jogan.press import document, markup, parts, view
from jogan.press.text import one_line
from jogan.press.urls import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story as lists show it."""

    story: str
    slug: str
    title: str
    lang: str
    headline: Markup
    mark: str
    section: SectionName
    category: str
    rank: int
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """An edition as pages about many days tell it. `hash` is that of its document: the same hash, the same pages."""

    date: date
    hash: str
    made_at: datetime
    counts: Mapping[SectionName, int]
    categories: Mapping[SectionName, Mapping[str, int]]
    highlights: Mapping[SectionName, tuple[Markup, ...]]
    lines: tuple[Line, ...]
    names: Mapping[str, Category]
    taxonomy: Taxonomy


def digest(edition: Edition) -> Day:
    """What is remembered of an edition after its first reading."""
    lines: list[Line] = []
    categories: dict[SectionName, dict[str, int]] = {}
    names: dict[str, Category] = {}
    for section in edition.sections:
        categories[section.name] = {}
        for drawer in view.drawers(edition, section):
            names[drawer.category.id] = drawer.category
            categories[section.name][drawer.category.id] = len(drawer.stories)
            for chosen in drawer.stories:
                told = parts.story_of(edition, drawer, chosen, {})
                lines.append(
                    Line(
                        story=chosen.story.id,
                        slug=slug(chosen.story.id),
                        title=one_line(chosen.story.title),
                        lang=told["lang"],
                        headline=told["headline"],
                        mark=told["mark"],
                        section=section.name,
                        category=drawer.category.id,
                        rank=chosen.choice.rank,
                        date=edition.date,
                    )
                )
    return Day(
        date=edition.date,
        hash=hashlib.sha256(document.dumps(edition)).hexdigest(),
        made_at=edition.made_at,
        counts={section.name: len(section.stories) for section in edition.sections},
        categories=categories,
        highlights={
            section.name: tuple(
                Markup(markup.to_html(claim.text))  # noqa: S704 (escaped by to_html)
                for claim in view.printable(section.highlights)
            )
            for section in edition.sections
        },
        lines=tuple(lines),
        names=names,
        taxonomy=edition.taxonomy,
    )
