"""Escaping and the mini-markup."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jogan.press import markup, text

HARD = st.text(alphabet=st.sampled_from("ab 가1.)([]{}<>*_~`#+-=|!&;:\\/\"'^$\u202e\u200f\n\t😀é"), max_size=30)
MD = MarkdownIt("commonmark").enable(["strikethrough", "table"])


def shown(line: str) -> str:
    """What a reader sees of a rendered line; fails where anything but a paragraph came out."""
    page = MD.render(line).strip()
    assert page == "" or re.fullmatch(r"<p>[^<]*</p>", page, re.DOTALL), page
    return html.unescape(page.removeprefix("<p>").removesuffix("</p>"))


@given(HARD)
def test_escaped_text_is_shown_exactly(raw: str) -> None:
    """Markdown renders escaped text as one plain paragraph that reads exactly as the text, whatever it holds."""
    assert shown(text.markdown(raw)) == text.one_line(raw)


@given(HARD)
def test_escaped_text_is_inert_in_a_list(raw: str) -> None:
    """Escaped text at the start of a list item begins no nested block and defines no link."""
    page = MD.render(f" - {text.markdown(raw)} (https://example.org/)\n")
    assert re.fullmatch(r"<ul>\n<li>[^<]*</li>\n</ul>\n", page), page
    assert text.one_line(raw) in html.unescape(page)


@given(HARD)
def test_unescape_gives_the_text_back(raw: str) -> None:
    """A reader of the Markdown gets the exact title back."""
    assert text.unescape(text.markdown(raw)) == text.one_line(raw)


@pytest.mark.parametrize(
    "title",
    [
        "Does p < 0.05 suffice? A filter_correlate study of [CLS] tokens",
        r"On \alpha-divergence & friends: 50% of GPT-4's C++ (v2) #1!",
        "한국어 제목: ‘추론’의 힘 — 3.5배",
    ],
)
def test_ordinary_titles_stay_as_they_are(title: str) -> None:
    """A title without real markup needs no escape at all, so that the raw Markdown reads well."""
    assert text.markdown(title) == title


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://arxiv.org/abs/2411.17686v1", "https://arxiv.org/abs/2411.17686v1"),
        ("HTTP://Example.org/ä?q=1&r=[2]", "HTTP://Example.org/ä?q=1&r=%5B2%5D"),
        (" https://e.org/a b\n", "https://e.org/ab"),
        ('https://e.org/"><script>', "https://e.org/%22%3E%3Cscript%3E"),
        ("https://deeplearn.org/arxiv/1/tips:-x", "https://deeplearn.org/arxiv/1/tips:-x"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//e.org/x", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://e.org:x/", None),
        ("mailto:a@b.c", None),
        ("", None),
    ],
)
def test_only_web_addresses_are_linked(url: str, linked: str | None) -> None:
    """http and https with a host are linked, with odd signs encoded; nothing else is."""
    assert text.web_url(url) == linked


@pytest.mark.parametrize(
    ("marked", "page", "markdown"),
    [
        ("a **b** *c*", "a <strong>b</strong> <em>c</em>", "a **b** *c*"),
        ("a **b *c", "a **b *c", r"a \*\*b \*c"),
        ("***x***", "<strong><em>x</em></strong>", "***x***"),
        (r"\*a\* 5 * 3 \[b\](c)", "*a* 5 * 3 [b](c)", r"\*a\* 5 \* 3 [b\](c)"),
        ("**FLOPs 82.4%**로", "<strong>FLOPs 82.4%</strong>로", "**FLOPs 82.4**%로"),
        ("값**(v2)**은", "값<strong>(v2)</strong>은", "값(**v2**)은"),
        ("<b>&amp;**<i>**", "&lt;b&gt;&amp;amp;<strong>&lt;i&gt;</strong>", r"\<b>\&amp;**\<i>**"),
        (
            "코드 https://github.com/a/b_c. 끝",
            '코드 <a href="https://github.com/a/b_c" rel="noopener noreferrer">https://github.com/a/b_c</a>. 끝',
            "코드 <https://github.com/a/b_c>. 끝",
        ),
        ("javascript://e.org/%0a x", "javascript://e.org/%0a x", "javascript://e.org/%0a x"),
        ("*Dear sir (2022)*는", "<em>Dear sir (2022)</em>는", "*Dear sir* (2022)는"),
        ("** **", "** **", r"\*\* \*\*"),
        ("a  **  b  **", "a ** b **", r"a \*\* b \*\*"),
        ("", "", ""),
    ],
)
def test_mini_markup_is_printed_the_same_twice(marked: str, page: str, markdown: str) -> None:
    """Emphasis comes out balanced in both forms, and everything else as text."""
    assert markup.to_html(marked) == page
    assert markup.to_markdown(marked).rstrip() == markdown.rstrip()


@given(HARD)
def test_html_of_any_claim_is_balanced(raw: str) -> None:
    """Whatever a claim's text is, its HTML has only strong and em, closed in order, and shows its plain text."""
    page = markup.to_html(raw)
    open_tags: list[str] = []
    for close, tag in re.findall(r"<(/?)([^>]*)>", page):
        assert tag in ("strong", "em")
        if close:
            assert open_tags.pop() == tag
        else:
            open_tags.append(tag)
    assert not open_tags
    assert html.unescape(re.sub(r"<[^>]*>", "", page)) == markup.plain(raw)


@given(HARD)
def test_markdown_of_any_claim_shows_its_text(raw: str) -> None:
    """Whatever a claim's text is, its Markdown renders to emphasis and text only, and shows its plain text."""
    page = MD.render("x " + markup.to_markdown(raw))
    assert set(re.findall(r"</?([a-z0-9]+)", page)) <= {"p", "strong", "em"}
    seen = html.unescape(re.sub(r"<[^>]*>", "", page))
    assert " ".join(seen.split()) == " ".join(f"x {markup.plain(raw)}".split())
