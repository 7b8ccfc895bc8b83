"""The simple bots: they play any role of any scenario, knowing only what an Observation holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from escalation_game.engine.chance import name_hash, turn_constant, uniform
from escalation_game.engine.game import Game
from escalation_game.engine.state import Numbers
from escalation_game.policies.observation import Observation, Policy

_WANTED = 2.0


def do_nothing(observation: Observation) -> Mapping[str, Numbers]:
    """Never chooses anything."""
    del observation
    return {}


def at_random(observation: Observation) -> Mapping[str, Numbers]:
    """Wants each legal action with the same chance, so that about as many as the role may take are wanted, in random order."""
    legal = observation.legal
    count = sum((mask.astype(np.float64) for mask in legal.values()), np.zeros(len(observation.keys)))
    chance = np.minimum(observation.choices / np.maximum(count, 1.0), 0.75)
    return {name: np.where(mask, observation.dice(name) + chance, 0.0) for name, mask in legal.items()}


def avoid_used(observation: Observation) -> Mapping[str, Numbers]:
    """Goes through its actions in a random order of its own, as many a turn as it may take, and begins again after the last one.

    So nothing is used again before everything else has had its turn; what is not legal then gives way to what comes next.
    """
    legal, count = observation.legal, len(observation.legal)
    if not count:
        return {}
    draws = {name: _once(observation, name) for name in legal}
    passed = (observation.turn - 1) * observation.choices
    scores: dict[str, Numbers] = {}
    for name, mask in legal.items():
        place = sum(((other < draws[name]).astype(np.float64) for other in draws.values()), np.zeros(len(mask)))
        scores[name] = np.where(mask, _WANTED + count - np.mod(place - passed, count), 0.0)
    return scores


def _once(observation: Observation, name: str) -> Numbers:
    """A uniform number for an action that stays the same all match long, shape (n,); none of the game's own dice."""
    constant = turn_constant(name_hash("policies", observation.role, name, "order"), 0)
    return uniform(observation.keys, constant, np.empty(len(observation.keys)))


@dataclass(frozen=True)
class OnlyAction:
    """Chooses one action whenever it is legal, and nothing else."""

    action: str

    def __call__(self, observation: Observation) -> Mapping[str, Numbers]:
        """A score for that action."""
        return {self.action: np.where(observation.legal[self.action], _WANTED, 0.0)}


def single_action_bots(game: Game, role: str) -> Mapping[str, Policy]:
    """A bot for every action of a role, by the name "only ACTION"."""
    return {f"only {one.name}": OnlyAction(one.name) for one in game.actions if one.role == role}


@dataclass(frozen=True)
class FixedPlan:
    """Chooses what was written down for each turn (the first entry is turn 1), as far as it is legal; nothing afterwards.

    Raises KeyError, when its turn comes, for an action that is none of the role's.
    """

    turns: Sequence[Sequence[str]]

    def __call__(self, observation: Observation) -> Mapping[str, Numbers]:
        """Scores for this turn's entry."""
        index = observation.turn - 1
        wanted = self.turns[index] if index < len(self.turns) else ()
        return {name: np.where(observation.legal[name], _WANTED, 0.0) for name in wanted}


#: The bots that need no more than a name.
BOTS: Mapping[str, Policy] = {"avoid-used": avoid_used, "nothing": do_nothing, "random": at_random}
