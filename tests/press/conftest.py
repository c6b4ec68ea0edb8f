"""The hand-made editions, for every test of the press."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parent


@pytest.fixture(scope="session")
def editions() -> ModuleType:
    """The module `editions.py` beside this file."""
    name = "press_editions"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, FOLDER / "editions.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


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
