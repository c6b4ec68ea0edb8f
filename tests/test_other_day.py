"""A recording of another day: said in one line and in the header; and sources do not look broken for it."""

from __future__ import annotations

import json
from pathlib import Path

from helpers import Ran, edition, jogan, record

DAY, OTHER = "2024-11-20", "2024-12-05"
FEED, GONE = "https://feed.example/rss", "https://gone.example/rss"
CONFIG = f"""timezone = "UTC"
[[source]]
name = "News"
kind = "feed"
url = "{FEED}"
[[source]]
name = "Gone"
kind = "feed"
url = "{GONE}"
"""
BODY = (
    b'<rss version="2.0"><channel><title>f</title><item><title>A language model reads long documents</title>'
    b"<link>https://feed.example/1</link><description>A new large language model.</description>"
    b"<pubDate>Wed, 20 Nov 2024 04:00:00 GMT</pubDate></item></channel></rss>"
)


def run(folder: Path, day: str, *more: object, at: str = f"{DAY}T06:00:00+00:00", url: str = FEED) -> Ran:
    (folder / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    tape = record(folder / "tape", {url: BODY}, at)
    return jogan(*(more or ("run",)), "--date", day, "--replay", tape, cwd=folder)


def test_a_recording_of_another_day_is_told(tmp_path: Path) -> None:
    """On standard error and in the edition stands when it was made, and with which date it is replayed."""
    assert run(tmp_path, OTHER, "collect").err.splitlines() == [
        f"jogan: the recording: it was made on {DAY} and holds nothing of {OTHER}. "
        f"Replay it with --date {DAY}, or choose the recording of {OTHER}."
    ]
    assert run(tmp_path, OTHER, "run", "--lang", "en").status == 0
    assert [one["subject"] for one in edition(tmp_path / "editions", OTHER)["failures"]].count("the recording") == 1
    assert "holds nothing of" in (tmp_path / "editions" / OTHER / f"News_{OTHER}_report.md").read_text(encoding="utf-8")


def test_a_recording_of_the_day_or_the_morning_after_is_not(tmp_path: Path) -> None:
    """Nor is one of a day that was fetched later, if it holds anything of it."""
    for n, at in enumerate((f"{DAY}T23:59:00+00:00", "2024-11-21T06:00:00+00:00", "2024-11-29T06:00:00+00:00")):
        (tmp_path / str(n)).mkdir()
        ran = run(tmp_path / str(n), DAY, at=at)
        assert ran.status == 0
        assert "recording" not in ran.err


def test_the_right_recording_takes_it_back(tmp_path: Path) -> None:
    """When the day's own recording is replayed afterwards, nothing is left of the complaint."""
    run(tmp_path, OTHER, "collect")
    ran = run(tmp_path, OTHER, "run", "--again", "--lang", "en", at=f"{OTHER}T06:00:00+00:00")
    assert ran.status == 0, ran.err
    assert "the recording" not in [one["subject"] for one in edition(tmp_path / "editions", OTHER)["failures"]]


def test_what_a_recording_lacks_is_no_fault_of_the_source(tmp_path: Path) -> None:
    """In `jogan sources` and `jogan doctor` such a source bears one short remedy, and no streak of failures."""
    for n in range(3):
        run(tmp_path, f"2024-11-{20 + n}")
    lines = {line["name"]: line for line in json.loads(jogan("sources", "--json", cwd=tmp_path).out)}
    assert (lines["Gone"]["status"], lines["Gone"]["detail"]) == (
        "failed", "not in the recording that was replayed last"
    )  # fmt: skip
    said = jogan("doctor", cwd=tmp_path).out
    assert "Run without --replay" in said
    assert "--record" not in said
    assert GONE not in said
