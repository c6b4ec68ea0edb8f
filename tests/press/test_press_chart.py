"""The distribution chart."""

from __future__ import annotations

import math
import struct
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from jogan import resources
from jogan.edit.taxonomy import parse
from jogan.model.edited import Category, CategoryCount, Taxonomy
from jogan.press import chart
from jogan.press.colors import COLORS, SPARE, colors_of

SVG = "{http://www.w3.org/2000/svg}"


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("categories", [0, 1, 5, 22])
def test_chart_fits_its_categories(editions: ModuleType, categories: int, theme: chart.Theme, language: str) -> None:
    """The picture is 1,200 pixels wide and grows with its rows; the SVG has a bar and a count for each."""
    edition = editions.many(categories, language) if categories else editions.empty(language)
    section = edition.section("papers")
    width, height = size(chart.render(section, edition, "png", theme))
    assert width == 1200
    assert height >= 280
    root = ET.fromstring(chart.render(section, edition, "svg", theme))
    colors = [bar.get("fill") for bar in root.iter(f"{SVG}rect") if bar.get("fill")]
    assert colors == [colors_of(edition.taxonomy)[count.category] for count in section.distribution]
    if categories:
        assert height > 92 * categories * (1 if language == "ko" else 0.7)
        texts = [node.text for node in root.iter(f"{SVG}text")]
        for count in section.distribution:
            name = edition.taxonomy.get(count.category).names[language]
            assert name in texts
    bottom = float(root.get("viewBox", "").split()[3])
    for node in root.iter(f"{SVG}text"):
        assert 0 < float(node.get("x", 0)) < 600
        assert 0 < float(node.get("y", 0)) < bottom


def test_same_edition_gives_the_same_bytes(editions: ModuleType) -> None:
    """Both forms are the same in another process: no date, no random id."""
    edition = editions.ordinary()
    section = edition.section("papers")
    code = (
        "import sys;sys.path.insert(0,sys.argv[1]);"
        "import sample_editions;from jogan.press import chart;e=sample_editions.ordinary();"
        "sys.stdout.buffer.write(b''.join(chart.render(e.section('papers'),e,f) for f in ('png','svg')))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, Path(editions.__file__).parent], capture_output=True, check=True
    ).stdout
    assert other == chart.render(section, edition, "png") + chart.render(section, edition, "svg")


def taxonomy(*added: str) -> Taxonomy:
    """The shipped categories, with some that a user added before the last."""
    base = parse(resources.read_text("taxonomy.toml"))
    more = (Category(id=name, names={"en": name, "ko": name}, emoji="") for name in added)
    return replace(base, categories=(*base.categories[:-1], *more, base.categories[-1]))


def linear(color: str) -> tuple[float, ...]:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def oklab(color: str) -> tuple[float, float, float]:
    """A color in OKLab (Ottosson 2020)."""
    red, green, blue = linear(color)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def test_colors_are_fixed_and_distinct() -> None:
    """Each category of the default taxonomy has a color of its own, which those that a user adds do not change."""
    alone = colors_of(taxonomy())
    assert alone == {key: COLORS[key] for key in alone}
    assert len(set(COLORS.values())) == len(COLORS) == 22
    assert COLORS["llm"] == "#3871c1"
    names = [f"added-{number}" for number in range(len(SPARE))]
    found = colors_of(taxonomy(*names))
    assert len(set(found.values())) == len(found) == 22 + len(SPARE) >= 42
    for some in (1, 5, 20):
        earlier = colors_of(taxonomy(*names[:some]))
        assert earlier.items() <= found.items()
    assert colors_of(taxonomy(*names), ["gone"])["gone"] in SPARE
    assert colors_of(taxonomy("astronomy"))["astronomy"] == colors_of(taxonomy(), ["astronomy"])["astronomy"]


def test_any_two_colors_can_be_told_apart() -> None:
    """In OKLab, where equal distances look equal, no two of all colors are nearer than 0.05."""
    places = [oklab(color) for color in (*COLORS.values(), *SPARE)]
    assert min(math.dist(one, other) for one, other in combinations(places, 2)) >= 0.05


@pytest.mark.parametrize("background", ["#ffffff", "#fbfaf6", "#16181c"])
def test_colors_stand_out_from_every_page(background: str) -> None:
    """Each color has the contrast that WCAG asks of graphics, 3:1, to the pictures' and the pages' ground."""

    def luminance(color: str) -> float:
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(color), strict=True))

    for color in (*COLORS.values(), *SPARE):
        high, low = sorted((luminance(color), luminance(background)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 3.0, color


def test_svg_tells_its_content_in_words(editions: ModuleType) -> None:
    """Title and description name every category with its count."""
    edition = editions.ordinary()
    root = ET.fromstring(chart.render(edition.section("papers"), edition, "svg", "auto"))
    assert root.findtext(f"{SVG}title") == "논문 분야별 분포"
    assert root.findtext(f"{SVG}desc") == "2024-11-28 논문 분야별 분포: 추론 가속 2, 멀티모달 1."
    assert "prefers-color-scheme:dark" in (root.findtext(f"{SVG}style") or "")


def test_average_is_marked_only_with_history(editions: ModuleType) -> None:
    """Without earlier days there is neither a mark nor a legend."""
    for history in (True, False):
        edition = editions.many(3, history=history)
        svg = chart.render(edition.section("papers"), edition, "svg").decode()
        assert ('class="jc-a"' in svg) is history
        assert ("7일 평균" in svg) is history


def test_hostile_and_long_names_are_drawn(editions: ModuleType) -> None:
    """Markup, emoji, other scripts and an endless name make neither a broken SVG nor a warning."""
    edition = editions.nasty()
    section = edition.section("papers")
    long = replace(section, distribution=(CategoryCount(category="x" * 300, stories=10_000, average=99_999.5, days=7),))
    for one in (section, long):
        svg = chart.render(one, edition, "svg").decode()
        root = ET.fromstring(svg)
        assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {"svg", "title", "desc", "style", "rect", "text"}
        assert size(chart.render(one, edition, "png"))[0] == 1200
    assert "…" in svg
