"""The model door and a whole edition against a real llama.cpp server with a real, very small model.

The model has 135 million parameters: what it writes is of no use, and must do an edition no harm. `make test-model`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from helpers import edition, evidence, jogan
from jogan.config_writer import ModelConfig, WriterConfig
from jogan.model.common import Failure
from jogan.write import prompts
from jogan.write.asking import Answer, Ask, Prompt
from jogan.write.drafts import CategoryNotes, Mends, StoryNotes
from jogan.write.llm import Llm
from llama_server import missing, serving
from writing_samples import STORIES

pytestmark = [
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=missing() or "it is there"),
]


@pytest.fixture(autouse=True)
def _asked_for(request: pytest.FixtureRequest) -> None:
    """Minutes of a small machine's time are not spent by the way: only `-m model` runs these."""
    if "model" not in str(request.config.getoption("markexpr")):
        pytest.skip("asks a real model; run by `make test-model`")


class Word(BaseModel):
    """One word."""

    model_config = ConfigDict(extra="forbid")
    word: str = Field(max_length=40)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server whose every slot can hold a question about a story and little more."""
    with serving(context=2_048, key="sk-right") as address:
        yield f"{address}/v1"


def door(address: str, key: str = "sk-right", **more: Any) -> Llm:
    model = ModelConfig(
        **{"name": "smollm2", "provider": "compatible", "base_url": address, "max_tokens": 100, "timeout": 60.0, **more}
    )
    return Llm(WriterConfig(model=(model,), concurrency=1, budget=0.5), lambda _: key, backoff=0.1)


def ask(text: str) -> Ask[Word]:
    prompt = Prompt(name="word", version=1, instructions="You say words.", text=text)
    return Ask(subject="s", prompt=prompt, answer=Word, check=lambda _: "")


def test_a_typed_answer_comes_by_its_schema_and_is_counted(server: str) -> None:
    """The server's grammar holds the answer to the schema; its tokens are counted, and cost nothing."""
    one = door(server)
    out = one.ask(ask("Say a word."))
    assert isinstance(out, Answer)
    assert out.value.word
    assert out.usage.calls == one.calls == 1
    assert 10 < out.usage.input_tokens < 100
    assert 3 < out.usage.output_tokens <= 100
    assert out.usage.cost_usd == one.spent == 0.0


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        (prompts.facts(STORIES[0], "ko", []), StoryNotes),
        (prompts.category("Audio", ["TernNet"], [], [], "ko", []), CategoryNotes),
        (prompts.mend([prompts.Refused("a", "b", ("c",))], "ko"), Mends),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_schemas_of_our_answers_are_grammars_that_it_knows(
    server: str, prompt: Prompt, answer: type[BaseModel]
) -> None:
    """No schema is refused; a hundred tokens are too few for most answers, and being cut off is told as such."""
    out = door(server).ask(Ask(subject="s", prompt=prompt, answer=answer, check=lambda _: ""))
    assert isinstance(out, Answer) or "cut off" in out.cause


def test_a_question_that_is_too_long_costs_itself_alone(server: str) -> None:
    """The server refuses it; the cause is told as what it is, and the next question is answered."""
    one = door(server)
    long, short = one.ask_all([ask("word " * 3_000), ask("Say a word.")])
    assert isinstance(long, Failure)
    assert "longer than the model can read" in long.cause
    assert isinstance(short, Answer)


def test_a_wrong_key_is_told(server: str) -> None:
    """The server's own refusal has our words."""
    out = door(server, key="sk-wrong").ask(ask("Say a word."))
    assert isinstance(out, Failure)
    assert "key was refused" in out.cause
    assert out.status == 401


def test_a_server_that_is_given_up_on_stops_working(server: str) -> None:
    """After a call is cut off by its time-out the only slot is free again at once."""
    slow = door(server, timeout=1.0, max_tokens=1_000)
    facts = Ask(subject="s", prompt=prompts.facts(STORIES[0], "ko", []), answer=StoryNotes, check=lambda _: "")
    out = slow.ask(facts)
    assert isinstance(out, Failure)
    assert "within 1 s" in out.cause
    began = time.monotonic()
    assert isinstance(door(server).ask(ask("Say a word.")), Answer)
    assert time.monotonic() - began < 20


def test_an_edition_comes_out_whole(tmp_path: Path) -> None:
    """Within its deadline and budget, every story told, every quote exact, and what the model could not do is told."""
    day, deadline = "2024-11-28", 40
    items = [
        f'{{"kind": "paper", "title": "{one.title}", "summary": "{one.summary}", "url": "{one.url}", "day": "{day}"}}'
        for one in STORIES
    ]
    (tmp_path / "items.jsonl").write_text("\n".join(items), encoding="utf-8")
    with serving() as address:
        (tmp_path / "jogan.toml").write_text(
            f'[writer]\nkind = "llm"\ndeadline = {deadline}\nconcurrency = 1\n[[writer.model]]\nname = "smollm2"\n'
            f'provider = "compatible"\nbase_url = "{address}/v1"\nmax_tokens = 900\n',
            encoding="utf-8",
        )
        assert jogan("import", "items.jsonl", cwd=tmp_path).status == 0
        began = time.monotonic()
        ran = jogan("build", "--date", day, "--budget", "0.1", cwd=tmp_path)
        assert time.monotonic() - began < deadline + 30
    assert (ran.status, ran.err) == (0, "")
    made = edition(tmp_path / "editions", day)
    papers = made["sections"][0]
    assert {told["story"] for report in papers["reports"] for told in report["told"]} == {
        one["filed"]["story"]["id"] for one in papers["stories"]
    }
    stories = {one["filed"]["story"]["id"]: one["filed"]["story"] for one in papers["stories"]}
    for place in evidence(made):
        assert stories[place["story"]][place["field"]][place["start"] : place["end"]] == place["quote"]
    assert made["usage"]["calls"] > 0
    assert made["usage"]["input_tokens"] > 1_000
    assert made["usage"]["cost_usd"] == 0
    markdown = (tmp_path / "editions" / day / f"Papers_{day}_report.md").read_text(encoding="utf-8")
    for figure in ("41.5%", "98.7%"):
        assert figure in markdown
    # It may be that the model is right once; what it was not is said.
    assert made["failures"] or any("smollm2" in report["writer"] for report in papers["reports"])
    for failure in made["failures"]:
        assert failure["cause"] in markdown
