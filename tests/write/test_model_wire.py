"""A model's reply is read within its cap, however large, compressed or strangely encoded it comes."""

from __future__ import annotations

import gzip
import json
import resource
import sys
import zlib
from typing import Any

import pytest
from pydantic import BaseModel

from jogan.config_writer import ModelConfig, WriterConfig
from jogan.model.common import Failure
from jogan.write.asking import Answer, Ask, Prompt
from jogan.write.llm import Llm
from model_server import Question, Reply, _framed, serving

pytest.importorskip("pydantic_ai", reason="the extra llm is not installed")

from jogan.write.model_wire import MAX_REPLY

PROVIDERS = [("compatible", "any"), ("openai", "gpt-5-mini"), ("ollama", "qwen3:8b"), ("anthropic", "claude-sonnet-4-5"),
             ("google", "gemini-2.5-flash")]  # fmt: skip


class Word(BaseModel):
    """One word."""

    word: str


def asked(reply: Any, provider: str = "compatible", name: str = "any") -> tuple[Answer[Word] | Failure, int]:
    """What the door makes of that reply of a server on loopback, and how often it asked."""
    prompt = Prompt(name="word", version=1, instructions="You say words.", text="Say a word.")
    with serving(reply) as server:
        base = server.address + ("" if provider in ("anthropic", "google") else "/v1")
        model = ModelConfig.model_validate({"name": name, "provider": provider, "base_url": base})
        door = Llm(WriterConfig(model=(model,)), lambda _: "key", backoff=0.01)
        (out,) = door.ask_all([Ask(subject="s1", prompt=prompt, answer=Word, check=lambda _: "")])
        return out, len(server.questions)


def bomb() -> bytes:
    """A gigabyte of spaces within a megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [packer.compress(b" " * 1_000_000) for _ in range(1000)]
    return b"".join([*pieces, packer.flush()])


@pytest.mark.parametrize(("provider", "name"), PROVIDERS)
@pytest.mark.parametrize("compressed", [False, True], ids=["plain", "bomb"])
def test_a_reply_beyond_the_cap_is_a_failure_that_says_so(provider: str, name: str, compressed: bool) -> None:
    """Nothing of it is kept, it is not asked for again, and memory does not grow with it."""
    raw = bomb() if compressed else b" " * (3 * MAX_REPLY)
    headers = {"content-encoding": "gzip"} if compressed else {}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    out, times = asked(lambda _: Reply(raw=raw, headers=headers), provider, name)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / (1e6 if sys.platform == "darwin" else 1e3)
    assert isinstance(out, Failure)
    assert "larger than any answer" in out.cause
    assert times == 1
    assert grown < 150, f"{grown:.0f} MB"


@pytest.mark.parametrize(("provider", "name"), PROVIDERS)
def test_a_compressed_reply_is_read(provider: str, name: str) -> None:
    """Servers that compress what they answer are understood as before."""

    def script(question: Question) -> Reply:
        body = json.dumps(_framed(question.wire, Reply('{"word": "tern"}'))).encode()
        return Reply(raw=gzip.compress(body), headers={"content-encoding": "gzip", "content-type": "application/json"})

    out, _ = asked(script, provider, name)
    assert isinstance(out, Answer)
    assert out.value.word == "tern"


def test_an_encoding_that_was_not_asked_for_is_a_failure() -> None:
    """What nobody asked for is not guessed at."""
    out, _ = asked(lambda _: Reply(raw=b"\x1b\x00", headers={"content-encoding": "br"}))
    assert isinstance(out, Failure)


def test_a_redirect_does_not_lead_a_key_away() -> None:
    """A server that sends the question elsewhere is a failure; the other place hears nothing."""
    with serving(lambda _: {"word": "tern"}) as other:
        place = f"{other.address}/v1/chat/completions"
        out, _ = asked(lambda _: Reply(status=307, raw=b"", headers={"location": place}))
        assert isinstance(out, Failure)
        assert not other.questions
