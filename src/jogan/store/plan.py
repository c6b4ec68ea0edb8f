"""How a query is ranked: from an `Ask` to a tree of weighted conditions, before any index is involved.

The theory, measured on known-item queries (`docs/search.md` has the numbers):

- Title and abstract are one stemmed field; BM25 over it is a strong ground. The title counts a little once more.
- A story that has *more of the query's pieces* is better than one that has one piece more often, so each matched
  piece earns a constant beside its BM25 score. For a reader who half-remembers a paper this is the strongest signal.
- Words that stand side by side in the query tend to stand close in the story: each neighboring pair that occurs within
  a few words of each other earns a part of its phrase score.
- A piece in Korean is the best of its English wordings, not their sum: else a word with many translations would
  outweigh the rest of the query. Seldom translations are not toned down to the frequency of common ones (it loses).
- Phrases, conditions and exclusions are exact: they decide which stories match, and give no score.

Under `matching="all"` every piece is required, which is what a saved search needs: new stories are sorted by day there,
so a story that has one of five words must not come in.

This module is pure. What it knows of the index it asks of a `Vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product
from typing import Literal, Protocol

from jogan.store.hangul import HANGUL_RUN, units
from jogan.store.query import MAX_PARTS, Ask, Condition, Either, Identifier, Part, Phrase, Words
from jogan.store.translate import Piece, Translator, Wording

Matching = Literal["any", "all"]
TextField = Literal["text", "title", "hangul", "author", "source", "category", "kind", "key"]

COVERAGE = 5.0
"""What a matched piece earns beside its BM25 score, in the units of BM25 (a word of one paper in 50 scores about 4)."""
TITLE = 0.2
NEIGHBORS = 0.4
"""Weight of the phrase score of two pieces side by side, in either order, at most `SLOP` moves apart."""
NEXT_BUT_ONE = 0.1
INSIDE = 0.2
"""Weight of the phrase score of two words of one wording."""
SLOP = 2
COMMON_SHARE, COMMON_COUNT = 0.12, 1000
"""Two words that so many stories have say nothing by standing together, and are the slowest to look up."""
SURE = 0.4
"""Only wordings of at least this weight make neighbors; a loose translation beside another is chance."""
KOREAN = 0.6
"""Weight of a term's Korean forms beside the one that was typed."""
FOUND = 1000.0
"""An identifier's story stands above all that words can earn."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a field: `weight` times its BM25 score, plus the constant `bonus`."""

    field: TextField
    term: str
    weight: float = 1.0
    bonus: float = 0.0


