"""The writer with a model, on scripted answers: what holds is printed, what does not is mended, replaced or left out."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from fakes import SPENT, FakeLlm
from jogan.model.common import Failure, Language
from jogan.model.edited import DayCounts
from jogan.model.written import Brief, CategoryReport, Claim, Role, Writer
from jogan.write.asking import Ask
from jogan.write.compose import ModelWriter
from jogan.write.extract import ExtractiveWriter
from jogan.write.markup import unmark
from jogan.write.proof import proofread
from writing_samples import DAY, NOTES, OVERVIEW, STORIES, brief, glossary, note, story, verifier

DOWN = Failure(stage="write", subject="fake:model", kind="model", cause="answered 503")


def answering(
    language: Language = "ko", mends: Callable[[str], Any] | None = None, **changes: Any
) -> Callable[[Ask[Any]], Any]:
    """A model that answers from the samples; `changes` replace a story's notes or the `overview`, or are failures."""

    def answer(ask: Ask[Any]) -> Any:
        if ask.prompt.name == "mend":
            return mends(ask.prompt.text) if mends else {"sentences": [{"number": 1, "text": None}]}
        name = "overview" if ask.prompt.name == "category" else ask.subject
        if name in changes:
            return changes[name]
        return OVERVIEW[language] if name == "overview" else NOTES[language].get(name, NOTES[language]["tern"])

    return answer


def writer(door: FakeLlm, language: Language = "ko") -> ModelWriter:
    return ModelWriter(door, ExtractiveWriter(glossary(), language), verifier(), glossary(), language)


def write(answer: Any, of: Brief | None = None, language: Language = "ko") -> tuple[CategoryReport, FakeLlm]:
    door = FakeLlm(answer)
    return writer(door, language).report(of or brief(language=language)), door


def lines(report: CategoryReport, id: str, role: Role) -> list[str]:
    told = next(one for one in report.told if one.story == id)
    return [claim.text for claim in told.claims if claim.role == role]


def everything(report: CategoryReport) -> str:
    claims = [
        *report.topics,
        *report.trends,
        *report.impact,
        *report.outlook,
        *(c for one in report.told for c in one.claims),
    ]
    return "\n".join([*(claim.text for claim in claims), *(one.headline for one in report.told)])


def changed(language: Language, id: str, **fields: Any) -> dict[str, Any]:
    return {**copy.deepcopy(NOTES[language][id]), **fields}


def stories_by_id() -> dict[str, Any]:
    return {one.id: one for one in STORIES}


