"""How long forecasts take beside an event loop, and how long the loop was kept waiting meanwhile.

    uv run python benchmarks/forecasts.py [SCENARIO] [--turn N] [--repetitions N]

Ten options of the player's role are asked for at once, 2,000 futures each, with one worker process a core. The loop polls and sleeps as a window
does between frames. "belief" is the wait after a turn until the belief is brought up to date, before the first answer can begin.
"""

from __future__ import annotations

import argparse
import statistics

from escalation_game.futures.latency import Latency, measure
from escalation_game.scenario import load


def main() -> None:
    """Prints a line a repetition and the medians."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("scenario", nargs="?", default="kursk-2024")
    asked.add_argument("--turn", type=int, default=0, help="after how many turns")
    asked.add_argument("--repetitions", type=int, default=5)
    options = asked.parse_args()
    found = measure(load(options.scenario), turns=options.turn, repetitions=options.repetitions)
    for one in found:
        print(_line(one))
    medians = (statistics.median(getattr(one, name) for one in found) for name in Latency.__dataclass_fields__)
    print("median", _line(Latency(*medians)))


def _line(one: Latency) -> str:
    return (
        f"first {one.first:6.1f} ms (all turns {one.all_turns:6.1f}), full {one.full:7.1f} ms, "
        f"longest gap of the loop {one.gap:5.1f} ms, belief {one.belief:6.1f} ms"
    )


if __name__ == "__main__":
    main()
