"""How sources fare from day to day, as the reader sees it in the header and the owner in `jogan sources`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from helpers import edition, jogan, record

FIRST = date(2024, 11, 11)
"""A Monday."""
URL = "https://news.example/feed.xml"
STEADY = "https://steady.example/feed.xml"
CONFIG = f"""
timezone = "UTC"
[[source]]
name = "News"
kind = "feed"
url = "{URL}"
[[source]]
name = "Steady"
kind = "feed"
url = "{STEADY}"
"""


def feed(host: str, days: Sequence[date]) -> bytes:
    """An RSS feed with one story on AI for each of the days."""
    entries = "".join(
        f"<item><title>A language model of {host} learns task number {day:%j}</title>"
        f"<link>https://{host}/{day:%j}</link><pubDate>{day:%a, %d %b %Y} 05:00:00 GMT</pubDate></item>"
        for day in days
    )
    return f'<rss version="2.0"><channel><title>{host}</title>{entries}</channel></rss>'.encode()


def days_of(folder: Path, replies: Sequence[bytes | int]) -> None:
    """Run one day after the other, each with its reply of the source in question and a good one of the other."""
    (folder / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    for n, reply in enumerate(replies):
        day = FIRST + timedelta(days=n)
        steady = feed("steady.example", [day - timedelta(days=back) for back in range(5)])
        recording = record(folder / f"replay-{n}", {URL: reply, STEADY: steady}, f"{day}T06:00:00+00:00")
        ran = jogan("run", "--date", day, "--replay", recording, "--lang", "en", cwd=folder)
        assert ran.status == 0, ran.err


def header(folder: Path, day: date) -> str:
    """The header of the news report of a day."""
    text = (folder / "editions" / str(day) / f"News_{day}_report.md").read_text(encoding="utf-8")
    return text.partition("## ")[0]


def test_a_frozen_source_is_noticed_after_two_identical_days(tmp_path: Path) -> None:
    """A feed that stops is stale at its third identical reply, says since when, and prints nothing twice."""
    stuck = feed("news.example", [FIRST - timedelta(days=back) for back in range(5)])
    days_of(tmp_path, [stuck] * 4)
    lines = [
        next(
            line
            for line in edition(tmp_path / "editions", str(FIRST + timedelta(days=n)))["sources"]
            if line["name"] == "News"
        )
        for n in range(4)
    ]
    assert [line["status"] for line in lines] == ["ok", "ok", "stale", "stale"]
    assert lines[2]["detail"] == "the same entries since 2024-11-11"
    assert "News unchanged (the same entries since 2024-11-11" in header(tmp_path, FIRST + timedelta(days=2))
    last = edition(tmp_path / "editions", str(FIRST + timedelta(days=3)))
    stories = [one["filed"]["story"]["url"] for section in last["sections"] for one in section["stories"]]
    assert not [url for url in stories if "news.example" in url]


def test_a_silent_source_is_counted_and_told_with_its_remedy(tmp_path: Path) -> None:
    """Failing day after day is counted, in the header for readers and in `jogan sources` for the owner."""
    days_of(tmp_path, [feed("news.example", [FIRST]), 404, 404, 404])
    text = header(tmp_path, FIRST + timedelta(days=3))
    assert "News failed (answered 404 (Not Found); nothing new for 3 days in a row)" in text
    told = jogan("sources", cwd=tmp_path).out
    assert "nothing new for 3 days in a row" in told
    assert "→ The address is gone; correct the source's url" in told
    lines = {line["name"]: line for line in json.loads(jogan("sources", "--json", cwd=tmp_path).out)}
    assert (lines["News"]["status"], lines["News"]["streak"]) == ("failed", 3)
    assert lines["News"]["last_success"].startswith("2024-11-11")
    assert (lines["Steady"]["status"], lines["Steady"]["streak"], lines["Steady"]["note"]) == ("ok", 0, "")


def test_an_old_edition_built_again_says_what_it_said(tmp_path: Path) -> None:
    """What was learned of a source later does not change the header of an earlier day."""
    days_of(tmp_path, [feed("news.example", [FIRST]), 404, 404])
    before = (tmp_path / "editions" / str(FIRST) / "edition.json").read_bytes()
    ran = jogan("build", "--date", FIRST, "--lang", "en", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert edition(tmp_path / "editions", str(FIRST))["sources"] == json.loads(before)["sources"]


OPML = b"""<opml version="1.0"><body><outline text="AI"><outline text="One" xmlUrl="https://one.example/feed"/>
<outline text="News" xmlUrl="https://news.example/feed.xml"/></outline></body></opml>"""


def test_a_list_of_feeds_is_taken_in_and_given_out(tmp_path: Path) -> None:
    """OPML feeds are added to the configuration once, beside what is there, and come out again."""
    (tmp_path / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "mine.opml").write_bytes(OPML)
    ran = jogan("sources", "--import", "mine.opml", cwd=tmp_path)
    assert ran.status == 0
    assert ran.out.endswith("jogan.toml: 1 feeds added, 1 known already\n")
    again = jogan("sources", "--import", "mine.opml", cwd=tmp_path)
    assert again.out.endswith("jogan.toml: 0 feeds added, 2 known already\n")
    assert (tmp_path / "jogan.toml").read_text(encoding="utf-8").startswith(CONFIG)
    names = [line["name"] for line in json.loads(jogan("sources", "--json", cwd=tmp_path).out)]
    assert names == ["News", "Steady", "One"]
    ran = jogan("sources", "--export", "-", cwd=tmp_path)
    assert ran.out.count("<outline ") == 3
    assert jogan("sources", "--export", "out.opml", cwd=tmp_path).status == 0
    assert (tmp_path / "out.opml").read_text(encoding="utf-8") == ran.out


def test_feeds_taken_in_keep_the_default_list(tmp_path: Path) -> None:
    """Without a configuration one is made that has the default sources and the new feeds."""
    (tmp_path / "mine.opml").write_bytes(OPML)
    before = json.loads(jogan("sources", "--json", cwd=tmp_path).out)
    assert jogan("sources", "--import", "mine.opml", cwd=tmp_path).status == 0
    after = [line["name"] for line in json.loads(jogan("sources", "--json", cwd=tmp_path).out)]
    assert after == [*(line["name"] for line in before), "One", "News"]


def test_bad_entries_are_named_and_the_rest_comes_in(tmp_path: Path) -> None:
    """Each entry that cannot be asked is told in a line of its own; the status is 0 as long as any feed was there."""
    (tmp_path / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    bad = b'<outline text="Two" xmlUrl="ftp://two.example/feed"/><outline text="Three" type="rss"/></body></opml>'
    (tmp_path / "mine.opml").write_bytes(OPML.replace(b"</body></opml>", bad))
    ran = jogan("sources", "--import", "mine.opml", cwd=tmp_path)
    assert ran.status == 0
    assert ran.err.splitlines() == [
        "jogan: mine.opml: line 2: Two: its address is no http or https address: ftp://two.example/feed",
        "jogan: mine.opml: line 2: Three: names no address (xmlUrl)",
    ]
    assert ran.out.endswith("jogan.toml: 1 feeds added, 1 known already; 2 entries with a fault\n")
    told = json.loads(jogan("sources", "--import", "mine.opml", "--json", cwd=tmp_path).out)
    assert (told["added"], [entry["title"] for entry in told["bad"]]) == (0, ["Two", "Three"])
    (tmp_path / "bad.opml").write_bytes(b"<opml><body>" + bad)
    ran = jogan("sources", "--import", "bad.opml", cwd=tmp_path)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 3)
    assert "has no feed that can be asked" in ran.err


def test_a_bad_list_is_refused_in_one_line(tmp_path: Path) -> None:
    """What is no OPML, holds no feed or is not there is named with the cause, and the configuration stays."""
    (tmp_path / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    for name, body in {
        "page.opml": b"<html><body>no</body></html>",
        "empty.opml": b"<opml><body/></opml>",
        "none.opml": b"",
        "json.opml": b"{}",
        "bomb.opml": b'<!DOCTYPE o [<!ENTITY a "aaaa">]><opml><body>&a;</body></opml>',
    }.items():
        (tmp_path / name).write_bytes(body)
        ran = jogan("sources", "--import", name, cwd=tmp_path)
        assert (ran.status, ran.out) == (1, ""), name
        assert ran.err.count("\n") == 1, name
        assert ran.err.startswith(f"jogan: {name}: "), name
    assert "cannot be read" in jogan("sources", "--import", "missing.opml", cwd=tmp_path).err
    assert jogan("sources", "--import", "a", "--export", "b", cwd=tmp_path).status == 2
    assert (tmp_path / "jogan.toml").read_text(encoding="utf-8") == CONFIG
