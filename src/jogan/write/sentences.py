"""Abstracts cut into sentences and clauses, as spans of the raw text: `text[start:end]` is always the source's own.

Boundaries are found by one regular expression and kept unless an abbreviation, an initial, a number or an open
bracket speaks against it; a wrong merge only makes a quote longer, a wrong cut could tear a figure from its subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


_BOUNDARY = re.compile(
    r"[.!?。？！][\"'’”)\]]*(\s+)(?=[\"'‘“(\[$\\]*[A-Z0-9가-힣Α-Ωα-ω]|[a-z][\w.-]*[A-Z0-9])|\s*\n\s*\n\s*"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|vs|cf|figs?|eqs?|secs?|tabs?|nos?|dr|mr|mrs|ms|prof|st|approx|resp|w\.r\.t|a\.k\.a|viz|"
    r"ca|incl|refs?|vol|pp|ed|eds|dept|univ|jr|sr|al|ver)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_MAX_SENTENCES = 80


def split(text: str) -> list[Span]:
    """The sentences of `text` in order, without the white space around them; at most 80, the rest is one last span."""
    spans: list[Span] = []
    start = len(text) - len(text.lstrip())
    for match in _BOUNDARY.finditer(text):
        if match.start() < start or len(spans) >= _MAX_SENTENCES:
            continue
        stop = match.start(1) if match.group(1) is not None else match.start()
        if match.group(1) is not None and not _is_boundary(text, match):
            continue
        if stop > start:
            spans.append(Span(start, stop))
        start = match.end()
    end = len(text.rstrip())
    if end > start:
        spans.append(Span(start, end))
    return spans


def _is_boundary(text: str, match: re.Match[str]) -> bool:
    dot, after = match.start(), text[match.end() : match.end() + 1]
    if text[dot] != ".":
        return True
    before = text[max(0, dot - 12) : dot + 1]
    if text[dot - 1 : dot].isdigit() and after.isdigit():
        return False  # "82. 42%", a torn decimal
    if _ABBREVIATION.search(before):
        # An initial ("J. Smith") is one letter after a space; "model A. We" is rarer than "J. Smith".
        single = re.search(r"(?:^|[\s(])[A-Z]\.$", before)
        return bool(single) and bool(
            re.match(r"(?:We|The|In|Our|This|It|To|Experiments|However)\b", text[match.end() :])
        )
    return True


# Words at the head of a sentence that say how it hangs together with the one before, and nothing by themselves.
_LEAD = re.compile(
    r"(?:(?:however|moreover|furthermore|additionally|besides|finally|notably|specifically|concretely|importantly|"
    r"therefore|thus|hence|consequently|nevertheless|nonetheless|meanwhile|in addition|in particular|as a result|"
    r"for example|for instance|first|second|third|firstly|secondly|lastly|overall|also|then|yet|but|and|"
    r"in this (?:paper|work|study|report|article|technical report)|in our work|here|"
    r"to (?:address|tackle|overcome|solve|mitigate|alleviate|bridge|fill|resolve|remedy|achieve|enable|do|meet|answer|"
    r"handle|facilitate|close|counter) (?:this|these|that|those|the|such)[^,.;]{0,60}|"
    r"to this end|to that end|for this purpose|motivated by this|inspired by this|building on this|"
    r"based on (?:this|these)[^,.;]{0,40}|with this in mind|more importantly|at the same time|in contrast|on the other hand),\s+"
    r"|(?:therefore|thus|hence|consequently|but|yet|and|also)\s+)",
    re.IGNORECASE,
)
# Places where a sentence can end early and still say what it said.
_CUT = re.compile(
    r"(?:;|:|\s[-–—]{1,3}\s|---|—|,\s(?:which|where|while|with|thereby|thus|making|enabling|allowing|leading|resulting|"
    r"showing|demonstrating|highlighting|suggesting|providing|offering|including|ensuring|achieving|establishing|paving|"
    r"surpassing|outperforming|reducing|improving|yielding|such as|as well as|and (?=(?:we|it|its|our|then|can|is|are|"
    r"demonstrate|show|achieve|introduce|propose)\b)|rather than|especially|particularly|without|by|due to|because|since|"
    r"as (?=(?:it|they|demonstrated|shown|evidenced|well)\b))|\s(?:due to|because|in order to)\b|,\s(?=[a-z]+ing\b)|,(?=\s))"
)
# What follows such a word takes something back; a quote must not end before it.
_TURN = re.compile(
    r"[\s,;:–—-]*(?:but|except|unless|only|however|although|though|yet|whereas|despite|if|when|albeit|at the (?:cost|expense)|"
    r"without|rather than|not|while (?:still|only|being|not|it|they|performance|degrad|at)|limited)\b",
    re.IGNORECASE,
)


def trim(text: str, span: Span, limit: int, *, keep: Span | None = None) -> tuple[Span, bool]:
    """A sentence trimmed to about `limit` characters, and whether words were lost in the middle of a clause.

    Leading connectives go; the end is cut at the last clause boundary before the limit that leaves a whole statement
    (not before a word that takes something back, not inside brackets), or, where there is none, between two words.
    `keep` (offsets in `text`) is never cut away. The result is a contiguous part of the source.
    """
    start, end = span.start, span.end
    for _ in range(2):
        lead = _LEAD.match(text, start, end)
        if lead is None or (keep is not None and lead.end() > keep.start):
            break
        start = lead.end()
    while end > start and text[end - 1] in ".;:, \n":
        end -= 1
    if end - start <= limit:
        return Span(start, end), False
    floor = max(start + 40, keep.end if keep is not None else 0)
    best = 0
    for match in _CUT.finditer(text, floor, end):
        if match.start() - start > limit and best:
            break
        if match.start() - start > limit * 1.5:
            break
        if not _balanced(text[start : match.start()]) or _TURN.match(text, match.start(), end):
            continue
        if match.group() == "," and _is_list_comma(text, match.start(), start, end):
            continue
        best = match.start()
    if best:
        return Span(start, best), False
    soft = max(floor, start + limit)
    for place in (text.rfind(" ", floor, soft + 1), text.find(" ", soft, end)):
        if place > 0 and _balanced(text[start:place]):
            return Span(start, place), True
    return Span(start, end), False


def _balanced(part: str) -> bool:
    return (
        part.count("(") == part.count(")")
        and part.count("[") == part.count("]")
        and part.count("{") == part.count("}")
        and part.count("$") % 2 == 0
        and part.count("“") == part.count("”")
        and part.count('"') % 2 == 0
    )


def _is_list_comma(text: str, comma: int, start: int, end: int) -> bool:
    """Whether the comma stands in an enumeration ("a, b, and c") or after a lead-in ("In most cases, …")."""
    if comma - start < 60:
        return True
    ahead = text[comma + 1 : min(end, comma + 90)]
    return bool(re.match(r"\s*(?:and|or)\b", ahead) or re.match(r"[^,;:]{1,70},\s*(?:and|or)\b", ahead)) or bool(
        re.match(r"[^,;:.]{1,40},[^,;:.]{1,40}", ahead)
    )
