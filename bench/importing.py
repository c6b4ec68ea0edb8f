"""Importing the whole corpus of papers; memory is read at a tenth of the way and at the end."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from jogan.collect import importing
from jogan.model.collected import Item
from jogan.pipeline import place
from jogan.store.database import Store


def main() -> None:
    """Print the rate and how memory grew after the first tenth."""
    path = Path(sys.argv[1]) / "arxiv_papers.parquet"
    zone, today = ZoneInfo("Asia/Seoul"), date(2026, 1, 1)
    marks: list[tuple[int, float]] = []

    def counted() -> Iterator[Item]:
        for number, item in enumerate(importing.read(path, lambda _: None), start=1):
            if number % 5000 == 0:
                marks.append((number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
            yield place(item, today, zone)

    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "jogan.db") as store:
        began = time.perf_counter()
        added = store.add_items(counted())
        seconds = time.perf_counter() - began
        size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
    print(
        json.dumps(
            {
                "items": added.new,
                "seconds": round(seconds, 2),
                "items/s": round(added.new / seconds),
                "memory after 5,000 items, MB": round(marks[0][1]),
                f"memory after {marks[-1][0]:,} items, MB": round(marks[-1][1]),
                "database, MB": round(size),
            }
        )
    )


if __name__ == "__main__":
    main()
