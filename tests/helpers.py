"""What several tests share: running the program, and reading what it wrote."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

PROGRAM = [sys.executable, "-c", "from jogan.cli import main; main()"]


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str


def jogan(*arguments: object, cwd: Path, env: Mapping[str, str] | None = None, stdin: str = "") -> Ran:
    """Run the program in this process, in `cwd`, with its data below it: as a user's shell would, but faster."""
    from jogan.cli import main

    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("JOGAN_")}
    surroundings |= {f"XDG_{kind}_HOME": str(cwd / kind.lower()) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
    out, err = io.StringIO(), io.StringIO()
    status: object = 0
    with (
        contextlib.chdir(cwd),
        mock.patch.dict(os.environ, surroundings | dict(env or {}), clear=True),
        mock.patch.object(sys, "argv", ["jogan", *map(str, arguments)]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()))),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code
    return Ran(status if isinstance(status, int) else 0, out.getvalue(), err.getvalue())


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


def record(folder: Path, replies: Mapping[str, bytes | int], at: str) -> Path:
    """Write a replay folder: a body, or a status without one, for each address, fetched at that moment."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for number, (url, reply) in enumerate(replies.items()):
        entry: dict[str, Any] = {"method": "GET", "url": url, "headers": {}, "fetched_at": at}
        if isinstance(reply, int):
            entry |= {"status": reply, "body": None}
        else:
            (folder / f"{number}.body").write_bytes(reply)
            entry |= {"status": 200, "body": f"{number}.body"}
        entries.append(entry)
    (folder / "index.json").write_text(json.dumps(entries), encoding="utf-8")
    return folder
