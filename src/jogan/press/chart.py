"""The distribution chart of a section: one bar per category, biggest first. Pure.

One layout, in units of which a chart is 600 wide (400 inside a page, for phones), serves both forms: SVG, written here
as text that takes the reader's own fonts and theme, and PNG, drawn by matplotlib with a Korean font that comes in a
package, at two pixels a unit.
The same edition gives the same bytes.
"""

from __future__ import annotations

import html
import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from jogan.model import Category, Edition, Language, Section
from jogan.press import view, wording
from jogan.press.colors import color_of
from jogan.press.wording import words_of

Format = Literal["png", "svg"]
Theme = Literal["light", "dark", "auto"]
InkName = Literal["text", "muted"]

WIDTH = 600
MARGIN = 24
PNG_SCALE = 2
NARROW = 400
MAX_LABEL = 0.5
"""The label column's greatest share of the width; a longer name breaks, and then ends in an ellipsis."""

_TITLE, _SUBTITLE, _NAME, _SECOND, _COUNT, _NOTE = 20.0, 13.0, 15.0, 11.5, 15.0, 12.0
_END = ' text-anchor="end"'
_FONTS = "'Noto Sans KR','Noto Sans CJK KR','Apple SD Gothic Neo','Malgun Gothic',Pretendard,system-ui,sans-serif"


@dataclass(frozen=True, slots=True)
class Ink:
    """The colors of one theme."""

    paper: str
    text: str
    muted: str
    track: str


INKS: Mapping[str, Ink] = {
    "light": Ink("#ffffff", "#1d2025", "#5d636e", "#eeedea"),
    "dark": Ink("#16181c", "#e8e6e1", "#a3a8b1", "#26292f"),
}


@dataclass(frozen=True, slots=True)
class _Text:
    x: float
    y: float
    text: str
    size: float
    ink: InkName
    end: bool = False
    """Whether the text ends at x instead of beginning there."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar from (x, y): `width` of the `track` behind it, and where the average's mark stands (None: no history)."""

    x: float
    y: float
    width: float
    height: float
    track: float
    color: str
    mark: float | None


@dataclass(frozen=True, slots=True)
class _Layout:
    width: int
    height: int
    texts: tuple[_Text, ...]
    bars: tuple[_Bar, ...]
    legend: tuple[float, float] | None


def render(section: Section, edition: Edition, fmt: Format, theme: Theme = "light", *, width: int = WIDTH) -> bytes:
    """The chart's bytes, `width` units wide. `auto` follows the reader's theme in SVG and is light in PNG.

    An empty section gives a small picture that says so.
    """
    layout = _lay_out(section, edition, width)
    if fmt == "svg":
        return _svg(layout, section, edition, theme).encode("utf-8")
    return _png(layout, INKS["dark" if theme == "dark" else "light"])


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


