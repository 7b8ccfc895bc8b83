"""What a seat may know of causes: no more than its View, and as strong as its own Why says."""

from __future__ import annotations

import math

import pytest

from escalation_game.play.catalogue import new_match
from escalation_game.play.causes import RECENT, CauseMap, causes
from escalation_game.play.match import Match
from escalation_game.play.seeing import view
from escalation_game.play.why import why

from .conftest import both_yours, bridge

HIDDEN = {
    "spies",
    "smuggle",
    "whisper",
    "rule:theft",
}  # what the west bank cannot know of


def told(seen: CauseMap) -> set[tuple[str, str, str]]:
    return {(one.source, one.target, way.cause) for one in seen.influences for way in one.ways}


@pytest.fixture(scope="module")
def played() -> Match:
    match = both_yours()
    match.choose("west", ["buy_carts"])
    match.choose("east", ["smuggle", "feast"])
    match.end_turn()
    match.choose("west", ["take_toll"])
    match.end_turn()
    return match


def test_nothing_hidden_is_told(played: Match) -> None:
    seen = causes(played, "west")
    assert not HIDDEN & set(seen.nodes)
    assert not any(HIDDEN & {one.source, one.target} for one in seen.influences)
    assert not any(one.target == "gate" for one in seen.influences)  # the feast opens it where the west does not look
    words = " ".join(f"{way.title} {way.because}" for one in seen.influences for way in one.ways)
    assert not any(secret in words for secret in ("Theft", "Spies eat", "Smuggle", "long ears", "leave the gate open"))
    east = causes(played, "east")
    assert {"spies", "rule:theft"} <= {*east.nodes, "rule:theft"}
    assert ("spies", "grain", "rule:theft") in told(east)
    assert ("smuggle", "spies", "action:smuggle") in told(east)


def test_a_hidden_rule_changes_nothing_of_what_is_told() -> None:
    theft = "  theft: {title: Theft, because: Spies eat., change: {grain: -0.2 * spies}, seen_by: {west: hidden}}\n"
    with_it, without_it = Match(bridge(), 7, "baseline"), Match(bridge((theft, "")), 7, "baseline")
    assert causes(with_it, "west") == causes(without_it, "west")
    assert causes(with_it, "east") != causes(without_it, "east")


def test_a_loop_through_something_hidden_is_none() -> None:
    caught = "  caught: {title: Caught, change: {spies: -0.1 * price}}\n  tide:"
    match = Match(bridge(("  tide:", caught)), 7, "baseline")
    assert [(one.name, one.nodes) for one in causes(match, "east").loops] == [
        ("B1", ("price", "spies")),
        ("B2", ("grain", "price", "spies")),
    ]
    assert causes(match, "west").loops == ()


def test_other_roles_and_events_are_known_once_seen(played: Match) -> None:
    before = causes(both_yours(), "west")
    assert {"buy_carts", "take_toll", "hail_ships"} <= set(before.nodes)
    assert not {"feast", "flood", "fair"} & set(before.nodes)
    after = causes(played, "west")
    assert {"feast", "fair"} <= set(after.nodes)
    assert ("flood" in after.nodes) == any("flood" in turn.happened for turn in played.turns)
    assert ("fair", "silver", "inject:fair") in told(after)


def test_with_open_information_everything_is_told() -> None:
    match = Match(bridge(), 7, "baseline", open_information=True)
    assert causes(match, "west").nodes.keys() == causes(match, "east").nodes.keys()
    assert HIDDEN - {"rule:theft"} <= set(causes(match, "west").nodes)


def test_strength_is_that_of_why(played: Match) -> None:
    seen = causes(played, "west")
    grain = {one.source: one for one in seen.moving("grain")}
    parts = [part for turn in (1, 2) for part in why(played, "west", "grain", turn)]
    whole = math.fsum(abs(part.amount) for part in parts)
    for source, cause in (("buy_carts", "action:buy_carts"), ("rule:harvest", "rule:harvest")):
        amounts = [part.amount for part in parts if part.cause == cause]
        [way] = grain[source].ways
        assert way.moved == pytest.approx(math.fsum(amounts))
        assert grain[source].strength == pytest.approx(math.fsum(map(abs, amounts)) / whole)
    assert grain["buy_carts"].ways[0].because == "Carts bring grain."
    assert grain["buy_carts"].ways[0].title == ""
    cost = {way.cause: way for way in seen.influence("buy_carts", "silver").ways}
    assert cost["cost:buy_carts"].title == "Cost: Buy carts"
    assert cost["cost:buy_carts"].moved == pytest.approx(-0.2)
    toll = seen.influence("take_toll", "toll")
    assert (toll.polarity, toll.strength) == ("+", 1.0)


def test_before_the_first_turn_nothing_was_strong() -> None:
    seen = causes(both_yours(), "west")
    assert seen.turns == 0
    assert all(one.strength == 0.0 and way.moved is None for one in seen.influences for way in one.ways)


def test_what_is_asked_of_the_map(played: Match) -> None:
    seen = causes(played, "west")
    price = seen.influence("grain", "price")
    assert price.polarity == "-"
    assert [one.target for one in seen.moved_by("grain")] == ["price"]
    strengths = [one.strength for one in seen.moving("grain")]
    assert strengths == sorted(strengths, reverse=True)
    whole = seen.around("grain", 1)
    assert {slot.name for slot in whole.columns[0]} == {one.source for one in seen.moving("grain")}
    shown = [name for column in seen.overview(3) for name in column]
    assert sorted(shown) == ["grain", "price"]
    with pytest.raises(KeyError):
        seen.influence("price", "grain")
    with pytest.raises(KeyError):
        seen.loop("R1")
    with pytest.raises(KeyError):
        causes(played, "nobody")


@pytest.mark.parametrize("scenario", ["kursk-2024", "pledge-called"])
def test_every_seat_of_the_large_scenarios(scenario: str) -> None:
    """Both ends of every influence are something the seat's View tells of, and the carrier is in its own Why where it moved anything."""
    match = new_match(scenario, seed=3)
    for _ in range(RECENT + 1):
        match.end_turn()
    file = match.scenario.file
    for role in file.roles:
        seen, variables = causes(match, role), {one.name for one in view(match, role).variables}
        own = {name for name, action in file.actions.items() if action.role == role}
        happened = {
            name
            for turn in match.turns
            for name in (*turn.happened, *(a for names in turn.choices.values() for a in names))
        }
        for node in seen.nodes.values():
            assert node.kind == "rule" or node.name in variables | own | happened
        for one in seen.influences:
            assert 0.0 <= one.strength <= 1.0
            assert all(way.moved is None or one.target in variables for way in one.ways)
        for loop in seen.loops:
            assert all(seen.influence(*step) for step in loop.steps)
