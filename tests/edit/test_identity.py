"""What an item is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.edit import address, identity
from jogan.model import Item


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


def _item(**fields: object) -> Item:
    return Item(**{"kind": "paper", "title": "A title", "url": "https://example.org/a", "source": "S"} | fields)  # type: ignore[arg-type]


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
    item = identity.settle(_item(title=text or "x", url=text or "x"))
    assert identity.strong_keys(item)
    assert identity.settle(item) == item
    identity.content_hash(item)
