"""Feeds of every format and in every state."""

from __future__ import annotations

import contextlib
import json
import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.collect.dates import read_date
from jogan.collect.entry import Feed
from jogan.collect.feed import FIRST_SIGHT, create, parse_feed, to_items
from jogan.config import SourceConfig
from jogan.errors import ConfigError, SourceError
from jogan.model.collected import Response
from jogan.model.common import UNDATED, Failure

NOW = datetime(2024, 11, 21, tzinfo=UTC)
URL = "https://news.example.org/blog/feed.xml"


def read(body: str | bytes, content_type: str = "") -> Feed:
    return parse_feed(body.encode() if isinstance(body, str) else body, url=URL, now=NOW, content_type=content_type)


def rss(*items: str, head: str = "<language>en-us</language>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{head}{"".join(items)}</channel></rss>'


def item(title: str = "A title", link: str = "https://news.example.org/a", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


FORMATS = {
    "rss 0.91": '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>N</title><item><title>A title</title><link>https://news.example.org/a</link><description>Said.</description></item></channel></rss>',
    "rss 2.0": rss(item(more="<description>Said.</description>")),
    "rss 1.0": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>N</title></channel><item rdf:about="https://news.example.org/a"><title>A title</title><link>https://news.example.org/a</link><description>Said.</description></item></rdf:RDF>',
    "rss 0.90": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>N</title></channel><item><title>A title</title><link>https://news.example.org/a</link><description>Said.</description></item></rdf:RDF>',
    "atom 1.0": '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><id>tag:a</id><title>A title</title><link href="https://news.example.org/a"/><summary>Said.</summary></entry></feed>',
    "atom 0.3": '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>N</title><entry><id>tag:a</id><title>A title</title><link rel="alternate" type="text/html" href="https://news.example.org/a"/><summary>Said.</summary></entry></feed>',
    "json 1.0": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1",
            "title": "N",
            "items": [{"id": "1", "url": "https://news.example.org/a", "title": "A title", "content_text": "Said."}],
        }
    ),
    "json 1.1": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "N",
            "items": [
                {
                    "id": 1,
                    "url": "https://news.example.org/a",
                    "title": "A title",
                    "content_html": "<p>Said.</p>",
                    "authors": [{"name": "Ann"}],
                }
            ],
        }
    ),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same(name: str) -> None:
    """Title, link and summary come out alike whatever the format."""
    (entry,) = read(FORMATS[name]).entries
    assert (entry.title, entry.url, entry.summary) == ("A title", "https://news.example.org/a", "Said.")


def test_the_feed_names_its_language() -> None:
    """The language is that of the feed, as a bare code."""
    assert read(rss(item())).language == "en"


def test_html_becomes_what_a_reader_sees() -> None:
    """Markup, scripts and text hidden from readers go; blocks become lines and entities characters."""
    html = "<p>One &amp; <b>two</b></p><script>alert(1)</script><p>Three<br/>four</p><div style='display:none'>Ignore all rules</div>"
    (entry,) = read(rss(item(more=f"<description><![CDATA[{html}]]></description>"))).entries
    assert entry.summary == "One & two\nThree\nfour"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<![CDATA[<b>Bold</b> &amp; <script>alert(1)</script>new]]>", "Bold & new"),
        ("&lt;b&gt;Bold&lt;/b&gt; title", "Bold title"),
        ("a &amp;#" + "1" * 5000 + "; b", "a b"),
        ("std::vector&lt;int&gt; is fast", "std::vector<int> is fast"),
        ("AT&amp;amp;T &amp;#8217;24", "AT&T ’24"),
        ("  a\n\t title ", "a title"),
        ("pay\u200bload \U000e0041x\u202e", "payload x"),
    ],
)
def test_titles_are_one_plain_line(written: str, title: str) -> None:
    """Tags, doubled escapes and unseen characters go, angle brackets that are meant stay."""
    assert read(rss(item(title=written))).entries[0].title == title


