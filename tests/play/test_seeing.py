"""What a role is shown, and what it is not."""

from __future__ import annotations

import pytest

from escalation_game.play.match import Match
from escalation_game.play.narration import headlines
from escalation_game.play.seeing import advisers, briefing, turn_told, view
from escalation_game.scenario import load

from .conftest import both_yours


def test_a_view_is_what_the_role_can_see(match: Match) -> None:
    seen = view(match, "west")
    assert [one.name for one in seen.variables] == ["gate", "grain", "price", "ships", "silver", "toll"]
    assert [one.name for one in seen.actions] == ["ask_miller", "buy_carts", "hail_ships", "take_toll"]
    assert (seen.turn, seen.turns, seen.date, seen.next_date) == (0, 4, "2024-11", "2024-12")
    assert (seen.choices, seen.choices_left, seen.watch) == (3, 3, ("grain",))
    with pytest.raises(KeyError):
        seen.variable("spies")
    assert [one.name for one in view(match, "east").variables][4:6] == ["silver", "spies"]


def test_an_objective_over_what_is_hidden_is_not_told_even_of_the_past(match: Match) -> None:
    match.end_turn()
    assert [one.name for one in view(match, "west").objectives] == ["plenty"]
    assert [one.name for one in view(match, "east").objectives] == ["plenty", "secrecy"]


@pytest.mark.parametrize("role", ["west", "east"])
def test_an_action_does_not_tell_what_is_uncertain(role: str) -> None:
    told = {repr([one.effects for one in view(both_yours(seed=seed), role).actions]) for seed in range(8)}
    assert len(told) == 1


def test_an_effect_is_told_with_the_authors_number(match: Match) -> None:
    (carts,) = [one for one in view(match, "west").actions if one.name == "buy_carts"]
    (effect,) = carts.effects
    assert (effect.variable, effect.direction, effect.amount) == ("grain", 1, 3.0)
    assert effect.because == "Carts bring grain."


def test_what_can_no_longer_be_chosen_says_why(match: Match) -> None:
    match.choose("west", ["buy_carts", "take_toll"])
    reasons = {one.name: one.reason for one in view(match, "west").actions}
    assert reasons["ask_miller"] == "not in the same turn as “Take a toll”"
    assert reasons["take_toll"] == ""
    match.choose("west", ["buy_carts"])
    match.override("silver", 0.2, "")
    match.end_turn()
    dear = next(one for one in view(match, "west").actions if one.name == "take_toll")
    assert (dear.available, dear.reason) == (False, "costs 0.3 silver, 0 left")


def test_a_secret_is_told_when_it_is_learnt(match: Match) -> None:
    assert [one.known for one in view(match, "west").secrets] == [""]
    match.choose("west", ["ask_miller"])
    match.end_turn()
    (secret,) = view(match, "west").secrets
    assert secret.known in secret.labels == ("A crook", "honest")
    assert "reveal" in [one.kind for one in view(match, "west").headlines]


def test_the_news_of_a_turn(match: Match) -> None:
    match.force("flood", happens=True)
    match.force("whisper", happens=True)
    match.choose("west", ["buy_carts"])
    match.choose("east", ["smuggle", "feast"])
    match.end_turn()
    told = [(one.kind, one.text, one.reason) for one in view(match, "west").headlines]
    assert told[:3] == [
        ("event", "The river rises", "It rained."),
        ("choice", "West bank: Buy carts", "Carts bring grain."),
        ("choice", "East bank: Hold a feast", ""),
    ]
    assert ("switch", "Gate: open", "Unknown") in told
    assert "smuggle" not in repr(view(match, "west"))
    assert ("choice", "East bank: Hold a feast", "Guests have long ears.") in [
        (one.kind, one.text, one.reason) for one in headlines(match, "east", 1, (), ())
    ]


def test_a_turn_looked_back_at(match: Match) -> None:
    match.force("whisper", happens=True)
    match.force("flood", happens=False)
    match.choose("west", ["take_toll"])
    match.end_turn()
    assert turn_told(match, "west", 1).choices == ("Take a toll",)
    assert turn_told(match, "west", 1).happened == ()
    assert turn_told(match, "east", 1).happened == ("Whisper",)


def test_the_end_is_told(match: Match) -> None:
    match.override("grain", 0, "A fire.")
    match.force("flood", happens=True)
    match.end_turn()
    seen = view(match, "west")
    assert seen.ending is not None
    assert (seen.ending.name, seen.headlines[0].text) == ("famine", "Famine")
    assert not any(one.available for one in seen.actions)
    assert {one.reason for one in seen.actions} == {"the match is over"}


def test_everybody_reads_the_same_briefing(match: Match) -> None:
    assert briefing(match).title == "The bridge"


def test_each_lens_has_an_adviser_who_looks_at_an_objective_of_the_role() -> None:
    match = Match(load("kursk-2024"), 7)
    told = {one.lens: one.objective for one in advisers(match, "west")}
    assert told == {
        "article": "ukraine_position",
        "escalation": "escalation_risk",
        "beijing": "alliance_strength",
        "attrition": "ukraine_position",
    }
    assert {one.objective for one in advisers(match, "russia")} == {"russia_gains"}
