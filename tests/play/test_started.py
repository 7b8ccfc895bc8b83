"""A match that begins in the middle."""

from __future__ import annotations

import pytest

from escalation_game.play.match import Match
from escalation_game.play.started import play_to

from .conftest import bridge


@pytest.mark.parametrize("turn", [1, 2, 4])
@pytest.mark.parametrize("until", ["nothing", "doctrine"])
def test_the_turn_asked_for_is_the_next(turn, until) -> None:
    match = Match(bridge(), 7, "baseline")
    assert play_to(match, turn, until) == ""
    assert match.turn == turn - 1
    assert all(("west" in one.doctrine) == (until == "doctrine") for one in match.turns)


def test_it_can_be_over_or_break_off_before() -> None:
    over = Match(bridge(("when: grain < 1", "when: grain < 101")), 7, "baseline")
    assert play_to(over, 4, "nothing") == ""
    assert (over.turn, over.ending) == (1, "famine")
    broken = Match(bridge(("value: 200 / (1 + grain)", "value: 200 / (turn - 2)")), 7, "baseline")
    assert "turn 2: price is not a finite number" in play_to(broken, 4, "doctrine")
    assert broken.turn == 1
