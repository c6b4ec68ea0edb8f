"""XML that is not well-formed: which elements and which text a handler is told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from jogan.collect.feed_mend import MAX_DEPTH, read


class Told:
    """A handler that writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.told.append(f"<{name}{''.join(f' {key}={value}' for key, value in attributes.items())}>")

    def end(self, name: str) -> None:
        self.told.append(f"</{name}>")

    def data(self, text: str) -> None:
        self.told.append(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<item><title>A & B</title></item>", "<item><title>A & B</title></item>"),
        ("<item><title>A<link>b</link></item>", "<item><title>A</title><link>b</link></item>"),
        ("<item><title>A<item><title>B</item>", "<item><title>A</title></item><item><title>B</title></item>"),
        ("<item></b>A</item>", "<item>A</item>"),
        ("<a x=1 y='&lt;'/>&#66;", "<a x=1 y=<></a>B"),
        ("<a><!-- <b> --><![CDATA[<c>]]></a>", "<a><c></a>"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_elements_are_closed_by_name_and_by_what_cannot_stand_in_them(text: str, told: str) -> None:
    """A missing end comes where the next field or entry starts; an end without a start is passed over."""
    handler = Told()
    read(text, handler)
    assert "".join(handler.told) == told


def test_what_stands_too_deep_is_passed_over() -> None:
    """No more elements are told than may stand within each other."""
    handler = Told()
    read("<a>" * (MAX_DEPTH + 50), handler)
    assert handler.told.count("<a>") == MAX_DEPTH
