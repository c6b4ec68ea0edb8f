"""What a letter tells of an edition, as both its forms need it, at one of several depths. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from jogan import resources
from jogan.model.common import SectionName
from jogan.model.edited import ChosenStory
from jogan.model.edition import Edition, Section
from jogan.press import chart, header, markup, view, wording
from jogan.press.text import host_of, language_of, one_line, web_url
from jogan.press.urls import page_of, slug
from jogan.press.view import Drawer
from jogan.press.words import words_of

LONGEST = 300
"""Characters of a title, a headline or a name that are shown; abstracts that came as titles exist."""

LONGEST_CLAIM = 800
"""A sentence longer than this stays out of the letter whole, as half a sentence may say the opposite."""

MOST_ROWS = 40
"""The most lines of a list in the header: sources, categories, failures."""


@dataclass(frozen=True, slots=True)
class Depth:
    """How much is told: stories of each category (None: all), with their claims or as titles, with the other parts."""

    stories: int | None
    claims: bool = True
    parts: bool = True
    rows: int = MOST_ROWS


DEPTHS = (
    Depth(None),
    *(Depth(n) for n in (20, 12, 8, 5, 3)),
    *(Depth(n, parts=False) for n in (5, 3)),
    *(Depth(n, claims=False, parts=False) for n in (10, 5, 3, 1, 0)),
    Depth(0, claims=False, parts=False, rows=12),
)
"""From whole to bare; the first that fits is taken."""


def told(edition: Edition, charts: Mapping[SectionName, bytes], base: str, depth: Depth, title: str) -> dict[str, Any]:
    """What both forms of the letter are made of."""
    language = edition.language
    failures = [text + (f" ×{times}" if times > 1 else "") for text, times in header.other_failures(edition)]
    return {
        "edition": edition,
        "words": words_of(language, edition.unit),
        "ko": language == "ko",
        "title": title,
        "date": wording.title(edition),
        "style": Markup(resources.press_text("mail.css")),  # noqa: S704 (our own sheet)
        "preheader": _preheader(edition),
        "home": f"{base}{edition.name}/index.html" if base else "",
        "replay": header.replay_line(edition),
        "sections": [_section(edition, section, charts, base, depth) for section in edition.sections],
        "failures": [_cut(line) for line in failures[:5]] + ([f"+{len(failures) - 5:,}"] if len(failures) > 5 else []),
        "shortened": depth.stories is not None,
    }


def _preheader(edition: Edition) -> str:
    """The line that mail programs show beside the subject: the first highlight that fits whole, else the counts."""
    claims = [claim for section in edition.sections for claim in view.printable(section.highlights)]
    fit = [line for line in (markup.plain(claim.text) for claim in claims) if len(line) <= LONGEST]
    return fit[0] if fit else " · ".join(header.counts_line(edition, section) for section in edition.sections)


def _section(
    edition: Edition, section: Section, charts: Mapping[SectionName, bytes], base: str, depth: Depth
) -> dict[str, Any]:
    language, name = edition.language, section.name
    drawers = view.drawers(edition, section)
    page = page_of(edition, name, base)
    whole, _, _ = page.partition("#")
    claims = [claim.text for claim in view.printable(section.highlights) if len(claim.text) <= LONGEST_CLAIM]
    sources = header.source_lines(edition, name)
    days = max((count.days for count in section.distribution if count.average is not None), default=0)
    table = sorted(section.distribution, key=lambda count: -count.stories)
    return {
        "name": name,
        "title": wording.section_title(name, language),
        "counts": header.counts_line(edition, section),
        "sources": [(_cut(line.text), line.trouble) for line in sources[: depth.rows]],
        "made": _cut(header.made_line(edition, section)),
        "note": _cut(header.empty_note(edition, section), LONGEST_CLAIM) if not section.stories else "",
        "highlights": _both(claims[: 6 if depth.rows == MOST_ROWS else 3]),
        "picture": f"{wording.FILE_STEMS[name]}-{edition.name}@jogan" if charts.get(name) and section.stories else "",
        "alternative": _cut(chart.alternative(section, edition), 1000),
        "days": days,
        "table": [
            {
                "name": _cut(view.category_name(view.category_of(edition, count.category), language), 60),
                "stories": count.stories,
                "average": "" if count.average is None else wording.number(count.average),
            }
            for count in table[: depth.rows]
        ],
        "page": page,
        "drawers": [
            _drawer(edition, section, one, f"{whole}#{name}-{slug(one.category.id)}" if page else "", depth)
            for one in drawers[: depth.rows]
        ],
        "hidden": max(0, len(drawers) - depth.rows),
    }


def _drawer(edition: Edition, section: Section, drawer: Drawer, page: str, depth: Depth) -> dict[str, Any]:
    language, words = edition.language, words_of(edition.language, edition.unit)
    shown = drawer.stories if depth.stories is None else drawer.stories[: depth.stories]
    rest = len(drawer.stories) - len(shown)
    report = drawer.report
    titles = [part.format(noun=wording.noun(section.name, language)) for part in words.parts]
    terms = []
    for term in report.terms[:12]:
        arrow, average = view.trend_of(term, language, edition.unit)
        told = f"{_cut(term.label or term.term, 60)} {term.stories:,}"
        told += f" ({words.new_terms})" if term.new else f" {arrow} {average}" if arrow else ""
        terms.append(told)
    parts = []
    if depth.parts:
        for title, claims, interpreted in (
            (titles[0], report.topics, False),
            (titles[1], report.trends, False),
            (titles[3], report.impact, True),
            (titles[4], report.outlook, True),
        ):
            lines = [claim.text for claim in view.printable(claims) if len(claim.text) <= LONGEST_CLAIM][:8]
            parts.append({"title": title, "note": words.analysis if interpreted else "", "claims": _both(lines)})
    return {
        "emoji": _cut(drawer.category.emoji, 8),
        "name": _cut(view.category_name(drawer.category, language), 60),
        "count": wording.many(section.name, len(drawer.stories), language),
        "page": page,
        "before": parts[:2],
        "terms": " · ".join(terms) if depth.parts else "",
        "stories": [_story(edition, drawer, chosen, depth) for chosen in shown],
        "after": parts[2:],
        "more": words.more.format(count=f"{rest:,}", counter=wording.counter(section.name)) if rest else "",
    }


def _both(lines: list[str]) -> list[tuple[Markup, str]]:
    """Each line as HTML and as text."""
    return [(Markup(markup.to_html(line)), markup.plain(line)) for line in lines]  # noqa: S704 (escaped by to_html)


def _story(edition: Edition, drawer: Drawer, chosen: ChosenStory, depth: Depth) -> dict[str, Any]:
    words, story = words_of(edition.language, edition.unit), chosen.story
    told = drawer.told.get(story.id)
    claims = [
        {"role": words.roles.get(claim.role, ""), "lang": language_of(claim.text), "text": _both([claim.text])[0]}
        for claim in view.printable(told.claims if told and depth.claims else ())
        if len(claim.text) <= LONGEST_CLAIM
    ][:12]
    headline = told.headline if told and len(told.headline) <= LONGEST else ""
    silent = not claims and not headline and depth.claims
    links = [(web_url(url), _cut(source or host_of(url), 60)) for _, url, source in view.links_of(story)[:6]]
    return {
        "title": _cut(story.title) or "?",
        "url": _short(web_url(story.url)),
        "lang": language_of(story.title),
        "mark": view.mark_of(edition, story),
        "headline": _both([headline])[0] if headline else None,
        "claims": claims,
        "silent": (words.nothing[2] if story.summary or story.text else words.no_text) if silent else "",
        "links": [(_short(url), source) for url, source in links if _short(url)] if depth.claims else [],
    }


def _short(url: str | None) -> str:
    """An address that a mail program can follow; longer ones are dropped, as a cut one leads elsewhere."""
    return url if url and len(url) <= 1000 else ""


def _cut(text: str, most: int = LONGEST) -> str:
    """The text on one line, ended by an ellipsis where it is too long."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
