"""What is wrong in a configuration, all of it in one line, and which key was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from jogan import environment
from jogan.errors import ConfigError

#: More faults than these are counted only.
MOST = 8


def refusal(error: ValidationError, root: type[BaseModel], file: str) -> ConfigError:
    """All that is wrong in one error: what the file says by its keys, what the environment says by its variables.

    `file` is empty where there is none. Unknown keys come first: what is missing beside them is often only misspelled.
    """
    problems = sorted(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    found: list[str] = []
    blamed: set[str] = set()
    meant: set[tuple[int | str, ...]] = set()
    for problem in problems:
        place, kind = problem["loc"], problem["type"]
        if kind == "missing" and place in meant:
            continue
        variable = environment.setting(place, whole=kind != "missing")
        blamed.add(variable or file)
        where = f"{variable}: " if variable else ""
        if kind == "extra_forbidden":
            near = get_close_matches(str(place[-1]), _keys(root, place[:-1]), n=1)
            meant |= {(*place[:-1], one) for one in near}
            hint = f" (did you mean {near[0]!r}?)" if near else ""
            found.append(f"{where}unknown key {'.'.join(map(str, place))!r}{hint}")
        else:
            message = str(problem["msg"]).removeprefix("Value error, ")
            key = ".".join(map(str, place)) or "the file"
            # A variable is named for its key; only what stands deeper inside it must be told.
            key = "" if variable and variable.upper() == environment.name_of(place) else f"{key}: "
            found.append(f"{where}{key}{message[:1].lower()}{message[1:]}")
    if len(found) > MOST:
        found[MOST:] = [f"and {len(found) - MOST} more"]
    remedy = "See docs/configuration.md for every key."
    if len(blamed) == 1 and (only := blamed.pop()):
        return ConfigError(only, "; ".join(one.removeprefix(f"{only}: ") for one in found), remedy)
    return ConfigError(f"{file} and the environment" if file else "the environment", "; ".join(found), remedy)


def known_keys(root: type[BaseModel]) -> list[tuple[str, ...]]:
    """Every key that the environment can set: those at the top, and those of the tables that are no lists."""
    found: list[tuple[str, ...]] = []
    for name, field in root.model_fields.items():
        found.append((name,))
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found += [(name, *inner) for inner in known_keys(field.annotation)]
    return found


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
