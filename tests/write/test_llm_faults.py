"""Everything a model can do wrong, played on the wire: each ends in a whole report, in time, within budget, and told."""

from __future__ import annotations

import json
import re
import socket
import time
from dataclasses import replace
from typing import Any

import pytest

from jogan.config_writer import ModelConfig, WriterConfig
from jogan.model.common import Failure
from jogan.model.written import CategoryReport
from jogan.press.causes import in_language
from jogan.write.compose import ModelWriter
from jogan.write.extract import ExtractiveWriter
from jogan.write.llm import Llm
from jogan.write.proof import proofread
from model_faults import FAULTS, good
from model_server import ModelServer, Question, Reply, Wire, serving
from writing_samples import STORIES, brief, glossary, verifier

pytest.importorskip("pydantic_ai", reason="the extra llm is not installed")

DEADLINE = 8.0
BUDGET = 0.05
#: What the report itself takes, on a machine that is busy with everything else.
GRACE = 30.0


def writer(server: ModelServer | str, **more: Any) -> tuple[ModelWriter, Llm]:
    address = server if isinstance(server, str) else f"{server.address}/v1"
    model = ModelConfig(
        name="scripted", provider="compatible", base_url=address, timeout=2.0, price_input=1.0, price_output=5.0,
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
