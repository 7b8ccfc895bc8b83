"""An Exploration: which plans are compared under which lenses over which futures. Plain frozen data, enough to run it again bit for bit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from escalation_game.futures.sampling import own_lenses
from escalation_game.futures.study import Study, Watched
from escalation_game.play.plan import Plan, read_plan
from escalation_game.play.whole_files import as_json
from escalation_game.scenario import Scenario
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.schema import ScenarioFile

FUTURES = 100_000
SEED = 7

#: What may be asked for: "nothing", "doctrine", the path of a plan, or plans of one's own by name.
PlansAsked: TypeAlias = Sequence[str | Path] | Mapping[str, Plan]

_BUILT_IN: Mapping[str, Plan] = {"nothing": Plan(()), "doctrine": Plan((), "doctrine")}
_NAME = re.compile(r"[\w][\w .+-]{0,79}")


class ExplorationError(Exception):
    """An exploration that cannot be run as asked, or not into this folder; the message says what to do."""


class AskedError(ValueError):
    """Something asked for that does not exist or makes no sense; the message says which, and what was probably meant."""


@dataclass(frozen=True)
class NamedPlan:
    """A plan, what it is called in tables and figures, and its text as it was written."""

    name: str
    plan: Plan
    text: str


@dataclass(frozen=True)
class Exploration:
    """Every plan under every lens, on the same luck: futures 0 … `futures` - 1 of `seed`.

    `player` is the role the plans are for; `series` the stocks and derived values in the tables, beside all objectives.
    """

    scenario: Scenario
    player: str
    plans: tuple[NamedPlan, ...]
    lenses: tuple[str, ...]
    futures: int
    seed: int
    series: tuple[Watched, ...]

    @property
    def objectives(self) -> tuple[Watched, ...]:
        """The objectives as columns."""
        return tuple(("objective", one.name) for one in self.scenario.game.objectives)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The objectives that the player's role wants, or all where the scenario names none."""
        return self.scenario.file.roles[self.player].objectives or tuple(name for _, name in self.objectives)

    @property
    def watched(self) -> tuple[Watched, ...]:
        """The columns of every cell."""
        return (*self.series, *self.objectives)

    def pairs(self) -> Iterator[tuple[NamedPlan, str]]:
        """Every plan under every lens, plan by plan."""
        return ((plan, lens) for plan in self.plans for lens in self.lenses)

    def study(self, plan: NamedPlan, lens: str, futures: int | None = None) -> Study:
        """One cell as a study of the first `futures` futures (all, if not said)."""
        return Study(
            self.scenario.game, self.seed, self.futures if futures is None else futures,
            plan=plan.plan, player=self.player, lenses=(lens,), watched=self.watched,
        )  # fmt: skip

    def fixed(self) -> dict[str, object]:
        """What must not change when an exploration is gone on with; what the scenario is called may."""
        scenario = self.scenario
        return {
            "scenario_hash": scenario.digest,
            "rules_version": scenario.game.rules_version,
            "seed": self.seed,
            "futures": self.futures,
            "player": self.player,
            "series": [list(one) for one in self.series],
        }

    def identity(self, plan: NamedPlan, lens: str) -> str:
        """A hash of all that decides a cell's numbers; the scenario's name is not among it."""
        rules = self.scenario.game.rules_version
        told = {"seed": self.seed, "futures": self.futures, "player": self.player, "watched": list(self.watched)}
        return sha256(as_json({**told, "rules": rules, "plan": plan.text, "lens": lens}).encode()).hexdigest()


def exploration(
    scenario: Scenario,
    plans: PlansAsked = (),
    lenses: Sequence[str] = (),
    *,
    futures: int = FUTURES,
    seed: int = SEED,
    series: Sequence[str] = (),
) -> Exploration:
    """What is asked for, checked. Without plans "nothing" and "doctrine" are compared, without lenses the scenario's own, without series all.

    Raises AskedError on a name that does not exist, a seed outside 0 … 2**64 - 1 or less than one future, ScenarioError on a wrong plan.
    """
    file, game = scenario.file, scenario.game
    if futures < 1 or not 0 <= seed < 2**64:
        raise AskedError("an exploration has at least one future, and a seed from 0 to 2**64 − 1")
    for lens in lenses:
        _known("lens", lens, game.lenses)
    numbers = {**file.stocks, **file.derived}
    for name in series:
        _known("stock or derived value", name, tuple(numbers))
    kept: list[Watched] = [("stock", name) for name in sorted(file.stocks) if not series or name in series]
    kept += [("derived", name) for name in sorted(file.derived) if not series or name in series]
    player = next(name for name, role in file.roles.items() if role.player)
    named = _named(plans or tuple(_BUILT_IN), file)
    drawn = tuple(dict.fromkeys(lenses)) or own_lenses(game)
    return Exploration(scenario, player, named, drawn, futures, seed, tuple(kept))


def plan_text(plan: Plan) -> str:
    """A plan as a file that reads as the same plan (JSON is YAML too)."""
    turns = [
        {**{role: list(actions) for role, actions in turn.choices.items()}, "injects": list(turn.injects), "events": dict(turn.events)}
        for turn in plan.turns
    ]  # fmt: skip
    return as_json({"turns": turns, "then": plan.then})


def _named(plans: PlansAsked, file: ScenarioFile) -> tuple[NamedPlan, ...]:
    if isinstance(plans, Mapping):
        named = [NamedPlan(name, plan, plan_text(plan)) for name, plan in plans.items()]
    else:
        named = [_read(one, file) for one in plans]
    for place, one in enumerate(named):
        if not _NAME.fullmatch(one.name):
            raise AskedError(f"“{one.name}” cannot be the name of a plan: letters, digits, spaces and . + - only")
        if one.name.lower() in {other.name.lower() for other in named[:place]}:
            raise AskedError(f"two plans are called “{one.name}”: rename one of them")
    return tuple(named)


def _read(asked: str | Path, file: ScenarioFile) -> NamedPlan:
    if isinstance(asked, str) and asked in _BUILT_IN:
        return NamedPlan(asked, _BUILT_IN[asked], plan_text(_BUILT_IN[asked]))
    path = Path(asked)
    plan = read_plan(path, file)
    return NamedPlan(path.stem, plan, path.read_text(encoding="utf-8"))


def _known(what: str, name: str, names: Sequence[str]) -> None:
    if name not in names:
        close = nearest(name, list(names))
        raise AskedError(f"there is no {what} “{name}”" + (f"; did you mean “{close}”?" if close else ""))
