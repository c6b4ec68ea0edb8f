"""The pictures of movement: weeks stacked, and a panel for each category."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from jogan import resources
from jogan.edit.taxonomy import parse
from jogan.model.common import Language
from jogan.model.edited import CategoryCount
from jogan.model.edition import Edition, Period, SpanCounts
from jogan.press import artifacts, history, html, markdown
from jogan.press.colors import colors_of
from jogan.press.draw import Theme

SVG = "{http://www.w3.org/2000/svg}"
TAXONOMY = parse(resources.read_text("taxonomy.toml"))
MONDAY = date(2024, 10, 7)


def movement(categories: int, language: Language = "ko", weeks: int = 8) -> history.Movement:
    """So many categories over so many weeks; the second week has two editions only."""
    some = [one for one in TAXONOMY.categories if one.id != "others"][:categories]
    spans = tuple(
        SpanCounts(
            name=f"2024-W{41 + week}",
            first=MONDAY + timedelta(weeks=week),
            editions=2 if week == 1 else 5,
            stories=sum(place + week % 3 + 1 for place in range(categories)),
            categories={one.id: place + week % 3 + 1 for place, one in enumerate(some)},
        )
        for week in range(weeks)
    )
    return history.Movement(
        section="papers",
        language=language,
        spans=spans,
        names={one.id: one.names[language] for one in some},
        colors=colors_of(TAXONOMY),
    )


def rectangles(svg: bytes) -> list[ET.Element]:
    return [one for one in ET.fromstring(svg).iter(f"{SVG}rect") if one.get("fill")]


@pytest.mark.parametrize("kind", history.KINDS)
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("theme", "width"), [("light", 600), ("dark", 600), ("light", 400)])
@pytest.mark.parametrize("categories", [1, 5, 20])
def test_pictures_hold_what_they_show(
    kind: history.Kind, categories: int, theme: Theme, width: int, language: Language
) -> None:
    """Everything stands inside the picture, every category in its own color; the PNG has the same size, doubled."""
    moved = movement(categories, language)
    svg = history.render(moved, kind, "svg", theme, width=width)
    root = ET.fromstring(svg)
    _, _, wide, high = map(float, root.get("viewBox", "").split())
    assert wide == width
    for one in root.iter():
        if one.get("x"):
            assert -0.5 <= float(one.get("x", 0)) <= wide
            assert 0 <= float(one.get("y", 0)) <= high
        if one.tag == f"{SVG}rect" and one.get("fill"):
            assert float(one.get("y", 0)) + float(one.get("height", 0)) <= high
    shown = moved.categories[: history.STACKED] if kind == "stack" and categories > history.STACKED + 1 else None
    colors = {one.get("fill") for one in rectangles(svg)}
    assert {moved.color_of(key) for key in shown or moved.categories} <= colors
    assert "*" in svg.decode().partition("</desc>")[2]
    png = history.render(moved, kind, "png", theme, width=width)
    assert struct.unpack(">II", png[16:24]) == (2 * width, 2 * int(high))


def test_one_story_after_none_is_no_cliff() -> None:
    """A panel is never scaled so far up that a single story fills it."""
    spans = tuple(
        SpanCounts(name=f"2024-W{week}", first=MONDAY, editions=5, stories=count, categories={"llm": count})
        for week, count in ((47, 0), (48, 1))
    )
    moved = history.Movement(
        section="papers", language="ko", spans=spans, names={"llm": "LLM"}, colors=colors_of(TAXONOMY)
    )
    svg = history.render(moved, "panels", "svg")
    heights = [float(one.get("height", 0)) for one in rectangles(svg) if float(one.get("width", 0)) > 12]
    assert max(heights) == pytest.approx(62 / history.LEAST, abs=0.1)
    assert "▲" not in svg.decode()


def test_only_what_was_measured_is_called_a_rise() -> None:
    """The sign stands at the categories that are given as rising, and at no other, however steep."""
    moved = movement(5)
    assert "▲" not in history.render(moved, "panels", "svg").decode()
    told = history.render(replace(moved, rising=frozenset({"nlp"})), "panels", "svg").decode()
    assert told.count("▲") == 2
    assert "우연으로 보기 어려운 증가" in told


def test_the_words_tell_every_number() -> None:
    """Who does not see the picture hears each category's counts in order."""
    said = history.alternative(movement(2, weeks=3))
    assert "41주 3, 42주 5, 43주 7" in said
    assert "대형 언어 모델 1, 2, 3" in said
    assert "자연어 처리 2, 3, 4" in said


