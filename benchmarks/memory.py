"""The most memory that many futures take, each count in a process of its own: it should not grow with the count.

    uv run python benchmarks/memory.py [SCENARIO] [--counts N N …]

A line a count: the peak of one process in MB, and its playthroughs a second.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time

from escalation_game.futures.runs import run
from escalation_game.futures.study import Study
from escalation_game.scenario import load


def main() -> None:
    """Measures each count in a process of its own, or the first one here."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("scenario", nargs="?", default="first-steps")
    asked.add_argument("--counts", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    asked.add_argument("--alone", action="store_true", help="measure in this process, for the first count only")
    options = asked.parse_args()
    if options.alone:
        _measure(options.scenario, options.counts[0])
        return
    for count in options.counts:
        subprocess.run([sys.executable, __file__, options.scenario, "--counts", str(count), "--alone"], check=True)


def _measure(scenario: str, futures: int) -> None:
    begun = time.perf_counter()
    result = run(Study(load(scenario).game, 7, futures), workers=1)
    taken = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{result.played:>12,} futures: {peak:7.1f} MB at most, {result.played / taken:,.0f} a second")


if __name__ == "__main__":
    main()
