"""The reader under load while another process writes: requests a second, their times, errors, and its memory.

`wrk` with 50 connections for 30 seconds where it is installed, else as many threads of this program's own, which are
slower than the reader. Both share the machine's processors with the reader and with the import that writes.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jogan.collect import importing

CONNECTIONS = 50
SECONDS = float(os.environ.get("BENCH_SECONDS", "30"))
PAPERS, MORE = 10_000, 3_000
DAY = date(2025, 6, 10)
PROGRAM = [sys.executable, "-c", "from jogan.cli import main; main()"]
LUA = """
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", "/api/search?q=" .. words[n % #words + 1] .. "+" .. words[(n * 7) % #words + 1] .. "+" .. n)
end
"""


def line(item: Any) -> str:
    """A paper as a line that `jogan import` takes."""
    fields = {name: getattr(item, name) for name in ("kind", "title", "summary", "url", "source")}
    fields |= {"authors": list(item.authors), "ids": dict(item.ids), "categories": list(item.categories)}
    return json.dumps(fields | {"day": item.day.isoformat()}) + "\n"


def memory(process: int) -> float:
    """Resident memory in MB; 0 where the system does not tell."""
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def wrk(address: str, script: Path | None) -> dict[str, Any]:
    """One load by `wrk`."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS:.0f}s", "--latency", "--timeout", "10s"]
    command += ["-s", str(script)] if script else []
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    late = {share: re.search(rf"\s{share}%\s+(\S+)", said) for share in (50, 99)}
    wrong = [int(one) for one in re.findall(r"(?:connect|read|write|timeout) (\d+)", said)]
    wrong += [int(one) for one in re.findall(r"Non-2xx or 3xx responses: (\d+)", said)]
    return {
        "requests/s": float(rate[1]) if rate else 0.0,
        "p50, p99": ", ".join(found[1] if found else "?" for found in late.values()),
        "errors": sum(wrong),
    }


def threads(host: str, paths: list[str]) -> dict[str, Any]:
    """One load by threads of our own."""
    times: list[float] = []
    errors: list[str] = []
    until = time.monotonic() + SECONDS

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection(host, timeout=10)
        while time.monotonic() < until:
            began = time.perf_counter()
            number += CONNECTIONS
            try:
                connection.request("GET", paths[number % len(paths)])
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    errors.append(str(answer.status))
            except OSError as error:
                errors.append(str(error))
                connection.close()
            times.append(time.perf_counter() - began)

    workers = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    times.sort()
    p50, p99 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.99))
    return {
        "requests/s": round(len(times) / SECONDS, 1),
        "p50, p99": f"{p50:.1f}ms, {p99:.1f}ms",
        "errors": len(errors),
    }


def run(data: Path) -> dict[str, Any]:
    """Everything measured, by a label that says what it is."""
    papers = list(islice(importing.read(data / "arxiv_papers.parquet", lambda _: None), PAPERS + MORE))
    words = sorted({word for item in papers[:500] for word in re.findall(r"[a-z]{6,}", item.title.lower())})
    days = [replace(item, day=DAY - timedelta(days=number // 60)) for number, item in enumerate(papers)]
    result: dict[str, Any] = {"stories": PAPERS, "load by": "wrk" if shutil.which("wrk") else "threads"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "jogan.toml").write_text('[paths]\ndatabase = "jogan.db"\neditions = "editions"\n')
        (folder / "first.jsonl").write_text("".join(line(item) for item in days[:PAPERS]), encoding="utf-8")
        subprocess.run([*PROGRAM, "import", "first.jsonl"], cwd=folder, check=True, capture_output=True)
        subprocess.run([*PROGRAM, "build", "--date", str(DAY)], cwd=folder, check=True, capture_output=True)
        served = subprocess.Popen([*PROGRAM, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE, text=True)
        assert served.stdout is not None
        found = re.search(r"http://([\d.]+:\d+)/", served.stdout.readline())
        assert found is not None
        host = found[1]
        try:
            script = folder / "new.lua"
            script.write_text("words = {" + ",".join(f'"{word}"' for word in words) + "}\n" + LUA)
            one = f"/api/search?q={quote('language model')}"
            new = [f"/api/search?q={a}+{b}" for a in words for b in words[:50]]
            loads = [
                ("front page", "/", None, ["/"]),
                ("one query", one, None, [one]),
                ("new queries", "/", script, new),
            ]
            for number, (label, path, lua, paths) in enumerate(loads):
                more = folder / f"more{number}.jsonl"
                part = days[PAPERS + number * MORE // len(loads) : PAPERS + (number + 1) * MORE // len(loads)]
                more.write_text("".join(line(item) for item in part), encoding="utf-8")
                before = memory(served.pid)
                writer = subprocess.Popen(
                    [*PROGRAM, "import", more.name], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
                got = wrk(f"http://{host}{path}", lua) if shutil.which("wrk") else threads(host, paths)
                assert writer.wait() == 0
                result |= {f"{label}: {what}": value for what, value in got.items()}
                result[f"{label}: memory before, after, MB"] = f"{before:.0f}, {memory(served.pid):.0f}"
            health = http.client.HTTPConnection(host, timeout=10)
            health.request("GET", "/health")
            told = json.loads(health.getresponse().read())
            result["after it: stories, index"] = f"{told['stories']}, {told['index']}"
        finally:
            served.terminate()
            served.wait(30)
    return result


def main() -> None:
    """Print the measurement as JSON."""
    print(json.dumps(run(Path(sys.argv[1])), ensure_ascii=False))


if __name__ == "__main__":
    main()
