"""Sources that are pages: deeplearn.org, MIT Technology Review Korea, the betacat digest, Hugging Face's page."""

from __future__ import annotations

import html
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.collect import betacat, deeplearn, huggingface, technologyreview
from jogan.collect.pages import (
    DriftError,
    parse_category,
    parse_digest,
    parse_hot_papers,
    parse_paper_page,
    without_badge,
)
from jogan.config import SourceConfig
from jogan.errors import SourceError
from jogan.model.collected import Item, Request
from jogan.model.common import Failure

DOWN = Failure(stage="collect", subject="e.org", kind="timeout", cause="slow")
FILLER = f"<p>{'words and more words ' * 60}</p>"


def home(*papers: tuple[int, str]) -> bytes:
    links = "".join(
        f'<div class="title"><a href="/arxiv/{n}/{title.lower().replace(" ", "-")}">{title}</a></div>'
        for n, title in papers
    )
    return f"""<html><body>{FILLER}<div class="panel"><h3 class="panel-title">Recent Papers</h3><div class="title"><a href="/arxiv/9/no">Not hot</a></div></div>
<div class="panel panel-default"><h3 class="panel-title"> Hot Papers </h3>{links}</div></body></html>""".encode()


PAPER = f'<html><body><div class="article-content"><p>2024-11-20</p><p>{"The model learnsfrom examples. " * 10}</p></div></body></html>'.encode()


def test_only_the_hot_panel_is_read() -> None:
    """Titles of other panels stay out, and a question mark in an address is no query."""
    cards = parse_hot_papers(home((1, "What Is Fair?"), (2, "Other")), "https://deeplearn.org/")
    assert [card.title for card in cards] == ["What Is Fair?", "Other"]
    assert cards[0].url == "https://deeplearn.org/arxiv/1/what-is-fair%3F"


@pytest.mark.parametrize("body", [b"", b"<html></html>", f"<html>{FILLER}</html>".encode(), home()])
def test_a_page_without_the_panel_has_drifted(body: bytes) -> None:
    """A changed layout is named, and never an empty day."""
    with pytest.raises(DriftError, match="hot papers"):
        parse_hot_papers(body, "https://deeplearn.org/")


def atom(*found: tuple[str, str]) -> bytes:
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{n}</id><title>{title}</title><summary>Clean abstract.</summary><published>2024-11-18T10:00:00Z</published></entry>"
        for n, title in found
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()


class Deeplearn:
    """The site and arXiv's search."""

    def __init__(self, page: bytes, found: bytes | Failure) -> None:
        self.page, self.found, self.asked = page, found, []

    def __call__(self, request: Request) -> bytes | Failure:
        self.asked.append(request.url)
        assert request.pace_group in ("deeplearn.org", "arxiv.org")
        if "arxiv.org" in request.url:
            return self.found
        return PAPER if "/arxiv/" in request.url else self.page


SOURCE = deeplearn.create(SourceConfig(name="deeplearn.org", kind="deeplearn"))


def test_titles_are_resolved_to_arxiv(drive_by_hand, window_of) -> None:
    """The same title at arXiv gives the id and the clean abstract; a similar one does not."""
    hosts = Deeplearn(
        home((1, "Fast Models: A Study")),
        atom(("2411.00002v1", "Fast Models: A Survey"), ("2411.00001v2", "Fast models - a study")),
    )
    told = drive_by_hand(SOURCE, window_of("2024-11-20"), hosts)
    (item,) = told.items
    assert (item.ids, item.url, item.summary) == (
        {"arxiv": "2411.00001"},
        "https://arxiv.org/abs/2411.00001",
        "Clean abstract.",
    )
    assert item.links == {"deeplearn": "https://deeplearn.org/arxiv/1/fast-models:-a-study"}


def test_what_stands_in_the_panel_for_days_is_new_once(drive_by_hand, window_of) -> None:
    """On the second day only the home page is asked, and the item keeps its first day and its id."""
    hosts = Deeplearn(home((1, "Fast Models")), atom(("2411.00001v1", "Fast Models")))
    first = drive_by_hand(SOURCE, window_of("2024-11-20"), hosts)
    hosts.asked.clear()
    second = drive_by_hand(SOURCE, window_of("2024-11-21", cursor=first.cursor), hosts)
    assert hosts.asked == ["https://deeplearn.org/"]
    assert (second.items[0].day, second.items[0].ids) == (date(2024, 11, 20), {"arxiv": "2411.00001"})


