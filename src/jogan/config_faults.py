"""What is wrong in a configuration, in one line, and which key was probably meant. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError


def first_fault(error: ValidationError, root: type[BaseModel]) -> str:
    """One line for the first thing that is wrong, in words of the file: `fetch.pace: …`. Unknown keys come first."""
    problems = error.errors()
    problem = next((one for one in problems if one["type"] == "extra_forbidden"), problems[0])
    where = ".".join(str(part) for part in problem["loc"]) or "the file"
    if problem["type"] == "extra_forbidden":
        near = get_close_matches(str(problem["loc"][-1]), _keys(root, problem["loc"][:-1]), n=1)
        return f"unknown key {where!r}" + (f"; did you mean {near[0]!r}?" if near else "")
    message = str(problem["msg"]).removeprefix("Value error, ")
    return f"{where}: {message[:1].lower()}{message[1:]}"


def _keys(root: type[BaseModel], place: Sequence[int | str]) -> list[str]:
    """The keys that a table of the file may hold, the table named as pydantic names it."""
    models: list[type[BaseModel]] = [root]
    for part in place:
        inner = [found for model in models if part in model.model_fields for found in _models(model, str(part))]
        # A number counts the tables of a list; a name that is no key is the kind that chose one of several tables.
        kinds = [model for model in models if "kind" in model.model_fields and part == _kind(model)]
        models = inner or kinds or models
    return sorted({field.alias or name for model in models for name, field in model.model_fields.items()})


def _kind(model: type[BaseModel]) -> object:
    return next(iter(get_args(model.model_fields["kind"].annotation)), None)


def _models(model: type[BaseModel], key: str) -> list[type[BaseModel]]:
    """The models of the tables under a key, in whatever container or union they stand."""
    waiting: list[Any] = [model.model_fields[key].annotation]
    found: list[type[BaseModel]] = []
    while waiting:
        one = waiting.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            found.append(one)
        waiting += get_args(one)
    return found
