"""What is unknown for a whole match: the lens, and the uniform number behind every parameter and hidden case; and how a particle with them starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.attribution import leaves
from escalation_game.engine.chance import Keys, future_keys
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Draw, Expr
from escalation_game.engine.machine import Machine
from escalation_game.engine.state import Numbers, State
from escalation_game.futures.sampling import hashed

_EDGE = 2.0**-40
_REACH = 0.4  # of the distance between two other particles: how far a particle is pushed
_SHARE_PUSHED = 0.5  # of its numbers are
_PUSHED, _ANEW, _TURNED = 0.3, 0.65, 0.85  # the particles up to which each is done


@dataclass(frozen=True)
class Unknowns:
    """For n particles: `lens` (n,) is a column of the table of assumptions, `draws` the numbers in (0, 1), shape (n,) each.

    Given the lens every one of them is uniform, so whatever is in (0, 1) is within the ranges of the scenario. `discrete` are those of hidden cases.
    """

    lens: NDArray[np.intp]
    draws: Mapping[Draw, Numbers]
    discrete: frozenset[Draw]

    def taken(self, which: NDArray[np.intp]) -> Unknowns:
        """Those of some particles, in this order."""
        draws = {draw: values[which] for draw, values in self.draws.items()}
        return Unknowns(self.lens[which], draws, self.discrete)

    def where(self, chosen: NDArray[np.bool_], other: Unknowns) -> Unknowns:
        """These, with those of `other` where `chosen`."""
        draws = {draw: np.where(chosen, other.draws[draw], values) for draw, values in self.draws.items()}
        return Unknowns(np.where(chosen, other.lens, self.lens), draws, self.discrete)


def drawn(machine: Machine, state: State) -> Unknowns:
    """The unknowns as the futures of a State drew them. Parameters that share a draw share it here."""
    reading = Reading(machine, state)
    parameters = [one.value for one in machine.game.parameters if not one.each_turn]
    cases = [one.index for one in machine.game.cases]
    continuous = [leaf for value in parameters for leaf in leaves(value) if isinstance(leaf, Draw)]
    discrete = [leaf for value in cases for leaf in leaves(value) if isinstance(leaf, Draw)]
    draws = {draw: reading.number(draw) for draw in [*continuous, *discrete]}
    return Unknowns(state.lens, draws, frozenset(discrete))


def started(machine: Machine, unknowns: Unknowns, keys: Keys) -> State:
    """The State before the first turn of particles with these unknowns; `keys` (n,) are their luck."""
    width = len(unknowns.lens)
    state = machine.start(0, np.arange(1, width + 1, dtype=np.uint64), unknowns.lens)
    state.keys = keys
    given: dict[Expr, Numbers] = {**unknowns.draws}
    reading, game = Reading(machine, state, given=given), machine.game
    for parameter in game.parameters:
        machine.row(state, "parameter", parameter.name)[:] = reading.number(parameter.value)
    for case in game.cases:
        machine.row(state, "case", case.name)[:] = reading.number(case.index)
    for stock in game.stocks:
        low = -np.inf if stock.low is None else stock.low
        high = np.inf if stock.high is None else stock.high
        machine.row(state, "stock", stock.name)[:] = np.clip(reading.number(stock.initial), low, high)
        _remember(machine, state, "stock", stock.name)
    for derived in game.derived:
        machine.row(state, "derived", derived.name)[:] = reading.number(derived.value)
        _remember(machine, state, "derived", derived.name)
    return state


def proposed(unknowns: Unknowns, lenses: NDArray[np.intp], seed: int, towards: NDArray[np.intp]) -> Unknowns:
    """Unknowns near by, as likely there as back. A part of the particles is pushed, a part drawn anew, a part turned; the rest stay.

    A push is along the difference of two other particles, one of them `towards`, in about half of the numbers, reflected into (0, 1)
    (C. ter Braak, "A Markov chain Monte Carlo version of the genetic algorithm differential evolution", 2006). Drawn anew are numbers of
    which little was learnt: else they would be dragged along by those of which much was, and seem known. Turned is one hidden case, or the lens.
    """
    width = len(unknowns.lens)
    away = np.roll(towards, width // 2 + 1)
    kind = hashed(seed, width, "kind")
    pushed, anew, turned = kind < _PUSHED, (kind >= _PUSHED) & (kind < _ANEW), (kind >= _ANEW) & (kind < _TURNED)
    share = hashed(seed, width, "share")
    kinds = sorted(unknowns.discrete, key=lambda draw: draw.name)
    which = (hashed(seed, width, "which") * (len(kinds) + 1)).astype(np.intp)
    draws: dict[Draw, Numbers] = {}
    for draw, old in unknowns.draws.items():
        luck = hashed(seed, width, *draw.name[:2])
        if draw in unknowns.discrete:
            new = np.where(turned & (which == kinds.index(draw)), luck, old)
        else:
            new = np.where(pushed & (luck < _SHARE_PUSHED), _within(old + (old[towards] - old[away]) * _REACH), old)
        chance = share * _openness(old)
        draws[draw] = np.where(anew & (luck < chance), luck / chance, new)
    other = lenses[(hashed(seed, width, "lens") * len(lenses)).astype(np.intp)]
    return Unknowns(np.where(turned & (which == len(kinds)), other, unknowns.lens), draws, unknowns.discrete)


def _openness(old: Numbers) -> float:
    """How much of a number's variance beforehand, a twelfth, is left among the particles: 1 where nothing was learnt about it."""
    mean = np.cumsum(old)[-1] / len(old)
    return min(1.0, 12.0 * float(np.cumsum((old - mean) * (old - mean))[-1]) / len(old))


def other_luck(luck: Sequence[Keys], seed: int) -> tuple[Keys, ...]:
    """The luck of the particles, in one turn other for those whose unknowns stay in a proposal of this seed."""
    width = len(luck[0])
    which = (hashed(seed, width, "turn") * len(luck)).astype(np.intp)
    fresh, staying = future_keys(seed, np.arange(1, width + 1, dtype=np.uint64)), hashed(seed, width, "kind") >= _TURNED
    return tuple(np.where(staying & (which == turn), fresh, keys) for turn, keys in enumerate(luck))


def _within(draws: Numbers) -> Numbers:
    """Reflected into the open interval (0, 1)."""
    draws = np.abs(draws)
    return np.clip(np.where(draws > 1.0, 2.0 - draws, draws), _EDGE, 1.0 - _EDGE)


def _remember(machine: Machine, state: State, kind: str, name: str) -> None:
    """As if it had always been as it is now."""
    for lag in range(1, machine.layout.lags.get((kind, name), 0) + 1):
        machine.row(state, kind, name, lag)[:] = machine.row(state, kind, name)
