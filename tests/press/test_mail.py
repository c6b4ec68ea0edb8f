"""Mail: an edition as a letter that every mail program can show, never too long, with nothing foreign in force."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from types import ModuleType
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from jogan.errors import PressError
from jogan.model.collected import SourceHealth
from jogan.model.common import SectionName
from jogan.model.edition import Edition
from jogan.press import mail, mail_message

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40
CHARTS: dict[SectionName, bytes] = {"papers": PNG, "news": PNG}
NOW = datetime(2024, 11, 28, 22, 10, tzinfo=UTC)
SENDER = mail_message.Sender(name="조간 편집부", address="editor@example.org")
SITE = "https://reader.example.org/jogan"


def parsed(
    edition: Edition, letter: mail.Letter, sender: mail_message.Sender = SENDER, to: str = "r@example.com"
) -> EmailMessage:
    """The message as a mail program reads it."""
    data = mail_message.message(letter, edition, sender, to, NOW)
    assert all(line.endswith(b"\r") for line in data.split(b"\n")[:-1])
    assert max(map(len, data.split(b"\r\n"))) <= 998
    data.decode("ascii")
    made = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    assert not made.defects
    return made


def part(message: EmailMessage, kind: str) -> Any:
    """The first part of that type."""
    return next(one for one in message.walk() if one.get_content_type() == kind)


def test_letter_is_text_and_html_with_its_charts_inside(editions: ModuleType) -> None:
    """A letter is an alternative of text and HTML, the HTML related to the charts that it shows."""
    edition = editions.ordinary()
    message = parsed(edition, mail.letter(edition, CHARTS, site_url=SITE))
    kinds = [one.get_content_type() for one in message.walk()]
    assert kinds == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "image/png",
    ]  # fmt: skip
    page = LexborHTMLParser(part(message, "text/html").get_content())
    shown = {node.attributes["src"] for node in page.css("img")}
    carried = {f"cid:{one['Content-ID'].strip('<>')}" for one in message.walk() if one["Content-ID"]}
    assert shown == carried
    assert part(message, "image/png").get_content() == PNG
    assert page.css_first("html").attributes["lang"] == "ko"


def test_headers_say_what_it_is(editions: ModuleType) -> None:
    """Date in the subject, a stable id, and ways to unsubscribe, one of them by one click."""
    edition = editions.ordinary()
    ways = ("mailto:leave@example.org", "https://example.org/leave?" + "token=1&" * 40 + "who={recipient}")
    sender = replace(SENDER, unsubscribe=ways)
    message = parsed(edition, mail.letter(edition, CHARTS), sender, "a+b@example.com")
    assert message["Subject"] == "조간 2024년 11월 28일 목요일 — 논문 3편 · 뉴스 1건"
    assert str(message["From"]) == "조간 편집부 <editor@example.org>"
    assert message["To"] == "a+b@example.com"
    assert message["Content-Language"] == "ko"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "who=a%2Bb%40example.com>" in message["List-Unsubscribe"]
    assert message["Date"].datetime == NOW
    plain = parsed(edition, mail.letter(edition, CHARTS))
    assert plain["List-Unsubscribe"] == "<mailto:editor@example.org?subject=unsubscribe>"
    assert plain["List-Unsubscribe-Post"] is None
    assert plain["Message-ID"] != message["Message-ID"]
    assert plain["Message-ID"] == mail_message.message_id(edition, "editor@example.org", "R@EXAMPLE.com")


def test_same_letter_same_bytes(editions: ModuleType) -> None:
    """Nothing in a message is left to chance, its boundaries included."""
    edition = editions.ordinary()
    one, two = (
        mail_message.message(mail.letter(edition, CHARTS), edition, SENDER, "r@example.com", NOW) for _ in range(2)
    )
    assert one == two


@pytest.mark.parametrize("language", ["ko", "en"])
def test_text_part_tells_the_whole_day(editions: ModuleType, language: str) -> None:
    """Who reads plain text gets the honest header, the ten seconds, and every story with its claims and address."""
    edition = editions.ordinary(language)
    text = mail.letter(edition, CHARTS, site_url=SITE).text
    assert "82.4%" in text
    assert "deeplearn.org" in text
    assert "**" not in text
    assert f"{SITE}/2024-11-28/index.html" in text
    for section in edition.sections:
        for chosen in section.stories:
            assert chosen.story.title in text
            assert chosen.story.url in text


@pytest.mark.parametrize("stories", [1, 30, 1000, 20_000])
@pytest.mark.parametrize("site", ["", SITE])
def test_never_clipped(editions: ModuleType, stories: int, site: str) -> None:
    """However long the day, the HTML stays below what Gmail shows, every category is named, and what is cut is told."""
    edition = editions.many(22 if stories > 22 else 1, stories=stories)
    letter = mail.letter(edition, CHARTS, site_url=site)
    assert len(letter.html.encode()) < 100_000
    assert len(letter.text.encode()) < mail.TEXT_LIMIT
    assert letter.shortened is (stories >= 1000)
    page = LexborHTMLParser(letter.html)
    assert len(page.css("h3")) == len(edition.section("papers").reports) + 1
    assert ("줄여 실었습니다" in letter.html) is letter.shortened
    if letter.shortened:
        links = [node.attributes["href"] for node in page.css("a") if node.text() == "전체 보기"]
        assert bool(links) is bool(site)
        assert all(link.startswith(f"{SITE}/2024-11-28/papers.html#papers-") for link in links)


def test_ordinary_day_is_whole(editions: ModuleType) -> None:
    """Thirty stories stand in the letter as in the edition, none shortened."""
    edition = editions.many(8, stories=30)
    page = LexborHTMLParser(mail.letter(edition, CHARTS).html)
    shown = [node.text() for node in page.css("a > b")]
    printed = [chosen.story.title for section in edition.sections for chosen in section.stories]
    assert sorted(shown) == sorted(printed)


def test_empty_day_says_why(editions: ModuleType) -> None:
    """A Sunday without anything is a letter that says so, without a chart."""
    letter = mail.letter(editions.empty(), {})
    assert "일요일" in letter.text
    assert "새 글이 없었습니다" in letter.html
    assert "<img" not in letter.html
    assert [one.get_content_type() for one in parsed(editions.empty(), letter).walk()][-1] == "text/html"


@pytest.mark.parametrize("times", [1, 60])
def test_nothing_foreign_is_in_force(editions: ModuleType, times: int) -> None:
    """What an attacker puts into any field is text: no element, no address but http and cid, no header, no turned text."""
    edition = editions.nasty(editions.NASTY * times)
    letter = mail.letter(edition, {"papers": PNG}, site_url="javascript:alert(1)")
    page = LexborHTMLParser(letter.html)
    assert {node.tag for node in page.css("*")} <= {
        "html", "head", "meta", "title", "style", "body", "table", "tbody", "tr", "td", "th", "div", "h1", "h2", "h3",
        "p", "ul", "li", "a", "b", "i", "bdi", "span", "img", "strong", "em",
    }  # fmt: skip
    for node in page.css("*"):
        names = set(node.attributes)
        assert not {name for name in names if name.startswith("on")}
        assert (node.attributes.get("href") or "https://").startswith(("http://", "https://"))
        assert (node.attributes.get("src") or "cid:").startswith("cid:")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", letter.html + letter.text)
    assert len(page.css("style")) == 1
    assert page.css_first("title").text() == letter.subject
    message = parsed(edition, letter)
    assert {name.lower() for name in message.keys()} == {  # noqa: SIM118 - a message is no mapping
        "list-id", "list-unsubscribe", "from", "to", "subject", "date", "message-id", "auto-submitted",
        "content-language", "mime-version", "content-type",
    }  # fmt: skip


def test_styles_stand_at_the_elements(editions: ModuleType) -> None:
    """Outlook reads no style sheet: what is left of it in the head are rules about the screen alone."""
    page = LexborHTMLParser(mail.letter(editions.ordinary(), CHARTS).html)
    assert page.css_first("style").text().lstrip().startswith("@media")
    assert all(node.attributes.get("style") for node in page.css("h1, h2, h3, td.pad, a"))
    assert all(node.attributes.get("role") == "presentation" or node.css("th") for node in page.css("table"))
    assert all(node.attributes.get("alt") and node.attributes.get("width") for node in page.css("img"))


def test_words_keep_apart(editions: ModuleType) -> None:
    """Between an emphasized word and the next there is a space, however tightly the HTML is packed."""
    page = LexborHTMLParser(mail.letter(editions.ordinary(), CHARTS).html)
    assert "추론 가속 2편" in page.css_first("h3").text()
    assert "영향 (해석): 둘 다" in page.body.text()
    assert "Long Sequences 🔄" in page.body.text()


def test_a_header_without_end_is_refused(editions: ModuleType) -> None:
    """Five thousand sources with names of 300 signs still give a letter; what cannot be one is refused in one line."""
    line = editions.ordinary().sources[0]
    names: list[SourceHealth] = [replace(line, name=f"{n} " + "<&가" * 100, status="failed") for n in range(5000)]
    letter = mail.letter(replace(editions.ordinary(), sources=tuple(names)), CHARTS)
    assert len(letter.html.encode()) < mail.LIMIT
    limit, mail.LIMIT = mail.LIMIT, 100
    try:
        with pytest.raises(PressError, match="over 100 bytes"):
            mail.letter(editions.ordinary(), CHARTS)
    finally:
        mail.LIMIT = limit


def test_half_a_sentence_is_never_mailed(editions: ModuleType) -> None:
    """A claim that is too long stays out whole, as its half may say the opposite."""
    edition = editions.ordinary()
    papers = edition.section("papers")
    long = replace(papers.highlights[0], text="0123456789" * 90 + " is false")
    changed = replace(edition, sections=(replace(papers, highlights=(long, *papers.highlights)), edition.sections[1]))
    letter = mail.letter(changed, CHARTS)
    assert "0123456789" not in letter.html + letter.text


def test_preview_shows_the_charts(editions: ModuleType) -> None:
    """The preview is the letter with its pictures inside."""
    page = mail.preview(mail.letter(editions.ordinary(), CHARTS))
    assert "cid:" not in page
    assert page.count("data:image/png;base64,") == 2
