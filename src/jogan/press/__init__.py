"""The press: an edition → the files that its readers get. Pure but for `publish`."""

from __future__ import annotations

from jogan.model.edition import Artifact, Edition


def artifacts(edition: Edition) -> tuple[Artifact, ...]:
    """All files of an edition: for each section the report and its chart as PNG and SVG, the document, and the page.

    The same edition gives the same names and bytes. Raises PressError where a file cannot be made.
    """
    from jogan.press import chart, document, history, html, markdown, wording

    files: list[Artifact] = []
    charts: dict[str, str] = {}
    day = edition.name
    for section in edition.sections:
        title, stem = wording.SECTION_TITLES[section.name], wording.FILE_STEMS[section.name]
        svg = chart.render(section, edition, "svg", "auto")
        charts[section.name] = chart.render(section, edition, "svg", "auto", width=chart.NARROW).decode("utf-8")
        files += [
            Artifact(name=f"{title}_{day}_report.md", data=_encode(markdown.render(edition, section.name))),
            Artifact(name=f"{stem}_{day}.png", data=chart.render(section, edition, "png")),
            Artifact(name=f"{stem}_{day}.svg", data=svg),
        ]
        if moved := history.movement_of(section, edition):
            for kind in history.KINDS:
                files += [
                    Artifact(name=f"{stem}_{kind}_{day}.png", data=history.render(moved, kind, "png")),
                    Artifact(name=f"{stem}_{kind}_{day}.svg", data=history.render(moved, kind, "svg", "auto")),
                ]
    files.append(Artifact(name="index.html", data=_encode(html.page(edition, charts))))
    # The document comes last: where it stands, the edition is whole.
    files.append(Artifact(name="edition.json", data=document.dumps(edition)))
    return tuple(files)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "replace")
