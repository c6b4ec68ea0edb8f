"""The mini-markup of claims and headlines, read once for every renderer. Pure.

`**bold**` and `*italic*` are its only markup, a backslash before punctuation takes its meaning away, and all else is
text (`jogan.write.markup` writes it). A mark without its partner is text too: no writer can break a page.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from jogan.press import text as safe

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`()\[\]{}“”‘’|\\^*]*[A-Za-z0-9/_=~-]")
_BRACKET = re.compile(r"\s+\([^()]*\)$")
_TOKEN = re.compile(r"\\([!-/:-@\[-`{-~])|(\*{1,3})")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of plain text with its emphasis."""

    text: str
    bold: bool = False
    italic: bool = False


def parse(marked: str) -> tuple[Run, ...]:
    """The runs of a claim's text, none empty, neighbors of the same emphasis joined."""
    pieces = _pieces(safe.one_line(marked))
    partners = _pairs(pieces, "**") | _pairs(pieces, "*")
    runs: list[Run] = []
    bold = italic = False
    for place, (piece, is_mark) in enumerate(pieces):
        if is_mark and place in partners:
            bold, italic = (not bold, italic) if piece == "**" else (bold, not italic)
        elif runs and (runs[-1].bold, runs[-1].italic) == (bold, italic):
            runs[-1] = Run(runs[-1].text + piece, bold, italic)
        elif piece:
            runs.append(Run(piece, bold, italic))
    return tuple(runs)


def _pieces(line: str) -> list[tuple[str, bool]]:
    """Text and marks in turn. `***` is a bold and an italic mark; a star between two spaces is a star."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in _TOKEN.finditer(line):
        pieces.append((line[at : match.start()], False))
        at = match.end()
        if match.group(1) is not None:
            pieces.append((match.group(1), False))
            continue
        alone = line[match.start() - 1 : match.start()] in ("", " ") and line[at : at + 1] in ("", " ")
        stars = match.group(2)
        marks = (
            [(stars, False)]
            if alone
            else {1: [("*", True)], 2: [("**", True)], 3: [("**", True), ("*", True)]}[len(stars)]
        )
        pieces.extend(marks)
    pieces.append((line[at:], False))
    return pieces


def _pairs(pieces: list[tuple[str, bool]], mark: str) -> set[int]:
    """The places of the marks of one sort that have a partner with text between."""
    paired: set[int] = set()
    opened: int | None = None
    for place, (piece, is_mark) in enumerate(pieces):
        if not is_mark or piece != mark:
            continue
        if opened is None:
            opened = place
        elif any(text and not marked for text, marked in pieces[opened:place]):
            paired |= {opened, place}
            opened = None
        else:
            opened = place
    return paired


def plain(marked: str) -> str:
    """The text alone."""
    return "".join(run.text for run in parse(marked))


def to_html(marked: str) -> str:
    """Safe HTML: everything escaped, `<strong>`, `<em>` and links to printed web addresses its only tags, balanced."""
    parts = []
    for run in parse(marked):
        piece = "".join(
            f'<a href="{html.escape(url)}" rel="noopener noreferrer">{html.escape(text)}</a>'
            if url
            else html.escape(text)
            for text, url in _addresses(run.text)
        )
        piece = f"<em>{piece}</em>" if run.italic else piece
        parts.append(f"<strong>{piece}</strong>" if run.bold else piece)
    return "".join(parts)


def to_markdown(marked: str) -> str:
    """Markdown that shows the same on every renderer, with all other markup escaped; web addresses become `<URL>`.

    CommonMark does not take `**82.4%**로` for bold, as a mark between punctuation and a letter does not close; there
    the punctuation moves out of the emphasis: `**82.4**%로`, and with it the whole of a bracket: `*Name* (2022)는`.
    """
    runs = parse(marked)
    line = ""
    for place, run in enumerate(runs):
        mark = ("**" if run.bold else "") + ("*" if run.italic else "")
        following = runs[place + 1].text if place + 1 < len(runs) else ""
        head, core, tail = "", run.text if mark else "", "" if mark else run.text
        bracket = _BRACKET.search(core)
        if bracket and not _may_touch(core[-1], following[:1]):
            core, tail = core[: bracket.start()], core[bracket.start() :]
        while core and not _may_touch(core[-1], (tail + following)[:1]):
            core, tail = core[:-1], core[-1] + tail
        while core and not _may_touch(core[0], (line + head)[-1:]):
            head, core = head + core[0], core[1:]
        line += f"{_inline(head)}{mark if core else ''}{_inline(core)}{mark if core else ''}{_inline(tail)}"
    return safe.block(line)


def _inline(text: str) -> str:
    return "".join(f"<{url}>" if url else safe.inline(piece) for piece, url in _addresses(text))


def _addresses(text: str) -> list[tuple[str, str | None]]:
    """Text in pieces: those that are web addresses with the address that is linked. What is shown is what is linked."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        url = safe.web_url(match.group())
        if url != match.group():
            continue
        pieces += [(text[at : match.start()], None), (match.group(), url)]
        at = match.end()
    return [*pieces, (text[at:], None)]


def _may_touch(inside: str, outside: str) -> bool:
    """Whether CommonMark takes a mark between these two signs for the edge of an emphasis ("flanking")."""
    if inside.isspace():
        return False
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
