"""Observation: what one role can know when it chooses, over a batch of futures; and a Policy, which turns it into a choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.chance import name_hash, turn_constant, uniform
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Expr, Read
from escalation_game.engine.game import Action
from escalation_game.engine.machine import Machine
from escalation_game.engine.state import Numbers, State


@dataclass(frozen=True)
class Observation:
    """What `role` knows before turn `turn` (1 is the first). Every array has shape (n,).

    `values` holds the variables it can see, as it sees them; `legal` its actions that are available and within its means if taken alone;
    `costs` what each would cost, by stock; `means` what it may spend of each of those stocks; `choices` how many actions it may take.
    """

    role: str
    turn: int
    choices: int
    values: Mapping[str, Numbers]
    legal: Mapping[str, NDArray[np.bool_]]
    costs: Mapping[str, Mapping[str, Numbers]]
    means: Mapping[str, Numbers]
    keys: NDArray[np.uint64]

    def dice(self, entry: str) -> Numbers:
        """A uniform number for a policy that wants to be random: from the seed, but never one of the game's own dice."""
        constant = turn_constant(name_hash("policies", self.role, entry, "choice"), self.turn)
        return uniform(self.keys, constant, np.empty(len(self.keys)))


class Policy(Protocol):
    """Any function from an Observation to scores for actions, each of shape (n,).

    What scores above 1 is wanted; beyond what the role may do or afford the largest scores are kept, ties by name.
    """

    def __call__(self, observation: Observation) -> Mapping[str, Numbers]:
        """Scores by action; an action left out is not wanted."""
        ...


def observe(machine: Machine, state: State, role: str, chosen: Mapping[str, Numbers] | None = None) -> Observation:
    """What a role knows before the next turn; `chosen` are choices of roles before it in order, 1.0 or 0.0, shape (n,).

    Values, costs and means are in the units of their variables. Raises StopIteration for a role that is not there.
    """
    reading = as_it_chooses(machine, state, role, chosen)
    game = machine.game
    own = [action for action in game.actions if action.role == role]
    costs = {action.name: {stock: reading.number(amount) for stock, amount in action.costs} for action in own}
    means = {stock: spendable(machine, state, stock) for action in own for stock, _ in action.costs}
    hidden = {one.name for one in game.observed if one.role == role and one.value is None and one.kind != "case"}
    reads = [*(Read("stock", one.name) for one in game.stocks), *(Read("derived", one.name) for one in game.derived)]
    reads += [Read("switch", switch.name) for switch in game.switches]
    values = {read.name: reading.number(read) for read in reads if read.name not in hidden}
    legal = {action.name: _legal(reading, action, costs[action.name], means) for action in own}
    choices = next(one.choices for one in game.roles if one.name == role)
    return Observation(role, state.turn + 1, choices, values, legal, costs, means, state.keys)


def as_it_chooses(machine: Machine, state: State, role: str, chosen: Mapping[str, Numbers] | None = None) -> Reading:
    """The State as a role reads it when it chooses."""
    given: dict[Expr, Numbers] = {Read("chosen", name): value for name, value in (chosen or {}).items()}
    return Reading(machine, state, "choosing", given).seen_by(role)


def spendable(machine: Machine, state: State, stock: str) -> Numbers:
    """What may be spent of a stock: all above its lower limit, shape (n,), in the stock's unit; infinite where it has none."""
    low = next(one.low for one in machine.game.stocks if one.name == stock)
    return machine.row(state, "stock", stock) - (-np.inf if low is None else low)


def _legal(
    reading: Reading, action: Action, costs: Mapping[str, Numbers], means: Mapping[str, Numbers]
) -> NDArray[np.bool_]:
    width = reading.state.width
    legal = np.ones(width, np.bool_) if action.available is None else reading.condition(action.available)
    for stock, amount in costs.items():
        legal = legal & (amount <= means[stock])
    return legal
