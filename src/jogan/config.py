"""One frozen Config out of `jogan.toml` and the environment; the only reader of `os.environ`.

Precedence: command line (given by the caller as `overrides`), then environment (`JOGAN_FETCH__CONTACT=…`), then the
file, then the defaults. The file is `--config FILE`, or `jogan.toml` in the working folder, or `jogan.toml` in the
platform's config folder. Unknown keys are refused by name; secrets are read from the environment only when used.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from jogan.config_faults import first_fault
from jogan.config_publish import FolderConfig, GitConfig, MailConfig, PublishConfig
from jogan.errors import ConfigError
from jogan.model.common import Kind, SectionName

FILE_NAME = "jogan.toml"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceConfig(_Part):
    """One `[[source]]`: where to collect from."""

    name: str = Field(
        min_length=1, max_length=60, description="How the source is called in headers and in `jogan sources`."
    )
    kind: str = Field(description="The source's kind: `arxiv`, `huggingface`, `feed` or one that a plugin brings.")
    url: str = Field("", description="The address, where the kind needs one.")
    section: SectionName | None = Field(
        None, description="`papers` or `news`; None means what the kind gives by nature."
    )
    categories: tuple[str, ...] = Field((), description="For `arxiv`: the archive categories to read, such as `cs.AI`.")
    language: str = Field("", description="Language of the source's text where the feed does not say it.")
    options: Mapping[str, Any] = Field(
        default_factory=dict, description="Further settings that a plugin's kind understands."
    )

    @property
    def item_kind(self) -> Kind:
        return "paper" if self.section == "papers" else "news"


class FetchConfig(_Part):
    """`[fetch]`: manners and limits of the HTTP door."""

    contact: str = Field(
        "", description="An address or page named in the User-Agent, so that a site's owner can reach you."
    )
    connect_timeout: float = Field(10.0, gt=0, description="Seconds to wait for a connection.")
    read_timeout: float = Field(30.0, gt=0, description="Seconds to wait for the next bytes.")
    total_timeout: float = Field(90.0, gt=0, description="Seconds that one exchange may take in all, body included.")
    source_deadline: float = Field(
        300.0, gt=0, description="Seconds that one source may take in all, retries included."
    )
    run_deadline: float = Field(900.0, gt=0, description="Seconds that collecting may take in all.")
    max_bytes: int = Field(25_000_000, gt=0, description="Cap on one decoded body in bytes.")
    max_redirects: int = Field(5, ge=0, description="How many redirects are followed.")
    attempts: int = Field(3, ge=1, description="How often one request is tried.")
    pace: float = Field(
        0.0, ge=0, description="Seconds between two requests to one host; arXiv's own rule (3 s) always holds."
    )
    concurrency: int = Field(16, ge=1, description="How many sources are collected at once.")
    articles: int = Field(
        20,
        ge=0,
        description="Of how many chosen news stories the article is read, where its site allows it; 0 reads none.",
    )
    allow_private: tuple[str, ...] = Field((), description="Private addresses that may be asked, each as `HOST:PORT`.")


class EditionConfig(_Part):
    """`[edition]`: what goes into an edition."""

    max_papers: int = Field(60, ge=0, description="The most papers printed in a day; 0 means all.")
    max_news: int = Field(40, ge=0, description="The most news stories printed in a day; 0 means all.")
    catch_up_days: int = Field(
        7, ge=0, description="How many days back an item that no edition had is still caught up."
    )


class PeriodConfig(_Part):
    """`[period]`: what goes into a weekly or monthly edition."""

    max_papers: int = Field(40, ge=0, description="The most papers told in a weekly or monthly edition; 0 means all.")
    max_news: int = Field(25, ge=0, description="The most news stories told in one; 0 means all.")


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


class ModelConfig(_Part):
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
        return (self.base_url or os.environ.get(variable, "") or _ADDRESSES[self.provider]).rstrip("/")

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


class WriterConfig(_Part):
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


class TaxonomyConfig(_Part):
    """`[taxonomy]` as it was written: `edit/taxonomy.py` knows its keys and refuses what is wrong, naming the line."""

    changes: Mapping[str, Any] = Field(default_factory=dict)
    file: str = FILE_NAME
    text: str = Field("", repr=False)
    """The whole file, where there are changes."""


class PathsConfig(_Part):
    """`[paths]`: where data and editions live."""

    database: Path | None = Field(
        None, description="The SQLite file; None means `jogan.db` in the platform's data folder."
    )
    editions: Path = Field(Path("editions"), description="The folder of the editions.")


DEFAULT_SOURCES: tuple[SourceConfig, ...] = (
    SourceConfig(name="Hugging Face Papers", kind="huggingface", section="papers"),
    SourceConfig(
        name="arXiv", kind="arxiv", section="papers", categories=("cs.AI", "cs.CL", "cs.CV", "cs.LG", "stat.ML")
    ),
    SourceConfig(name="deeplearn.org", kind="deeplearn", section="papers"),
    SourceConfig(name="MIT Technology Review Korea", kind="technologyreview", section="news", language="ko"),
    SourceConfig(name="GeekNews", kind="feed", url="https://news.hada.io/rss/news", section="news", language="ko"),
    SourceConfig(
        name="AI Times",
        kind="feed",
        url="https://www.aitimes.com/rss/allArticle.xml",
        section="news",
        language="ko",
        options={"timezone": "Asia/Seoul"},
    ),
    SourceConfig(name="Hacker News", kind="hackernews", section="news", language="en"),
    *(
        SourceConfig(name=name, kind="feed", url=url, section="news", language="en")
        for name, url in (
            ("OpenAI", "https://openai.com/news/rss.xml"),
            ("Google DeepMind", "https://deepmind.google/blog/rss.xml"),
            ("Google AI", "https://blog.google/innovation-and-ai/technology/ai/rss/"),
            ("Hugging Face Blog", "https://huggingface.co/blog/feed.xml"),
            ("Meta AI Research", "https://engineering.fb.com/category/ai-research/feed/"),
            ("Berkeley AI Research", "https://bair.berkeley.edu/blog/feed.xml"),
            ("TechCrunch AI", "https://techcrunch.com/category/artificial-intelligence/feed/"),
            ("The Verge AI", "https://www.theverge.com/rss/ai-artificial-intelligence/index.xml"),
        )
    ),
)


class Config(BaseSettings):
    """The whole configuration, checked and frozen."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="JOGAN_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    timezone: str = Field("Asia/Seoul", description="The zone in which an edition's day is counted.")
    language: Literal["ko", "en"] = Field("ko", description="The language of the edition.")
    site_url: str = Field("", description="The public address of the site, for links in feeds and mail; none if empty.")
    default_sources: bool = Field(False, description="Keep the default sources beside those that the file lists.")
    source: tuple[SourceConfig, ...] = Field((), description="The sources; none listed means the default list.")
    fetch: FetchConfig = FetchConfig()
    edition: EditionConfig = EditionConfig()
    period: PeriodConfig = PeriodConfig()
    writer: WriterConfig = WriterConfig()
    taxonomy: TaxonomyConfig = TaxonomyConfig()
    paths: PathsConfig = PathsConfig()
    publish: tuple[PublishConfig, ...] = Field((), description="The channels by which `jogan publish` sends it out.")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"no such time zone: {name!r}; write it like Asia/Seoul") from error
        return name

    @model_validator(mode="after")
    def _distinct_sources(self) -> Config:
        names = [source.name for source in self.sources]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two sources are called {name!r}; give each its own name")
        channels = [channel.name for channel in self.publish]
        for name in channels:
            if channels.count(name) > 1:
                raise ValueError(f"two channels are called {name!r}; give each its own name")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def sources(self) -> tuple[SourceConfig, ...]:
        """The sources to collect from: those listed, with the default list where none is listed or it is asked for."""
        if not self.source:
            return DEFAULT_SOURCES
        return (*DEFAULT_SOURCES, *self.source) if self.default_sources else self.source

    @property
    def database(self) -> Path:
        return self.paths.database or Path(platformdirs.user_data_dir("jogan", appauthor=False)) / "jogan.db"

    @property
    def state(self) -> Path:
        """The folder that all processes of this user share, whatever their database: the pace of the HTTP door."""
        return Path(platformdirs.user_state_dir("jogan", appauthor=False))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # `init` carries the file's content: what the environment says goes above it.
        return (env_settings, init_settings)


