"""Dates as feeds write them. Pure; nothing is guessed: what cannot be read or believed is None."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_tz

from jogan.collect.text import tidy

_ZONED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}|\b(?:A[SD]T|E[SD]T|C[SD]T|M[SD]T|P[SD]T|GMT|UTC?))\)?\s*$", re.IGNORECASE)
# Zone names that feeds use and feedparser takes for UTC, in hours east of it.
_HOURS = {
    "KST": 9,
    "JST": 9,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "BST": 1,
    "MSK": 3,
    "HKT": 8,
    "SGT": 8,
    "IST": 5.5,
    "AEST": 10,
    "AEDT": 11,
}
_NAMED_ZONE = re.compile(rf"\b({'|'.join(_HOURS)})\)?\s*$", re.IGNORECASE)


def read_date(text: str, zone: tzinfo) -> datetime | None:
    """The moment in a feed's date, in UTC; a time without a zone is meant in `zone`. None for what is no date."""
    text = tidy(text[:100])
    if not text:
        return None
    try:
        if text[:4].isdigit():
            moment = datetime.fromisoformat(text.replace(" UTC", "+00:00").replace(" GMT", "+00:00"))
        else:
            parsed = parsedate_tz(text)
            if parsed is None:
                return _odd_date(text, zone)
            naive = datetime(*parsed[:6], tzinfo=UTC)
            if named := _NAMED_ZONE.search(text):
                return naive - timedelta(hours=_HOURS[named[1].upper()])
            if not _ZONED.search(text):
                return naive.replace(tzinfo=zone).astimezone(UTC)
            return naive - timedelta(seconds=parsed[9] or 0)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return _odd_date(text, zone)


def _odd_date(text: str, zone: tzinfo) -> datetime | None:
    """A date in one of the many other forms that feedparser has learned to read over the years."""
    from feedparser.datetimes import _parse_date

    try:
        parsed = _parse_date(text)
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except Exception:  # noqa: BLE001 - its handlers promise no set of exceptions
        return None
    if moment is None:
        return None
    if named := _NAMED_ZONE.search(text):
        return moment - timedelta(hours=_HOURS[named[1].upper()])
    return moment if _ZONED.search(text) else moment.replace(tzinfo=zone).astimezone(UTC)


def believable(moment: datetime | None, now: datetime) -> datetime | None:
    """`moment`, unless it lies more than a day ahead or before there were feeds: such dates are mistakes."""
    if moment is None or moment > now + timedelta(days=1) or moment.year < 1995:
        return None
    return moment
