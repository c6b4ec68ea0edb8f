"""The distribution chart of a section: one bar per category, biggest first. Pure.

One layout, in units of which a chart is 600 wide (400 inside a page, for phones), serves both forms: SVG, written here
as text that takes the reader's own fonts and theme, and PNG, drawn by matplotlib with a Korean font that comes in a
package, at two pixels a unit.
The same edition gives the same bytes.
"""

from __future__ import annotations

from jogan.model.common import Language
from jogan.model.edited import Category
from jogan.model.edition import Edition, Section
from jogan.press import draw, view, wording
from jogan.press.colors import colors_of
from jogan.press.draw import Box, Format, InkName, Label, Mark, Picture, Shape, Theme, fit, style, width_of
from jogan.press.words import words_of

__all__ = ["MARGIN", "NARROW", "WIDTH", "Format", "Theme", "alternative", "render", "style"]

WIDTH = 600
MARGIN = 24
NARROW = 400
MAX_LABEL = 0.5
"""The label column's greatest share of the width; a longer name breaks, and then ends in an ellipsis."""

_TITLE, _SUBTITLE, _NAME, _SECOND, _COUNT, _NOTE = 20.0, 13.0, 15.0, 11.5, 15.0, 12.0


def render(section: Section, edition: Edition, fmt: Format, theme: Theme = "light", *, width: int = WIDTH) -> bytes:
    """The chart's bytes, `width` units wide. `auto` follows the reader's theme in SVG and is light in PNG.

    An empty section gives a small picture that says so.
    """
    return draw.render(_lay_out(section, edition, width), fmt, theme)


def alternative(section: Section, edition: Edition) -> str:
    """The chart in words, for those who do not see it."""
    words = words_of(edition.language, edition.unit)
    noun = wording.noun(section.name, edition.language, count=2)
    rows = ", ".join(
        f"{view.category_name(view.category_of(edition, count.category), edition.language)} {count.stories:,}"
        for count in section.distribution
    )
    if not rows:
        return words.chart_empty.format(noun=noun)
    return words.chart_alt.format(
        noun=noun if edition.language == "ko" else wording.SECTION_TITLES[section.name],
        date=edition.name,
        rows=rows,
    )


def _lay_out(section: Section, edition: Edition, width: int) -> Picture:
    """Where everything stands. Rows are as many as categories, so the height follows them."""
    language = edition.language
    words = words_of(language, edition.unit)
    noun = wording.noun(section.name, language, count=2)
    title = words.chart_title.format(noun=noun if language == "ko" else wording.SECTION_TITLES[section.name])
    total = sum(count.stories for count in section.distribution)
    subtitle = f"{wording.title(edition)} · {wording.many(section.name, total, language)}"
    shapes: list[Shape] = [
        Label(MARGIN, 42, title, _TITLE),
        Label(MARGIN, 66, fit(subtitle if total else wording.title(edition), _SUBTITLE, width), _SUBTITLE, "muted"),
    ]

    def picture(height: float) -> Picture:
        return Picture(
            id=f"jogan-{section.name}", title=title, alternative=alternative(section, edition), language=language,
            width=width, height=round(height), shapes=shapes,
        )  # fmt: skip

    rows = sorted((count for count in section.distribution if count.stories > 0), key=lambda count: -count.stories)
    if not rows:
        shapes.append(Label(MARGIN, 112, words.chart_empty.format(noun=noun), _NAME))
        return picture(140)

    colors = colors_of(edition.taxonomy, sorted(count.category for count in rows))
    widest = (width - 2 * MARGIN) * MAX_LABEL
    labels = [_label(view.category_of(edition, count.category), language, widest) for count in rows]
    label = max(width_of(text, size) for lines in labels for text, size, _ in lines)
    left = MARGIN + label + 16
    most = max(max(count.stories, count.average or 0) for count in rows)
    # What rises is told by a sign, not by a length: the mark of the average stands on the bar.
    figures = [f"{'▲ ' * count.rising}{count.stories:,}" for count in rows]
    room = width - MARGIN - left - max(width_of(figure, _COUNT) for figure in figures) - 8
    step, thick, top = (46, 22, 94) if any(len(lines) > 1 for lines in labels) else (36, 20, 92)
    for place, (count, lines, figure) in enumerate(zip(rows, labels, figures, strict=True)):
        middle = top + place * step + step / 2
        y = middle - thick / 2
        shapes.append(Box(left, y, room, thick))
        shapes.append(Box(left, y, max(2.0, room * count.stories / most), thick, colors[count.category]))
        if count.average is not None:
            shapes.append(Mark(left + room * count.average / most, y - 3, thick + 6))
        for line, (name, size, ink) in enumerate(lines):
            below = middle + 5 if len(lines) == 1 else middle - 1 if line == 0 else middle + 15
            shapes.append(Label(MARGIN, below, name, size, ink))
        shapes.append(Label(width - MARGIN, middle + 5, figure, _COUNT, anchor="end"))
    bottom = top + len(rows) * step
    days = max((count.days for count in rows if count.average is not None), default=0)
    if not days:
        return picture(bottom + 16)
    note = words.average_column.format(days=days)
    if any(count.rising for count in rows):
        note += f" · ▲ {words.rising}"
    shapes += [Mark(left + 2, bottom + 12, 16), Label(left + 10, bottom + 24, note, _NOTE, "muted")]
    return picture(bottom + 42)


def _label(category: Category, language: Language, widest: float) -> list[tuple[str, float, InkName]]:
    """One line or two: the Korean name with the English one below it, or a name too long for one line, broken."""
    name, english = view.category_name(category, language), view.category_name(category, "en")
    if language == "ko" and english != name:
        return [(fit(name, _NAME, widest), _NAME, "text"), (fit(english, _SECOND, widest), _SECOND, "muted")]
    if width_of(name, _NAME) <= widest:
        return [(name, _NAME, "text")]
    words = name.split(" ")
    cut = max((at for at in range(1, len(words)) if width_of(" ".join(words[:at]), _NAME) <= widest), default=0)
    lines = [" ".join(words[:cut]), " ".join(words[cut:])] if cut else [name]
    return [(fit(line, _NAME, widest), _NAME, "text") for line in lines]
