"""What a reader said of stories, and the searches that they keep."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jogan.edit.merge import Grouping
from jogan.model.edition import Mark
from jogan.store.database import Store

NOW = datetime(2024, 11, 28, 22, tzinfo=UTC)


def test_marks_follow_a_story_that_is_renamed(store: Store) -> None:
    """What a reader said of a story under an earlier id counts for the one that it became part of, and can be undone."""
    store.change_marks(["a", "b"], {"saved": 1}, NOW)
    store.change_marks(["b"], {"thumb": -1, "seen": 1}, NOW)
    assert store.reader_marks() == {"a": Mark(saved=True), "b": Mark(saved=True, seen=True, thumb=-1)}
    store.save_grouping(Grouping(stories={}, keys={}, renamed={"a": "c"}))
    assert store.reader_marks()["c"] == Mark(saved=True)
    store.change_marks(["c"], {"hidden": 1}, NOW)
    assert store.reader_marks()["c"] == Mark(saved=True, hidden=True)
    store.change_marks(["c"], {"hidden": 0, "saved": 0}, NOW)
    assert set(store.reader_marks()) == {"b"}
    with pytest.raises(ValueError, match="no mark"):
        store.change_marks(["c"], {"deleted": 1}, NOW)


def test_searches_are_kept_by_name(store: Store) -> None:
    """A name has one question, the last; None forgets it."""
    store.keep_search("둘", "q=b", NOW)
    store.keep_search("one", "q=a", NOW)
    store.keep_search("one", "q=c&kind=paper", NOW)
    assert store.reader_searches() == [("one", "q=c&kind=paper"), ("둘", "q=b")]
    store.keep_search("one", None, NOW)
    assert store.reader_searches() == [("둘", "q=b")]
