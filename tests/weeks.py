"""Several weeks of editions, as tests of weekly and monthly editions need them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from helpers import jogan

FIRST = date(2024, 11, 4)
TOPICS = {
    "speech": ("Text-to-speech number {n} with {word} prosody", "We synthesize speech with {word} prosody.", "eess.AS"),
    "robots": ("Robot grasping of {word} objects, part {n}", "A robot hand grasps {word} objects.", "cs.RO"),
    "vision": ("Segmentation of {word} images, set {n}", "We segment {word} images at 41.{n} mIoU.", "cs.CV"),
}
ADJECTIVES = ("amber", "brazen", "coral", "dusky", "ebony", "frosty", "golden", "hazel", "ivory", "jaded")


def papers(weeks: int) -> list[dict[str, Any]]:
    """Papers of Monday to Thursday of each week, three a day; in the last week there is more of speech."""
    found: list[dict[str, Any]] = []
    for week in range(weeks):
        for weekday in range(4):
            day = FIRST + timedelta(weeks=week, days=weekday)
            kinds = [*TOPICS, *(["speech"] * 6 if week == weeks - 1 else [])]
            for place, kind in enumerate(kinds):
                number = len(found) + 1
                title, summary, archive = TOPICS[kind]
                word = f"{ADJECTIVES[number % 10]} {ADJECTIVES[number // 10 % 10]}"
                name = f"2411.{number:05}"
                found.append(
                    {
                        "kind": "paper", "title": title.format(n=number, word=word), "day": day.isoformat(),
                        "summary": summary.format(n=number, word=word) + " Its error is 12% below the baseline.",
                        "url": f"https://arxiv.org/abs/{name}", "source": "arXiv", "ids": {"arxiv": name},
                        "categories": [archive], "signals": {"upvotes": place},
                    }
                )  # fmt: skip
    return found


def build(place: Path, weeks: int, *more: dict[str, Any]) -> None:
    """Import, and build every day that has papers."""
    items = [*papers(weeks), *more]
    (place / "a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in items), encoding="utf-8")
    jogan("import", "a.jsonl", cwd=place)
    for day in sorted({one["day"] for one in items}):
        assert jogan("build", "--date", day, cwd=place).status == 0
