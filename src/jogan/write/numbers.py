"""Numbers with their units, as Korean and English sentences write them, brought to one form and compared.

`72%`, `72퍼센트`, `일흔두 개`, `2.7M`, `270만`, `50 billion`, `500억`, `2.5x`, `두 배`, `twice`, `half`, `절반`,
`two orders of magnitude`, `up to 10%`, `최대 10%`, `70% to 80%`, `1,024`, `$\\sim 1.3\\%$` and `N+1` are quantities.
Digits inside a name (`GPT-4`, `INT8`, `3D`) are part of the name and left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from jogan.write.quantity import Bound, Quantity, Unit

_KO_ONES = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "석": 3, "넉": 4}
_KO_TENS = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_MAGNITUDE = {"십": 10, "백": 100, "천": 1e3, "만": 1e4, "십만": 1e5, "백만": 1e6, "천만": 1e7, "억": 1e8, "십억": 1e9,
              "백억": 1e10, "천억": 1e11, "조": 1e12, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
              "hundred": 100, "K": 1e3, "k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "bn": 1e9, "mn": 1e6}  # fmt: skip
_EN_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
}  # fmt: skip
_EN_ORDINALS = {word: n for n, word in enumerate(
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1)}  # fmt: skip
_SPECIAL: dict[str, tuple[float, str]] = {
    "half": (50, "%"), "halve": (50, "%"), "halves": (50, "%"), "halved": (50, "%"), "halving": (50, "%"),
    "twice": (2, "x"), "twofold": (2, "x"), "threefold": (3, "x"), "fourfold": (4, "x"), "fivefold": (5, "x"),
    "tenfold": (10, "x"), "double": (2, "x"), "doubles": (2, "x"), "doubled": (2, "x"), "doubling": (2, "x"),
    "triple": (3, "x"), "triples": (3, "x"), "tripled": (3, "x"), "quarter": (25, "%"), "dual": (2, "count"),
    "both": (2, "count"),
    "runner-up": (2, "ordinal"), "pair": (2, "count"), "two-stage": (2, "count"), "bilingual": (2, "count"),
}  # fmt: skip
_UNITS = {
    "%": "%", "퍼센트": "%", "프로": "%", "percent": "%", "percentage": "%", "pp": "%", "%p": "%", "%포인트": "%",
    "배": "x", "x": "x", "×": "x", "times": "x", "fold": "x", "-fold": "x", "곱절": "x",
    "비트": "bit", "bit": "bit", "bits": "bit", "바이트": "byte", "bytes": "byte", "byte": "byte",
    "gb": "GB", "기가바이트": "GB", "mb": "MB", "메가바이트": "MB", "tb": "TB", "테라바이트": "TB", "kb": "KB",
    "gib": "GB", "mib": "MB", "초": "second", "s": "second", "sec": "second", "seconds": "second", "second": "second",
    "ms": "ms", "밀리초": "ms", "milliseconds": "ms", "분": "minute", "minutes": "minute", "minute": "minute",
    "min": "minute", "시간": "hour", "hours": "hour", "hour": "hour", "h": "hour", "일": "day", "days": "day",
    "day": "day", "주": "week", "weeks": "week", "week": "week", "개월": "month", "달": "month", "months": "month",
    "month": "month", "년": "year", "years": "year", "year": "year", "세": "age", "살": "age",
    "달러": "dollar", "dollars": "dollar", "usd": "dollar", "원": "won", "won": "won", "유로": "euro", "euros": "euro",
    "db": "dB", "데시벨": "dB", "hz": "Hz", "헤르츠": "Hz", "khz": "kHz", "mhz": "MHz", "ghz": "GHz", "fps": "fps",
    "bpp": "bpp", "mm": "mm", "밀리미터": "mm", "cm": "cm", "센티미터": "cm", "km": "km", "킬로미터": "km", "m": "m",
    "미터": "m", "meters": "m", "meter": "m", "kg": "kg", "도": "degree", "degrees": "degree", "w": "W", "와트": "W",
    "kwh": "kWh", "차원": "dimension", "d": "dimension", "-dimensional": "dimension", "dimensional": "dimension",
    "차": "ordinal", "번째": "ordinal", "위": "ordinal", "st": "ordinal", "nd": "ordinal", "rd": "ordinal",
    "th": "ordinal", "세기": "ordinal", "점": "", "포인트": "", "points": "", "point": "",
}  # fmt: skip
_COUNTERS = (
    "가지|개국|개사|개월|개년|개|종류|종|명|편|단계|건|번째|번|차례|곳|쪽|층|장|시간|달|해|대|배|팀|쌍|"
    "줄|권|분야|갈래|부분|"
    "측면|방향|언어|축|모델|논문|연구|방법|과제|데이터셋|데이터|벤치마크|기법|작업|전략|에이전트|도메인|"
    "함수|유형|실험|접근|모듈|"
    "수준|사람|국가|회사|기업|요소|구성|차원|비트|세대|자리|판|차|q|Q|층위|시나리오|설정|환경|목표|문제|"
    "이유|조건|요인|핵심|주요|"
    "대형|주류|새로운|서로|다른|인기|공개|대표"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MAG_KO = "|".join(sorted((m for m in _MAGNITUDE if "가" <= m[0] <= "힣"), key=len, reverse=True))
_MAG_EN = r"thousands?|millions?|billions?|trillions?|bn|mn"
_UNIT = "|".join(re.escape(u) for u in sorted(_UNITS, key=len, reverse=True))
_DIGITS = re.compile(
    rf"(?<![A-Za-z0-9_.,])(?<![A-Za-z]-)(?P<sign>[-−+±]?)(?P<money>[$€₩])?(?P<n>{_NUMBER})"
    rf"(?:(?P<glued>[KkMBT](?![A-Za-z]))|(?P<gap>[\s-]?)(?P<mag>(?:{_MAG_KO})(?![가-힣]{{0,1}}[행점장본속])|(?:{_MAG_EN})\b))?"
    rf"(?P<more>\s?(?:\d,\d{{3}}|\d{{1,4}})\s?(?:천만|백만|십만|천|백|만)?)?"
    rf"(?:[\s-]?(?P<unit>{_UNIT})(?![A-Za-z])(?!\d))?"
    rf"(?P<tail>[A-Za-z0-9_]*)",
    re.IGNORECASE,
)
_KO_NATIVE = re.compile(
    # 열대 is tropical, 세대 a generation, 두개골 the skull, 세차 washes cars.
    r"(?<![가-힣])(?!열[대차층판]|세[대차](?!씩)|두개[골내])"
    rf"(?P<tens>{'|'.join(_KO_TENS)})?(?P<ones>{'|'.join(sorted(_KO_ONES, key=len, reverse=True))})?"
    rf"(?P<gap>\s?)(?P<mag>천|만|억)?\s?(?P<counter>{_COUNTERS})"
)
_KO_VAGUE = re.compile(r"(?<![가-힣])(수십억|수백만|수천만|수십만|수십|수백|수천|수만|수억)")
_KO_SINO = re.compile(
    r"(?<![가-힣])(?:(?P<half>절반|반(?=(?:으로|의|만|을|도)(?![가-힣]))|반(?=\s*(?:이하|이상)))|(?P<double>갑절)|"
    # 오차 is an error, not the fifth of anything, but in 오차방정식 and the like.
    r"(?P<ord>[일이삼사]|오(?=차(?:방|항|함)))차(?=\s|원|적|식|근|함|방|시|도|항|미|$)|"
    r"(?P<word>십만|백만|천만|십억|백억|천억|"
    r"[이삼사오육칠팔구]?[십백천][이삼사오육칠팔구]?[십백천]?)\s?(?P<c>개|명|배|건|편|종|가지|단어|토큰|"
    r"장|번|년|달러|원|억|만))"
)
_EN_WORD = re.compile(
    r"(?<![A-Za-z0-9-])(?P<word>" + "|".join(sorted((*_EN_WORDS, *_EN_ORDINALS, *_SPECIAL), key=len, reverse=True)) +
    rf")(?:-(?P<ones>one|two|three|four|five|six|seven|eight|nine))?(?![A-Za-z])(?:[\s-](?P<mag>hundred|{_MAG_EN})\b)?"
    r"(?:[\s-]?(?P<unit>percent|times|fold|bits?|hours?|days?|weeks?|months?|years?|minutes?|seconds?)\b)?",
    re.IGNORECASE,
)  # fmt: skip
_ORDERS = re.compile(
    r"(?P<a>\d+|an?|one|two|three|four|five)(?:\s*(?:to|-|–)\s*(?P<b>\d+|one|two|three|four|"
        r"five))?[\s-]*orders?[\s-]+of[\s-]+magnitude"
    r"|(?P<c>\d+|한|두|세|네)\s*(?:자릿수|오더)", re.IGNORECASE)  # fmt: skip
_EN_VAGUE = re.compile(
    r"(?<![A-Za-z-])(?P<w>dozens|tens of thousands|hundreds of thousands|tens of millions|tens|hundreds|"
    r"thousands|millions|billions)\b",
    re.IGNORECASE,
)
_VAGUE = {"수십": 10, "수백": 100, "수천": 1e3, "수만": 1e4, "수십만": 1e5, "수백만": 1e6, "수천만": 1e7, "수억": 1e8,
          "수십억": 1e9,
          "dozens": 10, "tens": 10, "hundreds": 100, "thousands": 1e3, "tens of thousands": 1e4,
          "hundreds of thousands": 1e5, "millions": 1e6, "tens of millions": 1e7, "billions": 1e9}  # fmt: skip
_SYMBOL = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z](?:[+*^]|\s[+*^]\s)\d+|\d+\s?[+*^]\s?[A-Za-z](?![A-Za-z])|\d+[NnkKmM](?=[개가]|"
    r"\s(?:distinct|tasks)))"
)
_ENGLISH_PARTS = {"third": 3.0, "quarter": 4.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0, "eighth": 8.0, "tenth": 10.0}
_FRACTION = re.compile(
    r"(?P<ko_n>\d+(?:\.\d+)?\s?[십백천만억]*|(?<![가-힣])(?:두|세|네|다섯|여섯|열|백|천|만|억|이|삼|사|오))\s?분의\s?"
    r"(?P<ko_m>\d+|[일이삼사오육칠팔구](?![가-힣]{2})|한)"
    r"|(?<![\w./-])(?P<m>\d{1,2})/(?P<n>\d{1,3})(?=(?:th|rd)?\s+(?:of|the|as|its)\b)(?:th|rd)?"
    r"|(?<![A-Za-z])(?P<en>one|two|three|four|an?)[\s-](?P<part>third|quarter|fourth|fifth|sixth|eighth|tenth)s?(?=\s+(?:of|the|as|its|fewer|less)\b)",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?<![\w.,-])((?:1[5-9]|20)\d0)['’]?s(?![A-Za-z])")
_POWER = re.compile(r"10\s?\^\s?\{?\s?([-−]?\d+)\s?\}?")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_MAX = re.compile(
    r"(?:최대|최고|많게는|up to|at most|as (?:much|many) as|maximum of|no more than|less than|fewer than|"
    r"under|below|within|peak\b.{0,25})\s*[$~∼≈]*\s*$",
    re.IGNORECASE,
)
_MIN = re.compile(
    r"(?:최소|적어도|적게는|over|more than|at least|exceed(?:s|ing)?|above|greater than|upwards of|"
    r"minimum of|no less than|beyond)\s*[$~∼≈]*\s*$",
    re.IGNORECASE,
)
_MEAN = re.compile(
    r"(?:평균(?:적으로)?|average(?: of)?|mean(?: of)?|on average,?|averaging)\s*[$~∼≈]*\s*$", re.IGNORECASE
)
_AFTER_MAX = re.compile(r"^(?:까지|이하|미만|이내|\s+or (?:less|fewer))")
_AFTER_MIN = re.compile(r"^(?:\s?[개건명종편권]?[을를이가]?\s?(?:이상|넘|초과|웃돌|상회)|\s+or more|\+)")
_RANGE = re.compile(r"^\s*(?:%|[KMB])?\s*(?:-|–|—|~|∼|to|and|에서|부터|및|와|과|,|/)\s*$", re.IGNORECASE)


def plain(text: str) -> str:
    """The text with LaTeX and typographic number signs written plainly, of the same length where offsets matter not.

    `$10\\%$` → ` 10%`, `\\sim` → `~`, `−` → `-`. What goes away becomes a space, so that offsets stay.
    """
    if not _ODD.search(text):
        return text
    text = text.replace("−", "-").replace("‐", "-").replace("‑", "-").replace("％", "%").replace("\u00a0", " ")
    text = re.sub(r"\\(?:sim|approx)\b", lambda m: "~" + " " * (len(m[0]) - 1), text)
    text = re.sub(r"\\times\b", lambda m: "x" + " " * (len(m[0]) - 1), text)
    text = re.sub(r"\\([%&_#$])", r" \1", text)
    text = re.sub(r"(?<=\d)( +)%", r"%\1", text)
    text = re.sub(
        r"\\(?:text\w*|mathbf|mathrm|emph|bf|it|mathcal|widetilde|left|right)\b", lambda m: " " * len(m[0]), text
    )
    return re.sub(r"[${}~]", lambda m: "~" if m[0] == "~" else " ", text)


_ODD = re.compile(r"[\\$−‐‑％\u00a0{}]")


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text (already `plain`), in order. One of `one`, `한` and `하나` is an article and none."""
    found: list[Quantity] = []
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return all(end <= a or start >= b for a, b in taken)

    def keep(value: float | str, unit: Unit, start: int, end: int) -> None:
        if free(start, end):
            taken.append((start, end))
            found.append(Quantity(value, unit, start, end, text[start:end], _bound(text, start, end)))

    low_digits = any(char.isdigit() for char in text)
    for m in _FRACTION.finditer(text):
        upper, lower = (m["ko_m"], m["ko_n"]) if m["ko_n"] else (m["m"], m["n"]) if m["n"] else (m["en"], m["part"])
        whole = _ENGLISH_PARTS.get(lower.lower().removesuffix("s")) or _whole(lower)
        if whole > 1:
            keep(_whole(upper) / whole, "part", m.start(), m.end())
    for m in _DECADE.finditer(text):
        keep(float(m[1]), "year", m.start(), m.end())
    for m in _ORDERS.finditer(text):
        powers = [_small(m[g]) for g in ("a", "b", "c") if m[g]]
        bound = _bound(text, m.start(), m.end())
        found.extend(Quantity(10.0**power, "x", m.start(), m.end(), m[0], bound) for power in powers)
        taken.append(m.span())
    if low_digits:
        for m in _POWER.finditer(text):
            keep(10.0 ** int(m[1].replace("−", "-")), "", m.start(), m.end())
        for m in _SYMBOL.finditer(text):
            keep(re.sub(r"\s", "", m[0]).replace("−", "-").lower(), "symbol", m.start(), m.end())
        for m in _DIGITS.finditer(text.translate(_SUPERSCRIPT)):
            _digits(m, keep)
    for m in _KO_VAGUE.finditer(text):
        keep(_VAGUE[m[1]], "vague", m.start(), m.end())
    for m in _KO_NATIVE.finditer(text):
        if not m["tens"] and not m["ones"]:
            continue
        if m["ones"] in ("석", "넉") or (m["tens"] and not m["ones"] and not m["counter"]):
            continue
        value = float(_KO_TENS.get(m["tens"] or "", 0) + _KO_ONES.get(m["ones"] or "", 0))
        value *= _MAGNITUDE.get(m["mag"] or "", 1)
        if value <= 1:
            continue
        counter = m["counter"]
        unit = "x" if counter == "배" else "ordinal" if counter == "번째" else _UNITS.get(counter, "count")
        if unit == "ordinal" and counter == "차":
            unit = "count"
        keep(value, unit or "count", m.start(), m.end())
    for m in _KO_SINO.finditer(text):
        if m["half"]:
            keep(50.0, "%", m.start(), m.end())
        elif m["double"]:
            keep(2.0, "x", m.start(), m.end())
        elif m["ord"]:
            keep(float(_SINO[m["ord"]]), "ordinal", m.start(), m.end())
        elif m["word"]:
            keep(
                _sino(m["word"]) * (_MAGNITUDE[m["c"]] if m["c"] in ("억", "만") else 1),
                _UNITS.get(m["c"], "count"),
                m.start(),
                m.end(),
            )
    for m in _EN_VAGUE.finditer(text):
        keep(_VAGUE[m["w"].lower()], "vague", m.start(), m.end())
    for m in _EN_WORD.finditer(text):
        word = m["word"].lower()
        if word in _EN_WORDS:
            value = float(_EN_WORDS[word] + (_EN_WORDS[m["ones"].lower()] if m["ones"] else 0))
            value *= _MAGNITUDE.get((m["mag"] or "").lower().removesuffix("s"), 1)
            if value > 1 or m["mag"]:
                keep(value, _unit_of(m["unit"]) or "count", m.start(), m.end())
        elif word in _EN_ORDINALS:
            keep(float(_EN_ORDINALS[word]), "ordinal", m.start(), m.end())
        else:
            special, unit = _SPECIAL[word]
            keep(special, unit, m.start(), m.end())
    found.sort(key=lambda q: (q.start, q.end))
    return _inherit(text, found)


