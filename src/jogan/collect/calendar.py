"""arXiv's announcement calendar: on which days a feed is filled, and why it is empty on the others. Pure.

arXiv announces at 20:00 US Eastern time from Sunday to Thursday; the feeds turn at midnight Eastern and then carry
the evening's announcement under the new date (https://info.arxiv.org/help/availability.html, .../help/rss.html). A
feed's day is therefore the day after the evening of its announcement: filled from Monday to Friday. On holidays the
announcement of that evening is deferred. arXiv publishes the list for each year in its help pages; what of it is
known stands here, and the holidays that every known list holds serve for the other years.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")
ANNOUNCED_AT = time(20)
"""When new papers become public on the site, US Eastern."""
FEED_AT = time(0)
"""When the daily feeds turn, US Eastern."""
OAI_AT = time(22)
"""About when OAI-PMH has the evening's announcement, US Eastern."""

_PUBLISHED: dict[int, frozenset[tuple[int, int]]] = {
    2023: frozenset({(1, 16), (6, 14), (6, 19), (7, 4), (9, 4), (11, 23), (12, 25), (12, 27)}),
    2024: frozenset({(5, 22), (7, 4), (9, 2), (10, 8), (11, 28), (12, 25), (12, 26), (12, 31)}),
    2025: frozenset({(1, 1), (1, 20), (6, 19), (7, 6), (9, 1), (11, 27)}),
}
"""Evenings without an announcement that arXiv's help pages listed (arXiv/arxiv-docs, source/help/availability.md)."""

_MOVABLE_IN_LIST = {2023, 2025}
"""Years whose list says where Independence Day was kept; 2024 kept it on the day itself."""


def holiday(evening: date) -> str | None:
    """The name of the holiday for which arXiv defers the announcement of that Eastern `evening`, or None."""
    year, key = evening.year, (evening.month, evening.day)
    named = {
        date(year, 1, 1): "New Year's Day",
        _nth(year, 1, 0, 3): "Martin Luther King Jr. Day",
        date(year, 6, 19): "Juneteenth",
        _nth(year, 9, 0, 1): "Labor Day",
        _nth(year, 11, 3, 4): "Thanksgiving",
        date(year, 12, 25): "Christmas",
    }
    if year not in _MOVABLE_IN_LIST:
        named[date(year, 7, 4)] = "Independence Day"
    if evening in named:
        return named[evening]
    if key in _PUBLISHED.get(year, ()):
        return "Independence Day" if evening.month == 7 else "a holiday of arXiv"
    return None


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th such weekday (0 is Monday) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def why_empty(day: date) -> str | None:
    """Why the feed of `day` (Eastern) holds nothing, in words for the header; None where papers are to be expected."""
    evening = day - timedelta(days=1)
    if evening.weekday() in (4, 5):
        return f"arXiv announces nothing on {evening:%A} evenings"
    name = holiday(evening)
    return f"arXiv announced nothing on {evening} ({name})" if name else None


def feed_day(now: datetime) -> date:
    """The day that the daily feeds bear at the moment `now`."""
    return now.astimezone(EASTERN).date()


def filled_days(first: date, last: date) -> list[date]:
    """The days from `first` to `last` on which a feed is expected to be filled."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if why_empty(day) is None]


CUT_OFF = time(14)
"""Until when a submission still makes the next announcement, US Eastern, Monday to Friday."""


def announced_on(submitted: datetime) -> date:
    """The feed day under which a paper submitted at that moment is announced, by arXiv's published schedule.

    Moderation may hold a paper back, which no calendar tells.
    """
    local = submitted.astimezone(EASTERN)
    cut = local.date() if local.time() <= CUT_OFF else local.date() + timedelta(days=1)
    while cut.weekday() > 4:
        cut += timedelta(days=1)
    evening = cut + timedelta(days=2) if cut.weekday() == 4 else cut
    while evening.weekday() in (4, 5) or holiday(evening):
        evening += timedelta(days=1)
    return evening + timedelta(days=1)


def submission_window(day: date) -> tuple[datetime, datetime] | None:
    """From when (exclusive) to when (inclusive) papers were submitted that the feed of `day` announces; None: none."""
    if why_empty(day) is not None:
        return None
    cuts = [
        datetime.combine(cut, CUT_OFF, EASTERN)
        for cut in (day - timedelta(days=back) for back in range(12, 0, -1))
        if cut.weekday() < 5
    ]
    ours = [number for number, cut in enumerate(cuts) if announced_on(cut) == day]
    return (cuts[ours[0] - 1], cuts[ours[-1]]) if ours and ours[0] > 0 else None
