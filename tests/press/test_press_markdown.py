"""The Markdown report."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest
from markdown_it import MarkdownIt

from jogan.press import markdown, text, view


def test_skeleton_is_that_of_the_earlier_editions(editions: ModuleType) -> None:
    """Title, chart, categories, summary and sources stand where readers and programs look for them."""
    lines = markdown.render(editions.ordinary(), "papers").splitlines()
    assert lines[0] == "# Daily Artificial Intelligence Insights : Papers"
    assert lines[1] == ""
    assert lines[2] == "![Category Distribution Graph](paper_2024-11-28.png)"
    assert [line for line in lines if line.startswith("#")][1:] == ["## 💚 Inference acceleration", "## 👽 Multimodal"]
    assert lines.count("**요약:**") == lines.count("**출처:**") == 2
    for number in "12345":
        assert len([line for line in lines if line.startswith(f"**{number}. ")]) == 2


def test_every_source_of_every_story_is_named(editions: ModuleType) -> None:
    """Each distinct URL of a story's items has its line with the exact title, under the story's category."""
    report = markdown.render(editions.ordinary(), "papers")
    lines = re.findall(r"^ - (.+) \((\S+)\)$", report, re.MULTILINE)
    assert [(text.unescape(title), url) for title, url in lines] == [
        (
            "Rethinking Token Reduction in MLLMs: Towards a Unified Paradigm for Training-Free Acceleration",
            "https://arxiv.org/abs/2411.17686",
        ),
        ("Rethinking Token Reduction in MLLMs", "https://huggingface.co/papers/2411.17686"),
        ("Star Attention: Efficient LLM Inference over Long Sequences", "https://arxiv.org/abs/2411.17116"),
        ("ShowUI: One Vision-Language-Action Model for GUI Visual Agent", "https://arxiv.org/abs/2411.17465"),
    ]


def test_header_is_honest(editions: ModuleType) -> None:
    """Counts, sources with their failures, checks, cost and time stand in the header."""
    head = markdown.render(editions.ordinary(), "papers").partition("**10초")[0]
    for words in (
        "2024년 11월 28일 목요일",
        "논문 5편 가운데 3편 수록, 2편 제외(이미 실림 1, AI 무관 1)",
        "출처의 항목 5 + 다른 면·다른 날 2 − 겹침 2 = 5편",
        "새 버전 1편",
        "뒤늦게 1편",
        "Hugging Face 5편",
        "arXiv 새 글 없음(Thanksgiving: nothing announced)",
        "**deeplearn.org 실패(answered 503 (Service Unavailable), 3 tries)**",
        "example.org: 응답 시간 초과: no answer in 20 s",
        "실은 사실 문장 9개 모두 원문 대조를 통과함(통과 못 한 1개는 빼거나 원문 인용으로 바꿈)",
        "비용 0원",
        "2024-11-29 07:03 KST",
    ):
        assert words in head


def test_english_edition_has_no_korean(editions: ModuleType) -> None:
    """An English edition's frame is English throughout."""
    for section in ("papers", "news"):
        report = markdown.render(editions.ordinary("en"), section)
        assert not re.search("[가-힣]", report)
        assert "**Summary:**" in report
        assert "**Sources:**" in report


def test_updates_and_late_stories_are_marked(editions: ModuleType) -> None:
    """A new version and a late story say so beside their title."""
    report = markdown.render(editions.ordinary(), "papers")
    assert "over Long Sequences** 🔄 새 버전 v2 (11-27 판에 실림)" in report
    assert "GUI Visual Agent** (11-26 공개, 뒤늦게 수록)" in report


def test_what_yesterday_brought_is_not_late(editions: ModuleType) -> None:
    """A morning edition lives on the day before: its stories are marked as of yesterday, and counted as that."""
    edition = replace(editions.ordinary(), date=date(2024, 11, 29))
    report = markdown.render(edition, "papers")
    assert "(어제 공개)" in report
    assert "어제 공개 " in report.partition("## ")[0]
    assert "뒤늦게 1편" in report.partition("## ")[0]
    english = markdown.render(replace(edition, language="en"), "papers")
    assert "of the day before" in english.partition("## ")[0]


def test_evidence_comes_as_footnotes_where_asked(editions: ModuleType) -> None:
    """With evidence each mark has its note, and each note quotes the source."""
    plain = markdown.render(editions.ordinary(), "papers")
    report = markdown.render(editions.ordinary(), "papers", evidence=True)
    assert "[^" not in plain
    marks = re.findall(r"\[\^(\d+)\](?!:)", report)
    notes = re.findall(r"^\[\^(\d+)\]: “(.+?)” — ", report, re.MULTILINE)
    assert marks == [number for number, _ in notes]
    assert ("1", "up to 82.4%") in notes


def test_refuted_claims_are_not_printed(editions: ModuleType) -> None:
    """What failed its check appears nowhere, but is counted."""
    report = markdown.render(editions.nasty(), "papers")
    assert "never printed" not in report
    assert "통과 못 한 1개는 빼거나 원문 인용으로 바꿈" in report