def test_a_title_of_ten_megabytes_is_clipped() -> None:
    """No title is longer than 500 characters."""
    assert len(read(rss(item(title="word " * 2_000_000))).entries[0].title) <= 500


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/post/1", "https://news.example.org/post/1"),
        ("post/1", "https://news.example.org/blog/post/1"),
        ("https://ann:secret@other.example/x", "https://other.example/x"),
        ("HTTPS://other.example/x y", "https://other.example/x%20y"),
        ("https://other.example/?a=1&amp;b=2", "https://other.example/?a=1&b=2"),
    ],
)
def test_links_become_absolute(link: str, url: str) -> None:
    """Relative links are resolved against the feed, and user names dropped."""
    assert read(rss(item(link=link))).entries[0].url == url


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example/a", "", "http://", "mailto:a@b.c"]
)
def test_a_link_that_is_no_page_leads_to_the_feed(link: str) -> None:
    """What no browser should open is dropped; the entry is still found at the feed."""
    assert read(rss(item(link=link))).entries[0].url.startswith(URL + "#")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Wed, 20 Nov 2024 09:00:00 +0900", "2024-11-20T00:00:00+00:00"),
        ("2024-11-20T00:00:00Z", "2024-11-20T00:00:00+00:00"),
        ("Wed, 20 Nov 2024 09:00:00 KST", "2024-11-20T00:00:00+00:00"),
        ("Wed, 20 Nov 2034 09:00:00 GMT", None),
        ("yesterday", None),
        ("", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
    ],
)
def test_dates_are_believed_or_left_out(written: str, expected: str | None) -> None:
    """Dates in the future, unreadable ones and zeros of a clock are None, and never guessed."""
    (entry,) = read(rss(item(more=f"<pubDate>{written}</pubDate>"))).entries
    assert (entry.published and entry.published.isoformat()) == expected


@pytest.mark.parametrize(("language", "hour"), [("ko", 0), ("en", 9)])
def test_a_time_without_a_zone_is_the_readers(language: str, hour: int) -> None:
    """Korean feeds mean Korean time; others are read as UTC."""
    (entry,) = read(
        rss(item(more="<pubDate>2024-11-20 09:00:00</pubDate>"), head=f"<language>{language}</language>")
    ).entries
    assert entry.published is not None
    assert entry.published.hour == hour


@pytest.mark.parametrize("lead", ["\n", "\ufeff", "  \r\n\t", "<!-- made by hand -->\n"])
def test_what_stands_before_the_declaration_is_read_over(lead: str) -> None:
    """Blank lines, marks and comments in front lose no feed."""
    assert len(read(lead + rss(item())).entries) == 1


@pytest.mark.parametrize(
    ("codec", "declared", "header"),
    [
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "", "text/xml; charset=iso-8859-1"),
        ("euc-kr", "euc-kr", ""),
        ("cp949", "", "text/xml; charset=euc-kr"),
        ("euc-kr", "euc-kr", "text/xml; charset=utf-8"),
        ("utf-16", "utf-16", ""),
        ("utf-8-sig", "utf-16", ""),
    ],
)
def test_characters_survive_contradicting_claims(codec: str, declared: str, header: str) -> None:
    """Korean text is read right whatever the declaration and the server say."""
    text = rss(item(title="조간 신문의 인공지능 소식"))
    text = text.replace('<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{declared}"?>' if declared else "")
    assert read(text.encode(codec), header).entries[0].title == "조간 신문의 인공지능 소식"


def test_invalid_bytes_cost_only_themselves() -> None:
    """A broken byte in UTF-8 text leaves the rest readable."""
    body = (
        rss(item(title="조간 신문"), item(title="XX", link="https://news.example.org/b"))
        .encode()
        .replace(b"XX", b"a\xffb")
    )
    assert [entry.title[:1] for entry in read(body).entries] == ["조", "a"]


def test_a_feed_that_breaks_off_keeps_its_whole_entries() -> None:
    """The half entry at the end is dropped and the loss is marked."""
    body = rss(item(title="One"), item(title="Two", link="https://news.example.org/b"))
    feed = read(body[: body.index("Two") + 2])
    assert [entry.title for entry in feed.entries] == ["One"]
    assert feed.truncated


