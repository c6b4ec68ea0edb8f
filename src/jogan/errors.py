"""The exceptions of jogan.

    JoganError                 anything jogan itself refuses or cannot do; `str()` is one line: what, why, what to do
    ├── UsageError             wrong command line or configuration (exit status 2)
    │   ├── ConfigError        jogan.toml or the environment
    │   └── TaxonomyError      a taxonomy that contradicts itself
    ├── SourceError            a reply that is not what its source promises; caught by `collect` and kept as a Failure
    ├── StoreError             the database cannot be opened, read or written
    │   └── LockedError        another run holds the lock
    ├── ImportFileError        a file to import cannot be read at all
    ├── PressError             an artifact cannot be rendered or written
    ├── DeliveryError          a channel did not take the edition; caught by `deliver` and told as its outcome
    │   └── UncertainError     it is not known whether it did
    └── ModelError             the language model gave no usable answer; caught by `write` and kept as a Failure

Expected failures of one source, page or model travel as `model.Failure` values, not as exceptions; exceptions are for
what ends a command. Foreign exceptions are mapped to these at the doors and chained as the cause.
"""

from __future__ import annotations


class JoganError(Exception):
    """An error with a subject, a cause and a remedy, printed as one line."""

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        self.what, self.why, self.remedy = what, why, remedy
        parts = [part for part in (what, why) if part]
        line = " ".join(": ".join(parts).split())
        super().__init__(sentences(line, remedy) if remedy else line)


class UsageError(JoganError):
    """Wrong usage: the command line or the configuration."""


class ConfigError(UsageError):
    """The configuration is refused."""


class TaxonomyError(UsageError):
    """The taxonomy is refused."""


class SourceError(JoganError):
    """A source's reply cannot be understood."""


class StoreError(JoganError):
    """The database cannot be used."""


class LockedError(StoreError):
    """Another run is at work on the same database."""


class ImportFileError(JoganError):
    """A file to import cannot be read."""


class PressError(JoganError):
    """An artifact cannot be made or written."""


class DeliveryError(JoganError):
    """A channel did not take the edition; it is tried again on the next run."""


class UncertainError(DeliveryError):
    """The edition went out, but no answer came back: sending it again might deliver it twice."""


class ModelError(JoganError):
    """The language model gave no usable answer."""


def sentences(first: str, second: str) -> str:
    """Two sentences in a row; the first gets a full stop where it ends in none of its own."""
    stop = "" if first.endswith((".", "?", "!", "…")) else "."
    return " ".join(f"{first}{stop} {second}".split())


def json_fault(error: Exception) -> str:
    """Why a line is no JSON, in a few words; the place is counted within that line alone."""
    if isinstance(error, RecursionError):
        return "not JSON (nested too deep)"
    message, place = getattr(error, "msg", ""), getattr(error, "pos", None)
    if not message or place is None:
        return "not JSON (not UTF-8 text)" if isinstance(error, UnicodeError) else "not JSON"
    return f"not JSON ({message[:1].lower()}{message[1:].removesuffix(' at')} at character {place + 1})"
