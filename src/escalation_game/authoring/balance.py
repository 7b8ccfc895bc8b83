"""The balance of a scenario as a designer asks for it: whether doing nothing is enough, and whether every option has its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from escalation_game.authoring.bots_at_play import player_of
from escalation_game.authoring.lint.dominance import Dominated, dominated
from escalation_game.authoring.lint.subject import Subject
from escalation_game.engine.state import Numbers
from escalation_game.scenario.load import Scenario

NOTHING, RANDOM = "nothing", "random"


@dataclass(frozen=True)
class Contest:
    """Doing nothing against choosing at random, in `plays` matches on the same luck, as shares of them.

    It `wins` where it is no worse in any objective of the player and better in one, it `loses` where choosing at random does. `better` has, by
    objective, the share in which doing nothing comes out better in that one alone.
    """

    plays: int
    wins: float
    loses: float
    better: Mapping[str, float]


@dataclass(frozen=True)
class Balance:
    """`nothing` is None when there are no plays to compare. `dominated` are options of the player that are nowhere better than another."""

    nothing: Contest | None
    dominated: tuple[Dominated, ...]


def balance_of(scenario: Scenario, seed: int, objectives: Mapping[str, Numbers]) -> Balance:
    """The balance, from the objectives at the end of each bot's plays: shape (objectives, plays), none (NaN) where a play broke.

    Plays of one number are the same match for every bot.
    """
    player = player_of(scenario)
    found = dominated(Subject(scenario), seed, lambda _what, _done, _all: None)
    own = tuple(one for one in found if scenario.file.actions[one.action].role == player)
    return Balance(_contest(scenario, objectives[NOTHING], objectives[RANDOM]), own)


def wanted(scenario: Scenario) -> tuple[str, ...]:
    """The player's objectives: its own, or all where it names none."""
    return scenario.file.roles[player_of(scenario)].objectives or tuple(scenario.file.objectives)


def _contest(scenario: Scenario, idle: Numbers, chosen: Numbers) -> Contest | None:
    names = [one.name for one in scenario.game.objectives]
    own = [name for name in names if name in wanted(scenario)]
    plays = min(idle.shape[1], chosen.shape[1])
    signs = np.array([1.0 if scenario.file.objectives[name].better == "higher" else -1.0 for name in own])[:, None]
    rows = [names.index(name) for name in own]
    gain = signs * (idle[rows, :plays] - chosen[rows, :plays])
    gain = gain[:, np.isfinite(gain).all(axis=0)]
    if not gain.size:
        return None
    wins = (gain >= 0.0).all(axis=0) & (gain > 0.0).any(axis=0)
    loses = (gain <= 0.0).all(axis=0) & (gain < 0.0).any(axis=0)
    better = {name: float((row > 0.0).mean()) for name, row in zip(own, gain, strict=True)}
    return Contest(gain.shape[1], float(wins.mean()), float(loses.mean()), better)
