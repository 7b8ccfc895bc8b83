"""Ensemble: many futures of one game, in chunks that fit the cache. Alone or in a crowd, in chunks of any size, a future is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.machine import Machine, Moves
from escalation_game.engine.state import State

CHUNK = 8192  #: futures side by side: enough to hide the cost of a call, few enough to stay in the cache

#: What is decided in a turn, given the State before it.
Decide = Callable[[State], Moves]


def chunks(futures: range, size: int = CHUNK) -> Iterator[range]:
    """The futures in pieces of at most `size`."""
    for first in range(futures.start, futures.stop, size):
        yield range(first, min(first + size, futures.stop))


def play_out(
    machine: Machine, seed: int, futures: range, decide: Decide, *, lens: int | NDArray[np.intp] = 0, chunk: int = CHUNK
) -> Iterator[State]:
    """Plays futures to their ends; yields the last State of each chunk. `lens` is one index, or one for each of `futures`."""
    for piece in chunks(futures, chunk):
        own = lens if isinstance(lens, int) else lens[piece.start - futures.start : piece.stop - futures.start]
        state = machine.start(seed, piece, own)
        for _ in range(machine.game.turns):
            machine.step(state, decide(state))
        yield state
