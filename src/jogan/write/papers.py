"""Which of several papers a sentence speaks of: by title, own name, ordinal, or a description of its subject."""

from __future__ import annotations

import re

from jogan.write.align import SourceIndex, cover, together
from jogan.write.lexicon import Vocabulary
from jogan.write.parsed import Sentence, SourceText, read

_ORDINAL_PAPER = re.compile(
    r"(첫|두|세|네|다섯)\s?번째\s?(?:논문|연구|글|기사)|\b(first|second|third|fourth|fifth) (?:paper|"
    r"study|work|article)\b",
    re.IGNORECASE,
)
_ORDINALS = {
    "첫": 0,
    "두": 1,
    "세": 2,
    "네": 3,
    "다섯": 4,
    "first": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
}
BOTH_PAPERS = re.compile(
    r"(?:두|세|네|모든|각) ?(?:논문|연구|기사)(?:들)?(?:은|는|이|가)? ?(?:모두|공통|다)|"
    r"모두 [^.]{0,20}공통|\b(?:both|all) (?:papers|studies|works)\b",
    re.IGNORECASE,
)
_SUBJECT_PAPER = re.compile(
    r"^(?P<what>(?!(?:이|본|해당|그|첫|두|세|네|각|관련|최근|기존|이번|후속)\s).{4,80}?)(?:(?:을|"
    r"를)\s(?:다룬|연구한|제안한|분석한|소개한|다루는)|에 (?:관한|대한))?"
    r"\s(?:논문|연구|글|기사)(?:은|는|이|가|에서는|에서|에선)?(?=\s|,)"
)
_TOPIC = re.compile(r"^[\"'‘“(]*([A-Za-z][\w+-]*)[\"'’”)]*(?:의|은|는|이|가|에서는|\s논문은|\s논문에서는)\s")
_QUOTED_TITLE = re.compile(r"['\"‘“「『《]([^'\"’”」』》]{4,160})['\"’”」』》]")
_NEXT_PAPER = re.compile(
    r"(?<=[,.며고])\s+(?=(?:두|세|네|다섯) ?번째 (?:논문|연구)|\b(?:the )?(?:second|third|fourth) (?:paper|study))",
    re.IGNORECASE,
)


def spoken_of(
    claim: Sentence, known: list[SourceIndex], about: str | None, vocabulary: Vocabulary
) -> tuple[list[SourceIndex], bool]:
    """The sources that a claim can be about, and whether it (or the caller) names one."""
    if about is not None:
        named = [index for index in known if about in (index.source.id, index.source.url, index.source.title)]
        if named:
            return named[:1], True
    if len(known) == 1:
        return known, False
    ordinal = _ORDINAL_PAPER.search(claim.text)
    if ordinal:
        place = _ORDINALS[(ordinal[1] or ordinal[2]).lower()]
        if place < len(known):
            return [known[place]], False
    subject = _SUBJECT_PAPER.match(claim.text)
    if subject:
        what = read(subject["what"], vocabulary)
        shares = sorted(((cover(what, index, vocabulary).share, -i) for i, index in enumerate(known)), reverse=True)
        if shares[0][0] >= shares[1][0] + 0.2:
            return [known[-shares[0][1]]], True
    lead = _named(claim, known)
    first = _subject(claim, lead)
    if first is not None:
        return [first], True
    if len(lead) == 1:
        return lead, True
    if len(lead) > 1:
        return [together(lead)], False
    return known, False


def named_in(label: str, known: list[SourceIndex], vocabulary: Vocabulary) -> SourceText | None:
    """The one source that a heading or label names, by its title, its own name or an ordinal; None if not one."""
    ordinal = _ORDINAL_PAPER.search(label)
    if ordinal and (place := _ORDINALS[(ordinal[1] or ordinal[2]).lower()]) < len(known):
        return known[place].source
    key = re.sub(r"\W", "", label.lower())
    for index in known:
        title = re.sub(r"\W", "", index.source.title.lower())
        if len(key) > 8 and (title.startswith(key) or title in key):
            return index.source
    lead = _named(read(label, vocabulary), known)
    return lead[0].source if len(lead) == 1 else None


def _subject(claim: Sentence, lead: list[SourceIndex]) -> SourceIndex | None:
    """The one of several named sources that is the claim's grammatical subject."""
    subject = _TOPIC.match(claim.text)
    if len(lead) < 2 or not subject:
        return None
    name = re.sub(r"[^a-z0-9+#]", "", subject[1].lower())
    of_name = [index for index in lead if name in index.own_names]
    return of_name[0] if len(of_name) == 1 else None


def _named(claim: Sentence, known: list[SourceIndex]) -> list[SourceIndex]:
    """The sources whose own name or title stands in the claim; a name that several papers use names none."""
    low = claim.text.lower()
    titled: list[SourceIndex] = []
    weak: list[SourceIndex] = []
    quoted = {re.sub(r"\W", "", m[1].lower()) for m in _QUOTED_TITLE.finditer(claim.text)}
    out = []
    for index in known:
        title = re.sub(r"\W", "", index.source.title.lower())
        if any(len(q) > 8 and (q in title or title in q) for q in quoted) or index.source.title.lower() in low:
            titled.append(index)
            continue
        others = {word for other in known if other is not index for word in other.words}
        own = {name for name in index.own_names if name not in others and len(name) > 1}
        if own & claim.words:
            out.append(index)
        elif (index.title_names - others) & claim.words:
            weak.append(index)
        elif any(t.kind == "unknown" and _sounds_own(t.text, index, own) for t in claim.tokens):
            out.append(index)
    return titled or out or weak


def _sounds_own(hangul: str, index: SourceIndex, own: set[str]) -> bool:
    return any(re.sub(r"[^a-z0-9+#]", "", word.lower()) in own for word in index.heard(hangul))


def by_paper(text: str) -> list[str]:
    """A sentence that tells of the first paper and then of the second, cut between them."""
    return _NEXT_PAPER.split(text) if _ORDINAL_PAPER.search(text) else [text]
