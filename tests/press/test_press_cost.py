"""What the header says of models: how much they wrote, and what that cost."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from jogan.model.common import Language
from jogan.model.written import Usage
from jogan.press.header import checked, made_line
from jogan.press.wording import cost


@pytest.mark.parametrize(
    ("usage", "ko", "en"),
    [
        (Usage(), "비용 0원", "no cost"),
        (Usage(calls=9), "비용 0원(호출 9회)", "no cost (9 calls)"),
        (Usage(calls=1, cost_usd=0.0123), "비용 $0.0123(호출 1회)", "$0.0123 (1 call)"),
        (Usage(calls=2, cost_usd=0.00001), "비용 $0.0001 미만(호출 2회)", "less than $0.0001 (2 calls)"),
        (
            Usage(calls=3, input_tokens=9_000, output_tokens=345, unpriced=3),
            "비용 알 수 없음(호출 3회, 토큰 9,345개)",
            "cost unknown (3 calls, 9,345 tokens)",
        ),
        (
            Usage(calls=3, cost_usd=0.5, unpriced=1),
            "비용 $0.5000 이상(호출 3회, 그중 1회는 값을 모름)",
            "$0.5000 or more (3 calls, the price of 1 unknown)",
        ),
    ],
)
def test_the_cost_is_what_is_known_of_it(usage: Usage, ko: str, en: str) -> None:
    """Nothing, an amount, an amount and more, or unknown: never a zero that nobody knows of."""
    assert (cost(usage, "ko"), cost(usage, "en")) == (ko, en)


@pytest.mark.parametrize(
    ("by_model", "ko", "en"),
    [
        (None, "언어 모델(some-model)", "language model (some-model)"),
        (0, "추출 방식(언어 모델 some-model의 문장은 없음)", "extraction (nothing by the model some-model)"),
        (1, "언어 모델(some-model) 1문장, 추출 방식", "language model (some-model) 1, extraction"),
        (10_000, "언어 모델(some-model)", "language model (some-model)"),
    ],
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_header_says_how_much_a_model_wrote(
    editions: ModuleType, language: Language, by_model: int | None, ko: str, en: str
) -> None:
    """A model that wrote nothing is not named as the writer; one that wrote a part is told with its part."""
    edition = replace(editions.ordinary(language), writer="some-model/1")
    section = edition.section("papers")
    assert checked(section)[0] > 1
    first, *rest = section.reports
    section = replace(section, reports=(replace(first, by_model=by_model), *rest))
    line = made_line(replace(edition, sections=(section,)), section)
    said = line.removeprefix("작성: ").removeprefix("Written by: ").split(" · ")[0]
    wanted = ko if language == "ko" else en
    assert said.startswith(wanted)
    assert (said == wanted) == (by_model != 1)
