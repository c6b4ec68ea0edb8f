"""`[[publish]]`: the channels by which an edition goes out. Part of the configuration; holds no secret, only names.

A password, a token or a private address is never written into jogan.toml. The file names the environment variable that
holds it (`password_env = "SMTP_PASSWORD"`), and `environment.secret` reads it when it is used.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from jogan.config_table import Table

# What RFC 5321 lets stand in an address without quotes, and nothing that could end a header or a command.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_VARIABLE = r"^([A-Za-z_][A-Za-z0-9_]*)?$"
_LOCAL = ("localhost", "127.0.0.1", "::1")


class _Channel(Table):
    name: str = Field(
        min_length=1,
        max_length=60,
        pattern=r"^[^\x00-\x1f\x7f]+$",
        description="How the channel is called in reports and in the delivery ledger; renaming it makes a new one.",
    )


class MailConfig(_Channel):
    """`kind = "mail"`: the edition as a letter to each recipient, over SMTP."""

    kind: Literal["mail"]
    host: str = Field(min_length=1, pattern=r"^[^\s/@]+$", description="The mail server.")
    port: int | None = Field(None, ge=1, le=65535, description="Its port; None means 587, or 465 with `tls`.")
    security: Literal["starttls", "tls", "none"] | None = Field(
        None,
        description="`starttls`, `tls` (from the first byte), or `none`; None means `tls` on port 465, else `starttls`."
        " The certificate is always checked.",
    )
    ca_file: Path | None = Field(None, description="A PEM file of further certificate authorities: a private server's.")
    username: str = Field("", description="Who logs in; empty means no login.")
    password_env: str = Field(
        "", pattern=_VARIABLE, description="The NAME of the environment variable that holds the password."
    )
    sender: str = Field(description="From whom: `editor@example.org` or `조간 <editor@example.org>`.")
    to: tuple[str, ...] = Field((), description="The recipients. Each gets a letter of their own and sees no other.")
    to_env: str = Field(
        "",
        pattern=_VARIABLE,
        description="The NAME of an environment variable with recipients, between commas: for a public repository.",
    )
    reply_to: str = Field("", description="Where answers go; empty means the sender.")
    unsubscribe: tuple[str, ...] = Field(
        (),
        description="Where a recipient unsubscribes: `mailto:…` or `https://…`; `{recipient}` is filled in. An https"
        " address must take the POST of RFC 8058. None given means a mail to the sender.",
    )
    timeout: float = Field(30.0, gt=0, description="Seconds to wait for the server's next word.")

    @field_validator("sender")
    @classmethod
    def _sender(cls, written: str) -> str:
        name, address = split_sender(written)
        if not is_address(address) or any(ord(sign) < 32 for sign in name):
            raise ValueError(f"{written!r} is no sender; write it as `name <editor@example.org>`")
        return written

    @field_validator("to")
    @classmethod
    def _recipients(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        for address in addresses:
            if not is_address(address):
                raise ValueError(f"{address!r} is no mail address")
        return addresses

    @field_validator("reply_to")
    @classmethod
    def _reply(cls, address: str) -> str:
        if address and not is_address(address):
            raise ValueError(f"{address!r} is no mail address")
        return address

    @field_validator("unsubscribe")
    @classmethod
    def _unsubscribe(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        for address in addresses:
            if not re.fullmatch(r"(mailto:|https://)[!-;=?-~]{3,500}", address):
                raise ValueError(f"{address!r} is neither a mailto: nor an https: address")
        return addresses

    @model_validator(mode="after")
    def _whole(self) -> MailConfig:
        if not self.to and not self.to_env:
            raise ValueError("no recipient: give `to`, or `to_env`")
        if bool(self.username) != bool(self.password_env):
            raise ValueError("a login takes both username and password_env")
        if self.username and self.encryption == "none" and self.host not in _LOCAL:
            raise ValueError('security = "none" would send the password in the clear; use starttls or tls')
        return self

    @property
    def encryption(self) -> Literal["starttls", "tls", "none"]:
        """What is used: `security`, or what the port means."""
        return self.security or ("tls" if self.port == 465 else "starttls")

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return self.host, self.port or {"tls": 465, "starttls": 587, "none": 25}[self.encryption]


class WebhookConfig(_Channel):
    """`kind = "webhook"`: the edition in brief as JSON, posted to an address."""

    kind: Literal["webhook"]
    url: str = Field("", description="The address; a private one must be opened by `[fetch] allow_private`.")
    url_env: str = Field(
        "", pattern=_VARIABLE, description="The NAME of the environment variable that holds the address."
    )
    secret_env: str = Field(
        "",
        pattern=_VARIABLE,
        description="The NAME of the environment variable whose secret signs the request (Standard Webhooks).",
    )
    timeout: float = Field(20.0, gt=0, description="Seconds that one request may take.")
    attempts: int = Field(3, ge=1, le=10, description="How often it is tried while the receiver is busy.")
    patience: float = Field(
        120.0, ge=0, description="Seconds that all attempts may take, the waits asked for included."
    )

    @model_validator(mode="after")
    def _addressed(self) -> WebhookConfig:
        if bool(self.url) == bool(self.url_env):
            raise ValueError("give one of url and url_env")
        if self.url and not is_web_address(self.url):
            raise ValueError("url is no http or https address")
        return self


class AppriseConfig(_Channel):
    """`kind = "apprise"`: chat and push messages through any service that apprise knows."""

    kind: Literal["apprise"]
    urls_env: str = Field(
        min_length=1,
        pattern=_VARIABLE,
        description="The NAME of the environment variable with apprise URLs, between spaces or line breaks.",
    )
    max_messages: int = Field(
        5, ge=1, le=50, description="The most messages that an edition becomes; what is beyond is counted and linked."
    )
    timeout: float = Field(20.0, gt=0, description="Seconds that the service may take to answer.")


class FolderConfig(_Channel):
    """`kind = "folder"`: a copy of the edition's files, each whole or not there."""

    kind: Literal["folder"]
    path: Path = Field(description="The folder in which each edition gets one of its own, named by its date.")


class GitConfig(_Channel):
    """`kind = "git"`: the edition's files committed to a repository, and pushed."""

    kind: Literal["git"]
    path: Path = Field(description="A clone of the repository on this machine.")
    folder: str = Field("editions", description="The folder of the editions inside it; `.` is its root.")
    push: bool = Field(True, description="Whether the commit is pushed.")
    remote: str = Field("origin", pattern=r"^[A-Za-z0-9_][A-Za-z0-9_./-]*$", description="Where to.")
    timeout: float = Field(120.0, gt=0, description="Seconds that one git command may take.")

    @field_validator("folder")
    @classmethod
    def _inside(cls, written: str) -> str:
        path = PurePosixPath(written)
        if path.is_absolute() or ".." in path.parts or ".git" in path.parts or "\\" in written or "\0" in written:
            raise ValueError(f"{written!r} leaves the repository")
        return written


PublishConfig = Annotated[
    MailConfig | WebhookConfig | AppriseConfig | FolderConfig | GitConfig, Field(discriminator="kind")
]


def is_address(text: str) -> bool:
    """Whether the text is one plain mail address, which can carry no second header or command."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def is_web_address(text: str) -> bool:
    """Whether the text is an absolute http or https address."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and text.isprintable() and " " not in text
    except ValueError:
        return False


def split_sender(written: str) -> tuple[str, str]:
    """Name and address of `name <address>`, or of an address alone."""
    found = re.fullmatch(r"\s*(.*?)\s*<([^<>]*)>\s*", written)
    return (found[1].strip('"'), found[2]) if found else ("", written.strip())
