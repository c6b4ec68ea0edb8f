"""The one reader of the files that ship inside the package: `jogan/data`, and the style sheets of `jogan/press`."""

from __future__ import annotations

import hashlib
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


def press_text(name: str) -> str:
    """The UTF-8 text of `jogan/press/static/name`: a style sheet or script of the pages."""
    return resources.files("jogan").joinpath("press", "static", name).read_text("utf-8")


def press_fingerprint() -> str:
    """A hash of all that pages are made by: the code, the templates and the styles of the press."""
    hasher = hashlib.sha256()
    waiting = [resources.files("jogan").joinpath("press")]
    while waiting:
        place = waiting.pop()
        if place.is_dir():
            waiting += sorted((one for one in place.iterdir() if one.name != "__pycache__"), key=lambda one: one.name)
        else:
            hasher.update(f"{place.name}\0".encode() + place.read_bytes())
    return hasher.hexdigest()
