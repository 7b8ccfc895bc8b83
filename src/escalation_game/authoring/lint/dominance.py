"""Whether anybody has a reason to take an action: the same futures with it, with another one in its place, and with nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from escalation_game.authoring.bots_at_play import Bot, Marks, turns
from escalation_game.authoring.lint.plays import Progress
from escalation_game.authoring.lint.subject import Subject
from escalation_game.engine.machine import Machine
from escalation_game.engine.state import Numbers, State
from escalation_game.futures.playing import Values
from escalation_game.futures.sampling import drawn_lenses, own_lenses
from escalation_game.play.machines import machine_of
from escalation_game.policies.bots import at_random
from escalation_game.policies.observation import Observation

FUTURES = 60  #: for each action and each way to play beside it
_ENOUGH = 20  #: futures in which both could be chosen
_TINY = 1e-9
_FORCED, _NOTHING = 1e6, -1


@dataclass(frozen=True)
class Dominated:
    """An action that is nowhere better than `by` ("" is nothing) in `futures` futures, and the mean differences in objectives (by less action)."""

    action: str
    by: str
    futures: int
    differences: Mapping[str, float]


@dataclass
class _Once:
    """Chooses one action in one turn, a different one in each column, and beside it at random or not at all.

    Its state: what was legal, and the price.
    """

    names: tuple[str, ...]
    choice: NDArray[np.intp]  # by column, an index into names or _NOTHING
    turn: NDArray[np.intp]
    besides: bool
    legal: Marks = field(default_factory=lambda: np.zeros(0, np.bool_))
    costs: dict[str, Numbers] = field(default_factory=dict[str, Numbers])

    def __call__(self, observation: Observation) -> Mapping[str, Numbers]:
        """Scores."""
        width = len(self.choice)
        now = self.turn == observation.turn
        if not self.legal.size:
            self.legal = self.choice == _NOTHING
        base: Mapping[str, Numbers] = at_random(observation) if self.besides else {}
        scores: dict[str, Numbers] = {}
        for place, name in enumerate(self.names):
            mine = now & (self.choice == place)
            self.legal = self.legal | (mine & observation.legal[name])
            for stock, cost in observation.costs[name].items():
                paid = self.costs.setdefault(stock, np.zeros(width))
                paid[mine] = cost[mine]
            rest = np.where(now, 0.0, base.get(name, np.zeros(width)))
            scores[name] = np.where(mine & observation.legal[name], _FORCED, rest)
        return scores


@dataclass(frozen=True)
class _Outcome:
    """What came of it: objectives of the role, higher is better, shape (objectives, choices, futures), and where a choice was possible."""

    values: Numbers
    possible: Marks
    costs: Mapping[str, Numbers]


def dominated(subject: Subject, seed: int, progress: Progress) -> Iterator[Dominated]:
    """Actions that are nowhere better than another, or than nothing, role by role."""
    machine = machine_of(subject.scenario)
    roles = [role.name for role in subject.scenario.game.roles]
    for done, role in enumerate(roles):
        progress(f"choices of {role}", done, len(roles))
        names = tuple(one.name for one in machine.game.actions if one.role == role)
        wanted = subject.file.roles[role].objectives
        if not names or not wanted:
            continue
        outcomes = [_outcome(subject, machine, role, names, wanted, seed, besides=besides) for besides in (False, True)]
        for place, action in enumerate(names):
            if any(effect.reveal for effect in subject.file.actions[action].effects):
                continue
            found = _by_nothing(outcomes, place) or _by_another(subject, outcomes, names, place)
            if found is not None:
                by, futures, differences = found
                yield Dominated(
                    action, names[by] if by != _NOTHING else "", futures, dict(zip(wanted, differences, strict=True))
                )


def _outcome(
    subject: Subject,
    machine: Machine,
    role: str,
    names: tuple[str, ...],
    wanted: tuple[str, ...],
    seed: int,
    *,
    besides: bool,
) -> _Outcome:
    """Every action of a role in the same futures, all side by side; nothing is the last choice."""
    options = len(names) + 1
    futures = np.tile(np.arange(1, FUTURES + 1, dtype=np.uint64), options)
    choice = np.repeat(np.array([*range(len(names)), _NOTHING], np.intp), FUTURES)
    turn = (np.tile(np.arange(FUTURES), options) % machine.game.turns + 1).astype(np.intp)
    policy = _Once(names, choice, turn, besides)
    state = machine.start(seed, futures, drawn_lenses(machine.game, seed, futures, own_lenses(machine.game)))
    for _ in turns(subject.scenario, Bot("once", {role: policy}, len(futures)), state, {}):
        pass
    signs = [1.0 if subject.file.objectives[name].better == "higher" else -1.0 for name in wanted]
    values = Values(machine, [("objective", name) for name in wanted]).of(state) * np.array(signs)[:, None]
    shape = (options, FUTURES)
    possible = (policy.legal & _whole(state, values)).reshape(shape)
    costs = {stock: paid.reshape(shape) for stock, paid in policy.costs.items()}
    return _Outcome(values.reshape(len(wanted), *shape), possible, costs)


def _whole(state: State, values: Numbers) -> Marks:
    return ~state.failed & np.isfinite(values).all(axis=0)


def _by_nothing(outcomes: list[_Outcome], place: int) -> tuple[int, int, list[float]] | None:
    return _compared(outcomes, place, _NOTHING, strictly=False)


def _by_another(
    subject: Subject, outcomes: list[_Outcome], names: tuple[str, ...], place: int
) -> tuple[int, int, list[float]] | None:
    """Another action that takes its place: the two rule each other out, or the role has one choice."""
    action = subject.file.actions[names[place]]
    for other, name in enumerate(names):
        entry = subject.file.actions[name]
        rival = (
            name in action.excludes or names[place] in entry.excludes or subject.file.roles[action.role].choices == 1
        )
        if other == place or not rival or any((one.possible[place] & ~one.possible[other]).any() for one in outcomes):
            continue
        found = _compared(outcomes, place, other, strictly=True)
        if found is not None:
            return found
    return None


def _compared(outcomes: list[_Outcome], place: int, by: int, *, strictly: bool) -> tuple[int, int, list[float]] | None:
    """Whether `by` is at least as good in every future and objective (`strictly`: and somewhere better), and costs no more."""
    better: list[Numbers] = []
    for one in outcomes:
        both = one.possible[place] & one.possible[by]
        if any((paid[by][both] > paid[place][both]).any() for paid in one.costs.values()):
            return None
        better.append((one.values[:, by] - one.values[:, place])[:, both])
    together = np.concatenate(better, axis=1)
    spread = max(float(np.abs(together).max(initial=0.0)), _TINY)
    enough = together.shape[1] >= _ENOUGH
    if not enough or (together < -_TINY * spread).any() or (strictly and not (together > _TINY * spread).any()):
        return None
    return by, together.shape[1], [float(row.mean()) for row in together]
