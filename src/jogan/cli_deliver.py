"""The commands that bring an edition to its readers: publish, preview, schedule. `cli.py` puts them beside its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jogan.cli_archive import AsJson, ConfigFile
from jogan.console import complain, print_outcomes, status
from jogan.desk import load_config, open_store, override, parse_day, parse_period, run_lock
from jogan.errors import JoganError, PressError, UsageError

if TYPE_CHECKING:
    from jogan.config import Config
    from jogan.deliver.channel import Outcome
    from jogan.edit.spans import Span
    from jogan.model.edition import Edition
    from jogan.store.database import Store

Day = Annotated[str | None, typer.Option("--date", metavar="DATE", help="The edition's day, YYYY-MM-DD (today).")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="ko|en", help="The language of the edition.")]
Week = Annotated[str | None, typer.Option("--week", metavar="WEEK", help="A week's edition instead: 2024-W48.")]
Month = Annotated[str | None, typer.Option("--month", metavar="MONTH", help="A month's edition instead: 2024-11.")]

LATE_DAYS = 3
"""So many days back an edition that did not get through is still delivered; older ones are no news."""


def add_deliver(app: typer.Typer) -> None:
    """Put this module's commands into the program."""
    for name, command in (("publish", publish), ("preview", preview), ("schedule", schedule)):
        app.command(name)(command)


