"""State: everything a play, or a chunk of plays, remembers between turns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]


@dataclass
class State:
    """n futures side by side.

    `values` has shape (rows, n), row by row as the Layout says; `futures` and `lens` (the column of the table of assumptions) have shape (n,).
    `turn` is how many turns have been played, `keys` the hashed luck of each future, `failed` marks futures whose numbers ran out of bounds.
    """

    values: Numbers
    turn: int
    futures: NDArray[np.uint64]
    lens: NDArray[np.intp]
    keys: NDArray[np.uint64]
    failed: NDArray[np.bool_]

    @property
    def width(self) -> int:
        """How many futures."""
        return self.values.shape[1]

    def copy(self) -> State:
        """A State of its own that changes no more with this one."""
        return State(
            self.values.copy(), self.turn, self.futures.copy(), self.lens.copy(), self.keys.copy(), self.failed.copy()
        )

    def column(self, index: int) -> State:
        """One future alone."""
        one = slice(index, index + 1)
        return State(
            self.values[:, one].copy(), self.turn, self.futures[one], self.lens[one], self.keys[one], self.failed[one]
        )

    def taken(self, which: NDArray[np.intp]) -> State:
        """The futures at these places, in this order, as often as they are named.

        Rows stay in one piece: indexing with an array would interleave them, and a turn would take twice as long.
        """
        values = np.take(self.values, which, axis=1)
        return State(values, self.turn, self.futures[which], self.lens[which], self.keys[which], self.failed[which])

    def digest(self) -> str:
        """Hash of every bit of the values, the same on every machine: of the two zeros a processor may take either for a minimum."""
        content = np.ascontiguousarray(self.values + 0.0, dtype="<f8").tobytes()
        return hashlib.blake2b(content, digest_size=16).hexdigest()
