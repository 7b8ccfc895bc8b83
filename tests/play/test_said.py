"""What the match says of itself is English, and keeps its parts for other languages."""

from __future__ import annotations

import pickle

import pytest

from escalation_game.play.said import Said, counted, said


def test_words_are_filled_in_and_keep_their_parts() -> None:
    told = said("costs {cost} {means}, {left} left", cost=2.0, means="political capital", left=0.5)
    assert told == "costs 2 political capital, 0.5 left"
    assert told.words == "costs {cost} {means}, {left} left"
    assert told.fields == {"cost": 2.0, "means": "political capital", "left": 0.5}


@pytest.mark.parametrize(("count", "words"), [(1, "1 choice"), (0, "0 choices"), (3, "3 choices")])
def test_counted_words_take_the_form_of_their_number(count, words) -> None:
    told = counted("{count} choice", "{count} choices", count)
    assert (told, told.many) == (words, "{count} choices")


def test_braces_of_an_author_stay() -> None:
    assert said("Cost: {action}", action="{left} or right") == "Cost: {left} or right"


def test_it_goes_from_one_process_to_another() -> None:
    told = pickle.loads(pickle.dumps(said("Cost: {action}", action="{x}")))
    assert isinstance(told, Said)
    assert (told, told.words, told.fields) == ("Cost: {x}", "Cost: {action}", {"action": "{x}"})
