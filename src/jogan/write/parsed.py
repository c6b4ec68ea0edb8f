"""Sentences of claims and sources, read into tokens, names, numbers and turns of direction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from jogan.model.edited import Story
from jogan.write.directions import Move, moves
from jogan.write.lexicon import Token, Vocabulary
from jogan.write.negation import negated
from jogan.write.numbers import plain, quantities
from jogan.write.polarity import Pole, poles
from jogan.write.quantity import Quantity
from jogan.write.stems import english_keys, english_weight, is_stop, stem


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a claim is held against. `text` is the abstract or excerpt; `fields` holds further texts by field name.

    Evidence located in `title` has the field `title`, in `text` the field `summary`, elsewhere the name in `fields`.
    """

    id: str
    title: str
    text: str
    url: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Field name and text, the title first; empty ones are left out."""
        return tuple((n, t) for n, t in (("title", self.title), ("summary", self.text), *self.fields) if t.strip())


def source_of(story: Story) -> SourceText:
    """The story as a source: title, summary, article text and comment."""
    more = tuple((name, text) for name, text in (("text", story.text), ("comment", story.comment)) if text)
    return SourceText(story.id, story.title, story.summary, story.url, more)


ENGLISH = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-z0-9À-ÖØ-öø-ÿ]*(?:[+#]+(?![A-Za-z0-9]))?(?:[-_'’.][A-Za-z0-9À-ÖØ-öø-ÿ]+)*(?:\+\+)?|\d+(?:\.\d+)?[A-Za-z]+[A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
)
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SPLIT = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[A-Z0-9\"'“‘(\[$\\가-힣*])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|vs|cf|Fig|Eq|Sec|Dr|Mr|Ms|Prof|No|approx|resp|etc|St|Inc|U\.S)\.|\b[A-Z]\.)$"
)
_URL = re.compile(r"https?://\S+|\b[\w-]+\.(?:github|gitlab)\.io\S*|\bgithub\.com/\S+")
_CLAUSE = re.compile(
    r"[,;:]|(?<=[가-힣])(?:며|고|지만|면서|으나|는데|으며|하여|해서|므로)(?=\s)|\b(?:while|but|whereas)\b"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A Latin word of a text that is written as a name or acronym is: capitals inside or at the start, or digits."""

    text: str
    start: int
    end: int


@dataclass
class Sentence:
    """One sentence of a source or a claim, read. Offsets of its parts count from the sentence's own start.

    What few checks ask for (its turns, its acronyms) is read when it is asked for.
    """

    field: str
    start: int
    end: int
    text: str
    tokens: list[Token]
    names: list[Name]
    numbers: list[Quantity]
    stems: set[str]
    words: set[str]
    """Latin words in lower case, also joined up to four without hyphens and spaces."""
    owner: SourceText | None = None
    """The source that it is a sentence of; a claim has none."""

    @cached_property
    def moves(self) -> list[Move]:
        """Its words of direction."""
        return moves(self.text)

    @cached_property
    def poles(self) -> list[Pole]:
        """The sides that it takes of pairs of opposites, and the siblings that it names."""
        return poles(self.text)

    @cached_property
    def negated(self) -> list[tuple[int, int]]:
        """From where to where it is denied, in characters."""
        return negated(self.text)

    @cached_property
    def clauses(self) -> list[int]:
        """Where clauses end, in characters."""
        return [m.end() for m in _CLAUSE.finditer(self.text)]

    @cached_property
    def initials(self) -> tuple[str, str]:
        """The first letters of its Latin words in lower case: of all, and of all but the small ones."""
        found = [m[0].lower() for m in re.finditer(r"[A-Za-z]+", self.text)]
        return "".join(word[0] for word in found), "".join(word[0] for word in found if word not in _SMALL)

    def may_be_called(self, letters: str) -> bool:
        """Whether three to five letters may be the acronym of successive words: `vision-language model` → vlm."""
        return 3 <= len(letters) <= 5 and any(letters in row for row in self.initials)

    def clause_of(self, place: int) -> int:
        return sum(1 for edge in self.clauses if edge <= place)

    def is_negated(self, place: int) -> bool:
        return any(a <= place < b for a, b in self.negated)


def sentences(text: str) -> list[tuple[int, int]]:
    """The places of the sentences of a text; abbreviations do not end one."""
    out: list[tuple[int, int]] = []
    start = 0
    for m in _SPLIT.finditer(text):
        if _ABBREVIATION.search(text[start : m.start()].rstrip("\"'”’)]")):
            continue
        out.append((start, m.start() + len(m[0]) - len(m[0].lstrip("\"'”’)]"))))
        start = m.end()
    out.append((start, len(text)))
    trimmed = []
    for a, b in out:
        piece = text[a:b]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            trimmed.append((a + lead, a + len(piece.rstrip())))
    return trimmed


