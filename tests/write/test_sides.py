"""Places exchanged: who is ahead of whom, what becomes what, of which name a thing is said."""

from __future__ import annotations

import pytest

from jogan.glossary import Glossary
from jogan.resources import read_text
from jogan.write.parsed import SourceText
from jogan.write.verify import Verifier, build_verifier

HARBOR = SourceText(
    "harbor",
    "HarborNet: Reading Old Ship Logs",
    "We present HarborNet, which translates scanned logs into tables. HarborNet outperforms existing layout parsers on "
    "two archives. Small crops help more than large crops. LogBench lacks handwritten pages, while PortBench counts empty "
    "tables as correct.",
)


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    """One verifier with the packaged words."""
    return build_verifier(Glossary.parse(read_text("glossary.tsv")), read_text("lexicon.tsv"))


@pytest.mark.parametrize(
    ("claim", "turned"),
    [
        ("HarborNet은 두 아카이브에서 기존 레이아웃 파서를 능가했다.", "기존 레이아웃 파서가 두 아카이브에서 HarborNet을 능가했다."),
        ("LogBench는 손글씨 페이지가 부족하고, PortBench는 빈 표를 정답으로 친다.",
         "PortBench는 손글씨 페이지가 부족하고, LogBench는 빈 표를 정답으로 친다."),
    ],
)  # fmt: skip
def test_a_place_exchanged_is_refuted(verifier: Verifier, claim: str, turned: str) -> None:
    """The same words pass in their places, and are refuted where two of them have changed places."""
    assert verifier.judge(claim, [HARBOR]).verdict == "supported"
    assert verifier.judge(turned, [HARBOR]).verdict == "refuted"


def test_who_denies_being_behind_is_not_called_behind(verifier: Verifier) -> None:
    """To lag behind no one is no lagging, and to be outperformed is."""
    assert verifier.judge("HarborNet은 기존 레이아웃 파서에 뒤처지지 않는다.", [HARBOR]).verdict != "refuted"
    passive = SourceText("port", "Large Nets", "Large models are outperformed by small models on archives.")
    assert verifier.judge("대형 모델이 소형 모델을 능가한다.", [passive]).verdict != "supported"
    assert verifier.judge("소형 모델이 대형 모델을 능가한다.", [passive]).verdict == "supported"
