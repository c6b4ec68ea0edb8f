"""Untrusted text made safe to print: one place for what every renderer must take out or escape. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# C0 and C1 controls, lone surrogates, and the invisible signs that turn the reading direction of what follows them.
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_INVISIBLE = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufff9-\ufffb]+")
_SURROGATE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅣ]")

# Inline Markdown. A sign is escaped only where it could mean something, so that a title stays readable and exact:
# `p < 0.05`, `filter_correlate`, `[CLS]` and `\alpha` stand as they are.
_INLINE = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~]|$)            # a backslash before punctuation, or before whatever we print next
    | [*`]
    | (?<![A-Za-z0-9가-힣])_ | _(?![A-Za-z0-9가-힣])   # an underscore inside a word opens nothing
    | (?<=\S)~                           # what could close a GFM strikethrough (95~100%); openers alone are inert
    | <(?=[A-Za-z/!?])
    | &(?=[A-Za-z0-9\#]+;)
    | \[(?=[\^!\[])                      # a footnote, an image or a link inside a link
    | \](?=[(\[:])
    | !(?=\[)
    """,
    re.VERBOSE,
)
# At the start of a block: headings, quotes, lists, fences, rules, tables, reference definitions, task boxes.
_START = re.compile(r"^(?:(?=[>=~|\[])|(?=#{1,6}(?:\s|$))|(?=[-+](?:\s|$))|(?=[-=]{2,})|(?=:\s))")
_ORDERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOT_IN_URL = re.compile(r"[^!#$%&'()+,\-./0-9:;=?@A-Z_a-z~\u00a1-\U0010ffff]")


def one_line(text: str) -> str:
    """`text` on one line: white space and controls become one space, signs that turn the direction of reading go."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SURROGATE.sub("\ufffd", _SPACE.sub(" ", _INVISIBLE.sub("", text))).strip()


def inline(line: str) -> str:
    """Text that stands inside a line, escaped for Markdown; white space is kept."""
    return _INLINE.sub(r"\\\g<0>", line)


def block(line: str) -> str:
    """The start of a line, already escaped by `inline`, so that it begins no heading, list, quote, fence or table."""
    ordered = _ORDERED.match(line)
    if ordered:
        return f"{ordered.group(1)}\\{line[len(ordered.group(1)) :]}"
    return _START.sub(r"\\", line)


def markdown(text: str) -> str:
    """`text` as one line of Markdown that shows exactly that text: no markup, link, HTML or block begins in it.

    `unescape` gives back the line.
    """
    return block(inline(one_line(text)))


def unescape(line: str) -> str:
    """The text that `markdown` escaped."""
    return _ESCAPED.sub(r"\1", line)


def web_url(url: str) -> str | None:
    """`url` fit to be linked: absolute http or https with a host, odd signs percent-encoded; None for anything else."""
    cleaned = _SURROGATE.sub("", "".join(url.split()))
    try:
        parts = urlsplit(cleaned)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    cleaned = _INVISIBLE.sub(lambda match: quote(match.group()), cleaned)
    return _NOT_IN_URL.sub(lambda match: quote(match.group()), cleaned)


def host_of(url: str) -> str:
    """The host of `url` with its port, or the empty string."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def language_of(text: str, default: str = "en") -> str:
    """`ko` where the text holds Hangul, else `default`: for `lang` attributes, by which screen readers read."""
    return "ko" if _HANGUL.search(text) else default
