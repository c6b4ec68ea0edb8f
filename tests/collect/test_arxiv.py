"""arXiv's daily feeds in both flavors, its calendar, names and withdrawals."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.collect.arxiv import create, is_withdrawn, parse_feed
from jogan.collect.arxiv_archive import parse_abstract_page, parse_oai, parse_query
from jogan.collect.arxiv_parse import author_names
from jogan.collect.calendar import announced_on, filled_days, submission_window, why_empty
from jogan.config import SourceConfig
from jogan.errors import ConfigError, SourceError
from jogan.model.collected import Request
from jogan.model.common import Failure

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
def test_every_known_withdrawn_paper_is_recognized(shared_data) -> None:
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
NOON = "2024-11-20T12:00:00+00:00"
"""When the feeds show 2024-11-20: 7 in the morning in New York, 9 in the evening in Seoul."""
DOWN = Failure(stage="collect", subject="arxiv.org", kind="timeout", cause="sent nothing for 30 s")
THROTTLED = Failure(stage="collect", subject="rss.arxiv.org", kind="status", cause="answered 406", status=406)


def record(number: str, *versions: str, categories: str = "cs.CL cs.AI") -> str:
    """An arXivRaw record with the dates of its versions."""
    dated = "".join(
        f'<version version="v{n}"><date>{when}</date><size>1kb</size></version>' for n, when in enumerate(versions, 1)
    )
    return f"""<record><header><identifier>oai:arXiv.org:{number}</identifier><datestamp>2024-11-20</datestamp></header><metadata>
<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>{number}</id>{dated}<title>Testing {number}</title><authors>Ann Lee, Bob Roe</authors>
<categories>{categories}</categories><comments>9 pages</comments><abstract>  We test.</abstract></arXivRaw></metadata></record>"""


def oai(*records: str, token: str = "") -> bytes:
    return f"""<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{"".join(records)}
<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>""".encode()


NO_RECORDS = (
    b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="noRecordsMatch">none</error></OAI-PMH>'
)


def query(*entries: tuple[str, str], total: int | None = None) -> bytes:
    """A reply of the query API with (versioned id, moment of submission) entries."""
    told = "".join(
        f"""<entry><id>http://arxiv.org/abs/{number}</id><title>Testing {number}</title><updated>{at}</updated><published>{at}</published>
<summary>We test.</summary><author><name>Ann Lee</name></author><category term="cs.AI"/><arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL"/></entry>"""
        for number, at in entries
    )
    return f"""<feed xmlns="http://www.w3.org/2005/Atom"><opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{len(entries) if total is None else total}</opensearch:totalResults>{told}</feed>""".encode()


class Arxiv:
    """arXiv as a set of hosts, each answering with what it is given; remembers what it was asked."""

    def __init__(self, rss=None, atom=None, oai=None, query=None) -> None:
        self.hosts = {"/rss/": rss, "/atom/": atom, "oaipmh": oai, "/query": query}
        self.asked: list[str] = []

    def __call__(self, request: Request):
        assert request.pace_group == "arxiv.org"
        name = next(mark for mark in self.hosts if mark in request.url)
        self.asked.append(name.strip("/"))
        answer = self.hosts[name]
        return answer(request) if callable(answer) else (DOWN if answer is None else answer)


TODAY = feed(item("2411.00001v1"))
V1 = "Mon, 18 Nov 2024 20:00:00 GMT"  # 15:00 in New York: announced on the 19th in the evening, the feed of the 20th
TUESDAY = "Tue, 19 Nov 2024 20:00:00 GMT"  # one day later: the feed of the 21st


def test_one_request_asks_for_all_categories(drive_by_hand, window_of) -> None:
    """All categories come in one reply, at arXiv's pace."""
    asked: list[Request] = []
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON), lambda r: asked.append(r) or TODAY)
    assert [request.url for request in asked] == ["https://rss.arxiv.org/rss/cs.AI+cs.CL"]
    assert asked[0].pace_group == "arxiv.org"
    assert (told.status, len(told.items)) == ("ok", 1)
    assert "1 new" in told.detail
    assert told.cursor == {"day": "2024-11-20"}


def test_a_morning_edition_reads_the_feed_of_the_day_before(drive_by_hand, window_of) -> None:
    """In Seoul's morning the new feed is not out: the present one is read, its items keep their day, and it is said."""
    told = drive_by_hand(SOURCE, window_of("2024-11-21", "2024-11-20T22:00:00+00:00"), Arxiv(rss=TODAY))
    assert told.items[0].day == date(2024, 11, 20)
    assert "2024-11-21 is announced later" in told.detail


