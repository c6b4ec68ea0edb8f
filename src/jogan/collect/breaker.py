"""The circuit breaker: a host that is down is left in peace for a while, also by the next runs.

Three failures in a row open the circuit (one is enough when the host throttles): until `until`, requests are answered
at once with a failure of kind `resting`. Then a single probe is let through (half-open): if it succeeds the circuit
closes, if not it opens again for twice as long, up to an hour. Only what speaks against the host counts (no
connection, stalls, throttling, 5xx); a page that is not there says nothing about the others.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jogan.collect.failures import THROTTLING
from jogan.model.common import Failure

log = logging.getLogger(__name__)

PATIENCE = 3
"""Failures in a row that open the circuit."""
FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(hours=1)
FORGET = timedelta(days=2)
_AGAINST_HOST = frozenset({"timeout", "unreachable", "dns", "tls"})


@dataclass(frozen=True, slots=True)
class Circuit:
    """What is known of one host: failures in a row, openings, until when it rests, when it last failed."""

    failures: int = 0
    opened: int = 0
    until: str = ""
    failed_at: str = ""


def counts_against(failure: Failure) -> bool:
    """Whether a failure speaks against the whole host."""
    return failure.kind in _AGAINST_HOST or failure.status in THROTTLING or (failure.status or 0) >= 500


def after_failure(circuit: Circuit, failure: Failure, now: datetime, asked_to_wait: float | None = None) -> Circuit:
    """The circuit after a failure that counts; `asked_to_wait` is what the host asked for, in seconds."""
    failures = circuit.failures + 1
    if failures < PATIENCE and failure.status not in THROTTLING and not circuit.opened:
        return Circuit(failures=failures, failed_at=now.isoformat())
    rest = min(LONGEST_REST, FIRST_REST * 2 ** min(circuit.opened, 10))
    if asked_to_wait is not None:
        rest = min(LONGEST_REST, max(rest, timedelta(seconds=asked_to_wait)))
    return Circuit(
        failures=failures, opened=circuit.opened + 1, until=(now + rest).isoformat(), failed_at=now.isoformat()
    )


def resting_until(circuit: Circuit, now: datetime) -> datetime | None:
    """Until when the host rests, or None where it may be asked (closed, or half-open for a probe)."""
    until = _moment(circuit.until)
    return until if until is not None and until > now else None


class Breaker:
    """The circuits of all hosts, kept in one small file (None: in memory only), which all processes share loosely."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "breaker.json" if folder else None
        self._circuits = self._load()

    def resting(self, host: str, now: datetime) -> datetime | None:
        """Until when `host` rests, or None where it may be asked."""
        circuit = self._circuits.get(host)
        return resting_until(circuit, now) if circuit else None

    def probing(self, host: str) -> bool:
        """Whether the next request to `host` is a probe, for which one attempt is enough."""
        circuit = self._circuits.get(host)
        return circuit is not None and circuit.opened > 0

    def failed(self, host: str, failure: Failure, now: datetime, asked_to_wait: float | None = None) -> None:
        """Take note of a failure of `host`."""
        if counts_against(failure):
            self._circuits[host] = after_failure(self._circuits.get(host, Circuit()), failure, now, asked_to_wait)
            self._save(now)

    def succeeded(self, host: str, now: datetime) -> None:
        """Take note that `host` has answered."""
        if self._circuits.pop(host, None) is not None:
            self._save(now)

    def _load(self) -> dict[str, Circuit]:
        if self._path is None:
            return {}
        try:
            raw = json.loads(self._path.read_bytes())
            return {str(host): Circuit(**one) for host, one in raw.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError):
            log.warning("%s cannot be read; all hosts count as well again", self._path)
            return {}

    def _save(self, now: datetime) -> None:
        if self._path is None:
            return
        self._circuits = {
            host: one for host, one in self._circuits.items() if (_moment(one.failed_at) or now) > now - FORGET
        }
        temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps({host: asdict(one) for host, one in self._circuits.items()}, indent=1))
            temporary.replace(self._path)
        except OSError as error:
            log.warning("%s cannot be written: %s", self._path, error.strerror)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
