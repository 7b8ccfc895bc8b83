"""Measures forecasts as a window meets them: asked from an event loop that goes on meanwhile."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from itertools import combinations, count, cycle, islice

from escalation_game.futures.asking import request
from escalation_game.futures.evidence import Seen, evidence
from escalation_game.futures.forecast import FIRST_FUTURES, Option, Request
from escalation_game.futures.forecaster import Answer, Forecaster
from escalation_game.futures.runs import cores
from escalation_game.play.match import Match
from escalation_game.scenario import Scenario

OPTIONS = 10
_FRAME = 0.002  # seconds the loop sleeps between polls
_PATIENCE = 120.0  # seconds


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds until every option has its first answer, one that reaches the last turn, and its best.

    Also the event loop's longest gap meanwhile, and how long the belief took before.
    """

    first: float
    all_turns: float
    full: float
    gap: float
    belief: float


def measure(scenario: Scenario, *, turns: int = 0, repetitions: int = 5, workers: int | None = None) -> list[Latency]:
    """Asks for ten options after `turns` turns, each time for another match. Raises ValueError when there are not that many turns.

    Raises TimeoutError when no answer comes.
    """
    if not 0 <= turns < scenario.game.turns:
        raise ValueError(f"the scenario has {scenario.game.turns} turns")
    role = next(name for name, entry in scenario.file.roles.items() if entry.player)
    found: list[Latency] = []
    with Forecaster(scenario.game, workers or cores()) as forecaster:
        _wait_until_ready(forecaster)
        for seed in count():
            if len(found) == repetitions + 1:
                break
            match = Match(scenario, seed)
            while match.turn < turns and match.ending is None:
                match.end_turn()
            if match.ending is None:
                found.append(_latency(forecaster, match, role))
    return found[1:]  # the first one warms up


def ten_options(match: Match, role: str) -> tuple[Option, ...]:
    """Ten choices of a role: single actions first, then pairs and so on, and again from the first where there are fewer."""
    actions = sorted(name for name, entry in match.scenario.file.actions.items() if entry.role == role)
    sizes = range(1, len(actions) + 1)
    return tuple(islice(cycle(option for size in sizes for option in combinations(actions, size)), OPTIONS))


def _latency(forecaster: Forecaster, match: Match, role: str) -> Latency:
    seen, options = evidence(match, role), ten_options(match, role)
    belief, _ = _timed(forecaster, role, seen, request(match, role, options, futures=1, turns=1))
    asked = request(match, role, options)
    answers, gap = _timed(forecaster, role, seen, asked)
    reached: dict[str, float] = {"first": math.nan, "all_turns": math.nan, "full": math.nan}
    for moment, answer in answers:
        if len(answer.forecasts) == len(options) and all(one.futures >= FIRST_FUTURES for one in answer.forecasts):
            whole = all(one.reach == asked.turns for one in answer.forecasts)
            for name, there in (("first", True), ("all_turns", whole), ("full", answer.last)):
                if there and math.isnan(reached[name]):
                    reached[name] = moment
    return Latency(reached["first"], reached["all_turns"], reached["full"], gap, belief[-1][0])


def _timed(
    forecaster: Forecaster, role: str, seen: tuple[Seen, ...], asked: Request
) -> tuple[list[tuple[float, Answer]], float]:
    """Every answer with the milliseconds since it was asked, and the longest time the loop took for one round."""
    begun = last = time.perf_counter()
    forecaster.ask(role, seen, asked)
    answers: list[tuple[float, Answer]] = []
    gap = 0.0
    while not answers or not answers[-1][1].last:
        answer, now = forecaster.poll(), time.perf_counter()
        gap, last = max(gap, now - last), now
        if answer is not None:
            answers.append(((now - begun) * 1e3, answer))
        if now - begun > _PATIENCE:
            raise TimeoutError("no forecast came")
        time.sleep(_FRAME)
    return answers, gap * 1e3


def _wait_until_ready(forecaster: Forecaster) -> None:
    begun = time.perf_counter()
    while not forecaster.ready:
        if time.perf_counter() - begun > _PATIENCE:
            raise TimeoutError("the processes that compute forecasts did not start")
        time.sleep(_FRAME)
