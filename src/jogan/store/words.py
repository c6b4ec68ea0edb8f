"""The words of an index by their spelling and by their sound, kept in a file beside it.

To make them takes a second for fifty thousand papers; to read them a tenth of that. The file is a copy: whatever is
wrong with it, it is made again, and where it cannot be written the next process makes it again too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from jogan.store.hangul import Sounds
from jogan.store.spelling import Spelling

FILE = "jogan-words.json"
WORTH = 5000
"""Of fewer words than these nothing is kept: they are made again in no time."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a query asks of an index where a word is not found as it is written."""

    spelling: Spelling
    sounds: Sounds


def load(folder: Path, make: Callable[[], Sequence[tuple[str, int]]]) -> Words:
    """The words of the newest commit in that folder: out of the file if it is of this commit, else out of `make`."""
    state = _state(folder)
    try:
        kept = json.loads((folder / FILE).read_bytes())
        if state and kept["state"] == state:
            sounds = {key: [(word, count) for word, count in found] for key, found in kept["sounds"].items()}
            return Words(Spelling(kept["words"].items()), Sounds(table=sounds))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    spoken = make()
    made = Words(Spelling(spoken), Sounds(spoken))
    if state and len(spoken) >= WORTH:
        fresh = folder / f"{FILE}.{os.getpid()}"
        with suppress(OSError):
            text = json.dumps({"state": state, "words": made.spelling.counts, "sounds": made.sounds.table})
            fresh.write_text(text, encoding="utf-8")
            os.replace(fresh, folder / FILE)
    return made


def _state(folder: Path) -> str:
    """A name of the commit and of the rule that its words are read by."""
    try:
        release = version("jogan")
    except PackageNotFoundError:
        release = ""
    try:
        return sha256((folder / "meta.json").read_bytes() + release.encode()).hexdigest()
    except OSError:
        return ""
