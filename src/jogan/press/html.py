"""The whole edition as one self-contained HTML page. Pure but for reading the packaged template and style sheet.

The page asks nothing of any other place, runs no script, and says so in its Content-Security-Policy, which names its
style sheets by their hashes. Autoescape is on; only http and https addresses become links; every foreign text stands
in its own `<bdi>` with its language, so that it neither turns the page around nor is read aloud in the wrong tongue.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from jogan import resources
from jogan.model.edited import Story
from jogan.model.edition import Edition, Section
from jogan.press import chart, header, markup, parts, view, wording
from jogan.press.colors import colors_of
from jogan.press.parts import Desk
from jogan.press.text import language_of, one_line, web_url
from jogan.press.urls import slug
from jogan.press.words import words_of

if TYPE_CHECKING:
    from jinja2 import Environment


def page(
    edition: Edition,
    charts: Mapping[str, str | bytes],
    *,
    links: Sequence[tuple[str, str]] = (),
    folder: str = "",
    desk: Desk | None = None,
) -> str:
    """`index.html` of the edition. `charts` holds a section's chart by the section's name: SVG text, or PNG bytes.

    A section without a chart shows its table alone. `links` are (address, words) of pages around it, shown at its head;
    `folder` leads from the page to the edition's other files. `desk` is what a reader who can mark stories sees more,
    and less: the page may then send forms to its own place.
    """
    shown = dict.fromkeys(key for section in edition.sections for key in _categories(edition, section))
    colors = colors_of(edition.taxonomy, sorted(shown))
    classes = {key: f"k{place}" for place, key in enumerate(shown)}
    style = (
        css()
        + (desk.style if desk else "")
        + "".join(f".{name}{{--k:{colors[key]}}}\n" for key, name in classes.items())
    )
    missing = desk.off | desk.hidden if desk else frozenset()
    gone = [one.story for section in edition.sections for one in section.stories if one.story.id in missing]
    return (
        environment()
        .get_template("edition.html")
        .render(
            edition=edition,
            words=words_of(edition.language, edition.unit),
            date=wording.title(edition),
            style=Markup(style),  # noqa: S704 (our own sheet)
            policy=policy(style, chart.style(), forms=desk is not None),
            sections=[
                parts.section_of(edition, section, charts.get(section.name), classes, desk)
                for section in edition.sections
            ],
            desk=desk,
            failures=header.other_failures(edition),
            description=description(edition, gone),
            replay=header.replay_line(edition),
            links=links,
            folder=folder,
        )
    )


def _categories(edition: Edition, section: Section) -> list[str]:
    """The categories that the section's drawers, table and history name."""
    return [
        *(drawer.category.id for drawer in view.drawers(edition, section)),
        *(count.category for count in section.distribution),
        *(key for span in section.history for key in sorted(span.categories)),
    ]


def policy(*styles: str, forms: bool = False) -> str:
    """The Content-Security-Policy of a page without scripts, whose style sheets are these."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" for style in styles
    )
    target = "'self'" if forms else "'none'"
    return f"default-src 'none'; style-src {hashes}; img-src data:; base-uri 'none'; form-action {target}"


@cache
def css() -> str:
    """The style sheet of the page."""
    return resources.press_text("edition.css")


@cache
def environment() -> Environment:
    """The templates, with autoescape; whatever they print is on one line, without signs that turn the direction."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("jogan.press"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: one_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    made.filters["weblink"] = web_url
    made.filters["lang"] = language_of
    made.filters["slug"] = slug
    return made


def description(edition: Edition, gone: Sequence[Story] = ()) -> str:
    """The edition in one line, for previews of its link, without what speaks of stories that are gone."""
    claims = [claim for section in edition.sections for claim in view.printable(section.highlights, gone)]
    if claims:
        return " · ".join(markup.plain(claim.text) for claim in claims[:3])
    return " · ".join(header.counts_line(edition, section) for section in edition.sections)
