"""The one reader of the files that ship inside the package (`jogan/data`)."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def read_bytes(name: str) -> bytes:
    """The bytes of the packaged file `name`, a path relative to `jogan/data`."""
    return resources.files("jogan").joinpath("data", *name.split("/")).read_bytes()


def read_text(name: str) -> str:
    """The UTF-8 text of the packaged file `name`."""
    return read_bytes(name).decode("utf-8")


def folder(name: str) -> Path:
    """The packaged folder `name` as a path; jogan is installed unpacked, as wheels are."""
    return Path(str(resources.files("jogan").joinpath("data", *name.split("/"))))
