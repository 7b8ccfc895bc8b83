"""Scoring against observations: CRPS held against closed forms, coverage, the two forecasts without a model, and the CSV."""

from __future__ import annotations

from math import erf, exp, pi, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from escalation_game.futures.exploration import exploration
from escalation_game.futures.exploring import explore
from escalation_game.futures.observations import Observations, ObservationsError, read_observations
from escalation_game.futures.report import report
from escalation_game.futures.scoring import POOLED, Distribution, distribution
from escalation_game.futures.tables import rows_of
from escalation_game.futures.tally import BINS, Grid, Tally, cell_counts, grid_over

from .lake import lake

HEADER = "date,variable,value,error,source\n"


def tallied(values: NDArray[np.float64]) -> tuple[Tally, Grid]:
    """Values as a run would have counted them: the grid from the first thousand."""
    first = values[:1000]
    grid = grid_over(first.min(keepdims=True)[np.newaxis], first.max(keepdims=True)[np.newaxis])
    counts = cell_counts(values[np.newaxis], np.ones(len(values), np.bool_), grid.low[0], grid.step[0])
    one = np.ones((1, 1))
    tally = Tally(
        len(values), 0, one * values.mean(), one * values.var() * len(values), one * values.min(), one * values.max(),
        counts[np.newaxis], np.zeros((1, 1), np.int64),
    )  # fmt: skip
    return tally, grid


def as_distribution(values: NDArray[np.float64]) -> Distribution:
    return distribution(*tallied(values), 0, 0)


def normal_crps(mean: float, deviation: float, observed: float) -> float:
    """T. Gneiting and others, "Calibrated probabilistic forecasting …", 2005, equation 5."""
    z = (observed - mean) / deviation
    below, density = 0.5 * (1 + erf(z / sqrt(2))), exp(-0.5 * z * z) / sqrt(2 * pi)
    return deviation * (z * (2 * below - 1) + 2 * density - 1 / sqrt(pi))


@pytest.mark.parametrize("observed", [-60.0, -10.0, 0.0, 3.0, 7.7, 25.0, 200.0])
def test_crps_of_a_normal_forecast_is_the_closed_form(observed: float) -> None:
    shares = (np.arange(400_000) + 0.5) / 400_000
    dice = np.random.default_rng(1)
    values = np.array(list(map(NormalDist(3.0, 10.0).inv_cdf, shares[::4])))
    dice.shuffle(values)
    found = as_distribution(values)
    cell = 1.5 * (values[:1000].max() - values[:1000].min()) / BINS
    assert found.crps(observed) == pytest.approx(normal_crps(3.0, 10.0, observed), abs=cell / 50)


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=60), st.floats(-2e6, 2e6, allow_nan=False))
@settings(max_examples=60, deadline=None)
def test_crps_is_that_of_the_futures_to_a_cell(values: list[float], observed: float) -> None:
    futures = np.array(values)
    exact = np.abs(futures - observed).mean() - np.abs(futures[:, np.newaxis] - futures).mean() / 2
    cell = 1.5 * (futures.max() - futures.min()) / BINS + 1e-9 * max(1.0, abs(observed), np.abs(futures).max())
    crps = as_distribution(futures).crps(observed)
    assert crps >= -1e-9 * max(1.0, abs(observed), np.abs(futures).max())
    assert crps == pytest.approx(exact, abs=1.01 * cell)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.floats(-2e6, 2e6), st.floats(0, 1e5), st.floats(0, 1e6)
)
@settings(max_examples=60, deadline=None)
def test_shares_below_rise(values: list[float], value: float, error: float, more: float) -> None:
    found = as_distribution(np.array(values))
    less, upto = found.below(value, error)
    assert -1e-9 <= less <= upto <= 1 + 1e-9
    assert found.below(value + more, error)[0] >= less - 1e-6


def test_a_reporting_error_widens_the_band() -> None:
    values = NormalDist(0.0, 3.0).samples(100_000, seed=2)
    found = as_distribution(np.array(values))
    wide = NormalDist(0.0, 5.0)  # 3 of the futures, 4 of the report
    for observed in (-9.0, -2.0, 0.0, 4.0, 11.0):
        assert found.below(observed, 4.0)[0] == pytest.approx(wide.cdf(observed), abs=0.006)
        assert found.below(observed, 1e-9)[0] == pytest.approx(found.below(observed)[0], abs=1e-3)


