"""What a revision changed, told by facts."""

from __future__ import annotations

from datetime import date

import pytest

from jogan.edit.changes import changes
from jogan.model.edited import Story

DAY = date(2024, 11, 28)
BEFORE = "We study attention, e.g. Smith et al. in 2020. It is 3.2 times faster on LongBench. Code is online."


def story(title: str = "A title", summary: str = BEFORE) -> Story:
    return Story(
        id="x", kind="paper", title=title, url="https://example.org/x", day=DAY, first_day=DAY, summary=summary
    )


def test_what_changed_is_quoted_exactly() -> None:
    """A new title tells the old one; of the abstract the new sentences with figures are told, where they stand."""
    now = story("Another title", BEFORE.replace("3.2 times", "4.1 times") + " We also release weights.")
    title, figures = changes(story(), now)
    assert (title.field, title.before, title.after) == ("title", "A title", "Another title")
    assert (figures.field, figures.after) == ("summary", "It is 4.1 times faster on LongBench.")
    assert now.summary[figures.start : figures.end] == figures.after


def test_an_abstract_without_new_figures_says_so() -> None:
    """A reworded abstract has one change without a quote."""
    (change,) = changes(story(), story(summary=BEFORE.replace("Code is online", "The code is public")))
    assert (change.field, change.after) == ("summary", "")


@pytest.mark.parametrize(
    "summary", [BEFORE.replace(" It", "\n It").upper(), BEFORE.replace("attention,", "attention —"), ""]
)
def test_spacing_case_and_a_missing_abstract_are_no_change(summary: str) -> None:
    """What reads the same has not changed, and an abstract that a source left out tells nothing."""
    assert changes(story("A TITLE"), story("A title", summary)) == ()


def test_many_new_figures_are_cut() -> None:
    """Of a rewritten abstract no more than three sentences are quoted."""
    assert len(changes(story(), story(summary=" ".join(f"Result {n} is {n}.5 points." for n in range(9))))) == 3


def test_of_a_long_sentence_the_clause_with_the_figure_is_told() -> None:
    """A figure that the old abstract had is not new, and a long sentence is cut to the clause of the new one."""
    long = (
        "We introduce a kernel that works in 4 bits for queries and keys, a smoothing step keeps outliers from spoiling "
        "what comes out of it, and on a small card it performs 3.7 times as many operations as the older one did."
    )
    (told,) = changes(story(summary="A kernel in 4 bits."), story(summary=f"{long} It has 4 parts."))
    assert told.after.endswith("3.7 times as many operations as the older one did.")
    assert len(told.after) < 120
