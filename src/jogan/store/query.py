"""The query language of the search: any string becomes an `Ask`, and no string is an error.

    "exact phrase"      the words side by side; required
    -word  -"a phrase"  stories without it; also before a condition
    a OR b   a | b      either one counts
    category:llm  author:"Yann LeCun"  source:arxiv  kind:paper  section:news  id:2411.17686
    after:2025-03-01  before:2025-04     from that day on; up to the day before it
    2411.17686   arXiv:2411.17686v2   10.48550/arXiv.2411.17686   https://…    an identifier finds its story first

Everything else is words. A field that does not exist is words too (`note: …`), an unclosed quote and stray operators
are ignored, and a date that is none is searched as words with a note. Field names may be Korean (`분류:`, `저자:`).

This module is pure; it knows nothing of the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Field = Literal["category", "author", "source", "kind", "id", "after", "before"]

MAX_CHARACTERS = 1000
"""A query is a line that a person types; what is beyond this is not read, and the answer says so."""
MAX_PARTS = 64

_FIELDS: Mapping[str, Field] = {
    "category": "category", "cat": "category", "분류": "category", "분야": "category",
    "author": "author", "au": "author", "저자": "author",
    "source": "source", "출처": "source",
    "kind": "kind", "section": "kind", "종류": "kind",
    "id": "id",
    "after": "after", "since": "after", "이후": "after",
    "before": "before", "until": "before", "이전": "before",
}  # fmt: skip
_KINDS = {"paper": "paper", "papers": "paper", "논문": "paper", "news": "news", "뉴스": "news"}


@dataclass(frozen=True, slots=True)
class Words:
    """Free words, in the order in which they were typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand side by side."""

    text: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A field and the value that it must have; dates are days in ISO form."""

    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A key as `keys_of` makes them (`arxiv:2411.17686`), and the text that was typed."""

    key: str
    text: str


Part = Words | Phrase | Condition | Identifier


@dataclass(frozen=True, slots=True)
class Either:
    """Alternatives of which one is enough."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A query understood: its parts in order, what the stories must not have, and what was ignored, one line each."""

    parts: tuple[Part | Either, ...] = ()
    excluded: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()


def parse(query: str) -> Ask:
    """Reads a query. Total: every string has an answer, and the empty one asks for everything."""
    notes: list[str] = []
    if len(query) > MAX_CHARACTERS:
        query = query[:MAX_CHARACTERS]
        notes.append(f"only the first {MAX_CHARACTERS} characters of the query are searched")
    parts: list[Part | Either] = []
    excluded: list[Part] = []
    alternative = False
    for number, (minus, part) in enumerate(_lex(_clean(query), notes)):
        if number >= MAX_PARTS:
            notes.append(f"only the first {MAX_PARTS} words of the query are searched")
            break
        if part is None:
            alternative = bool(parts)
        elif minus:
            excluded.append(part)
        elif alternative:
            last = parts.pop()
            parts.append(Either((*(last.parts if isinstance(last, Either) else (last,)), part)))
            alternative = False
        else:
            parts.append(part)
    return Ask(tuple(_joined(parts)), tuple(excluded), tuple(notes))


def keys_of(story: str, ids: Mapping[str, str], url: str) -> tuple[str, ...]:
    """The keys under which a story is found: `scheme:value` for its identifiers and its address, and its own id."""
    keys = {f"story:{story.lower()}"}
    keys.update(f"{scheme.lower()}:{value.lower()}" for scheme, value in ids.items())
    if url:
        keys.add(_url_key(url))
        if (found := _identify(url)) is not None:
            keys.add(found)
    return tuple(sorted(keys))


# ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"', "：": ":"})
_TOKEN = re.compile(
    r'(?P<minus>(?<!\S)[-−](?=\S))?(?:(?P<field>[^\W\d_]+):)?(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))', re.UNICODE
)
_ARXIV = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)
_ARXIV_URL = re.compile(
    r"(?:https?://)?(?:www\.|export\.)?(?:arxiv\.org/(?:abs|pdf|html)|ar5iv\.org/abs|alphaxiv\.org/(?:abs|overview)"
    r"|huggingface\.co/papers)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?(?:[?#].*)?",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?")


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    # Control, format and surrogate characters separate words and mean nothing; joiners inside words go the same way.
    return "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") else char for char in text)


def _lex(text: str, notes: list[str]) -> Iterator[tuple[bool, Part | None]]:
    """The parts of a clean query and whether each is excluded; None stands for OR."""
    for token in _TOKEN.finditer(text):
        minus = token["minus"] is not None
        quoted, bare = token["quoted"], token["bare"]
        whole = token[0].removeprefix(token["minus"] or "")
        if quoted is None and whole in ("OR", "|", "||"):
            yield False, None
            continue
        if quoted is None and whole in ("AND", "&&"):
            continue
        if quoted is None and (key := _identify(whole.strip("()<>[]{},;").rstrip("."))) is not None:
            yield minus, Identifier(key, whole)
            continue
        field = _FIELDS.get((token["field"] or "").lower())
        value = " ".join((quoted if quoted is not None else bare).split())
        if field is not None and _has_letter(value):
            condition, note = _condition(field, value, whole)
            if note:
                notes.append(note)
            yield minus, condition
        elif _has_letter(value):
            if token["field"]:
                yield minus, Words(token["field"])
            yield minus, Phrase(value) if quoted is not None else Words(value.strip("()"))


def _condition(field: Field, value: str, whole: str) -> tuple[Part, str]:
    """The condition, or what stands in for it, and a note when the value makes no sense."""
    if field in ("after", "before"):
        day = _first_day(value)
        if day is None:
            return Words(value), f"{whole} is no date and is searched as words; write {field}:2025-03-01"
        return Condition(field, day.isoformat()), ""
    if field == "kind":
        kind = _KINDS.get(value.lower())
        if kind is None:
            return Words(value), f"{whole} is no kind and is searched as words; write kind:paper or kind:news"
        return Condition(field, kind), ""
    if field == "id":
        return Identifier(_identify(value) or f"story:{value.lower()}", value), ""
    return Condition(field, value), ""


def _first_day(value: str) -> date | None:
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def _identify(text: str) -> str | None:
    """The key of an identifier that stands alone, or None."""
    if found := _ARXIV.fullmatch(text) or _ARXIV_URL.fullmatch(text):
        return f"arxiv:{found[1].lower()}"
    if found := _DOI.fullmatch(text):
        doi = found[1].lower()
        if within := re.fullmatch(r"10\.48550/arxiv\.(.+?)(?:v\d+)?", doi):
            return f"arxiv:{within[1]}"
        return f"doi:{doi}"
    return _url_key(text) if re.match(r"https?://[^/\s]+\.[^/\s]+", text, re.IGNORECASE) else None


def _url_key(url: str) -> str:
    """An address without what does not tell pages apart: scheme, `www.`, case of the host, fragment, last slash."""
    rest = re.sub(r"^https?://(?:www\.)?", "", url.strip(), flags=re.IGNORECASE).partition("#")[0]
    host, slash, path = rest.partition("/")
    return f"url:{host.lower()}{slash}{path}".rstrip("/")


def _has_letter(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _joined(parts: list[Part | Either]) -> Iterator[Part | Either]:
    """Neighboring words become one part, so that terms of several words are seen whole."""
    words: list[str] = []
    for part in parts:
        if isinstance(part, Words):
            words.append(part.text)
            continue
        if words:
            yield Words(" ".join(words))
            words = []
        yield part
    if words:
        yield Words(" ".join(words))
