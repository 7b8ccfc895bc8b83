"""Why a number moved, as far as a role can know."""

from __future__ import annotations

import pytest

from escalation_game.play.match import Match
from escalation_game.play.seeing import view
from escalation_game.play.why import why

from .conftest import both_yours

CALM = {"flood": False, "whisper": False}


def played(match: Match, west: tuple[str, ...] = (), east: tuple[str, ...] = ()) -> Match:
    """The match after a turn in which nothing happens but this."""
    for event, happens in CALM.items():
        match.force(event, happens=happens)
    match.choose("west", west)
    match.choose("east", east)
    match.end_turn()
    return match


def causes(match: Match, role: str, name: str) -> dict[str, float]:
    """The parts of the last change, rounded for reading."""
    return {part.cause: round(part.amount, 9) + 0.0 for part in why(match, role, name)}


def test_who_knows_every_cause_is_told_every_cause(match: Match) -> None:
    assert causes(played(match), "east", "grain") == {"rule:harvest": 4, "rule:theft": -1}


def test_what_a_role_cannot_know_is_one_unknown(match: Match) -> None:
    assert causes(played(match), "west", "grain") == {"rule:harvest": 4, "unknown": -1}


def test_what_it_cannot_see_it_cannot_ask_about(match: Match) -> None:
    for name in ("spies", "nothing"):
        with pytest.raises(KeyError):
            why(match, "west", name)


def test_a_limit_does_not_tell_how_much_was_hidden() -> None:
    told = [
        causes(played(both_yours(("-0.2 * spies", f"{hidden}"), ("initial: 95", "initial: 99"))), "west", "grain")
        for hidden in (5, 50)
    ]
    assert told[0] == told[1] == {"rule:harvest": 4, "limit": -3}


def test_a_facilitators_reason_is_told(match: Match) -> None:
    match.override("silver", 3.0, "A loan from the south.")
    (part,) = why(played(match), "west", "silver")
    assert (part.cause, part.because) == ("override", "A loan from the south.")


def test_a_choice_and_its_price_are_ones_own(match: Match) -> None:
    played(match, ("buy_carts",))
    assert causes(match, "west", "silver") == {"cost:buy_carts": -0.2}
    assert [part.own for part in why(match, "west", "silver")] == [True]
    assert [part.own for part in why(match, "east", "silver")] == [False]


def test_who_set_a_switch_is_told_unless_that_effect_is_hidden(match: Match) -> None:
    played(match, ("take_toll",), ("feast",))
    (toll,) = why(match, "east", "toll")
    assert (toll.cause, toll.because, toll.amount) == ("action:take_toll", "Who crosses pays.", 1)
    assert [part.cause for part in why(match, "east", "gate")] == ["action:feast"]
    (gate,) = why(match, "west", "gate")
    assert (gate.cause, gate.because, gate.own) == ("unknown", "", False)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_reported_with_noise_is_rounded_and_closed(seed: int) -> None:
    match = played(both_yours(seed=seed))
    seen = view(match, "west").variable("ships")
    assert seen.noise >= 1
    parts = {part.cause: part.amount for part in seen.parts}
    assert set(parts) <= {"rule:tide", "uncertain reporting"}
    assert sum(parts.values()) == pytest.approx(seen.change)
    assert all(float(amount).is_integer() for amount in (seen.value, *parts.values()))


def test_a_derived_values_change_is_shared_out(match: Match) -> None:
    played(match, ("buy_carts",), ("smuggle",))
    told = causes(match, "east", "price")
    assert set(told) == {"stock:grain", "stock:spies"}
    assert sum(told.values()) == pytest.approx(match.turns[0].values["price"] - 200 / 96 - 0.5)
    assert set(causes(match, "west", "price")) == {"stock:grain", "unknown"}


def test_before_the_first_turn_nothing_has_a_reason(match: Match) -> None:
    assert why(match, "west", "grain") == ()
