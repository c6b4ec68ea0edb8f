"""Source text as mini-markup, and LaTeX made readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.write.frames import quote
from jogan.write.markup import bold, plain, readable, unmark


@given(st.text())
def test_plain_text_survives_the_markup(text: str) -> None:
    """Whatever a source holds comes back unchanged once its escapes are undone."""
    assert unmark(plain(text)) == text


def test_markup_of_a_source_means_nothing() -> None:
    """Stars, underscores, backquotes, brackets and tags of a title are escaped."""
    assert plain("**x** _y_ `z` [a](b) <b>") == r"\*\*x\*\* \_y\_ \`z\` \[a\](b) \<b\>"
    assert unmark(bold("a*b")) == "a*b"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("an 82.4\\% reduction", "an 82.4% reduction"),
        ("a 2.4times speedup", "a 2.4× speedup"),
        ("2 times more data", "2 times more data"),
        ("$\\alpha$-divergence", "α-divergence"),
        ("\\textbf{Bold} and \\emph{it}", "Bold and it"),
        ("$1.5\\times$ faster", "1.5× faster"),
        ("(\\eg, ControlNet)", "(e.g., ControlNet)"),
        ("quality--efficiency", "quality–efficiency"),
        ("``x''", '"x"'),
        ('LL\\"aMmlein', "LLäMmlein"),
        ("LaSOT_{ext}", "LaSOT_ext"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("zero\u200bwidth \u202eand\x00 control", "zero width and control"),
        ("costs $5 and $7", "costs $5 and $7"),
        ("$g\\colon \\mathbb{R}^p \\to \\mathbb{R}$", "$g\\colon \\mathbb{R}^p \\to \\mathbb{R}$"),
        ("{sim}11% faster", "~11% faster"),
    ],
)
def test_latex_with_a_plain_form_is_written_plainly(raw: str, expected: str) -> None:
    """What has an exact plain form gets it; prices and long formulas stay as they are."""
    assert readable(raw) == expected


@given(st.text(max_size=80))
def test_what_is_printed_is_one_line(raw: str) -> None:
    """Whatever the span, it is printed on one line, without control characters and double spaces."""
    printed = readable(raw)
    assert printed == " ".join(printed.split(" "))
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in printed)


def test_a_quote_marks_its_figures_and_its_cut() -> None:
    """Figures of a quote are bold, and … outside the marks tells that words were left out."""
    assert quote("gains 4.5\\% on MMLU") == "“gains **4.5%** on MMLU”"
    assert quote("a part", cut=True) == "“a part”…"
    assert quote("GPT-4.1 and v2 models") == "“GPT-4.1 and v2 models”"


def test_quote_marks_of_a_source_do_not_end_the_quote() -> None:
    """The source's own quote marks become single ones."""
    assert quote("the “null model” wins") == "“the ‘null model’ wins”"
