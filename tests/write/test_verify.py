"""Claims against sources, one rule at a time, on an abstract written for this test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jogan.glossary import Glossary
from jogan.model.edited import Evidence, Story
from jogan.model.written import Claim
from jogan.resources import read_text
from jogan.write.evidence import foreign_script, relocate
from jogan.write.parsed import SourceText, source_of
from jogan.write.verify import Verifier, build_verifier

SWIFTROUTE = SourceText(
    "swift",
    "SwiftRoute: Learned Routing for Mixture Models on Edge Devices",
    "Mixture-of-experts language models are often too slow for edge devices. We introduce SwiftRoute, a lightweight "
    "router that predicts the needed experts from the first layer without retraining the base model. On MMLU and GSM8K, "
    "SwiftRoute reduces latency by up to 43% and memory usage by 2.5x compared to static routing, while preserving 98% "
    "of accuracy. We evaluate five models ranging from 1.5B to 14B parameters on three phones. The benefits shrink as "
    "batch size grows. Most routers may ignore rare experts.",
    "https://example.org/swift",
)
PAINTBOX = SourceText(
    "paint",
    "PaintBox: Editing Photos with Spoken Commands",
    "PaintBox edits photos from spoken commands. It combines a speech encoder with a diffusion model and is trained on "
    "120K pairs of photos and commands. Users preferred PaintBox over text prompts in 61% of the comparisons.",
    "https://example.org/paint",
)


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    """One verifier with the packaged words."""
    return build_verifier(Glossary.parse(read_text("glossary.tsv")), read_text("lexicon.tsv"))


@pytest.mark.parametrize(
    "claim",
    [
        "SwiftRoute는 기본 모델을 다시 학습하지 않고 첫 번째 층에서 필요한 전문가를 예측하는 경량 라우터이다.",
        "MMLU와 GSM8K에서 지연을 최대 43% 줄이고 메모리 사용량을 2.5배 줄였다.",
        "정확도는 98%를 유지한다.",
        "1.5B에서 14B 파라미터에 이르는 다섯 개 모델을 휴대폰 세 대에서 평가했다.",
        "배치 크기가 커질수록 이점은 줄어든다.",
        "스위프트라우트(SwiftRoute)는 정적 라우팅보다 지연 시간이 43퍼센트까지 짧다.",
        "SwiftRoute cuts latency by up to 43% without retraining the base model.",
    ],
)
def test_faithful_sentences_are_supported(verifier: Verifier, claim: str) -> None:
    """Translations and paraphrases of what the source says pass."""
    judgement = verifier.judge(claim, [SWIFTROUTE])
    assert judgement.verdict == "supported", judgement.reason


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("MMLU와 GSM8K에서 지연을 최대 34% 줄였다.", "refuted"),
        ("MMLU와 HellaSwag에서 지연을 최대 43% 줄였다.", "refuted"),
        ("MMLU와 GSM8K에서 지연을 최소 43% 줄였다.", "refuted"),
        ("MMLU와 GSM8K에서 지연을 최대 43% 늘렸다.", "refuted"),
        ("다섯 개 모델을 휴대폰 일곱 대에서 평가했다.", "refuted"),
        ("기본 모델을 다시 학습하여 필요한 전문가를 예측한다.", "refuted"),
        ("배치 크기가 커질수록 이점은 늘어난다.", "refuted"),
        ("모든 라우터는 드문 전문가를 항상 무시한다.", "refuted"),
        ("동적 라우팅과 비교해 메모리 사용량을 2.5배 줄였다.", "refuted"),
    ],
)
def test_contrary_claims_are_refuted(verifier: Verifier, claim: str, verdict: str) -> None:
    """Another number, name, bound, direction, opposite or scope than the source's is refuted."""
    assert verifier.judge(claim, [SWIFTROUTE]).verdict == verdict


@pytest.mark.parametrize(
    "claim",
    [
        "SwiftRoute는 삼성전자의 다음 휴대폰에 기본 탑재될 예정이다.",
        "SwiftRoute는 첫 번째 층에서 필요한 전문가를 예측하며 특허 출원과 상표 등록을 마쳤다.",
        "다섯 개 모델을 평가했으며 실험에는 전력 310 와트가 쓰였다.",
    ],
)
def test_what_no_source_says_is_not_supported(verifier: Verifier, claim: str) -> None:
    """Invented facts find no counterpart."""
    assert verifier.judge(claim, [SWIFTROUTE]).verdict != "supported"


