"""docs/models.md says what is so: its examples parse, its links lead somewhere, its words name models."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from jogan.config import Config
from jogan.config_writer import PROVIDERS, ModelConfig

DOCS = Path(__file__).resolve().parents[1] / "docs"
TEXT = (DOCS / "models.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_configuration(example: str) -> None:
    """Each block of TOML is accepted as it stands, and names a model."""
    config = Config(**tomllib.loads(example))
    assert config.writer.model


def test_every_provider_has_its_line() -> None:
    """Each provider is in the table, with the variables that its key is read from, and its word parses to it."""
    for provider in PROVIDERS:
        words = [word for word in re.findall(r"`([^`\s]+)`", TEXT) if word.startswith(f"{provider}:")]
        assert words, provider
        assert {ModelConfig.parse(word).provider for word in words} == {provider}
        for variable in ModelConfig(name="x", provider=provider, base_url="http://x").key_variables:
            assert variable in TEXT
    assert len(EXAMPLES) >= 6


def test_its_links_lead_somewhere() -> None:
    """Each relative link names a file, and its fragment a heading of that file; the README links here."""
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        name, _, fragment = target.partition("#")
        page = (DOCS / name).read_text(encoding="utf-8")
        headings = {
            re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
            for line in page.splitlines()
            if line.startswith("#")
        }
        assert not fragment or fragment in headings, target
    assert "(docs/models.md)" in (DOCS.parent / "README.md").read_text(encoding="utf-8")


def test_every_key_that_it_names_is_a_key() -> None:
    """What stands in code as a setting of the writer or a model is one."""
    known = set(ModelConfig.model_fields) | set(type(Config().writer).model_fields)
    for key in (
        "budget",
        "deadline",
        "concurrency",
        "attempts",
        "timeout",
        "max_tokens",
        "thinking",
        "answers",
        "price_input",
        "price_output",
        "api_key_env",
    ):
        assert key in known
        assert key in TEXT
