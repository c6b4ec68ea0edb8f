"""Working stand-ins for the doors, checked against their interfaces."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from jogan.model.common import Failure
from jogan.model.written import Usage
from jogan.write.answers import fault_of
from jogan.write.asking import Answer, Ask, Door, Entry

T = TypeVar("T", bound=BaseModel)

SPENT = Usage(calls=1, input_tokens=100, output_tokens=20, cost_usd=0.001)


class FakeLlm:
    """A door whose model answers from a queue, or by a function of the question; otherwise it is down.

    Like the real one it asks a second time where an answer is no JSON of the wanted shape, loops, or fails the
    question's check, and it keeps account.
    """

    def __init__(self, answers: Sequence[Any] | Callable[[Ask[Any]], Any] = (), name: str = "fake:model") -> None:
        self._by = answers if callable(answers) else None
        self._queue = deque(() if callable(answers) else answers)
        self.models = (name,)
        self.asked: list[Ask[Any]] = []
        self._account: list[Entry] = []

    @property
    def account(self) -> Sequence[Entry]:
        return tuple(self._account)

    def forecast(self, asks: Sequence[Ask[Any]]) -> Usage:
        return Usage(calls=len(asks))

    def ask_all(self, asks: Sequence[Ask[T]]) -> list[Answer[T] | Failure]:
        return [self._ask(ask) for ask in asks]

    def _ask(self, ask: Ask[T]) -> Answer[T] | Failure:
        fault = "it is down"
        for _ in range(2):
            self.asked.append(ask)
            if self._by is None and not self._queue:
                break
            said = self._by(ask) if self._by else self._queue.popleft()
            if isinstance(said, Failure):
                self._account.append(self._entry(ask, failed=True))
                return said
            try:
                value = ask.answer.model_validate_json(said if isinstance(said, str) else json.dumps(said))
            except ValidationError:
                fault = "not the shape"
                continue
            fault = fault_of(value.model_dump()) or ask.check(value)
            if not fault:
                self._account.append(self._entry(ask))
                return Answer(value=value, model=self.models[0], usage=SPENT)
        self._account.append(self._entry(ask, failed=True))
        return Failure(stage="write", subject=self.models[0], kind="model", cause=fault)

    def _entry(self, ask: Ask[Any], *, failed: bool = False) -> Entry:
        return Entry(subject=ask.subject, prompt=ask.prompt.name, model=self.models[0], usage=SPENT, failed=failed)


_: Door = FakeLlm()
