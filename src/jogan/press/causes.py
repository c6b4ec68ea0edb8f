"""What a source's line and a left-out story say, in the edition's language.

Rooms before the press speak English, in a few fixed forms. Here these forms are put into Korean; a form that is not
known, such as a plugin's own words, is printed as it was told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jogan.model.common import Language
from jogan.press import causes_model

_DAYS: Mapping[str, str] = {
    "Monday": "월요일", "Tuesday": "화요일", "Wednesday": "수요일", "Thursday": "목요일", "Friday": "금요일",
    "Saturday": "토요일", "Sunday": "일요일",
}  # fmt: skip

_Say = Callable[[re.Match[str]], str]
_KOREAN: tuple[tuple[re.Pattern[str], _Say], ...] = tuple(
    (re.compile(pattern), say)
    for pattern, say in (
        *causes_model.FORMS,
        (r"answered (\d{3})(?: \([^)]*\))?", lambda m: f"{m[1]} 응답"),
        (r"(.+), (\d+) times", lambda m: f"{in_language(m[1], 'ko')}, {m[2]}회 시도"),
        (r"the replay folder holds no answer to (\S+)", lambda m: f"기록에 이 주소의 응답이 없음: {m[1]}"),
        (r"is not in the replay folder", lambda _: "기록에 응답이 없음"),
        (r"gave no connection within ([\d.]+) s", lambda m: f"{m[1]}초 안에 연결되지 않음"),
        (r"sent nothing for ([\d.]+) s", lambda m: f"{m[1]}초 동안 응답 없음"),
        (r"was not done within ([\d.]+) s", lambda m: f"{m[1]}초 안에 끝나지 않음"),
        (r"the name '(.+)' has no address", lambda m: f"주소를 찾을 수 없는 이름: {m[1]}"),
        (r"leads to the [\w-]+ address (\S+)", lambda m: f"내부 주소({m[1]})로 이어져 거절함"),
        (r"refused the connection", lambda _: "연결을 거절함"),
        (r"cut the connection", lambda _: "연결이 끊김"),
        (r"cannot be reached", lambda _: "연결할 수 없음"),
        (r"answered with what is not HTTP, or broke off", lambda _: "응답이 HTTP가 아니거나 중간에 끊김"),
        (r"the reply broke off", lambda _: "응답이 중간에 끊김"),
        (r"sent more than ([\d,]+) bytes", lambda m: f"응답이 {m[1]}바이트를 넘음"),
        (r"redirects more than (\d+) times", lambda m: f"{m[1]}번 넘게 다른 주소로 넘김"),
        (r"its TLS certificate is not trusted \((.+)\)", lambda m: f"TLS 인증서를 믿을 수 없음({m[1]})"),
        (r"speaks no TLS that can be agreed on", lambda _: "TLS 연결을 맺을 수 없음"),
        (
            r"was down when it was last asked and is left in peace until ([\d-]+ [\d:]+) UTC",
            lambda m: f"앞선 요청에 응답하지 않아 {m[1]} UTC까지 쉬게 둠",
        ),
        (
            r"answered (\d{3})(?: \([^)]*\))? and asks to wait (\d+) s",
            lambda m: f"{m[1]} 응답, {m[2]}초 뒤에 오라고 함",
        ),
        (r"the reply is empty", lambda _: "응답이 비어 있음"),
        (r"the reply is not a feed", lambda _: "응답이 피드가 아님"),
        (r"the reply is an HTML page, not a feed", lambda _: "피드가 아닌 HTML 페이지를 받음"),
        (r"the reply is (?:not JSON|JSON of another shape.*|JSON but not a feed)", lambda _: "응답의 형식이 다름"),
        (r"the page has content but no .+", lambda _: "페이지 구조가 바뀌어 읽을 수 없음"),
        (r"no articles", lambda _: "글이 없음"),
        (r"no story with more than (\d+) points", lambda m: f"{m[1]}점을 넘은 글이 없음"),
        (
            r"the feed of ([\d-]+) is empty although papers were expected",
            lambda m: f"{m[1]} 피드가 비어 있음(공지가 있어야 하는 날)",
        ),
        (r"the feed has no entries", lambda _: "피드에 항목이 없음"),
        (
            r"the feed broke off; (?:only )?its whole entries are kept",
            lambda _: "피드가 중간에 끊겨 온전한 항목만 실음",
        ),
        (r"no papers listed: [\d-]+, when the list usually rests", lambda _: "목록이 대개 쉬는 날"),
        (r"no papers listed: (\w+day), when the list usually rests", lambda m: f"{_day(m[1])}, 목록이 대개 쉬는 날"),
        (r"no papers listed yet: the day has only begun", lambda _: "하루가 막 시작해 목록이 아직 비어 있음"),
        (r"no papers listed", lambda _: "목록이 비어 있음"),
        (r"the same entries since ([\d-]+)", lambda m: f"{m[1]}부터 같은 항목"),
        (r"nothing new for (\d+) days in a row", lambda m: f"{m[1]}일째 새 글 없음"),
        (r"fewer than usual \(about (\d+) a day\)", lambda m: f"평소보다 적음, 하루 약 {m[1]}건"),
        (r"the feed still shows ([\d-]+)", lambda m: f"피드가 아직 {m[1]}에 머묾"),
        (r"([\d-]+) is announced later", lambda m: f"{m[1]} 공지는 아직 나오지 않음"),
        (r"(\d+) caught up of ([\d-]+)", lambda m: f"{m[2]} 공지 {m[1]}편을 뒤늦게 받음"),
        (r"(\d+) papers announced on ([\d-]+) \((.+)\)", lambda m: f"{m[2]} 공지 {m[1]}편({_announced(m[3])})"),
        (
            r"nothing announced on ([\d-]+) although papers were expected",
            lambda m: f"공지가 있어야 할 {m[1]}에 아무것도 없음",
        ),
        (r"arXiv announces nothing on (\w+day) evenings", lambda m: f"arXiv는 미국 {_day(m[1])} 저녁에 공지하지 않음"),
        (r"arXiv announced nothing on ([\d-]+) \((.+)\)", lambda m: f"arXiv는 {m[1]}에 공지하지 않음({m[2]})"),
        (r"had no answer within the time allowed", lambda _: "정해진 시간 안에 응답하지 않음"),
        (r"took too long to read a reply", lambda _: "응답을 읽는 데 너무 오래 걸림"),
        (r"v(\d+) of an earlier paper", lambda m: f"예전 논문의 v{m[1]}"),
        (r"revision of an earlier paper", lambda _: "예전 논문의 수정본"),
        (r"([\d-]{10}) \(new version, same abstract\)", lambda m: f"{m[1]} 판, 새 버전이지만 초록은 같음"),
        (r"([\d-]{10})", lambda m: f"{m[1]} 판"),
        (r"rank (\d+) of (\d+), limit (\d+)", lambda m: f"{m[2]}건 가운데 {m[1]}번째, 한도 {m[3]}건"),
        (r"score (0\.\d+)", lambda m: f"점수 {m[1]}"),
    )
)


_ANNOUNCED: Mapping[str, str] = {
    "new": "신규", "cross": "교차", "replace": "개정", "replace-cross": "교차 개정", "unmarked": "미표시",
}  # fmt: skip


def _day(name: str) -> str:
    return _DAYS.get(name, name)


def _announced(counts: str) -> str:
    """`12 new, 3 cross` as `신규 12, 교차 3`."""
    pairs = (one.partition(" ") for one in counts.split(", "))
    return ", ".join(f"{_ANNOUNCED.get(kind, kind)} {number}" for number, _, kind in pairs)


def in_language(told: str, language: Language) -> str:
    """The words of a room before the press in the edition's language; unknown ones as they are.

    Several things told in a row stand behind semicolons, and each is put into the language by itself.
    """
    if language == "ko":
        for pattern, say in _KOREAN:
            if match := pattern.fullmatch(told):
                return say(match)
        if "; " in told:
            return "; ".join(in_language(one, language) for one in told.split("; "))
    return told
