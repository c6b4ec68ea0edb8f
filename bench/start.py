"""How long `jogan --help` takes, and which heavy libraries it imports (none)."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

HEAVY = ("numpy", "matplotlib", "httpx2", "pydantic", "sqlite3", "jinja2", "feedparser", "tantivy")


def main() -> None:
    """Print the median of nine starts and the imports."""
    command = [sys.executable, "-c", "import sys; sys.argv = ['jogan', '--help']; from jogan.cli import main; main()"]
    times = []
    for _ in range(10):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    code = f"import sys, jogan.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    print(json.dumps({"jogan --help, median seconds": round(statistics.median(times[1:]), 3), "heavy imports": loaded}))


if __name__ == "__main__":
    main()
