"""Why a language model wrote nothing, in Korean: the forms that the model door tells, beside those of the sources."""

from __future__ import annotations

import re
from collections.abc import Callable

_PROMPTS = {"facts": "기사 요점", "category": "분류 개요", "mend": "문장 고치기"}

_FAULTS = (
    (r"it is not one JSON object and nothing else", "JSON이 아님"),
    (r"it is empty|it notes nothing.*|topics is empty|it holds no sentence", "빈 답"),
    (r"it was cut off before its end", "중간에 잘림"),
    (r"it was refused", "답하기를 거절함"),
    (r"it holds thoughts.*|it has thoughts.*", "생각 과정이 섞임"),
    (r"it called a tool.*", "없는 도구를 부름"),
    (r"it repeats itself|it says the same sentence again and again", "같은 말을 되풀이함"),
    (r"it is not written in .+", "다른 언어로 씀"),
    (r"it holds characters that cannot be printed", "인쇄할 수 없는 문자"),
    (r"it holds an address, code or markup", "주소나 마크업이 섞임"),
    (r"it holds .+", "다른 문자가 섞임"),
    (r"it is longer than it may be|it is too long", "너무 긴 답"),
    (r"quotes are not copied from the source", "원문에 없는 인용"),
    (r".*", "형식이 다름"),
)

Say = Callable[[re.Match[str]], str]
FORMS: tuple[tuple[str, Say], ...] = (
    (r"its key is not set in (.+)", lambda m: f"키가 없음({m[1]})"),
    (r"the library for it is not installed \(.+\)", lambda _: "모델 라이브러리가 설치되지 않음"),
    (
        r"gave no usable answer to '(\w+)'(?:: (.*))?",
        lambda m: f"{_PROMPTS.get(m[1], m[1])}에 쓸 수 없는 답({_fault(m[2])})",
    ),
    (
        r"gave no usable answer to (\d+) questions in a row and is not asked again in this run",
        lambda m: f"쓸 수 있는 답이 {m[1]}번 내리 없어 더 묻지 않음",
    ),
    (r"its price is not known, so that it cannot be kept within the budget", lambda _: "값을 몰라 예산을 지킬 수 없음"),
    (r"the edition's ([\d.]+) s for models are over", lambda m: f"모델에 주어진 {m[1]}초가 다 됨"),
    (r"the budget of \$([\d.]+) is used up", lambda m: f"예산 ${m[1]}를 다 씀"),
    (r"gave no answer within ([\d.]+) s", lambda m: f"{m[1]}초 안에 답이 없음"),
    (r"the account's quota is used up", lambda _: "계정의 한도를 다 씀"),
    (r"the key was refused", lambda _: "키가 거절됨"),
    (r"the model or the address is not known", lambda _: "모델 이름이나 주소를 모름"),
    (r"the question is longer than the model can read", lambda _: "질문이 모델의 문맥 길이를 넘음"),
    (r"(\S+) could not be reached", lambda m: f"{m[1]}에 연결할 수 없음"),
    (r"refused the request \((\d+)\)", lambda m: f"요청을 거절함({m[1]})"),
    (r"refused to answer", lambda _: "답하기를 거절함"),
    (r"the request does not fit the model", lambda _: "모델에 맞지 않는 요청"),
    (r"its reply cannot be read", lambda _: "응답을 읽을 수 없음"),
    (r"the call failed \((\w+)\)", lambda m: f"호출 실패({m[1]})"),
)
"""Each form of a cause as a pattern, and how it is said."""


def _fault(told: str | None) -> str:
    return next((korean for pattern, korean in _FAULTS if re.fullmatch(pattern, told or "")), "")
