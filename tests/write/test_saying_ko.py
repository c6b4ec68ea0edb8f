"""English statements put into Korean whole, or not at all."""

from __future__ import annotations

import pytest

from jogan import resources
from jogan.glossary import Glossary
from jogan.write.phrases_ko import Terms
from jogan.write.saying_ko import Sayings

GLOSSARY = Glossary.parse(resources.read_text("glossary.tsv"))


def say(english: str, *names: str, opened: bool = False, own: bool = True) -> str | None:
    return Sayings(Terms(GLOSSARY)).say(english, names, opened=opened, own=own)


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Existing methods struggle with noisy images.", "기존 방법은 잡음이 있는 이미지에 어려움을 겪음"),
        (
            "Current benchmarks fail to measure the diversity of answers.",
            "현재 벤치마크는 답변의 다양성을 측정하지 못함",
        ),
        ("Prior approaches require large labeled datasets.", "기존 접근법은 대규모 라벨이 있는 데이터셋이 필요함"),
        ("Large models do not preserve the identity of objects.", "대규모 모델은 객체의 정체성을 보존하지 않음"),
        (
            "Robust navigation is difficult in dynamic scenes.",
            "강건한 내비게이션은 동적 장면(dynamic scene)에서 어려움",
        ),
    ],
)
def test_a_trouble_is_told_with_whom_it_is_of(english: str, korean: str) -> None:
    """What others lack is said with its subject, and a denial stays one."""
    assert say(english, own=False) == korean


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("We use two agents to compress noisy images.", "잡음이 있는 이미지를 압축하기 위해 에이전트 두 개를 사용함"),
        (
            "TernNet outperforms existing methods by removing redundant tokens.",
            "중복된 토큰을 제거해 기존 방법보다 앞섬",
        ),
        ("It improves accuracy while preserving speed.", "속도를 보존하면서 정확도를 개선함"),
        ("Experiments show that TernNet reduces memory usage by up to 40%.", "메모리 사용량을 최대 **40%** 줄임"),
        ("Our method enables robots to predict the motion of objects.", "로봇이 객체의 움직임을 예측할 수 있게 함"),
        ("TernNet improves accuracy without additional training data.", "추가 학습 데이터 없이 정확도를 개선함"),
    ],
)
def test_the_storys_own_work_is_not_named(english: str, korean: str) -> None:
    """The bullet's story is the subject; means and purposes go before what is done, an amount right before the verb."""
    assert say(english, "TernNet") == korean


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("framework that removes errors from medical images", "오류를 의료 이미지에서 제거하는 프레임워크"),
        (
            "benchmark designed to evaluate the consistency of agents",
            "에이전트의 일관성을 평가하기 위해 설계된 벤치마크",
        ),
        ("method for detecting errors in tables", "표에서 오류를 탐지하기 위한 방법"),
    ],
)
def test_what_is_left_of_an_offer_is_a_phrase(english: str, korean: str) -> None:
    """Behind "we propose X, a" stands a noun phrase, which is told with its head at the end; a sentence is none."""
    assert say(english, opened=True) == korean
    assert say(english) is None


@pytest.mark.parametrize(
    "english",
    [
        "This leads to noisy images in long videos.",  # of what, nobody has said here
        "Their accuracy remains low on rare classes.",
        "It is especially challenging for rare languages.",
        "Only large models achieve high accuracy.",
        "Existing models rarely achieve high accuracy.",
        "No model achieves high accuracy on rare classes.",
        "Existing methods flurb the grommets of the zindle.",
        "Is the accuracy of large models sufficient?",
        'Existing models have the "reversal" problem in long texts.',
    ],
)
def test_what_leans_on_others_or_is_limited_is_quoted(english: str) -> None:
    """A statement about "this" or "it", one with a limit that has no form here, and a question are not told."""
    assert say(english, own=False) is None


def test_no_figure_is_lost() -> None:
    """A clause that adds may be left out, but never one with a figure."""
    kept = "Existing methods require large datasets, which are costly."
    assert say(kept, own=False) == "기존 방법은 대규모 데이터셋이 필요함"
    assert say("Existing methods require large datasets, which cost 40 hours of labor.", own=False) is None


@pytest.mark.parametrize(
    "behind", [", but flurbs on rare classes", " only when flurbed", " except on rare classes", ", limited to flurbs"]
)
def test_what_takes_back_is_not_left_out(behind: str) -> None:
    """A clause that limits the statement is told with it, or both are quoted."""
    assert say(f"TernNet improves accuracy on long videos{behind}.", "TernNet") is None


def test_a_part_must_hold_what_the_sentence_is_told_for() -> None:
    """Where the words that matter stand in the clause that would be left out, the sentence is quoted."""
    sentence = "Modern models are evaluated on large benchmarks, which flurb the results."
    sayings = Sayings(Terms(GLOSSARY))
    assert sayings.say(sentence, own=False) == "최신 모델은 대규모 벤치마크에서 평가됨"
    assert sayings.say(sentence, own=False, keep=lambda part: "flurb" in part) is None


def test_a_term_is_introduced_where_it_stands_first() -> None:
    """The English of a term follows it once in a report, and only where the statement was told."""
    sayings = Sayings(Terms(GLOSSARY))
    english = "Existing methods overlook catastrophic forgetting in small networks."
    assert (
        sayings.say(english, own=False) == "기존 방법은 소형 네트워크에서 파국적 망각(catastrophic forgetting)을 간과함"
    )
    assert sayings.say(english, own=False) == "기존 방법은 소형 네트워크에서 파국적 망각을 간과함"


def test_a_statement_that_breaks_off_is_not_told() -> None:
    """What stops behind "show that" has nothing that could be said, and is quoted."""
    assert say("Extensive experiments on many benchmarks demonstrate that") is None
    assert say("Experiments on noisy images show that", opened=True) is None


@pytest.mark.parametrize("idiom", ["with an order of magnitude fewer parameters", "in the wild", "by far"])
def test_idioms_are_quoted(idiom: str) -> None:
    """What does not mean what its words say is not put together from them."""
    assert say("TernNet improves accuracy on long videos.", "TernNet") is not None
    assert say(f"TernNet improves accuracy on long videos {idiom}.", "TernNet") is None


@pytest.mark.parametrize(
    "english", ["system for speech translation on mobile phones", "pruning of language models on a laptop"]
)
def test_on_is_not_about(english: str) -> None:
    """What runs on phones is not about phones; where "on" may say either, the words are quoted."""
    terms = Terms(GLOSSARY)
    assert terms.phrase(english) is None
    assert terms.phrase("study on language models") is not None


@pytest.mark.parametrize(
    "english",
    [
        "TernNet almost eliminates errors on long videos.",
        "TernNet requires little training data for long videos.",
        "TernNet prevents models from generating harmful content.",
        "TernNet detects the most errors in long videos.",
        "Existing methods do not detect errors and require large datasets.",
        "TernNet improves accuracy without reducing speed or increasing cost.",
        "We collect 10 million images for long videos.",
    ],
)
def test_what_may_be_read_in_two_ways_is_quoted(english: str) -> None:
    """Hedges, denials that may reach further, and counts in words are left to the source's own words."""
    assert say(english, "TernNet") is None
