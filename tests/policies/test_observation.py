"""What a role can know when it chooses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from escalation_game.engine.chance import name_hash, turn_constant, uniform
from escalation_game.engine.expression import Previous, Read, Since
from escalation_game.engine.machine import Machine
from escalation_game.policies.observation import as_it_chooses, observe
from escalation_game.scenario import load

BRIDGE = Path(__file__).parents[1] / "play" / "bridge.yaml"
FUTURES = 2000


@pytest.fixture(scope="module")
def machine() -> Machine:
    return Machine(load(BRIDGE).game)


def test_it_holds_what_the_role_sees_and_nothing_else(machine: Machine) -> None:
    state = machine.start(3, range(FUTURES))
    seen = observe(machine, state, "west")
    assert set(seen.values) == {"gate", "grain", "price", "ships", "silver", "toll"}
    assert (seen.role, seen.turn, seen.choices) == ("west", 1, 3)
    assert all(values.shape == (FUTURES,) for values in seen.values.values())
    assert set(observe(machine, state, "east").values) == {*seen.values, "spies"}


def test_what_is_noisy_is_off_by_what_is_declared_and_right_on_average(machine: Machine) -> None:
    state = machine.start(3, range(FUTURES))
    ships = observe(machine, state, "west").values["ships"]
    assert ships.mean() == pytest.approx(40, abs=1)
    assert ships.std() == pytest.approx(0.25 * 40, rel=0.1)
    assert np.array_equal(ships, observe(machine, state, "west").values["ships"])
    assert (observe(machine, state, "east").values["ships"] == 40).all()


def test_costs_and_means_say_what_is_legal(machine: Machine) -> None:
    state = machine.start(3, range(FUTURES))
    machine.row(state, "stock", "silver")[:] = 0.2
    seen = observe(machine, state, "west")
    assert {name for name, costs in seen.costs.items() if costs} == {"ask_miller", "buy_carts", "take_toll"}
    assert (seen.means["silver"] == 0.2).all()
    assert seen.legal["buy_carts"].all()
    assert not seen.legal["take_toll"].any()
    assert np.array_equal(seen.legal["hail_ships"], seen.values["ships"] > 40)


def test_a_later_role_knows_what_was_chosen(machine: Machine) -> None:
    state = machine.start(3, range(2))
    chosen = {"buy_carts": np.array([1.0, 0.0])}
    assert observe(machine, state, "east", chosen).legal["smuggle"].tolist() == [True, False]


def test_the_past_of_what_is_hidden_is_hidden_too(machine: Machine) -> None:
    state = machine.start(3, range(4))
    machine.step(state)
    reading = as_it_chooses(machine, state, "west")
    for past in (Previous("stock", "spies", 1), Since("stock", "spies"), Read("stock", "spies")):
        assert np.isnan(reading.number(past)).all()
    assert not np.isnan(as_it_chooses(machine, state, "east").number(Previous("stock", "spies", 1))).any()


def test_its_dice_are_none_of_the_games(machine: Machine) -> None:
    state = machine.start(3, range(FUTURES))
    seen = observe(machine, state, "west")
    dice = seen.dice("buy_carts")
    assert 0 < dice.min() < 0.01 < 0.99 < dice.max() < 1
    for draw in machine.program.draws:
        own = uniform(state.keys, turn_constant(name_hash(*draw.name), 1), np.empty(FUTURES))
        assert not np.array_equal(own, dice)
