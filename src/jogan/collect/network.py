"""Connecting: names resolved, addresses checked, and what a broken connection means. Part of the HTTP door."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import httpcore2
from httpcore2 import AnyIOBackend

from jogan.collect.addresses import Allowed, refusal
from jogan.collect.drive import in_thread


@dataclass(slots=True)
class RefusedError(Exception):
    """The host leads to an address that must not be asked."""

    host: str
    address: str
    reason: str


@dataclass(slots=True)
class NoNameError(Exception):
    """The host's name has no address."""

    host: str


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Resolves a name, checks what it resolves to, and connects to the checked address and to no other.

    As check and connection use the same resolution, a DNS answer that changes between the two cannot slip through.
    """

    def __init__(self, allowed: Allowed) -> None:
        self._allowed, self._inner = allowed, AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        patience = timeout or 60.0
        loop = asyncio.get_running_loop()
        end = loop.time() + patience
        try:
            addresses = [host] if _is_address(host) else await in_thread(_resolve, host, port, patience=patience)
        except (socket.gaierror, UnicodeError) as error:
            raise NoNameError(host) from error
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout("name resolution") from error
        open_host = self._allowed(host, port)
        fit = [a for a in addresses if open_host or refusal(a) is None or self._allowed(a, port)]
        if not fit:
            if not addresses:
                raise NoNameError(host)
            raise RefusedError(host, addresses[0], refusal(addresses[0]) or "not public")
        trouble: Exception | None = None
        for left, address in zip(range(len(fit), 0, -1), fit, strict=True):
            # An address that does not answer (IPv6 on a line without it) must leave time for the next one.
            share = max(0.05, (end - loop.time()) / left)
            try:
                return await self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                trouble = error
        raise trouble or NoNameError(host)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the library's interface
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 - the library's interface
    ) -> httpcore2.AsyncNetworkStream:
        raise RefusedError(path, path, "unix socket")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def _resolve(host: str, port: int) -> list[str]:
    return list(dict.fromkeys(str(entry[4][0]) for entry in socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)))


def _is_address(host: str) -> bool:
    """Whether `host` is an address in its usual form already; the unusual forms (`0x7f.1`) are left to the resolver."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def meaning(error: Exception) -> tuple[str, str, str, bool]:
    """What a foreign network error means, found along the chain of its causes: kind, cause, remedy, worth a retry."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or link.__context__
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            text = f"its TLS certificate is not trusted ({cause.verify_message})"
            return "tls", text, "Check the machine's clock; else tell the site's owner", False
        if isinstance(cause, ssl.SSLError):
            return "tls", "speaks no TLS that can be agreed on", "Check http or https in the url", False
        if isinstance(cause, ConnectionRefusedError):
            return "unreachable", "refused the connection", "Check the address, or wait for the next run", True
    if isinstance(error, httpcore2.ProtocolError):
        return "unreachable", "answered with what is not HTTP, or broke off", "Open the address in a browser", True
    cut = isinstance(error, httpcore2.ReadError | httpcore2.WriteError)
    return "unreachable", "cut the connection" if cut else "cannot be reached", "Check the network connection", True
