"""A run that is killed at any moment, and started again, ends in the same edition."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from helpers import PROGRAM, files, jogan
from jogan import resources

KILLS = 30
DAYS = ("2024-11-21", "2024-11-22")


def _arguments(day: str) -> list[str]:
    demo = resources.folder("demo")
    return [
        "run",
        "--config",
        str(demo / "jogan.toml"),
        "--replay",
        str(demo / day),
        "--date",
        day,
        "--out",
        "editions",
    ]


def _environment(folder: Path) -> dict[str, str]:
    return dict(os.environ) | {"XDG_DATA_HOME": str(folder / "data"), "JOGAN_PATHS__DATABASE": str(folder / "jogan.db")}


@pytest.mark.slow
def test_killed_runs_end_in_the_same_bytes(tmp_path: Path) -> None:
    """Thirty kills without warning, spread over the whole of a run, leave no trace in what comes out."""
    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed"
    for folder in (undisturbed, disturbed):
        folder.mkdir()
    began = time.monotonic()
    for day in DAYS:
        assert jogan(*_arguments(day), cwd=undisturbed, env=_environment(undisturbed)).status == 0
    whole = (time.monotonic() - began) / len(DAYS)
    chance = random.Random(20241121)
    killed = 0
    while killed < KILLS:
        # A fresh start each time the days are through, so that kills fall into first runs, not only into finished ones.
        for day in DAYS:
            for _ in range(5):
                process = subprocess.Popen(
                    [*PROGRAM, *_arguments(day)],
                    cwd=disturbed, env=_environment(disturbed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )  # fmt: skip
                try:
                    process.wait(timeout=chance.uniform(0.05, whole))
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.wait()
                    killed += 1
            assert jogan(*_arguments(day), cwd=disturbed, env=_environment(disturbed)).status == 0
        ours, theirs = files(disturbed / "editions"), files(undisturbed / "editions")
        assert sorted(ours) == sorted(theirs)
        assert [name for name in ours if ours[name] != theirs[name]] == []
        if killed < KILLS:
            for leftover in disturbed.glob("jogan.db*"):
                leftover.unlink()
            for path in sorted((disturbed / "editions").rglob("*"), reverse=True):
                path.unlink() if path.is_file() else path.rmdir()
