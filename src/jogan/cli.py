"""The commands, their exit statuses, the clock and the wiring; decides nothing.

Exit status: 0 an edition (or the answer) is out; 1 it is not; 2 wrong usage or configuration; 3 with `--strict`, an
edition is out but something failed. Everything heavy is imported inside the command that needs it, so that
`jogan --help` answers at once.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core

from jogan.cli_archive import AsJson, ConfigFile, add_archive
from jogan.cli_deliver import add_deliver, check_channels, send
from jogan.cli_items import add_items
from jogan.cli_sources import add_sources
from jogan.console import complain, print_edition, print_site, print_sources
from jogan.desk import each_day, load_config, open_desk, open_store, override, parse_period
from jogan.errors import JoganError, PressError, UsageError

if TYPE_CHECKING:
    from jogan.config import Config
    from jogan.edit.spans import Span
    from jogan.model.edition import Edition


class Commands(typer.core.TyperGroup):
    """The commands with their whole first sentence, however long."""

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # typer brings its own click
        """The list in `jogan --help`."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(1000)) for name, one in found if one and not one.hidden])


app = typer.Typer(
    name="jogan",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Day = Annotated[str | None, typer.Option("--date", metavar="DATE", help="The edition's day, YYYY-MM-DD (today).")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first of several days.")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last of several days.")]
ReplayDir = Annotated[Path | None, typer.Option("--replay", metavar="DIR", help="Read a recording, not the network.")]
RecordDir = Annotated[Path | None, typer.Option("--record", metavar="DIR", help="Record this run's exchanges there.")]
OutDir = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="The folder of the editions.")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="ko|en", help="The language of the edition.")]
WriterKind = Annotated[str | None, typer.Option("--writer", metavar="auto|extract|llm", help="Who writes the reports.")]
Budget = Annotated[float | None, typer.Option("--budget", metavar="USD", help="The most the edition may cost.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 where an edition is out but something failed.")]
Week = Annotated[str | None, typer.Option("--week", metavar="WEEK", help="A week's edition instead: 2024-W48.")]
Month = Annotated[str | None, typer.Option("--month", metavar="MONTH", help="A month's edition instead: 2024-11.")]
Again = Annotated[bool, typer.Option("--again", help="Ask the sources that failed once more, and build anew.")]


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"jogan {version('jogan')}")
        raise typer.Exit


@app.callback()
def jogan(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """The morning edition: a day's AI papers and news in ten minutes, every sentence traceable to its source."""


# ── The stages ──────────────────────────────────────────────────────────────────────────────────────────────


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the sample goes.")] = Path("jogan-demo"),
    lang: Lang = None,
) -> None:
    """The editions of three bundled sample days: no key, no network."""
    from jogan import resources
    from jogan.config import load

    samples = resources.folder("demo")
    config = load(samples / "jogan.toml")
    paths = config.paths.model_copy(update={"database": out / "jogan.db", "editions": out / "editions"})
    config = override(config.model_copy(update={"paths": paths}), lang=lang)
    for recording in sorted(path for path in samples.iterdir() if (path / "index.json").is_file()):
        _run(config, recording.name, replay=recording)
    print(f"\nEach day under {out / 'editions'} holds index.html, two Markdown reports, their charts and edition.json.")


