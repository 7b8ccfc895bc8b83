"""Playthroughs a second of kursk-2024 and of the reference work, beside a limit measured in the same run.

    uv run python benchmarks/rates.py [--limit COMMAND] [--repeat N]

COMMAND is any program that prints one JSON document with `one_core`, playthroughs a second of the reference work on one core, and `means`, the
mean of every variable after the last turn: a hand-vectorised C program is a good one. Ratios hold across machines, rates do not.
"""

from __future__ import annotations

import argparse
import json
import shlex
import statistics
import subprocess
import time
from pathlib import Path

import numpy as np

import escalation_game as eg
from escalation_game.engine.ensemble import CHUNK, play_out
from escalation_game.engine.machine import Machine, Moves

REFERENCE = Path(__file__).parent / "reference-work"


def rate(machine: Machine, futures: int) -> float:
    """Playthroughs a second on one core."""
    begun = time.perf_counter()
    for _ in play_out(machine, 7, range(futures), lambda _state: Moves()):
        pass
    return futures / (time.perf_counter() - begun)


def one_turn(machine: Machine) -> float:
    """Milliseconds for one turn of one game, with its report."""
    state = machine.start(7, [0])
    begun = time.perf_counter()
    for _ in range(machine.game.turns):
        machine.step(state, report=True)
    return (time.perf_counter() - begun) / machine.game.turns * 1e3


def means(machine: Machine, futures: int) -> list[float]:
    """Mean of every stock after the last turn."""
    names = sorted((stock.name for stock in machine.game.stocks), key=lambda name: (len(name), name))
    chunks = [
        np.stack([machine.row(state, "stock", name) for name in names])
        for state in play_out(machine, 7, range(futures), lambda _state: Moves())
    ]
    return np.concatenate(chunks, axis=1).mean(axis=1).tolist()


def main() -> None:
    """Measures in turns, so that a slow moment of the machine falls on everything alike."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", help="a command that prints the limit as JSON")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    machines = {
        name: Machine(eg.load(source).game) for name, source in (("kursk-2024", "kursk-2024"), ("reference", REFERENCE))
    }
    futures = 8 * CHUNK
    rates: dict[str, list[float]] = {name: [] for name in machines}
    limits: list[float] = []
    for _ in range(options.repeat):
        for name, machine in machines.items():
            rates[name].append(rate(machine, futures))
        if options.limit:
            told = json.loads(
                subprocess.run(shlex.split(options.limit), capture_output=True, check=True, text=True).stdout
            )
            limits.append(told["one_core"])
    for name, machine in machines.items():
        turn = statistics.median(one_turn(machine) for _ in range(20))
        print(
            f"{name}: {statistics.median(rates[name]):,.0f} playthroughs a second on one core; a turn of one game {turn:.2f} ms"
        )
    if limits:
        share = statistics.median(own / limit for own, limit in zip(rates["reference"], limits, strict=True))
        off = np.abs(np.subtract(means(machines["reference"], 65_536), told["means"])).max()
        print(
            f"limit: {statistics.median(limits):,.0f}; the reference work reaches {share:.1%} of it; means differ by at most {off:.3f}"
        )


if __name__ == "__main__":
    main()
