"""Bodies that the HTTP door keeps for conditional requests: one of them, and what it needs of whoever keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedBody:
    """One body kept for a conditional request. `url` is the address that gave it, without credentials."""

    url: str
    etag: str
    last_modified: str
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime


class HttpCache(Protocol):
    """Where bodies that carry a validator are kept. Called from the thread that iterates `collect`."""

    def get(self, url: str) -> CachedBody | None: ...
    def put(self, cached: CachedBody) -> None: ...
