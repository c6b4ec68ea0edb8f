"""What every real payload beside the checkout gives when its parser reads it, as the table in docs/sources.md.

python tools/payload_table.py ../shared/data/payloads
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from jogan.collect import arxiv_archive, arxiv_parse, huggingface, pages
from jogan.collect.feed_parse import parse_feed
from jogan.collect.hackernews import parse_search
from jogan.collect.page import parse_article
from jogan.errors import SourceError

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def feed(body: bytes) -> int:
    """Entries of a feed."""
    return len(parse_feed(body, url="https://example.org/feed.xml", now=NOW).entries)


RULES: tuple[tuple[str, str, Callable[[bytes], int]], ...] = (
    ("arxiv_rss", "*.xml", lambda body: len(arxiv_parse.parse_feed(body).items)),
    ("arxiv_oai", "*.xml", lambda body: len(arxiv_archive.parse_oai(body).items)),
    ("arxiv_api", "*.xml", lambda body: len(arxiv_archive.parse_query(body).items)),
    ("huggingface", "api_*.json", lambda body: len(huggingface.parse_daily(body, date(2026, 8, 18))[0])),
    ("huggingface", "*.html", lambda body: len(huggingface.parse_page(body, date(2024, 8, 1))[0])),
    ("hackernews", "*.json", lambda body: len(parse_search(body, source="HN", zone=UTC)[0])),
    ("hackernews", "*.html", lambda body: len(pages.parse_digest(body, "https://hackernews.betacat.io/")[0])),
    ("hackernews", "*.xml", feed),
    ("news_feeds", "*.xml", feed),
    ("news_feeds", "*.json", feed),
    ("news_feeds/broken", "*", feed),
    ("news_feeds/html", "*.html", lambda body: int(bool(parse_article(body, "https://example.org/a")))),
    ("scholarly_apis", "**/*.json", feed),
    ("scholarly_apis", "**/*.txt", feed),
)


def withdrawn(path: Path) -> int:
    """Withdrawn papers recognized in a file of them."""
    papers = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return sum(arxiv_parse.is_withdrawn(paper["comment"], paper["abstract"]) for paper in papers)


def main(folder: Path) -> None:
    """Print the table."""
    print("| payloads | files | gave items | items | gave none | refused, with the cause |")
    print("|---|---:|---:|---:|---:|---|")
    for name, pattern, parse in RULES:
        files = sorted(path for path in (folder / name).glob(pattern) if path.is_file())
        causes: Counter[str] = Counter()
        items = full = empty = 0
        for path in files:
            try:
                found = parse(path.read_bytes())
            except SourceError as error:
                causes[f"{error.what} {error.why}"[:90]] += 1
                continue
            items += found
            full += found > 0
            empty += found == 0
        told = "; ".join(f"{count} × {cause}" for cause, count in causes.most_common()).replace("|", "\\|")
        print(f"| `{name}/{pattern}` | {len(files)} | {full} | {items} | {empty} | {told or '–'} |")
    path = folder / "arxiv_api" / "withdrawn_examples.jsonl"
    print(f"\nWithdrawn papers recognized: {withdrawn(path)} of {len(path.read_text(encoding='utf-8').splitlines())}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
