"""Signs of formulas, against what the formulas do."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.engine.expression import Call, Const, Expr, Read
from escalation_game.engine.operations import OPERATIONS
from escalation_game.scenario.intervals import Interval
from escalation_game.scenario.meaning import Context, mean
from escalation_game.scenario.names import Symbol
from escalation_game.scenario.slopes import course, polarity

NAMES = ("x", "y", "z")
SYMBOLS = {name: Symbol(name, "stock") for name in NAMES} | {"on": Symbol("on", "switch", cases=("off", "on"))}
X, Y, Z, ON = Read("stock", "x"), Read("stock", "y"), Read("stock", "z"), Read("switch", "on")
RANGES = {X: Interval(0.0, 10.0), Y: Interval(-3.0, 4.0), Z: Interval(1.0, 5.0), ON: Interval(0.0, 1.0)}


def sign(formula: str, leaf: Expr = X) -> str | None:
    return polarity(mean(formula, Context(SYMBOLS), None), leaf, RANGES)


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("x", "+"), ("-x", "-"), ("3 - 2 * x", "-"), ("y * 2", None), ("x - x", None), ("x - 0.4 * x", "+"), ("x * y", "±"), ("x * z", "+"),
        ("x / z", "+"), ("z / (x + 1)", "-"), ("x / (x + z)", "+"), ("saturate(x, z)", "+"), ("1 - saturate(x, 2)", "-"),
        ("clip(x, 2, 4)", "+"), ("min(x, 20)", "+"), ("max(x, 20)", None), ("abs(x)", "+"), ("abs(x - 5)", "±"), ("abs(x - 20)", "-"),
        ("sqrt(x)", "+"), ("exp(-x)", "-"), ("log(x + 1)", "+"), ("tanh(x - 3)", "+"), ("logistic(-x)", "-"), ("z ** x", "+"),
        ("x ** 0.3", "+"), ("x * x", "+"), ("lookup(x, 0, 0, 2, 3, 8, 9)", "+"), ("lookup(x, 0, 4, 5, 1, 10, 4)", "±"),
        ("lookup(x, 0, 5, 10, 5)", None), ("1 if x > 5 else 0", "+"), ("2 if x > 5 else 3", "-"), ("1 if x > 20 else 0", None),
        ("x if x < 5 else 5", "+"), ("x if x < 5 else 2", "±"), ("x if on else 0", "+"), ("1 if x > 2 and x > 4 else 0", "+"),
        ("1 if not x > 2 else 0", "-"), ("1 if x > 2 and x < 4 else 0", "±"), ("1 if x == 0 else 0", "-"), ("1 if x == 10 else 0", "+"),
    ],
)  # fmt: skip
def test_signs_of_formulas(formula: str, wanted: str | None) -> None:
    assert sign(formula) == wanted


def test_a_switch_is_a_step() -> None:
    assert sign("x if on else 0", ON) == "+"
    assert sign("y if on else 5", ON) == "-"
    assert sign("x if on else 3", ON) == "±"
    assert sign("x if on else x", ON) is None


def test_a_range_that_a_condition_narrows() -> None:
    whole = mean("(x - 3 if x > 3 else 0) if on else 2", Context(SYMBOLS), None)
    assert course(whole, None, RANGES).value == Interval(0.0, 7.0)


def value_of(expr: Expr, given_values: dict[Expr, float]) -> float:
    """The value of an expression by the engine's own operations."""
    match expr:
        case Const(value):
            return value
        case Call("select", (condition, yes, no)):
            return value_of(yes if value_of(condition, given_values) > 0 else no, given_values)
        case Call(op, args):
            values = [np.array([value_of(arg, given_values)]) for arg in args]
            if op in {"and", "or", "not"}:
                values = [value > 0 for value in values]
            return float(OPERATIONS[op](*values)[0])
        case _:
            return given_values[expr]


def formulas() -> st.SearchStrategy[Expr]:
    """Small formulas of three stocks and a switch that have a value wherever those are in range."""
    leaf = st.sampled_from([X, Y, Z, ON]) | st.sampled_from([-2.0, 0.0, 0.5, 3.0]).map(Const)
    compare = st.sampled_from(["less", "less_equal"])

    def larger(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        two = st.tuples(inner, inner)
        condition = st.builds(Call, compare, two)
        return st.one_of(
            st.builds(Call, st.sampled_from(["add", "subtract", "multiply", "minimum", "maximum"]), two),
            st.builds(Call, st.sampled_from(["negative", "absolute", "tanh", "logistic"]), st.tuples(inner)),
            st.builds(lambda one: Call("divide", (one, Z)), inner),
            st.builds(
                lambda one, other: Call(
                    "divide", (Call("absolute", (one,)), Call("add", (Call("absolute", (one,)), other)))
                ),
                inner,
                st.just(Z),
            ),
            st.builds(lambda test, one, other: Call("select", (test, one, other)), condition, inner, inner),
        )

    return st.recursive(leaf, larger, max_leaves=7)


@given(
    formula=formulas(),
    leaf=st.sampled_from([X, Y, Z, ON]),
    shares=st.tuples(*[st.floats(0.0, 1.0)] * 5),
)
def test_no_formula_goes_against_its_sign(formula: Expr, leaf: Expr, shares: tuple[float, ...]) -> None:
    known = polarity(formula, leaf, RANGES)
    at = {
        one: span.low + share * (span.high - span.low)
        for (one, span), share in zip(RANGES.items(), shares, strict=False)
    }
    at[ON] = float(round(at[ON]))
    span = RANGES[leaf]
    ends = sorted((at[leaf], span.low + shares[4] * (span.high - span.low)))
    if leaf == ON:
        ends = [0.0, 1.0]
    low, high = (value_of(formula, {**at, leaf: end}) for end in ends)
    slack = 1e-7 * (1.0 + abs(low) + abs(high))
    assert (
        known == "±"
        or (known == "+" and high >= low - slack)
        or (known == "-" and high <= low + slack)
        or math.isclose(low, high, abs_tol=slack)
    )
    whole = course(formula, None, RANGES).value
    assert whole.low - slack <= low <= whole.high + slack
