"""The words of the reader's own pages in Korean and English; what they share with the site stands in `site_words`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jogan.model.common import Language


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
    filters: str
    mine: str
    save: str
    read: str
    good: str
    bad: str
    hide: str
    hidden_here: str
    undo: str
    unseen: str
    saved: str
    hidden: str
    with_hidden: str
    everything: str
    all_read: str
    all_seen: str
    left_off: str
    seen: str
    rated: str
    keep: str
    keep_as: str
    forget: str
    kept_searches: str
    no_searches: str
    subscribe: str
    stale: str


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
        filters="거르기",
        mine="내 표시",
        save="저장",
        read="읽음",
        good="좋음",
        bad="별로",
        hide="숨기기",
        hidden_here="숨긴 글",
        undo="되돌리기",
        unseen="안 읽은 글",
        saved="저장한 글",
        hidden="숨긴 글",
        with_hidden="숨긴 글까지",
        everything="모두 보기",
        all_read="{title} 모두 읽음으로",
        all_seen="여기 있던 글을 모두 읽었습니다.",
        left_off="{count:,}건이 거르기에 걸려 보이지 않습니다.",
        seen="읽은 글",
        rated="평가",
        keep="이 찾기를 저장",
        keep_as="이름",
        forget="지우기",
        kept_searches="저장한 찾기",
        no_searches="저장한 찾기가 없습니다. 찾은 뒤 이름을 붙여 저장하면 새 글이 피드로 옵니다.",
        subscribe="구독",
        stale="이 단추는 읽기 화면을 다시 켜기 전의 것입니다. 앞으로 돌아가 새로 고친 뒤 다시 누르십시오.",
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
        filters="Filters",
        mine="My marks",
        save="Save",
        read="Read",
        good="Good",
        bad="Not for me",
        hide="Hide",
        hidden_here="A hidden story",
        undo="Undo",
        unseen="Unread",
        saved="Saved",
        hidden="Hidden",
        with_hidden="With hidden ones",
        everything="Show all",
        all_read="Mark all {title} as read",
        all_seen="You have read everything that was here.",
        left_off="Not shown because of the filter: {count:,}.",
        seen="Read",
        rated="Rated",
        keep="Keep this search",
        keep_as="Name",
        forget="Forget",
        kept_searches="Kept searches",
        no_searches="No search is kept yet. Search, give it a name, and new stories come to you as a feed.",
        subscribe="Follow",
        stale="This button is from before the reader was started again. Go back, reload the page and try once more.",
    ),
}
