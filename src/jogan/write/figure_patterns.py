"""The forms in which abstracts give figures, as regular expressions over one raw sentence; `figures.py` decides.

Each form names its parts (`value`, `to`, `measure`, `of`, `base`, `bound`, `average`, `relative`), and its direction by
which of `down`, `up`, `better`, `fast`, `slow` matched. The order matters: an earlier form takes a number first.
"""

from __future__ import annotations

import re
from typing import Literal

from jogan.write.measures import METRIC

Shape = Literal["change", "level", "range", "margin", "speedup", "kept"]

_NUMBER = r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?"
_SPREAD = rf"{_NUMBER}(?:\s?\\?%)?(?:\s?(?:-{{1,2}}|–|to)\s?\d+(?:\.\d+)?)?"
_UNIT = r"\s?(?:\\?%(?!\w)|percent\b(?!age)|\$\s?\\times\s?\$|\$?\\times\$?|×|x\b|times\b|[- ]?fold\b)"
_POINTS = r"\s?(?:\\?%(?!\w)|percent\b(?!age)|(?:absolute\s+|percentage\s+)?points?\b|pp\b|p\.p\.|dB\b)"
_VALUE = rf"(?P<value>{_SPREAD}{_UNIT}(?:\s?(?:-{{1,2}}|–|to)\s?{_NUMBER}{_UNIT})?)"
_VALUE_OR_POINTS = rf"(?P<value>{_SPREAD}(?:{_UNIT}|{_POINTS}))"
_PERCENT = rf"{_NUMBER}(?:\s?(?:-{{1,2}}|–)\s?\d+(?:\.\d+)?)?(?:\s?\\?%|\s?dB|\s?ms)?"
_BOUND = (
    r"(?:(?P<bound>up\s+to|as\s+much\s+as|as\s+high\s+as|more\s+than|greater\s+than|over|exceeding|at\s+least|about|around|"
    r"approximately|roughly|nearly|almost|close\s+to|less\s+than|fewer\s+than|under|below|above|only|just|[~∼≈]|>|<|\{?sim\}?|"
    r"\$\\sim\$)\s*)?(?:(?P<average>an\s+average(?:\s+of)?|on\s+average|average)\s+)?(?:an?\s+)?"
    r"(?:(?:impressive|remarkable|substantial|significant|notable|strong|striking|overall|total|additional|further|whopping|"
    r"mere)\s+)?(?P<average2>average\s+|mean\s+)?(?P<relative0>relative\s+|absolute\s+)?"
    r"(?:(?P<bound2>up\s+to|over|only|about|around|~)\s*)?\$?"
)
_ARTICLE = (
    r"\b(?:(?:the|a|an|its|their|our|overall|both|total|only|end-to-end|negligible|slight|small|modest|original)\s+)*"
)
_STOP = (
    r"(?!(?:of|in|on|over|by|to|from|with|for|while|and|or|compared|than|across|when|which|that|as|at|is|are|was|were|be|"
    r"relative|versus|vs|without|under|using|but|respectively|through|during|after|before|against|where|who|we|it|they|"
    r"this|these|can|could|may|up|more|less|about|nearly|almost|only|between|among|per|via|within|because|due|if|since|"
    r"so|then|thus|not|no|even|achiev\w+|boost\w*|reduc\w+|improv\w+|increas\w+|enhanc\w+|decreas\w+|outperform\w*|"
    r"surpass\w*|enabl\w+|maintain\w*|rais(?:es|ed|ing)|lifts|pushes|preserv\w+|yield\w*|deliver\w*|demonstrat\w+|show\w*)\b)"
)
_W = rf"\b{_STOP}[A-Za-z](?:[\w@+./'’-]*[\w+])?"
_NP = rf"{_W}(?:\s+{_W}){{0,4}}"
# "number of denoising steps" has an "of" inside; "memory and inference time by" is a pair.
_MEASURE = (
    rf"(?P<measure>(?:\b(?:number|amount|rate|count)s?\s+of\s+(?:the\s+)?)?{_NP}"
    rf"(?:\s+and\s+(?={_W}(?:\s+{_W}){{0,2}}\s+by\b){_NP})?)"
)
_OF = rf"(?:\s+of\s+(?:the\s+|its\s+)?(?P<of>{_NP}))?"
_CHANGED = (
    r"(?:(?P<down>(?:reduction|decrease|drop|decline|saving|cut|fall)s?)|(?P<up>(?:increase|rise)s?)|"
    r"(?P<better>(?:improvement|gain|boost|enhancement|uplift)s?))"
)
_REL = r"(?:(?P<relative>relative|absolute)\s+)?(?:(?P<average3>average|mean)\s+|overall\s+|significant\s+)?"
_CHANGING = (
    r"(?:(?P<down>reduc(?:e[sd]?|ing)|cut(?:s|ting)?|lower(?:s|ed|ing)?|slash(?:es|ed|ing)?|decreas(?:e[sd]?|ing)|"
    r"shorten(?:s|ed|ing)?|shrink(?:s|ing)?)|(?P<better>improv(?:e[sd]?|ing)|boost(?:s|ed|ing)?|enhanc(?:e[sd]?|ing))|"
    r"(?P<up>increas(?:e[sd]?|ing)|rais(?:e[sd]?|ing)))"
)
_MOVING = r"(?:improv|increas|boost|rais|reduc|decreas|lower|cut|drop|push|bring|enhanc|elevat|lift)\w*"
_MOVED = (
    r"(?:(?:increase|decrease|drop|improve|rise|fall|climb|grow|decline|reduction|improvement)(?:s|d|ped)?\s+|"
    r"(?:rose|fell|grew)\s+)?"
)
_RAN = (
    r"(?P<measure>(?:(?:end-to-end|wall-?\s?clock|walltime|inference|training|decoding|generation|attention|prefill|"
    r"prefilling|sampling|rendering|kernel)\s+){0,2})"
)

