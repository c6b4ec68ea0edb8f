"""What makes an answer of the right shape unusable: loops, thoughts, foreign scripts, another language. Pure.

These are faults of models, not of claims: whether a sentence is true is the verifier's question.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from jogan.model.common import Language
from jogan.write.evidence import foreign_script

_THOUGHT = re.compile(
    r"</?\s*(?:think|thinking|thought|reasoning|scratchpad|tool_call|function_call)\b|<\|[a-z_]+\|>", re.IGNORECASE
)
_LEFTOVER = re.compile(r"```|https?://|www\.|\[[^\]]*\]\([^)]*\)|<[a-z!/][^>]*>|\{\{|\}\}", re.IGNORECASE)
_META = re.compile(
    r"\bas an? (?:ai|language model|assistant)\b|\bI (?:cannot|can't|am unable to|apologi[sz]e)\b|\bI'm sorry\b"
    r"|(?:죄송|도와드릴 수|제공할 수 없|AI 언어 ?모델로서|요청하신)",
    re.IGNORECASE,
)
_LOOP = re.compile(r"(.{3,60}?)\1{3,}", re.DOTALL)
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_ASIDE = re.compile(r"\([^()]*\)|“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_NAME = re.compile(r"\b[A-Za-z]*(?:[A-Z]|\d)[\w.+-]*")

_LONGEST = 600
"""Characters of the longest sentence that is printed: four lines of a page."""

_WHOLE = 2_000
"""Characters of the longest string that an answer may hold anywhere; loops are not looked for in longer ones."""

_MARKS = 3
"""As many accents on one letter are no writing."""

_HANGUL_SHARE = 0.35
"""Below this share of Hangul among its letters (names and what stands in brackets aside) no sentence is Korean."""


def strings(value: Any) -> Iterator[str]:
    """Every string inside an answer's plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def fault_of(data: Any) -> str:
    """Why an answer, as plain data, is none at all: it holds thoughts or loops. Empty where it is none of these."""
    texts = [" ".join(text.split()) for text in strings(data)]
    if any(len(text) > _WHOLE for text in texts):
        return "it is longer than it may be"
    for text in texts:
        if _THOUGHT.search(text):
            return "it holds thoughts or control tokens instead of content"
        loop = _LOOP.search(text)
        if loop and re.search(r"\w{2}", loop[1]):
            return f"it repeats itself: “{loop[1].strip()[:40]}”"
    long = Counter(text for text in texts if len(text) > 30)
    # A quote may serve two facts, but not three.
    if long and max(long.values()) > 2:
        return "it says the same sentence again and again"
    return ""


def unprintable(text: str) -> bool:
    """Whether a text holds what no reader sees: controls, marks of direction, private letters, heaps of accents."""
    marks = 0
    for char in text:
        kind = unicodedata.category(char)
        if kind[0] == "C":
            return True
        marks = marks + 1 if kind == "Mn" else 0
        if marks >= _MARKS:
            return True
    return False


def language_fault(text: str, language: Language) -> str:
    """Why a sentence is not in the edition's language; empty where it is."""
    bare = _NAME.sub("", _ASIDE.sub("", text))
    hangul, latin = len(_HANGUL.findall(bare)), len(_LATIN.findall(bare))
    if language == "ko":
        whole = hangul + latin
        if not _HANGUL.search(text) or (whole and hangul < _HANGUL_SHARE * whole):
            return "it is not written in Korean"
    elif hangul or (not latin and not _LATIN.search(text)):
        return "it is not written in English"
    return ""


def sentence_fault(text: str, language: Language, sources: Sequence[str]) -> str:
    """Why a sentence may not be printed whatever it says: its language, script, markup or voice; empty where it may.

    `sources` are the texts it was written from: scripts that they hold are allowed.
    """
    if not text.strip():
        return "it is empty"
    if len(text) > _LONGEST:
        return "it is too long"
    if unprintable(text):
        return "it holds characters that cannot be printed"
    foreign = foreign_script(text, sources)
    if foreign:
        return f"it holds {foreign}"
    if _LEFTOVER.search(text):
        return "it holds an address, code or markup"
    if _META.search(text):
        return "it speaks of the writer instead of the source"
    return language_fault(text, language)
