"""The daily papers' replies, of either generation, whole and broken."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.collect.huggingface import create, parse_daily
from jogan.config import SourceConfig
from jogan.errors import SourceError
from jogan.model.collected import Request
from jogan.model.common import Failure

DAY = date(2024, 11, 20)
OLD = {
    "title": "A Compact Model",
    "publishedAt": "2024-11-20T03:00:00.000Z",
    "numComments": 2,
    "thumbnail": "x",
    "paper": {
        "id": "2411.12345",
        "title": "A Compact\n  Model",
        "summary": "We train a small\nmodel.",
        "publishedAt": "2024-11-18T17:00:00.000Z",
        "upvotes": 7,
        "authors": [{"name": "Ann Lee", "hidden": False}, {"name": "Bob Roe", "hidden": True}, {"name": "Cy Poe"}],
    },
}
NEW = {
    "title": "A Compact Model",
    "summary": "We train a small model.",
    "paper": {
        "id": "2411.12345v2",
        "submittedOnDailyAt": "2024-11-20T03:00:00.000Z",
        "upvotes": 7,
        "githubRepo": "https://github.com/ann/compact",
        "githubStars": 12,
        "projectPage": "javascript:alert(1)",
        "ai_keywords": ["small model"],
        "organization": {"name": "lee-lab", "fullname": "Lee Lab"},
        "authors": [{"name": "Ann Lee"}],
    },
}


def parsed(*entries: object) -> tuple:
    return parse_daily(json.dumps(entries).encode(), DAY, source="HF")


def test_an_old_entry_becomes_an_item() -> None:
    """Fields that stand in the paper are read, hidden authors left out, and the paper's own date taken."""
    (item,), unusable = parsed(OLD)
    assert (item.title, item.url, item.ids) == (
        "A Compact Model",
        "https://arxiv.org/abs/2411.12345",
        {"arxiv": "2411.12345"},
    )
    assert item.authors == ("Ann Lee", "Cy Poe")
    assert item.summary == "We train a small model."
    assert item.signals == {"upvotes": 7.0, "comments": 2.0}
    assert item.published is not None
    assert item.published.isoformat() == "2024-11-18T17:00:00+00:00"
    assert (item.day, item.kind, unusable) == (DAY, "paper", 0)
    assert item.links["huggingface"] == "https://huggingface.co/papers/2411.12345"


def test_a_new_entry_becomes_an_item() -> None:
    """Fields that have moved to the entry are read, code is linked, and a link that is no address is dropped."""
    (item,), _ = parsed(NEW)
    assert item.summary == "We train a small model."
    assert item.links["code"] == "https://github.com/ann/compact"
    assert "project" not in item.links
    assert (item.version, item.published) == (2, None)
    assert item.extra == {"keywords": ["small model"], "organization": "Lee Lab"}


def test_a_paper_without_an_arxiv_id_links_to_its_page() -> None:
    """What is not on arXiv keeps the page on which it was featured."""
    (item,), _ = parsed({"paper": {"id": "some-report", "title": "A Report"}})
    assert (item.url, item.ids) == ("https://huggingface.co/papers/some-report", {})


@pytest.mark.parametrize("broken", [{}, None, 7, {"paper": None}, {"paper": {"id": "2411.1"}}, {"title": "no id"}, []])
def test_an_unusable_entry_is_counted_and_the_rest_kept(broken: object) -> None:
    """One entry without title or id takes nothing else along."""
    items, unusable = parsed(broken, OLD)
    assert (len(items), unusable) == (1, 1)


def test_fields_of_another_type_count_as_absent() -> None:
    """A number where a text should be costs that field only."""
    paper = {**OLD["paper"], "upvotes": "many", "authors": [7, {"name": 3}, {"name": "Ann"}], "summary": {"x": 1}}
    (item,), unusable = parsed({**OLD, "paper": paper})
    assert (item.authors, item.summary, unusable) == (("Ann",), "", 0)
    assert "upvotes" not in item.signals


