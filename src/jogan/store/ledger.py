"""The delivery ledger: who is to have, may have and has which edition."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from jogan.model.common import Language
from jogan.store.connection import Connection, mapped

#: `due`: to be delivered, or tried in vain; `sending`: begun, and unknown whether it arrived; `sent`: it did.
DeliveryState = Literal["due", "sending", "sent"]


class Ledger(Connection):
    """The table `deliveries`."""

    def deliveries(self, name: str, language: Language, channel: str) -> dict[str, DeliveryState]:
        """How far the edition of that name (a day's is its date) got with each target of the channel."""
        where = "day = ? AND language = ? AND channel = ?"
        return dict(self._query(f"SELECT target, state FROM deliveries WHERE {where}", name, language, channel))

    def save_delivery(
        self, name: str, language: Language, channel: str, targets: Iterable[str], state: DeliveryState, at: datetime
    ) -> None:
        """Remember how far the edition got; on the disk when this returns, so that a power cut forgets nothing."""
        rows = [(name, language, channel, target, state, at.isoformat()) for target in targets]
        with mapped(self.path):
            self._connection.execute("PRAGMA synchronous = FULL")
        try:
            with self._transaction():
                self._connection.executemany("INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?, ?)", rows)
        finally:
            with mapped(self.path):
                self._connection.execute("PRAGMA synchronous = NORMAL")

    def undelivered(self, language: Language, first: date, before: date) -> list[date]:
        """The days in `first`.. the day before `before` whose edition someone is still to get, oldest first."""
        # A week's or month's edition is sent when it is asked for; its name is shorter than a day's.
        where = "language = ? AND state = 'due' AND day >= ? AND day < ? AND length(day) = 10"
        rows = self._query(f"SELECT DISTINCT day FROM deliveries WHERE {where} ORDER BY day", language, first, before)
        return [date.fromisoformat(day) for (day,) in rows]
