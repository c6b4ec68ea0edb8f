"""What a site was made of, so that the next build makes only what changed. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from jogan import resources
from jogan.model.common import Language
from jogan.press.site_days import Day

MANIFEST = "site.json"
"""Which editions the site holds, and by what rule they were printed: written last, read by the next build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the site is built. `base_url` is its public address, with a slash at the end, or empty."""

    language: Language = "ko"
    base_url: str = ""


def known_from(data: bytes | None, settings: Settings) -> Mapping[date, str]:
    """What a site's `site.json` tells of the editions it holds; nothing where it was made otherwise than now."""
    try:
        return {date.fromisoformat(day): value for day, value in _held(data, settings, "editions").items()}
    except ValueError:
        return {}


def periods_from(data: bytes | None, settings: Settings) -> Mapping[str, str]:
    """The same of the weekly and monthly editions, by name."""
    return _held(data, settings, "periods")


def _held(data: bytes | None, settings: Settings, what: str) -> dict[str, str]:
    try:
        found = json.loads(data or b"")
        if found["rule"] != rule(settings):
            return {}
        return {str(name): str(value) for name, value in found[what].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def manifest(settings: Settings, editions: Mapping[str, str], periods: Mapping[str, str]) -> bytes:
    """The `site.json` of a site that holds these editions, by name with what tells one making from another."""
    held = {"rule": rule(settings), "editions": dict(editions), "periods": dict(periods)}
    return f"{json.dumps(held, indent=1)}\n".encode()


@cache
def rule(settings: Settings) -> str:
    """A hash of all that pages are made by: the press and the settings."""
    return hashlib.sha256(f"{settings!r} {resources.press_fingerprint()}".encode()).hexdigest()


def stale(days: Sequence[Day], known: Mapping[date, str]) -> frozenset[date]:
    """The dates whose own pages must be made anew."""
    now = [day.date for day in days]
    if not known or set(known) - set(now):
        return frozenset(now)
    before = sorted(known)
    changed = {day.date for day in days if known.get(day.date) != day.hash}
    for day in set(known) - changed:
        if _near(before, day) != _near(now, day):
            changed.add(day)
    told = {line.story for day in days if day.date in changed for line in day.lines}
    return frozenset(changed | {day.date for day in days if any(line.story in told for line in day.lines)})


def _near(dates: Sequence[date], day: date) -> tuple[date | None, date | None]:
    place = dates.index(day)
    return (dates[place - 1] if place else None, dates[place + 1] if place + 1 < len(dates) else None)
