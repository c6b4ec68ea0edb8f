"""How a quote begins: what an abstract says around its statement goes, the statement itself stays word for word.

A report prints `방법:` or `Result:` before a quote, so "In this paper, we propose X, a …" and "Experiments show that …"
say nothing there. Only the beginning is cut, at a place where what follows reads as a phrase or a sentence by itself;
the rest stays a contiguous part of the source.
"""

from __future__ import annotations

import re

from jogan.write import cues
from jogan.write.sentences import LEAD, PURPOSE, Span

_ARTICLE = re.compile(
    r"(?:(?:an?|the|our|one)\s+)(?:(?:novel(?!\s+view)|new|simple|innovative|groundbreaking|principled|pioneering|"
    r"first-of-its-kind)(?:,\s+|\s+and\s+|\s+yet\s+|\s+but\s+|\s+))*",
    re.IGNORECASE,
)
_NAME = r"(?:\s*\([^()]{1,90}\))?\s*,?\s+(?:which|that)\s+"
_TOLD = re.compile(rf"{_NAME}(?!is\b|are\b|can\b|we\b|the\b|it\b|our\b|a\b|an\b)(?=[a-z])", re.IGNORECASE)
_BEHIND = re.compile(
    r",?\s+(?:that|which)\s+(?!is\b|are\b|was\b|can\b|we\b|the\b|it\b|our\b|a\b|an\b|has\b|have\b)(?=[a-z])"
)
_STARTS = re.compile(r"[a-z]+ing\s+(?!is\b|to\b)|(?:two|three|four|five|six|several)\s+[a-z]")
# A name in capitals that nobody told us: "Natural Language Reinforcement Learning (NLRL), which …".
_COINED = re.compile(
    r"[A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,6}(?:\s*\([^()]{2,40}\))?,\s+(?:which\s+(?!is\b|are\b|can\b|we\b|the\b|has\b)(?=[a-z])"
    r"|(?=(?:an?|the|our)\s))"
)
_PHRASE = re.compile(r"[\"'“‘]?[A-Za-z0-9]")
_FOUND = re.compile(
    r"(?:(?:extensive|comprehensive|thorough|experimental|empirical|quantitative|qualitative|our|the|these|initial|"
    r"preliminary|further|detailed|and|in)\s+){0,4}(?:experiments?|results?|evaluations?|findings?|analys[ei]s|tests)\s+"
    r"(?:clearly\s+|further\s+|also\s+|consistently\s+)?(?:show|demonstrate|reveal|confirm)(?:s|ed)?\s+that\s+(?=[\w\"“‘$])"
    r"|we\s+(?:also\s+|further\s+|then\s+)?(?:find|found|show|demonstrate|observe|discover|reveal)\s+that\s+(?=[\w\"“‘$])",
    re.IGNORECASE,
)
# "Despite much work, existing methods struggle": the trouble stands behind the comma or the turn.
_CONCEDED = re.compile(r"(?:while|although|though|despite|even\s+though)\s[^,;]{8,220},\s+", re.IGNORECASE)
_TURNED = re.compile(r"[,;]\s+(?:yet|but|however,)\s+", re.IGNORECASE)
# What leans on the words before it, or has no subject.
_LEANS = re.compile(
    r"(?:it|its|they|their|them|this|these|those|such|we|our|there|he|she|his|her|one|also|still|not|often|only|"
    r"struggle\w*|fail\w*|lack\w*|remain\w*|suffer\w*|require\w*|\w+s\s+(?:to|from|on|with|in|for)|is|are|can|do|does|\w+ly)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(?:limitations?|issues?|problems?|challenges?|drawbacks?|shortcomings?|obstacles?)[. ]*$")
_SHORTEST = 40
"""Characters that must be left for a quote to say anything."""


