"""A fortnight of arXiv as it comes: every kind of day, with the right papers and the right words in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from helpers import edition, jogan, record

RSS = "https://rss.arxiv.org/rss/cs.CL"
ATOM = "https://rss.arxiv.org/atom/cs.CL"
OAI = "https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs%3Acs%3ACL&from="
NEWS = "https://news.example/feed"
CONFIG = f"""
timezone = "Asia/Seoul"
[[source]]
name = "arXiv"
kind = "arxiv"
categories = ["cs.CL"]
[[source]]
name = "News"
kind = "feed"
url = "{NEWS}"
"""
WITHDRAWN = "This paper has been withdrawn by the authors due to an error in the proof."


@dataclass(frozen=True)
class Paper:
    """A paper as a feed announces it."""

    number: str
    announce: str = "new"
    version: int = 1
    abstract: str = "We train a large language model that reads long documents in one pass."

    @property
    def title(self) -> str:
        return f"A Language Model for Long Documents, Part {self.number[-3:]}"


def feed(day: date, *papers: Paper) -> bytes:
    """The RSS feed that bears that day."""
    stamp = f"{day:%a, %d %b %Y} 00:00:00 -0500"
    entries = "".join(
        f"<item><title>{p.title}</title><link>https://arxiv.org/abs/{p.number}</link>"
        f"<description>arXiv:{p.number}v{p.version} Announce Type: {p.announce}\nAbstract: {p.abstract}</description>"
        f'<guid isPermaLink="false">oai:arXiv.org:{p.number}v{p.version}</guid><category>cs.CL</category>'
        f"<pubDate>{stamp}</pubDate><arxiv:announce_type>{p.announce}</arxiv:announce_type>"
        "<dc:creator>Ann Lee</dc:creator></item>"
        for p in papers
    )
    return (
        '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">'
        f"<channel><title>cs.CL updates on arXiv.org</title><pubDate>{stamp}</pubDate>{entries}</channel></rss>"
    ).encode()


def archive(submitted: date, *papers: Paper) -> bytes:
    """The OAI-PMH reply with papers that were submitted on that day in the morning."""
    from datetime import datetime

    moment = format_datetime(
        datetime(submitted.year, submitted.month, submitted.day, 10, tzinfo=ZoneInfo("US/Eastern"))
    )
    records = "".join(
        f"<record><header><identifier>oai:arXiv.org:{p.number}</identifier></header><metadata>"
        f'<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>{p.number}</id><version version="v1"><date>{moment}</date>'
        f"</version><title>{p.title}</title><authors>Ann Lee</authors><categories>cs.CL</categories>"
        f"<abstract>{p.abstract}</abstract></arXivRaw></metadata></record>"
        for p in papers
    )
    return (
        f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{records}</ListRecords></OAI-PMH>'.encode()
    )


def news(day: date) -> bytes:
    """A feed that always answers."""
    return (
        f"<rss><channel><title>n</title><item><title>A language model starts work in office {day:%j}</title>"
        f"<link>https://news.example/{day:%j}</link><pubDate>{day - timedelta(days=1):%a, %d %b %Y} 05:00:00 +0900"
        "</pubDate></item></channel></rss>"
    ).encode()


def at(day: int, month: int = 11) -> date:
    """A day of that autumn."""
    return date(2024, month, day)


REVISED = "We train a large language model that reads very long documents, now with memory and twice the speed."
OLD = Paper("2411.00001")


@dataclass(frozen=True)
class Morning:
    """An edition of the fortnight: what arXiv answers, what is printed and left out, and what the header says."""

    day: date
    replies: dict[str, bytes | int]
    printed: tuple[str, ...]
    left_out: dict[str, str]
    english: tuple[str, ...]
    korean: tuple[str, ...]
    hour: str = ""
    """The moment of the run; 06:43 in Seoul where nothing is said."""
    status: str = "ok"


MORNINGS = {
    "weekday": Morning(
        at(20),
        {RSS: feed(at(19), OLD, Paper("2411.00002", "cross"))},
        ("2411.00001", "2411.00002"),
        {},
        ("Both papers printed", "2 of the day before", "arXiv 2 papers"),
        ("논문 2편 모두 수록", "어제 공개 2편", "arXiv 2편"),
    ),
    "replaced papers": Morning(
        at(21),
        {
            RSS: feed(
                at(20),
                Paper("2411.00001", "replace", 2, REVISED),
                Paper("2411.00002", "replace-cross", 2),
                Paper("2401.00009", "replace", 5),
                Paper("2411.00003"),
            )
        },
        ("2411.00001", "2411.00003"),
        {"2411.00002": "printed", "2401.00009": "revision"},
        ("2 of 4 papers printed", "1 updated", "new version of an earlier paper 1"),
        ("논문 4편 가운데 2편 수록", "새 버전 1편", "예전 논문의 새 버전 1"),
    ),
    "withdrawn paper": Morning(
        at(22),
        {RSS: feed(at(21), Paper("2411.00004", "replace", 2, WITHDRAWN), Paper("2411.00005"))},
        ("2411.00005",),
        {"2411.00004": "withdrawn"},
        ("1 of 2 papers printed, 1 left out (withdrawn 1)",),
        ("논문 2편 가운데 1편 수록, 1편 제외(철회됨 1)",),
    ),
    "Saturday": Morning(
        at(23),
        {RSS: feed(at(22), Paper("2411.00006"))},
        ("2411.00006",),
        {},
        ("1 paper printed", "1 of the day before"),
        ("논문 1편 모두 수록", "어제 공개 1편"),
    ),
    "Sunday": Morning(
        at(24),
        {RSS: feed(at(23))},
        (),
        {},
        ("arXiv nothing new (arXiv announces nothing on Friday evenings)", "It is Sunday"),
        ("arXiv 새 글 없음(arXiv는 미국 금요일 저녁에 공지하지 않음)", "일요일입니다"),
        status="empty",
    ),
    "throttled day": Morning(
        at(27),
        {
            RSS: 429,
            OAI + "2024-11-25": archive(at(22), Paper("2411.00007")),
            OAI + "2024-11-26": archive(at(25), Paper("2411.00008")),
        },
        ("2411.00007", "2411.00008"),
        {},
        ("1 of the day before · 1 printed late", "rss.arxiv.org", "answered 429"),
        ("어제 공개 1편 · 뒤늦게 1편", "rss.arxiv.org", "429 응답"),
    ),
    "missed day": Morning(
        at(29),
        {RSS: feed(at(28), Paper("2411.00010")), OAI + "2024-11-27": archive(at(26), Paper("2411.00009"))},
        ("2411.00009", "2411.00010"),
        {},
        ("Both papers printed", "1 of the day before · 1 printed late"),
        ("논문 2편 모두 수록", "어제 공개 1편 · 뒤늦게 1편"),
    ),
    "holiday": Morning(
        at(30),
        {RSS: feed(at(29))},
        (),
        {},
        ("arXiv nothing new (arXiv announced nothing on 2024-11-28 (Thanksgiving))",),
        ("arXiv 새 글 없음(arXiv는 2024-11-28에 공지하지 않음(Thanksgiving))",),
        status="empty",
    ),
    "late run": Morning(
        at(3, 12),
        {
            RSS: feed(at(3, 12), Paper("2412.00012")),
            OAI + "2024-12-02": archive(at(29), Paper("2412.00011")),
        },
        ("2412.00011", "2412.00012"),
        {},
        ("Both papers printed", "1 of the day before"),
        ("논문 2편 모두 수록", "어제 공개 1편"),
        hour="2024-12-03T14:00:00+00:00",
    ),
    "all paths down": Morning(
        at(5, 12),
        {RSS: 503, ATOM: 503, OAI + "2024-12-04": 503},
        (),
        {},
        ("arXiv failed (answered 503", "No source gave anything new."),
        ("arXiv 실패(503 응답", "어느 출처에서도 새 글을 받지 못했습니다."),
        status="failed",
    ),
}


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All mornings one after the other in one house, each in both languages."""
    folder = tmp_path_factory.mktemp("fortnight")
    (folder / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    for morning in MORNINGS.values():
        moment = morning.hour or f"{morning.day - timedelta(days=1)}T21:43:00+00:00"
        tape = record(folder / f"tape-{morning.day}", {**morning.replies, NEWS: news(morning.day)}, moment)
        ran = jogan("run", "--date", morning.day, "--replay", tape, "--lang", "ko", "--out", "ko", cwd=folder)
        assert ran.status == 0, ran.err
        ran = jogan("build", "--date", morning.day, "--lang", "en", "--out", "en", cwd=folder)
        assert ran.status == 0, ran.err
    return folder


@pytest.mark.parametrize("kind", MORNINGS)
def test_the_right_papers_are_printed(fortnight: Path, kind: str) -> None:
    """Each announced paper is printed once, or left out for its reason; nothing is lost and nothing comes twice."""
    morning = MORNINGS[kind]
    document = edition(fortnight / "ko", str(morning.day))
    papers = next(section for section in document["sections"] if section["name"] == "papers")
    assert sorted(one["filed"]["story"]["ids"]["arxiv"] for one in papers["stories"]) == sorted(morning.printed)
    left = {one["story"].removeprefix("arxiv:"): one["reason"] for one in papers["left_out"]}
    assert left == morning.left_out
    line = next(one for one in document["sources"] if one["name"] == "arXiv")
    assert line["status"] == morning.status, line


@pytest.mark.parametrize("kind", MORNINGS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_header_says_the_right_words(fortnight: Path, kind: str, language: str) -> None:
    """What the day was, in the reader's language: printed, late, empty and why, throttled, down."""
    morning = MORNINGS[kind]
    report = fortnight / language / str(morning.day) / f"Papers_{morning.day}_report.md"
    head = report.read_text(encoding="utf-8").partition("\n## ")[0].replace("\\", "")
    for words in morning.english if language == "en" else morning.korean:
        assert words in head
