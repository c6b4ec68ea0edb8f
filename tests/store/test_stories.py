"""Which items are one story, and the names that it goes by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jogan.edit.identity import item_key
from jogan.edit.merge import Grouping
from jogan.model.collected import Item
from jogan.store.database import Store

DAY = date(2024, 11, 28)


def test_a_story_taken_in_is_found_under_every_name(store: Store, item: Callable[..., Item]) -> None:
    """Its id, its keys and the keys of its items lead to the story that took it in; a key that only hints is no name."""
    store.add_items([item(1), item(2)])
    one, two = item_key(item(1)), item_key(item(2))
    store.save_grouping(Grouping(stories={one: "a", two: "b"}, keys={"doi:1": "a", "title:same": "a"}, renamed={}))
    store.save_grouping(Grouping(stories={}, keys={}, renamed={"a": "b"}))
    assert {store.find_story(name) for name in ("a", "b", "doi:1", one, two)} == {"b"}
    assert store.find_story("c") is None
    assert store.aliases(["b"]) == {"b": ["doi:1", "a"]}
    assert (store.renamed(), store.taken_in(["b"])) == ({"a": "b"}, ["a"])


def test_what_a_person_ruled_holds_until_it_is_taken_back(store: Store, item: Callable[..., Item]) -> None:
    """A ruling puts the items into their story at once; taken back, the rules decide about them again."""
    store.add_items([item(1)])
    key = item_key(item(1))
    store.save_grouping(Grouping(stories={key: "a"}, keys={}, renamed={}))
    store.rule([key], "b", ["doi:2"], whole="a")
    assert (store.rulings([key]), store.story_of_item(key)) == ({key: "b"}, "b")
    assert store.find_story("doi:2") == store.find_story("a") == "b"
    store.unrule([key])
    assert (store.rulings([key]), store.story_of_item(key)) == ({}, None)


def test_a_paper_is_told_before_and_after_it_is_a_story(store: Store, item: Callable[..., Item]) -> None:
    """Title and abstract of a paper are found by its bare id, whether or not it was grouped yet."""
    paper = item(1, ids={"arxiv": "2411.00001"}, summary="An abstract.")
    store.add_items([paper])
    told = {"2411.00001": "Paper 1\nAn abstract."}
    assert store.papers(["2411.00001", "2411.00002"]) == told
    story = "arxiv:2411.00001"
    store.save_grouping(Grouping(stories={item_key(paper): story}, keys={story: story}, renamed={}))
    assert store.papers(["2411.00001"]) == told
