"""`jogan doctor --live` asks models and mail servers for real, on loopback, and says what is wrong with them."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from helpers import jogan
from model_server import Reply, Script, serving

SOURCE = '[paths]\ndatabase = "data.db"\n[[source]]\nname = "One"\nkind = "feed"\nurl = "http://127.0.0.1:1/feed"\n'


def live(folder: Path, config: str, **env: str) -> dict[str, Any]:
    """What the live examination found, by its subject; "status" is the exit status. Nothing may be stored."""
    (folder / "jogan.toml").write_text(SOURCE + config, encoding="utf-8")
    ran = jogan("doctor", "--live", "--json", cwd=folder, env=env)
    assert ran.err == ""
    assert not (folder / "data.db").exists()
    found: dict[str, Any] = {"status": ran.status}
    for one in json.loads(ran.out):
        found[one["subject"]] = one  # the live finding comes after the one that asks nobody
    return found


def model(address: str, more: str = "") -> str:
    return (
        f'[[writer.model]]\nname = "small"\nprovider = "compatible"\nbase_url = "{address}/v1"\n'
        f'api_key_env = "MODEL_KEY"\n{more}'
    )


@pytest.mark.parametrize(
    ("script", "state", "told"),
    [
        (lambda _: {"word": "ready"}, "ok", "answers"),
        (lambda _: Reply(status=401), "fail", "key was refused"),
        (lambda _: Reply(status=503), "fail", "503"),
        (lambda _: "I am ready!", "fail", "JSON"),
        (lambda _: Reply(raw=b"<html>It works!</html>"), "fail", "cannot be read"),
    ],
    ids=["answers", "wrong key", "busy", "no JSON", "no model server"],
)
def test_each_model_is_asked(tmp_path: Path, script: Script, state: str, told: str) -> None:
    """One that answers is told apart from one that refuses the key, is busy, or is no model at all."""
    with serving(script) as server:
        found = live(tmp_path, model(server.address), MODEL_KEY="sk-very-secret")
    subject = next(name for name in found if name.startswith("model "))
    assert found[subject]["state"] == state
    assert told in found[subject]["detail"]
    assert bool(found[subject]["remedy"]) == (state == "fail")
    assert "very-secret" not in json.dumps(found)


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A refused connection names the host and what to check."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found = live(tmp_path, model(f"http://127.0.0.1:{probe.getsockname()[1]}"), MODEL_KEY="k")
    subject = next(name for name in found if name.startswith("model "))
    assert "127.0.0.1 could not be reached" in found[subject]["detail"]
    assert found[subject]["remedy"]


@pytest.mark.model
@pytest.mark.slow
def test_a_real_small_model_answers(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A llama.cpp server with a model of 135 million parameters is found to answer, at no cost."""
    if "model" not in str(request.config.getoption("markexpr")):
        pytest.skip("asks a real model; run by `make test-model`")
    import llama_server

    if reason := llama_server.missing():
        pytest.skip(reason)
    with llama_server.serving(context=2_048, key="sk-right") as address:
        right = live(tmp_path, model(address), MODEL_KEY="sk-right")
        wrong = live(tmp_path, model(address), MODEL_KEY="sk-wrong")
    subject = next(name for name in right if name.startswith("model "))
    assert (right[subject]["state"], wrong[subject]["state"]) == ("ok", "fail"), right[subject]["detail"]
    assert "$0.0000" in right[subject]["detail"]
    assert "key was refused" in wrong[subject]["detail"]


class Mailbox:
    """Keeps what it was sent: it must be nothing."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.letters.append(bytes(envelope.original_content or b""))
        return "250 taken"


def _right(server: Any, session: Any, envelope: Any, mechanism: str, auth: Any) -> AuthResult:
    assert isinstance(auth, LoginPassword)
    return AuthResult(success=auth.password == b"s3cret-pass", handled=False)


@pytest.fixture
def mail() -> Iterator[tuple[int, Mailbox]]:
    """A mail server on loopback that wants a login."""
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, authenticator=_right, auth_require_tls=False)
    controller.start()
    try:
        yield port, box
    finally:
        controller.stop()


def channel(port: int) -> str:
    return (
        f'[[publish]]\nname = "post"\nkind = "mail"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\ntimeout = 5\n'
        'sender = "editor@example.org"\nto = ["a@example.com"]\nusername = "me"\npassword_env = "MAIL_PASSWORD"\n'
    )


def test_the_mail_server_is_asked_and_sent_nothing(tmp_path: Path, mail: tuple[int, Mailbox]) -> None:
    """It lets jogan in with the right password and not with a wrong one; no letter leaves."""
    port, box = mail
    found = live(tmp_path, channel(port), MAIL_PASSWORD="s3cret-pass")
    assert found["channel post"]["state"] == "ok"
    assert "lets jogan in" in found["channel post"]["detail"]
    found = live(tmp_path, channel(port), MAIL_PASSWORD="wrong-pass")
    assert (found["status"], found["channel post"]["state"]) == (1, "fail")
    assert "MAIL_PASSWORD" in found["channel post"]["remedy"], found["channel post"]
    assert "pass" not in json.dumps(found["channel post"]).replace("password", "").replace("MAIL_PASSWORD", "")
    assert box.letters == []


def test_a_mail_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A refused connection is a finding with a remedy, and no traceback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found = live(tmp_path, channel(probe.getsockname()[1]), MAIL_PASSWORD="s3cret-pass")
    assert found["channel post"]["state"] == "fail"
    assert found["channel post"]["remedy"]
