"""kursk-2024 is a game: over the bots and a dozen plans nothing is always best, every action and every ending comes about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from escalation_game.engine.machine import Machine
from escalation_game.futures.playing import Values, play
from escalation_game.futures.study import Study
from escalation_game.play.plan import Plan, read_plan
from escalation_game.policies.bots import BOTS
from escalation_game.scenario import load, shipped

FUTURES = 200
FOLDER = Path(shipped()["kursk-2024"]).parent
OBJECTIVES = {"ukraine_position": 1, "escalation_risk": -1, "alliance_strength": 1, "western_cost": -1}


@dataclass(frozen=True)
class Outcome:
    """Means of the player's objectives, signed so that more is better; how often each ending and action came about."""

    means: tuple[float, ...]
    endings: dict[str, int]
    chosen: frozenset[str]

    def dominates(self, other: Outcome) -> bool:
        """At least as good in everything, and better in something."""
        return all(a >= b for a, b in zip(self.means, other.means, strict=True)) and self.means != other.means

    @property
    def score(self) -> float:
        """One number with the weights of the model card; means are signed."""
        position, risk, alliance, cost = self.means
        return 0.35 * position + 0.25 * max(0.0, 100 + 5 * risk) + 0.2 * alliance + 0.2 * (100 + (cost + 20) / 1.2)


@pytest.fixture(scope="module")
def outcomes() -> dict[tuple[str, str], Outcome]:
    """By plan and lens."""
    scenario = load("kursk-2024")
    machine = Machine(scenario.game)
    plans: dict[str, Plan | str] = {"nothing": "nothing", "random": "random", "doctrine": "doctrine"}
    plans |= {path.stem: read_plan(path, scenario.file) for path in sorted((FOLDER / "plans").glob("*.yaml"))}
    return {
        (name, lens): _outcome(machine, plan, lens) for name, plan in plans.items() for lens in scenario.game.lenses
    }


def _outcome(machine: Machine, plan: Plan | str, lens: str) -> Outcome:
    watched = tuple(("objective", name) for name in OBJECTIVES)
    study = Study(machine.game, 5, FUTURES, lenses=(lens,), watched=watched)
    if isinstance(plan, Plan):
        study = Study(machine.game, 5, FUTURES, plan=plan, player="west", lenses=(lens,), watched=watched)
    elif plan in BOTS:
        study = Study(machine.game, 5, FUTURES, policies={"west": BOTS[plan]}, lenses=(lens,), watched=watched)
    values, chosen = Values(machine, watched), set[str]()
    state = None
    for state in play(machine, study, range(FUTURES)):
        chosen |= {one.name for one in machine.game.actions if machine.row(state, "chosen", one.name).any()}
    assert state is not None
    means = values.of(state).mean(axis=1) * list(OBJECTIVES.values())
    ended = np.bincount(machine.row(state, "ending").astype(int), minlength=len(machine.game.endings) + 1)[1:]
    names = [one.name for one in machine.game.endings]
    return Outcome(tuple(means.tolist()), dict(zip(names, ended.tolist(), strict=True)), frozenset(chosen))


def _under(outcomes: dict[tuple[str, str], Outcome], lens: str) -> dict[str, Outcome]:
    return {plan: outcome for (plan, under), outcome in outcomes.items() if under == lens}


def _lenses(outcomes: dict[tuple[str, str], Outcome]) -> Iterator[str]:
    yield from sorted({lens for _, lens in outcomes})


def test_a_dozen_plans(outcomes: dict[tuple[str, str], Outcome]) -> None:
    assert len(_under(outcomes, "article")) >= 15


def test_no_plan_dominates_another_under_every_lens(outcomes: dict[tuple[str, str], Outcome]) -> None:
    plans = {plan for plan, _ in outcomes}
    dominating = {
        (one, other)
        for one in plans
        for other in plans - {one}
        if all(outcomes[one, lens].dominates(outcomes[other, lens]) for lens in _lenses(outcomes))
    }
    assert dominating == set()


def test_different_lenses_reward_different_plans(outcomes: dict[tuple[str, str], Outcome]) -> None:
    best = {lens: max(_under(outcomes, lens).items(), key=lambda one: one[1].score)[0] for lens in _lenses(outcomes)}
    assert len(set(best.values())) >= 3, best


def test_what_wins_under_one_lens_fails_under_another(outcomes: dict[tuple[str, str], Outcome]) -> None:
    def place(plan: str, lens: str) -> int:
        """How many plans do better."""
        under = _under(outcomes, lens)
        return sum(one.score > under[plan].score for one in under.values())

    last = len(_under(outcomes, "article")) - 1
    assert place("confront", "article") <= 4
    assert place("confront", "escalation") == last
    assert place("truce", "escalation") <= 1
    assert place("truce", "article") >= 8


def test_every_ending_is_reached(outcomes: dict[tuple[str, str], Outcome]) -> None:
    ends = {name for outcome in outcomes.values() for name, count in outcome.endings.items() if count}
    assert ends == set(load("kursk-2024").file.endings)


def test_every_action_is_chosen_somewhere(outcomes: dict[tuple[str, str], Outcome]) -> None:
    assert frozenset().union(*(outcome.chosen for outcome in outcomes.values())) == set(load("kursk-2024").file.actions)
