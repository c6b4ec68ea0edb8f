"""Plain statements of abstracts taken apart whole: who outdoes whom where, what improves, what is hard for whom.

A sentence is only taken apart when one of a few forms explains it from its subject to the end of its clause, nothing
behind that takes anything back, and it is denied, allowed or supposed nowhere. What the parts mean in another language
is the frames' business; where they cannot say one of them, the sentence is quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from jogan.write import figure_patterns as forms

Kind = Literal[
    "beats",
    "best",
    "matches",
    "better",
    "less",
    "hard",
    "unexplored",
    "unclear",
    "struggles",
    "lacks",
    "suffers",
    "costly",
    "slow",
    "limited",
]


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement. `subject` is empty where it is the story's own work; the other parts are the source's words.

    `object` is what is outdone, matched, changed or missing, `on` where, `degree` how much in one adverb.
    """

    kind: Kind
    subject: str = ""
    object: str = ""
    on: str = ""
    degree: str = ""


_WORD = r"[A-Za-z0-9][\w+./'’@-]*"
_WORDS = rf"{_WORD}(?:\s+{_WORD}){{0,7}}?"
_LIST = rf"{_WORDS}(?:(?:,\s+{_WORD}){{1,4}},?\s+and\s+{_WORD}|\s+and\s+{_WORDS})?"
# Where a clause may end with nothing taken back behind it.
_END = (
    r"(?=\s*(?:[.;]\s*$|$|\s+and\s+(?:exhibits|achieves|obtains|shows|sets|demonstrates|complements|establishes|generalizes)\b|,\s+(?:achieving|demonstrating|while\s+(?:requiring|using|being|maintaining|also)|and\s+(?:it|we|our|the)\b|and\s+\w+s\s+(?:new|the|a|an|superior|strong)\b|"
    r"making|offering|providing|showing|with|highlighting|establishing|setting|validating|underscoring|confirming)\b))"
)
_DEGREE = (
    r"(?:(?P<degree>significantly|substantially|consistently|considerably|greatly|markedly|effectively|clearly|generally|largely|"
    r"notably|dramatically|remarkably|further|also)\s+)?"
)
_ON = rf"(?:\s+(?:on|across|in)\s+(?P<on>{_LIST}))?"
_FRAME = (
    r"^(?:(?:extensive|comprehensive|thorough|experimental|empirical|quantitative|our|the|these|further|and|both)\s+){0,4}"
    r"(?:experiments?|results?|evaluations?|findings?|analys[ei]s)(?:\s+(?:on|across|in)\s+(?P<lead>"
    + _LIST
    + r"))?\s+"
    r"(?:clearly\s+|further\s+|also\s+)?(?:show|demonstrate|reveal|confirm)(?:s|ed)?\s+that\s+|^we\s+(?:also\s+)?(?:show|demonstrate|find)\s+that\s+"
)
_SUBJECT = r"(?P<subject>(?:the\s+proposed\s+|our\s+|the\s+)?[A-Za-z][\w.+-]*(?:\s+[A-Za-z][\w.+-]*){0,3}?|it)"
_RESULTS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (cast("Kind", kind), re.compile(rf"^{_SUBJECT}\s+{form}{_END}", re.IGNORECASE))
    for kind, form in (
        (
            "beats",
            rf"{_DEGREE}(?:outperforms?|outperformed|surpass(?:es|ed)?|exceed(?:s|ed)?)\s+(?P<object>{_LIST}?){_ON}",
        ),
        (
            "best",
            rf"{_DEGREE}(?:achiev|set|attain|establish|reach|obtain|deliver|yield)(?:e?s|ed)?\s+(?:a\s+)?(?:new\s+)?(?:state-of-the-art|SOTA)"
            rf"(?:\s+(?:performance|results?|accuracy|benchmark))?\s+(?:on|across|in)\s+(?P<on>{_LIST})",
        ),
        (
            "matches",
            rf"{_DEGREE}(?:achiev|attain|reach|obtain|deliver|yield|show|demonstrat)(?:e?s|ed)?\s+(?:performance\s+|results\s+)?"
            rf"(?:comparable|on\s+par|similar)\s+(?:(?:performance|results|accuracy)\s+)?(?:to|with)\s+(?P<object>{_LIST}?){_ON}",
        ),
        (
            "better",
            rf"{_DEGREE}(?:improves?|improved|enhances?|enhanced|boosts?|boosted)\s+(?:the\s+)?(?P<object>{_LIST}?){_ON}",
        ),
        (
            "less",
            rf"{_DEGREE}(?:reduces?|reduced|lowers?|lowered|decreases?|decreased)\s+(?:the\s+)?(?P<object>{_LIST}?){_ON}",
        ),
    )
)
_MUCH = r"(?:(?:often|still|typically|frequently|usually|generally|largely|commonly|also)\s+)?"
_BIG = (
    r"(?:an?\s+)?(?:(?:significant|major|key|critical|fundamental|central|substantial|open|persistent|crucial|considerable|great|formidable|"
    r"long-standing|highly|very|particularly)\s+)*"
)
_THING = rf"(?P<subject>{_WORD}(?:\s+{_WORD}){{0,9}}?)"
_TROUBLES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (
        cast("Kind", kind),
        re.compile(
            rf"^(?:however,?\s+|but\s+|yet,?\s+)?{_THING}\s+{form}(?=\s*\.?\s*$|,\s+(?:limiting|hindering|leading|resulting|especially|particularly|making|which)\b)",
            re.IGNORECASE,
        ),
    )
    for kind, form in (
        (
            "hard",
            rf"(?:remains?|is|are|poses?|presents?)\s+{_MUCH}{_BIG}(?:challenges?|challenging|difficult|open\s+problem)(?:\s+(?:task|problem))?",
        ),
        (
            "unexplored",
            rf"(?:remains?|is|are)\s+{_MUCH}(?:underexplored|under-explored|unexplored|understudied|under-studied)",
        ),
        ("unclear", rf"(?:remains?|is|are)\s+{_MUCH}(?:unclear|unknown|poorly\s+understood|not\s+well\s+understood)"),
        ("limited", rf"(?:remains?|is|are)\s+{_MUCH}(?:limited|scarce|insufficient)"),
        ("suffers", rf"{_MUCH}(?:suffers?|suffered)\s+from\s+(?P<object>{_LIST})"),
        ("struggles", rf"{_MUCH}struggles?\s+with\s+(?P<object>{_LIST})"),
        ("lacks", rf"{_MUCH}lacks?\s+(?P<object>{_LIST})"),
        (
            "costly",
            rf"(?:remains?|is|are)\s+{_MUCH}(?:prohibitively\s+|computationally\s+|very\s+|often\s+)?(?:expensive|costly)",
        ),
        ("slow", rf"(?:remains?|is|are)\s+{_MUCH}(?:time-consuming|slow)"),
    )
)
_TAKEN_BACK = re.compile(
    r"\b(?:but|except|unless|only|however|although|though|yet|whereas|despite|if|when|albeit|without|not|neither|nor|cannot|"
    r"may|might|could|can|would|some|sometimes|most|many|often|not\s+always|than|by|at\s+the\s+cost)\b",
    re.IGNORECASE,
)
# A part of a clause is a noun phrase: no verb stands in it.
_VERB = re.compile(
    r"\b(?:lacks?|exhibits?|obtains?|complements?|uses?|emphasi[sz]es?|rel(?:y|ies)|enables?|demonstrates?|has|have|had|is|"
    r"are|was|were|be|while|that|which|who|shows?|achieves?|provides?|requires?|offers?|remains?|improves?|reduces?|makes?|"
    r"allows?|leads?|believe|focus(?:es)?|its?|their|they|we|our|this|these|due|over|under|against|within|during|from|to)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(?:limitations?|issues?|problems?|challenges?|drawbacks?|shortcomings?)$", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(?:not|no|never|cannot|may|might|could|would|if|unless|whether|although|while|rather|than|neither)\b",
    re.IGNORECASE,
)


