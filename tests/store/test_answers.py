"""What a source answered, and how it goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from jogan.model.collected import Collected, Item, SourceHealth
from jogan.model.common import Failure
from jogan.store.database import Store

DAY = date(2024, 11, 28)
NOW = datetime(2024, 11, 28, 22, tzinfo=UTC)


def test_a_source_answer_is_stored_with_its_items_or_not_at_all(store: Store, item: Callable[..., Item]) -> None:
    """The answer, its failures and its cursor come back; `health` tells them; a failure keeps the last success."""
    failure = Failure(stage="collect", subject="S", kind="timeout", cause="c")
    store.save_collected(
        DAY, "S", Collected(status="ok", items=(item(1),), cursor={"seen": [1]}, failures=(failure,)), NOW
    )
    answer, count, at = store.collected(DAY)["S"]
    assert (answer.status, answer.failures, count, at) == ("ok", (failure,), 1, NOW)
    assert store.cursor("S") == {"seen": [1]}
    store.save_collected(
        date(2024, 11, 29), "S", Collected(status="failed", detail="down"), datetime(2024, 11, 29, tzinfo=UTC)
    )
    line = store.health(SourceHealth(name="S", kind="feed", section="news", url="u", status="never"))
    assert (line.status, line.detail, line.last_success) == ("failed", "down", NOW)
    assert store.cursor("S") == {"seen": [1]}
    assert store.health(SourceHealth(name="T", kind="feed", section="news", url="u", status="never")).status == "never"
