"""The door to a webhook: one signed POST, tried again while the receiver is busy, and never to a private address.

Signed as the Standard Webhooks specification says (`webhook-id`, `webhook-timestamp`, `webhook-signature`), so that
receivers check it with a library. The id is the same at every try: a receiver that knows it already passes it over.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpcore2
import httpx2

from jogan.collect.addresses import Allowed
from jogan.collect.failures import RETRIED, host_of, status_failure
from jogan.collect.fetch import user_agent
from jogan.collect.network import GuardedBackend, NoNameError, RefusedError, meaning
from jogan.collect.wire import retry_after
from jogan.config import FetchConfig
from jogan.config_publish import WebhookConfig, is_web_address
from jogan.deliver.channel import Line, Parcel, Target
from jogan.environment import secret
from jogan.errors import DeliveryError, UncertainError
from jogan.press.bulletin import notice

FIRST_WAIT = 1.0
"""Seconds before the second try where the receiver names no time; doubled from then on."""

_SIGNED = "whsec_"


class WebhookChannel:
    """`kind = "webhook"`."""

    kind = "webhook"
    repeatable = False

    def __init__(
        self, config: WebhookConfig, parcel: Parcel, clock: Callable[[], datetime], fetch: FetchConfig
    ) -> None:
        self.config, self.parcel, self.clock, self.fetch = config, parcel, clock, fetch
        self.name = config.name

    def address(self) -> str:
        """Where to. Raises DeliveryError."""
        if self.config.url:
            return self.config.url
        url = secret(self.config.url_env)
        if url is None:
            raise DeliveryError("", f"{self.config.url_env} is not set", "Set it to the webhook's address.")
        if not is_web_address(url):
            raise DeliveryError("", f"{self.config.url_env} is no http or https address", "Correct it.")
        return url

    def targets(self) -> Sequence[Target]:
        """One: the address, of which the host is shown."""
        return [Target(key="webhook", label=host_of(self.address()))]

    def plan(self, target: Target) -> str:  # noqa: ARG002 - there is but one kind of target
        """Size, and whether it is signed."""
        body = notice(self.parcel.edition, site_url=self.parcel.site_url)
        return f"{len(body):,} bytes of JSON, {'signed' if self.config.secret_env else 'not signed'}"

    @contextmanager
    def open(self) -> Iterator[Line]:
        """Nothing is opened before the request."""
        yield _Line(self, self.address(), self._key())

    def _key(self) -> bytes | None:
        if not self.config.secret_env:
            return None
        value = secret(self.config.secret_env)
        if value is None:
            raise DeliveryError(
                "", f"{self.config.secret_env} is not set", "Set it to the secret that both sides know."
            )
        if not value.startswith(_SIGNED):
            return value.encode()
        try:
            return base64.b64decode(value.removeprefix(_SIGNED), validate=True)
        except binascii.Error as error:
            raise DeliveryError("", f"{self.config.secret_env} is not base64 after whsec_", "Copy it anew.") from error


@dataclass(slots=True)
class _BusyError(Exception):
    """A try that is worth another one, after so many seconds where the receiver says so."""

    why: str
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    channel: WebhookChannel
    url: str
    key: bytes | None

    def send(self, target: Target) -> str:
        body = notice(self.channel.parcel.edition, site_url=self.channel.parcel.site_url)
        return asyncio.run(self._send(target.label, body))

    async def _send(self, host: str, body: bytes) -> str:
        config = self.channel.config
        end = asyncio.get_running_loop().time() + config.patience
        pause = FIRST_WAIT
        for attempt in range(1, config.attempts + 1):
            try:
                return await self._once(host, body)
            except _BusyError as busy:
                wait = pause if busy.wait is None else busy.wait
                late = asyncio.get_running_loop().time() + wait > end
                if late or attempt == config.attempts:
                    times = f", {attempt} times" if attempt > 1 else ""
                    raise DeliveryError("", f"{host} {busy.why}{times}") from None
                await asyncio.sleep(wait)
                pause *= 2
        raise AssertionError("unreachable")

    async def _once(self, host: str, body: bytes) -> str:
        """One try. Raises _BusyError, DeliveryError, or UncertainError where the request went out unanswered."""
        config, begun = self.channel.config, False

        async def trace(event: str, _: dict[str, Any]) -> None:
            nonlocal begun
            begun = begun or event.endswith("send_request_headers.started")

        target = httpx2.URL(self.url)
        pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpcore2.default_ssl_context(),
            network_backend=GuardedBackend(Allowed(self.channel.fetch.allow_private)),
            max_connections=1,
        )
        try:
            async with (
                asyncio.timeout(config.timeout),
                pool,
                pool.stream(
                    "POST",
                    httpcore2.URL(
                        scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path
                    ),
                    headers=[(name.encode(), value.encode("ascii")) for name, value in self._headers(target, body)],
                    content=body,
                    extensions={"trace": trace},
                ) as answer,
            ):
                # What it says beyond the status is of no use, and could be without end.
                return self._judge(host, answer.status, dict(answer.headers))
        except RefusedError as error:
            port = target.port or (443 if target.scheme == "https" else 80)
            opened = f'If you trust it: [fetch] allow_private = ["{target.host}:{port}"]'
            raise DeliveryError("", f"{host} leads to the {error.reason} address {error.address}", opened) from None
        except NoNameError:
            raise DeliveryError("", f"the name {host!r} has no address", "Check the address and the network.") from None
        except (TimeoutError, httpcore2.TimeoutException):
            if begun:
                raise UncertainError("", f"{host} did not answer within {config.timeout:g} s") from None
            raise _BusyError(f"gave no connection within {config.timeout:g} s") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            _, cause, remedy, worth = meaning(error)
            if begun:
                raise UncertainError("", f"{host} cut the connection before it answered") from None
            if worth:
                raise _BusyError(cause) from None
            raise DeliveryError("", f"{host} {cause}", remedy) from None

    def _judge(self, host: str, status: int, headers: dict[bytes, bytes]) -> str:
        """What the status means."""
        if 200 <= status < 300:
            return f"answered {status}"
        said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers.items()}
        wait = retry_after(said.get("retry-after"), self.channel.clock())
        cause = status_failure(self.url, status, wait).cause
        if status in RETRIED:
            raise _BusyError(cause, wait)
        where = "Put the final address into jogan.toml." if 300 <= status < 400 else "Check the address and its secret."
        raise DeliveryError("", f"{host} {cause}", where)

    def _headers(self, target: httpx2.URL, body: bytes) -> Iterator[tuple[str, str]]:
        identity = f"jogan.{self.channel.parcel.id}"
        stamp = str(int(self.channel.clock().timestamp()))
        yield "Host", target.netloc.decode("ascii")
        yield "User-Agent", user_agent(self.channel.fetch.contact)
        yield "Content-Type", "application/json"
        yield "Content-Length", str(len(body))
        if target.userinfo:
            pair = base64.b64encode(f"{target.username}:{target.password}".encode())
            yield "Authorization", f"Basic {pair.decode('ascii')}"
        yield "webhook-id", identity
        yield "webhook-timestamp", stamp
        if self.key is not None:
            digest = hmac.new(self.key, f"{identity}.{stamp}.".encode() + body, hashlib.sha256).digest()
            yield "webhook-signature", f"v1,{base64.b64encode(digest).decode('ascii')}"
