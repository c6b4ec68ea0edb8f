"""Numbers of both languages, brought to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.write.numbers import plain, quantities
from jogan.write.quantity import opposed, same


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("72%", 72, "%"), ("72 퍼센트", 72, "%"), ("$72\\%$", 72, "%"), ("절반", 50, "%"), ("by half", 50, "%"),
        ("두 배", 2, "x"), ("2.5x", 2.5, "x"), ("threefold", 3, "x"), ("10 times", 10, "x"),
        ("서른일곱 개", 37, "count"), ("thirty-seven", 37, "count"), ("1,024개", 1024, "count"),
        ("270만", 2_700_000, ""), ("2.7M", 2_700_000, ""), ("500억", 5e10, ""), ("50 billion", 5e10, "count"),
        ("1억 5천만", 150_000_000, ""), ("475 thousands", 475_000, ""), ("이차", 2, "ordinal"), ("second-order", 2, "ordinal"),
        ("8비트", 8, "bit"), ("24 GB", 24, "GB"), ("2024년", 2024, "year"), ("수십", 10, "vague"), ("dozens", 10, "vague"),
        ("two orders of magnitude", 100, "x"), ("−3.5 dB", -3.5, "dB"), ("10^5", 1e5, ""),
    ],
)  # fmt: skip
def test_a_quantity_has_one_form(text: str, value: float, unit: str) -> None:
    """Korean words, English words, LaTeX and magnitudes give the same value."""
    found = quantities(plain(f"x {text} y"))
    assert [q.value for q in found] == [value]
    if unit and not (unit == "count" and found[0].unit == ""):
        assert found[0].unit == unit


@pytest.mark.parametrize("name", ["GPT-4", "INT8", "3D", "YOLOv8", "Teacher2Task", "o1", "한 장", "하나의"])
def test_digits_of_a_name_and_articles_are_no_quantity(name: str) -> None:
    """Names keep their digits; one is an article."""
    assert quantities(plain(f"x {name} y")) == []


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("72퍼센트", "72%", True), ("72%", "27%", False), ("두 배", "2x", True), ("3배", "3%", False),
        ("두 가지", "two", True), ("훈련 시간 절반", "50%", True), ("수십 개", "47", True), ("47개", "dozens", False),
        ("1초", "1000 ms", True), ("N+1개의", "N+1 tasks", True), ("2N개의", "N+1 tasks", False),
    ],
)  # fmt: skip
def test_quantities_compare(claim: str, source: str, expected: bool) -> None:
    """Equal values in units that can mean the same are the same; a claim may be vaguer, never more exact."""
    ours, theirs = quantities(plain(claim))[0], quantities(plain(source))[0]
    assert same(ours, theirs) is expected


def test_bounds_are_read_on_both_sides() -> None:
    """At most and at least contradict each other."""
    at_most, at_least = quantities("up to 10%")[0], quantities("10% 이상")[0]
    assert (at_most.bound, at_least.bound) == ("max", "min")
    assert opposed(at_least, at_most)
    assert not opposed(at_most, quantities("최대 10%")[0])


def test_a_range_shares_its_unit() -> None:
    """The first number of a range or list takes the unit of the last."""
    assert [(q.value, q.unit) for q in quantities("70 to 80%")] == [(70, "%"), (80, "%")]
    assert [(q.value, q.unit) for q in quantities("6.2 및 6.6%")] == [(6.2, "%"), (6.6, "%")]


@given(st.text(max_size=80))
def test_any_text_is_read_and_places_hold(text: str) -> None:
    """No text breaks the reader, plain text keeps its length, and each quantity stands where it says."""
    flat = plain(text)
    assert len(flat) == len(text)
    for quantity in quantities(flat):
        assert flat[quantity.start : quantity.end] == quantity.raw


@given(st.integers(min_value=2, max_value=10**9))
def test_a_written_number_is_itself(number: int) -> None:
    """A number with thousands separators equals itself without them."""
    ours, theirs = quantities(f"{number:,}개"), quantities(f"x {number} y")
    assert same(ours[0], theirs[0])


@pytest.mark.parametrize("text", ["반도체 공급망", "열대 저기압", "차세대와 세대 교체", "두개골 영상", "Qwen3-4B"])
def test_words_that_begin_like_numbers_are_none(text: str) -> None:
    """반 of 반도체, 열 of 열대 and the size in a model's name are no quantities."""
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("매개변수는 15분의 1이다", "15 times fewer parameters"),
        ("3분의 1", "one-third of the data"),
        ("1860년대", "in the 1860s"),
        ("7세기", "the 7th century"),
        ("0.021만 떨어졌다", "a drop of 0.021 only"),
        ("12만 6,200개", "126.2K samples"),
        ("F1을 4.8% 올린다", "a +4.8% F1 gain"),
    ],
)
def test_fractions_decades_and_particles_are_read(ours: str, theirs: str) -> None:
    """Korean fractions, decades and centuries, a magnitude before a comma and the particle 만 equal their English."""
    assert any(same(a, b) for a in quantities(ours) for b in quantities(theirs))
