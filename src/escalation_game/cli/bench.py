"""`bench`: how many playthroughs a second one core and all cores play, how long a turn of a match takes, and forecasts beside it."""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

import click

from escalation_game.cli.output import print_document, print_lines
from escalation_game.engine.ensemble import CHUNK, play_out
from escalation_game.engine.game import Game
from escalation_game.engine.machine import Machine, Moves
from escalation_game.futures.forecast import FUTURES
from escalation_game.futures.interrupts import leave_with_parent
from escalation_game.futures.latency import OPTIONS, measure
from escalation_game.futures.runs import cores as _cores
from escalation_game.play.match import Match
from escalation_game.scenario.load import Scenario, load

_SEED = 7
_REPETITIONS = 5
_SECONDS = 0.4  # about how long one repetition takes

_machine: Machine | None = None  # each worker process compiles the game once


@click.command()
@click.argument("scenario", default="kursk-2024")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def bench(scenario: str, *, as_json: bool) -> None:
    """Measure how fast SCENARIO is played. Every number is the median of several short repetitions."""
    document = measured(load(scenario))
    if as_json:
        print_document(document)
    else:
        print_lines(_as_lines(document))


def measured(scenario: Scenario) -> dict[str, object]:
    """Measure playthroughs a second with doctrine in every seat, seconds to compile, and milliseconds a turn and until forecasts."""
    file, game, cores = scenario.file, scenario.game, _cores()
    _progress("compiling")
    compile_s = statistics.median(_seconds(lambda: Machine(game)) for _ in range(_REPETITIONS))
    machine = Machine(game)
    _progress("one core")
    futures = _enough_futures(machine)
    one_core = statistics.median(futures / _seconds(lambda: _play(machine, 0, futures)) for _ in range(_REPETITIONS))
    _progress(f"{cores} cores")
    all_cores = _rate_of_all(game, cores, futures)
    _progress("turns of a match")
    turn_ms = statistics.median(_turn_ms(scenario))
    _progress("forecasts")
    waits = measure(scenario, repetitions=_REPETITIONS)
    _progress("")
    numpy = {
        "playthroughs_per_s": round(all_cores, 1),
        "playthroughs_per_s_one_core": round(one_core, 1),
        "compile_s": round(compile_s, 4),
    }
    return {
        "scenario": scenario.name,
        "turns": game.turns,
        "variables": len(file.stocks) + len(file.derived) + len(file.switches),
        "rules": len(file.rules),
        "cores": cores,
        "backends": {"numpy": numpy},
        "turn_ms": round(turn_ms, 3),
        "forecast_ms": {
            "options": OPTIONS,
            "futures": FUTURES,
            "first": round(statistics.median(wait.first for wait in waits), 1),
            "full": round(statistics.median(wait.full for wait in waits), 1),
        },
    }


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _play(machine: Machine, first: int, count: int) -> None:
    for _ in play_out(machine, _SEED, range(first, first + count), lambda _state: Moves()):
        pass


def _enough_futures(machine: Machine) -> int:
    """Find how many futures, in whole chunks, take about as long as one repetition should."""
    _play(machine, 0, CHUNK)
    chunk_seconds = _seconds(lambda: _play(machine, 0, CHUNK))
    return CHUNK * max(1, round(_SECONDS / chunk_seconds))


def _rate_of_all(game: Game, cores: int, futures: int) -> float:
    """Measure playthroughs a second with one process a core, each playing futures of its own."""
    with _workers(game, cores) as pool:
        rates: list[float] = []
        for repetition in range(_REPETITIONS + 1):
            share = CHUNK if repetition == 0 else futures  # the first one starts the processes and is not counted
            seconds = _seconds(lambda share=share: list(pool.map(_play_a_share, range(cores), [share] * cores)))
            rates.append(cores * share / seconds)
    return statistics.median(rates[1:])


@contextmanager
def _workers(game: Game, cores: int) -> Generator[Executor]:
    """Start processes with the game compiled; on Ctrl-C what has not begun is dropped."""
    pool = ProcessPoolExecutor(cores, multiprocessing.get_context("spawn"), _prepare, (game,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _prepare(game: Game) -> None:
    global _machine
    leave_with_parent()
    _machine = Machine(game)


def _play_a_share(worker: int, count: int) -> None:
    assert _machine is not None
    _play(_machine, worker * count, count)


def _turn_ms(scenario: Scenario) -> Iterator[float]:
    """Measure milliseconds from "End turn" until the turn is played and written down, in several matches."""
    for seed in range(_REPETITIONS):
        match = Match(scenario, seed)
        while match.ending is None:
            yield _seconds(match.end_turn) * 1e3


def _progress(words: str) -> None:
    """Write one line on a terminal, over the one before; nothing where there is none."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{f'measuring: {words}' if words else ''}", nl=False, err=True)


def _as_lines(document: dict[str, Any]) -> list[str]:
    numpy = document["backends"]["numpy"]
    return [
        "{scenario}: {turns} turns, {variables} variables, {rules} rules".format(**document),
        f"numpy, {document['cores']} cores: {numpy['playthroughs_per_s']:,.0f} playthroughs a second",
        f"numpy, one core: {numpy['playthroughs_per_s_one_core']:,.0f} playthroughs a second",
        f"compiling the rules: {numpy['compile_s']:.3f} s",
        f"one turn of a match: {document['turn_ms']:.1f} ms",
        "forecasts of {options} options: first {first:.0f} ms, {futures:,} futures each {full:.0f} ms".format(
            **document["forecast_ms"]
        ),
    ]