def find(explicit: Path | None) -> Path | None:
    """The configuration file in force, or None. An explicit path that is not there is an error; others are optional."""
    if explicit is not None:
        return explicit
    for folder in (Path.cwd(), Path(platformdirs.user_config_dir("jogan", appauthor=False))):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


def load(explicit: Path | None = None) -> Config:
    """The configuration in force. Raises ConfigError naming the file, the key and the remedy."""
    path = find(explicit)
    raw: dict[str, Any] = {}
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8")
            raw = tomllib.loads(text)
        except OSError as error:
            raise ConfigError(
                str(path), f"cannot be read ({error.strerror})", "Check the path given with --config."
            ) from error
        except UnicodeDecodeError as error:
            raise ConfigError(str(path), "is not UTF-8 text", "Save it as UTF-8.") from error
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(str(path), f"is not valid TOML: {error}", "Mend that line.") from error
        if changes := raw.pop("taxonomy", None):
            if not isinstance(changes, dict):
                raise ConfigError(str(path), "taxonomy: is not a table", "Write [taxonomy] on a line of its own.")
            raw["taxonomy"] = {"changes": changes, "file": str(path), "text": text}
    try:
        config = Config(**raw)
    except ValidationError as error:
        raise ConfigError(
            str(path or "environment"), first_fault(error, Config), "See docs/configuration.md for every key."
        ) from error
    if path is not None and config.paths.database is not None and not config.paths.database.is_absolute():
        # A path in the file is meant from where the file lies, not from where jogan happens to be started.
        database = path.parent / config.paths.database
        config = config.model_copy(update={"paths": config.paths.model_copy(update={"database": database})})
    if path is not None and config.publish:
        channels = tuple(_settled(channel, path.parent) for channel in config.publish)
        config = config.model_copy(update={"publish": channels})
    return config