def _lay_out(section: Section, edition: Edition, width: int) -> _Layout:
    """Where everything stands. Rows are as many as categories, so the height follows them."""
    language = edition.language
    words = words_of(language, edition.unit)
    noun = wording.noun(section.name, language, count=2)
    title = words.chart_title.format(noun=noun if language == "ko" else wording.SECTION_TITLES[section.name])
    total = sum(count.stories for count in section.distribution)
    subtitle = f"{wording.title(edition)} · {wording.many(section.name, total, language)}"
    texts = [
        _Text(MARGIN, 42, title, _TITLE, "text"),
        _Text(MARGIN, 66, subtitle if total else wording.title(edition), _SUBTITLE, "muted"),
    ]
    rows = sorted((count for count in section.distribution if count.stories > 0), key=lambda count: -count.stories)
    if not rows:
        texts.append(_Text(MARGIN, 112, words.chart_empty.format(noun=noun), _NAME, "text"))
        return _Layout(width, 140, tuple(texts), (), None)

    widest = (width - 2 * MARGIN) * MAX_LABEL
    labels = [_label(view.category_of(edition, count.category), language, widest) for count in rows]
    label = max(_width(text, size) for lines in labels for text, size, _ in lines)
    left = MARGIN + label + 16
    most = max(max(count.stories, count.average or 0) for count in rows)
    room = width - MARGIN - left - max(_width(f"{count.stories:,}", _COUNT) for count in rows) - 8
    step, thick, top = (46, 22, 94) if any(len(lines) > 1 for lines in labels) else (36, 20, 92)
    bars = []
    for place, (count, lines) in enumerate(zip(rows, labels, strict=True)):
        middle = top + place * step + step / 2
        for line, (name, size, ink) in enumerate(lines):
            y = middle + 5 if len(lines) == 1 else middle - 1 if line == 0 else middle + 15
            texts.append(_Text(MARGIN, y, name, size, ink))
        mark = None if count.average is None else left + room * count.average / most
        length = max(2.0, room * count.stories / most)
        bars.append(_Bar(left, middle - thick / 2, length, thick, room, color_of(count.category), mark))
        texts.append(_Text(width - MARGIN, middle + 5, f"{count.stories:,}", _COUNT, "text", end=True))
    bottom = top + len(rows) * step
    days = max((count.days for count in rows if count.average is not None), default=0)
    if not days:
        return _Layout(width, round(bottom + 16), tuple(texts), tuple(bars), None)
    texts.append(_Text(left + 10, bottom + 24, words.average_column.format(days=days), _NOTE, "muted"))
    return _Layout(width, round(bottom + 42), tuple(texts), tuple(bars), (left + 2, bottom + 20))


def _label(category: Category, language: Language, widest: float) -> list[tuple[str, float, InkName]]:
    """One line or two: the Korean name with the English one below it, or a name too long for one line, broken."""
    name, english = view.category_name(category, language), view.category_name(category, "en")
    if language == "ko" and english != name:
        return [(_fit(name, _NAME, widest), _NAME, "text"), (_fit(english, _SECOND, widest), _SECOND, "muted")]
    if _width(name, _NAME) <= widest:
        return [(name, _NAME, "text")]
    words = name.split(" ")
    cut = max((at for at in range(1, len(words)) if _width(" ".join(words[:at]), _NAME) <= widest), default=0)
    lines = [" ".join(words[:cut]), " ".join(words[cut:])] if cut else [name]
    return [(_fit(line, _NAME, widest), _NAME, "text") for line in lines]


def _width(text: str, size: float) -> float:
    """About how wide `text` is, in units: wide East Asian signs are 0.93 em, others near 0.56 em."""
    return sum(0.93 if unicodedata.east_asian_width(char) in "WF" else 0.56 for char in text) * size


def _fit(text: str, size: float, width: float) -> str:
    if _width(text, size) <= width + 0.5:
        return text
    while text and _width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


# ── SVG ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _style(theme: Theme) -> str:
    def inks(ink: Ink) -> str:
        return (
            f".jc-p{{fill:{ink.paper}}}.jc-t{{fill:{ink.text}}}.jc-m{{fill:{ink.muted}}}"
            f".jc-k{{fill:{ink.track}}}.jc-a{{fill:{ink.text};stroke:{ink.paper}}}"
        )

    if theme != "auto":
        return inks(INKS[theme])
    return f"{inks(INKS['light'])}@media screen and (prefers-color-scheme:dark){{{inks(INKS['dark'])}}}"


def style() -> str:
    """The style sheet inside every chart that follows the reader's theme; a page's security policy names its hash."""
    return _style("auto")


