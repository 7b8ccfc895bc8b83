"""Chance as a pure hash: every draw is a function of (seed, future number, name, turn) and of nothing else.

There is no generator, no hidden state and no order of drawing. A new name leaves all other draws as they were, a
future drawn alone is the same future in a crowd, and chunks may be computed by any thread in any order. Only integer
operations and one exact subtraction are used, so the numbers are the same on every machine.

What is fixed before the futures are run (names, turns, the seed) is hashed with BLAKE2b (RFC 7693). What differs
between futures is mixed by the finaliser with two multiplications that D. Stafford calls Mix13 and that G. Steele,
D. Lea and C. Flood use in SplitMix ("Fast splittable pseudorandom number generators", OOPSLA 2014), with the
golden-ratio increment of the same paper.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

_INCREMENT = np.array(0x9E3779B97F4A7C15, np.uint64)
_FIRST = np.array(0xBF58476D1CE4E5B9, np.uint64)
_SECOND = np.array(0x94D049BB133111EB, np.uint64)
_BY_30, _BY_27, _BY_12 = (np.array(shift, np.uint64) for shift in (30, 27, 12))
_EXPONENT_OF_ONE = np.array(0x3FF0000000000000, np.uint64)
_BELOW_ONE = np.array(1.0 - 2.0**-53)
_FIRST_ALONE, _SECOND_ALONE, _ALL = int(_FIRST), int(_SECOND), 2**64 - 1
_STEP, _BELOW_ONE_ALONE = 2.0**-52, float(_BELOW_ONE)


def name_hash(section: str, owner: str, entry: str, purpose: str) -> int:
    """Hash the name of a draw to 64 bits. Each part carries its length, so ("ab", "c") and ("a", "bc") differ."""
    parts = [part.encode() for part in (section, owner, entry, purpose)]
    return _hash64(b"".join(_word(len(part)) + part for part in parts), b"name")


def future_keys(seed: int, futures: Keys) -> Keys:
    """Make one key for each future number, shape (n,); within a seed all differ.

    Raises OverflowError unless 0 ≤ seed < 2**64.
    """
    word = _word(seed)
    start, again = (np.array(_hash64(word, use), np.uint64) for use in (b"start", b"again"))
    return _mix(_mix(futures * _INCREMENT + start) ^ again)


def turn_constant(name: int, turn: int) -> np.uint64:
    """Mix a draw's name with the turn; turn 0 stands for a draw made once for the whole match."""
    return np.uint64(_hash64(_word(name) + _word(turn), b"turn"))


def uniform(keys: Keys, constant: np.uint64, out: NDArray[np.float64]) -> NDArray[np.float64]:
    """Draw uniform numbers in the open interval (0, 1) into `out`: functions of each key and the constant alone.

    They are the 2**52 odd multiples of 2**-53, so u and 1 - u are equally likely, and neither end is ever met.
    `keys` and `out` have the same shape; there is no shared scratch, so any number of threads may draw at once.
    """
    bits = (_mix(keys ^ constant) >> _BY_12) | _EXPONENT_OF_ONE  # of 1 + k / 2**52
    return np.subtract(bits.view(np.float64), _BELOW_ONE, out=out)


def uniform_alone(key: int, constant: int) -> float:
    """As `uniform`, for the key of one future: the same bits on Python's own whole numbers."""
    bits = key ^ constant
    bits = ((bits ^ (bits >> 30)) * _FIRST_ALONE) & _ALL
    bits = ((bits ^ (bits >> 27)) * _SECOND_ALONE) & _ALL
    return (1.0 + (bits >> 12) * _STEP) - _BELOW_ONE_ALONE


def choose_index(seed: int, name: str, count: int) -> int:
    """Pick one of 0 … count-1 for the whole match, all equally likely: what future 0 of the seed draws by this name."""
    keys = future_keys(seed, np.zeros(1, np.uint64))
    draw = uniform(keys, turn_constant(name_hash("match", "", name, "choice"), 0), np.empty(1))
    return int(draw[0] * count)


def _mix(bits: Keys) -> Keys:
    """Mix one to one, so that every bit of the input tells on the upper half of the output.

    SplitMix's last shift, which stirs the lower half, is left out: the lowest 12 bits are never used. Fresh arrays on
    purpose: on a single future numpy takes three times as long for an operation in place.
    """
    bits = (bits ^ (bits >> _BY_30)) * _FIRST
    return (bits ^ (bits >> _BY_27)) * _SECOND


def _word(number: int) -> bytes:
    return number.to_bytes(8, "little")


def _hash64(data: bytes, person: bytes) -> int:
    """Take 64 bits of BLAKE2b; `person` keeps the uses apart."""
    return int.from_bytes(blake2b(data, digest_size=8, person=person).digest(), "little")
