"""The words of the reader's own pages in Korean and English; what they share with the site stands in `site_words`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jogan.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderWords:
    """The words of one language. Values with braces are filled by `str.format`."""

    hint: str
    go: str
    all: str
    kind: str
    papers: str
    news: str
    category: str
    source: str
    after: str
    before: str
    order: str
    best: str
    newest: str
    found: str
    page: str
    saved_search: str
    similar: str
    items: str
    identifiers: str
    not_printed: str
    not_found: str
    not_found_hint: str
    broken: str
    broken_hint: str
    catching_up: str
    more: str
    less: str


READER_WORDS: Mapping[Language, ReaderWords] = {
    "ko": ReaderWords(
        hint='낱말, "구절", -뺄말, category: author: after:',
        go="찾기",
        all="모두",
        kind="종류",
        papers="논문",
        news="뉴스",
        category="분야",
        source="출처",
        after="이날부터",
        before="이날 전까지",
        order="순서",
        best="맞는 순서",
        newest="새 순서",
        found="{total:,}건",
        page="{first:,}–{last:,}번째",
        saved_search="이 찾기를 구독",
        similar="비슷한 글",
        items="어디에서 왔나",
        identifiers="식별자",
        not_printed="아직 실린 판이 없습니다.",
        not_found="찾는 쪽이 없습니다",
        not_found_hint="주소가 바뀌었거나 처음부터 없던 쪽입니다.",
        broken="지금은 답할 수 없습니다",
        broken_hint="잠시 뒤에 다시 해 보십시오. 되풀이되면 jogan index --rebuild로 색인을 다시 만드십시오.",
        catching_up="새로 들어온 것을 아직 색인하고 있습니다.",
        more="다음",
        less="이전",
    ),
    "en": ReaderWords(
        hint='words, "a phrase", -without, category: author: after:',
        go="Search",
        all="all",
        kind="Kind",
        papers="Papers",
        news="News",
        category="Category",
        source="Source",
        after="From",
        before="Before",
        order="Order",
        best="best first",
        newest="newest first",
        found="{total:,} found",
        page="{first:,} to {last:,}",
        saved_search="Follow this search",
        similar="Similar stories",
        items="Where it comes from",
        identifiers="Identifiers",
        not_printed="No edition has printed it yet.",
        not_found="There is no such page",
        not_found_hint="Its address has changed, or it never was.",
        broken="No answer can be given now",
        broken_hint="Try again in a moment. If that does not help, jogan index --rebuild makes the index anew.",
        catching_up="What has just arrived is still being indexed.",
        more="Next",
        less="Previous",
    ),
}
