"""The check of needs: what a claim says is needed or used, where the source does without it (`training-free`, `no
labels`, `without fine-tuning`) and nowhere says that it uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jogan.write.align import Cover, Finding, SourceIndex
from jogan.write.lexicon import Token
from jogan.write.negation import KO_NEGATED
from jogan.write.parsed import Sentence
from jogan.write.stems import english_keys

_KO_NEED = re.compile(
    r"(?<![가-힣])(?:필요(?=[로하합한해])|요구(?=[하합한해되된])|(?:사용|이용|활용)(?=[하합한해])|쓴다|씁니다|써야|써서|"
    r"의존(?=[하합한해])|의지(?=[하합한해])|기댄다|기댑니다|거쳐|거친다|거칩니다|전제로)"
)
_OTHERS = re.compile(r"기존|종래|종전|이전|선행|다른|대부분|흔히|보통|일반적|달리|대신|반면")
"""A claim that may speak of what others need."""
_EN_OTHERS = re.compile(
    r"\b(?:existing|prior|previous\w*|conventional\w*|traditional\w*|current\w*|typical\w*|often|most|many|"
    r"however|unlike|common\w*)\b",
    re.IGNORECASE,
)
_EN_FREE = re.compile(
    r"(?<![\w-])(?P<free>[A-Za-z]{4,})-free\b|"
    r"\b(?:without|no|eliminat\w+|obviat\w+|avoid\w*|bypass\w*)\s+"
    r"(?:(?:the|a|an|any|additional|extra|further|explicit|using|needs?|for|requiring|relying|on|of|costly|expensive|"
    r"task-specific|external|such)\s+)*"
    r"(?P<out>(?:(?!(?:or|and|for|in|of|to|by|with|from|on|at|while|as|than|is|are)\b)[A-Za-z-]+\s*){1,4})",
    re.IGNORECASE,
)
_EN_USED = re.compile(
    r"\b(?:requir\w*|need\w*|us(?:e|es|ed|ing)|rel(?:y|ies|ied|ying)|depend\w*|utili[sz]\w*|leverag\w*|employ\w*|"
    r"exploit\w*|demand\w*|with|via|by|through|from)\b",
    re.IGNORECASE,
)


def check_needs(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """Refutes a need or use that the source says there is not; a word that it also says is used passes."""
    if covered.share < 0.5 or _OTHERS.search(claim.text):
        return
    for m in _KO_NEED.finditer(claim.text):
        thing = next((t for t in reversed(claim.tokens) if 0 <= m.start() - t.end <= 4), None)
        if thing is None or thing.kind != "word" or KO_NEGATED.match(claim.text[m.end() : m.end() + 14]):
            continue
        if claim.is_negated(thing.start) or claim.is_negated(m.start()):
            continue
        place = next((i for i, s in enumerate(index.sentences) if _does_without(thing, s)), None)
        if place is not None and not any(_uses(thing, s) for s in index.sentences):
            yield Finding(True, f"the source does without “{thing.text}”", (place,))
            return


def _does_without(thing: Token, sentence: Sentence) -> bool:
    """Whether a sentence of the source says that the thing itself, the head of its phrase, is not needed."""
    for m in _EN_FREE.finditer(sentence.text):
        word = m["free"] or m["out"].split()[-1]
        if not thing.keys.isdisjoint(english_keys(word)):
            return True
    return False


def _uses(thing: Token, sentence: Sentence) -> bool:
    """Whether a sentence, one that is not about other work, says that the thing is used."""
    if _EN_OTHERS.search(sentence.text):
        return False
    return any(
        not sentence.is_negated(t.start) and _EN_USED.search(sentence.text[max(0, t.start - 32) : t.start])
        for t in sentence.tokens
        if not thing.keys.isdisjoint(english_keys(t.text)) and not t.text.endswith("-free")
    )
