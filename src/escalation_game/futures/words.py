"""Likelihoods in words, by the bands of the US intelligence community (ICD 203, *Analytic Standards*, 2015)."""

from __future__ import annotations

from typing import Literal, TypeAlias

from escalation_game.play.said import said

Direction: TypeAlias = Literal["up", "down", "same", "mixed"]

AGREEMENT = 0.7  #: the share of futures that have to agree for an effect to have a direction
LITTLE_EVIDENCE = 100.0  #: particles below which a fan says so

_BANDS = (
    (0.05, said("almost no chance")),
    (0.20, said("very unlikely")),
    (0.45, said("unlikely")),
    (0.55, said("roughly even chance")),
    (0.80, said("likely")),
    (0.95, said("very likely")),
)


def likelihood(share: float) -> str:
    """A probability in words; a bound belongs to the band nearer to even, but 45 and 55 % both are roughly even.

    What never or always happened among the futures is still only "almost no chance" or "almost certain": they are a sample.
    Raises ValueError outside 0–1.
    """
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"a probability is between 0 and 1, not {share}")
    for bound, words in _BANDS:
        if share < bound or (share == bound and bound > 0.5):
            return words
    return said("almost certain")


def direction(up: float, down: float) -> Direction:
    """Which way something moves in at least 70 % of futures, given the shares in which it rises and falls."""
    shares: dict[Direction, float] = {"up": up, "down": down, "same": 1.0 - up - down}
    for way, share in shares.items():
        if share >= AGREEMENT:
            return way
    return "mixed"


def caveat(effective: float) -> str:
    """The words "little evidence" where the sample behind a fan is small, else nothing."""
    return said("little evidence") if effective < LITTLE_EVIDENCE else ""
