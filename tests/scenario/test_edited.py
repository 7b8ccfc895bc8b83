"""Edited assumptions: a scenario with some of its parameters otherwise."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.engine.machine import Machine
from escalation_game.scenario import load_text
from escalation_game.scenario.edited import Edit, as_edits, beyond, edited, widest
from escalation_game.scenario.uncertainty import believed

PARAMETERS = {
    "triangular": "{value: 3, low: 1, high: 9}",
    "uniform": "{value: 3, low: 1, high: 9, shape: uniform}",
    "median": "{value: 3, low: 1, high: 9, shape: median}",
    "long_tail": "{value: 3, low: 1, high: 9, shape: long_tail}",
    "each_turn": "{value: 3, low: 1, high: 9, redraw: turn}",
    "certain": "{value: 3}",
}
TEXT = """\
format: 1
title: Six numbers
summary: Each shape once.
calendar: {start: 2024-11, step: month, turns: 3}
roles: {one: {title: One, player: true}}
stocks: {pile: {title: Pile, initial: 0}}
parameters:
PARAMETERS
rules:
  grow: {because: It grows., change: {pile: triangular + uniform + median + long_tail + each_turn + certain}}
endings: {over: {title: Over, text: It is over.}}
lenses:
  high: {title: High, argument: All is more., parameters: {triangular: {low: 4, value: 6, high: 12}, certain: {value: 5}}}
"""
LINES = "\n".join(f"  {name}: {entry}" for name, entry in PARAMETERS.items())
SCENARIO = load_text(TEXT.replace("PARAMETERS", LINES), "six")


def played(scenario, lens: int, seed: int) -> list[str]:
    """The digests of a play of three turns."""
    machine = Machine(scenario.game)
    state = machine.start(seed, [0, 1, 2], lens)
    digests = [state.digest()]
    for _ in range(3):
        machine.step(state)
        digests.append(state.digest())
    return digests


@given(seed=st.integers(0, 2**64 - 1), lens=st.sampled_from([0, 1]), names=st.sets(st.sampled_from(sorted(PARAMETERS))))
def test_edits_that_change_nothing_give_the_same_bits(seed: int, lens: int, names: set[str]) -> None:
    held = SCENARIO.file.lenses.get(SCENARIO.game.lenses[lens])
    edits = {name: Edit(*believed(name, SCENARIO.file.parameters[name], held)) for name in names}
    assert played(edited(SCENARIO, edits), lens, seed) == played(SCENARIO, lens, seed)


@given(
    seed=st.integers(0, 2**64 - 1),
    numbers=st.lists(st.floats(0.01, 1e6), min_size=3, max_size=3).map(sorted),
    name=st.sampled_from(sorted(PARAMETERS)),
)
def test_a_number_is_drawn_between_the_ends_under_every_lens_on_the_same_luck(seed, numbers, name) -> None:
    machine = Machine(edited(SCENARIO, {name: Edit(*numbers)}).game)
    for lens in (0, 1):
        state, before = machine.start(seed, range(20), lens), Machine(SCENARIO.game).start(seed, range(20), lens)
        drawn = machine.row(state, "parameter", name)
        assert ((numbers[0] * (1 - 1e-12) <= drawn) & (drawn <= numbers[2] * (1 + 1e-12))).all()
        for other in set(PARAMETERS) - {name}:
            assert (
                machine.row(state, "parameter", other) == Machine(SCENARIO.game).row(before, "parameter", other)
            ).all()


def test_a_bare_number_is_certain() -> None:
    assert as_edits({"median": 2, "certain": Edit(1, 2, 3)}) == {"certain": Edit(1, 2, 3), "median": Edit(2, 2, 2)}
    machine = Machine(edited(SCENARIO, as_edits({"median": 2})).game)
    assert (machine.row(machine.start(5, range(9)), "parameter", "median") == 2).all()


def test_the_text_and_the_rules_version_stay_the_authors() -> None:
    other = edited(SCENARIO, as_edits({"median": 2}))
    assert (other.text, other.game.rules_version) == (SCENARIO.text, SCENARIO.game.rules_version)
    assert other.digest != SCENARIO.digest
    assert other.authored is SCENARIO
    assert edited(other, {}) is SCENARIO
    assert edited(other, as_edits({"median": 2})) is other


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ({"medium": 2}, "there is no parameter “medium”; did you mean “median”?"),
        ({"zzz": 2}, "there is no parameter “zzz”; there are certain, each_turn"),
        ({"median": Edit(2, 1, 3)}, "median: low 2, value 1, high 3 are not in this order"),
        ({"long_tail": Edit(-1, 0, 3)}, "long_tail has a long tail, so its value has to be above 0, not 0"),
    ],
)
def test_what_cannot_be_assumed_is_told(edits, message: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        edited(SCENARIO, as_edits(edits))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_has_to_be_finite(number: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        edited(SCENARIO, as_edits({"median": number}))


def test_what_leaves_every_range_is_known() -> None:
    assert widest(SCENARIO.file, "triangular") == (1, 12)
    assert beyond(SCENARIO, as_edits({"triangular": 12, "median": 9.1, "certain": 4, "uniform": 0})) == (
        "median",
        "uniform",
    )
