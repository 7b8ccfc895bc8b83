"""Elementary functions with the same bits on every CPU.

The exp, log and power of numpy and of C libraries differ in their last bits between processors and versions, and one
differing bit ends the sameness of a replay. These are built only from what IEEE 754 rounds in one way: addition,
subtraction, multiplication, division, square root, comparisons, and integer operations on the bits. Nothing is summed
over the batch, so a number alone gets the same bits as in a crowd. Only the sign and payload of a nan may still differ
between machines: IEEE 754 leaves them open.

The method is table-driven, after P. T. P. Tang ("Table-driven implementation of the exponential function in IEEE
floating-point arithmetic", ACM TOMS 15, 1989; "... of the logarithm function ...", ACM TOMS 16, 1990): a table reduces
the argument to a small rest, whose Taylor series is short. The logarithm is kept as an unevaluated sum of two doubles,
which is what makes `power` good. `normal_quantile` divides its range much as M. J. Wichura does (algorithm AS 241,
Applied Statistics 37, 1988); its rational functions are our own.

Every function takes float64 arrays of 0 or 1 dimensions, writes to `out` if given (which may be an argument), and
returns it. Callers hold `np.errstate(all="ignore")`: infinities and lanes that are thrown away would warn otherwise.
Fresh arrays instead of operations in place, and constants that are arrays, because on a single future numpy is two to
three times as fast that way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine import tables

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
Ratio = tuple[Sequence[Numbers], Sequence[Numbers]]  # of polynomials, highest powers first


def _number(value: float) -> Numbers:
    return np.array(value)


def _integer(value: int) -> Integers:
    return np.array(value, np.int64)


# --- Constants -------------------------------------------------------------------------------------------------------

_ZERO, _HALF, _ONE, _TWO, _FOUR, _TWENTY = (_number(value) for value in (0.0, 0.5, 1.0, 2.0, 4.0, 20.0))
_INFINITY, _NAN = _number(np.inf), _number(np.nan)
_TO_INTEGER = _number(1.5 * 2.0**52)  # added to a small number, it leaves the nearest integer in the lowest bits
_LAST_STEP, _INTERVAL_BITS, _FRACTION_BITS = _integer(tables.STEPS - 1), _integer(tables.INTERVAL), _integer(52)
_UPPER_26, _UPPER_12 = _integer(-(2**27)), _integer(-(2**52))
_FIRST_INTERVAL = _integer(tables.LOG_START)
_SMALLEST_NORMAL_BITS, _NORMAL_RANGE = _integer(2**52), np.array(0x7FE0000000000000, np.uint64)
_SMALLEST_NORMAL, _LIFT, _LIFTED, _UNLIFTED = _number(2.0**-1022), _number(2.0**54), _integer(-54), _integer(0)
_EXP_NEAR = _number(708.0)  # within ± this, exp and all on the way to it are normal numbers
_EXP_LEAST, _EXP_MOST = _number(-746.0), _number(710.0)
_EXP_SERIES, _LOG_SERIES = tuple(map(_number, tables.EXP_SERIES)), tuple(map(_number, tables.LOG_SERIES))
_STEPS_OF_LN2, _STEP_UPPER, _STEP_LOWER = map(_number, (tables.STEPS_OF_LN2, tables.STEP_UPPER, tables.STEP_LOWER))
_LN2_UPPER, _LN2_LOWER = _number(tables.LN2_UPPER), _number(tables.LN2_LOWER)
#: The bits of 2**(i/128) for each i of 128, less i where the exponent will add it.
_EXP_BITS = np.array(tables.EXP).view(np.int64) - (np.arange(tables.STEPS, dtype=np.int64) << tables.INTERVAL)
_EXP_REST, _RECIPROCAL = np.array(tables.EXP_REST), np.array(tables.RECIPROCAL)
_LOG_UPPER, _LOG_LOWER = np.array(tables.LOG_UPPER), np.array(tables.LOG_LOWER)
_POWER_MOST = _number(2.0**80)


def _polynomial(coefficients: Sequence[Numbers], x: Numbers) -> Numbers:
    """Horner's rule, highest power first."""
    total = coefficients[0] * x + coefficients[1]
    for coefficient in coefficients[2:]:
        total = total * x + coefficient
    return total


# --- exp and what is made of it --------------------------------------------------------------------------------------


def exp(x: Numbers, out: Numbers | None = None) -> Numbers:
    """Compute e**x within 1 ulp, subnormal results included; inf above 709.79, 0 below -745.14."""
    return _delivered(_exp_of_sum(_batch(x)), x.shape, out)


