"""Papers that a source only names get their abstract from arXiv: the query API, else the paper's page; or a failure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from helpers import edition, jogan, record
from jogan.collect.abstracts import MOST_PAGES, Abstracts, lacking
from jogan.model.collected import Collected, Item, Request, Response, Window
from jogan.model.common import Failure

DAY, AT = "2024-11-20", "2024-11-20T12:00:00+00:00"
FEED = "https://feed.example/rss"
CONFIG = f'timezone = "UTC"\n[[source]]\nname = "F"\nkind = "feed"\nurl = "{FEED}"\n'
ROBOTS, PAGE = "https://arxiv.org/robots.txt", "https://arxiv.org/abs/2411.00001"
QUERY = "https://export.arxiv.org/api/query?id_list=2411.00001&max_results=1"
WHOLE = "We present a model that reads long documents. It reaches 71.5 points on a benchmark of 900 questions."


def feed(summary: str = "Worth a look.") -> bytes:
    entry = (
        f"<item><title>A model that reads long documents</title><link>{PAGE}</link><description>{summary}</description>"
        "<pubDate>Wed, 20 Nov 2024 04:00:00 GMT</pubDate></item>"
    )
    return f'<rss version="2.0"><channel><title>f</title>{entry}</channel></rss>'.encode()


def atom(paper: str = "2411.00001") -> bytes:
    entry = (
        f"<entry><id>http://arxiv.org/abs/{paper}v1</id><title>A model that reads long documents</title>"
        f"<summary>{WHOLE}</summary><published>2024-11-01T00:00:00Z</published><author><name>Ann Lee</name></author></entry>"
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode()


def page(paper: str = "2411.00001") -> bytes:
    return (
        f'<html><head><meta name="citation_title" content="A model that reads long documents">'
        f'<meta name="citation_author" content="Lee, Ann"><meta name="citation_arxiv_id" content="{paper}">'
        f'<meta name="citation_abstract" content="{WHOLE}"></head><body></body></html>'
    ).encode()


def made(folder: Path, replies: Mapping[str, bytes | int]) -> dict[str, Any]:
    """The edition out of these replies."""
    (folder / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    recording = record(folder / "tape", {FEED: feed()} | replies, AT)
    ran = jogan("run", "--date", DAY, "--replay", recording, "--lang", "en", cwd=folder)
    assert ran.status == 0, ran.err
    return edition(folder / "editions", DAY)


def paper_of(made: dict[str, Any]) -> dict[str, Any]:
    (one,) = [story["filed"]["story"] for section in made["sections"] for story in section["stories"]]
    return dict(one)


@pytest.mark.parametrize(
    "replies",
    [{QUERY: atom()}, {QUERY: 503, ROBOTS: 404, PAGE: page()}, {QUERY: b"<html>", ROBOTS: b"", PAGE: page()}],
    ids=["by the query API", "by the page, the API being down", "by the page, the API giving nonsense"],
)
def test_a_paper_that_is_only_named_gets_its_abstract(tmp_path: Path, replies: Mapping[str, bytes | int]) -> None:
    """Its story is a paper with the abstract and the authors, under the same id and on the same day."""
    one = paper_of(made(tmp_path, replies))
    assert (one["id"], one["kind"], one["day"]) == ("arxiv:2411.00001", "paper", DAY)
    assert (one["summary"], one["authors"]) == (WHOLE, ["Ann Lee"])


@pytest.mark.parametrize(
    ("replies", "cause"),
    [
        ({QUERY: 503, ROBOTS: b"User-agent: *\nDisallow: /abs"}, "robots.txt forbids"),
        ({QUERY: 503, ROBOTS: 503}, "503"),
        ({QUERY: atom("2411.99999"), ROBOTS: 404, PAGE: 404}, "404"),
        ({QUERY: 503, ROBOTS: 404, PAGE: page("2411.77777")}, "another paper's"),
        ({QUERY: 503, ROBOTS: 404, PAGE: b"<html><body>Checking your browser</body></html>"}, "no citation"),
    ],
)
def test_what_keeps_it_away_is_told_in_the_header(
    tmp_path: Path, replies: Mapping[str, bytes | int], cause: str
) -> None:
    """No other text takes the abstract's place, and the failure stands in the edition."""
    whole = made(tmp_path, replies)
    assert paper_of(whole)["summary"] != WHOLE
    assert any(cause in failure["cause"] for failure in whole["failures"]), whole["failures"]


def test_a_recording_without_it_makes_no_noise(tmp_path: Path) -> None:
    """A recording that was made before, or without need, is as good as ever."""
    assert made(tmp_path, {})["failures"] == []


def test_what_is_told_whole_is_not_asked_for() -> None:
    """Only a paper without an abstract, or with one that breaks off, lacks it."""

    def item(**fields: Any) -> Item:
        return Item(**{"kind": "paper", "title": "T", "url": PAGE, "source": "S", "ids": {"arxiv": "1"}} | fields)

    assert lacking([item(summary="Whole.")]) is None
    assert lacking([item(summary="It breaks …"), item()]) == "1"
    assert lacking([item(summary="It breaks …"), item(summary="Whole.")]) is None
    assert lacking([item(kind="news", summary="A thread about it.")]) == "1"
    assert lacking([item(ids={})]) is None


@pytest.mark.parametrize(("rules", "pages"), [(b"", MOST_PAGES), (b"User-agent: *\nCrawl-delay: 15", 1)])
def test_few_pages_are_asked_for_and_at_arxivs_pace(rules: bytes, pages: int) -> None:
    """However many are missing, a few are read, one where the site asks for long pauses; the rest is told."""
    window = Window(day=date(2024, 11, 20), now=datetime(2024, 11, 20, tzinfo=UTC), zone=UTC)
    talk = Abstracts([f"2411.0000{n}" for n in range(8)]).collect(window)
    asked: list[Request] = []
    answer: Response | Failure | None = None
    while True:
        try:
            request = talk.send(answer)
        except StopIteration as stop:
            done: Collected = stop.value
            break
        asked.append(request)
        answer = Failure(stage="collect", subject="arxiv.org", kind="status", cause="answered 503", status=503)
        if request.url.endswith("robots.txt"):
            answer = Response(url=request.url, status=200, headers={}, body=rules, fetched_at=None)
    assert all(request.pace_group == "arxiv.org" for request in asked)
    assert sum("/abs/" in request.url for request in asked) == pages
    assert f"{8 - pages} abstract pages were not asked for" in done.failures[-1].cause
