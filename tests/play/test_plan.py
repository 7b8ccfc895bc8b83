"""Plans: read, refused with the place of what is wrong, and played."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalation_game.play.match import Match
from escalation_game.play.plan import Plan, PlannedTurn, Refused, play_plan, read_plan
from escalation_game.scenario import ScenarioError

from .conftest import bridge


def read(tmp_path: Path, text: str) -> Plan:
    """The plan in a text."""
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path, bridge().file)


def test_a_plan_says_who_chooses_what_and_what_happens(tmp_path: Path) -> None:
    plan = read(
        tmp_path, "turns:\n  - {west: [buy_carts], injects: [fair], events: {flood: no}}\n  -\nthen: doctrine\n"
    )
    assert plan == Plan((PlannedTurn({"west": ("buy_carts",)}, ("fair",), {"flood": False}), PlannedTurn()), "doctrine")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("turns: [{west: [buy_cart]}]", ":1:17: E504 there is no action of west “buy_cart”"),
        ("turns: [{west: [smuggle]}]", ":1:17: E504 there is no action of west “smuggle”"),
        ("turns: [{west: [buy_carts, buy_carts]}]", "E504 “buy_carts” is there twice"),
        ("turns: [{north: []}]", ":1:10: E501 “north” is no role"),
        ("turns: [{events: {flood: perhaps}}]", "E502 “perhaps” is neither yes nor no"),
        ("turns: [{events: {war: yes}}]", "E504 there is no event “war”"),
        ("turns: [{injects: fair}]", "E502 expected a list here"),
        ("turns: [{}, {}, {}, {}, {}]", "E503 5 turns, but the scenario has 4"),
        ("turn: []", "E501 unknown key “turn” in a plan"),
        ("then: sleep", "E502 `then` is doctrine or nothing"),
        ("- 1", "E502 expected keys with values here, such as `turns:`"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ScenarioError) as wrong:
        read(tmp_path, text)
    assert message in str(wrong.value)


def test_a_plan_is_played_to_the_end_and_what_it_could_not_have_is_told() -> None:
    match = Match(bridge(), 3, "baseline")
    plan = Plan((PlannedTurn({"west": ("take_toll", "ask_miller"), "east": ("smuggle", "feast")}),))
    assert play_plan(match, plan) == (
        Refused(1, "west", "ask_miller", "not in the same turn as “Take a toll”"),
        Refused(1, "east", "smuggle", "not possible now"),
    )
    assert match.turns[0].choices == {"east": ("feast",), "west": ("take_toll",)}
    assert [turn.choices["west"] for turn in match.turns[1:]] == [()] * (match.turn - 1)
    assert match.ending is not None


def test_afterwards_doctrine_may_go_on() -> None:
    change = ("{role: west, title: Buy carts, cost: {silver: 0.2}", "{role: west, title: Buy carts, propensity: 9")
    match = Match(bridge(change), 3, "baseline")
    play_plan(match, Plan((PlannedTurn(),), "doctrine"))
    assert [turn.choices["west"] for turn in match.turns] == [(), *[("buy_carts",)] * 3]
