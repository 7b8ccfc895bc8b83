"""Roles choose by what they see, and spend what they know they have."""

from __future__ import annotations

import pytest

from .pond import finding, pointed, pond

DIVE = "actions:\n  dive: {{role: heron, title: Dive, {0}}}\n"
HIDDEN = "stocks:\n  gold: {title: Gold, initial: 1, seen_by: {heron: hidden}}\n"
SECRET = "actions:\n  feast: {role: village, title: F, seen_by: {others: hidden}}\n"


@pytest.mark.parametrize(
    ("fragment", "at", "reason"),
    [
        (HIDDEN + DIVE.format("propensity: gold"), "gold", "The heron does not see it"),
        (HIDDEN + DIVE.format("available: gold > 1"), "gold", "does not see it"),
        (HIDDEN + DIVE.format("cost: {coins: gold}"), "gold", "does not see it"),
        (HIDDEN + DIVE.format("propensity: 'previous(gold, 1)'"), "gold", "does not see it"),
        (DIVE.format("propensity: chosen(feast)"), "feast", "at the same time"),
        (SECRET + "  dive: {role: heron, title: D, propensity: since(feast)}\n", "feast", "does not learn"),
        (
            "events:\n  storm: {title: S, probability: 0, seen_by: {heron: hidden}}\n"
            + DIVE.format("propensity: happened(storm)"),
            "storm",
            "does not learn",
        ),
    ],
)
def test_what_a_role_cannot_go_by(fragment: str, at: str, reason: str) -> None:
    found = finding(fragment)
    assert (found.code, pointed(found)) == ("E308", at)
    assert reason in found.message


@pytest.mark.parametrize(
    "fragment",
    [
        DIVE.format("propensity: since(feast) == 1"),
        DIVE.format("propensity: chosen(dive)").replace("chosen(dive)", "since(dive)"),
        "roles:\n  heron: {title: H, order: 2}\n" + DIVE.format("propensity: chosen(feast)"),
        "derived:\n  sum: {title: S, value: gold}\n" + HIDDEN,
    ],
)
def test_what_it_can(fragment: str) -> None:
    assert pond(fragment)


def test_a_cost_has_to_be_seen_exactly() -> None:
    found = finding("stocks:\n  coins: {title: C, unit: coins, initial: 3, seen_by: {others: {noise: 4%}}}\n")
    assert (found.code, pointed(found)) == ("E313", "coins")
    assert "village: exact" in found.hint


def test_exclusion_works_both_ways() -> None:
    game = pond("actions:\n  one: {role: village, title: O, excludes: two}\n  two: {role: village, title: T}\n").game
    excluded = {one.name: set(one.excludes) for one in game.actions}
    assert (excluded["one"], excluded["two"]) == ({"two"}, {"one"})


def test_who_sees_what() -> None:
    game = pond(HIDDEN + "  mud: {title: Mud, initial: 1, seen_by: {heron: {noise: 4%}, others: exact}}\n").game
    seen = {(one.role, one.kind, one.name): one.value is None for one in game.observed}
    assert seen == {
        ("heron", "stock", "gold"): True,
        ("heron", "stock", "mud"): False,
        ("heron", "case", "depth"): True,
        ("village", "case", "depth"): True,
    }


def test_so_many_noisy_sights_are_too_many() -> None:
    roles = "roles:\n" + "".join(f"  role_{number}: {{title: R}}\n" for number in range(20))
    values = "derived:\n" + "".join(
        f"  d{number}: {{title: D, value: 1, seen_by: {{others: {{noise: 4%}}}}}}\n" for number in range(400)
    )
    assert finding(roles + values).code == "E310"
