"""Everything that a hostile or broken internet sends, and what comes of it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hostile_server import FAULTS, Server
from jogan.collect.drive import collect
from jogan.collect.feed import create
from jogan.collect.fetch import Door
from jogan.config import FetchConfig, SourceConfig
from jogan.model.collected import Collected, Window

WINDOW = Window(day=date(2024, 11, 20), now=datetime(2024, 11, 21, tzinfo=UTC), zone=UTC)
DEADLINE = 20.0


@pytest.fixture(scope="module")
def outcome() -> Iterator[dict[str, Collected]]:
    """What each fault came to, all collected in one run, and under `seconds` how long that took."""
    with Server({name: fault.handler for name, fault in FAULTS.items()}) as server:
        config = FetchConfig(
            connect_timeout=2,
            read_timeout=1,
            total_timeout=4,
            attempts=2,
            allow_private=(server.host,),
            max_bytes=12_000_000,
        )
        work = [(create(SourceConfig(name=name, kind="feed", url=server.url(name))), WINDOW) for name in FAULTS]
        start = time.monotonic()
        found = {
            source.name: collected
            for source, collected in collect(
                work, lambda: Door(config), concurrency=16, source_deadline=DEADLINE, run_deadline=90
            )
        }
        found["seconds"] = Collected(status="ok", detail=str(time.monotonic() - start))
        yield found


def test_there_are_at_least_forty_faults() -> None:
    """The suite is as wide as it is meant to be."""
    assert len(FAULTS) >= 100


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_has_its_outcome(outcome: dict[str, Collected], name: str) -> None:
    """Each fault ends with its status, its entries and a failure that names it, cause and remedy included."""
    fault, told = FAULTS[name], outcome[name]
    assert told.status == fault.status, told
    if fault.entries >= 0:
        assert len(told.items) == fault.entries
    else:
        assert len(told.items) > 0
    if fault.kind is not None:
        assert fault.kind in {failure.kind for failure in told.failures}
    elif fault.status == "ok":
        assert told.failures == () or name == "json-nan"
    if fault.status == "failed":
        assert told.failures
        assert told.detail
        assert all(failure.cause and "\n" not in failure.cause for failure in told.failures)


def test_all_faults_end_within_their_deadline(outcome: dict[str, Collected]) -> None:
    """No fault holds up the run."""
    assert float(outcome["seconds"].detail) < 90


def test_what_is_collected_is_clean(outcome: dict[str, Collected]) -> None:
    """No script, no hidden order, no expanded entity and no foreign link reaches an item."""
    for name, told in outcome.items():
        for item in told.items:
            text = f"{item.title} {item.summary}"
            assert item.url.startswith(("http://", "https://")), name
            assert len(item.title) <= 500, name
            assert "<script" not in text, name
            assert "previous instructions" not in text, name
            assert "hahaha" not in text, name
            assert "root:" not in text, name
            assert item.published is None or item.published.year < 2025, name


CLIENT = """
import json, re, sys
from datetime import UTC, date, datetime
from jogan.collect.feed import create
from jogan.collect.drive import collect
from jogan.collect.fetch import Door
from jogan.config import FetchConfig, SourceConfig
from jogan.model.collected import Window

host, names = sys.argv[1], sys.argv[2].split(",")
config = FetchConfig(read_timeout=2, total_timeout=10, attempts=1, allow_private=(host,))
window = Window(day=date(2024, 11, 20), now=datetime(2024, 11, 21, tzinfo=UTC), zone=UTC)
work = [(create(SourceConfig(name=name, kind="feed", url=f"http://{host}/{name}")), window) for name in names]
done = [one.status for _, one in collect(work, lambda: Door(config), concurrency=16, source_deadline=60, run_deadline=120)]
# Not ru_maxrss: a child is born with its parent's, and the parent is a large test run.
status = open("/proc/self/status").read()
print(json.dumps([len(done), int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) // 1024]))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_large_faults_stay_within_memory() -> None:
    """With the default caps, twenty of the largest faults at once keep the process under 400 MB."""
    large = ("zip-bomb", "two-gigabytes-said", "endless-chunks", "endless-body", "100000-items", "10-megabyte-title")
    names = [name for name in large for _ in range(4)]
    with Server({name: FAULTS[name].handler for name in large}) as server:
        told = subprocess.run(
            [sys.executable, "-c", CLIENT, server.host, ",".join(names)], capture_output=True, check=True, timeout=180
        )
    done, peak = json.loads(told.stdout)
    assert done == len(names)
    assert peak < 400, f"{peak} MB"
