"""The checks of places: which of two things is ahead, which becomes which, and which of two names a thing is said of.

The words of such a claim all stand in its source; only their places are exchanged. So a place in the claim, found by
its particle (보다, 을 능가, 에서 … 로), is laid beside the same place in the source (than, outperforms, from … to).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jogan.write.align import Cover, Finding, SourceIndex
from jogan.write.lexicon import Token
from jogan.write.parsed import Sentence

# ── Ahead and behind ────────────────────────────────────────────────────────────────────────────────────────

_AHEAD = (
    r"능가|앞지르|앞지른|앞질[렀러]|앞서|앞섰|앞선|앞설|뛰어넘|넘어서|넘어섰|제치|제쳤|제친|"
    r"웃돌|웃돈|상회|압도|이기|이겼|이긴|추월|따라잡"
)
_KO_OBJECT = re.compile(rf"(?:을|를|보다)\s(?:[가-힣0-9%.]+\s){{0,4}}?(?:{_AHEAD})")
_KO_THAN = re.compile(r"보다(?=\s|$)(?!\s?는)")
_KO_BEHIND = re.compile(
    r"(?:에|에게|을|를|보다)\s(?:[가-힣0-9%.]+\s){0,4}?(?:뒤처|뒤지|뒤졌|뒤진|밀리|밀렸|밀린|못\s?미치|"
    r"못\s?미쳤|미치지\s?못|뒤떨어|"
    r"밑돌|밑돈|하회|따라가지\s?못|열세|열등)(?![가-힣]{0,2}지\s?(?:는\s?)?(?:않|아니|안\s))"
)
_KO_PREDICATE = re.compile(
    r"(?P<less>덜\s|더\s?(?:낮|적|작|짧|느|나쁘|못하)|(?<![가-힣])(?:낮|적[었은다습]|작[았은다습]|느리|느렸|"
    r"떨어[지졌진]|저조|열등|나쁘|나빴|뒤처|"
    r"뒤[지졌]|못하|못했)(?![가-힣]{0,2}지\s?(?:는\s?)?(?:않|아니|안\s)))"
    r"|(?P<more>더\s|\d배|배\s|(?<![가-힣])(?:높|많|크[다고며]|컸|큰|좋|우수|뛰어|낫|나은|나았|빠르|빨랐|빠른|"
    r"월등|탁월|우월|강하|넘는|넘게))"
)
_EN_AHEAD = re.compile(
    r"\b(?:(?:outperform|surpass|exceed)(?!ed\sby\b)\w*|beat(?:s|ing)?|outpac\w+|outdo\w*|outscor\w*|"
    r"superior to|ahead of|"
    r"superiority (?:of [\w ]{2,40} )?over|"
    r"(?:comparable|equivalent|similar) to|on par with|match(?:es|ing)?|rival(?:s|ing)?|"
    r"(?:improv\w+|gains?|advantage\w*|speedups?|better) (?:[\w%.]+ ){0,3}(?:over|than)|excel\w* over)\s",
    re.IGNORECASE,
)
_EN_BEHIND = re.compile(
    r"\b(?:(?:outperformed|surpassed|exceeded|beaten|outpaced|outdone) by|"
    r"underperform\w*|lags? behind|falls? (?:short of|behind)|inferior to|worse than|trails?)\s",
    re.IGNORECASE,
)
_EN_THAN = re.compile(
    r"\b(?:than|compared (?:to|with)|relative to|as opposed to|in comparison (?:to|with)|versus)\s", re.IGNORECASE
)
_EN_LESS = re.compile(
    r"\b(?:less|lower|fewer|smaller|worse|slower|shorter|weaker|inferior|reduc\w+|decreas\w+)\b", re.IGNORECASE
)
_EN_RIGHT = re.compile(
    r"[,;:()]|\b(?:while|whereas|but|with|which|that|by|on|in|across|at|and (?:is|are|achiev\w+|improv\w+|"
    r"show\w*|enabl\w+|demonstrat\w+))\b"
)
_OWN = re.compile(
    r"(?:제안|본\s|이\s|우리|저희|해당|새로운)\s?[가-힣A-Za-z ]{0,12}?(?:방법|기법|모델|프레임워크|접근|연구|"
    r"시스템|알고리즘|방식|구조|전략|파이프라인)|제안한|제안된"
)
_EN_OWN = re.compile(
    r"\b(?:we|our|ours|it|this (?:method|approach|model|framework|work)|the proposed|proposed)\b", re.IGNORECASE
)
_OTHERS = re.compile(r"기존|종래|종전|이전|선행|최신|최첨단|다른|베이스라인|기준선|경쟁")
_EN_OTHERS = re.compile(
    r"\b(?:existing|previous|prior|state-of-the-art|sota|baselines?|conventional|traditional|current|other|"
    r"competing|competitors?|"
    r"standard|strong|leading)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Who is measured (`left`) against whom (`right`), as stretches of a text; `sign` is -1 where the left is less."""

    left: list[tuple[int, int]]
    right: tuple[int, int]
    sign: int
    said: bool = True
    """Whether a verb says who is ahead, and not only a measure."""


