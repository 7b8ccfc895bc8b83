"""Forecasts beside an event loop."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from escalation_game.futures.asking import request
from escalation_game.futures.belief import believe
from escalation_game.futures.evidence import evidence
from escalation_game.futures.forecast import Forecast, forecasts
from escalation_game.futures.forecaster import Answer, Forecaster
from escalation_game.futures.latency import measure

from .lake import KEEPERS, lake, played

OPTIONS = [("dig",), ("open_gates",), ("bow",)]


@pytest.fixture(scope="module")
def forecaster() -> Iterator[Forecaster]:
    with Forecaster(lake().game, workers=2) as one:
        yield one


def answers(forecaster: Forecaster, patience: float = 60.0) -> list[Answer]:
    """Every answer until the last one."""
    found: list[Answer] = []
    deadline = time.monotonic() + patience
    while not found or not found[-1].last:
        assert time.monotonic() < deadline
        answer = forecaster.poll()
        if answer is not None:
            found.append(answer)
        time.sleep(0.002)
    return found


def content(told: tuple[Forecast, ...]) -> list[tuple[object, ...]]:
    return [(one.option, one.fan.tobytes(), one.rises.tobytes(), one.objectives, one.endings) for one in told]


def test_worker_processes_tell_what_is_told_at_once(forecaster: Forecaster) -> None:
    match = played(1, 3)
    seen, asked = evidence(match, KEEPERS), request(match, KEEPERS, OPTIONS, futures=700)
    ticket = forecaster.ask(KEEPERS, seen, asked)
    found = answers(forecaster)
    assert {one.ticket for one in found} == {ticket}
    assert found[0].forecasts[0].futures == 200
    direct = forecasts(match.machine, believe(match.machine, KEEPERS, seen), asked)
    assert content(found[-1].forecasts) == content(direct)


def test_a_belief_that_goes_on_is_the_belief_of_all(forecaster: Forecaster) -> None:
    match = played(2, 3)
    seen = evidence(match, KEEPERS)
    for turns in (1, 3, 2):  # onwards, and back again
        asked = request(match, KEEPERS, OPTIONS, futures=200, turns=2)
        forecaster.ask(KEEPERS, seen[: turns + 1], asked)
        found = answers(forecaster)[-1].forecasts
        assert content(found) == content(
            forecasts(match.machine, believe(match.machine, KEEPERS, seen[: turns + 1]), asked)
        )


def test_a_newer_question_takes_the_place_of_an_older_one(forecaster: Forecaster) -> None:
    match = played(1, 1)
    seen = evidence(match, KEEPERS)
    forecaster.ask(KEEPERS, seen, request(match, KEEPERS, OPTIONS, futures=2_000_000))
    time.sleep(0.2)
    ticket = forecaster.ask(KEEPERS, seen, request(match, KEEPERS, OPTIONS[:1], futures=200))
    found = answers(forecaster)
    assert {one.ticket for one in found} == {ticket}
    assert [one.option for one in found[-1].forecasts] == [("dig",)]


def test_what_is_cancelled_is_not_answered(forecaster: Forecaster) -> None:
    match = played(1, 1)
    forecaster.ask(KEEPERS, evidence(match, KEEPERS), request(match, KEEPERS, OPTIONS, futures=2_000_000))
    forecaster.cancel()
    for _ in range(100):
        assert forecaster.poll() is None
        time.sleep(0.002)


def test_what_cannot_be_answered_says_why(forecaster: Forecaster) -> None:
    match = played(1, 1)
    asked = request(match, KEEPERS, [("divert",), ("dig",)], futures=200)
    forecaster.ask(KEEPERS, evidence(match, KEEPERS), asked)
    last = answers(forecaster)[-1]
    assert last.problem == "no action of keepers: divert"
    assert [one.option for one in last.forecasts] == [("dig",)]


def test_a_killed_worker_is_replaced(forecaster: Forecaster) -> None:
    match = played(1, 2)
    seen, asked = evidence(match, KEEPERS), request(match, KEEPERS, OPTIONS, futures=9000)
    forecaster.ask(KEEPERS, seen, asked)
    time.sleep(0.1)
    forecaster.poll()
    os.kill(forecaster.processes[0], signal.SIGKILL)
    found = answers(forecaster)[-1]
    assert not found.problem
    assert content(found.forecasts) == content(forecasts(match.machine, believe(match.machine, KEEPERS, seen), asked))


def test_workers_that_keep_dying_are_reported() -> None:
    match = played(1, 1)
    with Forecaster(lake().game, workers=1) as forecaster:
        forecaster.ask(KEEPERS, evidence(match, KEEPERS), request(match, KEEPERS, OPTIONS, futures=50_000_000))
        deadline = time.monotonic() + 60
        answer = None
        while answer is None or not answer.problem:
            assert time.monotonic() < deadline
            for process in forecaster.processes:
                os.kill(process, signal.SIGKILL)
            answer = forecaster.poll()
            time.sleep(0.01)
        assert answer.last
        assert "exit code -9" in answer.problem


def test_the_loop_is_never_kept_waiting() -> None:
    found = measure(lake(), turns=2, repetitions=3, workers=2)
    assert len(found) == 3
    assert min(one.gap for one in found) < 33.0
    assert all(0 < one.first <= one.all_turns <= one.full for one in found)
