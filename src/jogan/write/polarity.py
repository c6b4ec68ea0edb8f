"""Direction, negation, opposites and overclaims: the small words by which a sentence turns into its contrary.

Everything here is found in a text by pattern, in Korean and in English alike, and given back with its place; what it
governs and whether a source bears it out is decided in `verify`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from jogan.write.hangul import inflect
from jogan.write.opposites import (
    AXES,
    EN_BETTER,
    EN_LESS,
    EN_MORE,
    EN_STATIC_BAD,
    EN_STATIC_GOOD,
    EN_WORSE,
    KO_BETTER,
    KO_LESS,
    KO_MORE,
    KO_PLAIN,
    KO_WORSE,
    SIBLINGS,
)

Sense = Literal["amount", "worth", "kept"]


@dataclass(frozen=True, slots=True)
class Move:
    """A word of direction: `sign` +1 (more, better) or -1.

    An *amount* moves a quantity, a *worth* a quality; *kept* says that nothing got worse. `bad` tells that less of the
    quantity is better: errors, cost, time.
    """

    start: int
    end: int
    sign: int
    sense: Sense
    text: str
    bad: bool = False
    weak: bool = False
    """Whether it only describes a state, and so can bear out a direction but not deny one."""


@dataclass(frozen=True, slots=True)
class Pole:
    """One side of a pair of opposites (`explicit` is +1 on the axis `explicitness`, `implicit` -1) or a member of a
    family of siblings (`sign` numbers it)."""

    start: int
    end: int
    axis: int
    sign: int
    text: str

    @property
    def is_sibling(self) -> bool:
        """Whether this is a member of a family, which names a thing and does not turn one."""
        return self.axis >= _FAMILIES


# ── Direction ───────────────────────────────────────────────────────────────────────────────────────────────

_KO_TABLES: tuple[tuple[str, int, Sense], ...] = (
    (KO_MORE, 1, "amount"), (KO_LESS, -1, "amount"), (KO_BETTER, 1, "worth"), (KO_WORSE, -1, "worth"),
)  # fmt: skip
_EN_TABLES: tuple[tuple[str, int, Sense], ...] = (
    (EN_MORE, 1, "amount"), (EN_LESS, -1, "amount"), (EN_BETTER, 1, "worth"), (EN_WORSE, -1, "worth"),
)  # fmt: skip
_BOTH = ("떨어", "하락", "저하")
"""Korean words that tell of a falling amount and of a falling worth alike."""

_Turn = tuple[int, Sense]
_HANGUL = re.compile("[가-힣]")
_KO_WORDS: dict[str, _Turn] = {
    form: (sign, sense)
    for words, sign, sense in _KO_TABLES
    for word in words.split()
    for form in (inflect(word) if word.endswith("다") else (word,))
    if form not in KO_PLAIN.split() and (len(form) > 1 or form in "높낮많늘줄작적")
}
_SHORT = frozenset(form for form in _KO_WORDS if len(form.replace("_", "")) == 1)
_KO_MOVE = re.compile(
    "|".join(
        (r"(?<![가-힣])" if len(word.replace("_", "")) < 3 or word.startswith("떨") else "")
        + word.replace("_", r"\s?")
        + (r"(?=[가-힣])(?![은을])" if word in _SHORT else "")
        for word in sorted(_KO_WORDS, key=len, reverse=True)
    )
    + r"|(?<![가-힣])덜(?=\s[가-힣])"
)
_AIM = re.compile(r"[가-힣]{0,3}?(?:기 위|고자|려는|려고|도록)|(?:하는|되는|한다는|의)?\s?(?:문제|현상|이슈|한계)")
_SPARED = re.compile(r"[가-힣]{0,3}\s?(?:최소화|최소로|줄이|줄여|줄인|방지|막|완화|억제|없|피하|거의)")
_KO_COMPARED = re.compile(
    r"(?:보다|훨씬|더욱|한층|월등히|현저히|압도적으로)\s(?P<word>(?P<more>큰|크|높|많|긴|길|빠르|빠른|좋)|(?P<less>작|낮|적|짧|느리|느린|나쁘|나쁜))"
    r"(?=[가-힣])"
)
"""A plain adjective after a comparison: it then tells a direction (이전보다 훨씬 작은)."""
_SPACED = {word.replace("_", ""): word for word in _KO_WORDS if "_" in word}
_KO_NOT_MOVE = re.compile(
    r"대규모|크롤|줄기|작업|작동|작용|적용|적응|적대|적합|적절|크기|높이[가는를]|낮선|늘상|작성|제작|조작|"
    r"시작|동작|압축된|최적화 기법|줄 수|커뮤|커널|커버|커서|크게|적분|작물|작곡|적층|적외"
)
_EN_LIST: list[tuple[re.Pattern[str], _Turn]] = [
    (re.compile(rf"(?:{'|'.join(words.split())})\Z", re.IGNORECASE), (sign, sense)) for words, sign, sense in _EN_TABLES
]
_STATIC: dict[str, int] = {
    **dict.fromkeys(EN_STATIC_GOOD.split(), 1), **dict.fromkeys(EN_STATIC_BAD.split(), -1)
}  # fmt: skip
_EN_WORD = re.compile(r"(?<![A-Za-z-])[A-Za-z]+(?:-[A-Za-z]+)*(?![A-Za-z])")
_KO_NEGATED = re.compile(
    r"^[가-힣]{0,3}\s?(?!희생|손실|잃|저하|떨어)[가-힣]{0,6}?(?:지\s?(?:않|못|는 않|도 않)|\s?수 없|"
    r"지는 (?:않|못)|기 어려|기 어렵|는 것은 아니|[은이가]? 아[니닌])"
)
_KO_LACKING = re.compile(
    r"^(?:성|도|력|함)? ?없|^(?:성|도|력|함)?[이가도은는] (?:더 |훨씬 |매우 )?(?:낮|떨어|부족|저하|없|"
    r"약하|약한|약해|부실|나빠|나쁘|결여)"
)
_KO_LESS_SO = re.compile(r"덜\s?$")
_EN_NOT = re.compile(
    r"(?:\bnot(?! (?:only|just|merely))|n't|\bless|\bnever|\bhardly|\bbarely)\s+(?:\w+\s+){0,1}$", re.IGNORECASE
)
_EN_NONE = re.compile(r"\s+(?:no|neither|little)\s")
_EN_NEGATED = re.compile(
    r"(?:\bnot(?! (?:only|just|merely))|n't|cannot|\bno|\bnever|\bwithout|\bneither|\bnor|\bfails? to|\bunable to|"
    r"\bhardly|\bbarely)\s+(?!(?:any )?(?:sacrific|compromis|los|degrad|hurt|harm|reduc|impair))(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)


_DEGREE = re.compile(
    r"\s+(?:\w+ly\s+)?\w+(?:ive|ent|ant|ble|ing|ous|al|ic|ed|ful|ly|ust|ate|ise|ex|ern|fair|subtle|"
    r"defined|natural|stable|complex|dense|diverse)\b"
)


@lru_cache(maxsize=50_000)
def _move_of(word: str) -> tuple[int, Sense] | None:
    return next((key for pattern, key in _EN_LIST if pattern.match(word)), None)


def moves(text: str) -> list[Move]:
    """The words of direction in a text, in order; a negated one has its sign turned."""
    found = []
    for m in _KO_MOVE.finditer(text):
        if _KO_NOT_MOVE.match(text, max(0, m.start() - 1)) or _KO_NOT_MOVE.match(text, m.start()):
            continue
        if _AIM.match(text, m.end()):
            continue  # what is aimed at, or is the problem, is not said to be so
        word = m[0].replace(" ", "")
        sign, sense = _KO_WORDS.get(word) or (_KO_WORDS[_SPACED[word]] if word in _SPACED else (-1, "amount"))
        if _KO_NEGATED.match(text[m.end() : m.end() + 14]) and "미치지" not in word and "지못" not in word:
            sign = -sign
        if sign < 0 and _SPARED.match(text, m.end()):
            found.append(Move(m.start(), m.end(), 1, "kept", m[0]))
            continue
        bad = _BAD.search(text[max(0, m.start() - 12) : m.start()]) is not None
        found.append(Move(m.start(), m.end(), sign, "worth" if m[0].startswith(_BOTH) else sense, m[0], bad))
    taken = {place for move in found for place in range(move.start, move.end)}
    for m in _KO_COMPARED.finditer(text):
        of: Sense = "worth" if m["word"][0] in "빠느좋나" else "amount"
        if m.start("word") not in taken and not _KO_NOT_MOVE.match(text, m.start("word")):
            sign = 1 if m["more"] else -1
            if _KO_NEGATED.match(text[m.end() : m.end() + 14]):
                sign = -sign
            bad = _BAD.search(text[max(0, m.start() - 12) : m.start()]) is not None
            found.append(Move(m.start("word"), m.end("word"), sign, of, m["word"], bad))
    for m in _EN_WORD.finditer(text):
        key = _move_of(m[0])
        if key is not None and m[0].lower() in ("more", "less") and _DEGREE.match(text, m.end()):
            key = None  # more accurate: the adjective tells what it is
        if key is not None:
            sign = -key[0] if _EN_NEGATED.search(text[max(0, m.start() - 45) : m.start()]) else key[0]
            governed = " ".join(re.findall(r"[A-Za-z-]+|[,.;]", text[m.end() : m.end() + 50])[:4]).split(",")[0]
            found.append(Move(m.start(), m.end(), sign, key[1], m[0].lower(), _BAD.search(governed) is not None))
        elif (static := _STATIC.get(m[0].lower())) is not None:
            found += [Move(m.start(), m.end(), static, sense, m[0].lower(), weak=True) for sense in ("amount", "worth")]
    found += [Move(m.start(), m.end(), 1, "kept", m[0]) for m in _KEPT.finditer(text)]
    found.sort(key=lambda move: move.start)
    return found


_KEPT = re.compile(
    r"without (?:any )?(?:sacrific\w+|compromis\w+|los(?:s|ing)(?: of)?|degrad\w+|hurting|harming|"
    r"impairing|reducing)|\b(?:maintain|preserv|retain|keep|ensur)\w*|"
    r"유지|보존|희생하지 않|(?:손실|저하|희생) 없이|떨어뜨리지 않",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"오류|오차|에러|비용|지연|레이턴시|손실|메모리|시간|부담|파라미터|매개변수|연산량|계산량|환각|편향|"
    r"노이즈|잡음|왜곡|복잡|위험|격차|차이|소모|소비|자원|불일치|"
    r"\b(?:errors?|costs?|latency|loss(?:es)?|memory|time|burden|parameters?|flops|hallucinations?|"
    r"bias(?:es)?|noise|distortions?|complexity|risks?|gaps?|"
    r"disparit\w+|overhead|footprint|consumption|usage|perplexity|delay|forgetting|overfitting|failures?|"
    r"discrepanc\w+|mismatch|energy|compute)\b",
    re.IGNORECASE,
)


def is_bad(word: str) -> bool:
    """Whether less of a thing is better: errors, cost, latency, …"""
    return _BAD.search(word) is not None


# ── Negation ────────────────────────────────────────────────────────────────────────────────────────────────

_EN_CUE = re.compile(
    r"\b(?:without(?! (?:any )?(?:sacrific|compromis|los|degrad|hurt|harm|impair|reduc))(?: the need for|"
    r" requiring| relying on| any)?|no longer|not(?! (?:only|just|merely))|no(?!-)|never|cannot|neither|nor|"
    r"rather than|instead of|as opposed to|"
    r"absence of|eliminat\w+(?: the need for)?|obviat\w+|avoid(?:s|ing|ed)?|bypass\w*|remov(?:e|es|ing)|"
    r"unable to|fails? to|discard\w*)\b|n't\b",
    re.IGNORECASE,
)
_NARROW = ("not", "no", "never", "cannot", "neither", "nor", "n't", "no longer")
"""Cues that deny the next few words only."""
_EN_STOP = re.compile(
    r"[,;:.()]|\b(?:but|while|whereas|and (?:is|are|then|it|we|achiev\w+|improv\w+)|which|that|thus|"
    r"thereby|yet|making|demonstrat\w+|achiev\w+|resulting)\b",
    re.IGNORECASE,
)
_KO_CUE = re.compile(
    r"없이|없는|없다|없으|없어|없고|없애|없습|없음|않|못하|못한|못했|아니라|아닌|아니며|대신|불필요|제거|"
    r"배제|회피|피하|피해|방지|막|벗어나|무관|간과|부족|버리|우회|미사용"
)
_KO_STOP = re.compile(r"[,;:.]|(?<=[가-힣])(?:며|고|지만|면서|으나|는데|으며)(?=\s)")


def negated(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that a negation governs: after an English cue, before a Korean one."""
    spans = []
    for m in _EN_CUE.finditer(text):
        stop = _EN_STOP.search(text, m.end())
        reach = 28 if m[0].lower() in _NARROW else 60
        spans.append((m.end(), min(stop.start() if stop else len(text), m.end() + reach)))
    for m in _KO_CUE.finditer(text):
        start = 0
        for stop in _KO_STOP.finditer(text, 0, m.start()):
            start = stop.end()
        words = [w.start() for w in re.finditer(r"\S+", text[start : m.start()])]
        if words:
            start += words[max(0, len(words) - 5)]
        spans.append((start, m.start()))
    return spans


