"""kursk-2024 is complete: as much of everything as was asked for, the reported series, the history, and the observations."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalation_game.play.match import Match
from escalation_game.play.plan import play_plan, read_plan
from escalation_game.scenario import load, shipped
from escalation_game.scenario.load import Scenario

FOLDER = Path(shipped()["kursk-2024"]).parent
REPORTED = {
    "claimed_losses_per_day": "soldiers/day",
    "dprk_deployed": "soldiers",
    "dprk_dead": "soldiers",
    "kursk_held_km2": "km2",
    "russian_gain_km2": "km2/month",
    "recruits_per_month": "thousand soldiers/month",
    "shells_from_dprk": "thousand shells/month",
}

#: What the sources of the fact sheet bear, low and high, for the parameters that were set with the months in view.
SOURCED = {
    "base_losses": (1190, 1400),
    "irrecoverable_share": (0.60, 0.85),
    "recruits_base": (26, 38),
    "bonus_elasticity": (0.3, 0.5),
    "dprk_shell_rate": (170, 750),
    "dprk_missile_rate": (8, 12),
    "casualty_rate": (0.3, 1.1),  # % a day
    "death_share": (0.10, 0.27),
    "wave_size": (1000, 3000),
    "defection_rate": (0, 0.05),  # % a month
    "missiles_at_start": (30, 50),
    "own_shells": (200, 300),
    "kursk_rate": (2, 212),
    "base_gain": (320, 716),
    "ukr_mobilised": (14, 19),
}


@pytest.fixture(scope="module")
def flagship() -> Scenario:
    return load("kursk-2024")


def test_it_has_enough_of_everything(flagship: Scenario) -> None:
    file = flagship.file
    western = [action for action in file.actions.values() if action.role == "west"]
    assert len(file.stocks) + len(file.derived) + len(file.switches) >= 25
    assert len(western) >= 16
    assert len(file.rules) >= 30
    assert len(file.events) >= 10
    assert len(file.endings) >= 5
    assert set(file.lenses) == {"article", "escalation", "beijing", "attrition"}


def test_every_role_is_worth_playing(flagship: Scenario) -> None:
    file = flagship.file
    assert len(file.roles) == 6
    own: dict[str, list[str]] = {}
    for name, role in file.roles.items():
        assert role.brief is not None
        assert 2 <= role.brief.count(". ") + 1 <= 4, name
        assert role.watch, name
        assert sum(action.role == name and action.propensity is not None for action in file.actions.values()) >= 3, name
        for objective in role.objectives:
            own.setdefault(objective, []).append(name)
    assert {roles[0] for roles in own.values() if len(roles) == 1} == set(file.roles)


def test_every_hidden_case_can_be_found_out(flagship: Scenario) -> None:
    file = flagship.file
    told = {
        case
        for section in (file.actions, file.events, file.injects)
        for entry in section.values()
        for effect in entry.effects
        for case in effect.reveal
    }
    assert told == set(file.cases)


def test_the_reported_series_are_outcomes(flagship: Scenario) -> None:
    file = flagship.file
    assert {name: {**file.stocks, **file.derived}[name].unit for name in REPORTED} == REPORTED


def test_lenses_argue_and_name_sources(flagship: Scenario) -> None:
    for lens in flagship.file.lenses.values():
        assert lens.argument.count(".") >= 4
        assert set(lens.source) - {"judgement"}
        assert lens.parameters
        assert lens.cases


def test_history_can_be_had(flagship: Scenario) -> None:
    plan = read_plan(FOLDER / "historical.yaml", flagship.file)
    assert len(plan.turns) == 5
    assert all(set(turn.choices) == set(flagship.file.roles) for turn in plan.turns)
    match = Match(flagship, 7, "baseline")
    refused = play_plan(match, plan)
    assert [one for one in refused if one.action != "commit_to_assault"] == []  # they may be in the assault already
    assert match.turn >= 5


def test_what_was_calibrated_stays_within_its_sources(flagship: Scenario) -> None:
    parameters = flagship.file.parameters
    outside = {
        name: (parameter.low, parameter.high)
        for name, (low, high) in SOURCED.items()
        if (parameter := parameters[name]).low is None
        or parameter.high is None
        or not low - 1e-9 <= parameter.low <= parameter.high <= high + 1e-9
    }
    assert outside == {}
