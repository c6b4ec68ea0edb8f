"""Words that claim more than a source: all, always, fully, first, best, human level, proof; and words that foretell.

Found by pattern in Korean and English alike. For each kind of overclaim there is a pattern for what in a source bears
it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HUMAN_EN = r"\b(?:human\w*|people|expert\w*|physician\w*|doctor\w*|clinician\w*)\b"
_OVER: tuple[tuple[str, str, str], ...] = (
    ("worldwide", r"전 세계|세계 각국", r"\b(?:world\w*|glob\w*|international\w*|countr(?:y|ies)|nations?)\b|세계"),
    ("all", r"모든|온갖|전 분야|전부|일체의|예외 없이|빠짐없이|누구나|어디서나|어느 것이나|"
        r"하나도 빠|\b(?:all|every|everything|everyone|any|universally|invariably)\b",
     r"\b(?:all|any|every|each|entire\w*|everything|arbitrary|universal\w*|worldwide|global\w*|world|"
     r"nationwide)\b|모든|전체|전부|어떤"),
    ("any", r"어떤 [가-힣 A-Za-z·]{1,24}?(?:에서도|에도|든지|든(?=\s|지)|이라도|라도|하에서도|아래서도|"
        r"에 대해서도|에서든|에서나)|무조건|언제 어디서",
     r"\b(?:all|any|every|arbitrary|each|regardless|irrespective|universal\w*|diverse|various|wide|"
        r"across)\b|모든|어떤|무관|관계없이"),
    ("always", r"항상|언제나|늘(?=\s)|매번|반드시|어김없이|\b(?:always|invariably|in every case)\b",
     r"\b(?:always|consistent\w*|every|invariabl\w*|must|constant\w*|never|all|guarantee\w*|necessar\w*|"
        r"uniformly|inherently|irrespective|regardless)\b|항상|언제나|늘|반드시"),
    ("fully", r"완전히|완벽|전적으로|온전히|(?<![\d~–-])100\s?%로|송두리째|\b(?:completely|perfectly|"
        r"entirely|flawless\w*|fully)\b",
     r"\b(?:full\w*|complete\w*|entire\w*|perfect\w*|whol\w+|total\w*|all|without|eliminat\w*|exact\w*|"
        r"exhaustive\w*)\b|완전|완벽|모두|전부"),
    ("not at all", r"전혀|조금도|추호도|일절|절대로?(?=\s)",
     r"\b(?:not?|never|none|without|cannot|any|zero|nothing|lossless\w*|unable|neither|free|absen\w*|"
        r"un\w+|lack\w*)\b|n't|전혀|없"),
    ("without error", r"(?:오차|오류|예외|제한|한계|손실|저하|실수|결함|조건|대가|비용|부작용)(?:가|이|도|"
        r"는)?\s?(?:전혀\s|아무\s)?없(?:이|는|음|다|어|었)",
     r"\b(?:no|not|without|zero|never|lossless\w*|free|any|error-free|negligible|preserv\w*|maintain\w*|"
        r"retain\w*|unrestricted|unlimited|any|eliminat\w*|comparable|on par|unconditional)\b|없|무손실"),
    ("first", r"(?:세계|업계|사상|국내)?\s?최초|처음으로|\b(?:the first|first-ever|for the first time)\b",
     r"\b(?:first|pioneer\w*|no (?:prior|previous|existing) \w+|never before|underexplored|unexplored|"
        r"novel|for the first time|initial)\b|최초|처음"),
    ("only", r"유일|오로지|하나뿐|독보적|\b(?:the only|sole|solely|unique\w*)\b",
     r"\b(?:only|sole|solely|unique\w*|single|alone|exclusive\w*|merely|unmatched|unparalleled)\b|유일|오직"),
    ("most", r"(?<![가-힣])가장|최고(?!\s?\d)|제일(?=\s)|최상|최강|압도적|\b(?:the best|the most|"
        r"the largest|unrivall?ed)\b",
     r"\b(?:best|most|\w{3,}est|state[- ]of[- ]the[- ]art|sota|top|optimal|maxim\w*|superior|leading|"
        r"outperform\w*|surpass\w*|max|min|first|peak|primary|main|key|critical|fundamental|dominant|"
        r"exceptional|excel\w*|largest|unprecedented)\b|가장|최고|최상"),
    ("beyond human", r"(?:인간|사람|전문가|의사|전문의|인류|인간 전문가)(?:의)?\s?(?:수준|능력|성능|역량|"
        r"정확도|지각)?(?:을|를|보다|에)?\s?(?:더\s)?(?:능가|뛰어넘|넘어서|넘어섰|초월|"
        r"뛰어나|앞서|앞선|앞섰|앞지|웃돌|우수|압도|넘는)|초인|"
     r"\b(?:superhuman|(?:surpass|outperform|exceed|beat)\w* (?:humans?|experts?|physicians?|doctors?)|"
        r"better than (?:humans?|experts?))\b",
     rf"super-?human|(?:surpass\w*|exceed\w*|outperform\w*|beat\w*|better than|beyond|"
        rf"superior to)[\w\s,'’%.-]{{0,40}}{_HUMAN_EN}|(?:인간|사람|전문가|의사)[가-힣 ]{{0,12}}(?:능가|"
        rf"뛰어넘|넘어|초월|뛰어나|앞서|앞선)"),
    ("human level", r"(?:인간|사람|전문가|의사|전문의|인류|인간 전문가)(?:과|와|의|에|"
        r"만큼)?\s?(?:거의\s)?(?:수준(?!의 (?:이해|문제)).{0,4}?(?:의|으로|에|까지|과|을)?|"
        r"급(?:의|으로)|동등|대등|맞먹|버금|필적|못지|동일한 수준|같은 수준)|"
     r"\b(?:human-level|expert-level|human parity|on par with (?:humans?|experts?))\b",
     rf"(?:human|expert|physician|doctor|clinician)s?['’]?[\s-](?:level|parity|like)|super-?human|"
        rf"(?:par with|match\w*|rival\w*|comparable|close|approach\w*|surpass\w*|exceed\w*|outperform\w*|"
        rf"parity)[\w\s,'’%.-]{{0,40}}{_HUMAN_EN}|(?:인간|사람|전문가|의사)[가-힣 ]{{0,6}}수준"),
    ("replacing people", r"(?:인간|사람|전문가|의사|교사|개발자|작업자)(?:의)?\s?[가-힣]{0,6}(?:을|"
        r"를)\s?(?:완전히\s|전면\s)?대체",
     r"\b(?:replac\w*|substitut\w*|without human|human-free|eliminat\w*)\b|대체"),
    ("proved", r"수학적으로 증명|이론적으로 증명|수학적으로 입증|\b(?:mathematically proven?)\b",
     r"\b(?:prov(?:e|es|ed|en|ing|ably)|proofs?|theor\w+|mathematical\w*|guarantee\w*)\b|증명"),
    ("enough", r"충분(?:히|한|하)|\b(?:sufficient\w*|fully adequate)\b",
     r"\b(?:sufficient\w*|enough|adequate\w*|ample|fully|well)\b|충분"),
    ("certain", r"증명(?:하|한|함|합|된|됨|됩|되|됐|했|해)|확증|단정|확실히|의심의 여지|명백히|\b(?:prov(?:e|es|"
        r"ed|en)|undoubtedly|certainly|definitive\w*)\b",
     r"\b(?:prov(?:e|es|ed|en|ing|ably)|proofs?|demonstrat\w*|show\w*|establish\w*|verif\w*|confirm\w*|"
        r"evidenc\w*|validat\w*|reveal\w*|guarantee\w*|find|found|observe\w*|achiev\w*|exhibit\w*)\b|증명|"
        r"입증|확인"),
    ("guaranteed", r"보장(?!\w*\s?(?:못|않))|\b(?:guarantee\w*)\b",
     r"\b(?:guarantee\w*|ensur\w*|assur\w*|secur\w*|promis\w*|provabl\w*)\b|보장"),
    ("unlimited", r"무한|무제한|영구(?:적|히)|\b(?:unlimited|infinite\w*|forever)\b",
     r"\b(?:infinit\w*|unlimited|unbounded|endless|permanent\w*|arbitrar\w*|any|open-ended|long|"
        r"persist\w*)\b|무한|영구"),
    ("solved", r"(?:완전히|근본적으로|영구히|단번에) (?:해결|제거|해소)",
     r"\b(?:solv\w*|eliminat\w*|resolv\w*|remov\w*|complete\w*|"
        r"fully)\b|해결"),
    ("already used", r"(?:이미|현재)\s?[가-힣 ]{0,12}(?:상용화|도입되|쓰이고|사용되고|보급|출시)",
     r"\b(?:deploy\w*|product\w*|commercial\w*|already|adopt\w*|used in|in use|launch\w*|widely)\b|"
        r"상용|도입"),
)  # fmt: skip
_OVER_RE = [
    (name, re.compile(claim, re.IGNORECASE), re.compile(source, re.IGNORECASE)) for name, claim, source in _OVER
]
_HEDGE = re.compile(
    r"\b(?:may|might|could|suggest\w*|appear\w*|potential\w*|likely|possibl\w*|seem\w*|some|often|"
    r"sometimes|can|most|many|numerous|several|largely|typically|frequently|generally|nearly|"
    r"almost|approximately|preliminary|hypothes\w*|indicat\w*|tend\w*|negligible|competitive|comparable|"
    r"certain|partial\w*|various|diverse)\b|수 있|가능성|일부|대부분|종종|흔히|시사|추정|보인다",
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
    return [
        Overclaim(name, m.start(), m.end(), m[0])
        for name, pattern, _ in _OVER_RE
        for m in pattern.finditer(text)
        if not _HARMLESS.match(text, m.start())
    ]


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
    r"기대(?:된|됩|되|를|할|해|하게)|예상(?:된|됩|되|할)|전망(?:이|된|됩|되|할|입|$)|가능성|"
    r"것으로 보(?:인|입|여)|잠재력|것이다|것입니다|것임|수 있(?:을|게|습|음|다|도|는|어|으)|할 수|"
    r"필요(?:하|합|가|성|$|할)|향후|앞으로|미래|장차|기여할|촉진할|미칠|가져올|이끌|열어|전환점|의의|"
    r"시사점|중요(?:한|성|하)|주목(?:된|됩|할|받)|평가된|평가$|자리잡|바람직|기대$|예측됩|예측된|"
    r"\b(?:may|might|could|would|expected|promising|potential|likely|future|will|should)\b",
    re.IGNORECASE,
)


_FORECAST = re.compile(
    r"기대(?:된|됩|되|를 모|할 수|하게 한)|예상(?:된|됩|되|할)|예측(?:된다|됩니다|됨)|전망(?:이다|입니다|된|됩|되)|"
    r"[가-힣](?<![석장용명환근측제현])\s?가능성(?:이|은|도)? ?(?:있|높|크|큼|많)|"
    r"[을할될릴질일킬울룰낼]\s가능성|가능성을? (?:제시|시사|열|보여|엿)|"
    r"것(?:으로 보(?:인|입|여)|이다|입니다|임|이며)(?=[.\s,]|$)|잠재력(?:을|이)\s?(?:가지|갖|지니|있|크)|"
    r"(?:기여|촉진|활용|적용|응용|확장|증가시킬|높일|가져올|미칠|바꿀|변화시킬|개선할|향상시킬|도움이 될|"
    r"유용)[가-힣]{0,3}할? ?수 있(?:다|습|음|으|을)|"
    r"기여할|촉진할|(?:향후|앞으로|추후|장차|미래에)[^.]{0,80}(?:것|수 있|필요|기대|전망|방향)|"
    r"\b(?:will likely|is expected to|are expected to|could lead to|may lead to|promises to|in the future)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:may|might|could|potential\w*|promis\w*|future|pav(?:e|es|ing)|expect\w*|hope\w*|avenues?|"
    r"opportunit\w*|spur\w*|outlook|likely|suggest\w*|toward\w*|foundation|groundwork|"
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