def test_evidence_slices_out_of_its_field(verifier: Verifier) -> None:
    """Every quote stands at its place in the source's field."""
    judgement = verifier.judge("지연을 최대 43% 줄였다.", [PAINTBOX, SWIFTROUTE])
    assert judgement.evidence
    fields = dict(SWIFTROUTE.parts)
    for quote in judgement.evidence:
        assert quote.source == "swift"
        assert fields[quote.field][quote.start : quote.end] == quote.quote


@pytest.mark.parametrize("about", [None, "paint", "https://example.org/paint", PAINTBOX.title])
def test_the_words_of_one_paper_are_not_another_papers(verifier: Verifier, about: str | None) -> None:
    """A claim that names one paper is not borne out by the other."""
    claim = "PaintBox는 첫 번째 층에서 필요한 전문가를 예측하는 경량 라우터이다."
    assert verifier.judge(claim, [SWIFTROUTE, PAINTBOX], about=about).verdict != "supported"


def test_a_forecast_is_interpretation(verifier: Verifier) -> None:
    """What may come is analysis, unless it brings a number, a name or a date of its own."""
    sources = [SWIFTROUTE]
    assert verifier.judge("향후 휴대폰의 언어 모델 활용을 넓힐 것으로 기대된다.", sources).verdict == "analysis"
    assert verifier.judge("향후 2027년까지 시장이 커질 것으로 기대된다.", sources).verdict == "not enough info"
    assert verifier.judge("경량 라우터의 가치가 커진다.", sources, analysis=True).verdict == "analysis"
    assert verifier.judge("DeepMind도 뒤따를 것이다.", sources, analysis=True).verdict == "not enough info"


def test_two_numbers_may_not_change_places(verifier: Verifier) -> None:
    """Both numbers stand in the source, but each for the other thing."""
    source = SourceText("s", "A study", "Pruning improves throughput by 30% and reduces the size of the index by 70%.")
    assert verifier.judge("처리량을 30% 높이고 색인 크기를 70% 줄인다.", [source]).verdict == "supported"
    assert verifier.judge("처리량을 70% 높이고 색인 크기를 30% 줄인다.", [source]).verdict == "refuted"


@pytest.mark.parametrize("word", ["重大한", "これは", "данные", "dân족"])
def test_foreign_scripts_are_refused(verifier: Verifier, word: str) -> None:
    """Han, kana, Cyrillic and Vietnamese letters do not pass unless the source has them."""
    claim = f"SwiftRoute는 {word} 경량 라우터이다."
    assert verifier.judge(claim, [SWIFTROUTE]).verdict == "not enough info"
    assert foreign_script(claim, [word]) is None


def test_no_source_is_no_support(verifier: Verifier) -> None:
    """Without a source, or without anything to check, nothing is supported."""
    assert verifier.judge("지연을 43% 줄였다.", []).verdict == "not enough info"
    assert verifier.judge("이것은 그것이다.", [SWIFTROUTE]).verdict == "not enough info"


# ── Our own writers' claims ─────────────────────────────────────────────────────────────────────────────────

STORY = Story(
    id="swift", kind="paper", title=SWIFTROUTE.title, url=SWIFTROUTE.url, day=date(2026, 1, 2), first_day=date(2026, 1, 2),
    summary=SWIFTROUTE.text,
)  # fmt: skip


def _claim(text: str, quote: str, **more: object) -> Claim:
    start = STORY.summary.find(quote)
    evidence = Evidence(story="swift", field="summary", start=start, end=start + len(quote), quote=quote)
    return Claim(text=text, evidence=(evidence,), **more)


LATENCY = "SwiftRoute reduces latency by up to 43% and memory usage by 2.5x compared to static routing"


def test_a_claim_with_its_evidence_passes(verifier: Verifier) -> None:
    """A fact whose numbers stand in its quote is supported."""
    checked = verifier.check(_claim("결과: 지연 **최대 43% 감소**, 메모리 2.5배 절감", LATENCY), {"swift": STORY})
    assert (checked.verdict, checked.reason) == ("supported", "")


