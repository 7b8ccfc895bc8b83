"""The tables and series behind the elementary functions, as plain numbers; `decimal` makes them at import, and rounds correctly everywhere."""

from __future__ import annotations

from decimal import Decimal, localcontext

import numpy as np

STEPS = 128  #: the tables' intervals for a factor of 2
INTERVAL = 45  #: 52 bits of fraction less the 7 that choose the interval
_ONE_BITS = 0x3FF0000000000000
#: The bits where the intervals of the logarithm start, so that 1.0 is in the midst of one.
LOG_START = _ONE_BITS - 75 * 2**INTERVAL - 2 * 2**INTERVAL // 3


def _in_two_parts(value: Decimal) -> tuple[float, float]:
    """Split into a multiple of 2**-42, which an exponent may multiply without error, and the rest."""
    upper = (value * 2**42).to_integral_value() / Decimal(2**42)
    return float(upper), float(value - upper)


def _exp_tables(ln2: Decimal) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Make 2**(i/128) for each i of 128, and what rounding took of it, relatively."""
    exact = [(ln2 * i / STEPS).exp() for i in range(STEPS)]
    nearest = tuple(float(value) for value in exact)
    return nearest, tuple(float(value / Decimal(one) - 1) for value, one in zip(exact, nearest, strict=True))


def _log_tables() -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """Make, for each interval, 1/c to 8 bits after the point, so that z/c - 1 is exact; and log(c) in two parts."""
    middles = (LOG_START + ((2 * np.arange(STEPS, dtype=np.int64) + 1) << (INTERVAL - 1))).view(np.float64)
    reciprocals = np.rint(256.0 / middles) / 256.0
    reciprocals[(_ONE_BITS - LOG_START) >> INTERVAL] = 1.0
    upper, lower = zip(*(_in_two_parts(-Decimal(value).ln()) for value in reciprocals.tolist()), strict=True)
    return tuple(reciprocals.tolist()), upper, lower


with localcontext() as _context:
    _context.prec = 50
    _LN2 = Decimal(2).ln()
    STEPS_OF_LN2 = float(STEPS / _LN2)
    STEP_UPPER, STEP_LOWER = _in_two_parts(_LN2 / STEPS)
    LN2_UPPER, LN2_LOWER = _in_two_parts(_LN2)
    EXP, EXP_REST = _exp_tables(_LN2)
    RECIPROCAL, LOG_UPPER, LOG_LOWER = _log_tables()

#: Coefficients of r**6 … r**2 in e**r - 1, and of r**9 … r**3 in log(1 + r).
EXP_SERIES = tuple(1.0 / divisor for divisor in (720, 120, 24, 6, 2))
LOG_SERIES = tuple((-1.0) ** (power + 1) / power for power in range(9, 2, -1))
