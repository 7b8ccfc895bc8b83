"""What a window needs to begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalation_game.play import catalogue
from escalation_game.play.match import Match

from .conftest import bridge

BRIDGE = str(Path(__file__).parent / "bridge.yaml")


def test_what_comes_with_the_game_is_listed() -> None:
    assert "kursk-2024" in [listing.name for listing in catalogue.listings()]


def test_a_listing_tells_how_a_scenario_can_be_started() -> None:
    listing = catalogue.listing(BRIDGE)
    assert (listing.title, listing.turns, listing.step) == ("The bridge", 4, "month")
    assert (dict(listing.lenses), dict(listing.presets)) == ({"rich": "Rich"}, {})


def test_a_match_is_begun_kept_and_taken_up_again(tmp_path: Path) -> None:
    match = catalogue.new_match(BRIDGE, seed=5, length=3)
    match.end_turn()
    match.keep(tmp_path / "match.json")
    again = catalogue.resumed_match(tmp_path / "match.json")
    assert (again.turn, again.length, again.lens, again.state.digest()) == (1, 3, "rich", match.state.digest())


@pytest.mark.parametrize(
    ("seats", "player", "deciding"),
    [
        ({}, "west", ("west",)),
        ({"east": "you"}, "west", ("west", "east")),
        ({"west": "doctrine", "east": "you"}, "east", ("east",)),
        ({"west": "random"}, "west", ()),
    ],
)
def test_whose_view_is_shown(seats: dict[str, str], player: str, deciding: tuple[str, ...]) -> None:
    match = Match(bridge(), 5, seats=seats)
    assert (catalogue.player_role(match), catalogue.deciding_roles(match)) == (player, deciding)
