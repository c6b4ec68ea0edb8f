"""The whole edition as one JSON document, `edition.json`, and back. Pure.

The document is the edition's types written out, under a version, `schema`. It is canonical: the same edition gives the
same bytes, keys in the order of the types, mappings sorted, UTF-8, one line for each story, report and source, so that
two days compare line by line. A claim's evidence can be checked with nothing but the document:
`story[field][start:end] == quote`, in characters (Unicode code points). Of a story's `text`, the article as its page
had it, only the passages that are quoted are written; the rest is somebody's work and is blank.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from jogan.errors import PressError
from jogan.model.edition import Edition

SCHEMA_VERSION = 1
"""Raised when a reader of the document would have to change. A new optional field does not raise it."""

SCHEMA_NAME = "edition.schema.json"
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(edition: Edition) -> bytes:
    """The document's bytes: UTF-8 with a newline at the end. Raises PressError where a number is infinite or none."""
    try:
        text = _write({"schema": SCHEMA_VERSION, **_quoted_only(_plain(edition))}, depth=0)
    except ValueError as error:
        raise PressError("edition.json", f"holds a number that JSON has no form for ({error})") from error
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text + "\n").encode("utf-8")


def loads(data: bytes | str) -> Edition:
    """The edition of a document; unknown fields are passed over. Raises PressError where it is none, or a newer one."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PressError("edition.json", f"is not JSON ({error})", "Build the edition again.") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("schema"), int):
        raise PressError("edition.json", "names no schema version", "Build the edition again.")
    if raw["schema"] > SCHEMA_VERSION:
        why = f"has schema version {raw['schema']}, this jogan reads up to {SCHEMA_VERSION}"
        raise PressError("edition.json", why, "Update jogan.")
    from pydantic import ValidationError

    del raw["schema"]
    try:
        edition: Edition = _adapter().validate_python(raw, strict=False)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise PressError("edition.json", f"{place}: {first['msg']}", "Build the edition again.") from error
    return edition


def schema() -> dict[str, Any]:
    """The document's JSON Schema, draft 2020-12."""
    found: dict[str, Any] = _adapter().json_schema(mode="serialization")
    properties = {
        "schema": {"const": SCHEMA_VERSION, "description": "The version of this schema.", "type": "integer"},
        **found.pop("properties"),
    }
    required = ["schema", *found.pop("required")]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
        "title": "A jogan edition",
        "properties": properties,
        "required": required,
    }


def schema_bytes() -> bytes:
    """The schema as it is published."""
    return (json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=False) + "\n").encode("utf-8")


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Edition)


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _plain(value: Any) -> Any:
    """Model values as what JSON knows."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    return {name: _plain(getattr(value, name)) for name in _fields(value.__class__)}


def _quoted_only(edition: dict[str, Any]) -> dict[str, Any]:
    """The document with blanks in the articles' texts wherever nothing is quoted; every place stays where it is."""
    quoted: dict[str, list[tuple[int, int]]] = {}
    texts: list[dict[str, Any]] = []
    left: list[Any] = [edition]
    while left:
        value = left.pop()
        if isinstance(value, list):
            left += value
        elif isinstance(value, dict):
            left += value.values()
            if value.get("field") == "text" and "quote" in value:
                quoted.setdefault(value["story"], []).append((value["start"], value["end"]))
            if value.get("text") and "first_day" in value:
                texts.append(value)
    for story in texts:
        text, end, kept = story["text"], 0, ""
        for start, stop in sorted(quoted.get(story["id"], ())):
            kept += " " * (start - end) + text[max(start, end) : stop]
            end = max(end, stop)
        story["text"] = kept
    return edition


_BROKEN = (
    "sections", "highlights", "sources", "stories", "reports", "left_out", "failures", "distribution", "taxonomy",
    "categories",
)  # fmt: skip
"""The keys whose values are spread over lines: the containers of what a person compares."""


def _write(value: Any, depth: int, spread: bool = True) -> str:
    """JSON with one line for each member of a spread container, compact inside."""
    pad, end = " " * (depth + 1), " " * depth
    if spread and value and isinstance(value, dict):
        members = [
            f"{pad}{json.dumps(key, ensure_ascii=False)}: {_write(one, depth + 1, key in _BROKEN)}"
            for key, one in value.items()
        ]
        return "{\n" + ",\n".join(members) + f"\n{end}}}"
    if spread and value and isinstance(value, list):
        whole = all(isinstance(one, dict) and "reports" in one for one in value)
        return "[\n" + ",\n".join(f"{pad}{_write(one, depth + 1, whole)}" for one in value) + f"\n{end}]"
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
