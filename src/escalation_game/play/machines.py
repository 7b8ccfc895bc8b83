"""The compiled rules behind a match, and what is read off them for a record."""

from __future__ import annotations

from escalation_game.engine.chance import choose_index
from escalation_game.engine.machine import Machine
from escalation_game.engine.state import State
from escalation_game.scenario import Scenario

_MACHINES: dict[str, Machine] = {}
_MACHINES_KEPT = 8


def machine_of(scenario: Scenario) -> Machine:
    """The compiled rules of a scenario; matches of one scenario share them."""
    if scenario.digest not in _MACHINES:
        while len(_MACHINES) >= _MACHINES_KEPT:
            del _MACHINES[next(iter(_MACHINES))]
        _MACHINES[scenario.digest] = Machine(scenario.game)
    return _MACHINES[scenario.digest]


def drawn_lens(scenario: Scenario, seed: int) -> str:
    """The world lens a seed draws: one of the scenario's own, or the baseline where it has none."""
    own = scenario.game.lenses[1:] or scenario.game.lenses
    return own[choose_index(seed, "lens", len(own))]


def values_of(machine: Machine, state: State) -> dict[str, float]:
    """The true value of every stock and derived value by name, each in its own unit; `state` is of width 1."""
    names = [("stock", one.name) for one in machine.game.stocks]
    names += [("derived", name) for name in sorted(one.name for one in machine.game.derived)]
    return {name: float(machine.row(state, kind, name)[0]) + 0.0 for kind, name in names}
