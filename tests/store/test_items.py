"""What was collected is kept once, with its revisions, as it came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from jogan.model.collected import Item
from jogan.store.database import Store
from jogan.store.items import Added

DAY = date(2024, 11, 28)
NOW = datetime(2024, 11, 28, 22, tzinfo=UTC)


def test_items_are_kept_once_and_revisions_beside_them(store: Store, item: Callable[..., Item]) -> None:
    """The same entry read again is known; with other content it is a revision; votes alone change nothing."""
    assert store.add_items([item(1), item(2)]) == Added(new=2)
    assert store.add_items([item(1), item(2, summary="more"), item(3)]) == Added(new=1, revised=1, same=1)
    assert store.add_items([item(1, signals={"upvotes": 9.0})]) == Added(same=1)
    kept = store.unassigned(DAY, DAY, DAY)
    assert [one.item.title for one in kept] == ["Paper 1", "Paper 2", "Paper 2", "Paper 3"]
    assert kept[0].item.signals == {"upvotes": 9.0}


def test_every_field_of_an_item_comes_back(store: Store, item: Callable[..., Item]) -> None:
    """What goes in comes out, times with their zone and unknown fields included."""
    full = item(
        1, summary="s", text="t", authors=("A", "B"), published=NOW, ids={"arxiv": "2411.00001"}, version=2,
        categories=("cs.AI",), links={"code": "https://x.org"}, announce="replace", withdrawn=True, comment="c",
        language="ko", signals={"upvotes": 1.0}, extra={"a": [1, {"b": None}]},
    )  # fmt: skip
    store.add_items([full])
    assert store.unassigned(DAY, DAY, DAY)[0].item == full


def test_an_item_without_a_day_is_refused(store: Store, item: Callable[..., Item]) -> None:
    """A day is decided before storing, never by it."""
    with pytest.raises(ValueError, match="without a day"):
        store.add_items([item(1, day=None)])
