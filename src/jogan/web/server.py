"""`jogan serve`: the reader at an address of this machine, behind its guard."""

from __future__ import annotations

import ctypes
import socket
import sys
import time
from contextlib import suppress

from jogan.errors import JoganError, UsageError
from jogan.web.guard import Guard, is_loopback
from jogan.web.library import Library
from jogan.web.pages import Printer
from jogan.web.reader import Reader

TURN = 0.0005
"""Seconds after which a thread that computes lets another one have its turn."""
M_ARENA_MAX, HEAPS = -8, 2
"""What glibc's malloc.h calls its limit of heaps, and how many there may be; other systems have no such call."""


def serve(library: Library, printer: Printer, version: str, *, host: str, port: int, token: str) -> None:
    """Answer at that address until the process is told to end; prints the address once it can be asked.

    Raises UsageError where the address is not of this machine alone and no token is set, JoganError where it is taken.
    """
    import uvicorn

    reader = Reader(library, printer, version)
    with bound(host, port) as listener:
        place = listener.getsockname()
        name = f"[{place[0]}]" if ":" in place[0] else place[0]
        config = uvicorn.Config(
            Guard(reader.app(), host=host, token=token, clock=time.monotonic),
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            limit_concurrency=1000,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=5,
        )
        listener.listen(2048)
        reader.prepare()
        sys.stdout.write(f"The reader is at http://{name}:{place[1]}/ (Ctrl-C ends it)\n")
        sys.stdout.flush()
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            pass
        finally:
            reader.close()


def settle() -> None:
    """Set this process up for many small answers beside work in threads; to be called before any thread is started.

    Pages are made, and the index is followed, by threads that only compute: at Python's own 5 ms a turn the loop that
    answers waits so long after each thing that it sends. And each thread with a heap of its own, as glibc gives it,
    keeps what was needed once: with two heaps memory stays flat beside an import, where it grew by 40 MB in a minute.
    """
    sys.setswitchinterval(TURN)
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, HEAPS)


def check(host: str, token: str) -> None:
    """Raises UsageError where the reader would be open to others without a token."""
    if not token and not is_loopback(host):
        raise UsageError(
            f"--host {host}", "lets others read along", "Set a token with --token or in the environment (JOGAN_TOKEN)."
        )


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to that address, not yet listening. Raises JoganError, one line, where it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except BaseException:
            listener.close()
            raise
    except (OSError, OverflowError, UnicodeError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise JoganError(
            f"{host}:{port}", f"cannot be bound ({cause})", "Choose another with --host or --port."
        ) from error
    return listener
