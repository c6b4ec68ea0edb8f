"""A small category for the tests of the model writer: three stories, and what a good model notes of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from jogan.model.common import Kind, Language
from jogan.model.edited import Category, Choice, ChosenStory, DayCounts, FiledStory, Filing, Story
from jogan.model.written import Brief
from jogan.resources import read_text
from jogan.write.verify import Verifier, build_verifier

DAY = date(2024, 11, 28)

TERN = (
    "Long recordings are hard to transcribe because attention grows with the square of their length. We propose TernNet, "
    "a speech recognition model that splits a recording into short windows and shares one attention cache between them. On "
    "LongTalk, TernNet reduces memory use by 41.5% and runs 3.2 times faster than GullNet at the same word error rate. "
    "TernNet was trained on read speech only, and its error rate doubles on overlapping speakers."
)
REED = (
    "Quantization of speech models usually costs accuracy. This paper presents ReedQuant, a training-free quantization "
    "method that keeps the attention layers in 8 bits and stores all other weights in 3 bits. ReedQuant keeps 98.7% of the "
    "original accuracy on LongTalk while the model becomes 4.6 times smaller. Code is available at "
    "https://github.com/example/reedquant."
)
WREN = (
    "Existing benchmarks of speech recognition measure clean studio audio. We introduce WrenBench, a benchmark of 12,400 "
    "noisy recordings in nine languages. Ten public models lose up to 23.8 points of accuracy on it. The benchmark does not "
    "cover tonal languages."
)


def story(id: str, title: str, summary: str = "", kind: Kind = "paper", text: str = "") -> Story:
    """A story of the day."""
    return Story(
        id=id, kind=kind, title=title, url=f"https://e.org/{id}", day=DAY, first_day=DAY, summary=summary, text=text
    )


STORIES = (
    story("tern", "TernNet: Shared Attention Caches for Long-Form Speech Recognition", TERN),
    story("reed", "ReedQuant: Training-Free Quantization of Speech Models", REED),
    story("wren", "WrenBench: Speech Recognition in Noise", WREN),
)


def brief(*stories: Story, language: Language = "ko", history: tuple[DayCounts, ...] = ()) -> Brief:
    """A brief on one category that holds the stories."""
    chosen = tuple(
        ChosenStory(
            filed=FiledStory(story=one, filing=Filing(category="audio", score=1.0)),
            choice=Choice(rank=rank, score=1.0, reason=""),
        )
        for rank, one in enumerate(stories or STORIES, 1)
    )
    category = Category(id="audio", names={"ko": "음성", "en": "Audio"}, emoji="🎧", definition="Sound")
    return Brief(date=DAY, language=language, section="papers", category=category, stories=chosen, history=history)


@cache
def verifier() -> Verifier:
    """The real verifier, with the real glossary and lexicon."""
    return build_verifier(glossary(), read_text("lexicon.tsv"))


@cache
def glossary() -> Any:
    """The real glossary."""
    from jogan.glossary import Glossary

    return Glossary.parse(read_text("glossary.tsv"))


def note(quote: str, text: str) -> dict[str, str]:
    """One note."""
    return {"quote": quote, "text": text}


NOTES: dict[Language, dict[str, dict[str, Any]]] = {
    "ko": {
        "tern": {
            "headline": note(
                "shares one attention cache between them",
                "구간들이 어텐션(attention) 캐시 하나를 함께 쓰는 음성 인식 모델",
            ),
            "problem": note(
                "Long recordings are hard to transcribe because attention grows with the square of their length",
                "어텐션이 녹음 길이의 제곱으로 늘어나기 때문에 긴 녹음은 받아쓰기 어렵다.",
            ),
            "method": [
                note(
                    "splits a recording into short windows and shares one attention cache between them",
                    "TernNet은 녹음을 짧은 구간으로 나누고 구간들이 어텐션 캐시 하나를 함께 쓴다.",
                )
            ],
            "results": [
                note(
                    "On LongTalk, TernNet reduces memory use by 41.5% and runs 3.2 times faster than GullNet",
                    "TernNet은 LongTalk에서 메모리 사용을 41.5% 줄이고 GullNet보다 3.2배 빠르게 실행된다.",
                )
            ],
            "limit": note(
                "its error rate doubles on overlapping speakers",
                "여러 화자의 말이 겹치면 TernNet의 오류율이 두 배가 된다.",
            ),
        },
        "reed": {
            "headline": note(
                "a training-free quantization method", "학습 없이 음성 모델을 양자화(quantization)하는 방법"
            ),
            "problem": note(
                "Quantization of speech models usually costs accuracy", "음성 모델을 양자화하면 대개 정확도가 떨어진다."
            ),
            "method": [
                note(
                    "keeps the attention layers in 8 bits and stores all other weights in 3 bits",
                    "ReedQuant는 어텐션 층을 8비트로 유지하고 나머지 가중치를 3비트로 저장한다.",
                )
            ],
            "results": [
                note(
                    "ReedQuant keeps 98.7% of the original accuracy on LongTalk while the model becomes 4.6 times smaller",
                    "ReedQuant는 LongTalk에서 원래 정확도의 98.7%를 유지하면서 모델을 4.6배 작게 만든다.",
                )
            ],
            "limit": None,
        },
        "wren": {
            "headline": note(
                "a benchmark of 12,400 noisy recordings in nine languages",
                "9개 언어의 시끄러운 녹음 12,400개로 만든 벤치마크",
            ),
            "problem": note(
                "Existing benchmarks of speech recognition measure clean studio audio",
                "기존 음성 인식 벤치마크는 깨끗한 스튜디오 음성을 측정한다.",
            ),
            "method": [],
            "results": [
                note(
                    "Ten public models lose up to 23.8 points of accuracy on it",
                    "공개 모델 10개의 정확도가 이 벤치마크에서 최대 23.8점 떨어진다.",
                )
            ],
            "limit": note("The benchmark does not cover tonal languages", "이 벤치마크는 성조 언어를 다루지 않는다."),
        },
    },
    "en": {
        "tern": {
            "headline": note(
                "shares one attention cache between them", "a speech model whose windows share one attention cache"
            ),
            "problem": note(
                "Long recordings are hard to transcribe because attention grows with the square of their length",
                "Long recordings are hard to transcribe, as attention grows with the square of their length.",
            ),
            "method": [
                note(
                    "splits a recording into short windows and shares one attention cache between them",
                    "TernNet splits a recording into short windows that share one attention cache.",
                )
            ],
            "results": [
                note(
                    "On LongTalk, TernNet reduces memory use by 41.5% and runs 3.2 times faster than GullNet",
                    "On LongTalk, TernNet needs 41.5% less memory and runs 3.2 times faster than GullNet.",
                )
            ],
            "limit": note(
                "its error rate doubles on overlapping speakers", "Its error rate doubles where speakers overlap."
            ),
        },
        "reed": {
            "headline": note("a training-free quantization method", "quantization of speech models without training"),
            "problem": note(
                "Quantization of speech models usually costs accuracy",
                "Quantizing speech models usually costs accuracy.",
            ),
            "method": [
                note(
                    "keeps the attention layers in 8 bits and stores all other weights in 3 bits",
                    "ReedQuant keeps attention layers in 8 bits and stores the other weights in 3 bits.",
                )
            ],
            "results": [
                note(
                    "ReedQuant keeps 98.7% of the original accuracy on LongTalk while the model becomes 4.6 times smaller",
                    "ReedQuant keeps 98.7% of the accuracy on LongTalk with a model 4.6 times smaller.",
                )
            ],
            "limit": None,
        },
        "wren": {
            "headline": note(
                "a benchmark of 12,400 noisy recordings in nine languages", "12,400 noisy recordings in nine languages"
            ),
            "problem": note(
                "Existing benchmarks of speech recognition measure clean studio audio",
                "Existing benchmarks of speech recognition measure clean studio audio.",
            ),
            "method": [],
            "results": [
                note(
                    "Ten public models lose up to 23.8 points of accuracy on it",
                    "Ten public models lose up to 23.8 points of accuracy on WrenBench.",
                )
            ],
            "limit": note(
                "The benchmark does not cover tonal languages", "The benchmark does not cover tonal languages."
            ),
        },
    },
}

OVERVIEW: dict[Language, dict[str, Any]] = {
    "ko": {
        "topics": [
            {"text": "TernNet과 ReedQuant는 음성 모델의 어텐션을 다룬다.", "facts": [2, 6]},
            {"text": "WrenBench는 음성 인식 벤치마크이다.", "facts": [8]},
        ],
        "trends": [{"text": "음성 인식(speech recognition)은 3편 가운데 2편에 나온다.", "terms": [1]}],
        "impact": ["ReedQuant는 학습 없이 모델을 줄이므로 작은 기기에서 음성 인식을 쓰려는 사람에게 쓸모가 있다."],
        "outlook": ["TernNet과 ReedQuant를 함께 쓸 수 있는지는 두 논문 모두 다루지 않는다."],
    },
    "en": {
        "topics": [
            {"text": "TernNet and ReedQuant both work on the attention of speech models.", "facts": [2, 6]},
            {"text": "WrenBench is a benchmark of speech recognition.", "facts": [8]},
        ],
        "trends": [{"text": "Speech recognition stands in 2 of 3 stories.", "terms": [1]}],
        "impact": [
            "ReedQuant shrinks a model without training, which helps whoever runs speech recognition on small devices."
        ],
        "outlook": ["Whether TernNet and ReedQuant work together is left open by both papers."],
    },
}
