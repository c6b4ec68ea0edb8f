"""What makes jogan run every morning: a cron line, systemd units, a GitHub Actions workflow. Pure.

jogan itself has no clock that waits: each of these starts `jogan run`, which makes the edition of the day that it is
in the configured zone, however late it was started.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from jogan import resources
from jogan.errors import UsageError

Form = Literal["cron", "systemd", "github"]
FILES = {"systemd": ("jogan.service", "jogan.timer"), "github": ("jogan.yml",)}


def parse_time(written: str) -> time:
    """A time of day as the command line writes it. Raises UsageError."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", written)
    if found is None:
        raise UsageError("--at", f"{written!r} is no time of day", "Write it as HH:MM, such as 06:43.")
    return time(int(found[1]), int(found[2]))


def render(form: Form, at: time, zone: str, now: datetime, *, local: tzinfo | None = None) -> str:
    """What is to be installed. `now` is the moment whose offset from UTC counts, `local` the zone of cron's machine."""
    if form == "cron":
        return _cron(at, zone, now, local or UTC)
    if form == "github":
        return file("jogan.yml", at, zone, now)
    return "\n".join(f"# ── {name} ──\n{file(name, at, zone, now)}" for name in FILES["systemd"])


def file(name: str, at: time, zone: str, now: datetime) -> str:
    """One file, with the time filled in."""
    there = _in(at, zone, now, UTC)
    when = f"{at:%H:%M} in {zone} is {there:%H:%M} UTC"
    if _shifts(zone, now):
        when += ", an hour off in the other half of the year"
    filled = {"@CRON@": _line(there), "@WHEN@": when, "@TIME@": f"{at:%H:%M}", "@ZONE@": zone}
    text = resources.read_text(f"schedule/{name}")
    for mark, value in filled.items():
        text = text.replace(mark, value)
    return text


def _cron(at: time, zone: str, now: datetime, local: tzinfo) -> str:
    here = _in(at, zone, now, local)
    lines = [
        f"# jogan, every day at {at:%H:%M} in {zone}. cron counts in the machine's own zone: there it is {here:%H:%M}.",
        "# Install it with crontab -e. cron knows little of your PATH: write jogan's whole path if it is not found.",
    ]
    if _shifts(zone, now) or _shifts_at(local, now):
        lines.append("# One of the two zones has summer time: look at this line again when the clocks change.")
    command = 'cd "$HOME/jogan" && jogan run && jogan publish'
    lines += ["# Leave out jogan publish where jogan.toml has no [[publish]].", f"{_line(here)} {command}"]
    return "\n".join(lines) + "\n"


def _in(at: time, zone: str, now: datetime, other: tzinfo) -> time:
    """The time of day in `zone` as clocks in `other` show it, by today's offsets."""
    day = now.astimezone(ZoneInfo(zone)).date()
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(other).time()


def _line(at: time) -> str:
    return f"{at.minute} {at.hour} * * *"


def _shifts(zone: str, now: datetime) -> bool:
    return _shifts_at(ZoneInfo(zone), now)


def _shifts_at(zone: tzinfo, now: datetime) -> bool:
    """Whether the zone's distance from UTC changes within a year."""
    return len({(now + timedelta(days=days)).astimezone(zone).utcoffset() for days in range(0, 360, 30)}) > 1
