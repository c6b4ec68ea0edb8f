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


# The last form is a feed's: two sentences joined without a space.
_BOUNDARY = re.compile(
    r"[.!?。？！][\"'’”)\]]*(\s+)(?=[\"'‘“(\[$\\]*[A-Z0-9가-힣Α-Ωα-ω]|[a-z][\w.-]*[A-Z0-9])"
    r"|\s*\n\s*\n\s*|(?<=[a-z]{4}\.)(?=[A-Z][a-z]+\s)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|vs|cf|figs?|eqs?|secs?|tabs?|nos?|dr|mr|mrs|ms|prof|st|approx|resp|w\.r\.t|a\.k\.a|viz|"
    r"ca|incl|refs?|vol|pp|ed|eds|dept|univ|jr|sr|al|ver)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_MAX_SENTENCES = 80
_LONGEST_QUOTE = 500
"""Characters of a sentence that is quoted whole when it has no place to be cut at."""
_UNCUT = 250
"""Characters up to which a sentence stays whole rather than being cut inside a clause."""


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
    if re.search(r"\d\s?(?:ms|ed|no)\.$", before):
        return True  # a unit, no title
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
LEAD = re.compile(
    r"(?:(?:however|moreover|furthermore|additionally|besides|finally|notably|specifically|concretely|importantly|"
    r"therefore|thus|hence|consequently|nevertheless|nonetheless|meanwhile|in\s+addition|in\s+particular|as\s+a\s+result|"
    r"for\s+example|for\s+instance|first|second|third|firstly|secondly|lastly|overall|also|then|yet|but|and|remarkably|"
    r"in\s+this\s+(?:paper|work|study|report|article|technical\s+report)|in\s+our\s+work|here|"
    r"to\s+(?:address|tackle|overcome|solve|mitigate|alleviate|bridge|fill|resolve|remedy|achieve|enable|do|meet|"
    r"answer|handle|facilitate|close|counter|circumvent)\s+(?:this|these|that|those|the|such)(?:(?!\s(?:we|our)\s)[^,.;]){0,60}|"
    r"to\s+this\s+end|to\s+that\s+end|for\s+this\s+purpose|motivated\s+by\s+(?:this|these)[^,.;]{0,40}|"
    r"inspired\s+by\s+(?:this|these)[^,.;]{0,40}|building\s+(?:up)?on\s+(?:this|these)[^,.;]{0,40}|"
    r"based\s+on\s+(?:this|these)[^,.;]{0,40}|with\s+this\s+in\s+mind|more\s+importantly|at\s+the\s+same\s+time|in\s+contrast|"
    r"on\s+the\s+other\s+hand|more\s+broadly)(?:,\s+|\s+(?=we\s))|(?:therefore|thus|hence|consequently|but|yet|and|also)\s+)",
    re.IGNORECASE,
)
# Places where a sentence can end early and still say what it said, best reading first in the text.
CUT = re.compile(
    r"[;:]\s|\s[-–—]{1,3}\s|---|—|,\s(?:(?:[a-z]+ly\s)?(?:designed|built|trained|aimed|followed|based|inspired|guided|"
    r"driven|evaluated|compared)\s(?:to|for|by|on|with|in)\s|which|where|while|whereas|with|thereby|"
    r"thus|hence|such as|as well as|"
    r"rather than|especially|particularly|without|due to|because|since|enabling|allowing|leading|resulting|making|"
    r"[a-z]{3,}ing\s|including|and (?:we|it|our|then|can|is|are|its|they)\s|as (?:it|they|demonstrated|shown|"
    r"evidenced|well)\s|so\s|in order to\s)|\s(?:due to|because|in order to|through|via|such as|so that|"
    r"by [a-z]{3,}ing|while [a-z]{3,}ing|using)\s"
)
# What follows such a word takes something back; a quote must not end before it.
TURN = re.compile(
    r"[\s,;:–—-]*(?:but|except|unless|only|however|although|though|yet|whereas|despite|if|albeit|without|not|limited|"
    r"at the (?:cost|expense)|while (?:still|only|being|not|it|they|performance|degrad|at|incurring|sacrific|"
    r"requir)\w*|"
    r"with (?:no|only|a (?:slight|small|minor)|slight|little|limited))\b",
    re.IGNORECASE,
)
# "To facilitate learning, we propose …": before its first comma such a sentence has not said anything yet.
_INTRO = re.compile(
    r"(?:to|by|with|without|for|in|on|while|although|though|instead|given|using|leveraging|building|inspired|as|when|"
    r"through|unlike|after|based|motivated|driven|compared|despite|rather|following|since|because|from|under|at|across|"
    r"if|once|until|during|upon|beyond|among|even)\b",
    re.IGNORECASE,
)
PURPOSE = re.compile(r"To\s[^,;:.()]{5,120},\s+(?=(?:we|this|our|it)\s)")
_PROMISE = re.compile(
    r"\b(?:following|as follows|namely|includes?|including|that|which|who|whose|to|of|and|or|the|a|an)\W*"
    r"(?:[a-z]+\W*)?$"
)
# What authors add in praise of what they have just said; it holds no figure.
_PRAISE = re.compile(
    r",\s+(?:thereby\s+|thus\s+|further\s+)?(?:underscoring|highlighting|showcasing|demonstrating|paving|emphasizing|"
    r"establishing|positioning|validating|confirming|proving|illustrating|underlining|solidifying|"
    r"making\s+it\s+an?|(?:offering|providing)\s+(?:valuable\s+|new\s+|key\s+)?insights)\b[^.\d]*$"
)
# "(i)", "1)": a quote ends before an enumeration or holds all of it.
_ENUMERATOR = re.compile(r"\s\(?(?:i|1|a)\)\s")
_SOFT = re.compile(r"\s(?:of|in|for|with|and|to|on|by|from|that|or|as|at|across|over|under|into)\s")


def trim(text: str, span: Span, limit: int, *, keep: Span | None = None) -> tuple[Span, bool]:
    """A sentence trimmed to about `limit` characters, and whether words were lost in the middle of a clause.

    Leading connectives go. A sentence up to a third longer than the limit stays whole; a longer one is cut at the last
    clause boundary within the limit that leaves a whole statement (not before a word that takes something back, not
    inside brackets), or, where there is none, between two phrases. `keep` (offsets in `text`) is never cut away. The
    result is a contiguous part of the source.
    """
    start, end = span.start, span.end
    for _ in range(2):
        lead = LEAD.match(text, start, end)
        if lead is None or (keep is not None and lead.end() > keep.start):
            break
        start = lead.end()
    end = _bare_end(text, start, end)
    praise = _PRAISE.search(text, start + 40, end)
    if praise is not None and (keep is None or praise.start() >= keep.end) and _balanced(text[start : praise.start()]):
        end = praise.start()
    if end - start > limit:
        purpose = PURPOSE.match(text, start, end)
        if purpose is not None and (keep is None or purpose.end() <= keep.start):
            start = purpose.end()
    if end - start <= limit * 5 // 4:
        return Span(start, end), False
    floor = start + 50
    if _INTRO.match(text, start, end):
        comma = text.find(",", start, end)
        floor = max(floor, comma + 40) if comma > 0 else floor
    if keep is not None:
        floor = max(floor, keep.end)
    list_start = _ENUMERATOR.search(text, start, end)
    last = list_start.start() + 1 if list_start is not None and list_start.start() > floor else end
    best = 0
    for match in CUT.finditer(text, min(floor, last), last):
        if match.start() - start > limit and (best or match.start() - start > limit * 1.4):
            break
        if _balanced(text[start : match.start()]) and not TURN.match(text, match.start(), end):
            if _PROMISE.search(text, max(start, match.start() - 24), match.start()):
                continue
            best = match.start()
    if best:
        return Span(start, _bare_end(text, start, best)), False
    if end - start <= _UNCUT:
        return Span(start, end), False
    soft = 0
    for match in _SOFT.finditer(text, min(max(floor, start + limit // 2), end), end):
        if soft and match.start() - start > limit * 1.2:
            break
        if _balanced(text[start : match.start()]) and not _PROMISE.search(text, match.start() - 24, match.start()):
            soft = match.start()
    if soft:
        return Span(start, _bare_end(text, start, soft)), True
    if end - start <= _LONGEST_QUOTE:
        return Span(start, end), False
    # Text without clauses and phrases, as no author writes it: a page must hold whatever a feed sends.
    hard = start + limit
    space = text.rfind(" ", start + limit // 2, hard)
    return Span(start, space if space > 0 else hard), True


def _bare_end(text: str, start: int, end: int) -> int:
    """The end without the signs and spaces before it."""
    while end > start and text[end - 1] in ".;:, \n":
        end -= 1
    return end


def _balanced(part: str) -> bool:
    return (
        part.count("(") == part.count(")")
        and part.count("[") == part.count("]")
        and part.count("{") == part.count("}")
        and part.count("$") % 2 == 0
        and part.count("“") == part.count("”")
        and part.count('"') % 2 == 0
    )


_ITEM = re.compile(r"(?:^|[\s,;:])\(?(?P<mark>i{1,3}|iv|v|[1-5]|[a-e])\)\s+")
_MARKS = (("i", "ii", "iii", "iv", "v"), ("1", "2", "3", "4", "5"), ("a", "b", "c", "d", "e"))


def items(text: str, span: Span) -> list[Span]:
    """The parts of an enumeration in a sentence ("(i) …; (ii) …"), without their marks; empty where there is none."""
    found = list(_ITEM.finditer(text, span.start, span.end))
    marks = tuple(match.group("mark") for match in found)
    if len(marks) < 2 or not any(marks == row[: len(marks)] for row in _MARKS):
        return []
    ends = [match.start() for match in found[1:]] + [span.end]
    parts = []
    for match, end in zip(found, ends, strict=True):
        stop = end
        while stop > match.end() and text[stop - 1] in ".;:, \n":
            stop -= 1
        tail = re.search(r"[,;]?\s+(?:and|or)$", text[match.end() : stop])
        parts.append(Span(match.end(), match.end() + tail.start() if tail else stop))
    return parts
