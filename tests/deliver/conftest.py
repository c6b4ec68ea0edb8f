"""Servers to deliver to, certificates for them, and a store that holds an edition."""

from __future__ import annotations

import importlib.util
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
import trustme

from jogan.model.edition import Edition
from jogan.store.database import Store

EDITIONS = Path(__file__).parents[1] / "press" / "editions.py"


@pytest.fixture(scope="session")
def editions() -> ModuleType:
    """The hand-made editions of the press's tests."""
    name = "press_editions"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, EDITIONS)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture
def stored(tmp_path: Path, editions: ModuleType) -> Callable[..., Edition]:
    """Puts an edition (the ordinary one) into `jogan.db` under the test's folder."""

    def put(edition: Edition | None = None) -> Edition:
        edition = edition or editions.ordinary()
        with Store.open(tmp_path / "jogan.db") as store:
            store.save_edition(edition, "test", [], {})
        return edition

    return put


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A certificate authority of our own."""
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its certificate as a PEM file."""
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture(scope="session")
def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    """What a server on 127.0.0.1 speaks TLS with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


class ScriptedSmtp:
    """A mail server that does one thing wrong, at the moment named, and counts the letters that it was given whole.

    `fault`: `silent` (no greeting), `dribble` (a byte now and then), `no-rcpt`, `stall-data`, `drop-data` (before 354),
    `drop-body` (after the letter, without a reply), `stall-body`, `refuse-body`, `drop-first` (the first connection).
    """

    def __init__(self, fault: str = "") -> None:
        self.fault, self.letters, self.connections = fault, list[bytes](), 0
        self.over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Stop, and wake what waits."""
        self.over.set()
        self._socket.close()

    def _accept(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection, self.connections), daemon=True).start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        with connection, connection.makefile("rb") as lines:
            try:
                self._talk(connection, lines, number)
            except OSError:
                return

    def _talk(self, connection: socket.socket, lines: object, number: int) -> None:
        if self.fault == "silent":
            self.over.wait(30)
            return
        if self.fault == "dribble":
            while not self.over.wait(0.1):
                connection.sendall(b"2")
            return
        if self.fault == "drop-first" and number == 1:
            return
        connection.sendall(b"220 scripted\r\n")
        for line in lines:  # type: ignore[attr-defined]
            word = line[:4].upper()
            if word == b"DATA":
                if self.fault == "drop-data":
                    return
                if self.fault == "stall-data":
                    self.over.wait(30)
                    return
                connection.sendall(b"354 go on\r\n")
                body = b""
                for part in lines:  # type: ignore[attr-defined]
                    if part == b".\r\n":
                        break
                    body += part
                self.letters.append(body)
                if self.fault == "drop-body":
                    return
                if self.fault == "stall-body":
                    self.over.wait(30)
                    return
                connection.sendall(b"452 disk is full\r\n" if self.fault == "refuse-body" else b"250 taken\r\n")
            elif word == b"RCPT" and self.fault == "no-rcpt":
                connection.sendall(b"550 5.1.1 no such mailbox\r\n")
            elif word == b"QUIT":
                connection.sendall(b"221 bye\r\n")
                return
            else:
                connection.sendall(b"250 scripted\r\n")


@pytest.fixture
def scripted() -> Iterator[Callable[[str], ScriptedSmtp]]:
    """Starts scripted mail servers and ends them."""
    made: list[ScriptedSmtp] = []

    def start(fault: str = "") -> ScriptedSmtp:
        made.append(ScriptedSmtp(fault))
        return made[-1]

    yield start
    for server in made:
        server.close()
