"""What every channel is, what it is handed, and how a delivery ended."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from jogan.model.common import SectionName
from jogan.model.edition import Artifact, Edition

OutcomeState = Literal["sent", "already", "failed", "uncertain", "planned"]


class Parcel:
    """An edition to be delivered, in the forms that channels want it in, each made when it is first asked for."""

    def __init__(self, edition: Edition, site_url: str = "") -> None:
        self.edition, self.site_url = edition, site_url

    @cached_property
    def artifacts(self) -> tuple[Artifact, ...]:
        """All its files."""
        from jogan.press import artifacts

        return artifacts(self.edition)

    @cached_property
    def charts(self) -> dict[SectionName, bytes]:
        """The charts of the sections that hold anything, as PNG."""
        from jogan.press import chart

        return {
            section.name: chart.render(section, self.edition, "png")
            for section in self.edition.sections
            if section.stories
        }

    @property
    def id(self) -> str:
        """What one edition is called for ever, whatever channel it goes by."""
        return f"{self.edition.name}.{self.edition.language}"


@dataclass(frozen=True, slots=True)
class Target:
    """Whom or what a channel reaches. `key` stands in the ledger and holds no secret; `label` is shown."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the delivery to one target ended: in one line, without any secret. `date` is the edition's name."""

    date: str
    channel: str
    kind: str
    target: str
    state: OutcomeState
    detail: str = ""
    remedy: str = ""


class Line(Protocol):
    """An open channel."""

    def send(self, target: Target) -> str:
        """Send to one target; returns what is to be told of it, or "" where it had all of it. Raises DeliveryError."""
        ...


class Channel(Protocol):
    """One way out. `repeatable`: sending the same again changes nothing, so that the ledger need not forbid it."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def repeatable(self) -> bool: ...

    def targets(self) -> Sequence[Target]:
        """Whom it reaches. Raises DeliveryError where that cannot be told (a variable is not set)."""
        ...

    def plan(self, target: Target) -> str:
        """What would go there, in one line."""
        ...

    def open(self) -> AbstractContextManager[Line]:
        """Get ready to send. Raises DeliveryError: then nothing has gone out."""
        ...
