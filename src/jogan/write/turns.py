"""The checks of the small words: direction, opposites, negation and contrast, each tied to its subject.

A claim names a direction or one of two opposites; the source's sentences name one too, perhaps several times of several
things. What decides is the occurrence in the source that stands beside the same words as in the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jogan.write.align import Cover, Finding, SourceIndex
from jogan.write.directions import Move, is_bad
from jogan.write.lexicon import Token
from jogan.write.negation import contrasted, denials, has_negative
from jogan.write.parsed import Sentence
from jogan.write.stems import Key, english_keys

_NEAR_KO = (30, 16)
_NEAR_EN = (36, 44)
"""How far, in characters before and after, a word may stand from what it is said of."""


def check_turns(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """Direction words, opposites and negation must not say the contrary of the source on the same subject."""
    evidence = [i for i in covered.best if index.sentences[i].field != "title"]
    yield from _contrasts(claim, evidence, index)
    yield from _directions(claim, covered, index, evidence)
    yield from _opposites(claim, covered, index, evidence)
    yield from _negations(claim, covered, index)
    yield from _denials(claim, covered, index, evidence)


def _beside(sentence: Sentence, start: int, end: int, *, korean: bool) -> list[tuple[Token, float]]:
    """The content words near a place, with a nearness from 1 (touching) down to 0.4."""
    before_reach, after_reach = _NEAR_KO if korean else _NEAR_EN
    clause = sentence.clause_of(start)
    out = []
    for token in sentence.tokens:
        if token.start < end and start < token.end:
            continue
        before, after = start - token.end, token.start - end
        if not (0 <= before <= before_reach or 0 <= after <= after_reach):
            continue
        near = (1.0 - 0.6 * (before / before_reach if before >= 0 else after / after_reach)) ** 1.5
        if sentence.clause_of(token.start) != clause:
            if korean:
                continue
            near *= 0.5
        out.append((token, near))
    return out


def _shared(ours: Sequence[tuple[Token, float]], theirs: Sequence[tuple[Token, float]]) -> tuple[float, list[Token]]:
    """How much two surroundings have in common, and which of our words are met."""
    worth, most, met = 0.0, 0.0, []
    for token, near in ours:
        other = max((close for o, close in theirs if token.keys & o.keys), default=0.0)
        if other:
            met.append(token)
            most = max(most, token.weight * near * other)
            worth += max(token.weight, 0.5) * near * other
    # General words alone (method, model, result) tie nothing together.
    return (worth, met) if most >= 0.2 or len(met) > 1 else (0.3 * worth, met)


def _weights(claim: Sentence, covered: Cover, index: SourceIndex, place: int) -> list[float]:
    """For each sentence of the source, the share of the claim's clause around `place` that it holds."""
    clause = claim.clause_of(place)
    tokens = [(t, places) for t, places in covered.found if claim.clause_of(t.start) == clause]
    total = sum(t.weight for t, _ in tokens) or 1.0
    return [sum(t.weight for t, places in tokens if i in places) / total for i in range(len(index.sentences))]


def _likely(evidence: list[int], held: list[float], index: SourceIndex) -> list[int]:
    """The sentences to look at for one clause: those of the evidence, and others that hold most of the clause."""
    bar = max(0.4, 0.6 * max(held, default=0.0))
    return [
        *evidence,
        *(
            i
            for i, share in enumerate(held)
            if share >= bar and i not in evidence and index.sentences[i].field != "title"
        ),
    ]


def _directions(claim: Sentence, covered: Cover, index: SourceIndex, evidence: list[int]) -> Iterator[Finding]:
    for move in claim.moves:
        ours = [
            (t, near)
            for t, near in _beside(claim, move.start, move.end, korean=not move.text[0].isascii())
            if t.kind != "unknown"
        ]
        if not ours:
            continue
        held = _weights(claim, covered, index, move.start)
        turns = [(i, theirs) for i in _likely(evidence, held, index) for theirs in index.sentences[i].moves]
        best: list[tuple[float, int, int, Move]] = []
        for i, theirs in turns:
            sentence = index.sentences[i]
            worth, met = _shared(ours, _beside(sentence, theirs.start, theirs.end, korean=not theirs.text[0].isascii()))
            agreement = _agree(move, theirs, met) if worth > 0.35 else 0
            if theirs.weak and agreement < 0 and (worth < 1.2 or theirs.text not in ("high", "low")):
                continue
            if agreement:
                likely = worth + 0.5 * held[i]
                if theirs.weak:
                    likely *= 0.5
                elif move.sense != theirs.sense:
                    likely *= 0.8
                best.append((likely, agreement, i, theirs))
        if not best:
            continue
        best.sort(key=lambda entry: -entry[0])
        top, agreement, i, theirs = best[0]
        if agreement < 0 and held[i] < max(held[j] for j in evidence or [i]) - 0.35:
            continue  # another sentence of the source, about something else
        if agreement < 0 and any(m.sense == move.sense and m.sign != move.sign for m in claim.moves):
            # Both have a more and a less: each is taken for its like, unless it plainly is not.
            like = max((worth for worth, a, j, _ in best if a > 0 and j == i), default=0.0)
            if like and top < 2.2 * like:
                continue
        if agreement > 0 or any(a > 0 and worth >= 0.8 * top for worth, a, *_ in best):
            continue
        sentence = index.sentences[i]
        quote = " ".join(sentence.text[max(0, theirs.start - 20) : theirs.end + 40].split())
        yield Finding(True, f"“{move.text}” is contrary to the source: “{quote}”", (i,))
        return


