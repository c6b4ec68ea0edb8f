"""Writing and checking: 1,000 papers by the rules, their claims checked, and a model's answers out of the cache."""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
import threading
import time
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from typing import Any

from jogan import pipeline, wiring
from jogan.collect import importing
from jogan.config import Config, EditionConfig, PathsConfig
from jogan.config_writer import WriterConfig
from jogan.model.written import Brief, CategoryReport, Claim
from jogan.newsroom import Newsroom
from jogan.store.database import Store
from jogan.write.compose import ModelWriter
from jogan.write.extract import ExtractiveWriter
from jogan.write.llm import Llm
from jogan.write.markup import unmark
from jogan.write.parsed import source_of

PAPERS = 1000
ASKED = 60
JUDGED = 300
DAY = date(2025, 6, 10)


class _Repeater(BaseHTTPRequestHandler):
    """A model that notes a story's first sentences as they stand, and speaks of the first fact: fast, never wrong."""

    protocol_version = "HTTP/1.1"
    asked = 0

    def do_POST(self) -> None:
        _Repeater.asked += 1
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        system, material = (str(one["content"]) for one in body["messages"][:2])
        answer: dict[str, Any]
        if "You take notes" in system:
            inside = material.partition("\n\n")[2].rpartition("\n")[0]
            notes = [{"quote": one, "text": one} for one in re.split(r"(?<=\.) ", inside)[:3]]
            answer = {"headline": None, "problem": None, "method": notes[:1], "results": notes[1:], "limit": None}
        elif "You write the" in system:
            first = re.search(r"^F1\. \[.*?\] (.*) — “", material, re.MULTILINE)
            topics = [{"text": first[1] if first else "Nothing.", "facts": [1]}]
            answer = {"topics": topics, "trends": [], "impact": [], "outlook": []}
        else:
            answer = {"sentences": [{"number": 1, "text": None}]}
        message = {"role": "assistant", "content": json.dumps(answer)}
        data = json.dumps(
            {
                "id": "1", "object": "chat.completion", "created": 1, "model": "repeater",
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1000, "completion_tokens": 300, "total_tokens": 1300},
            }
        ).encode()  # fmt: skip
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


class _Collector:
    """Stands where a writer stands, and keeps the briefs that the pipeline makes."""

    name = version = "collector"

    def __init__(self, rules: ExtractiveWriter) -> None:
        self.rules, self.estimate, self.highlights = rules, rules.estimate, rules.highlights
        self.briefs: list[Brief] = []

    def reports(self, briefs: Any) -> Any:
        self.briefs += briefs
        return self.rules.reports(briefs)


def main() -> None:
    """Print rates and memory of each kind of writing and checking."""
    path = Path(sys.argv[1]) / "arxiv_papers.parquet"
    papers = [replace(item, day=DAY) for item in islice(importing.read(path, lambda _: None), PAPERS)]
    result: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        config = Config(
            language="en",
            paths=PathsConfig(database=Path(name) / "jogan.db", editions=Path(name)),
            edition=EditionConfig(max_papers=0),
        )
        with Store.open(config.database) as store:
            store.add_items(pipeline.place(item, DAY, config.zone) for item in papers)
            room = wiring.newsroom(config, store, lambda _: None)
            collector = _Collector(ExtractiveWriter(room.glossary, "en"))
            edited = pipeline.edit(room, DAY)
            pipeline.write(replace(room, writer=collector), "papers", edited, DAY)
            for language in ("ko", "en"):
                _rules(room, collector.briefs, language, result)
            _cached(room, store, collector.briefs, result)
    print(json.dumps(result, ensure_ascii=False))


def _memory() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _rules(room: Newsroom, briefs: list[Brief], language: Any, result: dict[str, object]) -> None:
    """Extractive writing, the last check of what it wrote, and the same sentences as a stranger's."""
    writer = ExtractiveWriter(room.glossary, language)
    before, began, used = _memory(), time.perf_counter(), time.process_time()
    reports = list(writer.reports([replace(brief, language=language) for brief in briefs]))
    wall, busy = time.perf_counter() - began, time.process_time() - used
    told = sum(len(report.told) for report in reports)
    result[f"{language}: stories written, stories/s (by the processor)"] = f"{told / wall:,.0f} ({told / busy:,.0f})"
    result[f"{language}: memory before and after, MB"] = f"{before}, {_memory()}"
    stories = {one.story.id: one.story for brief in briefs for one in brief.stories}
    claims = [claim for report in reports for claim in _claims(report)]
    began, used = time.perf_counter(), time.process_time()
    kept = sum(room.check(claim, stories).verdict == "supported" for claim in claims)
    wall, busy = time.perf_counter() - began, time.process_time() - used
    rate = f"{len(claims) / wall:,.0f} ({len(claims) / busy:,.0f})"
    result[f"{language}: claims checked before print, claims/s (by the processor)"] = rate
    result[f"{language}: of these hold"] = f"{kept} of {len(claims)}"
    verifier = wiring.verifier()
    some = [claim for claim in claims if claim.evidence][:JUDGED]
    sources = {key: source_of(stories[key]) for key in {claim.evidence[0].story for claim in some}}
    began, used = time.perf_counter(), time.process_time()
    for claim in some:
        verifier.judge(unmark(claim.text), [sources[claim.evidence[0].story]])
    wall, busy = time.perf_counter() - began, time.process_time() - used
    rate = f"{len(some) / wall:,.0f} ({len(some) / busy:,.0f})"
    result[f"{language}: anybody's claims verified, claims/s (by the processor)"] = rate


def _claims(report: CategoryReport) -> list[Claim]:
    return [claim for told in report.told for claim in told.claims] + [*report.topics, *report.trends]


def _cached(room: Newsroom, store: Store, briefs: list[Brief], result: dict[str, object]) -> None:
    """The model writer over a server on loopback that answers at once, and over what it answered then."""
    few = [replace(brief, stories=brief.stories[:5]) for brief in briefs][: ASKED // 5]
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Repeater)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    model = {
        "name": "repeater",
        "provider": "compatible",
        "base_url": f"http://127.0.0.1:{server.server_address[1]}/v1",
    }
    config = WriterConfig.model_validate({"model": [model]})
    verifier = wiring.verifier()
    for run in ("first run", "run again"):
        door = Llm(config, lambda _: "", store)
        asked, began, used = _Repeater.asked, time.perf_counter(), time.process_time()
        reports = ModelWriter(door, ExtractiveWriter(room.glossary, "en"), verifier, room.glossary, "en").reports(few)
        wall, busy = time.perf_counter() - began, time.process_time() - used
        result[f"model, {run}: calls that the door made, that came to the server"] = (
            f"{door.calls}, {_Repeater.asked - asked}"
        )
        result[f"model, {run}: {sum(len(brief.stories) for brief in few)} stories, s (processor)"] = (
            f"{wall:.2f} ({busy:.2f})"
        )
        result[f"model, {run}: sentences by the model"] = sum(report.by_model or 0 for report in reports)
    server.shutdown()


if __name__ == "__main__":
    main()
