"""Negation: what a text denies, sets aside for something else, or says to be wanting, in Korean and in English."""

from __future__ import annotations

import re

KO_NEGATED = re.compile(
    r"^[가-힣]{0,3}\s?(?!희생|손실|잃|저하|떨어)[가-힣]{0,6}?(?:지\s?(?:않|못|는 않|도 않)|\s?수 없|"
    r"지는 (?:않|못)|기는커녕|[은는]커녕|기보다는|기 어려|기 어렵|는 것은 아니|[은이가]? 아[니닌])"
)
KO_LACKING = re.compile(
    r"^(?:성|도|력|함)? ?없|^(?:성|도|력|함)?[이가도은는] (?:더 |훨씬 |매우 )?(?:낮|떨어|부족|저하|없|"
    r"약하|약한|약해|부실|나빠|나쁘|결여)"
)
KO_LESS_SO = re.compile(r"덜\s?$")
EN_NOT = re.compile(
    r"(?:\bnot(?! (?:only|just|merely))|n't|\bless|\bnever|\bhardly|\bbarely|\brather than|\binstead of)"
    r"\s+(?:\w+\s+){0,1}$",
    re.IGNORECASE,
)
EN_SPARED = re.compile(
    r"\b(?:without|eliminat\w*|remov\w*|obviat\w*|avoid\w*|bypass\w*|no longer|nor)\s+(?:\w+\s+){0,1}$", re.IGNORECASE
)
"""What stands before a need that is none: `without requiring`, `eliminates the need`."""
EN_NONE = re.compile(r"\s+(?:no|neither|little)\s")
EN_NEGATED = re.compile(
    r"(?:\bnot(?! (?:only|just|merely))|n't|cannot|\bno|\bnever|\bwithout|\bneither|\bnor|\bfails? to|\bunable to|"
    r"\bhardly|\bbarely)\s+(?!(?:any )?(?:sacrific|compromis|los|degrad|hurt|harm|reduc|impair))(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)

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
_EN_IGNORED = re.compile(r"\b(?:ignor|neglect|overlook|disregard|discard)(?:e?s|ed|ing)?\b", re.IGNORECASE)
_KO_IGNORED = re.compile(r"(?<=[을를은는])\s(?:무시|간과|외면|도외시|등한시|소홀|버리|버린|버려)")
_KO_CONTRAST = re.compile(r"(?:이|가)? 아니라|(?:이|가)? 아닌|보다는|대신(?:에)?(?=\s)|이라기보다")


def contrasted(text: str) -> list[tuple[int, int]]:
    """The stretches that a text sets aside for something else: after `rather than` and `ignoring`, before `아니라`,
    `보다는` and `무시`."""
    spans = []
    for m in _EN_IGNORED.finditer(text):
        stop = _EN_STOP.search(text, m.end())
        spans.append((m.end(), min(stop.start() if stop else len(text), m.end() + 70)))
    for m in _KO_IGNORED.finditer(text):
        edge = max((stop.end() for stop in _KO_STOP.finditer(text, 0, m.start())), default=0)
        words = [w.start() for w in re.finditer(r"\S+", text[edge : m.start()])]
        if words:
            spans.append((edge + words[max(0, len(words) - 4)], m.start()))
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
