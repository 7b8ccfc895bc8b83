"""Likelihoods in the bands of ICD 203."""

from __future__ import annotations

import pytest

from escalation_game.futures.words import caveat, direction, likelihood


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "almost no chance"), (0.01, "almost no chance"), (0.049, "almost no chance"),
        (0.05, "very unlikely"), (0.199, "very unlikely"),
        (0.2, "unlikely"), (0.449, "unlikely"),
        (0.45, "roughly even chance"), (0.5, "roughly even chance"), (0.55, "roughly even chance"),
        (0.551, "likely"), (0.8, "likely"),
        (0.801, "very likely"), (0.95, "very likely"),
        (0.951, "almost certain"), (0.99, "almost certain"), (1.0, "almost certain"),
    ],
)  # fmt: skip
def test_bands(share: float, words: str) -> None:
    assert likelihood(share) == words


@pytest.mark.parametrize("share", [-0.01, 1.01, float("nan")])
def test_what_is_no_probability_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        likelihood(share)


@pytest.mark.parametrize(
    ("up", "down", "way"),
    [(0.7, 0.3, "up"), (0.1, 0.7, "down"), (0.1, 0.1, "same"), (0.69, 0.31, "mixed"), (0.4, 0.0, "mixed")],
)
def test_directions(up: float, down: float, way: str) -> None:
    assert direction(up, down) == way


def test_a_small_sample_says_so() -> None:
    assert caveat(99.9) == "little evidence"
    assert not caveat(100.0)
