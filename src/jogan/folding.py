"""English words folded for comparison: lower case, singular, American spelling.

One rule for both sides of a comparison; that it is consistent matters more than that it is right.
"""

from __future__ import annotations

import re

WORD = re.compile(r"([A-Za-z0-9À-ÖØ-öø-ÿ]+(?:\+\+|#)?)(?:['’]s\b)?")
GAP = re.compile(r"['’]?(?:[\s\-‐‑–/]{0,3}|[&.:@])")
"""What may stand between the words of one term."""

_PLURALS = {
    "analyses": "analysis", "axes": "axis", "children": "child", "corpora": "corpus", "criteria": "criterion",
    "diagnoses": "diagnosis", "hypotheses": "hypothesis", "indices": "index", "matrices": "matrix", "mice": "mouse",
    "phenomena": "phenomenon", "prognoses": "prognosis", "spectra": "spectrum", "syntheses": "synthesis",
    "theses": "thesis", "vertices": "vertex", "biases": "bias", "lenses": "lens", "gases": "gas", "viruses": "virus",
    "statuses": "status", "corpuses": "corpus", "movies": "movie", "cookies": "cookie", "calories": "calorie",
}  # fmt: skip
_SINGULARS = frozenset(
    ("bias", "lens", "gas", "alias", "atlas", "canvas", "chaos", "series", "species", "news", "always", "across")
)
"""Words whose last s is no plural, beside those in -ss, -us, -is and -ics."""
_PLURAL_ICS = frozenset(
    ("metrics", "topics", "heuristics", "critics", "characteristics", "clinics", "comics", "fabrics", "mosaics")
)
_BRITISH = {
    "centre": "center", "fibre": "fiber", "metre": "meter", "catalogue": "catalog", "programme": "program",
    "grey": "gray", "analyse": "analyze", "analysing": "analyzing", "analysed": "analyzed", "defence": "defense",
    "artefact": "artifact", "paediatric": "pediatric", "anaesthesia": "anesthesia", "haemorrhage": "hemorrhage",
    "judgement": "judgment", "ageing": "aging", "licence": "license", "aluminium": "aluminum", "sulphur": "sulfur",
    "foetal": "fetal", "orthopaedic": "orthopedic", "oesophageal": "esophageal", "leukaemia": "leukemia",
    "anaemia": "anemia", "behavioural": "behavioral", "neighbourhood": "neighborhood", "colouring": "coloring",
    "coloured": "colored", "colourization": "colorization", "neighbouring": "neighboring", "tyre": "tire",
}  # fmt: skip
_AMERICAN = {american: british for british, american in _BRITISH.items()}
_OUR = re.compile(r"(?:behavi|col|neighb|lab|tum|hum|fav|harb|vap|flav|rum)our")
_OR = re.compile(r"(?:behavi|col|neighb|lab|tum|hum|fav|harb|vap|flav|rum)or")
_DOUBLE_L = re.compile(r"(mode|labe|trave|signa|tunne|channe|cance|leve|fue)ll(ing|ed|er)")
_SINGLE_L = re.compile(r"(mode|labe|trave|signa|tunne|channe|cance|leve|fue)l(ing|ed|er)")
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|er|ing|ation|ational)$")
_IZE = re.compile(r"iz(e|ed|er|ing|ation|ational)$")


def fold(word: str) -> str:
    """A lower-case word in the singular and in American spelling; the same rule is used on both sides."""
    if len(word) > 3 and word.endswith("s"):
        if word in _PLURALS:
            word = _PLURALS[word]
        elif word in _SINGULARS or (word.endswith("ics") and word not in _PLURAL_ICS):
            pass
        elif word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith(("sses", "shes", "ches", "xes", "zzes")):
            word = word[:-2]
        elif not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    elif word in _PLURALS:
        word = _PLURALS[word]
    word = _BRITISH.get(word, word)
    if "our" in word and (m := _OUR.fullmatch(word)):
        word = m[0][:-2] + "r"
    if "ll" in word:
        word = _DOUBLE_L.sub(r"\1l\2", word)
    return _ISE.sub(r"iz\1", word) if "is" in word else word


def spellings_of(vocabulary: set[str]) -> dict[str, str]:
    """Every spelling of each folded word, so that texts need a look-up only; `LMs` is a plural, `GPS` is not."""
    spellings: dict[str, str] = {}
    # In one order, so that "poses" is the same word in every run: of two words that it may be a plural of, the longer.
    for word in sorted(vocabulary, key=lambda word: (-len(word), word)):
        written = [word]
        if word in _AMERICAN:
            written.append(_AMERICAN[word])
        if "iz" in word:
            written.append(_IZE.sub(r"is\1", word))
        if "l" in word and _SINGLE_L.search(word):
            written.append(_SINGLE_L.sub(r"\1ll\2", word))
        if "or" in word and _OR.fullmatch(word):
            written.append(word[:-1] + "ur")
        for spelling in written:
            spellings[spelling] = word
            if spelling.endswith("y"):
                spellings.setdefault(spelling[:-1] + "ies", word)
            elif spelling.endswith(("s", "x", "z", "ch", "sh")):
                spellings.setdefault(spelling + "es", word)
            spellings.setdefault(spelling + "s", word)
    spellings.update((plural, word) for plural, word in _PLURALS.items() if word in vocabulary)
    return spellings | {word: word for word in vocabulary}


def fold_phrase(phrase: str) -> str:
    """The folded words of a phrase, joined by single spaces: hyphens, possessives and punctuation are gone."""
    return " ".join([fold(word) for word in WORD.findall(phrase.lower())])
