"""The articles of chosen news stories: read within limits, used by the writer, and never a reason for an edition to fail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from helpers import edition, files, jogan, record

DAY = "2024-11-20"
AT = f"{DAY}T06:00:00+00:00"
FEED = "https://feed.example/rss"
CONFIG = f"""
timezone = "UTC"
[[source]]
name = "News"
kind = "feed"
url = "{FEED}"
"""
NAMES = ("alpha", "bravo", "carol", "delta")
TOLD = {name: f"The {name.title()} language model reads documents of {n}1,000 words in one pass." for n, name in enumerate(NAMES, 3)}  # fmt: skip


def feed() -> bytes:
    """A feed that announces one article of each site with a short excerpt."""
    entries = "".join(
        f"<item><title>{name.title()} releases a language model for documents</title>"
        f"<link>https://{name}.example/story</link><description>{name.title()} has a new language model.</description>"
        f"<pubDate>Wed, 20 Nov 2024 04:00:00 GMT</pubDate></item>"
        for name in NAMES
    )
    return f'<rss version="2.0"><channel><title>f</title>{entries}</channel></rss>'.encode()


def page(name: str) -> bytes:
    """The article's page."""
    filling = "".join(
        f"<p>Engineers of {name} explained in detail how part {n} of the training of the model was planned, which data "
        f"went into it, and why they chose a smaller network than the year before.</p>"
        for n in range(8)
    )
    head = f"<title>{name.title()} releases a language model</title>"
    return f"<html><head>{head}</head><body><article><h1>Story</h1><p>{TOLD[name]}</p>{filling}</article></body></html>".encode()  # fmt: skip


def recorded(**changes: bytes | int) -> dict[str, bytes | int]:
    """All replies: the feed, each site's rules and article; `changes` replace an article by the site's name."""
    replies: dict[str, bytes | int] = {FEED: feed()}
    for name in NAMES:
        replies[f"https://{name}.example/robots.txt"] = 404
        replies[f"https://{name}.example/story"] = changes.get(name, page(name))
    return replies


def made(folder: Path, replies: Mapping[str, bytes | int], *more: str, config: str = CONFIG) -> dict[str, Any]:
    """The news section of an edition out of these replies."""
    folder.mkdir(exist_ok=True)
    (folder / "jogan.toml").write_text(config, encoding="utf-8")
    recording = record(folder / "tape", replies, AT)
    ran = jogan("run", "--date", DAY, "--replay", recording, "--lang", "en", *more, cwd=folder)
    assert ran.status == 0, ran.err
    section: dict[str, Any] = next(
        one for one in edition(folder / "editions", DAY)["sections"] if one["name"] == "news"
    )
    return section


def texts(section: dict[str, Any]) -> dict[str, str]:
    """The text of each story by its site."""
    return {
        one["filed"]["story"]["url"].split("/")[2].partition(".")[0]: one["filed"]["story"]["text"]
        for one in section["stories"]
    }


def test_articles_are_read_and_told(tmp_path: Path) -> None:
    """The figure of a page's text is told with its place in it, and of the text the document holds what is quoted."""
    section = made(tmp_path, recorded())
    found = texts(section)
    assert set(found) == set(NAMES)
    assert all("1,000 words" in found[name] for name in NAMES)
    claims = json.dumps(section["reports"])
    assert '"field": "text"' in claims
    assert "31,000 words" in claims
    markdown = (tmp_path / "editions" / DAY / f"News_{DAY}_report.md").read_text(encoding="utf-8")
    assert "excerpt only" not in markdown


@pytest.mark.parametrize(
    "instead",
    [
        404,
        500,
        b"",
        b"<html><body>Please enable JavaScript and disable any ad blocker</body></html>",
        b"<html><body><article>" + b"<p>Our front page has many other things to offer to you today.</p>" * 30,
        b"\x00\xff" * 500,
    ],
)
def test_what_is_no_article_is_no_content(tmp_path: Path, instead: bytes | int) -> None:
    """A page that is gone, empty, an excuse or about something else leaves the excerpt, which the header says."""
    section = made(tmp_path, recorded(bravo=instead))
    found = texts(section)
    assert found["bravo"] == ""
    assert all(found[name] for name in NAMES if name != "bravo")
    markdown = (tmp_path / "editions" / DAY / f"News_{DAY}_report.md").read_text(encoding="utf-8")
    assert "3 read in full, of the others the excerpt only" in markdown
    assert "ad blocker" not in markdown
    assert "front page" not in markdown


def test_the_sites_rules_and_the_limit_hold(tmp_path: Path) -> None:
    """A site that forbids it is not read, and no more articles are asked for than the configuration says."""
    replies = recorded() | {"https://carol.example/robots.txt": b"User-agent: *\nDisallow: /"}
    found = texts(made(tmp_path / "a", replies))
    assert [name for name in NAMES if not found[name]] == ["carol"]
    found = texts(made(tmp_path / "b", recorded(), config=CONFIG + "[fetch]\narticles = 2\n"))
    assert sum(bool(text) for text in found.values()) == 2
    found = texts(made(tmp_path / "c", recorded(), config=CONFIG + "[fetch]\narticles = 0\n"))
    assert not any(found.values())


def test_a_recording_without_articles_makes_no_noise(tmp_path: Path) -> None:
    """That a recording lacks the articles is no failure of the day."""
    section = made(tmp_path, {FEED: feed()})
    assert not any(texts(section).values())
    assert edition(tmp_path / "editions", DAY)["failures"] == []


def test_recording_keeps_the_articles(tmp_path: Path) -> None:
    """What a recorded run read is read again from its recording, with the same stories."""
    first = made(tmp_path / "first", recorded(), "--record", str(tmp_path / "second-tape"))
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    ran = jogan("run", "--date", DAY, "--replay", tmp_path / "second-tape", "--lang", "en", cwd=tmp_path / "again")
    assert ran.status == 0, ran.err
    # A recorded failure bears the time of its recording, so that the moment on the page is another.
    assert first in edition(tmp_path / "again" / "editions", DAY)["sections"]
    assert all(texts(first).values())


def test_a_run_cut_off_while_reading_ends_in_the_same_bytes(tmp_path: Path) -> None:
    """Stopped after any number of sites, the next run goes on with the others and makes the same edition."""
    made(tmp_path / "whole", recorded())
    expected = files(tmp_path / "whole" / "editions")
    from jogan.store.database import Store

    real = Store.save_articles
    for stop in range(len(NAMES)):
        folder = tmp_path / f"cut-{stop}"
        folder.mkdir()
        (folder / "jogan.toml").write_text(CONFIG, encoding="utf-8")
        tape = record(folder / "tape", recorded(), AT)
        calls = 0

        def cut(self: Store, *arguments: Any, stop: int = stop) -> None:
            nonlocal calls
            if calls == stop:
                raise KeyboardInterrupt
            calls += 1
            real(self, *arguments)

        arguments = ("run", "--date", DAY, "--replay", tape, "--lang", "en")
        with mock.patch.object(Store, "save_articles", cut):
            assert jogan(*arguments, cwd=folder).status == 130
        assert jogan(*arguments, cwd=folder).status == 0
        assert files(folder / "editions") == expected


def test_built_again_without_the_network_it_stays(tmp_path: Path) -> None:
    """The texts are stored: building the day again needs no site and changes nothing."""
    made(tmp_path, recorded())
    before = files(tmp_path / "editions")
    ran = jogan("build", "--date", DAY, "--lang", "en", cwd=tmp_path)
    assert (ran.status, "unchanged" in ran.out) == (0, True)
    assert files(tmp_path / "editions") == before