def of_result(sentence: str, names: tuple[str, ...]) -> Clause | None:
    """A result without a figure: its own subject only. None where the sentence says it in no known form."""
    text = " ".join(sentence.split()).rstrip(". ")
    frame = re.match(_FRAME, text, re.IGNORECASE)
    rest = text[frame.end() :] if frame is not None else text
    for kind, form in _RESULTS:
        match = form.match(rest)
        if match is None:
            continue
        subject = match.group("subject")
        bare = re.sub(r"^(?:the\s+proposed\s+|our\s+|the\s+)", "", subject, flags=re.IGNORECASE)
        own = (
            bare in names or forms.OURS.match(subject) or subject.lower().startswith("our ") or subject.lower() == "it"
        )
        if not own or _DOUBT.search(match.group()) or _TAKEN_BACK.search(rest[match.end() :]):
            return None
        groups = match.groupdict()
        if any(_VERB.search(groups.get(part) or "") for part in ("object", "on")):
            return None
        if not groups.get("on") and kind == "beats" and rest[match.end() :].strip(" ."):
            return None  # what follows says more than "ahead of others"
        on, lead = groups.get("on") or "", (frame.group("lead") or "") if frame is not None else ""
        return Clause(kind, "", groups.get("object") or "", on or lead, (groups.get("degree") or "").lower())
    return None


def of_problem(sentence: str) -> Clause | None:
    """A trouble told in one plain clause; None where it is told in more words."""
    text = " ".join(sentence.split()).rstrip(". ")
    for kind, form in _TROUBLES:
        match = form.match(text)
        if match is not None:
            groups = match.groupdict()
            parts = f"{groups['subject']} {groups.get('object') or ''}"
            if _DOUBT.search(parts) or _VERB.search(parts) or _VAGUE.search(groups.get("object") or ""):
                return None
            return Clause(kind, match.group("subject"), groups.get("object") or "")
    return None
