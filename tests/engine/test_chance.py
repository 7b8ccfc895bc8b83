from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import numpy as np
import pytest
from cpu_features import chosen_features, printed_without_features
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.engine.chance import choose_index, future_keys, name_hash, turn_constant, uniform

FUTURES = np.arange(2**15, dtype=np.uint64)
RAIN = name_hash("events", "rain", "falls", "chance")
WIND = name_hash("events", "wind", "rises", "chance")
GOLDEN = "9259daea9ff7d576c3aaf96c02dc47bd42ec98f3af239ccf82a34403faa8caa1"

seeds = st.integers(0, 2**64 - 1)


def draws(name: int = RAIN, turn: int = 1, seed: int = 7, futures: np.ndarray = FUTURES) -> np.ndarray:
    return uniform(future_keys(seed, futures), turn_constant(name, turn), np.empty(len(futures)))


def digest() -> str:
    """Of many draws, little-endian on any machine."""
    total = sha256()
    for seed in (0, 1, 2**64 - 1):
        for name in (RAIN, WIND):
            for turn in range(4):
                total.update(draws(name, turn, seed).astype("<f8").tobytes())
    return total.hexdigest()


def assert_independent(one: np.ndarray, other: np.ndarray) -> None:
    """No correlation, and pairs evenly spread over a 16 x 16 board: both within 4.5 standard deviations."""
    n = len(one)
    correlation = 12.0 * np.mean((one - 0.5) * (other - 0.5))
    assert abs(correlation) < 4.5 / np.sqrt(n)
    cells = np.bincount((one * 16).astype(int) * 16 + (other * 16).astype(int), minlength=256)
    assert abs(np.sum((cells - n / 256) ** 2) / (n / 256) - 255) < 4.5 * np.sqrt(2 * 255)


def test_draws_are_odd_multiples_within_the_open_interval():
    numerators = draws() * 2.0**53
    assert np.all(numerators % 2 == 1)
    assert numerators.min() >= 1 and numerators.max() <= 2**53 - 1


def test_pinned_values():
    assert hex(RAIN) == "0x604e0d11f8164257"
    assert hex(name_hash("", "", "", "")) == "0x8a8773f8573ea017"
    assert hex(turn_constant(RAIN, 3)) == "0x4d2fc92c3c128cc7"
    assert [hex(key) for key in future_keys(7, FUTURES[:2])] == ["0x115d108071070993", "0xb4de2cccb2a56c49"]
    assert [float(draw).hex() for draw in draws()[:2]] == ["0x1.89f6161119b3fp-1", "0x1.c7d29429a2b33p-1"]
    assert [choose_index(seed, "lens", 5) for seed in range(10)] == [0, 3, 4, 4, 2, 4, 0, 1, 2, 4]


def test_same_bits_on_every_cpu():
    assert digest() == GOLDEN
    assert printed_without_features(__file__).split() == ["0", GOLDEN]


def test_parts_of_a_name_do_not_run_together():
    names = [("ab", "c", "", ""), ("a", "bc", "", ""), ("", "abc", "", ""), ("a", "b", "c", ""), ("ä", "bc", "", "")]
    assert len({name_hash(*name) for name in names}) == len(names)


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_seeds_out_of_range_are_refused(seed: int):
    with pytest.raises(OverflowError):
        future_keys(seed, FUTURES)


@given(seeds, st.integers(0, 2**64 - 1), st.integers(0, 10_000), st.integers(1, 50))
def test_a_future_alone_draws_what_it_draws_in_a_crowd(seed: int, first: int, turn: int, cut: int):
    futures = np.uint64(first) + np.arange(50, dtype=np.uint64)  # past the last number they begin again at 0
    crowd = draws(RAIN, turn, seed, futures)
    parts = [draws(RAIN, turn, seed, part) for part in (futures[:cut], futures[cut:])]
    assert np.array_equal(crowd, np.concatenate(parts))
    assert draws(RAIN, turn, seed, futures[-1:])[0] == crowd[-1]


def test_other_draws_leave_a_draw_as_it_is():
    keys, constant = future_keys(7, FUTURES), turn_constant(RAIN, 1)
    before, kept = uniform(keys, constant, np.empty(len(keys))), keys.copy()
    uniform(keys, turn_constant(name_hash("events", "rain", "falls", "noise"), 1), np.empty(len(keys)))
    assert np.array_equal(keys, kept)
    assert np.array_equal(uniform(keys, constant, np.full(len(keys), np.nan)), before)