# ── Good answers ──


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_a_good_model_says_is_printed(language: Language) -> None:
    """Headlines, roles, figures in bold, links by rule, themes, counts and both interpretations; nothing is dropped."""
    report, door = write(answering(language), language=language)
    assert [ask.prompt.name for ask in door.asked] == ["facts", "facts", "facts", "category"]
    assert report.dropped == 0
    assert report.failures == ()
    assert report.writer == "fake:model"
    for id, notes in NOTES[language].items():
        told = next(one for one in report.told if one.story == id)
        # The English of a term stands where it comes first, which may be in the counts.
        wanted_headline = re.sub(r"\([a-z ]+\)", "", notes["headline"]["text"])
        assert re.sub(r"\([a-z ]+\)", "", unmark(told.headline)).startswith(wanted_headline[:20])
        roles: tuple[tuple[Role, list[Any]], ...] = (
            ("problem", [notes["problem"]]), ("method", notes["method"]), ("result", notes["results"]),
            ("limit", [notes["limit"]] if notes["limit"] else []),
        )  # fmt: skip
        for role, wanted in roles:
            assert [unmark(text) for text in lines(report, id, role)] == [one["text"] for one in wanted]
    assert "**41.5%**" in lines(report, "tern", "result")[0]
    assert "github.com/example/reedquant" in unmark(lines(report, "reed", "resource")[0])
    assert [claim.text for claim in report.impact] == OVERVIEW[language]["impact"]
    assert [claim.text for claim in report.outlook] == OVERVIEW[language]["outlook"]
    assert [unmark(claim.text) for claim in report.topics] == [one["text"] for one in OVERVIEW[language]["topics"]]
    assert report.trends[0].text == OVERVIEW[language]["trends"][0]["text"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_printed_claim_holds_on_a_second_reading(language: Language) -> None:
    """The last check before print finds nothing, and every quote slices exactly out of the story."""
    report, _ = write(answering(language), language=language)
    again = proofread(report, stories_by_id(), verifier().check)
    assert again == report
    told = [claim for one in report.told for claim in one.claims] + [*report.topics, *report.trends]
    for claim in told:
        assert claim.evidence
        for place in claim.evidence:
            assert getattr(stories_by_id()[place.story], place.field)[place.start : place.end] == place.quote


@pytest.mark.parametrize("headline", ["TernNet의 오류율 **73.1%** 감소", "WhisperMax보다 빠른 음성 인식 모델"])
def test_a_headline_that_does_not_hold_is_not_printed(headline: str) -> None:
    """The last reading holds headlines against their quotes, too; the title stands alone then, and the loss is counted."""
    report, _ = write(answering())
    first, *rest = report.told
    read = proofread(
        replace(report, told=(replace(first, headline=headline), *rest)), stories_by_id(), verifier().check
    )
    assert read.told[0] == replace(first, headline="", evidence=())
    assert read.told[1:] == report.told[1:]
    assert read.dropped == report.dropped + 1


def test_the_cost_is_told_with_the_report() -> None:
    """The report carries what its own questions cost, and those of no other."""
    door = FakeLlm(answering())
    one = writer(door)
    first = one.report(brief())
    asked = len(door.asked)
    second = one.report(brief(STORIES[0]))
    assert asked == 4
    assert first.usage.calls == 4 * SPENT.calls
    assert second.usage.calls == len(door.asked) - asked
    assert second.usage.cost_usd == pytest.approx(second.usage.calls * SPENT.cost_usd)


def test_it_is_told_how_much_the_model_wrote() -> None:
    """Factual sentences by the model are counted, and those of the rules (here a link and a lost result) are not."""
    report, _ = write(answering(tern=changed("ko", "tern", results=[])))
    facts = [*report.topics, *report.trends, *(claim for one in report.told for claim in one.claims)]
    plain = ExtractiveWriter(glossary(), "ko").report(brief())
    ours = {claim.text for claim in (*plain.topics, *plain.trends, *(c for one in plain.told for c in one.claims))}
    assert report.by_model == sum(claim.text not in ours for claim in facts)
    assert 0 < report.by_model < len(facts)


def test_a_term_has_one_form_whoever_writes() -> None:
    """What a model calls by another of its names is printed as the glossary and the rules print it, and still holds."""
    notes = NOTES["ko"]["reed"]
    quote = "a training-free quantization method that keeps the attention layers in 8 bits"
    other = note(quote, "ReedQuant는 어텐션 메커니즘 층을 8비트로 두는 학습 없는 양자화 방법이다.")
    report, _ = write(answering(reed={**notes, "method": [other]}))
    text = everything(report)
    assert "어텐션 메커니즘" not in text
    assert "ReedQuant는 어텐션 층을 8비트로" in text


def test_the_estimate_asks_nothing() -> None:
    """One question for each story and one for each category, before any is asked."""
    door = FakeLlm(answering())
    assert writer(door).estimate((brief(), brief(STORIES[0]))).calls == 3 + 1 + 1 + 1
    assert door.asked == []


def test_categories_are_asked_side_by_side() -> None:
    """All stories of all categories are asked about in one batch, then all overviews, each with its own cost."""
    batches: list[list[str]] = []

    class Noting(FakeLlm):
        def ask_all(self, asks: Any) -> Any:
            batches.append([ask.prompt.name for ask in asks])
            return super().ask_all(asks)

    door = Noting(answering())
    other = replace(brief(STORIES[0]), category=replace(brief().category, id="other"))
    whole = writer(door).reports((brief(*STORIES[1:]), other))
    assert batches == [["facts"] * 3, ["category"] * 2, ["mend"] * 2]
    assert [report.category for report in whole] == ["audio", "other"]
    assert [report.usage.calls for report in whole] == [4, 3]
    assert whole[1] == writer(FakeLlm(answering())).report(other)


def test_the_overview_of_many_stories_is_written_from_as_much_as_can_be_read() -> None:
    """Forty stories do not make a question that no small model can read; each is spoken of before one is twice."""
    many = [replace(STORIES[n % 2], id=f"s{n}", title=f"Paper{n}: {STORIES[n % 2].title}") for n in range(40)]
    _, door = write(
        lambda ask: (
            NOTES["ko"]["tern" if "TernNet" in ask.prompt.text else "reed"] if ask.prompt.name == "facts" else DOWN
        ),
        brief(*many),
    )
    shown = next(ask.prompt.text for ask in door.asked if ask.prompt.name == "category")
    assert len(shown) < 20_000
    assert all(f"[Paper{n}]" in shown for n in range(40))


def test_it_is_a_writer() -> None:
    """It has the interface that the pipeline knows, and names its models and versions."""
    one: Writer = writer(FakeLlm())
    assert one.name == "fake:model"
    assert one.version != replace(writer(FakeLlm(name="fake:other"))).version


def test_the_overview_is_written_from_checked_facts_only() -> None:
    """A sentence that failed its check is not shown to the model again as a fact."""
    bad = changed(
        "ko", "tern", limit=note("its error rate doubles on overlapping speakers", "오류율이 7.5배로 늘어난다.")
    )
    _, door = write(answering(tern=bad))
    shown = next(ask.prompt.text for ask in door.asked if ask.prompt.name == "category")
    assert "7.5배" not in shown
    assert "3.2배" in shown
    assert "Prices" not in shown


def test_a_term_is_introduced_once() -> None:
    """`한국어(English)` stands where a glossary term comes first in print; names in brackets stay everywhere."""
    tern = changed(
        "ko", "tern",
        method=[note("splits a recording into short windows and shares one attention cache between them",
                     "TernNet은 녹음을 짧은 구간으로 나누고 구간들이 어텐션(attention) 캐시 하나를 함께 쓴다.")],
    )  # fmt: skip
    report, _ = write(answering(tern=tern))
    labels = [term.label for term in report.terms]
    assert labels.count("어텐션(attention)") + everything(report).count("(attention)") == 1
    assert "어텐션 캐시 하나를 함께 쓴다" in lines(report, "tern", "method")[0]


def test_the_ten_second_version_names_a_story_once() -> None:
    """A sentence that begins with its story's name is not put behind that name again."""
    one = writer(FakeLlm(answering()))
    of = brief()
    found = one.highlights((of,), (one.report(of),))
    assert any(line.text.startswith("**TernNet**은") for line in found)
    assert not any("**TernNet**: TernNet" in line.text for line in found)


# ── Mending, replacing, leaving out ──


def test_a_failing_sentence_goes_back_once_with_the_reason() -> None:
    """An invented number is refused, sent back with its quote, and printed as it was mended."""
    quote = "On LongTalk, TernNet reduces memory use by 41.5% and runs 3.2 times faster than GullNet"
    bad = changed("ko", "tern", results=[note(quote, "TernNet은 LongTalk에서 GullNet보다 9.9배 빠르게 실행된다.")])
    sent: list[str] = []

    def mends(text: str) -> Any:
        sent.append(text)
        return {"sentences": [{"number": 1, "text": "TernNet은 LongTalk에서 GullNet보다 3.2배 빠르게 실행된다."}]}

    report, _ = write(answering(mends=mends, tern=bad))
    assert len(sent) == 1
    assert "9.9배" in sent[0]
    assert quote in sent[0]
    assert "refused because" in sent[0]
    assert [unmark(text) for text in lines(report, "tern", "result")] == [
        "TernNet은 LongTalk에서 GullNet보다 3.2배 빠르게 실행된다."
    ]
    assert report.dropped == 0


@pytest.mark.parametrize("again", ["TernNet은 LongTalk에서 8.8배 빠르게 실행된다.", None])
def test_what_fails_twice_gives_way_to_the_extractive_line(again: str | None) -> None:
    """The story's own figures stand in the place of the invented ones, and the loss is counted."""
    quote = "On LongTalk, TernNet reduces memory use by 41.5% and runs 3.2 times faster than GullNet"
    bad = changed("ko", "tern", results=[note(quote, "TernNet은 LongTalk에서 GullNet보다 9.9배 빠르게 실행된다.")])
    report, _ = write(answering(mends=lambda _: {"sentences": [{"number": 1, "text": again}]}, tern=bad))
    plain = ExtractiveWriter(glossary(), "ko").report(brief())
    assert lines(report, "tern", "result") == lines(plain, "tern", "result")
    assert report.dropped == 1
    assert "9.9" not in everything(report)
    assert "8.8" not in everything(report)


def test_a_quote_that_is_not_in_the_source_is_dropped() -> None:
    """Nothing is mended where there is no quote to mend it by."""
    bad = changed(
        "ko", "wren", limit=note("It was funded by a large bird company", "한 대형 조류 회사가 이 연구를 후원했다.")
    )
    report, door = write(answering(wren=bad))
    assert "후원" not in everything(report)
    assert report.dropped == 1
    assert not any(ask.prompt.name == "mend" for ask in door.asked)


def test_invented_quotes_send_the_whole_answer_back() -> None:
    """Where most quotes are not the source's, the notes are no notes; after a re-ask the extractive lines stand."""
    lie = note("The moon is made of the finest cheese", "달은 치즈로 만들어졌다.")
    bad = {"headline": lie, "problem": lie, "method": [], "results": [], "limit": None}
    report, door = write(answering(tern=bad))
    assert [ask.subject for ask in door.asked].count("tern") == 2
    assert "치즈" not in everything(report)
    assert any("not copied from the source" in failure.cause for failure in report.failures)
    plain = ExtractiveWriter(glossary(), "ko").report(brief())
    assert report.told[0].claims == plain.told[0].claims


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The recordings are hard to transcribe, so the authors look for another way.", "English"),
        ("长录音很难转录，因为注意力随长度的平方增长。", "Chinese"),
        ("어텐션이 길이의 제곱으로 늘어나 긴 녹음의 轉寫가 어렵다.", "Hanja"),
        ("어텐션이 늘어나기 때문에 https://evil.example 을 보라.", "a link"),
        ("죄송하지만 이 논문은 요약할 수 없다.", "an apology"),
        ("어텐션이 <b>제곱</b>으로 늘어나기 때문에 긴 녹음은 받아쓰기 어렵다.", "markup"),
        ("", "nothing"),
        ("어텐션이 녹음 길이의 제곱으로 늘어나기 때문에 " * 30, "a flood"),
    ],
)
def test_sentences_that_cannot_be_printed_are_not(text: str, why: str) -> None:
    """Another language, foreign letters, links, apologies, markup: each gives way to the extractive line."""
    quote = "Long recordings are hard to transcribe because attention grows with the square of their length"
    report, _ = write(answering(tern=changed("ko", "tern", problem=note(quote, text))))
    plain = ExtractiveWriter(glossary(), "ko").report(brief())
    assert lines(report, "tern", "problem") == lines(plain, "tern", "problem")
    if text:
        assert text[:25] not in everything(report)
    assert report.dropped >= 1, why