_CHANGES = "reduction|decrease|drop|decline|saving|cut|fall|increase|rise|improvement|gain|boost|enhancement|uplift"
_SHAPED: tuple[tuple[Shape, str, str], ...] = (
    # as in: boosts code execution success from 78% to 97%; a negligible FID increase from 1.95 to 1.98
    (
        "range",
        " from ",
        rf"(?:\b{_MOVING}\s+)?{_ARTICLE}{_MEASURE}{_OF}(?:\s+(?:on|across)\s+(?:the\s+)?(?P<place>{_NP}))?\s+"
        rf"{_MOVED}from\s+(?P<value>{_PERCENT})\s+to\s+(?:(?P<bound>under|over|only|just|below|about|nearly)\s+)?"
        rf"(?P<to>{_PERCENT})(?![\w-])",
    ),
    # as in: an 82.4% reduction in FLOPs; a 22% relative improvement in chart quality
    ("change", _CHANGES, rf"{_BOUND}{_VALUE_OR_POINTS}\s+{_REL}{_CHANGED}\s+(?:in|of)\s+{_ARTICLE}{_MEASURE}"),
    # as in: a reduction of 57% in FID; an improvement of up to 0.81 in PSNR
    (
        "change",
        " of ",
        rf"(?:\b(?P<relative>relative|absolute)\s+)?\b{_CHANGED}\s+of\s+{_BOUND}"
        rf"(?P<value>{_SPREAD}(?:{_UNIT}|{_POINTS})?)\s+in\s+{_ARTICLE}{_MEASURE}",
    ),
    # as in: an improvement in word error rate of up to 11%
    (
        "change",
        " in ",
        rf"(?:\b(?P<relative>relative|absolute)\s+)?\b{_CHANGED}\s+in\s+{_ARTICLE}{_MEASURE}\s+of\s+{_BOUND}"
        rf"(?P<value>{_SPREAD}(?:{_UNIT}|{_POINTS}))",
    ),
    # as in: a 7.1% AUC gain; a 6.5% performance gain
    ("change", _CHANGES, rf"{_BOUND}{_VALUE_OR_POINTS}\s+{_REL}(?P<measure>{_W}(?:\s+{_W}){{0,2}}?)\s+{_CHANGED}\b"),
    # as in: performance gains of 3.05% on VideoMME; mIoU increases of up to 22.59% compared to PTv3
    (
        "change",
        " of ",
        rf"(?:(?P<measure>{_W}(?:\s+{_W}){{0,2}}?)\s+)?(?:(?P<up>increase|rise)s?|(?P<better>(?:improvement|gain|boost)s?)|"
        rf"(?P<down>(?:reduction|decrease|drop)s?))\s+of\s+{_BOUND}{_VALUE_OR_POINTS}(?!\s+(?:in|of)\b)",
    ),
    # as in: an 8.4% improvement on the VL Reward-Bench
    (
        "change",
        "improvement|gain|boost",
        rf"{_BOUND}{_VALUE_OR_POINTS}\s+{_REL}(?P<better>(?:improvement|gain|boost)s?)(?P<measure>)(?=\s+(?:on|over|compared)\b)",
    ),
    # as in: its average accuracy is 1.32% higher, its cache 11.67x smaller and its throughput 3.49x higher
    (
        "change",
        "higher|lower|smaller|larger|faster|shorter",
        rf"(?:,|\band)\s+(?:its|the)\s+{_MEASURE}\s+{_BOUND}{_VALUE_OR_POINTS}\s+"
        r"(?:(?P<fast>faster)|(?P<up>higher|larger|greater)|(?P<down>lower|smaller|shorter))\b",
    ),
    # as in: energy use falls by up to 66.99% and carbon emissions by up to 68.75%
    (
        "change",
        " by ",
        rf"\b(?P<verb>falls?|fell|drops?|dropped|decreases?|decreased|declines?|declined)\s+by\s+[^,;.]{{2,40}}(?:\.\d+)?%?,?\s+and\s+"
        rf"{_MEASURE}\s+by\s+{_BOUND}{_VALUE_OR_POINTS}(?P<down>)",
    ),
    # as in: reducing memory requirements and inference time by up to 11x; improves recall on DuneCalls by 4%
    (
        "change",
        " by ",
        rf"\b{_CHANGING}\s+{_ARTICLE}{_MEASURE}{_OF}(?:\s+(?:on|across)\s+(?:the\s+)?(?P<place>{_NP}))?"
        rf"\s+by\s+{_BOUND}{_VALUE_OR_POINTS}",
    ),
    # as in: accuracy on MGSM rises by 6.17%; latency falls by up to 3x
    (
        "change",
        " by ",
        rf"{_ARTICLE}{_MEASURE}{_OF}(?:\s+(?:on|across)\s+(?:the\s+)?(?P<place>{_NP}))?\s+"
        r"(?:(?P<up>rises?|rose|grows?|grew|increases?|increased|climbs?)|(?P<better>improves?|improved)|"
        r"(?P<down>falls?|fell|drops?|dropped|decreases?|decreased|declines?|declined|shrinks?|shrank))"
        rf"\s+by\s+{_BOUND}{_VALUE_OR_POINTS}",
    ),
    # as in: PSNR is 2.20 dB higher
    (
        "change",
        "faster|quicker|slower|smaller|fewer|lower|less|shorter|larger|higher|greater|longer|better",
        rf"{_ARTICLE}{_MEASURE}\s+(?:is|was|are|were)\s+{_BOUND}{_VALUE_OR_POINTS}\s+(?:(?P<up>higher)|(?P<down>lower))(?!\s+(?!than|on|in|and)\w)",
    ),
    # as in: 72% faster inference speed; 10x fewer parameters; 8x faster
    (
        "change",
        "faster|quicker|slower|smaller|fewer|lower|less|shorter|larger|higher|greater|longer|better",
        rf"{_BOUND}{_VALUE}\s+(?:(?P<fast>faster|quicker)|(?P<slow>slower)|(?P<down>smaller|fewer|lower|less|shorter)|"
        rf"(?P<up>larger|higher|greater|longer)|(?P<better>better))(?:\s+{_ARTICLE}{_MEASURE})?",
    ),
    # as in: a 1.7x speedup; an 11.1x inference speedup; a speedup of 3x
    ("speedup", "speed|accel", rf"{_BOUND}{_VALUE}\s+{_RAN}(?:speed-?\s?ups?|acceleration)\b"),
    ("speedup", "speed|accel", rf"{_RAN}\b(?:speed-?\s?ups?|acceleration)\s+(?:of|up\s+to)\s+{_BOUND}{_VALUE}"),
    # as in: surpasses GPT-4 in accuracy by an average of 6.2%; outperforms GPT-4o by 5.2 points on LogiQA
    (
        "margin",
        " by ",
        r"\b(?:outperform|surpass|exceed|beat)(?:s|es|ed|ing)?\s+(?P<base>[^,;:()]{2,70}?)"
        rf"(?:\s+in\s+(?:terms\s+of\s+)?(?P<measure2>{METRIC}))?\s+by\s+{_BOUND}(?P<value>{_NUMBER}{_POINTS})\$?"
        rf"(?:\s+(?P<relative>absolute|relative))?"
        rf"(?:\s+(?:in|on)\s+(?:terms\s+of\s+|the\s+|average\s+)?(?P<measure>{METRIC}))?",
    ),
    # as in: it improves over the strongest baseline by 46.01 percentage points
    (
        "margin",
        " by ",
        rf"\bimprov(?:es?|ed|ing)\s+(?:over|upon)\s+(?P<base>[^,;:()]{{2,70}}?)\s+by\s+{_BOUND}(?P<value>{_NUMBER}{_POINTS})",
    ),
    # as in: preserving 95-100% of accuracy
    (
        "kept",
        "preserv|retain|maintain|recover|keep",
        rf"\b(?:preserv|retain|maintain|recover|keep)(?:es|s|ed|ing)?\s+{_BOUND}{_VALUE}\s+of\s+{_ARTICLE}{_MEASURE}",
    ),
    # as in: reduces 33% of redundant visual tokens
    (
        "change",
        " of ",
        r"\b(?P<down>reduc(?:e[sd]?|ing)|cut(?:s|ting)?|prun(?:e[sd]?|ing)|remov(?:e[sd]?|ing))"
        rf"\s+{_BOUND}{_VALUE}\s+of\s+{_ARTICLE}{_MEASURE}",
    ),
    # as in: saves up to 56% average FLOPs
    (
        "change",
        "sav",
        rf"\b(?P<down>sav(?:e[sd]?|ing))\s+{_BOUND}{_VALUE}\s+(?:of\s+)?{_ARTICLE}{_MEASURE}",
    ),
    # as in: speeds up inference by 1.4x
    (
        "speedup",
        "speed|accel",
        rf"\b(?:speed(?:s|ing)?\s+up|accelerat(?:es?|ed|ing))\s+{_ARTICLE}(?P<measure>(?:{_W}\s+){{1,3}}?)by\s+{_BOUND}{_VALUE}",
    ),
    # as in: a 75.1% accuracy; achieves 88.1 PDMS
    (
        "level",
        "",
        rf"{_BOUND}(?P<value>{_NUMBER}\s?(?:\\?%|percent\b)?)\s+(?P<measure>{METRIC})"
        r"(?!\s+(?:gain|improvement|increase|reduction|drop|gap|loss)|[\w-])",
    ),
    # as in: an accuracy of 67.0; a success rate of up to 69%
    (
        "level",
        "",
        rf"(?P<measure>{METRIC})\s+(?:scores?\s+)?(?:of|reaching)\s+{_BOUND}"
        rf"(?P<value>{_NUMBER}(?:\s?(?:\\?%|percent\b|dB\b|ms\b))?)(?![\w-]|\s?(?:×|x\b|times))",
    ),
)
_REACHED = r"\b(?:achiev(?:es?|ed|ing)|reach(?:es|ed|ing)?|attain(?:s|ed|ing)?|obtain(?:s|ed|ing)?|scor(?:es|ed|ing))"
_SHAPED += (
    # as in: scores 67.0 on MathVista; achieves 82.4% on SimpleQA
    (
        "level",
        " on ",
        rf"{_REACHED}\s+{_BOUND}(?P<value>{_NUMBER}\s?(?:\\?%|percent\b)?)(?=\s+on\s+(?:the\s+)?[\w-]*[A-Z])",
    ),
    # as in: 8.7 points more than InternVL2-8B
    (
        "margin",
        "points",
        rf"{_BOUND}(?P<value>{_NUMBER}{_POINTS})\s+(?:more|higher|better|above)\s+(?:than\s+)?(?P<base>[^,;:()]{{2,50}}?)"
        r"(?=\s+and\b|\s+on\b|[,;.]|$)",
    ),
)
PATTERNS = tuple(
    (shape, tuple(hint.split("|")), re.compile(pattern, re.IGNORECASE)) for shape, hint, pattern in _SHAPED
)
"""Shape, the lower-case words of which a sentence must hold one (a cheap test before a dear one), and the form."""

