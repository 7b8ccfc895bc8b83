"""The bot that looks one turn ahead."""

from __future__ import annotations

import pickle

import numpy as np

from escalation_game.futures.greedy import greedy
from escalation_game.futures.playing import play
from escalation_game.futures.runs import run
from escalation_game.futures.study import Study
from escalation_game.play.match import Match
from escalation_game.policies.bots import do_nothing
from escalation_game.policies.observation import observe

from .lake import KEEPERS, lake, played


def test_it_does_better_than_nothing() -> None:
    bot = greedy(lake(), KEEPERS)
    watched = (("objective", "safety"), ("objective", "wealth"), ("chosen", "open_gates"))
    ours, idle = (
        run(Study(lake().game, 5, 300, policies={KEEPERS: policy}, watched=watched), workers=1).mean
        for policy in (bot, do_nothing)
    )
    assert ours[-1, :2] @ [1 / 100, 1 / 50] > idle[-1, :2] @ [1 / 100, 1 / 50] + 0.02
    assert ours[1:, 2].mean() > 0.5


def test_it_chooses_the_same_alone_and_in_a_crowd() -> None:
    study = Study(lake().game, 5, 40)
    bot, alone = greedy(lake(), KEEPERS), greedy(lake(), KEEPERS)
    machine = played(1, 0).machine
    for turn, state in enumerate(play(machine, study, range(40))):
        if turn == 3:
            crowd = bot(observe(machine, state, KEEPERS))
            one = alone(observe(machine, state.column(17), KEEPERS))
            assert {name: score[17] for name, score in crowd.items()} == {name: score[0] for name, score in one.items()}


def test_it_goes_by_nothing_but_what_it_sees() -> None:
    match = played(6, 3)
    machine, bot = match.machine, greedy(lake(), KEEPERS)
    before = bot(observe(machine, match.state, KEEPERS))
    for kind, name in (("stock", "hideout"), ("case", "dam"), ("parameter", "late_rain")):
        machine.row(match.state, kind, name)[:] += 1.0
    after = bot(observe(machine, match.state, KEEPERS))
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_it_plays_a_match_and_crosses_to_another_process() -> None:
    bot = greedy(lake(), KEEPERS)
    match = Match(lake(), 3, seats={KEEPERS: "greedy"}, policies={"greedy": bot})
    while match.ending is None:
        match.end_turn()
    again = Match(lake(), 3, seats={KEEPERS: "greedy"}, policies={"greedy": pickle.loads(pickle.dumps(bot))})
    while again.ending is None:
        again.end_turn()
    assert match.state.digest() == again.state.digest()
