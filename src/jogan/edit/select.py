"""What is news today: which stories the edition of a day prints as new, which as updates, and which it leaves out.

Pure. A story that another edition printed is not printed as new. A new version of it is an update only if its
abstract reads differently. A revision of a paper that no edition had is not today's paper. A withdrawn paper is named,
not told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from jogan.edit.changes import changes
from jogan.edit.likeness import fold_title
from jogan.edit.tell import tell
from jogan.model.common import UNDATED
from jogan.model.edited import FiledStory, Filing, LeftOut, StoredItem, Story

_REVISION = "revision of an earlier paper"

#: The category of what does not belong into an edition.
OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What an earlier edition printed of a story: when, which version, and the hash of its folded abstract."""

    day: date
    version: int | None
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The stories to file, and those left out with the reason."""

    stories: tuple[Story, ...]
    left_out: tuple[LeftOut, ...]


def summary_hash(story: Story) -> str:
    """A hash of the abstract's words: spacing, case and punctuation are no change."""
    return hashlib.sha256(fold_title(story.summary).encode()).hexdigest()[:16]


def select(
    stories: Sequence[Story],
    items: Mapping[str, Sequence[StoredItem]],
    memory: Mapping[str, Printed],
    *,
    old: frozenset[str] = frozenset(),
) -> Selection:
    """Decide for each story whether it is news. `old` holds ids that are beyond the catch-up window."""
    kept: list[Story] = []
    left: list[LeftOut] = []

    def leave(story: Story, reason: Literal["printed", "withdrawn", "old", "revision"], detail: str) -> None:
        left.append(
            LeftOut(
                story=story.id, section=story.section, title=story.title, url=story.url, reason=reason, detail=detail
            )
        )

    for story in stories:
        before = memory.get(story.id)
        if story.withdrawn:
            leave(story, "withdrawn", story.comment)
        elif before and not ((story.version or 1) > (before.version or 1) and summary_hash(story) != before.summary):
            same = " (new version, same abstract)" if (story.version or 1) > (before.version or 1) else ""
            leave(story, "printed", f"{before.day.isoformat()}{same}")
        elif before:
            then = [stored for stored in items[story.id] if stored.day <= before.day]
            changed = changes(tell(story.id, then), story) if then else ()
            kept.append(replace(story, update_of=before.day, changes=changed))
        elif story.id in old:
            leave(story, "old", "" if story.day == UNDATED else story.day.isoformat())
        elif _only_revised(story, items):
            leave(story, "revision", f"v{story.version} of an earlier paper" if story.version else _REVISION)
        else:
            kept.append(story)
    return Selection(stories=tuple(kept), left_out=tuple(left))


def _only_revised(story: Story, items: Mapping[str, Sequence[StoredItem]]) -> bool:
    """Whether all that was ever collected of the story are revisions: its first version was never seen."""
    return all((stored.item.announce or "").startswith("replace") for stored in items[story.id])


def drop_others(stories: Sequence[Story], filings: Sequence[Filing]) -> tuple[list[FiledStory], list[LeftOut]]:
    """Part the filed stories from those that are not for an AI edition."""
    filed: list[FiledStory] = []
    left: list[LeftOut] = []
    for story, filing in zip(stories, filings, strict=True):
        if filing.category == OTHERS:
            left.append(
                LeftOut(
                    story=story.id, section=story.section, title=story.title, url=story.url,
                    reason="not-ai", detail=f"score {filing.score:.2f}",
                )
            )  # fmt: skip
        else:
            filed.append(FiledStory(story=story, filing=filing))
    return filed, left
