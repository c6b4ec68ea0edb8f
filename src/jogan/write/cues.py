"""The cue words by which the sentences of an abstract are told apart. Patterns only; `reading.py` decides with them.

Each class holds the few words that abstracts of all fields share; where a word points to two roles, position decides.
All but the last group read a sentence in lower case with single spaces (`roles.Sentence.plain`), where a trailing `*`
in a word list stands for any ending.
"""

from __future__ import annotations

import re
from typing import Literal

Genre = Literal["", "survey", "dataset", "benchmark"]
Outcome = Literal["figures", "words", "none", "open"]
Field = Literal[
    "medicine", "driving", "robots", "law", "copyright", "finance", "education", "science", "software", "security",
    "languages", "climate", "games", "chips", "work",
]  # fmt: skip
"""Fields outside the laboratory that a story touches."""
Trait = Literal["training-free", "on-device", "saves", "contradicts", "told-by-itself"]
ResourceKind = Literal["code", "data", "model", "project", "demo", "open"]
"""What is behind a link; `open` where the source does not say."""


def _cue(*words: str) -> re.Pattern[str]:
    """Any of the words or phrases, whole; they may be patterns, and `*` behind a letter or group is any ending."""
    return re.compile(
        r"\b(?:" + "|".join(re.sub(r"(?<=[a-z)])(?<!\\w)\*", r"\\w*", word) for word in words) + r")(?!\w)"
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ── Who speaks ──

_WE = (
    r"(?:we|the authors?|(?:this|the present|the) "
    r"(?:paper|work|study|report|article|survey|review|technical report|thesis)),?"
    r" (?:\w+ly |also |first |then |thus |further |instead |hence |aim to |try to |seek to )?"
)
OFFER = re.compile(
    rf"\b{_WE}(?:propos|introduc|present|develop|describ|releas|build|construct|design|creat|unveil|offer|provid|curat|"
    r"establish|contribut|put forward)(?:es|e|s|ed|d)? "
)
STUDY = re.compile(
    rf"\b{_WE}(?:investigat|stud|examin|explor|analyz|analys|evaluat|survey|review|show|argu|formaliz|revisit|rethink|"
    r"challeng|find|demonstrat|identif|address|tackl|focus|compar|prov|deriv|characteriz|quantif|ask|conduct|leverag|train|"
    r"extend|reformulat|use|apply|report)(?:ies|ied|y|es|e|s|ed|d)?\b"
)
DOING = re.compile(
    rf"\b{_WE}(?:incorporat|employ|adopt|utiliz|integrat|develop|design|introduc|propos|leverag|use|apply|train|construct|"
    r"curat|build|synthesi|extend|challeng)|\bby (?:introducing|proposing) "
)
SPEAKING = re.compile(r"\b(?:we \w|our (?:method|approach|framework|model|work|key|main|results))")
ALSO = re.compile(r"\b(?:also|further|additionally|moreover|furthermore|finally)\b")

# ── Problem ──

TROUBLE = _cue(
    "however", "challeng*", "limit(?:s|ed|ing|ations?)", "struggl*", "suffer*", "fail*", "lack*", "costs?",
    "expensive", "bottlenecks?", "difficult*", "remains?", "un(?:der)?explored", "overlook*", "neglect*", "unclear",
    "insufficient*", "hinder*", "hamper*", "gap", "inefficien*", "scarc*", "prohibitive*", "poorly", "prone",
    "vulnerab*", "impractical", "inadequa*", "restrict*", "constrain*", "ignor*", "rel(?:y|ies) (?:heavily )?on",
    "requir*", "infeasible", "intractable", "unreliable", "slow", "degrad*", "problem", "crucial", "critical",
    "costly", "few studies", "little is known", "not well", "despite", "issue", "risk", "threat", "concern*",
    "sensitive", "brittle", "suboptimal", "sub-optimal", "unknown", "unable", "cannot", "error-prone",
    "labor-intensive", "time-consuming",
)  # fmt: skip
STRONG_TROUBLE = _cue(
    "however", "struggl*", "suffer*", "fail(?:s|ed)?", "lacks?", "limited", "limitation", "bottleneck", "remains?",
    "un(?:der)?explored", "overlook*", "unclear", "hinder*", "gap", "prohibitive*", "challenging",
    "little is known",
    r"(?:pos(?:e|es|ing)|fac(?:e|es|ing)|presents?|remain*|significant|key|major|critical|is|are|"
    r"main) (?:\w+ ){0,3}challeng*",
    "unknown", "scarc*", "cannot", "prone", "costly", "expensive", "slow", "difficult", "inefficien*", "vulnerable",
    "unreliable", "intertwined", "poorly",
)  # fmt: skip
# A sentence that leans on the one before cannot stand alone; "this paper" and "our" lean on nothing.
LEANING = re.compile(
    r"(?:(?:this|these|such)(?! (?:paper|work|study|survey|article|report|review|thesis)\b)|"
    r"it(?! is (?:well[- ]known|known|unclear|unknown|difficult|hard|important|crucial|possible|common|challenging))|"
    r"its|they|their|those|the (?:latter|former|resulting|above|same)) "
)
BECAUSE = re.compile(r"this is (?:because|due|why|particularly|especially)")

# ── Method ──

HOW = _cue(
    "specifically", "consists? of", "comprises?", "leverag*", r"by \w+ing", "via", "through", "using", "employ*",
    "utiliz*", "incorporat*", "integrat*", "combin*", "based on", "in the first (?:phase|stage)", "first,",
    "key (?:idea|insight)", "our (?:method|approach|framework|model|pipeline|system|key)", "trained on",
    "fine-?tun*", "decompos*", "reformulat*", "formulat*", "adopt*", "two[- ]stage", "encompass*", "cover*",
    "contain*", "includ*", "design*", "features?", "allow*", r"model(?:s|ed|ing)? \w+ as", "enabl*",
)  # fmt: skip

# ── Result ──

OUTCOME = _cue(
    "experiment(?:s|al)?", "evaluations?", "empirical(?:ly)?", "outperform*", "surpass*", "achiev*", "improv*",
    "superior", "we (?:find|found|show|observe|demonstrate|discover|achieve|reveal)", "state-of-the-art", "reveal*",
    "demonstrat*", "(?:our|experimental|empirical|extensive|the|these) (?:results?|findings|analys[ei]s)",
    "competitive", "on par", "comparable", "show*", "yield*", "attain*", "reduc*", "faster", "speedups?", "ranks?",
    "win",
)  # fmt: skip
STRONG_OUTCOME = _cue(
    "experiments?", "experimental results", "outperform*", "surpass*", "exceed*", "achiev*", "new state-of-the-art",
    r"(?:results?|evaluations?|findings|analys[ei]s|studies) (?:\w+ ){0,6}?"
    "(?:show|demonstrat|reveal|indicat|suggest|confirm|highlight)*",
    "we (?:find|found|observe|discover|show that|demonstrate that|reveal)",
    r"(?:shows?|sets?|establish*|reach*|attain*|deliver*) (?:\w+ ){0,2}(?:state-of-the-art|sota|superior|competitive)",
)  # fmt: skip
# Amounts that no unit of change tells: "from 24 GB to 1 MB", "in 3.2 ms".
AMOUNT = re.compile(
    r"\bfrom \$?[\d.,]+ ?[a-z%]* to \$?[\d.,]+|[\d.]+ ?(?:gb|mb|tb|ms|fps|seconds|minutes|hours|watts|kwh)\b"
)
# A figure beside one of these is a result, whatever the verb.
COMPARED = _cue(
    "than", "compared (?:to|with)", "against", "versus", "vs", "over", "rises?", "rose", "falls?", "fell", "drops?",
    "climbs?", "from", "scores?", "prefer*", "accuracy", "faster", "higher", "lower",
)  # fmt: skip
# Sentences that promise, hope or praise, and say nothing that could be checked.
EMPTY = _cue(
    "we hope", "hope (?:that|to)", "new avenues?", "pav(?:es?|ing) the way", "lays? the (?:groundwork|foundation)",
    "future (?:research|work|directions?)", "aims? to (?:guide|offer|provide|inspire)", "we believe",
    "new standard", "promising (?:direction|avenue)", "full potential", "shed(?:s|ding)? light",
    "(?:to|further) (?:validate|verify|underscore|prove)* (?:the|our|its)",
    r"(?:demonstrat|validat|confirm|verif|underscor|underlin|emphasi|highlight|show|suggest)\w* "
    r"(?:the |its |our )?(?:[\w-]+(?:'s)? ){0,4}"
    "(?:effectiveness|superiority|efficacy|validity|potential|advantages?|benefits|promise|usefulness|power|"
    "importance|"
    "(?:urgent |critical |pressing )?need|necessity|value)",
)  # fmt: skip
# What does not work, found in others or in oneself.
FOUND_WEAK = _cue(
    "struggl*", "fail(?:s|ed)? to", "poorly", "underperform*", "diminishing", "degrad*", "drops?", "worse",
    "far (?:below|behind)", "gap", "limitations?", "weakness*", "unable", "cannot", "hallucinat*", "vulnerab*",
    "suboptimal", "lag",
)  # fmt: skip
CONTRADICTS = _cue(
    "contrary to", "counter-?intuitive*", "we challenge", "unexpected*", "overestimat*", "misleading",
    "challenges? (?:this|the) (?:assumption|belief|view|notion|conventional|common|prevailing)", "question the",
    "in contrast to (?:common|prior|conventional|previous) (?:belief|wisdom|findings|assumptions?)",
    "do(?:es)? not (?:improve|help|hold|generalize|necessarily|transfer)", "actually (?:degrade|hurt|harm|worsen)*",
    "fail to (?:replicate|reproduce|generalize)",
)  # fmt: skip

# ── Limits ──

WEAK = _cue(
    "limitations? of (?:our|this|the proposed)",
    r"we (?:also )?(?:identify|discuss|acknowledge|note|highlight) (?:\w+ ){0,3}(?:weakness|limitation|shortcoming)*",
    r"(?:our|the proposed) \w+ (?:still )?(?:struggles?|fails?|cannot|is limited|does not)", "room for improvement",
    "still (?:struggl|fall|lag|fail|far|underperform|suffer|limited|fac)*", "fall(?:s|ing)? short",
    "diminishing returns",
    r"remain* (?:an? )?(?:\w+ )?(?:challeng|difficult|open|limited|unsolved|vulnerable|suboptimal)*", "lag* behind",
    "at the (?:cost|expense) of", "far (?:below|behind|from)", "only (?:when|if)",
    "does not (?:always|generalize|scale)",
)  # fmt: skip

# ── Resources, genres, fields, traits ──

COMING = re.compile(
    r"\b(?:code|data(?:sets?)?|models?|weights|benchmarks?)\b[^.]{0,60} will be (?:made )?(?:publicly )?"
    r"(?:available|released|open)|will release (?:the|our|all)"
)
GENRES: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    ("survey", _cue("survey", "review", "overview", "tutorial", "taxonomy of", "roadmap")),
    ("benchmark", _cue("benchmark(?:s|ing)?")),
    ("dataset", _cue("datasets?", "corpus", "data sets?")),
)
_FIELD_WORDS: tuple[tuple[Field, tuple[str, ...]], ...] = (
    (
        "medicine",
        ("medic(?:al|ine)", "clinical", "clinicians?", "patients?", "health(?:care)?", "radiolog*", "patholog*",
         "diagnos*", "surg*", "tumou?rs?", "cancer", "brain", r"의료\w*", r"병원\w*", r"환자\w*"),
    ),
    ("driving", ("autonomous (?:driving|vehicles?)", "self-driving", "driving scenes?", r"자율\s?주행\w*")),
    ("robots", ("robot(?:s|ic|ics)?", "manipulation tasks?", "visuomotor", "humanoids?", "quadruped*", r"로봇\w*")),
    (
        "law",
        ("legal", "court", "judicial", "statut*", "lawsuit", "regulat(?:or|ors|ion)", r"법안\w*", r"국회\w*",
         r"법원\w*", r"소송\w*"),
    ),
    ("copyright", ("copyright*", "licensing deal", "publishers", r"저작권\w*")),
    ("finance", ("financ*", "stocks?", "trading", "bank(?:s|ing)?", r"금융\w*", r"은행\w*")),
    (
        "education",
        ("education(?:al)?", "students?", "teaching", "tutor(?:s|ing)?", "classroom", r"교육\w*", r"학생\w*"),
    ),
    (
        "science",
        ("protein", "molecul*", "chemi*", "materials science", "genom*", "drug", "physics", "astronom*",
         "biolog*"),
    ),
    (
        "software",
        ("code generation", "software", "programming", "developers?", "debugging", "github issues",
         "code llms?"),
    ),
    (
        "security",
        ("attacks?", "jailbreak*", "backdoors?", "malware", "phishing", "adversar(?:y|ies)", "poisoning",
         "cyber*"),
    ),
    (
        "languages",
        ("low-resource languages?", "multilingual", "african languages?", "indic", "korean", "arabic", "polish",
         "vietnamese", "indonesian", "persian"),
    ),
    ("climate", ("climate", "weather", "carbon", "remote sensing", "earth observation", "satellite")),
    ("games", ("video games?", "game (?:engine|generation|playing)", "minecraft", "npcs?", r"게임\w*")),
    ("chips", ("semiconductors?", "chips", "chip ?makers?", "data centers?", r"반도체\w*", r"데이터\s?센터\w*")),
    ("work", ("jobs?", "workers?", "layoffs?", "employment", r"일자리\w*", r"고용\w*")),
)  # fmt: skip
# One pass over the text tells all fields: the name of the group that matched is the field.
FIELD = _cue(*(f"(?P<{name}>{'|'.join(words)})" for name, words in _FIELD_WORDS))
# "No training data" says what there is none of, not that nothing is trained.
_NO_THING = (
    r"(?! (?:data|sets?|datasets?|samples?|examples?|images?|pairs?|labels?|corp(?:us|ora)|code|recipes?|details?|"
    r"signals?|instabilit(?:y|ies)|overhead|costs?|time|tricks?|objectives?|stages?))"
)
TRAINING_FREE = _cue(
    "training-free", "tuning-free", "finetuning-free", "fine-tuning-free",
    rf"no (?:additional |further |extra )?(?:re-?)?training{_NO_THING}",
    rf"without (?:any )?(?:additional |further |extra |task-specific )?(?:re-?)?(?:training|fine-?tuning){_NO_THING}",
)  # fmt: skip
ON_DEVICE = _cue(
    "on-device", "edge devices?", "mobile (?:devices?|phones?)", "smartphones?", "laptops?", "embedded devices?",
    "consumer(?:-grade)? gpus?",
)  # fmt: skip
# News that repeats what those concerned say.
TOLD_BY_ITSELF = re.compile(
    r"\b(?:own account|claims?|promises|says it|according to (?:the company|its)|"
    r"the company (?:says|said|reports|expects))\b"
    r"|회사는|회사 측|자체 (?:평가|조사|시험)|(?:라고|다고) (?:밝혔|설명|주장|발표)"
)
# Words of a noun phrase that name a kind of work or praise it, and say nothing of this one.
KINDS = _words(
    """
    a adaptive algorithm an challenge challenges data influence perspective problem problems solutions
    analysis and approach architecture at benchmark comprehensive data-driven dataset
    direction effective efficient end-to-end evaluation extensive family first flexible for framework general
    high-quality in innovative large-scale library lightweight mechanism method model models module network new novel
    of on one paradigm pipeline platform powerful promising range recipe review robust scalable series set simple
    solution strategy study suite survey system systematic technique the thorough to tool toolkit training unified
    versatile with
    """
)

