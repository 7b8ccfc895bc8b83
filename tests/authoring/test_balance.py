"""The balance of a scenario: doing nothing against choosing, and options nobody has a reason to take."""

from __future__ import annotations

import numpy as np
import pytest

from escalation_game.authoring.balance import Contest, balance_of, wanted
from escalation_game.scenario import Scenario, load_text

STALL = """\
format: 1
title: A stall
summary: Sell pies.
calendar: {start: 2025-01, step: month, turns: 3}
roles:
  baker: {title: Baker, player: true, choices: 1, objectives: [purse, name]}
  town: {title: Town}
stocks:
  coins: {title: Coins, initial: 10, range: [0, null]}
  fame: {title: Fame, initial: 10, range: [0, null]}
actions:
  bake: {role: baker, title: Bake, effects: [{change: {coins: 3}}]}
  bake_badly: {role: baker, title: Bake badly, effects: [{change: {coins: 1}}]}
  sing: {role: baker, title: Sing, effects: [{change: {fame: 2}}]}
  bray: {role: town, title: Bray, effects: [{change: {coins: -1}}]}
objectives:
  purse: {title: Purse, value: coins, better: higher}
  name: {title: Name, value: fame, better: higher}
endings: {end: {title: End, text: Evening.}}
"""


@pytest.fixture(scope="module")
def stall() -> Scenario:
    return load_text(STALL, "stall")


def test_an_option_that_another_beats_is_told_with_numbers(stall: Scenario) -> None:
    one = np.ones((2, 1))
    found = balance_of(stall, 3, {"nothing": one, "random": one}).dominated
    assert [(one.action, one.by) for one in found] == [("bake_badly", "bake")]
    assert found[0].differences == {"purse": 2.0, "name": 0.0}


def test_doing_nothing_wins_where_it_is_nowhere_worse(stall: Scenario) -> None:
    order = [one.name for one in stall.game.objectives]
    assert order == ["name", "purse"]
    idle = np.array([[1.0, 1.0, 1.0, 1.0, np.nan], [1.0, 1.0, 1.0, 1.0, 1.0]])
    chosen = np.array([[0.0, 1.0, 2.0, 1.0, 1.0, 7.0], [1.0, 2.0, 0.0, 1.0, 1.0, 7.0]])
    told = balance_of(stall, 3, {"nothing": idle, "random": chosen}).nothing
    assert told == Contest(4, 0.25, 0.25, {"name": 0.25, "purse": 0.25})


def test_nothing_to_compare(stall: Scenario) -> None:
    broken = np.full((2, 3), np.nan)
    assert balance_of(stall, 3, {"nothing": broken, "random": broken}).nothing is None
    assert wanted(stall) == ("purse", "name")
