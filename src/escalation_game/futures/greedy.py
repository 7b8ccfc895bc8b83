"""A bot that looks one turn ahead: of the actions it may take, those that do its objectives most good by the end of the turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.chance import future_keys, name_hash
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.game import Game
from escalation_game.engine.layout import ENDING
from escalation_game.engine.machine import Machine, Moves
from escalation_game.engine.state import Numbers, State
from escalation_game.futures.sampling import own_lenses
from escalation_game.policies.observation import Observation
from escalation_game.scenario import Scenario

_SEED = name_hash("futures", "greedy", "", "seed")
_WIDEST = 8192


@dataclass
class Greedy:
    """A Policy for one role. `wants` maps objectives to what a unit of them is worth, below 0 where lower is better.

    What it cannot see it takes from `guesses` futures of its own that followed doctrine so far, and what it sees it writes over them, reports with
    noise as they are. Its state: the compiled game and those futures, made when first wanted and left behind when it is sent to another process.
    """

    game: Game
    role: str
    wants: Mapping[str, float]
    guesses: int = 16
    _made: dict[str, Machine] = field(default_factory=dict[str, Machine], repr=False, compare=False)
    _past: dict[int, State] = field(default_factory=dict[int, State], repr=False, compare=False)

    def __call__(self, observation: Observation) -> Mapping[str, Numbers]:
        """Scores for this turn: how much better than doing nothing each legal action is, 0 where it is no better."""
        actions = sorted(observation.legal)
        gains = {name: np.zeros(len(observation.keys)) for name in actions}
        for piece in self._pieces(len(observation.keys), len(actions) + 1):
            worth = self._worth(observation, actions, piece)
            for place, name in enumerate(actions, 1):
                gains[name][piece] = worth[place] - worth[0]
        return {name: np.where(observation.legal[name] & (gain > 0.0), 1.0 + gain, 0.0) for name, gain in gains.items()}

    def __getstate__(self) -> dict[str, object]:
        """Without what can be made again."""
        return {**self.__dict__, "_made": {}, "_past": {}}

    def _pieces(self, count: int, options: int) -> Iterator[NDArray[np.intp]]:
        size = max(1, _WIDEST // (options * self.guesses))
        for first in range(0, count, size):
            yield np.arange(first, min(first + size, count))

    def _worth(self, observation: Observation, actions: list[str], piece: NDArray[np.intp]) -> Numbers:
        """What the role makes of the end of the turn under no action and each one, shape (1 + actions, piece)."""
        machine, options = self._machine(), len(actions) + 1
        state = self._as_seen(observation, piece, options)
        each = len(piece) * self.guesses
        scores = {
            name: np.repeat([2.0 * (place == at) for at in range(options)], each)
            for place, name in enumerate(actions, 1)
        }
        machine.step(state, Moves({self.role: scores}))
        reading = Reading(machine, state)
        worth = np.zeros(state.width)
        for objective in self.game.objectives:
            if objective.name in self.wants:
                worth = worth + self.wants[objective.name] * reading.number(objective.value)
        worth = np.where(state.failed | ~np.isfinite(worth), 0.0, worth).reshape(options, len(piece), self.guesses)
        total = worth[:, :, 0]
        for guess in range(1, self.guesses):
            total = total + worth[:, :, guess]
        return total / self.guesses

    def _as_seen(self, observation: Observation, piece: NDArray[np.intp], options: int) -> State:
        """The guesses for each observation of a piece, once for each option: rows run over options, observations, guesses."""
        machine, past = self._machine(), self._until(observation.turn - 1)
        which = np.tile(np.arange(self.guesses), options * len(piece))
        keys = future_keys(name_hash("futures", "greedy", str(observation.turn), "seed"), past.futures)
        state = replace(past.taken(which), keys=keys[which])
        for kind in ("stock", "derived", "switch"):
            for name, values in observation.values.items():
                row = machine.layout.rows.get((kind, name, 0))
                if row is not None:
                    state.values[row] = np.tile(np.repeat(values[piece], self.guesses), options)
        state.values[machine.layout.row(*ENDING)] = 0.0
        return state

    def _until(self, turns: int) -> State:
        """Futures of its own after so many turns of doctrine."""
        if 0 not in self._past:
            columns = np.array([self.game.lenses.index(lens) for lens in own_lenses(self.game)], np.intp)
            numbers = np.arange(1, self.guesses + 1, dtype=np.uint64)
            self._past[0] = self._machine().start(_SEED, numbers, columns[np.arange(self.guesses) % len(columns)])
        for turn in range(max(self._past), turns):
            after = self._past[turn].copy()
            self._machine().step(after)
            self._past[turn + 1] = after
        return self._past[turns]

    def _machine(self) -> Machine:
        if not self._made:
            self._made["game"] = Machine(self.game)
        return self._made["game"]


def greedy(scenario: Scenario, role: str) -> Greedy:
    """The greedy bot of a role: its objectives, or all there are, each by its declared range. Raises KeyError for an unknown role."""
    file = scenario.file
    wants: dict[str, float] = {}
    for name in file.roles[role].objectives or sorted(file.objectives):
        entry = file.objectives[name]
        low, high = entry.range or (None, None)
        width = 1.0 if low is None or high is None else high - low
        wants[name] = (1.0 if entry.better == "higher" else -1.0) / width
    return Greedy(scenario.game, role, wants)
