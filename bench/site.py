"""The site of the replay days: its rate, what an unchanged and a changed day cost, and what a reader loads first."""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from jogan import pipeline, wiring
from jogan.config import Config, PathsConfig
from jogan.edit.identity import settle
from jogan.model.collected import Item
from jogan.press import search_index
from jogan.site import press_site
from jogan.store.database import Store


def day_of(path: Path) -> tuple[date, list[Item]]:
    """One recorded day of daily papers."""
    day = date.fromisoformat(path.stem[-10:])
    found = []
    for entry in json.loads(path.read_text(encoding="utf-8")):
        paper = entry["paper"]
        found.append(
            settle(
                Item(
                    kind="paper", title=paper["title"], summary=paper.get("summary") or "", day=day,
                    url=f"https://huggingface.co/papers/{paper['id']}", source="Hugging Face Papers",
                    authors=tuple(author["name"] for author in paper.get("authors", ())), ids={"arxiv": paper["id"]},
                )
            )
        )  # fmt: skip
    return day, found


def run(data: Path) -> dict[str, Any]:
    """Everything measured, by a label that says what it is."""
    days = [day_of(path) for path in sorted((data / "replay" / "huggingface").glob("daily_papers_*.json"))]
    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = Config(paths=PathsConfig(database=folder / "jogan.db", editions=folder))
        with Store.open(config.database) as store:
            room = wiring.newsroom(config, store, lambda _: None)
            began = time.perf_counter()
            for day, items in days:
                store.add_items(items)
                made_at = datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC)
                pipeline.build(room, (), day, made_at)
            result["editions"] = len(days)
            result["editions made, s each"] = round((time.perf_counter() - began) / len(days), 2)

            def site(label: str) -> None:
                began = time.perf_counter()
                made = press_site(store, config, folder / "site", lambda _: None)
                seconds = time.perf_counter() - began
                pages = sum(1 for path in (folder / "site").rglob("*.html"))
                result[f"{label}: files written, s"] = f"{made.written}, {seconds:.1f}"
                if label == "first":
                    result["pages, with search"] = f"{pages}, {made.searchable}"
                    result["pages/s, search index included"] = round(pages / seconds, 1)

            site("first")
            site("nothing changed")
            day, items = days[len(days) // 2]
            store.add_items(
                [settle(replace(items[0], title=f"{items[0].title} again", ids={}, url="https://a.example/"))]
            )
            pipeline.build(room, (), day, datetime.combine(day + timedelta(days=2), datetime.min.time(), UTC))
            site("one day has one story more")
            result["search index"] = "pagefind" if search_index.available() else "none"
        first = [(folder / "site" / name).read_bytes() for name in ("index.html", "static/site.css", "static/site.js")]
        result["first page, kB: all, packed"] = (
            f"{sum(map(len, first)) / 1000:.0f}, {sum(len(gzip.compress(one)) for one in first) / 1000:.0f}"
        )
    return result


def main() -> None:
    """Print the measurement as JSON."""
    print(json.dumps(run(Path(sys.argv[1])), ensure_ascii=False))


if __name__ == "__main__":
    main()
