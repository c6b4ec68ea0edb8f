"""A reader at work as tests use it: a real process on a free port of this machine, over a small archive."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers import PROGRAM, jogan

DAY = "2024-11-28"
NASTY = (
    "<script>window.hacked=1</script><img src=x onerror=window.hacked=2>]]>--></title></style>\"'{{7*7}}{%x%} "
    "[a](javascript:window.hacked=3) \u202egpj.exe\u202c agents \x07 &lt;i&gt;"
)
ITEMS: list[dict[str, Any]] = [
    {
        "kind": "paper",
        "title": "Sparse Attention for Long Documents",
        "summary": "Long documents are slow to read for language models. We propose SparseRead, a sparse attention "
        "method. It is 3.2 times faster than dense attention on LongBench with 1.5% lower accuracy.",
        "url": "https://arxiv.org/abs/2411.00001",
        "source": "arXiv",
        "day": DAY,
        "ids": {"arxiv": "2411.00001"},
        "authors": ["Ada Kim", "Ben Lee"],
        "categories": ["cs.CL"],
    },
    {
        "kind": "paper",
        "title": "Dense Attention Revisited for Short Documents",
        "summary": "We show that dense attention reads short documents well, and measure language models on it.",
        "url": "https://arxiv.org/abs/2411.00002",
        "source": "arXiv",
        "day": DAY,
        "ids": {"arxiv": "2411.00002"},
        "categories": ["cs.CL"],
    },
    {
        "kind": "news",
        "title": f"Robots {NASTY}",
        "summary": f"A robot company presents {NASTY} language models for robots.",
        "url": "https://news.example.org/robots?a=1&b=<2>",
        "source": f"Wire {NASTY}",
        "day": DAY,
        "authors": [NASTY],
    },
]


@dataclass(frozen=True)
class Answer:
    """What came back, unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Served:
    """A reader at work."""

    process: subprocess.Popen[str]
    folder: Path
    port: int

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """One exchange on a connection of its own; the path goes out as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body is not None and "Content_Length" not in headers:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a program whose data lie below the folder, as `helpers.jogan` has it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("JOGAN_")}
    return kept | {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}


def serve(folder: Path, *arguments: str, **env: str) -> Served:
    """A reader on a free port, once it has said which."""
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", *arguments],
        cwd=folder, env=surroundings(folder) | env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", line) or re.search(r"http://0\.0\.0\.0:(\d+)/", line)
    if found is None:
        assert process.stderr is not None
        raise AssertionError(line + process.stderr.read())
    return Served(process, folder, int(found[1]))


def end(served: Served) -> str:
    """End it as Ctrl-C does; gives what it said on standard error."""
    served.process.send_signal(signal.SIGINT)
    _, said = served.process.communicate(timeout=30)
    return said


def write_lines(path: Path, *items: dict[str, Any]) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    return path


def filled(folder: Path) -> Path:
    """A folder with a database that holds the items and their edition."""
    write_lines(folder / "items.jsonl", *ITEMS)
    assert jogan("import", "items.jsonl", cwd=folder).status == 0
    built = jogan("build", "--date", DAY, cwd=folder)
    assert built.status == 0, built.err
    return folder
