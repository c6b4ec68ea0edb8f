"""The doors and editors of a run, built from the configuration: who is wired to whom, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from importlib.util import find_spec
from pathlib import Path

from jogan import resources
from jogan.collect.drive import Exchange, collect
from jogan.collect.fetch import Door
from jogan.collect.replay import Recorder, Replay
from jogan.config import Config
from jogan.config_writer import api_key
from jogan.edit.classify import Classifier
from jogan.edit.taxonomy import customize, papers_named
from jogan.edit.taxonomy import parse as parse_taxonomy
from jogan.environment import fixed_clock
from jogan.errors import ConfigError
from jogan.glossary import Glossary
from jogan.model.collected import Collected, Source, Window
from jogan.model.edited import Taxonomy
from jogan.model.written import Writer
from jogan.newsroom import Newsroom
from jogan.store.cache import StoredCache
from jogan.store.database import Store
from jogan.store.translate import Lexicon
from jogan.write.adviser import Adviser
from jogan.write.asking import AnswerCache
from jogan.write.extract import ExtractiveWriter
from jogan.write.verify import Verifier, build_verifier


def taxonomy(config: Config) -> Taxonomy:
    """The default taxonomy with the user's changes. Raises TaxonomyError naming the line that is wrong."""
    default, own = parse_taxonomy(resources.read_text("taxonomy.toml")), config.taxonomy
    return customize(default, own.changes, where=own.file, text=own.text) if own.changes else default


def classifier(of: Taxonomy, store: Store | None = None) -> Classifier:
    """The classifier that ships with jogan, over that taxonomy; its examples by arXiv id are looked up in the store."""
    named = papers_named(of)
    examples = store.papers(named) if store and named else {}
    return Classifier.load(resources.read_bytes("classifier.bin"), of, examples)


def glossary() -> Glossary:
    """The Korean and English terms."""
    return Glossary.parse(resources.read_text("glossary.tsv"))


def newsroom(
    config: Config,
    store: Store,
    tell: Callable[[str], None],
    *,
    recording: Replay | None = None,
    warn: Callable[[str], None] = lambda _: None,
) -> Newsroom:
    """Everything that a run works with. Raises ConfigError where a writer is asked for that is not there."""
    terms, drawers = glossary(), taxonomy(config)
    verifier = build_verifier(terms, resources.read_text("lexicon.tsv"))
    made = writer(config, store, terms, verifier)
    door = getattr(made, "door", None)
    return Newsroom(
        store=store,
        config=config,
        taxonomy=drawers,
        classifier=classifier(drawers, store),
        glossary=terms,
        writer=made,
        adviser=Adviser(door, drawers) if door is not None and config.writer.ask_uncertain else None,
        check=verifier.check,
        tell=tell,
        recording=recording,
        warn=warn,
    )


def writer(config: Config, store: AnswerCache, terms: Glossary, verifier: Verifier) -> Writer:
    """Who writes: rules, or the models that are configured, with the rules behind them.

    With `auto` a model without a key or library, or under a budget without a price, is a failure that the edition
    tells, and the rules write; with `llm` it is a ConfigError.
    """
    rules = ExtractiveWriter(terms, config.language)
    if config.writer.kind == "extract" or (config.writer.kind == "auto" and not config.writer.model):
        return rules
    from jogan.write.compose import ModelWriter
    from jogan.write.llm import Llm
    from jogan.write.providers import has_price

    if config.writer.kind == "llm":
        if not config.writer.model:
            raise ConfigError(
                "writer.model",
                "no language model is configured",
                "Name one under [[writer.model]]; see docs/models.md.",
            )
        if find_spec("pydantic_ai") is None:
            raise ConfigError("writer.kind", "the model library is not installed", "Run: pip install 'jogan[llm]'")
        wanted = [name for model in config.writer.model if api_key(model) is None for name in model.key_variables]
        if all(api_key(model) is None for model in config.writer.model):
            raise ConfigError("writer.model", "no key is set for it", f"Set {' or '.join(wanted)}.")
        if config.writer.budget is not None and all(has_price(model) is False for model in config.writer.model):
            raise ConfigError(
                "writer.budget",
                f"nobody knows the price of {config.writer.model[0].id}, so that no budget can hold it",
                "Give price_input and price_output of the model (docs/models.md), or leave the budget out.",
            )
    return ModelWriter(Llm(config.writer, api_key, store), rules, verifier, terms, config.language)


def verifier() -> Verifier:
    """Who holds claims against their sources."""
    return build_verifier(glossary(), resources.read_text("lexicon.tsv"))


def librarian(config: Config, store: Store) -> tuple[Glossary, Lexicon, Classifier]:
    """Who reads queries and files the archive: the terms, the general words, the classifier."""
    return glossary(), Lexicon.parse(resources.read_text("lexicon.tsv")), classifier(taxonomy(config), store)


@dataclass(frozen=True, slots=True)
class Wires:
    """How sources are asked in this run: the live door or a recording, and what is recorded on the way."""

    config: Config
    cache: StoredCache
    replay: Replay | None = None
    record: Path | None = None

    def __call__(self, work: Sequence[tuple[Source, Window]]) -> Iterator[tuple[Source, Collected]]:
        fetch = self.config.fetch

        def exchange() -> AbstractAsyncContextManager[Exchange]:
            door = self.replay or Door(fetch, cache=self.cache, state_folder=self.config.state)
            return Recorder(door, self.record) if self.record else door

        return collect(
            work,
            exchange,
            concurrency=fetch.concurrency,
            source_deadline=fetch.source_deadline,
            run_deadline=fetch.run_deadline,
        )


def reading(wires: Wires) -> Wires:
    """The same wires for articles: nice to have, and therefore asked once, in little time."""
    fetch = wires.config.fetch
    hasty = {
        "attempts": 1,
        "total_timeout": min(fetch.total_timeout, 20.0),
        "source_deadline": min(fetch.source_deadline, 40.0),
        "run_deadline": min(fetch.run_deadline, 90.0),
    }
    return replace(wires, config=wires.config.model_copy(update={"fetch": fetch.model_copy(update=hasty)}))


def moment(config: Config, day: date | None, replay: Replay | None) -> datetime:
    """The present moment of a run, aware.

    SOURCE_DATE_EPOCH fixes it. A replayed run lives at the moment of its recording, or, where that tells no time, when
    the day that it is asked for is over both in its zone and in UTC, so that a recording always gives the same bytes.
    """
    fixed = fixed_clock()
    if fixed:
        return fixed
    if replay:
        if replay.recorded_at:
            return replay.recorded_at
        if day:
            next_day = day + timedelta(days=1)
            return max(datetime.combine(next_day, time(), zone).astimezone(UTC) for zone in (config.zone, UTC))
    return datetime.now(UTC).replace(microsecond=0)
