"""Article text: what is taken, what is refused, and the sites' rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jogan.collect.page import Articles, may_read, parse_article, readable
from jogan.errors import SourceError
from jogan.model.collected import Item, Request
from jogan.model.common import Failure

SENTENCES = [
    "The laboratory released a small language model on Tuesday that runs on a phone.",
    "It was trained on two trillion tokens of public text and keeps its memory in four bits.",
    "Engineers who tried it said that it answers simple questions as well as models ten times its size.",
    "The weights can be downloaded under a permissive license, and the training code will follow next month.",
    "Critics noted that the evaluation used only English benchmarks and left safety for later work.",
]
ARTICLE = f"""<html><head><title>Small model</title></head><body><nav><a href="/">Home</a><a href="/ai">AI</a></nav><article><h1>Small model</h1>
{"".join(f"<p>{one}</p>" for one in SENTENCES)}<p style="display:none">x</p></article><footer>Cookies and terms apply</footer></body></html>""".encode()


def news(url: str = "https://news.example/a", **more: object) -> Item:
    return Item(kind="news", title="T", url=url, source="s", **more)


def test_the_article_is_told_from_the_page() -> None:
    """Its sentences come whole, a paragraph a line, without menu and footer."""
    text = parse_article(ARTICLE, "https://news.example/a")
    assert all(one in text.splitlines() for one in SENTENCES)
    assert "Cookies" not in text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body><p>Too short.</p></body></html>",
        b"<html><body><article>"
        + b"<p>Please enable JS and disable any ad blocker to go on reading this page here.</p>" * 9
        + b"</article></body></html>",
        b"<div>" * 200_000,
        b"\x00\xff" * 1000,
    ],
)
def test_what_is_no_article_is_refused(body: bytes) -> None:
    """Short pages, walls and junk are our own error, and never a text."""
    with pytest.raises(SourceError):
        parse_article(body, "https://news.example/a")


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    """Any bytes give text or SourceError."""
    try:
        parse_article(body, "https://news.example/a")
    except SourceError:
        return


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /", False),
        (b"User-agent: *\nDisallow: /private/", True),
        (b"User-agent: *\nDisallow: /*/secret$\nDisallow: /a$", False),
        (b"User-agent: jogan\nDisallow: /\nUser-agent: *\nAllow: /", False),
        (b"User-agent: GPTBot\nDisallow: /", True),
        (b"\xff\xfe<html>", True),
    ],
)
def test_the_sites_rules_are_kept(robots: bytes, allowed: bool) -> None:
    """Rules for all and for jogan by name hold, wildcards included; others' do not concern us."""
    assert may_read(robots, "https://news.example/a")[0] is allowed


def test_only_what_is_worth_reading_is_asked_for() -> None:
    """Papers, paid magazines, videos, items with a text and more than five of a host stay out."""
    items = [
        news("https://www.technologyreview.kr/x"),
        news("https://youtube.com/watch"),
        news("https://news.example/t", text="has one"),
        news("https://feed.example/f#abc"),
        Item(kind="paper", title="P", url="https://paper.example/p", source="s"),
        *[news(f"https://www.news.example/{n}") for n in range(9)],
    ]
    assert {host: len(found) for host, found in readable(items).items()} == {"news.example": 5}


def site(robots: bytes | Failure, article: bytes | Failure = ARTICLE):
    asked: list[str] = []

    def answer(request: Request) -> bytes | Failure:
        asked.append(request.url)
        return robots if request.url.endswith("/robots.txt") else article

    answer.asked = asked
    return answer


def status(code: int) -> Failure:
    return Failure(stage="collect", subject="news.example", kind="status", cause=f"answered {code}", status=code)


def test_articles_are_read_after_the_rules(drive_by_hand, window_of) -> None:
    """The site's rules are asked for once, and the items come back with their text."""
    hosts = site(status(404))
    told = drive_by_hand(
        Articles("news.example", [news(), news("https://news.example/b")]), window_of("2024-11-20"), hosts
    )
    assert hosts.asked == ["https://news.example/robots.txt", "https://news.example/a", "https://news.example/b"]
    assert all(SENTENCES[0] in item.text for item in told.items)


@pytest.mark.parametrize(("robots", "kind"), [(b"User-agent: *\nDisallow: /", "robots"), (status(503), "status")])
def test_a_site_that_forbids_or_cannot_be_asked_is_left_alone(drive_by_hand, window_of, robots, kind: str) -> None:
    """No article is read against the rules, nor without knowing them."""
    hosts = site(robots)
    told = drive_by_hand(Articles("news.example", [news()]), window_of("2024-11-20"), hosts)
    assert (len(hosts.asked), told.items, told.failures[0].kind) == (1, (), kind)


def test_a_site_that_wants_long_pauses_gets_one_request(drive_by_hand, window_of) -> None:
    """A crawl delay beyond what a run can wait for leaves one article."""
    hosts = site(b"User-agent: *\nCrawl-delay: 60")
    drive_by_hand(Articles("news.example", [news(), news("https://news.example/b")]), window_of("2024-11-20"), hosts)
    assert len(hosts.asked) == 2


@pytest.mark.data
def test_a_real_article_is_read(shared_data) -> None:
    """The saved page of a laboratory's blog gives its article."""
    body = (shared_data / "payloads/news_feeds/html/distill_lab_blog_article.html").read_bytes()
    assert len(parse_article(body, "https://blog.example/a")) > 1000
