"""What a source remembers of what it has seen, so that the top of a page does not become news every day. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

MOST = 2000


def key_of(address: str) -> str:
    """A short stable name of an address, as it is kept in a cursor."""
    return hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:16]


def days(remembered: object) -> dict[str, str]:
    """What a cursor remembers (key → day), read defensively: another version may have written it."""
    found: dict[str, str] = {}
    if isinstance(remembered, Mapping):
        for key, value in remembered.items():
            try:
                found[str(key)] = date.fromisoformat(str(value)).isoformat()
            except ValueError:
                continue
    return found


def first_seen(remembered: dict[str, str], address: str, day: date) -> date:
    """The day on which `address` was first seen: `day` if it is new, in which case it is remembered."""
    return date.fromisoformat(remembered.setdefault(key_of(address), day.isoformat()))


def trimmed(remembered: dict[str, str]) -> dict[str, str]:
    """The newest of what is remembered, so that a cursor does not grow for ever."""
    if len(remembered) <= MOST:
        return remembered
    return dict(sorted(remembered.items(), key=lambda pair: pair[1])[-MOST:])
