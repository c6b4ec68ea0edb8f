"""The last reading of an edition: each report against its own stories, at a cost that grows no faster than they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from jogan import pipeline, wiring
from jogan.config import Config
from jogan.model.common import Language
from jogan.model.edited import Choice, ChosenStory, FiledStory, Filing, Story
from jogan.model.edition import Counts, Section
from jogan.model.written import Brief, CategoryReport, Claim
from jogan.newsroom import Newsroom
from jogan.store.database import Store
from jogan.write.extract import ExtractiveWriter
from jogan.write.verify import Verifier

DAY = date(2024, 11, 28)
CATEGORIES = ("robotics", "audio", "healthcare", "security", "nlp")
BIRDS = ("Tern", "Gull", "Plover", "Dunlin", "Curlew", "Godwit", "Avocet", "Knot", "Snipe", "Ruff")
WORK = (
    "training-free planning", "edge devices", "speech recognition", "clinical notes", "robot grasping",
    "retrieval-augmented generation",
)  # fmt: skip


def stories(count: int) -> list[Story]:
    """Papers with names of their own that share methods, fields and traits, so that every part of a report is filled."""
    found = []
    for n in range(count):
        name = f"{BIRDS[n % 10]}{BIRDS[n // 10 % 10]}Net{'ABCDEFGHIJ'[n // 100]}"
        work, other = WORK[n % 6], WORK[n // 6 % 6]
        found.append(
            Story(
                id=f"s{n}", kind="paper", title=f"{name}: {work.capitalize()} with {other}", url=f"https://e.org/{n}",
                day=DAY, first_day=DAY,
                summary=(
                    f"However, {work} remains hard and costly for {other}. We propose {name}, a method for {work} that "
                    f"runs on edge devices without any training. Specifically, {name} combines {work} and {other}. "
                    f"Experiments show that {name} reduces latency by up to {n % 50 + 10}% on DuneCalls. The code will "
                    "be made publicly available."
                ),
            )
        )  # fmt: skip
    return found


def section(of: Sequence[Story]) -> Section:
    """The stories in turn under five categories."""
    chosen = tuple(
        ChosenStory(
            filed=FiledStory(story=one, filing=Filing(category=CATEGORIES[n % 5], score=1.0)),
            choice=Choice(rank=n + 1, score=1.0, reason=""),
        )
        for n, one in enumerate(of)
    )
    counts = Counts(seen=len(of), merged=0, kept=len(of), left_out=0, updates=0, late=0)
    return Section(name="papers", counts=counts, stories=chosen, left_out=())


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom over an empty store."""
    config = Config.model_validate({"paths": {"database": tmp_path / "jogan.db"}})
    with Store.open(config.database) as store:
        yield wiring.newsroom(config, store, lambda _: None)


@dataclass(frozen=True)
class Gossip(ExtractiveWriter):
    """A writer that says in every report that TernTernNetA is free."""

    def report(self, brief: Brief) -> CategoryReport:
        claim = Claim(text="*TernTernNetA* is said to be free.", kind="analysis", role="impact", verdict="analysis")
        return replace(super().report(brief), impact=(claim,))


def test_a_report_speaks_of_its_own_stories(room: Newsroom) -> None:
    """An interpretation that names a story of another category is not printed, and counted."""
    room = replace(room, writer=Gossip(room.glossary, "en"))
    filled, _ = pipeline.fill(room, section(stories(10)), DAY, ())
    assert {report.category: len(report.impact) for report in filled.reports} == {
        category: int(category == CATEGORIES[0]) for category in CATEGORIES
    }
    assert all(report.dropped >= 1 for report in filled.reports if report.category != CATEGORIES[0])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_last_reading_grows_no_faster_than_the_day(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    """Four times the stories: every claim holds, and few sources are read, of those that a claim names."""
    read: list[str] = []
    index = Verifier.index
    monkeypatch.setattr(Verifier, "index", lambda self, source: read.append(source.id) or index(self, source))
    room = replace(room, writer=ExtractiveWriter(room.glossary, language))
    looked: dict[int, int] = {}
    for count in (50, 200):
        read.clear()
        filled, _ = pipeline.fill(room, section(stories(count)), DAY, ())
        assert all(report.impact and report.outlook for report in filled.reports)
        looked[count] = len(read)
    # Five reports of two parts, each line with at most four groups of four names.
    assert looked[200] <= 5 * 2 * 3 * 16
    assert looked[200] <= 4 * max(looked[50], 1)
