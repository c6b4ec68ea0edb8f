"""edition.json and its schema."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from jogan.errors import PressError
from jogan.model.edited import Evidence
from jogan.model.edition import Edition
from jogan.press import document
from jogan.resources import read_bytes

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["ordinary", "empty", "nasty"])
def test_document_gives_the_edition_back(editions: ModuleType, name: str) -> None:
    """What was written is read back as the same edition, and written again as the same bytes."""
    edition: Edition = getattr(editions, name)()
    data = document.dumps(edition)
    assert data.endswith(b"}\n")
    unquoted = {"text": ""}  # these editions quote no article
    bare = [
        replace(
            s,
            stories=tuple(
                replace(one, filed=replace(one.filed, story=replace(one.filed.story, **unquoted))) for one in s.stories
            ),
        )
        for s in edition.sections
    ]
    assert document.loads(data) == replace(edition, sections=tuple(bare))
    assert document.dumps(document.loads(data)) == data


@pytest.mark.parametrize("name", ["ordinary", "empty", "nasty"])
def test_document_fits_its_schema(editions: ModuleType, name: str) -> None:
    """Every document is valid under the published schema, which is itself valid."""
    schema = json.loads(read_bytes(document.SCHEMA_NAME))
    jsonschema.Draft202012Validator.check_schema(schema)
    edition: Edition = getattr(editions, name)()
    jsonschema.Draft202012Validator(schema).validate(json.loads(document.dumps(edition)))


@pytest.mark.parametrize("path", ["docs/edition.schema.json", "src/jogan/data/edition.schema.json"])
def test_published_schema_is_that_of_the_types(golden: Callable[[Path, bytes], None], path: str) -> None:
    """The schema in the docs and the one in the package are what the types give."""
    golden(ROOT / path, document.schema_bytes())


def test_every_quote_slices_from_the_document_alone(editions: ModuleType) -> None:
    """The document holds all that is needed to check each claim's evidence."""
    raw = json.loads(document.dumps(editions.ordinary()))
    checked = 0
    for section in raw["sections"]:
        stories = {one["filed"]["story"]["id"]: one["filed"]["story"] for one in section["stories"]}

        def visit(value: object, stories: dict[str, dict[str, str]] = stories) -> None:
            nonlocal checked
            if isinstance(value, dict):
                if "quote" in value:
                    source = stories[value["story"]][value["field"]]
                    assert source[value["start"] : value["end"]] == value["quote"]
                    checked += 1
                for one in value.values():
                    visit(one)
            elif isinstance(value, list):
                for one in value:
                    visit(one)

        visit(section)
    assert checked == 12


def test_sources_keep_the_contract(editions: ModuleType) -> None:
    """Each entry under sources has the fields that `jogan sources --json` has."""
    raw = json.loads(document.dumps(editions.ordinary()))
    assert raw["schema"] == 1
    for source in raw["sources"]:
        fields = {"name", "kind", "section", "url", "status", "detail", "items", "last_success"}
        assert set(source) == fields | {"streak", "habit", "note", "remedy"}


def test_mappings_are_written_in_one_order(editions: ModuleType) -> None:
    """Two editions that differ only in the order of a mapping have the same bytes."""
    edition = editions.ordinary()
    section = edition.section("papers")
    first = section.stories[0]

    def with_ids(ids: dict[str, str]) -> Edition:
        story = replace(first.story, ids=ids)
        chosen = replace(first, filed=replace(first.filed, story=story))
        changed: Edition = replace(edition, sections=(replace(section, stories=(chosen,)),))
        return changed

    assert document.dumps(with_ids({"a": "1", "b": "2"})) == document.dumps(with_ids({"b": "2", "a": "1"}))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not JSON"),
        (b'{"schema": 1', "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "names no schema version"),
        (b'{"schema": 99}', "schema version 99"),
        (b'{"schema": 1, "date": "2024-11-28"}', "Field required"),
        (b'{"schema": 1, "date": "yesterday"}', "date"),
    ],
)
def test_broken_documents_are_refused_in_one_line(data: bytes, words: str) -> None:
    """A file that is no edition gives one clear line."""
    with pytest.raises(PressError, match=words) as caught:
        document.loads(data)
    assert "\n" not in str(caught.value)


def test_unknown_fields_are_passed_over(editions: ModuleType) -> None:
    """A document with an optional field of a later version is still read."""
    raw = json.loads(document.dumps(editions.ordinary()))
    raw["weather"] = "rain"
    raw["sources"][0]["color"] = "red"
    assert document.loads(json.dumps(raw)) == editions.ordinary()


def test_endless_numbers_are_refused(editions: ModuleType) -> None:
    """A score that JSON has no form for is an error with a name, not a broken file."""
    edition = editions.ordinary()
    with pytest.raises(PressError, match="number"):
        document.dumps(replace(edition, usage=replace(edition.usage, cost_usd=float("nan"))))


def test_a_thousand_stories_are_quick(editions: ModuleType) -> None:
    """A day of a thousand papers is written and read in well under half a second each (a generous bound for slow machines)."""
    edition = editions.many(20, stories=1000)
    document.loads(document.dumps(editions.ordinary()))
    started = time.perf_counter()
    data = document.dumps(edition)
    written = time.perf_counter()
    assert document.loads(data) == edition
    assert written - started < 2
    assert time.perf_counter() - written < 2


def test_offsets_count_characters_not_bytes(editions: ModuleType) -> None:
    """Evidence behind emoji and Hangul slices right in any language that counts code points."""
    story = editions.story("x:1", "👩‍🔬 한글 뒤의 word")
    evidence: Evidence = editions.quote(story, "word")
    assert story.title[evidence.start : evidence.end] == "word"


def test_of_an_article_only_what_is_quoted_is_written(editions: ModuleType) -> None:
    """The quotes of an article slice out of the document, and the rest of its words are not in it."""
    edition = editions.ordinary()
    raw = json.loads(document.dumps(edition))
    told = next(one for s in raw["sections"] for report in s["reports"] for one in report["told"] if one["claims"])
    article = "Nobody may reprint this. The robot walks twice as far. Nor may anybody reprint that."
    start = article.index("The robot")
    quote = article[start : start + 31]
    told["claims"][0]["evidence"] = [
        {"story": told["story"], "field": "text", "start": start, "end": start + 31, "quote": quote}
    ]
    for filed in (one for s in raw["sections"] for one in s["stories"]):
        if filed["filed"]["story"]["id"] == told["story"]:
            filed["filed"]["story"]["text"] = article
    data = document.dumps(document.loads(json.dumps(raw)))
    assert b"reprint" not in data
    again = json.loads(data)
    story = next(
        one["filed"]["story"]
        for s in again["sections"]
        for one in s["stories"]
        if one["filed"]["story"]["id"] == told["story"]
    )
    assert story["text"][start : start + 31] == quote
