"""Bounds: what lies outside of them is impossible, whatever is chosen and however the dice fall."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.engine.machine import Machine, Moves
from escalation_game.policies.bots import at_random
from escalation_game.policies.observation import observe
from escalation_game.scenario import Scenario, load, shipped
from escalation_game.scenario.bounds import Bounds, bounds
from escalation_game.scenario.intervals import Interval
from escalation_game.scenario.meaning import Context, condition
from escalation_game.scenario.names import symbols

from .pond import pond, probe


def _bounds(fragment: str = "") -> tuple[Scenario, Bounds]:
    scenario = pond(fragment)
    return scenario, bounds(scenario.file, scenario.game)


def _verdict(text: str, fragment: str = "", role: str = "") -> str:
    scenario, at = _bounds(fragment)
    at = at.seen_by(role) if role else at
    return at.verdict(condition(text, Context(symbols(scenario.file))))


def test_a_stock_that_nothing_lowers_stays_above_its_beginning() -> None:
    _, at = _bounds()
    assert at.known["stock", "fish"] == Interval(5.0, 10.0)


def test_all_turns_together_bound_a_stock_without_a_range() -> None:
    _, at = _bounds("rules:\n  gloom: {title: Gloom, change: {mood: -2}}\n")
    assert at.known["stock", "mood"] == Interval(50.0 - 6 * 2, 50.0)


def test_what_an_effect_lasts_counts_as_often_as_it_can_overlap() -> None:
    storm = "events:\n  storm: {title: Storm, probability: 0.1, effects: [{change: {mood: -1}, for: 3}]}\n"
    _, at = _bounds(storm)
    assert at.known["stock", "mood"] == Interval(50.0 - 6 * 3, 50.0)


def test_what_cannot_happen_starts_nothing() -> None:
    chain = """\
events:
  storm: {title: Storm, probability: 0.1 if mood > 100 else 0, effects: [{set: {ice: on}}]}
rules:
  slide: {title: Slide, when: ice, change: {mood: -1}}
"""
    _, at = _bounds(chain)
    assert at.known["happened", "storm"] == Interval(0.0, 0.0)
    assert at.known["switch", "ice"] == Interval(0.0, 0.0)
    assert at.known["stock", "mood"] == Interval(50.0, 50.0)


def test_a_value_that_looks_back_at_itself_is_bounded_where_it_is_cut() -> None:
    _, at = _bounds(probe("min(5, 1 + 0.9 * previous(probe, 1))"))
    assert at.known["derived", "probe"].low >= 0.0
    assert at.known["derived", "probe"].high == 5.0


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("fish < 5", "never"),
        ("fish <= 5", "open"),
        ("fish >= 5", "always"),
        ("fish > 7 and fish < 6", "never"),
        ("fish > 7 or fish < 8", "always"),
        ("not (fish < 5)", "always"),
        ("turn > 6", "never"),
        ("turn >= 1", "always"),
        ("growth > 0.3", "never"),
        ("since(storm) > 1000", "never"),
        ("2 <= fish <= 4", "never"),
        ("depth is deep", "open"),
        ("catch * 2 == 20", "always"),
    ],
)
def test_verdicts(text: str, verdict: str) -> None:
    assert _verdict(text) == verdict


def test_a_role_that_never_learns_a_case_never_finds_it() -> None:
    assert _verdict("depth is deep", role="heron") == "never"
    told = "events:\n  storm: {title: Storm, probability: 0.1, effects: [{reveal: {depth: [heron]}}]}\n"
    assert _verdict("depth is deep", told, role="heron") == "open"
    assert _verdict("depth is deep", told, role="village") == "never"


def test_what_a_role_chose_was_at_least_a_turn_ago() -> None:
    assert _verdict("since(dive) >= 1", role="heron") == "always"
    assert _verdict("since(dive) >= 1") == "open"


@pytest.mark.parametrize("name", sorted(shipped()))
def test_nothing_in_a_play_lies_outside(name: str) -> None:
    scenario = load(name)
    machine = Machine(scenario.game)
    known = bounds(scenario.file, scenario.game).known
    state = machine.start(5, range(60), 0)
    for _ in range(scenario.game.turns):
        policies = {role.name: at_random(observe(machine, state, role.name)) for role in scenario.game.roles}
        machine.step(state, Moves(played=policies))
        for (kind, one), bound in known.items():
            if kind in {"stock", "derived", "switch", "parameter", "case", "chosen", "happened"}:
                values = machine.row(state, kind, one)
                slack = 1e-9 * max(1.0, abs(float(values.max())))
                assert bound.low - slack <= values.min() <= values.max() <= bound.high + slack, (kind, one)


LEAVES = ["fish", "mood", "coins", "growth", "catch", "turn", "2", "-3", "0.5"]


def _formula(luck: random.Random, depth: int) -> str:
    if depth == 0 or luck.random() < 0.2:
        return f"bare({luck.choice(LEAVES)})"
    one, other = _formula(luck, depth - 1), _formula(luck, depth - 1)
    return luck.choice(
        [f"({one} {luck.choice('+-*')} {other})", f"min({one}, {other})", f"max({one}, {other})", f"abs({one})",
         f"({one} if {one} < {other} else {other})", f"exp(-abs({one}))", f"saturate(abs({one}), 3)", f"tanh({one})"]
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_a_calculation_stays_within_its_bounds(seed: int) -> None:
    scenario, at = _bounds(probe(_formula(random.Random(seed), 3)))
    machine = Machine(scenario.game)
    state = machine.start(seed, range(40))
    bound = at.known["derived", "probe"]
    for _ in range(scenario.game.turns):
        machine.step(state, Moves(played={"village": ["feast"], "heron": []}))
        values = machine.row(state, "derived", "probe")
        slack = 1e-9 * max(1.0, abs(bound.low), abs(bound.high))
        assert bound.low - slack <= values.min() <= values.max() <= bound.high + slack
