"""How alike two texts, titles and lists of authors are, and the marks by which near-equal texts find each other.

Pure. Texts are compared as letters without spaces (`squeezed`): sources join words at line ends, and add or drop
hyphens, markup and marks. A *mark* is a passage of a text, chosen by its content alone, so that two texts which share
most of their passages share a mark although neither knows the other.
"""

from __future__ import annotations

import html
import re
import unicodedata
import zlib
from collections.abc import Sequence
from functools import lru_cache

#: Letters of a text below which its likeness to another says nothing; Hangul writes a word in about a third of them.
MIN_LETTERS, MIN_HANGUL = 240, 100
#: Letters of a passage: about two English words more than the commonest phrases have.
PASSAGE = 12
MAX_TITLE, MAX_TEXT = 1000, 10_000
_MARK, _MARKS, _LEAD = 28, 4, 60
# Where a passage may begin, by content: at about one letter in thirty, in English and in Korean.
_ANCHOR = re.compile(rf"(?=([aeiou]t.{{{_MARK - 2}}}|[다는을].{{{_MARK // 2 - 1}}}))")
_HANGUL = re.compile(r"[가-힣]")

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_ACCENT = re.compile(r"\\(?:[\"'`^~=.]\s*|[cvuHkdbtr]\s*(?=\{))\{?\\?([A-Za-z])\}?")
_LATEX_STYLE = re.compile(
    r"\\(?:text\w*|math\w*|operatorname|emph|bf|it|rm|sc|tt|sf|em|bm|boldsymbol|left|right|big+|ensuremath|mbox|hbox|url"
    r"|href|underline|overline|hat|bar|tilde|vec|xspace|quad|qquad|small|large|Large)\b\*?"
)
_LATEX_COMMAND = re.compile(r"\\([a-zA-Z]+)\s*")
_SAME_SIGN = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "đ": "d", "Đ": "d", "ı": "i",
     "ð": "d", "þ": "th", "×": "x", "µ": "μ", "∞": " infty ", "→": " to ", "&": " and ", "\u00ad": "", "\u200b": ""}
)  # fmt: skip
_GREEK = re.compile(r"[\u0391-\u03c9ϵϕϑϱ]")
_SHARP = re.compile(r"(?<=\b[CFcf])#")
# Not the point that parts thousands in many languages.
_POINT = re.compile(r"(?<=\d)\.(?=\d{1,2}(?!\d))")
_NOT_WORD = re.compile(r"[\W_]+")
# UTF-8 read as Windows-1252: "â€™", "Ã©". Two such signs in a row are no word of any language.
_MOJIBAKE = re.compile("[\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ORDINAL = re.compile(
    r"\b(?:part|vol(?:ume)?|chapter|episode|ep|day|week|round|phase|stage|version|v)[\s.:#-]*"
    r"(i{1,3}|iv|v|vi{0,3}|one|two|three|four|five|\d+)\b|\b(i{2,3}|iv|vi{1,3})\b",
    re.IGNORECASE,
)


def fold_title(title: str) -> str:
    """A title's words alone: case, accents, markup, LaTeX, HTML entities, mended encoding and punctuation folded away.

    Greek letters become their names, whether written as a letter or as a LaTeX command; `&` is `and`. Signs that make
    another name stay as words: `C++`, `C#`, `4.1`.
    """
    # What is kept is bounded in number and in size: a title may be anything that a file held.
    return _folded(title) if len(title) <= MAX_TITLE else _folded.__wrapped__(title)


@lru_cache(maxsize=8192)
def _folded(title: str) -> str:
    text = title
    if "&" in text:
        # Twice: feeds escape what was escaped already.
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii():
        text = _MOJIBAKE.sub(_mended, text)
    if "\\" in text:
        text = _LATEX_COMMAND.sub(_spelled, _LATEX_STYLE.sub(" ", _ACCENT.sub(r"\1", text)))
    text = text.translate(_SAME_SIGN)
    if not text.isascii():
        text = _GREEK.sub(_named, unicodedata.normalize("NFKD", text))
        text = "".join(ch for ch in text if not unicodedata.combining(ch))
    text = _POINT.sub("point", _SHARP.sub("sharp", text.replace("+", " plus ")))
    return unicodedata.normalize("NFC", _NOT_WORD.sub(" ", text.casefold()).strip())


