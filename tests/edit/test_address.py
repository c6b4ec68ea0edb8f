"""Which addresses are one page, which pages one paper, and how an address is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.edit import address


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("http://arxiv.org/abs/2411.17686v1", "https://arxiv.org/abs/2411.17686"),
        ("https://www.arxiv.org/pdf/2411.17686v2.pdf", "https://arxiv.org/abs/2411.17686"),
        ("https://export.arxiv.org/html/2411.17686", "https://arxiv.org/abs/2411.17686"),
        ("https://huggingface.co/papers/2411.17686", "https://arxiv.org/abs/2411.17686"),
        ("https://arxiv.org/abs/hep-th/9901001v3", "https://arxiv.org/abs/hep-th/9901001"),
        ("https://arxiv.org/list/cs.AI/recent", "https://arxiv.org/list/cs.AI/recent"),
        ("HTTP://Example.com:80/a/?utm_source=x&b=2&a=1#part", "https://example.com/a?a=1&b=2"),
        ("https://example.com/%ed%95%9c", "https://example.com/%ED%95%9C"),
        ("https://example.com/한", "https://example.com/%ED%95%9C"),
        ("https://example.com:8443/a/index.html", "https://example.com:8443/a"),
        ("https://ar5iv.labs.arxiv.org/html/2411.17686", "https://arxiv.org/abs/2411.17686"),
        ("https://doi.org/10.48550/arXiv.2411.17686", "https://arxiv.org/abs/2411.17686"),
        ("https://www.alphaxiv.org/abs/2411.17686v2", "https://arxiv.org/abs/2411.17686"),
        ("https://huggingface.co/papers/2411.17686-2", "https://huggingface.co/papers/2411.17686-2"),
        ("https://m.example.com/a?fbclid=1&gclid=2&mc_eid=3", "https://example.com/a"),
        ("https://en.m.wikipedia.org/wiki/A", "https://en.wikipedia.org/wiki/A"),
        ("https://example.com/a/amp/", "https://example.com/a"),
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1", "https://example.com/a?b=1"),
        ("https://www.google.com/amp/s/www.example.com/a", "https://example.com/a"),
        ("https://web.archive.org/web/20240101000000/https://example.com/a", "https://example.com/a"),
        ("https://youtu.be/abc?si=x", "https://youtube.com/watch?v=abc"),
        ("https://www.youtube.com/watch?v=abc&t=10", "https://youtube.com/watch?v=abc"),
        ("https://www.youtube.com/playlist?list=PL1", "https://youtube.com/playlist?list=PL1"),
        (
            "https://n.news.naver.com/mnews/article/001/0014500000?sid=105",
            "https://n.news.naver.com/article/001/0014500000",
        ),
        ("https://twitter.com/a/status/1?s=20", "https://x.com/a/status/1"),
        ("https://example.com/list?source=rss&from=2024", "https://example.com/list?from=2024"),
        ("javascript:alert(1)", ""),
        ("ftp://example.com/a", ""),
        ("https://", ""),
        ("http://[::1", ""),
        ("not a url", ""),
    ],
)
def test_canonical_url(written: str, canonical: str) -> None:
    """What does not change the page is dropped, and what is no http(s) address has no canonical form."""
    assert address.canonical_url(written) == canonical


@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=30))
def test_canonical_url_is_idempotent(host: str, path: str, query: str) -> None:
    """A canonical URL is its own canonical form, whatever it was made from."""
    once = address.canonical_url(f"https://{host}/{path}?{query}")
    assert address.canonical_url(once) == once


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("arXiv:2411.17686v2", ("2411.17686", 2)),
        ("0704.0001", ("0704.0001", None)),
        ("cs.AI/0301001", ("cs.AI/0301001", None)),
        ("quant-ph/0201082v1", ("quant-ph/0201082", 1)),
        ("10.1234/abc", None),
        ("2413.12345", None),
        ("12411.176861", None),
        ("version 2024.1", None),
    ],
)
def test_arxiv_id(text: str, found: tuple[str, int | None] | None) -> None:
    """Both forms of identifiers are found with their version, and numbers that only look like one are not."""
    assert address.arxiv_id(text) == found


@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=30))
def test_page_and_clean_addresses_are_idempotent(host: str, path: str, query: str) -> None:
    """What was cleaned once stays as it is, and is the same page as before."""
    url = f"https://{host}/{path}?{query}"
    assert address.page_url(address.page_url(url)) == address.page_url(url)
    clean = address.clean_url(url)
    assert address.clean_url(clean) == clean


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("https://allenai.example/blog/t/?utm_source=front-page&utm_medium=feed", "https://allenai.example/blog/t/"),
        ("http://www.example.com/A?b=2&utm_medium=x&a=%7E#part", "http://www.example.com/A?b=2&a=%7E#part"),
        ("https://arxiv.org/pdf/2411.17686v2.pdf", "https://arxiv.org/abs/2411.17686v2"),
        ("https://huggingface.co/papers/2411.17686", "https://huggingface.co/papers/2411.17686"),
        ("https://example.com/a#comments", "https://example.com/a"),
        ("no address", "no address"),
    ],
)
def test_clean_url(written: str, clean: str) -> None:
    """An address is printed as its source wrote it, without what only follows the reader."""
    assert address.clean_url(written) == clean


def test_hugging_faces_page_of_a_paper_is_another_page() -> None:
    """One paper has a page at arXiv, under many addresses, and another one at Hugging Face."""
    pages = {address.page_url(f"https://{one}2411.17686") for one in ("arxiv.org/abs/", "www.arxiv.org/pdf/")}
    assert pages == {"https://arxiv.org/abs/2411.17686"}
    assert address.page_url("https://huggingface.co/papers/2411.17686") not in pages
