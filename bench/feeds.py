"""Feeds: the parse rate over all real ones, against feedparser's, and collecting 200 of them at 100 ms latency each."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import urllib.request
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser

from jogan.collect.feed import create
from jogan.collect.feed_parse import parse_feed
from jogan.collect.fetch import Door, collect
from jogan.config import FetchConfig, SourceConfig
from jogan.model.collected import Window

NOW = datetime(2026, 9, 1, tzinfo=UTC)
LATENCY = 0.1
FEEDS = 200


def rate(bodies: list[bytes]) -> dict[str, Any]:
    """Megabytes a second of processor time, best of five rounds, and entries read."""
    total = sum(map(len, bodies)) / 1e6
    rounds, entries = [], 0
    for _ in range(5):
        began = time.process_time()
        entries = sum(len(parse_feed(body, url="https://example.org/feed", now=NOW).entries) for body in bodies)
        rounds.append(time.process_time() - began)
    began = time.process_time()
    for body in bodies:
        feedparser.parse(body, response_headers={})
    theirs = time.process_time() - began
    return {
        "feeds, MB": f"{len(bodies)}, {total:.1f}",
        "entries": entries,
        "parse rate, MB/s": round(total / min(rounds), 1),
        "entries a second": round(entries / min(rounds)),
        "feedparser alone, MB/s": round(total / theirs, 1),
    }


class Handler(BaseHTTPRequestHandler):
    """Answers every request after the latency with one of the feeds."""

    bodies: tuple[bytes, ...] = ()
    lock = threading.Lock()
    open = most = 0

    def do_GET(self) -> None:
        """Wait, and answer; `/most` tells how many requests were under way at once."""
        kind = type(self)
        body = str(kind.most).encode()
        if self.path != "/most":
            with kind.lock:
                kind.open += 1
                kind.most = max(kind.most, kind.open)
            time.sleep(LATENCY)
            body = kind.bodies[int(self.path.lstrip("/")) % len(kind.bodies)]
            with kind.lock:
                kind.open -= 1
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


def serve(data: Path) -> None:
    """Serve the feeds on a free port, which is printed, until killed."""
    Handler.bodies = tuple(feeds(data))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


def collecting(data: Path) -> dict[str, Any]:
    """Wall time and requests in flight of collecting 200 feeds with the default concurrency."""
    command = [sys.executable, "-m", "bench.feeds", str(data), "serve"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    host = f"127.0.0.1:{server.stdout.readline().strip()}"
    try:
        return asked(host)
    finally:
        server.terminate()
        server.wait()


def asked(host: str) -> dict[str, Any]:
    """Collect from the server at `host`."""
    config = FetchConfig(allow_private=(host,))
    window = Window(day=date(2026, 9, 1), now=NOW, zone=UTC)
    work = [
        (create(SourceConfig(name=f"feed {n}", kind="feed", url=f"http://{host}/{n}")), window) for n in range(FEEDS)
    ]
    began = time.perf_counter()
    told = [
        collected
        for _, collected in collect(
            work,
            lambda: Door(config),
            concurrency=config.concurrency,
            source_deadline=config.source_deadline,
            run_deadline=config.run_deadline,
        )
    ]
    seconds = time.perf_counter() - began
    with urllib.request.urlopen(f"http://{host}/most") as answer:  # loopback
        most = int(answer.read())
    return {
        "200 feeds at 100 ms, seconds": round(seconds, 2),
        "of these ok": sum(one.status == "ok" for one in told),
        "entries collected": sum(len(one.items) for one in told),
        "requests in flight, most": most,
        "waiting alone would take, seconds": round(FEEDS * LATENCY / config.concurrency, 2),
    }


def feeds(data: Path) -> list[bytes]:
    """The real feeds that have entries."""
    folder = data / "payloads" / "news_feeds"
    return [path.read_bytes() for path in sorted(folder.glob("*.xml")) if "empty" not in path.name]


def main(data: Path) -> None:
    """Print both."""
    print(json.dumps(rate(feeds(data)) | collecting(data)))


if __name__ == "__main__":
    (serve if sys.argv[2:] == ["serve"] else main)(Path(sys.argv[1]))
