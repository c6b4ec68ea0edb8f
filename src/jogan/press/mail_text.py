"""The letter for who reads plain text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any


def text(told: Mapping[str, Any]) -> str:
    """The text form of what `mail_told.told` gives."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(told))).strip() + "\n"


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    yield from (told["title"], "")
    if told["replay"]:
        yield from (told["replay"], "")
    if told["home"]:
        yield from (f"{'전체 보기' if told['ko'] else 'Read it all'}: {told['home']}", "")
    for section in told["sections"]:
        yield from ("=" * 60, section["title"], "=" * 60, section["counts"])
        if section["sources"]:
            yield f"{told['words'].health}: {' · '.join(text for text, _ in section['sources'])}"
        yield from (section["made"], "")
        if section["note"]:
            yield from (section["note"], "")
        if section["highlights"]:
            yield told["words"].highlights
            yield from (f"- {line}" for _, line in section["highlights"])
            yield ""
        for drawer in section["drawers"]:
            yield from _drawer_lines(drawer)
    if told["failures"]:
        yield told["words"].failures
        yield from (f"- {line}" for line in told["failures"])


def _drawer_lines(drawer: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {drawer['emoji']} {drawer['name']} ({drawer['count']})"
    yield ""
    for part in drawer["before"]:
        if part["claims"]:
            yield f"{part['title']}: {' · '.join(text for _, text in part['claims'])}"
    if drawer["terms"]:
        yield drawer["terms"]
    if drawer["before"] or drawer["terms"]:
        yield ""
    for story in drawer["stories"]:
        yield f"* {story['title']}" + (f" [{story['mark']}]" if story["mark"] else "")
        if story["headline"]:
            yield f"  {story['headline'][1]}"
        for claim in story["claims"]:
            yield f"  - {claim['role']}: {claim['text'][1]}"
        if story["silent"]:
            yield f"  {story['silent']}"
        for url in dict.fromkeys(filter(None, (story["url"], *(url for url, _ in story["links"])))):
            yield f"  {url}"
        yield ""
    for part in drawer["after"]:
        if part["claims"]:
            yield f"{part['title']} ({part['note']}): {' '.join(text for _, text in part['claims'])}"
    if drawer["more"]:
        yield drawer["more"] + (f": {drawer['page']}" if drawer["page"] else "")
    yield ""
