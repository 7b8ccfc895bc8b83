"""Which futures are drawn: lenses by future number, and which particles go on, all by hash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.chance import future_keys, name_hash, turn_constant, uniform
from escalation_game.engine.game import Game
from escalation_game.engine.state import Numbers

_GOLDEN = 0.6180339887498949  # multiples of it, modulo 1, are spread evenly however many are taken


def own_lenses(game: Game) -> tuple[str, ...]:
    """The lenses a world is drawn from: the scenario's own, or the baseline where it has none."""
    return game.lenses[1:] or game.lenses


def drawn_lenses(game: Game, seed: int, futures: NDArray[np.uint64], lenses: Sequence[str]) -> NDArray[np.intp]:
    """The lens of each future, shape (n,), drawn from equally likely `lenses`; future 0 has the one a match of this seed draws."""
    columns = np.array([game.lenses.index(lens) for lens in lenses], np.intp)
    constant = turn_constant(name_hash("match", "", "lens", "choice"), 0)
    draws = uniform(future_keys(seed, futures), constant, np.empty(len(futures)))
    return columns[(draws * len(columns)).astype(np.intp)]


def hashed(seed: int, count: int, *name: str) -> Numbers:
    """Uniform numbers for futures 1 … count, shape (count,); `name` has up to three parts and keeps uses apart."""
    owner, entry, purpose = (*name, "", "", "")[:3]
    keys = future_keys(seed, np.arange(1, count + 1, dtype=np.uint64))
    return uniform(keys, turn_constant(name_hash("futures", owner, entry, purpose), 0), np.empty(count))


def spread(weights: Numbers, start: int, stop: int, offset: float) -> NDArray[np.intp]:
    """Draws number `start` … `stop` of particles in proportion to `weights`, shape (stop - start,).

    Any first so many of the draws represent the weights evenly. Raises ValueError when no weight is above 0.
    """
    turns: Numbers = np.arange(start + 1, stop + 1, dtype=np.float64) * _GOLDEN + offset
    return _reached(weights, turns - np.floor(turns))


def systematic(weights: Numbers, count: int, offset: float) -> NDArray[np.intp]:
    """Systematic resampling: `count` particles in proportion to `weights`, each within one of its exact share, shape (count,).

    Raises ValueError when no weight is above 0.
    """
    places: Numbers = (np.arange(count, dtype=np.float64) + offset) / count
    return _reached(weights, places)


def _reached(weights: Numbers, places: Numbers) -> NDArray[np.intp]:
    """The particles at these places in (0, 1) of the weights laid end to end."""
    ends = np.cumsum(weights)
    if not ends[-1] > 0.0:
        raise ValueError("no particle has any weight")
    inside = np.minimum(
        places * ends[-1], np.nextafter(ends[-1], 0.0)
    )  # so that the last one with any weight is the last
    return cast("NDArray[np.intp]", np.searchsorted(ends, inside, side="right"))
