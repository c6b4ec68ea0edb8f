"""The query language: every string has a meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.store.query import (
    MAX_CHARACTERS,
    MAX_PARTS,
    Ask,
    Condition,
    Either,
    Identifier,
    Phrase,
    Words,
    keys_of,
    parse,
)


def test_words_phrases_conditions_and_exclusions_are_told_apart() -> None:
    """Each kind of part is read as what it is, and neighboring words stay together."""
    ask = parse('sparse attention "long context" category:llm author:"Ada Lovelace" -survey -"case study" -source:hn')
    assert ask.parts == (
        Words("sparse attention"),
        Phrase("long context"),
        Condition("category", "llm"),
        Condition("author", "Ada Lovelace"),
    )
    assert ask.excluded == (Words("survey"), Phrase("case study"), Condition("source", "hn"))
    assert ask.notes == ()


def test_or_joins_neighbors_of_any_kind() -> None:
    """`OR` and `|` make alternatives of the parts on both sides, as many as are joined."""
    assert parse('rag OR "open domain" | 검색 agent').parts == (
        Either((Words("rag"), Phrase("open domain"), Words("검색"))),
        Words("agent"),
    )


@pytest.mark.parametrize("query", ["OR", "OR rag", "rag OR", "rag OR OR OR", "| rag |", "(rag)"])
def test_stray_operators_are_nothing(query: str) -> None:
    """An operator without its operands, and parentheses, leave the words as they are."""
    assert parse(query).parts in ((Words("rag"),), ())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2411.17686", "arxiv:2411.17686"),
        ("arXiv:2411.17686v3", "arxiv:2411.17686"),
        ("https://arxiv.org/abs/2411.17686v1", "arxiv:2411.17686"),
        ("http://www.arxiv.org/pdf/2411.17686v2.pdf", "arxiv:2411.17686"),
        ("arxiv.org/abs/2411.17686", "arxiv:2411.17686"),
        ("https://huggingface.co/papers/2411.17686", "arxiv:2411.17686"),
        ("https://doi.org/10.48550/arXiv.2411.17686", "arxiv:2411.17686"),
        ("cs/0112017", "arxiv:cs/0112017"),
        ("10.1145/3442188.3445922", "doi:10.1145/3442188.3445922"),
        ("doi:10.1145/ABC.1", "doi:10.1145/abc.1"),
        ("https://www.Example.org/News/One/#top", "url:example.org/News/One"),
        ("(2411.17686),", "arxiv:2411.17686"),
        ("id:2411.17686", "arxiv:2411.17686"),
        ("id:arxiv-xyz", "story:arxiv-xyz"),
    ],
)
def test_identifiers_are_recognized(text: str, key: str) -> None:
    """An identifier in any of its usual spellings is one key."""
    (part,) = parse(text).parts
    assert isinstance(part, Identifier)
    assert part.key == key


@pytest.mark.parametrize("text", ["3.14159", "12.34567", "24/7", "http://", "10.5", "GPT-4.1", "1234.567"])
def test_numbers_are_no_identifiers(text: str) -> None:
    """What only looks a little like an identifier is words."""
    assert not any(isinstance(part, Identifier) for part in parse(text).parts)


def test_a_story_is_known_by_each_of_its_keys() -> None:
    """Ids, address and the identifier inside the address are keys, once each."""
    assert keys_of("S1", {"arxiv": "2411.17686"}, "https://arxiv.org/abs/2411.17686v2") == (
        "arxiv:2411.17686",
        "story:s1",
        "url:arxiv.org/abs/2411.17686v2",
    )


def test_dates_are_days_months_or_years() -> None:
    """A shorter date is its first day."""
    assert parse("after:2025-03-09 before:2025.4 since:2024").parts == (
        Condition("after", "2025-03-09"),
        Condition("before", "2025-04-01"),
        Condition("after", "2024-01-01"),
    )


@pytest.mark.parametrize("query", ["before:tomorrow", "after:2025-13-01", "after:2025-02-30", "kind:poem"])
def test_a_value_without_sense_is_words_with_a_note(query: str) -> None:
    """A date or kind that is none is searched as words, and the answer says so in one line."""
    ask = parse(query)
    assert ask.parts == (Words(query.partition(":")[2]),)
    assert len(ask.notes) == 1
    assert "\n" not in ask.notes[0]


def test_an_unknown_field_is_words() -> None:
    """A colon does not make a field."""
    assert parse("note: chain").parts == (Words("note: chain"),)
    assert parse("title:attention").parts == (Words("title attention"),)


def test_korean_field_names_and_quotes() -> None:
    """Fields, kinds and quotation marks may be Korean."""
    assert parse("분류:llm 종류:논문 “강화 학습”").parts == (
        Condition("category", "llm"),
        Condition("kind", "paper"),
        Phrase("강화 학습"),
    )


@pytest.mark.parametrize("query", ["", "   ", '"', '""', "- -", '-""', "\x00\x07\x1b", "::: ()", "\ud800", "\u200b"])
def test_nothing_asked_is_nothing(query: str) -> None:
    """Blank, control characters and bare punctuation ask for everything."""
    assert parse(query) == Ask()


def test_an_unclosed_quote_is_words() -> None:
    """A quote that is never closed does not swallow the query."""
    assert parse('graph "neural network').parts == (Words("graph neural network"),)


def test_a_hostile_length_is_cut_and_said() -> None:
    """Of 10 kB only the beginning is searched, and the notes say so."""
    ask = parse("word " * 2000)
    assert len(ask.notes) == 2
    assert isinstance(ask.parts[0], Words)
    assert len(ask.parts[0].text.split()) == MAX_PARTS
    assert parse("x" * 10_000).parts == (Words("x" * MAX_CHARACTERS),)


@given(st.text() | st.text(alphabet='"-:|() OR\x00가a1./\\*?[]{}^~', max_size=80))
def test_every_string_parses(query: str) -> None:
    """No string raises, and no part is empty."""
    for part in (*parse(query).parts, *parse(query).excluded):
        for one in part.parts if isinstance(part, Either) else (part,):
            assert one.value if isinstance(one, Condition) else one.text