_EN_CONTRAST = re.compile(r"\b(?:rather than|instead of|as opposed to|unlike)\b", re.IGNORECASE)
_KO_CONTRAST = re.compile(r"(?:이|가)? 아니라|(?:이|가)? 아닌|보다는|대신(?:에)?(?=\s)|이라기보다")


def contrasted(text: str) -> list[tuple[int, int]]:
    """The stretches that a text sets aside for something else: after `rather than`, before `아니라` and `보다는`."""
    spans = []
    for m in _EN_CONTRAST.finditer(text):
        stop = _EN_STOP.search(text, m.end())
        spans.append((m.end(), min(stop.start() if stop else len(text), m.end() + 50)))
    for m in _KO_CONTRAST.finditer(text):
        words = [w.start() for w in re.finditer(r"\S+", text[: m.start()])]
        if words:
            spans.append((words[max(0, len(words) - 3)], m.start()))
    return spans


_DENIAL = re.compile(
    r"(?P<stem>[가-힣A-Za-z]+?)(?:하|되|시키|이|히|리|기)?(?:지\s?(?:는|도)?\s?(?:않|못)|기(?:는|"
    r"가)?\s?어[렵려]|[할될]\s?수\s?없|을\s?수\s?없)"
    r"|(?P<noun>[가-힣]{2,}?)(?:이|가|은|는|도)\s(?:거의 |전혀 |아예 )?없(?:다|고|으며|었|음|습)"
)
_NEGATIVE = re.compile(
    r"\b(?:not(?! (?:only|just|merely))|no|cannot|never|without|nor|neither|lack\w*|fail\w*|limit\w*|"
    r"insufficient\w*|scarc\w*|hard\w*|difficult\w*|challeng\w*|"
    r"struggl\w*|disrupt\w*|discontinu\w*|violat\w*|destroy\w*|corrupt\w*|distort\w*|deteriorat\w*|"
    r"reluctan\w*|unable|prohibit\w*|prevent\w*|hinder\w*|imped\w*|poor\w*|below|short|under(?!st|l|go|t|w)\w+|"
    r"neglect\w*|overlook\w*|absen\w*|"
    r"rather than|instead of|in(?:sensitive|capable|sufficient|accurate|consistent|adequate|efficient)\w*|"
    r"un(?:able|clear|explored|reliable|stable|necessary)\w*|"
    r"degrad\w*|diminish\w*|marginal\w*|minimal\w*|little|few|rarely|hardly|barely|(?<!not )only|less|"
    r"eliminat\w*|"
    r"obviat\w*|remov\w*|avoid\w*|bypass\w*|infeasib\w*|intractab\w*|gap|miss\w*|los[est]\w*|drop\w*|"
    r"ignor\w*|independent\w*|irrespective|regardless|bottleneck\w*|non\w+|remain\w*|despite|free|"
    r"negligible|discard\w*|reduc\w*|mitigat\w*|alleviat\w*|stall|break\w*|issue\w*|problem\w*|barrier\w*|"
    r"error\w*|suffer\w*|prone|vulnerab\w*|weak\w*)\b|n't\b|"
    r"없|않|못|아니|아닌|어렵|어려|부족|한계|제한|실패|미흡|낮|저하|방해|결여|간과|제거|배제|불가|무관",
    re.IGNORECASE,
)


