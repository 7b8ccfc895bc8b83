"""Chunks of a Study in worker processes, handed back in order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from escalation_game.engine.machine import Machine
from escalation_game.futures.interrupts import held_back, ignored, leave_with_parent
from escalation_game.futures.playing import part_of
from escalation_game.futures.study import Study
from escalation_game.futures.tally import Grid, Part

_AHEAD = 2  # chunks a worker that are under way or waiting to be merged

_work: tuple[Machine, Study, Grid] | None = None  # each worker process compiles the game once


@dataclass
class Losses:
    """How often worker processes died; it grows while chunks are handed back."""

    workers: int = 0


def in_order(
    machine: Machine, study: Study, grid: Grid, pieces: Sequence[range], workers: int, losses: Losses
) -> Generator[tuple[range, Part]]:
    """What each piece adds, in the order of `pieces`. When a worker dies, the piece then waited for is played here and a new pool goes on."""
    done = 0
    while done < len(pieces):
        try:
            for piece, part in _pooled(study, grid, pieces[done:], workers):
                done += 1
                yield piece, part
        except BrokenProcessPool:
            losses.workers += 1
            yield pieces[done], part_of(machine, study, pieces[done], grid)
            done += 1


def _pooled(study: Study, grid: Grid, pieces: Sequence[range], workers: int) -> Generator[tuple[range, Part]]:
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _prepare, (study, grid))
    try:
        waiting: deque[tuple[range, Future[Part]]] = deque()
        for piece in pieces:
            with held_back():
                waiting.append((piece, pool.submit(_play, piece)))
            if len(waiting) == _AHEAD * workers:
                first, part = waiting.popleft()
                yield first, part.result()
        while waiting:
            first, part = waiting.popleft()
            yield first, part.result()
    finally:
        with held_back():  # a second Ctrl-C would leave workers behind that nobody ends
            pool.shutdown(cancel_futures=True)


def _prepare(study: Study, grid: Grid) -> None:
    global _work
    ignored()
    leave_with_parent()
    _work = (Machine(study.game), study, grid)


def _play(piece: range) -> Part:
    assert _work is not None
    machine, study, grid = _work
    return part_of(machine, study, piece, grid)
