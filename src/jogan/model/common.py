"""What the types of every stage speak of: days, sections, languages, and failures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Day = date
"""A calendar day, for the types that have a field called `date`."""

UNDATED: Day = date.min
"""The day of what has none: an entry without a date that may be years old. Never shown."""

Kind = Literal["paper", "news"]
SectionName = Literal["papers", "news"]
Language = Literal["ko", "en"]
Unit = Literal["day", "week", "month"]
SECTION_OF: Mapping[Kind, SectionName] = {"paper": "papers", "news": "news"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A stage's expected error, kept as data: it travels along the path and is shown in the header.

    `subject` names the thing (a source, a URL, a story), `kind` is a short stable code
    (`unreachable`, `timeout`, `status`, `too-large`, `refused`, `malformed`, `not-recorded`, `drift`, `model`, …),
    `cause` says what happened and `remedy` what to do, each in one line of English without a full stop.
    """

    stage: Literal["collect", "edit", "write", "press", "publish"]
    subject: str
    kind: str
    cause: str
    remedy: str = ""
    status: int | None = None
    """The HTTP status, where the cause is one."""
