"""The door to a mail server: TLS, login, one letter to each recipient, and an answer that is never guessed.

A server takes a letter with its reply to the end of the data. Before the data begin, whatever goes wrong is a failure
for sure; from then on until that reply, it is unknown whether the letter was taken.
"""

from __future__ import annotations

import hashlib
import re
import smtplib
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cached_property

from jogan.config_publish import MailConfig, is_address, split_sender
from jogan.deliver.channel import Line, Parcel, Target
from jogan.environment import secret
from jogan.errors import DeliveryError, UncertainError
from jogan.press import mail, mail_message

GIVE_UP = 2
"""So many connections lost in a row, and the remaining recipients wait for the next run."""

PATIENCE = 4
"""One exchange may take so many times the time-out: a server that sends a byte now and then holds nobody for ever."""

_LOCAL_PROBLEM = 500
"""Replies from here on mean "never" (RFC 5321, 4.2.1); those below mean "not now"."""


class MailChannel:
    """`kind = "mail"`."""

    kind = "mail"
    repeatable = False

    def __init__(self, config: MailConfig, parcel: Parcel, clock: Callable[[], datetime]) -> None:
        self.config, self.parcel, self.clock = config, parcel, clock
        self.name = config.name
        self.addresses: dict[str, str] = {}
        name, address = split_sender(config.sender)
        self.sender = mail_message.Sender(
            name=name, address=address, reply_to=config.reply_to, unsubscribe=config.unsubscribe
        )

    @cached_property
    def letter(self) -> mail.Letter:
        """The letter that all recipients get."""
        return mail.letter(self.parcel.edition, self.parcel.charts, site_url=self.parcel.site_url)

    def targets(self) -> Sequence[Target]:
        """The recipients, each once."""
        found = list(self.config.to)
        if self.config.to_env:
            written = secret(self.config.to_env)
            if written is None and not found:
                raise DeliveryError(
                    "", f"{self.config.to_env} is not set", f"Set {self.config.to_env} to the recipients."
                )
            for number, address in enumerate(re.split(r"[,\s]+", written or ""), start=1):
                if address and not is_address(address):
                    # Not repeated here: a log of a public run is public, and the variable was chosen to keep it out.
                    why = f"entry {number} of {self.config.to_env} is no mail address"
                    raise DeliveryError("", why, "Separate the addresses by commas.")
                if address:
                    found.append(address)
        # The ledger may lie where others read (a cache, a shared folder): it knows recipients by a hash alone.
        unique = {_key(address): address for address in reversed(found)}
        known = {address.lower() for address in self.config.to}
        self.addresses = dict(reversed(unique.items()))
        return [
            Target(key=key, label=address if address.lower() in known else _masked(address))
            for key, address in self.addresses.items()
        ]

    def plan(self, target: Target) -> str:  # noqa: ARG002 - there is but one kind of target
        """Subject and size."""
        size = len(self.letter.html.encode("utf-8", "replace"))
        short = ", shortened to fit" if self.letter.shortened else ""
        host, port = self.config.address
        return f"{self.letter.subject} ({size / 1000:.1f} kB of HTML{short}) by {host}:{port}, {self.config.encryption}"

    @contextmanager
    def open(self) -> Iterator[Line]:
        """Connected and logged in."""
        letter = self.letter
        line = _Line(self, letter)
        line.connect()
        try:
            yield line
        finally:
            line.close()


