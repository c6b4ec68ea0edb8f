"""The Korean↔English glossary of AI and computing terms: one file, read once, then looked up in both languages.

It serves three readers: reports print a term as `한국어(English)` and take `Entry.ko` for it; search turns Korean
queries into English ones with `Glossary.expand_ko`; the verifier matches Korean claims against English abstracts with
`find_ko` and `find_en`.

`glossary_file.py` says what the file holds. This module is pure: the caller reads the file and hands its text to
`Glossary.parse`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from jogan.errors import JoganError
from jogan.folding import GAP, WORD, fold, fold_phrase, spellings_of
from jogan.glossary_file import COLUMNS, SHARED, STRAYS, SYLLABLE_APART, Entry, parse_line, sharers
from jogan.glossary_korean import (
    HANGUL,
    HANGUL_RUN,
    PARTICLES,
    PREFIXES,
    SUFFIXES,
    Compact,
    is_tail,
    strip_particles,
    without_gaps,
)


class Match(NamedTuple):
    """A term found in a text: `text[start:end]`, its entry, and the other entries that share the Korean form."""

    start: int
    end: int
    entry: Entry
    others: tuple[Entry, ...] = ()


class Expansion(NamedTuple):
    """A term or word of a query, the English forms that mean the same, and those that are only close to it."""

    text: str
    forms: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


class _Form(NamedTuple):
    """An English form as the index keeps it: how it is written decides which capitals a text must show."""

    written: str
    entry: Entry
    line: int


class _KoreanForms(NamedTuple):
    """Korean forms by their letters, with what makes a search for them in running text quick."""

    entries: Mapping[str, tuple[Entry, ...]]
    """Compact form → its entries, those that print it first."""
    lengths: Mapping[str, tuple[int, ...]]
    """First two characters of a compact form → the lengths of such forms, longest first."""

    @classmethod
    def of(cls, entries: Mapping[str, tuple[Entry, ...]]) -> _KoreanForms:
        lengths: dict[str, set[int]] = {}
        for key in entries:
            lengths.setdefault(key[:2], set()).add(len(key))
        return cls(entries, {key: tuple(sorted(sizes, reverse=True)) for key, sizes in lengths.items()})

    def begin(self, letters: str) -> bool:
        """Whether one of the forms begins these letters."""
        return any(letters[:size] in self.entries for size in self.lengths.get(letters[:2], ()))


@dataclass(frozen=True, slots=True, repr=False)
class Glossary:
    """All entries in file order, with their indexes. Build it with `parse`; it does not change afterwards."""

    entries: tuple[Entry, ...]
    _surfaces: Mapping[str, str]
    """Every spelling of a word that occurs in an English form → the folded word."""
    _en: Mapping[str, _Form]
    """Folded words joined by spaces → the form."""
    _en_prefixes: frozenset[str]
    """The beginnings of forms of several words, so that a search knows when to stop."""
    _ko: _KoreanForms
    _ko_related: _KoreanForms
    _ko_split: frozenset[str]
    """The forms that are written with a syllable by itself (긴 문맥), in lower case."""

    @classmethod
    def parse(cls, text: str) -> Glossary:
        """Reads the file's text; raises `JoganError` naming the line for a malformed line or a contradiction."""
        lines = text.split("\n")
        if tuple(lines[0].rstrip("\r").split("\t")) != COLUMNS:
            raise JoganError("glossary line 1", f"the header is not {' '.join(COLUMNS)}")
        strays = [stray for stray in STRAYS if stray in text]
        entries: list[Entry] = []
        en: dict[str, _Form] = {}
        folded: dict[str, str] = {}
        ko: dict[str, list[tuple[int, bool, bool, Entry]]] = {}
        ko_related: dict[str, tuple[Entry, ...]] = {}
        for number, line in enumerate(lines[1:], start=2):
            if not line.strip():
                continue
            entry, forms = parse_line(line.rstrip("\r"), number, strays)
            entries.append(entry)
            for written in entry.en_forms:
                words = written.lower().split()
                if not all(map(str.isalnum, words)):
                    words = WORD.findall(written.lower())
                key = " ".join([folded.get(word) or folded.setdefault(word, fold(word)) for word in words])
                if not key:
                    raise JoganError(f"glossary line {number}", f"{written!r} holds no letter or digit")
                if key in en:
                    where = "twice in this entry" if en[key].line == number else f"already on line {en[key].line}"
                    raise JoganError(f"glossary line {number}", f"the English form {written!r} is {where}")
                en[key] = _Form(written, entry, number)
            for index, (key, marked) in enumerate(forms.items()):
                if not key.isascii() and HANGUL.search(key):
                    ko.setdefault(key, []).append((number, marked, index == 0, entry))
            for form in entry.ko_related if entry.related else ():
                key = without_gaps(form)
                ko_related[key] = (*ko_related.get(key, ()), entry)
        # A form with a hyphen is found written as one word too, unless that word is another term.
        for hyphened in [form for form in en.values() if "-" in form.written]:
            en.setdefault(fold_phrase(hyphened.written.replace("-", "")), hyphened)
        vocabulary = {word for key in en for word in key.split()}
        return cls(
            entries=tuple(entries),
            _surfaces=spellings_of(vocabulary),
            _en=en,
            _en_prefixes=frozenset(_prefixes(en)),
            _ko=_KoreanForms.of({key: sharers(key, listed) for key, listed in ko.items()}),
            _ko_related=_KoreanForms.of(ko_related),
            _ko_split=frozenset(SYLLABLE_APART.findall(text.lower().replace(SHARED, "").replace("-", " "))),
        )

    def by_en(self, phrase: str) -> Entry | None:
        """The entry of an English form or acronym, whatever its case, hyphens, plural or British spelling."""
        form = self._en.get(self._key(phrase))
        return form.entry if form else None

    def by_ko(self, phrase: str) -> tuple[Entry, ...]:
        """The entries of a Korean form, whatever its spacing; those that print this form come first."""
        return self._ko.entries.get(without_gaps(phrase), ())

    def near_ko(self, phrase: str) -> tuple[Entry, ...]:
        """The entries that name a Korean form as related, whatever its spacing. For searches only."""
        return self._ko_related.entries.get(without_gaps(phrase), ())

    def find_en(self, text: str) -> list[Match]:
        """The terms in an English (or mixed) text, longest first from the left, without overlaps.

        Names and acronyms are found only with their capitals: `SAM` and `Polish` are terms, `sam` and `polish` are not.
        """
        found: list[Match] = []
        words = [(self._surfaces.get(m[1].lower()), m.start(), m.end(1), m.end()) for m in WORD.finditer(text)]
        i, count = 0, len(words)
        while i < count:
            key, start, end, edge = words[i]
            best: tuple[int, int, Entry] | None = None
            j = i
            while key is not None:
                form = self._en.get(key)
                if form is not None and _capitals_fit(form.written, text[start:end]):
                    best = (j, end, form.entry)
                if key not in self._en_prefixes:
                    break
                j += 1
                if j == count or words[j][0] is None or not GAP.fullmatch(text, edge, words[j][1]):
                    break
                key, end, edge = f"{key} {words[j][0]}", words[j][2], words[j][3]
            if best is None:
                i += 1
            else:
                found.append(Match(start, best[1], best[2]))
                i = best[0] + 1
        return found

    def find_ko(self, text: str) -> list[Match]:
        """The Korean terms in a text (normal form C), longest first from the left, without overlaps.

        Spaces and hyphens inside a term do not count; particles and endings may follow it (`양자화를`), and terms may
        be joined (`음성인식모델`). Short forms inside longer unknown words are not taken: `모델` is not in `모델링`.
        """
        return self._find_ko(text, self._ko)

    def expand_ko(self, query: str) -> list[Expansion]:
        """Splits a Korean query into terms and leftover words, each with its English alternatives, in order.

        A term brings every English form of every entry it may stand for, and their related forms apart. A Korean form
        that is only related brings its entries' forms as related ones. A leftover word in Latin letters stands for
        itself; a leftover Korean word loses its particles and has no alternative.
        """
        pieces: list[tuple[int, Expansion]] = []
        spans = self.find_ko(query)
        for match in spans:
            entries = (match.entry, *match.others)
            forms = dict.fromkeys(form for entry in entries for form in entry.en_forms)
            near = dict.fromkeys(form for entry in entries for form in entry.en_related if form not in forms)
            pieces.append((match.start, Expansion(query[match.start : match.end], tuple(forms), tuple(near))))
        taken = bytearray(len(query))
        for match in spans:
            taken[match.start : match.end] = b"\1" * (match.end - match.start)
        for match in self._find_ko(query, self._ko_related):
            if not any(taken[match.start : match.end]):
                near = dict.fromkeys(form for entry in (match.entry, *match.others) for form in entry.en_forms)
                pieces.append((match.start, Expansion(query[match.start : match.end], (), tuple(near))))
                spans.append(match)
        for start, end in _between(sorted(spans), len(query)):
            pieces.extend(self._leftovers(query, start, end))
        return [piece for _, piece in sorted(pieces)]

    def _leftovers(self, query: str, start: int, end: int) -> Iterator[tuple[int, Expansion]]:
        """What no term covers: Korean words without their particles, and Latin ones."""
        for word in HANGUL_RUN.finditer(query, start, end):
            glued = word.start() > 0 and query[word.start() - 1].isalnum()
            if not (glued and is_tail(word[0])):
                yield word.start(), Expansion(strip_particles(word[0]))
        yield from self._expand_latin(query, start, end)

    def _expand_latin(self, query: str, start: int, end: int) -> Iterator[tuple[int, Expansion]]:
        """The Latin words of one leftover span: known terms with their other forms, other words as themselves."""
        words = [(m.start(), m.end(1)) for m in WORD.finditer(query, start, end)]
        i = 0
        while i < len(words):
            for j in range(min(len(words), i + 5), i, -1):  # no form has more than five words with hyphens split
                piece = query[words[i][0] : words[j - 1][1]]
                form = self._en.get(self._key(piece)) if not HANGUL.search(piece) else None
                if form is not None or j == i + 1:
                    forms = (piece, *form.entry.en_forms) if form else (piece,)
                    near = form.entry.en_related if form else ()
                    yield words[i][0], Expansion(piece, tuple(dict.fromkeys(forms)), near)
                    i = j
                    break

    def _key(self, phrase: str) -> str:
        words = (word.lower() for word in WORD.findall(phrase))
        return " ".join(self._surfaces.get(word) or fold(word) for word in words)

    def _find_ko(self, text: str, forms: _KoreanForms) -> list[Match]:
        found: list[Match] = []
        compact = Compact(text)
        letters, places = compact.letters, compact.places
        i, previous = 0, -1
        while i < len(letters):
            length = self._longest_ko(forms, compact, i, previous)
            if not length:
                i += 1
                continue
            entry, *others = forms.entries[letters[i : i + length]]
            found.append(Match(places[i], places[i + length - 1] + 1, entry, tuple(others)))
            i = previous = i + length
        return found

    def _longest_ko(self, forms: _KoreanForms, compact: Compact, i: int, previous: int) -> int:
        """The length of the longest form that may start at letter `i`, or 0."""
        letters = compact.letters
        for length in (*forms.lengths.get(letters[i : i + 2], ()), 1):
            fits = i + length <= len(letters)
            if fits and letters[i : i + length] in forms.entries and self._stands(compact, i, i + length, previous):
                return length
        return 0

    def _stands(self, compact: Compact, start: int, end: int, previous: int) -> bool:
        """Whether a form at these letters is a word of the text, and not a piece of another word."""
        letters, size = compact.letters, end - start
        if compact.spaced(start, end) and not self._may_be_split(compact.written(start, end)):
            return False
        if not compact.opens(start):
            after_term = start == previous or (start == previous + 1 and letters[previous] in SUFFIXES)
            # Three syllables are rarely part of an unrelated word, unless a prefix turns their sense around.
            inside = size > 2 and letters[start - 1] not in PREFIXES and not compact.spaced(start, end)
            if size == 1 or not (after_term or inside):
                return False
        if compact.closes(end):
            return True
        rest = letters[end : compact.word_end(end)]
        if not HANGUL.match(rest):
            return False
        if size == 1:
            return PARTICLES.fullmatch(rest) is not None
        return size > 2 or is_tail(rest) or self._ko.begin(rest) or (rest[0] in SUFFIXES and self._ko.begin(rest[1:]))

    def _may_be_split(self, written: str) -> bool:
        """Whether a form may stand in these pieces: a single syllable apart (이 진화) is rarely part of the term."""
        pieces = written.split()
        return (
            not any(len(piece) == 1 and HANGUL.match(piece) for piece in pieces) or " ".join(pieces) in self._ko_split
        )


def _between(matches: list[Match], size: int) -> list[tuple[int, int]]:
    """The spans of a text that the matches leave."""
    borders = [0, *(edge for match in matches for edge in (match.start, match.end)), size]
    return list(pairwise(borders))[::2]


def _prefixes(keys: Mapping[str, _Form]) -> Iterator[str]:
    for key in keys:
        cut = key.find(" ")
        while cut > 0:
            yield key[:cut]
            cut = key.find(" ", cut + 1)


def _capitals_fit(written: str, seen: str) -> bool:
    """Whether the text shows the capitals that a form of one word demands: an acronym and a short name
    all of them, a longer name the first."""
    if " " in written or written.islower() or seen.startswith(written):
        return True
    if written[0].isupper() and not written[1:2].isupper():
        # ZeRO and ReAct are spelled like words, and ImageNet is not.
        return seen[0].isupper() and (len(written) > 5 or written[1:].islower())
    return seen.removesuffix("s").isupper()