def test_an_unresolved_paper_is_kept_and_tried_again(drive_by_hand, window_of) -> None:
    """With arXiv down the page's own abstract stands in, and the next run looks it up again."""
    hosts = Deeplearn(home((1, "Fast Models"), (2, "Slow Models")), DOWN)
    told = drive_by_hand(SOURCE, window_of("2024-11-20"), hosts)
    assert [item.ids for item in told.items] == [{}, {}]
    assert told.items[0].summary.startswith("The model")
    assert sum("arxiv.org" in url and "deeplearn" not in url for url in hosts.asked) == 1
    hosts.found = atom(("2411.00001v1", "Fast Models"))
    again = drive_by_hand(SOURCE, window_of("2024-11-21", cursor=told.cursor), hosts)
    assert again.items[0].ids == {"arxiv": "2411.00001"}


def test_an_abstract_page_without_one_has_drifted() -> None:
    """A paper's page without its abstract is a changed layout."""
    with pytest.raises(DriftError):
        parse_paper_page(f"<html>{FILLER}</html>".encode())


CATEGORY = f"""<html><body>{FILLER}<div class="col-left"><h3 class="entry-title"><a href="/%ec%9d%b8/">인공지능의 오늘<span>FREE</span></a></h3>
<div class="post-excerpt"> 한 줄 요약 </div></div><div class="col-left"><h3 class="entry-title"><a href="javascript:x">나쁨</a></h3></div>
<div class="col-left"><p>광고</p></div></body></html>""".encode()


def test_a_category_page_gives_its_articles() -> None:
    """The badge is taken off the title; cards without an article are passed over."""
    (card,) = parse_category(CATEGORY, "https://www.technologyreview.kr/category/ai")
    assert (card.title, card.url, card.summary) == (
        "인공지능의 오늘",
        "https://www.technologyreview.kr/%ec%9d%b8/",
        "한 줄 요약",
    )


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("소라FREE", "소라"),
        ("소라 FREE ", "소라"),
        ("FREE", "FREE"),
        ("FREEDOM", "FREEDOM"),
        ("BE FREE to go", "BE FREE to go"),
    ],
)
def test_only_the_badge_is_taken_off(title: str, clean: str) -> None:
    """The word within a title stays."""
    assert without_badge(title) == clean


REVIEW = technologyreview.create(SourceConfig(name="MIT TR", kind="technologyreview"))
FEED = """<rss version="2.0"><channel><title>x</title><language>ko-KR</language><item><title>새 모델FREE</title><link>https://www.technologyreview.kr/a/</link>
<description>요약</description><pubDate>Wed, 20 Nov 2024 00:00:00 +0000</pubDate></item></channel></rss>""".encode()


def test_the_magazine_is_read_by_its_feed(drive_by_hand, window_of) -> None:
    """The feed is enough; titles are clean and no article text is taken."""
    asked: list[str] = []
    told = drive_by_hand(REVIEW, window_of("2024-11-20"), lambda r: asked.append(r.url) or FEED)
    assert ([item.title for item in told.items], len(asked)) == (["새 모델"], 1)
    assert told.items[0].text == ""


def test_its_list_stands_in_and_repeats_nothing(drive_by_hand, window_of) -> None:
    """Without the feed the list is read; what stood there before keeps the day on which it was first seen."""

    def answer(request: Request) -> bytes | Failure:
        return DOWN if "feed" in request.url else CATEGORY

    first = drive_by_hand(REVIEW, window_of("2024-11-20"), answer)
    second = drive_by_hand(REVIEW, window_of("2024-11-25", cursor=first.cursor), answer)
    assert (first.status, first.failures) == ("ok", (DOWN,))
    assert second.items[0].day == date(2024, 11, 20)
    assert "none of 2024-11-25" in second.detail


def test_a_changed_list_is_drift(drive_by_hand, window_of) -> None:
    """Neither feed nor list: both causes are told."""
    told = drive_by_hand(
        REVIEW, window_of("2024-11-20"), lambda r: DOWN if "feed" in r.url else f"<html>{FILLER}</html>".encode()
    )
    assert [failure.kind for failure in told.failures] == ["timeout", "drift"]
    assert told.status == "failed"


def story(
    number: int, score: str = '<span class="score"><i></i><span> 29 </span></span>', model: str = "OpenAI"
) -> str:
    return f"""<article class="post-item" data-rank="{number}"><div class="post-title"><h3 id="s"><a class="post-url" href="https://e.org/{number}">Story {number}</a></h3></div>
<div class="post-meta">{score}<span class="last-updated" data-submitted="2024-11-20T04:19:16Z"></span>
<a rel="comment" href="https://news.ycombinator.com/item?id={number}">4</a><span class="summary-model"><i></i><span> {model} </span></span></div>
<div class="post-summary"><div class="summary-text">Shown text.</div></div></article>"""


def digest(*stories: str) -> bytes:
    return f"<html><body>{FILLER}{''.join(stories)}</body></html>".encode()


