"""The sample days of `jogan demo`: well-formed, complete, in the project's own words."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest

from jogan import config
from jogan.resources import folder

DEMO = folder("demo")
DAYS = ("2024-11-21", "2024-11-22", "2024-11-23")
ARXIV = "https://rss.arxiv.org/rss/cs.AI+cs.CL+cs.CV+cs.LG+stat.ML"
DISPATCH = "https://example.com/ai-dispatch/feed.atom"
COLUMN = "https://example.net/ai-column/rss.xml"
FRONT = "https://example.org/front-page/feed.json"
POLICY = "https://example.org/policy-desk/rss"


def index(day: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((DEMO / day / "index.json").read_text(encoding="utf-8"))
    return entries


def reply(day: str, url: str) -> tuple[int, bytes]:
    [entry] = [entry for entry in index(day) if entry["url"] == url]
    return entry["status"], (DEMO / day / entry["body"]).read_bytes()


def featured(day: str) -> list[dict[str, Any]]:
    papers: list[dict[str, Any]] = json.loads(
        reply(day, f"https://huggingface.co/api/daily_papers?date={day}&limit=100")[1]
    )
    return papers


def announced(day: str) -> dict[str, Any]:
    """The day's arXiv entries by their versioned id."""
    feed = feedparser.parse(reply(day, ARXIV)[1])
    assert not feed.bozo, feed.bozo_exception
    return {entry.id.removeprefix("oai:arXiv.org:"): entry for entry in feed.entries}


def abstract(entry: Any) -> str:
    return str(entry.summary).split("Abstract: ", 1)[1]


def bare(versioned: str) -> str:
    return re.sub(r"v\d+$", "", versioned)


def news_links(day: str) -> dict[str, list[str]]:
    """The links that each news feed of the day gives, tracking parameters cut off."""
    links = {}
    for url in (DISPATCH, COLUMN, FRONT, POLICY):
        status, body = reply(day, url)
        if status != 200:
            found = []
        elif url == FRONT:
            found = [item["url"] for item in json.loads(body)["items"]]
        else:
            found = [entry.link for entry in feedparser.parse(body).entries if "link" in entry]
        links[url] = [link.split("?utm_")[0].rstrip("/") for link in found]
    return links


def paper_ids() -> dict[str, set[str]]:
    """The papers of each day, both sources together, by bare arXiv id."""
    return {day: {p["paper"]["id"] for p in featured(day)} | {bare(key) for key in announced(day)} for day in DAYS}


def prose() -> dict[str, str]:
    """Every abstract and every news excerpt, by a name that says where it stands."""
    texts = {}
    for day in DAYS:
        texts |= {f"{day} {key}": abstract(entry) for key, entry in announced(day).items()}
        texts |= {f"{day} hf {p['paper']['id']}": p["paper"]["summary"] for p in featured(day)}
        for url in (DISPATCH, COLUMN, POLICY):
            texts |= {f"{day} {e.link}": e.summary for e in feedparser.parse(reply(day, url)[1]).entries if "link" in e}
        if reply(day, FRONT)[0] == 200:
            texts |= {f"{day} {i['url']}": i["content_text"] for i in json.loads(reply(day, FRONT)[1])["items"]}
    return texts


@pytest.mark.parametrize("day", DAYS)
def test_the_index_names_every_file_and_nothing_else(day: str) -> None:
    """A day's folder holds index.json and exactly the bodies it names, each exchange with all its fields."""
    entries = index(day)
    for entry in entries:
        assert list(entry) == ["method", "url", "status", "headers", "body", "fetched_at"]
        assert entry["method"] == "GET"
        assert entry["headers"]["content-type"]
    assert len({entry["url"] for entry in entries}) == len(entries)
    assert {path.name for path in (DEMO / day).iterdir()} == {"index.json", *(entry["body"] for entry in entries)}


@pytest.mark.parametrize("day", DAYS)
def test_replies_were_fetched_the_next_morning_in_seoul(day: str) -> None:
    """Every reply is dated 07:00 in Seoul on the morning after the day."""
    morning = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo("Asia/Seoul")) + timedelta(days=1, hours=7)
    assert {datetime.fromisoformat(entry["fetched_at"]) for entry in index(day)} == {morning}


