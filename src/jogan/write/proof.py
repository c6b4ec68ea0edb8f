"""The last reading of a report before it is printed: what fails its check is left out, and counted.

Pure. The check itself is the caller's (`verify`), so that a report of any writer is held to the same rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from jogan.model.edited import Story
from jogan.model.written import CategoryReport, Claim, StoryReport
from jogan.write.frames import quote
from jogan.write.sentences import Span, trim

_QUOTE = 190
"""Characters of a quote that stands for a sentence that failed."""

Check = Callable[[Claim, Mapping[str, Story]], Claim]


def proofread(report: CategoryReport, stories: Mapping[str, Story], check: Check) -> CategoryReport:
    """The report with those claims that hold; `dropped` grows by those that do not."""
    dropped = 0

    def held(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        nonlocal dropped
        judged = [check(claim, stories) for claim in claims]
        if report.writer == "extract":
            # What was put into other words and failed is told in the source's own.
            failed = [claim.verdict not in ("supported", "analysis") for claim in judged]
            dropped += sum(failed)
            judged = [
                check(again, stories) if bad and (again := quoted(claim, stories)) is not None else one
                for bad, claim, one in zip(failed, claims, judged, strict=True)
            ]
            return tuple(claim for claim in judged if claim.verdict in ("supported", "analysis"))
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


def quoted(claim: Claim, stories: Mapping[str, Story]) -> Claim | None:
    """The claim as a quote of its evidence; None where it is one already, or rests on several places."""
    if claim.kind != "fact" or claim.role not in ("problem", "method", "result", "limit") or "“" in claim.text:
        return None
    if len(claim.evidence) != 1 or claim.evidence[0].story not in stories:
        return None
    place = claim.evidence[0]
    text: str = getattr(stories[place.story], place.field)
    if text[place.start : place.end] != place.quote:
        return None
    span, cut = trim(text, Span(place.start, place.end), _QUOTE)
    evidence = replace(place, start=span.start, end=span.end, quote=span.of(text))
    return replace(claim, text=quote(span.of(text), cut=cut), evidence=(evidence,))


def proofread_highlights(claims: tuple[Claim, ...], stories: Mapping[str, Story], check: Check) -> tuple[Claim, ...]:
    """Those lines of the ten-second version that hold."""
    judged = (check(claim, stories) for claim in claims)
    return tuple(claim for claim in judged if claim.verdict in ("supported", "analysis"))
