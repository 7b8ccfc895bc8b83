"""The words of a scenario: what a role may look up, and nothing that tells more."""

from __future__ import annotations

import pytest

from escalation_game.play.catalogue import new_match
from escalation_game.play.glossary import Word, words_of
from escalation_game.play.match import Match

from .conftest import bridge


def words(role: str) -> dict[str, Word]:
    return {f"{one.kind}:{one.name}": one for one in words_of(Match(bridge(), 5), role)}


def test_each_kind_of_word_is_there() -> None:
    seen = words("west")
    assert (seen["stock:grain"].title, seen["stock:grain"].low, seen["stock:grain"].high) == ("Grain", 0, 100)
    assert seen["stock:grain"].sources[0].title == "The toll book"
    assert seen["switch:gate"].labels == ("shut", "open")
    assert sorted(seen["secret:miller"].labels) == ["A crook", "honest"]
    assert {"derived:price", "action:take_toll", "role:east", "lens:rich", "objective:plenty"} <= seen.keys()
    assert seen["stock:ships"].noise
    assert not seen["stock:grain"].noise


def test_what_is_hidden_is_no_word() -> None:
    assert "stock:spies" not in words("west")
    assert "stock:spies" in words("east")
    assert "action:smuggle" not in words("west")
    assert "action:smuggle" in words("east")


def test_the_same_words_whatever_is_true() -> None:
    every = [words_of(Match(bridge(), seed), "west") for seed in range(6)]
    assert all(one == every[0] for one in every)
    match = Match(bridge(), 5)
    match.end_turn()
    assert words_of(match, "west") == every[0]


def test_what_a_role_is_told_stays_with_it() -> None:
    match = new_match("kursk-2024", seed=7)
    for role, entry in match.scenario.file.roles.items():
        told = " ".join(word.text for word in words_of(match, role))
        assert entry.brief and entry.brief in told
        others = [other.brief for name, other in match.scenario.file.roles.items() if name != role]
        assert not any(brief and brief in told for brief in others)
    with pytest.raises(KeyError):
        words_of(match, "nobody")