@app.command()
def run(
    day: Day = None,
    first: From = None,
    last: To = None,
    replay: ReplayDir = None,
    record: RecordDir = None,
    out: OutDir = None,
    lang: Lang = None,
    writer: WriterKind = None,
    budget: Budget = None,
    strict: Strict = False,
    again: Again = False,
    week: Week = None,
    month: Month = None,
    publish: Annotated[
        bool,
        typer.Option("--publish", help="Then send it, as jogan publish does."),
    ] = False,
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """Today's edition, or those of several days: collect, edit, write, press. With --week or --month: their best."""
    span = parse_period(week, month, day, first, last, replay, record, again)
    config = override(load_config(config_file), lang=lang, writer=writer, budget=budget, out=out)
    if publish:
        if first is not None or last is not None:
            raise UsageError("--publish", "sends one edition", "Name one with --date, --week or --month.")
        check_channels(config)
    troubled = False
    if span is not None:
        edition = _period(config, span, as_json=as_json)
        if publish and not send(config, span, as_json=as_json):
            raise typer.Exit(1)
        if strict and edition.failures:
            raise typer.Exit(3)
        return

    def one(which: str | None) -> None:
        nonlocal troubled
        edition = _run(config, which, replay=replay, record=record, again=again, as_json=as_json)
        troubled |= bool(edition.failures) or any(line.status in ("failed", "stale") for line in edition.sources)

    each_day(day, first, last, one)
    if publish and not send(config, day, as_json=as_json):
        raise typer.Exit(1)
    if strict and troubled:
        raise typer.Exit(3)


@app.command()
def collect(
    day: Day = None,
    first: From = None,
    last: To = None,
    replay: ReplayDir = None,
    record: RecordDir = None,
    again: Again = False,
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """Ask the sources for a day, or several, and store what they give."""
    from jogan import pipeline

    config = load_config(config_file)

    def one(which: str | None) -> None:
        with open_desk(config, which, replay=replay, record=record) as desk:
            pipeline.collect(desk.room, desk.sources, desk.wires, desk.day, desk.now, again)
            pipeline.read_abstracts(desk.room, desk.readers, desk.day, desk.now, again)
            pipeline.read_articles(desk.room, desk.readers, desk.day, desk.now, again)
            print_sources(desk.room.store, desk.sources, desk.day, as_json=as_json)
            answers = desk.room.store.collected(desk.day).values()
        if all(answer.status == "failed" for answer, _, _ in answers):
            raise JoganError(f"nothing of {desk.day}", "every source failed", "Each line above names its cause.")

    each_day(day, first, last, one)


@app.command()
def build(
    day: Day = None,
    out: OutDir = None,
    lang: Lang = None,
    writer: WriterKind = None,
    budget: Budget = None,
    week: Week = None,
    month: Month = None,
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """The edition of a day out of what is stored, or of a week or month, without asking any source."""
    from jogan import pipeline

    span = parse_period(week, month, day)
    config = override(load_config(config_file), lang=lang, writer=writer, budget=budget, out=out)
    if span is not None:
        _period(config, span, as_json=as_json)
        return
    with open_desk(config, day) as desk:
        built = pipeline.build(desk.room, desk.sources, desk.day, desk.now)
        pipeline.press(desk.room, built.edition, desk.folder)
        print_edition(built.edition, desk.folder, as_json=as_json, note="" if built.changed else "unchanged")


@app.command()
def render(
    day: Day = None,
    out: OutDir = None,
    site: Annotated[Path | None, typer.Option("--site", metavar="DIR", help="Write all editions as a site.")] = None,
    lang: Lang = None,
    week: Week = None,
    month: Month = None,
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """The files of a stored edition, or the site of all of them, written anew."""
    from jogan import pipeline
    from jogan.site import press_site

    span = parse_period(week, month, day, site)
    config = override(load_config(config_file), lang=lang, out=out)
    with open_desk(config, day) as desk:
        if site is not None:
            made = press_site(desk.room.store, config, site, desk.room.tell)
            print_site(made, site, as_json=as_json)
            return
        if span is not None:
            edition = desk.room.store.period(span.name, config.language)
            if edition is None:
                raise JoganError(
                    f"no edition of {span.name}",
                    f"none is stored in language {config.language!r}",
                    f"Make it with jogan run --{span.unit} {span.name}.",
                )
            folder = config.paths.editions / span.name
            pipeline.press(desk.room, edition, folder)
            print_edition(edition, folder, as_json=as_json)
            return
        stored = desk.room.store.edition(desk.day, config.language)
        if stored is None:
            raise JoganError(
                f"no edition of {desk.day}",
                f"none is stored in language {config.language!r}",
                "Make it with jogan build or jogan run.",
            )
        pipeline.press(desk.room, stored[0], desk.folder)
        print_edition(stored[0], desk.folder, as_json=as_json)


# ── What there is ───────────────────────────────────────────────────────────────────────────────────────────


@app.command()
def editions(as_json: AsJson = False, config_file: ConfigFile = None) -> None:
    """The editions that are stored."""
    with open_store(load_config(config_file)) as store:
        found, periods = store.editions(), store.periods()
    if as_json:
        days = [{"date": day.isoformat(), "language": language} for day, language in found]
        print(json.dumps([*days, *({"period": name, "language": language} for name, language in periods)]))
    else:
        names = [f"{name} {language}" for name, language in (*found, *periods)]
        print("\n".join(names) or "No edition is stored yet. Run: jogan run")


@app.command()
def init(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="Where to write it.")] = Path("jogan.toml"),
) -> None:
    """A commented jogan.toml to start from; an existing file is left alone."""
    from jogan import resources

    try:
        with file.open("x", encoding="utf-8") as target:
            target.write(resources.read_text("jogan.toml"))
    except FileExistsError as error:
        raise JoganError(str(file), "is there already", "Edit it, or name another file.") from error
    except OSError as error:
        raise PressError(
            str(file), f"cannot be written ({error.strerror})", "Choose a folder that you may write."
        ) from error
    print(f"{file} written; every key is explained in it.")


# ── What several commands share ─────────────────────────────────────────────────────────────────────────────


def _run(
    config: Config,
    day: str | None,
    *,
    replay: Path | None = None,
    record: Path | None = None,
    again: bool = False,
    as_json: bool = False,
) -> Edition:
    from jogan import pipeline

    with open_desk(config, day, replay=replay, record=record) as desk:
        built = pipeline.run(
            desk.room, desk.sources, desk.wires, desk.readers, desk.day, desk.now, desk.folder, again=again
        )
        if built is None:
            stored = desk.room.store.edition(desk.day, config.language)
            assert stored is not None  # noqa: S101 - that it is stored is what "finished" means
            print_edition(stored[0], desk.folder, as_json=as_json, note="already out, nothing to do")
            return stored[0]
        print_edition(built.edition, desk.folder, as_json=as_json, note="" if built.changed else "unchanged")
        return built.edition


def _period(config: Config, span: Span, *, as_json: bool) -> Edition:
    """The edition of a week or month, made and pressed."""
    from jogan import period, pipeline

    with open_desk(config, None) as desk:
        edition, changed = period.build(desk.room, span)
        folder = config.paths.editions / span.name
        pipeline.press(desk.room, edition, folder)
        print_edition(edition, folder, as_json=as_json, note="" if changed else "unchanged")
        return edition


add_items(app)
add_sources(app)
add_archive(app)
add_deliver(app)


def main() -> None:
    """The program: errors in one line, never a traceback (set JOGAN_DEBUG to see one)."""
    # What libraries log is for those who debug: Python would print it to standard error, between our own lines.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        app(standalone_mode=True)
    except JoganError as error:
        complain(str(error))
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except KeyboardInterrupt:
        complain("stopped; run the same command again to go on")
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has closed it; Python would complain once more while flushing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        from jogan.environment import debugging

        if debugging():
            raise
        complain(f"a fault of jogan's own: {type(error).__name__}: {error}. Nothing stored is lost; please report it.")
        sys.exit(1)
