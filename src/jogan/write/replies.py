"""What is sent to a model, and what its reply is worth: a typed value or why it is none, and what it cost. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from jogan.config_writer import ModelConfig
from jogan.model.written import Usage
from jogan.write import providers
from jogan.write.answers import fault_of
from jogan.write.asking import Ask

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelMessage, ModelResponse

T = TypeVar("T", bound=BaseModel)

_BELIEVED = 4
"""A provider that counts more than this many times the tokens that there can have been has not counted."""


def messages(ask: Ask[Any], said: str, fault: str) -> list[ModelMessage]:
    """The question; with a fault, also the answer that was given and why it could not be used."""
    from pydantic_ai.messages import ModelRequest, ModelResponse, TextPart, UserPromptPart

    instructions = ask.prompt.instructions
    sent: list[ModelMessage] = [
        ModelRequest(parts=[UserPromptPart(content=ask.prompt.text)], instructions=instructions)
    ]
    if fault:
        again = (
            f"That answer cannot be used: {fault}. Give the whole answer again, as one JSON object and nothing else."
        )
        sent.append(ModelResponse(parts=[TextPart(content=said or "(nothing)")]))
        sent.append(ModelRequest(parts=[UserPromptPart(content=again)], instructions=instructions))
    return sent


def said(reply: ModelResponse) -> tuple[str, str]:
    """The text that is to be the answer, and why there is none; thoughts that came apart from it are left aside."""
    from pydantic_ai.messages import TextPart, ToolCallPart

    calls = [part for part in reply.parts if isinstance(part, ToolCallPart)]
    blocks = [part.content for part in reply.parts if isinstance(part, TextPart) and part.content.strip()]
    texts = "".join(blocks).strip()
    if reply.finish_reason == "length":
        return texts, "it was cut off before its end; be briefer"
    if reply.finish_reason == "content_filter":
        return texts, "it was refused; the material is public text that is only to be reported"
    if calls:
        if len(calls) > 1 or calls[0].tool_name != providers.OUTPUT_TOOL:
            return texts, "it called a tool that does not exist"
        return calls[0].args_as_json_str(), ""
    if len(blocks) > 1:
        return texts, "it has thoughts in the middle of it"
    if texts.startswith("```") and texts.endswith("```") and texts.count("```") == 2:
        # A fence around the whole answer is wrapping; anything beside it is not.
        texts = texts[3:-3].removeprefix("json").strip()
    return texts, "" if texts else "it is empty"


def value_of(text: str, ask: Ask[T]) -> tuple[T | None, str]:
    """The typed value of an answer, or why it is not usable."""
    try:
        value = ask.answer.model_validate_json(text)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, problem["loc"]))
        if problem["type"] == "json_invalid":
            return None, "it is not one JSON object and nothing else"
        return None, f"it has another shape: {where + ': ' if where else ''}{problem['msg']}"
    return value, fault_of(value.model_dump()) or ask.check(value)


def usage(reply: ModelResponse, model: ModelConfig, most_read: int) -> Usage:
    """What a call cost, by the tokens that the provider counted, or, where it counted none or nonsense, by the most."""
    read, written = reply.usage.input_tokens, reply.usage.output_tokens
    told = 0 <= read <= _BELIEVED * most_read and 0 <= written <= _BELIEVED * model.max_tokens
    if not told or (not read and not written):
        read, written = most_read, model.max_tokens
    cost = providers.price(model, read, written)
    return Usage(
        calls=1, input_tokens=read, output_tokens=written, cost_usd=cost or 0.0, unpriced=0 if cost is not None else 1
    )


def most_read(ask: Ask[Any]) -> int:
    """More tokens than a question can have: its bytes, as no tokenizer cuts finer, and the frame of a conversation."""
    sent = ask.prompt.instructions + ask.prompt.text + json.dumps(ask.answer.model_json_schema())
    return len(sent.encode("utf-8", "replace")) + 200
