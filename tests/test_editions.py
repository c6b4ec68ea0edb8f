"""Whole editions out of real material: ten days of recorded replies and the five seed days."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from helpers import edition, evidence, files, jogan

WEEKDAYS = [date(2024, 11, 18) + timedelta(days=n) for n in range(12) if n not in (5, 6)]
SATURDAY, SUNDAY = date(2024, 11, 23), date(2024, 11, 24)
SEED_DAYS = ("2024-10-05", "2024-11-04", "2024-11-16", "2024-11-22", "2024-11-28")

pytestmark = [pytest.mark.data, pytest.mark.slow]


def replay(language: str, shared_data: Path, folder: Path) -> Path:
    """The editions of twelve consecutive days, two of them a weekend, made in a row."""
    for n in range(12):
        day = date(2024, 11, 18) + timedelta(days=n)
        recording = shared_data / "replay" / "huggingface"
        ran = jogan("run", "--replay", recording, "--date", day, "--lang", language, cwd=folder)
        assert ran.status == 0, ran.err
    return folder / "editions"


@pytest.fixture(scope="module")
def replayed_ko(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The replayed days in Korean."""
    return replay("ko", shared_data, tmp_path_factory.mktemp("replay-ko"))


@pytest.fixture(scope="module")
def replayed_en(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The replayed days in English."""
    return replay("en", shared_data, tmp_path_factory.mktemp("replay-en"))


@pytest.fixture(params=["replayed_ko", "replayed_en"])
def replayed(request: pytest.FixtureRequest) -> Path:
    """The replayed days, in either language."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.fixture(scope="module")
def seeded(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions of the five seed days, out of the imported seed items."""
    folder = tmp_path_factory.mktemp("seed")
    ran = jogan("import", shared_data / "seed_papers.jsonl", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    for day in SEED_DAYS:
        assert jogan("build", "--date", day, cwd=folder).status == 0
    return folder / "editions"


def recorded(shared_data: Path, day: date) -> list[str]:
    """The arXiv ids of a recorded reply."""
    body = shared_data / "replay" / "huggingface" / f"daily_papers_{day}.json"
    entries = json.loads(body.read_text(encoding="utf-8"))
    entries = json.loads(entries) if isinstance(entries, str) else entries
    return [entry["paper"]["id"] for entry in entries]


def papers(document: dict[str, Any]) -> dict[str, Any]:
    """The papers section of an edition's document."""
    section: dict[str, Any] = next(one for one in document["sections"] if one["name"] == "papers")
    return section


def story_texts(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The stories of an edition's document by id."""
    return {
        one["filed"]["story"]["id"]: one["filed"]["story"]
        for section in document["sections"]
        for one in section["stories"]
    }


def test_every_recorded_paper_has_exactly_one_place(replayed: Path, shared_data: Path) -> None:
    """Each paper of a reply is printed once, or named as left out with a reason; none is printed as new twice."""
    printed: Counter[str] = Counter()
    for day in WEEKDAYS:
        section = papers(edition(replayed, day.isoformat()))
        here = [one["filed"]["story"]["ids"]["arxiv"] for one in section["stories"]]
        named = [one["story"].removeprefix("arxiv:") for one in section["left_out"]]
        told = [story for report in section["reports"] for story in report["stories"]]
        assert sorted(here + named) == sorted(set(recorded(shared_data, day))), day
        assert sorted(told) == sorted(f"arxiv:{one}" for one in here), day
        assert all(one["reason"] for one in section["left_out"])
        assert section["counts"]["seen"] == len(set(recorded(shared_data, day)))
        printed.update(here)
    assert set(printed.values()) == {1}


def test_source_lines_say_what_happened(replayed: Path, shared_data: Path) -> None:
    """The source that answered is ok with its count; those that the recording lacks failed, and say so."""
    for day in WEEKDAYS:
        lines = {line["kind"]: line for line in edition(replayed, day.isoformat())["sources"]}
        hugging_face = lines["huggingface"]
        assert (hugging_face["status"], hugging_face["items"]) == ("ok", len(set(recorded(shared_data, day))))
        assert lines["arxiv"]["status"] == "failed"
        assert "replay folder" in lines["arxiv"]["detail"]


@pytest.mark.parametrize("day", [SATURDAY, SUNDAY])
def test_a_weekend_says_why_it_is_empty(replayed: Path, day: date) -> None:
    """No papers on a weekend is an edition with a reason, not an error and not silence."""
    assert papers(edition(replayed, day.isoformat()))["counts"]["seen"] == 0
    report = (replayed / day.isoformat() / f"Papers_{day}_report.md").read_text(encoding="utf-8")
    assert re.search("주말|토요일|일요일|weekend|Saturday|Sunday", report)


def test_a_finished_day_does_no_work(replayed: Path, shared_data: Path) -> None:
    """Run again, it says so and touches no file."""
    day = WEEKDAYS[-1].isoformat()
    language = edition(replayed, day)["language"]
    before = {path: path.stat().st_mtime_ns for path in (replayed / day).iterdir()}
    ran = jogan(
        "run",
        "--replay",
        shared_data / "replay" / "huggingface",
        "--date",
        day,
        "--lang",
        language,
        cwd=replayed.parent,
    )
    assert (ran.status, "already out" in ran.out) == (0, True)
    assert {path: path.stat().st_mtime_ns for path in (replayed / day).iterdir()} == before


@pytest.fixture(params=["replayed_ko", "replayed_en", "seeded"])
def documents(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Every edition made here."""
    folder = request.getfixturevalue(request.param)
    return (edition(folder, path.name) for path in sorted(folder.iterdir()) if path.is_dir())


def test_all_evidence_slices_exactly(documents: Iterator[dict[str, Any]]) -> None:
    """Every quote stands at its place in the stored source text, in every claim of every edition."""
    total = 0
    for document in documents:
        stories = story_texts(document)
        for one in evidence(document["sections"]):
            text = stories[one["story"]][one["field"]]
            assert text[one["start"] : one["end"]] == one["quote"]
            total += 1
    assert total > 100


def test_no_printed_figure_lacks_its_source(documents: Iterator[dict[str, Any]]) -> None:
    """Every figure of a claim stands in the source text of the stories that it cites."""
    for document in documents:
        stories = story_texts(document)
        for report in (report for section in document["sections"] for report in section["reports"]):
            for claim in (claim for told in report["told"] for claim in told["claims"] if claim["kind"] == "fact"):
                source = " ".join(
                    stories[one["story"]]["title"] + " " + stories[one["story"]]["summary"] for one in claim["evidence"]
                )
                links = " ".join(str(stories[one["story"]]["links"]) for one in claim["evidence"])
                for figure in re.findall(r"\d+(?:\.\d+)?", re.sub(r"https?://\S+", "", claim["text"])):
                    assert figure in source.replace(",", "") or figure in source or figure in links, claim


def test_seed_days_have_the_skeleton_of_the_examples(seeded: Path, shared_data: Path) -> None:
    """Title, chart, categories with reports and sources; every seed paper in one place of its day's edition."""
    items = [json.loads(line) for line in (shared_data / "seed_papers.jsonl").read_text(encoding="utf-8").splitlines()]
    for day in SEED_DAYS:
        report = (seeded / day / f"Papers_{day}_report.md").read_text(encoding="utf-8")
        lines = report.splitlines()
        assert lines[0] == "# Daily Artificial Intelligence Insights : Papers"
        assert f"![Category Distribution Graph](paper_{day}.png)" in lines
        categories = re.findall(r"^## (\S+) (.+)$", report, flags=re.MULTILINE)
        assert categories
        assert report.count("**요약:**") == report.count("**출처:**") == len(categories)
        titles = {item["title"] for item in items if item["day"] == day}
        document = papers(edition(seeded, day))
        named = {one["title"] for one in document["left_out"]}
        for title in titles - named:
            assert len(re.findall(rf"^ - {re.escape(title)} \(http", report, flags=re.MULTILINE)) >= 1, title


def test_seed_abstracts_figures_are_in_their_report(seeded: Path) -> None:
    """A percentage that an abstract gives is told in the paper's own part."""
    missing = []
    for day in SEED_DAYS:
        document = edition(seeded, day)
        stories = story_texts(document)
        for report in papers(document)["reports"]:
            for told in report["told"]:
                text = " ".join(claim["text"] for claim in told["claims"])
                figures = re.findall(r"\d+(?:\.\d+)?(?=\\?%)", stories[told["story"]]["summary"])
                missing += [(day, told["story"], figure) for figure in figures if figure not in text]
    assert not missing


def test_the_same_recording_gives_the_same_bytes(shared_data: Path, tmp_path: Path) -> None:
    """Two machines that replay one recording make one edition, byte for byte."""
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        jogan("run", "--replay", shared_data / "replay" / "huggingface", "--date", "2024-11-28", cwd=folder)
        made.append(files(folder / "editions"))
    assert made[0] == made[1]
    assert made[0]