def of_method(text: str, span: Span, names: tuple[str, ...]) -> Span:
    """The sentence without "we propose X, a"; whole where what follows would not read by itself."""
    offer = cues.RAW_OFFER.search(text, span.start, span.end)
    if offer is None or not _empty(text, span.start, offer.start()):
        return span
    at = offer.end()
    for name in names:
        if not text.startswith(name, at):
            continue
        end = at + len(name)
        apposed = cues.APPOSITION.match(text, end, span.end)
        told = _TOLD.match(text, end, span.end)
        if apposed is None and told is None:
            return span
        at = apposed.end() if apposed is not None else told.end() if told is not None else at
        break
    if at == offer.end():
        coined = _COINED.match(text, at, span.end)
        at = coined.end() if coined is not None else at
    article = _ARTICLE.match(text, at, span.end)
    if article is not None:
        at = article.end()
    elif at == offer.end() and not _STARTS.match(text, at, span.end):
        return span
    return _whole(text, at, span)


def behind(text: str, span: Span, phrase: Span) -> Span | None:
    """What the sentence says of a phrase that the headline tells already: "that splits …"; None where it says less."""
    if not span.start <= phrase.start < span.end:
        return None
    clause = _BEHIND.match(text, phrase.end, span.end)
    if clause is None or span.end - clause.end() < _SHORTEST:
        return None
    return Span(clause.end(), span.end)


def of_problem(text: str, span: Span) -> tuple[Span, Span | None]:
    """The clause that tells the trouble, and the words of trouble in it, which must not be cut away."""
    start = span.start
    lead = LEAD.match(text, start, span.end)
    start = lead.end() if lead is not None else start
    trouble = next(
        (m for m in cues.STRONG_TROUBLE.finditer(text.lower(), start, span.end) if m.group() != "however"), None
    )
    if trouble is None:
        return span, None
    conceded = _CONCEDED.match(text, start, span.end)
    turns = [conceded] if conceded is not None else list(_TURNED.finditer(text, start, trouble.start()))
    for turn in turns[-1:]:
        if turn is not None and turn.end() <= trouble.start() and not _LEANS.match(text, turn.end()):
            span = _whole(text, turn.end(), span)
    return span, Span(trouble.start(), trouble.end())


def has_trouble(words: str) -> bool:
    """Whether part of a problem's sentence still tells a trouble, and which."""
    plain = words.lower()
    return bool(cues.STRONG_TROUBLE.search(plain.replace("however", ""))) and not _VAGUE.search(plain)


def has_outcome(words: str) -> bool:
    """Whether part of a result's sentence still tells what came out."""
    return bool(cues.OUTCOME.search(words.lower()))


def bare(text: str, span: Span) -> Span:
    """The sentence without the words that tie it to the one before."""
    lead = LEAD.match(text, span.start, span.end)
    return Span(lead.end(), span.end) if lead is not None else span


def of_result(text: str, span: Span, keep: Span | None = None) -> Span:
    """The sentence without "experiments show that" and "we find that"; `keep` is never cut away."""
    start = span.start
    lead = LEAD.match(text, start, span.end)
    found = _FOUND.match(text, lead.end() if lead is not None else start, span.end)
    if found is None or (keep is not None and found.end() > keep.start):
        return span
    return _whole(text, found.end(), span)


def weakness(text: str, span: Span) -> Span | None:
    """The words that make a sentence one about limits."""
    found = cues.WEAK.search(text.lower(), span.start, span.end)
    return Span(found.start(), found.end()) if found is not None else None


def _empty(text: str, start: int, end: int) -> bool:
    """Whether what stands before the offer only leads to it."""
    for _ in range(2):
        if start >= end:
            return True
        lead = LEAD.match(text, start, end + 4) or PURPOSE.match(text, start, end + 4)
        if lead is None:
            break
        start = lead.end()
    return start >= end


def _whole(text: str, at: int, span: Span) -> Span:
    """The part from `at` on, where it begins a phrase, is long enough, and closes what it opens."""
    part = text[at : span.end]
    balanced = part.count("(") == part.count(")") and part.count('"') % 2 == 0 and part.count("$") % 2 == 0
    return Span(at, span.end) if span.end - at >= _SHORTEST and balanced and _PHRASE.match(part) else span
