"""arXiv's daily feeds in both flavors, its calendar, names and withdrawals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.collect.arxiv import create, is_withdrawn, parse_feed
from jogan.collect.arxiv_parse import author_names
from jogan.collect.calendar import filled_days, why_empty
from jogan.config import SourceConfig
from jogan.errors import ConfigError, SourceError
from jogan.model import Failure, Request

HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
<title>cs.CL updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CL</link>
<lastBuildDate>{build}</lastBuildDate><pubDate>{pub}</pubDate><skipDays><day>Saturday</day><day>Sunday</day></skipDays>"""


def item(
    number: str, announce: str = "new", abstract: str = "We test a thing.", pub: str = "Wed, 20 Nov 2024 00:00:00 -0500"
) -> str:
    return f"""<item><title>Testing a Thing $k$ Times</title><link>https://arxiv.org/abs/{number.partition("v")[0]}</link>
<description>arXiv:{number} Announce Type: {announce}
Abstract: {abstract}</description><guid isPermaLink="false">oai:arXiv.org:{number}</guid>
<category>cs.CL</category><category>cs.AI</category><pubDate>{pub}</pubDate><arxiv:announce_type>{announce}</arxiv:announce_type>
<dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights><dc:creator>Andr\\'e Lee (MIT, Boston), Bob Roe, Jr.,  Deepti</dc:creator></item>"""


def feed(*items: str, pub: str = "Wed, 20 Nov 2024 00:00:00 -0500") -> bytes:
    return (
        HEAD.format(build="Wed, 20 Nov 2024 05:00:02 +0000", pub=pub) + "".join(items) + "</channel></rss>"
    ).encode()


ATOM = b"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom">
<id>http://rss.arxiv.org/atom/cs.AI</id><title>cs.AI updates on arXiv.org</title><updated>2024-11-20T05:00:19.8+00:00</updated>
<entry><id>oai:arXiv.org:2411.00001v3</id><title>Testing</title><updated>2024-11-20T05:00:19.8+00:00</updated>
<link href="https://arxiv.org/abs/2411.00001" rel="alternate" type="text/html"/>
<summary>arXiv:2411.00001v3 Announce Type: replace-cross
Abstract: p &lt; 0.05 and $x &gt; 1$.</summary><category term="cs.AI"/><published>2024-11-20T00:00:00-05:00</published>
<arxiv:announce_type>replace-cross</arxiv:announce_type><arxiv:DOI>10.1000/ABC</arxiv:DOI><dc:creator>Ann Lee</dc:creator></entry></feed>"""


def test_an_rss_item_becomes_an_item() -> None:
    """Every field stands where it belongs, the prefix of the abstract is gone and its LaTeX is not."""
    read = parse_feed(feed(item("2411.00001v1")))
    (paper,) = read.items
    assert read.day == date(2024, 11, 20)
    assert (paper.title, paper.summary) == ("Testing a Thing $k$ Times", "We test a thing.")
    assert (paper.url, paper.ids, paper.version) == ("https://arxiv.org/abs/2411.00001", {"arxiv": "2411.00001"}, 1)
    assert paper.authors == ("André Lee", "Bob Roe Jr.", "Deepti")
    assert (paper.categories, paper.announce, paper.day) == (("cs.CL", "cs.AI"), "new", date(2024, 11, 20))
    assert paper.links == {
        "pdf": "https://arxiv.org/pdf/2411.00001v1",
        "license": "http://creativecommons.org/licenses/by/4.0/",
    }
    assert paper.published is not None


def test_an_atom_entry_becomes_an_item() -> None:
    """The Atom flavor gives the same, and a replaced paper keeps version and type but no date of publication."""
    (paper,) = parse_feed(ATOM).items
    assert (paper.version, paper.announce, paper.published) == (3, "replace-cross", None)
    assert paper.summary == "p < 0.05 and $x > 1$."
    assert paper.ids == {"arxiv": "2411.00001", "doi": "10.1000/abc"}
    assert paper.day == date(2024, 11, 20)


def test_a_feed_that_breaks_off_keeps_its_whole_entries() -> None:
    """Half an abstract never passes for a whole one."""
    body = feed(item("2411.00001v1"), item("2411.00002v1"))
    cut = body[: body.rfind(b"test a thing") + 6]
    read = parse_feed(cut)
    assert [paper.ids["arxiv"] for paper in read.items] == ["2411.00001"]
    assert read.truncated


def test_a_blank_line_before_the_declaration_is_read_over() -> None:
    """What strict parsers refuse is read."""
    assert len(parse_feed(b"\n\n" + feed(item("2411.00001v1"))).items) == 1


def test_an_entity_bomb_is_harmless() -> None:
    """The document type is dropped and its entities stay empty."""
    bomb = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = feed(item("2411.00001v1", abstract="Fine &b; and &x; text.")).replace(b"<rss", bomb + b"<rss", 1)
    (paper,) = parse_feed(body).items
    assert "haha" not in paper.summary
    assert "root:" not in paper.summary


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>503</body></html>", b"{}", b"<opml/>", b"\x00\x01", b"<!DOCTYPE rss ["]
)
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    """An error page is our own error."""
    with pytest.raises(SourceError):
        parse_feed(body)


@given(st.binary(max_size=400) | st.binary(max_size=60).map(lambda noise: feed(item("2411.00001v1"))[:700] + noise))
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    """Any bytes give items or SourceError."""
    try:
        read = parse_feed(body)
    except SourceError:
        return
    assert all(paper.title and paper.url for paper in read.items)


@pytest.mark.parametrize(
    ("comment", "abstract", "withdrawn"),
    [
        ("This paper has been withdrawn by the authors", "", True),
        ("We decided to withdraw the current version", "", True),
        ("I am requesting the withdrawal of this article", "", True),
        ("Withdrawn from a conference; 9 pages", "", False),
        ("10 pages, 3 figures", "", False),
        ("", "This paper has been withdrawn by the author due to a crucial error in equation 3.", True),
        ("", "This submission is being withdrawn because of an error.", True),
        ("", "Opioid withdrawal symptoms are predicted from speech.", False),
        ("", "We study troops withdrawn by governments in 30 conflicts.", False),
    ],
)
def test_withdrawn_papers_are_told_from_papers_about_withdrawal(comment: str, abstract: str, withdrawn: bool) -> None:
    """The notice counts, the word alone does not."""
    assert is_withdrawn(comment, abstract) is withdrawn


@pytest.mark.data
def test_every_known_withdrawn_paper_is_recognized(shared_data) -> None:  # type: ignore[no-untyped-def]
    """All twelve real comments of withdrawn papers are understood."""
    import json

    lines = (shared_data / "payloads/arxiv_api/withdrawn_examples.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(is_withdrawn(paper["comment"], paper["abstract"]) for paper in map(json.loads, lines))


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (
            r"M\"{u}ller, {\O}yvind B, \v{S}koda, Fran\c{c}ois X, \'{\i}, \L ukasz",
            ("Müller", "Øyvind B", "Škoda", "François X", "í", "Łukasz"),
        ),
        ("Ann Lee and Bob Roe III", ("Ann Lee and Bob Roe III",)),
        ("", ()),
        ("(broken, list", ()),
        ("Ann, and Bob", ("Ann", "Bob")),
    ],
)
def test_author_names_become_unicode(written: str, names: tuple[str, ...]) -> None:
    """LaTeX accents turn into letters, affiliations go, suffixes stay with their name."""
    assert author_names(written) == names


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-11-23", "Friday"),
        ("2024-11-24", "Saturday"),
        ("2024-11-29", "Thanksgiving"),
        ("2024-12-26", "Christmas"),
        ("2025-07-07", "Independence Day"),
        ("2025-06-20", "Juneteenth"),
        ("2026-01-20", "Martin Luther King"),
    ],
)
def test_days_without_an_announcement_are_known(day: str, words: str) -> None:
    """The feed of a day is empty when the evening before had no announcement, and the reason is named."""
    assert words in (why_empty(date.fromisoformat(day)) or "")


def test_ordinary_weekdays_are_filled() -> None:
    """Monday to Friday carry the evenings of Sunday to Thursday."""
    days = filled_days(date(2024, 11, 18), date(2024, 12, 1))
    assert [day.day for day in days] == [18, 19, 20, 21, 22, 25, 26, 27, 28]


SOURCE = create(SourceConfig(name="arXiv", kind="arxiv", categories=("cs.AI", "cs.CL")))


def test_one_request_asks_for_all_categories(drive_by_hand, window_of) -> None:  # type: ignore[no-untyped-def]
    """All categories come in one reply, at arXiv's pace."""
    asked: list[Request] = []
    told = drive_by_hand(SOURCE, window_of("2024-11-20"), lambda r: asked.append(r) or feed(item("2411.00001v1")))
    assert [request.url for request in asked] == ["https://rss.arxiv.org/rss/cs.AI+cs.CL"]
    assert asked[0].pace_group == "arxiv.org"
    assert (told.status, len(told.items)) == ("ok", 1)
    assert "1 new" in told.detail


