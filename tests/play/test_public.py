"""The public view is what all roles see alike, and nothing more."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.play.catalogue import new_match
from escalation_game.play.match import Match
from escalation_game.play.public import public_view
from escalation_game.play.seeing import view

from .conftest import both_yours


def _assert_public(match: Match, role: str) -> None:
    shown = public_view(match, role)
    views = [view(match, other) for other in match.scenario.file.roles]
    for variable in shown.variables:
        for other in views:
            own = other.variable(variable.name)
            assert (own.value, own.noise, own.history, own.label) == (
                variable.value, variable.noise, variable.history, variable.label,
            )  # fmt: skip
            told = {(part.cause, part.amount) for part in own.parts}
            assert {(part.cause, part.amount) for part in variable.parts if part.cause != "unknown"} <= told
        if variable.kind != "switch":
            assert math.isclose(sum(part.amount for part in variable.parts), variable.change, abs_tol=1e-9)
    for one in shown.headlines:
        assert (
            all(any(other.text == one.text for other in each.headlines) for each in views)
            or one.variable in shown.watch
        )
    assert shown.secrets == ()
    assert all(action.reason == "" for action in shown.actions)
    public = {variable.name for variable in shown.variables}
    assert set(shown.watch) <= public
    assert {fact.variable for fact in shown.map} <= public
    assert all(effect.variable in public for action in shown.actions for effect in action.effects)


def test_of_the_small_match_only_what_both_banks_see_is_public(match: Match) -> None:
    match.end_turn()
    for role in ("west", "east"):
        shown = public_view(match, role)
        names = {variable.name for variable in shown.variables}
        assert {"grain", "silver", "toll", "gate"} <= names
        assert not names & {"spies", "ships"}
        _assert_public(match, role)


def test_a_theft_one_bank_cannot_know_is_not_named(match: Match) -> None:
    match.end_turn()
    grain = public_view(match, "east").variable("grain")
    assert "rule:theft" in {part.cause for part in view(match, "east").variable("grain").parts}
    assert "rule:theft" not in {part.cause for part in grain.parts}
    assert math.isclose(sum(part.amount for part in grain.parts), grain.change, abs_tol=1e-9)


def test_a_hidden_action_is_no_news_and_its_effects_are_not_shown(match: Match) -> None:
    match.choose("west", ["buy_carts"])
    match.end_turn()
    match.choose("east", ["feast"])
    match.end_turn()
    shown = public_view(match, "east")
    assert "Hold a feast" in " ".join(role.choices[0] for role in shown.roles if role.choices)
    assert next(one for one in shown.actions if one.name == "feast").effects == ()
    assert next(one for one in shown.actions if one.name == "smuggle").effects == ()


def test_why_a_card_cannot_be_had_is_not_told() -> None:
    match = both_yours()
    own = {one.name: one for one in view(match, "west").actions}
    shown = {one.name: one for one in public_view(match, "west").actions}
    barred = [name for name, one in own.items() if one.reason]
    assert barred
    assert all(not shown[name].available and shown[name].reason == "" for name in barred)


def test_choosing_looks_only_at_the_cards_again(match: Match) -> None:
    before = public_view(match, "west")
    match.choose("west", ["take_toll"])
    again, whole = public_view(match, "west", before), public_view(match, "west")
    assert again == whole
    assert [one.name for one in again.actions if one.chosen] == ["take_toll"]


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000), turns=st.integers(0, 3))
def test_of_any_small_match_the_public_view_is_the_intersection(seed: int, turns: int) -> None:
    match = both_yours(seed=seed)
    for _ in range(turns):
        if match.ending is None:
            match.end_turn()
    _assert_public(match, "west")


def test_of_the_flagship_too() -> None:
    match = new_match("kursk-2024", seed=7, lens="article")
    match.choose("west", ["warn_moscow"])
    match.end_turn()
    match.end_turn()
    _assert_public(match, "west")
    shown = public_view(match, "west")
    assert {"tension", "credibility", "kursk_held_km2"} <= set(shown.watch)
    assert "political_capital" not in {variable.name for variable in shown.variables}
    assert len(shown.headlines) > 3


def test_an_unknown_role_is_an_error(match: Match) -> None:
    with pytest.raises(KeyError):
        public_view(match, "north")
    assert replace(public_view(match, "west"), role="east").role == "east"
