"""Direction, negation, opposites and overclaims: the small words by which a sentence turns into its contrary.

Everything here is found in a text by pattern, in Korean and in English alike, and given back with its place; what it
governs and whether a source bears it out is decided in `verify`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Sense = Literal["amount", "worth"]


@dataclass(frozen=True, slots=True)
class Move:
    """A word of direction: `sign` +1 (more, better) or -1; an *amount* moves a quantity, a *worth* a quality."""

    start: int
    end: int
    sign: int
    sense: Sense
    text: str


@dataclass(frozen=True, slots=True)
class Pole:
    """One side of a pair of opposites: `explicit` is +1 on the axis `explicitness`, `implicit` -1."""

    start: int
    end: int
    axis: int
    sign: int
    text: str


# ── Direction ───────────────────────────────────────────────────────────────────────────────────────────────

_KO_MOVES: dict[tuple[int, Sense], str] = {
    (+1, "amount"): "증가 증대 증폭 급증 상승 확대 늘리 늘려 늘린 늘릴 늘어 늘었 늘고 늘며 늘수록 늘 커지 커져 커진 커질 커졌 커 크게는 큰 크 큽 높이 높여 높인 "
    "높일 높아 높은 높았 높고 높게 높다 높으 높습 높 많아 많은 많이 많을 올라 올랐 오른 올린 올려 불어 길어 확장 더크 더 많",
    (-1, "amount"): "감소 감축 절감 축소 단축 경감 삭감 하락 줄이 줄여 줄인 줄일 줄였 줄임 줄어 줄었 줄고 줄 낮추 낮춰 낮춘 낮출 낮아 낮은 낮았 낮고 낮게 낮다 낮으 낮습 낮 작은 작아 "
    "작다 작고 작게 작았 작으 작습 작 적은 적어 적게 적다 적고 적습 짧아 짧은 짧게 최소화 덜어 내려 떨어 떨군 압축",
    (+1, "worth"): "향상 개선 증진 제고 강화 호전 진전 나아 나은 낫 좋아 좋은 좋게 좋다 좋았 우수 우월 우위 탁월 월등 뛰어난 뛰어나 뛰어넘 능가 앞서 앞선 앞섰 앞질 제치 "
    "웃돌 웃도 상회 넘어서 넘어섰 추월 압도 빨라 빠르 빠른 빨랐 빨리 가속 정확해 최적 이점 극대화 촉진",
    (-1, "worth"): "저하 악화 열화 퇴보 퇴화 약화 나빠 나쁘 나쁜 열등 열세 저조 부진 뒤처 뒤떨 뒤지 뒤졌 밀려 밀린 밀렸 밑돌 밑도 하회 못미치 못 미치 미치지 못 미치지 않 떨어 느려 느리 느린 "
    "늦어 손상 훼손 둔화 무너 붕괴 방해 저해 해친 해치",
}  # fmt: skip
_EN_MOVES: dict[tuple[int, Sense], str] = {
    (+1, "amount"): "increas\\w* rise rises rising raise raises raised grow grows growing grown growth larger greater higher more longer expand\\w* amplif\\w* bigger "
    "high large enlarg\\w* widen\\w* widened extend\\w* up accumulat\\w* elevat\\w*",
    (-1, "amount"): "decreas\\w* reduc\\w* lower lowers lowered lowering smaller less fewer declin\\w* drop drops dropped shrink\\w* shorter diminish\\w* minimi[sz]\\w* sav(?:e|es|ing|ings) cut cuts cutting "
    "low shorten\\w* compress\\w* small narrow\\w* lessen\\w* halv\\w* negligible marginal minimal",
    (+1, "worth"): "improv\\w* enhanc\\w* boost\\w* better best outperform\\w* surpass\\w* superior\\w* exceed\\w* gain gains strengthen\\w* accelerat\\w* speed(?:s|up|ups) faster benefit\\w* advanc\\w* "
    "alleviat\\w* mitigat\\w* excel\\w* stronger beat beats state-of-the-art sota optimal optimiz\\w* increases? advantage\\w* promot\\w* facilitat\\w* fast rival\\w* win wins improved",
    (-1, "worth"): "degrad\\w* worse worst worsen\\w* deteriorat\\w* underperform\\w* inferior below lag lags lagging hurt\\w* harm\\w* impair\\w* weaken\\w* slower slow weaker "
    "fall\\w* behind hinder\\w* undermin\\w* collaps\\w* erod\\w* exacerbat\\w*",
}  # fmt: skip
_BOTH = {"떨어", "하락", "저하"}
"""Korean words that tell of a falling amount and of a falling worth alike."""


def _table(groups: dict[tuple[int, Sense], str]) -> dict[str, tuple[int, Sense]]:
    return {word: key for key, words in groups.items() for word in words.split(" ") if word}


_HANGUL = re.compile("[가-힣]")
_KO_WORDS = {w.replace("_", " "): key for w, key in _table(
    {k: v.replace("못 미치", "못_미치").replace("미치지 못", "미치지_못").replace("미치지 않", "미치지_않").replace("더 많", "더_많") for k, v in _KO_MOVES.items()}
).items()}  # fmt: skip
_KO_MOVE = re.compile(
    "|".join(
        (rf"(?<![가-힣]){re.escape(w)}" if len(w) == 1 or w in ("높이", "작게", "적어", "커지") else re.escape(w))
        + (r"(?=[가-힣])" if len(w) == 1 else "")
        for w in sorted(_KO_WORDS, key=len, reverse=True)
    )
)
_KO_NOT_MOVE = re.compile(
    r"대규모|크롤|줄기|작업|작동|작용|적용|적응|적대|적합|적절|크기|높이[가는를]|낮선|늘상|작성|제작|조작|시작|동작|압축된|최적화 기법|줄 수|커뮤|커널|커버|커서|크게|적분|작물|작곡|적층|적외"
)
_EN_LIST = [(re.compile(rf"(?:{'|'.join(words.split())})\Z", re.IGNORECASE), key) for key, words in _EN_MOVES.items()]
_EN_WORD = re.compile(r"(?<![A-Za-z-])[A-Za-z]+(?:-[A-Za-z]+)*(?![A-Za-z])")
_KO_NEGATED = re.compile(
    r"^[가-힣]{0,6}?(?:지\s?(?:않|못|는 않|도 않)|\s?수 없|지는 (?:않|못)|기 어려|는 것은 아니|은 아니)"
)
_EN_NEGATED = re.compile(
    r"(?:\bnot|n't|cannot|\bno|\bnever|\bwithout|\bneither|\bnor|\bfails? to|\bunable to|\bhardly|\bbarely)\s+(?:\w+\s+){0,2}$",
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
        sign, sense = _KO_WORDS[m[0]]
        if _KO_NEGATED.match(text[m.end() : m.end() + 14]) and m[0] not in ("미치지 못", "미치지 않"):
            sign = -sign
        found.append(Move(m.start(), m.end(), sign, "worth" if m[0] in _BOTH else sense, m[0]))
    for m in _EN_WORD.finditer(text):
        key = _move_of(m[0])
        if key is not None and m[0].lower() in ("more", "less") and _DEGREE.match(text, m.end()):
            key = None  # more accurate: the adjective tells what it is
        if key is not None:
            sign = -key[0] if _EN_NEGATED.search(text[max(0, m.start() - 30) : m.start()]) else key[0]
            found.append(Move(m.start(), m.end(), sign, key[1], m[0].lower()))
    found.sort(key=lambda move: move.start)
    return found


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
    r"\b(?:without(?: the need for| requiring| relying on| any)?|no longer|not|no|never|cannot|neither|nor|rather than|instead of|as opposed to|"
    r"absence of|eliminat\w+(?: the need for)?|obviat\w+|avoid(?:s|ing|ed)?|bypass\w*|remov(?:e|es|ing)|unable to|fails? to|discard\w*)\b|n't\b",
    re.IGNORECASE,
)
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
        end = min(stop.start() if stop else len(text), m.end() + 60)
        spans.append((m.end(), end))
    for m in _KO_CUE.finditer(text):
        start = 0
        for stop in _KO_STOP.finditer(text, 0, m.start()):
            start = stop.end()
        words = [w.start() for w in re.finditer(r"\S+", text[start : m.start()])]
        if words:
            start += words[max(0, len(words) - 5)]
        spans.append((start, m.start()))
    return spans


# ── Opposites ───────────────────────────────────────────────────────────────────────────────────────────────

_AXES: tuple[tuple[str, str], ...] = (
    ("명확 뚜렷 선명 분명 clear(?:er|ly)? well-defined defined distinct explicit(?:ly)?", "흐릿 모호 희미 불분명 불명확 blur\\w* vague\\w* ambiguous unclear obscure\\w*"),
    ("명시 explicit(?:ly)?", "암묵 암시적 implicit(?:ly)?"),
    ("쉽 쉬운 쉬워 손쉽 용이 수월 간편 eas(?:y|ier|ily) simple simpler simplif\\w* straightforward effortless\\w*", "어렵 어려 힘들 까다 곤란 difficult\\w* hard harder challeng\\w* struggl\\w*"),
    ("단순 간단 간결 simple simpler simplif\\w* concise", "복잡 complex\\w* complicat\\w* intricate"),
    ("저렴 값싼 값싸 싼 비용_효율 저비용 cheap\\w* inexpensive low-cost cost-effective cost-efficient affordable economical", "비싸 비싼 값비싸 값비싼 고비용 비용이_많이 expensive costly prohibitive\\w*"),
    ("안정 stable stabl\\w+ stability", "불안정 unstable instability"),
    ("안전 safe safely safety", "위험 unsafe dangerous risk\\w*"),
    ("강한 강력 강하 견고 강건 튼튼 strong\\w* robust\\w* powerful", "약한 약하 취약 허약 weak\\w* vulnerab\\w* fragile brittle"),
    ("강점 장점 이점 strengths? advantages? benefits? merits?", "약점 단점 결함 허점 weakness\\w* drawbacks? deficienc\\w* shortcomings? flaws? disadvantages?"),
    ("민감 예민 sensitiv\\w*", "둔감 insensitiv\\w*"),
    ("확장_가능 확장성 확장하기_쉽 scalab\\w*", "확장하기_어렵 확장이_어렵 확장성이_부족 unscalab\\w*"),
    ("일관 consistent\\w* consistency coheren\\w*", "불일치 비일관 모순 inconsisten\\w* mismatch\\w* misalign\\w* discrepan\\w* contradict\\w*"),
    ("투명 transparen\\w*", "불투명 opaque opacity obscure\\w* black-box black`* box"),
    ("수동적 passive\\w*", "능동 적극 active(?:ly)? proactive\\w*"),
    ("전역 전체적 global\\w*", "지역적 국소 국지 local(?:ly|ized)?"),
    ("정적 static\\w*", "동적 역동 dynamic\\w*"),
    ("양방향 bidirectional\\w* two-way", "단방향 일방향 unidirectional\\w* one-way"),
    ("결정론 결정적_추론 deterministic\\w*", "확률적 무작위 stochastic\\w* random\\w* probabilistic\\w*"),
    ("비선형 nonlinear\\w* non-linear\\w*", "(?<!비)선형 (?<!non)(?<!non-)linear\\w*"),
    ("비지도 unsupervised", "(?<!비)지도_학습 (?<!un)(?<!self-)supervised"),
    ("온라인 online", "오프라인 offline"),
    ("오픈소스 공개 개방 open open-source\\w* publicly", "비공개 폐쇄 독점 closed\\w* proprietary"),
    ("풍부 넉넉 abundant\\w* rich\\w* ample plentiful", "부족 희소 드문 모자란 scarc\\w* insufficient lack\\w* limited sparse"),
    ("조밀 밀집 dens(?:e|ely|er)", "희소 sparse\\w*"),
    ("긴 길어 장기 장문 long longer long-\\w+ lengthy", "짧 단기 short shorter short-\\w+ brief\\w*"),
    ("빠르 빠른 빨라 빨리 신속 가속 fast\\w* quick\\w* rapid\\w* speed\\w* accelerat\\w* swift\\w*", "느리 느린 느려 더디 더딘 지체 slow\\w*"),
    ("성공 success\\w* succeed\\w*", "실패 fail\\w* unsuccessful"),
    ("필수 필요 necessar\\w* requir\\w* need\\w* essential", "불필요 필요_없 unnecessar\\w* needless"),
    ("가능 possibl\\w* feasib\\w* able enabl\\w*", "불가능 impossib\\w* infeasib\\w* unable"),
    ("일치 부합 align\\w* agree\\w* match\\w* consistent\\w*", "불일치 어긋 상충 disagree\\w* misalign\\w* mismatch\\w* inconsisten\\w* deviat\\w*"),
    ("공정 fair fairly fairness equitab\\w*", "불공정 unfair\\w* biased discriminat\\w*"),
    ("인코더 encoder-only encoders?", "디코더 decoder-only decoders?"),
    ("교사 teachers?", "학생 students?"),
    ("넓은 넓어 광범위 폭넓 broad\\w* wide\\w* extensive\\w*", "좁은 좁아 협소 narrow\\w*"),
    ("유사 비슷 similar\\w*", "상이 다른_ different\\w* dissimilar\\w* distinct\\w*"),
    ("다양 diverse diversity variet\\w* various", "단조 획일 homogeneous uniform\\w* monoton\\w*"),
    ("실제 실세계 현실 real real-world", "가상 합성 synthetic\\w* simulat\\w* virtual\\w*"),
    ("긍정 positive\\w*", "부정적 negative\\w*"),
    ("최대 최고 maxim\\w* largest highest", "최소 최저 minim\\w* smallest lowest"),
    ("연속 continuous\\w*", "이산 불연속 discrete\\w*"),
    ("신뢰 reliab\\w* trustworth\\w* trust", "불신 unreliab\\w* untrustworth\\w*"),
    ("예측_가능 predictab\\w*", "예측_불가 unpredictab\\w*"),
    ("상위 upper top", "하위 lower bottom"),
    ("사전_학습 pre-?train\\w*", "사후_학습 post-?train\\w*"),
    ("증가 늘어 늘리 커지 커져 많아 increas\\w* grow\\w* larger higher more accumulat\\w*", "감소 줄어 줄이 작아 적어 decreas\\w* reduc\\w* declin\\w* diminish\\w* smaller lower fewer less"),
    ("촉진 돕 facilitat\\w* foster\\w* promot\\w* encourag\\w* help\\w*", "방해 저해 가로막 hinder\\w* imped\\w* obstruct\\w* hamper\\w*"),
    ("수렴 converg\\w*", "발산 diverg\\w*"),
    ("포함 includ\\w* incorporat\\w* contain\\w*", "제외 배제 exclud\\w*"),
    ("정확 accurat\\w* accuracy precise\\w* precision correct\\w*", "부정확 inaccura\\w* imprecis\\w* incorrect\\w*"),
    ("경량 가벼 가볍 lightweight light", "무거운 무겁 heavy heavyweight"),
    ("큰_ 크다 커다란 상당한 결정적 significant\\w* substantial\\w* decisive large\\w* major", "미미 근소 사소 미약 약간 minimal\\w* marginal\\w* negligible slight\\w* minor little"),
    ("알려진 기존의 known existing", "미지 처음_보는 알려지지_않은 unseen unknown novel"),
    ("대칭 (?<!a)symmetric\\w*", "비대칭 asymmetric\\w*"),
    ("동기 (?<!a)synchron\\w*", "비동기 asynchron\\w*"),
    ("동질 homogen\\w*", "이질 이종 heterogen\\w*"),
    ("중앙_집중 중앙집중 centrali[sz]\\w*", "분산형 탈중앙 decentrali[sz]\\w* distributed"),
    ("증폭 amplif\\w*", "완화 경감 mitigat\\w* alleviat\\w* reduc\\w*"),
    ("악화 worsen\\w* exacerbat\\w* degrad\\w*", "완화 개선 해소 mitigat\\w* alleviat\\w* improv\\w* address\\w* solv\\w*"),
)  # fmt: skip


def _patterns(words: str) -> tuple[list[str], list[str], list[str]]:
    """English words, single Korean words, and Korean phrases of one side, as patterns."""
    english, korean, phrases = [], [], []
    for word in words.split(" "):
        if not re.search("[가-힣]", word):
            english.append(word)
        elif "_" in word:
            phrases.append(word.replace("_", r"\s?"))
        else:
            korean.append(
                word
                if word.startswith("(?")
                else rf"(?<![불비미무부]){word}"
                if len(word) > 1
                else rf"(?<![가-힣]){word}"
            )
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
    for axis, sides in enumerate(_AXES)
    for sign, words in ((+1, sides[0]), (-1, sides[1]))
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


def poles(text: str) -> list[Pole]:
    """The opposites that a text names. A negated word stands for the other side."""
    places = [
        (w.start() + start, w.start() + end, axis, sign)
        for w in _WORD.finditer(text)
        for start, end, axis, sign in _poles_of(w[0])
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
        turned = _KO_NEGATED.match(text[end : end + 14]) or _EN_NEGATED.search(text[max(0, start - 24) : start])
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
    ("fully", r"완전히|완벽|전적으로|온전히|100\s?%로|송두리째|\b(?:completely|perfectly|entirely|flawless\w*|fully)\b",
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
     r"\b(?:best|most|\w{3,}est|state-of-the-art|sota|top|optimal|maxim\w*|superior|leading|outperform\w*|surpass\w*|max|min|first|peak|primary|main|key|critical|fundamental|dominant|exceptional|excel\w*|largest|unprecedented)\b|가장|최고|최상"),
    ("beyond human", r"(?:인간|사람|전문가|의사|전문의|인류|인간 전문가)(?:의)?\s?(?:수준|능력|성능|역량|정확도|지각)?(?:을|를|보다|에)?\s?(?:더\s)?(?:능가|뛰어넘|넘어서|넘어섰|초월|뛰어나|앞서|앞선|앞섰|앞지|웃돌|우수|압도|넘는)|초인|"
     r"\b(?:superhuman|(?:surpass|outperform|exceed|beat)\w* (?:humans?|experts?|physicians?|doctors?)|better than (?:humans?|experts?))\b",
     rf"super-?human|(?:surpass\w*|exceed\w*|outperform\w*|beat\w*|better than|beyond|superior to)[\w\s,'’%.-]{{0,40}}{_HUMAN_EN}|(?:인간|사람|전문가|의사)[가-힣 ]{{0,12}}(?:능가|뛰어넘|넘어|초월|뛰어나|앞서|앞선)"),
    ("human level", r"(?:인간|사람|전문가|의사|전문의|인류|인간 전문가)(?:과|와|의|에|만큼)?\s?(?:거의\s)?(?:수준(?!의 (?:이해|문제)).{0,4}?(?:의|으로|에|까지|과|을)?|급(?:의|으로)|동등|대등|맞먹|버금|필적|못지|동일한 수준|같은 수준)|"
     r"\b(?:human-level|expert-level|human parity|on par with (?:humans?|experts?))\b",
     rf"(?:human|expert|physician|doctor|clinician)s?['’]?[\s-](?:level|parity|like)|super-?human|(?:par with|match\w*|rival\w*|comparable|close|approach\w*|surpass\w*|exceed\w*|outperform\w*|parity)[\w\s,'’%.-]{{0,40}}{_HUMAN_EN}|(?:인간|사람|전문가|의사)[가-힣 ]{{0,6}}수준"),
    ("replacing people", r"(?:인간|사람|전문가|의사|교사|개발자|작업자)(?:의)?\s?[가-힣]{0,6}(?:을|를)\s?(?:완전히\s|전면\s)?대체", r"\b(?:replac\w*|substitut\w*|without human|human-free|eliminat\w*)\b|대체"),
    ("proved", r"수학적으로 증명|이론적으로 증명|수학적으로 입증|\b(?:mathematically proven?)\b", r"\b(?:prov(?:e|es|ed|en|ing|ably)|proofs?|theor\w+|mathematical\w*|guarantee\w*)\b|증명"),
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
    """Whether a source's sentence says as much as an overclaim of that kind."""
    return any(pattern.search(text) is not None for kind, _, pattern in _OVER_RE if kind == name)


def hedged(text: str) -> bool:
    """Whether a source's sentence says less than all: may, some, often, suggests, negligible, …"""
    return _HEDGE.search(text) is not None


_MODAL = re.compile(
    r"기대(?:된|됩|되|를|할|해|하게)|예상(?:된|됩|되|할)|전망(?:이|된|됩|되|할|입|$)|가능성|것으로 보(?:인|입|여)|잠재력|것이다|것입니다|것임|수 있(?:을|게|습|음|다|도|는|어|으)|할 수|"
    r"필요(?:하|합|가|성|$|할)|향후|앞으로|미래|장차|기여할|촉진할|미칠|가져올|이끌|열어|전환점|의의|시사점|중요(?:한|성|하)|주목(?:된|됩|할|받)|평가된|평가$|자리잡|바람직|기대$|예측됩|예측된|"
    r"\b(?:may|might|could|would|expected|promising|potential|likely|future|will|should)\b",
    re.IGNORECASE,
)


def is_modal(text: str) -> bool:
    """Whether a sentence speaks of what may come or what something means, as interpretation does."""
    return _MODAL.search(text) is not None
