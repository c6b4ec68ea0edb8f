"""Words of direction, more or less and better or worse, found in Korean and English with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from jogan.write.hangul import inflect
from jogan.write.negation import EN_NEGATED, KO_NEGATED
from jogan.write.opposites import (
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


_KO_TABLES: tuple[tuple[str, int, Sense], ...] = (
    (KO_MORE, 1, "amount"), (KO_LESS, -1, "amount"), (KO_BETTER, 1, "worth"), (KO_WORSE, -1, "worth"),
)  # fmt: skip
_EN_TABLES: tuple[tuple[str, int, Sense], ...] = (
    (EN_MORE, 1, "amount"), (EN_LESS, -1, "amount"), (EN_BETTER, 1, "worth"), (EN_WORSE, -1, "worth"),
)  # fmt: skip
_BOTH = ("떨어", "하락", "저하")
"""Korean words that tell of a falling amount and of a falling worth alike."""

_Turn = tuple[int, Sense]
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
    r"(?:보다|훨씬|더욱|한층|월등히|현저히|압도적으로)\s(?P<word>(?P<more>큰|크|높|많|긴|길|빠르|빠른|좋)|"
    r"(?P<less>작|낮|적|짧|느리|느린|나쁘|나쁜))"
    r"(?=[가-힣])"
)
"""A plain adjective after a comparison: it then tells a direction (이전보다 훨씬 작은)."""
_SPACED = {word.replace("_", ""): word for word in _KO_WORDS if "_" in word}
_KO_NOT_MOVE = re.compile(
    r"강화\s?학습|대규모|크롤|줄기|작업|작동|작용|적용|적응|적대|적합|적절|크기|높이[가는를]|낮선|늘상|작성|제작|조작|"
    r"시작|동작|압축된|최적화 기법|줄 수|커뮤|커널|커버|커서|크게|적분|작물|작곡|적층|적외"
)
_EN_LIST: list[tuple[re.Pattern[str], _Turn]] = [
    (re.compile(rf"(?:{'|'.join(words.split())})\Z", re.IGNORECASE), (sign, sense)) for words, sign, sense in _EN_TABLES
]
_STATIC: dict[str, int] = {
    **dict.fromkeys(EN_STATIC_GOOD.split(), 1), **dict.fromkeys(EN_STATIC_BAD.split(), -1)
}  # fmt: skip
_EN_WORD = re.compile(r"(?<![A-Za-z-])[A-Za-z]+(?:-[A-Za-z]+)*(?![A-Za-z])")


_DEGREE = re.compile(
    r"\s+(?:\w+ly\s+)?\w+(?:ive|ent|ant|ble|ing|ous|al|ic|ed|ful|ly|ust|ate|ise|ex|ern|fair|subtle|"
    r"defined|natural|stable|complex|dense|diverse)\b"
)


_THAN_NUMBER = re.compile(
    r"\s+(?:than\s+)?(?:an?\s+)?(?:[$~]?\d|one\b|two\b|three\b|half\b|twice\b|doubl)", re.IGNORECASE
)
_LOSS = re.compile(
    r"(?<!without )(?<!no )(?<!any )\bloss(?:es)? of(?= [a-z-]*(?:divers|quali|accura|inform|detail|fideli|perform))|"
    r"\b(?<!without )(?<!no )(?:\w+ )?loss of \w+ (?:divers|quali|accura|fideli|perform)\w*",
    re.IGNORECASE,
)
_MODIFIER = re.compile(r"(?<=[가-힣])(?:에서|에게|보다|한|인|된|며|고|여|서|면)\s")


def _bad_before(text: str, place: int) -> bool:
    """Whether the noun that a Korean word of direction moves is one of which less is better."""
    return _BAD.search(_MODIFIER.split(text[max(0, place - 14) : place])[-1]) is not None


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
        if KO_NEGATED.match(text[m.end() : m.end() + 14]) and "미치지" not in word and "지못" not in word:
            sign = -sign
        if sign < 0 and _SPARED.match(text, m.end()):
            found.append(Move(m.start(), m.end(), 1, "kept", m[0]))
            continue
        bad = _bad_before(text, m.start())
        found.append(Move(m.start(), m.end(), sign, "worth" if m[0].startswith(_BOTH) else sense, m[0], bad))
    taken = {place for move in found for place in range(move.start, move.end)}
    for m in _KO_COMPARED.finditer(text):
        of: Sense = "worth" if m["word"][0] in "빠느좋나" else "amount"
        if m.start("word") not in taken and not _KO_NOT_MOVE.match(text, m.start("word")):
            sign = 1 if m["more"] else -1
            if KO_NEGATED.match(text[m.end() : m.end() + 14]):
                sign = -sign
            bad = _bad_before(text, m.start())
            found.append(Move(m.start("word"), m.end("word"), sign, of, m["word"], bad))
    for m in _EN_WORD.finditer(text):
        key = _move_of(m[0])
        if key is not None and m[0].lower() in ("more", "less") and _DEGREE.match(text, m.end()):
            key = None  # more accurate: the adjective tells what it is
        if key is not None and _THAN_NUMBER.match(text, m.end()):
            key = None  # more than 5x: a bound
        if key is not None:
            sign = -key[0] if EN_NEGATED.search(text[max(0, m.start() - 45) : m.start()]) else key[0]
            governed = " ".join(re.findall(r"[A-Za-z-]+|[,.;]", text[m.end() : m.end() + 50])[:4]).split(",")[0]
            found.append(Move(m.start(), m.end(), sign, key[1], m[0].lower(), _BAD.search(governed) is not None))
            if m[0].lower().startswith(("mitigat", "alleviat")):
                found.append(Move(m.start(), m.end(), -sign, "amount", m[0].lower(), bad=True))
        elif (static := _STATIC.get(m[0].lower())) is not None:
            found += [Move(m.start(), m.end(), static, sense, m[0].lower(), weak=True) for sense in ("amount", "worth")]
    found += [Move(m.start(), m.end(), -1, "worth", m[0].lower()) for m in _LOSS.finditer(text)]
    found += [Move(m.start(), m.end(), 1, "kept", m[0]) for m in _KEPT.finditer(text)]
    found.sort(key=lambda move: move.start)
    return found


_KEPT = re.compile(
    r"without (?:any )?(?:sacrific\w+|compromis\w+|los(?:s|ing)(?: of)?|degrad\w+|hurting|harming|"
    r"impairing|reducing)|\b(?:maintain|preserv|retain|keep|ensur)\w*|"
    r"\bcomparable (?:to|with)\b|\bon (?:a )?par with\b|\bcompetitive with\b|"
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