def check(text: str, name: str) -> Config:
    """The configuration that the text of a jogan.toml makes. Raises ConfigError where it makes none."""
    try:
        return Config(**tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(name, f"is not valid TOML: {error}", "Mend that line.") from error
    except ValidationError as error:
        raise ConfigError(name, first_fault(error, Config), "See docs/configuration.md for every key.") from error


def _settled(channel: PublishConfig, folder: Path) -> PublishConfig:
    """The channel with its paths meant from where the configuration file lies."""
    if isinstance(channel, FolderConfig | GitConfig):
        return channel.model_copy(update={"path": folder / channel.path.expanduser()})
    if isinstance(channel, MailConfig) and channel.ca_file is not None:
        return channel.model_copy(update={"ca_file": folder / channel.ca_file.expanduser()})
    return channel


def secret(variable: str) -> str | None:
    """What the environment variable of that name holds, or None. Read when it is used, and kept by nothing."""
    return os.environ.get(variable, "").strip() or None


def child_environment(*without: str, **more: str) -> dict[str, str]:
    """The environment for a program that jogan starts: its own, but for the variables named, and with `more`."""
    return {name: value for name, value in os.environ.items() if name not in without} | more


def fixed_clock() -> datetime | None:
    """The moment that `SOURCE_DATE_EPOCH` fixes for reproducible output (reproducible-builds.org), or None."""
    raw = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not raw:
        return None
    try:
        return datetime.fromtimestamp(int(raw), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(
            "SOURCE_DATE_EPOCH", f"{raw!r} is not a number of seconds", "Unset it or give whole seconds."
        ) from error


def api_key(model: ModelConfig) -> str | None:
    """The model's key out of the environment; "" where it needs none, None where it needs one that is not set.

    Read when it is used, and held by nothing that is stored, logged or printed.
    """
    if not model.key_variables:
        return ""
    return next((key for name in model.key_variables if (key := os.environ.get(name, "").strip())), None)


def reader_token() -> str:
    """The token that the reader demands, out of `JOGAN_TOKEN`; "" where none is set. Read when the reader starts."""
    return os.environ.get("JOGAN_TOKEN", "").strip()


def debugging() -> bool:
    """Whether JOGAN_DEBUG asks for the traceback of jogan's own faults."""
    return bool(os.environ.get("JOGAN_DEBUG"))