# ── On the raw text ──

RAW_OFFER = re.compile(
    r"\b(?:we|(?:this|the\s+present|the)\s+(?:paper|work|study|report|article|survey|review|technical\s+report|thesis)|"
    r"the\s+authors?),?\s+(?:aim\s+to\s+|try\s+to\s+|\w+ly\s+|first\s+|then\s+|thus\s+|hence\s+|instead\s+)?"
    r"(?:propos|introduc|present|"
    r"develop|describ|releas|build|construct|design|creat|unveil|offer|provid|curat|contribut)(?:es|e|s|ed|d)?\s+",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"(?:a|an|the\s+first|the|our|one\s+of\s+the\s+first|two|three|four|several)\s+(?:(?:novel(?!\s+view)|new|simple|first|"
    r"first-of-its-kind|pioneering|innovative|groundbreaking|principled|state-of-the-art)(?:,|\s+and|\s+yet|\s+but)?\s+)*",
    re.IGNORECASE,
)
APPOSITION = re.compile(r"(?:\s*\([^()]{3,90}\))?\s*[,:–—-]{1,3}\s*(?=(?:a|an|the|our|one)\s)", re.IGNORECASE)
NP_END = re.compile(
    r"\s+(?:that|which|whose|where|wherein|who|aiming|capable|consisting|comprising|leveraging|enabling|containing|"
    r"encompassing|specifically|using|via|through|by|to|with|without|as|is|are|can|has|along|while|so|when|in\s+which|"
    r"for\s+which|under|over|from|spanning|covering|featuring|integrating|combining|bridging|unifying|supporting|addressing|"
    r"exploring|focusing|including|operating|allowing|achieving|called|named|dubbed|termed|coined|needed|required|"
    r"\w+ed\s+(?:to|by|for|with|in|on|from|via|as|into|at)|built|trained|"
    r"and\s+(?:\w+\s+)?(?:show|demonstrat|evaluat|propos|introduc|conduct|releas|provid|present|examin|analy[sz]|investigat|"
    r"report|discuss|identif|compar|establish|develop|construct|collect|design|formaliz|then|also|its|we|the)\w*)\b"
    r"|[,;:.\[]|\s[-–—]{1,3}\s|—|--",
    re.IGNORECASE,
)
URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'{}|\\^`]+"
    r"|(?<![\w@./-])(?:[\w-]+\.){1,4}(?:io|com|co|org|net|ai)(?:/[^\s<>\"'{}|\\^`]*)?(?![\w@])",
    re.IGNORECASE,
)