def _agree(ours: Move, theirs: Move, met: list[Token]) -> int:
    """+1 if two turns agree, -1 if they are contrary, 0 if they cannot be compared."""
    if ours.sense == theirs.sense:
        return 1 if ours.sign == theirs.sign else -1
    kept, other = (ours, theirs) if ours.sense == "kept" else (theirs, ours)
    if kept.sense == "kept":
        worse = other.sign < 0 if other.sense == "worth" else other.bad and other.sign > 0
        return -1 if worse else 0
    amount, worth = (ours, theirs) if ours.sense == "amount" else (theirs, ours)
    bad = amount.bad or (amount.text.isascii() and any(is_bad(t.text) for t in met))
    good = -amount.sign if bad else amount.sign
    return 1 if good == worth.sign else (-1 if bad or any(_GOOD.search(t.text) for t in met) else 0)


_GOOD = re.compile(
    r"정확|성능|품질|효율|속도|점수|정밀|신뢰|일관|강건|해석|투명|안정|처리량|견고|"
    r"accura|perform|quality|effic|speed|score|precision|reliab|consisten|robust|throughput|recall",
    re.IGNORECASE,
)


def _opposites(claim: Sentence, covered: Cover, index: SourceIndex, evidence: list[int]) -> Iterator[Finding]:
    """A claim names one of a pair of opposites where the source, of the same thing, names the other."""
    for pole in claim.poles:
        held = _weights(claim, covered, index, pole.start)
        theirs = [(i, p) for i in _likely(evidence, held, index) for p in index.sentences[i].poles]
        theirs += [
            (i, p) for i, s in enumerate(index.sentences) if s.field == "title" for p in s.poles if p.sign == pole.sign
        ]
        axis = [(i, p) for i, p in theirs if p.axis == pole.axis]
        if not any(p.sign != pole.sign for _, p in axis):
            continue
        ours = _beside(claim, pole.start, pole.end, korean=not pole.text[0].isascii())
        bare = not any(p.axis == pole.axis and p.sign == pole.sign for s in index.sentences for p in s.poles)
        if pole.is_sibling and not bare and not pole.is_bound:
            continue
        same, contrary, where = 0.0, 0.0, None
        if pole.is_sibling:
            # The family's words are few: any other word for the same thing speaks for the claim as well.
            for token, places in covered.found:
                if token.start < pole.end and pole.start < token.end:
                    told = _occurrences(token, claim, index, places)
                    same = max([same, *(worth + 0.5 * held[i] for worth, i, _ in told)])
        for i, p in axis:
            worth, _ = _shared(ours, _beside(index.sentences[i], p.start, p.end, korean=not p.text[0].isascii()))
            if p.sign == pole.sign:
                same = max(same, worth + 0.5 * held[i])
            elif (worth > 0.3 or (bare and worth > 0.1 and held[i] > 0.6)) and worth + 0.5 * held[i] > contrary:
                contrary, where = worth + 0.5 * held[i], (i, p)
        # What one sentence says of several siblings ("latency by 43% and memory by 2.5x") is said of each.
        beside = where is not None and any(p.sign == pole.sign and i == where[0] for i, p in axis)
        enough = 0.6 if pole.is_sibling and beside else 0.75
        if where is None or contrary < (0.4 if bare else 0.7) or same >= enough * contrary:
            continue
        if any(p.axis == pole.axis and p.sign == where[1].sign for p in claim.poles):
            continue  # the claim sets both sides against each other
        yield Finding(True, f"“{pole.text}” is contrary to the source, which has “{where[1].text}”", (where[0],))
        return


# ── Negation ────────────────────────────────────────────────────────────────────────────────────────────────

_NEGATIVE = re.compile(
    r"없|않|못|아니|아닌|어려|어렵|제한|한계|문제|부족|제거|필요성|동떨어|무관|피하|막|방지|배제|대신|"
    r"탈피|벗어|우회|불필요|간과|버리|생략|꺼리|꺼려|"
    r"not|no\b|without|never|lack|remov|eliminat|avoid|discard"
)


_UNSURE = re.compile(r"기대|예상|전망|예측|가능|잠재|필요")
"""Words of foretelling, which are denied of nothing."""


def _own(token: Token) -> frozenset[Key]:
    """The keys of a source's word itself, without its synonyms."""
    return _own_keys(token.text) if token.text[0].isascii() else token.keys


