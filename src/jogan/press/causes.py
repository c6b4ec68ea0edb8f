"""What a source's line and a left-out story say, in the edition's language.

Rooms before the press speak English, in a few fixed forms. Here these forms are put into Korean; a form that is not
known, such as a plugin's own words, is printed as it was told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jogan.model import Language

_DAYS: Mapping[str, str] = {
    "Monday": "월요일", "Tuesday": "화요일", "Wednesday": "수요일", "Thursday": "목요일", "Friday": "금요일",
    "Saturday": "토요일", "Sunday": "일요일",
}  # fmt: skip

_Say = Callable[[re.Match[str]], str]
_KOREAN: tuple[tuple[re.Pattern[str], _Say], ...] = tuple(
    (re.compile(pattern), say)
    for pattern, say in (
        (r"answered (\d{3})(?: \([^)]*\))?", lambda m: f"{m[1]} 응답"),
        (r"(.+), (\d+) times", lambda m: f"{in_language(m[1], 'ko')}, {m[2]}회 시도"),
        (r"the replay folder holds no answer to (\S+)", lambda m: f"기록에 이 주소의 응답이 없음: {m[1]}"),
        (r"the feed has no entries", lambda _: "피드에 항목이 없음"),
        (
            r"the feed broke off; (?:only )?its whole entries are kept",
            lambda _: "피드가 중간에 끊겨 온전한 항목만 실음",
        ),
        (r"no papers listed: [\d-]+, when the list usually rests", lambda _: "목록이 대개 쉬는 날"),
        (r"no papers listed: (\w+day), when the list usually rests", lambda m: f"{_day(m[1])}, 목록이 대개 쉬는 날"),
        (r"no papers listed yet: the day has only begun", lambda _: "하루가 막 시작해 목록이 아직 비어 있음"),
        (r"no papers listed", lambda _: "목록이 비어 있음"),
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


def _day(name: str) -> str:
    return _DAYS.get(name, name)


def in_language(told: str, language: Language) -> str:
    """The words of a room before the press in the edition's language; unknown ones as they are."""
    if language == "ko":
        for pattern, say in _KOREAN:
            if match := pattern.fullmatch(told):
                return say(match)
    return told
