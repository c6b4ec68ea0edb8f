"""Which characters the bytes of a feed or page mean. Pure; never raises.

Servers, XML declarations and the bytes themselves contradict each other often. What decodes as UTF-8 without a single
error is UTF-8 whatever else is claimed (other text hardly ever does); only then are the claims tried, the document's
own before the server's, whose default is set by people who never saw the document.
"""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a name is meant for on the web is a superset of what it stands for (encoding.spec.whatwg.org).
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "big5": "big5hkscs",
}
_HANGUL = re.compile(r"[가-힣]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_STATEFUL = ("iso2022", "hz", "utf-7")


def decode(body: bytes, content_type: str = "") -> str:
    """`body` as text, by its byte-order mark, its content, its own declaration, `content_type`, in this order."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    if body[:2] == b"<\x00" and body[3:4] == b"\x00":
        return body.decode("utf-16-le", "replace")
    if body[:2] == b"\x00<" and body[2:3] == b"\x00":
        return body.decode("utf-16-be", "replace")
    claims = []
    if found := _DECLARED.search(body[:1000]) or _META.search(body[:4000]):
        claims.append(found[1].decode("ascii"))
    if said := _HEADER.search(content_type):
        claims.append(said[1])
    names = [name for name in map(_codec, claims) if name]
    if not (names and names[0].startswith(_STATEFUL)):
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if eastern := _eastern(body, names):
        return eastern
    for name in names:
        if name == "utf-8":
            continue
        try:
            return body.decode(name)
        except (UnicodeDecodeError, UnicodeError):
            continue
    # Broken UTF-8 keeps most of its text; bytes that are hardly UTF-8 at all are Western European by experience.
    text = body.decode("utf-8", "replace")
    wide = len(text.encode("utf-8", "replace")) - len(text)
    if "utf-8" in names or text.count("\ufffd") * 4 < wide:
        return text
    return body.decode(next((name for name in names if name != "utf-8"), "cp1252"), "replace")


def _eastern(body: bytes, names: list[str]) -> str:
    """The text of Korean or Japanese bytes that call themselves Western, UTF-8 or nothing; empty for all others."""
    if names and names[0] not in ("utf-8", "cp1252"):
        return ""
    for name, letters, least in (("cp949", _HANGUL, 0.85), ("cp932", _KANA, 0.3), ("euc_jp", _KANA, 0.3)):
        try:
            text = body.decode(name)
        except UnicodeDecodeError:
            continue
        wide = sum(not letter.isascii() for letter in text)
        if wide >= 4 and len(letters.findall(text)) >= least * wide:
            return text
    return ""


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    if found in ("utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        return ""  # it would have shown: such text is full of zero bytes
    if not isinstance(b"".decode(found), str):
        return ""
    return _MEANT.get(found, found)
