"""Hangul units and the sound of transliterations."""

from __future__ import annotations

import pytest

from jogan.store.hangul import Sounds, english_readings, korean_reading, units

#: An index full of words, most of which sound like some other one.
TEXT = """
transformer transform llama lemma alarm gemma mistral diffusion deviation gaussian guessing splatting splitting panorama
rubric leverage grounding granting coverage anchoring proxy blocks gestalt surprisal wikipedia benchmark downsampling
attention tension avatar aperture clickbait prompt inpainting mamba semantic slot slate meme capsule capture tokenizer
optimizer corpus copies humanoid minute drone train drawn robot rapport graph grip kernel canal bayesian begin markov
markup fourier fully wavelet critic headset display scale skill module model routing leading domain timing query carry
challenge saliency memory simulation annealing online network session chosen clear concern german movie commission
energy johnson dancing
"""
WORDS = TEXT.split()


@pytest.fixture(scope="module")
def sounds() -> Sounds:
    """Every word stands in many documents."""
    return Sounds([(word, 50) for word in WORDS])


@pytest.mark.parametrize(
    ("hangul", "english"),
    [
        ("트랜스포머", "transformer"),
        ("라마", "llama"),
        ("미스트랄", "mistral"),
        ("디퓨전", "diffusion"),
        ("스플래팅", "splatting"),
        ("파노라마", "panorama"),
        ("루브릭", "rubric"),
        ("그라운딩", "grounding"),
        ("커버리지", "coverage"),
        ("프록시", "proxy"),
        ("게슈탈트", "gestalt"),
        ("서프라이절", "surprisal"),
        ("위키피디아", "wikipedia"),
        ("벤치마크", "benchmark"),
        ("클릭베이트", "clickbait"),
        ("토크나이저", "tokenizer"),
        ("휴머노이드", "humanoid"),
        ("드론", "drone"),
        ("로봇", "robot"),
        ("커널", "kernel"),
        ("크리틱", "critic"),
        ("스케일", "scale"),
        ("모듈", "module"),
        ("어닐링", "annealing"),
        ("네트워크", "network"),
        ("앵커링", "anchoring"),
    ],
)
def test_a_transliteration_finds_its_word(sounds: Sounds, hangul: str, english: str) -> None:
    """The word behind a Korean spelling is the closest in sound."""
    assert sounds.like(hangul)[0][0] == english


@pytest.mark.parametrize(
    "word", ["의료", "연구", "추정", "확률", "군중", "지문", "묘비", "감정", "통신", "여성혐오", "건초더미"]
)
def test_a_korean_word_is_no_transliteration(sounds: Sounds, word: str) -> None:
    """Words of Korean or Chinese origin find nothing, though many sound like some English word."""
    assert sounds.like(word) == []


def test_what_is_not_hangul_has_no_sound(sounds: Sounds) -> None:
    """Latin letters, single consonants and nothing at all find nothing."""
    assert [sounds.like(word) for word in ("graph", "", "아", "그래프x")] == [[], [], [], []]


def test_rare_words_are_not_heard() -> None:
    """A word of one or two documents is as likely a misprint."""
    assert Sounds([("rubric", 2)]).like("루브릭") == []


def test_both_sides_agree_on_the_skeleton() -> None:
    """f is p, l is r, ch is s; an r after a vowel may be silent; ㄹㄹ is one l."""
    assert korean_reading("트랜스포머").skeleton in {reading.skeleton for reading in english_readings("transformer")}
    assert korean_reading("갤러리").skeleton == "KRR"


def test_units_are_the_pairs_of_each_word() -> None:
    """Words are indexed by overlapping pairs of syllables, single syllables as they are, Latin not at all."""
    assert units("검색엔진은 뇌 AI를") == "검색 색엔 엔진 진은 뇌 를"
    assert units("plain text") == ""
