"""The commands about sources and the state of the house: sources, doctor. `cli.py` puts them beside its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from jogan.cli_archive import AsJson, ConfigFile
from jogan.console import complain, print_findings, print_sources, status
from jogan.desk import load_config, lock_is_free, open_store
from jogan.errors import JoganError, UsageError

if TYPE_CHECKING:
    from jogan.doctor import Finding


def add_sources(app: typer.Typer) -> None:
    """Put this module's commands into the program."""
    for name, command in (("sources", sources), ("doctor", doctor)):
        app.command(name)(command)


def sources(as_json: AsJson = False, config_file: ConfigFile = None) -> None:
    """The sources and how each fared when it was last asked."""
    from jogan.collect.registry import load_sources

    config = load_config(config_file)
    loaded, failures = load_sources(config.sources)
    for failure in failures:
        complain(f"{failure.subject}: {failure.cause}. {failure.remedy}")
    with open_store(config) as store:
        print_sources(store, loaded, None, as_json=as_json)


def doctor(
    live: Annotated[
        bool, typer.Option("--live", help="Also ask each source, model and mail server; nothing is stored or sent.")
    ] = False,
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """What may keep the next edition from coming out, and what to do about it.

    Exit status: 0 nothing is in the way; 1 something is; 2 the configuration is refused.
    """
    from jogan import doctor as checks
    from jogan.collect.registry import load_sources
    from jogan.config import find, fixed_clock

    try:
        config = load_config(config_file)
        loaded, broken = load_sources(config.sources)
        now = fixed_clock() or datetime.now(UTC).replace(microsecond=0)
    except UsageError as error:
        print_findings([checks.of_error("config", error)], as_json=as_json)
        raise typer.Exit(2) from error
    free = lock_is_free(config.database)
    found: list[Finding] = []
    with status() as tell:
        tell("looking")
        found += checks.examine(config, find(config_file), now, loaded, broken, free)
        if live:
            from jogan import doctor_live

            tell("asking sources, models and mail servers")
            try:
                found += doctor_live.examine(config, now, loaded)
            except JoganError as error:
                found.append(checks.of_error("live", error))
    print_findings(found, as_json=as_json)
    if any(finding.state == "fail" for finding in found):
        raise typer.Exit(1)