def test_weeks_of_days() -> None:
    """Days are gathered by ISO week; empty ones are no editions; one week alone has no movement."""

    def day(number: int, **counts: int) -> tuple[date, Mapping[str, int]]:
        return date(2024, 11, number), counts

    moved = history.by_weeks(
        [day(18, llm=2), day(19, llm=1, nlp=1), day(23), day(25, nlp=4)], "papers", "en", {"llm": "LLM"}, {}
    )
    assert moved is not None
    assert [(span.name, span.editions, span.stories) for span in moved.spans] == [
        ("2024-W47", 2, 4),
        ("2024-W48", 1, 4),
    ]
    assert moved.categories == ("nlp", "llm")
    assert history.by_weeks([day(18, llm=2), day(19, llm=1)], "papers", "en", {}, {}) is None


def test_a_week_without_an_edition_is_a_gap() -> None:
    """Time runs evenly: between weeks 47 and 50 stand two empty ones, told by a dash and not by a zero."""

    def day(day: date, **counts: int) -> tuple[date, Mapping[str, int]]:
        return day, counts

    days = [day(date(2024, 11, 18), llm=2), day(date(2024, 12, 9), llm=5)]
    moved = history.by_weeks(days, "papers", "ko", {"llm": "LLM"}, colors_of(TAXONOMY))
    assert moved is not None
    assert [span.name for span in moved.spans] == ["2024-W47", "2024-W48", "2024-W49", "2024-W50"]
    assert [span.editions for span in moved.spans] == [1, 0, 0, 1]
    svg = history.render(moved, "stack", "svg").decode()
    assert svg.count(f">{history.GAP}<") == 2
    assert "48주<" in svg
    long_ago = [day(date(2023, 1, 2), llm=2), *days]
    again = history.by_weeks(long_ago, "papers", "ko", {"llm": "LLM"}, colors_of(TAXONOMY))
    assert again is not None
    assert again.spans == moved.spans


def test_long_names_take_fewer_columns() -> None:
    """Names that begin alike are not cut to the same letters: the panels are wider then."""
    moved = movement(5, "en")
    names = {key: f"Weather and climate science, part {place}" for place, key in enumerate(moved.names)}
    svg = history.render(replace(moved, names=names), "panels", "svg").decode().partition("</desc>")[2]
    for name in names.values():
        assert f">{name}<" in svg


@pytest.fixture
def week(editions: ModuleType) -> Edition:
    """An ordinary edition as that of a week, with a hostile category name in its history."""
    edition: Edition = editions.ordinary()
    spans = tuple(replace(span, stories=span.stories + 1, categories={**span.categories, "<b>|odd": 1})
                  for span in movement(3, weeks=4).spans)  # fmt: skip
    sections = tuple(
        replace(
            section,
            history=spans,
            distribution=(CategoryCount(category="nlp", stories=6, average=2.0, days=3, rising=True),),
        )
        for section in edition.sections
    )
    period = Period(
        name="2024-W48", unit="week", first=date(2024, 11, 25), last=date(2024, 12, 1),
        editions=(edition.date,), missing=(date(2024, 11, 29),),
    )  # fmt: skip
    return replace(edition, sections=sections, period=period, date=period.last)


def test_a_weeks_files(week: Edition) -> None:
    """Pictures are files of the edition; page and Markdown show them with the table; foreign names are escaped."""
    names = {artifact.name for artifact in artifacts(week)}
    for kind in history.KINDS:
        assert {f"paper_{kind}_2024-W48.png", f"news_{kind}_2024-W48.svg"} <= names
    report = markdown.render(week, "papers")
    assert "![논문 분야별 추이](paper_stack_2024-W48.png)" in report
    assert "| 분야 | 41주 | 42주\\* | 43주 | 44주 |" in report
    assert "| 자연어 처리 ▲ | 2 | 3 | 4 | 2 |" in report
    assert r"| \<b>\|odd | 1 | 1 | 1 | 1 |" in report
    page = html.page(week, {})
    assert page.count("jogan-stack-papers-title") == 2
    assert "<b>|odd" not in page
    assert "판이 없는 날 1일: 11-29(금)" in page