def test_nasty_edition_renders_to_our_structure_alone(editions: ModuleType) -> None:
    """With hostile text in every field, rendering the Markdown gives our own headings and image, no link, no HTML."""
    page = (
        MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(markdown.render(editions.nasty(), "papers"))
    )
    assert len(re.findall(r"<h1>", page)) == 1
    assert len(re.findall(r"<h2>", page)) == 2
    assert "<h3" not in page
    assert page.count("<img") == 1
    assert "<a " not in page
    assert "<script" not in page
    assert "\u202e" not in page


def test_story_without_report_is_still_printed(editions: ModuleType) -> None:
    """A chosen story that no report holds is printed under its category, with its source."""
    assert " - No report holds this (https://example.org/bad/4)" in markdown.render(editions.nasty(), "papers")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_empty_section_says_why(editions: ModuleType, language: str) -> None:
    """A section with nothing in it gives the reason, from its note or from its sources."""
    quiet = editions.empty(language)
    words = {"ko": "출처마다 응답했지만 새 글이 없었습니다.", "en": "Every source answered; none had anything new."}
    assert words[language] in markdown.render(quiet, "papers")
    noted = replace(quiet, sections=tuple(replace(one, note="A holiday.") for one in quiet.sections))
    assert "\nA holiday.\n" in markdown.render(noted, "papers")
    down = replace(quiet, sources=tuple(replace(one, status="failed") for one in quiet.sources))
    assert {"ko": "어느 출처에서도", "en": "No source gave"}[language] in markdown.render(down, "papers")


def test_many_sources_share_a_line_but_failures_stand_alone(editions: ModuleType) -> None:
    """Past six sources those of one status are grouped; each failed one keeps its cause."""
    base = editions.ordinary()
    papers = [one for one in base.sources if one.section == "papers"]
    more = [replace(papers[0], name=f"Feed {number}", items=number) for number in range(8)]
    report = markdown.render(replace(base, sources=(*papers, *more)), "papers")
    assert "정상 9곳: Hugging Face 5, Feed 0, Feed 1 1" in report
    assert "**deeplearn.org 실패(answered 503" in report


def test_replayed_edition_says_so(editions: ModuleType) -> None:
    """An edition made from a recording is not passed off as a live one."""
    assert "> **기록 재생" in markdown.render(editions.nasty(), "papers")
    assert "기록 재생" not in markdown.render(editions.ordinary(), "papers")


def test_left_out_stories_are_named(editions: ModuleType) -> None:
    """Each left-out story stands at the end with its reason; a long list is cut and counted."""
    base = editions.ordinary()
    report = markdown.render(base, "papers")
    assert "* Drowning in Documents (https://arxiv.org/abs/2411.11767) — 이미 실림(2024-11-22 판)" in report
    papers = base.section("papers")
    many = replace(papers, left_out=papers.left_out * 30)
    assert "* 그 밖에 20편" in markdown.render(replace(base, sections=(many,)), "papers")


def test_sources_of_one_address_share_its_link(editions: ModuleType) -> None:
    """Where two sources give the same address, its one link names both."""
    story = editions.ordinary().section("papers").stories[0].story
    twice = replace(story, items=(story.items[0], replace(story.items[1], url=story.url)))
    assert view.links_of(twice) == ((story.title, story.url, "arXiv, Hugging Face"),)


def test_each_page_is_one_source_under_its_clean_address() -> None:
    """Tracking, and a paper's abstract page and PDF, make no second source; another site's page is one."""
    from datetime import date

    from jogan.model.edited import ItemRef, Story
    from jogan.press.view import links_of

    def ref(url: str, source: str) -> ItemRef:
        return ItemRef(key=url, source=source, title="A TITLE", url=url, day=None)

    day = date(2024, 11, 28)
    urls = {
        "https://allenai.example/blog/t": "Feed",
        "https://allenai.example/blog/t/?utm_source=front-page&utm_medium=feed": "Thread",
        "http://arxiv.org/abs/2411.17686v1": "arXiv",
        "https://arxiv.org/pdf/2411.17686": "Digest",
        "https://huggingface.co/papers/2411.17686": "HF",
        "https://log.example/changes#2-1": "Log",
        "https://log.example/changes#2-2": "Log",
    }
    story = Story(
        id="x", kind="news", title="A title", url="https://allenai.example/blog/t", day=day, first_day=day,
        items=tuple(ref(url, source) for url, source in urls.items()),
    )  # fmt: skip
    assert [(url, source) for _, url, source in links_of(story)] == [
        ("https://allenai.example/blog/t", "Feed, Thread"),
        ("https://arxiv.org/abs/2411.17686v1", "arXiv, Digest"),
        ("https://huggingface.co/papers/2411.17686", "HF"),
        ("https://log.example/changes#2-1", "Log"),
        ("https://log.example/changes#2-2", "Log"),
    ]
