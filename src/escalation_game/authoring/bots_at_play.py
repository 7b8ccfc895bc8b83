"""Who plays in a playtest: which bots, in which roles, and how many plays each. Everything as arrays over plays, many at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.layout import ENDING
from escalation_game.engine.machine import Report
from escalation_game.engine.state import Numbers, State
from escalation_game.futures.playing import moves_for
from escalation_game.futures.study import Study
from escalation_game.play.machines import drawn_lens, machine_of
from escalation_game.policies.bots import BOTS, at_random, single_action_bots
from escalation_game.policies.observation import Observation, Policy
from escalation_game.scenario.load import Scenario

EVERYONE = "everyone at random"
_WEIGHTS = {EVERYONE: 4, "random": 4, "avoid-used": 3, "nothing": 2, "doctrine": 2}
_SINGLES = 5  # what all single-action bots weigh together
_SEEDS = 2**64

Marks = NDArray[np.bool_]


class TooFewPlaysError(ValueError):
    """Fewer plays than there are bots."""


@dataclass(frozen=True)
class Bot:
    """A way to play: `policies` by role, doctrine for the rest, over `plays` plays. Where `facilitated`, undated injects are placed as well."""

    name: str
    policies: Mapping[str, Policy]
    plays: int
    facilitated: bool = False


@dataclass(frozen=True)
class Turn:
    """A turn that plays have just played: `running` (n,) those that had not ended before it, `injects` the undated ones placed in it."""

    state: State
    report: Report
    running: Marks
    injects: tuple[str, ...]


@dataclass(frozen=True)
class Barred:
    """Another policy that may never choose one action."""

    policy: Policy
    action: str

    def __call__(self, observation: Observation) -> Mapping[str, Numbers]:
        """The other's scores, without one for that action."""
        return {name: score for name, score in self.policy(observation).items() if name != self.action}


@dataclass
class Openings:
    """The States before the first turn of the matches with these seeds, each in the world that a match of its seed is in. Made once, as asked for."""

    scenario: Scenario
    seed: int
    _columns: list[State] = field(default_factory=list[State])

    def seed_of(self, play: int) -> int:
        """The seed of a play: the same match for every bot."""
        return (self.seed + play) % _SEEDS

    def of(self, plays: Sequence[int]) -> State:
        """A State of its own, of width len(plays)."""
        while len(self._columns) <= max(plays):
            self._columns.append(self._opening(self.seed_of(len(self._columns))))
        chosen = [self._columns[play] for play in plays]
        return State(
            np.concatenate([one.values for one in chosen], axis=1), 0, np.concatenate([one.futures for one in chosen]),
            np.concatenate([one.lens for one in chosen]), np.concatenate([one.keys for one in chosen]),
            np.concatenate([one.failed for one in chosen]),
        )  # fmt: skip

    def _opening(self, seed: int) -> State:
        game = self.scenario.game
        return machine_of(self.scenario).start(seed, [0], game.lenses.index(drawn_lens(self.scenario, seed)))


def bots_for(scenario: Scenario, plays: int) -> tuple[Bot, ...]:
    """Who plays: `plays` in all, each bot at least one. Raises TooFewPlaysError on fewer plays than bots."""
    player = player_of(scenario)
    roles = [role.name for role in scenario.game.roles]
    singles = single_action_bots(scenario.game, player)
    policies: dict[str, Mapping[str, Policy]] = {EVERYONE: dict.fromkeys(roles, at_random)}
    policies |= {name: {player: BOTS[name]} for name in ("random", "avoid-used", "nothing")}
    policies |= {"doctrine": {}, **{name: {player: policy} for name, policy in singles.items()}}
    weights = {name: float(weight) for name, weight in _WEIGHTS.items()} | dict.fromkeys(
        singles, _SINGLES / max(len(singles), 1)
    )
    if plays < len(weights):
        raise TooFewPlaysError(f"at least {len(weights)} plays: one for each bot")
    whole = sum(weights.values())
    counts = {name: max(1, int(plays * weight / whole)) for name, weight in weights.items()}
    counts["random"] += max(0, plays - sum(counts.values()))
    while sum(counts.values()) > plays:
        counts[max(counts, key=lambda name: counts[name])] -= 1
    return tuple(Bot(name, policies[name], counts[name], facilitated=name == EVERYONE) for name in weights)


def player_of(scenario: Scenario) -> str:
    """The role that is played in a match."""
    return next(name for name, role in scenario.file.roles.items() if role.player)


def batches(scenario: Scenario, bot: Bot) -> Iterator[tuple[range, Mapping[int, tuple[str, ...]]]]:
    """The plays of a bot that can be played side by side, and the injects placed in them by turn.

    Where they are placed, each batch has them in a turn of its own, so that every turn has its turn.
    """
    undated = tuple(one.name for one in scenario.game.injects if one.turn is None) if bot.facilitated else ()
    pieces = min(scenario.game.turns, bot.plays) if undated else 1
    for piece in range(pieces):
        plays = range(piece * bot.plays // pieces, (piece + 1) * bot.plays // pieces)
        if plays:
            yield plays, {piece + 1: undated} if undated else {}


def turns(scenario: Scenario, bot: Bot, state: State, injects: Mapping[int, tuple[str, ...]]) -> Iterator[Turn]:
    """Plays a State to the end, a turn at a time; the same State, which the next turn changes."""
    machine = machine_of(scenario)
    study = Study(scenario.game, 0, state.width, policies=bot.policies)
    for number in range(1, scenario.game.turns + 1):
        running = (machine.row(state, *ENDING) == 0) & ~state.failed
        placed = injects.get(number, ())
        moves = replace(moves_for(machine, study, state), injects=frozenset(placed))
        report = machine.step(state, moves, report=True)
        assert report is not None
        yield Turn(state, report, running, placed)


def without(bot: Bot, action: str) -> Bot:
    """The same bot, had there not been this action."""
    return replace(bot, policies={role: Barred(policy, action) for role, policy in bot.policies.items()})
