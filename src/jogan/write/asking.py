"""What passes between a writer and the model door: questions, typed answers, and the account of what they cost. Pure.

*Retry* repeats a call that did not come through; *re-ask* returns an unusable answer to the model with the reason. The
door does both; a writer sees an `Answer` or a `Failure`, never a half answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from pydantic import BaseModel

from jogan.model.common import Failure
from jogan.model.written import Usage

T = TypeVar("T", bound=BaseModel)
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question as the model sees it. `version` is raised with every change of the wording behind it."""

    name: str
    version: int
    instructions: str
    """What to do: the same for every question of this prompt in one language."""
    text: str
    """The material of this question, fenced as data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Generic[T]):
    """A question and what counts as an answer to it.

    `subject` is the story or category that the cost is counted under. `check` says in one line why an answer of the
    right shape is unusable all the same, or nothing.
    """

    subject: str
    prompt: Prompt
    answer: type[T]
    check: Callable[[T], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """A usable answer: by which model, what it cost (when it was first given), and whether it came out of the cache."""

    value: T
    model: str
    usage: Usage
    cached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the door's account: a question that was settled, and what was spent on it."""

    subject: str
    prompt: str
    model: str
    usage: Usage
    cached: bool = False
    failed: bool = False


class Door(Protocol):
    """Where models are asked: `llm.Llm`, or a fake."""

    @property
    def models(self) -> tuple[str, ...]:
        """The models in the order in which they are asked."""
        ...

    @property
    def account(self) -> Sequence[Entry]:
        """What was asked so far, oldest first; it only grows."""
        ...

    def ask_all(self, asks: Sequence[Ask[T]]) -> list[Answer[T] | Failure]:
        """One outcome for each question, in their order. Raises nothing that a model can cause."""
        ...

    def forecast(self, asks: Sequence[Ask[Any]]) -> Usage:
        """What the questions will cost, about; those whose answers are kept cost nothing."""
        ...


Outcomes: TypeAlias = list[Answer[Any] | Failure]
Work: TypeAlias = Generator[Sequence[Ask[Any]], Outcomes, None]
"""Work that asks in batches, and goes on when each is answered."""


class AnswerCache(Protocol):
    """What the door needs of the store: values of a stage under a hash (`store.database.Store` has it)."""

    def result(self, stage: str, hash: str, kind: type[V]) -> V | None: ...

    def save_result(self, stage: str, hash: str, value: Any, kind: Any) -> None: ...


def together(door: Door, works: Iterable[Work]) -> None:
    """Do several works side by side: what they ask next goes to the door as one batch."""
    waiting: list[tuple[Work, Sequence[Ask[Any]]]] = []

    def go_on(work: Work, outcomes: Outcomes | None) -> None:
        try:
            asks = work.send(outcomes) if outcomes is not None else next(work)
        except StopIteration:
            return
        waiting.append((work, asks))

    for work in works:
        go_on(work, None)
    while waiting:
        batch, waiting = waiting, []
        outcomes = door.ask_all([ask for _, asks in batch for ask in asks])
        at = 0
        for work, asks in batch:
            go_on(work, outcomes[at : at + len(asks)])
            at += len(asks)


def total(usages: Iterable[Usage]) -> Usage:
    """The sum of what was spent."""
    calls = read = written = unpriced = 0
    cost = 0.0
    for one in usages:
        calls, read, written = calls + one.calls, read + one.input_tokens, written + one.output_tokens
        cost, unpriced = cost + one.cost_usd, unpriced + one.unpriced
    return Usage(calls=calls, input_tokens=read, output_tokens=written, cost_usd=round(cost, 6), unpriced=unpriced)


def digest(*parts: str) -> str:
    """A hash over texts, each framed by its length, so that no two lists of parts collide by joining."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()


def fence(text: str, label: str) -> str:
    """Untrusted text between two lines that it cannot hold: the mark is made from the text's own hash.

    A text that knew its own hash could close the fence early; if by chance it does, another mark is taken.
    """
    salt = 0
    while (mark := digest(label, text, str(salt))[:12]) in text:
        salt += 1
    return f"<<<{label} {mark}\n{text}\n{mark} {label}>>>"
