"""Pictures out of boxes, marks and words: as SVG, written here as text, and as PNG, drawn by matplotlib. Pure.

Both are laid out in the same units. SVG takes the reader's own fonts and theme; PNG takes a Korean font that comes in a
package, at two pixels a unit. The same shapes give the same bytes.
"""

from __future__ import annotations

import html
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

Format = Literal["png", "svg"]
Theme = Literal["light", "dark", "auto"]
InkName = Literal["text", "muted"]
Anchor = Literal["start", "middle", "end"]

PNG_SCALE = 2

_FONTS = "'Noto Sans KR','Noto Sans CJK KR','Apple SD Gothic Neo','Malgun Gothic',Pretendard,system-ui,sans-serif"
_ANCHORS: Mapping[Anchor, str] = {
    "start": "",
    "middle": ' text-anchor="middle"',
    "end": ' text-anchor="end"',
}
_ALIGNED: Mapping[Anchor, Literal["left", "center", "right"]] = {"start": "left", "middle": "center", "end": "right"}


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
class Box:
    """A filled rectangle; `color` is `#rrggbb`, or "" for the quiet tone of the theme's tracks."""

    x: float
    y: float
    width: float
    height: float
    color: str = ""
    radius: float = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright stroke in the ink of text, with an edge of paper, so that it is seen on any color."""

    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words whose baseline is at y, and which begin, stand or end at x."""

    x: float
    y: float
    text: str
    size: float
    ink: InkName = "text"
    anchor: Anchor = "start"


Shape = Box | Mark | Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Shapes on a sheet of so many units; `title` and `alternative` tell it to those who do not see it."""

    id: str
    title: str
    alternative: str
    language: str
    width: int
    height: int
    shapes: Sequence[Shape]


def render(picture: Picture, fmt: Format, theme: Theme = "light") -> bytes:
    """The picture's bytes. `auto` follows the reader's theme in SVG and is light in PNG."""
    if fmt == "svg":
        return _svg(picture, theme).encode("utf-8")
    return _png(picture, INKS["dark" if theme == "dark" else "light"])


def width_of(text: str, size: float) -> float:
    """About how wide `text` is, in units: wide East Asian signs are 0.93 em, others near 0.56 em."""
    return sum(0.93 if unicodedata.east_asian_width(char) in "WF" else 0.56 for char in text) * size


def fit(text: str, size: float, width: float) -> str:
    """The text, or its beginning with an ellipsis where it is wider than `width` units."""
    if width_of(text, size) <= width + 0.5:
        return text
    while text and width_of(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


# ── SVG ─────────────────────────────────────────────────────────────────────────────────────────────────────


def style(theme: Theme = "auto") -> str:
    """The style sheet inside every picture of that theme; a page's security policy names its hash."""

    def inks(ink: Ink) -> str:
        return (
            f".jc-p{{fill:{ink.paper}}}.jc-t{{fill:{ink.text}}}.jc-m{{fill:{ink.muted}}}"
            f".jc-k{{fill:{ink.track}}}.jc-a{{fill:{ink.text};stroke:{ink.paper}}}"
        )

    if theme != "auto":
        return inks(INKS[theme])
    return f"{inks(INKS['light'])}@media screen and (prefers-color-scheme:dark){{{inks(INKS['dark'])}}}"


def _svg(picture: Picture, theme: Theme) -> str:
    name = picture.id
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width} {picture.height}" '
        f'width="{picture.width}" height="{picture.height}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'lang="{picture.language}" font-family="{_FONTS}">',
        f'<title id="{name}-title">{html.escape(picture.title)}</title>',
        f'<desc id="{name}-desc">{html.escape(picture.alternative)}</desc>',
        f"<style>{style(theme)}</style>",
        f'<rect class="jc-p" width="{picture.width}" height="{picture.height}"/>',
    ]
    labels: list[str] = []
    for shape in picture.shapes:
        if isinstance(shape, Label):
            ink = "jc-t" if shape.ink == "text" else "jc-m"
            labels.append(
                f'<text class="{ink}" x="{_number(shape.x)}" y="{_number(shape.y)}" font-size="{_number(shape.size)}"'
                f"{_ANCHORS[shape.anchor]}>{html.escape(shape.text)}</text>"
            )
        elif isinstance(shape, Mark):
            parts.append(
                f'<rect class="jc-a" x="{_number(shape.x - 1.5)}" y="{_number(shape.y)}" width="3" '
                f'height="{_number(shape.height)}"/>'
            )
        else:
            head = "" if shape.color else ' class="jc-k"'
            tail = f' fill="{shape.color}"' if shape.color else ""
            parts.append(
                f'<rect{head} x="{_number(shape.x)}" y="{_number(shape.y)}" width="{_number(shape.width)}" '
                f'height="{_number(shape.height)}" rx="{_number(shape.radius)}"{tail}/>'
            )
    return "\n".join([*parts, *labels, "</svg>", ""])


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


def _png(picture: Picture, ink: Ink) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import FancyBboxPatch, Rectangle
    from matplotlib.text import Text
    from matplotlib.transforms import Affine2D

    path, known = _font()
    figure: Any = Figure(figsize=(picture.width / 100, picture.height / 100), dpi=100 * PNG_SCALE, facecolor=ink.paper)
    FigureCanvasAgg(figure)
    # From units, y downward, to pixels, y upward.
    place = Affine2D().scale(PNG_SCALE, -PNG_SCALE).translate(0, picture.height * PNG_SCALE)
    labels = [shape for shape in picture.shapes if isinstance(shape, Label)]
    fonts = {size: FontProperties(fname=path, size=size * 0.72) for size in {label.size for label in labels}}
    for shape in picture.shapes:
        if isinstance(shape, Box):
            rounding = max(0.01, min(shape.radius, shape.width / 2, shape.height / 2))
            figure.add_artist(
                FancyBboxPatch(
                    (shape.x, shape.y), shape.width, shape.height, transform=place, linewidth=0,
                    boxstyle=f"round,pad=0,rounding_size={rounding}", facecolor=shape.color or ink.track,
                )
            )  # fmt: skip
        elif isinstance(shape, Mark):
            figure.add_artist(
                Rectangle(
                    (shape.x - 1.5, shape.y), 3, shape.height, transform=place, facecolor=ink.text,
                    edgecolor=ink.paper, linewidth=0.72,
                )
            )  # fmt: skip
    for label in labels:
        # A sign that the font lacks (an emoji, say) would be drawn as an empty box.
        drawn = "".join(char for char in label.text if ord(char) in known).strip() or "?"
        figure.add_artist(
            Text(
                label.x, label.y, drawn, color=ink.text if label.ink == "text" else ink.muted,
                fontproperties=fonts[label.size], transform=place, verticalalignment="baseline",
                horizontalalignment=_ALIGNED[label.anchor], parse_math=False,
            )
        )  # fmt: skip
    file = io.BytesIO()
    figure.savefig(
        file, format="png", dpi=100 * PNG_SCALE, facecolor=ink.paper, bbox_inches=None, metadata={"Software": None}
    )
    return file.getvalue()
