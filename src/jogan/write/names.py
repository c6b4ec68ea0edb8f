"""The check of names: each in the source, and said of the one of which the source says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jogan.write.align import Cover, Finding, SourceIndex
from jogan.write.lexicon import Token
from jogan.write.parsed import Sentence
from jogan.write.quantity import same

_COMMON_NAMES = frozenset(["ai", "it", "r&d", "ml", "llm", "llms", "sota", "api", "web", "ui", "ux"])


def check_names(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """Every name in Latin letters must stand in the source, as it is, as its acronym, or by the glossary."""
    lost = [token for token in covered.missing if token.kind == "name" and not is_common(token, index)]
    lost = [token for token in lost if not _gloss(token, claim, index)]
    for token in lost:
        rivals = _rivals(claim, covered, index)
        if rivals:
            place, rival = rivals
            yield Finding(True, f"the source does not name {token.text}; it speaks of {rival}", (place,))
        else:
            yield Finding(False, f"the source does not name {token.text}")
    if not lost:
        yield from _another_doer(claim, covered, index)
        yield from _sibling(claim, covered, index)
        yield from _in_its_place(claim, covered, index)


def _gloss(token: Token, claim: Sentence, index: SourceIndex) -> bool:
    """Whether two capitals in parentheses abbreviate two words that stand together in the source: 정확 일치(EM)."""
    if len(token.text) != 2 or not token.text.isupper() or claim.text[token.start - 1 : token.start] != "(":
        return False
    first, second = token.text[0], token.text[1]
    return any(re.search(rf"\b{first}\w+[\s-]{second}\w+", s.text, re.IGNORECASE) for s in index.sentences)


def is_common(token: Token, index: SourceIndex) -> bool:
    """Whether a name is so common in the field, or the source so plainly about it, that it identifies nothing."""
    low = token.text.lower()
    if low in ("ai", "r&d", "it", "sota"):
        return True
    return low in ("llm", "llms", "nlp") and "languag" in index.stems


def _rivals(claim: Sentence, covered: Cover, index: SourceIndex) -> tuple[int, str] | None:
    """A name in the best sentence that the claim does not hold: what may stand where the claim has another."""
    if covered.share < 0.7 or covered.peak < 0.5:
        return None
    for place in covered.best:
        sentence = index.sentences[place]
        if sentence.field == "title":
            continue
        for name in sentence.names:
            low = re.sub(r"[^a-z0-9]", "", name.text.lower())
            if low not in claim.words and low not in index.own_names and len(low) > 1:
                return place, name.text
    return None


_SUBJECT = re.compile(
    r"^[\"'‘“(]*(?P<name>[A-Za-z][\w+-]*)[\"'’”)]*\s?(?:에이전트|모델|방법|모듈|기법|프레임워크|"
    r"접근법)?(?:은|는|이|가)\s"
)


def _another_doer(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """A claim whose subject is a name of the source, while the source says it of another name in the same role."""
    subject = _SUBJECT.match(claim.text)
    if not subject:
        return
    low = re.sub(r"[^a-z0-9+#]", "", subject["name"].lower())
    body = [(token, places) for token, places in covered.found if token.kind != "name" and token.start >= subject.end()]
    if len(body) < 3:
        return
    weight = sum(token.weight for token, _ in body)
    scores = {i: sum(t.weight for t, places in body if i in places) / weight for i in range(len(index.sentences))}
    best = max(scores, key=lambda i: scores[i])
    sentence = index.sentences[best]
    if scores[best] < 0.6 or low in sentence.words or sentence.field == "title":
        return
    doer = re.match(
        r"(?:The\s+)?(?P<name>[A-Z][A-Za-z0-9+-]*)(?:\s+(?:agent|model|module|method|approach|framework|"
        r"algorithm|dataset|benchmark))?\s+(?:is|are|was|\w+s|focuses|can)\b",
        sentence.text,
    )
    if not doer:
        return
    other = re.sub(r"[^a-z0-9+#]", "", doer["name"].lower())
    if (
        len(other) < 2
        or other in claim.words
        or not any(n.text == doer["name"] for s in index.sentences for n in s.names)
    ):
        return
    rest = max((score for i, score in scores.items() if low in index.sentences[i].words), default=0.0)
    if scores[best] > rest + 0.25:
        yield Finding(True, f"the source says this of {doer['name']}, not of {subject['name']}", (best,))


# ── Coverage ────────────────────────────────────────────────────────────────────────────────────────────────


_ROLE = r"(?:\s+(?:approach|method|model|agent|module|variant|strategy|framework|algorithm|network|stage|setting))\b"


def _sibling(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """What the claim says of one of several named variants, and the source of another that it lists beside it."""
    title = re.sub(r"[^a-z0-9+#]", "", index.source.title.lower())
    body = [(i, s) for i, s in enumerate(index.sentences) if s.field != "title"]
    for name in claim.names:
        low = re.sub(r"[^a-z0-9+#]", "", name.text.lower())
        beside = {n.text for _, s in body if low in s.words for n in s.names} - {name.text}
        others = {o for o in beside if _squeezed(o) not in claim.words and _squeezed(o) not in title}
        clause = claim.clause_of(name.start)
        said = [(t, p) for t, p in covered.found if t.start >= name.end and claim.clause_of(t.start) == clause]
        said = [(t, p) for t, p in said if t.kind == "word"]
        total = sum(t.weight for t, _ in said)
        if low in title or len(low) < 2 or not others or total < 1.2:
            continue
        shares = {i: sum(t.weight for t, p in said if i in p) / total for i, _ in body}
        ours = max((shares[i] for i, s in body if low in s.words), default=1.0)
        for i, s in body:
            rival = next((n for n in s.names if n.text in others and re.match(_ROLE, s.text[n.end :])), None)
            if rival and low not in s.words and shares[i] >= 0.6 and shares[i] > ours + 0.35:
                yield Finding(True, f"the source says this of {rival.text}, not of {name.text}", (i,))
                return


def _in_its_place(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """A name of the source put where the source, saying all the rest in one sentence, has another name of its kind."""
    if claim.text.isascii():
        return
    for token, places in covered.found:
        if token.kind != "name" or _squeezed(token.text) in index.own_names:
            continue
        rest = [(t, p) for t, p in covered.found if t is not token]
        total = sum(t.weight for t, _ in rest) + sum(t.weight for t in covered.missing)
        if any(sum(t.weight for t, p in rest if i in p) > 0.6 * total for i in places):
            continue
        if any(same(number, q) for number in claim.numbers for i, q in index.numbers if i in places):
            continue  # the claim tells two sentences in one
        for i in covered.best:
            sentence = index.sentences[i]
            if i in places or sentence.field == "title" or total < 2.5:
                continue
            if sum(t.weight for t, p in rest if i in p) < 0.9 * total:
                continue
            for name in sentence.names:
                low = _squeezed(name.text)
                alike = name.text.isupper() == token.text.isupper() and low.isalpha() == _squeezed(token.text).isalpha()
                if alike and low not in claim.words and low not in index.own_names and len(low) > 1:
                    yield Finding(True, f"the source says this of {name.text}, not of {token.text}", (i,))
                    return


def _squeezed(word: str) -> str:
    return re.sub(r"[^a-z0-9+#]", "", word.lower())