def test_draws_go_into_the_row_they_are_given():
    rows = np.zeros((3, len(FUTURES)))
    strided = np.zeros((len(FUTURES), 3))
    assert uniform(future_keys(7, FUTURES), turn_constant(RAIN, 1), rows[1]) is not rows
    uniform(future_keys(7, FUTURES), turn_constant(RAIN, 1), strided[:, 1])
    assert np.array_equal(rows[1], draws()) and np.array_equal(strided[:, 1], draws())
    assert not rows[[0, 2]].any() and not strided[:, [0, 2]].any()


def test_threads_do_not_disturb_each_other():
    turns = range(1, 65)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda turn: draws(turn=turn), turns))
    assert all(np.array_equal(result, draws(turn=turn)) for turn, result in zip(turns, together, strict=True))


def test_keys_of_a_seed_all_differ():
    futures = np.concatenate([FUTURES, np.uint64(2**63) + FUTURES, np.uint64(2**32) * (FUTURES[1:])])
    assert len(set(future_keys(3, futures).tolist())) == len(futures)


@pytest.mark.parametrize("seed", [0, 1, 2**63])
def test_draws_are_uniform(seed: int):
    u = draws(seed=seed, futures=np.arange(2**17, dtype=np.uint64))
    bins = np.bincount((u * 1024).astype(int), minlength=1024)
    assert abs(np.sum((bins - 128.0) ** 2) / 128.0 - 1023) < 4.5 * np.sqrt(2 * 1023)
    assert abs(u.mean() - 0.5) < 4.5 / np.sqrt(12 * len(u))
    fine = np.bincount((u * 2.0**40).astype(np.int64) % 256, minlength=256)  # the middle digits too
    assert abs(np.sum((fine - 512.0) ** 2) / 512.0 - 255) < 4.5 * np.sqrt(2 * 255)


def test_names_turns_seeds_and_futures_are_independent():
    for turn in (0, 1, 2):
        assert_independent(draws(RAIN, turn), draws(WIND, turn))
        assert_independent(draws(RAIN, turn), draws(RAIN, turn + 1))
        assert_independent(draws(seed=turn), draws(seed=turn + 1))
    for distance in (1, 2, 64, 4096):
        assert_independent(draws(), np.roll(draws(), distance))


def test_turns_and_seeds_are_uniform_within_one_future():
    one = FUTURES[:1]
    turns = np.array([draws(turn=turn, futures=one)[0] for turn in range(4097)])
    seeded = np.array([draws(seed=seed, futures=one)[0] for seed in range(4097)])
    for series in (turns, seeded):
        assert_independent(series[:-1], series[1:])


def flipped(seed: int, constant: np.uint64, bit: int, where: str) -> np.ndarray:
    """How often each of the upper 32 bits of a draw changes with one bit of what goes in."""
    keys, flip = future_keys(seed, FUTURES[:4096]), np.uint64(1 << bit)
    before = uniform(keys, constant, np.empty(len(keys)))
    if where == "future":
        after = uniform(future_keys(seed, FUTURES[:4096] ^ flip), constant, np.empty(len(keys)))
    else:
        after = uniform(keys ^ flip, constant, np.empty(len(keys)))
    changed = (before * 2.0**32).astype(np.uint64) ^ (after * 2.0**32).astype(np.uint64)
    return np.array([np.mean((changed >> np.uint64(place)) & np.uint64(1)) for place in range(32)])


@pytest.mark.parametrize("where", ["future", "key"])
def test_every_bit_tells_on_every_upper_bit(where: str):
    rates = np.array([flipped(7, turn_constant(RAIN, 1), bit, where) for bit in range(64)])
    assert np.abs(rates - 0.5).max() < 0.04  # 5 standard deviations


def test_choose_index_is_a_draw_and_favours_none():
    keys = [future_keys(seed, np.zeros(1, np.uint64)) for seed in range(3000)]
    constant = turn_constant(name_hash("match", "", "lens", "choice"), 0)
    expected = [int(uniform(key, constant, np.empty(1))[0] * 3) for key in keys]
    chosen = [choose_index(seed, "lens", 3) for seed in range(3000)]
    assert chosen == expected
    assert all(abs(count - 1000) < 4.5 * np.sqrt(3000 * 2 / 9) for count in np.bincount(chosen, minlength=3))
    assert chosen != [choose_index(seed, "weather", 3) for seed in range(3000)]


@given(seeds, st.text(), st.integers(1, 2**31))
def test_choose_index_stays_within_the_count(seed: int, name: str, count: int):
    assert 0 <= choose_index(seed, name, count) < count


if __name__ == "__main__":
    sys.stdout.write(f"{len(chosen_features())} {digest()}\n")
