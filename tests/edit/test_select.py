"""What is news today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jogan.edit.rank import rank
from jogan.edit.select import Printed, drop_others, select, summary_hash
from jogan.model.collected import Item
from jogan.model.edited import FiledStory, Filing, StoredItem, Story

DAY = date(2024, 11, 28)
STORY = Story(
    id="a", kind="paper", title="T", url="https://x.org", day=DAY, first_day=DAY, summary="Some words.", version=1
)


def _items(story: Story, **fields: Any) -> dict[str, list[StoredItem]]:
    item = Item(kind="paper", title="T", url="https://x.org", source="S", **fields)
    return {story.id: [StoredItem(key="k", order=1, day=story.day, item=item)]}


def test_a_story_of_today_is_kept() -> None:
    """What no edition had is news."""
    assert select([STORY], _items(STORY), {}).stories == (STORY,)


def test_a_printed_story_is_not_printed_as_new() -> None:
    """What another edition printed is left out, with that edition's date."""
    before = Printed(day=date(2024, 11, 27), version=1, summary=summary_hash(STORY))
    (left,) = select([STORY], _items(STORY), {"a": before}).left_out
    assert (left.reason, left.detail) == ("printed", "2024-11-27")


def test_a_new_version_with_another_abstract_is_an_update() -> None:
    """A revision whose abstract reads differently is printed, marked with the edition that had the earlier one."""
    before = Printed(day=date(2024, 11, 27), version=1, summary=summary_hash(STORY))
    revised = replace(STORY, version=2, summary="Other words.")
    (kept,) = select([revised], _items(revised), {"a": before}).stories
    assert kept.update_of == before.day


def test_an_update_tells_what_changed_since_it_was_printed() -> None:
    """The revision is compared with what the edition of that day could know, and its new figures are quoted."""
    first, second = (
        StoredItem(
            key="k", order=n, day=date(2024, 11, 26 + n),
            item=Item(kind="paper", title="T", url="https://x.org", source="S", version=n, summary=f"It is {n}.5 faster."),
        )
        for n in (1, 2)
    )  # fmt: skip
    before = Printed(day=first.day, version=1, summary="other")
    revised = replace(STORY, version=2, summary=second.item.summary)
    (kept,) = select([revised], {"a": [first, second]}, {"a": before}).stories
    assert [change.after for change in kept.changes] == ["It is 2.5 faster."]


def test_a_new_version_with_the_same_abstract_is_no_news() -> None:
    """Spacing, case and punctuation are no change."""
    before = Printed(day=date(2024, 11, 27), version=1, summary=summary_hash(STORY))
    revised = replace(STORY, version=2, summary="  some WORDS ")
    (left,) = select([revised], _items(revised), {"a": before}).left_out
    assert left.reason == "printed"
    assert "same abstract" in left.detail


def test_the_same_version_with_another_abstract_is_no_update() -> None:
    """Two sources that write one abstract differently make no new version."""
    before = Printed(day=date(2024, 11, 27), version=1, summary="otherwise")
    assert select([STORY], _items(STORY), {"a": before}).left_out[0].reason == "printed"


def test_a_revision_of_a_paper_that_was_never_seen_is_old() -> None:
    """Version five of last year's paper is not today's paper."""
    revised = replace(STORY, version=5)
    (left,) = select([revised], _items(revised, announce="replace"), {}).left_out
    assert (left.reason, left.detail) == ("revision", "v5 of an earlier paper")


def test_a_withdrawn_paper_is_named_and_not_told() -> None:
    """Withdrawal goes before everything else."""
    gone = replace(STORY, withdrawn=True, comment="withdrawn by the author")
    (left,) = select([gone], _items(gone), {}).left_out
    assert (left.reason, left.detail) == ("withdrawn", "withdrawn by the author")


def test_what_is_beyond_the_window_is_old() -> None:
    """An item too old to be caught up is left out and says of which day it is."""
    old = replace(STORY, day=date(2024, 10, 1))
    assert select([old], _items(old), {}, old=frozenset("a")).left_out[0].reason == "old"


def test_what_is_not_for_the_edition_is_left_out_and_named() -> None:
    """The drawer `others` holds what the edition does not print."""
    filed, left = drop_others(
        [STORY, replace(STORY, id="b")], [Filing(category="llm", score=0.9), Filing(category="others", score=0.7)]
    )
    assert [one.story.id for one in filed] == ["a"]
    assert [(one.story, one.reason) for one in left] == [("b", "not-ai")]


def test_rank_keeps_every_story_in_one_place() -> None:
    """A limit leaves out the last ones, each with its reason; nothing is lost."""
    filed = [
        FiledStory(
            story=replace(STORY, id=str(n), signals={"upvotes": float(n)}), filing=Filing(category="llm", score=1)
        )
        for n in range(5)
    ]
    chosen, left = rank(filed, day=DAY, limit=3)
    assert [one.story.id for one in chosen] == ["4", "3", "2"]
    assert [one.choice.rank for one in chosen] == [1, 2, 3]
    assert {one.story for one in left} == {"0", "1"}
    assert {one.reason for one in left} == {"limit"}


@pytest.mark.parametrize("limit", [0, 10])
def test_rank_without_a_limit_reached_leaves_nothing_out(limit: int) -> None:
    """Zero means all."""
    chosen, left = rank([FiledStory(story=STORY, filing=Filing(category="llm", score=1))], day=DAY, limit=limit)
    assert (len(chosen), left) == (1, [])
