"""Order and choose: what stands first, and what a limit leaves out, each with its reason in one line.

The score adds, on a logarithmic scale so that no single number drowns the others,

    readers' votes (upvotes, points)  +  comments / 2  +  1 for each further source  +  0.5 for code  −  0.5 if late

Late is what is older than the day before: a morning edition lives on what that brought. A story without any of these
still stands: a day's papers without votes keep the order of their titles' sources.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from jogan.model.edited import Choice, ChosenStory, FiledStory, LeftOut, Story


def rank(filed: Sequence[FiledStory], *, day: date, limit: int = 0) -> tuple[tuple[ChosenStory, ...], list[LeftOut]]:
    """The stories of one section, best first, and what stands beyond `limit` (0: no limit)."""
    scored = sorted(((_score(one.story, day), one) for one in filed), key=lambda pair: (-pair[0][0], pair[1].story.id))
    chosen: list[ChosenStory] = []
    left: list[LeftOut] = []
    for place, ((score, reason), one) in enumerate(scored, start=1):
        if limit and place > limit:
            story = one.story
            left.append(
                LeftOut(
                    story=story.id, section=story.section, title=story.title, url=story.url,
                    reason="limit", detail=f"rank {place} of {len(scored)}, limit {limit}",
                )
            )  # fmt: skip
        else:
            chosen.append(ChosenStory(filed=one, choice=Choice(rank=place, score=round(score, 3), reason=reason)))
    return tuple(chosen), left


def _score(story: Story, day: date) -> tuple[float, str]:
    """The score of a story and the words for it."""
    votes = story.signals.get("upvotes", 0) + story.signals.get("points", 0)
    comments = story.signals.get("comments", 0)
    sources = len({ref.source for ref in story.items})
    code = "code" in story.links
    late = story.day < day - timedelta(days=1)
    score = math.log1p(max(votes, 0)) + math.log1p(max(comments, 0)) / 2 + (sources - 1) + 0.5 * code - 0.5 * late
    words = [f"{votes:g} votes"] * bool(votes) + [f"{comments:g} comments"] * bool(comments)
    words += [f"{sources} sources"] * (sources > 1) + ["code"] * code + ["late"] * late
    return score, ", ".join(words) or "one source, no votes"