def test_futures_that_all_agree_are_one_point() -> None:
    found = as_distribution(np.full(500, 7.0))
    assert found.below(7.0) == (0.0, 1.0)
    assert (found.below(6.999)[1], found.below(7.001)[0]) == (0.0, 1.0)
    assert (found.crps(7.0), found.crps(9.5)) == (0.0, 2.5)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "seen.csv"
    path.write_text(text, encoding="utf-8")
    return path


def observed(tmp_path: Path, text: str) -> Observations:
    return read_observations(written(tmp_path, text), exploration(lake()))


def test_a_date_belongs_to_the_turn_it_lies_in(tmp_path: Path) -> None:
    rows = "2024-10,water,50,,\n2024-11,water,51,2,gauge\n2024-11-30,water,52,,\n2025-06-30,water,53,,\n2025-07,water,54,,\n"
    found = observed(tmp_path, HEADER + rows)
    assert [(one.turn, one.value) for one in found.all] == [(0, 50), (1, 51), (1, 52), (8, 53)]
    assert (found.beyond, found.variables) == (1, ("water",))
    assert (found.all[1].error, found.all[1].source) == (2, "gauge")
    assert len(found.known("water")) == 1


def test_low_and_high_are_a_90_percent_range(tmp_path: Path) -> None:
    found = observed(tmp_path, "date,variable,value,low,high\n2024-12,silt,21,20,23.289707\n")
    assert found.all[0].error == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ":1: there is no column “date”"),
        ("date,variable,valeu\n", ":1: unknown column “valeu”; did you mean “value”?"),
        (HEADER, "no observation in it lies in the scenario's time"),
        (HEADER + "2024-13,water,5,,\n", ":2: “2024-13” is no date"),
        (HEADER + "2024-12,watr,5,,\n", ":2: “watr” is not among the variables explored; did you mean “water”?"),
        (HEADER + "2024-12,water,much,,\n", ":2: value: “much” is not a number"),
        (HEADER + "2024-12,water,nan,,\n", ":2: value: “nan” is not a number"),
        (HEADER + "2024-12,water,5,-1,\n", ":2: an error is not below 0"),
        (HEADER + "2024-12,water,5,1,x,y\n", ":2: more values than columns"),
        (HEADER + '2024-12,"wat"er,5,,\n', ":2: not CSV"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_by_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ObservationsError) as wrong:
        observed(tmp_path, text)
    assert any(words in one for one in wrong.value.findings)


@given(st.binary(max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "seen.csv"
    path.write_bytes(HEADER.encode() + content)
    with pytest.raises(ObservationsError):
        read_observations(path, exploration(lake()))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ObservationsError, match="No such file"):
        read_observations(tmp_path / "none.csv", exploration(lake()))


def test_scores_against_what_was_known(tmp_path: Path) -> None:
    rows = "2024-09,water,46,,\n2024-10,water,48,,\n2024-12,water,52,3,\n2025-02,water,400,,\n2024-12,treasury,22,,\n"
    path = written(tmp_path, HEADER + rows)
    result = explore(lake(), ["nothing"], ["doubt"], 1000, workers=1, observed=path)
    scored = {row["variable"]: row for row in rows_of(result.tables["scores"])}
    water = scored["water"]
    assert (water["observations"], water["inside"], water["coverage"]) == (2, 1, 0.5)
    assert water["last_value"] == pytest.approx((abs(48 - 52) + abs(48 - 400)) / 2)
    first, last, day = 30, 61, 123  # days from September to October, October to December, October to February
    assert water["straight_trend"] == pytest.approx(
        (abs(48 + 2 / first * last - 52) + abs(48 + 2 / first * day - 400)) / 2
    )
    cell = result.cells[0]
    column = result.asked.watched.index(("stock", "water"))
    parts = [distribution(cell.tally, cell.grid, turn, column).crps(value) for turn, value in ((2, 52.0), (4, 400.0))]
    assert water["crps"] == pytest.approx(sum(parts) / 2)
    treasury = scored["treasury"]
    assert treasury["straight_trend"] is None
    assert treasury["last_value"] == 2.0  # nothing was known, so the scenario's own start persists
    pooled = scored[POOLED]
    assert (pooled["observations"], pooled["inside"]) == (3, 1 + treasury["inside"])
    page = report(result, {})
    assert "## Against what was observed" in page
    assert f"| nothing | doubt | {pooled['inside']} of 3 |" in page