def test_a_story_without_a_score_shifts_no_other() -> None:
    """Each article is read by itself, and raw page text is no summary."""
    ad = '<article class="post-item" data-rank="2"><ins class="adsbygoogle"></ins></article>'
    cards, unusable = parse_digest(
        digest(story(1), story(2, score=""), ad, story(3, model="Prefix")), "https://hackernews.betacat.io/"
    )
    assert [(card.title, card.score, card.summary) for card in cards] == [
        ("Story 1", 29, "Shown text."),
        ("Story 2", None, "Shown text."),
        ("Story 3", 29, ""),
    ]
    assert (unusable, dict(cards[0].ids)) == (0, {"hn": "1"})


@pytest.mark.parametrize(("day", "status"), [("2024-11-20", "ok"), ("2024-11-21", "ok"), ("2024-11-25", "stale")])
def test_a_digest_that_has_stopped_is_stale(drive_by_hand, window_of, day: str, status: str) -> None:
    """A page whose newest story is days old says so."""
    source = betacat.create(SourceConfig(name="digest", kind="betacat"))
    assert drive_by_hand(source, window_of(day), lambda _: digest(story(1))).status == status


def test_the_papers_page_stands_in_for_the_interface(drive_by_hand, window_of) -> None:
    """When Hugging Face's interface fails and the host is up, the page's list is read; another day's is refused."""
    source = huggingface.create(SourceConfig(name="HF", kind="huggingface"))
    gone = Failure(stage="collect", subject="huggingface.co", kind="status", cause="answered 500", status=500)

    def page(day: str) -> bytes:
        props = {"date": f"{day}T00:00:00.000Z", "dailyPapers": [{"paper": {"id": "2411.00001", "title": "T"}}]}
        return (
            f'<html><div data-target="DailyPapers" data-props="{html.escape(json.dumps(props))}"></div></html>'.encode()
        )

    told = drive_by_hand(source, window_of("2024-11-20"), lambda r: gone if "/api/" in r.url else page("2024-11-20"))
    assert (told.status, told.items[0].ids, told.failures) == ("ok", {"arxiv": "2411.00001"}, (gone,))
    told = drive_by_hand(source, window_of("2024-11-20"), lambda r: gone if "/api/" in r.url else page("2024-11-19"))
    assert (told.status, "instead of" in told.failures[-1].cause) == ("failed", True)


@given(st.binary(max_size=300) | st.binary(max_size=80).map(lambda noise: digest(story(1))[:900] + noise))
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    """Any bytes give cards or SourceError."""
    for parse in (
        lambda: parse_hot_papers(body, "https://e.org/"),
        lambda: parse_category(body, "https://e.org/"),
        lambda: parse_digest(body, "https://e.org/"),
        lambda: parse_paper_page(body),
        lambda: huggingface.parse_page(body, date(2024, 11, 20)),
    ):
        try:
            parse()
        except SourceError:
            continue


@pytest.mark.data
def test_the_real_pages_are_read_whole(shared_data) -> None:
    """Thirty stories of the digest in both languages, and the papers of Hugging Face's page."""
    for name in ("betacat_index.html", "betacat_zh.html"):
        cards, unusable = parse_digest(
            (shared_data / "payloads/hackernews" / name).read_bytes(), "https://hackernews.betacat.io/"
        )
        assert (len(cards), unusable) == (30, 0)
        assert all(card.score is not None and card.published for card in cards)
    page = (shared_data / "payloads/huggingface/papers_page_2024-08.html").read_bytes()
    items, unusable = huggingface.parse_page(page, date(2024, 8, 1))
    assert (len(items), unusable) == (13, 0)
    lines = (shared_data / "payloads/technologyreview_kr/collected_items_2024-10-05.jsonl").read_text(encoding="utf-8")
    titles = [json.loads(line)["title"] for line in lines.splitlines()]
    assert not any(without_badge(title).endswith("FREE") for title in titles)


@pytest.mark.parametrize(
    ("title", "other", "same"),
    [
        ("Llama 3 Herd", "Llamá 3 herd", True),
        ("GPT-4: A Report", "GPT 4 - A Report", True),
        ("Scaling Laws for Sparse Models, Part 1", "Scaling Laws for Sparse Models, Part 2", False),
        ("The Technical Report of the Qwen2 Models", "The Technical Report of the Qwen3 Models", False),
        ("Learning to Reason with Search and Planing", "Learning to Reason with Search and Planning", True),
        ("Fast Models: A Study", "Fast Models: A Survey", False),
    ],
)
def test_titles_are_compared_by_their_letters(title: str, other: str, same: bool) -> None:
    """Case, accents, punctuation and a slip of the pen do not matter; another number does."""
    item = Item(kind="paper", title=other, url="https://e.org", source="s")
    assert (deeplearn.same_title(title, (item,)) is item) is same