def test_the_configuration_lists_the_sources_that_were_recorded() -> None:
    """The demo's configuration is valid, and each day holds one reply for each of its six sources."""
    loaded = config.load(DEMO / "jogan.toml")
    assert loaded.timezone == "Asia/Seoul"
    urls = {source.url for source in loaded.sources if source.kind == "feed"}
    [arxiv] = [source for source in loaded.sources if source.kind == "arxiv"]
    urls.add("https://rss.arxiv.org/rss/" + "+".join(arxiv.categories))
    assert len(loaded.sources) == 6
    for day in DAYS:
        daily = f"https://huggingface.co/api/daily_papers?date={day}&limit=100"
        assert {entry["url"] for entry in index(day)} == urls | {daily}


def test_there_are_enough_papers_and_news() -> None:
    """At least forty papers, some twenty on each weekday, and at least fifteen news stories in three formats."""
    ids = paper_ids()
    assert len(ids[DAYS[0]]) >= 20
    assert len(ids[DAYS[1]] - ids[DAYS[0]]) >= 20
    assert len(set.union(*ids.values())) >= 40
    links = {link for day in DAYS for found in news_links(day).values() for link in found}
    assert len({link for link in links if "arxiv.org" not in link}) >= 30
    versions = {feedparser.parse(reply(DAYS[0], url)[1]).version for url in (DISPATCH, COLUMN)}
    assert versions == {"atom10", "rss20"}
    assert json.loads(reply(DAYS[0], FRONT)[1])["version"] == "https://jsonfeed.org/version/1.1"


def test_hugging_face_replies_are_of_both_generations() -> None:
    """Thursday's list has the old fields, Friday's the new ones, and Saturday's is empty."""
    old, new, none = (featured(day) for day in DAYS)
    assert all("submittedOnDailyAt" not in p["paper"] and "summary" not in p for p in old)
    assert any("\n" in p["paper"]["summary"] for p in old)
    assert all("submittedOnDailyAt" in p["paper"] and p["summary"] == p["paper"]["summary"] for p in new)
    assert any("ai_summary" in p["paper"] for p in new)
    assert any("githubRepo" in p["paper"] for p in new)
    assert none == []


def test_arxiv_announces_what_a_week_of_real_feeds_holds() -> None:
    """New, cross-listed and replaced papers on weekdays; on Saturday a channel with skipDays and no item."""
    for day in DAYS[:2]:
        kinds = {entry.arxiv_announce_type for entry in announced(day).values()}
        assert kinds == {"new", "cross", "replace"}
        for key, entry in announced(day).items():
            kind = entry.arxiv_announce_type
            assert entry.summary.startswith(f"arXiv:{key} Announce Type: {kind}")
            assert entry.link == f"https://arxiv.org/abs/{bare(key)}"
            assert (kind == "replace") is not key.endswith("v1")
    assert announced(DAYS[2]) == {}
    assert b"<skipDays>" in reply(DAYS[2], ARXIV)[1]


def test_papers_come_back_as_they_do_in_life() -> None:
    """A paper of both sources on one day, one featured the day after, an update, a mere new version, a withdrawal."""
    thursday, friday = announced(DAYS[0]), announced(DAYS[1])
    assert {"2411.13476v1", "2411.13503v1"} <= thursday.keys()
    assert {"2411.13476", "2411.13503"} <= {p["paper"]["id"] for p in featured(DAYS[0])}
    assert "2411.13082v1" in thursday
    assert "2411.13082" in {p["paper"]["id"] for p in featured(DAYS[1])}

    [printed] = [p["paper"]["summary"] for p in featured(DAYS[0]) if p["paper"]["id"] == "2411.10958"]
    update = abstract(friday["2411.10958v2"])
    assert "5x" in printed
    assert "4.5x" in update
    assert abstract(friday["2411.12946v2"]) == abstract(thursday["2411.12946v1"])
    assert abstract(friday["2411.99999v2"]).startswith("This paper has been withdrawn")


