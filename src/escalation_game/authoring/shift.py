"""How two versions of a scenario come out differently: the same futures played with both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from escalation_game.futures.runs import run
from escalation_game.futures.study import Result, Study, Watched
from escalation_game.play.plan import Plan, PlannedTurn
from escalation_game.scenario.load import Scenario

FUTURES, SEED = 2000, 0
CLEAR = 0.1  #: the least change of an action's strength that is told, as a share of it
_SPREAD = (0.10, 0.50, 0.90)

#: Told (what is played now, of how many) before each run.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where futures end. `objectives` maps each to its lines of 10, 50 and 90 %, `endings` to shares; `failed` futures are in neither."""

    objectives: Mapping[str, tuple[float, float, float]]
    endings: Mapping[str, float]
    failed: int

    @property
    def usual_ending(self) -> str:
        """The ending that comes about most often; of equals the first by name. "" where no future has one."""
        most = max(self.endings.values(), default=0.0)
        return min((name for name, share in self.endings.items() if share == most > 0.0), default="")


@dataclass(frozen=True, slots=True)
class Strength:
    """What choosing an action in the first turn does to an objective on average, in each version."""

    action: str
    objective: str
    before: float
    after: float

    @property
    def factor(self) -> float:
        """How many times as strong it became; below 0 it turned round."""
        return self.after / self.before


@dataclass(frozen=True, slots=True)
class Shift:
    """Both outcomes under doctrine, and the actions of the player's role whose strength changed, the largest change first."""

    futures: int
    before: Outcome
    after: Outcome
    strengths: tuple[Strength, ...]


def shift(
    before: Scenario, after: Scenario, futures: int = FUTURES, seed: int = SEED, progress: Progress | None = None
) -> Shift:
    """Plays both on the same luck: whatever bears the same name in both draws the same."""
    player = _player(after)
    actions = sorted(
        name
        for name, entry in after.file.actions.items()
        if entry.role == player and name in before.file.actions and before.file.actions[name].role == player
    )
    steps = _Steps(2 * (2 + len(actions)), progress)
    was, now = (_outcome(one, steps.next(_study(one, futures, seed))) for one in (before, after))
    worth, worth_now = (_worths(one, actions, futures, seed, steps) for one in (before, after))
    return Shift(futures, was, now, _strengths(worth, worth_now))


class _Steps:
    """Runs studies one after another. Its state: how many there have been."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.done, self.total, self.progress = 0, total, progress

    def next(self, study: Study) -> Result:
        """Run one."""
        if self.progress is not None:
            self.progress(self.done, self.total)
        self.done += 1
        return run(study)


def _player(scenario: Scenario) -> str:
    return next(name for name, entry in scenario.file.roles.items() if entry.player)


def _study(scenario: Scenario, futures: int, seed: int, plan: Plan | None = None) -> Study:
    watched: tuple[Watched, ...] = tuple(("objective", one.name) for one in scenario.game.objectives)
    return Study(scenario.game, seed, futures, plan=plan, player=_player(scenario), watched=watched)


def _outcome(scenario: Scenario, result: Result) -> Outcome:
    lines = [result.quantile(share)[-1] for share in _SPREAD]
    objectives = {
        one.name: (float(lines[0][place]), float(lines[1][place]), float(lines[2][place]))
        for place, one in enumerate(scenario.game.objectives)
    }
    ended = result.endings.sum(axis=0) / max(result.holds, 1)
    names = [one.name for one in scenario.game.endings]
    return Outcome(objectives, dict(zip(names, map(float, ended), strict=True)), result.failed)


def _worths(
    scenario: Scenario, actions: list[str], futures: int, seed: int, steps: _Steps
) -> dict[tuple[str, str], float]:
    """What each action, chosen once in the first turn, adds to the mean of each objective."""
    player, names = _player(scenario), [one.name for one in scenario.game.objectives]
    without = steps.next(_study(scenario, futures, seed, Plan(()))).mean[-1]
    worths: dict[tuple[str, str], float] = {}
    for action in actions:
        plan = Plan((PlannedTurn({player: (action,)}),))
        added = steps.next(_study(scenario, futures, seed, plan)).mean[-1] - without
        worths |= {(action, name): float(value) for name, value in zip(names, added, strict=True)}
    return worths


def _strengths(before: Mapping[tuple[str, str], float], after: Mapping[tuple[str, str], float]) -> tuple[Strength, ...]:
    """Of each objective the actions that matter to it, at least a hundredth of what the strongest does, and changed clearly."""
    found: list[Strength] = []
    for (action, objective), was in before.items():
        now = after.get((action, objective))
        strongest = max(abs(value) for (_, other), value in before.items() if other == objective)
        if now is None or abs(was) < 0.01 * strongest or was == 0.0 or not np.isfinite([was, now]).all():
            continue
        if abs(now / was - 1.0) >= CLEAR:
            found.append(Strength(action, objective, was, now))
    return tuple(sorted(found, key=lambda one: (-abs(one.factor - 1.0), one.action, one.objective)))
