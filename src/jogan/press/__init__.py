"""The press: an edition → the files that its readers get. Pure but for `publish`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from jogan.model.common import SectionName
from jogan.model.edition import Artifact, Edition


def artifacts(edition: Edition, links: Sequence[tuple[str, str]] = ()) -> tuple[Artifact, ...]:
    """All files of an edition: for each section the report and its chart as PNG and SVG, the document, and the page.

    A weekly or monthly edition has pictures of its movement, too. `links` stand at
    the head of the page. The same edition gives the same names and bytes.
    Raises PressError where a file cannot be made.
    """
    return tuple(Artifact(name=name, data=make()) for name, make in _files(edition, links).items())


def artifact(edition: Edition, name: str) -> bytes | None:
    """One of these files by its name, without making the others; None where there is none of that name."""
    make = _files(edition).get(name)
    return make() if make else None


def _files(edition: Edition, links: Sequence[tuple[str, str]] = ()) -> Mapping[str, Callable[[], bytes]]:
    from jogan.press import chart, document, history, html, wording

    files: dict[str, Callable[[], bytes]] = {}
    day = edition.name
    for section in edition.sections:
        title, stem = wording.SECTION_TITLES[section.name], wording.FILE_STEMS[section.name]
        files[f"{title}_{day}_report.md"] = partial(_report, edition, section.name)
        files[f"{stem}_{day}.png"] = partial(chart.render, section, edition, "png")
        files[f"{stem}_{day}.svg"] = partial(chart.render, section, edition, "svg", "auto")
        if moved := history.movement_of(section, edition):
            for kind in history.KINDS:
                files[f"{stem}_{kind}_{day}.png"] = partial(history.render, moved, kind, "png")
                files[f"{stem}_{kind}_{day}.svg"] = partial(history.render, moved, kind, "svg", "auto")

    def page() -> bytes:
        charts: dict[str, str | bytes] = {
            section.name: chart.render(section, edition, "svg", "auto", width=chart.NARROW).decode("utf-8")
            for section in edition.sections
        }
        return _encode(html.page(edition, charts, links=links))

    files["index.html"] = page
    # The document comes last: where it stands, the edition is whole.
    files["edition.json"] = partial(document.dumps, edition)
    return files


def _report(edition: Edition, section: SectionName) -> bytes:
    from jogan.press import markdown

    return _encode(markdown.render(edition, section))


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "replace")
