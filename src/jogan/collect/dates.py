"""Dates as feeds write them. Pure; nothing is guessed: what cannot be read or believed is None."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_tz

from jogan.collect.text import tidy

_ZONED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2}|\b(?:A[SD]T|E[SD]T|C[SD]T|M[SD]T|P[SD]T|GMT|UTC?))\)?\s*$", re.IGNORECASE)
# Zone names that feeds use, in hours east of UTC.
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
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
_OFFSET = re.compile(r"\s*(?:GMT|UTC)?\s*([+-])(\d{1,2})(?::?(\d{2}))?(?:\s*\([^)]*\))?$", re.IGNORECASE)
"""An offset behind a time that is written out: `+09:00`, `GMT+0900`, `UTC+9`."""
_SECONDS = re.compile(r"\d{10}(?:\d{3})?")
"""A moment as seconds or milliseconds since 1970."""
_AMERICAN = re.compile(r"[ECMP][SD]T", re.IGNORECASE)
_DASHED = re.compile(r"\b(\d{1,2})-([A-Za-z]{3,9})-(\d{4})\b")
_NAMED_ZONE = re.compile(rf"\b({'|'.join(_HOURS)})\)?\s*$", re.IGNORECASE)


_CLOCK = (
    r"(?:[\sT,]*\(?[가-힣]?\)?\s*(오전|오후)?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?"
    r"\s*([AaPp]\.?[Mm]\.?)?)?\s*(?:(?:GMT|UTC)(?=[+-]))?([+-]\d{2}:?(?:\d{2})?)?\s*\(?"
    rf"((?:Z|GMT|UTC?|{'|'.join(_HOURS)})(?![A-Za-z]))?\)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})(?!\d)\s*[일.]?" + _CLOCK, re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_FIRST = re.compile(
    rf"(?:[a-z]{{3,9}},\s+)?((?:{'|'.join(_MONTHS)})[a-z]{{0,6}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}),?"
    + _CLOCK,
    re.IGNORECASE,
)
"""`Nov 20, 2024`, `November 20, 2024 9:00 AM`."""


def read_date(text: str, zone: tzinfo) -> datetime | None:
    """The moment in a feed's date, in UTC; a time without a zone is meant in `zone`. None for what is no date."""
    text = tidy(text[:100])
    if not text:
        return None
    try:
        if _SECONDS.fullmatch(text):
            return datetime.fromtimestamp(int(text[:10]), UTC)
        if text[:4].isdigit():
            named = _NAMED_ZONE.search(text)
            bare = text[: named.start()].rstrip(" (") if named else text
            moment = datetime.fromisoformat(bare.replace(" UTC", "+00:00").replace(" GMT", "+00:00"))
            if named and moment.tzinfo is None:
                return moment.replace(tzinfo=UTC) - timedelta(hours=_HOURS[named[1].upper()])
        elif found := _MONTH_FIRST.fullmatch(text):
            month = _MONTHS.index(found[1][:3].lower()) + 1
            return _moment((int(found[3]), month, int(found[2])), found, 4, zone)
        else:
            text = _DASHED.sub(r"\1 \2 \3", text)
            offset = _OFFSET.search(text) if ":" in text else None
            parsed = parsedate_tz(text[: offset.start()] if offset else text)
            if parsed is None:
                return _odd_date(text, zone)
            naive = datetime(*parsed[:6], tzinfo=UTC)
            if offset:
                away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
                return naive - away if offset[1] == "+" else naive + away
            if named := _NAMED_ZONE.search(text):
                return naive - timedelta(hours=_HOURS[named[1].upper()])
            if not _ZONED.search(text):
                return naive.replace(tzinfo=zone).astimezone(UTC)
            return naive - timedelta(seconds=parsed[9] or 0)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return _odd_date(text, zone)


def _odd_date(text: str, zone: tzinfo) -> datetime | None:
    """A date in one of the many other forms: those with the year first by rule, the rest as feedparser has learned."""
    if text[:4].isdigit():
        return _year_first(text, zone)
    from feedparser.datetimes import _parse_date

    try:
        parsed = _parse_date(text)
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except Exception:  # noqa: BLE001 - its handlers promise no set of exceptions
        return None
    if moment is None:
        return None
    named = _NAMED_ZONE.search(text)
    # It knows America's zones by name, and takes all others for UTC.
    if named and not _AMERICAN.fullmatch(named[1]):
        return moment - timedelta(hours=_HOURS[named[1].upper()])
    return moment if _ZONED.search(text) else moment.replace(tzinfo=zone).astimezone(UTC)


def _year_first(text: str, zone: tzinfo) -> datetime | None:
    """`2024.11.20 09:00`, `2024년 11월 20일 오후 9:00`, `2024/11/20 09:00:00`; a year or month alone is no date."""
    if re.fullmatch(r"\d{4}-\d{3}", text):
        try:
            return datetime.strptime(text, "%Y-%j").replace(tzinfo=zone).astimezone(UTC)
        except ValueError:
            return None
    found = _YEAR_FIRST.match(text)
    return _moment((int(found[1]), int(found[2]), int(found[3])), found, 4, zone) if found else None


def _moment(day: tuple[int, int, int], found: re.Match[str], first: int, zone: tzinfo) -> datetime | None:
    """The moment of a day and of the groups from `first` on: 오전 or 오후, hour, minute, second, AM or PM, zone."""
    before, hour, minute, second, after, offset, name = found.groups()[first - 1 : first + 6]
    hours = int(hour or 0)
    half = (before or after or "").lower().replace(".", "")
    if half and hours <= 12:
        hours = hours % 12 + (12 if half in ("오후", "pm") else 0)
    try:
        moment = datetime(*day, hours, int(minute or 0), min(int(second or 0), 59), tzinfo=UTC)
    except ValueError:
        return None
    if offset:
        digits = offset[1:].replace(":", "")
        away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
        return moment - away if offset[0] == "+" else moment + away
    if name:
        return moment - timedelta(hours=_HOURS.get(name.upper(), 0))
    return moment.replace(tzinfo=zone).astimezone(UTC)


def believable(moment: datetime | None, now: datetime) -> datetime | None:
    """`moment`, unless it lies more than a day ahead or before there were feeds: such dates are mistakes."""
    if moment is None or moment > now + timedelta(days=1) or moment.year < 1995:
        return None
    return moment
