r"""Figures of a sentence, parsed with their subject, direction, comparison and data set, or not at all.

A figure is only taken apart when the pattern leaves no doubt what it measures and which way it goes; the frames then
say it in their language's order. Every other number of the sentence stays "loose": `read` reports how many numbers of
weight (percentages, factors, points, decimals) no pattern explains, and the writer then prints the paper's own words.

Patterns work on the raw text (LaTeX `\%`, `$\times$` and the feeds' torn `2.4times` included), so spans are offsets
into the source. The rules:

- a change needs its measure ("reduction in FLOPs", "faster inference speed"), and the measure's head must be in the
  closed list of things that are measured; "a 12% improvement" alone is loose, "improvement in captioning" is, too;
- "improvement over B" names a baseline, "improvement on D" a data set; neither is ever taken as the measure;
- a level ("accuracy of 75.1%") needs a metric of the closed list;
- the subject is the grammatical one of the governing verb: the story's own ("we", "our method", its name), a named
  other ("GPT-4o"), or unknown, and a figure with an unknown subject is not printed without its sentence.

The vocabulary stands in `measures.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from jogan.write.measures import METRIC, is_measure
from jogan.write.sentences import Span

Shape = Literal["change", "level", "range", "margin", "speedup", "kept"]
Direction = Literal["up", "down", "better", "faster", "slower", "same"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One parsed figure; `start` and `end` are offsets in the text that was read.

    `value` is as printed (`82.4%`, `11×`, `6.2%p`, `0.81`), `bound` one of ``, `up to`, `over`, `at least`, `about`,
    `nearly`, `under`, `only`; `average` tells that it is one, `relative` is ``, `relative` or `absolute`. `measure`,
    `of` (whose measure: "of Llama-3.1-8B"), `baseline` and `on` are the source's own words. In a `range`, `value` is
    where it came from, `to` where it went, and `bound` belongs to `to`. `subject` names whose figure it is when it is
    not the story's own.
    """

    shape: Shape
    value: str
    direction: Direction
    measure: str
    start: int
    end: int
    bound: str = ""
    average: bool = False
    relative: str = ""
    to: str = ""
    of: str = ""
    baseline: str = ""
    on: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of one sentence in order, how many weighty numbers it has, and how many no pattern explains.

    `first` is where the first weighty number stands.
    """

    figures: tuple[Figure, ...]
    loose: int
    weighty: int
    first: Span | None = None


_NOTHING = Reading((), 0, 0)
_DIGIT = re.compile(r"[0-9]")
_NUMBER = r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?"
_SPREAD = rf"{_NUMBER}(?:\s?\\?%)?(?:\s?(?:-{{1,2}}|–|to)\s?\d+(?:\.\d+)?)?"
_UNIT = r"\s?(?:\\?%(?!\w)|\$\s?\\times\s?\$|\$?\\times\$?|×|x\b|times\b|[- ]?fold\b)"
_POINTS = r"\s?(?:\\?%(?!\w)|(?:absolute\s+|percentage\s+)?points?\b|pp\b|p\.p\.|dB\b)"
_VALUE = rf"(?P<value>{_SPREAD}{_UNIT})"
_VALUE_OR_POINTS = rf"(?P<value>{_SPREAD}(?:{_UNIT}|{_POINTS}))"
_PRAISE = r"(?:(?:impressive|remarkable|substantial|significant|notable|strong|striking|overall|total|additional|further|whopping|mere)\s+)?"
_BOUND = (
    r"(?:(?P<bound>up\s+to|as\s+much\s+as|as\s+high\s+as|more\s+than|greater\s+than|over|exceeding|at\s+least|about|around|"
    r"approximately|roughly|nearly|almost|close\s+to|less\s+than|fewer\s+than|under|below|above|only|just|[~∼≈]|>|<|\$\\sim\$)\s*)?"
    rf"(?:(?P<average>an\s+average(?:\s+of)?|on\s+average|average)\s+)?(?:an?\s+)?{_PRAISE}(?P<average2>average\s+|mean\s+)?"
    r"(?P<relative0>relative\s+|absolute\s+)?(?:(?P<bound2>up\s+to|over|only|about|around|~)\s*)?"
)
_ARTICLE = (
    r"\b(?:(?:the|a|an|its|their|our|overall|both|total|only|end-to-end|negligible|slight|small|modest|original)\s+)*"
)
_STOP = (
    r"(?!(?:of|in|on|over|by|to|from|with|for|while|and|or|compared|than|across|when|which|that|as|at|is|are|was|were|be|"
    r"relative|versus|vs|without|under|using|but|respectively|through|during|after|before|against|where|who|we|it|they|"
    r"this|these|can|could|may|up|more|less|about|nearly|almost|only|between|among|per|via|within|because|due|if|since|"
    r"so|then|thus|not|no|even|achiev\w+|boost\w*|reduc\w+|improv\w+|increas\w+|enhanc\w+|decreas\w+|outperform\w*|"
    r"surpass\w*|enabl\w+|maintain\w*|preserv\w+|yield\w*|deliver\w*|demonstrat\w+|show\w*)\b)"
)
_W = rf"\b{_STOP}[A-Za-z](?:[\w@+./'’-]*[\w+])?"
_NP = rf"{_W}(?:\s+{_W}){{0,4}}"
# "number of denoising steps": an "of" inside the measure; "memory and inference time": a pair joined by "and".
_MEASURE = (
    rf"(?P<measure>(?:\b(?:number|amount|rate|count)s?\s+of\s+(?:the\s+)?)?{_NP}"
    rf"(?:\s+and\s+(?={_W}(?:\s+{_W}){{0,2}}\s+by\b){_NP})?)"
)
_OF = rf"(?:\s+of\s+(?:the\s+|its\s+)?(?P<of>{_NP}))?"
_DOWN = r"(?:reduction|decrease|drop|decline|saving|cut|fall)s?"
_BETTER = r"(?:improvement|gain|boost|enhancement|uplift)s?"
_UP = r"(?:increase|rise)s?"
_CHANGED = rf"(?:(?P<down>{_DOWN})|(?P<better>{_BETTER})|(?P<up>{_UP}))"
_REL = r"(?:(?P<relative>relative|absolute)\s+)?(?:(?P<average3>average|mean)\s+|overall\s+|significant\s+|substantial\s+)?"
_CHANGING = (
    r"(?:(?P<down>reduc(?:e[sd]?|ing)|cut(?:s|ting)?|lower(?:s|ed|ing)?|slash(?:es|ed|ing)?|decreas(?:e[sd]?|ing)|"
    r"shorten(?:s|ed|ing)?|shrink(?:s|ing)?)|(?P<better>improv(?:e[sd]?|ing)|boost(?:s|ed|ing)?|enhanc(?:e[sd]?|ing))|"
    r"(?P<up>increas(?:e[sd]?|ing)|rais(?:e[sd]?|ing)))"
)
_PERCENT = rf"{_NUMBER}(?:\s?(?:-{{1,2}}|–)\s?\d+(?:\.\d+)?)?(?:\s?\\?%|\s?dB|\s?ms)?"
_MOVING = r"(?:improv|increas|boost|rais|reduc|decreas|lower|cut|drop|push|bring|enhanc|elevat|lift)\w*"

_SHAPED: tuple[tuple[Shape, str], ...] = (
    # "boosts code execution success from 78% to 97%", "a negligible FID increase from 1.95 to 1.98"
    (
        "range",
        rf"(?:\b{_MOVING}\s+)?{_ARTICLE}{_MEASURE}{_OF}\s+(?:(?:increase|decrease|drop|improve|rise|reduction|improvement)(?:s|d|ped)?\s+)?"
        rf"from\s+(?P<value>{_PERCENT})\s+to\s+(?:(?P<bound>under|over|only|just|below|about|nearly)\s+)?(?P<to>{_PERCENT})(?![\w-])",
    ),
    # "an 82.4% reduction in FLOPs", "a 22% relative improvement in chart quality"
    ("change", rf"{_BOUND}{_VALUE_OR_POINTS}\s+{_REL}{_CHANGED}\s+(?:in|of)\s+{_ARTICLE}{_MEASURE}"),
    # "a reduction of 57% in FID", "an improvement of up to 0.81 in PSNR"
    (
        "change",
        rf"(?:\b(?P<relative>relative|absolute)\s+)?\b{_CHANGED}\s+of\s+{_BOUND}(?P<value>{_SPREAD}(?:{_UNIT}|{_POINTS})?)\s+in\s+{_ARTICLE}{_MEASURE}",
    ),
    # "7.1% AUC gain", "6.5% performance gain", "30% GPU memory reduction"
    ("change", rf"{_BOUND}{_VALUE_OR_POINTS}\s+{_REL}(?P<measure>{_W}(?:\s+{_W}){{0,2}}?)\s+{_CHANGED}\b"),
    # "reducing memory requirements and inference time by up to 11x"
    (
        "change",
        rf"\b{_CHANGING}\s+{_ARTICLE}{_MEASURE}{_OF}(?:\s+(?:on|across)\s+(?:the\s+)?(?P<place>{_NP}))?\s+by\s+{_BOUND}{_VALUE_OR_POINTS}",
    ),
    # "72% faster inference speed", "10x fewer parameters", "8x faster"
    (
        "change",
        rf"{_BOUND}{_VALUE}\s+(?:(?P<fast>faster|quicker)|(?P<slow>slower)|(?P<down>smaller|fewer|lower|less|shorter)|"
        rf"(?P<up>larger|higher|greater|longer)|(?P<better>better))(?:\s+{_ARTICLE}{_MEASURE})?",
    ),
    # "1.7x speedup", "4.41x acceleration", "an 11.1x inference speedup"
    (
        "speedup",
        rf"{_BOUND}{_VALUE}\s+(?P<measure>(?:(?:end-to-end|wall-?\s?clock|walltime|inference|training|decoding|generation|"
        rf"attention|prefill|prefilling|sampling|rendering|kernel)\s+){{0,2}})(?:speed-?\s?ups?|acceleration)\b",
    ),
    ("speedup", rf"(?P<measure>)\b(?:speed-?\s?ups?|acceleration)\s+(?:of|up\s+to)\s+{_BOUND}{_VALUE}"),
    # "surpasses GPT-4 in accuracy by an average of 6.2%", "outperforms GPT-4o by 5.2 points on MMLU"
    (
        "margin",
        rf"\b(?:outperform|surpass|exceed|beat)(?:s|es|ed|ing)?\s+(?P<base>[^,;:()]{{2,70}}?)(?:\s+in\s+(?:terms\s+of\s+)?(?P<measure2>{METRIC}))?"
        rf"\s+by\s+{_BOUND}(?P<value>{_NUMBER}{_POINTS})(?:\s+(?P<relative>absolute|relative))?"
        rf"(?:\s+(?:in|on)\s+(?:terms\s+of\s+|the\s+|average\s+)?(?P<measure>{METRIC}))?",
    ),
    # "preserving 95-100% of accuracy", "retains 98.4% of the performance"
    (
        "kept",
        rf"\b(?:preserv|retain|maintain|recover|keep)(?:es|s|ed|ing)?\s+{_BOUND}{_VALUE}\s+of\s+{_ARTICLE}{_MEASURE}",
    ),
    # "reduces 33% of redundant visual tokens"
    (
        "change",
        rf"\b(?P<down>reduc(?:e[sd]?|ing)|cut(?:s|ting)?|prun(?:e[sd]?|ing)|remov(?:e[sd]?|ing))\s+{_BOUND}{_VALUE}\s+of\s+{_ARTICLE}{_MEASURE}",
    ),
    # "speeds up inference by 1.4x", "accelerates decoding by up to 3x"
    (
        "speedup",
        rf"\b(?:speed(?:s|ing)?\s+up|accelerat(?:es?|ed|ing))\s+{_ARTICLE}(?P<measure>(?:{_W}\s+){{1,3}}?)by\s+{_BOUND}{_VALUE}",
    ),
    # "a 75.1% accuracy", "achieves 88.1 PDMS", "a 59.6% success rate"
    (
        "level",
        rf"{_BOUND}(?P<value>{_NUMBER}\s?(?:\\?%)?)\s+(?P<measure>{METRIC})(?!\s+(?:gain|improvement|increase|reduction|drop|gap|loss)|[\w-])",
    ),
    # "an accuracy of 67.0", "FID of 2.27", "success rate of up to 69%"
    (
        "level",
        rf"(?P<measure>{METRIC})\s+(?:scores?\s+)?(?:of|reaching)\s+{_BOUND}(?P<value>{_NUMBER}(?:\s?(?:\\?%|dB\b|ms\b))?)(?![\w-]|\s?(?:×|x\b|times))",
    ),
)
_PATTERNS = tuple((shape, re.compile(pattern, re.IGNORECASE)) for shape, pattern in _SHAPED)
_WEIGHTY = re.compile(
    r"(?<![\w.])(?<![A-Za-z]-)[+-]?\d+(?:,\d{3})*(?:\.\d+)?\s?"
    r"(?:\\?%|\$?\s?\\times\b|×|x\b(?!\s?\d)|times\b|[- ]?fold\b|(?:percentage\s+)?points?\b|dB\b)"
    r"|(?<![\w.,-])\d+\.\d+(?![\w.]*-|\w*\d)(?!\s?(?:B|M|K|billion|million|trillion|V)\b)"
)
# "Llama 3.1", "Claude 3.5": the decimal is a name's.
_VERSIONED = re.compile(r"(?:\b[A-Z][A-Za-z-]*[a-z][\w-]*|\bv\.?|\bGPT|\bversion)\s?$")
_BASE_END = (
    r"(?=\s+(?:on|across|in|while|without|when|for|by|at|under|with\s+(?:no|an?|only|minimal|negligible)|and\s+\w+(?:ing|s)\b|"
    r"using|as|despite|after|during|where|via|that|which|is|are)\b|[,;:()]|\.(?:\s|$)|\s[-–—]{1,3}\s|$)"
)
_BASELINE = re.compile(
    r"\s*,?\s*(?:when\s+)?(?:compared\s+(?:to|with)|relative\s+to|in\s+comparison\s+(?:to|with)|over|than|versus|vs\.?|against)\s+"
    rf"(?P<base>[^,;:()]{{2,90}}?){_BASE_END}",
    re.IGNORECASE,
)
_ON_WORD = (
    r"(?!(?:and|while|with|without|compared|by|when|using|over|than|which|that|for|at|to|from|as|in|is|are|but|during|under|"
    r"after|where|achieving|outperforming|surpassing|demonstrating|respectively|indicate|demonstrate|show|reveal|average)\b)"
    r"[A-Za-z0-9](?:[\w@+./'’-]*[\w+])?"
)
_ON_PHRASE = rf"(?:the\s+|our\s+)?{_ON_WORD}(?:\s+{_ON_WORD}){{0,7}}(?!\s+{_ON_WORD}|[\w-])"
_ON = re.compile(rf"\s*,?\s*(?:on|across)\s+(?P<on>{_ON_PHRASE})")
_IN = re.compile(
    rf"\s+(?:on|across|in(?!\s+(?:just|only|some|our|this|total|the|terms|a|an|many|most|all|which)\b))\s+(?P<on>{_ON_PHRASE})"
)
_LEAD_ON = re.compile(rf"(?:On|Across)\s+(?P<on>{_ON_PHRASE}),")
_LEAD_BASE = re.compile(r"Compared\s+(?:to|with)\s+(?P<base>[^,;:()]{2,70}),")
_MIDDLE_ON = re.compile(
    rf"\b(?:results|experiments|evaluations?)\s+(?:on|across)\s+(?P<on>{_ON_WORD}(?:\s+{_ON_WORD}){{0,5}}?)\s+"
    r"(?:\w+ly\s+)?(?:show|demonstrat|indicat|reveal|confirm)"
)
_FINITE = re.compile(
    r"\b(?:achiev(?:es?|ed)|reach(?:es|ed)?|obtain(?:s|ed)?|attain(?:s|ed)?|yield(?:s|ed)?|deliver(?:s|ed)?|show(?:s|ed|cases?)?|"
    r"demonstrat(?:es?|ed)|records?|gain(?:s|ed)|improv(?:es?|ed)|reduc(?:es?|ed)|increas(?:es|ed)|boost(?:s|ed)?|outperform(?:s|ed)?|"
    r"surpass(?:es|ed)?|exceed(?:s|ed)?|has|have|had|provid(?:es?|ed)|offer(?:s|ed)?|lower(?:s|ed)|cuts|slash(?:es|ed)|decreas(?:es|ed)|"
    r"enhanc(?:es?|ed)|retain(?:s|ed)?|maintain(?:s|ed)?|preserv(?:es?|ed)|scor(?:es|ed)|requir(?:es?|ed)|enabl(?:es?|ed)|speeds|runs?|"
    r"accelerat(?:es?|ed)|rais(?:es?|ed)|drop(?:s|ped)|los(?:es?|t)|set(?:s)?|establish(?:es|ed)?|exhibit(?:s|ed)?|struggle[sd]?|"
    r"fail(?:s|ed)?|suffer(?:s|ed)?|lack(?:s|ed)?|remain(?:s|ed)?|hallucinates?|solve[sd]?|responds?|ranks?|converges?|match(?:es|ed)?|"
    r"degrade[sd]?|can|could|is|are|was|were|leads?|led|result(?:s|ed)\s+in|beats?|produc(?:es?|ed)|uses?|used|indicates?|reveals?|"
    r"performs?|performed|succeed(?:s|ed)?|works?|perform(?:s|ed)?)\b"
)
_OURS = re.compile(
    r"\b(?:we|our|ours|it|its|they|this|these|the\s+(?:proposed|resulting|final|new)|proposed|experiments?|evaluations?|results?|"
    r"which|method|framework|approach|analysis|findings?)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:(]\s?|\s[-–—]{1,3}\s|\b(?:that|and|while|where|but|as|with|because|since|when)\b")
_FILLER = re.compile(
    r"\b(?:also|further|significantly|substantially|consistently|can|could|may|even|still|only|then|thus|effectively|"
    r"successfully|notably|additionally|moreover|furthermore|finally|always|often|however|remarkably|potentially|to)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"^(?:the\s+)?(?P<name>[A-Z][\w.+-]*(?:[\s-][A-Z0-9][\w.+-]*){0,3})$")
# "with GPT-4o achieving …": the participle has a subject of its own.
_WITH = re.compile(r"\bwith\s+(?:even\s+)?(?P<who>[^,;:()]{2,60}?)\s+(?:only\s+)?\w+ing\s+[^,;]{0,40}$")
_LOST = re.compile(
    r"\b(?:los\w+|drop\w*|reduc\w+|decreas\w+|declin\w+|gain\w*|improv\w+|increas\w+|gap)\s+(?:by\s+|of\s+)?$"
)
_BOUNDS = {
    "up to": "up to", "as much as": "up to", "as high as": "up to", "more than": "over", "greater than": "over", "over": "over",
    "exceeding": "over", "above": "over", ">": "over", "at least": "at least", "about": "about", "around": "about",
    "approximately": "about", "roughly": "about", "~": "about", "∼": "about", "≈": "about", "$\\sim$": "about",
    "nearly": "nearly", "almost": "nearly", "close to": "nearly", "less than": "under", "fewer than": "under",
    "under": "under", "below": "under", "<": "under", "only": "only", "just": "only",
}  # fmt: skip


def read(sentence: str, names: tuple[str, ...] = ()) -> Reading:
    """The figures of one sentence of raw text; `names` are those by which the story calls its own work."""
    if not _DIGIT.search(sentence):
        return _NOTHING
    weighty = [
        match.span()
        for match in _WEIGHTY.finditer(sentence)
        if match.group()[-1] not in "0123456789"
        or not _VERSIONED.search(sentence, max(0, match.start() - 24), match.start())
    ]
    if not weighty:
        return _NOTHING
    found: list[Figure] = []
    taken: list[tuple[int, int]] = []
    for shape, pattern in _PATTERNS:
        for match in pattern.finditer(sentence):
            if any(match.start("value") < last and first < match.end("value") for first, last in taken):
                continue
            figure = _figure(shape, match, names)
            if figure is not None:
                found.append(figure)
                taken.append(match.span("value"))
                if figure.to:
                    taken.append(match.span("to"))
    covered = sum(any(first < stop and begin < last for first, last in taken) for begin, stop in weighty)
    ordered = tuple(sorted(found, key=lambda figure: figure.start))
    return Reading(ordered, len(weighty) - covered, len(weighty), Span(*weighty[0]))


def _figure(shape: Shape, match: re.Match[str], names: tuple[str, ...]) -> Figure | None:
    sentence, groups = match.string, match.groupdict()
    measure = _joined(groups.get("measure")) or _joined(groups.get("measure2"))
    direction = _direction(shape, groups)
    if direction is None or (shape in ("change", "range", "kept") and not is_measure(measure, direction)):
        return None
    if shape == "level" and _LOST.search(sentence, 0, match.start()):
        return None
    subject = _subject(sentence, match.start(), names)
    if subject is None:
        return None
    baseline, on, stop = _context(sentence, match.end(), _IN if shape == "level" else _ON)
    if shape == "margin":
        baseline = _joined(groups["base"])
        if re.search(r"\b(?:on|across|over|while|which|that|respectively)\b", baseline) or not (measure or on):
            return None
    lead_on, lead_base = _LEAD_ON.match(sentence) or _MIDDLE_ON.search(sentence), _LEAD_BASE.match(sentence)
    bound = _BOUNDS.get(_joined(groups.get("bound") or groups.get("bound2")).lower(), "")
    average = groups.get("average") or groups.get("average2") or groups.get("average3")
    return Figure(
        shape=shape,
        value=_value(groups["value"]),
        direction=direction,
        measure=measure,
        start=match.start(),
        end=max(match.end(), stop),
        bound=bound,
        average=bool(average) or sentence.startswith("On average"),
        relative=_joined(groups.get("relative") or groups.get("relative0")).lower(),
        to=_value(groups["to"]) if groups.get("to") else "",
        of=_joined(groups.get("of")),
        baseline=baseline or (_joined(lead_base.group("base")) if lead_base else ""),
        on=_joined(groups.get("place")) or on or (_joined(lead_on.group("on")) if lead_on else ""),
        subject=subject,
    )


def _joined(words: str | None) -> str:
    return " ".join((words or "").split())


def _direction(shape: Shape, groups: dict[str, str | None]) -> Direction | None:
    if shape == "speedup":
        return "faster"
    if shape == "margin":
        return "better"
    if shape != "change":
        return "same"
    named: tuple[tuple[str, Direction], ...] = (
        ("down", "down"), ("up", "up"), ("fast", "faster"), ("slow", "slower"), ("better", "better"),
    )  # fmt: skip
    return next((direction for group, direction in named if groups.get(group)), None)


def _value(raw: str) -> str:
    value = _joined(raw).replace("\\%", "%").replace(" %", "%")
    value = re.sub(r"\s?(?:\$\s?\\times\s?\$|\$?\\times\$?|times|x|[- ]?fold)$", "×", value, flags=re.IGNORECASE)
    value = re.sub(r"\s?(?:(?:absolute |percentage )points?|pp|p\.p\.)$", "%p", value)
    return re.sub(r"(?<=\d)%?\s?(?:-{1,2}|–|to)\s?(?=\d)", "–", value)


def _context(sentence: str, at: int, where: re.Pattern[str]) -> tuple[str, str, int]:
    """The baseline and the data set that follow a figure at once, in either order, and where they end."""
    baseline = on = ""
    for _ in range(2):
        match = None if baseline else _BASELINE.match(sentence, at)
        if match is not None:
            baseline, at = _joined(match.group("base")), match.end("base")
            continue
        match = None if on else where.match(sentence, at)
        if match is None:
            break
        on, at = _joined(match.group("on")), match.end("on")
    return baseline, on, at


def _subject(sentence: str, at: int, names: tuple[str, ...]) -> str | None:
    """Whose figure stands at `at`: `` for the story's own work, the name of another, None where it cannot be told."""
    attached = _WITH.search(sentence, max(0, at - 120), at)
    if attached is not None:
        who = _FILLER.sub("", attached.group("who")).strip()
        named = _NAMED.match(_joined(who))
        return "" if who in names else named.group("name") if named else None
    verbs = [verb for verb in _FINITE.finditer(sentence, 0, min(len(sentence), at + 14)) if verb.start() <= at]
    for verb in reversed(verbs):
        clause = _joined(_FILLER.sub("", _CLAUSE.split(sentence[: verb.start()])[-1])).strip(" ,")
        if not clause:
            continue  # "… and achieves": the subject stands before the verb before
        if any(clause.startswith(name) or clause.endswith(name) or f"{name}'s" in clause for name in names):
            return ""
        if _OURS.search(clause):
            return ""
        named = _NAMED.match(clause)
        return named.group("name") if named else None
    head = sentence[:at]
    return "" if _OURS.search(head) or any(name in head for name in names) else None