# A number that weighs: with a unit of change, or a decimal that is no version and no size.
WEIGHTY = re.compile(
    r"(?<![\w.])(?<![A-Za-z]-)[+-]?\d+(?:,\d{3})*(?:\.\d+)?\s?"
    r"(?:\\?%|percent\b|\$?\s?\\times\b(?!\$?\s?\d)|×(?!\s?\d)|x\b(?!\s?\d)|times\b|"
    r"[- ]?fold\b|(?:percentage\s+)?points?\b|dB\b)"
    r"|(?<![\w.,-])\d+\.\d+(?![\w.]*-|\w*\d)(?!\s?(?:B|M|K|billion|million|trillion|V)\b)"
)
# "Llama 3.1", "Claude 3.5": the decimal is a name's.
VERSIONED = re.compile(r"(?:\b[A-Z][A-Za-z-]*[a-z][\w-]*|\bv\.?|\bGPT|\bversion)\s?$")

# ── What a figure is measured against, and on what ──

_BASE_END = (
    r"(?=\s+(?:on|across|in|while|without|when|for|by|at|under|with\s+(?:no|an?|only|minimal|negligible)|such\s+as|like|"
    r"and\s+(?:\w+(?:ing|s)\b|an?\s+\d|\d|the\s)|using|as|despite|after|during|where|via|that|which|is|are)\b|[,;:()]|\.(?:\s|$)|\s[-–—]{1,3}\s|$)"
)
BASELINE = re.compile(
    r"\s*,?\s*(?:when\s+)?(?:compared\s+(?:to|with)|relative\s+to|in\s+comparison\s+(?:to|with)|over|than|versus|vs\.?|"
    rf"against)\s+(?P<base>[^,;:()]{{2,90}}?){_BASE_END}",
    re.IGNORECASE,
)
_ON_WORD = (
    r"(?!(?:and|while|with|without|compared|by|when|using|over|than|which|that|for|at|to|from|as|in|is|are|but|during|"
    r"under|after|where|achieving|outperforming|surpassing|demonstrating|respectively|indicate|demonstrate|show|reveal|"
    r"average|across|have|has|had|such|on|via|through|within|against|among|between|both)\b)[A-Za-z0-9](?:[\w@+./'’-]*[\w+])?"
)
# Whole or not at all: a phrase of more than eight words is no name of a data set.
_ON_PHRASE = (
    rf"(?:the\s+|our\s+)?{_ON_WORD}(?:\s+{_ON_WORD}){{0,7}}"
    r"(?:(?:,\s+[A-Z][\w@+.-]*)*,?\s+and\s+[A-Z][\w@+-]*(?:\.\d+)?(?:\s+(?:datasets|benchmarks|tasks))?)?"
    rf"(?!\s+{_ON_WORD}|[\w-]|,\s+[A-Z][\w.-]*(?:,|\s+and)\s)"
)
ON = re.compile(rf"\s*,?\s*(?:on|across)\s+(?P<on>{_ON_PHRASE})")
IN = re.compile(
    r"\s+(?:on|across|in(?!\s+(?:just|only|some|our|this|total|the|terms|a|an|many|most|all|which)\b))"
    rf"\s+(?P<on>{_ON_PHRASE})"
)
LEAD_ON = re.compile(rf"(?:On|Across)\s+(?P<on>{_ON_PHRASE}),")
LEAD_BASE = re.compile(r"(?:Compared\s+(?:to|with)|Against)\s+(?P<base>[^,;:()]{2,70}),")
MIDDLE_ON = re.compile(
    r"\b(?:[Rr]esults|[Ee]xperiments|[Ee]valuations?)\s+(?:on|across)\s+"
    rf"(?P<on>(?:the\s+)?{_ON_WORD}(?:\s+{_ON_WORD}){{0,5}}?)\s+(?:\w+ly\s+)?(?:show|demonstrat|indicat|reveal|confirm)"
)

