"""Runs a Study over worker processes. The result has the same bytes for any chunk size and any number of workers.

Memory does not grow with the number of futures. Ctrl-C keeps what has been played so far.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator

from escalation_game.engine.machine import Machine
from escalation_game.futures.playing import first_grid, part_of
from escalation_game.futures.pool import Losses, in_order
from escalation_game.futures.study import Result, Study
from escalation_game.futures.tally import BLOCK, Grid, Part, joined, nothing

CHUNK = 8 * BLOCK  #: futures side by side

#: Told (futures played, futures asked for) after every chunk.
Progress = Callable[[int, int], None]


def run(
    study: Study,
    *,
    workers: int | None = None,
    chunk: int = CHUNK,
    progress: Progress | None = None,
    machine: Machine | None = None,
) -> Result:
    """Plays every future of a study; with 1 worker here, with more (all cores, if not said) in processes of their own.

    On Ctrl-C the Result holds what was played until then, and is not `complete`. Where a worker process dies, what it had begun is played here and
    counted in `lost_workers`. `machine` saves compiling the game again. Raises ValueError on less than one worker or future a chunk.
    """
    count = cores() if workers is None else workers
    if count < 1 or chunk < 1:
        raise ValueError("at least one worker, and one future in a chunk")
    here = machine or Machine(study.game)
    last = study.first + study.futures
    grid = first_grid(here, study, range(study.first, min(study.first + BLOCK, last)))
    tally, played, losses = nothing(study.length, len(study.variables), len(study.game.endings)), 0, Losses()
    parts = _parts(here, study, grid, count, chunk, losses)
    try:
        for numbers, part in parts:
            tally, played = joined(tally, part), numbers.stop - study.first
            if progress is not None:
                progress(played, study.futures)
    except KeyboardInterrupt:
        pass
    finally:
        parts.close()
    return Result(study, tally, grid, played, losses.workers)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parts(
    machine: Machine, study: Study, grid: Grid, workers: int, chunk: int, losses: Losses
) -> Generator[tuple[range, Part]]:
    size = max(1, chunk // BLOCK) * BLOCK
    last = study.first + study.futures
    pieces = [range(first, min(first + size, last)) for first in range(study.first, last, size)]
    if workers == 1 or len(pieces) == 1:
        return ((piece, part_of(machine, study, piece, grid)) for piece in pieces)
    return in_order(machine, study, grid, pieces, min(workers, len(pieces)), losses)