class _Line:
    """One connection after another to the mail server."""

    def __init__(self, channel: MailChannel, letter: mail.Letter) -> None:
        self.channel, self.config, self.letter = channel, channel.config, letter
        self.smtp: _Client | None = None
        self.lost = 0

    def connect(self) -> None:
        config = self.config
        password = ""
        if config.username:
            password = secret(config.password_env) or ""
            if not password:
                raise DeliveryError(
                    "", f"{config.password_env} is not set", "Set it to the password of the mail account."
                )
        host, port = config.address
        where = f"{host}:{port}"
        with self._mapped(where, password):
            context = _trust(config)
            tls = config.encryption == "tls"
            client = _TlsClient(timeout=config.timeout, context=context) if tls else _Client(timeout=config.timeout)
            # Given to the constructor it would connect at once, before a deadline can stand around it.
            client._host = host  # type: ignore[attr-defined]  # smtplib's own, which TLS checks the name by
            self.smtp = client
            try:
                with _deadline(client, config.timeout * PATIENCE):
                    client.connect(host, port)
                    if config.encryption == "starttls":
                        client.starttls(context=context)
                    if config.username:
                        client.login(config.username, password)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        if self.smtp is not None:
            with suppress(smtplib.SMTPException, OSError), _deadline(self.smtp, self.config.timeout):
                self.smtp.quit()
            with suppress(OSError):
                self.smtp.close()
        self.smtp = None

    def send(self, target: Target) -> str:
        if self.smtp is None:
            if self.lost >= GIVE_UP:
                raise DeliveryError("", f"not tried: the connection to {self.config.host} was lost {self.lost} times")
            try:
                self.connect()
            except DeliveryError:
                self.lost += 1
                raise
        assert self.smtp is not None  # noqa: S101 - connect has set it or raised
        client, channel, recipient = self.smtp, self.channel, self.channel.addresses[target.key]
        data = mail_message.message(self.letter, channel.parcel.edition, channel.sender, recipient, channel.clock())
        client.begun = False
        try:
            with self._mapped(self.config.host), _deadline(client, self.config.timeout * PATIENCE):
                client.deliver(channel.sender.address, recipient, data)
        except DeliveryError as error:
            self._after(client)
            if client.begun:
                raise UncertainError("", f"{error.why}, after it had the letter") from error
            raise
        self.lost = 0
        return ""

    def _after(self, client: _Client) -> None:
        """Go on with the connection where it can be used; else a new one is made for the next recipient."""
        if client.sock is not None and not client.begun:
            with suppress(smtplib.SMTPException, OSError), _deadline(client, self.config.timeout):
                client.rset()
                return
        self.lost += 1
        with suppress(OSError):
            client.close()
        self.smtp = None

    @contextmanager
    def _mapped(self, where: str, password: str = "") -> Iterator[None]:
        """Foreign errors as ours, with what to do, and never with the password in them."""
        try:
            yield
        except DeliveryError:
            raise
        except smtplib.SMTPAuthenticationError as error:
            why = f"{where} refused the login ({_reply(error, password)})"
            raise DeliveryError("", why, f"Check username and {self.config.password_env}.") from None
        except smtplib.SMTPNotSupportedError as error:
            wanted = "STARTTLS" if "STARTTLS" in str(error) else "the login"
            raise DeliveryError(
                "", f"{where} does not offer {wanted}", 'Set security = "tls", or another port.'
            ) from None
        except smtplib.SMTPResponseException as error:
            for_good = error.smtp_code >= _LOCAL_PROBLEM
            remedy = "Check the address and what the server says." if for_good else ""
            raise DeliveryError("", f"{where} refused it ({_reply(error, password)})", remedy) from None
        except smtplib.SMTPServerDisconnected as error:
            if "timed out" in str(error):
                raise DeliveryError("", f"{where} said nothing for {self.config.timeout:g} s") from None
            raise DeliveryError("", f"{where} cut the connection") from None
        except TimeoutError:
            raise DeliveryError("", f"{where} said nothing for {self.config.timeout:g} s") from None
        except ssl.SSLCertVerificationError as error:
            remedy = "Name the authority of a private server in ca_file."
            raise DeliveryError(
                "", f"{where}: its certificate is not trusted ({error.verify_message})", remedy
            ) from None
        except ssl.SSLError:
            raise DeliveryError("", f"{where} speaks no TLS there", "Check security and port.") from None
        except (OSError, smtplib.SMTPException, ValueError) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            raise DeliveryError("", f"{where} cannot be reached ({why})", "Check host, port and network.") from None


class _Client(smtplib.SMTP):
    """The library's client, sending one letter step by step, so that it is known how far it got."""

    begun = False

    def deliver(self, sender: str, recipient: str, data: bytes) -> None:
        """One letter. `begun` tells whether the data were on their way; it is taken back where they were refused."""
        self.ehlo_or_helo_if_needed()
        for code, reply in (self.mail(sender), self.rcpt(recipient)):
            if code not in (250, 251):
                raise smtplib.SMTPResponseException(code, reply)
        code, reply = self.docmd("data")
        if code != 354:
            raise smtplib.SMTPResponseException(code, reply)
        self.begun = True
        self.send(re.sub(rb"(?m)^\.", b"..", data) + b".\r\n")
        code, reply = self.getreply()
        if code != 250:
            self.begun = False
            raise smtplib.SMTPResponseException(code, reply)


class _TlsClient(smtplib.SMTP_SSL, _Client):
    """The same, over TLS from the first byte."""


def _trust(config: MailConfig) -> ssl.SSLContext:
    """The machine's authorities and those of `ca_file`."""
    context = ssl.create_default_context()
    if config.ca_file is not None:
        try:
            context.load_verify_locations(cafile=config.ca_file)
        except (OSError, ssl.SSLError) as error:
            why = error.strerror if isinstance(error, FileNotFoundError) else "is no PEM file"
            raise DeliveryError("", f"ca_file {config.ca_file}: {why}", "Name a file of certificates.") from error
    return context


@contextmanager
def _deadline(client: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Shut the connection when the time is up, so that whatever waits on it wakes."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        if client.sock is not None:
            with suppress(OSError):
                client.sock.shutdown(2)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        if over.is_set():
            raise DeliveryError("", f"the mail server was not done within {seconds:g} s") from error
        raise
    finally:
        timer.cancel()


def _reply(error: smtplib.SMTPResponseException, password: str) -> str:
    """The server's words on one line, without the password, should it repeat it."""
    said = error.smtp_error
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if password:
        line = line.replace(password, "***")
    return f"{error.smtp_code} {line}"[:200].rstrip()


def _key(address: str) -> str:
    return hashlib.sha256(f"jogan {address.lower()}".encode()).hexdigest()[:16]


def _masked(address: str) -> str:
    """`r…@example.org`: enough to tell recipients apart, too little to write to them."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
