from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from hashlib import sha256

import mpmath
import numpy as np
import pytest
from cpu_features import chosen_features, printed_without_features
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.engine import alone
from escalation_game.engine.elementary import ELEMENTARY, exp, log, logistic, normal_quantile, power, tanh

ONE_ARGUMENT = [name for name in ELEMENTARY if name != "power"]
GOLDEN = "ccf299f610c1b34ec3a75610a68a1cf18ca71e62a3ee2d5942363397f437b2f9"
INF, NAN, TINY, LARGEST = np.inf, np.nan, 5e-324, np.finfo(float).max


@pytest.fixture(autouse=True)
def as_callers_do() -> Iterator[None]:
    with np.errstate(all="ignore"):
        yield


def spread(low: float, high: float, count: int) -> np.ndarray:
    """Points that are the same on every machine and on no even grid."""
    places = (np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(11)
    return low + (high - low) * (places * 2.0**-53)


def all_sizes(count: int) -> np.ndarray:
    """Doubles of either sign and every exponent, subnormal and nan among them."""
    return (np.arange(count, dtype=np.uint64) * np.uint64(0xBF58476D1CE4E5B9)).view(np.float64)


def digest() -> str:
    """Of a large grid of results, little-endian and with one nan, on any machine."""
    total = sha256()
    grid = np.concatenate([all_sizes(20_000), spread(-760, 720, 20_000), spread(-3, 3, 20_000), spread(0, 1, 20_000)])
    exponents = np.concatenate([spread(-4, 4, 60_000), spread(-900, 900, 20_000)])
    with np.errstate(all="ignore"):
        for name, function in ELEMENTARY.items():
            result = function(grid, exponents) if name == "power" else function(grid)
            total.update(np.where(np.isnan(result), NAN, result).astype("<f8").tobytes())
    return total.hexdigest()


def worst_ulps(results: np.ndarray, exact: list[mpmath.mpf]) -> float:
    """The largest error in units of the last place of the true value."""
    worst = mpmath.mpf(0)
    for result, value in zip(results.tolist(), exact, strict=True):
        nearest = float(value)
        if np.isinf(result) or np.isinf(nearest):
            assert result == nearest
        else:
            worst = max(worst, abs(mpmath.mpf(result) - value) / float(np.spacing(abs(nearest))))
    return float(worst)


def exact_quantile(p: mpmath.mpf) -> mpmath.mpf:
    """By Newton's method on the logarithm of the tail, from our own value."""
    tail = min(p, 1 - p)
    x = mpmath.mpf(abs(float(normal_quantile(np.array([float(p)]))[0])))
    for _ in range(3):
        area = mpmath.erfc(x / mpmath.sqrt(2)) / 2
        x += mpmath.log(area / tail) * area / mpmath.npdf(x)
    return x if p > 0.5 else -x


def near_one(count: int) -> np.ndarray:
    return 1.0 + spread(-1, 1, count) * 2.0 ** -np.rint(spread(5, 50, count)[::-1])


def powers_of_ten(low: float, high: float, count: int) -> np.ndarray:
    return 10.0 ** spread(low, high, count)


N = 1000
EXACT: dict[str, Callable[[mpmath.mpf], mpmath.mpf]] = {
    "exp": mpmath.exp,
    "log": mpmath.log,
    "tanh": mpmath.tanh,
    "logistic": lambda x: 1 / (1 + mpmath.exp(-x)),
    "normal_quantile": exact_quantile,
}
RANGES: dict[str, tuple[float, list[np.ndarray]]] = {
    "exp": (1.0, [spread(-0.01, 0.01, N), spread(-40, 40, N), spread(-745.1, -700, N), spread(700, 709.78, N)]),
    "log": (1.0, [spread(0.7, 1.5, N), near_one(N), powers_of_ten(-308, 308, N), powers_of_ten(-323, -308, N)]),
    "tanh": (2.0, [spread(-0.003, 0.003, N), spread(-1, 1, N), spread(-22, 22, N), powers_of_ten(-308, 0, N)]),
    "logistic": (2.0, [spread(-1, 1, N), spread(-40, 40, N), spread(-745.1, -700, N)]),
    "normal_quantile": (
        2.0,
        [
            *(spread(0.06, 0.94, N), near_one(N) / 2, 1 - powers_of_ten(-15, -1, N)),
            *(powers_of_ten(-17, -1, N), powers_of_ten(-323, -17, N // 4)),
        ],
    ),
}


@pytest.mark.parametrize("name", ONE_ARGUMENT)
def test_within_its_ulps_of_mpmath(name: str):
    bound, ranges = RANGES[name]
    with mpmath.workprec(140):
        for x in ranges:
            exact = [EXACT[name](mpmath.mpf(value)) for value in x.tolist()]
            assert worst_ulps(ELEMENTARY[name](x), exact) <= bound


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (spread(0, 3, N), spread(-5, 5, N)[::-1]),
        (spread(0.9, 1.1, N), spread(-3000, 3000, N)[::-1]),
        (near_one(N), 2.0 ** np.rint(spread(0, 50, N))[::-1]),
        (powers_of_ten(-300, 300, N), spread(-1, 1, N)[::-1]),
        (powers_of_ten(-300, -150, N), spread(1, 2.1, N)[::-1]),  # subnormal results
        (powers_of_ten(-323, -308, N), spread(-0.9, 0.9, N)[::-1]),
        (spread(0, 1000, N), np.full(N, 2.0)),
        (spread(0, 1000, N), np.full(N, 3.0)),
        (spread(0, 1000, N), np.full(N, 0.5)),
        (-spread(1, 1000, N), np.full(N, -7.0)),
    ],
)
def test_power_is_within_one_ulp_of_mpmath(x: np.ndarray, y: np.ndarray):
    with mpmath.workprec(200):
        exact = [mpmath.power(mpmath.mpf(a), mpmath.mpf(b)) for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    assert worst_ulps(power(x, y), exact) <= 1.0


@given(st.integers(-(2**17), 2**17), st.integers(0, 3))
def test_power_is_exact_where_a_double_can_be(base: int, exponent: int):
    assert Fraction(float(power(np.array(float(base)), np.array(float(exponent))))) == Fraction(base) ** exponent


@given(st.integers(0, 2**26))
def test_the_power_of_a_half_is_an_exact_root_of_a_square(root: int):
    assert power(np.array([float(root**2)]), np.array(0.5))[0] == root


@pytest.mark.parametrize(
    ("function", "x", "expected"),
    [
        (exp, [0.0, -0.0, INF, -INF, 709.79, 1e308, -746.0, -1e308], [1, 1, INF, 0, INF, INF, 0, 0]),
        (log, [1.0, 0.0, -0.0, INF, -1.0, -INF, -TINY], [0, -INF, -INF, INF, NAN, NAN, NAN]),
        (tanh, [0.0, INF, -INF, 30.0, -1e308, TINY], [0, 1, -1, 1, -1, TINY]),
        (logistic, [0.0, INF, -INF, 800.0, -800.0, 40.0], [0.5, 1, 0, 1, 0, 1]),
        (normal_quantile, [0.5, 0.0, 1.0, -0.1, 1.1, INF, -INF], [0, -INF, INF, NAN, NAN, NAN, NAN]),
    ],
)
def test_ends_of_the_range(function: Callable[..., np.ndarray], x: list[float], expected: list[float]):
    np.testing.assert_array_equal(function(np.array(x)), np.array(expected, dtype=float))


def test_tanh_keeps_the_sign_of_zero():
    assert np.signbit(tanh(np.array([-0.0, 0.0]))).tolist() == [True, False]


def test_power_at_the_ends_is_as_ieee_754_says():
    values = [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, -3.0, INF, -INF, TINY, -TINY, LARGEST, -LARGEST, 1e300]
    x, y = (grid.ravel() for grid in np.meshgrid(values, [*values, 2.0**53, 2.0**53 + 2, 2.0**52 + 1, -1.5]))
    ours, theirs = power(x, y), np.power(x, y)
    np.testing.assert_allclose(ours, theirs, rtol=2**-51, atol=0)
    numbers = ~np.isnan(theirs)
    assert np.array_equal(np.signbit(ours[numbers]), np.signbit(theirs[numbers]))


@pytest.mark.parametrize("name", ONE_ARGUMENT)
def test_nan_stays_nan(name: str):
    assert np.isnan(ELEMENTARY[name](np.array([NAN, -NAN]))).all()


def test_nan_stays_nan_in_power():
    x, y = np.array([NAN, NAN, 1.0, 0.0, -2.0, 2.0]), np.array([0.0, 1.0, NAN, NAN, NAN, NAN])
    assert np.isnan(power(x, y)).all()


@pytest.mark.parametrize("name", list(ELEMENTARY))
def test_alone_is_the_same_as_in_a_crowd(name: str):
    x = np.concatenate([all_sizes(300), spread(-2, 2, 300)])
    arguments = (x, x[::-1]) if name == "power" else (x,)
    crowd = ELEMENTARY[name](*arguments)
    alone = [ELEMENTARY[name](*(argument[i : i + 1] for argument in arguments))[0] for i in range(len(x))]
    zero_dimensional = [ELEMENTARY[name](*(np.array(argument[i]) for argument in arguments)) for i in range(len(x))]
    np.testing.assert_array_equal(np.array(alone), crowd)
    np.testing.assert_array_equal(np.array(zero_dimensional), crowd)
    assert all(value.shape == () for value in zero_dimensional)


@pytest.mark.parametrize("name", ONE_ARGUMENT)
def test_out_may_be_the_argument_and_arguments_are_left_alone(name: str):
    x = np.concatenate([all_sizes(100), spread(0, 1, 100)])
    kept, function = x.copy(), ELEMENTARY[name]
    expected = function(x)
    np.testing.assert_array_equal(x, kept)
    assert function(x, out=x) is x
    np.testing.assert_array_equal(x, expected)
    row = np.empty(5)
    function(kept[150], out=row)
    np.testing.assert_array_equal(row, np.full(5, expected[150]))


def test_power_takes_constants_for_either_argument_and_writes_over_either():
    x, y, row = spread(-2, 2, 200), spread(-5, 5, 200), np.empty(200)
    for a, b in [(np.array(2.0), y), (np.array(0.0), y), (np.array(-8.0), np.rint(y)), (x, np.array(3.0)), (x, y)]:
        expected = power(np.broadcast_to(a, 200).copy(), np.broadcast_to(b, 200).copy())
        np.testing.assert_array_equal(power(a, b), expected)
        np.testing.assert_array_equal(power(a, b, out=row), expected)
    expected = power(x, y)
    for target in (0, 1):
        pair = [x.copy(), y.copy()]
        np.testing.assert_array_equal(power(pair[0], pair[1], out=pair[target]), expected)


def test_same_bits_on_every_cpu():
    assert digest() == GOLDEN
    assert printed_without_features(__file__).split() == ["0", GOLDEN]


if __name__ == "__main__":
    sys.stdout.write(f"{len(chosen_features())} {digest()}\n")


@given(st.floats(), st.floats(-1e6, 1e6) | st.floats())
def test_a_number_alone_gets_the_same_bits_from_its_own_code(x: float, y: float) -> None:
    for one, other in ((x, y), (abs(x), y), (x, 0.0), (np.exp(min(abs(x), 1.0)), y)):
        bases, exponents = np.array([one]), np.array([other])
        assert_same(alone.exp(bases), exp(np.array([one, 0.5]))[:1])
        assert_same(alone.power(bases, exponents), power(np.array([one, 2.0]), np.array([other, 0.5]))[:1])


def test_numbers_alone_at_every_size_get_the_same_bits() -> None:
    grid = np.concatenate([spread(-760, 760, 3000), spread(0, 3, 3000), all_sizes(2000)])
    powers = np.concatenate([spread(-40, 40, 6000), spread(-2, 2, 2000)])
    assert_same(np.concatenate([alone.exp(grid[[place]]) for place in range(8000)]), exp(grid))
    told = [alone.power(grid[[place]], powers[[place]]) for place in range(8000)]
    assert_same(np.concatenate(told), power(grid, powers))
    out = np.empty(1)
    assert alone.power(np.array([2.0]), np.array(0.5), out=out) is out
    assert alone.exp(np.array(1.0)).shape == ()


def assert_same(one: np.ndarray, other: np.ndarray) -> None:
    """The same bits; of nan, whichever."""
    assert np.where(np.isnan(one), NAN, one).tobytes() == np.where(np.isnan(other), NAN, other).tobytes()
