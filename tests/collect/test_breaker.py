"""The circuit breaker: rests, probes, and memory across runs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hostile_server import GOOD, HTML, Server
from jogan.collect.breaker import LONGEST_REST, PATIENCE, Breaker, counts_against
from jogan.collect.failures import failure, status_failure
from jogan.collect.fetch import Door
from jogan.config import FetchConfig
from jogan.model.collected import Request, Response
from jogan.model.common import Failure

NOW = datetime(2024, 11, 20, 12, tzinfo=UTC)
DOWN = failure("https://a.example/", "timeout", "slow")
BUSY = status_failure("https://a.example/", 429)


def test_a_host_rests_after_failures_in_a_row() -> None:
    """Single failures are lived with; the third in a row opens the circuit, a success in between forgets them."""
    breaker = Breaker(None)
    for _ in range(PATIENCE - 1):
        breaker.failed("a", DOWN, NOW)
    breaker.succeeded("a", NOW)
    for _ in range(PATIENCE - 1):
        breaker.failed("a", DOWN, NOW)
    assert breaker.resting("a", NOW) is None
    breaker.failed("a", DOWN, NOW)
    assert breaker.resting("a", NOW) == NOW + timedelta(minutes=1)
    assert breaker.resting("b", NOW) is None


def test_throttling_opens_at_once_and_for_as_long_as_asked() -> None:
    """A host that asks for ten minutes gets ten minutes."""
    breaker = Breaker(None)
    breaker.failed("a", BUSY, NOW, 600)
    assert breaker.resting("a", NOW) == NOW + timedelta(minutes=10)


def test_a_failed_probe_doubles_the_rest() -> None:
    """Half-open lets one through; each failure rests longer, up to an hour; a success closes."""
    breaker = Breaker(None)
    now = NOW
    rests = []
    for _ in range(10):
        breaker.failed("a", BUSY, now)
        until = breaker.resting("a", now)
        assert until is not None
        rests.append(until - now)
        now = until
        assert breaker.resting("a", now) is None
        assert breaker.probing("a")
    assert rests[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert rests[-1] == LONGEST_REST
    breaker.succeeded("a", now)
    assert not breaker.probing("a")


@pytest.mark.parametrize(
    ("fault", "counts"),
    [
        (DOWN, True),
        (BUSY, True),
        (status_failure("https://a/", 500), True),
        (status_failure("https://a/", 404), False),
        (failure("https://a/", "too-large", "x"), False),
    ],
)
def test_only_what_speaks_against_the_host_counts(fault: Failure, counts: bool) -> None:
    """A missing page or a large body says nothing about the host."""
    assert counts_against(fault) is counts


@pytest.mark.parametrize("content", [None, "", "[]", '{"a": 1}', '{"a": {"until": 7}}', "\x00"])
def test_the_memory_survives_runs_and_damage(tmp_path: Path, content: str | None) -> None:
    """What one run learned the next one knows; a damaged file is no reason to stop."""
    if content is None:
        Breaker(tmp_path).failed("a", BUSY, NOW)
        assert Breaker(tmp_path).resting("a", NOW) is not None
        return
    (tmp_path / "breaker.json").write_text(content)
    breaker = Breaker(tmp_path)
    assert breaker.resting("a", NOW) is None
    breaker.failed("b", BUSY, NOW)
    assert Breaker(tmp_path).resting("b", NOW) is not None


@pytest.fixture
def server() -> Iterator[Server]:
    """One path that is busy at first and one that is fine."""
    with Server(
        {
            "busy": lambda x: x.reply(HTML, "429 Too Many Requests") if x.count < 3 else x.reply(GOOD),
            "good": lambda x: x.reply(GOOD),
        }
    ) as running:
        yield running


def test_a_resting_address_is_not_asked(server: Server, tmp_path: Path) -> None:
    """While it rests no request is made; afterwards a single probe is, and its success closes the circuit."""
    moment = [NOW]
    config = FetchConfig(attempts=2, allow_private=(server.host,))

    def ask(path: str) -> Response | Failure:
        async def once() -> Response | Failure:
            async with Door(config, state_folder=tmp_path, clock=lambda: moment[0]) as door:
                return await door.exchange(Request(url=server.url(path)))

        return asyncio.run(once())

    first = ask("busy")
    assert isinstance(first, Failure)
    assert first.status == 429
    resting = ask("busy")
    assert isinstance(resting, Failure)
    assert resting.kind == "resting"
    assert len(server.log) == 2
    assert isinstance(ask("good"), Response)
    moment[0] += timedelta(minutes=2)
    assert isinstance(ask("busy"), Response)
    assert len(server.log) == 4
