"""Sources come out of the configuration through one group of entry points."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from jogan.collect import registry
from jogan.collect.registry import known_kinds, load_sources
from jogan.config import DEFAULT_SOURCES, SourceConfig
from jogan.errors import ConfigError


def test_the_default_sources_load() -> None:
    """Every default source has a kind that is installed, and a name, section and address."""
    sources, failures = load_sources(DEFAULT_SOURCES)
    assert failures == ()
    assert [source.name for source in sources] == [config.name for config in DEFAULT_SOURCES]
    assert all(source.url.startswith("https://") and source.section in ("papers", "news") for source in sources)


def test_an_unknown_kind_names_the_known_ones() -> None:
    """A slip of the pen gets a suggestion."""
    with pytest.raises(ConfigError, match="Did you mean 'arxiv'") as caught:
        load_sources([SourceConfig(name="x", kind="arxive")])
    assert all(kind in str(caught.value) for kind in known_kinds())


def test_a_plugin_that_cannot_be_loaded_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other sources are loaded all the same."""
    broken = EntryPoint("broken", "no_such_package:create", registry.GROUP)
    fine = EntryPoint("feed", "jogan.collect.feed:create", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [broken, fine])
    sources, failures = load_sources(
        [SourceConfig(name="b", kind="broken"), SourceConfig(name="f", kind="feed", url="https://e.org/f")]
    )
    assert [source.name for source in sources] == ["f"]
    assert (failures[0].subject, failures[0].kind) == ("b", "plugin")
    assert "no_such_package" in failures[0].cause
