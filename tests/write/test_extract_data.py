"""The extractive writer over real abstracts: all seed papers and recorded days, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from jogan import resources
from jogan.glossary import Glossary
from jogan.model.common import Language
from jogan.model.edited import Category, Choice, ChosenStory, FiledStory, Filing, Story
from jogan.model.written import Brief, CategoryReport, Claim
from jogan.write.extract import ExtractiveWriter
from jogan.write.korean import Pair, particle, stray_scripts
from jogan.write.markup import readable, unmark

pytestmark = pytest.mark.data

DAY = date(2024, 11, 28)
DAYS = (
    "2024-09-25", "2024-10-08", "2024-10-30", "2024-11-18", "2024-11-19", "2024-11-20", "2024-11-21", "2024-11-22",
    "2024-11-28", "2025-06-10", "2026-01-14", "2026-08-20",
)  # fmt: skip
FILLER = (
    "유용한 통찰", "에 대해 알아보", "중요한 역할을", "큰 기대를", "주목할 만한", "획기적", "새로운 가능성을 열", "기대됩니다", "할 것으로 기대",
    "이 보고서는", "다양한 분야", "혁신", "exciting", "groundbreaking result", "in conclusion", "it is worth noting", "plays a crucial role",
)  # fmt: skip
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
Made = tuple[dict[str, Story], CategoryReport, tuple[Claim, ...]]


def story(id: str, title: str, summary: str) -> Story:
    return Story(id=id, kind="paper", title=title, url="https://e.org", day=DAY, first_day=DAY, summary=summary)


def groups(folder: Path) -> Iterator[tuple[str, list[Story]]]:
    """The seed papers by day and category, and the papers of each recorded day."""
    seeds: dict[str, list[Story]] = {}
    for line in (folder / "seed_papers.jsonl").read_text().splitlines():
        item = json.loads(line)
        group = seeds.setdefault(f"{item['day']} {item['category']}", [])
        group.append(story(f"seed-{len(group)}", item["title"], item["summary"]))
    yield from seeds.items()
    for day in DAYS:
        entries = json.loads((folder / "replay" / "huggingface" / f"daily_papers_{day}.json").read_text())
        papers = [entry["paper"] for entry in entries]
        yield day, [story(p["id"], " ".join(p["title"].split()), p.get("summary") or "") for p in papers]


@cache
def written(folder: Path, language: Language) -> tuple[Made, ...]:
    """Every group's stories, report and highlights."""
    writer = ExtractiveWriter(Glossary.parse(resources.read_text("glossary.tsv")), language)
    made: list[Made] = []
    for name, stories in groups(folder):
        chosen = tuple(
            ChosenStory(
                filed=FiledStory(story=one, filing=Filing(category="c", score=1.0)),
                choice=Choice(rank=rank, score=1.0, reason=""),
            )
            for rank, one in enumerate(stories, 1)
        )
        category = Category(id="c", names={"ko": name, "en": name}, emoji="")
        brief = Brief(date=DAY, language=language, section="papers", category=category, stories=chosen)
        report = writer.report(brief)
        made.append(({one.id: one for one in stories}, report, writer.highlights((brief,), (report,))))
    return tuple(made)


def told(report: CategoryReport) -> Iterator[Claim]:
    for one in report.told:
        yield from one.claims
        if one.headline:
            yield Claim(text=one.headline, role="headline", evidence=one.evidence)


def everything(made: Made) -> Iterator[Claim]:
    _, report, highlights = made
    yield from (*report.topics, *report.trends, *told(report), *report.impact, *report.outlook, *highlights)


BOTH = pytest.mark.parametrize("language", ["ko", "en"])


@BOTH
def test_all_evidence_slices_exactly(shared_data: Path, language: Language) -> None:
    """Every fact of every group has evidence, and each piece is its place in the story's field."""
    seen = 0
    for made in written(shared_data, language):
        for claim in everything(made):
            assert claim.evidence or claim.kind == "analysis", claim
            for place in claim.evidence:
                assert getattr(made[0][place.story], place.field)[place.start : place.end] == place.quote
                seen += 1
    assert seen > 1_000


@BOTH
def test_no_figure_without_its_source(shared_data: Path, language: Language) -> None:
    """Every number of a told claim stands in its evidence or in its story's name; interpretation brings none."""
    for made in written(shared_data, language):
        stories, report, _ = made
        for claim in told(report):
            source = " ".join(f"{readable(place.quote)} {stories[place.story].title}" for place in claim.evidence)
            for number in NUMBER.findall(unmark(claim.text)):
                assert number in source, claim
        known = " ".join(f"{one.title} {one.summary}" for one in stories.values())
        for claim in (*report.impact, *report.outlook):
            assert all(number in known for number in NUMBER.findall(unmark(claim.text))), claim


@BOTH
def test_quotes_are_the_sources_own_words(shared_data: Path, language: Language) -> None:
    """What stands in quote marks is its evidence, made readable."""
    for made in written(shared_data, language):
        for claim in told(made[1]):
            quotes = {readable(place.quote).replace("“", "‘").replace("”", "’") for place in claim.evidence}
            for quoted in re.findall(r"“([^”]*)”", unmark(claim.text)):
                assert quoted in quotes, claim


@BOTH
def test_no_foreign_script_and_no_filler(shared_data: Path, language: Language) -> None:
    """No Han, kana or Cyrillic outside quotes, and none of the phrases that fit any day."""
    for made in written(shared_data, language):
        for claim in everything(made):
            own = re.sub(r"“[^”]*”", "", unmark(claim.text))
            assert stray_scripts(own) == ()
            assert not any(phrase in own.lower() for phrase in FILLER), claim


def test_particles_follow_the_sound_before_them(shared_data: Path) -> None:
    """Every particle behind a Latin word, a figure or a bracket is the one that its sound takes."""
    pairs: tuple[Pair, ...] = ("은/는", "을/를", "과/와", "으로/로")
    behind = re.compile(r"([A-Za-z0-9%)*…+]+)(은|는|을|를|과|와|으로|로)(?=\s)")
    seen = 0
    for made in written(shared_data, "ko"):
        for claim in everything(made):
            text = re.sub(r"“[^”]*”", "", claim.text)
            for match in behind.finditer(text):
                pair = next(pair for pair in pairs if match.group(2) in pair.split("/"))
                assert match.group(2) == particle(text[: match.end(1)], pair), text
                seen += 1
    assert seen > 50


@BOTH
def test_every_story_is_told(shared_data: Path, language: Language) -> None:
    """Each story of a group has its place in the report, and the ten-second version is short."""
    for stories, report, highlights in written(shared_data, language):
        assert [one.story for one in report.told] == list(stories)
        assert len(highlights) <= 5
        assert all(len(claim.text) < 700 for claim in told(report))


def test_the_report_is_not_only_quotes(shared_data: Path) -> None:
    """Of the results with figures a fair share is told in Korean, and most abstracts give a method and a result."""
    claims = [claim for made in written(shared_data, "ko") for claim in told(made[1])]
    figured = [claim for claim in claims if claim.role == "result" and "**" in claim.text]
    spoken = [claim for claim in figured if "“" not in claim.text]
    assert len(spoken) / len(figured) > 0.25
    stories = [one for made in written(shared_data, "ko") for one in made[1].told[:12] if made[0][one.story].summary]
    assert sum(any(claim.role == "method" for claim in one.claims) for one in stories) / len(stories) > 0.9
    assert sum(any(claim.role == "result" for claim in one.claims) for one in stories) / len(stories) > 0.7
