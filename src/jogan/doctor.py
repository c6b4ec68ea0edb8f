"""What may keep the next edition from coming out, and what to do about it: the checks of `jogan doctor`.

Each check looks and changes nothing. None asks the network or costs anything; what does stands in `doctor_live`. No
check prints a secret: of a key or an address only the name of the variable that holds it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from jogan.errors import JoganError

if TYPE_CHECKING:
    from jogan.config import Config
    from jogan.deliver.channel import Channel, Parcel
    from jogan.model.collected import Source
    from jogan.model.common import Failure
    from jogan.store.checkup import Checkup

State = Literal["ok", "warn", "fail"]

LITTLE_ROOM = 500_000_000
"""Bytes free below which a warning is due; an edition takes about ten million."""
NO_ROOM = 50_000_000
SILENT = 3
"""So many runs without anything new make a source a failure rather than a warning."""

EXTRAS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("llm", ("pydantic_ai",), "language models"),
    ("notify", ("apprise",), "chat and push services"),
    ("parquet", ("pyarrow",), "Parquet files"),
    ("site", ("pagefind", "pagefind_bin_extended"), "the search of the static site"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line: what was looked at, how it is, what was found, and what to do where something is wrong."""

    subject: str
    state: State
    detail: str
    remedy: str = ""


def of_error(subject: str, error: JoganError) -> Finding:
    """The finding that an error makes."""
    told = ": ".join(part for part in (error.what, error.why) if part)
    return Finding(subject=subject, state="fail", detail=" ".join(told.split()), remedy=error.remedy)


def examine(
    config: Config, file: Path | None, now: datetime, sources: Sequence[Source], broken: Sequence[Failure], lock: bool
) -> Iterator[Finding]:
    """All checks that need no network. `lock` tells whether the run lock is free."""
    from jogan.store.checkup import look

    found = look(config.database)
    yield _config(config, file)
    yield from _folders(config)
    yield _database(config.database, found)
    yield _room(config.database)
    if not lock:
        yield Finding(
            subject="run lock",
            state="warn",
            detail="another run is at work on the database",
            remedy="Wait until it has finished",
        )
    yield _clock(config, now, found)
    yield _index(config.database, found)
    yield from _extras(config)
    yield from _models(config)
    yield from channels_ready(config)
    yield from _sources(
        config, now, sources, broken, usable=found is not None and not found.fault and found.schema == found.known
    )


# ── The house ───────────────────────────────────────────────────────────────────────────────────────────────


def _config(config: Config, file: Path | None) -> Finding:
    where = str(file) if file else "no jogan.toml, so the defaults hold"
    told = f"{where}; language {config.language}, zone {config.timezone}, {len(config.sources)} sources"
    return Finding(subject="config", state="ok", detail=told)


def _folders(config: Config) -> Iterator[Finding]:
    right = "Give yourself the right to write there"
    shared = f"{right}; until then other processes do not know of this one's pace"
    folders: tuple[tuple[str, Path, State, str], ...] = (
        ("database folder", config.database.parent, "fail", f"{right}, or set paths.database"),
        ("editions folder", config.paths.editions, "fail", f"{right}, or set paths.editions"),
        ("state folder", config.state, "warn", shared),
    )  # fmt: skip
    for subject, folder, state, remedy in folders:
        there = _nearest(folder)
        if _writable(folder):
            told = str(folder) if there == folder.absolute() else f"{folder} (made by the first run)"
            yield Finding(subject=subject, state="ok", detail=told)
        else:
            told = f"{there} {'cannot be written' if there.is_dir() else 'is not a folder'}"
            yield Finding(subject=subject, state=state, detail=told, remedy=remedy)


def _nearest(folder: Path) -> Path:
    """The folder, or, where it is not there yet, the nearest one above it: there the first run makes it."""
    return next((one for one in (folder.absolute(), *folder.absolute().parents) if one.exists()), Path("/"))


