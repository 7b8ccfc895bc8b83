"""Which way a formula moves when one of its inputs rises: forward differentiation in intervals, over all the inputs' ranges at once.

Every part of a formula gets its range and the range of its slope. A step (a condition that turns) has an unbounded slope. What is asked for
is only the sign, so bounds may be wide; they are never too narrow, but for the ranges that are taken at the author's word.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from escalation_game.engine.expression import Call, Const, Expr, Read
from escalation_game.scenario.intervals import ANYTHING, YES_NO, ZERO, Interval, hull, jump

Polarity: TypeAlias = Literal["+", "-", "±"]

_SLICES = 12  #: an input whose sign is open over its whole range is looked at piece by piece
_ONE = Interval(1.0, 1.0)
_RISING: dict[str, Interval] = {
    "tanh": Interval(0.0, 1.0),
    "logistic": Interval(0.0, 0.25),
    "floor": Interval(0.0, math.inf),
    "normal_quantile": Interval(0.0, math.inf),
}


@dataclass(frozen=True, slots=True)
class Course:
    """What a part of a formula can be, and how steeply it can rise with the input."""

    value: Interval
    slope: Interval = ZERO


def polarity(expr: Expr, leaf: Expr, ranges: Mapping[Expr, Interval]) -> Polarity | None:
    """Which way `expr` goes when `leaf` rises: "+", "-", "±" where that depends, None where it does not move.

    `ranges` gives what each leaf can be; one that is missing can be anything.
    """
    known = sign_of(course(expr, leaf, ranges).slope)
    span = ranges.get(leaf, ANYTHING)
    if known != "±" or not math.isfinite(span.low) or not math.isfinite(span.high) or span.fixed:
        return known
    step = (span.high - span.low) / _SLICES
    pieces = [Interval(span.low + number * step, span.low + (number + 1) * step) for number in range(_SLICES)]
    return sign_of(hull(course(expr, leaf, {**ranges, leaf: piece}).slope for piece in pieces))


def course(expr: Expr, leaf: Expr | None, ranges: Mapping[Expr, Interval]) -> Course:
    """The range of an expression, and that of its slope in one leaf (None: of the range alone)."""
    match expr:
        case Const(value):
            return Course(Interval(value, value))
        case Call("select", (condition, yes, no)):
            found = _select(condition, yes, no, leaf, ranges)
        case Call("divide", (part, Call("add", (first, second)))) if part in (first, second):
            rest = second if part == first else first
            found = _share(course(part, leaf, ranges), course(rest, leaf, ranges))
        case Call(op, args):
            found = _operation(op, args, [course(arg, leaf, ranges) for arg in args])
        case _:
            return Course(ranges.get(expr, ANYTHING), _ONE if expr == leaf else ZERO)
    return Course(found.value.within(ranges[expr]), found.slope) if expr in ranges else found


def sign_of(span: Interval) -> Polarity | None:
    """The sign of what lies in an interval: "±" where it can have both, None where it is 0."""
    match span.sign:
        case (True, True):
            return "±"
        case (True, False):
            return "+"
        case (False, True):
            return "-"
        case _:
            return None


def _operation(op: str, args: tuple[Expr, ...], parts: list[Course]) -> Course:
    if op in {"and", "or"}:
        return _joined(op, [truth(part) for part in parts])
    if op == "multiply":
        return _product(parts[0], parts[1], alike=args[0] == args[1])
    if len(parts) == 2:
        return _of_two(op, parts[0], parts[1])
    return _of_condition(op, parts[0]) if op in {"not", "number"} else _of_one(op, parts[0])


def _of_two(op: str, one: Course, other: Course) -> Course:
    match op:
        case "add":
            return Course(one.value + other.value, one.slope + other.slope)
        case "subtract":
            return Course(one.value - other.value, one.slope - other.slope)
        case "divide":
            return _quotient(one, other)
        case "minimum" | "maximum":
            return _extreme(op, one, other)
        case "power":
            return _power(one, other)
        case _:
            return _compared(op, one, other)


# Arithmetic


def _product(one: Course, other: Course, *, alike: bool) -> Course:
    value = one.value * other.value
    if alike:  # a square is never below 0
        value = value.within(Interval(0.0, math.inf))
    return Course(value, one.slope * other.value + one.value * other.slope)


def _quotient(one: Course, other: Course) -> Course:
    rise = one.slope * other.value - one.value * other.slope
    squared = (other.value * other.value).within(Interval(0.0, math.inf))
    return Course(one.value / other.value, rise / squared)


def _share(one: Course, rest: Course) -> Course:
    """The share x / (x + rest), which rises with x by rest / (x + rest)² and falls with rest by x / (x + rest)².

    Taken apart like any quotient, it would be forgotten that both x are the same.
    """
    whole = one.value + rest.value
    rise = one.slope * rest.value - one.value * rest.slope
    value = YES_NO if one.value.low >= 0.0 and rest.value.low >= 0.0 else one.value / whole
    return Course(value, rise / (whole * whole).within(Interval(0.0, math.inf)))


def _extreme(op: str, one: Course, other: Course) -> Course:
    lower, upper = (one, other) if op == "minimum" else (other, one)
    if lower.value.high <= upper.value.low:
        return one
    if upper.value.high <= lower.value.low:
        return other
    pick = min if op == "minimum" else max
    value = Interval(pick(one.value.low, other.value.low), pick(one.value.high, other.value.high))
    return Course(value, hull((one.slope, other.slope)))


def _power(base: Course, exponent: Course) -> Course:
    """Of a base above 0: x ** y rises in x by y x ** (y − 1), in y by x ** y log x."""
    if base.value.low < 0.0:
        moves = (base.slope, exponent.slope) != (ZERO, ZERO)
        return Course(ANYTHING, ANYTHING if moves else ZERO)
    value = _powers(base.value, exponent.value)
    in_base = exponent.value * _powers(base.value, exponent.value - _ONE) * base.slope
    return Course(value, in_base + value * _of_one("log", base).value * exponent.slope)


def _powers(base: Interval, exponent: Interval) -> Interval:
    ends = [_raised(one, other) for one in (base.low, base.high) for other in (exponent.low, exponent.high)]
    return Interval(min(ends), max(ends))


def _raised(base: float, exponent: float) -> float:
    try:
        return base**exponent
    except (OverflowError, ZeroDivisionError):
        return math.inf


def _of_one(op: str, one: Course) -> Course:
    """Functions of one number."""
    low, high = one.value.low, one.value.high
    match op:
        case "negative":
            return Course(-one.value, -one.slope)
        case "absolute":
            return _absolute(one)
        case "sqrt":
            value = Interval(math.sqrt(max(0.0, low)), math.sqrt(max(0.0, high)))
            return Course(value, one.slope * (_ONE / (value + value)))
        case "exp":
            value = Interval(_exp(low), _exp(high))
            return Course(value, one.slope * value)
        case "log":
            positive = Interval(max(0.0, low), max(0.0, high))
            return Course(Interval(_log(low), _log(high)), one.slope * (_ONE / positive))
        case "tanh":
            return Course(Interval(math.tanh(low), math.tanh(high)), one.slope * _RISING[op])
        case "logistic":
            return Course(Interval(_logistic(low), _logistic(high)), one.slope * _RISING[op])
        case "floor":
            return Course(Interval(low - 1.0, high), jump(one.slope))
        case _:
            return Course(ANYTHING, one.slope * _RISING[op])


def _absolute(one: Course) -> Course:
    if one.value.low >= 0.0:
        return one
    if one.value.high <= 0.0:
        return Course(-one.value, -one.slope)
    return Course(Interval(0.0, max(-one.value.low, one.value.high)), hull((one.slope, -one.slope)))


def _exp(value: float) -> float:
    return math.exp(value) if value < 700.0 else math.inf


def _log(value: float) -> float:
    return math.log(value) if value > 0.0 else -math.inf


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + _exp(-value))


# Conditions: 1 where they hold, 0 where they do not


def truth(part: Course) -> Course:
    """Whether something is above 0."""
    if part.value.low > 0.0:
        return Course(_ONE)
    if part.value.high <= 0.0:
        return Course(ZERO)
    return Course(YES_NO, jump(part.slope))


def _of_condition(op: str, one: Course) -> Course:
    held = truth(one)
    return held if op == "number" else Course(_ONE - held.value, -held.slope)


def _compared(op: str, one: Course, other: Course) -> Course:
    apart = other.value - one.value
    rise = other.slope - one.slope
    if op in {"less", "less_equal"}:
        if apart.low > 0.0 or (op == "less_equal" and apart.low >= 0.0):
            return Course(_ONE)
        if apart.high < 0.0 or (op == "less" and apart.high <= 0.0):
            return Course(ZERO)
        return Course(YES_NO, jump(rise))
    equal = _equal(apart, rise)
    return equal if op == "equal" else Course(_ONE - equal.value, -equal.slope)


def _equal(apart: Interval, rise: Interval) -> Course:
    """Equal where the distance is 0: at the upper end of what it can be equality begins as it rises, at the lower it ends."""
    if apart == ZERO:
        return Course(_ONE)
    if apart.low > 0.0 or apart.high < 0.0:
        return Course(ZERO)
    if apart.high == 0.0:
        return Course(YES_NO, jump(rise))
    if apart.low == 0.0:
        return Course(YES_NO, jump(-rise))
    return Course(YES_NO, hull((jump(rise), jump(-rise))))


def _joined(op: str, parts: list[Course]) -> Course:
    """All of them, or any. One that is settled either decides or does not count."""
    settled = ZERO if op == "and" else _ONE
    if any(part.value == settled for part in parts):
        return Course(settled)
    open_parts = [part for part in parts if not part.value.fixed]
    if not open_parts:
        return Course(_ONE - settled)
    return Course(YES_NO, hull([ZERO, *(part.slope for part in open_parts)]))


def _select(condition: Expr, yes: Expr, no: Expr, leaf: Expr | None, ranges: Mapping[Expr, Interval]) -> Course:
    held = truth(course(condition, leaf, ranges))
    if held.value.fixed:
        return course(yes if held.value == _ONE else no, leaf, _narrowed(condition, ranges, holds=held.value == _ONE))
    one = course(yes, leaf, _narrowed(condition, ranges, holds=True))
    other = course(no, leaf, _narrowed(condition, ranges, holds=False))
    slope = hull((one.slope, other.slope))
    if held.slope != ZERO and yes != no:
        edge = _at_the_edge(condition, ranges)
        step = course(yes, None, edge).value - course(no, None, edge).value
        slope = hull((slope, held.slope * step))
    return Course(hull((one.value, other.value)), slope)


# What a condition says of what it compares


def _narrowed(condition: Expr, ranges: Mapping[Expr, Interval], *, holds: bool) -> Mapping[Expr, Interval]:
    """The ranges where a condition holds, or does not."""
    match condition:
        case Call("not", (inner,)):
            return _narrowed(inner, ranges, holds=not holds)
        case Call("and" | "or" as op, parts) if (op == "and") == holds:
            for part in parts:
                ranges = _narrowed(part, ranges, holds=holds)
            return ranges
        case Call("less" | "less_equal", (part, Const(bound))):
            return _bounded(part, Interval(-math.inf, bound) if holds else Interval(bound, math.inf), ranges)
        case Call("less" | "less_equal", (Const(bound), part)):
            return _bounded(part, Interval(bound, math.inf) if holds else Interval(-math.inf, bound), ranges)
        case Call("equal", (part, Const(bound))) if holds:
            return _bounded(part, Interval(bound, bound), ranges)
        case Call("not_equal", (part, Const(bound))) if not holds:
            return _bounded(part, Interval(bound, bound), ranges)
        case Call("equal" | "not_equal", (Read("switch" | "case") as part, Const(bound))):
            return _without(part, bound, ranges)
        case _:
            return ranges


def _at_the_edge(condition: Expr, ranges: Mapping[Expr, Interval]) -> Mapping[Expr, Interval]:
    """The ranges where a condition turns: there what is compared with a number is that number."""
    match condition:
        case Call("less" | "less_equal", (part, Const(bound))) | Call("less" | "less_equal", (Const(bound), part)):
            return _bounded(part, Interval(bound, bound), ranges)
        case Call("not", (inner,)):
            return _at_the_edge(inner, ranges)
        case _:
            return ranges


def _without(part: Expr, case: float, ranges: Mapping[Expr, Interval]) -> Mapping[Expr, Interval]:
    """The ranges where a switch has another case: whole numbers, so the first and the last can be left out."""
    span = ranges.get(part, ANYTHING)
    low, high = span.low + (span.low == case), span.high - (span.high == case)
    return {**ranges, part: Interval(low, high)} if low <= high else ranges


def _bounded(part: Expr, bounds: Interval, ranges: Mapping[Expr, Interval]) -> Mapping[Expr, Interval]:
    if isinstance(part, Const):
        return ranges
    return {**ranges, part: course(part, None, ranges).value.within(bounds)}
