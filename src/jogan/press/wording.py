"""The press's own words in Korean and English: headings, labels, the header's sentences. One table.

What a source or a model wrote is never here; it is printed as it came, escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jogan.model.common import Kind, Language, SectionName, Unit
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language. Values with braces are filled by `str.format`."""

    summary: str
    sources: str
    parts: tuple[str, str, str, str, str]
    """The headings of the five parts; the third is filled with the section's noun."""
    analysis: str
    analysis_hint: str
    highlights: str
    roles: Mapping[str, str]
    nothing: tuple[str, str, str, str, str]
    """What stands in a part of which there is nothing to say."""
    no_text: str
    average: str
    new_terms: str
    update: str
    update_plain: str
    update_from: str
    changed: Mapping[str, str]
    """What a revision changed: a new `title`, new `figures`, an abstract `reworded` without any."""
    late: str
    yesterday: str
    statuses: Mapping[str, str]
    failure_kinds: Mapping[str, str]
    left_out: Mapping[str, str]
    left_out_title: str
    more: str
    no_link: str
    evidence: str
    from_fields: Mapping[str, str]
    contents: str
    skip: str
    category: str
    contents_table: str
    count: str
    average_column: str
    chart_title: str
    chart_empty: str
    chart_alt: str
    health: str
    source: str
    status: str
    entries: str
    detail: str
    last_success: str
    failures: str
    permalink: str
    now: str
    history_title: str
    history_alt: str
    history_panels: str
    rest: str
    total: str
    partial: str
    scales: str
    rising: str


