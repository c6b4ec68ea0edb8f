"""Runs, results, and what an edition must decide about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from jogan.edit.merge import group
from jogan.model.collected import Item
from jogan.model.edited import DayCounts
from jogan.store.database import Store

DAY = date(2024, 11, 28)
NOW = datetime(2024, 11, 28, 22, tzinfo=UTC)


def test_due_parts_today_late_and_old(store: Store, item: Callable[..., Item]) -> None:
    """Today's stories, those no edition had, and those too old that this day's run first saw."""
    store.add_items([item(1), item(2, date(2024, 11, 26)), item(3, date(2024, 9, 1))])
    store.add_items([item(4, date(2024, 9, 2))], seen_for=DAY)
    store.save_grouping(group(store.unassigned(date(2024, 11, 21), DAY, DAY), {}, []))
    today, late, old = store.due(DAY, date(2024, 11, 21))
    assert (today, late, old) == (
        ["url:https://example.org/1"],
        ["url:https://example.org/2"],
        ["url:https://example.org/4"],
    )


def test_begin_remembers_when_a_cut_off_run_began(store: Store) -> None:
    """A run that goes on has the start of the one that was cut off."""
    assert store.begin(DAY, NOW) == NOW
    assert store.begin(DAY, datetime(2025, 1, 1, tzinfo=UTC)) == NOW


def test_results_come_back_under_their_hash(store: Store) -> None:
    """A stage's result is found by stage and hash, and by nothing else."""
    held = DayCounts(date=DAY, stories=1, terms={"llm": 1})
    store.save_result("write", "h", held, DayCounts)
    assert store.result("write", "h", DayCounts) == held
    assert store.result("write", "other", DayCounts) is None
    assert store.result("other", "h", DayCounts) is None
