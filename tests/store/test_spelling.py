"""Mistyped words."""

from __future__ import annotations

import pytest

from jogan.store.spelling import Spelling

KNOWN = Spelling(
    [("segmentation", 900), ("transformer", 800), ("transformed", 30), ("graph", 50), ("neural", 70), ("rare", 1)]
)


@pytest.mark.parametrize("typed", ["segmentaton", "segmentattion", "segmentatiom", "segmentatino"])
def test_one_slip_is_forgiven(typed: str) -> None:
    """A letter missing, too many, wrong, or two swapped: the word is found."""
    assert KNOWN.near(typed) == ["segmentation"]


def test_the_commoner_word_comes_first() -> None:
    """Of several known words the commonest is the likeliest."""
    assert KNOWN.near("transforme") == ["transformer", "transformed"]


def test_two_words_written_as_one() -> None:
    """Where no word is near, two common words that are written together are taken apart."""
    assert KNOWN.near("graphneural") == ["graph neural"]


def test_nothing_near_is_nothing() -> None:
    """A word of one document is no suggestion, and strange words have none."""
    assert KNOWN.near("rarre") == []
    assert KNOWN.near("qqqqqqqq") == []