def is_name(word: str, *, opens: bool) -> bool:
    """Whether a Latin word is written as a name; at the opening of a sentence a mere capital says nothing."""
    if any(char.isdigit() for char in word):
        return True
    letters = [char for char in word if char.isalpha()]
    if any(char.isupper() for char in letters[1:]):
        return True
    return word[0].isupper() and not opens and len(word) > 1


_PREFIXED = re.compile(
    r"(sub|multi|inter|cross|over|under|auto|self|non|super|micro|meta|bi|tri|uni|semi|hyper|anti)([a-z]{4,})$"
)


def read(text: str, vocabulary: Vocabulary, name: str = "", start: int = 0) -> Sentence:
    """Reads one sentence of either language."""
    # Abstracts break their lines anywhere, also within `instead of`.
    flat = re.sub(r"\s", " ", plain(_URL.sub(lambda m: " " * len(m[0]), text)))
    tokens = vocabulary.korean(flat)
    korean = bool(tokens)
    names: list[Name] = []
    stems: set[str] = set()
    words: set[str] = set()
    run: list[str] = []
    last_end = -9
    first = True
    for m in ENGLISH.finditer(flat):
        word = m[0].rstrip(".")
        word = re.sub(r"['’]s$", "", word)
        low = word.lower()
        if m.start() - last_end > 1 or flat[last_end : m.start()] not in (" ", "-", "/"):
            run = []
        last_end = m.end()
        run.append(re.sub(r"[^a-z0-9+#]", "", low))
        words.update("".join(run[-n:]) for n in (1, 2, 3, 4) if len(run) >= n)
        words.update(re.sub(r"[^a-z0-9+#]", "", part) for part in re.split(r"[-_/]", low))
        if series := re.fullmatch(r"([a-z]{3,})-?\d[\w.]*", low):
            words.add(series[1])
        opens = not korean and first and not flat[: m.start()].strip(" \"'“‘(*")
        first = False
        parts = _CAMEL.findall(word)
        stems.add(stem(low))
        stems.update(stem(part) for part in re.split(r"[-_'’./]", low) if part)
        if prefixed := _PREFIXED.match(low):
            stems.update((prefixed[1], stem(prefixed[1]), stem(prefixed[2])))
        elif len(low) > 8 and "-" not in low:
            stems.update(vocabulary.compound(low))
        if len(parts) > 1:
            stems.update(stem(part) for part in parts if len(part) > 2)
        if is_stop(word) and not (word.isupper() and len(word) > 1):
            continue
        if is_name(word, opens=opens):
            names.append(Name(word, m.start(), m.start() + len(word)))
            tokens.append(Token(word, m.start(), m.start() + len(word), "name", vocabulary.english(word), 1.0))
        else:
            tokens.append(
                Token(word, m.start(), m.start() + len(word), "word", vocabulary.english(word), english_weight(word))
            )
    for token in tokens:
        if token.kind != "name" and not token.text[0].isascii():
            stems.update(key[0] for key in token.keys if len(key) == 1)
    if words:
        for match in vocabulary.glossary.find_en(flat):
            for form in match.entry.en_forms:
                for key in english_keys(form):
                    stems.update(key)
                words.add(re.sub(r"[^a-z0-9+#]", "", form.lower()))
    numbers = quantities(flat)
    tokens = [t for t in tokens if not (_is_measure(t, numbers) if t.kind == "name" else _counts(t, numbers, flat))]
    names = [n for n in names if not _is_measure(n, numbers)]
    tokens.sort(key=lambda token: token.start)
    return Sentence(name, start, start + len(text), flat, tokens, names, numbers, stems, words)


def _is_measure(token: Token | Name, numbers: list[Quantity]) -> bool:
    """Whether what looks like a name is a number glued to its unit: 24GB."""
    return any(q.unit and q.start <= token.start and token.end <= q.end for q in numbers)


def _counts(token: Token, numbers: list[Quantity], text: str) -> bool:
    """Whether a token is part of a number, or the counting word after one."""
    if any(q.start < token.end and token.start < q.end for q in numbers):
        return True
    return token.kind == "unknown" and _COUNTER.search(text[: token.start]) is not None


_COUNTER = re.compile(r"(?:\d|\d\s?[십백천만억]|(?<![가-힣])(?:한|두|세|네|몇|수십|수백|수천))\s?$")
"""What comes before a counting word, which says nothing by itself."""


_SMALL = frozenset(["of", "the", "a", "an", "and", "for", "in", "on", "to", "with", "from", "by"])