@pytest.mark.parametrize(
    ("day", "stamp", "evening"), [("2024-11-23", "Sat, 23", "Friday"), ("2024-11-24", "Sun, 24", "Saturday")]
)
def test_on_weekends_the_empty_feed_is_no_fault(drive_by_hand, window_of, day: str, stamp: str, evening: str) -> None:
    """Nothing is announced on Friday and Saturday evenings, no other path is asked, and the header says so."""
    arxiv = Arxiv(rss=feed(pub=f"{stamp} Nov 2024 00:00:00 -0500"))
    told = drive_by_hand(SOURCE, window_of(day, f"{day}T12:00:00+00:00"), arxiv)
    assert (told.status, arxiv.asked, told.failures) == ("empty", ["rss"], ())
    assert evening in told.detail


def test_on_a_holiday_the_empty_feed_is_no_fault(drive_by_hand, window_of) -> None:
    """After Thanksgiving the feed is empty, and the holiday is named."""
    arxiv = Arxiv(rss=feed(pub="Fri, 29 Nov 2024 00:00:00 -0500"))
    told = drive_by_hand(SOURCE, window_of("2024-11-29", "2024-11-29T12:00:00+00:00"), arxiv)
    assert (told.status, arxiv.asked) == ("empty", ["rss"])
    assert "Thanksgiving" in told.detail


def test_an_empty_feed_on_a_working_day_is_looked_into(drive_by_hand, window_of) -> None:
    """When papers are to be expected, the archives are asked before the day is called empty."""
    arxiv = Arxiv(rss=feed(), oai=lambda r: oai(record("2411.00007", V1)))
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON), arxiv)
    assert [one.ids["arxiv"] for one in told.items] == ["2411.00007"]
    nothing = Arxiv(rss=feed(), oai=NO_RECORDS, query=query())
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON), nothing)
    assert (told.status, nothing.asked) == ("empty", ["rss", "oaipmh", "oaipmh", "query"])
    assert "although papers were expected" in told.detail


def test_the_atom_feed_stands_in_for_a_broken_one(drive_by_hand, window_of) -> None:
    """When the RSS feed is an error page, the Atom feed of the same host is read, and the fault is told."""
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON), Arxiv(rss=b"<html>error</html>", atom=ATOM))
    assert (told.status, [one.kind for one in told.failures]) == ("ok", ["malformed"])


@pytest.mark.parametrize("fault", [THROTTLED, DOWN])
def test_a_throttled_host_is_left_for_another(drive_by_hand, window_of, fault: Failure) -> None:
    """On 406 or a stall the host is not asked again: OAI-PMH tells of the day, new and replaced papers apart."""
    arxiv = Arxiv(
        rss=fault,
        oai=oai(
            record("2411.00001", V1),
            record("2401.00002", "Mon, 1 Jan 2024 00:00:00 GMT", V1),
            record("2411.00003", V1, categories="cs.LG cs.CL"),
            record("2411.00004", TUESDAY),
            record("2301.00005", "Mon, 2 Jan 2023 00:00:00 GMT"),
        ),
    )
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON), arxiv)
    assert arxiv.asked == ["rss", "oaipmh", "oaipmh"]
    assert {one.ids["arxiv"]: (one.announce, one.version) for one in told.items} == {
        "2411.00001": ("new", 1),
        "2401.00002": ("replace", 2),
        "2411.00003": ("cross", 1),
    }
    assert all(one.day == date(2024, 11, 20) for one in told.items)
    assert (told.status, told.failures) == ("ok", (fault,))


def test_the_query_api_is_the_last_path(drive_by_hand, window_of) -> None:
    """With feeds and OAI-PMH down, the query asks for the span of submissions that the day announces."""
    asked: list[Request] = []
    arxiv = Arxiv(
        query=lambda r: (
            asked.append(r) or query(("2411.00001v1", "2024-11-19T10:00:00Z"), ("2411.00002v2", "2024-11-19T10:00:00Z"))
        )
    )
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON), arxiv)
    assert [one.ids["arxiv"] for one in told.items] == ["2411.00001"]
    assert "submittedDate:[202411181900 TO 202411191900]" in asked[0].params["search_query"]
    assert len(told.failures) == 2


def test_half_a_query_is_not_the_day(drive_by_hand, window_of) -> None:
    """When a later page cannot be had, the earlier ones do not pass for the whole."""
    page = query(("2411.00001v1", "2024-11-19T10:00:00Z"), total=900)
    arxiv = Arxiv(query=lambda r: page if r.params["start"] == "0" else DOWN)
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON), arxiv)
    assert (told.status, told.items) == ("failed", ())


