"""The words of the site's own pages in Korean and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jogan.model.common import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWords:
    """The words of one language. Values with braces are filled by `str.format`."""

    name: str
    tagline: str
    today: str
    archive: str
    categories: str
    search: str
    feeds: str
    previous: str
    following: str
    week: str
    period: str
    week_title: str
    month: str
    weekdays: tuple[str, str, str, str, str, str, str]
    no_edition: str
    total: str
    read_all: str
    printed_in: str
    category_intro: str
    older: str
    nothing_yet: str
    leading: str
    new_versions: str
    search_hint: str
    search_needs_script: str
    search_missing: str
    search_none: str
    search_failed: str
    menu: str
    share: str
    copied: str
    help: str
    keys: Mapping[str, str]
    close: str


SITE_WORDS: Mapping[Language, SiteWords] = {
    "ko": SiteWords(
        name="조간",
        tagline="어제의 AI 논문과 뉴스를 10분에",
        today="오늘",
        archive="지난 판",
        categories="분야",
        search="찾기",
        feeds="구독",
        previous="이전 판",
        following="다음 판",
        week="주간",
        period="주간판 읽기",
        week_title="{year}년 {week}주 ({first} – {last})",
        month="{year}년 {month}월",
        weekdays=("월", "화", "수", "목", "금", "토", "일"),
        no_edition="판 없음",
        total="합계",
        read_all="{title} 전체 읽기",
        printed_in="실린 판",
        category_intro="최근 {days}개 판에 실린 {count}",
        older="그 전의 것은 지난 판에서 날짜별로 볼 수 있습니다.",
        nothing_yet="아직 나온 판이 없습니다.",
        leading="날마다 첫머리",
        new_versions="새 버전",
        search_hint="제목과 요약에서 찾기",
        search_needs_script="찾기는 자바스크립트가 있어야 합니다. 나머지는 없어도 됩니다.",
        search_missing="찾기 색인이 아직 만들어지지 않았거나, 파일을 서버 없이 직접 열었습니다.",
        search_none="찾은 것이 없습니다.",
        search_failed="찾지 못했습니다. 다시 해 보십시오.",
        menu="주 메뉴",
        share="주소 복사",
        copied="복사했습니다",
        help="단축키",
        keys={"j": "다음 글", "k": "이전 글", "o": "글 열기", "e": "근거 펴고 접기", "/": "찾기", "?": "이 도움말"},
        close="닫기",
    ),
    "en": SiteWords(
        name="jogan",
        tagline="Yesterday's AI papers and news in ten minutes",
        today="Today",
        archive="Archive",
        categories="Categories",
        search="Search",
        feeds="Feeds",
        previous="Previous",
        following="Next",
        week="Week",
        period="Read the week's edition",
        week_title="Week {week} of {year} ({first} – {last})",
        month="{month_name} {year}",
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        no_edition="no edition",
        total="Total",
        read_all="Read all {title}",
        printed_in="Printed in",
        category_intro="{count} in the last {days} editions",
        older="What is older stands in the archive, by date.",
        nothing_yet="No edition is out yet.",
        leading="What led each day",
        new_versions="New versions",
        search_hint="Search titles and summaries",
        search_needs_script="Search needs JavaScript; nothing else here does.",
        search_missing="The search index has not been made yet, or the page was opened without a server.",
        search_none="Nothing found.",
        search_failed="The search failed. Please try again.",
        menu="Main menu",
        share="Copy address",
        copied="Copied",
        help="Keys",
        keys={
            "j": "next story",
            "k": "previous story",
            "o": "open the story",
            "e": "show or hide evidence",
            "/": "search",
            "?": "this help",
        },
        close="Close",
    ),
}