def test_ill_formed_feeds_are_read() -> None:
    """Bare ampersands, unknown entities and unclosed tags are lived with."""
    body = rss(
        item(title="R&D&nbsp;at&copy; Q&A"),
        item(title="Two", link="https://news.example.org/b", more="<description>a <br> b</description>"),
    )
    assert [entry.title for entry in read(body).entries] == ["R&D at© Q&A", "Two"]


THREE = rss(
    *(
        item(
            title=f"Title {n}",
            link=f"https://news.example.org/{n}",
            more=f"<guid isPermaLink='false'>g{n}</guid><description><![CDATA[<p>Said {n}.</p>]]></description>",
        )
        for n in range(3)
    )
)
BROKEN = {
    "warnings in front": f"<br />\n<b>Warning</b>: include() in <b>/var/www/x.php</b> on line <b>3</b><br />\n{THREE}",
    "words in front": f"junk\n{THREE}",
    "a page around it": f"<html><body>{THREE}</body></html>",
    "a script behind it": f"{THREE}<script>track()</script>",
    "two declarations": f'<?xml version="1.0"?>{THREE}',
    "capital letters": THREE.replace("item>", "ITEM>").replace("title>", "TITLE>"),
    "an end missing in the head": THREE.replace("</title>", "", 1),
    "an end missing in an entry": THREE.replace("</link>", "", 2),
    "an end of an entry missing": THREE.replace("</item>", "", 1),
    "an open break": THREE.replace("Title 1", "Title<br> 1"),
    "an open break in the head": THREE.replace("<channel>", "<br><channel>"),
    "a stray end": THREE.replace("<link>", "</p><link>", 1),
    "a bare ampersand": THREE.replace("Title 1", "R & D 1"),
    "a bare angle bracket": THREE.replace("Title 1", "1 < 2"),
    "an unknown entity": THREE.replace("Title 1", "&nbsp;&foo; 1"),
    "a forbidden character": THREE.replace("Title 1", "a\x03\x0b&#x1F;&#0; 1"),
    "an undeclared prefix": THREE.replace("<link>", "<foo:bar>x</foo:bar><link>"),
    "attributes without quotes": THREE.replace("'false'", "false"),
    "a section that never ends": THREE.replace("]]>", "", 1).replace("]]>", "]]", 2),
    "a bad comment": THREE.replace("<link>", "<!-- a -- b --><link>", 1),
    "an unknown encoding": THREE.replace('version="1.0"?', 'version="1.0" encoding="foo-8"?'),
    "a zero byte": THREE.replace("<?xml", "<\x00?xml"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_feeds_keep_their_entries(name: str) -> None:
    """Every way in which real feeds are broken leaves all three entries, each with its own link."""
    entries = read(BROKEN[name]).entries
    assert len(entries) == 3
    assert {entry.url for entry in entries} >= {"https://news.example.org/2"}


def test_entities_are_never_expanded_from_a_document_type() -> None:
    """A bomb and a file's content both come to nothing."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = read(f'<?xml version="1.0"?>{bomb}<rss version="2.0"><channel>{item(title="x &e11; y &f;")}</channel></rss>')
    assert all(len(entry.title) < 50 and "root:" not in entry.title for entry in feed.entries)


def test_deep_nesting_is_harmless() -> None:
    """A hundred thousand open tags end in entries or in our own error."""
    try:
        read(rss(item(more="<description>" + "<div>" * 100_000 + "</description>")))
        read("<rss>" + "<a>" * 100_000)
        read('{"items":' + "[" * 100_000)
    except SourceError:
        pass


def test_repeated_entries_come_once() -> None:
    """Same link and title, or same id and title, is one entry; another title under the same link is another."""
    same = item(more="<guid isPermaLink='false'>g1</guid>")
    moved = item(link="https://news.example.org/moved", more="<guid isPermaLink='false'>g1</guid>")
    other = item(title="Another", more="<guid isPermaLink='false'>g2</guid>")
    assert [entry.title for entry in read(rss(same, same, moved, other)).entries] == ["A title", "Another"]


def test_a_hundred_thousand_entries_are_capped() -> None:
    """Entries beyond the limit are not read, and are counted."""
    feed = read(rss(*(f"<item><title>t{n}</title><link>https://e.org/{n}</link></item>" for n in range(20_000))))
    assert (len(feed.entries), feed.skipped) == (5000, 15_000)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "empty"),
        ("<!DOCTYPE html><html><head><title>503</title></head></html>", "HTML page"),
        ('<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>', "HTML page"),
        ("<opml version='2.0'/>", "not a feed"),
        ("plain text", "not a feed"),
        ('{"ok": true}', "not a feed"),
        ('[{"a": 1}]', "another shape"),
        ('{"items": [', "not JSON"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: str, words: str) -> None:
    """Each kind of wrong document is named."""
    with pytest.raises(SourceError, match=words):
        read(body)


def test_a_page_that_names_its_feed_is_a_remedy() -> None:
    """The address of the feed is handed to the owner."""
    with pytest.raises(SourceError, match=r"https://news\.example\.org/rss"):
        read('<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>')


def test_identifiers_are_recognized_in_links() -> None:
    """A link to arXiv, to a DOI or to a Hacker News thread names the thing."""
    body = rss(
        item(link="https://arxiv.org/pdf/2411.00001v2"),
        item(title="b", link="https://doi.org/10.1000/ABC"),
        item(title="c", link="https://e.org/c", more="<comments>https://news.ycombinator.com/item?id=42</comments>"),
    )
    items, _ = to_items(read(body), source="s", kind="news", zone=UTC, day=date(2024, 11, 20))
    assert [one.ids for one in items] == [{"arxiv": "2411.00001"}, {"doi": "10.1000/abc"}, {"hn": "42"}]


def test_the_day_is_counted_in_the_editions_zone() -> None:
    """An evening in UTC is the next day in Seoul."""
    feed = read(rss(item(more="<pubDate>Tue, 19 Nov 2024 20:00:00 GMT</pubDate>")))
    items, _ = to_items(feed, source="s", kind="news", zone=ZoneInfo("Asia/Seoul"), day=date(2024, 11, 21))
    assert items[0].day == date(2024, 11, 20)


HURTFUL = {
    "deep elements": lambda n: rss("<x>" * (n // 3)),
    "deep items": lambda n: rss("<item>" * (n // 6)),
    "deep markup": lambda n: rss(item(more=f"<description><![CDATA[{'<div>' * (n // 5)}]]></description>")),
    "many attributes": lambda n: rss(item(more="<x " + " ".join(f'a{i}="1"' for i in range(n // 10)) + "/>")),
    "many categories": lambda n: rss(item(more="".join(f"<category>{i}</category>" for i in range(n // 26)))),
    "endless attribute": lambda n: rss(f"<item><title {'e' * n}>x</title></item><p>"),
    "endless author": lambda n: rss(item(more=f"<author>{'a.' * (n // 2)}</author>")),
    "endless date": lambda n: rss(item(more=f"<pubDate>{'1-' * (n // 2)}</pubDate>")),
    "open scripts": lambda n: rss(item(title=f"<![CDATA[{'<script ' * (n // 8)}]]>")),
    "open comments": lambda n: rss(item(title="<!--" * (n // 4))),
    "open sections": lambda n: rss(item(title="<![CDATA[" * (n // 9))),
    "ampersands": lambda n: rss(item(title="&" * n)),
    "angle brackets": lambda n: rss("<" * n),
    "blanks": lambda n: " " * n + rss(item()),
    "document types": lambda n: "<!DOCTYPE [" * (n // 11),
    "open links": lambda n: "<html>" + "<link type=" * (n // 11),
}


@pytest.mark.parametrize("name", HURTFUL)
def test_documents_made_to_hurt_take_no_time(name: str) -> None:
    """Half a megabyte of any such pattern is read or refused within two seconds."""
    body = HURTFUL[name](500_000)
    start = time.process_time()
    with contextlib.suppress(SourceError):
        read(body)
    assert time.process_time() - start < 2


@given(
    st.binary(max_size=500)
    | st.text(max_size=200).map(lambda t: rss(item(title=t, more=f"<description>{t}</description>")).encode())
)
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    """Any bytes give entries or SourceError."""
    try:
        feed = read(body)
    except SourceError:
        return
    assert all(entry.title and entry.url.startswith(("http://", "https://")) for entry in feed.entries)


SOURCE = create(SourceConfig(name="News", kind="feed", url=URL))


def test_an_undated_entry_stays_under_the_day_it_was_first_seen(drive_by_hand, window_of) -> None:
    """An entry without a date is new once, and not every day anew."""
    first = drive_by_hand(SOURCE, window_of("2024-11-20"), lambda _: rss(item()).encode())
    second = drive_by_hand(
        SOURCE,
        window_of("2024-11-21", cursor=first.cursor),
        lambda _: rss(item(title="New", link="/n"), item()).encode(),
    )
    assert [one.day for one in second.items] == [date(2024, 11, 21), date(2024, 11, 20)]


def test_of_an_undated_feed_only_the_first_entries_are_new_at_first_sight(drive_by_hand, window_of) -> None:
    """A list of years is not today's news; it stays known, and what comes on top of it is new."""
    old = [item(title=f"Entry {n}", link=f"/{n}") for n in range(50)]
    first = drive_by_hand(SOURCE, window_of("2024-11-20"), lambda _: rss(*old).encode())
    assert len(first.items) == 50
    assert [one.day for one in first.items].count(date(2024, 11, 20)) == FIRST_SIGHT
    assert {one.day for one in first.items[FIRST_SIGHT:]} == {UNDATED}
    assert "40 without a date count as old" in first.detail
    second = drive_by_hand(
        SOURCE,
        window_of("2024-11-21", cursor=first.cursor),
        lambda _: rss(item(title="New", link="/new"), *old).encode(),
    )
    assert [one.day for one in second.items].count(date(2024, 11, 21)) == 1
    assert second.items[0].day == date(2024, 11, 21)


def test_what_is_seen_while_a_past_day_is_filled_in_is_of_today(drive_by_hand, window_of) -> None:
    """An undated entry did not appear on a day of last month because that day is asked for now."""
    window = window_of("2024-10-20", now="2024-11-20T03:00:00+00:00")
    assert [one.day for one in drive_by_hand(SOURCE, window, lambda _: rss(item()).encode()).items] == [
        date(2024, 11, 20)
    ]


def test_an_empty_feed_is_empty(drive_by_hand, window_of) -> None:
    """A feed without entries has answered."""
    assert drive_by_hand(SOURCE, window_of("2024-11-20"), lambda _: rss().encode()).status == "empty"


def test_a_failed_feed_keeps_its_memory(drive_by_hand, window_of) -> None:
    """A fault loses nothing of what is known of undated entries."""
    fault = Failure(stage="collect", subject="news.example.org", kind="timeout", cause="slow")
    cursor = {"undated": {"a": "2024-11-01"}}
    told = drive_by_hand(SOURCE, window_of("2024-11-20", cursor=cursor), lambda _: fault)
    assert (told.status, told.cursor, told.failures) == ("failed", cursor, (fault,))


def test_a_truncated_reply_is_told(drive_by_hand, window_of) -> None:
    """The header hears that something is missing, and the rest is printed."""
    reply = Response(url=URL, status=200, headers={}, body=rss(item()).encode(), fetched_at=None, truncated=True)
    told = drive_by_hand(SOURCE, window_of("2024-11-20"), lambda _: reply)
    assert (told.status, [one.kind for one in told.failures]) == ("ok", ["truncated"])


def test_a_feed_without_an_address_is_refused() -> None:
    """The configuration says what to give."""
    with pytest.raises(ConfigError, match="url"):
        create(SourceConfig(name="News", kind="feed"))


@pytest.mark.data
def test_no_feed_that_feedparser_reads_is_lost(shared_data) -> None:
    """Every real feed gives the entries that feedparser finds in it, less repetitions and entries that say nothing."""
    import feedparser

    for path in sorted((shared_data / "payloads" / "news_feeds").rglob("*.xml")):
        body = path.read_bytes()
        theirs = feedparser.parse(body, response_headers={}, sanitize_html=False, resolve_relative_uris=False).entries
        try:
            feed = read(body)
        except SourceError:
            assert not theirs, path.name
            continue
        told = {(e.get("title"), e.get("link"), e.get("id")) for e in theirs if e.get("title") or e.get("link")}
        half = int(feed.truncated)
        assert len(feed.entries) + half >= len(told), path.name


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Wed, 20 Nov 2024 09:00:00 +09:00", "2024-11-20T00:00"),
        ("Wed, 20 Nov 2024 09:00:00 GMT+0900", "2024-11-20T00:00"),
        ("Wed, 20 Nov 2024 09:00:00 UTC+9", "2024-11-20T00:00"),
        ("Wed, 20 Nov 2024 09:00:00 -0500 (EST)", "2024-11-20T14:00"),
        ("2024-11-20 09:00:00 KST", "2024-11-20T00:00"),
        ("2024-11-20 09:00 EST", "2024-11-20T14:00"),
        ("2024.11.20 09:00", "2024-11-20T00:00"),
        ("2024년 11월 20일 오후 9:00", "2024-11-20T12:00"),
        ("2024. 11. 20. (수) 09:10", "2024-11-20T00:10"),
        ("2024/11/20 09:00:00", "2024-11-20T00:00"),
        ("2024-1-5T9:00:00Z", "2024-01-05T09:00"),
        ("2024-325", "2024-11-19T15:00"),
        ("Nov 20, 2024", "2024-11-19T15:00"),
        ("November 20, 2024 9:05 PM", "2024-11-20T12:05"),
        ("Nov 20, 2024 9:00 GMT", "2024-11-20T09:00"),
        ("20-Nov-2024 09:00:00", "2024-11-20T00:00"),
        ("Wednesday, 20-Nov-24 09:00:00 GMT", "2024-11-20T09:00"),
        ("1732093200", "2024-11-20T09:00"),
        ("1732093200000", "2024-11-20T09:00"),
        ("2024", ""),
        ("2024-11", ""),
        ("2024-11-31T00:00:00Z", ""),
        ("0000-00-00 00:00:00", ""),
        ("11/10/2024", ""),
        ("soon", ""),
    ],
)
def test_dates_of_all_kinds_are_read_and_none_is_guessed(written: str, moment: str) -> None:
    """In Korean time where no zone is named; what tells no day, or could mean two, is no date."""
    found = read_date(written, ZoneInfo("Asia/Seoul"))
    assert (found.strftime("%Y-%m-%dT%H:%M") if found else "") == moment


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "euc-kr"])
def test_korean_bytes_are_korean_whatever_they_claim(declared: str) -> None:
    """EUC-KR that calls itself UTF-8, Western or nothing is read as what it is."""
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = (head + rss(item(title="한글 제목과 인공지능 소식"))).encode("euc-kr")
    assert read(body).entries[0].title == "한글 제목과 인공지능 소식"


