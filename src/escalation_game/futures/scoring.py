"""Scores bands against what was really observed: how often the 10–90 % band held it, and CRPS against two forecasts without a model.

Everything is computed from the whole counts of every future, not from a sample of them: a sample of 2,000 would add an error of its own of about
2 %, and cost a hundred times the room. The approximation is that within a cell of the grid futures are spread evenly, so a CRPS is off by at most
the width of a cell: a 512th of one and a half times what the first thousand futures span.

CRPS (J. E. Matheson and R. L. Winkler, 1976; T. Gneiting and A. E. Raftery, 2007) is in the unit of the variable, 0 is perfect, and for a forecast
of one number it is the distance to what was observed. `last value` says that what was known at the start persists; `straight trend` goes on along
the line from the first to the last known observation. Both know only what is dated before the scenario begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import erf, exp, pi, sqrt

import numpy as np

from escalation_game.engine.state import Numbers
from escalation_game.futures.cells import Cell
from escalation_game.futures.exploration import Exploration
from escalation_game.futures.observations import Observation, Observations
from escalation_game.futures.tables import Table, table_of
from escalation_game.futures.tally import BINS, Grid, Tally

BAND = (0.10, 0.90)
POOLED = "all variables"

_COLUMNS = (
    "plan",
    "lens",
    "variable",
    "unit",
    "observations",
    "inside",
    "coverage",
    "crps",
    "last_value",
    "straight_trend",
    "skill",
)


@dataclass(frozen=True)
class Distribution:
    """Futures of one variable at one turn: shares `weight` spread evenly from `lower` to `upper`, each of shape (cells,), in rising order."""

    lower: Numbers
    upper: Numbers
    weight: Numbers

    def below(self, value: float, error: float = 0.0) -> tuple[float, float]:
        """The share of futures below a value, and at or below it; with a reporting error (one standard error), of futures reported with it."""
        size = max(abs(value), abs(float(self.lower[0])), abs(float(self.upper[-1])))
        if error > 1e-9 * size:  # less than that cannot be told from none
            share = float(np.sum(self.weight * _reported(self.lower, self.upper, value, error)))
            return share, share
        width = np.where(self.upper > self.lower, self.upper - self.lower, 1.0)
        inside = np.clip((value - self.lower) / width, 0.0, 1.0)
        point = self.upper == self.lower
        less = np.where(point, self.lower < value, inside)
        return float(np.sum(self.weight * less)), float(
            np.sum(self.weight * np.where(point, self.lower <= value, inside))
        )

    def crps(self, observed: float) -> float:
        """The integral of (share below x - [x above the observation])², exact for these shares."""
        reached = np.cumsum(self.weight) / np.sum(self.weight)
        at = np.column_stack([self.lower, self.upper]).ravel()
        share = np.column_stack([np.concatenate([[0.0], reached[:-1]]), reached]).ravel()
        place = int(np.searchsorted(at, observed))
        there = float(np.interp(observed, at, share))
        at, share = np.insert(at, place, observed), np.insert(share, place, there)
        left = _squares(at[: place + 1], share[: place + 1])
        return left + _squares(at[place:], 1.0 - share[place:])


def distribution(tally: Tally, grid: Grid, turn: int, column: int) -> Distribution:
    """The futures of a column after a turn. Raises ValueError when there are none."""
    counts = tally.counts[turn, column]
    if not tally.held:
        raise ValueError("no future is held")
    least, most = tally.least[turn, column], tally.most[turn, column]
    bounds = grid.low[turn, column] + np.arange(BINS + 1) * grid.step[turn, column]
    lower = np.concatenate([[least], np.maximum(bounds, least)])
    upper = np.concatenate([np.minimum(bounds, most), [most]])
    there = counts > 0
    return Distribution(lower[there], np.maximum(lower, upper)[there], counts[there] / tally.held)


def scores(asked: Exploration, cells: Sequence[Cell], observed: Observations) -> Table:
    """A row for each plan, lens and variable, and one for all of them. Empty where a forecast without a model has nothing to go on.

    Over all variables each CRPS is divided by how far that variable's observations spread, so it has no unit. `skill` is the share by which the
    CRPS is smaller than that of `last value`.
    """
    rows: list[tuple[object, ...]] = []
    for cell in cells:
        told = [_scored(asked, cell, observed, variable) for variable in observed.variables]
        for one in told:
            unit = observed.unit(one.variable)
            rows.append((cell.plan, cell.lens, one.variable, unit, *_row(one)))
        if told:
            rows.append((cell.plan, cell.lens, POOLED, "", *_row(_pooled(told))))
    return table_of(_COLUMNS, rows)


@dataclass(frozen=True)
class _Score:
    variable: str
    inside: tuple[bool, ...]
    crps: tuple[float, ...]
    last_value: tuple[float, ...]
    straight_trend: tuple[float, ...] | None
    spread: float


def _scored(asked: Exploration, cell: Cell, observed: Observations, variable: str) -> _Score:
    known, later = observed.known(variable), observed.later(variable)
    column = asked.watched.index(later[0].column)
    last = known[-1].value if known else float(cell.tally.mean[0, column])
    rate = _rate(known)
    inside: list[bool] = []
    crps: list[float] = []
    for one in later:
        futures = distribution(cell.tally, cell.grid, one.turn, column)
        less, upto = futures.below(one.value, one.error)
        inside.append(upto >= BAND[0] and less <= BAND[1])
        crps.append(futures.crps(one.value))
    trend = None if rate is None else tuple(abs(last + rate * (one.day - known[-1].day) - one.value) for one in later)
    return _Score(
        variable,
        tuple(inside),
        tuple(crps),
        tuple(abs(last - one.value) for one in later),
        trend,
        _spread([*known, *later]),
    )


def _rate(known: Sequence[Observation]) -> float | None:
    """What the line from the first to the last known observation rises in a day."""
    days = known[-1].day - known[0].day if known else 0
    return (known[-1].value - known[0].value) / days if days else None


def _spread(all_of_it: Sequence[Observation]) -> float:
    values = [one.value for one in all_of_it]
    return (max(values) - min(values)) or all_of_it[-1].error or abs(values[0]) or 1.0


def _pooled(told: Sequence[_Score]) -> _Score:
    with_trend = all(one.straight_trend is not None for one in told)
    return _Score(
        POOLED,
        tuple(inside for one in told for inside in one.inside),
        tuple(value / one.spread for one in told for value in one.crps),
        tuple(value / one.spread for one in told for value in one.last_value),
        tuple(value / one.spread for one in told for value in one.straight_trend or ()) if with_trend else None,
        1.0,
    )


def _row(one: _Score) -> tuple[object, ...]:
    crps, last = _mean(one.crps), _mean(one.last_value)
    trend = None if one.straight_trend is None else _mean(one.straight_trend)
    skill = 1.0 - crps / last if last else None
    return len(one.inside), sum(one.inside), sum(one.inside) / len(one.inside), crps, last, trend, skill


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _squares(at: Numbers, share: Numbers) -> float:
    """The integral of share² along straight pieces."""
    left, right = share[:-1], share[1:]
    return float(np.sum(np.diff(at) * (left * left + left * right + right * right)) / 3.0)


def _reported(lower: Numbers, upper: Numbers, value: float, error: float) -> Numbers:
    """The chance that a future from a cell is reported below a value: the normal distribution averaged over the cell."""
    far, near = (value - lower) / error, (value - upper) / error
    width = far - near
    thin = width < 1e-3  # the mean of a straight piece is its middle
    averaged = (_each(_area, far) - _each(_area, near)) / np.where(thin, 1.0, width)
    return np.clip(np.where(thin, _each(_normal, (far + near) / 2.0), averaged), 0.0, 1.0)


def _each(function: Callable[[float], float], values: Numbers) -> Numbers:
    return np.array([function(value) for value in values.tolist()])


def _normal(x: float) -> float:
    return 0.5 * (1.0 + erf(x / sqrt(2.0)))


def _area(x: float) -> float:
    """The integral of the normal distribution up to x."""
    return x * _normal(x) + exp(-0.5 * x * x) / sqrt(2.0 * pi)