# ── Whose figure it is ──

FINITE = re.compile(
    r"\b(?:achiev(?:es?|ed)|reach(?:es|ed)?|obtain(?:s|ed)?|attain(?:s|ed)?|yield(?:s|ed)?|deliver(?:s|ed)?|"
    r"show(?:s|ed|cases?)?|demonstrat(?:es?|ed)|records?|gain(?:s|ed)|improv(?:es?|ed)|reduc(?:es?|ed)|increas(?:es|ed)|"
    r"boost(?:s|ed)?|outperform(?:s|ed)?|surpass(?:es|ed)?|exceed(?:s|ed)?|has|have|had|provid(?:es?|ed)|offer(?:s|ed)?|"
    r"lower(?:s|ed)|cuts|slash(?:es|ed)|decreas(?:es|ed)|enhanc(?:es?|ed)|retain(?:s|ed)?|maintain(?:s|ed)?|"
    r"preserv(?:es?|ed)|scor(?:es|ed)|requir(?:es?|ed)|enabl(?:es?|ed)|speeds|runs?|accelerat(?:es?|ed)|rais(?:es?|ed)|"
    r"drop(?:s|ped)|los(?:es?|t)|set(?:s)?|establish(?:es|ed)?|exhibit(?:s|ed)?|struggle[sd]?|fail(?:s|ed)?|"
    r"suffer(?:s|ed)?|lack(?:s|ed)?|remain(?:s|ed)?|hallucinates?|solve[sd]?|responds?|ranks?|converges?|match(?:es|ed)?|"
    r"degrade[sd]?|can|could|is|are|was|were|leads?|led|result(?:s|ed)\s+in|beats?|produc(?:es?|ed)|uses?|used|"
    r"indicates?|reveals?|perform(?:s|ed)?|succeed(?:s|ed)?|works?)\b"
)
OURS = re.compile(
    r"\b(?:we|our|ours|it|its|this|these|the\s+(?:proposed|resulting|final|new)|proposed|experiments?|evaluations?|"
    r"results?|which|method|framework|approach|analysis|findings?)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[,;:(]\s?|\s[-–—]{1,3}\s|\b(?:that|and|while|where|but|as|with|because|since|when)\b")
