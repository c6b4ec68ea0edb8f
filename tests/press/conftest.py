"""Golden files and a browser, for the tests of the press."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def golden(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, bytes], None]:
    """Compares with a file in git. `JOGAN_UPDATE_GOLDEN=1` writes the file instead, for a change that is meant."""

    def compare(path: Path, data: bytes) -> None:
        if UPDATE:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        assert path.read_bytes() == data, f"{path.name} differs; see it with JOGAN_UPDATE_GOLDEN=1 and git diff"

    return compare


#: Read at import, before each test's environment is scrubbed.
UPDATE = os.environ.get("JOGAN_UPDATE_GOLDEN") == "1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium; the test is skipped, saying so, where it or playwright is absent."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("there is no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        running = driver.chromium.launch(executable_path=path, args=flags)
        yield running
        running.close()
