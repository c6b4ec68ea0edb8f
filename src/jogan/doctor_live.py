"""The checks of `jogan doctor --live`: each source is asked, each model, each mail server. Nothing is stored or sent.

A message cannot be tried without somebody getting it, so of chats and webhooks only the settings are checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel, Field

from jogan.collect.drive import Exchange, collect
from jogan.collect.fetch import Door
from jogan.config import Config
from jogan.config_writer import ModelConfig, api_key
from jogan.doctor import Finding, channels, of_error
from jogan.errors import JoganError
from jogan.model.collected import Collected, Source, Window
from jogan.model.common import Failure

SOURCE_DEADLINE = 45.0
RUN_DEADLINE = 180.0


class _Reply(BaseModel):
    """What a model is asked for: one word. Without its limit, the smallest models never come to an end."""

    word: str = Field(max_length=40)


def examine(config: Config, now: datetime, sources: Sequence[Source]) -> Iterator[Finding]:
    """All checks that ask somebody."""
    yield from _sources(config, now, sources)
    if config.writer.kind != "extract":
        for model in config.writer.model:
            if api_key(model) is not None:
                yield _model(config, model)
    for channel in channels(config):
        if not isinstance(channel, Finding) and channel.kind == "mail":
            try:
                with channel.open():
                    yield Finding(
                        subject=f"channel {channel.name}", state="ok", detail="the mail server lets jogan in; none sent"
                    )
            except JoganError as error:
                found = of_error(f"channel {channel.name}", error)
                yield replace(found, remedy=found.remedy or "Check the channel's host, port and security")


def _sources(config: Config, now: datetime, sources: Sequence[Source]) -> Iterator[Finding]:
    patient = {"attempts": 1, "source_deadline": SOURCE_DEADLINE, "run_deadline": RUN_DEADLINE}
    fetch = config.fetch.model_copy(update=patient)

    def door() -> AbstractAsyncContextManager[Exchange]:
        return Door(fetch, state_folder=config.state)

    day = now.astimezone(config.zone).date()
    work = [(source, Window(day=day, now=now, zone=config.zone)) for source in sources]
    for source, answer in collect(
        work, door, concurrency=fetch.concurrency, source_deadline=SOURCE_DEADLINE, run_deadline=RUN_DEADLINE
    ):
        yield _told(source, answer)


def _told(source: Source, answer: Collected) -> Finding:
    detail = f"asked now: {answer.status}, {len(answer.items):,} items"
    if answer.detail:
        detail += f"; {answer.detail}"
    bad = answer.status in ("failed", "stale")
    remedy = next((failure.remedy for failure in answer.failures if failure.remedy), "") if bad else ""
    return Finding(
        subject=f"source {source.name}",
        state="fail" if answer.status == "failed" else "warn" if bad else "ok",
        detail=detail,
        remedy=remedy,
    )


def _model(config: Config, model: ModelConfig) -> Finding:
    from jogan.write.asking import Ask, Prompt
    from jogan.write.llm import Llm

    writer = config.writer.model_copy(update={"model": (model,), "attempts": 1, "deadline": 60.0})
    prompt = Prompt(name="doctor", version=1, instructions="Answer with one word.", text="Say: ready")
    outcome = Llm(writer, api_key).ask_all(
        [Ask(subject="doctor", prompt=prompt, answer=_Reply, check=lambda reply: "" if reply.word.strip() else "empty")]
    )[0]
    if isinstance(outcome, Failure):
        remedy = outcome.remedy or "Set `answers` of the model to tool or prompt, or choose a more able one"
        return Finding(subject=f"model {model.id}", state="fail", detail=outcome.cause, remedy=remedy)
    return Finding(subject=f"model {model.id}", state="ok", detail=f"answers; that cost ${outcome.usage.cost_usd:.4f}")