_CLOSES = re.compile(
    r"(?<=[가-힣A-Za-z0-9)])(?:은|는|이|가|을|를|에|에서|에게|로|(?<![정속])도|만|(?<![최사])고|며|해|여|서|면|"
    r"지만|한|하는|되는|보다|때|데도)$|[,;:]$"
)


def _phrase_before(text: str, end: int, start: int) -> int:
    """Where the noun phrase that ends at `end` begins: after the last word that closes another one."""
    begin = end
    for word in reversed(list(re.finditer(r"\S+", text[start:end]))[-6:]):
        if start + word.end() < end and _CLOSES.search(word[0]):
            break
        begin = start + word.start()
    return begin


def _korean(claim: Sentence) -> _Comparison | None:
    """The first comparison of a Korean claim; the clause it stands in is the left, but for what is compared with."""
    text = claim.text
    m = _KO_BEHIND.search(text)
    sign = -1
    if m is None:
        m, sign = _KO_OBJECT.search(text), 1
    if m is None:
        m = _KO_THAN.search(text)
        if m is None:
            return None
        said = _KO_PREDICATE.search(text, m.end())
        if said is None or claim.clause_of(said.start()) != claim.clause_of(m.start()):
            return None
        sign = -1 if said["less"] else 1
    edges = [0, *claim.clauses, len(text)]
    start, end = edges[claim.clause_of(m.start())], edges[claim.clause_of(m.start()) + 1]
    begin = _phrase_before(text, m.start(), start)
    return _Comparison([(start, begin), (m.end(), end)], (begin, m.start()), sign)


def _english(sentence: Sentence) -> list[_Comparison]:
    """The comparisons of an English sentence, each with what stands right of the comparing word."""
    text, out = sentence.text, []
    for pattern, sign in ((_EN_AHEAD, 1), (_EN_BEHIND, -1), (_EN_THAN, 0)):
        for m in pattern.finditer(text):
            if sign == 0 and re.match(
                r"\s*(?:an?\s)?[$~]?\d|\s*(?:one|two|three|half|expected|before|ever)\b", text[m.end() :]
            ):
                continue
            stop = _EN_RIGHT.search(text, m.end() + 1)
            end = min(stop.start() if stop else len(text), m.end() + 70)
            if re.match(r"(?:in|on|by|at|for|when|across)\b|\W*$", text[m.end() : end]):
                continue
            near = (
                text[end : end + 70]
                if m.start() < 30 or text[end : end + 1] == ","
                else text[max(0, m.start() - 40) : m.start()]
            )
            told = sign or (-1 if _EN_LESS.search(near) else 1)
            out.append(_Comparison([(0, m.end()), (end, len(text))], (m.end(), end), told, said=bool(sign)))
    return out


def _met(tokens: Sequence[Token], sentence: Sentence, spans: Sequence[tuple[int, int]]) -> float:
    """How much of some words stands in some stretches of a sentence."""
    there = [t for t in sentence.tokens if any(a <= t.start < b for a, b in spans)]
    return sum(t.weight for t in tokens if any(t.keys & o.keys for o in there))


def _within(claim: Sentence, spans: Sequence[tuple[int, int]]) -> list[Token]:
    return [t for t in claim.tokens if any(a <= t.start < b for a, b in spans)]


