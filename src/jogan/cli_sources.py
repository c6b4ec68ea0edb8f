"""The commands about sources and the state of the house: sources, doctor. `cli.py` puts them beside its own."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jogan.cli_archive import AsJson, ConfigFile
from jogan.console import complain, print_findings, print_sources, status
from jogan.desk import load_config, lock_is_free, open_store
from jogan.errors import ImportFileError, JoganError, PressError, SourceError, UsageError, sentences

if TYPE_CHECKING:
    from jogan.config import Config
    from jogan.doctor import Finding


def add_sources(app: typer.Typer) -> None:
    """Put this module's commands into the program."""
    for name, command in (("sources", sources), ("doctor", doctor)):
        app.command(name)(command)


def sources(
    import_file: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Add the feeds of an OPML list to jogan.toml.")
    ] = None,
    export_file: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write the feeds as OPML; - prints them.")
    ] = None,
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """The sources and how each fared when it was last asked; feeds in and out as OPML."""
    from jogan.collect.registry import load_sources

    config = load_config(config_file)
    if import_file is not None and export_file is not None:
        raise UsageError("sources", "--import and --export are asked for at once", "Choose one.")
    if import_file is not None:
        _take_in(config, import_file, config_file, as_json=as_json)
        return
    if export_file is not None:
        _give_out(config, export_file, as_json=as_json)
        return
    loaded, failures = load_sources(config.sources)
    for failure in failures:
        complain(sentences(f"{failure.subject}: {failure.cause}", failure.remedy))
    with open_store(config) as store:
        print_sources(store, loaded, None, as_json=as_json)


def _take_in(config: Config, file: Path, config_file: Path | None, *, as_json: bool) -> None:
    """Add the feeds of an OPML file, but for those that are there already, to the configuration in force."""
    from jogan.collect.opml import MAX_BYTES, extended, parse_opml
    from jogan.config import FILE_NAME, check, find

    try:
        with file.open("rb") as source:
            body = source.read(MAX_BYTES + 1)
    except OSError as error:
        raise ImportFileError(str(file), f"cannot be read ({error.strerror})", "Check the path.") from error
    if len(body) > MAX_BYTES:
        raise ImportFileError(str(file), f"is larger than {MAX_BYTES:,} bytes", "Export a list of feeds alone.")
    try:
        feeds, bad = parse_opml(body, taken=[one.name for one in config.sources])
    except SourceError as error:
        what = error.why.replace("the reply", "the file")
        raise ImportFileError(str(file), what, f"{error.remedy.rstrip('.')}." if error.remedy else "") from error
    for entry in bad:
        complain(f"{file}: line {entry.line}: {entry.title or 'an entry without a title'}: {entry.cause}")
    if not feeds:
        raise ImportFileError(str(file), "has no feed that can be asked", "Export the list anew, with its feeds.")
    known = {one.url for one in config.sources}
    new = [one for one in feeds if one.url not in known]
    target = find(config_file) or Path(FILE_NAME)
    if new:
        try:
            written = target.read_text(encoding="utf-8") if target.exists() else ""
            text = extended(written, new, keep_defaults=not config.source)
            check(text, str(target))
            write_whole(target, text.encode())
        except OSError as error:
            raise PressError(str(target), f"cannot be written ({error.strerror})", "Check its permissions.") from error
    if as_json:
        told = {"file": str(target), "added": len(new), "known": len(feeds) - len(new)}
        print(json.dumps(told | {"bad": [asdict(entry) for entry in bad]}, ensure_ascii=False))
    else:
        told_bad = f"; {len(bad)} entries with a fault" if bad else ""
        print(f"{target}: {len(new)} feeds added, {len(feeds) - len(new)} known already{told_bad}")


def _give_out(config: Config, file: Path, *, as_json: bool) -> None:
    """Write the feeds among the sources as OPML."""
    from jogan.collect.opml import write_opml

    feeds = [one for one in config.sources if one.kind == "feed"]
    body = write_opml(feeds)
    if str(file) == "-":
        sys.stdout.write(body.decode("utf-8"))
        return
    try:
        write_whole(file, body)
    except OSError as error:
        raise PressError(str(file), f"cannot be written ({error.strerror})", "Name another file.") from error
    if as_json:
        print(json.dumps({"file": str(file), "feeds": len(feeds)}))
    else:
        print(f"{file}: {len(feeds)} feeds; the other {len(config.sources) - len(feeds)} sources have no place in OPML")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


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
    from jogan.config import find
    from jogan.environment import fixed_clock

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
