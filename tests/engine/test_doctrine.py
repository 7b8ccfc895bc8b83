"""Doctrine does what it declares: what raises the log-odds of an action raises how often it is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from small_games import action, call, flow, game, stock, value

from escalation_game.engine.attribution import leaves
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Const, Draw, Expr, Read
from escalation_game.engine.game import Action, Derived, Game, Observed, Role, Switch
from escalation_game.engine.machine import Machine
from escalation_game.engine.state import Numbers, State
from escalation_game.scenario import load, shipped

FUTURES = 1000
SATURATED = 6.0  # log-odds beyond which a frequency does not tell much


def test_every_shipped_doctrine_answers_to_what_it_names() -> None:
    for name in shipped():
        _assert_answers(load(name).game, least=0)


def test_doctrine_answers_to_stocks_derived_values_and_switches_as_its_role_sees_them() -> None:
    _assert_answers(_small(), least=5)


def test_doctrine_chooses_as_often_as_its_log_odds_say() -> None:
    machine = Machine(game(actions=(action("go", propensity=-1.0),)))
    state = machine.start(3, range(20_000))
    machine.step(state)
    assert machine.row(state, "chosen", "go").mean() == pytest.approx(1 / (1 + np.e), abs=0.012)


def _small() -> Game:
    """A role that sees one stock exactly and one with noise; its doctrine names those, a derived value and a switch."""
    pressure = Derived("pressure", call("multiply", value("tension"), 0.1))
    noise = call("multiply", Draw(("observed", "west", "trust", "noise"), True), 4.0)
    seen = Observed("west", "stock", "trust", call("add", value("trust"), noise))
    log_odds = call("subtract", call("multiply", value("tension"), 0.05), call("multiply", value("trust"), 0.08))
    strike = call("add", Read("derived", "pressure"), call("multiply", Read("switch", "alarm"), -2.0))
    return game(
        roles=(Role("west", 1, 1),),
        stocks=(stock("tension", 20.0, 0.0, 100.0), stock("trust", 15.0, 0.0, 50.0)),
        derived=(pressure,),
        switches=(Switch("alarm", ("off", "on"), 1, (1, 0)),),
        observed=(seen,),
        actions=(
            action("calm", propensity=call("negative", log_odds)),
            action("strike", propensity=strike),
            action("warn", propensity=log_odds),
        ),
        flows=(flow("rule:drift", "tension", call("multiply", Draw(("rules", "drift", "", "noise"), True), 20.0)),),
    )


def _assert_answers(rules: Game, *, least: int) -> None:
    """At least `least` pairs of an action and a variable were strong enough to have to show in the frequencies."""
    played, free = Machine(rules), Machine(_unhindered(rules))
    state = played.start(11, range(FUTURES))
    for _ in range(min(2, rules.turns - 1)):
        played.step(state)
    before = _as_state_of(free, played, state)
    strong = 0
    for one in free.game.actions:
        for leaf in _named(one, free):
            for changed in _perturbed(free, before, leaf):
                strong += _answers(free, before, changed, one)
    assert strong >= least


def _unhindered(rules: Game) -> Game:
    """The same doctrine without costs, exclusions or conditions, and with choices for everything."""
    actions = tuple(replace(one, costs=(), excludes=frozenset[str](), available=None) for one in rules.actions)
    return replace(rules, actions=actions, roles=tuple(replace(role, choices=len(actions)) for role in rules.roles))


def _as_state_of(free: Machine, played: Machine, state: State) -> State:
    """The futures still running, in the rows of the other machine."""
    running = np.flatnonzero((played.row(state, "ending") == 0) & ~state.failed)
    values = np.array([state.values[played.layout.rows[slot], running] for slot in free.layout.rows])
    return State(
        values, state.turn, state.futures[running], state.lens[running], state.keys[running], state.failed[running]
    )


def _named(one: Action, machine: Machine) -> Iterator[Read]:
    """The stocks, derived values and switches that a propensity reads and its role sees."""
    hidden = {seen.name for seen in machine.game.observed if seen.role == one.role and seen.value is None}
    for leaf in leaves(one.propensity or Const(0.0)):
        if isinstance(leaf, Read) and leaf.kind in {"stock", "derived", "switch"} and leaf.name not in hidden:
            yield leaf


def _perturbed(machine: Machine, before: State, leaf: Read) -> Iterator[State]:
    """The State with one variable higher, and lower, within its range; a switch in each of its cases."""
    now = machine.row(before, leaf.kind, leaf.name)
    for values in _other_values(machine, leaf, now):
        changed = before.copy()
        machine.row(changed, leaf.kind, leaf.name)[:] = values
        yield changed


def _other_values(machine: Machine, leaf: Read, now: Numbers) -> list[Numbers]:
    if leaf.kind == "switch":
        cases = next(one.cases for one in machine.game.switches if one.name == leaf.name)
        return [np.full_like(now, index) for index in range(len(cases))]
    ends = [(one.low, one.high) for one in machine.game.stocks if leaf.kind == "stock" and one.name == leaf.name]
    low, high = ends[0] if ends else (None, None)
    size = float(np.std(now)) + 0.25 * float(np.mean(np.abs(now)))
    size = max(size, 0.25 * (high - low) if low is not None and high is not None else 1e-3)
    return [
        np.clip(now + shift, -np.inf if low is None else low, np.inf if high is None else high)
        for shift in (size, -size)
    ]


def _answers(machine: Machine, before: State, changed: State, one: Action) -> bool:
    """Checks one action against one change of the State; True when the change was strong enough to have to show."""
    old, new = (_log_odds(machine, state, one) for state in (before, changed))
    chosen_old, chosen_new = (_chosen(machine, state, one.name) for state in (before, changed))
    # The same luck on both sides, so that every single future has to answer in the declared direction.
    assert not (chosen_old & ~chosen_new & (new >= old)).any(), one.name
    assert not (~chosen_old & chosen_new & (new <= old)).any(), one.name
    expected = np.sum(_probability(new) - _probability(old))
    variance = np.sum(np.abs(_probability(new) - _probability(old))) + 1.0
    change = float(chosen_new.sum()) - float(chosen_old.sum())
    assert abs(change - expected) <= 5 * np.sqrt(variance), one.name
    strong = (np.abs(new - old) > 0.3) & (np.minimum(np.abs(new), np.abs(old)) < SATURATED)
    same_way = (new[strong] > old[strong]).all() or (new[strong] < old[strong]).all()
    if not (same_way and abs(expected) > 30):
        return False
    assert np.sign(change) == np.sign(expected), one.name
    return True


def _log_odds(machine: Machine, state: State, one: Action) -> Numbers:
    """The propensity as the turn computes it, the same bits as read from outside."""
    assert one.propensity is not None
    report = machine.step(state.copy(), report=True)
    assert report is not None
    told = report.value("propensity", one.name)
    if not _reads_choices(one.propensity):
        read = Reading(machine, state, "choosing").seen_by(one.role).number(one.propensity)
        assert np.array_equal(read, told), one.name
    return told


def _reads_choices(expr: Expr) -> bool:
    """Whether a propensity reads what roles before it chose this turn."""
    return any(getattr(leaf, "kind", "") == "chosen" for leaf in leaves(expr))


def _chosen(machine: Machine, state: State, name: str) -> NDArray[np.bool_]:
    after = state.copy()
    machine.step(after)
    return machine.row(after, "chosen", name) > 0


def _probability(log_odds: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-np.clip(log_odds, -50, 50)))
