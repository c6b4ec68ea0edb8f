"""An empty store, and items to put into it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jogan.edit.identity import settle
from jogan.model.collected import Item
from jogan.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A new store."""
    return Store.open(tmp_path / "data" / "jogan.db")


@pytest.fixture
def item() -> Callable[..., Item]:
    """Makes settled items that differ by their number."""

    def make(n: int = 1, day: date | None = date(2024, 11, 28), **fields: object) -> Item:
        known = {"kind": "paper", "title": f"Paper {n}", "url": f"https://example.org/{n}", "source": "S", "day": day}
        return settle(Item(**known | fields))

    return make
