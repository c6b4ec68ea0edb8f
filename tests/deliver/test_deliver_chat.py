"""The door to chats, through apprise against a real HTTP server."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from jogan.config_publish import AppriseConfig
from jogan.deliver.channel import Outcome, Parcel
from jogan.deliver.chat import ChatChannel
from jogan.deliver.round import deliver
from jogan.model.edition import Edition
from jogan.store.database import Store

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise reads modules of older Pythons

NOW = datetime(2024, 11, 28, 22, 10, tzinfo=UTC)


@pytest.fixture
def send(
    tmp_path: Path, editions: ModuleType, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[Outcome]]:
    """One round to apprise's own JSON service on the loopback server."""
    monkeypatch.setenv("CHAT", httpserver.url_for("/T0KEN").replace("http:", "json:"))

    def once(edition: Edition | None = None, again: bool = False, **keys: Any) -> list[Outcome]:
        settings = AppriseConfig.model_validate(
            {"name": "chat", "kind": "apprise", "urls_env": "CHAT", "timeout": 1} | keys
        )
        parcel = Parcel(edition or editions.ordinary())
        with Store.open(tmp_path / "jogan.db") as store:
            return list(deliver(store, [ChatChannel(settings, parcel)], parcel, lambda: NOW, again=again))

    return once


def test_message_arrives_once(send: Callable[..., list[Outcome]], httpserver: HTTPServer) -> None:
    """Title and stories come as plain text, and only once."""
    httpserver.expect_request("/T0KEN").respond_with_data("")
    assert [outcome.state for outcome in send()] == ["sent"]
    assert [outcome.state for outcome in send()] == ["already"]
    assert len(httpserver.log) == 1
    got = httpserver.log[0][0].get_json()
    assert got["title"].startswith("조간 2024년 11월 28일 목요일")
    assert "ShowUI" in got["message"]


def test_long_day_is_split_in_order(
    send: Callable[..., list[Outcome]], httpserver: HTTPServer, editions: ModuleType
) -> None:
    """A day that is longer than the service's limit comes in several messages, each within it."""
    httpserver.expect_request("/T0KEN").respond_with_data("")
    outcomes = send(editions.many(22, stories=990), max_messages=3)
    assert [outcome.state for outcome in outcomes] == ["sent"] * 3
    messages = [request.get_json()["message"] for request, _ in httpserver.log]
    assert all(len(message) <= 32_768 for message in messages)
    assert sum(message.count("- Paper ") for message in messages) == 990


def test_failure_is_mended_where_it_broke_off(
    send: Callable[..., list[Outcome]], httpserver: HTTPServer, editions: ModuleType, tmp_path: Path
) -> None:
    """What follows a message that failed waits; the next run sends those that are missing, and no other."""
    httpserver.expect_ordered_request("/T0KEN").respond_with_data("")
    httpserver.expect_ordered_request("/T0KEN").respond_with_data("", status=503)
    edition = editions.many(22, stories=990)
    outcomes = send(edition, max_messages=3)
    assert [outcome.state for outcome in outcomes] == ["sent", "failed", "failed"]
    assert "503" in outcomes[1].detail
    assert "T0KEN" not in repr(outcomes)
    assert b"T0KEN" not in (tmp_path / "jogan.db").read_bytes()
    httpserver.clear()
    httpserver.expect_request("/T0KEN").respond_with_data("")
    assert sorted(outcome.state for outcome in send(edition, max_messages=3)) == ["already", "sent", "sent"]


def test_silence_is_uncertain(send: Callable[..., list[Outcome]], httpserver: HTTPServer) -> None:
    """A service that took the message and says nothing may have printed it."""
    over = threading.Event()

    def wait(_: Request) -> Response:
        over.wait(10)
        return Response("")

    httpserver.expect_request("/T0KEN").respond_with_handler(wait)
    try:
        assert [outcome.state for outcome in send(timeout=0.4)] == ["uncertain"]
    finally:
        over.set()
    httpserver.clear()
    httpserver.expect_request("/T0KEN").respond_with_data("")
    assert [outcome.state for outcome in send()] == ["uncertain"]
    assert [outcome.state for outcome in send(again=True)] == ["sent"]


def test_nobody_there_is_a_failure(send: Callable[..., list[Outcome]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that was never made leaves no doubt."""
    monkeypatch.setenv("CHAT", "json://127.0.0.1:9/x")
    assert [outcome.state for outcome in send()] == ["failed"]


@pytest.mark.parametrize("urls", [None, "nonsense", "unknown://x/y", "json://127.0.0.1/a gibberish://"])
def test_wrong_addresses(send: Callable[..., list[Outcome]], monkeypatch: pytest.MonkeyPatch, urls: str | None) -> None:
    """A variable that is not set, or that apprise cannot read, fails the channel and is named."""
    monkeypatch.delenv("CHAT")
    if urls:
        monkeypatch.setenv("CHAT", urls)
    (outcome,) = send()
    assert outcome.state == "failed"
    assert "CHAT" in outcome.detail


def test_without_apprise(send: Callable[..., list[Outcome]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, the remedy says how to get it."""
    monkeypatch.setitem(sys.modules, "apprise", None)
    (outcome,) = send()
    assert outcome.state == "failed"
    assert "jogan[notify]" in outcome.remedy
