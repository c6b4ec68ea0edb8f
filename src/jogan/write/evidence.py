"""Evidence in its place: quotes that slice out of their source, foreign scripts, and lines without their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jogan.model.edited import Evidence, Story
from jogan.write.align import SourceIndex


@dataclass(frozen=True, slots=True)
class Located:
    """A quote of a source, with its place: the source's field `field` holds `quote` at `start`:`end`."""

    source: str
    title: str
    field: str
    start: int
    end: int
    quote: str


def located(index: SourceIndex, places: Sequence[int]) -> tuple[Located, ...]:
    """The sentences of a source by number, as quotes in their place."""
    out = []
    for i in places:
        sentence = index.sentences[i]
        owner = sentence.owner or index.source
        whole = dict(owner.parts)[sentence.field]
        out.append(
            Located(
                owner.id,
                owner.title,
                sentence.field,
                sentence.start,
                sentence.end,
                whole[sentence.start : sentence.end],
            )
        )
    return tuple(out)


_MARKS = re.compile(r"(\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|`)")


def plain_text(text: str) -> str:
    """A line without the Markdown marks of emphasis, its links as their words."""
    return _MARKS.sub("", re.sub(r"\[([^\]]+)\]\((?:[^()]|\([^()]*\))*\)", r"\1", text)).strip()


_FOREIGN = (
    ("Han characters", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")),
    ("kana", re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]+")),
    ("Cyrillic letters", re.compile(r"[\u0400-\u052f]+")),
    ("Vietnamese letters", re.compile(r"\w*[ăđơưĂĐƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]\w*")),
    (
        "accented letters",
        re.compile(r"[A-Za-z\u00c0-\u024f]*[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f][A-Za-z\u00c0-\u024f]*"),
    ),
    ("Arabic letters", re.compile(r"[\u0600-\u06ff]+")),
    ("Thai letters", re.compile(r"[\u0e00-\u0e7f]+")),
)


def foreign_script(text: str, sources: Sequence[str] = ()) -> str | None:
    """What a text holds of a foreign script that none of its sources holds, in words; None if nothing."""
    for name, pattern in _FOREIGN:
        for m in pattern.finditer(text):
            if not any(m[0] in source for source in sources):
                return f"{name} that no source has: {m[0]}"
    return None


def relocate(evidence: Evidence, story: Story) -> Evidence | None:
    """The evidence with a place at which it slices exactly: where it says, else where the quote stands, spaces and
    typographic marks aside; None if the story does not hold the quote."""
    whole: str = getattr(story, evidence.field)
    if evidence.quote and whole[evidence.start : evidence.end] == evidence.quote:
        return evidence
    at = whole.find(evidence.quote) if evidence.quote else -1
    if at >= 0:
        return replace(evidence, start=at, end=at + len(evidence.quote))
    pattern = r"[\s\u00a0]*".join(_char(c) for c in re.sub(r"\s", "", evidence.quote))
    m = re.search(pattern, whole, re.IGNORECASE) if pattern and len(evidence.quote) < 2_000 else None
    return replace(evidence, start=m.start(), end=m.end(), quote=m[0]) if m else None


_ALIKE = ("'’‘`", '"“”„', "-−‐‑–—", "…")


def _char(char: str) -> str:
    for group in _ALIKE:
        if char in group:
            return f"[{re.escape(group)}]"
    return re.escape(char)