@pytest.mark.parametrize("date_", ["", "never", "Mon, 99 Nov 2024"])
def test_a_version_without_a_date_costs_only_its_day(date_: str) -> None:
    """A record whose version tells no moment is kept, without a day that nobody gave."""
    (paper,) = parse_oai(oai(record("2411.00001", V1, date_, date_))).items
    assert (paper.version, paper.day) == (3, None)


def test_a_total_that_is_no_number_is_none() -> None:
    """Nonsense in the count of results is passed over."""
    assert parse_query(query().replace(b">0<", b">" + b"9" * 5000 + b"<")).total is None


def test_pages_of_oai_are_followed(drive_by_hand, window_of) -> None:
    """A resumption token leads to the next page, and a paper of two categories comes once."""
    arxiv = Arxiv(
        oai=lambda r: (
            oai(record("2411.00002", V1))
            if "resumptionToken" in r.params
            else oai(record("2411.00001", V1), token="t1")
        )
    )
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON), arxiv)
    assert sorted(one.ids["arxiv"] for one in told.items) == ["2411.00001", "2411.00002"]


def test_with_all_paths_down_the_source_is_failed(drive_by_hand, window_of) -> None:
    """Nothing is invented, the cause is told, and the next run still knows how far it had read."""
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON, cursor={"day": "2024-11-19"}), Arxiv())
    assert (told.status, told.detail, told.cursor) == ("failed", DOWN.cause, {"day": "2024-11-19"})


def test_a_missed_day_is_caught_up(drive_by_hand, window_of) -> None:
    """After a pause the days in between are read from the archives, each under its own day."""
    arxiv = Arxiv(
        rss=feed(item("2411.00009v1", pub="Fri, 22 Nov 2024 00:00:00 -0500"), pub="Fri, 22 Nov 2024 00:00:00 -0500"),
        oai=lambda r: oai(record("2411.00001", TUESDAY)) if r.params["from"] == "2024-11-21" else NO_RECORDS,
        query=query(),
    )
    told = drive_by_hand(
        SOURCE, window_of("2024-11-22", "2024-11-22T12:00:00+00:00", cursor={"day": "2024-11-20"}), arxiv
    )
    assert {one.ids["arxiv"]: one.day for one in told.items} == {
        "2411.00001": date(2024, 11, 21),
        "2411.00009": date(2024, 11, 22),
    }
    assert "1 caught up of 2024-11-21" in told.detail
    assert told.cursor == {"day": "2024-11-22"}


def test_after_a_weekend_nothing_is_missed(drive_by_hand, window_of) -> None:
    """From Friday to Monday there was nothing to catch up, so nothing more is asked."""
    monday = "Mon, 25 Nov 2024 00:00:00 -0500"
    arxiv = Arxiv(rss=feed(item("2411.00009v1", pub=monday), pub=monday))
    drive_by_hand(SOURCE, window_of("2024-11-25", "2024-11-25T12:00:00+00:00", cursor={"day": "2024-11-22"}), arxiv)
    assert arxiv.asked == ["rss"]


def test_a_late_run_reads_the_archives_of_its_day(drive_by_hand, window_of) -> None:
    """A day that the feeds no longer show is asked for at OAI-PMH; the cursor stays."""
    arxiv = Arxiv(oai=oai(record("2411.00001", V1)))
    told = drive_by_hand(
        SOURCE, window_of("2024-11-20", "2024-11-27T12:00:00+00:00", cursor={"day": "2024-11-26"}), arxiv
    )
    assert (arxiv.asked, len(told.items)) == (["oaipmh", "oaipmh"], 1)
    assert told.cursor == {"day": "2024-11-26"}


def test_a_late_run_for_a_weekend_asks_nobody(drive_by_hand, window_of) -> None:
    """The calendar alone answers for a day without an announcement."""
    arxiv = Arxiv()
    told = drive_by_hand(SOURCE, window_of("2024-11-24", "2024-11-27T12:00:00+00:00"), arxiv)
    assert (told.status, arxiv.asked) == ("empty", [])


def test_a_frozen_feed_is_called_stale(drive_by_hand, window_of) -> None:
    """A feed that still shows a day that was read, with no archive to ask, is stale and says what it shows."""
    arxiv = Arxiv(rss=TODAY)
    told = drive_by_hand(
        SOURCE, window_of("2024-11-21", "2024-11-21T18:00:00+00:00", cursor={"day": "2024-11-20"}), arxiv
    )
    assert told.status == "stale"
    assert "still shows 2024-11-20" in told.detail


