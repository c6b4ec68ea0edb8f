"""What the templates of pages are given: values that are safe to print, in the order in which they are printed. Pure.

Text stays text here and is escaped by the templates; what is `Markup` was escaped where it was made.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol

from markupsafe import Markup, escape

from jogan.model.common import SectionName
from jogan.model.edited import ChosenStory, Evidence, Story
from jogan.model.edition import Edition, Section
from jogan.model.written import Claim
from jogan.press import chart, header, history, markup, view, wording
from jogan.press.causes import in_language
from jogan.press.text import host_of, language_of, one_line, web_url
from jogan.press.urls import slug
from jogan.press.view import Drawer
from jogan.press.words import WORDS, words_of

CONTEXT = 70
"""Characters of the source shown before and after an evidence quote."""

MAX_AUTHORS = 3


class Desk(Protocol):
    """What a page is given whose reader can mark stories. The stories of `off` are left off it, claims about them too.

    Those of `hidden` are too, but each leaves a line in its place, from which it can be brought back.
    """

    @property
    def style(self) -> str:
        """A style sheet beside the page's own."""

    @property
    def off(self) -> frozenset[str]:
        """Stories that the page does not show."""

    @property
    def hidden(self) -> frozenset[str]:
        """Stories of which it shows that something is hidden."""

    def head(self) -> Markup:
        """What stands above the edition."""

    def under(self, story: str, title: str) -> Markup:
        """What stands below a story; `title` is the HTML id of its title."""

    def foot(self, section: SectionName) -> Markup:
        """What stands below a section."""


def section_of(
    edition: Edition,
    section: Section,
    picture: str | bytes | None,
    classes: Mapping[str, str],
    desk: Desk | None = None,
) -> dict[str, Any]:
    """One section. `classes` holds each category's style class."""
    off = desk.off if desk else frozenset()
    missing = desk.hidden | off if desk else off
    gone = [chosen.story for chosen in section.stories if chosen.story.id in missing]
    language = edition.language
    stories = {chosen.story.id: chosen.story for chosen in section.stories}
    drawers = view.drawers(edition, section)
    words = words_of(language, edition.unit)
    days = max((count.days for count in section.distribution if count.average is not None), default=0)
    drawers = tuple(drawer for drawer in drawers if not off.issuperset(one.story.id for one in drawer.stories))
    shown = {drawer.category.id for drawer in drawers}
    return {
        "name": section.name,
        "title": wording.section_title(section.name, language),
        "count": f"{len(section.stories):,}",
        "counts": header.counts_line(edition, section).split(" · "),
        "period": header.period_line(edition).replace("**", ""),
        "sources": header.source_lines(edition, section.name),
        "health": [
            {
                "name": line.name,
                "url": web_url(line.url),
                "status": words.statuses[line.status],
                "trouble": line.status in ("failed", "stale"),
                "entries": line.items,
                "detail": in_language(line.detail, edition.language),
                "last": wording.local_time(line.last_success, edition.timezone) if line.last_success else "",
            }
            for line in edition.sources
            if line.section == section.name
        ],
        "made": header.made_line(edition, section).split(" · "),
        "highlights": [claim_of(claim, stories) for claim in view.printable(section.highlights, gone)],
        "note": header.empty_note(edition, section) if not section.stories else "",
        "picture": _picture(picture, section, edition),
        "table": [
            {
                "name": view.category_name(view.category_of(edition, count.category), language),
                "class": classes.get(count.category, ""),
                "anchor": f"{section.name}-{slug(count.category)}" if count.category in shown else "",
                "stories": count.stories,
                "average": "" if count.average is None else wording.number(count.average),
            }
            for count in sorted(section.distribution, key=lambda count: -count.stories)
        ],
        "days": days,
        "movement": movement_table(history.movement_of(section, edition), classes),
        "drawers": [drawer_of(edition, section, drawer, classes, stories, off, gone) for drawer in drawers],
        "left_title": words.left_out_title.format(noun=wording.noun(section.name, language)),
        "left": [
            {
                "title": left.title,
                "url": web_url(left.url),
                "reason": words.left_out.get(left.reason, left.reason),
                "detail": in_language(left.detail, edition.language),
            }
            for left in section.left_out
            if left.story not in missing
        ],
    }


def movement_table(
    movement: history.Movement | None, classes: Mapping[str, str], *, pictures: bool = True
) -> dict[str, Any] | None:
    """The movement as pictures (SVG that stands in the page) and as the table beside them; None where there is none."""
    if movement is None:
        return None
    words, language = WORDS[movement.language], movement.language
    kinds: tuple[history.Kind, ...] = ("stack", "panels") if len(movement.categories) > 1 else ("stack",)
    svgs = [history.render(movement, kind, "svg", "auto", width=history.NARROW).decode() for kind in kinds if pictures]
    return {
        "title": words.history_title.format(noun=wording.section_title(movement.section, language)),
        "pictures": [Markup(svg) for svg in svgs],  # noqa: S704 (our own picture, escaped where it was made)
        "spans": [history.label_of(span, language) + "*" * movement.is_partial(span) for span in movement.spans],
        "rows": [
            {
                "name": movement.name_of(key),
                "class": classes.get(key, ""),
                "counts": movement.counts_of(key),
                "rising": key in movement.rising,
            }
            for key in movement.categories
        ],
        "totals": [span.stories if span.editions else history.GAP for span in movement.spans]
        if len(movement.categories) > 1
        else [],
        "notes": [words.partial] * any(map(movement.is_partial, movement.spans))
        + [f"▲ {words.rising}"] * bool(movement.rising),
    }


