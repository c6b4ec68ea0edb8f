"""The site's search: pagefind reads the finished pages and writes its index beside them. Its one door."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from jogan.errors import PressError

TIMEOUT = 600
"""Seconds after which the indexer is given up; it reads some thousand pages a second."""


def available() -> bool:
    """Whether pagefind, with the extended program that splits Korean and other scripts, is installed."""
    return find_spec("pagefind") is not None and find_spec("pagefind_bin_extended") is not None


def held(folder: Path) -> int:
    """How many pages the index that is there already holds; 0 where there is none that can be read."""
    try:
        entry = json.loads((folder / "pagefind" / "pagefind-entry.json").read_bytes())
        return sum(int(one["page_count"]) for one in entry["languages"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return 0


def build(folder: Path) -> int:
    """Index the site in `folder` into `folder/pagefind`; returns the number of indexed pages.

    Raises PressError where pagefind is not installed or fails; the site works without its index, but for search.
    """
    if not available():
        raise PressError("The site has no search", "pagefind is not installed", "Install jogan[site].")
    command = [sys.executable, "-m", "pagefind", "--site", str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - pagefind, with our own arguments as a list
            command, capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PressError("The site has no search", f"pagefind could not run ({error})") from error
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no word"]
        raise PressError("The site has no search", f"pagefind failed: {last[0]}")
    words = [line.split() for line in done.stdout.splitlines()]
    return next(
        (int(line[1]) for line in words if len(line) == 3 and line[0] == "Indexed" and line[2].startswith("page")), 0
    )
