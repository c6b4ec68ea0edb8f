"""The model door against a scripted server: what is sent, what is kept, what it costs, and when it gives up."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from jogan.config_writer import ModelConfig, WriterConfig
from jogan.model.common import Failure
from jogan.write.asking import Answer, Ask, Prompt, digest, fence, total
from jogan.write.llm import HOPELESS, Llm
from jogan.write.replies import usage as usage_of
from model_server import ModelServer, Question, Reply, Wire, serving

pytest.importorskip("pydantic_ai", reason="the extra llm is not installed")
from pydantic_ai.messages import ModelResponse
from pydantic_ai.usage import RequestUsage

KEY = "sk-not-a-real-key-5f2c"


class Word(BaseModel):
    """One word."""

    model_config = ConfigDict(extra="forbid")
    word: str


class Memory:
    """A cache as the store gives one."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def result(self, stage: str, hash: str, kind: type[Any]) -> Any:
        return self.kept.get((stage, hash))

    def save_result(self, stage: str, hash: str, value: Any, kind: Any) -> None:
        self.kept[stage, hash] = value


def ask(text: str = "Say a word.", check: Any = lambda value: "", version: int = 1) -> Ask[Word]:
    prompt = Prompt(name="word", version=version, instructions="You say words.", text=text)
    return Ask(subject="s1", prompt=prompt, answer=Word, check=check)


def model(server: ModelServer | str, **more: Any) -> ModelConfig:
    address = server if isinstance(server, str) else f"{server.address}/v1"
    return ModelConfig(**{"name": "scripted", "provider": "compatible", "base_url": address, **more})


def door(*models: ModelConfig, cache: Any = None, **more: Any) -> Llm:
    return Llm(WriterConfig(model=models, **more), lambda _: KEY, cache, backoff=0.01)


@pytest.fixture
def closed() -> Iterator[str]:
    """An address at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{probe.getsockname()[1]}/v1"


# ── What is sent ──


@pytest.mark.parametrize(
    ("wire", "provider", "name", "path"),
    [
        ("openai", "openai", "gpt-5-mini", "/v1/chat/completions"),
        ("openai", "compatible", "any", "/v1/chat/completions"),
        ("openai", "ollama", "qwen3:8b", "/v1/chat/completions"),
        ("openai", "openrouter", "qwen/qwen3-8b", "/v1/chat/completions"),
        ("anthropic", "anthropic", "claude-sonnet-4-5", "/v1/messages"),
        ("google", "google", "gemini-2.5-flash", "/v1beta/models/gemini-2.5-flash:generateContent"),
    ],
)
def test_every_provider_is_asked_in_its_own_format(wire: Wire, provider: str, name: str, path: str) -> None:
    """Path, key, schema, limit, instructions and material arrive where the vendor's format has them."""
    with serving(lambda _: {"word": "tern"}) as server:
        base = server.address + ("/v1" if wire == "openai" else "")
        out = door(ModelConfig.model_validate({"name": name, "provider": provider, "base_url": base})).ask(ask())
    assert isinstance(out, Answer)
    assert out.value.word == "tern"
    assert (out.usage.calls, out.usage.input_tokens, out.usage.output_tokens) == (1, 120, 40)
    (question,) = server.questions
    assert question.path == path
    assert question.wire == wire
    sent = {header for header, value in question.headers.items() if KEY in value}
    assert sent in ({"authorization"}, {"x-api-key"}, {"x-goog-api-key"})
    assert KEY not in question.path + json.dumps(question.body)
    assert question.turns == ("Say a word.",)
    assert "You say words." in question.system
    schema, limit = {
        "openai": lambda body: (
            body["response_format"]["json_schema"]["schema"],
            body.get("max_tokens", body.get("max_completion_tokens")),
        ),
        "anthropic": lambda body: (body["output_config"]["format"]["schema"], body["max_tokens"]),
        "google": lambda body: (
            body["generationConfig"]["responseJsonSchema"],
            body["generationConfig"]["maxOutputTokens"],
        ),
    }[wire](question.body)
    assert schema["properties"]["word"]["type"] == "string"
    assert schema["required"] == ["word"]
    assert schema["additionalProperties"] is False
    assert limit == 6_000


