"""Statistics kept in pieces are those of the whole."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.engine.state import Numbers
from escalation_game.futures import tally as t

SIZES = st.lists(st.integers(1, 3), min_size=1, max_size=4)
SHARES = (0.05, 0.25, 0.5, 0.9, 0.95)


def part_of(values: Numbers, kept: np.ndarray, grid: t.Grid) -> t.Part:
    """What futures of one turn add; `values` has shape (variables, n)."""
    held, mean, deviations = t.block_moments(values, kept)
    counts = t.cell_counts(values, kept, grid.low[0], grid.step[0])
    least = np.where(kept, values, np.inf).min(axis=1)
    most = np.where(kept, values, -np.inf).max(axis=1)
    endings = np.zeros((1, 1), np.int64)
    return t.Part(
        held, int((~kept).sum()), mean[:, None], deviations[:, None], least[None], most[None], counts[None], endings
    )  # fmt: skip


def kept_in_pieces(values: Numbers, kept: np.ndarray, sizes: list[int]) -> tuple[t.Tally, t.Grid]:
    """The same futures in pieces of so many blocks, over and over."""
    grid = t.grid_over(values[:, : t.BLOCK].min(axis=1)[None], values[:, : t.BLOCK].max(axis=1)[None])
    tally, first, turn = t.nothing(0, len(values), 1), 0, 0
    while first < values.shape[1]:
        last = first + sizes[turn % len(sizes)] * t.BLOCK
        tally = t.joined(tally, part_of(values[:, first:last], kept[first:last], grid))
        first, turn = last, turn + 1
    return tally, grid


def sample(seed: int, count: int) -> tuple[Numbers, np.ndarray]:
    """Three variables, one of them far from 0 and one a constant; one future in ten failed."""
    dice = np.random.default_rng(seed)
    values = np.array([dice.normal(1e6, 1.0, count), dice.exponential(3.0, count), np.full(count, 2.5)])
    return values, dice.random(count) < 0.9


@settings(max_examples=15, derandomize=True, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 7500), SIZES)
def test_any_pieces_give_the_same_bytes(seed: int, count: int, sizes: list[int]) -> None:
    values, kept = sample(seed, count)
    one, two = kept_in_pieces(values, kept, [8])[0], kept_in_pieces(values, kept, sizes)[0]
    for name in t.Tally.__dataclass_fields__:
        assert np.asarray(getattr(one, name)).tobytes() == np.asarray(getattr(two, name)).tobytes(), name


@settings(max_examples=15, derandomize=True, deadline=None)
@given(st.integers(0, 2**32), st.integers(200, 7500))
def test_merged_statistics_are_the_direct_ones(seed: int, count: int) -> None:
    values, kept = sample(seed, count)
    tally, grid = kept_in_pieces(values, kept, [1, 2])
    direct = values[:, kept]
    assert (tally.held, tally.failed) == (kept.sum(), (~kept).sum())
    np.testing.assert_allclose(tally.mean[0], direct.mean(axis=1), rtol=1e-13)
    np.testing.assert_allclose(tally.deviations[0] / tally.held, direct.var(axis=1), rtol=1e-7, atol=1e-12)
    assert (tally.least[0] == direct.min(axis=1)).all()
    assert (tally.most[0] == direct.max(axis=1)).all()
    for share in SHARES:
        found = t.quantile(tally, grid, share)[0]
        exact = np.quantile(direct, share, axis=1, method="inverted_cdf")
        assert (np.abs(found - exact) <= grid.step[0] + 1e-9 * np.abs(exact)).all(), share


def test_what_lies_beyond_the_grid_is_counted() -> None:
    values = np.concatenate((np.linspace(0.0, 1.0, 1000), [-50.0, 70.0]))[None]
    tally, grid = kept_in_pieces(values, np.ones(1002, np.bool_), [1])
    assert tally.counts.sum() == 1002
    assert t.quantile(tally, grid, 0.0)[0, 0] == -50.0
    assert t.quantile(tally, grid, 1.0)[0, 0] == 70.0


def test_without_futures_there_are_no_quantiles() -> None:
    grid = t.grid_over(np.zeros((1, 1)), np.ones((1, 1)))
    assert np.isnan(t.quantile(t.nothing(0, 1, 1), grid, 0.5)).all()
