"""The checks of numbers and of coverage; names and turns of direction have their own files.

Each takes a claim, how a source covers it, and the source, and gives back what it finds against the claim. A finding
*refutes* when the source says otherwise, and is mere want of support when the source is silent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from jogan.write.align import Cover, Finding, SourceIndex
from jogan.write.hangul import looks_foreign
from jogan.write.lexicon import Token, Vocabulary
from jogan.write.names import is_common
from jogan.write.parsed import Sentence
from jogan.write.quantity import Quantity, opposed, same
from jogan.write.stems import english_keys

# ── Numbers ─────────────────────────────────────────────────────────────────────────────────────────────────

_OF_PAPERS = re.compile(r"^\s*(?:논문|연구|기사|글|편의 논문|papers?\b|studies\b|stud(?:y|ies)\b)")
_LISTED = re.compile(r"[,·]|(?<=[가-힣A-Za-z0-9)])(?:와|과|및|,)\s|\band\b|\bor\b")


def check_numbers(claim: Sentence, covered: Cover, index: SourceIndex) -> Iterator[Finding]:
    """Every number with its unit must stand in the source, with a fitting bound, beside what the claim speaks of."""
    matched: list[tuple[Quantity, list[tuple[int, Quantity]]]] = []
    for number in claim.numbers:
        if _of_papers(claim, number) or _in_name(claim, number, index):
            continue
        if (
            number.value == 1
            and number.raw.strip() == "1"
            and re.match(r"\s?(?:단계|개|가지|차|[).:]|번째)", claim.text[number.end :])
        ):
            continue  # one is an article, a first stage, or a mark of a list
        hits = [(i, q) for i, q in index.numbers if same(number, q)]
        hits = [(i, q) for i, q in hits if q.unit == number.unit] or hits
        if not hits and (_bit_name(number, index) or _counts_list(claim, number) or _enumerated(number, index)):
            continue
        if not hits:
            yield _missing_number(claim, number, covered, index)
            continue
        if all(opposed(number, q) for _, q in hits):
            place, q = hits[0]
            yield Finding(
                True,
                f"the source says “{_around(index.sentences[place], q)}”, which is another bound than “{number.raw}”",
                (place,),
            )
            continue
        near = _near(claim, number)
        if near and not any(i in places for i, _ in hits for token, places in covered.found if token in near):
            yield Finding(False, f"{number.raw} stands in the source for something else", tuple(i for i, _ in hits[:1]))
            continue
        elsewhere = _beside_it(claim, number, hits, index) or _better_place(claim, number, hits, covered, index)
        if elsewhere is not None:
            place, q = elsewhere
            yield Finding(
                True,
                f"{number.raw.strip()} is said of something else; here the source says "
                f"“{_around(index.sentences[place], q)}”",
                (place,),
            )
            continue
        matched.append((number, hits))
    yield from _swapped(claim, matched, index)


def _beside_it(
    claim: Sentence, number: Quantity, hits: list[tuple[int, Quantity]], index: SourceIndex
) -> tuple[int, Quantity] | None:
    """Another number of the same sort in the number's own sentence, of which the claim's words are said instead."""
    if len(hits) != 1:
        return None
    place, own = hits[0]
    sentence = index.sentences[place]
    ours = _fit(claim, number, sentence, own)
    for rival in sentence.numbers:
        if rival.unit == own.unit and rival is not own and not any(same(c, rival) for c in claim.numbers):
            theirs = _fit(claim, number, sentence, rival)
            if theirs > 1.5 and theirs > 2 * ours:
                return place, rival
    return None


def _better_place(
    claim: Sentence, number: Quantity, hits: list[tuple[int, Quantity]], covered: Cover, index: SourceIndex
) -> tuple[int, Quantity] | None:
    """Another number of the same sort, in a sentence that fits the claim far better than the number's own."""
    noun = _counted(claim, number)
    if number.unit not in ("%", "x") and noun is None:
        return None
    near = _near(claim, number)

    def worth(place: int) -> float:
        return sum(t.weight / math.sqrt(len(places)) for t, places in covered.found if place in places and t in near)

    ours = max(worth(i) for i, _ in hits)
    for i, q in index.numbers:
        rival = i in covered.best and _same_sort(number, q) and not any(same(c, q) for c in claim.numbers)
        if rival and noun is not None:
            other = _counted(index.sentences[i], q)
            rival = other is not None and not noun.keys.isdisjoint(other.keys)
        if rival and worth(i) > ours * 1.5 + 0.8:
            return i, q
    return None


def _counted(sentence: Sentence, number: Quantity) -> Token | None:
    """What a bare number counts: the word right after it."""
    if number.unit not in ("", "count"):
        return None
    return next((t for t in sentence.tokens if 0 <= t.start - number.end <= 3), None)


