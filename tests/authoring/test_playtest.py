"""Playtests: what came about, what options were worth, and plays that break, on a scenario made to show each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.authoring.bots_at_play import Openings, TooFewPlaysError, batches, bots_for
from escalation_game.authoring.broken_plays import MOST, Broken, look_into
from escalation_game.authoring.coverage import items
from escalation_game.authoring.playtest import Playtest, playtest
from escalation_game.play.machines import machine_of
from escalation_game.play.match import Match, replay
from escalation_game.play.record import read_record
from escalation_game.scenario import Scenario, load_text

MILL = """\
format: 1
title: The mill
summary: A miller and a river.
calendar: {start: 2024-11, step: month, turns: 5}
roles:
  miller: {title: Miller, player: true, choices: 2}
  river: {title: River folk, order: 2}
stocks:
  flour: {title: Flour, unit: sacks, initial: 10, range: [0, null]}
  coins: {title: Coins, initial: 4, range: [0, null]}
derived:
  strain: {title: Strain, value: 10 / stones}
parameters:
  stones: {value: 2, low: 1, high: 3}
switches:
  wheel: {title: Wheel, cases: [still, turning, broken], initial: still, wins: [broken, turning]}
  gate: {title: Gate}
cases:
  bed: {title: River bed, odds: {sand: 0.5, rock: 0.5}}
actions:
  dream: {role: miller, title: Dream}
  grind: {role: miller, title: Grind, propensity: 1, effects: [{change: {flour: 3}}, {set: {wheel: turning}}]}
  hoard: {role: miller, title: Hoard, available: coins > 100}
  splash: {role: river, title: Splash, propensity: -1, available: chosen(grind), effects: [{change: {flour: -1}}]}
rules:
  eating: {change: {flour: -1}}
  rust: {when: flour < -5, set: {wheel: broken}}
  open: {when: turn == 2, set: {gate: "on"}}
  talk: {when: turn == 3, reveal: {bed: [miller]}}
  silent: {when: coins > 50, reveal: {bed: [miller]}}
events:
  rain: {title: Rain, probability: 0.5}
  comet: {title: Comet, probability: 0.00001 * turn}
injects:
  guest: {title: A guest, effects: [{change: {coins: 1}}]}
  fair: {title: A fair, date: 2024-12}
objectives:
  store: {title: Store, value: flour, unit: sacks, better: higher}
  worry: {title: Worry, value: coins, better: lower}
endings:
  riches: {title: Riches, text: A cart full., when: flour > 19}
  ruin: {title: Ruin, text: Nothing., when: coins > 1000}
  spring: {title: Spring, text: It thaws.}
