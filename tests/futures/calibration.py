"""How often the truth of finished matches lies within the fans that were drawn before it was known."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from escalation_game.futures.asking import request, watched_by
from escalation_game.futures.belief import first_belief, updated
from escalation_game.futures.evidence import evidence
from escalation_game.futures.forecast import SHARES, Forecast, forecasts
from escalation_game.play.match import Match
from escalation_game.scenario import Scenario

LOW, HIGH = SHARES.index(0.10), SHARES.index(0.90)


def coverage(
    scenario: Scenario, role: str, seeds: Iterable[int], until: int = 1000, every: int = 1, particles: int = 1000
) -> NDArray[np.int64]:
    """Of every watched variable and horizon: fans that covered the truth, fans in all; shape (turns + 1, watched, 2).

    Each seed is a match of all doctrines in a world drawn by it; a fan is drawn in every `every`-th turn below `until`, for what the role then chose.
    """
    counts: NDArray[np.int64] | None = None
    for seed in seeds:
        match = Match(scenario, seed, seats={role: "doctrine"})
        while match.ending is None:
            match.end_turn()
        watched = watched_by(match, role)
        truth = np.array([[match.machine.row(state, *one)[0] for one in watched] for state in match.states])
        counts = np.zeros((match.length + 1, len(watched), 2), np.int64) if counts is None else counts
        for turn, fan in _fans(match, role, range(0, min(match.turn, until), every), particles):
            for ahead in range(1, fan.reach + 1):
                then = truth[min(turn + ahead, match.turn)]
                lines = fan.fan[ahead, : len(watched)]
                counts[ahead, :, 0] += (lines[:, LOW] <= then) & (then <= lines[:, HIGH])
                counts[ahead, :, 1] += 1
    assert counts is not None
    return counts


def _fans(match: Match, role: str, turns: range, particles: int) -> Iterable[tuple[int, Forecast]]:
    seen = evidence(match, role, turns[-1])
    belief = first_belief(match.machine, role, seen[0], count=particles)
    for turn in range(turns[-1] + 1):
        if turn:
            belief = updated(match.machine, belief, seen[turn])
        if turn in turns:
            chosen = match.turns[turn].choices[role]
            asked = request(match, role, [chosen], baseline=chosen, futures=200, turns=match.length - turn)
            yield turn, forecasts(match.machine, belief, asked)[0]
