"""How models are named in jogan.toml and in the environment, and which writer comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jogan.config import Config, load
from jogan.config_writer import ModelConfig, api_key
from jogan.errors import ConfigError
from jogan.wiring import writer
from jogan.write.compose import ModelWriter
from jogan.write.extract import ExtractiveWriter
from writing_samples import glossary, verifier


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No key or address of the user's own, and no jogan.toml."""
    for name in (
        "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY", "GEMINI_API_KEY", "OPENROUTER_API_KEY",
        "OPENAI_BASE_URL", "OLLAMA_BASE_URL",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("written", "id", "address"),
    [
        ("gpt-5-mini", "openai:gpt-5-mini", "https://api.openai.com/v1"),
        ("openai:gpt-5-mini", "openai:gpt-5-mini", "https://api.openai.com/v1"),
        ("claude-sonnet-4-5", "anthropic:claude-sonnet-4-5", "https://api.anthropic.com"),
        ("gemini-2.5-flash", "google:gemini-2.5-flash", "https://generativelanguage.googleapis.com"),
        ("ollama:qwen3:8b", "ollama:qwen3:8b", "http://127.0.0.1:11434/v1"),
        ("openrouter:qwen/qwen3-8b", "openrouter:qwen/qwen3-8b", "https://openrouter.ai/api/v1"),
        ("compatible:any@http://127.0.0.1:8080/v1/", "compatible:any", "http://127.0.0.1:8080/v1"),
    ],
)
def test_one_word_names_a_model(written: str, id: str, address: str) -> None:
    """Provider and address are guessed where they can be."""
    model = ModelConfig.parse(written)
    assert (model.id, model.address) == (id, address)


def test_the_environment_alone_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model's name and a key in the environment make a writer, without any file."""
    monkeypatch.setenv("JOGAN_WRITER__MODEL", "gpt-5-mini, ollama:qwen3:8b")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    config = load()
    assert [model.id for model in config.writer.model] == ["openai:gpt-5-mini", "ollama:qwen3:8b"]
    assert [api_key(model) for model in config.writer.model] == ["sk-x", ""]
    assert isinstance(_writer(config), ModelWriter)


def test_the_environment_may_name_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables that the vendors' own tools read are read here, too."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1234/v1")
    monkeypatch.setenv("OLLAMA_BASE_URL", "http://127.0.0.1:4321/v1")
    assert ModelConfig.parse("gpt-5-mini").address == "http://127.0.0.1:1234/v1"
    assert ModelConfig.parse("ollama:any").address == "http://127.0.0.1:4321/v1"


def test_a_key_alone_spends_no_money(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a model named, a key that lies in the environment for other programs is left alone."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    assert isinstance(_writer(load()), ExtractiveWriter)


def test_the_file_lists_models_in_the_order_of_fallback(tmp_path: Path) -> None:
    """`[[writer.model]]` tables become the chain."""
    (tmp_path / "jogan.toml").write_text(
        '[writer]\nbudget = 0.5\n[[writer.model]]\nname = "a"\nprovider = "anthropic"\nprice_input = 1\nprice_output = 5\n'
        '[[writer.model]]\nname = "b"\nprovider = "compatible"\nbase_url = "http://127.0.0.1:1/v1"\nanswers = "tool"\n'
    )
    config = load(tmp_path / "jogan.toml")
    assert [model.id for model in config.writer.model] == ["anthropic:a", "compatible:b"]
    assert config.writer.budget == 0.5


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('name = "a"\nprovider = "compatible"', "base_url is missing"),
        ('name = "a"\nprovider = "other"', "writer.model.0.provider"),
        ('name = "a"\nprice_input = 1', "both price_input and price_output"),
        ('name = "a"\nbase_url = "ftp://x"', "base_url"),
        ('name = "a"\napi_key = "sk-x"', "unknown key 'writer.model.0.api_key'"),
        ('name = "a"\napi_key_env = "sk-secret-value"', "api_key_env"),
    ],
)
def test_a_wrong_model_is_refused_by_name(tmp_path: Path, toml: str, says: str) -> None:
    """The message names the key; a key that was pasted into the file is not repeated."""
    (tmp_path / "jogan.toml").write_text(f"[[writer.model]]\n{toml}\n")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "jogan.toml")
    assert says in str(caught.value)
    assert "secret-value" not in str(caught.value)


def test_keys_are_read_by_name_when_they_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The configured variable counts, else the vendor's usual one; a model without a key has none, and nothing holds it."""
    own = ModelConfig(name="a", api_key_env="MY_KEY")
    assert api_key(own) is None
    monkeypatch.setenv("MY_KEY", " sk-mine ")
    assert api_key(own) == "sk-mine"
    monkeypatch.setenv("GEMINI_API_KEY", "g")
    assert api_key(ModelConfig(name="gemini-2.5-flash", provider="google")) == "g"
    assert "sk-mine" not in repr(own) + own.model_dump_json()


def test_asking_for_a_model_that_is_not_there_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """`llm` without a model, or without any key, says what to do; `auto` writes without it and tells."""
    with pytest.raises(ConfigError, match="no language model is configured"):
        _writer(Config(writer={"kind": "llm"}))
    with pytest.raises(ConfigError, match="Set OPENAI_API_KEY"):
        _writer(Config(writer={"kind": "llm", "model": "gpt-5-mini"}))
    assert isinstance(_writer(Config(writer={"kind": "auto", "model": "gpt-5-mini"})), ModelWriter)
    assert isinstance(_writer(Config(writer={"kind": "extract", "model": "gpt-5-mini"})), ExtractiveWriter)


def test_a_budget_needs_a_price(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody knows the price of is refused under a budget; with a price, or on one's own machine, it is not."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    with pytest.raises(ConfigError, match="nobody knows the price of openai:nobody-knows-it") as caught:
        _writer(Config(writer={"kind": "llm", "budget": 1, "model": "nobody-knows-it"}))
    assert "price_input" in str(caught.value)
    priced = {"name": "nobody-knows-it", "price_input": 1, "price_output": 2}
    for fine in ("gpt-5-mini", "ollama:any", "nobody-knows-it, gpt-5-mini", [priced]):
        assert isinstance(_writer(Config(writer={"kind": "llm", "budget": 1, "model": fine})), ModelWriter)
    assert isinstance(_writer(Config(writer={"kind": "llm", "model": "nobody-knows-it"})), ModelWriter)


def test_the_writer_is_another_with_another_model() -> None:
    """Name and version tell the models, so that stored reports of one are not taken for those of another."""
    one, two = (_writer(Config(writer={"model": f"ollama:{name}"})) for name in ("a", "b"))
    assert one.name == "ollama:a"
    assert one.version != two.version
    assert "/" not in _writer(Config(writer={"model": "openrouter:qwen/qwen3-8b"})).name


class _Nothing:
    def result(self, stage: str, hash: str, kind: type) -> None:
        return None

    def save_result(self, stage: str, hash: str, value: object, kind: object) -> None:
        pass


def _writer(config: Config) -> ModelWriter | ExtractiveWriter:
    made = writer(config, _Nothing(), glossary(), verifier())
    assert isinstance(made, ModelWriter | ExtractiveWriter)
    return made
