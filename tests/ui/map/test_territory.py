"""Areas on the map are as large as the numbers say."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from escalation_game.play.catalogue import new_match
from escalation_game.play.seeing import view
from escalation_game.ui.map.data import map_panel
from escalation_game.ui.map.territory import front, ring_area, salient


@given(st.floats(0, 3000))
def test_the_salient_has_the_area_it_is_given(km2) -> None:
    assert math.isclose(ring_area(salient(km2)), km2, rel_tol=1e-6, abs_tol=1e-6)


@given(st.floats(-4000, 12000).filter(lambda taken: abs(taken) > 50))
def test_the_front_moves_over_what_is_taken(taken) -> None:
    strip = [*front(0.0), *reversed(front(taken))]
    assert math.isclose(ring_area(strip), abs(taken), rel_tol=0.25)


def test_the_front_moves_away_from_what_is_occupied() -> None:
    before, after = front(0.0), front(5000.0)
    west = [now[0] - then[0] < 0 or now[1] - then[1] > 0 for then, now in zip(before, after, strict=True)]
    assert sum(west) > 0.8 * len(west)
    assert before == next(line.points for line in map_panel("theatre").lines if line.kind == "front")


def test_the_scenario_says_which_variable_moves_which_area() -> None:
    match = new_match("kursk-2024", seed=7, lens="article")
    facts = {fact.place: fact.variable for fact in view(match, "west").map if fact.kind == "territory"}
    assert facts == {"kursk_salient": "kursk_held_km2", "occupied": "russian_held_km2"}