def _writable(folder: Path) -> bool:
    there = _nearest(folder)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _database(path: Path, found: Checkup | None) -> Finding:
    if found is None:
        return Finding(subject="database", state="ok", detail=f"{path} (made by the first run)")
    if found.fault:
        remedy = "Move the file away (nothing is deleted) and run again, or restore a copy of it"
        if "locked" in found.fault or "busy" in found.fault:
            remedy = "Another program holds it; try again when that has finished"
        return Finding(subject="database", state="fail", detail=f"{path}: {found.fault}", remedy=remedy)
    if found.schema > found.known:
        told = f"{path} was written by a newer jogan (schema {found.schema}, this one knows {found.known})"
        return Finding(subject="database", state="fail", detail=told, remedy="Upgrade jogan, or set paths.database")
    told = f"{path}: {found.bytes / 1e6:,.1f} MB, {found.items:,} items, {found.editions:,} editions"
    if found.schema < found.known:
        told += f"; schema {found.schema}, which the next run brings to {found.known}"
    told += "; whole" if found.whole else "; too large to be read to its end here, whole as far as it was"
    return Finding(subject="database", state="ok", detail=told)


def _room(database: Path) -> Finding:
    there = _nearest(database.parent)
    free = shutil.disk_usage(there).free
    state: State = "fail" if free < NO_ROOM else "warn" if free < LITTLE_ROOM else "ok"
    remedy = "" if state == "ok" else "Free some space, or set paths.database and paths.editions to another disk"
    return Finding(subject="disk", state=state, detail=f"{free / 1e9:,.1f} GB free in {there}", remedy=remedy)


def _clock(config: Config, now: datetime, found: Checkup | None) -> Finding:
    from jogan.environment import fixed_clock

    told = f"it is {now.astimezone(config.zone):%Y-%m-%d %H:%M} in {config.timezone}"
    if fixed_clock():
        return Finding(
            subject="clock",
            state="warn",
            detail=f"SOURCE_DATE_EPOCH fixes it; {told}",
            remedy="Unset SOURCE_DATE_EPOCH for daily runs",
        )
    newest = datetime.fromisoformat(found.newest) if found and found.newest else None
    if newest is not None and newest > now + timedelta(hours=1):
        told += f", but the last run says it was {newest.astimezone(config.zone):%Y-%m-%d %H:%M}"
        return Finding(subject="clock", state="fail", detail=told, remedy="Set the machine's clock")
    return Finding(subject="clock", state="ok", detail=told)


def _index(database: Path, found: Checkup | None) -> Finding:
    from jogan.archive import index_folder
    from jogan.store.index import FullText

    folder = index_folder(database)
    if not (folder / "meta.json").exists():
        detail = "not made yet; the first search makes it"
        return Finding(subject="search index", state="ok", detail=detail)
    try:
        FullText(folder)
    except JoganError as error:
        return Finding(subject="search index", state="warn", detail=error.why, remedy="Run: jogan index --rebuild")
    waiting = found.waiting if found else 0
    told = f"{waiting:,} items are not in it yet; the next search takes them in" if waiting else "up to date"
    return Finding(subject="search index", state="ok", detail=told)


def _extras(config: Config) -> Iterator[Finding]:
    wanted = {
        "llm": bool(config.writer.model) and config.writer.kind != "extract",
        "notify": any(channel.kind == "apprise" for channel in config.publish),
    }
    for name, modules, purpose in EXTRAS:
        there = all(find_spec(module) is not None for module in modules)
        install = f"pip install 'jogan[{name}]'"
        if there:
            yield Finding(subject=f"extra {name}", state="ok", detail=f"installed, for {purpose}")
        elif wanted.get(name):
            told = f"not installed, but the configuration wants {purpose}"
            yield Finding(subject=f"extra {name}", state="fail", detail=told, remedy=f"Run: {install}")
        else:
            yield Finding(subject=f"extra {name}", state="ok", detail=f"not installed; for {purpose}: {install}")


# ── The doors ───────────────────────────────────────────────────────────────────────────────────────────────


def _models(config: Config) -> Iterator[Finding]:
    from jogan.config_writer import api_key

    if config.writer.kind == "extract" or not config.writer.model:
        yield Finding(
            subject="writer",
            state="fail" if config.writer.kind == "llm" else "ok",
            detail="no language model is configured; reports are extracted from the sources",
            remedy="Name a model under [[writer.model]]; see docs/models.md" if config.writer.kind == "llm" else "",
        )
        return
    for model in config.writer.model:
        if api_key(model) is None:
            names = " or ".join(model.key_variables)
            yield Finding(
                subject=f"model {model.id}", state="fail", detail=f"no key: {names} is not set", remedy=f"Set {names}"
            )
        else:
            key = f", key in {' or '.join(model.key_variables)}" if model.key_variables else ", no key needed"
            where = urlsplit(model.address).hostname or "its vendor"
            told = f"asked at {where}{key}; not tried (jogan doctor --live tries it)"
            yield Finding(subject=f"model {model.id}", state="ok", detail=told)
    if config.writer.budget is None and any(model.key_variables for model in config.writer.model):
        told = "no limit to what an edition may cost"
        yield Finding(subject="budget", state="warn", detail=told, remedy="Set writer.budget in US dollars")


