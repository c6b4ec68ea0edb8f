"""What every test gets: no network but loopback, a scrubbed environment, and the shared data where it is there."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long examples take to make says how busy the machine is, not whether a test is right.
settings.register_profile("local", suppress_health_check=[HealthCheck.too_slow])
# In CI the same examples are tried every time: a run says something of the change, not of chance. Locally they vary.
settings.register_profile("ci", settings.get_profile("local"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real material beside the checkout; the test is skipped, saying so, where it is absent."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the shared data is not beside the checkout")
    return folder


@pytest.fixture(autouse=True)
def _no_outside_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every socket that would leave the machine is refused, so that no test depends on the network."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            if not (host.startswith("127.") or host in ("::1", "localhost")):
                raise OSError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No JOGAN_ variable and no user's configuration or database leaks into a test."""
    for name in list(os.environ):
        if name.startswith("JOGAN_") or name == "SOURCE_DATE_EPOCH":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg-config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg-data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg-cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg-state"))


@pytest.fixture(scope="session")
def editions() -> ModuleType:
    """The hand-made editions of `sample_editions.py`."""
    import sample_editions

    return sample_editions


@pytest.fixture
def scripted() -> Iterator[Callable[[str], Any]]:
    """Starts scripted mail servers and ends them."""
    from scripted_smtp import ScriptedSmtp

    made: list[ScriptedSmtp] = []

    def start(fault: str = "") -> Any:
        made.append(ScriptedSmtp(fault))
        return made[-1]

    yield start
    for server in made:
        server.close()