def denials(text: str) -> list[tuple[int, int]]:
    """The Korean verbs and nouns that a text denies (의존하지 않는다, 위험이 없다): the places of their stems."""
    return [m.span("stem" if m["stem"] else "noun") for m in _DENIAL.finditer(text)]


def has_negative(text: str) -> bool:
    """Whether a sentence holds anything of negation, want or difficulty."""
    return _NEGATIVE.search(text) is not None


# ── Opposites ───────────────────────────────────────────────────────────────────────────────────────────────


def _patterns(words: str) -> tuple[list[str], list[str], list[str]]:
    """English words, single Korean words, and Korean phrases of one side, as patterns."""
    english, korean, phrases = [], [], []
    for word in words.split(" "):
        if not re.search("[가-힣]", word):
            english.append(word)
        elif "_" in word:
            phrases.append(word.replace("_", r"\s?"))
        else:
            korean.append(word if word.startswith("(?") else rf"(?<![가-힣]){word}")
    return english, korean, phrases


@dataclass(frozen=True, slots=True)
class _Side:
    axis: int
    sign: int
    english: re.Pattern[str] | None
    korean: re.Pattern[str] | None
    phrases: re.Pattern[str] | None


def _joined(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


_SIDES = [
    _Side(axis, sign, *(_joined(part) for part in _patterns(words)))
    for axis, (plus, minus) in enumerate(re.findall(r"^\+ (.*)\n- (.*)$", AXES, re.MULTILINE))
    for sign, words in ((+1, plus), (-1, minus))
]
_FAMILIES = 10_000
"""The axes from this number on are families of siblings: `sign` numbers the member."""
_SIDES += [
    _Side(_FAMILIES + family, member, *(_joined(part) for part in _patterns(words)))
    for family, line in enumerate(SIBLINGS.strip().splitlines())
    for member, words in enumerate(line.split(" | "))
]
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|[가-힣]+")


@lru_cache(maxsize=50_000)
def _poles_of(word: str) -> tuple[tuple[int, int, int, int], ...]:
    """The poles of one word: start, end, axis, sign."""
    if word[0].isascii():
        return tuple(
            (0, len(word), side.axis, side.sign)
            for side in _SIDES
            if side.english is not None and side.english.fullmatch(word)
        )
    return tuple(
        (m.start(), m.end(), side.axis, side.sign)
        for side in _SIDES
        if side.korean is not None
        for m in side.korean.finditer(word)
    )


def _poles_of_parts(word: str) -> tuple[tuple[int, int, int, int], ...]:
    """The poles of the parts of a hyphened word: large-vocabulary."""
    if "-" not in word or word.lower().startswith("non-"):
        return ()
    return tuple(
        (m.start() + start, m.start() + end, axis, sign)
        for m in re.finditer(r"[A-Za-z]+", word)
        for start, end, axis, sign in _poles_of(m[0])
    )


def poles(text: str) -> list[Pole]:
    """The opposites that a text names. A negated word stands for the other side."""
    places = [
        (w.start() + start, w.start() + end, axis, sign)
        for w in _WORD.finditer(text)
        for start, end, axis, sign in _poles_of(w[0]) or _poles_of_parts(w[0])
    ]
    if _HANGUL.search(text):
        places += [
            (m.start(), m.end(), side.axis, side.sign)
            for side in _SIDES
            if side.phrases is not None
            for m in side.phrases.finditer(text)
        ]
    found = []
    for start, end, axis, sign in places:
        if text[end : end + 1] in ("도", "성") and text[end - 1] != "능":
            continue  # 민감도, 복잡성: the measure, not one of its ends
        turned = _KO_LACKING.match(text[end : end + 14]) or _KO_LESS_SO.search(text[max(0, start - 3) : start])
        turned = (
            turned
            or _KO_NEGATED.match(text[end : end + 14])
            or _EN_NOT.search(text[max(0, start - 25) : start])
            or _EN_NONE.match(text, end)
        )
        if axis < _FAMILIES:
            found.append(Pole(start, end, axis, -sign if turned else sign, text[start:end]))
        elif not turned:
            found.append(Pole(start, end, axis, sign, text[start:end]))
    return found
