"""What a revision changed since the version that an edition printed: facts, quoted exactly. Pure."""

from __future__ import annotations

import re

from jogan.edit.likeness import fold_title, squeezed
from jogan.model.edited import Change, Story

#: So many sentences of an abstract are told as new.
MOST = 3
# A sentence ends where the next one begins; figures (`3.2`), initials and `et al.` do not end one.
_END = re.compile(
    r"(?<=[.!?。])(?<!\b[A-Z]\.)(?<!et al\.)(?<!e\.g\.)(?<!i\.e\.)(?<!vs\.)(?<!Fig\.)\s+(?=[\"'“‘(]?[A-Z0-9가-힣$\\])"
)
_FIGURE = re.compile(r"\d")


def changes(before: Story, now: Story) -> tuple[Change, ...]:
    """What changed in title and abstract: the title, then the abstract's sentences with figures that are new.

    Where the abstract reads differently but tells no new figure, one change says so without a quote. Spacing, case and
    punctuation are no change.
    """
    found: list[Change] = []
    if fold_title(before.title) != fold_title(now.title):
        found.append(Change(field="title", before=before.title, after=now.title, start=0, end=len(now.title)))
    if fold_title(before.summary) == fold_title(now.summary) or not before.summary or not now.summary:
        return tuple(found)
    old = squeezed(before.summary)
    new = [
        Change(field="summary", before="", after=now.summary[start:end], start=start, end=end)
        for start, end in _sentences(now.summary)
        if _FIGURE.search(now.summary[start:end]) and squeezed(now.summary[start:end]) not in old
    ]
    found += new[:MOST] or [Change(field="summary", before="", after="", start=0, end=0)]
    return tuple(found)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    found, start = [], 0
    for gap in _END.finditer(text):
        found.append((start, gap.start()))
        start = gap.end()
    return [*found, (start, len(text.rstrip()))]
