"""Hacker News by Algolia and Firebase."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.collect import hackernews
from jogan.collect.hackernews import create, parse_ranks, parse_search, parse_story
from jogan.config import SourceConfig
from jogan.errors import ConfigError, SourceError
from jogan.model.collected import Request
from jogan.model.common import Failure

DOWN = Failure(stage="collect", subject="hn.algolia.com", kind="timeout", cause="slow")
SOURCE = create(SourceConfig(name="HN", kind="hackernews"))


def hit(number: int, at: str = "2024-11-20T03:00:00+00:00", **more: object) -> dict[str, object]:
    stamp = int(datetime.fromisoformat(at).timestamp())
    return {
        "objectID": str(number),
        "title": f"Story {number}",
        "url": f"https://e.org/{number}",
        "points": 99,
        "num_comments": 3,
        "author": "ann",
        "created_at_i": stamp,
    } | more


def hits(*found: object) -> bytes:
    return json.dumps({"hits": list(found), "nbHits": len(found)}).encode()


def test_a_hit_becomes_an_item() -> None:
    """Points and comments are signals, the thread is a link, the submitter is no author."""
    (item,), _ = parse_search(hits(hit(7)), source="HN", zone=UTC)
    assert (item.title, item.url, item.ids) == ("Story 7", "https://e.org/7", {"hn": "7"})
    assert item.signals == {"points": 99.0, "comments": 3.0}
    assert item.links == {"discussion": "https://news.ycombinator.com/item?id=7"}
    assert (item.authors, item.extra, item.day) == ((), {"submitter": "ann"}, date(2024, 11, 20))


def test_a_story_without_an_address_leads_to_its_thread() -> None:
    """An Ask HN has its text as summary and its thread as address."""
    (item,), _ = parse_search(hits(hit(7, url=None, story_text="Why?<p>Because.")), source="HN", zone=UTC)
    assert (item.url, item.summary) == ("https://news.ycombinator.com/item?id=7", "Why?\nBecause.")


def test_a_paper_is_recognized() -> None:
    """A story about an arXiv paper carries its id."""
    (item,), _ = parse_search(hits(hit(7, url="https://arxiv.org/abs/2411.00001v1")), source="HN", zone=UTC)
    assert item.ids == {"hn": "7", "arxiv": "2411.00001"}


@pytest.mark.parametrize(
    "raw",
    [
        None,
        {"id": 7, "type": "job", "title": "x"},
        {"id": 7, "dead": True, "title": "x"},
        {"id": 7, "deleted": True},
        {"id": 7, "type": "comment", "text": "x"},
        {"title": "no id"},
    ],
)
def test_what_is_no_story_is_left_out(raw: object) -> None:
    """Jobs, comments, the dead and `null` give nothing."""
    assert parse_story(json.dumps(raw).encode(), source="HN", zone=UTC) is None


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.integers() | st.text(),
        lambda s: (
            st.lists(s) | st.dictionaries(st.sampled_from(["hits", "title", "objectID", "created_at_i", "points"]), s)
        ),
    ).map(lambda x: json.dumps(x).encode())
)
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    """Any bytes give stories or SourceError."""
    for parse in (
        lambda: parse_search(body, source="HN", zone=UTC),
        lambda: parse_story(body, source="HN", zone=UTC),
        lambda: parse_ranks(body),
    ):
        try:
            parse()
        except SourceError:
            continue


class Hosts:
    """Algolia over a set of stories, honoring the slice that is asked for; and Firebase."""

    def __init__(self, stories=(), ranks=(), algolia_down: bool = False, firebase_down: bool = False) -> None:
        self.stories, self.ranks = list(stories), list(ranks)
        self.algolia_down, self.firebase_down = algolia_down, firebase_down
        self.asked: list[str] = []

    def __call__(self, request: Request) -> bytes | Failure:
        self.asked.append(request.url)
        if "algolia" in request.url:
            if self.algolia_down:
                return DOWN
            first, last = map(int, re.findall(r"created_at_i>?<?=?(\d+)", request.params["numericFilters"]))
            found = [one for one in self.stories if first <= one["created_at_i"] < last]
            return hits(*found[: hackernews.MOST_HITS])
        if self.firebase_down:
            return DOWN
        if request.url.endswith("topstories.json"):
            return json.dumps(self.ranks).encode()
        number = int(request.url.rpartition("/")[2].removesuffix(".json"))
        return json.dumps(
            {"id": number, "type": "story", "title": f"Story {number}", "score": 99, "time": 1732071600}
        ).encode()


def test_a_past_day_is_read_in_slices(drive_by_hand, window_of) -> None:
    """Only stories of the day in the edition's zone come out, and the present rank is not asked for."""
    hosts = Hosts(
        [
            hit(1),
            hit(2, "2024-11-19T14:00:00+00:00"),
            hit(3, "2024-11-19T16:00:00+00:00"),
            hit(4, "2024-11-20T15:30:00+00:00"),
        ]
    )
    told = drive_by_hand(SOURCE, window_of("2024-11-20"), hosts)
    assert sorted(item.ids["hn"] for item in told.items) == ["1", "3"]
    assert len(hosts.asked) == hackernews.SLICES


