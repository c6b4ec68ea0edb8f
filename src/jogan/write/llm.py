"""THE model door: typed questions in, typed answers or failures out; retry, re-ask, fallback, budget, deadline, cache.

Outside it is synchronous (`ask_all`), inside asynchronous. Three things keep it honest:

- An answer is usable or it is none. What is refused, cut off, empty, no JSON of the wanted shape, full of thoughts or
  loops, or fails the question's own check goes back to the model once with the reason (re-ask); then the next model is
  asked; then the outcome is a `Failure`.
- Money is reserved before it is spent. A call goes out only if what it can cost at most (its bytes as tokens, its
  longest answer) still fits into the budget beside all calls under way; then what it did cost takes the place of that.
- A good answer is kept under the hash of prompt, version, model and material, and is never asked for again.

Foreign libraries are imported when the first call goes out; their errors end here (`providers.trouble`).
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
import warnings
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from jogan.config_writer import ModelConfig, WriterConfig
from jogan.errors import ModelError
from jogan.model.common import Failure
from jogan.model.written import Usage
from jogan.write import providers, replies
from jogan.write.asking import Answer, AnswerCache, Ask, Entry, digest, total
from jogan.write.providers import Trouble
from jogan.write.purse import Purse

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse
    from pydantic_ai.models import Model

T = TypeVar("T", bound=BaseModel)

STAGE = "answer"
"""The stage under which the store keeps answers."""

LONGEST_WAIT = 60.0
"""Seconds: a provider that asks for more rest than this is passed over for the next model."""

STRIKES = 2
"""Questions in a row that a model may leave without any reply before it is passed over for the rest of the run."""

HOPELESS = 5
"""Questions in a row to which a model may give nothing usable, asked twice each, before it is passed over, too.