def test_a_reply_stored_as_text_is_read() -> None:
    """JSON within a JSON string is unwrapped."""
    items, _ = parse_daily(json.dumps(json.dumps([OLD])).encode(), DAY)
    assert len(items) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>503</html>", b'{"error": "Invalid date"}', b"[" * 200_000, b"nul", b"3", b"\xff\xfe\x00", b"NaN"],
)
def test_a_reply_of_another_shape_is_refused(body: bytes) -> None:
    """Whatever is not a list of papers is our own error."""
    with pytest.raises(SourceError):
        parse_daily(body, DAY)


@given(
    st.binary(max_size=300)
    | st.recursive(
        st.none() | st.text() | st.floats(),
        lambda s: (
            st.lists(s) | st.dictionaries(st.sampled_from(["paper", "id", "title", "authors", "summary", "upvotes"]), s)
        ),
    ).map(lambda x: json.dumps(x).encode())
)
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    """Any bytes give items or SourceError."""
    try:
        items, _ = parse_daily(body, DAY)
    except SourceError:
        return
    assert all(item.title and item.url for item in items)


SOURCE = create(SourceConfig(name="HF", kind="huggingface"))


def days_of(requests: list[Request]) -> list[str]:
    return [request.params["date"] for request in requests]


def test_a_past_day_is_one_request(drive_by_hand, window_of) -> None:
    """A day that is over is asked for alone."""
    asked: list[Request] = []
    told = drive_by_hand(SOURCE, window_of("2024-11-20"), lambda r: asked.append(r) or json.dumps([OLD]).encode())
    assert days_of(asked) == ["2024-11-20"]
    assert (told.status, len(told.items)) == ("ok", 1)


def test_a_morning_edition_reads_the_day_before_too(drive_by_hand, window_of) -> None:
    """While the day runs, the list of the day before comes first, each item under its own day."""
    window = window_of("2024-11-20", now="2024-11-19T22:03:00+00:00")

    def answer(request: Request) -> bytes:
        return json.dumps([OLD] if request.params["date"] == "2024-11-19" else []).encode()

    told = drive_by_hand(SOURCE, window, answer)
    assert [item.day for item in told.items] == [date(2024, 11, 19)]
    assert told.status == "ok"


def test_the_failure_of_the_extra_request_is_a_note(drive_by_hand, window_of) -> None:
    """When only the day before cannot be had, the source is not failed."""
    window = window_of("2024-11-20", now="2024-11-20T09:00:00+00:00")
    fault = Failure(stage="collect", subject="huggingface.co", kind="timeout", cause="slow")

    def answer(request: Request) -> bytes | Failure:
        return fault if request.params["date"] == "2024-11-19" else json.dumps([OLD]).encode()

    told = drive_by_hand(SOURCE, window, answer)
    assert (told.status, told.failures) == ("ok", (fault,))


@pytest.mark.parametrize(
    ("day", "now", "words"),
    [
        ("2024-11-23", "", "Saturday"),
        ("2024-11-20", "2024-11-20T00:10:00+00:00", "only begun"),
        ("2024-11-20", "", "no papers listed"),
    ],
)
def test_an_empty_list_says_why(drive_by_hand, window_of, day: str, now: str, words: str) -> None:
    """Weekend, too early and plain emptiness are told apart."""
    told = drive_by_hand(SOURCE, window_of(day, now=now), lambda _: b"[]")
    assert told.status == "empty"
    assert words in told.detail


def test_a_failed_request_fails_the_source(drive_by_hand, window_of) -> None:
    """No answer is a failed source with the cause in its line."""
    fault = Failure(stage="collect", subject="huggingface.co", kind="status", cause="answered 503")
    told = drive_by_hand(SOURCE, window_of("2024-11-20"), lambda _: fault)
    assert (told.status, told.detail) == ("failed", "answered 503")


@pytest.mark.data
def test_every_recorded_day_is_read_whole(shared_data) -> None:
    """All recorded replies give one item an entry, and none is unusable."""
    folder = shared_data / "replay" / "huggingface"
    for entry in json.loads((folder / "index.json").read_bytes()):
        body = (folder / entry["body"]).read_bytes()
        items, unusable = parse_daily(body, DAY)
        assert (len(items), unusable) == (len(json.loads(body)), 0)
        assert all(item.ids.get("arxiv") for item in items)