"""
BREAKING = ("value: 10 / stones", "value: 10 / stones + log(20 - bare(flour))")


@cache
def mill(*changes: tuple[str, str]) -> Scenario:
    text = MILL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return load_text(text, "mill", "mill.yaml")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Playtest:
    return playtest(mill(), 600, seed=5, folder=tmp_path_factory.mktemp("records") / "broken")


def plays_of(outcome: Playtest, kind: str, name: str) -> int:
    return next(one.plays for one in outcome.reached if (one.kind, one.name) == (kind, name))


def test_everything_that_can_come_about_is_listed(outcome: Playtest) -> None:
    assert tuple((one.kind, one.name) for one in outcome.reached) == items(mill().game)
    assert {one.kind for one in outcome.reached} == {"action", "event", "inject", "rule", "case", "ending"}
    assert outcome.plays == sum(one.plays for one in outcome.bots) == 600
    assert (outcome.complete, outcome.broken, outcome.faults) == (True, 0, ())


def test_what_never_came_about_is_told_with_evidence(outcome: Playtest) -> None:
    assert {(one.kind, one.name) for one in outcome.never} == {
        ("action", "hoard"), ("event", "comet"), ("rule", "rust"), ("rule", "silent"), ("case", "wheel is broken"), ("ending", "ruin"),
    }  # fmt: skip
    chances = {one.name: one.highest_chance for one in outcome.reached if one.kind == "event"}
    assert chances == {"rain": 0.5, "comet": pytest.approx(0.00005)}
    assert (
        plays_of(outcome, "rule", "eating")
        == plays_of(outcome, "rule", "talk")
        == plays_of(outcome, "inject", "fair")
        == 600
    )
    assert plays_of(outcome, "case", "wheel is still") == 600
    assert 0 < plays_of(outcome, "inject", "guest") < 600


def test_a_single_action_bot_does_one_thing(outcome: Playtest) -> None:
    by_bot = {option.action: option.by_bot for option in outcome.options}
    assert by_bot["grind"]["only grind"] == by_bot["dream"]["only dream"] == 1.0
    assert by_bot["grind"]["only dream"] == by_bot["grind"]["nothing"] == by_bot["hoard"]["only hoard"] == 0.0
    endings = {one.bot: one.endings for one in outcome.bots}
    assert set(endings["nothing"]) == {"spring"}
    assert endings["only grind"]["riches"] > 0


def test_an_option_is_worth_what_it_changed(outcome: Playtest) -> None:
    options = {option.action: {worth.objective: worth for worth in option.worth} for option in outcome.options}
    assert set(options) == {"dream", "grind", "hoard"}
    grind = options["grind"]["store"]
    assert grind.chosen - grind.without > 2 * grind.standard_error > 0
    assert grind.direction == "up"
    assert options["dream"]["store"].direction == "same"
    assert options["hoard"] == {}


@pytest.mark.parametrize("name", ["random", "avoid-used", "everyone at random", "doctrine", "only grind"])
def test_a_play_is_the_match_of_its_seed(name: str) -> None:
    """What was computed side by side is, bit for bit, what a match of that seed gives for the same choices."""
    from escalation_game.authoring.bots_at_play import turns

    scenario = mill()
    bot = next(bot for bot in bots_for(scenario, 120) if bot.name == name)
    openings = Openings(scenario, 2**64 - 3)  # seeds go round
    plays, injects = next(iter(batches(scenario, bot)))
    state = openings.of(plays)
    column = len(plays) - 1
    chosen = [
        {
            role.name: tuple(
                one.name for one in scenario.game.actions
                if one.role == role.name and machine_of(scenario).row(turn.state, "chosen", one.name)[column] > 0
            )
            for role in scenario.game.roles if role.name in bot.policies
        }
        for turn in turns(scenario, bot, state, injects)
    ]  # fmt: skip
    seats = {role.name: "you" if role.name in bot.policies else "doctrine" for role in scenario.game.roles}
    match = Match(scenario, openings.seed_of(plays[column]), seats=seats)
    for number, choices in enumerate(chosen, 1):
        if match.ending is not None:
            break
        for role, actions in choices.items():
            match.choose(role, actions)
        for inject in injects.get(number, ()):
            match.place(inject)
        match.end_turn()
    assert match.state.digest() == state.column(column).digest()


@given(st.integers(8, 5000))
@settings(max_examples=40, deadline=None)
def test_plays_add_up(plays: int) -> None:
    bots = bots_for(mill(), plays)
    assert sum(bot.plays for bot in bots) == plays
    assert min(bot.plays for bot in bots) >= 1
    for bot in bots:
        assert [number for part, _ in batches(mill(), bot) for number in part] == list(range(bot.plays))


def test_too_few_plays_are_refused() -> None:
    with pytest.raises(TooFewPlaysError, match="at least 8 plays"):
        playtest(mill(), 7)


def test_the_same_seed_gives_the_same_outcome(outcome: Playtest, tmp_path: Path) -> None:
    again = playtest(mill(), 600, seed=5, folder=tmp_path)
    assert (again.bots, again.reached, again.options) == (outcome.bots, outcome.reached, outcome.options)
    assert not list(tmp_path.iterdir())


def test_plays_that_break_are_kept_as_records_that_replay(tmp_path: Path) -> None:
    outcome = playtest(mill(BREAKING), 900, folder=tmp_path / "broken")
    assert outcome.broken == sum(one.broken for one in outcome.bots) > len(outcome.faults) == MOST
    for fault in outcome.faults:
        assert fault.record is not None
        assert fault.message.startswith("mill.yaml:")
        assert f"turn {fault.broken.turn}: strain is not a finite number" in fault.message
        match = replay(read_record(fault.record))
        assert match.turn == fault.broken.turn - 1
        assert match.ending is None
    assert "grind" in fault.broken.last["miller"]
    shortest = outcome.faults[0].shortest
    assert shortest is not None
    assert [fault.shortest for fault in outcome.faults[1:]] == [None] * (MOST - 1)
    kept = {fault.record for fault in outcome.faults} | {shortest.record, shortest.test}
    assert set((tmp_path / "broken").iterdir()) == kept


def test_an_objective_that_is_no_number_is_a_fault(tmp_path: Path) -> None:
    outcome = playtest(
        mill(("value: flour, unit: sacks, better", "value: log(bare(flour) - 6), better")), 60, folder=tmp_path
    )
    assert outcome.broken > 0
    assert outcome.faults[0].message.endswith("at the end: the objective store is not a finite number")
    assert outcome.faults[0].record is not None
    assert replay(read_record(outcome.faults[0].record)).ending is not None
    assert all(
        np.isfinite(value) for one in outcome.bots if one.broken < one.plays for value in one.objectives.values()
    )


def test_a_start_that_breaks_leaves_no_record(tmp_path: Path) -> None:
    broken = mill(("value: 10 / stones", "value: log(stones - 2)"))
    outcome = playtest(broken, 40, folder=tmp_path / "broken")
    at_once = [fault for fault in outcome.faults if not fault.broken.turn]
    assert at_once
    assert all(fault.record is None and "before the first turn" in fault.message for fault in at_once)


def test_a_play_that_does_not_break_alone_is_said_so(tmp_path: Path) -> None:
    calm = Broken("random", 3, ("miller",), ({"miller": ("dream",)},), ((),))
    fault = look_into(mill(), calm, tmp_path)
    assert "please report this" in fault.message
