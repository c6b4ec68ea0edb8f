"""What the frames of a language must be able to say, and what all languages print alike: quotes and names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, Protocol

from jogan.model.common import Unit
from jogan.model.edited import TermCount
from jogan.write.clauses import Clause
from jogan.write.cues import Field, Genre, ResourceKind
from jogan.write.figure_patterns import VERSIONED
from jogan.write.figures import Figure
from jogan.write.markup import plain, readable
from jogan.write.reading import Facts

Keep = Callable[[str], bool]
"""Whether a part of a sentence still says what the sentence is told for."""

Group = Literal[
    "contradicts", "training-free", "on-device", "saves", "open", "words", "no-baseline", "best-case",
    "coming", "told-by-itself",
]  # fmt: skip
"""What sets some stories of a category apart from the others."""

NAMED = 4
"""So many stories are named in a row; what else belongs to it is "and others"."""

# A figure to be seen in a quote: money, a share, a factor, a decimal; Korean amounts with their unit.
_NUMBER = re.compile(
    r"[$€£₩]\s?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?(?:billion|million|trillion|bn|[BMK])\b)?"
    r"|\d+(?:,\d{3})*(?:\.\d+)?\s?(?:조|억|만|천만|백만)\s?(?:\d+(?:,\d{3})*\s?만\s?)?(?:원|달러|유로|엔|위안|명|건|개)?"
    r"|(?<![\w.\\^-])[+-]?\d+(?:,\d{3})*(?:\.\d+)?%?(?:[–-]\d+(?:\.\d+)?)?"
    r"(?:\s?(?:%|(?:×|x\b)(?!\s?\d)|times\b|-fold\b|dB\b|ms\b|points?\b|FPS\b)|(?<=%))"
    r"|(?<![\w.,^-])\d+\.\d+(?![\w.-]|\s?[BMKV]\b|\s?×\s?10)"
)


def quote(raw: str, *, cut: bool = False) -> str:
    """A raw span in quote marks as mini-markup, its figures in bold; … behind the marks tells that words were cut."""
    text = readable(raw).replace("“", "‘").replace("”", "’").strip()
    parts: list[str] = []
    at = 0
    for number in _NUMBER.finditer(text):
        if number.group()[-1].isdigit() and VERSIONED.search(text, max(0, number.start() - 24), number.start()):
            continue  # "Llama 3.1"
        parts.append(plain(text[at : number.start()]))
        parts.append(f"**{plain(number.group())}**")
        at = number.end()
    parts.append(plain(text[at:]))
    return f"“{''.join(parts)}”{'…' if cut else ''}"


# Where a title may be cut and still names its story.
_PHRASE_END = re.compile(
    r"(?:\s(?:for|with|via|through|using|by|in|into|on|of|from|under|to|at|across|towards?|without|as|based)\b"
    r"|:\s|\s[–—-]{1,2}\s)"
)
_LABEL_WORD = re.compile(r"(?=[\w+.@^/-]*[A-Z].*[A-Z0-9])[A-Z][\w+.@^/-]{2,23}$|[A-Z][a-z]+(?:-[A-Z0-9]+)+$")
_OTHERS = re.compile(r"\b(?:GPT|Claude|Gemini|Llama|LLaMA|BERT|CLIP|Qwen|DeepSeek|based|driven|aware)\b")


def own_label(facts: Facts) -> str:
    """The name that a story gives its work in the abstract only, where it is told by; empty where there is none.

    It must look like a name of one's own (`DiffusionGS`, `QUID`): a phrase in capitals may be anybody's.
    """
    if facts.own is None or facts.own.field == "title" or any(name in facts.story.title for name in facts.names):
        return ""
    fitting = (n for n in facts.names if _LABEL_WORD.match(n) and not _OTHERS.search(n))
    return next((name for name in fitting if facts.story.summary.count(name) >= 2), "")


def story_name(facts: Facts) -> str:
    """How a story is called in running text: by its own name, else by its title's head."""
    own = next((name for name in facts.names if len(name) <= 40 and name in facts.story.title), "") or own_label(facts)
    name = readable(own or facts.head)
    # A Korean letter is as wide as two Latin ones.
    room = 52 if name.isascii() else 52 - 24 * sum("가" <= char <= "힣" for char in name) // len(name)
    question = re.match(rf".{{8,{room}}}?\?(?=\s)", name)
    if question is not None:
        return question.group()
    if len(name) <= room:
        return name
    ends = [end.start() for end in _PHRASE_END.finditer(name, 0, room + 1) if end.start() >= 16]
    if ends and name.isascii():
        return name[: ends[-1]].rstrip(" ,;:-–—") + "…"
    clause = re.match(rf".{{14,{room}}}?(?=[:,]\s|\s[–—-]\s|\.\.\.|…)", name)
    if clause is not None:
        return clause.group().rstrip("….") + "…"
    return name[: room - 4].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"


class Frames(Protocol):
    """One report's language. Implementations remember which terms they have introduced, so each report has its own.

    All text given back is mini-markup. `what`, `figure`, `clause` and `sentence` give None where they cannot say
    something safely, and the writer quotes.
    """

    def what(self, phrase: str, title: str) -> str | None: ...
    def keywords(self, terms: list[str]) -> str: ...
    def figure(self, figure: Figure) -> str | None: ...
    def clause(self, clause: Clause) -> str | None: ...
    def sentence(
        self, words: str, names: tuple[str, ...], *, opened: bool = False, own: bool = True, keep: Keep = bool
    ) -> str | None: ...
    def joined(self, parts: list[str]) -> str: ...
    def resource(self, kind: ResourceKind, url: str) -> str: ...
    def term(self, canonical: str) -> str: ...
    def topic(self, term: str, facts: list[Facts]) -> str: ...
    def kinds(self, genre: Genre, facts: list[Facts]) -> str: ...
    def with_code(self, facts: list[Facts], of: int) -> str: ...
    def side_by_side(self, row: list[tuple[Facts, Figure]]) -> str | None: ...
    def impact_fields(self, touched: dict[Field, list[Facts]]) -> str: ...
    def impact_groups(self, groups: dict[Group, list[Facts]]) -> str: ...
    def impact_shared(self, term: str, facts: list[Facts]) -> str: ...
    def outlook_split(self, term: str, first: Facts, own: str, second: Facts, other: str) -> str: ...
    def outlook_groups(self, groups: dict[Group, list[Facts]]) -> str: ...
    def highlight_center(self, term: str, facts: list[Facts]) -> str: ...
    def highlight_rise(self, count: TermCount, unit: Unit) -> str: ...
    def highlight_story(self, name: str, what: str, text: str) -> str: ...
    def highlight_turn(self, name: str, text: str) -> str: ...