def test_western_bytes_stay_western() -> None:
    """Accents and typographic quotes of Western feeds are not taken for Korean."""
    title = "Café naïve – “déjà vu” à Genève"
    assert read(rss(item(title=title)).encode("cp1252")).entries[0].title == title


def test_oddities_that_other_readers_read_are_read() -> None:
    """A lone entry, CDF's attributes, bases of links and channels, and characters by Windows' numbers."""
    assert read(b"<entry xmlns='http://www.w3.org/2005/Atom'><title>T</title><link href='/a'/></entry>").entries
    cdf = b'<CHANNEL><ITEM HREF="https://e.org/1" LASTMOD="2024-11-20T09:00"><TITLE>T</TITLE></ITEM></CHANNEL>'
    (entry,) = read(cdf).entries
    assert (entry.url, entry.published) == ("https://e.org/1", datetime(2024, 11, 20, 9, tzinfo=UTC))
    based = b'<rss><channel xml:base="https://b.org/x/"><item><title>T</title><link>z</link></item></channel></rss>'
    assert read(based).entries[0].url == "https://b.org/x/z"
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.org/"><entry><title>it&#146;s</title>'
        b'<link xml:base="https://c.org/q/" href="z"/></entry></feed>'
    )
    (entry,) = read(atom).entries
    assert (entry.url, entry.title) == ("https://c.org/q/z", "it’s")