def test_servers_other_than_openai_are_sent_the_limit_that_they_know() -> None:
    """OpenAI takes max_completion_tokens, the servers that copy it max_tokens."""
    with serving(lambda _: {"word": "tern"}) as server:
        for provider in ("openai", "ollama", "compatible", "openrouter"):
            door(model(server, provider=provider, name="any")).ask(ask())
    sent = [("max_completion_tokens" in one.body, "max_tokens" in one.body) for one in server.questions]
    assert sent == [(True, False), (False, True), (False, True), (False, True)]


def test_answers_can_be_asked_for_as_a_tool_call_or_in_words() -> None:
    """A model without schemas is given a tool, or is told the schema in its instructions."""

    def script(question: Question) -> Reply:
        return Reply('{"word": "tern"}', tool="answer" if "tools" in question.body else "")

    with serving(script) as server:
        for answers in ("tool", "prompt"):
            out = door(model(server, answers=answers)).ask(ask())
            assert isinstance(out, Answer)
    tool, words = server.questions
    assert tool.body["tools"][0]["function"]["name"] == "answer"
    assert "response_format" not in tool.body
    assert "tools" not in words.body
    assert '"word"' in words.system


def test_the_key_is_nowhere_but_in_its_header(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """No log, output, failure, account or cache ever holds the key, not even of a reply that repeats it."""
    caplog.set_level(logging.DEBUG)
    kept = Memory()
    replies = iter([Reply(f"Incorrect API key provided: {KEY}", status=401), Reply('{"word": "tern"}')])
    with serving(lambda _: next(replies)) as server:
        one = door(model(server), cache=kept)
        refused = one.ask(ask())
        two = door(model(server), cache=kept)
        two.ask(ask())
    assert isinstance(refused, Failure)
    assert refused.status == 401
    assert len(server.questions) == 2
    captured = capfd.readouterr()
    told = [
        str(refused),
        str(one.account),
        str(two.account),
        str(kept.kept),
        captured.out,
        captured.err,
        repr(vars(two)),
    ]
    assert KEY not in "".join(told)
    assert KEY not in caplog.text


def test_no_model_library_is_loaded_before_a_call() -> None:
    """The door, the writer and a cached answer need no foreign library."""
    code = (
        "import sys; import jogan.write.llm, jogan.write.compose, jogan.wiring;"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in"
        " ('pydantic_ai', 'openai', 'anthropic', 'google', 'genai_prices')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ── Retry and re-ask are two things ──


def test_a_busy_server_is_tried_again_and_counted_once() -> None:
    """After 503 and 429 the same question goes out again; only the call that was answered is paid."""
    replies = iter([Reply(status=503), Reply(status=429, headers={"retry-after": "0"}), Reply('{"word": "tern"}')])
    with serving(lambda _: next(replies)) as server:
        one = door(model(server))
        out = one.ask(ask())
    assert isinstance(out, Answer)
    assert [question.turns for question in server.questions] == [("Say a word.",)] * 3
    assert out.usage.calls == 1
    assert one.calls == 3


def test_retry_after_is_honored() -> None:
    """A server that asks for a second of rest gets it."""
    replies = iter([Reply(status=429, headers={"retry-after": "1"}), Reply('{"word": "tern"}')])
    with serving(lambda _: next(replies)) as server:
        began = time.monotonic()
        assert isinstance(door(model(server)).ask(ask()), Answer)
    assert time.monotonic() - began >= 1.0


def test_a_server_that_asks_for_an_hour_is_passed_over() -> None:
    """Longer than a minute nobody waits: the next model answers, and this one is not asked again in the run."""
    with (
        serving(lambda _: Reply(status=429, headers={"retry-after": "3600"})) as busy,
        serving(lambda _: {"word": "tern"}) as free,
    ):
        one = door(model(busy), model(free, name="other"))
        for out in (one.ask(ask("one")), one.ask(ask("two"))):
            assert isinstance(out, Answer)
            assert out.model == "compatible:other"
    assert len(busy.questions) == 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("", "it is empty"),
        ("Sure! Here is the word: tern", "not one JSON object"),
        ('Sure: {"word": "tern"} Enjoy!', "not one JSON object"),
        ('{"word": "te', "not one JSON object"),
        ('{"ward": "tern"}', "word: Field required"),
        ('{"word": "tern", "more": 1}', "Extra inputs"),
        ('{"word": ["tern"]}', "valid string"),
        ('{"word": "<think>Let me see</think> tern"}', "thoughts"),
        ('{"word": "tern tern tern tern tern tern tern tern"}', "repeats itself"),
    ],
)
def test_an_answer_of_no_use_goes_back_once_with_the_reason(bad: str, reason: str) -> None:
    """The model sees its answer and why it cannot be used; a good second answer counts, and both are paid."""
    replies = iter([bad, '{"word": "tern"}'])
    with serving(lambda _: next(replies)) as server:
        out = door(model(server)).ask(ask())
    assert isinstance(out, Answer)
    assert out.value.word == "tern"
    assert out.usage.calls == 2
    again = server.questions[1].turns
    assert again[0] == "Say a word."
    assert reason in again[-1]
    assert "one JSON object" in again[-1]