@pytest.mark.parametrize(
    ("title", "summary", "text"),
    [
        ("전력난을 겪는 데이터센터", "데이터센터가 전력난을 겪고 있다.", "**데이터 센터(data center)**"),
        ("Accurate 4 Bit Attention", "It works in 4 bits.", "**4비트(4-bit)**"),
        (
            "Tülu 3: an open recipe",
            "Models of 8B, built on Llama 3.1.",
            "**Tülu 3**: “Models of 8B, built on Llama 3.1.”",
        ),
    ],
)
def test_labels_and_glosses_are_no_statements(verifier: Verifier, title: str, summary: str, text: str) -> None:
    """A term's English, a bit width and the name of a paper before a colon need no words of the source's own."""
    story = replace(STORY, title=title, summary=summary)
    quote = summary if "“" in text else title
    field = "summary" if "“" in text else "title"
    evidence = Evidence(story="swift", field=field, start=0, end=len(quote), quote=quote)
    claim = Claim(text=text, evidence=(evidence,), role="headline" if "“" in text else "topic")
    assert verifier.check(claim, {"swift": story}).verdict == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        _claim("결과: 지연 **최대 98% 감소**", LATENCY),
        _claim("결과: 지연 최대 43% 증가", LATENCY),
        _claim("결과: “reduces latency by half”", LATENCY),
        _claim("결과: 지연 최대 43% 감소", "SwiftRoute increases latency"),
        Claim(text="지연 최대 43% 감소"),
        _claim("영향: 2030년까지 널리 쓰인다", LATENCY, kind="analysis"),
    ],
)
def test_a_claim_that_goes_beyond_its_evidence_is_dropped(verifier: Verifier, claim: Claim) -> None:
    """A number outside the quote, a turned direction, a false quote, no evidence, a new date: not printed."""
    checked = verifier.check(claim, {"swift": STORY})
    assert checked.verdict not in ("supported", "analysis")
    assert checked.reason


def test_an_interpretation_is_held_against_the_stories_of_its_evidence_alone(
    verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its names must stand in those stories, and no other story of the report is read for it."""
    others = {f"s{n}": replace(STORY, id=f"s{n}", title=f"LongRow {n}", summary=f"We measure {n}.") for n in range(30)}
    stories = {"swift": STORY, **others}
    read: list[str] = []
    index = verifier.index
    monkeypatch.setattr(Verifier, "index", lambda _, source: read.append(source.id) or index(source))
    told = verifier.check(_claim("Said to need no tuning: *SwiftRoute*", LATENCY, kind="analysis"), stories)
    assert (told.verdict, set(read) <= {"swift"}) == ("analysis", True)
    strange = verifier.check(_claim("Said to need no tuning: *LongRow*", LATENCY, kind="analysis"), stories)
    assert (strange.verdict, set(read)) == ("not enough info", {"swift"})
    everywhere = Claim(text="Said to need no tuning: *LongRow*", kind="analysis")
    assert verifier.check(everywhere, stories).verdict == "analysis"
    assert verifier.check(everywhere, {"swift": STORY}).verdict == "not enough info"
    lost = _claim("Said to need no tuning: *SwiftRoute*", "a quote that stands nowhere", kind="analysis")
    assert verifier.check(lost, stories).verdict == "not enough info"


def test_a_quote_that_moved_is_located_anew() -> None:
    """Evidence is found by its words where its offsets are wrong, spaces and typographic marks aside."""
    moved = Evidence(story="swift", field="summary", start=3, end=9, quote="a lightweight\n router")
    found = relocate(moved, STORY)
    assert found is not None
    assert STORY.summary[found.start : found.end] == found.quote == "a lightweight router"
    assert relocate(Evidence(story="swift", field="summary", start=0, end=4, quote="never said"), STORY) is None


def test_a_story_becomes_a_source() -> None:
    """The adapter keeps title and summary, and names further fields as the story does."""
    assert [name for name, _ in source_of(STORY).parts] == ["title", "summary"]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Said to need no training: *SwiftRoute*; finance: *Learned Routing*", "analysis"),
        ("*SwiftRoute* comes to routing from the side of phones.", "analysis"),
        ("Said to need no training: *SlowRoute*", "not enough info"),
        ("Said to need no training: *Learned Routing for Mixtures of Vision*, and OpenAI", "not enough info"),
        ("*SwiftRoute* is 87% cheaper.", "not enough info"),
        ("To be had from 2031 on: *SwiftRoute*", "not enough info"),
    ],
)
def test_a_line_that_sorts_names_is_checked_by_its_names(verifier: Verifier, said: str, verdict: str) -> None:
    """Names of its stories under headings stand; another name, a number or a date does not."""
    assert verifier.check(_claim(said, LATENCY, kind="analysis"), {"swift": STORY}).verdict == verdict
