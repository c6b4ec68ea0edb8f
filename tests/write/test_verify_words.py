"""Words of both languages: inflection, sounds, stems, turns of direction and scope."""

from __future__ import annotations

import pytest

from jogan.glossary import Glossary
from jogan.write.directions import moves
from jogan.write.hangul import inflect, looks_foreign, sounds_alike
from jogan.write.lexicon import Vocabulary
from jogan.write.negation import denials, negated
from jogan.write.polarity import poles
from jogan.write.scope import is_forecast, licensed, overclaims
from jogan.write.stems import stem


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("플래시어텐션", "FlashAttention"), ("티처투태스크", "Teacher2Task"), ("앵커어텐션", "AnchorAttention"),
        ("란셋", "Lancet"), ("리랭커", "rerankers"), ("제미나이", "Gemini"), ("하이퍼볼릭", "hyperbolic"), ("피쳐", "features"),
    ],
)  # fmt: skip
def test_a_transliteration_sounds_like_its_original(hangul: str, latin: str) -> None:
    """Names meet without a list."""
    assert sounds_alike(hangul, latin)


@pytest.mark.parametrize(("hangul", "latin"), [("블렌더", "latent"), ("환자", "winds"), ("네이처", "attention")])
def test_other_words_do_not_sound_alike(hangul: str, latin: str) -> None:
    """A different word stays different."""
    assert not sounds_alike(hangul, latin)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("줄이다", "줄였"),
        ("어렵다", "어려운"),
        ("다르다", "달라"),
        ("크다", "커"),
        ("만들다", "만든"),
        ("하다", "했"),
        ("깨닫다", "깨달"),
    ],
)
def test_verbs_inflect(verb: str, form: str) -> None:
    """Regular and irregular forms come out of the rule."""
    assert form in inflect(verb)


def test_loanwords_are_told_from_native_words() -> None:
    """Syllables tell a loanword."""
    assert looks_foreign("블렌더")
    assert looks_foreign("푸앵카레")
    assert not looks_foreign("응집")
    assert not any(map(looks_foreign, ("흩뜨려", "맞춥", "뚜렷", "따져")))


@pytest.mark.parametrize(
    ("one", "two"), [("generates", "generation"), ("optimized", "optimization"), ("robust", "robustness")]
)
def test_derivations_share_a_stem(one: str, two: str) -> None:
    """Inflections and derivations meet; unlike words do not."""
    assert stem(one) == stem(two)
    assert stem("general") != stem("generate")


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("오류를 줄인다", [-1]), ("성능이 향상된다", [1]), ("능가하지 못한다", [-1]), ("reduces the error", [-1]),
        ("cannot beat humans", [-1]), ("not only improves accuracy", [1]), ("성능을 높이기 위한", []), ("저하를 최소화한다", [1, -1]),
    ],
)  # fmt: skip
def test_directions_have_a_sign(text: str, signs: list[int]) -> None:
    """Negation turns a direction, an aim has none."""
    assert [move.sign for move in moves(text) if not move.weak] == signs


def test_negation_governs_what_follows_in_english_and_what_precedes_in_korean() -> None:
    """The stretch that is denied is found."""
    text = "works without retraining the model, on phones"
    assert any("retraining" in text[a:b] for a, b in negated(text))
    assert not any("phones" in text[a:b] for a, b in negated(text))
    korean = "재학습 없이 동작한다"
    assert any("재학습" in korean[a:b] for a, b in negated(korean))
    assert denials("전문성에 의존하지 않는다")


def test_opposites_have_an_axis() -> None:
    """Both languages name the same axis, and a negated word is its other side."""
    korean = {(pole.axis, pole.sign) for pole in poles("동적 그래프")}
    english = {(pole.axis, -pole.sign) for pole in poles("static graph")}
    assert korean & english
    assert {(pole.axis, pole.sign) for pole in poles("not stable")} & {(p.axis, p.sign) for p in poles("unstable")}


@pytest.mark.parametrize(
    ("claim", "kind", "source", "fits"),
    [
        ("모든 모델", "all", "all models", True), ("모든 모델", "all", "most models", False),
        ("항상 유지한다", "always", "it does not always maintain", False), ("최초의 연구", "first", "the first study", True),
        ("인간 수준의 성능", "human level", "below human capabilities", False),
        ("인간을 뛰어넘는 성능", "beyond human", "surpasses human experts", True),
    ],
)  # fmt: skip
def test_overclaims_need_their_like_in_the_source(claim: str, kind: str, source: str, fits: bool) -> None:
    """A word of scope is found, and only its like in the source bears it out."""
    assert kind in {over.name for over in overclaims(claim)}
    assert licensed(kind, source) is fits


def test_forecasts_are_told_from_abilities() -> None:
    """What may come is a forecast; the possibility of interpretation is a property."""
    assert is_forecast("널리 쓰일 것으로 기대된다")
    assert not is_forecast("해석 가능성을 높인다")


def test_korean_is_read_by_dictionary() -> None:
    """Stems, compounds over a space, particles and unknown words are told apart."""
    glossary = Glossary.parse(
        "en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\nreinforcement learning\t강화 학습\tRL\t\t\t\tterm\n"
    )
    vocabulary = Vocabulary.build(glossary, "향상\timprove,enhance\n에이전트\tagent\n")
    tokens = vocabulary.korean("강화 학습으로 에이전트를 향상시켰다. 쿠르릉")
    assert [(token.text, token.kind) for token in tokens] == [
        ("강화 학습", "word"), ("에이전트", "word"), ("향상", "word"), ("쿠르릉", "unknown"),
    ]  # fmt: skip
    assert ("reinforc", "learn") in tokens[0].keys