@dataclass(frozen=True, slots=True)
class Near:
    """Terms of a field in this order, with up to `slop` moves between them."""

    field: TextField
    terms: tuple[str, ...]
    slop: int = 0
    weight: float = 1.0
    bonus: float = 0.0


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` on and before `end`."""

    first: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The scores of the nodes that match, added; `every` demands all of `nodes`, and `extra` only adds."""

    nodes: tuple[Node, ...]
    extra: tuple[Node, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Best:
    """The score of the best node that matches."""

    nodes: tuple[Node, ...]


Node = Term | Near | Days | Sum | Best


@dataclass(frozen=True, slots=True)
class Plan:
    """What must match (unscored), what is scored (at least one must match, if there is any), what must not match."""

    required: tuple[Node, ...] = ()
    scored: tuple[Node, ...] = ()
    every: bool = False
    boosts: tuple[Node, ...] = ()
    excluded: tuple[Node, ...] = ()
    terms: frozenset[str] = frozenset()
    """Stems and Hangul units worth marking in a snippet."""
    notes: tuple[str, ...] = ()
    only: frozenset[str] | None = None
    """Where given, no other story matches."""
    without: frozenset[str] = frozenset()
    """These stories do not match."""


class Vocabulary(Protocol):
    """What a plan asks of an index."""

    @property
    def documents(self) -> int:
        """How many documents the index holds."""

    def stems(self, text: str) -> tuple[str, ...]:
        """The terms of a Latin text as the index holds them."""

    def count(self, field: TextField, term: str) -> int:
        """In how many documents a term stands."""

    def spelled_like(self, word: str) -> list[str]:
        """Words of the index that a mistyped word may mean, the likeliest first."""


def make_plan(
    ask: Ask,
    translator: Translator,
    words: Vocabulary,
    matching: Matching = "any",
    aliases: Mapping[str, str] | None = None,
) -> Plan:
    """The plan of a query. `aliases` are other names of categories, as slugs, with the categories' ids."""
    return _Planner(translator, words, matching, aliases or {}).plan(ask)


class _Planner:
    def __init__(
        self, translator: Translator, words: Vocabulary, matching: Matching, aliases: Mapping[str, str]
    ) -> None:
        self.translator, self.words, self.every, self.aliases = translator, words, matching == "all", aliases
        self.marks: set[str] = set()
        self.notes: list[str] = []

    def plan(self, ask: Ask) -> Plan:
        required: list[Node] = []
        scored: list[Node] = []
        boosts: list[Node] = []
        identifiers = [part for part in ask.parts if isinstance(part, Identifier)]
        for part in ask.parts:
            match part:
                case Words(text):
                    nodes, extra = self.free(text)
                    scored += nodes
                    boosts += extra
                case Either(parts):
                    scored.append(Best(tuple(node for one in parts for node in self.one(one))))
                case Phrase():
                    nodes = self.one(part)
                    required += nodes
                    scored += nodes
                case Condition():
                    required += self.one(part)
                case Identifier():
                    scored += self.one(part)
        if identifiers and len(identifiers) == len(ask.parts) and not any(self.known(part) for part in identifiers):
            # The paper is not here; what speaks of it may be.
            scored += [node for part in identifiers for node in self.free(part.text)[0]]
        excluded = [node for part in ask.excluded for node in self.one(part, marked=False)]
        return Plan(
            required=tuple(required),
            scored=tuple(node for node in scored if node != Best(())),
            every=self.every,
            boosts=tuple(boosts),
            excluded=tuple(excluded),
            terms=frozenset(self.marks),
            notes=(*ask.notes, *self.notes),
        )

    # ── free words ──

    def free(self, text: str) -> tuple[list[Node], list[Node]]:
        """The scored nodes of free words, one a piece, and the boosts for pieces that stand together."""
        pieces = self.translator.pieces(text)
        spoken = [piece for piece in pieces if piece.text.lower() not in STOPWORDS] or pieces
        if len(spoken) > MAX_PARTS:  # a thousand syllables without a space are hundreds of pieces
            spoken = spoken[:MAX_PARTS]
            self.notes.append(f"only the first {MAX_PARTS} words of the query are searched")
        nodes: list[Node] = []
        heads: list[tuple[tuple[str, ...], ...]] = []
        for piece in spoken:
            node, stems = self.piece(piece)
            if node is not None:
                nodes.append(node)
            heads.append(stems)
        boosts = [
            node
            for step, slop, weight in ((1, SLOP, NEIGHBORS), (2, SLOP + 2, NEXT_BUT_ONE))
            for left, right in zip(heads, heads[step:], strict=False)
            for node in self.neighbors(left, right, slop, weight)
        ]
        boosts += self.names([piece.text for piece in spoken])
        return list(dict.fromkeys(nodes)) or [_NOTHING], boosts

    def neighbors(
        self, left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]], slop: int, weight: float
    ) -> Iterator[Node]:
        """The best of the pairs that the surest wordings of two pieces make, in either order."""
        common = max(COMMON_COUNT, COMMON_SHARE * self.words.documents)
        pairs = dict.fromkeys(
            pair
            for first, second in product(left[:3], right[:3])
            for pair in ((first[-1], second[0]), (second[-1], first[0]))
            if pair[0] != pair[1] and min(self.words.count("text", stem) for stem in pair) <= common
        )
        if pairs:
            yield Best(tuple(Near("text", pair, slop, weight) for pair in pairs))

    def piece(self, piece: Piece) -> tuple[Node | None, tuple[tuple[str, ...], ...]]:
        """One piece as the best of its wordings, and the stems by which it may be a neighbor."""
        wordings: dict[tuple[str, ...], float] = {}
        for wording in self.spelled(piece):
            stems = self.words.stems(wording.text)
            if stems and all(self.words.count("text", stem) for stem in stems):
                wordings[stems] = max(wordings.get(stems, 0.0), wording.weight)
        for stems, weight in wordings.items():
            if weight >= SURE:
                self.marks.update(stems)
        nodes: list[Node] = [_wording(stems, weight, every=self.every) for stems, weight in wordings.items()]
        nodes += self.hangul(piece.text)
        nodes += [node for form in piece.korean if form != piece.text for node in self.hangul(form, KOREAN)]
        sure = tuple(stems for stems, weight in wordings.items() if weight >= SURE)
        if not nodes:
            # A word that no story has is no reason for an answer, except that all words are required.
            return (_NOTHING if self.every else None), sure
        return (nodes[0] if len(nodes) == 1 else Best(tuple(nodes))), sure

    def spelled(self, piece: Piece) -> Sequence[Wording]:
        """The wordings of a piece, and of a Latin word that the index does not hold those that it may have meant."""
        word = piece.text.lower()
        if len(piece.wordings) != 1 or not word.isalpha() or not word.isascii() or len(word) < 5:
            return piece.wordings
        if any(self.words.count("text", stem) for stem in self.words.stems(word)):
            return piece.wordings
        meant = self.words.spelled_like(word)
        if meant:
            self.notes.append(f"“{piece.text}” stands in no story; searched for “{meant[0]}”")
        return [Wording(other, 0.8 * 0.9**rank) for rank, other in enumerate(meant)]

    def hangul(self, text: str, weight: float = 1.0) -> list[Node]:
        """The Hangul of a piece in Korean text: each of its words, whatever its particles."""
        nodes: list[Node] = []
        for run in HANGUL_RUN.findall(text):
            pairs = tuple(units(run).split())
            if all(self.words.count("hangul", unit) for unit in pairs):
                self.marks.update(pairs)
                nodes.append(_exact("hangul", pairs, weight, weight * COVERAGE))
        whole: list[Node] = [Sum(tuple(nodes), every=True)] if len(nodes) > 1 else nodes
        # Spacing is free in Korean: 음성인식 finds 음성 인식 by its halves.
        halves = tuple(text[i : i + 2] for i in range(0, len(text), 2))
        if len(text) in (4, 6) and HANGUL_RUN.fullmatch(text) and all(self.words.count("hangul", h) for h in halves):
            self.marks.update(halves)
            weight *= 0.7
            bonus = COVERAGE * weight / len(halves)
            whole.append(Sum(tuple(Term("hangul", half, weight, bonus) for half in halves), every=True))
        return whole

    def names(self, pieces: list[str]) -> list[Node]:
        """Boosts for words that are somebody's full name, and for a query that is one name only."""
        tokens = [_name_tokens(piece) for piece in pieces]
        pairs: list[tuple[str, ...]] = [
            (*left, *right) for left, right in pairwise(tokens) if len(left) == len(right) == 1
        ]
        if len(pieces) == 1:
            pairs += [tuple(token for piece in tokens for token in piece)]
        return [
            Near("author", pair, 1, 1.0, 2 * COVERAGE) if len(pair) > 1 else Term("author", pair[0], 1.0, COVERAGE)
            for pair in pairs
            if pair and all(self.words.count("author", token) for token in pair)
        ]

    # ── exact parts ──

    def one(self, part: Part, *, marked: bool = True) -> list[Node]:
        """A single part as nodes that decide whether a story matches."""
        match part:
            case Words(text):
                if marked:
                    return [Sum(tuple(self.free(text)[0]), every=True)]
                return self.exactly(text, marked=False)
            case Phrase(text):
                return self.exactly(text, marked=marked)
            case Identifier(key, _):
                return [Term("key", key, weight=0.0, bonus=FOUND)]
            case Condition("after", value):
                return [Days(first=date.fromisoformat(value))]
            case Condition("before", value):
                return [Days(end=date.fromisoformat(value))]
            case Condition("author", value):
                tokens = _name_tokens(value)
                return [Near("author", tokens, slop=3) if len(tokens) > 1 else Term("author", "".join(tokens))]
            case Condition("category", value):
                return [Term("category", slug(self.aliases.get(slug(value), value)))]
            case Condition("source" | "kind" as field, value):
                return [Term(field, slug(value))]
        return []

    def exactly(self, text: str, *, marked: bool) -> list[Node]:
        """Words side by side as they are, or (for Korean) any sure English wording of them."""
        nodes: list[Node] = []
        latin = re.sub(r"[가-힣]+", " ", text)
        if stems := self.words.stems(latin):
            nodes.append(_exact("text", stems, bonus=COVERAGE))
        if found := tuple(units(text).split()):
            nodes.append(_exact("hangul", found, bonus=COVERAGE))
        marks = {*stems, *found}
        literal: Node = nodes[0] if len(nodes) == 1 else Sum(tuple(nodes), every=True)
        alternatives = [literal]
        if found and not stems:
            joined = tuple(units("".join(text.split())).split())
            if joined != found:  # spacing is free in Korean
                alternatives.append(_exact("hangul", joined, bonus=COVERAGE))
                marks.update(joined)
            pieces = self.translator.pieces(text)
            if len(pieces) == 1:
                for wording in pieces[0].wordings:
                    if wording.weight >= 1.0 and (stems := self.words.stems(wording.text)):
                        alternatives.append(_exact("text", stems, bonus=COVERAGE))
                        marks.update(stems)
        if marked:
            self.marks |= marks
        return [literal if len(alternatives) == 1 else Best(tuple(dict.fromkeys(alternatives)))] if nodes else []

    def known(self, part: Identifier) -> bool:
        return self.words.count("key", part.key) > 0


def _wording(stems: tuple[str, ...], weight: float, *, every: bool) -> Node:
    """One wording of a piece: its words, which together earn the piece's constant, and their standing together."""
    distinct = tuple(dict.fromkeys(stems))
    bonus = round(COVERAGE * weight / len(distinct), 4)
    return Sum(
        tuple(Term("text", stem, weight, bonus) for stem in distinct),
        extra=(
            *(Term("title", stem, round(TITLE * weight, 4)) for stem in distinct),
            *(
                Near("text", pair, SLOP, round(INSIDE * weight, 4))
                for pair in dict.fromkeys(pairwise(stems))
                if pair[0] != pair[1]
            ),
        ),
        every=every,
    )


_NOTHING = Term("key", "")
"""Matches no story: every key has a scheme."""


def _exact(field: TextField, terms: tuple[str, ...], weight: float = 1.0, bonus: float = 0.0) -> Node:
    return Near(field, terms, 0, weight, bonus) if len(terms) > 1 else Term(field, terms[0], weight, bonus)


def _name_tokens(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))


def slug(text: str) -> str:
    """A category's, source's or kind's name as the index holds it: case, spaces, dots and hyphens do not tell apart."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


STOPWORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "for",
    "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "may", "not", "of", "on", "or",
    "our", "over", "so", "such", "than", "that", "the", "their", "then", "there", "these", "they", "this", "those",
    "to", "under", "up", "upon", "using", "via", "was", "we", "were", "what", "when", "where", "which", "while",
    "who", "whose", "why", "will", "with", "within", "without", "would", "you", "your",
})  # fmt: skip
