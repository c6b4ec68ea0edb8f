"""A new day on top of 10, 100 and 300 days: the whole corpus, imported, merged, filed and indexed day by day.

The papers, in the order of their announcement, are dealt into 304 days of one size, so that days compare. Processor
milliseconds for each paper, the median of the nine days around each mark (not the time on the wall: waiting for a disk
or for other programs says nothing of the archive). What is printed last is how much slower day 300 is than day 10, and
what merging took on the mean of the last 60 days: work that is put off and done on few days is in it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

from jogan import archive, pipeline, wiring
from jogan.collect import importing
from jogan.config import Config, EditionConfig, PathsConfig
from jogan.edit.select import summary_hash
from jogan.makeup import Edited
from jogan.model.collected import Item
from jogan.model.edition import Edition
from jogan.newsroom import Newsroom
from jogan.store.database import Store
from jogan.store.editions import Decision

FIRST = date(2025, 3, 18)
MARKS = (10, 100, 300)
AROUND = 4
STAGES = ("store", "merge", "file", "index")


def main() -> None:
    """Print the time for a paper in each stage at each mark."""
    papers = sorted(
        importing.read(Path(sys.argv[1]) / "arxiv_papers.parquet", lambda _: None),
        key=lambda item: (item.day or FIRST, item.url),
    )
    last = MARKS[-1] + AROUND
    days: dict[date, list[Item]] = defaultdict(list)
    for place, item in enumerate(papers):
        day = FIRST + timedelta(days=place * last // len(papers))
        days[day].append(replace(item, day=day))
    spent: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = Config(
            paths=PathsConfig(database=folder / "jogan.db", editions=folder), edition=EditionConfig(max_papers=0)
        )
        with Store.open(config.database) as store:
            room = wiring.newsroom(config, store, lambda _: None)
            librarian = wiring.librarian(config, store)
            index = archive.open_index(store, *librarian, lambda _: None)
            for number, day in enumerate(sorted(days), start=1):
                ticks = [time.process_time()]
                store.add_items(pipeline.place(item, day, config.zone) for item in days[day])
                ticks.append(time.process_time())
                archive.assign(store, store.unassigned(day, day, day))
                ticks.append(time.process_time())
                edited = pipeline.edit(room, day)
                _print(store, room, edited, day)
                ticks.append(time.process_time())
                while archive.step(store, index, librarian[2], lambda _: None):
                    pass
                ticks.append(time.process_time())
                spent[number] = {
                    stage: 1000 * (after - before) / len(days[day])
                    for stage, (before, after) in zip(STAGES, pairwise(ticks), strict=True)
                }
            size = config.database.stat().st_size / 1e6
    result: dict[str, object] = {"papers": len(papers), "a day": round(len(papers) / last), "database, MB": round(size)}
    at = {
        mark: {
            stage: median(spent[n][stage] for n in range(mark - AROUND, mark + AROUND + 1) if n in spent)
            for stage in STAGES
        }
        for mark in MARKS
    }
    for mark in MARKS:
        told = ", ".join(f"{stage} {at[mark][stage]:.2f}" for stage in STAGES)
        result[f"day {mark}, ms a paper"] = f"{sum(at[mark].values()):.2f} ({told})"
    result["day 300 against day 10"] = " ".join(
        f"{stage} {at[MARKS[-1]][stage] / at[MARKS[0]][stage]:.2f}" for stage in STAGES
    )
    result["merging, mean of the last 60 days"] = round(mean(spent[n]["merge"] for n in sorted(spent)[-60:]), 3)
    print(json.dumps(result))


def _print(store: Store, room: Newsroom, edited: Edited, day: date) -> None:
    """Remember what the edition of the day decided, as a printed one would; nothing is written here."""
    edition = Edition(
        date=day, language=room.config.language, timezone=room.config.timezone,
        made_at=datetime.combine(day, clock_time(), UTC), writer="none/0", sections=(), sources=(),
        taxonomy=room.taxonomy,
    )  # fmt: skip
    decisions = [
        Decision(
            story=story.id, section=story.section, printed=True, version=story.version, summary=summary_hash(story)
        )
        for story in edited.stories.values()
    ]
    store.save_edition(edition, "bench", decisions, {})


if __name__ == "__main__":
    main()
