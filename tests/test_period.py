"""Weekly and monthly editions as a user meets them: made of the days, one story once, the best first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import edition, evidence, files, jogan
from weeks import build, papers


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four weeks of editions, the last of them with a paper that comes a second time as v2."""
    place = tmp_path_factory.mktemp("month")
    again = papers(4)[-1] | {
        "day": "2024-11-29", "version": 2, "summary": "A robot now grasps glass and stone, by touch alone. 9% better.",
    }  # fmt: skip
    build(place, 4, again)
    return place


def test_a_week_is_made_of_its_days(month: Path) -> None:
    """All that the days printed, each story once, in the form of a day's edition, in a folder of its own."""
    ran = jogan("run", "--week", "2024-W48", cwd=month)
    assert (ran.status, ran.err) == (0, "")
    made = files(month / "editions" / "2024-W48")
    assert {"Papers_2024-W48_report.md", "paper_2024-W48.png", "edition.json", "index.html"} <= made.keys()
    document = edition(month / "editions", "2024-W48")
    section = document["sections"][0]
    ids = [one["filed"]["story"]["id"] for one in section["stories"]]
    assert len(ids) == len(set(ids)) == 36
    assert section["counts"] == {"seen": 37, "merged": 1, "kept": 36, "left_out": 0, "updates": 0, "late": 0}
    (twice,) = (one for one in section["stories"] if one["filed"]["story"]["version"] == 2)
    assert "grasps glass" in twice["filed"]["story"]["summary"]
    assert document["period"]["editions"] == [f"2024-11-{day}" for day in (25, 26, 27, 28, 29)]
    assert document["period"]["missing"] == ["2024-11-30", "2024-12-01"]
    texts = {one["filed"]["story"]["id"]: one["filed"]["story"] for one in section["stories"]}
    for piece in evidence(document):
        assert texts[piece["story"]][piece["field"]][piece["start"] : piece["end"]] == piece["quote"]
    report = made["Papers_2024-W48_report.md"].decode()
    assert "2024년 48주 (11월 25일 – 12월 1일)" in report
    assert "판이 없는 날 2일**: 11-30(토), 12-01(일)" in report
    assert "오늘" not in report


def test_a_week_compares_with_the_weeks_before(month: Path) -> None:
    """What is more than chance after three weeks is called a rise; what is as before is not."""
    jogan("run", "--week", "2024-W48", cwd=month)
    section = edition(month / "editions", "2024-W48")["sections"][0]
    counts = {one["category"]: one for one in section["distribution"]}
    assert (counts["audio"]["stories"], counts["audio"]["average"], counts["audio"]["days"]) == (28, 4.0, 3)
    assert counts["audio"]["rising"]
    assert not any(one["rising"] for name, one in counts.items() if name != "audio")
    names = [one["name"] for one in section["history"]]
    assert names == ["2024-W45", "2024-W46", "2024-W47", "2024-W48"]
    assert [one["stories"] for one in section["history"]] == [12, 12, 12, 36]


def test_a_second_time_changes_nothing(month: Path) -> None:
    """The same days give the same bytes, and that is said."""
    jogan("run", "--week", "2024-W47", cwd=month)
    made = files(month / "editions" / "2024-W47")
    ran = jogan("build", "--week", "2024-W47", cwd=month)
    assert "unchanged" in ran.out
    assert files(month / "editions" / "2024-W47") == made


def test_the_best_are_told_and_the_rest_is_named(month: Path) -> None:
    """Beyond the limit the stories with the lower scores are left out by name; the distribution counts them all."""
    (month / "small.toml").write_text("[period]\nmax_papers = 5\n", encoding="utf-8")
    ran = jogan("run", "--month", "2024-11", "--config", "small.toml", "--out", "few", cwd=month)
    assert ran.status == 0, ran.err
    section = edition(month / "few", "2024-11")["sections"][0]
    assert (section["counts"]["kept"], section["counts"]["left_out"]) == (5, 67)
    assert sum(one["stories"] for one in section["distribution"]) == 72
    scores = [one["choice"]["score"] for one in section["stories"]]
    assert scores == sorted(scores, reverse=True)
    assert {one["reason"] for one in section["left_out"]} == {"limit"}
    jogan("run", "--month", "2024-11", cwd=month)


def test_in_english(month: Path) -> None:
    """A week in English is made of days that have no English edition, and says its days."""
    ran = jogan("run", "--week", "2024-W46", "--lang", "en", "--out", "english", cwd=month)
    assert ran.status == 0, ran.err
    report = (month / "english" / "2024-W46" / "Papers_2024-W46_report.md").read_text(encoding="utf-8")
    assert "Week 46 of 2024 (11 November – 17 November)" in report
    assert "Made of the editions of 4 days · **no edition on 3 days**: Fri 11-15, Sat 11-16, Sun 11-17" in report
    assert "today" not in report


def test_editions_lists_weeks_and_months(month: Path) -> None:
    """`jogan editions` knows them, also as JSON."""
    jogan("run", "--week", "2024-W48", cwd=month)
    assert "2024-W48 ko" in jogan("editions", cwd=month).out
    assert {"period": "2024-W48", "language": "ko"} in json.loads(jogan("editions", "--json", cwd=month).out)


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("run", "--week", "2024-W60"), 2, "'2024-W60' is no week. Write it as 2024-W48"),
        (("run", "--week", "2024W48"), 2, "'2024W48' is no week. Write it as 2024-W48"),
        (("run", "--month", "2024-W48"), 2, "'2024-W48' is no month. Write it as 2024-11"),
        (("run", "--week", "2024-W48", "--date", "2024-11-28"), 2, "--week: stands alone"),
        (("run", "--week", "2024-W48", "--from", "2024-11-25", "--to", "2024-11-28"), 2, "stands alone"),
        (("run", "--week", "2024-W48", "--month", "2024-11"), 2, "stands alone"),
        (("build", "--month", "2024-11", "--date", "2024-11-28"), 2, "--month: stands alone"),
        (("run", "--week", "2023-W01"), 1, "none of its days (2023-01-02 to 2023-01-08) has an edition"),
    ],
)
def test_wrong_usage_is_told(month: Path, arguments: tuple[str, ...], status: int, says: str) -> None:
    """A bad week, one beside a date, and one without any edition: one line each."""
    ran = jogan(*arguments, cwd=month)
    assert (ran.status, ran.err.count("\n")) == (status, 1)
    assert says in ran.err
