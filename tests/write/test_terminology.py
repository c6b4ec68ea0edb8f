"""A term is called by one name in an edition, and nothing but terms is touched."""

from __future__ import annotations

import pytest

from jogan.write.terminology import one_form, terms_in
from writing_samples import glossary

SOURCE = "Fine-tuning of large language models with attention reduces hallucination in transcription."


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("거대언어모델은 파인튜닝을 거친다.", "대형 언어 모델은 미세 조정을 거친다."),
        ("할루시네이션이 줄고 할루시네이션을 막는다.", "환각이 줄고 환각을 막는다."),
        ("미세 튜닝과 어텐션 메커니즘은 다르다.", "미세 조정과 어텐션은 다르다."),
        ("대형 언어 모델의 환각", "대형 언어 모델의 환각"),
        ("긴 녹음은 받아쓰기 어렵다.", "긴 녹음은 받아쓰기 어렵다."),
        # caution, not attention; a quotation; a term of no source; an ending that would need mending
        ("사용에 주의가 필요하다.", "사용에 주의가 필요하다."),
        ("저자는 “거대언어모델”이라 부른다.", "저자는 “거대언어모델”이라 부른다."),
        ("리인포스먼트 러닝을 쓴다.", "리인포스먼트 러닝을 쓴다."),
        ("어텐션 기제이다.", "어텐션 기제이다."),
    ],
)
def test_a_term_of_the_source_is_printed_in_its_form(said: str, printed: str) -> None:
    """Variants become the printed form with the particle that fits; all else stays as it is."""
    terms = terms_in([SOURCE], glossary())
    assert one_form(said, glossary(), terms) == printed
    assert one_form(printed, glossary(), terms) == printed


def test_a_source_may_have_its_own_word() -> None:
    """What a Korean source calls a term by is not changed behind its back."""
    terms = terms_in([SOURCE], glossary())
    assert one_form("거대언어모델이 쓰인다.", glossary(), terms, ["거대 언어 모델 경쟁"]) == "거대언어모델이 쓰인다."
