"""A letter as the message that a mail server takes: headers and parts. Pure."""

from __future__ import annotations

import email.policy
import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import quote

from jogan.model.edition import Edition
from jogan.press.mail import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """From whom a letter comes, where answers go, and where one unsubscribes (`{recipient}` is filled in)."""

    name: str
    address: str
    reply_to: str = ""
    unsubscribe: tuple[str, ...] = ()


def message_id(edition: Edition, sender: str, recipient: str) -> str:
    """The same for ever for one edition and recipient, so that mail programs show a second copy once."""
    digest = hashlib.sha256(f"{edition.name} {edition.language} {recipient.lower()}".encode()).hexdigest()[:24]
    return f"<{edition.name}.{edition.language}.{digest}@{sender.rpartition('@')[2]}>"


def message(letter: Letter, edition: Edition, sender: Sender, recipient: str, now: datetime) -> bytes:
    """The letter to one recipient as it goes over the wire: every line ends in CRLF, every byte is ASCII.

    The same arguments give the same bytes. The addresses must be checked before (`config_publish.is_address`).
    """
    made = EmailMessage(policy=email.policy.SMTP)
    local, _, domain = sender.address.rpartition("@")
    made["From"] = Address(display_name=sender.name or ("조간" if edition.language == "ko" else "jogan"),
                           username=local, domain=domain)  # fmt: skip
    made["To"] = recipient
    if sender.reply_to:
        made["Reply-To"] = sender.reply_to
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(now)
    identity = message_id(edition, sender.address, recipient)
    made["Message-ID"] = identity
    # Out-of-office programs leave alone what says that a program sent it (RFC 3834).
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text, cte="base64")
    made.add_alternative(letter.html, subtype="html", cte="base64")
    made["Content-Language"] = edition.language
    _, page = made.iter_parts()
    assert isinstance(page, EmailMessage)  # noqa: S101 - what add_alternative has just put there
    for cid, data in letter.images.items():
        page.add_related(
            data, "image", "png", cid=f"<{cid}>", disposition="inline", filename=f"{cid.partition('@')[0]}.png"
        )
    # All parts are base64, in which no underscore stands: the boundary cannot occur in one.
    mark = hashlib.sha256(identity.encode()).hexdigest()[:24]
    made.set_boundary(f"_{mark}_a")
    if letter.images:
        page.set_boundary(f"_{mark}_b")
    # Written by hand: the email package would fold a long address into encoded words, which no mail program reads.
    return _list_headers(sender, edition, recipient) + made.as_bytes()


def _list_headers(sender: Sender, edition: Edition, recipient: str) -> bytes:
    """List-Id (RFC 2919), List-Unsubscribe (RFC 2369) and, with an https address, its one click (RFC 8058)."""
    domain = sender.address.rpartition("@")[2]
    ways = sender.unsubscribe or (f"mailto:{sender.address}?subject=unsubscribe",)
    ways = tuple(way.replace("{recipient}", quote(recipient, safe="")) for way in ways)
    lines = [
        f"List-Id: <jogan-{edition.language}.{domain}>",
        "List-Unsubscribe: " + ",\r\n ".join(f"<{way}>" for way in ways),
    ]
    if any(way.startswith("https:") for way in ways):
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")
