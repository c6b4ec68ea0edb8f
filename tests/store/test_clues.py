"""Keys that only find candidates: what they lead to, in whichever table they lie."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jogan.archive import assign
from jogan.edit.identity import settle
from jogan.model.collected import Item
from jogan.store import clues
from jogan.store.database import Store

DAY = date(2025, 4, 1)
TITLE = "One long and telling title"
KEY = "title:onelongandtellingtitle"


def entry(n: int, **fields: object) -> Item:
    given: dict[str, object] = {
        "kind": "news", "source": "A", "day": DAY, "title": f"Title number {n} of very many titles",
        "url": f"https://example.org/{n}",
    }  # fmt: skip
    return settle(Item(**given | fields))


def filed(store: Store, *items: Item) -> None:
    store.add_items(items)
    assign(store, store.unassigned(DAY, DAY, DAY))


def rows(store: Store, table: str) -> int:
    return int(store._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_clues_are_found_before_and_after_they_are_poured_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A title leads to its story whether it lies among the fresh ones or in the large table."""
    monkeypatch.setattr(clues, "FRESH", 3)
    with Store.open(tmp_path / "jogan.db") as store:
        filed(store, *(entry(n) for n in range(3)))
        assert (rows(store, "fresh_clues"), rows(store, "clues")) == (3, 0)
        filed(store, entry(3))
        assert (rows(store, "fresh_clues"), rows(store, "clues")) == (0, 4)
        filed(store, entry(4))
        assert (rows(store, "fresh_clues"), rows(store, "clues")) == (1, 4)
        for n in range(5):
            key = f"title:titlenumber{n}ofverymanytitles"
            assert store.stories_of([key]) == {key: f"url:https://example.org/{n}"}
        assert store.stories_of(["title:nothinghasthistitleatall", "text:^00000000"]) == {}


def test_what_has_no_story_is_no_candidate(tmp_path: Path) -> None:
    """The clue of an item whose story was taken back leads nowhere until it has one again."""
    with Store.open(tmp_path / "jogan.db") as store:
        filed(store, entry(1, title=TITLE))
        store.unrule(["A|url:https://example.org/1"])
        assert store.stories_of([KEY]) == {}
        assign(store, store.unassigned(DAY, DAY, DAY))
        assert store.stories_of([KEY]) == {KEY: "url:https://example.org/1"}


def test_weak_keys_of_an_earlier_release_still_lead_to_their_story(tmp_path: Path) -> None:
    """In a database that holds them among the names of stories, a later entry of the same title finds its story."""
    with Store.open(tmp_path / "jogan.db") as store:
        filed(store, entry(1, title=TITLE))
        assert not store._weak_names()
        store._connection.execute("DELETE FROM fresh_clues")
        store._connection.execute("INSERT INTO keys VALUES (?, 'url:https://example.org/1')", (KEY,))
        assert store._weak_names()
        filed(store, entry(2, title=TITLE, source="B"))
        assert store.story_of_item("B|url:https://example.org/2") == "url:https://example.org/1"
        assert store.aliases(["url:https://example.org/1"]) == {
            "url:https://example.org/1": ["url:https://example.org/1", "url:https://example.org/2"]
        }


def test_a_new_day_writes_as_many_pages_however_large_the_archive_is(tmp_path: Path) -> None:
    """Merging fifty new papers on top of 4,000 writes hardly more pages than on top of 400."""
    path = tmp_path / "jogan.db"
    written = []
    text = "What number {0} of the many papers says about {1} and the results of {2}, told at some length. " * 5
    with Store.open(path) as store:
        store._connection.execute("PRAGMA wal_autocheckpoint = 0")
        for start, count in ((0, 400), (400, 50), (450, 3550), (4000, 50)):
            store.add_items(
                entry(n, kind="paper", summary=text.format(n, n * n, n * 7919)) for n in range(start, start + count)
            )
            new = store.unassigned(DAY, DAY, DAY)
            store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            assign(store, new)
            written.append((path.parent / "jogan.db-wal").stat().st_size)
    assert written[3] < 1.5 * written[1]