def _digits(m: re.Match[str], keep: Callable[[float | str, Unit, int, int], None]) -> None:
    tail, unit, more = m["tail"] or "", m["unit"], m["more"]
    value = float(m["n"].replace(",", ""))
    end = m.end() - len(tail)
    if m["mag"] == "만" and m["n"].startswith("0."):
        end, unit = m.end("n"), None  # 0.021만: only 0.021
    elif m["glued"]:
        value *= _MAGNITUDE[m["glued"].upper() if m["glued"] != "k" else "k"]
    elif m["mag"]:
        value *= _MAGNITUDE[m["mag"].lower().removesuffix("s") if m["mag"].isascii() else m["mag"]]
    if more:
        part = re.fullmatch(r"\s?(\d,\d{3}|\d{1,4})\s?(천만|백만|십만|천|백|만)?", more)
        if part is None or not (m["mag"] and not m["mag"].isascii()):
            # A second number that belongs to no Korean magnitude stands for itself.
            end = m.start("more")
            unit, tail = None, ""
            rest = _DIGITS.match(m.string, m.start("more") + len(more) - len(more.lstrip()))
            if rest is not None:
                _digits(rest, keep)
        else:
            value += float(part[1].replace(",", "")) * _MAGNITUDE.get(part[2] or "", 1)
    if tail and not unit and not m["glued"] and not m["mag"]:
        return  # 3D, 4o: a name
    if unit and tail:
        return
    if _HYPHENED.search(m.string, max(0, m.start() - 24), m.start()):
        return  # Qwen3-4B
    sign = -1.0 if m["sign"] in ("-", "−") and _negative(m.string, m.start()) else 1.0
    kind: Unit = "dollar" if m["money"] == "$" else "won" if m["money"] else _unit_of(unit)
    if unit in ("d", "D") or (unit and unit.lower() in ("m", "s", "h", "w") and not unit.islower()):
        return
    if (kind == "year" and 1900 <= value <= 2100) or (
        not kind and not unit and m["n"].isdigit() and 1950 <= value <= 2099 and not m["mag"] and not m["glued"]
    ):
        kind = "year"
    elif not kind:
        after = m.string[end : end + 4].lstrip()
        kind = "count" if re.match(r"가지|개|종|명|편|건|곳|장|권|대|쌍|번|단계", after) else ""
    keep(sign * value, kind, m.start("money") if m["money"] else m.start("n"), end)