def _svg(layout: _Layout, section: Section, edition: Edition, theme: Theme) -> str:
    title = layout.texts[0].text
    name = f"jogan-{section.name}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.width} {layout.height}" width="{layout.width}" '
        f'height="{layout.height}" role="img" aria-labelledby="{name}-title {name}-desc" lang="{edition.language}" '
        f'font-family="{_FONTS}">',
        f'<title id="{name}-title">{html.escape(title)}</title>',
        f'<desc id="{name}-desc">{html.escape(alternative(section, edition))}</desc>',
        f"<style>{_style(theme)}</style>",
        f'<rect class="jc-p" width="{layout.width}" height="{layout.height}"/>',
    ]
    for bar in layout.bars:
        y, thick = _number(bar.y), _number(bar.height)
        parts.append(
            f'<rect class="jc-k" x="{_number(bar.x)}" y="{y}" width="{_number(bar.track)}" height="{thick}" rx="3"/>'
        )
        parts.append(
            f'<rect x="{_number(bar.x)}" y="{y}" width="{_number(bar.width)}" height="{thick}" rx="3" '
            f'fill="{bar.color}"/>'
        )
        if bar.mark is not None:
            parts.append(_mark(bar.mark, bar.y - 3, bar.height + 6))
    if layout.legend is not None:
        parts.append(_mark(layout.legend[0], layout.legend[1] - 8, 16))
    for text in layout.texts:
        ink = "jc-t" if text.ink == "text" else "jc-m"
        parts.append(
            f'<text class="{ink}" x="{_number(text.x)}" y="{_number(text.y)}" font-size="{_number(text.size)}"'
            f"{_END * text.end}>{html.escape(text.text)}</text>"
        )
    return "\n".join([*parts, "</svg>", ""])


def _mark(x: float, y: float, height: float) -> str:
    return f'<rect class="jc-a" x="{_number(x - 1.5)}" y="{_number(y)}" width="3" height="{_number(height)}"/>'


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


# ── PNG ─────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _font() -> tuple[str, frozenset[int]]:
    """The path of the packaged Korean font, and the code points that it has."""
    from matplotlib.ft2font import FT2Font
    from pylopdf_fonts_ko import sans_path

    path = str(sans_path())
    return path, frozenset(FT2Font(path).get_charmap())


def _png(layout: _Layout, ink: Ink) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import FancyBboxPatch, Rectangle
    from matplotlib.text import Text
    from matplotlib.transforms import Affine2D

    path, known = _font()
    figure: Any = Figure(figsize=(layout.width / 100, layout.height / 100), dpi=100 * PNG_SCALE, facecolor=ink.paper)
    FigureCanvasAgg(figure)
    # From units, y downward, to pixels, y upward.
    place = Affine2D().scale(PNG_SCALE, -PNG_SCALE).translate(0, layout.height * PNG_SCALE)

    def box(x: float, y: float, width: float, height: float, color: str) -> None:
        style = f"round,pad=0,rounding_size={min(3, width / 2)}"
        figure.add_artist(
            FancyBboxPatch((x, y), width, height, boxstyle=style, transform=place, facecolor=color, linewidth=0)
        )

    def mark(x: float, y: float, height: float) -> None:
        figure.add_artist(
            Rectangle((x - 1.5, y), 3, height, transform=place, facecolor=ink.text, edgecolor=ink.paper, linewidth=0.72)
        )

    for bar in layout.bars:
        box(bar.x, bar.y, bar.track, bar.height, ink.track)
        box(bar.x, bar.y, bar.width, bar.height, bar.color)
        if bar.mark is not None:
            mark(bar.mark, bar.y - 3, bar.height + 6)
    if layout.legend is not None:
        mark(layout.legend[0], layout.legend[1] - 8, 16)
    fonts = {size: FontProperties(fname=path, size=size * 0.72) for size in {text.size for text in layout.texts}}
    for text in layout.texts:
        # A sign that the font lacks (an emoji, say) would be drawn as an empty box.
        drawn = "".join(char for char in text.text if ord(char) in known).strip() or "?"
        color = ink.text if text.ink == "text" else ink.muted
        figure.add_artist(
            Text(
                text.x, text.y, drawn, color=color, fontproperties=fonts[text.size], transform=place,
                verticalalignment="baseline", horizontalalignment="right" if text.end else "left", parse_math=False,
            )
        )  # fmt: skip
    file = io.BytesIO()
    figure.savefig(
        file, format="png", dpi=100 * PNG_SCALE, facecolor=ink.paper, bbox_inches=None, metadata={"Software": None}
    )
    return file.getvalue()
