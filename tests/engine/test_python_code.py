"""One game alone runs as plain Python and gives the bits that numpy gives in a crowd, also where arithmetic has no good answer."""

from __future__ import annotations

import math
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_game.engine import python_code
from escalation_game.engine.chance import turn_constant, uniform, uniform_alone
from escalation_game.engine.machine import Machine, Moves
from escalation_game.scenario import load, shipped

ANY = st.floats(allow_nan=True, allow_infinity=True)


def bits(value: float) -> bytes:
    return struct.pack("<d", value)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_alone_is_as_in_a_crowd(name: str) -> None:
    machine = Machine(load(name).game)
    crowd, alone = machine.start(5, range(20)), [machine.start(5, [future]) for future in range(20)]
    for _ in range(machine.game.turns):
        told = machine.step(crowd, report=True)
        for column, state in enumerate(alone):
            own = machine.step(state, report=True)
            assert state.values.tobytes() == crowd.values[:, [column]].tobytes()
            assert own is not None
            assert told is not None
            assert own.values.tobytes() == told.values[:, [column]].tobytes()


def test_what_is_decided_from_outside_counts_alone_as_well() -> None:
    machine = Machine(load("kursk-2024").game)
    moves = Moves(
        {"west": ("lift_for_kursk",)},
        {"martial_law_in_seoul": True},
        frozenset({"new_missile_over_dnipro"}),
        weighed=frozenset({"west"}),
    )
    crowd, alone = machine.start(5, range(2)), machine.start(5, [1])
    machine.step(crowd, moves)
    machine.step(alone, moves)
    assert alone.values.tobytes() == crowd.values[:, [1]].tobytes()
    assert machine.row(alone, "happened", "martial_law_in_seoul")[0] == 1.0


@given(ANY, ANY)
def test_division_is_numpys(a: float, b: float) -> None:
    with np.errstate(all="ignore"):
        wanted = float(np.divide(np.array([a]), np.array([b]))[0])
    got = python_code._divide(a, b)
    assert (math.isnan(wanted) and math.isnan(got)) or bits(got) == bits(wanted)


@given(ANY, ANY)
def test_the_smaller_and_the_larger_are_numpys(a: float, b: float) -> None:
    for own, theirs in ((python_code._minimum, np.minimum), (python_code._maximum, np.maximum)):
        wanted, got = float(theirs(a, b)), own(a, b)
        assert (math.isnan(wanted) and math.isnan(got)) or got == wanted


@given(ANY)
def test_the_root_is_numpys(x: float) -> None:
    with np.errstate(all="ignore"):
        wanted = float(np.sqrt(x))
    got = python_code._sqrt(x)
    assert (math.isnan(wanted) and math.isnan(got)) or bits(got) == bits(wanted)


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.integers(0, 300))
def test_dice_are_the_same(key: int, name: int, turn: int) -> None:
    constant = turn_constant(name, turn)
    [wanted] = uniform(np.array([key], np.uint64), constant, np.empty(1))
    assert bits(uniform_alone(key, int(constant))) == bits(float(wanted))
