"""The press's own words in Korean and English: headings, labels, the header's sentences. One table.

What a source or a model wrote is never here; it is printed as it came, escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jogan.model.common import Language, Unit


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
