"""The rooms before the press speak English; a Korean edition does not."""

from __future__ import annotations

import pytest

from jogan.press.causes import in_language


@pytest.mark.parametrize(
    ("told", "korean"),
    [
        ("answered 503 (Service Unavailable)", "503 응답"),
        ("answered 503 (Service Unavailable), 3 times", "503 응답, 3회 시도"),
        ("arXiv announces nothing on Friday evenings", "arXiv는 미국 금요일 저녁에 공지하지 않음"),
        ("the feed has no entries", "피드에 항목이 없음"),
        ("2024-11-21 (new version, same abstract)", "2024-11-21 판, 새 버전이지만 초록은 같음"),
        ("v4 of an earlier paper", "예전 논문의 v4"),
        ("no papers listed: Saturday, when the list usually rests", "토요일, 목록이 대개 쉬는 날"),
        ("its key is not set in OPENAI_API_KEY", "키가 없음(OPENAI_API_KEY)"),
        ("gave no usable answer to 'facts': it is empty", "기사 요점에 쓸 수 없는 답(빈 답)"),
        ("gave no usable answer to 'facts': results.0.quote: Field required", "기사 요점에 쓸 수 없는 답(형식이 다름)"),
        ("the budget of $0.35 is used up", "예산 $0.35를 다 씀"),
        ("answered 429 and asks to wait 3600 s", "429 응답, 3600초 뒤에 오라고 함"),
    ],
)
def test_known_forms_are_put_into_korean(told: str, korean: str) -> None:
    """Each fixed form has its Korean; in English it stays."""
    assert in_language(told, "ko") == korean
    assert in_language(told, "en") == told


def test_unknown_words_are_printed_as_told() -> None:
    """A plugin's own words are not lost."""
    assert in_language("the moon was full", "ko") == "the moon was full"
