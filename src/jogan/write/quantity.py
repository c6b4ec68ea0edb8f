"""A number with its unit and bound, and whether one bears out another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["", "%", "x", "count", "ordinal", "year", "symbol", "bit", "vague"] | str
Bound = Literal["", "max", "min", "about", "mean"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text: `text[start:end]` holds it with its unit. `value` is a number, or the symbols themselves.

    `unit` is `%`, `x` (times), `count`, `ordinal`, `year`, `bit`, `vague` (dozens: value 10, thousands: 1000), a
    measure's name (`GB`, `second`, `dollar`, …) or empty; `bound` what was said of it: at most, at least, on average.
    """

    value: float | str
    unit: Unit
    start: int
    end: int
    raw: str
    bound: Bound = ""


_LOOSE: frozenset[str] = frozenset(("", "count", "year"))
_OPPOSED = {("max", "min"), ("min", "max"), ("mean", "max"), ("max", "mean"), ("mean", "min"), ("min", "mean")}


def same(claim: Quantity, source: Quantity) -> bool:
    """Whether a source's quantity bears out a claim's: equal value, and units that can mean the same."""
    if isinstance(claim.value, str) or isinstance(source.value, str):
        return claim.value == source.value
    if "vague" in (claim.unit, source.unit):
        if claim.unit == source.unit:
            return claim.value == source.value
        vague, exact = (claim, source) if claim.unit == "vague" else (source, claim)
        # A claim may be vaguer than its source, never more exact.
        return vague is claim and 1 <= float(exact.value) / float(vague.value) < 10
    if "part" in (claim.unit, source.unit):
        return _parts_fit(claim, source)
    if not _units_fit(claim.unit, source.unit):
        return (
            claim.unit == "%"
            and source.unit in _LOOSE
            and _close(claim.value, source.value * 100)
            and source.value <= 1
        )
    ours, theirs = _converted(claim), _converted(source)
    return _close(claim.value, source.value) if ours is None or theirs is None else ours == theirs


_SCALE = {"GB": ("B", 1e9), "MB": ("B", 1e6), "TB": ("B", 1e12), "KB": ("B", 1e3), "ms": ("s", 1e-3),
          "second": ("s", 1.0), "minute": ("s", 60.0), "hour": ("s", 3600.0), "mm": ("m", 1e-3), "cm": ("m", 1e-2),
          "m": ("m", 1.0), "km": ("m", 1e3),
          "Hz": ("Hz", 1.0), "kHz": ("Hz", 1e3), "MHz": ("Hz", 1e6), "GHz": ("Hz", 1e9)}  # fmt: skip


def _converted(q: Quantity) -> tuple[str, float] | None:
    if q.unit not in _SCALE or isinstance(q.value, str):
        return None
    base, factor = _SCALE[q.unit]
    return base, round(q.value * factor, 6)


def _parts_fit(claim: Quantity, source: Quantity) -> bool:
    """Whether a third is 33%, or what is left where something is three times less."""
    part, other = (claim, source) if claim.unit == "part" else (source, claim)
    share, value = float(part.value), float(other.value)
    if other.unit == "part":
        return _close(share, value)
    if other.unit == "%":
        return abs(100 * share - value) < 0.6
    return other.unit in ("x", "", "count") and (_close(1 / share, value) or _close(share, value))


def _units_fit(a: Unit, b: Unit) -> bool:
    if a == b:
        return True
    if a in _LOOSE and b in _LOOSE:
        return True
    if b == "" and a in _SCALE:
        return False  # a measure is not borne out by a bare number
    if "" in (a, b):
        return "ordinal" not in (a, b)
    return _SCALE.get(a, ("a", 0))[0] == _SCALE.get(b, ("b", 0))[0]


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def opposed(claim: Quantity, source: Quantity) -> bool:
    """Whether one says `at least` or `on average` where the other says `at most`."""
    return (claim.bound, source.bound) in _OPPOSED