def _is_own(text: str, index: SourceIndex, *, korean: bool) -> bool:
    """Whether a side of a comparison is the source's own work: `our method`, 제안 방법, or the name in its title."""
    if korean and _OTHERS.search(text):
        return False
    if (_OWN if korean else _EN_OWN).search(text):
        return True
    if _EN_OTHERS.search(text):
        return False
    title = next((s for s in index.sentences if s.field == "title"), None)
    if title is None:
        return False
    words = {_squeezed(m[0]) for m in re.finditer(r"[A-Za-z][\w+#-]*", text)}
    own = {name for name in index.own_names if len(name) > 2 and name in title.words}
    return not own.isdisjoint(words) or any(title.may_be_called(word) for word in words)


def check_sides(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """What the claim puts ahead, first or beside a name must not be what the source puts behind, last or elsewhere."""
    if claim.text.isascii():
        return
    yield from _compared(claim, covered, index)
    yield from _turned_into(claim, covered, index)
    yield from _exchanged(claim, covered, index)
    yield from _objects(claim, covered, index)


def _compared(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    ours = _korean(claim)
    if ours is None:
        return
    text = claim.text
    right_text, left_text = text[slice(*ours.right)], text[ours.left[0][0] : ours.left[0][1]]
    subject = re.search(r"(?<=[가-힣A-Za-z0-9)])(?:은|는|이|가)\s", left_text)
    if subject is not None:
        left_text = left_text[: subject.end()]
    right, left = _within(claim, [ours.right]), _within(claim, [(ours.left[0][0], ours.left[0][0] + len(left_text))])
    own_right = _is_own(right_text, index, korean=True)
    own_left = not left_text.strip() or _is_own(left_text, index, korean=True)
    # A word that stands on both sides tells them not apart.
    both = [t for t in left if any(t.keys & o.keys for o in right)]
    right = [t for t in right if not any(t.keys & o.keys for o in both)]
    left = [t for t in left if t not in both]
    straight = crossed = 0.0
    where = -1
    for i, sentence in enumerate(index.sentences):
        if sentence.field == "title":
            continue
        for theirs in _english(sentence):
            their_left = sentence.text[: theirs.left[0][1]]
            own = _is_own(their_left[-90:], index, korean=False)
            left_right, right_left = _met(left, sentence, [theirs.right]), _met(right, sentence, theirs.left[:1])
            same = _met(left, sentence, theirs.left) + _met(right, sentence, [theirs.right])
            other = left_right + right_left
            if own and own_right and not own_left:
                other += 1.0 + 0.5 * bool(_OTHERS.search(left_text) and _EN_OTHERS.search(sentence.text, *theirs.right))
            elif own and own_left:
                same += 1.0
            if i not in covered.best and max(same, other) < 1.6:
                continue
            plain = left and right and _met(left, sentence, theirs.left[:1]) and _met(right, sentence, [theirs.right])
            if theirs.sign != ours.sign and theirs.said and plain and not left_right and not right_left:
                if same > crossed:
                    crossed, where = same, i  # behind where the claim has ahead
            elif theirs.sign != ours.sign:
                straight = max(straight, other)  # B is less than A: A is more than B
            else:
                if other > crossed:
                    crossed, where = other, i
                straight = max(straight, same)
    if where >= 0 and crossed >= 1.0 and crossed > 1.6 * straight:
        yield Finding(True, "the claim turns round who is ahead of whom in the source", (where,))


# ── From and to ─────────────────────────────────────────────────────────────────────────────────────────────

_KO_FROM_TO = re.compile(
    r"(?P<a>[가-힣A-Za-z0-9.%+-]+(?:\s[가-힣A-Za-z0-9.%+-]+)?)(?:에서|으로부터|로부터|을|를)\s(?:다시\s|모두\s)?"
    r"(?P<b>[가-힣A-Za-z0-9.%+-]+(?:\s[가-힣A-Za-z0-9.%+-]+)?)(?:으로|로)(?:의)?\s"
    r"(?:[가-힣]+\s)?(?:전환|변환|바꾸|바꿔|바뀌|바뀐|이동|번역|전이|옮[기겨]|변화|매핑|넘어가|이행)"
)
_EN_TO = re.compile(r"(?:\s|-)(?:to|into)(?:\s|-)")


def _turned_into(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    m = _KO_FROM_TO.search(claim.text)
    if m is None:
        return
    start, end = _within(claim, [m.span("a")]), _within(claim, [m.span("b")])
    shared = [t for t in start if any(t.keys & o.keys for o in end)]
    start = [t for t in start if t not in shared][-1:]
    end = [t for t in end if not any(t.keys & o.keys for o in shared)][-1:]
    if not start or not end:
        return
    crossed = -1
    for i in covered.best:
        sentence = index.sentences[i]
        for to in _EN_TO.finditer(sentence.text):
            before, after = [(max(0, to.start() - 40), to.start() + 1)], [(to.end() - 1, to.end() + 40)]
            if _met(start, sentence, before) and _met(end, sentence, after):
                return
            if _met(end, sentence, before) and _met(start, sentence, after):
                crossed = i
    if crossed >= 0:
        yield Finding(True, "the claim turns round what becomes what in the source", (crossed,))


# ── Names exchanged ─────────────────────────────────────────────────────────────────────────────────────────


def _exchanged(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """Two names, of each of which the claim says what the source says of the other."""
    names = [n for n in claim.names if _squeezed(n.text) not in index.own_names]
    seen: dict[str, int] = {}
    for name in names:
        if _SUBJECT.match(claim.text, name.end):
            seen.setdefault(_squeezed(name.text), name.start)
    if not 2 <= len(seen) <= 4:
        return
    places = sorted(seen.values())
    edges = [*places[1:], len(claim.text)]
    lead = [t for t in claim.tokens if t.start < places[0]]
    parts: list[tuple[str, list[Token]]] = []
    by_place = {place: low for low, place in seen.items()}
    for place, edge in zip(places, edges, strict=True):
        said = [t for t in claim.tokens if place < t.start < edge and t.kind == "word" and t.weight >= 0.3]
        parts.append((by_place[place], said))
    parts = [(low, said) for low, said in parts if said]
    if len(parts) < 2 or len(lead) > 4:
        return
    for i in covered.best:
        sentence = index.sentences[i]
        spots = {low: _spot(sentence, low) for low, _ in parts}
        if sentence.field == "title" or any(spot < 0 for spot in spots.values()):
            continue
        order = sorted(spots.values())
        own = other = 0.0
        for low, said in parts:
            for at_low, at in spots.items():
                after = next((o for o in order if o > at), len(sentence.text))
                met = _met(said, sentence, [(at, after)])
                if at_low == low:
                    own += met
                else:
                    other += met
        if other >= 2.0 and other > 1.8 * own:
            yield Finding(True, "the claim says of each name what the source says of the other", (i,))
            return


def _objects(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """Two things done to two objects, each to the other's: A를 버리고 B를 압축 for `compress A while discarding B`."""
    pairs: list[tuple[Token, Token]] = []
    for thing, deed in pairwise([t for t in claim.tokens if t.kind != "unknown"]):
        if deed.kind == "word" and _OBJECT.fullmatch(claim.text, thing.end, deed.start):
            pairs.append((thing, deed))
    for (one, did), (two, done) in pairwise(pairs):
        both = did.keys & done.keys
        if one.keys & two.keys or both in (did.keys, done.keys):
            continue
        first, second = replace(did, keys=did.keys - both), replace(done, keys=done.keys - both)
        for i in covered.best:
            sentence = index.sentences[i]
            crossed = _done(sentence, first, two) and _done(sentence, second, one)
            if crossed and not (_done(sentence, first, one) or _done(sentence, second, two)):
                yield Finding(True, f"the source has “{first.text}” and “{second.text}” of each other's object", (i,))
                return


_OBJECT = re.compile(r"[가-힣]{0,2}(?:을|를|만)\s(?:[가-힣]+\s)?")


def _done(sentence: Sentence, deed: Token, thing: Token) -> bool:
    """Whether an English sentence has a verb with a thing close behind it."""
    return any(
        deed.keys & verb.keys and any(thing.keys & t.keys and 0 < t.start - verb.end < 28 for t in sentence.tokens)
        for verb in sentence.tokens
    )


_SUBJECT = re.compile(r"(?:은|는|이|가)\s")


def _spot(sentence: Sentence, low: str) -> int:
    return next((n.start for n in sentence.names if _squeezed(n.text) == low), -1)


def _squeezed(word: str) -> str:
    return re.sub(r"[^a-z0-9+#]", "", word.lower())
