"""What every shipped scenario has to keep to, whatever it is about."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel

from escalation_game.engine.machine import Machine, Moves
from escalation_game.engine.state import State
from escalation_game.play.match import Match, machine_of, replay
from escalation_game.play.record import read_record, write_record
from escalation_game.play.referee import account
from escalation_game.play.seats import refusals
from escalation_game.play.seeing import briefing, view
from escalation_game.play.whole_files import as_json
from escalation_game.play.why import why
from escalation_game.policies.bots import at_random
from escalation_game.policies.observation import observe
from escalation_game.scenario import load, shipped
from escalation_game.scenario.shipped import scenarios_folder

EXAMPLES = [str(path) for path in sorted((scenarios_folder() / "examples").glob("*/scenario.yaml"))]
SHIPPED = [*sorted(shipped()), *EXAMPLES]
FUTURES = 200

every_scenario = pytest.mark.parametrize("name", SHIPPED, ids=lambda name: Path(name).parent.name or name)


def test_there_is_a_scenario() -> None:
    assert SHIPPED


def at_random_for_all(machine: Machine, state: State) -> Moves:
    """Random legal choices of every role in every future."""
    return Moves(played={role.name: at_random(observe(machine, state, role.name)) for role in machine.game.roles})


@every_scenario
@pytest.mark.parametrize("seats", ["doctrine", "random"])
def test_it_plays_to_its_end_under_every_lens(name: str, seats: str) -> None:
    machine = machine_of(load(name))
    for lens in range(len(machine.game.lenses)):
        state = machine.start(2024, range(FUTURES), lens)
        for _ in range(machine.game.turns):
            machine.step(state, at_random_for_all(machine, state) if seats == "random" else Moves())
            assert not state.failed.any(), machine.not_finite(state)
            _assert_in_range(machine, state)
        assert (machine.row(state, "ending") > 0).all()


def _assert_in_range(machine: Machine, state: State) -> None:
    for stock in machine.game.stocks:
        values = machine.row(state, "stock", stock.name)
        assert np.isfinite(values).all(), stock.name
        assert (values >= (-np.inf if stock.low is None else stock.low)).all(), stock.name
        assert (values <= (np.inf if stock.high is None else stock.high)).all(), stock.name


@every_scenario
def test_nothing_begins_outside_its_range(name: str) -> None:
    machine = machine_of(load(name))
    state = machine.start(2024, range(FUTURES))
    unlimited = tuple(replace(stock, low=None, high=None) for stock in machine.game.stocks)
    free = Machine(replace(machine.game, stocks=unlimited))
    begun = free.start(2024, range(FUTURES))
    for stock in machine.game.stocks:
        assert np.array_equal(free.row(begun, "stock", stock.name), machine.row(state, "stock", stock.name)), stock.name


@every_scenario
def test_every_record_replays(name: str, tmp_path: Path) -> None:
    scenario = load(name)
    for seed, lens in enumerate(scenario.game.lenses):
        for seat in ("you", "random", "doctrine"):
            match = Match(scenario, seed, lens, dict.fromkeys(scenario.file.roles, seat))
            _play(match, random.Random(seed))
            path = tmp_path / f"{lens}-{seat}.json"
            write_record(match.record(), path)
            assert replay(read_record(path)).state.digest() == match.state.digest()


@every_scenario
def test_every_role_is_shown_every_turn(name: str) -> None:
    scenario = load(name)
    match = Match(scenario, 7, seats=dict.fromkeys(scenario.file.roles, "random"))
    assert briefing(match).title
    while match.ending is None:
        for role in scenario.file.roles:
            for variable in view(match, role).variables:
                assert np.isfinite(variable.value), variable.name
                why(match, role, variable.name)
        match.end_turn()
    assert all(view(match, role).ending for role in scenario.file.roles)
    assert as_json(account(match))


@every_scenario
def test_the_ledger_adds_up(name: str) -> None:
    machine = machine_of(load(name))
    state = machine.start(2024, range(FUTURES))
    for _ in range(machine.game.turns):
        before = state.copy()
        report = machine.step(state, at_random_for_all(machine, state), report=True)
        assert report is not None
        for stock in machine.game.stocks:
            parts = list(report.ledger(stock.name).values())
            old, new = (machine.row(one, "stock", stock.name) for one in (before, state))
            total = np.sum(parts, axis=0) if parts else np.zeros(FUTURES)
            size = (
                np.max(np.abs([old, new, *parts]), axis=0)
                if None in (stock.low, stock.high)
                else stock.high - stock.low
            )
            assert (np.abs(new - old - total) <= 1e-9 * size).all(), stock.name


@every_scenario
def test_no_text_is_empty_and_every_source_is_used(name: str) -> None:
    file = load(name).file
    assert [where for where, text in _texts(file, "") if not text.strip()] == []
    cited = {source for where, source in _texts(file, "") if ".source" in where}
    assert set(file.sources) - cited == set()


@every_scenario
def test_every_role_has_something_to_do_and_every_doctrine_somebody(name: str) -> None:
    file = load(name).file
    acting = {action.role for action in file.actions.values()}
    deciding = {action.role for action in file.actions.values() if action.propensity is not None}
    assert set(file.roles) == acting
    assert {role for role, entry in file.roles.items() if not entry.player} <= deciding


def _texts(content: object, where: str) -> Iterator[tuple[str, str]]:
    """Every text in a file with the keys that lead to it, units left out."""
    if isinstance(content, BaseModel):
        content = {key: getattr(content, key) for key in type(content).model_fields if key != "unit"}
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _texts(value, f"{where}.{key}")
    elif isinstance(content, list | tuple):
        for one in content:
            yield from _texts(one, where)
    elif isinstance(content, str):
        yield where, content


def _play(match: Match, dice: random.Random) -> None:
    """To the end, with random choices for the seats that are yours."""
    file, game = match.scenario.file, match.scenario.game
    while match.ending is None:
        for role in sorted(game.roles, key=lambda role: role.order):
            if match.seats[role.name] == "you":
                seen = match.observation(role.name)
                wanted = [action for action in seen.legal if dice.random() < 0.5]
                refused = refusals(file, game, seen, wanted)
                match.choose(role.name, [action for action in wanted if action not in refused])
        match.end_turn()
