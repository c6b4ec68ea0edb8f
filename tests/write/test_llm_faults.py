"""Everything a model can do wrong, played on the wire: each ends in a whole report, in time, within budget, and told."""

from __future__ import annotations

import copy
import json
import re
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from jogan.config import ModelConfig, WriterConfig
from jogan.model import CategoryReport, Failure
from jogan.press.causes import in_language
from jogan.write.compose import ModelWriter
from jogan.write.extract import ExtractiveWriter
from jogan.write.llm import Llm
from jogan.write.proof import proofread
from model_server import ModelServer, Question, Reply, Wire, serving
from writing_samples import NOTES, OVERVIEW, STORIES, brief, glossary, verifier

pytest.importorskip("pydantic_ai", reason="the extra llm is not installed")

DEADLINE = 8.0
BUDGET = 0.05
#: A second that the report itself takes, and one for a machine that is busy.
GRACE = 4.0


def good(question: Question) -> dict[str, Any]:
    """What the good model of the samples says to a question."""
    if question.prompt == "category":
        return OVERVIEW["ko"]
    if question.prompt == "mend":
        return {"sentences": [{"number": 1, "text": None}]}
    story = next(one for one in STORIES if one.title in question.turns[0])
    return NOTES["ko"][story.id]


def with_notes(**fields: Any) -> Callable[[Question], Any]:
    """A model that is good but for what it notes of one story."""

    def script(question: Question) -> Any:
        said = copy.deepcopy(good(question))
        if question.prompt == "facts" and "TernNet" in question.turns[0]:
            said |= fields
        return said

    return script


