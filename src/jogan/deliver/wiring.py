"""The channels of a configuration, built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from jogan.config import Config
from jogan.config_publish import AppriseConfig, FolderConfig, GitConfig, MailConfig, PublishConfig
from jogan.deliver.channel import Channel, Parcel
from jogan.errors import UsageError


def chosen(config: Config, names: Sequence[str]) -> tuple[PublishConfig, ...]:
    """The configured channels, or those of these names. Raises UsageError where there is none, or a name is unknown."""
    if not config.publish:
        raise UsageError(
            "publish", "no channel is configured", "Add a [[publish]] to jogan.toml; see docs/delivering.md."
        )
    known = {channel.name: channel for channel in config.publish}
    for name in names:
        if name not in known:
            raise UsageError("--channel", f"{name!r} is not configured", f"Known: {', '.join(known)}.")
    return tuple(channel for channel in config.publish if not names or channel.name in names)


def channels(
    config: Config, wanted: Sequence[PublishConfig], parcel: Parcel, clock: Callable[[], datetime]
) -> list[Channel]:
    """A channel for each of the configurations, for that parcel."""
    return [_channel(config, one, parcel, clock) for one in wanted]


def _channel(config: Config, one: PublishConfig, parcel: Parcel, clock: Callable[[], datetime]) -> Channel:
    # Each is imported where it is wanted: a folder needs no mail.
    if isinstance(one, MailConfig):
        from jogan.deliver.smtp import MailChannel

        return MailChannel(one, parcel, clock)
    if isinstance(one, AppriseConfig):
        from jogan.deliver.chat import ChatChannel

        return ChatChannel(one, parcel)
    if isinstance(one, FolderConfig):
        from jogan.deliver.files import FolderChannel

        return FolderChannel(one, parcel)
    if isinstance(one, GitConfig):
        from jogan.deliver.files import GitChannel

        return GitChannel(one, parcel)
    from jogan.deliver.webhook import WebhookChannel

    return WebhookChannel(one, parcel, clock, config.fetch)
