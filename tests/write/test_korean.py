"""Korean particles after what Korean readers say aloud, and the guard against scripts that do not belong."""

from __future__ import annotations

import pytest

from jogan.write.korean import ending, particle, stray_scripts, with_particle


@pytest.mark.parametrize(
    ("word", "topic", "direction"),
    [
        ("모델", "은", "로"),
        ("자료", "는", "로"),
        ("방법", "은", "으로"),
        ("서울", "은", "로"),
        ("LLM", "은", "으로"),
        ("RL", "은", "로"),
        ("RAG", "는", "로"),
        ("DPO", "는", "로"),
        ("CLIP", "은", "으로"),
        ("BERT", "는", "로"),
        ("VAE", "는", "로"),
        ("GPT-4", "는", "로"),
        ("GPT-4o", "는", "로"),
        ("INT8", "은", "로"),
        ("Qwen2.5", "는", "로"),
        ("82.4%", "는", "로"),
        ("11배", "는", "로"),
        ("10", "은", "으로"),
        ("1,000", "은", "으로"),
        ("1,000,000,000,000", "는", "로"),
        ("0.81", "은", "로"),
        ("0.0", "은", "으로"),
        ("3×", "는", "로"),
        ("FlashAttention", "은", "으로"),
        ("ImageNet", "은", "으로"),
        ("ShowUI", "는", "로"),
        ("Transformer", "는", "로"),
        ("benchmark", "는", "로"),
        ("pipeline", "은", "으로"),
        ("Google", "은", "로"),
        ("prompt", "는", "로"),
        ("robot", "은", "으로"),
        ("LLMs", "는", "로"),
        ("α", "는", "로"),
    ],
)
def test_particles_follow_the_sound(word: str, topic: str, direction: str) -> None:
    """은/는 follows the last sound of a word as it is said, and ㄹ takes 로."""
    assert particle(word, "은/는") == topic
    assert particle(word, "으로/로") == direction


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("자율주행(autonomous driving)", "자율주행(autonomous driving)을"),
        ("트랜스포머(transformer)", "트랜스포머(transformer)를"),
        ("**CLIP**", "**CLIP**을"),
        ("*Star Attention*", "*Star Attention*을"),
        ("“LoRA”", "“LoRA”를"),
        ("*A Long Title of a…*", "*A Long Title of a…*를"),
        ("(LLM)", "(LLM)을"),
    ],
)
def test_what_is_not_said_is_passed_over(word: str, expected: str) -> None:
    """Brackets behind a word, emphasis, quotes and dots are not said; a word that is all brackets is."""
    assert with_particle(word, "을/를") == expected


@pytest.mark.parametrize("word", ["", "   ", "…", "()", "한", "%", "🙂", "**", "日本", "\u200b"])
def test_any_text_has_a_particle(word: str) -> None:
    """Nothing that can stand in a title makes the particle fail."""
    assert particle(word, "이/가") in ("이", "가")
    assert ending(word) in ("", "ㄹ", "other")


def test_all_pairs_agree_on_the_sound() -> None:
    """Every pair takes its first form after a consonant and its second after a vowel."""
    assert [particle("논문", pair) for pair in ("이/가", "을/를", "과/와", "이나/나")] == ["이", "을", "과", "이나"]
    assert [particle("코드", pair) for pair in ("이/가", "을/를", "과/와", "이나/나")] == ["가", "를", "와", "나"]


@pytest.mark.parametrize("text", ["重大한 영향", "かな", "Привет", "dân tộc", "ไทย", "عربي"])
def test_scripts_that_do_not_belong_are_seen(text: str) -> None:
    """Han, kana, Cyrillic, Vietnamese, Thai and Arabic letters are reported."""
    assert stray_scripts(text)


@pytest.mark.parametrize("text", ["Möbius 변환과 naïve Bayes, α와 ×", "원문은 “重大” 하다", "평범한 한국어 문장 123%"])
def test_what_belongs_is_let_through(text: str) -> None:
    """Hangul, Latin with its accents, Greek, signs, and whatever stands in the source's quote marks are fine."""
    assert stray_scripts(text) == ()
