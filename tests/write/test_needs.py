"""Needs that the source does without, words that no dictionary has, and what is ignored, on an abstract of our own."""

from __future__ import annotations

import pytest

from jogan.glossary import Glossary
from jogan.resources import read_text
from jogan.write.parsed import SourceText
from jogan.write.verify import Verifier, build_verifier

FOLDMAP = SourceText(
    "fold",
    "FoldMap: Maps of Warehouses from Sound",
    "Earlier systems supervise only the final map while ignoring the intermediate routes. We present FoldMap, a "
    "training-free method that draws maps of warehouses from sound. Despite using no manual labels, FoldMap reaches "
    "accuracy comparable to a much larger camera system. It uses microphones on carts.",
)


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    """One verifier with the packaged words."""
    return build_verifier(Glossary.parse(read_text("glossary.tsv")), read_text("lexicon.tsv"))


@pytest.mark.parametrize(
    ("false", "true"),
    [
        ("FoldMap은 추가 학습이 필요한 방법이다.", "FoldMap은 추가 학습이 필요 없는 방법이다."),
        ("FoldMap은 수작업 레이블을 사용한다.", "FoldMap은 마이크를 사용한다."),
        (
            "기존 시스템은 중간 경로만 감독하고 최종 지도는 무시한다.",
            "기존 시스템은 최종 지도만 감독하고 중간 경로는 무시한다.",
        ),
        (
            "FoldMap의 정확도는 훨씬 큰 카메라 시스템에 못 미친다.",
            "FoldMap의 정확도는 훨씬 큰 카메라 시스템에 견줄 만하다.",
        ),
    ],
)
def test_what_the_source_does_without_is_not_needed(false: str, true: str, verifier: Verifier) -> None:
    """A need, a use, an exchanged pair and a lag are refuted; the source's own statement of each passes."""
    assert verifier.judge(false, [FOLDMAP]).verdict == "refuted"
    assert verifier.judge(true, [FOLDMAP]).verdict == "supported"


def test_words_that_no_dictionary_has_count_half(verifier: Verifier) -> None:
    """Two native words unknown to the dictionary leave a faithful sentence standing; two known ones do not."""
    said = "FoldMap은 소리로 창고의 지도를 {} 그려 내는 학습이 필요 없는 방법이다."
    assert verifier.judge(said.format("몽글며 두둥실"), [FOLDMAP]).verdict == "supported"
    assert verifier.judge(said.format("병원에서 군인과"), [FOLDMAP]).verdict != "supported"
