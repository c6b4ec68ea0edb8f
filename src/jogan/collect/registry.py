"""Which sources there are: the entry points of the group `jogan.sources`, our own among them.

An entry point names a kind and leads to a factory `create(config: SourceConfig) -> Source`.
"""

from __future__ import annotations

import difflib
import logging
from collections.abc import Sequence
from importlib.metadata import entry_points

from jogan.collect.failures import about
from jogan.config import SourceConfig
from jogan.errors import ConfigError
from jogan.model.collected import Source
from jogan.model.common import Failure

log = logging.getLogger(__name__)

GROUP = "jogan.sources"


def known_kinds() -> tuple[str, ...]:
    """The names of all kinds that are installed, sorted."""
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def load_sources(configs: Sequence[SourceConfig]) -> tuple[tuple[Source, ...], tuple[Failure, ...]]:
    """The sources of the configuration, and a Failure for each whose plugin cannot be loaded.

    Raises ConfigError for a kind that is not installed and for settings that the kind refuses.
    """
    points = {point.name: point for point in entry_points(group=GROUP)}
    sources: list[Source] = []
    failures: list[Failure] = []
    for config in configs:
        point = points.get(config.kind)
        if point is None:
            near = difflib.get_close_matches(config.kind, points, n=1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            raise ConfigError(
                f"source {config.name!r}",
                f"there is no kind {config.kind!r}",
                f"{hint}Known kinds: {', '.join(sorted(points))}.",
            )
        try:
            sources.append(point.load()(config))
        except ConfigError:
            raise
        except Exception as error:
            log.info("the kind %r cannot be loaded", config.kind, exc_info=True)
            failures.append(
                about(
                    config.name,
                    "plugin",
                    f"its kind {config.kind!r} cannot be loaded ({type(error).__name__}: {error})",
                    f"Mend or reinstall the package of {point.value}, or remove the source",
                )
            )
    return tuple(sources), tuple(failures)