def logistic(x: Numbers, out: Numbers | None = None) -> Numbers:
    """Compute 1 / (1 + e**-x) within 2 ulp; small results keep their digits."""
    batch = _batch(x)
    e = _exp_of_sum(-np.absolute(batch))
    above = np.maximum(e, batch >= _ZERO)  # e below 0, 1 above: no e is greater than 1
    below = _ONE + e
    quotient = above / below
    lost = (_ONE - below) + e
    return _delivered(quotient - quotient * lost / below, x.shape, out)


def tanh(x: Numbers, out: Numbers | None = None) -> Numbers:
    """Compute the hyperbolic tangent within 2 ulp: d / (d + 2) with d = e**2x - 1, which keeps small results exact."""
    batch = _batch(x)
    scale, rest = _exp_parts(np.minimum(np.absolute(batch), _TWENTY) * _TWO)
    steps = scale - _ONE
    product = steps * rest
    growth = rest + product
    above = steps + growth
    below = above + _TWO
    quotient = above / below
    lost_above = ((steps - above) + growth) + ((rest - growth) + product)
    lost_below = ((_TWO - below) + above) + lost_above
    quotient = quotient + (lost_above - quotient * lost_below) / below
    return _delivered(np.copysign(quotient, batch), x.shape, out)


def _exp_of_sum(x: Numbers, low: Numbers | None = None) -> Numbers:
    """Compute e**(x + low), where low is small beside x; left out, it is 0."""
    scale, rest = _exp_parts(x, low)
    result = scale + scale * rest
    far = (np.absolute(x) > _EXP_NEAR).nonzero()[0]
    if far.size:
        result[far] = _exp_far(x[far], _ZERO if low is None else low[far])
    return result


def _exp_parts(x: Numbers, low: Numbers | None = None, lift: Integers | None = None) -> tuple[Numbers, Numbers]:
    """Find a power of 2**(1/128), and by how much of itself it must grow to be e**(x + low).

    The power is divided by 2**(lift / 128) where given, which keeps results in range that would not be.
    """
    nearest = x * _STEPS_OF_LN2 + _TO_INTEGER
    steps = nearest - _TO_INTEGER
    bits = nearest.view(np.int64)
    place = bits & _LAST_STEP
    exponent = bits if lift is None else bits - lift
    scale = _EXP_BITS.take(place, mode="wrap") + (exponent << _INTERVAL_BITS)
    r_upper = x - steps * _STEP_UPPER
    r_lower = steps * _STEP_LOWER if low is None else steps * _STEP_LOWER - low
    r = r_upper - r_lower
    curved = r * r * _polynomial(_EXP_SERIES, r) + (_EXP_REST.take(place, mode="wrap") - r_lower)
    return scale.view(np.float64), r_upper + curved


def _exp_far(x: Numbers, low: Numbers) -> Numbers:
    """Compute what may be subnormal or overflow: 2**64 nearer to 1 first, then multiplied back with one rounding."""
    up = x > _ZERO
    lift = np.where(up, 64 * tables.STEPS, -64 * tables.STEPS)
    x = np.maximum(np.minimum(x, _EXP_MOST), _EXP_LEAST)
    low = np.maximum(np.minimum(low, _ONE), -_ONE)
    scale, rest = _exp_parts(x, low, lift)
    return (scale + scale * rest) * np.where(up, 2.0**64, 2.0**-64)


# --- log and what is made of it --------------------------------------------------------------------------------------


def log(x: Numbers, out: Numbers | None = None) -> Numbers:
    """Compute the natural logarithm within 1 ulp; of 0 it is -inf, of a negative number nan."""
    batch = _batch(x)
    result, _ = _log_parts(batch)
    odd = _not_normal(batch)
    if odd.size:
        result[odd] = _log_odd(batch[odd])
    return _delivered(result, x.shape, out)


def _not_normal(x: Numbers) -> Integers:
    """Find where x is not a positive normal number."""
    return ((x.view(np.int64) - _SMALLEST_NORMAL_BITS).view(np.uint64) >= _NORMAL_RANGE).nonzero()[0]


def _lifted(x: Numbers) -> tuple[Numbers, Integers]:
    """Multiply subnormal numbers by 2**54, and give the exponent that makes up for it."""
    small = x < _SMALLEST_NORMAL
    return np.where(small, x * _LIFT, x), np.where(small, _LIFTED, _UNLIFTED)


def _log_odd(x: Numbers) -> Numbers:
    result, _ = _log_parts(*_lifted(x))
    result = np.where(x > _ZERO, result, _NAN)
    result = np.where(x == _ZERO, -_INFINITY, result)
    return np.where(x == _INFINITY, _INFINITY, result)