def test_one_paper_reads_the_same_in_both_sources() -> None:
    """Where both sources give a paper on one day, their abstracts differ in line breaks and math markup at most."""
    for day in DAYS[:2]:
        by_id = {bare(key): abstract(entry) for key, entry in announced(day).items()}
        for paper in (p["paper"] for p in featured(day) if p["paper"]["id"] in by_id):
            assert " ".join(paper["summary"].split()) == by_id[paper["id"]]


def test_texts_hold_what_parsers_stumble_over() -> None:
    """Somewhere there is math, an ampersand in a title, a less-than sign, and figures of many kinds."""
    assert any(" & " in entry.title for day in DAYS for entry in announced(day).values())
    texts = prose().values()
    for pattern in (r"\\mathcal\{O\}", "0 < ", r"\d%", r"\dx", r"\d points", r"\d million", r"\d dB", r"\$\d+ billion"):
        assert any(re.search(pattern, text) for text in texts), pattern


def test_news_repeat_across_feeds_and_days() -> None:
    """One story stands in two feeds of a day, entries stay listed for days, and a link leads to a paper."""
    thursday, friday, saturday = (news_links(day) for day in DAYS)
    assert set(thursday[DISPATCH]) & set(thursday[COLUMN])
    assert set(thursday[DISPATCH]) & set(thursday[FRONT])
    assert set(saturday[DISPATCH]) & set(saturday[COLUMN])
    assert set(thursday[DISPATCH]) & set(friday[DISPATCH]) & set(saturday[DISPATCH])
    assert "https://arxiv.org/abs/2411.11922" in thursday[FRONT]
    assert "https://arxiv.org/pdf/2411.14199" in friday[FRONT]
    assert "https://arxiv.org/abs/2411.14054" in friday[COLUMN]


def test_two_sources_fail() -> None:
    """Friday's policy feed breaks off before its first entry is complete, and Saturday's front page answers 503."""
    broken = feedparser.parse(reply(DAYS[1], POLICY)[1])
    assert broken.bozo
    assert not any("link" in entry for entry in broken.entries)
    assert reply(DAYS[2], FRONT)[0] == 503
    for day, url in ((day, url) for day in DAYS for url in (DISPATCH, COLUMN, POLICY)):
        assert bool(feedparser.parse(reply(day, url)[1]).bozo) is ((day, url) == (DAYS[1], POLICY))


def test_the_sample_is_small_and_names_no_machine() -> None:
    """The sample stays below 250 kB and holds no path or address of any machine."""
    files = [path for path in DEMO.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 250_000
    for path in files:
        assert not re.search(r"(/(?:home|root|tmp|work)/|localhost|127\.0\.0\.1)", path.read_text(encoding="utf-8")), (
            path
        )


def shingles(text: str, size: int) -> set[tuple[str, ...]]:
    # Addresses are facts: they are left out before words are counted.
    words = re.findall(r"[a-z0-9]+", re.sub(r"https?://\S+", " ", text.lower()))
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}


@pytest.mark.data
def test_the_prose_is_not_that_of_the_originals(shared_data: Path) -> None:
    """No abstract or excerpt shares eight words in a row with a real abstract, titles and addresses aside."""
    originals: dict[str, str] = {}
    for path in (shared_data / "replay" / "huggingface").glob("daily_papers_*.json"):
        entries = json.loads(path.read_text(encoding="utf-8"))
        for entry in json.loads(entries) if isinstance(entries, str) else entries:
            originals[entry["title"]] = entry["paper"].get("summary") or ""
    for line in (shared_data / "seed_papers.jsonl").read_text(encoding="utf-8").splitlines():
        paper = json.loads(line)
        originals[paper["title"]] = paper.get("summary") or ""
    titles = set().union(*(shingles(title, 8) for title in originals))
    theirs = set().union(*(shingles(text, 8) for text in originals.values())) - titles
    assert len(theirs) > 50_000
    assert {name: both for name, text in prose().items() if (both := shingles(text, 8) & theirs)} == {}