_HYPHENED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9.-]*-$")


def _negative(text: str, start: int) -> bool:
    """Whether the sign at `start` is a minus and no dash of a range or a compound."""
    return start == 0 or text[start - 1] in " ([,"


def _unit_of(unit: str | None) -> Unit:
    return _UNITS.get(unit.lower(), "") if unit else ""


def _whole(word: str) -> float:
    """The value of a part of a fraction: 15, 10억, 세, 삼, two."""
    low = word.strip().lower()
    digits = re.match(r"\d+(?:\.\d+)?", low)
    if digits is not None:
        value = float(digits[0])
        for mark in low[digits.end() :].strip():
            value *= _MAGNITUDE[mark]
        return value
    known = _KO_ONES.get(low) or _KO_TENS.get(low) or _SINO.get(low) or _MAGNITUDE.get(low) or _EN_WORDS.get(low)
    return float(known or 1)


def _small(word: str) -> int:
    low = word.lower()
    return int(low) if low.isdigit() else _KO_ONES.get(low) or _EN_WORDS.get(low, 1)


def _sino(word: str) -> float:
    if word in _MAGNITUDE:
        return _MAGNITUDE[word]
    total, digit = 0.0, 0
    for char in word:
        if char in _SINO:
            digit = _SINO[char]
        else:
            total += (digit or 1) * _MAGNITUDE[char]
            digit = 0
    return total + digit


def _bound(text: str, start: int, end: int) -> Bound:
    before, after = text[max(0, start - 30) : start], text[end : end + 8]
    if _AFTER_MIN.match(after) or _MIN.search(before):
        return "min"
    if _AFTER_MAX.match(after) or _MAX.search(before):
        return "max"
    return "mean" if _MEAN.search(before) else ""


def _inherit(text: str, found: list[Quantity]) -> list[Quantity]:
    """Gives the first number of a range or a list the unit of the last: `70 to 80%`, `6.2 및 6.6%`."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        this, after = out[i], out[i + 1]
        heir = (
            not this.unit and after.unit not in ("", "year", "ordinal", "symbol", "vague") and this.end <= after.start
        )
        if heir and _RANGE.match(text[this.end : after.start]):
            out[i] = replace(this, unit=after.unit)
    return out
