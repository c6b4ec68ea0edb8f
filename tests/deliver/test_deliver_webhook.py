"""The door to a webhook, against a real HTTP server that answers, throttles, fails and stalls."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from jogan.config import FetchConfig
from jogan.config_publish import WebhookConfig
from jogan.deliver import webhook
from jogan.deliver.channel import Outcome, Parcel
from jogan.deliver.round import deliver
from jogan.store.database import Store

NOW = datetime(2024, 11, 28, 22, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "FIRST_WAIT", 0.05)


@pytest.fixture
def send(tmp_path: Path, editions: ModuleType, httpserver: HTTPServer) -> Callable[..., Outcome]:
    """One round of delivery to the loopback server, which the configuration opens."""

    def once(path: str = "/hook", *, again: bool = False, opened: bool = True, **keys: Any) -> Outcome:
        url = {} if "url_env" in keys else {"url": httpserver.url_for(path)}
        settings = WebhookConfig.model_validate({"name": "hook", "kind": "webhook", "timeout": 1} | url | keys)
        fetch = FetchConfig(allow_private=(f"{httpserver.host}:{httpserver.port}",) if opened else ())
        parcel = Parcel(editions.ordinary(), "https://example.org")
        channel = webhook.WebhookChannel(settings, parcel, lambda: NOW, fetch)
        with Store.open(tmp_path / "jogan.db") as store:
            (outcome,) = deliver(store, [channel], parcel, lambda: NOW, again=again)
        return outcome

    return once


def test_signed_notice_arrives_once(
    send: Callable[..., Outcome], httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The receiver gets the edition in brief under a signature that it can check, and gets it once."""
    key = b"k" * 24
    monkeypatch.setenv("HOOK", "whsec_" + base64.b64encode(key).decode())
    httpserver.expect_request("/hook", method="POST").respond_with_data("ok")
    assert send(secret_env="HOOK").state == "sent"
    assert send(secret_env="HOOK").state == "already"
    assert len(httpserver.log) == 1
    request = httpserver.log[0][0]
    body = request.get_data()
    assert json.loads(body)["date"] == "2024-11-28"
    signed = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert request.headers["webhook-signature"] == f"v1,{wanted}"
    assert request.headers["webhook-timestamp"] == str(int(NOW.timestamp()))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_busy_receiver_is_asked_again(send: Callable[..., Outcome], httpserver: HTTPServer, status: int) -> None:
    """Busy now, well a moment later: it is sent under the same id, and its wait is honored."""
    httpserver.expect_ordered_request("/hook").respond_with_data("", status=status, headers={"Retry-After": "1"})
    httpserver.expect_ordered_request("/hook").respond_with_data("", status=204)
    began = time.monotonic()
    assert send().state == "sent"
    assert time.monotonic() - began >= 1
    assert len({request.headers["webhook-id"] for request, _ in httpserver.log}) == 1
    assert len(httpserver.log) == 2


@pytest.mark.parametrize("status", [429, 500])
def test_receiver_that_stays_busy_is_left_for_the_next_run(
    send: Callable[..., Outcome], httpserver: HTTPServer, status: int
) -> None:
    """After the tries allowed it is a failure, which the next run mends."""
    httpserver.expect_request("/hook").respond_with_data("", status=status)
    outcome = send(attempts=2)
    assert (outcome.state, len(httpserver.log)) == ("failed", 2)
    assert str(status) in outcome.detail
    assert "2 times" in outcome.detail
    httpserver.clear()
    httpserver.expect_request("/hook").respond_with_data("")
    assert send().state == "sent"


def test_long_wait_is_not_sat_out(send: Callable[..., Outcome], httpserver: HTTPServer) -> None:
    """Who asks for an hour is left in peace at once."""
    httpserver.expect_request("/hook").respond_with_data("", status=429, headers={"Retry-After": "3600"})
    began = time.monotonic()
    outcome = send()
    assert outcome.state == "failed"
    assert "3600 s" in outcome.detail
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(("status", "word"), [(302, "final address"), (400, "Check"), (401, "Check"), (410, "Check")])
def test_other_answers_are_failures_at_once(
    send: Callable[..., Outcome], httpserver: HTTPServer, status: int, word: str
) -> None:
    """A redirect is not followed and a refusal is not repeated."""
    httpserver.expect_request("/hook").respond_with_data("", status=status, headers={"Location": "http://127.0.0.1:1/"})
    outcome = send()
    assert outcome.state == "failed"
    assert word in outcome.remedy
    assert len(httpserver.log) == 1


def test_stall_is_uncertain(send: Callable[..., Outcome], httpserver: HTTPServer) -> None:
    """A receiver that has the request and says nothing may have taken it: it is not sent again unasked."""
    over = threading.Event()

    def wait(_: Request) -> Response:
        over.wait(10)
        return Response("")

    httpserver.expect_request("/hook").respond_with_handler(wait)
    try:
        assert send(timeout=0.4).state == "uncertain"
        assert send(timeout=0.4).state == "uncertain"
    finally:
        over.set()
    httpserver.clear()
    httpserver.expect_request("/hook").respond_with_data("")
    assert send().state == "uncertain"
    assert send(again=True).state == "sent"


def test_cut_before_the_answer_is_uncertain(
    send: Callable[..., Outcome], scripted: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that ends without an answer leaves the doubt."""
    server = scripted("drop-first")
    monkeypatch.setenv("HOOK_URL", f"http://127.0.0.1:{server.port}/")
    monkeypatch.setattr(webhook, "Allowed", lambda _: lambda *__: True)
    assert send(url_env="HOOK_URL").state == "uncertain"


def test_private_address_is_refused(send: Callable[..., Outcome], httpserver: HTTPServer) -> None:
    """A loopback address that nobody opened gets nothing, and the remedy says how to open it."""
    httpserver.expect_request("/hook").respond_with_data("")
    outcome = send(opened=False)
    assert outcome.state == "failed"
    assert "loopback" in outcome.detail
    assert (
        f'allow_private = ["{httpserver.host}:{httpserver.port}"]' in outcome.remedy
        or "allow_private" in outcome.remedy
    )
    assert httpserver.log == []


def test_secret_address_stays_secret(
    send: Callable[..., Outcome], httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An address out of the environment shows its host alone."""
    monkeypatch.setenv("HOOK_URL", httpserver.url_for("/services/T0KEN").replace("//", "//user:pass-word@"))
    httpserver.expect_request("/services/T0KEN").respond_with_data("", status=404)
    outcome = send(url_env="HOOK_URL")
    assert outcome.state == "failed"
    assert "T0KEN" not in repr(outcome)
    assert "pass-word" not in repr(outcome)
    assert b"T0KEN" not in (tmp_path / "jogan.db").read_bytes()
    assert httpserver.log[0][0].authorization is not None


@pytest.mark.parametrize("url", [None, "ftp://example.org/", "http://", "no address"])
def test_missing_or_wrong_address(
    send: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, url: str | None
) -> None:
    """A variable that is not set, or holds no address, fails the channel and is named."""
    monkeypatch.delenv("HOOK_URL", raising=False)
    if url:
        monkeypatch.setenv("HOOK_URL", url)
    outcome = send(url_env="HOOK_URL")
    assert outcome.state == "failed"
    assert "HOOK_URL" in outcome.detail
