"""The door to chats and phones, through apprise: an optional extra, imported when a channel asks for it.

apprise says only whether a message went out; the reason is read from what it logs, of which no more than a status
number is passed on, as the rest may hold the service's token.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from jogan.config_publish import AppriseConfig
from jogan.deliver.channel import Line, Parcel, Target
from jogan.environment import secret
from jogan.errors import DeliveryError, UncertainError
from jogan.press.bulletin import Bulletin, bulletin

# What requests says where the message was on its way already, and no answer came.
_UNANSWERED = re.compile(r"read timed out|connection aborted|remotedisconnected|connection reset", re.IGNORECASE)
_STATUS = re.compile(r"error=(\d{3})\b")


class ChatChannel:
    """`kind = "apprise"`."""

    kind = "apprise"
    repeatable = False

    def __init__(self, config: AppriseConfig, parcel: Parcel) -> None:
        self.config, self.parcel = config, parcel
        self.name = config.name

    @cached_property
    def services(self) -> dict[str, tuple[Any, Bulletin]]:
        """Each service with what it gets, by a key that tells nothing of its address. Raises DeliveryError."""
        try:
            import apprise
        except ImportError as error:
            raise DeliveryError("", "apprise is not installed", "Run: pip install 'jogan[notify]'") from error
        written = secret(self.config.urls_env)
        if written is None:
            raise DeliveryError("", f"{self.config.urls_env} is not set", "Set it to one or more apprise URLs.")
        asset = apprise.AppriseAsset(app_id="jogan", app_desc="jogan", app_url="", async_mode=False)
        found = {}
        for number, url in enumerate(written.split(), start=1):
            with _listening():
                service = apprise.Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
            if not isinstance(service, apprise.NotifyBase):
                why = f"URL {number} of {self.config.urls_env} is none that apprise knows"
                raise DeliveryError("", why, "See apprise's list of services.")
            service.socket_connect_timeout = service.socket_read_timeout = self.config.timeout
            room = int(service.body_maxlen)
            if service.overflow_amalgamate_title:
                # Such a service counts the title as a part of the message.
                room -= int(service.title_maxlen) + int(service.overflow_max_display_count_width)
            told = bulletin(self.parcel.edition, room, self.config.max_messages, site_url=self.parcel.site_url)
            found[hashlib.sha256(url.encode()).hexdigest()[:12]] = (service, told)
        return found

    def targets(self) -> Sequence[Target]:
        """Each message of each service."""
        found = []
        for place, (key, (service, told)) in enumerate(self.services.items(), start=1):
            for number in range(1, len(told.messages) + 1):
                label = f"{service.service_name} {place}, message {number} of {len(told.messages)}"
                found.append(Target(key=f"{key}#{number}", label=label))
        return found

    def plan(self, target: Target) -> str:
        """How long the message is."""
        key, _, number = target.key.partition("#")
        return f"{len(self.services[key][1].messages[int(number) - 1]):,} characters"

    @contextmanager
    def open(self) -> Iterator[Line]:
        """Nothing is opened before a message."""
        yield _Line(self.services)


class _Line:
    def __init__(self, services: dict[str, tuple[Any, Bulletin]]) -> None:
        self.services = services
        self.broken: set[str] = set()

    def send(self, target: Target) -> str:
        key, _, number = target.key.partition("#")
        service, told = self.services[key]
        if key in self.broken:
            raise DeliveryError("", "not tried: the message before it did not go out")
        title = told.title if number == "1" or not service.title_maxlen else ""
        with _listening() as heard:
            sent = service.notify(body=told.messages[int(number) - 1], title=title, body_format="text")
        if sent:
            return ""
        # The messages are read one after the other: what follows waits for what failed.
        self.broken.add(key)
        log = "\n".join(heard)
        if _UNANSWERED.search(log):
            raise UncertainError("", f"{service.service_name} did not answer")
        status = _STATUS.search(log)
        why = f"answered {status.group(1)}" if status else "did not take it, or could not be reached"
        raise DeliveryError("", f"{service.service_name} {why}", "Check the apprise URL and the network.")


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What apprise logs meanwhile, kept from every other log, as it may hold addresses with their tokens."""
    heard: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    logger, ear = logging.getLogger("apprise"), _Ear(logging.DEBUG)
    before = logger.level, logger.propagate
    logger.addHandler(ear)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    try:
        yield heard
    finally:
        logger.removeHandler(ear)
        logger.setLevel(before[0])
        logger.propagate = before[1]
