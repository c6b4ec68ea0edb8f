"""What a model's reply is worth, without a door: its text, its value, its cost."""

from __future__ import annotations

import pytest
from pydantic import BaseModel
from pydantic_ai.messages import ModelResponse, TextPart, ThinkingPart, ToolCallPart
from pydantic_ai.usage import RequestUsage

from jogan.config_writer import ModelConfig
from jogan.write import replies
from jogan.write.asking import Ask, Prompt


class Bird(BaseModel):
    """An answer of one word."""

    word: str


ASK = Ask(
    subject="birds",
    prompt=Prompt(name="facts", version=1, instructions="Name it.", text="A tern."),
    answer=Bird,
    check=lambda bird: "" if bird.word == "tern" else "it is no tern",
)


@pytest.mark.parametrize(
    ("parts", "text", "fault"),
    [
        ([TextPart(' {"word": "tern"} ')], '{"word": "tern"}', ""),
        ([TextPart('```json\n{"word": "tern"}\n```')], '{"word": "tern"}', ""),
        ([ThinkingPart("A bird."), TextPart("{}")], "{}", ""),
        ([ToolCallPart("answer", {"word": "tern"})], '{"word":"tern"}', ""),
        ([ToolCallPart("search", {})], "", "it called a tool that does not exist"),
        ([TextPart("One. "), TextPart("Two.")], "One. Two.", "it has thoughts in the middle of it"),
        ([], "", "it is empty"),
    ],
)
def test_the_text_of_a_reply(parts: list[TextPart | ThinkingPart | ToolCallPart], text: str, fault: str) -> None:
    """A fence around the whole and thoughts apart are no part of the answer; another tool and talk are faults."""
    assert replies.said(ModelResponse(parts=parts)) == (text, fault)


@pytest.mark.parametrize(("reason", "word"), [("length", "cut off"), ("content_filter", "refused")])
def test_a_reply_that_ended_early_is_none(reason: str, word: str) -> None:
    """What was cut off or refused is a fault, however whole it looks."""
    _, fault = replies.said(ModelResponse(parts=[TextPart('{"word": "tern"}')], finish_reason=reason))
    assert word in fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"word": "tern"}', ""),
        ('{"word": "gull"}', "it is no tern"),
        ('{"bird": "tern"}', "it has another shape: word: Field required"),
        ("A tern.", "it is not one JSON object and nothing else"),
    ],
)
def test_the_value_of_an_answer(text: str, fault: str) -> None:
    """An answer has a value, or one line says why not: no JSON, another shape, or the question's own check."""
    assert replies.value_of(text, ASK)[1] == fault


def test_the_question_goes_out_again_with_its_fault() -> None:
    """The first time the question stands alone; the second, the answer and the reason stand behind it."""
    assert len(replies.messages(ASK, "", "")) == 1
    question, answer, again = replies.messages(ASK, "A gull.", "it is no tern")
    assert "A tern." in str(question)
    assert "A gull." in str(answer)
    assert "it is no tern" in str(again)


@pytest.mark.parametrize(("read", "written"), [(0, 0), (9_000, 1), (1, 9_000)])
def test_nonsense_in_a_count_is_the_most_there_can_be(read: int, written: int) -> None:
    """A provider that counts nothing, or far more than there can have been, is not believed."""
    model = ModelConfig(name="nobody-knows-it", max_tokens=100)
    reply = ModelResponse(parts=[], usage=RequestUsage(input_tokens=read, output_tokens=written))
    usage = replies.usage(reply, model, replies.most_read(ASK))
    assert (usage.input_tokens, usage.output_tokens) == (replies.most_read(ASK), 100)
