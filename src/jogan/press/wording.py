"""How the press says dates, counts, times and costs in Korean and English. The headings and labels are in `words`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jogan.model.common import Kind, Language, SectionName
from jogan.model.edition import Edition
from jogan.model.written import Usage

SECTION_TITLES: Mapping[SectionName, str] = {"papers": "Papers", "news": "News"}
FILE_STEMS: Mapping[SectionName, str] = {"papers": "paper", "news": "news"}

SATURDAY = 5
"""`date.weekday()` of the first day of a weekend."""

WEEKDAYS: Mapping[Language, tuple[str, ...]] = {
    "ko": ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NOUNS: Mapping[SectionName, tuple[str, str, str]] = {
    "papers": ("논문", "paper", "papers"),
    "news": ("뉴스", "news story", "news stories"),
}
_COUNTERS: Mapping[SectionName, str] = {"papers": "편", "news": "건"}


def title(edition: Edition) -> str:
    """What an edition is of: `2024년 11월 28일 목요일`, `2024년 48주 (11월 25일 – 12월 1일)`, `November 2024`."""
    period, language = edition.period, edition.language
    if period is None:
        return long_date(edition.date, language)
    first, last = period.first, period.last
    if period.unit == "month":
        return f"{first.year}년 {first.month}월" if language == "ko" else f"{_MONTHS[first.month - 1]} {first.year}"
    year, week = period.name[:4], int(period.name[-2:])
    if language == "ko":
        return f"{year}년 {week}주 ({first.month}월 {first.day}일 – {last.month}월 {last.day}일)"
    ends = f"{first.day} {_MONTHS[first.month - 1]} – {last.day} {_MONTHS[last.month - 1]}"
    return f"Week {week} of {year} ({ends})"


def noun(section: SectionName, language: Language, *, count: int | None = None) -> str:
    """What the section's stories are called: `논문`, `paper`; with `count`, English in the right number."""
    korean, one, many = _NOUNS[section]
    if language == "ko":
        return korean
    return one if count in (None, 1) else many


def section_title(section: SectionName, language: Language) -> str:
    """The section's name as a heading: `논문`, `Papers`."""
    return _NOUNS[section][0] if language == "ko" else SECTION_TITLES[section]


def many(section: SectionName, count: int, language: Language) -> str:
    """A number of stories: `18편`, `18 papers`, `1 news story`."""
    return f"{count:,}{_COUNTERS[section]}" if language == "ko" else f"{count:,} {noun(section, language, count=count)}"


def counter(section: SectionName) -> str:
    """The Korean counter of the section's stories."""
    return _COUNTERS[section]


def long_date(day: date, language: Language) -> str:
    """`2024년 11월 28일 목요일`, `Thursday, 28 November 2024`; the same on every machine."""
    weekday = WEEKDAYS[language][day.weekday()]
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일 {weekday}"
    return f"{weekday}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_name(month: int) -> str:
    """`November`."""
    return _MONTHS[month - 1]


def short_date(day: date, of: date) -> str:
    """`11-20`, with the year where it is not that of the edition `of`."""
    return f"{day:%m-%d}" if day.year == of.year else day.isoformat()


def local_time(moment: datetime, zone: str) -> str:
    """`2024-11-29 07:03 KST`: a moment in the edition's zone; an unknown zone is told in UTC."""
    try:
        local = moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        local = moment.astimezone(ZoneInfo("UTC"))
    return f"{local:%Y-%m-%d %H:%M} {local.tzname()}"


def number(value: float) -> str:
    """An average to one decimal, whole numbers without one: `0.6`, `2`."""
    return f"{value:.1f}".removesuffix(".0")


def kind_label(kind: Kind, language: Language) -> str:
    """What one story of that kind is called."""
    return noun("papers" if kind == "paper" else "news", language)


def cost(usage: Usage, language: Language) -> str:
    """What the models cost, and for how many calls; where nobody knows a price, that it is not known."""
    calls, tokens, unpriced = f"{usage.calls:,}", f"{usage.input_tokens + usage.output_tokens:,}", f"{usage.unpriced:,}"
    little = 0 < usage.cost_usd < 0.00005
    known = "$0.0001" if little else f"${usage.cost_usd:.4f}"
    if language == "ko":
        if not usage.calls:
            return "비용 0원"
        if usage.unpriced and not usage.cost_usd:
            return f"비용 알 수 없음(호출 {calls}회, 토큰 {tokens}개)"
        if usage.unpriced:
            return f"비용 {known} 이상(호출 {calls}회, 그중 {unpriced}회는 값을 모름)"
        if not usage.cost_usd:
            return f"비용 0원(호출 {calls}회)"
        return f"비용 {known}{' 미만' if little else ''}(호출 {calls}회)"
    said = f"{calls} call{'s' if usage.calls != 1 else ''}"
    if not usage.calls:
        return "no cost"
    if usage.unpriced and not usage.cost_usd:
        return f"cost unknown ({said}, {tokens} tokens)"
    if usage.unpriced:
        return f"{known} or more ({said}, the price of {unpriced} unknown)"
    if not usage.cost_usd:
        return f"no cost ({said})"
    return f"{'less than ' if little else ''}{known} ({said})"
