"""The environment: its only reader, but for the settings that `config.py` has pydantic take out of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

from jogan.errors import ConfigError

PREFIX, NESTED = "JOGAN_", "__"
#: What is read under the prefix and is no setting.
OTHERS = ("JOGAN_DEBUG", "JOGAN_TOKEN")


def value(variable: str) -> str:
    """What the variable of that name holds, without spaces around it; "" where it is not set."""
    return os.environ.get(variable, "").strip()


def secret(variable: str) -> str | None:
    """What the environment variable of that name holds, or None. Read when it is used, and kept by nothing."""
    return value(variable) or None


def child_environment(*without: str, **more: str) -> dict[str, str]:
    """The environment for a program that jogan starts: its own, but for the variables named, and with `more`."""
    return {name: value for name, value in os.environ.items() if name not in without} | more


def fixed_clock() -> datetime | None:
    """The moment that `SOURCE_DATE_EPOCH` fixes for reproducible output (reproducible-builds.org), or None."""
    raw = value("SOURCE_DATE_EPOCH")
    if not raw:
        return None
    try:
        return datetime.fromtimestamp(int(raw), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(
            "SOURCE_DATE_EPOCH", f"{raw!r} is not a number of seconds", "Unset it or give whole seconds."
        ) from error


def reader_token() -> str:
    """The token that the reader demands, out of `JOGAN_TOKEN`; "" where none is set. Read when the reader starts."""
    return value("JOGAN_TOKEN")


def debugging() -> bool:
    """Whether JOGAN_DEBUG asks for the traceback of jogan's own faults."""
    return bool(value("JOGAN_DEBUG"))


def name_of(place: Sequence[int | str]) -> str:
    """The variable that sets the key at that place of the configuration: `JOGAN_FETCH__PACE`."""
    return (PREFIX + NESTED.join(map(str, place))).upper()


def setting(place: Sequence[int | str], *, whole: bool = True) -> str | None:
    """The variable, as it is written, that sets what stands at that place of the configuration; None where none does.

    A variable may hold a table or list with the place inside it. Where the place is missing there (`whole` is False),
    it is enough that the table is there in which it is missing.
    """
    for depth in range(len(place), 0, -1):
        name = name_of(place[:depth])
        written = next((one for one in os.environ if one.upper() == name), None)
        if written is not None:
            inside = place[depth:] if whole else place[depth:-1]
            return written if _holds(os.environ[written], inside) else None
    return None


def unreadable(table: str) -> str:
    """The variables that set something of that table and are no JSON, between commas: one of them was to be some."""
    name = name_of((table,))
    found = [one for one in os.environ if one.upper() == name or one.upper().startswith(f"{name}{NESTED}")]
    return ", ".join(one for one in found if not _is_json(os.environ[one])) or name


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _holds(text: str, inside: Sequence[int | str]) -> bool:
    """Whether the JSON of a variable reaches to that place. Text that is none (`ollama:NAME`) reaches anywhere."""
    if not _is_json(text):
        return True
    found: Any = json.loads(text)
    for part in inside:
        if isinstance(found, list) and isinstance(part, int) and part < len(found):
            found = found[part]
        elif not isinstance(found, dict):
            return False
        elif part in found:
            found = found[part]
        elif part != found.get("kind"):  # what the kind of a table chose is no step deeper
            return False
    return True


def strays(settings: Iterable[Sequence[str]], named: Iterable[str]) -> list[str]:
    """A line for each variable under the prefix that nothing reads: no setting, and not `named` by one."""
    known = {*map(name_of, settings), *OTHERS, *named}
    # What stands below a known table is refused with the configuration where it is wrong.
    tables = tuple(name + NESTED for name in known)
    found = []
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and not (name.upper() in known or name in known):
            if name.upper().startswith(tables):
                continue
            near = get_close_matches(name.upper(), known, n=1)
            meant = f"did you mean {near[0]}?" if near else "see docs/configuration.md for the settings."
            found.append(f"{name}: nothing reads this variable; {meant}")
    return found