@lru_cache(maxsize=50_000)
def _own_keys(word: str) -> frozenset[Key]:
    keys = english_keys(word)
    return frozenset((*keys, *((part,) for part in keys[0]))) if keys else frozenset()


def _phrase_begins(token: Token, theirs: Sequence[Token]) -> bool:
    """Whether a term of several words (기본 모델) has its first word here and the others within the next three."""
    for key in token.keys:
        if len(key) > 1 and (key[:1] in _own(theirs[0])):
            near = {own for other in theirs[1:] for own in _own(other)}
            if all((part,) in near for part in key[1:]):
                return True
    return False


def _occurrences(
    token: Token, claim: Sentence, index: SourceIndex, places: Sequence[int]
) -> list[tuple[float, int, Token]]:
    """Where a claim's word stands in some sentences of a source, that in the likeliest surroundings first."""
    ours = _beside(claim, token.start, token.end, korean=not token.text[0].isascii())
    out = []
    for i in places:
        sentence = index.sentences[i]
        for n, t in enumerate(sentence.tokens):
            if token.keys & _own(t) or _phrase_begins(token, sentence.tokens[n : n + 4]):
                worth, _ = _shared(ours, _beside(sentence, t.start, t.end, korean=not t.text[0].isascii()))
                out.append((worth, i, t))
    return sorted(out, key=lambda entry: -entry[0])


def _negations(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """What the claim affirms and the source, of the same thing, denies."""
    for token, places in covered.found:
        if (
            token.weight < 1
            or token.kind != "word"
            or (token.text[0].isascii() and not claim.text.isascii())
            or _UNSURE.match(token.text)
            or _NEGATIVE.search(token.text)
            or claim.is_negated(token.start)
        ):
            continue
        if not any(i in covered.best for i in places):
            continue
        held = _weights(claim, covered, index, token.start)
        seen = [(worth + held[i], i, t) for worth, i, t in _occurrences(token, claim, index, places)]
        seen.sort(key=lambda entry: -entry[0])
        if not seen or not any(index.sentences[i].is_negated(t.start) for _, i, t in seen):
            continue
        top = seen[0][0]
        if held[seen[0][1]] < 0.45:
            continue  # another sentence of the source, about something else
        likely = [(i, t) for worth, i, t in seen if worth >= 0.7 * top]
        if not all(index.sentences[i].is_negated(t.start) for i, t in likely):
            continue
        if top < 0.9 and not all(index.sentences[i].is_negated(t.start) for _, i, t in seen):
            continue
        if any(
            worth >= 0.5 * top and i == likely[0][0] and not index.sentences[i].is_negated(t.start)
            for worth, i, t in seen
        ):
            continue
        edges = [0, *claim.clauses, len(claim.text)]
        clause = claim.clause_of(token.start)
        if _NEGATIVE.search(claim.text[max(edges[clause], token.start - 8) : edges[clause + 1]]):
            continue
        yield Finding(True, f"the source has “{token.text}” only in the negative", (likely[0][0],))
        return


def _denials(claim: Sentence, covered: Cover, index: SourceIndex, evidence: list[int]) -> Iterator[Finding]:
    """A verb that the claim denies, in a sentence that the source states without any want or negation."""
    if not evidence:
        return
    for start, end in denials(claim.text):
        token = next((t for t in claim.tokens if t.start <= start < t.end or start <= t.start < end), None)
        if token is None:
            token = next((t for t in reversed(claim.tokens) if 0 <= start - t.end <= 4), None)
        if token is None:
            continue
        held = _weights(claim, covered, index, token.start)
        place = max(evidence, key=lambda i: held[i])
        sentence = index.sentences[place]
        if held[place] >= 0.6 and covered.share > 0.7 and not has_negative(sentence.text) and keys_in(token, sentence):
            yield Finding(True, f"the claim denies “{token.text}”, which the source states", (place,))
            return


def keys_in(token: Token, sentence: Sentence) -> bool:
    """Whether a claim's word has a counterpart in a sentence."""
    return any(token.keys & t.keys for t in sentence.tokens)


def _contrasts(claim: Sentence, evidence: list[int], index: SourceIndex) -> Iterator[Finding]:
    """`B rather than A` in the source, `A rather than B` in the claim."""
    ours = contrasted(claim.text)
    if not ours:
        return
    for i in evidence:
        sentence = index.sentences[i]
        theirs = contrasted(sentence.text)
        if not theirs:
            continue
        into = out_of = straight = 0.0
        for token in claim.tokens:
            aside = any(a <= token.start < b for a, b in ours)
            for t in sentence.tokens:
                if token.weight >= 0.3 and token.keys & _own(t):
                    their_aside = any(a <= t.start < b for a, b in theirs)
                    if aside and not their_aside:
                        into += token.weight
                    elif their_aside and not aside:
                        out_of += token.weight
                    elif aside:
                        straight += token.weight
        if into >= 0.3 and out_of >= 0.3 and into + out_of >= 1.0 and into + out_of > 2 * straight:
            yield Finding(True, "the claim turns round what the source sets aside for the other", (i,))
            return
