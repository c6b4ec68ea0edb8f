"""English words brought to rough stems, and which of them carry content."""

from __future__ import annotations

import re
from functools import lru_cache

Key = tuple[str, ...]
"""Stems that must all be met; most keys hold one."""

_ENDINGS = """
izations ization ational fulness ousness iveness ability ibility ically ations ation itions ition ements ement
ments ment ness ances ance ences ence ables able ibles ible ingly edly ively ives ive ions ion ized izes izing
ize ities ity ies ing ings ers er ors or ous ful ants ant ents ent als al ically ical ics ic ly ed es e y s
"""
_SUFFIXES = tuple(sorted(set(_ENDINGS.split()), key=len, reverse=True))
_SHORT = frozenset(("s", "e", "y", "ed", "es", "ly", "ing"))
"""Endings that may leave three letters only."""
_WHOLE = {
    "use": "use", "uses": "use", "used": "use", "using": "use", "usage": "use", "user": "user", "users": "user",
    "general": "general", "generally": "general", "generalize": "generaliz", "generalizes": "generaliz",
    "generalization": "generaliz", "generalizable": "generaliz", "generalizability": "generaliz",
    "generalizing": "generaliz", "generalise": "generaliz", "generalisation": "generaliz",
    "generalized": "generaliz", "generality": "general", "general-purpose": "general", "universal": "universal",
    "university": "university", "universe": "universe", "news": "news", "less": "less", "better": "better",
    "best": "best", "other": "other", "others": "other", "over": "over", "under": "under", "number": "number",
    "numbers": "number", "paper": "paper", "papers": "paper", "factor": "factor", "factors": "factor",
    "actor": "actor", "actors": "actor", "matter": "matter", "tensor": "tensor", "color": "color",
    "vector": "vector", "error": "error", "errors": "error", "sensor": "sensor", "order": "order",
    "signal": "signal", "meter": "meter", "center": "center", "letter": "letter", "power": "power",
    "server": "server", "integral": "integral", "integer": "integer", "integers": "integer", "organ": "organ",
    "important": "import", "data": "data", "analyses": "analy", "analysis": "analy", "analyze": "analy",
    "analyzes": "analy", "analyzing": "analy", "analyzed": "analy", "analytic": "analy", "analytical": "analy",
    "analyse": "analy", "hypotheses": "hypothes", "does": "do", "done": "do", "made": "make", "making": "make",
    "makes": "make", "built": "build", "shown": "show", "found": "find", "given": "give", "gave": "give",
    "taken": "take", "taking": "take", "took": "take", "chosen": "choose", "learned": "learn", "learnt": "learn",
    "led": "lead", "better-than": "better", "matrices": "matrix", "matrixes": "matrix", "children": "child",
    "people": "people", "women": "woman", "men": "man", "vertices": "vertex", "indices": "index", "media": "media",
    "series": "series", "species": "species", "one": "one", "none": "none", "these": "these", "state": "state",
    "states": "state", "static": "static", "statistic": "statistic", "statistical": "statistic",
    "statistics": "statistic", "station": "station", "nation": "nation", "national": "nation", "ration": "ration",
    "rational": "rational", "ratio": "ratio", "rate": "rate", "rates": "rate", "rating": "rating",
    "operator": "operator", "operators": "operator", "latent": "latent", "late": "late", "later": "later",
    "latency": "latency", "mobile": "mobile", "model": "model", "mode": "mode", "modes": "mode",
    "modality": "modality", "modalities": "modality", "moderate": "moderate", "modern": "modern",
    "patient": "patient", "patients": "patient", "patent": "patent", "content": "content", "contents": "content",
    "context": "context", "contrast": "contrast", "content-based": "content", "section": "section",
    "second": "second", "secondary": "second", "physical": "physical", "physics": "physics",
    "physician": "physician", "politics": "politics", "policy": "policy", "policies": "policy", "police": "police",
    "character": "character", "characters": "character", "characteristic": "characteriz",
    "characterize": "characteriz", "characteristics": "characteriz", "relative": "relative",
    "relatively": "relative", "relation": "relation", "intelligence": "intellig", "intelligent": "intellig",
    "intelligible": "intelligible", "interest": "interest", "internal": "internal",
    "international": "international", "internet": "internet", "interface": "interface", "accuracy": "accura",
    "accurate": "accura", "accurately": "accura", "accuracies": "accura", "inaccurate": "inaccura",
    "efficiency": "effic", "efficient": "effic", "efficiently": "effic", "efficacy": "effica",
    "effective": "effect", "consistency": "consist", "consistent": "consist", "consist": "consistof",
    "consists": "consistof", "frequency": "frequen", "frequent": "frequent", "frequently": "frequent",
    "training": "train", "trained": "train", "trainer": "train", "transparency": "transparen",
    "transparent": "transparen", "stability": "stabl", "stable": "stabl", "unstable": "unstabl",
    "robustness": "robust", "scalability": "scal", "scalable": "scal", "scale": "scal", "scaling": "scal",
    "scales": "scal", "dependency": "depend", "dependencies": "depend", "tendency": "tend", "ability": "abil",
    "abilities": "abil", "able": "able", "capability": "capabl", "capable": "capabl", "capabilities": "capabl",
    "probability": "probabl", "possibility": "possibl", "feasibility": "feasibl", "reliability": "reliabl",
    "interpretability": "interpret", "availability": "availabl", "variability": "vari", "variable": "variabl",
    "variables": "variabl", "flexibility": "flexibl", "complexity": "complex",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A rough stem: the same for inflections and most derivations of an English word; never empty for a word."""
    low = word.lower()
    known = _WHOLE.get(low)
    if known is not None:
        return known
    for _ in range(3):
        for suffix in _SUFFIXES:
            if low.endswith(suffix) and len(low) - len(suffix) >= (3 if suffix in _SHORT else 4):
                if suffix == "s" and low.endswith(("ss", "us", "is")):
                    continue
                low = low[: -len(suffix)]
                break
        else:
            break
    if len(low) > 4 and low.endswith("at"):
        low = low[:-2]
    if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "se":
        low = low[:-1]
    return low[:-1] + "y" if len(low) > 3 and low.endswith("i") else low


_EMPTY = """
a an the of in on at to for from by with and or but nor so as is are was were be been being am do does did has
have had having it its this that these those they them their we our ours us you your he she his her i me my
mine which who whom whose what when where how than then there here also can could may might must shall should
will would not no such into onto upon via per about between among across both each every any all some more most
less least very much many few own same other another while if because since although though however thus hence
therefore moreover furthermore towards toward s t re ve ll d m e g i.e e.g etc et al vs up out over under above
below only just even still yet too now new one two three four five six seven eight nine ten first second third
using use used uses based given show shows shown paper papers work works study studies propose proposes
proposed present presents presented introduce introduces introduced method methods approach approaches well
while within without through during whether either neither let lets instead rather
"""
_STOP = frozenset(_EMPTY.split())
_GENERAL = """
result results find finding findings achieve achieves demonstrate demonstrates reveal reveals provide provides
enable enables allow allows make makes help helps novel new existing previous prior current recent various
different several large high low good key main important significant significantly performance model models
system systems framework technique strategy problem challenge task tasks improve improves improvement better
effective effectiveness efficient authors researchers experiment experiments evaluate evaluation researcher
develop develops developed design designed address addresses research approach feature features aim aims
include includes including describe describes discuss explore explores report reports decide decides support
supports need needs remove removes letting
"""
_EN_GENERIC = frozenset(stem(word) for word in _GENERAL.split())


_PARTS = re.compile(r"[A-Za-z]+(?:['’]s)?|\d+(?:\.\d+)?")


@lru_cache(maxsize=50_000)
def english_keys(phrase: str) -> tuple[Key, ...]:
    """The keys of an English word or phrase: all its stems together, and written as one word where it has hyphens."""
    parts = tuple(stem(re.sub(r"['’]s$", "", part)) for part in _PARTS.findall(phrase))
    if not parts:
        return ()
    keys: list[Key] = [parts]
    if "-" in phrase and len(parts) > 1:
        keys.append((stem("".join(re.findall(r"[A-Za-z0-9]+", phrase))),))
    return tuple(keys)


def is_stop(word: str) -> bool:
    """Whether an English word carries no content of its own."""
    return word.lower() in _STOP


def english_weight(word: str) -> float:
    """How much a word says: little for words that stand in every abstract."""
    return 0.3 if stem(word) in _EN_GENERIC else 1.0
