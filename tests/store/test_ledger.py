"""Who is to have which edition, and who has it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from jogan.store.database import Store

NOW = datetime(2024, 11, 28, 22, tzinfo=UTC)
FIRST, SECOND, THIRD = (date(2024, 11, day) for day in (26, 27, 28))


def test_only_what_is_due_is_undelivered(store: Store) -> None:
    """What was sent, what may have arrived, and what lies outside the days asked for is not to be tried again."""
    store.save_delivery(FIRST, "ko", "mail", ["a", "b"], "due", NOW)
    store.save_delivery(FIRST, "ko", "mail", ["a"], "sent", NOW)
    store.save_delivery(SECOND, "ko", "mail", ["a"], "sending", NOW)
    store.save_delivery(THIRD, "ko", "chat", ["c"], "due", NOW)
    assert store.deliveries(FIRST, "ko", "mail") == {"a": "sent", "b": "due"}
    assert store.undelivered("ko", FIRST, THIRD) == [FIRST]
    assert store.undelivered("ko", SECOND, date(2024, 11, 29)) == [THIRD]
    assert store.undelivered("en", FIRST, date(2024, 11, 29)) == []


def test_the_ledger_alone_is_on_the_disk_before_it_returns(store: Store) -> None:
    """While it is written nothing is left to the system's cache, and afterwards the rest is as fast as before."""
    seen: list[str] = []
    store._connection.set_trace_callback(seen.append)
    store.save_delivery(FIRST, "ko", "mail", ["a"], "sending", NOW)
    pragmas = [one for one in seen if "synchronous" in one]
    assert pragmas == ["PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"]
    assert seen.index(pragmas[0]) < seen.index("COMMIT") < seen.index(pragmas[1])
