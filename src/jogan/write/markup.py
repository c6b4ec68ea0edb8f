r"""The mini-markup of claims, and source text made readable.

`Claim.text` and headlines know three signs: `**bold**`, `*italic*`, and a backslash, which takes the meaning from the
sign after it. Everything else is text. What comes from a source passes through `plain`, so that no title and no
abstract can put markup of its own into an edition; HTML is text here and is escaped by the press.

A quote is printed as `readable(evidence.quote)`, between “ and ”: white space runs become one space, LaTeX that has an
exact plain form is written plainly (`\%`, `$\alpha$`, `\textbf{x}`, `2.4times`), control characters go. Nothing is
left out and nothing is added, so a program checks a printed quote by comparing it with `readable` of its evidence.
LaTeX without such a form stays as it is. Words left out at the end of a quote are marked by … behind the quote marks.
"""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = re.compile(r"[\\*_`\[\]<>]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MARKS = re.compile(r"(?<!\\)\*{1,2}")


def plain(text: str) -> str:
    """Source text as mini-markup: each sign that could mean something is escaped by a backslash."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def bold(text: str) -> str:
    """Source text in bold."""
    return f"**{plain(text)}**"


def italic(text: str) -> str:
    """Source text in italic."""
    return f"*{plain(text)}*"


def named(text: str) -> str:
    """A name in running text: in italic, or, where it ends in a sign, in quote marks.

    Behind a sign (`VBench++`, a title cut by …) the closing star of an emphasis would not be read before a particle.
    """
    return italic(text) if text[-1:].isalnum() else f"‘{plain(text)}’"


def unmark(text: str) -> str:
    """The plain text of mini-markup: without emphasis, escapes undone."""
    return _ESCAPED.sub(r"\1", _MARKS.sub("", text))


_SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "theta": "θ",
    "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ",
    "psi": "ψ", "omega": "ω", "eta": "η", "kappa": "κ", "zeta": "ζ", "xi": "ξ", "nu": "ν", "chi": "χ", "Delta": "Δ",
    "Gamma": "Γ", "Lambda": "Λ", "Omega": "Ω", "Phi": "Φ", "Pi": "Π", "Psi": "Ψ", "Sigma": "Σ", "Theta": "Θ",
    "times": "×", "cdot": "·", "pm": "±", "approx": "≈", "sim": "~", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "neq": "≠", "ne": "≠", "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←", "leftrightarrow": "↔",
    "uparrow": "↑", "downarrow": "↓", "in": "∈", "subset": "⊂", "cup": "∪", "cap": "∩", "ell": "ℓ", "ldots": "…",
    "dots": "…", "log": "log", "exp": "exp", "min": "min", "max": "max", "ll": "≪", "gg": "≫", "circ": "°",
    "degree": "°", "dagger": "†", "star": "⋆", "nabla": "∇", "partial": "∂", "sum": "∑", "eg": "e.g.", "ie": "i.e.",
    "etal": "et al.", "quad": " ", "qquad": " ", "textbackslash": "\\", "LaTeX": "LaTeX", "propto": "∝",
    "equiv": "≡", "forall": "∀", "exists": "∃", "textasciitilde": "~",
}  # fmt: skip
_LATEX = re.compile(r"[\\$~{`]|--|\b(?:sim|leq|geq)\s?\d|(?<=\d)\s?times\b|''|_\{")
_WRAPPER = re.compile(
    r"\\(?:text(?:bf|it|tt|sc|rm|sf|normal|sl|up)?|emph|math(?:bf|rm|it|cal|bb|sf|tt|frak|scr)|mbox|bm|boldsymbol|"
    r"underline|operatorname|url|texttt|footnotesize|small|href\{[^{}]*\})\s*\{([^{}]*)\}"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)(?![A-Za-z])\s?")
_SIGN = re.compile(r"\\([%&#_$,;:! {}])")
_ACCENT = re.compile(r"\\([\"'`^~=.])\s?\{?\\?([A-Za-z])\}?|\\([cvuH])\{([A-Za-z])\}")
_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b",
}  # fmt: skip
# What a feed leaves of a formula whose dollars and backslashes it dropped.
_TORN = re.compile(r"\{?\b(sim|leq|geq)\b\}?\s?(?=\d)")
_SCRIPT = re.compile(r"([_^])\{([^{}\\]*)\}")
_FORMULA = re.compile(r"((?<!\\)\$\$?[^$]{1,200}?\$\$?)")
# LaTeX's tie ("e.g.,~3D", "Fig.~2"); a range in digits or Hangul ("9~14") keeps its sign.
_TIE = re.compile(r"(?<=[A-Za-z.,])~(?=[\w(\\])")
_FOLD = re.compile(r"(?<=\d)\s?times\b(?!\s+(?:more|less|fewer|faster|slower|larger|smaller|higher|lower|as|the)\b)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_SPACE = re.compile(r"\s+")


def readable(raw: str) -> str:
    """A raw span of a source as it is printed; see the module's rule. Idempotent."""
    text = _SPACE.sub(" ", _CONTROL.sub(" ", raw)).strip()
    if not _LATEX.search(text):
        return text
    return "".join(
        _math(part) if part.startswith("$") and part.endswith("$") and len(part) > 2 else _prose(part)
        for part in _FORMULA.split(text)
    ).strip()


def _prose(text: str) -> str:
    text = _FOLD.sub("×", text)
    text = text.replace("---", "—").replace("--", "–").replace("``", '"').replace("''", '"')
    text = _TORN.sub(lambda torn: _SYMBOLS[torn.group(1)], text)
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        for _ in range(3):
            text = _WRAPPER.sub(r"\1", text)
        text = _COMMAND.sub(_symbol, text)
        text = _SIGN.sub(lambda match: " " if match.group(1) in ",;:! " else match.group(1), text)
    if "_{" in text:
        text = _SCRIPT.sub(r"\1\2", text)
    text = _TIE.sub(" ", text)
    return _SPACE.sub(" ", text)


def _accented(match: re.Match[str]) -> str:
    mark, letter = match.group(1) or match.group(3), match.group(2) or match.group(4)
    return unicodedata.normalize("NFC", letter + _ACCENTS[mark])


def _symbol(match: re.Match[str]) -> str:
    symbol = _SYMBOLS.get(match.group(1))
    if symbol is None:
        return match.group()
    gap = match.group()[-1] == " " and (symbol[-1].isalpha() or symbol[-1] == ".")
    return symbol + (" " if gap else "")


def _math(formula: str) -> str:
    """A short formula without its dollars where it has a plain form; a price (`$5 and $7`) and a long formula stay."""
    inner = formula.strip("$")
    if inner != inner.strip() or len(inner) > 80:
        return formula
    for _ in range(3):
        inner = _WRAPPER.sub(r"\1", inner)
    inner = _SIGN.sub(lambda sign: "" if sign.group(1) in ",;:! " else sign.group(1), inner)
    inner = _COMMAND.sub(_symbol, _SCRIPT.sub(r"\1\2", inner))
    return formula if "\\" in inner or "{" in inner or "$" in inner else inner.strip()
