"""Arithmetic on expressions while formulas are lowered: constants folded, units converted, sizes counted."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from escalation_game.engine.expression import CONDITIONS, Call, Const, Expr
from escalation_game.engine.operations import OPERATIONS
from escalation_game.scenario.formula import FormulaError, Span
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.units import DAY, Unit, product

_SMALLEST = Fraction(1, 10**200)  # and its inverse the largest factor of a conversion


def bridge(unit: Unit, wanted: Unit) -> str:
    """What would turn one unit into the other, if it is something simple."""
    alike = _alike(unit, wanted)
    if alike:
        return f"{alike[0]} and {alike[1]} are two units here: is one of them misspelt?"
    if product(unit, DAY).dimensions == wanted.dimensions:
        return "multiply by `days`, the length of the turn"
    if unit.plain:
        return f"multiply by a quantity in {wanted.words}, or use a bare number or `bare(…)`"
    if wanted.plain:
        return "divide by a quantity of the same kind, strip the unit with `bare(…)`, or give the entry its `unit`"
    return "only quantities of one kind go together: multiply or divide first, or strip a unit with `bare(…)`"


def _alike(unit: Unit, wanted: Unit) -> tuple[str, str] | None:
    """A word of one unit and one like it of the other, that may be meant to be the same."""
    mine, theirs = {name for name, _ in unit.dimensions}, {name for name, _ in wanted.dimensions}
    for name in sorted(mine - theirs):
        close = nearest(name, theirs - mine)
        if close:
            return name, close
    return None


def scaled(span: Span, expr: Expr, unit: Unit, wanted: Unit) -> Expr:
    """Converts between two units of one kind."""
    if unit.scale == wanted.scale:
        return expr
    factor = unit.scale / wanted.scale
    if not _SMALLEST < factor < 1 / _SMALLEST:
        message = f"{unit.words} and {wanted.words} are too far apart to convert"
        raise FormulaError("E404", message, span.offset, span.length, "choose units of a similar size")
    return folded("multiply", (expr, Const(float(factor))))


def weight(expr: Expr) -> int:
    """How many operations and leaves an expression has when every part is counted as often as it is read."""
    weights: dict[int, int] = {}
    waiting = [expr]
    while waiting:
        node = waiting[-1]
        parts = node.args if isinstance(node, Call) else ()
        missing = [part for part in parts if id(part) not in weights]
        if missing:
            waiting.extend(missing)
        else:
            weights[id(node)] = 1 + sum(weights[id(part)] for part in parts)
            waiting.pop()
    return weights[id(expr)]


def folded(op: str, args: tuple[Expr, ...]) -> Expr:
    """A call, or its value where all arguments are constants."""
    if op in OPERATIONS and op not in CONDITIONS and all(isinstance(arg, Const) for arg in args):
        with np.errstate(all="ignore"):
            value = float(OPERATIONS[op](*(np.array([arg.value]) for arg in args if isinstance(arg, Const)))[0])
        return Const(value)
    return Call(op, args)
