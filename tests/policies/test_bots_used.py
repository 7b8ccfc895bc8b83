"""Bots that cover every action: one after another, or one alone."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest

from escalation_game.play.match import Match
from escalation_game.policies.bots import BOTS, OnlyAction, single_action_bots
from escalation_game.scenario import load

ROLE = "west"


def chosen(seed: int, policy: str, **policies: object) -> list[tuple[str, ...]]:
    """What the West chose, turn by turn."""
    match = Match(load("kursk-2024"), seed, seats={ROLE: policy}, policies=policies or None)  # type: ignore[arg-type]
    while match.ending is None:
        match.end_turn()
    return [turn.choices[ROLE] for turn in match.turns]


def test_what_was_used_waits_for_the_others() -> None:
    actions = [one.name for one in load("kursk-2024").game.actions if one.role == ROLE]
    used: set[str] = set()
    for seed in range(8):
        turns = chosen(seed, "avoid-used")
        assert turns == chosen(seed, "avoid-used")
        used |= {name for turn in turns for name in turn}
    assert used == set(actions)
    assert chosen(1, "avoid-used") != chosen(2, "avoid-used")


@pytest.mark.parametrize("seed", range(4))
def test_it_does_not_repeat_itself_at_once(seed: int) -> None:
    turns = chosen(seed, "avoid-used")
    repeated = sum(bool(set(one) & set(two)) for one, two in pairwise(turns))
    assert repeated <= len(turns) // 2


def test_a_bot_for_every_action_chooses_it_alone() -> None:
    game = load("kursk-2024").game
    bots = single_action_bots(game, ROLE)
    assert sorted(bots) == sorted(f"only {one.name}" for one in game.actions if one.role == ROLE)
    turns = chosen(3, "only", only=bots["only warn_moscow"])
    assert {name for turn in turns for name in turn} == {"warn_moscow"}


def test_bots_cross_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(dict(BOTS))) == BOTS
    assert pickle.loads(pickle.dumps(OnlyAction("dig"))) == OnlyAction("dig")
