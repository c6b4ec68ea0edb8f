"""Servers to deliver to, certificates for them, and a store that holds an edition."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import trustme

from jogan.model.edition import Edition
from jogan.store.database import Store


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