def _mended(match: re.Match[str]) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return match[0].encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return match[0]


def _spelled(match: re.Match[str]) -> str:
    """A LaTeX command that stands for a sign, by the name that the sign has; any other goes."""
    name = match[1].removeprefix("var")
    if name.lower() in _GREEK_NAMES:
        return name
    return _LATEX_LETTERS.get(match[1], " ")


def _named(match: re.Match[str]) -> str:
    return unicodedata.name(match[0], "").rpartition(" ")[2].replace("LAMDA", "LAMBDA").casefold()


_LATEX_LETTERS = {
    "times": "x", "infty": " infty ", "to": " to ", "rightarrow": " to ", "ell": "l", "o": "o", "O": "o", "l": "l",
    "L": "l", "ss": "ss", "ae": "ae", "AE": "ae", "oe": "oe", "OE": "oe", "aa": "a", "AA": "a", "i": "i", "j": "j",
}  # fmt: skip
_GREEK_NAMES = frozenset(
    ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
     "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega")
)  # fmt: skip


def squeezed(text: str) -> str:
    """A text's letters and digits, without the spaces between them; folded more coarsely, and faster, than a title.

    Of a long text its first 10,000 characters count.
    """
    return _squeezed(text[:MAX_TEXT])


@lru_cache(maxsize=512)
def _squeezed(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _NOT_WORD.sub("", text).casefold()


def telling(letters: str) -> bool:
    """Whether a squeezed text is long enough for its likeness to another to mean something."""
    if len(letters) >= MIN_LETTERS:
        return True
    return len(letters) >= MIN_HANGUL and len(_HANGUL.findall(letters)) > len(letters) // 2


def marks(text: str) -> tuple[str, ...]:
    """The marks of a text: its first letters, and of each fourth of its passages the one whose hash is lowest."""
    return _marks(text[:MAX_TEXT])


@lru_cache(maxsize=4096)
def _marks(text: str) -> tuple[str, ...]:
    letters = squeezed(text)
    if not telling(letters):
        return ()
    lowest: dict[int, int] = {}
    for passage in _ANCHOR.findall(letters):
        value = zlib.crc32(passage.encode())
        place = value % _MARKS
        if value < lowest.get(place, 1 << 32):
            lowest[place] = value
    found = [f"{place}{value:08x}" for place, value in sorted(lowest.items())]
    return (f"^{zlib.crc32(letters[:_LEAD].encode()):08x}", *found)


@lru_cache(maxsize=64)
def _passages(letters: str) -> frozenset[str]:
    return frozenset(letters[start : start + PASSAGE] for start in range(len(letters) - PASSAGE + 1))


def shared(one: str, other: str) -> tuple[float, float]:
    """Of two texts: the passages that both have, as a part of those of either (Jaccard), and of the shorter's."""
    ours, theirs = _passages(squeezed(one)), _passages(squeezed(other))
    if not ours or not theirs:
        return 0.0, 0.0
    common = len(ours & theirs)
    return common / (len(ours) + len(theirs) - common), common / min(len(ours), len(theirs))


def numbers(title: str) -> frozenset[str]:
    """The numbers that a title holds, also as Roman numerals after `part` and the like: a sequel has another."""
    found = {number.lstrip("0") or "0" for number in _NUMBER.findall(title)}
    roman = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
             "one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}  # fmt: skip
    for match in _ORDINAL.finditer(title):
        word = (match[1] or match[2]).casefold()
        found.add(roman.get(word, word))
    return frozenset(found)


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: a whole word in common, and no word that contradicts (initials fit)."""
    ours, theirs = _name_words(one), _name_words(other)
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    left = list(theirs)
    whole = False
    for word in ours:
        fitting = next((there for there in left if there == word), None) or next(
            (there for there in left if min(len(there), len(word)) == 1 and there[0] == word[0]), None
        )
        if fitting is None:
            return False
        whole = whole or (fitting == word and len(word) > 1)
        left.remove(fitting)
    return whole


@lru_cache(maxsize=8192)
def _name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, longest first."""
    return tuple(sorted(_WORD.findall(fold_title(name)), key=len, reverse=True))


def common_authors(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many of `ours` may be among `theirs`; of very long lists the first hundred are looked at."""
    others = theirs[:100]
    return sum(any(same_person(name, other) for other in others) for name in ours[:100])
