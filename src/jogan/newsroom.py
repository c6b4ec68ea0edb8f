"""What a run works with: the doors and the editors, and what an edition depends on besides its items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from jogan.collect.replay import Replay
from jogan.config import Config
from jogan.edit.classify import Classifier
from jogan.glossary import Glossary
from jogan.model.collected import Collected, Source, Window
from jogan.model.edited import Taxonomy
from jogan.model.written import Writer
from jogan.store import codec
from jogan.store.database import Store
from jogan.write.adviser import Adviser
from jogan.write.proof import Check


class Collect(Protocol):
    """The wires, wired: asks the sources and yields each answer as it comes."""

    def __call__(self, work: Sequence[tuple[Source, Window]]) -> Iterator[tuple[Source, Collected]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """What a run works with: the doors and the editors, built once by the caller."""

    store: Store
    config: Config
    taxonomy: Taxonomy
    classifier: Classifier
    glossary: Glossary
    writer: Writer
    check: Check
    adviser: Adviser | None = None
    """Who is asked about uncertain filings, where a model is configured."""
    tell: Callable[[str], None]
    """Says in one line what is being done now."""
    recording: Replay | None = None
    """The recording that stands in for the network."""
    warn: Callable[[str], None] = lambda _: None
    """Says in one line what whoever started the run must know."""

    @property
    def fingerprint(self) -> str:
        """What an edition depends on besides its items: another language, writer, taxonomy or limit makes another."""
        return codec.digest(
            self.config.language,
            f"{self.writer.name}/{self.writer.version}",
            self.taxonomy.version,
            self.classifier.version,
            *([self.adviser.version] if self.adviser else []),
            self.config.edition.model_dump_json(),
            self.config.timezone,
        )
