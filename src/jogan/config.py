"""One frozen Config out of `jogan.toml` and the environment.

Precedence: command line (given by the caller as `overrides`), then environment (`JOGAN_FETCH__CONTACT=…`), then the
file, then the defaults. The file is `--config FILE`, or `jogan.toml` in the working folder, or `jogan.toml` in the
platform's config folder. Unknown keys are refused by name; secrets are read (`environment.py`) only when they are used.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import platformdirs
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from jogan import environment
from jogan.config_faults import known_keys, refusal
from jogan.config_publish import FolderConfig, GitConfig, MailConfig, PublishConfig
from jogan.config_table import Table
from jogan.config_writer import WriterConfig
from jogan.errors import ConfigError
from jogan.model.common import Kind, SectionName

FILE_NAME = "jogan.toml"


class SourceConfig(Table):
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


class FetchConfig(Table):
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


class EditionConfig(Table):
    """`[edition]`: what goes into an edition."""

    max_papers: int = Field(60, ge=0, description="The most papers printed in a day; 0 means all.")
    max_news: int = Field(40, ge=0, description="The most news stories printed in a day; 0 means all.")
    catch_up_days: int = Field(
        7, ge=0, description="How many days back an item that no edition had is still caught up."
    )


class PeriodConfig(Table):
    """`[period]`: what goes into a weekly or monthly edition."""

    max_papers: int = Field(40, ge=0, description="The most papers told in a weekly or monthly edition; 0 means all.")
    max_news: int = Field(25, ge=0, description="The most news stories told in one; 0 means all.")


class TaxonomyConfig(Table):
    """`[taxonomy]` as it was written: `edit/taxonomy.py` knows its keys and refuses what is wrong, naming the line."""

    changes: Mapping[str, Any] = Field(default_factory=dict)
    file: str = FILE_NAME
    text: str = Field("", repr=False)
    """The whole file, where there are changes."""


class PathsConfig(Table):
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
        env_prefix=environment.PREFIX,
        env_nested_delimiter=environment.NESTED,
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
        raise refusal(error, Config, str(path or "")) from error
    except SettingsError as error:
        # What pydantic-settings itself refuses is a list or table that the environment does not write as JSON.
        key = str(error).partition('"')[2].partition('"')[0]
        raise ConfigError(
            environment.unreadable(key), "is not valid JSON", "Write a list or table as JSON, or unset it."
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
        raise refusal(error, Config, name) from error


def stray_variables(config: Config) -> list[str]:
    """What the environment sets under jogan's prefix and nothing reads: a line each, with the name that was meant."""
    named = [value for table in (*config.writer.model, *config.publish) for key, value in table if key.endswith("_env")]
    return environment.strays(known_keys(Config), named)


def _settled(channel: PublishConfig, folder: Path) -> PublishConfig:
    """The channel with its paths meant from where the configuration file lies."""
    if isinstance(channel, FolderConfig | GitConfig):
        return channel.model_copy(update={"path": folder / channel.path.expanduser()})
    if isinstance(channel, MailConfig) and channel.ca_file is not None:
        return channel.model_copy(update={"ca_file": folder / channel.ca_file.expanduser()})
    return channel
