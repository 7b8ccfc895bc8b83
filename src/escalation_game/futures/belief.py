"""Belief: what an honest observer in a seat could think now, as weighted particles of everything unknown.

A particle is a future of the same game: its lens, parameters, hidden cases and hidden stocks are its own, and so is its luck. What was seen is
imposed on it and weighed by how likely it was there. Where few particles would be left, they are resampled and moved: each lives through all that
was seen again with slightly other unknowns, and keeps them as often as they explain it as well (W. Gilks and C. Berzuini, "Following a moving
target", 2001). So copies differ, and what nothing was learnt about stays as unknown as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.chance import Keys, future_keys, name_hash
from escalation_game.engine.elementary import exp, log
from escalation_game.engine.machine import Machine
from escalation_game.engine.state import Numbers, State
from escalation_game.futures.evidence import Seen
from escalation_game.futures.imposing import imposed, settled, told_likelihood
from escalation_game.futures.sampling import hashed, own_lenses, spread, systematic
from escalation_game.futures.unknowns import Unknowns, drawn, other_luck, proposed, started

PARTICLES = 1000
_SEED = name_hash(
    "futures", "belief", "", "seed"
)  # of no match: no particle ever meets a match's dice, nor is it future 0
_ENOUGH = 0.25  # of the particles; below it they are resampled
_STAGES = 24  # at most so many times a turn
_MOVES = 3  # each time, and more while little has to be lived through again


@dataclass(frozen=True)
class Belief:
    """n particles after a turn.

    `log_weights` (n,) are what they weigh, `log_target` (n,) how well each explains all that was seen. `luck` holds the keys of their dice for the
    start and each turn, (n,) each. `effective` is how many equal particles they are worth: the smaller, the less a fan rests on.
    """

    role: str
    lenses: NDArray[np.intp]
    seen: tuple[Seen, ...]
    unknowns: Unknowns
    luck: tuple[Keys, ...]
    state: State
    log_weights: Numbers
    log_target: Numbers
    effective: float

    @property
    def turn(self) -> int:
        """Turns seen."""
        return self.state.turn

    @property
    def weights(self) -> Numbers:
        """Shares of the particles, shape (n,); they add up to 1."""
        return _normal(self.log_weights)


def believe(
    machine: Machine, role: str, seen: Sequence[Seen], lenses: Sequence[str] = (), count: int = PARTICLES
) -> Belief:
    """The belief of a role that has seen all this, the start first; beforehand an equal mix of the scenario's lenses, or of `lenses`."""
    belief = first_belief(machine, role, seen[0], lenses, count)
    for one in seen[1:]:
        belief = updated(machine, belief, one)
    return belief


def first_belief(machine: Machine, role: str, seen: Seen, lenses: Sequence[str] = (), count: int = PARTICLES) -> Belief:
    """The belief at the start. Raises ValueError on an unknown lens."""
    columns = np.array([machine.game.lenses.index(lens) for lens in lenses or own_lenses(machine.game)], np.intp)
    state = machine.start(_SEED, np.arange(1, count + 1, dtype=np.uint64), columns[np.arange(count) % len(columns)])
    unknowns, nothing = drawn(machine, state), np.zeros(count)
    belief = Belief(role, columns, (), unknowns, (state.keys,), state, nothing, nothing, float(count))
    return _weighed(machine, belief, seen, settled(machine, role, state, seen))


def updated(machine: Machine, belief: Belief, seen: Seen) -> Belief:
    """The belief a turn later."""
    state = belief.state.copy()
    luck = future_keys(name_hash("futures", "belief", str(seen.turn), "seed"), state.futures)
    state.keys = luck
    likelihood = imposed(machine, belief.role, state, seen) + settled(machine, belief.role, state, seen)
    return _weighed(machine, replace(belief, state=state, luck=(*belief.luck, luck)), seen, likelihood)


def effective(weights: Numbers) -> float:
    """Kish's effective sample size of weights that add up to 1."""
    return 1.0 / float(np.cumsum(weights * weights)[-1])