def _log_parts(x: Numbers, lift: Integers | None = None) -> tuple[Numbers, Numbers]:
    """Compute log(x * 2**lift) as a sum of two doubles, good to some 2**-66 of itself, for positive normal x."""
    bits = x.view(np.int64)
    offset = bits - _FIRST_INTERVAL
    place = (offset >> _INTERVAL_BITS) & _LAST_STEP
    z_bits = bits - (offset & _UPPER_12)
    exponent = offset >> _FRACTION_BITS
    powers = (exponent if lift is None else exponent + lift).astype(np.float64)
    r, r_upper = _exact_rest(z_bits, _RECIPROCAL.take(place, mode="wrap"))
    known = powers * _LN2_UPPER + _LOG_UPPER.take(place, mode="wrap")
    first = known + r
    # The square needs more than 53 bits: r = r_upper + (r - r_upper), and the square of r_upper is exact.
    half = _HALF * r
    half_upper = _HALF * r_upper
    square = r_upper * half_upper
    second = first - square
    lower = (known - first) + r
    lower = lower + (powers * _LN2_LOWER + _LOG_LOWER.take(place, mode="wrap"))
    lower = lower - (r - r_upper) * (half + half_upper)
    lower = lower + ((first - second) - square)
    lower = lower + r * r * r * _polynomial(_LOG_SERIES, r)
    total = second + lower
    return total, (second - total) + lower


def _exact_rest(z_bits: Integers, reciprocal: Numbers) -> tuple[Numbers, Numbers]:
    """Compute z * reciprocal - 1 without error, and its upper 26 bits."""
    z = z_bits.view(np.float64)
    z_upper = (z_bits & _UPPER_26).view(np.float64)
    r = (z_upper * reciprocal - _ONE) + (z - z_upper) * reciprocal
    return r, (r.view(np.int64) & _UPPER_26).view(np.float64)


def power(x: Numbers, y: Numbers, out: Numbers | None = None) -> Numbers:
    """Compute x**y within 1 ulp, by the rules of IEEE 754, but for nan, which always gives nan.

    A negative x needs an integer y, else the result is nan; 0**0 is 1.
    """
    base, exponent = _batch(x), np.minimum(np.maximum(_batch(y), -_POWER_MOST), _POWER_MOST)
    result = _power_of_normal(base, exponent)
    odd = _not_normal(base)
    if odd.size:
        chosen = odd if len(base) == len(result) else slice(None)
        bases, exponents = np.broadcast_arrays(base, exponent)
        result[chosen] = _power_odd(bases[chosen], exponents[chosen])
    return _delivered(result, x.shape or y.shape, out)


def _power_of_normal(x: Numbers, y: Numbers, lift: Integers | None = None) -> Numbers:
    """Compute (x * 2**lift)**y for positive normal x."""
    upper, lower = _log_parts(x, lift)
    y_upper = (y.view(np.int64) & _UPPER_26).view(np.float64)
    log_upper = (upper.view(np.int64) & _UPPER_26).view(np.float64)
    return _exp_of_sum(y_upper * log_upper, (y - y_upper) * log_upper + y * ((upper - log_upper) + lower))


def _power_odd(x: Numbers, y: Numbers) -> Numbers:
    """Compute x**y for x that is not a positive normal number."""
    size = np.absolute(x)
    normal, lift = _lifted(size)
    result = _power_of_normal(normal, y, lift)
    result = np.where(size == _ZERO, np.where(y < _ZERO, _INFINITY, _ZERO), result)
    result = np.where(size == _INFINITY, np.where(y < _ZERO, _ZERO, _INFINITY), result)
    result = np.where(y == _ZERO, _ONE, result)
    half = _HALF * y
    turned = (np.floor(y) == y) & (np.floor(half) != half) & (np.copysign(_ONE, x) < _ZERO)
    result = np.where(turned, -result, result)
    undefined = (x < _ZERO) & (size < _INFINITY) & (np.floor(y) != y)
    return np.where(undefined | np.isnan(x) | np.isnan(y), _NAN, result)


# --- normal_quantile -------------------------------------------------------------------------------------------------

# The root of 2 pi in two parts:
_ROOT_UPPER, _ROOT_LOWER = _number(2.5066282746310007), _number(-1.8328579980459167e-16)
_CENTRAL_MOST, _CENTRAL_START = _number(0.425), _number(0.180625)
_OUTER_LESS, _OUTER_START, _FAR_START = _number(0.8359375), _number(2.25), _number(7.0)


def _fitted(above: Sequence[float], below: Sequence[float]) -> Ratio:
    return tuple(map(_number, above)), tuple(map(_number, below))


