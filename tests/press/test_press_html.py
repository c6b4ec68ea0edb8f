"""The page of an edition."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from types import ModuleType

import pytest

from jogan.model.edited import Evidence
from jogan.model.edition import Edition
from jogan.model.written import Claim
from jogan.press import chart, html, view

VOID = {"meta", "link", "img", "br", "rect"}


class Page(HTMLParser):
    """Tags with their attributes, text, ids and links of a page; fails on a tag that closes none."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def charts(edition: Edition) -> dict[str, str | bytes]:
    return {section.name: chart.render(section, edition, "svg", "auto").decode() for section in edition.sections}


@pytest.mark.parametrize("name", ["ordinary", "empty", "nasty"])
def test_page_is_well_formed_and_self_contained(editions: ModuleType, name: str) -> None:
    """Tags nest, ids are unique, inner links resolve, and nothing is loaded from anywhere."""
    edition = getattr(editions, name)()
    page = Page(html.page(edition, charts(edition)))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        target = link["href"] or ""
        assert target.startswith(("#", "https://", "http://")) or re.fullmatch(r"[\w.-]+\.(md|json)", target), target
        if target.startswith("#"):
            assert target[1:] in ids
    assert not page.all("script")
    for tag, attributes in page.tags:
        assert not any(key.startswith("on") or key in ("style", "srcset") for key in attributes), (tag, attributes)
        assert (attributes.get("src") or "data:").startswith("data:")


def test_page_holds_the_whole_edition(editions: ModuleType) -> None:
    """Both sections, every story with all its links, every left-out story and every failure are on the page."""
    edition = editions.ordinary()
    page = Page(html.page(edition, charts(edition)))
    links = {link["href"] for link in page.all("a")}
    text = "".join(page.words)
    for section in edition.sections:
        for chosen in section.stories:
            assert chosen.story.title in text
            assert {chosen.story.url, *(item.url for item in chosen.story.items)} <= links
        for left in section.left_out:
            assert left.title in text
    assert "deeplearn.org 실패(answered 503 (Service Unavailable), 3 tries)" in text
    assert "example.org: 응답 시간 초과: no answer in 20 s" in text
    assert "새 버전 v2 (11-27 판에 실림)" in text


def test_every_claim_opens_its_quote(editions: ModuleType) -> None:
    """Each printed piece of evidence stands in a closed details element beside its claim, marked inside its context."""
    edition = editions.ordinary()
    page = html.page(edition, charts(edition))
    marks = re.findall(r"<blockquote[^>]*>(.*?)<mark>(.*?)</mark>(.*?)</blockquote>", page)
    assert len(marks) == 12
    before, quote, after = marks[0]
    assert quote == "up to 82.4%"
    assert before.endswith("Ten benchmarks show an ")
    assert after.startswith(" reduction in FLOPs")
    assert "<details open" not in page


def test_interpretation_is_marked(editions: ModuleType) -> None:
    """Parts four and five carry the label of interpretation where they say anything."""
    page = html.page(editions.ordinary(), {})
    assert page.count("해석</abbr>") == 2


def test_policy_names_the_style_sheets(editions: ModuleType) -> None:
    """The policy allows no script, no request, and only the style sheets that are on the page."""
    edition = editions.ordinary()
    text = html.page(edition, charts(edition))
    page = Page(text)
    policy = (
        next(one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy") or ""
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    styles = set(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
    assert len(styles) == 2
    for style in styles:
        assert html.policy(style).split("style-src ")[1].split(";")[0] in policy


def test_languages_are_named(editions: ModuleType) -> None:
    """The frame is in the edition's language and English titles and quotes say that they are English."""
    page = html.page(editions.ordinary(), {})
    assert '<html lang="ko">' in page
    assert '<bdi lang="en">Star Attention: Efficient LLM Inference over Long Sequences</bdi>' in page
    assert '<blockquote lang="en"' in page
    assert '<html lang="en">' in html.page(editions.ordinary("en"), {})


def test_missing_chart_leaves_the_table(editions: ModuleType) -> None:
    """Without a picture the counts still stand on the page; a PNG is shown with its words."""
    edition = editions.ordinary()
    page = html.page(edition, {})
    assert "<svg" not in page
    assert ">추론 가속</bdi></a></th><td>2</td><td>0.9</td>" in page
    with_png = html.page(edition, {"papers": b"\x89PNG"})
    assert '<img src="data:image/png;base64,iVBORw==" alt="2024-11-28 논문 분야별 분포: 추론 가속 2' in with_png


def test_hostile_text_is_text(editions: ModuleType) -> None:
    """Nothing of the payload becomes a tag, and no address but http and https becomes a link."""
    edition = editions.nasty()
    text = html.page(edition, charts(edition))
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "object", "form", "i", "b"} - {"b"}
    assert not page.all("img")
    for link in page.all("a"):
        assert (link["href"] or "").startswith(("#", "https://e", "Papers_", "News_", "edition.json"))
    assert "\u202e" not in text
    assert editions.NASTY[:26] in "".join(page.words)
    assert "49" not in re.findall(r"window\.hacked=2.{60}", text)[0]


def test_what_is_gone_is_named_by_no_sentence(editions: ModuleType) -> None:
    """A claim that rests on a gone story alone, or names one by its title or its short name, is not printed."""
    edition = editions.ordinary()
    story = next(one.story for section in edition.sections for one in section.stories if "ShowUI" in one.story.title)
    evidence = Evidence(story=story.id, field="title", start=0, end=6, quote="ShowUI")
    own = Claim(text="It acts on screens.", evidence=(evidence,))
    both = Claim(text="Two models act.", evidence=(evidence, replace(evidence, story="arxiv:1")))
    named = Claim(text="*ShowUI* is open.", kind="analysis", verdict="analysis")
    other = Claim(text="Others are open.", kind="analysis", verdict="analysis")
    claims = (own, both, named, other)
    assert view.printable(claims) == claims
    assert view.printable(claims, [story]) == (both, other)
