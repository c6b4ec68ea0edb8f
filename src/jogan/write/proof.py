"""The last reading of a report before it is printed: what fails its check is left out, and counted.

Pure. The check itself is the caller's (`verify`), so that a report of any writer is held to the same rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from jogan.model import CategoryReport, Claim, Story, StoryReport

Check = Callable[[Claim, Mapping[str, Story]], Claim]


def proofread(report: CategoryReport, stories: Mapping[str, Story], check: Check) -> CategoryReport:
    """The report with those claims that hold; `dropped` grows by those that do not."""
    dropped = 0

    def held(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        nonlocal dropped
        judged = [check(claim, stories) for claim in claims]
        kept = tuple(claim for claim in judged if claim.verdict in ("supported", "analysis"))
        dropped += len(judged) - len(kept)
        return kept

    def told(one: StoryReport) -> StoryReport:
        """The story's lines that hold; a headline that does not hold leaves the title alone."""
        headline = Claim(text=one.headline, role="headline", evidence=one.evidence)
        stands = not one.headline or held((headline,))
        kept = replace(one, claims=held(one.claims))
        return kept if stands else replace(kept, headline="", evidence=())

    read = replace(
        report,
        topics=held(report.topics),
        trends=held(report.trends),
        told=tuple(told(one) for one in report.told),
        impact=held(report.impact),
        outlook=held(report.outlook),
    )
    return replace(read, dropped=report.dropped + dropped)


def proofread_highlights(claims: tuple[Claim, ...], stories: Mapping[str, Story], check: Check) -> tuple[Claim, ...]:
    """Those lines of the ten-second version that hold."""
    judged = (check(claim, stories) for claim in claims)
    return tuple(claim for claim in judged if claim.verdict in ("supported", "analysis"))