def test_a_full_slice_is_halved(drive_by_hand, window_of, monkeypatch) -> None:
    """No story is lost to the limit of hits."""
    monkeypatch.setattr(hackernews, "MOST_HITS", 5)
    stories = [hit(n, f"2024-11-20T{3 + n // 60:02}:{n % 60:02}:00+00:00") for n in range(30)]
    told = drive_by_hand(SOURCE, window_of("2024-11-20"), Hosts(stories))
    assert len(told.items) == 30


def test_the_front_page_gives_the_rank(drive_by_hand, window_of) -> None:
    """While the day runs, the day before is read too, and stories of the front page carry their place."""
    hosts = Hosts([hit(1), hit(2, "2024-11-19T03:00:00+00:00")], ranks=[5, 1])
    told = drive_by_hand(SOURCE, window_of("2024-11-20", "2024-11-20T09:00:00+00:00"), hosts)
    assert {item.ids["hn"]: item.signals.get("rank") for item in told.items} == {"1": 2.0, "2": None}


def test_firebase_stands_in_for_the_search(drive_by_hand, window_of) -> None:
    """With Algolia down the front page is read story by story, and the fault is told."""
    hosts = Hosts(ranks=[5, 6], algolia_down=True)
    told = drive_by_hand(SOURCE, window_of("2024-11-20", "2024-11-20T09:00:00+00:00"), hosts)
    assert (told.status, [item.ids["hn"] for item in told.items]) == ("ok", ["5", "6"])
    assert told.failures[0] == DOWN


def test_all_down_is_failed(drive_by_hand, window_of) -> None:
    """Nothing is invented."""
    told = drive_by_hand(
        SOURCE, window_of("2024-11-20", "2024-11-20T09:00:00+00:00"), Hosts(algolia_down=True, firebase_down=True)
    )
    assert (told.status, told.detail) == ("failed", "slow")


def test_a_quiet_day_is_empty(drive_by_hand, window_of) -> None:
    """No story above the points is an answer."""
    assert drive_by_hand(SOURCE, window_of("2024-11-20"), Hosts()).status == "empty"


def test_points_must_be_a_number() -> None:
    """The configuration says what is wrong."""
    with pytest.raises(ConfigError, match="points"):
        create(SourceConfig(name="HN", kind="hackernews", options={"points": "many"}))


@pytest.mark.data
def test_the_real_reply_is_read_whole(shared_data) -> None:
    """All fifty hits become items."""
    body = (shared_data / "payloads/hackernews/algolia_search_by_date.json").read_bytes()
    items, found = parse_search(body, source="HN", zone=UTC)
    assert (len(items), found) == (50, 50)