def publish(
    day: Day = None,
    channel: Annotated[
        list[str] | None, typer.Option("--channel", metavar="NAME", help="Only this channel; may be given again.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go where; send nothing.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Send also where an earlier run was cut off and it may have arrived.")
    ] = False,
    lang: Lang = None,
    week: Week = None,
    month: Month = None,
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """Send the edition of a day, or of a week or month, to every channel, to nobody twice.

    Without --date, what did not get through on the three days before is sent as well. Exit status: 0 everyone has it;
    1 someone has not, or it is uncertain; 2 wrong usage or configuration.
    """
    span = parse_period(week, month, day)
    config = override(load_config(config_file), lang=lang)
    check_channels(config, channel or ())
    if not send(config, span or day, channel or (), dry_run=dry_run, again=again, as_json=as_json):
        raise typer.Exit(1)


def check_channels(config: Config, names: Sequence[str] = ()) -> None:
    """Raises UsageError where no channel is configured, or none of that name."""
    from jogan.deliver import wiring as doors

    doors.chosen(config, names)


def send(
    config: Config,
    which: str | Span | None,
    names: Sequence[str] = (),
    *,
    dry_run: bool = False,
    again: bool = False,
    as_json: bool = False,
) -> bool:
    """Deliver the edition of a day, week or month and print what became of it; whether everyone has it."""
    outcomes: list[Outcome] = []
    with open_store(config) as store, run_lock(config.database):
        try:
            for outcome in _round(config, store, which, list(names), dry_run=dry_run, again=again):
                outcomes.append(outcome)  # noqa: PERF402 - what went out is told also where the next edition is missing
        finally:
            if outcomes or as_json:
                print_outcomes(outcomes, as_json=as_json)
    return not any(outcome.state in ("failed", "uncertain") for outcome in outcomes)


def _round(
    config: Config, store: Store, which: str | Span | None, names: list[str], *, dry_run: bool, again: bool
) -> Iterator[Outcome]:
    """What became of each delivery: first the late ones, then those of the day; or those of the week or month."""
    from jogan.deliver import round as rounds
    from jogan.deliver import wiring as doors
    from jogan.deliver.channel import Parcel

    wanted = doors.chosen(config, names)
    asked = which if which is None or isinstance(which, str) else which.name
    today = _day(config, which if isinstance(which, str) else None)
    late = [] if asked else store.undelivered(config.language, today - timedelta(days=LATE_DAYS), today)
    with status() as tell:
        for one in (*late, today) if which is None or isinstance(which, str) else (which,):
            is_late = one in late
            if is_late and isinstance(one, date) and store.edition(one, config.language) is None:
                continue
            parcel = Parcel(_edition(config, store, one), config.site_url)
            channels = doors.channels(config, wanted, parcel, _now)
            if dry_run:
                yield from rounds.plan(store, channels, parcel, late=is_late)
            else:
                yield from rounds.deliver(
                    store, channels, parcel, _now, again=again and not is_late, late=is_late, tell=tell
                )


def preview(
    what: Annotated[str, typer.Argument(metavar="mail|chat|webhook", help="The form to look at.")] = "mail",
    day: Day = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write it.")] = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    lang: Lang = None,
    week: Week = None,
    month: Month = None,
    config_file: ConfigFile = None,
) -> None:
    """The edition as a mail, a chat or a webhook gets it, in a file to look at."""
    from jogan.deliver.channel import Parcel
    from jogan.model.edition import Artifact
    from jogan.press import bulletin, mail, publish

    if what not in ("mail", "chat", "webhook"):
        raise UsageError("preview", f"{what!r} is no form of an edition", "Use mail, chat or webhook.")
    span = parse_period(week, month, day)
    config = override(load_config(config_file), lang=lang)
    with open_store(config) as store:
        edition = _edition(config, store, span or _day(config, day))
    if what == "mail":
        letter = mail.letter(edition, Parcel(edition).charts, site_url=config.site_url)
        ending, text = "html", mail.preview(letter)
    elif what == "chat":
        told = bulletin.bulletin(edition, 2000, 5, site_url=config.site_url)
        ending, text = "txt", f"{told.title}\n\n" + "\n\n----\n\n".join(told.messages) + "\n"
    else:
        ending, text = "json", bulletin.notice(edition, site_url=config.site_url).decode("utf-8")
    path = out or Path(f"{what}_{edition.name}.{ending}")
    if path.is_dir():
        raise PressError(f"Cannot write {path}", "it is a folder", "Name a file with --out.")
    publish.write([Artifact(name=path.name, data=text.encode("utf-8", "replace"))], path.parent)
    print(path)
    if show:
        import webbrowser

        if not webbrowser.open(path.resolve().as_uri()):
            complain("no browser could be opened; open the file by hand")


def schedule(
    cron: Annotated[bool, typer.Option("--cron", help="A line for crontab.")] = False,
    systemd: Annotated[bool, typer.Option("--systemd", help="A systemd service and its timer.")] = False,
    github: Annotated[bool, typer.Option("--github", help="A GitHub Actions workflow.")] = False,
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="When, in the configured zone.")] = "06:43",
    config_file: ConfigFile = None,
) -> None:
    """What makes jogan run every morning: a cron line (the default), systemd units, or a GitHub workflow."""
    from jogan import schedule as made

    if cron + systemd + github > 1:
        raise UsageError("schedule", "--cron, --systemd and --github are asked for at once", "Choose one.")
    config = load_config(config_file)
    now = _now()
    moment = made.parse_time(at)
    form: Literal["cron", "systemd", "github"] = "github" if github else "systemd" if systemd else "cron"
    print(made.render(form, moment, config.timezone, now, local=now.astimezone().tzinfo), end="")


def _now() -> datetime:
    from jogan.environment import fixed_clock

    return fixed_clock() or datetime.now(UTC).replace(microsecond=0)


def _day(config: Config, day: str | None) -> date:
    """The day asked for, else today in the configured zone, however late the run is."""
    return parse_day(day) or _now().astimezone(config.zone).date()


def _edition(config: Config, store: Store, which: date | Span) -> Edition:
    if isinstance(which, date):
        stored = store.edition(which, config.language)
        if stored is not None:
            return stored[0]
        name, remedy = which.isoformat(), "Make it with jogan run, or name another day with --date."
    else:
        edition = store.period(which.name, config.language)
        if edition is not None:
            return edition
        name, remedy = which.name, f"Make it with jogan run --{which.unit} {which.name}."
    raise JoganError(f"no edition of {name}", f"none is stored in language {config.language!r}", remedy)