def test_figures_are_not_lost_where_a_model_notes_none() -> None:
    """A story whose results the model passed over keeps the extractive ones."""
    report, _ = write(answering(tern=changed("ko", "tern", results=[])))
    assert "41.5%" in "".join(lines(report, "tern", "result"))


def test_one_story_may_fail_alone() -> None:
    """A failed question costs its own story's sentences only, and is told once."""
    report, _ = write(answering(reed=DOWN))
    plain = ExtractiveWriter(glossary(), "ko").report(brief())
    assert report.told[1].claims == plain.told[1].claims
    assert unmark(lines(report, "tern", "result")[0]) == NOTES["ko"]["tern"]["results"][0]["text"]
    assert report.failures == (DOWN,)
    assert report.usage.calls == 4


def test_without_a_model_the_report_is_the_extractive_one() -> None:
    """All questions failing gives the extractive report, the reason, and no question about the overview."""
    report, door = write(lambda ask: DOWN)
    plain = ExtractiveWriter(glossary(), "ko").report(brief())
    assert report.by_model == 0
    assert replace(report, usage=plain.usage, failures=(), by_model=None) == plain
    assert report.failures == (DOWN,)
    assert report.writer == "extract"
    assert {ask.prompt.name for ask in door.asked} == {"facts"}


