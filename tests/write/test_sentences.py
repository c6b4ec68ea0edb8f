"""Abstracts cut into sentences and clauses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.write.sentences import Span, split, trim


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We build on Kim et al. (2020) here. It works.", 2),
        ("Models, e.g. BERT, fail. We fix it.", 2),
        ("It reaches 82. 42% of humans. Good.", 2),
        ("As Fig. 3 shows, it works. See Sec. 2 for more.", 2),
        ("By J. Smith and others. We thank them.", 2),
        ("See https://example.org/a.b for code. The end.", 2),
        ("Is it so? Yes! We show it.", 3),
        ("GPT-4.1 wins. vLLM loses.", 2),
        ("It gains 3.5 points. 3D scenes follow.", 2),
        ("The models agree.Our findings differ a lot.", 2),
        ("첫 문장이다. 둘째 문장이다.", 2),
        ("One paragraph\n\nAnother paragraph", 2),
        ("(1) One. (2) Two.", 2),
        ("", 0),
        ("   ", 0),
        ("No end", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    """Abbreviations, initials, decimals, torn decimals and addresses end no sentence."""
    assert len(sentences(text)) == count


@given(st.text(alphabet="aA1.!? \n,(“", max_size=200))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    """Spans are in order, do not overlap, and lose nothing but white space."""
    spans = split(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())


def trimmed(text: str, limit: int, keep: Span | None = None) -> tuple[str, bool]:
    span, cut = trim(text, Span(0, len(text)), limit, keep=keep)
    return span.of(text), cut


def test_a_short_sentence_loses_only_its_lead_and_its_stop() -> None:
    """Connectives at the head and the full stop go, the statement stays."""
    assert trimmed("However, in this paper, we test it.", 100) == ("we test it", False)
    assert trimmed("To address these issues we present a fix.", 100) == ("we present a fix", False)


def test_a_long_sentence_ends_at_a_clause() -> None:
    """The cut falls where a whole statement has been said."""
    text = (
        "We present a planner that keeps a map of what it has seen, which lets it return to places that it has left "
        "long before without looking at them again or asking a person for the way."
    )
    assert trimmed(text, 90) == ("We present a planner that keeps a map of what it has seen", False)


def test_no_cut_before_what_takes_it_back() -> None:
    """A quote never ends before but, only when, at the cost of."""
    text = (
        "The new decoder is faster than all decoders that were tried before it, but only when the batch holds a single "
        "sequence and the memory of the device is large enough to hold the whole cache at once."
    )
    part, _ = trimmed(text, 75)
    assert "but only when" in part


def test_no_cut_before_the_statement() -> None:
    """An introduction before the first comma is no statement."""
    text = (
        "By keeping the features of a few layers at a single time step of the denoiser, the adapter changes what is drawn "
        "without touching the weights of the model, which makes it small enough for a phone or a watch or a car."
    )
    part, _ = trimmed(text, 100)
    assert "the adapter changes what is drawn" in part


def test_what_must_be_kept_is_kept() -> None:
    """A figure late in the sentence is not cut away."""
    text = (
        "Trained on a corpus of public talks, which was cleaned by hand over the course of a year, the recognizer makes "
        "errors in only 4.2% of all words, while the best public system so far makes them in twice as many of them."
    )
    place = text.index("4.2%")
    assert "4.2%" in trimmed(text, 60, Span(place, place + 4))[0]


@given(st.text(alphabet="ab ,.;:(-)", min_size=1, max_size=300), st.integers(20, 120))
def test_a_trimmed_sentence_is_part_of_it(text: str, limit: int) -> None:
    """Whatever the sentence, the result is a contiguous part of it with its brackets closed as in the source."""
    span, _ = trim(text, Span(0, len(text)), limit)
    assert 0 <= span.start <= span.end <= len(text)