def _weighed(machine: Machine, belief: Belief, seen: Seen, likelihood: Numbers) -> Belief:
    """The particles with the weight of what was seen: first what was done and happened, then what was told with noise.

    Reports are taken in a part at a time: as much as leaves a quarter of the particles effective, which are then resampled and moved before the
    rest is weighed. Taken all at once, twenty reports would leave a handful of particles.
    """
    belief = replace(belief, seen=(*belief.seen, seen), log_weights=belief.log_weights + likelihood)
    past, family, taken = belief.log_target + likelihood, np.arange(belief.state.width), 0.0
    for stage in range(_STAGES + 1):
        told = told_likelihood(machine, belief.state, seen)
        share = 1.0 - taken if stage == _STAGES else _bearable(belief.log_weights, told, 1.0 - taken)
        taken += share
        belief = replace(belief, log_weights=_sum(belief.log_weights, told, share), log_target=_sum(past, told, taken))
        if not np.isfinite(belief.log_weights).any():
            return _at_a_loss(machine, belief)
        if taken >= 1.0:
            break
        belief, family = _resampled(belief, family, stage)
        for move in range(max(_MOVES, 4 * _MOVES // (seen.turn + 1))):
            belief, fresh = _moved(machine, belief, taken, f"{stage}/{move}")
            family = np.where(fresh, family.max() + 1 + np.arange(len(family)), family)
        past = _without(belief.log_target, told_likelihood(machine, belief.state, seen), taken)
    return replace(belief, effective=effective(_shares(family, belief.weights)))


def _shares(family: NDArray[np.intp], weights: Numbers) -> Numbers:
    """What particles of one ancestor weigh together, for each ancestor."""
    shares = np.zeros(int(family.max()) + 1)
    np.add.at(shares, family, weights)
    return shares


def _bearable(log_weights: Numbers, told: Numbers, left: float) -> float:
    """How much of the reports can be weighed before less than a quarter of the particles is effective; at most what is `left`."""
    enough = _ENOUGH * len(told)

    def bears(share: float) -> bool:
        return effective(_normal(_sum(log_weights, told, share))) >= enough

    if bears(left):
        return left
    least, most = 0.0, left
    for _ in range(12):
        middle = 0.5 * (least + most)
        least, most = (middle, most) if bears(middle) else (least, middle)
    return least


def _resampled(belief: Belief, family: NDArray[np.intp], stage: int) -> tuple[Belief, NDArray[np.intp]]:
    """As many particles of equal weight."""
    old, name = belief.state, (str(belief.turn), str(stage))
    kept = systematic(belief.weights, old.width, float(hashed(_SEED, 1, "resample", *name)[0]))
    state = replace(old.taken(kept), futures=old.futures)
    belief = replace(
        belief,
        state=state,
        unknowns=belief.unknowns.taken(kept),
        luck=tuple(keys[kept] for keys in belief.luck),
        log_weights=np.zeros(old.width),
        log_target=belief.log_target[kept],
    )
    return belief, family[kept]


@np.errstate(all="ignore")
def _moved(machine: Machine, belief: Belief, taken: float, name: str) -> tuple[Belief, NDArray[np.bool_]]:
    """Metropolis steps of all particles with their unknowns; also where they were accepted, shape (n,)."""
    seed = name_hash("futures", "move", str(belief.turn), name)
    width = belief.state.width
    towards = spread(np.ones(width), 0, width, float(hashed(seed, 1, "towards")[0]))
    unknowns = proposed(belief.unknowns, belief.lenses, seed, towards)
    luck = other_luck(belief.luck, seed)
    state, past, told = _lived(machine, belief.role, unknowns, luck, belief.seen)
    target = _sum(past, told, taken)
    accepted = log(hashed(seed, width, "accept")) < target - belief.log_target
    merged = state.copy()
    merged.values = np.where(accepted, state.values, belief.state.values)
    merged.keys = np.where(accepted, state.keys, belief.state.keys)
    merged.lens = np.where(accepted, state.lens, belief.state.lens)
    merged.failed = np.where(accepted, state.failed, belief.state.failed)
    belief = replace(
        belief,
        state=merged,
        unknowns=belief.unknowns.where(accepted, unknowns),
        luck=tuple(np.where(accepted, new, old) for new, old in zip(luck, belief.luck, strict=True)),
        log_target=np.where(accepted, target, belief.log_target),
    )
    return belief, accepted


def _lived(
    machine: Machine, role: str, unknowns: Unknowns, luck: Sequence[Keys], seen: Sequence[Seen]
) -> tuple[State, Numbers, Numbers]:
    """Particles that lived through all this; the log-likelihood of all but the last reports, and of those."""
    state = started(machine, unknowns, luck[0])
    past, told = settled(machine, role, state, seen[0]), told_likelihood(machine, state, seen[0])
    for keys, one in zip(luck[1:], seen[1:], strict=True):
        state.keys = keys
        past = past + told + imposed(machine, role, state, one) + settled(machine, role, state, one)
        told = told_likelihood(machine, state, one)
    return state, past, told


def _at_a_loss(machine: Machine, belief: Belief) -> Belief:
    """Nothing like what was seen is among the particles: go on with them all, and say that nothing is known."""
    seen, state = belief.seen[-1], belief.state
    for name, index in seen.known.items():
        machine.row(state, "case", name)[:] = index
    settled(machine, belief.role, state, seen)
    level = np.where(state.failed, -np.inf, 0.0)
    return replace(belief, log_weights=level, log_target=level, effective=0.0)


@np.errstate(all="ignore")
def _sum(log_weights: Numbers, told: Numbers, share: float) -> Numbers:
    return log_weights + share * told if share > 0.0 else log_weights


def _without(log_target: Numbers, told: Numbers, share: float) -> Numbers:
    """What a particle was worth before this share of the reports was weighed; nothing where they rule it out."""
    possible = np.isfinite(told) & np.isfinite(log_target)
    return np.where(possible, log_target - share * np.where(possible, told, 0.0), -np.inf)


@np.errstate(all="ignore")
def _normal(log_weights: Numbers) -> Numbers:
    most = log_weights.max()
    if not np.isfinite(most):
        return np.full(len(log_weights), 1.0 / len(log_weights))
    weights = np.where(np.isfinite(log_weights), exp(np.maximum(log_weights - most, -745.0)), 0.0)
    return weights / np.cumsum(weights)[-1]
