"""What several tests share: running the program, and reading what it wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = [sys.executable, "-c", "from jogan.cli import main; main()"]


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str


def jogan(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None, stdin: str | None = None) -> Ran:
    """Run the program in a process of its own, in `cwd`, with its data below it."""
    import os

    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("JOGAN_")}
    surroundings |= {"XDG_DATA_HOME": str(cwd / "data"), "XDG_CONFIG_HOME": str(cwd / "config"), **(env or {})}
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=cwd, env=surroundings, input=stdin, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def edition(folder: Path, day: str) -> dict[str, Any]:
    """The edition.json of a day under an editions folder."""
    document: dict[str, Any] = json.loads((folder / day / "edition.json").read_text(encoding="utf-8"))
    return document


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its relative name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def evidence(document: Any) -> Iterator[dict[str, Any]]:
    """Every piece of evidence anywhere in an edition's document."""
    if isinstance(document, dict):
        for key, value in document.items():
            if key == "evidence":
                yield from value
            else:
                yield from evidence(value)
    elif isinstance(document, list):
        for value in document:
            yield from evidence(value)
