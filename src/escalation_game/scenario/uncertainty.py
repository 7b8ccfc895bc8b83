"""What is not known: parameters and hidden cases as functions of a draw and of the lens, whose numbers fill the table of assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.expression import Assumed, Call, Const, Draw, Expr
from escalation_game.engine.game import HiddenCase, Parameter
from escalation_game.scenario.schema import Case, Lens, ScenarioFile
from escalation_game.scenario.schema import Parameter as ParameterEntry

BASELINE = "baseline"


@dataclass
class Assumptions:
    """The table being filled: a row a number, a column a lens. `lenses` are in order, the baseline first."""

    lenses: tuple[str, ...]
    rows: list[tuple[float, ...]] = field(default_factory=list[tuple[float, ...]])

    def number(self, values: Sequence[float]) -> Expr:
        """An expression for one number in each lens: a constant where all agree."""
        if len(set(values)) == 1:
            return Const(float(values[0]))
        self.rows.append(tuple(float(value) for value in values))
        return Assumed(len(self.rows) - 1)

    def table(self) -> NDArray[np.float64]:
        """The numbers, shape (rows, lenses)."""
        return np.array(self.rows, np.float64).reshape(len(self.rows), len(self.lenses))


def assumptions(file: ScenarioFile) -> Assumptions:
    """An empty table for a file's lenses."""
    return Assumptions((BASELINE, *sorted(file.lenses)))


def parameters(file: ScenarioFile, table: Assumptions) -> tuple[Parameter, ...]:
    """The parameters of a file, by name."""
    return tuple(parameter(name, entry, file.lenses, table) for name, entry in sorted(file.parameters.items()))


def cases(file: ScenarioFile, table: Assumptions) -> tuple[HiddenCase, ...]:
    """The hidden cases of a file, by name."""
    return tuple(_case(name, entry, file.lenses, table) for name, entry in sorted(file.cases.items()))


def believed(name: str, entry: ParameterEntry, lens: Lens | None) -> tuple[float, float, float]:
    """Low, value and high of a parameter in a lens (None: the file's own). A certain one has all three alike."""
    low, value, high = entry.low, entry.value, entry.high
    if lens is not None and name in lens.parameters:
        own = lens.parameters[name]
        value = value if own.value is None else own.value
        low = low if own.low is None else own.low
        high = high if own.high is None else own.high
    return (value if low is None else low, value, value if high is None else high)


def parameter(name: str, entry: ParameterEntry, lenses: Mapping[str, Lens], table: Assumptions) -> Parameter:
    """One parameter; its numbers go into the table where the lenses differ."""
    numbers = [believed(name, entry, lenses.get(lens)) for lens in table.lenses]
    low, value, high = (table.number([one[place] for one in numbers]) for place in range(3))
    if all(one[0] == one[2] for one in numbers):
        return Parameter(name, value, each_turn=False)
    each_turn = entry.redraw == "turn"
    draw = Draw(("parameters", entry.draw or name, "", "value"), each_turn)
    return Parameter(name, _quantile(entry.shape, draw, low, value, high), each_turn)


def _quantile(shape: str, draw: Expr, low: Expr, value: Expr, high: Expr) -> Expr:
    """The quantile function of a shape at a uniform draw: the draw is the probability of what lies below."""
    below, above, width = _call("subtract", value, low), _call("subtract", high, value), _call("subtract", high, low)
    match shape:
        case "triangular":
            rising = _call("add", low, _call("sqrt", _call("multiply", draw, _call("multiply", width, below))))
            rest = _call("subtract", Const(1.0), draw)
            falling = _call("subtract", high, _call("sqrt", _call("multiply", rest, _call("multiply", width, above))))
            return _call("select", _call("less", _call("multiply", draw, width), below), rising, falling)
        case "uniform":
            return _call("add", low, _call("multiply", width, draw))
        case _:
            return _halves(shape, draw, low, value, high, below, above)


def _halves(shape: str, draw: Expr, low: Expr, value: Expr, high: Expr, below: Expr, above: Expr) -> Expr:
    """Half of the chance on either side of the value: even on both, or above it even in the logarithm."""
    twice = _call("multiply", Const(2.0), draw)
    upper = _call("subtract", twice, Const(1.0))
    lower_half = _call("add", low, _call("multiply", below, twice))
    if shape == "median":
        upper_half = _call("add", value, _call("multiply", above, upper))
    else:
        spread = _call("log", _call("divide", high, value))
        upper_half = _call("multiply", value, _call("exp", _call("multiply", spread, upper)))
    return _call("select", _call("less", draw, Const(0.5)), lower_half, upper_half)


def _case(name: str, entry: Case, lenses: Mapping[str, Lens], table: Assumptions) -> HiddenCase:
    names = tuple(sorted(entry.odds))
    own = [lenses[lens].cases.get(name, entry.odds) if lens in lenses else entry.odds for lens in table.lenses]
    below = [list(accumulate(odds.get(case, 0.0) for case in names)) for odds in own]
    draw = Draw(("cases", name, "", "case"), each_turn=False)
    passed = [
        _call("number", _call("less_equal", table.number([one[place] for one in below]), draw))
        for place in range(len(names) - 1)
    ]
    return HiddenCase(name, names, _sum(passed))


def _sum(terms: Sequence[Expr]) -> Expr:
    """The sum of whole numbers, in halves so that many of them do not nest deeply; whole numbers add up exactly in any order."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return _call("add", _sum(terms[:half]), _sum(terms[half:]))


def _call(op: str, *args: Expr) -> Expr:
    return Call(op, args)
