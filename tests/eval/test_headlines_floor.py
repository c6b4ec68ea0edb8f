"""The shipped classifier on Korean headlines that it was not trained on; the floors only rise."""

from __future__ import annotations

import json
from pathlib import Path

from jogan import resources
from jogan.edit.classify import Classifier
from jogan.edit.taxonomy import parse
from jogan.model.collected import Item

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "classifier_floors.json").read_text(encoding="utf-8"))["korean headlines"]


def headlines() -> list[tuple[str, str]]:
    """Category and headline of each line of `headlines_ko.txt`; a line that begins with "= " names the category."""
    found, category = [], ""
    for line in (HERE / "headlines_ko.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            category = line[2:].strip()
        elif line.strip() and not line.startswith("#"):
            found.append((category, line.strip()))
    return found


def test_korean_headlines() -> None:
    """Korean headlines about AI are told from others, and those about AI get their category, as often as promised."""
    truth = headlines()
    classifier = Classifier.load(resources.read_bytes("classifier.bin"), parse(resources.read_text("taxonomy.toml")))
    items = [
        Item(kind="news", title=title, url=f"https://example.org/{n}", source="s") for n, (_, title) in enumerate(truth)
    ]
    filed = [filing.category for filing in classifier.classify(items, reasons=False)]
    both = sum(ours != "others" != theirs for ours, (theirs, _) in zip(filed, truth, strict=True))
    kept, wanted = sum(ours != "others" for ours in filed), sum(theirs != "others" for theirs, _ in truth)
    right = sum(ours == theirs != "others" for ours, (theirs, _) in zip(filed, truth, strict=True)) / wanted
    print(f"Korean headlines: F1 relevant {2 * both / (kept + wanted):.3f}, right category {right:.3f}")
    assert 2 * both / (kept + wanted) >= FLOORS["relevant_f1"]
    assert right >= FLOORS["strict"]


def test_measured_headlines_are_not_trained_on() -> None:
    """No measured headline stands among those that the classifier learned from."""
    labels = HERE.parents[1] / "tools" / "labels"
    learned = {line.strip() for path in labels.glob("headlines_*.txt") for line in path.read_text("utf-8").splitlines()}
    assert learned.isdisjoint(title for _, title in headlines())
