"""The simple bots: they play any role of any scenario, knowing only what an Observation holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

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


@dataclass(frozen=True)
class FixedPlan:
    """Chooses what was written down for each turn (the first entry is turn 1), as far as it is legal; nothing afterwards."""

    turns: Sequence[Sequence[str]]

    def __call__(self, observation: Observation) -> Mapping[str, Numbers]:
        """Scores for this turn's entry."""
        index = observation.turn - 1
        wanted = self.turns[index] if index < len(self.turns) else ()
        return {name: np.where(observation.legal[name], _WANTED, 0.0) for name in wanted}


#: The bots that need no more than a name.
BOTS: Mapping[str, Policy] = {"nothing": do_nothing, "random": at_random}