def test_a_story_without_words_is_not_asked_about() -> None:
    """A title alone holds nothing to take notes of."""
    bare = story("bare", "A Title and Nothing Else")
    report, door = write(answering(), brief(STORIES[0], bare))
    assert {ask.subject for ask in door.asked} == {"tern", "audio"}
    assert [one.story for one in report.told] == ["tern", "bare"]


def test_a_sentence_said_twice_is_printed_once() -> None:
    """Two notes with the same words are one line."""
    same = NOTES["ko"]["tern"]["results"][0]
    report, _ = write(answering(tern=changed("ko", "tern", results=[same, same])))
    assert len(lines(report, "tern", "result")) == 1


# ── The overview ──


def overview(**fields: Any) -> dict[str, Any]:
    return {**copy.deepcopy(OVERVIEW["ko"]), **fields}


@pytest.mark.parametrize(
    "text",
    [
        "이 분야의 논문은 지난해보다 37% 늘었다.",
        "Zebra Systems가 이 방법을 제품에 쓸 것이다.",
        "2031년이면 누구나 이 방법을 쓴다.",
        "This could help many people in the field.",
    ],
)
def test_interpretation_brings_no_number_name_or_date_of_its_own(text: str) -> None:
    """What no source has is not printed as analysis either; the rules' own lines take its place."""
    report, _ = write(answering(overview=overview(impact=[text], outlook=[text])))
    plain = ExtractiveWriter(glossary(), "ko").report(brief())
    assert report.impact == plain.impact
    assert report.outlook == plain.outlook
    assert report.dropped == 2


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("음성 인식은 3편 가운데 3편에 나오고 5편이 더 있다.", [1]),
        ("음성 인식은 3편 가운데 2편에 나와 지난 7일보다 늘었다.", [1]),
        ("음성 인식이 이날 처음 나왔다.", [1]),
        ("음성 인식은 3편 가운데 2편에 나온다.", []),
        ("음성 인식은 3편 가운데 2편에 나온다.", [99]),
        ("OpenAI의 음성 인식은 3편 가운데 2편에 나온다.", [1]),
    ],
)
def test_counts_are_ours(text: str, terms: list[int]) -> None:
    """A sentence on counted terms says what was counted, of terms that were counted, and turns as the counts turn."""
    report, _ = write(answering(overview=overview(trends=[{"text": text, "terms": terms}])))
    assert text not in everything(report)
    assert report.dropped == 1


