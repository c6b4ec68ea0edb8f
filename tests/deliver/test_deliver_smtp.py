"""The door to a mail server, against a real one and against servers that fail in every place."""

from __future__ import annotations

import email
import email.policy
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from jogan.config_publish import MailConfig
from jogan.deliver.channel import Outcome, Parcel
from jogan.deliver.round import deliver
from jogan.deliver.smtp import MailChannel
from jogan.store.database import Store

NOW = datetime(2024, 11, 28, 22, 10, tzinfo=UTC)
PASSWORD = "s3cret-pass"


class Mailbox:
    """What a real server was given: recipient and message, in their order; it refuses recipients that it is told to."""

    def __init__(self, refused: tuple[str, ...] = ()) -> None:
        self.refused, self.letters, self.logins = refused, list[tuple[str, bytes]](), list[bytes]()

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.letters.append((envelope.rcpt_tos[0], envelope.content))
        assert len(envelope.rcpt_tos) == 1
        return "250 taken"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        """Take the one password."""
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login)
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


@contextmanager
def running(
    mailbox: Mailbox, tls: ssl.SSLContext | None = None, *, implicit: bool = False, auth: bool = False
) -> Iterator[int]:
    """A real mail server on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options: dict[str, Any] = {"hostname": "127.0.0.1", "port": port}
    if tls and implicit:
        options["ssl_context"] = tls
    elif tls:
        options |= {"tls_context": tls, "require_starttls": True}
    if auth:
        options |= {"auth_required": True, "authenticator": mailbox.authenticate, "auth_require_tls": not implicit}
    controller = Controller(mailbox, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def config(port: int, **more: Any) -> MailConfig:
    """A mail channel to the loopback server."""
    keys = {
        "name": "mail", "kind": "mail", "host": "127.0.0.1", "port": port, "security": "none", "timeout": 1,
        "sender": "조간 <editor@example.org>", "to": ("a@example.com", "b@example.com"),
    }  # fmt: skip
    return MailConfig.model_validate(keys | more)


@pytest.fixture
def send(tmp_path: Path, editions: ModuleType) -> Callable[..., list[Outcome]]:
    """One round of delivery over one mail channel."""

    def once(settings: MailConfig, **options: Any) -> list[Outcome]:
        parcel = Parcel(editions.ordinary())
        with Store.open(tmp_path / "jogan.db") as store:
            return list(deliver(store, [MailChannel(settings, parcel, lambda: NOW)], parcel, lambda: NOW, **options))

    return once


def states(outcomes: list[Outcome]) -> list[str]:
    """How each delivery ended."""
    return [outcome.state for outcome in outcomes]


def test_each_recipient_gets_one_letter(send: Callable[..., list[Outcome]]) -> None:
    """Everyone gets a letter of their own, and a second round sends nothing."""
    mailbox = Mailbox()
    with running(mailbox) as port:
        assert states(send(config(port))) == ["sent", "sent"]
        assert states(send(config(port))) == ["already", "already"]
        assert states(send(config(port), again=True)) == ["already", "already"]
    assert [to for to, _ in mailbox.letters] == ["a@example.com", "b@example.com"]
    message = email.message_from_bytes(mailbox.letters[0][1], policy=email.policy.default)
    assert message["Subject"] == "조간 2024년 11월 28일 목요일 — 논문 3편 · 뉴스 1건"
    assert message["To"] == "a@example.com"
    page = next(one for one in message.walk() if one.get_content_type() == "text/html")
    assert "82.4%" in page.get_content()


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # it does: from the first byte
@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "tls"])
def test_over_tls_with_a_login(
    send: Callable[..., list[Outcome]],
    server_tls: ssl.SSLContext,
    ca_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    implicit: bool,
) -> None:
    """Both forms of TLS carry the login and the letters, trusting the private authority that is named."""
    monkeypatch.setenv("SMTP_PASSWORD", PASSWORD)
    mailbox = Mailbox()
    with running(mailbox, server_tls, implicit=implicit, auth=True) as port:
        settings = config(
            port,
            security="tls" if implicit else "starttls",
            ca_file=ca_file,
            username="editor",
            password_env="SMTP_PASSWORD",
        )
        assert states(send(settings)) == ["sent", "sent"]
    assert mailbox.logins == [b"editor"]


def test_wrong_password_is_told_without_it(
    send: Callable[..., list[Outcome]], server_tls: ssl.SSLContext, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused login sends nothing, leaves everyone due, and shows the password nowhere."""
    monkeypatch.setenv("SMTP_PASSWORD", "wrong-" + PASSWORD)
    mailbox = Mailbox()
    with running(mailbox, server_tls, auth=True) as port:
        settings = config(port, security="starttls", ca_file=ca_file, username="editor", password_env="SMTP_PASSWORD")
        outcomes = send(settings)
        assert states(outcomes) == ["failed", "failed"]
        assert "refused the login" in outcomes[0].detail
        assert PASSWORD not in repr(outcomes)
        monkeypatch.setenv("SMTP_PASSWORD", PASSWORD)
        assert states(send(settings)) == ["sent", "sent"]


def test_untrusted_certificate_is_refused(send: Callable[..., list[Outcome]], server_tls: ssl.SSLContext) -> None:
    """A certificate that nobody vouches for ends it before a word is said."""
    mailbox = Mailbox()
    with running(mailbox, server_tls) as port:
        outcomes = send(config(port, security="starttls"))
    assert states(outcomes) == ["failed", "failed"]
    assert "not trusted" in outcomes[0].detail
    assert "ca_file" in outcomes[0].remedy
    assert mailbox.letters == []