FILLER = re.compile(
    r"\b(?:also|further|significantly|substantially|consistently|can|could|may|even|still|only|then|thus|effectively|"
    r"successfully|notably|additionally|moreover|furthermore|finally|always|often|however|remarkably|potentially|to)\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"^(?:the\s+)?(?P<name>[A-Z][\w.+-]*(?:[\s-][A-Z0-9][\w.+-]*){0,3})$")
# "with GPT-4o achieving", ", Claude 3.5, achieving": the participle has a subject of its own.
ATTACHED = re.compile(
    r"\bwith\s+(?:even\s+)?(?P<who>(?:[^;:(),]|\([^()]{0,60}\)){2,70}?)\s+(?:only\s+)?\w+ing\s+[^,;]{0,40}$"
)

COMPARATIVE = re.compile(
    r"(?:larger|higher|lower|better|smaller|fewer|faster|greater|more|less|longer|shorter)\b", re.IGNORECASE
)
GERUND = re.compile(r"[a-z]+ing\s")
# "on the dev set and 12.01% on the test set", "in English and by 5.60% in Chinese": the same measure elsewhere.
AGAIN = re.compile(
    rf"\s*(?:,\s*(?:and\s+)?|\s+and\s+)(?:by\s+|an?\s+)?(?:(?P<bound>up\s+to|over|about)\s+)?\$?"
    rf"(?P<value>{_NUMBER}\s?(?:\\?%|percent\b|\$?\\times\$?|×|x\b|points?\b|dB\b)?)\$?(?=\s+(?:on|in|for|compared)\b)",
    re.IGNORECASE,
)
# A language right behind a data set: "on MGSM rises by 6.17% in English".
IN_NAME = re.compile(r"\s+in\s+(?P<on>[A-Z][a-z]{3,12})(?=\s+and\b|[,.;]|$)")
# "in both the harmless rate and the win rate": the second measure of a pair.
AND_MEASURE = re.compile(
    rf"\s+and\s+(?:the\s+)?(?P<measure>{_NP})(?=\s*(?:[,.;)]|$|\s(?:when|while|on|across|compared|over|with|for)\b))",
    re.IGNORECASE,
)
# "losing under 4% AUC", "by 53% F1": no level.
LOST = re.compile(
    r"\b(?:(?:los\w+|drop\w*|reduc\w+|decreas\w+|declin\w+|gain\w*|improv\w+|increas\w+|gap)\s+(?:by\s+|of\s+)?"
    r"|by\s+)$"
)
# "compared to a baseline win rate of 31%": the other's level.
OTHERS = re.compile(r"\b(?:over|compared\s+(?:to|with)|versus|vs\.?|than|against)\s[^,;]{0,60}$")
# What a figure is denied: it does not achieve 100% accuracy.
DENIED = re.compile(
    r"\b(?:not(?!\s+only)|cannot|never|fail(?:s|ed)?\s+to|unable|neither|without|hardly)\b[^,;]{0,50}$|n't\s[^,;]{0,50}$"
)
# "even at 70% cost reduction": the condition of another result.
CONDITION = re.compile(r"\bat\s+(?:an?\s+)?$")
TRADED = re.compile(r"\)?\s*(?:\w+\s+)?(?:trade-?off|loss|drop|degradation|gap|decrease|difference|cost|penalty)")
# "improvement in word error rate of up to 11%": a change, not a level.
CHANGE_OF = re.compile(
    r"\b(?:improvement|reduction|increase|decrease|gain|drop|decline|boost|change|difference)s?\s+(?:in|of)\s+[^,;]{0,40}$"
)
# What goes on behind "and" with a verb, an article and a number, or a participle with its object.
GOES_ON = re.compile(r"\w+ing\s+(?:the|an?|its|our|their|up|over|\d)|an?\s+[\d$]|the\s")
MINOR = re.compile(r"\b(?:minor|negligible|minimal|slight|marginal)\s*\(?$")
# "over the course of training" is no baseline.
PERIOD = re.compile(r"(?:the\s+)?(?:course|period|time|years?|iterations?|epochs?|rounds?|next|last|past)\b")
# "…, Gaussian deblurring and": a list goes on where a name of a data set seemed to end.
LISTED = re.compile(r"\s+([^,;]{2,60}?)\s+and\s")
# ", specifically Qwen2.5-VL-7B improving": the participle's own subject stands right before it.
OWN_SUBJECT = re.compile(r"(?:^|[,;]\s+(?:[a-z]+\s+)?)(?P<name>[A-Z][\w.+-]*(?:[\s-][A-Z0-9][\w.+-]*){0,3})\s+$")
# Experiments and results are the story's own, whatever they were made on.
TOLD = re.compile(
    r"(?:(?:extensive|comprehensive|experimental|empirical|our|the|these|initial|further)\s+){0,3}"
    r"(?:experiments?|results?|evaluations?|tests)\b(?:(?!\bthat\b)[^,;:]){0,160}$",
    re.IGNORECASE,
)
SHOWS = re.compile(r"(?:show|demonstrat|yield|record|indicat)", re.IGNORECASE)
# What narrows a figure right behind it, and what the rest of its clause supposes.
NARROWED = re.compile(
    r"\$?\s*(?:\([^()]{0,40}\)\s*)?(?:in|under|at|for|when|if|where|during|within|among|using|from|with\s+(?:only|no))\s+(?!average\b)\w"
)
SUPPOSED = re.compile(r"[^,;.]{0,120}?\b(?:under|when|if|only|assuming|given|provided|except)\b")
# The case a whole sentence is about, before its comma.
SETTING = re.compile(
    r"(?:For|When|Under|If|At|Given|Among|With|In|During|After|Using)\s(?!(?:our\s|extensive\s|the\s)?(?:experiments?|"
    r"tests?|evaluations?|particular|addition|comparison|practice|total|this|these|that|summary|general|fact)\b)[^,]{3,120},\s"
)
# "On benchmarks with obstacles, …": a place that no pattern can tell.
PLACED = re.compile(r"On\s[^,]{3,120},\s")
# "a span-level F1": what kind of metric it is.
QUALIFIED = re.compile(
    r"(?<![\w-])([a-z]+-(?:level|wise|weighted|averaged|shot|class|turn)|private|public|macro|micro)\s$"
)
