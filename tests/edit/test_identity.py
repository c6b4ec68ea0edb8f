"""What an item is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.edit import identity
from jogan.model.collected import Item


def _item(**fields: object) -> Item:
    return Item(**{"kind": "paper", "title": "A title", "url": "https://example.org/a", "source": "S"} | fields)


def test_settle_reads_identifiers_from_the_address() -> None:
    """An address at arXiv gives the identifier and the version."""
    item = identity.settle(_item(url="http://arxiv.org/abs/2411.17686v3"))
    assert (item.ids, item.version) == ({"arxiv": "2411.17686"}, 3)


def test_settle_takes_an_arxiv_doi_for_the_arxiv_id() -> None:
    """The DOI that arXiv registers for a paper is the paper's arXiv id, not a second identity."""
    item = identity.settle(_item(ids={"doi": "10.48550/arXiv.2411.17686"}))
    assert item.ids == {"arxiv": "2411.17686"}


def test_settle_drops_what_is_no_identifier() -> None:
    """A value that cannot be an identifier is no identity."""
    assert identity.settle(_item(ids={"arxiv": "soon", "doi": "none"})).ids == {}


def test_a_front_page_is_no_identity() -> None:
    """Entries that all link to the site's front page stay different entries."""
    one, two = _item(title="First", url="https://example.org/"), _item(title="Second", url="https://example.org")
    assert set(identity.strong_keys(one)).isdisjoint(identity.strong_keys(two))


def test_title_key_folds_what_does_not_matter() -> None:
    """Case, accents, LaTeX and punctuation do not part two titles."""
    one = _item(title=r"Rethinking the $\beta$-Étude: Token Reduction")
    two = _item(title="rethinking THE β -etude – token reduction")
    assert identity.title_key(one) == identity.title_key(two) is not None


@pytest.mark.parametrize("title", ["GPT-4", "Attention", "오늘의 뉴스", "A b c d"])
def test_a_short_title_is_no_identity(title: str) -> None:
    """A title of a word or two names nothing for certain."""
    assert identity.title_key(_item(title=title)) is None


def test_content_hash_ignores_signals_and_empty_fields() -> None:
    """Votes that grow make no new content; a changed abstract does."""
    base = _item(summary="a")
    assert identity.content_hash(base) == identity.content_hash(_item(summary="a", signals={"upvotes": 3.0}))
    assert identity.content_hash(base) != identity.content_hash(_item(summary="b"))


@given(st.text(max_size=300))
def test_any_text_has_keys(text: str) -> None:
    """Whatever a source sends as title and address, an item has a key, and settling twice changes nothing."""
    item = identity.settle(_item(title=text or "x", url=text or "x", summary=text * 3, links={"source": text or "x"}))
    identity.sought_keys(item)
    assert identity.strong_keys(item)
    assert identity.settle(item) == item
    identity.content_hash(item)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Search & Rescue: A Study of β-VAE", r"Search and rescue: a study of $\beta$-VAE"),
        ("Search &amp;amp; Rescue with Bad Luck", "Search & Rescue with Bad Luck"),
        ("Don’t Stop Pretraining – Adapt Models", "Donâ€™t Stop Pretraining â€“ Adapt Models"),
        ("Rethinking Token Reduction in MLLMs", "Rethinking TokenReduction in MLLMs"),
        ("Schrödinger's Résumé of the Łódź Data", r"Schr\"odinger's R\'{e}sum\'e of the {\L}\'od\'z Data"),
        ("Rethinking Token Reduction in MLLMs", "Rethinking Token Reduction in MLLMs | OpenReview"),
        ("Rethinking Token Reduction in MLLMs", "[2411.17686] Rethinking Token Reduction in MLLMs"),
        ("Rethinking Token Reduction in MLLMs", "Show HN: Rethinking Token Reduction in MLLMs [pdf]"),
        ("새로운 언어 모델 「가온」 공개", "새로운 언어 모델 <b>가온</b> 공개"),
    ],
)
def test_one_title_in_many_spellings(one: str, other: str) -> None:
    """Markup, entities, encodings, LaTeX, joined words and what sites put around a title do not make another one."""
    assert identity.title_key(_item(title=one)) == identity.title_key(_item(title=other)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A Compiler for C++ in Practice", "A Compiler for C in Practice"),
        ("The Report on Model 4.1 Safety", "The Report on Model 41 Safety"),
        ("Robust Splatting in the Wild", "Robust Splatting++ in the Wild"),
        ("Robust Splatting in the Wild", "Robust Splatting in the Wild, Part II"),
    ],
)
def test_signs_that_make_another_name(one: str, other: str) -> None:
    """A sign that makes another name is no punctuation."""
    assert identity.title_key(_item(title=one)) != identity.title_key(_item(title=other))


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.1145/3711896.12", "10.1145/3711896.12"),
        ("https://dl.acm.org/doi/pdf/10.1145/3711896.12", "10.1145/3711896.12"),
        ("https://www.biorxiv.org/content/10.1101/2024.01.02.123456v2.full.pdf", "10.1101/2024.01.02.123456"),
        ("https://www.nature.com/articles/s41586-024-07421-0", "10.1038/s41586-024-07421-0"),
        ("https://aclanthology.org/2024.acl-long.1.pdf", "10.18653/v1/2024.acl-long.1"),
        ("https://example.org/10-things", None),
    ],
)
def test_settle_reads_a_doi_from_the_address(url: str, doi: str | None) -> None:
    """A publisher's page that has the DOI in its address is the work of that DOI."""
    assert identity.settle(_item(url=url)).ids.get("doi") == doi


def test_an_anchor_is_an_entry_of_its_own() -> None:
    """The entries of one change log share a page and are different things; a place to scroll to is none."""
    one, two = _item(url="https://example.org/log#2-1"), _item(url="https://example.org/log#2-2")
    assert set(identity.strong_keys(one)).isdisjoint(identity.strong_keys(two))
    plain, scrolled = _item(url="https://example.org/log"), _item(url="https://example.org/log#comments")
    assert identity.strong_keys(plain) == identity.strong_keys(scrolled)


def test_what_an_item_says_it_is_about() -> None:
    """A link to paper, source or thread says so, and one line that names one source; code and two sources do not."""
    paper = _item(kind="news", links={"paper": "https://arxiv.org/pdf/2411.17686", "code": "https://github.com/a/b"})
    assert set(identity.about_keys(paper)) == {"arxiv:2411.17686"}
    named = _item(kind="news", text="간추렸다.\n원문: https://example.com/post?utm_source=x")
    assert set(identity.about_keys(named)) == {"url:https://example.com/post"}
    two = _item(kind="news", text="Source: https://example.com/a\nSource: https://example.com/b")
    assert not identity.about_keys(two)
    comments = _item(kind="news", links={"comments": "https://example.org/forum"})
    assert not identity.about_keys(comments)


@pytest.mark.parametrize("text", ["a", " ", "[", "\\c{", "&amp;", "â€", " | a", "(pdf) ", "원문: https://a.example/b "])
def test_ten_megabytes_take_no_time(text: str) -> None:
    """Whatever a file holds as title and text, its keys are found in the time that the first pages of it take."""
    import time

    long = text * (10_000_000 // len(text))
    began = time.process_time()
    identity.sought_keys(identity.settle(_item(kind="news", title=f"x{long}", summary=long, text=long)))
    assert time.process_time() - began < 3
