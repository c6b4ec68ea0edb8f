"""A day of 1,000 papers: stored, edited, written, pressed; items a second for each stage."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from jogan import pipeline, wiring
from jogan.collect import importing
from jogan.config import Config, EditionConfig, PathsConfig
from jogan.makeup import SECTIONS
from jogan.store.database import Store

PAPERS = 1000
DAY = date(2025, 6, 10)


def main() -> None:
    """Print seconds and rates of the stages, and the whole without importing."""
    path = Path(sys.argv[1]) / "arxiv_papers.parquet"
    papers = [replace(item, day=DAY) for item in islice(importing.read(path, lambda _: None), PAPERS)]
    times: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = Config(
            paths=PathsConfig(database=folder / "jogan.db", editions=folder), edition=EditionConfig(max_papers=0)
        )
        with Store.open(config.database) as store:
            clock, cpu = time.perf_counter(), time.process_time()

            def lap(stage: str) -> None:
                nonlocal clock, cpu
                now, busy = time.perf_counter(), time.process_time()
                times[stage] = (now - clock, busy - cpu)
                clock, cpu = now, busy

            store.add_items(pipeline.place(item, DAY, config.zone) for item in papers)
            lap("import")
            room = wiring.newsroom(config, store, lambda _: None)
            lap("load editors")
            edited = pipeline.edit(room, DAY)
            lap("edit")
            for section in SECTIONS:
                pipeline.write(room, section, edited, DAY)
            lap("write and verify")
            built = pipeline.build(room, (), DAY, datetime(2025, 6, 11, tzinfo=UTC))
            lap("build again (reports kept), store")
            pipeline.press(room, built.edition, folder / "out")
            lap("press")
    whole = [sum(both[n] for stage, both in times.items() if stage != "import") for n in (0, 1)]
    result: dict[str, object] = {"papers printed": built.edition.sections[0].counts.kept}
    result |= {
        f"{stage}, s (processor; items/s)": f"{wall:.2f} ({busy:.2f}; {PAPERS / wall:,.0f})"
        for stage, (wall, busy) in times.items()
    }
    result["all but import, s (processor)"] = f"{whole[0]:.2f} ({whole[1]:.2f})"
    print(json.dumps(result))


if __name__ == "__main__":
    main()
