"""What is given holds from the start, in every lens, and changes no other dice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from escalation_game.authoring.checks import Given, ScenarioTest, Variation
from escalation_game.authoring.worlds import variations, world
from escalation_game.engine.state import Numbers
from escalation_game.play.machines import machine_of
from escalation_game.scenario.findings import Place

from .towns import codes, towns

RANGES = {"baseline": (80.0, 100.0, 120.0), "plenty": (120.0, 150.0, 180.0), "want": (40.0, 50.0, 60.0)}


def _start(given: Given, lens: str) -> dict[tuple[str, str], Numbers]:
    scenario = world(towns(), given)
    machine = machine_of(scenario)
    state = machine.start(7, range(200), scenario.game.lenses.index(lens))
    rows = [("parameter", "shoal"), ("parameter", "growth"), ("case", "mood"), ("stock", "fish"), ("stock", "coins")]
    return {row: machine.row(state, *row).copy() for row in rows}


@pytest.mark.parametrize("lens", RANGES)
@pytest.mark.parametrize("place", ["low", "value", "high"])
def test_a_parameter_is_fixed_in_the_range_of_its_lens(lens: str, place: str) -> None:
    start = _start(Given(parameters={"shoal": place}), lens)  # type: ignore[dict-item]
    wanted = RANGES[lens][("low", "value", "high").index(place)]
    assert (start["parameter", "shoal"] == wanted).all()
    assert (start["stock", "fish"] == wanted).all()  # it begins with the shoal


def test_what_is_given_changes_no_other_dice() -> None:
    free = _start(Given(), "plenty")
    given = _start(Given(parameters={"growth": 0.5}, cases={"mood": "sour"}, stocks={"coins": 3.0}), "plenty")
    assert np.array_equal(free["parameter", "shoal"], given["parameter", "shoal"])
    assert np.array_equal(free["stock", "fish"], given["stock", "fish"])
    assert set(given["parameter", "growth"]) == {0.5}
    assert set(given["case", "mood"]) == {1.0}
    assert set(given["stock", "coins"]) == {3.0}


def test_a_parameter_of_every_turn_is_fixed_in_every_turn() -> None:
    scenario = world(towns(), Given(parameters={"growth": "high"}))
    machine = machine_of(scenario)
    state = machine.start(1, range(50))
    for _ in range(4):
        machine.step(state)
        assert (machine.row(state, "parameter", "growth") == 0.3).all()


def test_nothing_given_is_the_scenario_itself() -> None:
    assert world(towns(), Given(seed=9, lens="want")) is towns()


def test_worlds_are_told_apart() -> None:
    one, other = (world(towns(), Given(stocks={"coins": coins})) for coins in (1.0, 2.0))
    assert len({towns().digest, one.digest, other.digest}) == 3
    assert len({towns().game.rules_version, one.game.rules_version, other.game.rules_version}) == 3


def test_a_matrix_is_every_combination() -> None:
    matrix = (
        tuple(Variation(f"lens {lens}", "lens", "", lens) for lens in ("plenty", "want")),
        tuple(Variation(f"coins {coins:g}", "stocks", "coins", coins) for coins in (1.0, 2.0, 3.0)),
    )
    test = ScenarioTest("all", Place("tests.yaml", 1, 1), Given(stocks={"fish": 9.0}), matrix=matrix)
    told = dict(variations(test))
    assert len(told) == 6
    assert told["lens want, coins 2"] == Given(lens="want", stocks={"fish": 9.0, "coins": 2.0})


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("seed: -1", "E605"),
        ("seed: 1.5", "E602"),
        ("seed: 18446744073709551616", "E605"),
        ("lens: plentyful", "E604"),
        ("stocks: {coins: 101}", "E605"),
        ("stocks: {coins: yes}", "E602"),
        ("stocks: {catch: 3}", "E604"),
        ("cases: {mood: merry}", "E604"),
        ("cases: {mode: calm}", "E604"),
        ("parameters: {shoal: medium}", "E602"),
        ("parameters: {shoal: true}", "E602"),
        ("parameters: {fish: low}", "E604"),
        ("seats: {south: somebody}", "E604"),
        ("seats: {north: doctrine}", "E607"),
        ("weather: fine", "E601"),
        ("[]", "E602"),
    ],
)
def test_what_cannot_be_given(given: str, code: str, tmp_path: Path) -> None:
    text = (
        f"tests:\n  one:\n    given: {given if given == '[]' else '{' + given + '}'}\n    expect: {{ending: winter}}\n"
    )
    assert codes(tmp_path, text) == [code]


@pytest.mark.parametrize(
    ("matrix", "code"),
    [
        ("lens: [plenty, plentyful]", "E604"),
        ("lens: plenty", "E602"),
        ("lens: []", "E605"),
        ("seats: {south: [nothing]}", "E601"),
        (f"seed: {list(range(201))}", "E605"),
        (f"seed: {list(range(20))}, stocks: {{coins: {list(range(11))}}}", "E605"),
    ],
)
def test_what_cannot_be_in_a_matrix(matrix: str, code: str, tmp_path: Path) -> None:
    found = codes(tmp_path, f"tests:\n  one:\n    matrix: {{{matrix}}}\n    expect: {{ending: winter}}\n")
    assert code in found
    assert len(found) <= 2
