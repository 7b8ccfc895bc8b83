"""How likely what was seen is, in each particle: choices by doctrine, events, and reports with noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from escalation_game.engine.elementary import log, logistic
from escalation_game.engine.game import Action
from escalation_game.engine.state import Numbers

_PROBIT = 1.702  # logistic(1.702 z) is within 0.0095 of the normal distribution function
_SCORES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)  # where the lowest chosen score may lie
_NEVER = -np.inf


@np.errstate(all="ignore")
def log_normal(
    value: Numbers, told: float, noise: float, floor: float, low: float | None = None, high: float | None = None
) -> Numbers:
    """Log-likelihood, shape (n,), that a true `value` is told as `told`, but for a constant.

    The standard error is `noise` of the true value, at least `floor`. What is told at a bound of the range may have been beyond it.
    """
    error = np.maximum(np.abs(value) * noise, floor)
    blurred = error > 0.0
    error = np.where(blurred, error, 1.0)
    apart = (told - value) / error
    density = -0.5 * apart * apart - _log(error)
    if told in {low, high}:
        density = _log(logistic(_PROBIT * (apart if told == low else -apart)))
    return np.where(blurred, density, np.where(value == told, 0.0, _NEVER))


@np.errstate(all="ignore")
def log_event(probability: Numbers, *, happened: bool) -> Numbers:
    """Log-probability, shape (n,), that an event happened, or did not."""
    chance = np.clip(probability, 0.0, 1.0)
    return _log(chance if happened else 1.0 - chance)


@np.errstate(all="ignore")
def log_choice(
    log_odds: Mapping[str, Numbers], actions: Sequence[Action], chosen: Sequence[str], most: int
) -> Numbers | float:
    """Log-probability, shape (n,), that doctrine chooses exactly `chosen` of `actions`, `most` at the most.

    `log_odds` are minus infinity where an action cannot be had. One that a chosen action excludes tells nothing. With all choices taken, one that was
    left out may have been wanted and outbid.
    """
    excluded = {other for one in actions if one.name in chosen for other in one.excludes}
    taken = [log_odds[one.name] for one in actions if one.name in chosen]
    left = [log_odds[one.name] for one in actions if one.name not in chosen and one.name not in excluded]
    if taken and left and len(taken) >= most:
        return _log(_outbid(taken, left))
    chances = [logistic(odds) for odds in taken] + [logistic(-odds) for odds in left]
    return sum((_log(chance) for chance in chances), 0.0)


def _outbid(taken: Sequence[Numbers], left: Sequence[Numbers]) -> Numbers:
    """The chance that all of `taken` score above 0 and above all of `left`, shape (n,).

    The sum, over intervals of the lowest score taken, of the chance that it lies there times the chance that all left lie below.
    """
    total, last_above, last_below = np.array(0.0), _all_above(taken, 0.0), _all_below(left, 0.0)
    for score in _SCORES:
        above, below = _all_above(taken, score), _all_below(left, score)
        total = total + (last_above - above) * 0.5 * (last_below + below)
        last_above, last_below = above, below
    return total + last_above * 0.5 * (last_below + 1.0)


def _all_above(odds: Sequence[Numbers], score: float) -> Numbers:
    return _product([logistic(one - score) for one in odds])


def _all_below(odds: Sequence[Numbers], score: float) -> Numbers:
    return _product([logistic(score - one) for one in odds])


def _product(factors: Sequence[Numbers]) -> Numbers:
    product = factors[0]
    for factor in factors[1:]:
        product = product * factor
    return product


def _log(value: Numbers) -> Numbers:
    """The logarithm; of 0 it is minus infinity."""
    return np.where(value > 0.0, log(np.maximum(value, 1e-300)), _NEVER)