def test_a_rise_that_was_counted_may_be_told() -> None:
    """With a history the average is told to the model, and a true comparison is printed."""
    history = tuple(
        DayCounts(date=DAY.replace(day=day), stories=40, categories={"audio": 3}, terms={"quantization": 1})
        for day in range(20, 27)
    )
    of = brief(history=history)
    told = ExtractiveWriter(glossary(), "ko").report(of).terms
    rising = [n for n, count in enumerate(told, 1) if count.new or count.average is not None]
    assert rising, [count.term for count in told]
    count = told[rising[0] - 1]
    text = f"{count.term}은 3편 가운데 {count.stories}편에 나와 평소보다 늘었다."
    report, door = write(answering(overview=overview(trends=[{"text": text, "terms": rising[:1]}])), of)
    assert text in [claim.text for claim in report.trends]
    shown = next(ask.prompt.text for ask in door.asked if ask.prompt.name == "category")
    assert "day" in shown[shown.index("T1.") :]


def test_a_theme_rests_on_its_facts() -> None:
    """A theme without facts, or with facts that do not say so, gives way to the counted themes."""
    for topic in (
        {"text": "모든 논문이 로봇의 보행을 다룬다.", "facts": [1, 2]},
        {"text": "TernNet은 음성 모델을 다룬다.", "facts": []},
        {"text": "TernNet은 음성 모델을 다룬다.", "facts": [0, -3, 400]},
    ):
        report, _ = write(answering(overview=overview(topics=[topic])))
        plain = ExtractiveWriter(glossary(), "ko").report(brief())
        assert report.topics == plain.topics
        assert report.dropped == 1


def test_a_failed_overview_leaves_the_stories_as_they_are() -> None:
    """Parts 1, 2, 4 and 5 come from the rules then; part 3 keeps the model's checked sentences."""
    report, _ = write(answering(overview=DOWN))
    plain = ExtractiveWriter(glossary(), "ko").report(brief())
    assert (report.topics, report.impact, report.outlook) == (plain.topics, plain.impact, plain.outlook)
    assert unmark(lines(report, "tern", "result")[0]) == NOTES["ko"]["tern"]["results"][0]["text"]
    assert report.failures == (DOWN,)


def test_garbage_never_reaches_the_report() -> None:
    """Answers of any shape leave a whole report behind, with the extractive lines."""
    plain = ExtractiveWriter(glossary(), "ko").report(brief())
    for said in (
        "",
        "null",
        "[]",
        "{}",
        "I am sorry.",
        json.dumps({"headline": "x"}),
        '{"headline": {"quote": 1}}',
        "\x00",
    ):
        report, _ = write(lambda ask, said=said: said)
        assert report.told == plain.told
        assert report.failures


def test_analysis_is_marked_as_such() -> None:
    """Parts 4 and 5 carry the kind and verdict of interpretation, and no evidence is made up for them."""
    report, _ = write(answering())
    claims: list[Claim] = [*report.impact, *report.outlook]
    assert {(claim.kind, claim.verdict) for claim in claims} == {("analysis", "analysis")}