def _picture(picture: str | bytes | None, section: Section, edition: Edition) -> Markup | None:
    """The chart as it goes into the page. SVG is our own, written by `chart`, and stands in the page as it is."""
    if not picture:
        return None
    if isinstance(picture, str):
        return Markup(picture)  # noqa: S704 (our own chart, escaped where it was made)
    data = base64.b64encode(picture).decode("ascii")
    return Markup('<img src="data:image/png;base64,{}" alt="{}">').format(data, chart.alternative(section, edition))


def drawer_of(
    edition: Edition,
    section: Section,
    drawer: Drawer,
    classes: Mapping[str, str],
    stories: Mapping[str, Story],
    off: frozenset[str] = frozenset(),
    gone: Sequence[Story] = (),
) -> dict[str, Any]:
    """One category with its five parts. Stories `gone` are not told; but for those of `off` there is a trace."""
    language = edition.language
    words = words_of(language, edition.unit)
    name, english = view.category_name(drawer.category, language), view.category_name(drawer.category, "en")
    report = drawer.report
    terms = []
    for term in report.terms:
        arrow, average = view.trend_of(term, language, edition.unit)
        terms.append(
            {
                "label": term.label or term.term,
                "count": term.stories,
                "arrow": arrow,
                "average": average,
                "new": term.new,
            }
        )
    return {
        "id": drawer.category.id,
        "anchor": f"{section.name}-{slug(drawer.category.id)}",
        "class": classes[drawer.category.id],
        "emoji": drawer.category.emoji,
        "name": name,
        "english": english if english != name else "",
        "count": wording.many(section.name, len(drawer.stories), language),
        "parts": [part.format(noun=wording.noun(section.name, language)) for part in words.parts],
        "topics": [claim_of(claim, stories) for claim in view.printable(report.topics, gone)],
        "terms": terms,
        "trends": [claim_of(claim, stories) for claim in view.printable(report.trends, gone)],
        "stories": [
            story_of(edition, drawer, chosen, stories)
            if chosen.story not in gone
            else {"id": chosen.story.id, "anchor": slug(chosen.story.id), "gone": True}
            for chosen in drawer.stories
            if chosen.story.id not in off
        ],
        "impact": [claim_of(claim, stories) for claim in view.printable(report.impact, gone)],
        "outlook": [claim_of(claim, stories) for claim in view.printable(report.outlook, gone)],
    }


def story_of(edition: Edition, drawer: Drawer, chosen: ChosenStory, stories: Mapping[str, Story]) -> dict[str, Any]:
    """One story with what the report says of it, and all its sources."""
    words = words_of(edition.language, edition.unit)
    story = chosen.story
    told = drawer.told.get(story.id)
    claims = [
        {"role": words.roles.get(claim.role, ""), **claim_of(claim, stories)}
        for claim in view.printable(told.claims if told else ())
    ]
    headline = Markup(markup.to_html(told.headline)) if told else Markup("")  # noqa: S704 (escaped by to_html)
    authors = ", ".join(one_line(author) for author in story.authors[:MAX_AUTHORS])
    if len(story.authors) > MAX_AUTHORS:
        rest = len(story.authors) - MAX_AUTHORS
        authors += f" 외 {rest}명" if edition.language == "ko" else f" and {rest} more"
    silent = not claims and not headline
    return {
        "id": story.id,
        "gone": False,
        "anchor": slug(story.id),
        "title": story.title,
        "url": web_url(story.url),
        "lang": language_of(story.title, _tongue(story)),
        "mark": view.mark_of(edition, story),
        "changed": view.changes_of(edition, story),
        "headline": headline,
        "headline_lang": language_of(str(headline), _tongue(story)),
        "claims": claims,
        "roles": [(role, list(group)) for role, group in groupby(claims, key=lambda claim: claim["role"])],
        "silent": (words.nothing[2] if story.summary or story.text else words.no_text) if silent else "",
        "authors": authors,
        "links": [
            {"url": web_url(url), "name": source or host_of(url) or title, "title": title}
            for title, url, source in view.links_of(story)
        ],
    }


def _tongue(story: Story) -> str:
    """A language tag that is fit for an attribute."""
    tag = story.language.lower()
    return tag if tag.replace("-", "").isascii() and tag.replace("-", "").isalnum() and len(tag) <= 12 else "en"


def claim_of(claim: Claim, stories: Mapping[str, Story]) -> dict[str, Any]:
    """One claim with its located quotes."""
    text = markup.to_html(claim.text)
    return {
        "text": Markup(text),  # noqa: S704 (escaped by to_html)
        "lang": language_of(text),
        "analysis": claim.kind == "analysis",
        "evidence": [_evidence(one, stories.get(one.story)) for one in claim.evidence],
    }


def _evidence(evidence: Evidence, story: Story | None) -> dict[str, Any]:
    """The quote with what stands around it in the source, where it can be found there."""
    before = after = ""
    if story is not None:
        source = str(getattr(story, evidence.field))
        if source[evidence.start : evidence.end] == evidence.quote:
            start, end = max(0, evidence.start - CONTEXT), evidence.end + CONTEXT
            before, after = source[start : evidence.start], source[evidence.end : end]
            if start:
                before = "…" + (before.partition(" ")[2] or before)
            if end < len(source):
                after = (after.rpartition(" ")[0] or after) + "…"
    return {
        "before": _spaced(before),
        "quote": evidence.quote,
        "after": _spaced(after),
        "field": evidence.field,
        "title": story.title if story else "",
        "url": web_url(story.url) if story else None,
        "lang": language_of(evidence.quote, _tongue(story) if story else "en"),
    }


def _spaced(text: str) -> Markup:
    """Escaped text that keeps a space at its border to the quote."""
    inner = one_line(text)
    left = " " if inner and text[:1].isspace() else ""
    right = " " if inner and text[-1:].isspace() else ""
    return escape(left + inner + right)
