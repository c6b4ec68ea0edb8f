"""What sources say to machines stands in no edition, and its absence is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import edition, jogan
from injections import INJECTIONS

HONEST = (
    "Birds are counted by ear, and listeners tire. We propose TernNet, a model for counting birds. {order} "
    "Experiments on DuneCalls show that TernNet improves accuracy by 12.5% over GullNet."
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One edition of papers, each with another order in its abstract."""
    folder = tmp_path_factory.mktemp("withheld")
    lines = [
        json.dumps(
            {
                "kind": "paper",
                "title": f"TernNet {n}: Counting Birds with Language Models",
                "summary": HONEST.format(order=order),
                "url": f"https://example.org/{n}",
                "day": "2024-11-28",
            }
        )
        for n, (order, _) in enumerate(INJECTIONS.values())
    ]
    (folder / "items.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert jogan("import", "items.jsonl", cwd=folder).status == 0
    assert jogan("build", "--date", "2024-11-28", "--writer", "extract", cwd=folder).status == 0
    return folder / "editions"


def test_no_order_is_quoted_and_each_is_counted(made: Path) -> None:
    """The extractive writer prints no word of an order; the honest result beside it is told."""
    reports = [report for section in edition(made, "2024-11-28")["sections"] for report in section["reports"]]
    printed = [claim for report in reports for told in report["told"] for claim in told["claims"]]
    text = " ".join(claim["text"] for claim in printed).lower()
    for order in (
        "ignore all",
        "disregard",
        "forget all",
        "you are now",
        "note to ai",
        "dear llm",
        "im_start",
        "[inst",
    ):
        assert order not in text
    assert sum(report["dropped"] for report in reports) >= len(INJECTIONS) * 0.9
    assert any("12.5" in claim["text"] for claim in printed)