WORDS: Mapping[Language, Words] = {
    "ko": Words(
        summary="요약",
        sources="출처",
        parts=("핵심 주제", "키워드와 흐름", "{noun}별 핵심", "영향", "정리와 전망"),
        analysis="해석",
        analysis_hint="원문에 없는 편집자의 풀이",
        highlights="10초 요약",
        roles={
            "problem": "문제",
            "method": "방법",
            "result": "결과",
            "limit": "한계",
            "resource": "자료",
            "topic": "주제",
            "trend": "흐름",
            "impact": "영향",
            "outlook": "전망",
        },
        nothing=(
            "—",
            "—",
            "원문에서 옮길 수 있는 문장이 없음",
            "—",
            "—",
        ),
        no_text="초록이나 본문이 없어 제목만 싣습니다.",
        average="{days}일 평균 {average}",
        new_terms="새로 등장",
        update="🔄 새 버전 v{version}",
        update_plain="🔄 내용 바뀜",
        update_from="{date} 판에 실림",
        changed={
            "title": "제목이 바뀜: 이전 “{before}”",
            "figures": "초록의 새 수치: {after}",
            "reworded": "초록을 고쳐 씀(새 수치 없음)",
        },
        late="{date} 공개, 뒤늦게 수록",
        yesterday="어제 공개",
        statuses={
            "ok": "정상",
            "empty": "새 글 없음",
            "failed": "실패",
            "stale": "예전 내용 그대로",
            "never": "아직 받지 않음",
        },
        failure_kinds={
            "unreachable": "연결할 수 없음",
            "timeout": "응답 시간 초과",
            "status": "오류 응답",
            "too-large": "너무 큰 응답",
            "refused": "접근이 막힌 주소",
            "malformed": "읽을 수 없는 형식",
            "not-recorded": "기록에 없음",
            "drift": "바뀐 형식",
            "model": "모델 오류",
            "days": "일부 날짜에 받지 못함",
        },
        left_out={
            "printed": "이미 실림",
            "not-ai": "AI 무관",
            "withdrawn": "철회됨",
            "limit": "지면 한도 초과",
            "old": "너무 오래됨",
            "revision": "예전 논문의 새 버전",
        },
        left_out_title="싣지 않은 {noun}",
        more="그 밖에 {count}{counter}",
        no_link="링크로 쓸 수 없는 주소",
        evidence="근거",
        from_fields={"title": "제목", "summary": "초록", "text": "본문", "comment": "저자 메모"},
        contents="차례",
        skip="본문으로 건너뛰기",
        category="분야",
        contents_table="분야별 편수와 바로 가기",
        count="오늘",
        average_column="{days}일 평균",
        chart_title="{noun} 분야별 분포",
        chart_empty="오늘 실린 {noun} 없음",
        chart_alt="{date} {noun} 분야별 분포: {rows}.",
        health="출처 상태",
        source="출처",
        status="상태",
        entries="항목",
        detail="설명",
        last_success="마지막 성공",
        failures="실패",
        permalink="고유 주소",
        now="오늘",
        history_title="{noun} 분야별 추이",
        history_alt="{noun} 분야별 추이: {rows}.",
        history_panels="{noun} 분야마다의 추이",
        rest="그 밖의 분야",
        total="합계",
        partial="* 판이 적은 기간: 견주지 않음",
        scales="세로 눈금은 칸마다 다름",
        rising="우연으로 보기 어려운 증가",
    ),
    "en": Words(
        summary="Summary",
        sources="Sources",
        parts=("Key topics", "Keywords and trends", "What each {noun} says", "Impact", "Conclusion and outlook"),
        analysis="interpretation",
        analysis_hint="the editors' reading; no source says it",
        highlights="In ten seconds",
        roles={
            "problem": "Problem",
            "method": "Method",
            "result": "Result",
            "limit": "Limits",
            "resource": "Resources",
            "topic": "Topic",
            "trend": "Trend",
            "impact": "Impact",
            "outlook": "Outlook",
        },
        nothing=(
            "—",
            "—",
            "No sentence of the sources could be carried over",
            "—",
            "—",
        ),
        no_text="No abstract or text: only the title is given.",
        average="{days}-day average {average}",
        new_terms="New",
        update="🔄 New version v{version}",
        update_plain="🔄 Changed",
        update_from="first printed {date}",
        changed={
            "title": "title changed from “{before}”",
            "figures": "new figures in the abstract: {after}",
            "reworded": "abstract reworded (no new figures)",
        },
        late="of {date}, printed late",
        yesterday="of yesterday",
        statuses={
            "ok": "ok",
            "empty": "nothing new",
            "failed": "failed",
            "stale": "unchanged",
            "never": "not asked yet",
        },
        failure_kinds={
            "unreachable": "unreachable",
            "timeout": "timed out",
            "status": "error reply",
            "too-large": "reply too large",
            "refused": "address refused",
            "malformed": "malformed",
            "not-recorded": "not recorded",
            "drift": "changed format",
            "model": "model error",
            "days": "failed on some days",
        },
        left_out={
            "printed": "already printed",
            "not-ai": "not about AI",
            "withdrawn": "withdrawn",
            "limit": "beyond the limit",
            "old": "too old",
            "revision": "new version of an earlier paper",
        },
        left_out_title="Left out",
        more="{count} more",
        no_link="address cannot be linked",
        evidence="Evidence",
        from_fields={"title": "title", "summary": "abstract", "text": "text", "comment": "authors' comment"},
        contents="Contents",
        skip="Skip to the content",
        category="Category",
        contents_table="Counts by category, and where to find them",
        count="Today",
        average_column="{days}-day average",
        chart_title="{noun} by category",
        chart_empty="No {noun} today",
        chart_alt="{noun} by category on {date}: {rows}.",
        health="Source status",
        source="Source",
        status="Status",
        entries="Entries",
        detail="Detail",
        last_success="Last success",
        failures="Failures",
        permalink="Permalink",
        now="today",
        history_title="{noun} by category over time",
        history_alt="{noun} by category over time: {rows}.",
        history_panels="{noun}: each category over time",
        rest="Other categories",
        total="Total",
        partial="* few editions: not to be compared",
        scales="each panel has a scale of its own",
        rising="more than chance",
    ),
}


_OF_UNITS: Mapping[tuple[Language, Unit], Mapping[str, str]] = {
    ("ko", "week"): {
        "count": "이번 주", "average_column": "지난 {days}주 평균", "average": "지난 {days}주 평균 {average}",
        "chart_empty": "이번 주에 실린 {noun} 없음", "now": "이번 주",
    },
    ("ko", "month"): {
        "count": "이번 달", "average_column": "지난 {days}개월 평균", "average": "지난 {days}개월 평균 {average}",
        "chart_empty": "이번 달에 실린 {noun} 없음", "now": "이번 달",
    },
    ("en", "week"): {
        "count": "This week", "average_column": "{days}-week average", "average": "{days}-week average {average}",
        "chart_empty": "No {noun} this week", "now": "this week",
    },
    ("en", "month"): {
        "count": "This month", "average_column": "{days}-month average", "average": "{days}-month average {average}",
        "chart_empty": "No {noun} this month", "now": "this month",
    },
}  # fmt: skip


@cache
def words_of(language: Language, unit: Unit = "day") -> Words:
    """The words of an edition that tells of a day, a week or a month."""
    changes: dict[str, Any] = dict(_OF_UNITS.get((language, unit), {}))
    return replace(WORDS[language], **changes)


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
