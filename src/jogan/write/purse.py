"""The budget of a run: what a call can cost at most is reserved before it goes out, and settled when it is back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass(slots=True)
class Purse:
    """What is spent and reserved, in US dollars."""

    limit: float | None
    spent: float = 0.0
    reserved: float = 0.0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def reserve(self, most: float) -> bool:
        """Reserve the most that a call can cost; waits for calls under way where only they stand in its way."""
        if self.limit is None:
            return True
        async with self.changed:
            await self.changed.wait_for(lambda: self.reserved == 0 or self._left() >= most)
            if self._left() < most:
                return False
            self.reserved += most
            return True

    async def settle(self, most: float, spent: float) -> None:
        """Put what was spent in the place of what was reserved."""
        self.spent += spent
        if self.limit is None:
            return
        async with self.changed:
            self.reserved = max(0.0, self.reserved - most)
            if self.reserved < 1e-12:
                self.reserved = 0.0
            self.changed.notify_all()

    def _left(self) -> float:
        return (self.limit or 0.0) - self.spent - self.reserved + 1e-12