def test_replaced_and_withdrawn_papers_are_marked(drive_by_hand, window_of) -> None:
    """A new version carries its number, a withdrawn paper its mark."""
    body = feed(
        item("2401.00001v3", "replace"),
        item("2401.00002v2", "replace", "This paper has been withdrawn by the authors."),
    )
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON), Arxiv(rss=body))
    assert [(one.version, one.announce, one.withdrawn) for one in told.items] == [
        (3, "replace", False),
        (2, "replace", True),
    ]


def test_a_full_feed_is_asked_for_category_by_category(drive_by_hand, window_of, monkeypatch) -> None:
    """At the feed's limit the categories are read one by one, and nothing comes twice."""
    monkeypatch.setattr("jogan.collect.arxiv.FEED_LIMIT", 2)
    both = feed(item("2411.00001v1"), item("2411.00002v1"))
    arxiv = Arxiv(rss=lambda r: both if "+" in r.url else feed(item("2411.00002v1"), item("2411.00003v1")))
    told = drive_by_hand(SOURCE, window_of("2024-11-20", NOON), arxiv)
    assert len(told.items) == 3


def test_a_source_without_categories_is_refused() -> None:
    """The configuration says what is missing."""
    with pytest.raises(ConfigError, match="categories"):
        create(SourceConfig(name="arXiv", kind="arxiv"))


@pytest.mark.parametrize(
    ("submitted", "day"),
    [
        ("2024-11-18T18:59:00+00:00", "2024-11-19"),
        ("2024-11-18T19:01:00+00:00", "2024-11-20"),
        ("2024-11-22T18:00:00+00:00", "2024-11-25"),
        ("2024-11-22T20:00:00+00:00", "2024-11-26"),
        ("2024-11-24T12:00:00+00:00", "2024-11-26"),
        ("2024-11-28T10:00:00+00:00", "2024-12-02"),
    ],
)
def test_submissions_are_announced_by_the_schedule(submitted: str, day: str) -> None:
    """Cut-off, weekend and Thanksgiving decide under which day a paper comes."""
    assert announced_on(datetime.fromisoformat(submitted)).isoformat() == day


def test_every_submission_falls_into_the_window_of_its_day() -> None:
    """The windows of the days cover all moments, without a gap."""
    ends = [span for n in range(400) if (span := submission_window(date(2024, 9, 2) + timedelta(days=n)))]
    assert all(before[1] == after[0] for before, after in pairwise(ends))


PAGE = b"""<html><head><meta name="citation_title" content="Testing &amp; More"/><meta name="citation_author" content="Lee, Ann"/>
<meta name="citation_author" content="M&uuml;ller, Bob"/><meta name="citation_date" content="2024/11/18"/>
<meta name="citation_arxiv_id" content="2411.00001"/><meta name="citation_abstract" content="We test."/></head>
<body><table><tr><td class="tablecell comments mathjax">9 pages</td><td class="tablecell subjects">Computation and Language (cs.CL); Machine Learning (stat.ML)</td></tr></table></body></html>"""


def test_an_abstract_page_gives_a_paper() -> None:
    """The citation tags hold title, authors, abstract, date and id."""
    paper = parse_abstract_page(PAGE)
    assert (paper.title, paper.authors, paper.summary) == ("Testing & More", ("Ann Lee", "Bob Müller"), "We test.")
    assert (paper.ids, paper.categories, paper.comment) == ({"arxiv": "2411.00001"}, ("cs.CL", "stat.ML"), "9 pages")


@pytest.mark.parametrize("parse", [parse_oai, parse_query, parse_abstract_page])
@given(
    body=st.binary(max_size=300) | st.binary(max_size=40).map(lambda noise: oai(record("2411.00001", V1))[:500] + noise)
)
def test_no_bytes_raise_anything_else_in_the_archives(parse, body: bytes) -> None:
    """Any bytes give items or SourceError."""
    with contextlib.suppress(SourceError):
        parse(body)


@pytest.mark.data
def test_real_replies_of_the_archives_are_read(shared_data) -> None:
    """Every real OAI-PMH and query reply gives its papers, or the error that arXiv sent."""
    for path in (shared_data / "payloads" / "arxiv_oai").glob("*.xml"):
        body = path.read_bytes()
        if "Error" in path.name and "NoRecords" not in path.name:
            with pytest.raises(SourceError, match="answered"):
                parse_oai(body)
        else:
            page = parse_oai(body)
            assert (len(page.items), page.unusable) == (body.count(b"<record>"), 0)
    for path in (shared_data / "payloads" / "arxiv_api").glob("*.xml"):
        body = path.read_bytes()
        if "id_abc" in path.name:
            with pytest.raises(SourceError, match="incorrect id"):
                parse_query(body)
        else:
            assert len(parse_query(body).items) == body.count(b"<entry>")
