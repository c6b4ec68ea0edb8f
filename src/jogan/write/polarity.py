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
    """One side of a pair of opposites: `explicit` is +1 on the axis `explicitness`, `implicit` -1."""

    start: int
    end: int
    axis: int
    sign: int
    text: str


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
        (r"(?<![가-힣])" if len(word.replace("_", "")) < 3 else "")
        + word.replace("_", r"\s?")
        + (r"(?=[가-힣])(?![은을])" if word in _SHORT else "")
        for word in sorted(_KO_WORDS, key=len, reverse=True)
    )
    + r"|(?<![가-힣])덜(?=\s[가-힣])"
)
_AIM = re.compile(r"[가-힣]{0,3}?(?:기 위|고자|려는|려고|도록)|(?:하는|되는|한다는|의)?\s?(?:문제|현상|이슈|한계)")
_SPARED = re.compile(r"[가-힣]{0,3}\s?(?:최소화|최소로|줄이|줄여|줄인|방지|막|완화|억제|없|피하|거의)")
_SPACED = {word.replace("_", ""): word for word in _KO_WORDS if "_" in word}
_KO_NOT_MOVE = re.compile(
    r"대규모|크롤|줄기|작업|작동|작용|적용|적응|적대|적합|적절|크기|높이[가는를]|낮선|늘상|작성|제작|조작|시작|동작|압축된|최적화 기법|줄 수|커뮤|커널|커버|커서|크게|적분|작물|작곡|적층|적외"
)
_EN_LIST: list[tuple[re.Pattern[str], _Turn]] = [
    (re.compile(rf"(?:{'|'.join(words.split())})\Z", re.IGNORECASE), (sign, sense)) for words, sign, sense in _EN_TABLES
]
_STATIC: dict[str, int] = {
    **{w: 1 for w in EN_STATIC_GOOD.split()}, **{w: -1 for w in EN_STATIC_BAD.split()}
}  # fmt: skip
_EN_WORD = re.compile(r"(?<![A-Za-z-])[A-Za-z]+(?:-[A-Za-z]+)*(?![A-Za-z])")
_KO_NEGATED = re.compile(
    r"^[가-힣]{0,3}\s?(?!희생|손실|잃|저하|떨어)[가-힣]{0,6}?(?:지\s?(?:않|못|는 않|도 않)|\s?수 없|지는 (?:않|못)|기 어려|기 어렵|는 것은 아니|[은이가]? 아[니닌])"
)
_KO_LACKING = re.compile(
    r"^(?:성|도|력|함)? ?없|^(?:성|도|력|함)?[이가도은는] (?:더 |훨씬 |매우 )?(?:낮|떨어|부족|저하|없|약하|약한|약해|부실|나빠|나쁘|결여)"
)
_KO_LESS_SO = re.compile(r"덜\s?$")
_EN_NOT = re.compile(r"(?:\bnot|n't|\bless|\bnever|\bhardly|\bbarely)\s+(?:\w+\s+){0,1}$", re.IGNORECASE)
_EN_NONE = re.compile(r"\s+(?:no|neither|little)\s")
_EN_NEGATED = re.compile(
    r"(?:\bnot|n't|cannot|\bno|\bnever|\bwithout|\bneither|\bnor|\bfails? to|\bunable to|\bhardly|\bbarely)\s+(?!(?:any )?(?:sacrific|compromis|los|degrad|hurt|harm|reduc|impair))(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)


_DEGREE = re.compile(r"\s+(?:\w+ly\s+)?\w+(?:ive|ent|ant|ble|ing|ous|al|ic|ed|ful|ly|ust|ate|ise|ex|ern|fair|subtle|defined|natural|stable|complex|dense|diverse)\b")


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
    r"without (?:any )?(?:sacrific\w+|compromis\w+|los(?:s|ing)(?: of)?|degrad\w+|hurting|harming|impairing|reducing)|\b(?:maintain|preserv|retain|keep)\w*|"
    r"유지|보존|희생하지 않|(?:손실|저하|희생) 없이|떨어뜨리지 않",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"오류|오차|에러|비용|지연|레이턴시|손실|메모리|시간|부담|파라미터|매개변수|연산량|계산량|환각|편향|노이즈|잡음|왜곡|복잡|위험|격차|차이|소모|소비|자원|불일치|"
    r"\b(?:errors?|costs?|latency|loss(?:es)?|memory|time|burden|parameters?|flops|hallucinations?|bias(?:es)?|noise|distortions?|complexity|risks?|gaps?|"
    r"disparit\w+|overhead|footprint|consumption|usage|perplexity|delay|forgetting|overfitting|failures?|discrepanc\w+|mismatch|energy|compute)\b",
    re.IGNORECASE,
)


