"""What an editor does to drafts without changing what they say: find quotes, set figures in bold, introduce terms once.

Pure. The same rules hold for both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from jogan.glossary import Glossary
from jogan.model.edited import Evidence, Story, TermCount
from jogan.model.written import CategoryReport, Claim, Role, StoryReport
from jogan.write.evidence import relocate
from jogan.write.markup import plain
from jogan.write.numbers import quantities
from jogan.write.proof import Check
from jogan.write.quantity import Quantity

_FIELDS: tuple[Literal["summary", "title", "text"], ...] = ("summary", "title", "text")
_WEIGHT: Mapping[Role, int] = {"result": 0, "method": 1, "problem": 2}

_SHOWN = 12_000
"""Characters of facts that an overview is written from: some 4,000 tokens, which small models can read, too."""

_AROUND = " \t\n\"'“”‘’`…"


def locate(quote: str, story: Story) -> Evidence | None:
    """Where the story holds the quote: exactly, or with other spaces and typographic marks; None where it does not.

    A quote of less than three words (or eight Korean letters) stands anywhere and bears out nothing.
    """
    for wanted in dict.fromkeys((quote, quote.strip(_AROUND), quote.strip(_AROUND + ".,;:"))):
        if len(wanted.split()) < 3 and sum("가" <= char <= "힣" for char in wanted) < 8:
            continue
        for field in _FIELDS:
            found = relocate(Evidence(story=story.id, field=field, start=0, end=0, quote=wanted), story)
            # Spaces between its words may differ, but it does not reach over a passage that was blanked.
            if found is not None and len(found.quote) <= len(wanted) * 1.2 + 8:
                return found
    return None


def emphasized(text: str) -> str:
    """Plain text as mini-markup with its figures in bold.

    A bold run ends with a word: behind a sign such as % the closing stars would not be read before a particle.
    """
    runs: list[tuple[int, int]] = []
    for number in quantities(text):
        start, end = number.start, number.end
        if not _is_figure(number) or (start and not (text[start - 1].isspace() or text[start - 1] in "(~–-")):
            continue
        tail = re.match(r"[^\W_]*", text[end:])
        end += tail.end() if tail else 0
        start, end = start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())
        if runs and start <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], end)
        elif end > start:
            runs.append((start, end))
    parts: list[str] = []
    at = 0
    for start, end in runs:
        parts += [plain(text[at:start]), f"**{plain(text[start:end])}**"]
        at = end
    return "".join([*parts, plain(text[at:])])


def _is_figure(number: Quantity) -> bool:
    return any(char.isdecimal() for char in number.raw) and (
        number.unit not in ("", "ordinal", "year", "symbol", "vague", "count") or "." in number.raw
    )


def overlap(some: Iterable[Evidence], others: Iterable[Evidence]) -> bool:
    """Whether any two places share a character."""
    theirs = list(others)
    return any(
        a.story == b.story and a.field == b.field and a.start < b.end and b.start < a.end for a in some for b in theirs
    )


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Without those whose very words stand before."""
    return list({" ".join(claim.text.lower().split()): claim for claim in reversed(list(claims))}.values())[::-1]


def telling(facts: Iterable[tuple[Claim, str]]) -> list[tuple[Claim, str]]:
    """As many facts (each with its story) as can be shown at once, in their order: the first of each story first."""
    all_facts = list(facts)
    of: dict[str, list[int]] = {}
    for place in sorted(range(len(all_facts)), key=lambda place: _WEIGHT.get(all_facts[place][0].role, 3)):
        of.setdefault(all_facts[place][1], []).append(place)
    turns = sorted((turn, place) for places in of.values() for turn, place in enumerate(places))
    shown, left = set(), _SHOWN
    for _, place in turns:
        claim, _ = all_facts[place]
        left -= len(claim.text) + len(claim.evidence[0].quote)
        if left < 0:
            break
        shown.add(place)
    return [fact for place, fact in enumerate(all_facts) if place in shown]


# ── Counts ──────────────────────────────────────────────────────────────────────────────────────────────────

_MORE = re.compile(
    r"늘|증가|많|잦아|상승|오르|올라|높|웃돌|뛰|급증|\b(?:rise|rose|risen|rising|more|up|above|increas\w*|grow\w*|higher)\b"
)
_LESS = re.compile(
    r"줄|감소|적|드물|하락|내려|낮|밑돌|\b(?:fall|fell|fallen|falling|fewer|less|down|below|decreas\w*|lower)\b"
)
_FRESH = re.compile(r"새로|처음|첫|\b(?:new|newly|first)\b")


def counts_fault(text: str, counts: Sequence[TermCount], stories: int, check: Check, of: Mapping[str, Story]) -> str:
    """Why a sentence on counted terms says what was not counted; empty where it does not.

    Its numbers must be counts of its terms, its turn that of the counts, and the rest of it hold no name of its own.
    """
    if not counts:
        return "it names no counted term"
    allowed = {float(stories)}
    for count in counts:
        allowed |= {float(count.stories), float(count.days), *([count.average] if count.average is not None else [])}
    found = quantities(text)
    for number in found:
        if not isinstance(number.value, float | int) or not any(abs(number.value - one) < 0.051 for one in allowed):
            return f"{number.raw.strip()} was not counted"
    against = [count for count in counts if count.average is not None or count.new]
    for turn, holds in (
        (_MORE, all(count.new or count.stories > (count.average or 0.0) for count in against)),
        (_LESS, all(not count.new and count.stories < (count.average or 0.0) for count in against)),
        (_FRESH, all(count.new for count in counts)),
    ):
        said = turn.search(text.lower())
        if said and (not against or not holds):
            return f"“{said[0]}” is not what was counted"
    bare = text
    for number in reversed(found):
        bare = bare[: number.start] + " " + bare[number.end :]
    judged = check(Claim(text=plain(bare), kind="analysis", role="trend", verdict="analysis"), of)
    return "" if judged.verdict == "analysis" else judged.reason


# ── Terms ───────────────────────────────────────────────────────────────────────────────────────────────────

_GLOSS = re.compile(r"(?<=[가-힣])\s?\(([A-Za-z][A-Za-z0-9 /+.-]{1,60})\)")


def introduce_once(report: CategoryReport, glossary: Glossary) -> CategoryReport:
    """The report with `한국어(English)` where a glossary term is printed first, and Korean alone behind it."""
    seen: set[str] = set()

    def text(said: str) -> str:
        def once(gloss: re.Match[str]) -> str:
            entry = glossary.by_en(gloss[1])
            before = re.sub(r"[\s*-]", "", said[: gloss.start()])
            if entry is None or not any(before.endswith(re.sub(r"[\s-]", "", form)) for form in entry.ko_forms):
                return gloss[0]
            known = entry.en in seen
            seen.add(entry.en)
            return "" if known else gloss[0]

        return _GLOSS.sub(once, said)

    def claims(of: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(replace(claim, text=text(claim.text)) for claim in of)

    def told(of: StoryReport) -> StoryReport:
        return replace(of, headline=text(of.headline), claims=claims(of.claims))

    topics = claims(report.topics)
    for count in report.terms:
        text(count.label)
    return replace(
        report,
        topics=topics,
        trends=claims(report.trends),
        told=tuple(told(one) for one in report.told),
        impact=claims(report.impact),
        outlook=claims(report.outlook),
    )
