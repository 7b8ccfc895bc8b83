"""A Study: what is to be run over many futures; a Result: what came of it. Both are plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from escalation_game.engine.game import Game
from escalation_game.engine.state import Numbers
from escalation_game.futures.sampling import own_lenses
from escalation_game.futures.tally import Counts, Grid, Tally, quantile
from escalation_game.play.plan import Plan
from escalation_game.policies.observation import Policy

#: What is watched: ("stock", name), ("derived", name), ("switch", name), ("chosen", action), ("happened", event) or ("objective", name).
Watched = tuple[str, str]


@dataclass(frozen=True)
class Study:
    """Futures `first` … `first + futures - 1` of a seed.

    `plan` decides for `player` and whomever it names, `policies` for other roles, doctrine for the rest (without a plan for the player too).
    `lenses` are the ones worlds are drawn from, equally likely. `turns` shortens the game. It has to be picklable: policies by name or as data.
    """

    game: Game
    seed: int
    futures: int
    first: int = 0
    plan: Plan | None = None
    player: str = ""
    policies: Mapping[str, Policy] = field(default_factory=dict[str, Policy])
    lenses: tuple[str, ...] = ()
    watched: tuple[Watched, ...] = ()
    turns: int | None = None

    def __post_init__(self) -> None:
        """Raises ValueError on a name that does not exist, and on less than one future."""
        roles = {role.name for role in self.game.roles}
        unknown = {*self.policies, *([self.player] if self.plan else [])} - roles
        unknown |= set(self.lenses) - set(self.game.lenses)
        unknown |= {name for kind, name in self.watched if (kind, name) not in _known(self.game)}
        if unknown:
            raise ValueError(f"not in this game: {', '.join(sorted(unknown))}")
        if self.futures < 1 or self.first < 0:
            raise ValueError("a study has at least one future, and none below 0")

    @property
    def length(self) -> int:
        """How many turns are played."""
        return self.game.turns if self.turns is None else max(1, min(self.turns, self.game.turns))

    @property
    def drawn_from(self) -> tuple[str, ...]:
        """The lenses worlds are drawn from."""
        return self.lenses or own_lenses(self.game)

    @property
    def variables(self) -> tuple[Watched, ...]:
        """What is watched: everything with a number, unless said otherwise."""
        return self.watched or everything(self.game)


@dataclass(frozen=True)
class Result:
    """Statistics of a Study over the futures it `holds`.

    Arrays have shape (turns + 1, variables), the first row is the start; a future that ended stays as it ended. `endings` (turns + 1, endings) counts
    the futures that ended in a turn with an ending of the game; a shortened game's futures may not have ended. `failed` futures gave a number that
    is none, and are in nothing else. `lost_workers` counts worker processes that died; what they had begun was played again.
    """

    study: Study
    tally: Tally
    grid: Grid
    played: int
    lost_workers: int = 0

    @property
    def variables(self) -> tuple[Watched, ...]:
        """The columns."""
        return self.study.variables

    @property
    def holds(self) -> int:
        """How many futures the statistics are of."""
        return self.tally.held

    @property
    def failed(self) -> int:
        """How many futures were dropped."""
        return self.tally.failed

    @property
    def complete(self) -> bool:
        """Whether every future asked for was played."""
        return self.played == self.study.futures

    @property
    def mean(self) -> Numbers:
        """Means."""
        return self.tally.mean

    @property
    def variance(self) -> Numbers:
        """Variances of the sample; 0 for a single future."""
        return self.tally.deviations / max(self.holds - 1, 1)

    @property
    def endings(self) -> Counts:
        """Futures by the turn and the ending they ended with."""
        return self.tally.endings

    def quantile(self, share: float) -> Numbers:
        """The value below which this share of futures lies: exact to a 512th of what a first thousand futures span and half of it again."""
        return quantile(self.tally, self.grid, share)

    def column(self, kind: str, name: str) -> int:
        """The column of a variable. Raises ValueError when it was not watched."""
        return self.variables.index((kind, name))


def everything(game: Game) -> tuple[Watched, ...]:
    """Every stock, derived value and objective."""
    names: list[Watched] = [("stock", one.name) for one in game.stocks]
    names += [("derived", name) for name in sorted(one.name for one in game.derived)]
    return (*names, *(("objective", one.name) for one in game.objectives))


def wishes(actions: Sequence[str]) -> Mapping[str, Numbers]:
    """Scores that want these actions, the first one most."""
    return {action: np.array(2.0 + len(actions) - place) for place, action in enumerate(actions)}


def _known(game: Game) -> set[Watched]:
    known = set(everything(game))
    known |= {("switch", one.name) for one in game.switches} | {("chosen", one.name) for one in game.actions}
    return known | {("happened", one.name) for one in (*game.events, *game.injects)}
