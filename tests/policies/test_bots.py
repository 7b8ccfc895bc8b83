"""The bots, and what they may know."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from escalation_game.engine.machine import Machine, Moves
from escalation_game.policies.bots import FixedPlan, at_random, do_nothing
from escalation_game.policies.observation import Policy, observe
from escalation_game.scenario import load

BRIDGE = Path(__file__).parents[1] / "play" / "bridge.yaml"
FUTURES = 400


@pytest.fixture(scope="module")
def machine() -> Machine:
    return Machine(load(BRIDGE).game)


def chosen(machine: Machine, policy: Policy, turns: int = 1) -> dict[str, np.ndarray]:
    """Where West chose each of its actions in the last of these turns."""
    state = machine.start(3, range(FUTURES))
    for _ in range(turns):
        machine.step(state, Moves(played={"west": policy(observe(machine, state, "west"))}))
    names = [action.name for action in machine.game.actions if action.role == "west"]
    return {name: machine.row(state, "chosen", name) > 0 for name in names}


def test_do_nothing_does_nothing(machine: Machine) -> None:
    assert not any(where.any() for where in chosen(machine, do_nothing).values())


def test_at_random_takes_everything_now_and_then_and_never_too_much(machine: Machine) -> None:
    told = chosen(machine, at_random)
    assert all(0 < where.sum() < FUTURES for where in told.values())
    assert (np.sum(list(told.values()), axis=0) <= 3).all()
    assert not (told["ask_miller"] & told["take_toll"]).any()
    spent = 0.1 * told["ask_miller"] + 0.2 * told["buy_carts"] + 0.3 * told["take_toll"]
    assert (spent <= 0.6).all()


def test_at_random_is_the_same_for_a_future_alone(machine: Machine) -> None:
    state = machine.start(3, range(FUTURES))
    crowd = at_random(observe(machine, state, "west"))
    alone = at_random(observe(machine, state.column(17), "west"))
    assert {name: float(scores[17]) for name, scores in crowd.items()} == {
        name: float(one[0]) for name, one in alone.items()
    }


def test_a_fixed_plan_is_followed_as_far_as_it_is_legal_and_then_nothing(machine: Machine) -> None:
    plan = FixedPlan([["hail_ships"], ["take_toll"], ["take_toll"]])
    first = chosen(machine, plan)
    assert 0 < first["hail_ships"].sum() < FUTURES
    assert chosen(machine, plan, turns=2)["take_toll"].all()
    assert not any(where.any() for where in chosen(machine, plan, turns=4).values())
