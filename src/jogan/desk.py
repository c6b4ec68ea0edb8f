"""A command's desk: the configuration under what the command line says, and all that a run needs, under its lock."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jogan.console import complain, status
from jogan.errors import JoganError, LockedError, UsageError, sentences

if TYPE_CHECKING:
    from jogan.config import Config
    from jogan.edit.spans import Span
    from jogan.model.collected import Source
    from jogan.newsroom import Newsroom
    from jogan.store.database import Store
    from jogan.wiring import Wires


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One run's day, moment, sources and newsroom, held under the run lock."""

    room: Newsroom
    sources: Sequence[Source]
    wires: Wires
    readers: Wires
    """As `wires`, for the articles of what was chosen."""
    day: date
    now: datetime

    @property
    def folder(self) -> Path:
        return self.room.config.paths.editions / self.day.isoformat()


def load_config(file: Path | None) -> Config:
    """The configuration in force (`config.load`), imported only when a command needs it. Its taxonomy is checked,
    and variables of the environment that look like settings and are none are told."""
    from jogan.config import load, stray_variables

    config = load(file)
    for line in stray_variables(config):
        complain(line)
    if config.taxonomy.changes:
        from jogan import wiring

        wiring.taxonomy(config)
    return config


def override(
    config: Config,
    *,
    lang: str | None = None,
    writer: str | None = None,
    budget: float | None = None,
    out: Path | None = None,
) -> Config:
    """The configuration with what the command line says above it."""
    if lang not in (None, "ko", "en"):
        raise UsageError("--lang", f"{lang!r} is no language of jogan", "Use ko or en.")
    if writer not in (None, "auto", "extract", "llm"):
        raise UsageError("--writer", f"{writer!r} is no writer", "Use auto, extract or llm.")
    if budget is not None and not 0 <= budget < float("inf"):
        raise UsageError("--budget", f"{budget} is no amount", "Give US dollars, 0 or more.")
    writing = {key: value for key, value in (("kind", writer), ("budget", budget)) if value is not None}
    return config.model_copy(
        update={
            "language": lang or config.language,
            "writer": config.writer.model_copy(update=writing),
            "paths": config.paths.model_copy(update={"editions": out} if out else {}),
        }
    )


@contextmanager
def open_desk(
    config: Config, day: str | None, *, replay: Path | None = None, record: Path | None = None
) -> Iterator[Desk]:
    """All that a run needs, under the lock that keeps two runs apart."""
    from jogan import wiring
    from jogan.collect.registry import load_sources
    from jogan.collect.replay import Replay
    from jogan.store.cache import StoredCache

    asked = parse_day(day)
    recording = Replay(replay) if replay else None
    now = wiring.moment(config, asked, recording)
    loaded, failures = load_sources(config.sources)
    for failure in failures:
        complain(sentences(f"{failure.subject}: {failure.cause}", failure.remedy))
    with open_store(config) as store, run_lock(config.database), status() as tell:
        room = wiring.newsroom(config, store, tell, recording=recording, warn=complain)
        for paper in room.classifier.unread:
            complain(f"[taxonomy] example {paper}: no such paper is stored, nothing is learned from it. Import it.")
        wires = wiring.Wires(config, StoredCache(store), recording, record)
        yield Desk(
            room=room,
            sources=loaded,
            wires=wires,
            readers=wiring.reading(wires),
            day=asked or now.astimezone(config.zone).date(),
            now=now,
        )


def open_store(config: Config) -> Store:
    """The configured store."""
    from jogan.store.database import Store

    return Store.open(config.database)


@contextmanager
def run_lock(database: Path) -> Iterator[None]:
    """The run lock, which ends with the process however that ends."""
    from filelock import FileLock, Timeout

    # The reader holds the lock for parts of a second while it files what arrived; a run holds it far longer than this.
    lock = FileLock(f"{database}.lock", timeout=2)
    try:
        with lock:
            yield
    except Timeout as error:
        raise LockedError(str(database), "another run is at work on it", "Wait until it has finished.") from error


def lock_is_free(database: Path) -> bool:
    """Whether no run is at work on the database just now."""
    from filelock import FileLock, Timeout

    if not database.exists():
        return True
    try:
        with FileLock(f"{database}.lock", timeout=0):
            return True
    except Timeout:
        return False
    except OSError:
        return True  # that the folder cannot be written is told by itself


def parse_day(written: str | None, option: str = "--date") -> date | None:
    """A day as the command line writes it; None stands for today. Raises UsageError."""
    if written is None:
        return None
    wrong = UsageError(option, f"{written!r} is no date", "Write it as YYYY-MM-DD.")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        raise wrong  # fromisoformat would take weeks as well
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise wrong from error


def parse_period(week: str | None, month: str | None, *others: object) -> Span | None:
    """The week or month that is asked for, None where neither is. Raises UsageError, also beside any of `others`."""
    from jogan.edit.spans import parse_span

    written, unit, form = (week, "week", "2024-W48") if week is not None else (month, "month", "2024-11")
    if written is None:
        return None
    if (week is not None and month is not None) or any(other not in (None, False) for other in others):
        raise UsageError(
            f"--{unit}", "stands alone: it is made of what the days hold, and collects nothing",
            "Leave out --date, --from, --to, --replay, --record, --again, --site and the other period.",
        )  # fmt: skip
    try:
        return parse_span(written, "week" if unit == "week" else "month")
    except ValueError as error:
        raise UsageError(f"--{unit}", f"{written!r} is no {unit}", f"Write it as {form}.") from error


def each_day(day: str | None, first: str | None, last: str | None, work: Callable[[str | None], None]) -> None:
    """Do the work for one day, or for each of several in a row; a day that fails does not stop those behind it."""
    if first is None and last is None:
        work(day)
        return
    start, end = parse_day(first, "--from"), parse_day(last, "--to")
    if day is not None:
        raise UsageError("--date", "goes with neither --from nor --to", "Name one day, or the first and the last.")
    if start is None or end is None:
        given, missing = ("--to", "--from") if start is None else ("--from", "--to")
        raise UsageError(given, f"goes with {missing}", f"Name the {'first' if start is None else 'last'} day too.")
    if start > end:
        raise UsageError(f"--from {start}", f"is after --to {end}", "Turn them round.")
    failed = 0
    for n in range((end - start).days + 1):
        one = (start + timedelta(days=n)).isoformat()
        if sys.stderr.isatty():
            complain(f"day {n + 1} of {(end - start).days + 1}: {one}")
        try:
            work(one)
        except UsageError:
            raise
        except JoganError as error:
            complain(str(error))
            failed += 1
    if failed:
        raise JoganError(f"{failed} of {(end - start).days + 1} days", "have no edition", "Run the same command again.")