def is_bad(word: str) -> bool:
    """Whether less of a thing is better: errors, cost, latency, …"""
    return _BAD.search(word) is not None


# ── Negation ────────────────────────────────────────────────────────────────────────────────────────────────

_EN_CUE = re.compile(
    r"\b(?:without(?! (?:any )?(?:sacrific|compromis|los|degrad|hurt|harm|impair|reduc))(?: the need for| requiring| relying on| any)?|no longer|not|no(?!-)|never|cannot|neither|nor|rather than|instead of|as opposed to|"
    r"absence of|eliminat\w+(?: the need for)?|obviat\w+|avoid(?:s|ing|ed)?|bypass\w*|remov(?:e|es|ing)|unable to|fails? to|discard\w*)\b|n't\b",
    re.IGNORECASE,
)
_NARROW = ("not", "no", "never", "cannot", "neither", "nor", "n't", "no longer")
"""Cues that deny the next few words only."""
_EN_STOP = re.compile(
    r"[,;:.()]|\b(?:but|while|whereas|and (?:is|are|then|it|we|achiev\w+|improv\w+)|which|that|thus|thereby|yet|making|demonstrat\w+|achiev\w+|resulting)\b",
    re.IGNORECASE,
)
_KO_CUE = re.compile(
    r"없이|없는|없다|없으|없어|없고|없애|없습|없음|않|못하|못한|못했|아니라|아닌|아니며|대신|불필요|제거|배제|회피|피하|피해|방지|막|벗어나|무관|간과|부족|버리|우회|미사용"
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


_EN_CONTRAST = re.compile(r"\b(?:rather than|instead of|as opposed to|not just|not merely|unlike)\b", re.IGNORECASE)
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


_DENIAL = re.compile(r"(?P<stem>[가-힣A-Za-z]+?)(?:하|되|시키|이|히|리|기)?(?:지\s?(?:는|도)?\s?(?:않|못)|기(?:는|가)?\s?어[렵려]|[할될]\s?수\s?없|을\s?수\s?없)")
_NEGATIVE = re.compile(
    r"\b(?:not|no|cannot|never|without|nor|neither|lack\w*|fail\w*|limit\w*|insufficient\w*|scarc\w*|hard\w*|difficult\w*|challeng\w*|"
    r"struggl\w*|disrupt\w*|discontinu\w*|violat\w*|destroy\w*|corrupt\w*|distort\w*|deteriorat\w*|reluctan\w*|unable|prohibit\w*|prevent\w*|hinder\w*|imped\w*|poor\w*|below|short|under\w+|neglect\w*|overlook\w*|absen\w*|"
    r"rather than|instead of|in(?:sensitive|capable|sufficient|accurate|consistent|adequate|efficient)\w*|un(?:able|seen|known|clear|explored|reliable|stable|supervised|necessary|labeled)\w*|"
    r"degrad\w*|diminish\w*|marginal\w*|minimal\w*|little|few|rarely|hardly|barely|only|less|eliminat\w*|obviat\w*|remov\w*|avoid\w*|bypass\w*|infeasib\w*|intractab\w*|gap|miss\w*|los[est]\w*|drop\w*|ignor\w*|independent\w*|irrespective|regardless|bottleneck\w*|non\w+|remain\w*|despite|free|negligible|discard\w*|reduc\w*|mitigat\w*|alleviat\w*|stall|break\w*|issue\w*|problem\w*|barrier\w*|error\w*|suffer\w*|prone|vulnerab\w*|weak\w*)\b|n't\b|"
    r"없|않|못|아니|아닌|어렵|어려|부족|한계|제한|실패|미흡|낮|저하|방해|결여|간과|제거|배제|불가|무관",
    re.IGNORECASE,
)


def denials(text: str) -> list[tuple[int, int]]:
    """The Korean verbs that a text denies (의존하지 않는다, 되기 어렵다): the places of their stems."""
    return [(m.start("stem"), m.end("stem")) for m in _DENIAL.finditer(text)]


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
    if "-" not in word:
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
        if text[end : end + 1] in ("도", "성") and text[end - 1] not in "능":
            continue  # 민감도, 복잡성: the measure, not one of its ends
        turned = _KO_LACKING.match(text[end : end + 14]) or _KO_LESS_SO.search(text[max(0, start - 3) : start])
        turned = turned or _KO_NEGATED.match(text[end : end + 14]) or _EN_NOT.search(text[max(0, start - 25) : start]) or _EN_NONE.match(text, end)
        found.append(Pole(start, end, axis, -sign if turned else sign, text[start:end]))
    return found


# ── Overclaims ──────────────────────────────────────────────────────────────────────────────────────────────

_HUMAN_EN = r"\b(?:human\w*|people|expert\w*|physician\w*|doctor\w*|clinician\w*)\b"
_OVER: tuple[tuple[str, str, str], ...] = (
    ("all", r"모든|온갖|전 분야|전 세계|전부|일체의|예외 없이|빠짐없이|누구나|어디서나|어느 것이나|하나도 빠|\b(?:all|every|everything|everyone|any|universally|invariably)\b",
     r"\b(?:all|any|every|each|entire\w*|everything|arbitrary|universal\w*)\b|모든|전체|전부|어떤"),
    ("any", r"어떤 [가-힣 A-Za-z·]{1,24}?(?:에서도|에도|든지|든(?=\s|지)|이라도|라도|하에서도|아래서도|에 대해서도|에서든|에서나)|무조건|언제 어디서",
     r"\b(?:all|any|every|arbitrary|each|regardless|irrespective|universal\w*|diverse|various|wide|across)\b|모든|어떤|무관|관계없이"),
    ("always", r"항상|언제나|늘(?=\s)|매번|반드시|어김없이|\b(?:always|invariably|in every case)\b",
     r"\b(?:always|consistent\w*|every|invariabl\w*|must|constant\w*|never|all|guarantee\w*|necessar\w*|uniformly|inherently|irrespective|regardless)\b|항상|언제나|늘|반드시"),
    ("fully", r"완전히|완벽|전적으로|온전히|(?<![\d~–-])100\s?%로|송두리째|\b(?:completely|perfectly|entirely|flawless\w*|fully)\b",
     r"\b(?:full\w*|complete\w*|entire\w*|perfect\w*|whol\w+|total\w*|all|without|eliminat\w*|exact\w*|comprehensive\w*)\b|완전|완벽|모두|전부"),
    ("not at all", r"전혀|조금도|추호도|일절|절대로?(?=\s)",
     r"\b(?:not?|never|none|without|cannot|any|zero|nothing|lossless\w*|unable|neither|free|absen\w*|un\w+|lack\w*)\b|n't|전혀|없"),
    ("without error", r"(?:오차|오류|예외|제한|한계|손실|저하|실수|결함|조건|대가|비용|부작용)(?:가|이|도|는)?\s?(?:전혀\s|아무\s)?없(?:이|는|음|다|어|었)",
     r"\b(?:no|not|without|zero|never|lossless\w*|free|any|error-free|negligible|preserv\w*|maintain\w*|retain\w*|unrestricted|unlimited|any|eliminat\w*|comparable|on par|unconditional)\b|없|무손실"),
    ("first", r"(?:세계|업계|사상|국내)?\s?최초|처음으로|\b(?:the first|first-ever|for the first time)\b",
     r"\b(?:first|pioneer\w*|no (?:prior|previous|existing) \w+|never before|underexplored|unexplored|novel|for the first time|initial)\b|최초|처음"),
    ("only", r"유일|오로지|하나뿐|독보적|\b(?:the only|sole|solely|unique\w*)\b",
     r"\b(?:only|sole|solely|unique\w*|single|alone|exclusive\w*|merely|unmatched|unparalleled)\b|유일|오직"),
    ("most", r"(?<![가-힣])가장|최고(?!\s?\d)|제일(?=\s)|최상|최강|압도적|\b(?:the best|the most|the largest|unrivall?ed)\b",
     r"\b(?:best|most|\w{3,}est|state[- ]of[- ]the[- ]art|sota|top|optimal|maxim\w*|superior|leading|outperform\w*|surpass\w*|max|min|first|peak|primary|main|key|critical|fundamental|dominant|exceptional|excel\w*|largest|unprecedented)\b|가장|최고|최상"),
    ("beyond human", r"(?:인간|사람|전문가|의사|전문의|인류|인간 전문가)(?:의)?\s?(?:수준|능력|성능|역량|정확도|지각)?(?:을|를|보다|에)?\s?(?:더\s)?(?:능가|뛰어넘|넘어서|넘어섰|초월|뛰어나|앞서|앞선|앞섰|앞지|웃돌|우수|압도|넘는)|초인|"
     r"\b(?:superhuman|(?:surpass|outperform|exceed|beat)\w* (?:humans?|experts?|physicians?|doctors?)|better than (?:humans?|experts?))\b",
     rf"super-?human|(?:surpass\w*|exceed\w*|outperform\w*|beat\w*|better than|beyond|superior to)[\w\s,'’%.-]{{0,40}}{_HUMAN_EN}|(?:인간|사람|전문가|의사)[가-힣 ]{{0,12}}(?:능가|뛰어넘|넘어|초월|뛰어나|앞서|앞선)"),
    ("human level", r"(?:인간|사람|전문가|의사|전문의|인류|인간 전문가)(?:과|와|의|에|만큼)?\s?(?:거의\s)?(?:수준(?!의 (?:이해|문제)).{0,4}?(?:의|으로|에|까지|과|을)?|급(?:의|으로)|동등|대등|맞먹|버금|필적|못지|동일한 수준|같은 수준)|"
     r"\b(?:human-level|expert-level|human parity|on par with (?:humans?|experts?))\b",
     rf"(?:human|expert|physician|doctor|clinician)s?['’]?[\s-](?:level|parity|like)|super-?human|(?:par with|match\w*|rival\w*|comparable|close|approach\w*|surpass\w*|exceed\w*|outperform\w*|parity)[\w\s,'’%.-]{{0,40}}{_HUMAN_EN}|(?:인간|사람|전문가|의사)[가-힣 ]{{0,6}}수준"),
    ("replacing people", r"(?:인간|사람|전문가|의사|교사|개발자|작업자)(?:의)?\s?[가-힣]{0,6}(?:을|를)\s?(?:완전히\s|전면\s)?대체", r"\b(?:replac\w*|substitut\w*|without human|human-free|eliminat\w*)\b|대체"),
    ("proved", r"수학적으로 증명|이론적으로 증명|수학적으로 입증|\b(?:mathematically proven?)\b", r"\b(?:prov(?:e|es|ed|en|ing|ably)|proofs?|theor\w+|mathematical\w*|guarantee\w*)\b|증명"),
    ("enough", r"충분(?:히|한|하)|\b(?:sufficient\w*|fully adequate)\b", r"\b(?:sufficient\w*|enough|adequate\w*|ample|fully|well)\b|충분"),
    ("certain", r"증명(?:하|한|함|된|됨|되|됐|했|해)|확증|단정|확실히|의심의 여지|명백히|\b(?:prov(?:e|es|ed|en)|undoubtedly|certainly|definitive\w*)\b",
     r"\b(?:prov(?:e|es|ed|en|ing|ably)|proofs?|demonstrat\w*|show\w*|establish\w*|verif\w*|confirm\w*|evidenc\w*|validat\w*|reveal\w*|guarantee\w*|find|found|observe\w*|achiev\w*|exhibit\w*)\b|증명|입증|확인"),
    ("guaranteed", r"보장(?!\w*\s?(?:못|않))|\b(?:guarantee\w*)\b", r"\b(?:guarantee\w*|ensur\w*|assur\w*|secur\w*|promis\w*|provabl\w*)\b|보장"),
    ("unlimited", r"무한|무제한|영구(?:적|히)|\b(?:unlimited|infinite\w*|forever)\b", r"\b(?:infinit\w*|unlimited|unbounded|endless|permanent\w*|arbitrar\w*|any|open-ended|long|persist\w*)\b|무한|영구"),
    ("solved", r"(?:완전히|근본적으로|영구히|단번에) (?:해결|제거|해소)", r"\b(?:solv\w*|eliminat\w*|resolv\w*|remov\w*|complete\w*|fully)\b|해결"),
    ("already used", r"(?:이미|현재)\s?[가-힣 ]{0,12}(?:상용화|도입되|쓰이고|사용되고|보급|출시)", r"\b(?:deploy\w*|product\w*|commercial\w*|already|adopt\w*|used in|in use|launch\w*|widely)\b|상용|도입"),
)  # fmt: skip
_OVER_RE = [(name, re.compile(claim, re.IGNORECASE), re.compile(source, re.IGNORECASE)) for name, claim, source in _OVER]
_HEDGE = re.compile(
    r"\b(?:may|might|could|suggest\w*|appear\w*|potential\w*|likely|possibl\w*|seem\w*|some|often|sometimes|can|most|many|numerous|several|largely|typically|frequently|generally|nearly|"
    r"almost|approximately|preliminary|hypothes\w*|indicat\w*|tend\w*|negligible|competitive|comparable|certain|partial\w*|various|diverse)\b|수 있|가능성|일부|대부분|종종|흔히|시사|추정|보인다",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Overclaim:
    """A word of unlimited scope or rank in a claim, by the name of its kind."""

    name: str
    start: int
    end: int
    text: str


_HARMLESS = re.compile(r"모든 (?:코드|자료)|완벽주의|최고 기술 책임자|최고경영|모두에게")


def overclaims(text: str) -> list[Overclaim]:
    """The words in a text that claim all, always, fully, first, only, best, human level or proof."""
    found = []
    for name, pattern, _ in _OVER_RE:
        for m in pattern.finditer(text):
            if not _HARMLESS.match(text, m.start()):
                found.append(Overclaim(name, m.start(), m.end(), m[0]))
    return found


def licensed(name: str, text: str) -> bool:
    """Whether a source's sentence says as much as an overclaim of that kind; `does not always` does not."""
    return any(
        name in ("not at all", "without error") or not _NOT_ALL.search(text[max(0, m.start() - 12) : m.start()])
        for kind, _, pattern in _OVER_RE
        if kind == name
        for m in pattern.finditer(text)
    )


_NOT_ALL = re.compile(r"\b(?:not|n't|nor|hardly|never)\s+(?:\w+\s+)?$", re.IGNORECASE)


def hedged(text: str) -> bool:
    """Whether a source's sentence says less than all: may, some, often, suggests, negligible, …"""
    return _HEDGE.search(text) is not None


_MODAL = re.compile(
    r"기대(?:된|됩|되|를|할|해|하게)|예상(?:된|됩|되|할)|전망(?:이|된|됩|되|할|입|$)|가능성|것으로 보(?:인|입|여)|잠재력|것이다|것입니다|것임|수 있(?:을|게|습|음|다|도|는|어|으)|할 수|"
    r"필요(?:하|합|가|성|$|할)|향후|앞으로|미래|장차|기여할|촉진할|미칠|가져올|이끌|열어|전환점|의의|시사점|중요(?:한|성|하)|주목(?:된|됩|할|받)|평가된|평가$|자리잡|바람직|기대$|예측됩|예측된|"
    r"\b(?:may|might|could|would|expected|promising|potential|likely|future|will|should)\b",
    re.IGNORECASE,
)


_FORECAST = re.compile(
    r"기대(?:된|됩|되|를 모|할 수|하게 한)|예상(?:된|됩|되|할)|예측(?:된다|됩니다|됨)|전망(?:이다|입니다|된|됩|되)|"
    r"[가-힣](?<![석장용명환근측제현])\s?가능성(?:이|은|도)? ?(?:있|높|크|큼|많)|[을할될릴질일킬울룰낼]\s가능성|가능성을? (?:제시|시사|열|보여|엿)|"
    r"것(?:으로 보(?:인|입|여)|이다|입니다|임|이며)(?=[.\s,]|$)|잠재력(?:을|이)\s?(?:가지|갖|지니|있|크)|(?:기여|촉진|활용|적용|응용|확장|증가시킬|높일|가져올|미칠|바꿀|변화시킬|개선할|향상시킬|도움이 될|유용)[가-힣]{0,3}할? ?수 있(?:다|습|음|으|을)|"
    r"기여할|촉진할|(?:향후|앞으로|추후|장차|미래에)[^.]{0,80}(?:것|수 있|필요|기대|전망|방향)|"
    r"\b(?:will likely|is expected to|are expected to|could lead to|may lead to|promises to|in the future)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:may|might|could|potential\w*|promis\w*|future|pav(?:e|es|ing)|expect\w*|hope\w*|avenues?|opportunit\w*|spur\w*|outlook|likely|suggest\w*|toward\w*|foundation|groundwork|"
    r"insights?|facilitat\w*|possib\w*|bridge|advance)\b|가능성|기대|전망|향후|수 있",
    re.IGNORECASE,
)


def is_forecast(text: str) -> bool:
    """Whether a sentence foretells or weighs what may come, as the parts about impact and outlook do."""
    return _FORECAST.search(text) is not None


def leaves_open(text: str) -> bool:
    """Whether a source's sentence itself speaks of what may come."""
    return _OPEN.search(text) is not None


def is_modal(text: str) -> bool:
    """Whether a sentence speaks of what may come or what something means, as interpretation does."""
    return _MODAL.search(text) is not None