def _of_papers(claim: Sentence, number: Quantity) -> bool:
    """Whether a number only counts or orders the papers of a report."""
    return number.unit in ("count", "ordinal") and (
        _OF_PAPERS.match(claim.text[number.end :]) is not None or re.search(r"논문|연구$", number.raw) is not None
    )


def _in_name(claim: Sentence, number: Quantity, index: SourceIndex) -> bool:
    """Whether digits are part of a name (`SAM2`, `RTX 4090`) that the source holds."""
    before = re.search(r"([A-Za-z][A-Za-z0-9-]*)[\s-]$", claim.text[: number.start])
    if re.search(r"\d[KMBT]$", number.raw, re.IGNORECASE) and number.raw.lower() in index.words:
        return True  # the size in LLaMA-3-8B
    if before and re.sub(r"[^a-z0-9]", "", (before[1] + number.raw).lower()) in index.words:
        return True
    return any(name.start <= number.start < name.end for name in claim.names)


def _bit_name(number: Quantity, index: SourceIndex) -> bool:
    """Whether `8비트` is borne out by a name such as INT8 or FP8."""
    if number.unit != "bit" or isinstance(number.value, str):
        return False
    digits = f"{number.value:g}"
    return any(re.fullmatch(rf"[a-z]+{digits}", word) for word in index.words)


def _counts_list(claim: Sentence, number: Quantity) -> bool:
    """Whether a small count only counts what the claim itself lists: `KITTI와 NYU 두 데이터셋`."""
    if number.unit != "count" or isinstance(number.value, str) or not 2 <= number.value <= 6:
        return False
    start = 0
    for edge in claim.clauses:
        if edge <= number.start and claim.text[edge - 1 : edge] != ",":
            start = edge
    before = claim.text[start : number.start]
    listed = 1 + len(
        re.findall(r"[,·]|(?<=[가-힣A-Za-z0-9)])(?:와|과)\s|\s및\s|\band\b", re.sub(r",\s*and\b|,\s*및", ",", before))
    )
    after = claim.text[number.end :]
    colon = re.match(r"[^:.]{0,30}:\s*(.+)", after)
    listed_after = 1 + len(_LISTED.findall(re.sub(r",\s*and\b", ",", colon[1]))) if colon else 0
    return number.value in (listed, listed_after) and number.value > 1


def _enumerated(number: Quantity, index: SourceIndex) -> bool:
    """Whether the source numbers as many points, `1) … 2) … 3) …` or `First, … Second, …`."""
    if number.unit != "count" or isinstance(number.value, str) or not 2 <= number.value <= 9:
        return False
    text = " ".join(sentence.text for sentence in index.sentences)
    marks = [int(m) for m in re.findall(r"(?:\(|(?<=\s))(\d)\)", text)]
    words = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"]
    told = 0
    while told < len(words) and re.search(rf"\b(?:{words[told]}|{words[told].lower()})(?:ly)?,", text):
        told += 1
    return number.value in (max(marks, default=0), told)


def _missing_number(claim: Sentence, number: Quantity, covered: Cover, index: SourceIndex) -> Finding:
    rivals = [(i, q) for i, q in index.numbers if i in covered.best and _same_sort(number, q)]
    if rivals:
        place, rival = max(rivals, key=lambda entry: _fit(claim, number, index.sentences[entry[0]], entry[1]))
        return Finding(
            True,
            f"{number.raw.strip()} is not in the source, which says “{_around(index.sentences[place], rival)}”",
            (place,),
        )
    return Finding(False, f"the number {number.raw.strip()} is not in the source")


def _same_sort(a: Quantity, b: Quantity) -> bool:
    if a.unit in ("", "count") and b.unit in ("", "count"):
        return True
    return a.unit == b.unit


def _around(sentence: Sentence, q: Quantity) -> str:
    return " ".join(sentence.text[max(0, q.start - 25) : q.end + 25].split())


def _near(claim: Sentence, number: Quantity) -> list[Token]:
    """The content words of the claim that a number may belong to: those of its clause, else all."""
    clause = claim.clause_of(number.start)
    tokens = [t for t in claim.tokens if t.weight >= 0.3 and claim.clause_of(t.start) == clause]
    return tokens or [t for t in claim.tokens if t.weight >= 0.3]


