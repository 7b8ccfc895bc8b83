"""Statistics kept while futures run: for any chunk size and any number of workers the same bits, on any machine.

Moments are taken over fixed blocks of 1,000 futures, summed by halves elementwise, and blocks are merged in order (T. F. Chan, G. H. Golub and
R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979). Quantiles come from whole counts in a fixed
grid that the first block lays out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.state import Numbers

BLOCK = 1000  #: futures whose sums are taken together
BINS = 512  #: cells of the grid; two more are open to either side
_MARGIN = 0.25  # of what the first block spans, added on either side
_PADDED = 1024

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Grid:
    """Where values are counted: cells of width `step` from `low` on; both have shape (turns + 1, variables)."""

    low: Numbers
    step: Numbers


@dataclass(frozen=True)
class Tally:
    """What is known of the futures held so far.

    `mean`, `deviations` (sum of squared deviations from the mean), `least` and `most` have shape (turns + 1, variables), `counts` one axis more
    for the cells (the first and last are open); `endings` (turns + 1, endings) counts the futures that ended in a turn.
    """

    held: int
    failed: int
    mean: Numbers
    deviations: Numbers
    least: Numbers
    most: Numbers
    counts: Counts
    endings: Counts


@dataclass(frozen=True)
class Part:
    """What a chunk adds. `held` has shape (blocks,), `mean` and `deviations` (blocks, turns + 1, variables); the rest as in a Tally."""

    held: Counts
    failed: int
    mean: Numbers
    deviations: Numbers
    least: Numbers
    most: Numbers
    counts: Counts
    endings: Counts


def grid_over(least: Numbers, most: Numbers) -> Grid:
    """A grid with room on either side of what a first sample spans."""
    span = most - least
    low = least - _MARGIN * span
    smallest = np.spacing(np.maximum(np.maximum(np.abs(least), np.abs(most)), 1e-300))
    return Grid(low, np.maximum(span * (1.0 + 2.0 * _MARGIN) / BINS, smallest))


def nothing(turns: int, variables: int, endings: int) -> Tally:
    """The Tally of no futures."""
    shape = (turns + 1, variables)
    zero, counts = np.zeros(shape), np.zeros((*shape, BINS + 2), np.int64)
    least, most = np.full(shape, np.inf), np.full(shape, -np.inf)
    return Tally(0, 0, zero, zero, least, most, counts, np.zeros((turns + 1, endings), np.int64))


def joined(tally: Tally, part: Part) -> Tally:
    """The Tally with the blocks of a chunk, one after another."""
    held, mean, deviations = tally.held, tally.mean, tally.deviations
    for count, block_mean, block_deviations in zip(part.held.tolist(), part.mean, part.deviations, strict=True):
        if count:
            gap = block_mean - mean
            mean = mean + gap * (count / (held + count))
            deviations = deviations + block_deviations + gap * gap * (held * count / (held + count))
            held += count
    return replace(
        tally,
        held=held,
        failed=tally.failed + part.failed,
        mean=mean,
        deviations=deviations,
        least=np.minimum(tally.least, part.least),
        most=np.maximum(tally.most, part.most),
        counts=tally.counts + part.counts,
        endings=tally.endings + part.endings,
    )


def block_moments(values: Numbers, kept: NDArray[np.bool_]) -> tuple[Counts, Numbers, Numbers]:
    """Counts (blocks,), means and sums of squared deviations (blocks, variables) of `values` (variables, n) where `kept` (n,).

    The first value is the first of a block.
    """
    blocks = -(-len(kept) // BLOCK)
    mask = _in_blocks(kept[np.newaxis].astype(np.float64), blocks)
    held = mask.sum(axis=2)
    padded = _in_blocks(np.where(kept, values, 0.0), blocks)
    mean = _sum(padded) / np.maximum(held, 1.0)
    apart = (padded - mean[:, :, np.newaxis]) * mask
    return held[0].astype(np.int64), mean.T.copy(), _sum(apart * apart).T.copy()


def cell_counts(values: Numbers, kept: NDArray[np.bool_], low: Numbers, step: Numbers) -> Counts:
    """How many kept values lie in each cell, shape (variables, cells), for `values` (variables, n)."""
    cells = BINS + 2
    with np.errstate(all="ignore"):
        place = np.floor((values[:, kept] - low[:, np.newaxis]) / step[:, np.newaxis])
    place = np.where(np.isnan(place), -1.0, place)  # of a future that failed, which is about to be dropped
    index = np.clip(place, -1, BINS).astype(np.int64) + 1
    index += (np.arange(len(values)) * cells)[:, np.newaxis]
    return np.bincount(index.ravel(), minlength=len(values) * cells).reshape(len(values), cells)


def quantile(tally: Tally, grid: Grid, share: float) -> Numbers:
    """The value below which this share of futures lies, shape (turns + 1, variables); even within a cell. Not a number without futures."""
    reached = np.cumsum(tally.counts, axis=2)
    wanted = share * tally.held
    cell = np.minimum((reached < wanted).sum(axis=2), BINS + 1)
    before = np.where(cell > 0, _at(reached, np.maximum(cell - 1, 0)), 0)
    inside = (wanted - before) / np.maximum(_at(tally.counts, cell), 1)
    lower = np.where(cell == 0, tally.least, grid.low + (cell - 1) * grid.step)
    upper = np.where(cell == BINS + 1, tally.most, grid.low + cell * grid.step)
    with np.errstate(all="ignore"):
        lower, upper = np.maximum(lower, tally.least), np.minimum(upper, tally.most)
        return lower + np.clip(inside, 0.0, 1.0) * (upper - lower) if tally.held else np.full(lower.shape, np.nan)


def _at(table: Counts, cell: NDArray[np.int64]) -> Counts:
    return np.take_along_axis(table, cell[:, :, np.newaxis], axis=2)[:, :, 0]


def _in_blocks(values: Numbers, blocks: int) -> Numbers:
    """Shape (variables, blocks, 1024), with zeros where nothing is."""
    whole = np.zeros((len(values), blocks * BLOCK))
    whole[:, : values.shape[1]] = values
    padded = np.zeros((len(values), blocks, _PADDED))
    padded[:, :, :BLOCK] = whole.reshape(len(values), blocks, BLOCK)
    return padded


def _sum(padded: Numbers) -> Numbers:
    """Sums over the last axis by halves: only elementwise additions, so the same bits on every CPU."""
    while padded.shape[-1] > 1:
        half = padded.shape[-1] // 2
        padded = padded[..., :half] + padded[..., half:]
    return padded[..., 0]
