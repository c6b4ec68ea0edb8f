"""The glossary's file: what its lines say, and what is refused. Pure; `Glossary.parse` is handed the text.

The file is UTF-8, tab-separated, with the header `en ko abbr en_variants ko_variants related kind`; lists are separated
by `;`.

- `en` is the canonical English term, lower case but for names; `abbr` its acronyms; `en_variants` other wordings.
  Case, hyphens, plurals and British spelling are folded here and need no variants. Every English form belongs to one
  entry only.
- `ko` is the one form that is printed (the English one where Korean print keeps it); `ko_variants` are other
  translations and transliterations. Spaces and hyphens do not count.
- The forms of an entry mean the same: one may stand for another in a sentence, and a claim that does so is true. What
  is only close to the term (a part of it, a kind of it, what it is often named with) goes into `related`, in either
  language. `expand_ko` alone reads that column; it is never printed and never evidence.
- `kind` is `general` for everyday words, whatever term is spelled alike; only the others are themes of a story.
- A Korean form may stand for several terms (추론: inference, reasoning). That is allowed only on purpose: the form then
  ends in `~` in each entry that lists it, and a form of a single entry must not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from jogan.errors import JoganError
from jogan.glossary_korean import HANGUL, without_gaps

TermKind = Literal["term", "general", "name", "dataset", "model", "method", "org", "language", "place"]
KINDS: tuple[TermKind, ...] = get_args(TermKind)
COLUMNS = ("en", "ko", "abbr", "en_variants", "ko_variants", "related", "kind")
SHARED = "~"
"""Ends a Korean form that belongs to several entries on purpose."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One term. `ko` is what Korean print uses; the tuples keep the file's order."""

    en: str
    ko: str
    abbr: tuple[str, ...]
    en_variants: tuple[str, ...]
    ko_variants: tuple[str, ...]
    related: tuple[str, ...]
    kind: TermKind

    @property
    def en_forms(self) -> tuple[str, ...]:
        """Every English form, the canonical one first."""
        return (self.en, *self.en_variants, *self.abbr)

    @property
    def ko_forms(self) -> tuple[str, ...]:
        """Every form with Hangul, the printed one first."""
        return tuple(form for form in (self.ko, *self.ko_variants) if HANGUL.search(form))

    @property
    def en_related(self) -> tuple[str, ...]:
        """The English forms that are only close to the term."""
        return tuple(form for form in self.related if not HANGUL.search(form))

    @property
    def ko_related(self) -> tuple[str, ...]:
        """The Korean forms that are only close to the term."""
        return tuple(form for form in self.related if HANGUL.search(form))


SYLLABLE_APART = re.compile(r"(?<![^\t;])(?=[^\t;\n]* )(?=(?:[^\t;\n]* )?[가-힣](?:[ \t;]))[^\t;\n]+")
"""A whole form that has a space and a syllable by itself."""
STRAYS = ("  ", "; ", " ;", "\t ", " \t", "\n ", " \n", " \r", ";;", ";\t", "\t;", "\u00a0", "\u3000")


def parse_line(line: str, number: int, strays: list[str]) -> tuple[Entry, dict[str, bool]]:
    """The line's entry, and its compact Korean forms, the printed one first, each with whether it is marked shared."""
    where = f"glossary line {number}"
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise JoganError(where, f"{len(cells)} columns instead of {len(COLUMNS)}")
    en, ko, abbr, en_variants, ko_variants, related, kind = cells
    if not en or not ko:
        raise JoganError(where, "no en or no ko")
    for stray in strays:
        if (place := f"\n{line}\n".find(stray)) >= 0:
            raise JoganError(where, f"an empty form or stray spaces at {line[max(0, place - 10) : place + 2]!r}")
    if kind not in KINDS:
        raise JoganError(where, f"the kind {kind!r} is not one of {', '.join(KINDS)}")
    forms: dict[str, bool] = {}
    for form in (ko, *ko_variants.split(";")) if ko_variants else (ko,):
        key = without_gaps(form.removesuffix(SHARED))
        if key in forms:
            raise JoganError(where, f"the Korean form {form!r} is twice in this entry, but for spaces and hyphens")
        forms[key] = form.endswith(SHARED)
    variants = _list(ko_variants.replace(SHARED, ""))
    return Entry(en, ko.removesuffix(SHARED), _list(abbr), _list(en_variants), variants, _list(related), kind), forms


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def sharers(key: str, listed: list[tuple[int, bool, bool, Entry]]) -> tuple[Entry, ...]:
    """The entries of one compact Korean form, printers first; refuses sharing that is not marked, and idle marks."""
    if len(listed) == 1 and not listed[0][1]:
        return (listed[0][3],)
    for number, marked, _, _ in listed:
        if marked != (len(listed) > 1):
            other = next((line for line, *_ in listed if line != number), None)
            why = (
                f"also on line {other}, and not marked {SHARED}" if other else f"marked {SHARED} but in no other entry"
            )
            raise JoganError(f"glossary line {number}", f"the Korean form {key!r} is {why}")
    return tuple(entry for _, _, _, entry in sorted(listed, key=lambda row: (not row[2], row[0])))