def test_no_tls_where_it_is_wanted(send: Callable[..., list[Outcome]], ca_file: Path) -> None:
    """A server without STARTTLS, or without TLS at all, gets nothing in the clear."""
    mailbox = Mailbox()
    with running(mailbox) as port:
        assert "does not offer STARTTLS" in send(config(port, security="starttls"))[0].detail
        assert "speaks no TLS" in send(config(port, security="tls", ca_file=ca_file))[0].detail
    assert mailbox.letters == []


def test_refused_recipient_harms_no_other(send: Callable[..., list[Outcome]]) -> None:
    """Who is refused is due again; the others have their letter, once."""
    mailbox = Mailbox(refused=("a@example.com",))
    with running(mailbox) as port:
        outcomes = send(config(port))
        assert states(outcomes) == ["failed", "sent"]
        assert "550 5.1.1 no such mailbox" in outcomes[0].detail
        mailbox.refused = ()
        assert sorted(states(send(config(port)))) == ["already", "sent"]
    assert [to for to, _ in mailbox.letters] == ["b@example.com", "a@example.com"]


@pytest.mark.parametrize(
    ("fault", "first", "letters"),
    [
        ("silent", "failed", 0),
        ("dribble", "failed", 0),
        ("no-rcpt", "failed", 0),
        ("stall-data", "failed", 0),
        ("drop-data", "failed", 0),
        ("refuse-body", "failed", 2),
        ("drop-body", "uncertain", 2),
        ("stall-body", "uncertain", 2),
    ],
)
def test_every_fault_has_its_outcome(
    send: Callable[..., list[Outcome]], scripted: Callable[[str], Any], fault: str, first: str, letters: int
) -> None:
    """Before the letter is out a fault is a failure and is tried again; after it, it is uncertain and never repeated."""
    server = scripted(fault)
    settings = config(server.port, timeout=0.4)
    began = time.monotonic()
    outcomes = send(settings)
    assert time.monotonic() - began < 8
    assert states(outcomes) == [first, first]
    assert len(server.letters) == letters
    assert all("\n" not in outcome.detail and outcome.remedy for outcome in outcomes)
    server.fault = ""
    assert states(send(settings)) == (["sent", "sent"] if first == "failed" else ["uncertain", "uncertain"])
    assert len(server.letters) == letters + (2 if first == "failed" else 0)
    if first == "uncertain":
        assert states(send(settings, again=True)) == ["sent", "sent"]


def test_a_lost_connection_is_made_anew(send: Callable[..., list[Outcome]], scripted: Callable[[str], Any]) -> None:
    """After a drop the next recipient gets a new connection; after two in a row the rest wait for the next run."""
    server = scripted("drop-body")
    people = tuple(f"r{number}@example.com" for number in range(5))
    outcomes = send(config(server.port, to=people))
    assert states(outcomes) == ["uncertain", "uncertain", "failed", "failed", "failed"]
    assert "not tried" in outcomes[-1].detail
    assert server.connections == 2


def test_nobody_there(send: Callable[..., list[Outcome]]) -> None:
    """A port where nothing listens is a failure in one line, for everyone."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    outcomes = send(config(port))
    assert states(outcomes) == ["failed", "failed"]
    assert "Connection refused" in outcomes[0].detail


def test_recipients_from_the_environment_stay_hidden(
    send: Callable[..., list[Outcome]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Who is named in a variable gets the letter once, and stands neither in the outcome nor in the ledger."""
    monkeypatch.setenv("MAIL_TO", "secret.reader@example.net, A@Example.com")
    mailbox = Mailbox()
    with running(mailbox) as port:
        outcomes = send(config(port, to=("a@example.com",), to_env="MAIL_TO"))
    assert states(outcomes) == ["sent", "sent"]
    assert len(mailbox.letters) == 2
    assert "secret.reader" not in repr(outcomes)
    assert b"secret.reader" not in (tmp_path / "jogan.db").read_bytes()


@pytest.mark.parametrize("written", ["", "no-address", "a@b.c\r\nRCPT TO:<x@y.z>", "a@example.com,<script>"])
def test_bad_recipients_in_the_environment(
    send: Callable[..., list[Outcome]], monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    """A variable that holds no addresses fails the channel, and is not repeated."""
    monkeypatch.setenv("MAIL_TO", written)
    outcomes = send(config(1, to=(), to_env="MAIL_TO"))
    assert states(outcomes) == ["failed"]
    assert "MAIL_TO" in outcomes[0].detail
    assert "script" not in repr(outcomes)


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": ("a@example.com\r\nBcc: x@y.z",)},
        {"to": ("a b@example.com",)},
        {"to": ()},
        {"sender": "x\r\nBcc: y <a@example.com>"},
        {"sender": "nobody"},
        {"reply_to": "a@example.com\nX: y"},
        {"unsubscribe": ("https://example.org/\r\nX: y",)},
        {"unsubscribe": ("http://example.org/",)},
        {"username": "x"},
        {"host": "mail.example.org", "username": "x", "password_env": "P"},
        {"password": "in the file"},
    ],
)
def test_wrong_configuration_is_refused(wrong: dict[str, Any]) -> None:
    """No second header, no login in the clear, no password in the file gets past the configuration."""
    with pytest.raises(ValueError, match="validation error"):
        config(25, **wrong)
