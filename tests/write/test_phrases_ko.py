"""English noun phrases in Korean when every word is known, and the first use of terms."""

from __future__ import annotations

import pytest

from jogan.glossary import Glossary
from jogan.write.phrases_ko import Terms

GLOSSARY = Glossary.parse(
    "en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\n"
    "autonomous driving\t자율주행\t\tautonomous vehicle\t\t\tterm\n"
    "visual question answering\t시각 질의응답\tVQA\t\t\t\tterm\n"
    "diffusion model\t확산 모델\t\t\t\t\tterm\n"
    "vision-language-action model\t비전-언어-행동 모델\tVLA\t\t\t\tterm\n"
    "reinforcement learning\t강화학습\tRL\t\t\t\tterm\n"
    "analysis\t분석\t\t\t\t\tgeneral\n"
    "LoRA\tLoRA\t\t\t\t\tmethod\n"
)


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("dataset and benchmark for visual question answering", "시각 질의응답을 위한 데이터셋·벤치마크"),
        ("survey of diffusion models", "확산 모델 서베이"),
        ("efficient reinforcement learning framework", "효율적인 강화학습 프레임워크"),
        ("VLA model", "VLA 모델"),
        ("10 benchmarks", "벤치마크 10개"),
        ("a wide range of diffusion models", "확산 모델"),
        ("state-of-the-art methods", "최고 수준 방법"),
        ("TernBench benchmark", "TernBench 벤치마크"),
        ("LoRA method", "LoRA 방법"),
    ],
)
def test_a_phrase_of_known_words_is_korean(english: str, korean: str) -> None:
    """Modifiers keep their order, the parts behind for, of, on and in go before what they belong to."""
    assert Terms(GLOSSARY).phrase(english, quiet=True) == korean


@pytest.mark.parametrize(
    "english",
    ["dataset for flurbing", "autonomous forklift dataset", "model that learns", "", "for", "dataset of", "of and in"],
)
def test_one_unknown_word_and_there_is_none(english: str) -> None:
    """An unknown word, a looser variant of a term, or a broken phrase gives no translation."""
    assert Terms(GLOSSARY).phrase(english) is None


def test_a_term_is_introduced_once() -> None:
    """The first use of a term shows its English, the second does not; generic words never do."""
    terms = Terms(GLOSSARY)
    assert terms.term("diffusion model") == "확산 모델(diffusion model)"
    assert terms.term("diffusion model") == "확산 모델"
    assert terms.term("analysis") == "분석"
    assert terms.term("TernNet") == "TernNet"


def test_a_phrase_that_fails_introduces_nothing() -> None:
    """Where the whole phrase has no translation, its terms are still to be introduced."""
    terms = Terms(GLOSSARY)
    assert terms.phrase("diffusion model for flurbing") is None
    assert terms.phrase("diffusion model") == "확산 모델(diffusion model)"


def test_the_acronym_of_the_text_is_what_is_shown() -> None:
    """An acronym stays as it is: what it is short for differs from paper to paper."""
    assert Terms(GLOSSARY).phrase("RL agents") == "RL 에이전트"