# Rational functions of degree 7/7 (highest powers first), interpolated with 75 digits at Chebyshev points of a
# logarithmic scale; they leave under 3e-17 of the quantile. With q = p - 1/2 and s = sqrt(-2 log(tail)):
# fmt: off
_CENTRAL = _fitted(  # (quantile / q - sqrt(2 pi)) / q**2 for |q| up to 0.425, by 0.180625 - q**2
    (472.89379095991177, 32111.106310261133, 78105.00354902663, 57998.66525542966, 18234.926228617438,
     2709.9776616474655, 187.77403385021967, 4.874765941399952),
    (17353.32750880698, 60950.90839783375, 64369.51543640751, 29315.157432855027, 6618.185301226619,
     772.7660244470495, 44.54391775991907, 1.0),
)
_OUTER = _fitted(  # quantile - (s - 0.8359375) for s up to 7, by s - 2.25
    (1.1038683079788766e-06, 9.48658168706785e-05, 0.0022530729268851702, 0.02222295859216462,
     0.1053842391269745, 0.2373348666363322, 0.20036385990641695, -0.006021795900924106),
    (1.3279571645168005e-06, 0.0001235813427340357, 0.0033761484331744185, 0.040660017719687365,
     0.25299899402891374, 0.8491610921722109, 1.4571344757934317, 1.0),
)
_FAR = _fitted(  # the same for s from 7 to 38.7, past the smallest double, by s - 7
    (6.567413716786568e-11, 2.9636662873312833e-08, 3.6164539857974987e-06, 0.0001759038831938888,
     0.0039668665356288445, 0.043548432066197115, 0.22291210600203573, 0.4199407943999706),
    (7.864853942688023e-11, 3.6204417568550294e-08, 4.5946985951655445e-06, 0.00023785358312163656,
     0.005865888942486332, 0.072668415992541, 0.43512639449628737, 1.0),
)
# fmt: on


def normal_quantile(p: Numbers, out: Numbers | None = None) -> Numbers:
    """Find within 2 ulp where a standard normal number lies below with probability p; nan for p outside [0, 1]."""
    batch = _batch(p)
    q = batch - _HALF
    square = q * q
    growth = square * _ratio(_CENTRAL, _CENTRAL_START - square)
    lost = (batch - (q + _HALF)) * (_ROOT_UPPER + _FOUR * growth)  # in the subtraction, times about the slope
    result = q * _ROOT_UPPER + (q * (growth + _ROOT_LOWER) + lost)
    outer = (np.absolute(q) > _CENTRAL_MOST).nonzero()[0]
    if outer.size:
        result[outer] = _outer_quantile(batch[outer])
    return _delivered(result, p.shape, out)


def _outer_quantile(p: Numbers) -> Numbers:
    """Find the quantile for p outside [0.075, 0.925]: s = sqrt(-2 log(tail)), less 0.84, and a small correction."""
    tail = np.minimum(p, _ONE - p)
    upper, lower = _log_parts(*_lifted(tail))
    square = -_TWO * upper
    s = np.sqrt(square)
    s_upper = (s.view(np.int64) & _UPPER_26).view(np.float64)
    lost = (square - s_upper * s_upper) - (s - s_upper) * (s + s_upper) - _TWO * lower
    correction = _ratio(_OUTER, s - _OUTER_START)
    far = (s > _FAR_START).nonzero()[0]
    if far.size:
        correction[far] = _ratio(_FAR, s[far] - _FAR_START)
    size = (s - _OUTER_LESS) + (correction + lost / (s + s))
    size = np.where(tail > _ZERO, size, np.where(tail == _ZERO, _INFINITY, _NAN))
    return np.where(p < _HALF, -size, size)


def _ratio(coefficients: Ratio, x: Numbers) -> Numbers:
    return _polynomial(coefficients[0], x) / _polynomial(coefficients[1], x)


# --- Shapes ----------------------------------------------------------------------------------------------------------


def _batch(x: Numbers) -> Numbers:
    """Give the numbers one dimension."""
    return x if x.ndim else x.reshape(1)


def _delivered(result: Numbers, shape: tuple[int, ...], out: Numbers | None) -> Numbers:
    """Put the result in the caller's array, or in the shape of the argument."""
    if out is None:
        return result.reshape(shape)
    np.copyto(out, result)
    return out


#: The functions by their names in expressions.
ELEMENTARY: dict[str, Callable[..., Any]] = {
    "exp": exp,
    "log": log,
    "power": power,
    "tanh": tanh,
    "logistic": logistic,
    "normal_quantile": normal_quantile,
}