def _swapped(
    claim: Sentence, matched: list[tuple[Quantity, list[tuple[int, Quantity]]]], index: SourceIndex
) -> Iterator[Finding]:
    """Two numbers of one kind that stand in the source the other way round."""
    for i, (a, a_hits) in enumerate(matched):
        for b, b_hits in matched[i + 1 :]:
            if (
                a.unit != b.unit
                or a.value == b.value
                or len(a_hits) != 1
                or len(b_hits) != 1
                or a_hits[0][0] != b_hits[0][0]
            ):
                continue
            sentence = index.sentences[a_hits[0][0]]
            a_src, b_src = a_hits[0][1], b_hits[0][1]
            if any(
                _counts_alike(claim, ours, sentence, own) and not _counts_alike(claim, ours, sentence, other)
                for ours, own, other in ((a, a_src, b_src), (b, b_src, a_src))
            ):
                continue
            if (a.start < b.start) == (a_src.start < b_src.start) and re.search(
                r"각각|respectively", claim.text + sentence.text
            ):
                continue
            ordered = (a.start < b.start) == (a_src.start < b_src.start)
            own = _fit(claim, a, sentence, a_src) + _fit(claim, b, sentence, b_src)
            other = _fit(claim, a, sentence, b_src) + _fit(claim, b, sentence, a_src)
            if other > (2.5 * own + 0.5 if ordered else 1.1 * own + 0.1):
                yield Finding(True, f"{a.raw} and {b.raw} stand the other way round in the source", (a_hits[0][0],))


def _counts_alike(claim: Sentence, number: Quantity, sentence: Sentence, source: Quantity) -> bool:
    """Whether the word that a number counts is in the source the very word that the number counts there."""
    ours, theirs = _counted(claim, number), _counted(sentence, source)
    if ours is None or theirs is None or not re.fullmatch(r"[가-힣]?의?\s?", claim.text[number.end : ours.start]):
        return False
    return not ours.keys.isdisjoint(theirs.keys)


_SUBJECT = re.compile(r"(?:은|는|이|가)\s")
_VERB_END = re.compile(
    r"[가-힣](?:(?![합됩입킵])[갑납답랍맙밥봅숩춥둡쉽춥눕겁룹릅붑웁접듭])니다|[가-힣]{2}[낸댄린긴춘둔쓴본준진난든한운]다(?![가-힣])"
)


def _fit(claim: Sentence, number: Quantity, sentence: Sentence, source: Quantity) -> float:
    """How well the surroundings of a claim's number fit those of a source's: words met, the nearer the more."""
    score = 0.0
    numbers = [q for q in claim.numbers if q is not number]
    clause, home = claim.clause_of(number.start), sentence.clause_of(source.start)
    here = [t for t in claim.tokens if claim.clause_of(t.start) == clause]
    for token in here if len(here) > 1 else claim.tokens:
        low, high = sorted((token.start, number.start))
        if any(low < q.start < high for q in numbers):
            continue  # another number stands between
        far = token.start - number.end if token.start >= number.start else number.start - token.end
        if far > 25:
            continue
        for other in sentence.tokens:
            away = other.start - source.end if other.start >= source.start else source.start - other.end
            if 0 <= away <= 45 and token.keys & other.keys:
                beyond = 1.0 if sentence.clause_of(other.start) == home else 0.35
                if _SUBJECT.match(claim.text, token.end):
                    beyond *= 3  # of whom it is said decides
                score += beyond * token.weight * ((1 - far / 30) * (1 - away / 50)) ** 1.5
                break
    return score


# ── Coverage ───────────────────────────────────────────────────────────────────────────────────────────────


def _other_modifier(
    claim: Sentence, covered: Cover, index: SourceIndex, lost: list[Token], vocabulary: Vocabulary
) -> Finding | None:
    """A lost word right before one that the source has with another word before it: social for citation networks."""
    for word in lost:
        if _is_native(word):
            continue  # it may well say what the source says
        head = next((t for t in claim.tokens if 0 <= t.start - word.end <= 1 and t.weight >= 0.3), None)
        places = next((p for t, p in covered.found if t is head), [])
        if head is None or head.kind == "name" or word.kind == "name":
            continue
        if (
            head.text.endswith(("게", "히"))
            or word.text.endswith(("게", "히"))
            or (word.kind == "unknown" and word.text[-1] in "이가은는을를")
        ):
            continue  # no modifier before its noun
        if re.match(r"(?:히|게|하게|로|으로|적으로)(?![가-힣])", claim.text[word.end :]):
            continue
        if not covered.best or covered.best[0] not in places:
            continue
        place, rivals = covered.best[0], []
        sentence = index.sentences[place]
        for t in sentence.tokens:
            if head.keys & frozenset(english_keys(t.text)):
                before = next((o for o in sentence.tokens if 0 <= t.start - o.end <= 1), None)
                rivals.append(before)
        if rivals and all(o is not None and o.weight >= 1 and vocabulary.knows(o.text) for o in rivals):
            rival = next(o for o in rivals if o is not None)
            if not any(o is not None and o.keys & t.keys for o in rivals for t in claim.tokens):
                return Finding(True, f"the source says {rival.text}, not {word.text}, of {head.text}", (place,))
    return None


