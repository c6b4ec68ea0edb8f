"""XML that is not well-formed, read as far as its elements can be told apart: closed by name, in linear time. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

MAX_DEPTH = 200
"""Elements that may stand within each other; what stands deeper is passed over."""

ENTRY_NAMES = frozenset({"item", "entry"})
"""What the formats call an entry, without its prefix."""

_START = re.compile(r"""<([A-Za-z_][\w:.-]*+)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_END = re.compile(r"</([A-Za-z_][\w:.-]*+)[^<>]*+>?")
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ESCAPED = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7}|[xX][0-9A-Fa-f]{1,6}));")
_LETTERS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# Fields that hold no markup: the start of another field ends them where their own end is missing.
_SIMPLE = frozenset(
    {"title", "link", "guid", "pubdate", "author", "category", "id", "updated", "published", "comments"}
)
_STARTS = _SIMPLE | {
    "description",
    "content:encoded",
    "dc:creator",
    "dc:date",
    "source",
    "enclosure",
    "summary",
    "content",
}
# Of these, the ones that no HTML element is called by: they end a field of markup too.
_NO_HTML = frozenset(["guid", "pubdate", "content:encoded", "dc:creator", "dc:date", "updated", "published"])
_FRAMES = frozenset({"rss", "channel", "rdf", "feed"})


class Handler(Protocol):
    """What a parser calls, with names as they are written, `prefix:local`."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def data(self, text: str) -> None: ...


def read(text: str, handler: Handler) -> None:
    """Tell `handler` the elements and the text of a document; what it raises comes through."""
    _Mender(handler).read(text)


class _Mender:
    """Reads a document that is not well-formed: elements are closed by name, and by what cannot stand within them."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._open: list[str] = []
        self._entry: int | None = None
        """The place of the open entry among the open elements."""

    def read(self, text: str) -> None:
        handler, at = self._handler, 0
        no_end = dict.fromkeys(("]]>", "-->", "?>"), False)
        while True:
            start = text.find("<", at)
            if start != at:
                handler.data(_unescaped(text[at:start] if start >= 0 else text[at:]))
            if start < 0:
                return
            at = start + 1
            for mark, ending in (("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")):
                if text.startswith(mark, start):
                    end = -1 if no_end[ending] else text.find(ending, start)
                    no_end[ending] = end < 0
                    if end >= 0 and mark == "<![CDATA[":
                        handler.data(text[start + 9 : end])
                    at = end + len(ending) if end >= 0 else start + len(mark)
                    break
            else:
                if found := _END.match(text, start):
                    self._close(found[1].lower())
                    at = found.end()
                elif found := _START.match(text, start):
                    self._start(found[1], found[2])
                    at = found.end()
                elif text.startswith("<!", start):
                    end = text.find(">", start, start + 2000)
                    at = end + 1 if end >= 0 else start + 2
                else:
                    handler.data("<")

    def _start(self, name: str, rest: str) -> None:
        lower = name.lower()
        local = lower.rpartition(":")[2]
        if local in ENTRY_NAMES or (local in _FRAMES and self._entry is None):
            # An entry stands in no other and in no field: where it seems to, the end of that one is missing.
            while self._open and self._open[-1].rpartition(":")[2] not in _FRAMES:
                self._close(self._open[-1])
        elif self._entry is not None:
            current = self._open[self._entry + 1] if len(self._open) > self._entry + 1 else ""
            if current != lower and (
                (current in _SIMPLE and lower in _STARTS) or (current in _STARTS and lower in _NO_HTML)
            ):
                self._close(current)
        closed = rest.endswith("/")
        attributes = {
            found[1]: _unescaped(found[2] or found[3] or found[4] or "")
            for found in _ATTRIBUTE.finditer(rest[:20_000].rstrip("/") if closed else rest[:20_000])
        }
        if len(self._open) >= MAX_DEPTH:
            return
        self._handler.start(name, attributes)
        if closed:
            self._handler.end(name)
        else:
            if local in ENTRY_NAMES and self._entry is None:
                self._entry = len(self._open)
            self._open.append(lower)

    def _close(self, name: str) -> None:
        if name not in self._open:
            return
        while True:
            one = self._open.pop()
            if len(self._open) == self._entry:
                self._entry = None
            self._handler.end(one)
            if one == name:
                return


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_letter, text) if "&" in text else text


def _letter(found: re.Match[str]) -> str:
    if found[1]:
        return _LETTERS[found[1]]
    number = found[2]
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
