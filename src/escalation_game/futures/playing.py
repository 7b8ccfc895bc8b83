"""Plays the futures of a Study, a chunk at a time, and what each chunk adds to the statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.evaluate import Reading
from escalation_game.engine.layout import ENDING
from escalation_game.engine.machine import Choice, Machine, Moves
from escalation_game.engine.state import Numbers, State
from escalation_game.futures.sampling import drawn_lenses
from escalation_game.futures.study import Study, Watched, wishes
from escalation_game.futures.tally import Counts, Grid, Part, block_moments, cell_counts, grid_over
from escalation_game.play.plan import PlannedTurn
from escalation_game.policies.observation import observe


@dataclass(frozen=True)
class Values:
    """Reads what is watched off a State; its rows are in the order of `watched`."""

    machine: Machine
    watched: Sequence[Watched]

    def of(self, state: State) -> Numbers:
        """Shape (variables, n), an array of its own."""
        reading = Reading(self.machine, state)
        objectives = {one.name: one.value for one in self.machine.game.objectives}
        values = np.empty((len(self.watched), state.width))
        for row, (kind, name) in enumerate(self.watched):
            values[row] = (
                reading.number(objectives[name]) if kind == "objective" else self.machine.row(state, kind, name)
            )
        return values


def play(machine: Machine, study: Study, numbers: range) -> Iterator[State]:
    """The State before the first turn and after each one; the same object, which the next turn changes."""
    futures = np.arange(numbers.start, numbers.stop, dtype=np.uint64)
    state = machine.start(study.seed, futures, drawn_lenses(machine.game, study.seed, futures, study.drawn_from))
    yield state
    for _ in range(study.length):
        machine.step(state, moves_for(machine, study, state))
        yield state


def part_of(machine: Machine, study: Study, numbers: range, grid: Grid) -> Part:
    """What futures with these numbers, the first of them the first of a block, add to the statistics."""
    failed = np.zeros(len(numbers), np.bool_)
    while True:  # a second time only where a future failed: it is dropped from its first turn on
        part, now_failed = _part(machine, study, numbers, grid, ~failed)
        if np.array_equal(now_failed, failed):
            return part
        failed = now_failed


def first_grid(machine: Machine, study: Study, numbers: range) -> Grid:
    """The grid laid out by the first futures of a study."""
    values = Values(machine, study.variables)
    told: list[Numbers] = []
    kept = np.ones(len(numbers), np.bool_)
    for state in play(machine, study, numbers):
        told.append(values.of(state))
        kept = ~state.failed & np.isfinite(told[-1]).all(axis=0) & kept
    shown = np.array(told)[:, :, kept] if kept.any() else np.zeros((len(told), len(study.variables), 1))
    return grid_over(shown.min(axis=2), shown.max(axis=2))


def moves_for(machine: Machine, study: Study, state: State) -> Moves:
    """What the plan and the policies decide for the next turn; role by role in order, as a later role sees earlier choices."""
    moves = _planned(study, state.turn)
    waiting = {role: policy for role, policy in study.policies.items() if role not in moves.played}
    for order, roles in groupby(
        sorted(machine.game.roles, key=lambda one: (one.order, one.name)), lambda one: one.order
    ):
        names = [role.name for role in roles if role.name in waiting]
        if names:
            seen = _chosen_before(machine, state, moves, order)
            chosen: dict[str, Choice] = {
                name: waiting[name](observe(machine, state, name, seen or None)) for name in names
            }
            moves = replace(moves, played={**moves.played, **chosen})
    return moves


def _part(
    machine: Machine, study: Study, numbers: range, grid: Grid, kept: NDArray[np.bool_]
) -> tuple[Part, NDArray[np.bool_]]:
    values, rows = Values(machine, study.variables), study.length + 1
    means: list[Numbers] = []
    deviations: list[Numbers] = []
    least: list[Numbers] = []
    most: list[Numbers] = []
    counts: list[Counts] = []
    endings = np.zeros((rows, len(machine.game.endings)), np.int64)
    ended = np.zeros(len(numbers))
    failed, held = ~kept, np.zeros(0, np.int64)
    for turn, state in enumerate(play(machine, study, numbers)):
        now = values.of(state)
        failed = failed | state.failed | ~np.isfinite(now).all(axis=0)
        held, mean, apart = block_moments(now, kept)
        means.append(mean)
        deviations.append(apart)
        least.append(np.where(kept, now, np.inf).min(axis=1))
        most.append(np.where(kept, now, -np.inf).max(axis=1))
        counts.append(cell_counts(now, kept, grid.low[turn], grid.step[turn]))
        ended = _count_endings(machine, state, ended, kept, endings[turn])
    along = 1  # blocks first, then turns
    part = Part(
        held, int((~kept).sum()), np.stack(means, along), np.stack(deviations, along),
        np.array(least), np.array(most), np.array(counts), endings,
    )  # fmt: skip
    return part, failed


def _count_endings(machine: Machine, state: State, before: Numbers, kept: NDArray[np.bool_], into: Counts) -> Numbers:
    now = machine.row(state, *ENDING).copy()
    fresh = now[(now > 0) & (before == 0) & kept].astype(np.int64) - 1
    into += np.bincount(fresh, minlength=len(into))
    return now


def _planned(study: Study, turn: int) -> Moves:
    plan = study.plan
    if plan is None:
        return Moves()
    planned = plan.turns[turn] if turn < len(plan.turns) else None
    after = planned is None and plan.then == "doctrine"
    played: dict[str, Choice] = {} if after or study.player in study.policies else {study.player: ()}
    planned = planned or PlannedTurn()
    played |= {role: wishes(actions) for role, actions in planned.choices.items()}
    return Moves(played, dict(planned.events), frozenset(planned.injects))


def _chosen_before(machine: Machine, state: State, moves: Moves, order: int) -> dict[str, Numbers]:
    """Choices of roles earlier in order: found by playing the turn on a copy."""
    earlier = {role.name for role in machine.game.roles if role.order < order}
    if not earlier:
        return {}
    trial = state.copy()
    machine.step(trial, moves)
    actions = [action.name for action in machine.game.actions if action.role in earlier]
    return {name: machine.row(trial, "chosen", name).copy() for name in actions}
