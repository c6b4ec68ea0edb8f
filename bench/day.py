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
from jogan.store.database import Store

PAPERS = 1000
DAY = date(2025, 6, 10)


def main() -> None:
    """Print seconds and rates of the stages, and the whole without importing."""
    path = Path(sys.argv[1]) / "arxiv_papers.parquet"
    papers = [replace(item, day=DAY) for item in islice(importing.read(path, lambda _: None), PAPERS)]
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = Config(
            paths=PathsConfig(database=folder / "jogan.db", editions=folder), edition=EditionConfig(max_papers=0)
        )
        with Store.open(config.database) as store:
            clock = time.perf_counter()

            def lap(stage: str) -> None:
                nonlocal clock
                now = time.perf_counter()
                times[stage], clock = now - clock, now

            store.add_items(pipeline.place(item, DAY, config.zone) for item in papers)
            lap("import")
            room = wiring.newsroom(config, store, lambda _: None)
            lap("load editors")
            edited = pipeline.edit(room, DAY)
            lap("edit")
            for section in pipeline.SECTIONS:
                pipeline.write(room, section, edited, DAY)
            lap("write and verify")
            built = pipeline.build(room, (), DAY, datetime(2025, 6, 11, tzinfo=UTC))
            lap("build again (reports kept), store")
            pipeline.press(room, built.edition, folder / "out")
            lap("press")
    whole = sum(seconds for stage, seconds in times.items() if stage != "import")
    result: dict[str, object] = {"papers printed": built.edition.sections[0].counts.kept}
    result |= {f"{stage}, s (items/s)": f"{t:.2f} ({PAPERS / t:,.0f})" for stage, t in times.items()}
    result["all but import, s"] = round(whole, 2)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
