"""What a revision changed since the version that an edition printed: facts, quoted exactly. Pure."""

from __future__ import annotations

import re

from jogan.edit.likeness import fold_title, squeezed
from jogan.model.edited import Change, Story

#: So many clauses of an abstract are told as new.
MOST = 3
# A sentence ends where the next one begins; figures (`3.2`), initials and `et al.` do not end one.
_END = re.compile(
    r"(?<=[.!?。])(?<!\b[A-Z]\.)(?<!et al\.)(?<!e\.g\.)(?<!i\.e\.)(?<!vs\.)(?<!Fig\.)\s+(?=[\"'“‘(]?[A-Z0-9가-힣$\\])"
)
_FIGURE = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
# A clause ends at a comma or semicolon outside a number.
_CLAUSE = re.compile(r"[,;:](?=\s)|\s(?=and\s)")
_LONGEST = 160


def changes(before: Story, now: Story) -> tuple[Change, ...]:
    """What changed in title and abstract: the title, then the abstract's clauses with figures that are new.

    Where the abstract reads differently but tells no new figure, one change says so without a quote. Spacing, case and
    punctuation are no change.
    """
    found: list[Change] = []
    if fold_title(before.title) != fold_title(now.title):
        found.append(Change(field="title", before=before.title, after=now.title, start=0, end=len(now.title)))
    if fold_title(before.summary) == fold_title(now.summary) or not before.summary or not now.summary:
        return tuple(found)
    old = squeezed(before.summary)
    known = frozenset(_FIGURE.findall(before.summary))
    new = [
        Change(field="summary", before="", after=now.summary[start:end], start=start, end=end)
        for first, last in _sentences(now.summary)
        if squeezed(now.summary[first:last]) not in old
        for start, end in _clauses(now.summary, first, last, known)
    ]
    found += new[:MOST] or [Change(field="summary", before="", after="", start=0, end=0)]
    return tuple(found)


def _clauses(text: str, start: int, end: int, known: frozenset[str]) -> list[tuple[int, int]]:
    """Where the first figure of a sentence that is not `known` stands: the whole sentence if short, else its clause."""
    figure = next((one for one in _FIGURE.finditer(text, start, end) if one.group() not in known), None)
    if figure is None:
        return []
    if end - start > _LONGEST:
        ends = [match.start() for match in _CLAUSE.finditer(text, start, end)]
        before = [place for place in ends if place < figure.start() and figure.start() - place > 12]
        after = [place for place in ends if place >= figure.end() + 12]
        if before and end - start > _LONGEST:
            start = before[-1] + 1
            start += len(text[start:]) - len(text[start:].lstrip())
        end = after[0] if after else end
    return [(start, end)]


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    found, start = [], 0
    for gap in _END.finditer(text):
        found.append((start, gap.start()))
        start = gap.end()
    return [*found, (start, len(text.rstrip()))]