def test_the_question_has_the_last_word_on_an_answer() -> None:
    """An answer of the right shape that fails the question's own check is re-asked with that reason."""
    replies = iter(['{"word": "gull"}', '{"word": "tern"}'])
    with serving(lambda _: next(replies)) as server:
        out = door(model(server)).ask(
            ask(check=lambda value: "" if value.word == "tern" else f"{value.word} is no tern")
        )
    assert isinstance(out, Answer)
    assert "gull is no tern" in server.questions[1].turns[-1]


def test_after_one_re_ask_the_next_model_is_asked() -> None:
    """A model is re-asked once, never twice; the next one is asked afresh, without the first one's answers."""
    with serving(lambda _: "nonsense") as bad, serving(lambda _: {"word": "tern"}) as good:
        out = door(model(bad), model(good, name="other")).ask(ask())
    assert isinstance(out, Answer)
    assert len(bad.questions) == 2
    assert [question.turns for question in good.questions] == [("Say a word.",)]


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```"])
def test_a_fence_around_the_whole_answer_is_wrapping(fence: str) -> None:
    """Nothing else is ever cut away from an answer."""
    with serving(lambda _: fence.replace("{}", '{"word": "tern"}')) as server:
        assert isinstance(door(model(server)).ask(ask()), Answer)
    assert len(server.questions) == 1


def test_thoughts_before_the_answer_are_left_aside() -> None:
    """A reasoning model's <think> block is no part of its answer, and reaches nobody."""
    with serving(lambda _: '<think>It is a bird {"word": "gull"}.</think>\n{"word": "tern"}') as server:
        out = door(model(server)).ask(ask())
    assert isinstance(out, Answer)
    assert out.value.word == "tern"


def test_failures_say_what_happened_and_never_raise(closed: str) -> None:
    """With no model left the outcome is a value that names the first model, the cause and the remedy."""
    out = door(model(closed)).ask(ask())
    assert isinstance(out, Failure)
    assert (out.stage, out.kind, out.subject) == ("write", "model", "compatible:scripted")
    assert "could not be reached" in out.cause
    assert out.remedy


def test_a_model_that_is_down_is_passed_over_for_the_run(closed: str) -> None:
    """Sixty questions do not wait sixty times for a server that is not there."""
    with serving(lambda _: {"word": "tern"}) as server:
        one = door(model(closed), model(server, name="other"), concurrency=1)
        outs = one.ask_all([ask(str(n)) for n in range(8)])
    assert all(isinstance(out, Answer) for out in outs)
    assert one.calls == 2 * 3 + 8


def test_a_missing_key_is_told_without_a_call() -> None:
    """A model whose key is not set is a failure that names the variable."""
    config = WriterConfig(model=(ModelConfig(name="gpt-5-mini"),))
    one = Llm(config, lambda _: None)
    out = one.ask(ask())
    assert isinstance(out, Failure)
    assert "OPENAI_API_KEY" in out.cause
    assert one.calls == 0


# ── The cache ──


def test_a_second_run_makes_no_call() -> None:
    """Answers are kept under prompt, version, model and material; usage is told as it was first spent."""
    kept = Memory()
    with serving(lambda question: {"word": question.turns[0]}) as server:
        first, second = door(model(server), cache=kept), door(model(server), cache=kept)
        asks = [ask("one"), ask("two")]
        before, after = first.ask_all(asks), second.ask_all(asks)
    assert [out.value.word for out in after if isinstance(out, Answer)] == ["one", "two"]
    assert [out.usage for out in before if isinstance(out, Answer)] == [
        out.usage for out in after if isinstance(out, Answer)
    ]
    assert all(isinstance(out, Answer) and out.cached for out in after)
    assert second.calls == 0
    assert len(server.questions) == 2


@pytest.mark.parametrize("change", ["text", "version", "model", "schema"])
def test_another_question_is_another_answer(change: str) -> None:
    """Another material, version, model or shape is not answered out of the cache."""
    kept = Memory()

    class Longer(BaseModel):
        word: str
        more: str = ""

    with serving(lambda _: {"word": "tern"}) as server:
        door(model(server), cache=kept).ask(ask())
        other: Ask[Any] = ask("Another word.") if change == "text" else ask(version=2 if change == "version" else 1)
        if change == "schema":
            other = Ask(subject="s1", prompt=other.prompt, answer=Longer, check=lambda value: "")
        door(model(server, name="other" if change == "model" else "scripted"), cache=kept).ask(other)
    assert len(server.questions) == 2


def test_what_was_kept_is_read_as_carefully_as_what_arrives() -> None:
    """A kept answer that no longer passes the question's check is asked for anew."""
    kept = Memory()
    with serving(lambda _: {"word": "tern"}) as server:
        door(model(server), cache=kept).ask(ask())
        out = door(model(server), cache=kept).ask(ask(check=lambda value: "no birds" if value.word == "tern" else ""))
    assert isinstance(out, Failure)
    assert len(server.questions) == 3


def test_bad_answers_are_not_kept() -> None:
    """Only what was usable is remembered."""
    kept = Memory()
    with serving(lambda _: "nonsense") as server:
        door(model(server), cache=kept).ask(ask())
    assert kept.kept == {}


@pytest.mark.parametrize(
    "error",
    [
        # llama.cpp, vLLM, LM Studio, Ollama, and a proxy, each in its own words
        {"code": 400, "message": "request (9031 tokens) exceeds the available context size (8192 tokens)", "type": "exceed_context_size_error"},
        {"code": 400, "message": "This model's maximum context length is 4096 tokens. However, you requested 7000", "type": "BadRequestError"},
        {"message": "Trying to keep the first 5000 tokens when context the overflows. Try a larger context length", "type": "x"},
        {"message": "prompt is too long: 9000 tokens > 4096", "type": "api_error"},
    ],
)  # fmt: skip
def test_a_question_that_is_too_long_costs_itself_alone(error: dict[str, Any]) -> None:
    """Whatever the server's words, it is told as what it is, is not tried again, and the next question goes out."""

    def script(question: Question) -> Reply:
        if "long" in question.turns[0]:
            return Reply(status=400, raw=json.dumps({"error": error}).encode())
        return Reply('{"word": "tern"}')

    with serving(script) as server:
        one = door(model(server), concurrency=1)
        long, short = one.ask_all([ask("a long text"), ask("a short text")])
    assert isinstance(long, Failure)
    assert long.cause == "the question is longer than the model can read"
    assert isinstance(short, Answer)
    assert len(server.questions) == 2


def test_a_refused_request_is_not_yet_a_refusing_model() -> None:
    """A 400 may be about one question; a model that refuses one after the other is passed over."""
    refused = iter([False, True, False, True, True, True, True])

    def script(_: Question) -> Reply:
        return Reply(status=422) if next(refused) else Reply('{"word": "tern"}')

    with serving(script) as server:
        outs = door(model(server), concurrency=1).ask_all([ask(str(n)) for n in range(8)])
    assert [isinstance(out, Answer) for out in outs[:4]] == [True, False, True, False]
    assert not any(isinstance(out, Answer) for out in outs[4:])
    assert len(server.questions) == 5


def test_a_model_that_is_of_no_use_is_not_asked_all_day() -> None:
    """After some questions in a row without a usable answer the next model is asked at once, and that is told."""
    with serving(lambda _: "nonsense") as bad, serving(lambda _: {"word": "tern"}) as good:
        both = door(model(bad), model(good, name="other"), concurrency=1)
        outs = both.ask_all([ask(str(n)) for n in range(12)])
        alone = door(model(bad), concurrency=1)
        told = alone.ask_all([ask(str(n)) for n in range(12)])[-1]
    assert all(isinstance(out, Answer) for out in outs)
    assert len(bad.questions) == 2 * 2 * HOPELESS
    assert isinstance(told, Failure)
    assert "is not asked again in this run" in told.cause


def test_a_model_that_is_of_use_now_and_then_is_asked_on() -> None:
    """A usable answer in between starts the count anew."""
    answers = iter((["nonsense"] * 2 * (HOPELESS - 1) + ['{"word": "tern"}']) * 2)
    with serving(lambda _: next(answers)) as server:
        outs = door(model(server), concurrency=1).ask_all([ask(str(n)) for n in range(2 * HOPELESS)])
    assert [isinstance(out, Answer) for out in outs] == ([False] * (HOPELESS - 1) + [True]) * 2


# ── Money, time, and how many at once ──


def test_cost_is_counted_by_configured_prices_for_each_question() -> None:
    """Tokens times price, for each question and in all; the account has a line for each."""
    with serving(lambda _: {"word": "tern"}) as server:
        one = door(model(server, price_input=1.0, price_output=10.0))
        one.ask_all([ask("one"), ask("two")])
    assert [entry.usage.cost_usd for entry in one.account] == pytest.approx([0.00052, 0.00052])
    assert total(entry.usage for entry in one.account).input_tokens == 240
    assert one.spent == pytest.approx(0.00104)


def test_a_price_that_nobody_knows_is_not_zero() -> None:
    """Calls of an unknown price are counted as such, so that nobody is told that they cost nothing."""
    with serving(lambda _: {"word": "tern"}) as server:
        free = door(model(server)).ask(ask())
    reply = ModelResponse(parts=[], usage=RequestUsage(input_tokens=9, output_tokens=1))
    usage = usage_of(reply, ModelConfig(name="nobody-knows-it"), 9)
    assert (usage.cost_usd, usage.unpriced, usage.calls) == (0.0, 1, 1)
    assert isinstance(free, Answer)
    assert free.usage.unpriced == 0
    assert total([usage, free.usage, usage]).unpriced == 2


def test_known_models_are_priced_by_the_list_and_local_ones_are_free() -> None:
    """The price list knows a vendor's model; a server on this machine sends no bill; an unknown model has no price."""
    from jogan.write.providers import price

    assert price(ModelConfig(name="gpt-5-mini"), 1_000_000, 0) == pytest.approx(0.25)
    assert price(ModelConfig(name="claude-sonnet-4-5", provider="anthropic"), 1_000, 1_000) == pytest.approx(0.018)
    assert price(ModelConfig(name="gemini-2.5-flash", provider="google"), 1_000_000, 0) == pytest.approx(0.3)
    assert price(ModelConfig(name="qwen3:8b", provider="ollama"), 1_000_000, 1_000_000) == 0.0
    assert price(ModelConfig(name="a", provider="compatible", base_url="http://192.168.1.9:8000/v1"), 9, 9) == 0.0
    assert price(ModelConfig(name="nobody-knows-it"), 1, 1) is None


@pytest.mark.parametrize("concurrency", [1, 8])
def test_the_budget_is_a_hard_cap(concurrency: int) -> None:
    """Before each call the most that it can cost must fit beside what is spent and under way."""
    with serving(lambda _: Reply('{"word": "tern"}', usage=(1_000, 100))) as server:
        # A question can cost at most 100 tokens written at $1,000 a million, and is charged all of it.
        one = door(
            model(server, price_input=0.0, price_output=1_000.0, max_tokens=100), budget=0.35, concurrency=concurrency
        )
        outs = one.ask_all([ask(str(n)) for n in range(8)])
    assert one.spent == pytest.approx(0.3)
    assert len(server.questions) == 3
    assert sum(isinstance(out, Answer) for out in outs) == 3
    refused = [out for out in outs if isinstance(out, Failure)]
    assert {out.cause for out in refused} == {"the budget of $0.35 is used up"}


def test_calls_under_way_do_not_starve_those_that_would_fit() -> None:
    """A question waits for the calls under way to be settled; all fit where each costs less than its reserve."""
    with serving(lambda _: Reply('{"word": "tern"}', usage=(10, 1))) as server:
        one = door(model(server, price_input=0.0, price_output=1_000.0, max_tokens=100), budget=0.15, concurrency=8)
        outs = one.ask_all([ask(str(n)) for n in range(8)])
    assert all(isinstance(out, Answer) for out in outs)
    assert one.spent == pytest.approx(0.008)


def test_a_budget_of_nothing_asks_nobody_who_costs() -> None:
    """With a budget of 0 a priced model is never called, and a free one is."""
    with serving(lambda _: {"word": "tern"}) as server:
        priced = door(model(server, price_input=1.0, price_output=1.0), budget=0.0).ask(ask())
        free = door(model(server), budget=0.0).ask(ask())
    assert isinstance(priced, Failure)
    assert isinstance(free, Answer)
    assert len(server.questions) == 1


def test_a_model_without_a_price_is_not_asked_under_a_budget() -> None:
    """What cannot be estimated cannot be capped."""
    one = Llm(WriterConfig(model=(ModelConfig(name="nobody-knows-it"),), budget=1.0), lambda _: KEY)
    out = one.ask(ask())
    assert isinstance(out, Failure)
    assert "price" in out.cause
    assert one.calls == 0


def test_a_call_that_never_came_back_is_charged_in_full() -> None:
    """The provider may have worked for it; the cap holds in the worst case."""
    with serving(lambda _: Reply('{"word": "tern"}', before=2.0)) as server:
        config = model(server, price_input=0.0, price_output=1_000.0, max_tokens=100, timeout=0.3)
        one = door(config, budget=0.25, concurrency=1)
        one.ask(ask())
        assert one.spent == pytest.approx(0.1)


def test_a_reply_without_a_count_is_charged_in_full() -> None:
    """A server that does not count its tokens is taken to have used all that it might."""
    with serving(lambda _: Reply('{"word": "tern"}', usage=None)) as server:
        one = door(model(server, price_input=0.0, price_output=1_000.0, max_tokens=100))
        one.ask(ask())
    assert one.spent == pytest.approx(0.1)


def test_a_stalling_call_ends_with_its_time_out() -> None:
    """Neither silence nor a body in drops holds the door longer than the model's time-out."""
    for reply in (Reply('{"word": "tern"}', before=5.0), Reply('{"word": "tern"}', trickle=0.2)):
        with serving(lambda _, reply=reply: reply) as server:
            began = time.monotonic()
            out = door(model(server, timeout=0.5)).ask(ask())
            assert time.monotonic() - began < 3
        assert isinstance(out, Failure)
        assert "within 0.5 s" in out.cause


def test_the_edition_has_a_deadline() -> None:
    """When it is over no call goes out, and a call under way is cut off."""
    with serving(lambda _: Reply('{"word": "tern"}', before=0.6)) as server:
        one = door(model(server), deadline=1.0, concurrency=1)
        began = time.monotonic()
        outs = one.ask_all([ask(str(n)) for n in range(20)])
        assert time.monotonic() - began < 4
    assert isinstance(outs[0], Answer)
    assert isinstance(outs[-1], Failure)
    assert len(server.questions) < 5


def test_no_more_questions_at_once_than_allowed() -> None:
    """The limit holds, and is used."""
    now = most = 0
    lock = threading.Lock()

    def script(_: Question) -> Reply:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.1)
        with lock:
            now -= 1
        return Reply('{"word": "tern"}')

    with serving(script) as server:
        door(model(server), concurrency=3).ask_all([ask(str(n)) for n in range(9)])
    assert most == 3


def test_outcomes_keep_the_order_of_the_questions() -> None:
    """However long each takes, the first outcome is that of the first question."""
    with serving(lambda q: Reply(json.dumps({"word": q.turns[0]}), before=0.3 / (1 + int(q.turns[0])))) as server:
        outs = door(model(server), concurrency=8).ask_all([ask(str(n)) for n in range(6)])
    assert [out.value.word for out in outs if isinstance(out, Answer)] == list("012345")


def test_the_estimate_is_never_below_the_cost() -> None:
    """What a question is estimated at bounds what any tokenizer can make of it."""
    one = door(model("http://127.0.0.1:1/v1", price_input=1_000_000.0, price_output=0.0))
    for text in ("a word", "한국어로 쓴 문장", "🐦" * 50):
        estimate = one.estimate(ask(text))
        assert estimate is not None
        assert estimate >= len(text.encode())


def test_a_forecast_counts_what_is_not_kept() -> None:
    """Each new question is estimated, a kept answer costs nothing, and an unknown price is told as unknown."""
    kept = Memory()
    with serving(lambda _: {"word": "tern"}) as server:
        priced = door(model(server, price_input=10.0, price_output=10.0), cache=kept)
        first = priced.forecast([ask("one"), ask("two")])
        priced.ask(ask("one"))
        second = priced.forecast([ask("one"), ask("two")])
        spent = priced.spent
    assert (first.calls, second.calls) == (2, 1)
    assert first.cost_usd > second.cost_usd > spent > 0
    assert len(server.questions) == 1
    unknown = Llm(WriterConfig(model=(ModelConfig(name="nobody-knows-it"),)), lambda _: KEY).forecast([ask()])
    assert (unknown.unpriced, unknown.cost_usd) == (1, 0.0)


# ── The small pure parts ──


def test_a_text_cannot_close_its_fence() -> None:
    """The mark of a fence is made from the text and never stands in it."""
    for text in ("", "plain", "<<<SOURCE abc\nx\nabc SOURCE>>>", fence("inner", "SOURCE")):
        opening, *_, closing = fence(text, "SOURCE").split("\n")
        mark = opening.removeprefix("<<<SOURCE ")
        assert closing == f"{mark} SOURCE>>>"
        assert mark not in text
        assert fence(text, "SOURCE") == fence(text, "SOURCE")


def test_hashes_do_not_collide_by_joining() -> None:
    """("ab", "c") and ("a", "bc") are two things."""
    assert digest("ab", "c") != digest("a", "bc")
