"""Intervals: the least and the greatest a number can be. Unbounded ends are infinite; 0 times infinity counts as 0, since a bound
that is never reached moves nothing.

R. E. Moore, "Interval Analysis", 1966. Rounding is not directed outwards: signs are asked for, not proofs of the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_SLIGHT = 1e-9  #: an end this small beside the other is rounding


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included."""

    low: float
    high: float

    def __add__(self, other: Interval) -> Interval:
        return Interval(_plus(self.low, other.low, -math.inf), _plus(self.high, other.high, math.inf))

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [_times(one, two) for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Where the divisor can be 0 in its midst, anything; where it only touches 0, the ends run to infinity."""
        if other.low < 0.0 < other.high or other == ZERO:
            return ZERO if self == ZERO else ANYTHING
        return self * Interval(_inverse(other.high, other), _inverse(other.low, other))

    @property
    def fixed(self) -> bool:
        """Whether it is a single number."""
        return self.low == self.high

    @property
    def sign(self) -> tuple[bool, bool]:
        """Whether it can be above 0, and whether it can be below; what is only rounding does not count."""
        return _counts(self.high, -self.low), _counts(-self.low, self.high)

    def within(self, other: Interval) -> Interval:
        """What both have in common; itself where that is nothing."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else self


ZERO, ANYTHING, YES_NO = Interval(0.0, 0.0), Interval(-math.inf, math.inf), Interval(0.0, 1.0)


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval around several. Raises ValueError for none."""
    every = list(intervals)
    return Interval(min(one.low for one in every), max(one.high for one in every))


def jump(direction: Interval) -> Interval:
    """The slope of a step taken while something moves in a direction: without bound towards where it can move."""
    above, below = direction.sign
    return Interval(-math.inf if below else 0.0, math.inf if above else 0.0)


def _counts(end: float, other: float) -> bool:
    return end > 0.0 and (math.isinf(other) or end > _SLIGHT * other)


def _plus(one: float, other: float, open_end: float) -> float:
    """A sum of ends; of two infinities that pull apart nothing is known."""
    whole = one + other
    return open_end if math.isnan(whole) else whole


def _times(one: float, other: float) -> float:
    return 0.0 if one == 0.0 or other == 0.0 else one * other


def _inverse(end: float, whole: Interval) -> float:
    if end == 0.0:
        return math.inf if whole.high > 0.0 else -math.inf
    return 1.0 / end