A model that is too small for its task would else be paid, and waited for, for every story of the day.
"""


_SHOWN_AGAIN = 4_000
"""Characters of an unusable answer that the model is shown again."""

_LIKELY = {"facts": 700, "category": 900, "mend": 300}
"""Tokens of an answer to each prompt, about: a JSON object with Korean sentences and quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer as the store keeps it: the JSON of its value, and what it cost."""

    text: str
    usage: Usage


class Llm:
    """The models of one run behind one account. Implements `asking.Door`."""

    def __init__(
        self,
        config: WriterConfig,
        key_of: Callable[[ModelConfig], str | None],
        cache: AnswerCache | None = None,
        *,
        backoff: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`key_of` reads a model's key when it is needed (None: not set); `backoff` is the first wait in seconds."""
        self._config, self._key_of, self._cache = config, key_of, cache
        self._backoff, self._clock = backoff, clock
        self._account: list[Entry] = []
        self._purse_spent = 0.0
        self._passed_over: dict[str, Trouble] = {}
        self._strikes: dict[str, int] = {}
        self._useless: dict[str, int] = {}
        self._began: float | None = None
        self.calls = 0
        """Calls that went out in this run; 0 where every answer was in the cache."""

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(model.id for model in self._config.model)

    @property
    def account(self) -> Sequence[Entry]:
        return tuple(self._account)

    @property
    def spent(self) -> float:
        """US dollars spent in this run."""
        return self._purse_spent

    def ask(self, question: Ask[T]) -> Answer[T] | Failure:
        """One question; see `ask_all`."""
        return self.ask_all([question])[0]

    def ask_all(self, asks: Sequence[Ask[T]]) -> list[Answer[T] | Failure]:
        """One outcome for each question, in their order; those in the cache first, the rest some at a time."""
        outcomes: list[Answer[T] | Failure | None] = [self._remembered(ask) for ask in asks]
        waiting = [place for place, outcome in enumerate(outcomes) if outcome is None]
        if waiting:
            if self._began is None:
                self._began = self._clock()
            with warnings.catch_warnings():
                # The libraries warn of settings that a model does not know, which they leave out, and of old models.
                warnings.simplefilter("ignore")
                found = asyncio.run(self._ask_waiting([asks[place] for place in waiting]))
            for place, outcome in zip(waiting, found, strict=True):
                outcomes[place] = outcome
        return [outcome for outcome in outcomes if outcome is not None]

    def estimate(self, ask: Ask[Any], model: ModelConfig | None = None) -> float | None:
        """The most that a question can cost at the first (or given) model, re-ask aside; None: price unknown."""
        chosen = model or self._config.model[0]
        return providers.price(chosen, replies.most_read(ask), chosen.max_tokens)

    def forecast(self, asks: Sequence[Ask[Any]]) -> Usage:
        """What questions will cost at the first model, about: those whose answers are kept cost nothing.

        A rule of thumb: three bytes a token read, as many tokens written as such answers have, nothing asked twice.
        """
        model = self._config.model[0]
        new = [ask for ask in asks if self._kept(ask) is None]
        read = sum(replies.most_read(ask) // 3 for ask in new)
        written = sum(min(model.max_tokens, _LIKELY.get(ask.prompt.name, 400)) for ask in new)
        cost = providers.price(model, read, written)
        return Usage(
            calls=len(new),
            input_tokens=read,
            output_tokens=written,
            cost_usd=cost or 0.0,
            unpriced=0 if cost is not None else len(new),
        )

    # ── The cache ──

    def _key(self, model: ModelConfig, ask: Ask[Any]) -> str:
        prompt = ask.prompt
        schema = json.dumps(ask.answer.model_json_schema(), sort_keys=True)
        settings = model.model_dump_json(exclude={"api_key_env", "timeout", "price_input", "price_output"})
        return digest(prompt.name, str(prompt.version), prompt.instructions, prompt.text, schema, settings)

    def _remembered(self, ask: Ask[T]) -> Answer[T] | None:
        found = self._kept(ask)
        if found is not None:
            self._note(ask, found.model, found.usage, cached=True)
        return found

    def _kept(self, ask: Ask[T]) -> Answer[T] | None:
        if self._cache is None:
            return None
        for model in self._config.model:
            kept = self._cache.result(STAGE, self._key(model, ask), Kept)
            if kept is None:
                continue
            value, fault = replies.value_of(kept.text, ask)
            if value is not None and not fault:
                return Answer(value=value, model=model.id, usage=kept.usage, cached=True)
        return None

    def _note(self, ask: Ask[Any], model: str, usage: Usage, *, cached: bool = False, failed: bool = False) -> None:
        self._account.append(
            Entry(subject=ask.subject, prompt=ask.prompt.name, model=model, usage=usage, cached=cached, failed=failed)
        )

    # ── Asking ──

    async def _ask_waiting(self, asks: Sequence[Ask[T]]) -> list[Answer[T] | Failure]:
        gate = asyncio.Semaphore(self._config.concurrency)
        async with AsyncExitStack() as stack:
            desk = _Desk(self, stack, Purse(self._config.budget, self._purse_spent))

            async def one(ask: Ask[T]) -> Answer[T] | Failure:
                async with gate:
                    return await self._down_the_chain(desk, ask)

            try:
                return await asyncio.gather(*(one(ask) for ask in asks))
            finally:
                self._purse_spent = desk.purse.spent

    async def _down_the_chain(self, desk: _Desk, ask: Ask[T]) -> Answer[T] | Failure:
        """The first model's answer, or the next one's; the failure told is that of the first model that had a say."""
        failures: list[Failure] = []
        for model in self._config.model:
            passed = self._passed_over.get(model.id)
            if passed is not None:
                failures.append(_failure(model, passed))
                continue
            outcome = await self._converse(desk, model, ask)
            if isinstance(outcome, Answer):
                return outcome
            failures.append(outcome)
        return failures[0] if failures else Failure(
            stage="write", subject="models", kind="model", cause="no model is configured",
            remedy="Name one under [[writer.model]]",
        )  # fmt: skip

    async def _converse(self, desk: _Desk, model: ModelConfig, ask: Ask[T]) -> Answer[T] | Failure:
        """One question to one model, and the question once more with the reason where its answer was not usable."""
        spent: list[Usage] = []
        said = fault = ""
        for turn in range(2):
            reply = await self._call(desk, model, ask, said, fault if turn else "", spent)
            if isinstance(reply, Trouble):
                self._note(ask, model.id, total(spent), failed=True)
                return _failure(model, reply)
            said, fault = replies.said(reply)
            value = None
            if not fault:
                value, fault = replies.value_of(said, ask)
            if value is not None and not fault:
                usage = total(spent)
                if self._cache is not None:
                    self._cache.save_result(STAGE, self._key(model, ask), Kept(text=said, usage=usage), Kept)
                self._note(ask, model.id, usage)
                self._useless[model.id] = 0
                return Answer(value=value, model=model.id, usage=usage)
        self._note(ask, model.id, total(spent), failed=True)
        self._useless[model.id] = self._useless.get(model.id, 0) + 1
        if self._useless[model.id] >= HOPELESS:
            cause = f"gave no usable answer to {HOPELESS} questions in a row and is not asked again in this run"
            self._passed_over[model.id] = Trouble(cause, "Choose a larger model")
        return _failure(model, Trouble(f"gave no usable answer to {ask.prompt.name!r}: {_brief(fault)}"))

    async def _call(
        self, desk: _Desk, model: ModelConfig, ask: Ask[Any], said: str, fault: str, spent: list[Usage]
    ) -> ModelResponse | Trouble:
        """One reply, tried again while the model is down or busy. What each try cost is added to `spent`."""
        said = said[:_SHOWN_AGAIN]
        most_read = replies.most_read(ask) + (len(said.encode("utf-8", "replace")) if fault else 0)
        most = providers.price(model, most_read, model.max_tokens)
        if most is None and self._config.budget is not None:
            return Trouble(
                "its price is not known, so that it cannot be kept within the budget",
                "Give price_input and price_output of the model",
            )
        found = Trouble("was not asked")
        for attempt in range(self._config.attempts):
            left = self._left()
            if left <= 0:
                return Trouble(
                    f"the edition's {self._config.deadline:g} s for models are over", "Raise writer.deadline"
                )
            if not await desk.purse.reserve(most or 0.0):
                return Trouble(
                    f"the budget of ${self._config.budget:g} is used up", "Raise writer.budget or give --budget"
                )
            charged = 0.0
            try:
                outcome = await desk.request(model, ask, said, fault, min(model.timeout, left))
                if not isinstance(outcome, Trouble):
                    usage = replies.usage(outcome, model, most_read)
                    charged = usage.cost_usd
                    spent.append(usage)
                elif outcome.billed and most:
                    # Nobody can say what an answer cost that never came; the budget must hold all the same.
                    charged = most
                    spent.append(Usage(calls=1, input_tokens=most_read, cost_usd=most))
            finally:
                await desk.purse.settle(most or 0.0, charged)
            if not isinstance(outcome, Trouble):
                self._strikes[model.id] = 0
                return outcome
            found = outcome
            if found.lasting:
                self._passed_over[model.id] = found
                return found
            if not found.retry or attempt + 1 == self._config.attempts:
                break
            chance = random.uniform(0.5, 1.5)  # noqa: S311 - spreads waiting programs, guards no secret
            wait = found.wait if found.wait is not None else self._backoff * 2**attempt * chance
            if wait > LONGEST_WAIT or wait >= self._left():
                found = replace(found, cause=f"{found.cause} and asks to wait {wait:.0f} s", lasting=True)
                break
            await asyncio.sleep(wait)
        self._strikes[model.id] = self._strikes.get(model.id, 0) + 1
        if found.lasting or self._strikes[model.id] >= STRIKES:
            self._passed_over[model.id] = found
        return found

    def _left(self) -> float:
        """Seconds left of the edition's deadline."""
        began = self._clock() if self._began is None else self._began
        return self._config.deadline - (self._clock() - began)


class _Desk:
    """The clients of one batch, each built when it is first asked."""

    def __init__(self, door: Llm, stack: AsyncExitStack, purse: Purse) -> None:
        self._door, self._stack, self.purse = door, stack, purse
        self._clients: dict[str, Model | Trouble] = {}
        self._building = asyncio.Lock()

    async def request(
        self, model: ModelConfig, ask: Ask[Any], said: str, fault: str, seconds: float
    ) -> ModelResponse | Trouble:
        """One call and its reply, or why there is none."""
        client = await self._client(model)
        if isinstance(client, Trouble):
            return client
        from pydantic_ai.direct import model_request

        schema = ask.answer.model_json_schema()
        self._door.calls += 1
        try:
            async with asyncio.timeout(seconds):
                return await model_request(
                    client,
                    replies.messages(ask, said, fault),
                    model_settings=providers.settings(model),
                    model_request_parameters=providers.parameters(model, client, ask.prompt.name, schema),
                )
        except Exception as error:  # noqa: BLE001 - model libraries raise whatever a broken reply makes them stumble over
            return providers.trouble(error, model)

    async def _client(self, model: ModelConfig) -> Model | Trouble:
        async with self._building:
            known = self._clients.get(model.id)
            if known is None:
                known = self._clients[model.id] = await self._open(model)
            return known

    async def _open(self, model: ModelConfig) -> Model | Trouble:
        key = self._door._key_of(model)
        if key is None:
            wanted = " or ".join(model.key_variables)
            return Trouble(f"its key is not set in {wanted}", f"Set {wanted}, or use --writer extract", lasting=True)
        try:
            return await self._stack.enter_async_context(providers.opened(model, key))
        except ModelError as error:
            return Trouble(error.why, error.remedy, lasting=True)


def _failure(model: ModelConfig, trouble: Trouble) -> Failure:
    return Failure(
        stage="write", subject=model.id, kind="model", cause=trouble.cause, remedy=trouble.remedy, status=trouble.status
    )


def _brief(fault: str) -> str:
    """A fault in our words alone: what the model said, and what it was advised, stands behind a colon or semicolon.

    A failure is printed, and no word of an unusable answer ever is.
    """
    return re.split("[:;]", fault, maxsplit=1)[0]