def channels_ready(config: Config) -> Iterator[Finding]:
    """Whether each channel has what it needs: its settings, variables and programs."""
    if not config.publish:
        yield Finding(subject="delivery", state="ok", detail="no channel is configured; editions stay in their folder")
    for channel, settings in zip(channels(config), config.publish, strict=True):
        if isinstance(channel, Finding):
            yield channel
            continue
        try:
            targets = channel.targets()
            if settings.kind == "git":
                with channel.open():
                    pass
        except JoganError as error:
            yield of_error(f"channel {settings.name}", error)
            continue
        subject, told = f"channel {settings.name}", f"{settings.kind}, {len(targets)} to reach"
        path = getattr(settings, "path", None)
        if path is not None and not _writable(path):
            remedy = "Choose a folder that you may write"
            yield Finding(subject=subject, state="fail", detail=f"{path} cannot be written", remedy=remedy)
        elif not targets:
            yield Finding(subject=subject, state="fail", detail=told, remedy="Name someone whom it reaches")
        else:
            yield Finding(subject=subject, state="ok", detail=told)


def channels(config: Config) -> list[Channel | Finding]:
    """A channel for each that is configured, with an empty edition to carry; a finding where one cannot be made."""
    from jogan.deliver.wiring import channels as make

    made: list[Channel | Finding] = []
    for settings in config.publish:
        try:
            made += make(config, [settings], _sample(config), lambda: datetime.now(UTC))
        except JoganError as error:
            made.append(of_error(f"channel {settings.name}", error))
    return made


def _sample(config: Config) -> Parcel:
    from jogan.deliver.channel import Parcel
    from jogan.model.common import SectionName
    from jogan.model.edited import Taxonomy
    from jogan.model.edition import Counts, Edition, Section

    moment = datetime(2024, 11, 28, tzinfo=UTC)
    names: tuple[SectionName, ...] = ("papers", "news")
    sections = tuple(Section(name=name, counts=Counts()) for name in names)
    empty = Edition(
        date=moment.date(), language=config.language, timezone=config.timezone, made_at=moment, writer="doctor",
        sections=sections, sources=(), taxonomy=Taxonomy(version="", categories=()),
    )  # fmt: skip
    return Parcel(empty, config.site_url)


# ── The sources ─────────────────────────────────────────────────────────────────────────────────────────────


def _sources(
    config: Config, now: datetime, sources: Sequence[Source], broken: Sequence[Failure], *, usable: bool
) -> Iterator[Finding]:
    from jogan.collect.breaker import Breaker
    from jogan.model.collected import SourceHealth
    from jogan.store.database import Store

    for failure in broken:
        yield Finding(subject=f"source {failure.subject}", state="fail", detail=failure.cause, remedy=failure.remedy)
    breaker = Breaker(config.state)
    lines = [SourceHealth(name=s.name, kind=s.kind, section=s.section, url=s.url, status="never") for s in sources]
    if usable:
        with Store.open(config.database) as store:
            lines = [store.health(line) for line in lines]
    for line in lines:
        told = "; ".join(filter(None, (line.status, line.detail, line.note)))
        state: State = "ok" if line.status in ("ok", "empty", "never") and line.streak < SILENT else "warn"
        if line.streak >= SILENT:
            state = "fail"
        if line.status == "never":
            told = "not asked yet (jogan doctor --live tries it)"
        elif line.last_success:
            told += f"; last success {line.last_success.astimezone(config.zone):%Y-%m-%d %H:%M}"
        remedy = line.remedy or (f"Open {_shown(line.url)} in a browser; correct its url, or remove the source"
                                 if state == "fail" else "")  # fmt: skip
        rest = breaker.resting(urlsplit(line.url).hostname or "", now)
        if rest is not None:
            state = "warn" if state == "ok" else state
            told += f"; its host is left in peace until {rest.astimezone(config.zone):%Y-%m-%d %H:%M}"
        yield Finding(subject=f"source {line.name}", state=state, detail=told, remedy="" if state == "ok" else remedy)


def _shown(url: str) -> str:
    from jogan.collect.failures import safe_url

    return safe_url(url)