def test_a_feed_of_an_earlier_day_says_so(drive_by_hand, window_of) -> None:  # type: ignore[no-untyped-def]
    """Before the feed turns it shows the day before; its items keep their own day."""
    told = drive_by_hand(SOURCE, window_of("2024-11-21"), lambda _: feed(item("2411.00001v1")))
    assert told.items[0].day == date(2024, 11, 20)
    assert "not yet 2024-11-21" in told.detail


@pytest.mark.parametrize(
    ("pub", "words"),
    [
        ("Sat, 23 Nov 2024 00:00:00 -0500", "Friday"),
        ("Fri, 29 Nov 2024 00:00:00 -0500", "Thanksgiving"),
        ("Wed, 20 Nov 2024 00:00:00 -0500", "expected"),
    ],
)
def test_an_empty_feed_tells_a_holiday_from_a_fault(drive_by_hand, window_of, pub: str, words: str) -> None:  # type: ignore[no-untyped-def]
    """Weekends and holidays are named; on any other day emptiness is called unexpected."""
    told = drive_by_hand(SOURCE, window_of("2024-11-20"), lambda _: feed(pub=pub))
    assert told.status == "empty"
    assert words in told.detail


def test_a_source_without_categories_is_refused() -> None:
    """The configuration says what is missing."""
    with pytest.raises(ConfigError, match="categories"):
        create(SourceConfig(name="arXiv", kind="arxiv"))


def test_the_atom_feed_stands_in(drive_by_hand, window_of) -> None:  # type: ignore[no-untyped-def]
    """When the RSS feed cannot be had, the Atom feed is read, and the fault is told."""
    fault = Failure(stage="collect", subject="rss.arxiv.org", kind="status", cause="answered 406")
    told = drive_by_hand(SOURCE, window_of("2024-11-20"), lambda r: fault if "/rss/" in r.url else ATOM)
    assert (told.status, told.failures) == ("ok", (fault,))
