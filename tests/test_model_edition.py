"""A whole edition for everything that a model can do wrong, and one that is made again without asking anybody."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from helpers import edition, evidence
from jogan import pipeline, wiring
from jogan.config import Config
from jogan.model.collected import Item
from jogan.newsroom import Newsroom
from jogan.store.database import Store
from jogan.write.compose import ModelWriter
from jogan.write.extract import ExtractiveWriter
from jogan.write.llm import Llm
from jogan.write.verify import Verifier
from model_faults import FAULTS, good
from model_server import ModelServer, serving
from writing_samples import DAY, STORIES

pytest.importorskip("pydantic_ai", reason="the extra llm is not installed")

DEADLINE = 8.0
BUDGET = 0.05
#: What the rest of an edition takes on a busy machine.
GRACE = 30.0
NOW = datetime(2024, 11, 29, tzinfo=UTC)


class Office:
    """What all editions here are made with: the editors, loaded once."""

    def __init__(self) -> None:
        self.terms, self.drawers = wiring.glossary(), wiring.taxonomy(Config())
        self.classifier = wiring.classifier(self.drawers)
        self.verifier: Verifier = wiring.verifier()

    @contextmanager
    def room(self, folder: Path, server: ModelServer) -> Iterator[tuple[Newsroom, Llm]]:
        """A newsroom over a store with the sample stories, whose model is the scripted one."""
        model = {
            "name": "scripted", "provider": "compatible", "base_url": f"{server.address}/v1", "timeout": 2.0,
            "price_input": 1.0, "price_output": 5.0, "max_tokens": 1_000,
        }  # fmt: skip
        writing: dict[str, Any] = {"model": [model], "deadline": DEADLINE, "budget": BUDGET, "attempts": 2}
        config = Config.model_validate({"writer": writing, "paths": {"database": folder / "jogan.db"}})
        with Store.open(config.database) as store:
            items = [
                Item(kind=one.kind, title=one.title, url=one.url, source="Sample", summary=one.summary, day=DAY)
                for one in STORIES
            ]
            store.add_items(pipeline.place(item, DAY, config.zone) for item in items)
            door = Llm(config.writer, lambda _: "sk-x", store, backoff=0.01)
            rules = ExtractiveWriter(self.terms, "ko")
            yield (
                Newsroom(
                    store=store, config=config, taxonomy=self.drawers, classifier=self.classifier,
                    glossary=self.terms, check=self.verifier.check, tell=lambda _: None,
                    writer=ModelWriter(door, rules, self.verifier, self.terms, "ko"),
                ),
                door,
            )  # fmt: skip


@pytest.fixture(scope="module")
def office() -> Office:
    """The editors of all editions here."""
    return Office()


def make(office: Office, folder: Path, script: Callable[..., Any]) -> tuple[dict[str, Any], str, Llm]:
    """The edition that comes of a model: its document, all its text, and the door's account."""
    with serving(script) as server, office.room(folder, server) as (room, door):
        built = pipeline.build(room, (), DAY, NOW)
        paths = pipeline.press(room, built.edition, folder / "editions" / DAY.isoformat())
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths if path.suffix in (".md", ".html", ".json"))
    return edition(folder / "editions", DAY.isoformat()), text, door


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_ends_in_a_whole_edition(office: Office, tmp_path: Path, name: str) -> None:
    """In time and budget, with every story told by quotes that slice exactly, no word of the fault, and the truth."""
    fault = FAULTS[name]
    began = time.monotonic()
    made, text, door = make(office, tmp_path, fault.script)
    assert time.monotonic() - began < DEADLINE + GRACE
    assert door.spent <= BUDGET
    assert made["usage"]["cost_usd"] <= BUDGET
    papers = made["sections"][0]
    stories = {one["filed"]["story"]["id"]: one["filed"]["story"] for one in papers["stories"]}
    assert len(stories) == len(STORIES)
    told = {one["story"]: one for report in papers["reports"] for one in report["told"]}
    assert told.keys() == stories.keys()
    assert all(one["claims"] for one in told.values())
    for place in evidence(made):
        assert stories[place["story"]][place["field"]][place["start"] : place["end"]] == place["quote"]
    for figure in ("41.5%", "98.7%"):
        assert figure in text
    for words in fault.never:
        assert words not in text
    # Calls that a provider counts absurdly are booked at the most that they can cost, which may use up the budget.
    causes = [f"{one['subject']} {one['cause']}" for one in made["failures"]]
    if name.startswith("counts"):
        causes = [cause for cause in causes if "budget" not in cause]
    assert any(fault.failure in cause for cause in causes) == bool(fault.failure)
    if fault.extractive:
        assert "추출 방식(언어 모델 compatible:scripted의 문장은 없음)" in text


def test_the_same_day_again_asks_nobody(office: Office, tmp_path: Path) -> None:
    """Built again under rules that write every report anew, a day takes each answer out of the store: no call, no cent."""
    with serving(good) as server, office.room(tmp_path, server) as (room, door):
        first = pipeline.build(room, (), DAY, NOW).edition
        asked = len(server.questions)
        assert asked == door.calls > 0
        again = Llm(room.config.writer, lambda _: "sk-x", room.store)

        class Newer(ModelWriter):
            version = "newer"

        writer = room.writer
        assert isinstance(writer, ModelWriter)
        newer = Newer(again, writer.fallback, writer.verifier, writer.glossary, "ko")
        second = pipeline.build(replace(room, writer=newer), (), DAY, NOW).edition
        assert len(server.questions) == asked
        assert (again.calls, again.spent) == (0, 0.0)
    assert second.sections == first.sections
    assert second.writer != first.writer
    assert sum(report.by_model or 0 for report in first.sections[0].reports) > 5