def _glossed(claim: Sentence, token: Token) -> bool:
    """Whether the original stands in parentheses after a transliterated word; it is then checked by itself."""
    return re.match(r"[가-힣]{0,4}\s?\([A-Za-z]", claim.text[token.end :]) is not None


def _is_native(token: Token) -> bool:
    """Whether a Hangul word is none that a dictionary has, and does not sound foreign either."""
    return token.kind == "unknown" and not looks_foreign(token.text)


def _is_stranger(claim: Sentence, token: Token) -> bool:
    """Whether a Hangul word that no dictionary has sounds foreign, and is not inflected as only native verbs are."""
    if token.kind != "unknown" or not looks_foreign(token.text):
        return False
    return _VERB_END.search(claim.text, token.start, token.end + 2) is None


def check_coverage(
    claim: Sentence, covered: Cover, index: SourceIndex, vocabulary: Vocabulary, *, strict: bool
) -> Iterator[Finding]:
    """Most content words must have a counterpart, in the claim as a whole and in each of its clauses."""
    axes = {pole.axis for sentence in index.sentences for pole in sentence.poles}
    turned = [
        *((m.start, m.end) for m in claim.moves),
        *((p.start, p.end) for p in claim.poles if not p.is_sibling and p.axis in axes),
    ]  # judged by their own checks
    missing = {
        id(token) for token in covered.missing
        if not (token.kind == "name" and is_common(token, index))
        and not any(a < token.end and token.start < b for a, b in turned)
    }  # fmt: skip
    lost = [token for token in covered.missing if token.weight >= 1 and id(token) in missing]
    # A word that no dictionary has is half a sign: the source may say it in other words.
    weights = {id(t): t.weight * (0.5 if _is_native(t) else 1.0) for t in claim.tokens}
    gone = sum(weights[id(t)] for t in lost)
    absent = sum(weights[id(t)] for t in covered.missing)
    whole = covered.weight - sum(t.weight - weights[id(t)] for t in covered.missing)
    if not whole:
        return  # nothing but numbers, which have their own check
    share = 1 - sum(weights[id(t)] for t in covered.missing if id(t) in missing) / whole
    if (
        share < (0.65 if strict else 0.5)
        or (strict and 1 - absent / whole < 0.6)
        or (strict and len(lost) >= 2 and gone >= 2 and gone / whole > 0.13)
    ):
        told = ", ".join(t.text for t in (lost or covered.missing)[:4])
        yield Finding(False, f"the source does not speak of {told}")
        return
    if strict and covered.peak < 0.4 and covered.weight > 3:
        yield Finding(False, "its words stand scattered over the source, nowhere together")
        return
    term = next((t for t in lost if t.kind == "word" and vocabulary.is_term(t.text)), None) if strict else None
    if term is not None:
        yield Finding(False, f"the source does not speak of {term.text}")
        return
    stranger = next((t for t in lost if t.text.count("-") > 1 or _is_stranger(claim, t)), None)
    if stranger is not None and not _glossed(claim, stranger):
        yield Finding(False, f"the source does not speak of {stranger.text}")
        return
    swapped = _other_modifier(claim, covered, index, lost, vocabulary) if strict else None
    if swapped is not None:
        yield swapped
        return
    run: list[Token] = []
    for token in [*claim.tokens, None]:
        if token is not None and id(token) in missing and token.weight >= 1:
            run.append(token)
            continue
        if token is not None and id(token) in missing:
            continue
        if len(run) >= 3 and sum(weights[id(t)] for t in run) >= 2:
            yield Finding(False, "the source does not speak of " + " ".join(t.text for t in run))
            return
        run = []
    for clause in {claim.clause_of(t.start) for t in claim.tokens}:
        tokens = [t for t in claim.tokens if claim.clause_of(t.start) == clause]
        borne = sum(
            1.0
            for q in claim.numbers
            if claim.clause_of(q.start) == clause and any(same(q, other) for _, other in index.numbers)
        )
        total = sum(weights[id(t)] if id(t) in missing else t.weight for t in tokens) + borne
        have = sum(t.weight for t in tokens if id(t) not in missing) + borne
        if total >= 2.0 and have / total < 0.45 and sum(id(t) in missing and t.weight >= 1 for t in tokens) > 1:
            yield Finding(
                False, "the source does not speak of " + ", ".join(t.text for t in tokens if id(t) in missing)
            )
            return
