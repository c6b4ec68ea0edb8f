"""Snippets: plain text with the places of the matches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jogan.store.snippet import LENGTH, snippet


def stems(text: str) -> tuple[str, ...]:
    """A stemmer that only lowers case and drops a final s."""
    return tuple(word.lower().removesuffix("s") for word in text.split())


def marked(text: str, terms: set[str], *, whole: bool = False) -> list[str]:
    """The marked pieces of the snippet."""
    found = snippet(text, frozenset(terms), stems, whole=whole)
    return [found.text[start:end] for start, end in found.spans]


def test_words_are_marked_by_their_stem() -> None:
    """Another form of the word is marked, a word that only contains it is not."""
    assert marked("Agents search; agent-based researchers Search.", {"agent", "search"}) == [
        "Agents",
        "search",
        "agent",
        "Search",
    ]


def test_hangul_is_marked_by_its_units() -> None:
    """Overlapping pairs are one span; the particle stays unmarked."""
    assert marked("신경망과 검색엔진을 쓴다", {"검색", "색엔", "엔진"}) == ["검색엔진"]


def test_the_window_holds_the_most_different_terms() -> None:
    """The part of a long text is chosen in which most terms stand."""
    text = (
        "Apple. " + "filler words go on and on here. " * 30 + "An apple and a pear meet a plum. " + "more text. " * 40
    )
    found = snippet(text, frozenset({"apple", "pear", "plum"}), stems)
    assert {"apple", "pear", "plum"} <= {found.text[start:end].lower() for start, end in found.spans}
    assert found.cut_before
    assert found.cut_after
    assert len(found.text) <= LENGTH


def test_a_text_without_terms_is_its_beginning() -> None:
    """With nothing to mark the snippet is how the text begins."""
    found = snippet("One two three. " * 50, frozenset(), stems)
    assert found.text.startswith("One two three.")
    assert found.spans == ()
    assert not found.cut_before


@given(st.text(max_size=900), st.frozensets(st.sampled_from(["a", "가나", "나", "x1"])), st.booleans())
def test_spans_lie_in_the_text(text: str, terms: frozenset[str], whole: bool) -> None:
    """For any text the spans are ordered, do not overlap, and lie inside the snippet, which is not too long."""
    found = snippet(text, terms, stems, whole=whole)
    last = 0
    for start, end in found.spans:
        assert last <= start < end <= len(found.text)
        last = end
    assert whole or len(found.text) <= LENGTH
