"""The connection to a model's server, whose replies are read within a cap, as everything that comes from outside is.

The vendors' clients read a reply whole before anyone can look at it: a server that is broken, or is no model's server,
would fill the memory, and a compressed reply a thousand times as fast.
"""

from __future__ import annotations

from typing import Any

import httpx2

from jogan.collect.wire import ACCEPTED, Decoder, TooLargeError

MAX_REPLY = 8_000_000
"""Bytes of one reply, decoded. The longest answers that models give, thoughts included, are below one million."""


class CappedClient(httpx2.AsyncClient):
    """An HTTP client for one model; use it as an async context manager.

    A reply of more than `MAX_REPLY` bytes raises `TooLargeError` and is let go of. Redirects are not followed: what is
    sent carries a key.
    """

    def __init__(self, timeout: float) -> None:
        """`timeout` is in seconds, for each step of a call; the caller limits the whole."""
        super().__init__(
            timeout=httpx2.Timeout(timeout, connect=min(timeout, 10.0)),
            headers={"Accept-Encoding": "gzip, deflate"},
            follow_redirects=False,
        )

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """The reply, read to its end."""
        reply = await super().send(request, **(options | {"stream": True}))
        try:
            encoding = reply.headers.get("content-encoding", "").strip().lower()
            if encoding not in ACCEPTED:
                raise ValueError("the reply is in an encoding that was not asked for")
            decoder, received = Decoder(encoding, MAX_REPLY), 0
            async for piece in reply.aiter_raw():
                received += len(piece)
                if received > MAX_REPLY:
                    decoder.drop()
                    raise TooLargeError
                decoder.feed(piece)
        finally:
            await reply.aclose()
        drop = ("content-encoding", "content-length", "transfer-encoding")
        kept = [(name, value) for name, value in reply.headers.multi_items() if name.lower() not in drop]
        return httpx2.Response(
            reply.status_code, headers=kept, content=decoder.finish(), request=request, extensions=reply.extensions
        )
