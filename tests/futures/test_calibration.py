"""Fans are calibrated: four fifths of what comes lies within the lines of 10 and 90 %, however far ahead."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from escalation_game.futures.runs import cores
from escalation_game.scenario import load

from .calibration import coverage

MATCHES, PIECE = 500, 10


def shares(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """By horizon, pooled over the watched variables; the horizons of which there is anything."""
    pooled = counts.sum(axis=1)
    pooled = pooled[pooled[:, 1] > 0]
    return pooled[:, 0] / pooled[:, 1]


def test_thirty_matches_are_about_calibrated() -> None:
    counts = coverage(load("kursk-2024"), "west", range(30), until=3, every=2, particles=200)
    found = shares(counts)
    assert len(found) == 12
    assert (found > 0.66).all(), found
    assert (found < 0.93).all(), found


def _piece(first: int) -> NDArray[np.int64]:
    return coverage(load("kursk-2024"), "west", range(first, first + PIECE))


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_five_hundred_matches_are_calibrated() -> None:
    with ProcessPoolExecutor(cores(), multiprocessing.get_context("spawn")) as pool:
        counts = sum(pool.map(_piece, range(1000, 1000 + MATCHES, PIECE)), np.zeros(1, np.int64))
    found = shares(counts)
    print(dict(enumerate(found.round(3).tolist(), 1)))  # noqa: T201 - with -s, the figures themselves
    assert len(found) == 12
    assert (found >= 0.72).all(), found
    assert (found <= 0.88).all(), found
