"""`make bench`: speed and memory of the stages on real data, each measurement in a process of its own.

    python -m bench --data ../shared/data [NAME ...]

Prints one table a measurement. Times are wall-clock seconds of one run on this machine; compare ratios, not machines.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

MEASUREMENTS = ("start", "feeds", "importing", "day", "filing", "writing", "search", "site", "serve")


def measure(name: str, data: Path) -> dict[str, Any]:
    """Run one measurement in a fresh interpreter; adds its peak resident memory in MB."""
    # As where jogan is installed, what was compiled once is not compiled again.
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", f"bench.{name}", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    assert process.stdout is not None
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench.{name} failed with status {process.returncode}")
    result: dict[str, Any] = json.loads(out)
    return result | {"peak memory, MB": round(usage.ru_maxrss / 1024)}


def main() -> None:
    """Measure what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with arxiv_papers.parquet")
    parser.add_argument("names", nargs="*", help=f"of {', '.join(MEASUREMENTS)}")
    arguments = parser.parse_args()
    if not (arguments.data / "arxiv_papers.parquet").is_file():
        raise SystemExit(f"bench: no arxiv_papers.parquet in {arguments.data}; name its folder with make bench DATA=…")
    for name in arguments.names or MEASUREMENTS:
        print(f"\n{name}")
        for label, value in measure(name, arguments.data).items():
            print(f"  {label:46} {value}")


if __name__ == "__main__":
    main()