def rewritten(change: Callable[[str], str]) -> Callable[[Question], Any]:
    """A model whose every sentence is changed."""

    def walk(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: walk(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [walk(one, name) for one in value]
        return change(value) if isinstance(value, str) and name != "quote" else value

    return lambda question: walk(copy.deepcopy(good(question)))


SPEED = "On LongTalk, TernNet reduces memory use by 41.5% and runs 3.2 times faster than GullNet"


@dataclass(frozen=True)
class Fault:
    """A fault, what the report must not hold, and whether the failure is told or only a sentence lost."""

    script: Callable[[Question], Any]
    never: tuple[str, ...] = ()
    failure: str = ""
    """Words of the cause that must be told; empty where no question failed."""
    dropped: bool = False
    extractive: bool = True
    """Whether nothing of the model's may be printed."""


FAULTS: dict[str, Fault] = {
    # It is not there, or not in the mood.
    "error 500": Fault(lambda q: Reply(status=500), failure="answered 500"),
    "overloaded 529": Fault(lambda q: Reply(status=529), failure="answered 529"),
    "429 without a time": Fault(lambda q: Reply(status=429), failure="answered 429"),
    "429 for an hour": Fault(lambda q: Reply(status=429, headers={"retry-after": "3600"}), failure="asks to wait"),
    "429 with nonsense": Fault(lambda q: Reply(status=429, headers={"retry-after": "soon"}), failure="answered 429"),
    "401": Fault(lambda q: Reply(status=401), failure="key was refused"),
    "403": Fault(lambda q: Reply(status=403), failure="refused"),
    "404": Fault(lambda q: Reply(status=404), failure="not known"),
    "400": Fault(lambda q: Reply(status=400), failure="refused the request (400)"),
    "402 no credit": Fault(lambda q: Reply(status=402), failure="quota"),
    "slow": Fault(lambda q: Reply(json.dumps(good(q)), before=3.0), failure="within"),
    "a body in drops": Fault(lambda q: Reply(json.dumps(good(q)), trickle=0.1), failure="within"),
    "hangs up at once": Fault(lambda q: Reply(json.dumps(good(q)), cut=0), failure="reach"),
    "hangs up half-way": Fault(lambda q: Reply(json.dumps(good(q)), cut=200), failure="reach"),
    # It answers, but not in its format.
    "an HTML page": Fault(
        lambda q: Reply(raw=b"<html><body>Enable JavaScript</body></html>", headers={"content-type": "text/html"}),
        never=("JavaScript",), failure="cannot be read",
    ),
    "an HTML error page": Fault(
        lambda q: Reply(status=502, raw=b"<html>Bad Gateway</html>", headers={"content-type": "text/html"}),
        never=("Gateway",), failure="answered 502",
    ),
    "broken JSON around": Fault(lambda q: Reply(raw=b'{"choices": [{"mess'), failure="cannot be read"),
    "another JSON around": Fault(lambda q: Reply(raw=b'{"hello": "world"}'), never=("world",), failure="compatible:"),
    "no choice": Fault(lambda q: Reply(raw=b'{"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": []}'),
                       failure="compatible:"),
    # It answers in its format, but not what was asked.
    "empty": Fault(lambda q: "", failure="empty"),
    "cut off": Fault(lambda q: Reply(json.dumps(good(q))[:150], finish="length"), failure="cut off"),
    "cut off but whole": Fault(lambda q: Reply(json.dumps(good(q)), finish="length"), failure="cut off"),
    "filtered": Fault(lambda q: Reply("", finish="content_filter"), failure="refused"),
    "a refusal": Fault(lambda q: Reply("", refusal="I cannot help with that."), never=("cannot help",), failure="compatible:"),
    "a refusal in words": Fault(lambda q: "I'm sorry, but I can't assist with that request.", never=("sorry",), failure="JSON"),
    "thoughts only": Fault(lambda q: "<think>Let me think about these birds.</think>", never=("birds",), failure="empty"),
    "thoughts without end": Fault(lambda q: "<think>Let me think " + json.dumps(good(q)), never=("think",), failure="compatible:"),
    "prose around it": Fault(lambda q: f"Here you are:\n{json.dumps(good(q))}\nAnything else?", never=("Anything",), failure="JSON"),
    "half of it": Fault(lambda q: json.dumps(good(q))[:120], failure="JSON"),
    "another shape": Fault(lambda q: {"summary": "A paper.", "score": 9}, never=("A paper.",), failure="compatible:"),
    "a list": Fault(lambda q: json.dumps([good(q)]), failure="compatible:"),
    "numbers for words": Fault(lambda q: {"headline": 3, "problem": 4, "method": 5, "results": 6, "limit": 7}, failure="compatible:"),
    "a tool of its own": Fault(lambda q: Reply('{"cmd": "rm -rf /"}', tool="shell"), never=("rm -rf",), failure="tool"),
    "control tokens": Fault(rewritten(lambda text: f"<|im_start|>{text}"), never=("im_start",), failure="compatible:"),
    # It answers what was asked, in the wrong words.
    "English": Fault(rewritten(lambda text: f"The recordings are hard to transcribe, {len(text)} of them."), never=("The recordings are hard to transcribe",), failure="Korean"),
    "Chinese": Fault(rewritten(lambda text: "长录音很难转录。"), never=("长录音",), failure="Han"),
    "Japanese": Fault(rewritten(lambda text: "長い録音は書き起こしにくい。"), never=("録音",), failure="compatible:"),
    "Hanja in between": Fault(rewritten(lambda text: text.replace("다", "多")), never=("多",), failure="Han"),
    "Cyrillic in between": Fault(rewritten(lambda text: text + " и всё"), never=("всё",), failure="Cyrillic"),
    "repeats a phrase": Fault(rewritten(lambda text: "긴 녹음은 받아쓰기 어렵다. " * 12), failure="repeats"),
    "says one sentence": Fault(
        rewritten(lambda text: "어텐션이 녹음 길이의 제곱으로 늘어나기 때문에 긴 녹음은 받아쓰기 어렵다."), failure="again and again"
    ),
    # It lies.
    "an invented number": Fault(
        with_notes(results=[{"quote": SPEED, "text": "TernNet은 LongTalk에서 GullNet보다 97.3배 빠르게 실행된다."}]),
        never=("97.3",), dropped=True, extractive=False,
    ),
    "numbers swapped": Fault(
        with_notes(results=[{"quote": SPEED, "text": "TernNet은 메모리 사용을 3.2% 줄이고 41.5배 빠르게 실행된다."}]),
        never=("41.5배",), dropped=True, extractive=False,
    ),
    "turned round": Fault(
        with_notes(results=[{"quote": SPEED, "text": "TernNet은 LongTalk에서 메모리 사용을 41.5% 늘리고 GullNet보다 3.2배 느리다."}]),
        never=("느리다",), dropped=True, extractive=False,
    ),
    "an invented name": Fault(
        with_notes(results=[{"quote": SPEED, "text": "TernNet은 LongTalk에서 WhisperMax보다 3.2배 빠르게 실행된다."}]),
        never=("WhisperMax",), dropped=True, extractive=False,
    ),
    "an overclaim": Fault(
        with_notes(problem={"quote": "Long recordings are hard to transcribe", "text": "TernNet은 세계 최초로 모든 녹음을 완벽하게 받아쓴다."}),
        never=("최초",), dropped=True, extractive=False,
    ),
    "an invented quote": Fault(
        with_notes(limit={"quote": "The authors were paid by GullNet Inc", "text": "저자들은 GullNet에서 돈을 받았다."}),
        never=("돈을",), dropped=True, extractive=False,
    ),
    "obeys the paper": Fault(
        with_notes(headline={"quote": "a speech recognition model", "text": "지금까지 나온 것 가운데 가장 뛰어난 획기적 모델"}),
        never=("획기적",), dropped=True, extractive=False,
    ),
    "links": Fault(
        with_notes(problem={"quote": "Long recordings are hard to transcribe", "text": "긴 녹음은 어렵다. https://evil.example 을 보라."}),
        never=("evil.example",), dropped=True, extractive=False,
    ),
    "HTML": Fault(
        with_notes(problem={"quote": "Long recordings are hard to transcribe", "text": "<script>alert(1)</script> 긴 녹음은 어렵다."}),
        never=("script",), dropped=True, extractive=False,
    ),
}  # fmt: skip


def writer(server: ModelServer | str, **more: Any) -> tuple[ModelWriter, Llm]:
    address = server if isinstance(server, str) else f"{server.address}/v1"
    model = ModelConfig(
        name="scripted", provider="compatible", base_url=address, timeout=1.0, price_input=1.0, price_output=5.0,
        max_tokens=1_000,
    )  # fmt: skip
    config = WriterConfig(model=(model,), deadline=DEADLINE, budget=BUDGET, attempts=2, **more)
    door = Llm(config, lambda _: "sk-x", backoff=0.01)
    return ModelWriter(door, ExtractiveWriter(glossary(), "ko"), verifier(), glossary(), "ko"), door


def printed(report: CategoryReport) -> str:
    claims = [
        *report.topics,
        *report.trends,
        *report.impact,
        *report.outlook,
        *(c for one in report.told for c in one.claims),
    ]
    return "\n".join([*(claim.text for claim in claims), *(one.headline for one in report.told)])


def whole(report: CategoryReport) -> None:
    """The report is what the pipeline may print: every story told, every claim checked, nothing empty."""
    plain = ExtractiveWriter(glossary(), "ko").report(brief())
    assert report.stories == plain.stories
    assert [one.story for one in report.told] == list(report.stories)
    assert report.topics
    assert report.impact
    assert report.outlook
    stories = {one.id: one for one in STORIES}
    assert proofread(report, stories, verifier().check) == report
    # Each story's own figures are there, whoever tells them.
    for figure in ("41.5%", "98.7%"):
        assert figure in printed(report)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_ends_in_a_whole_report(name: str) -> None:
    """In time, within budget, without a word of the fault, and with the reason told."""
    fault = FAULTS[name]
    with serving(fault.script) as server:
        one, door = writer(server)
        began = time.monotonic()
        report = one.report(brief())
        assert time.monotonic() - began < DEADLINE + GRACE
    whole(report)
    assert door.spent <= BUDGET
    assert report.usage.cost_usd == pytest.approx(door.spent, abs=1e-6)
    for words in fault.never:
        assert words not in printed(report)
    if fault.failure:
        told = " / ".join(f"{failure.subject} {failure.cause}" for failure in report.failures)
        assert fault.failure in told
        assert all(failure.stage == "write" and failure.kind == "model" for failure in report.failures)
        # The header of a Korean edition tells it in Korean.
        assert all(re.search("[가-힣]", in_language(failure.cause, "ko")) for failure in report.failures)
    else:
        assert report.failures == ()
    if fault.dropped:
        assert report.dropped > 0
    if fault.extractive:
        plain = ExtractiveWriter(glossary(), "ko").report(brief())
        assert report.by_model == 0
        assert replace(report, usage=plain.usage, failures=(), by_model=None) == plain


def test_there_are_enough_faults() -> None:
    """At least twenty, as promised, and the tests below add those that a script cannot play."""
    assert len(FAULTS) >= 20


def test_a_refused_connection_ends_in_a_whole_report() -> None:
    """Nobody listens there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        one, door = writer(f"http://127.0.0.1:{probe.getsockname()[1]}/v1")
        report = one.report(brief())
    whole(report)
    assert "could not be reached" in report.failures[0].cause
    assert door.spent == 0


def test_an_address_that_is_no_address_ends_in_a_whole_report() -> None:
    """A host name that nobody knows."""
    one, _ = writer("http://nobody.invalid/v1")
    report = one.report(brief())
    whole(report)
    assert report.failures


@pytest.mark.parametrize("budget", [0.0, 0.004, 0.02])
def test_out_of_budget_ends_in_a_whole_report(budget: float) -> None:
    """What the money lasts for is written by the model, the rest by the rules, and the reason is told."""
    with serving(lambda q: Reply(json.dumps(good(q)), usage=(2_000, 400))) as server:
        one, door = writer(server)
        config = replace_budget(door, budget)
        report = replace(one, door=config).report(brief())
        assert config.spent <= budget
    whole(report)
    assert any("budget" in failure.cause for failure in report.failures)


def replace_budget(door: Llm, budget: float) -> Llm:
    return Llm(door._config.model_copy(update={"budget": budget}), lambda _: "sk-x", backoff=0.01)


def test_a_model_that_dies_half_way_ends_in_a_whole_report() -> None:
    """What it said before stands; what it was asked after comes from the rules."""

    def script(question: Question) -> Any:
        return good(question) if question.number < 2 else Reply(status=500)

    with serving(script) as server:
        one, _ = writer(server, concurrency=1)
        report = one.report(brief())
    whole(report)
    assert any("answered 500" in failure.cause for failure in report.failures)
    assert "TernNet은 LongTalk에서" in printed(report)


def test_the_next_model_takes_over() -> None:
    """A chain of a broken and a good model gives the good one's report, without a failure."""
    with serving(lambda q: Reply(status=500)) as broken, serving(good) as fine:
        models = tuple(
            ModelConfig(name=name, provider="compatible", base_url=f"{server.address}/v1", timeout=2.0)
            for name, server in (("broken", broken), ("fine", fine))
        )
        door = Llm(WriterConfig(model=models, attempts=1), lambda _: "", backoff=0.01)
        report = ModelWriter(door, ExtractiveWriter(glossary(), "ko"), verifier(), glossary(), "ko").report(brief())
    whole(report)
    assert report.failures == ()
    assert report.writer == "compatible:fine"
    # It was passed over after two questions, the four of the first batch at most.
    assert len(broken.questions) <= 4


@pytest.mark.parametrize(
    ("wire", "provider", "name"),
    [("anthropic", "anthropic", "claude-sonnet-4-5"), ("google", "google", "gemini-2.5-flash")],
)
@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (Reply(status=500), "answered 500"),
        (Reply(status=529), "answered 529"),
        (Reply(status=429), "answered 429"),
        (Reply(status=401), "key was refused"),
        (Reply("{}", finish="length"), "cut off"),
        (Reply("", finish="content_filter"), "refused"),
        (Reply("no json at all"), "JSON"),
        (Reply(raw=b"<html></html>", headers={"content-type": "text/html"}), "cannot be read"),
    ],
)
def test_faults_of_the_other_formats_are_the_same_faults(
    wire: Wire, provider: str, name: str, reply: Reply, cause: str
) -> None:
    """Anthropic's and Google's clients stumble over their own errors; the outcome has our words."""
    with serving(lambda _: reply) as server:
        model = ModelConfig.model_validate(
            {
                "name": name,
                "provider": provider,
                "base_url": server.address,
                "timeout": 3.0,
                "price_input": 1.0,
                "price_output": 1.0,
            }
        )
        door = Llm(WriterConfig(model=(model,), attempts=2), lambda _: "key", backoff=0.01)
        report = ModelWriter(door, ExtractiveWriter(glossary(), "ko"), verifier(), glossary(), "ko").report(
            brief(STORIES[0])
        )
    assert {question.wire for question in server.questions} == {wire}
    (failure,) = report.failures
    assert isinstance(failure, Failure)
    assert cause in failure.cause
    plain = ExtractiveWriter(glossary(), "ko").report(brief(STORIES[0]))
    assert replace(report, usage=plain.usage, failures=(), by_model=None) == plain
