"""`[writer]` and `[[writer.model]]`: who writes the reports, and the language models that are asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field, field_validator, model_validator
from pydantic_settings import NoDecode

from jogan import environment
from jogan.config_table import Table

Provider = Literal["openai", "anthropic", "google", "openrouter", "ollama", "compatible"]
PROVIDERS: tuple[Provider, ...] = get_args(Provider)
_KEYS: Mapping[Provider, tuple[str, ...]] = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google": ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
    "openrouter": ("OPENROUTER_API_KEY",),
    "ollama": (),
    "compatible": (),
}
_ADDRESSES: Mapping[Provider, str] = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "google": "https://generativelanguage.googleapis.com",
    "openrouter": "https://openrouter.ai/api/v1",
    "ollama": "http://127.0.0.1:11434/v1",
    "compatible": "",
}
_ADDRESS_VARIABLES: Mapping[Provider, str] = {"openai": "OPENAI_BASE_URL", "ollama": "OLLAMA_BASE_URL"}


class ModelConfig(Table):
    """One `[[writer.model]]`: a language model, where it is asked and what it costs. Holds no key, only its name."""

    name: str = Field(min_length=1, max_length=200, description="The model's name as its provider spells it.")
    provider: Provider = Field(
        "openai",
        description="`openai`, `anthropic`, `google`, `openrouter`, `ollama`, or `compatible` for any other server that"
        " speaks OpenAI's chat completions (vLLM, llama.cpp, LM Studio).",
    )
    base_url: str = Field(
        "",
        description="The server's address; `compatible` needs one, the others know theirs.",
        pattern=r"^(https?://.+)?$",
    )
    api_key_env: str = Field(
        "",
        pattern=r"^([A-Za-z_][A-Za-z0-9_]*)?$",
        description="The NAME of the environment variable that holds the key; empty means the provider's usual one.",
    )
    max_tokens: int = Field(6_000, ge=100, description="The most tokens that one answer may have, thinking included.")
    timeout: float = Field(120.0, gt=0, description="Seconds that one call may take.")
    price_input: float | None = Field(
        None,
        ge=0,
        description="US dollars per million tokens read; None means the price list, or 0 for a local server.",
    )
    price_output: float | None = Field(None, ge=0, description="The same for tokens written.")
    answers: Literal["auto", "schema", "tool", "prompt"] = Field(
        "auto",
        description="How the typed answer is asked for: by JSON schema, as a tool call, or by the prompt alone.",
    )
    temperature: float | None = Field(0.0, ge=0, le=2, description="None leaves it to the provider.")
    thinking: Literal["default", "off", "low", "medium", "high"] = Field(
        "default", description="How much the model may think before it answers, where it can be told."
    )

    @model_validator(mode="after")
    def _has_address(self) -> ModelConfig:
        if self.provider == "compatible" and not self.base_url:
            raise ValueError("base_url is missing; a compatible server has no address of its own")
        if (self.price_input is None) != (self.price_output is None):
            raise ValueError("give both price_input and price_output, or neither")
        return self

    @property
    def id(self) -> str:
        """How failures and reports call it: `provider:name`."""
        return f"{self.provider}:{self.name}"

    @property
    def address(self) -> str:
        """Where it is asked: `base_url`, else the environment's address for the provider, else the provider's own."""
        variable = _ADDRESS_VARIABLES.get(self.provider, "")
        return (self.base_url or environment.value(variable) or _ADDRESSES[self.provider]).rstrip("/")

    @property
    def key_variables(self) -> tuple[str, ...]:
        """The environment variables that may hold its key, the first that is set counts; empty: it needs none."""
        return (self.api_key_env,) if self.api_key_env else _KEYS[self.provider]

    @classmethod
    def parse(cls, written: str) -> ModelConfig:
        """A model out of one word: `provider:name`, or `name` alone, with `@http…` behind it for the address."""
        rest, at, address = written.strip().partition("@http")
        known, colon, name = rest.partition(":")
        provider = next((one for one in PROVIDERS if one == known), None) if colon else None
        if provider is None:
            name = rest
            guessed: tuple[tuple[str, Provider], ...] = (("claude", "anthropic"), ("gemini", "google"))
            provider = next((maker for prefix, maker in guessed if name.startswith(prefix)), "openai")
        return cls(name=name, provider=provider, base_url=f"http{address}" if at else "")


class WriterConfig(Table):
    """`[writer]`: who writes the reports."""

    kind: Literal["auto", "extract", "llm"] = Field(
        "auto", description="`auto` takes the model where one is configured."
    )
    ask_uncertain: bool = Field(
        True,
        description="Whether the models are asked for the category of stories that the classifier is uncertain of.",
    )
    budget: float | None = Field(
        None, ge=0, description="The most that a run may spend on models, in US dollars; None means no limit."
    )
    model: Annotated[tuple[ModelConfig, ...], NoDecode] = Field(
        (),
        description="The models in the order in which they are asked, the next where one fails. One word will do:"
        ' `model = "anthropic:NAME"`, `JOGAN_WRITER__MODEL=ollama:NAME`.',
    )
    concurrency: int = Field(4, ge=1, le=64, description="How many questions are asked at once.")
    deadline: float = Field(
        1_200.0, gt=0, description="Seconds that the models may take for an edition in all; then the rest is extracted."
    )
    attempts: int = Field(3, ge=1, description="How often a call is tried while the model is down or busy.")

    @field_validator("model", mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if value.lstrip().startswith("["):
            try:
                return json.loads(value)
            except ValueError as error:
                raise ValueError(f"is not valid JSON ({error})") from error
        return tuple(ModelConfig.parse(one) for one in value.split(",") if one.strip())


def api_key(model: ModelConfig) -> str | None:
    """The model's key out of the environment; "" where it needs none, None where it needs one that is not set.

    Read when it is used, and held by nothing that is stored, logged or printed.
    """
    if not model.key_variables:
        return ""
    return next((key for name in model.key_variables if (key := environment.value(name))), None)
