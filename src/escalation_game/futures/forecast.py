"""Forecasts: what options of this turn lead to, each against the same baseline on the same luck, in numbers and in words.

Belief goes on with fresh dice. All options meet the same particles and the same dice, so the difference between two of them is the decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.chance import future_keys, name_hash
from escalation_game.engine.layout import ENDING
from escalation_game.engine.machine import Machine, Moves
from escalation_game.engine.state import Numbers, State
from escalation_game.futures.belief import Belief
from escalation_game.futures.playing import Values
from escalation_game.futures.sampling import hashed, spread
from escalation_game.futures.study import Watched, wishes
from escalation_game.futures.words import Direction, caveat, direction, likelihood

Option = tuple[str, ...]  # actions chosen this turn

SHARES = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)  #: of futures that lie below each line of a fan
FUTURES = 2000
FIRST_FUTURES, FIRST_REACH = 200, 3  # of the first answer, which is wanted at once
BATCH = 1800  #: futures of an option played side by side after that
_RUNNING = 0.75  # share of futures still running below which the others are no longer carried along


@dataclass(frozen=True)
class Request:
    """What is asked. `turns` are left to play; after this one the role follows its doctrine, or does nothing.

    `better` maps objectives to +1 (higher is better) or -1.
    """

    options: tuple[Option, ...]
    watched: tuple[Watched, ...]
    better: Mapping[str, int]
    turns: int
    baseline: Option = ()
    then: Literal["doctrine", "nothing"] = "doctrine"
    futures: int = FUTURES


@dataclass(frozen=True)
class Comparison:
    """How often an objective comes out better or worse than under the baseline, as shares of futures; equal in the rest."""

    better: float
    worse: float

    @property
    def words(self) -> str:
        """How likely it is to come out better."""
        return likelihood(self.better)


@dataclass(frozen=True)
class Forecast:
    """What one option leads to, over `futures` futures and the next `reach` turns.

    `fan` and `baseline` have shape (reach + 1, watched, 7): the lines of SHARES by turn, the first turn is now. `rises` and `falls` (reach + 1,
    watched) are the shares of futures in which the option raises or lowers a variable against the baseline. `endings` are chances of having ended so
    by then. `effective` is how many particles the belief is worth.
    """

    option: Option
    watched: tuple[Watched, ...]
    futures: int
    failed: int
    reach: int
    effective: float
    fan: Numbers
    baseline: Numbers
    rises: Numbers
    falls: Numbers
    objectives: Mapping[str, Comparison]
    endings: Mapping[str, float]

    def direction(self, kind: str, name: str) -> Direction:
        """Which way the option moves a variable by the end of its reach; "mixed" when under 70 % of futures agree."""
        column = self.watched.index((kind, name))
        return direction(float(self.rises[-1, column]), float(self.falls[-1, column]))

    @property
    def note(self) -> str:
        """The words "little evidence" when the belief rests on few particles, else nothing."""
        return caveat(self.effective)

    @property
    def ending_words(self) -> dict[str, str]:
        """Chances of the endings in words."""
        return {name: likelihood(share) for name, share in self.endings.items()}


def forecasts(machine: Machine, belief: Belief, request: Request) -> tuple[Forecast, ...]:
    """All that is asked, at once. Raises ValueError on an action that is not the role's or an unknown variable."""
    answers = [answer for answer in refined(machine, belief, request) if answer is not None]
    return answers[-1]


def refined(
    machine: Machine, belief: Belief, request: Request, batch: int = BATCH
) -> Iterator[tuple[Forecast, ...] | None]:
    """Answers that become better: 200 futures a few turns ahead, then all turns, then all futures. In between None, after every turn.

    So whoever takes it a slice at a time can leave off whenever it is no longer wanted. A smaller `batch` makes shorter slices and more of them.
    """
    _check(machine, belief, request)
    first = min(FIRST_FUTURES, request.futures)
    bounds = [0, *range(first, request.futures, batch), request.futures]
    paths: Paths | None = None
    for start, stop in pairwise(bounds):
        more: Paths | None = None
        for more in _played(machine, belief, request, start, stop):
            early = start == 0 and more.reach == FIRST_REACH < request.turns
            yield _answer(machine, belief, request, more) if early else None
        assert more is not None
        paths = more if paths is None else paths.with_more(more)
        yield _answer(machine, belief, request, paths)


@dataclass(frozen=True)
class Paths:
    """Values by turn, shape (reach + 1, watched, options + 1, n) with the baseline first; endings (options + 1, n); where nothing failed (n,)."""

    values: Numbers
    endings: NDArray[np.intp]
    sound: NDArray[np.bool_]

    @property
    def reach(self) -> int:
        """How many turns ahead."""
        return len(self.values) - 1

    def with_more(self, other: Paths) -> Paths:
        """Those of more futures."""
        return Paths(
            np.concatenate((self.values, other.values), axis=3),
            np.concatenate((self.endings, other.endings), axis=1),
            np.concatenate((self.sound, other.sound)),
        )


def _played(machine: Machine, belief: Belief, request: Request, start: int, stop: int) -> Iterator[Paths]:
    """Futures `start` … `stop` of all options, after each turn."""
    options, count = (request.baseline, *request.options), stop - start
    state, reader = _branches(belief, len(options), start, stop), Values(machine, request.watched)
    values = np.empty((request.turns + 1, len(request.watched), len(options) * count))
    values[0] = reader.of(state)
    endings, sound = np.zeros(len(options) * count, np.intp), np.ones(len(options) * count, np.bool_)
    running = np.arange(len(options) * count)
    for turn in range(1, request.turns + 1):
        machine.step(state, _moves(machine, belief.role, request, options, count if turn == 1 else 0))
        values[turn] = values[turn - 1]
        now = reader.of(state)
        values[turn][:, running] = now
        endings[running] = machine.row(state, *ENDING)
        sound[running] = ~state.failed & np.isfinite(now).all(axis=0)
        goes_on = (machine.row(state, *ENDING) == 0) & ~state.failed
        if goes_on.mean() < _RUNNING and goes_on.any():
            state, running = state.taken(np.flatnonzero(goes_on)), running[goes_on]
        by_option = values[: turn + 1].reshape(turn + 1, len(request.watched), len(options), count)
        kept: NDArray[np.bool_] = np.logical_and.reduce(sound.reshape(len(options), count), axis=0)
        yield Paths(by_option, endings.reshape(len(options), count), kept)


def _branches(belief: Belief, options: int, start: int, stop: int) -> State:
    """Futures of the belief with fresh dice, once for each option."""
    seed = name_hash("futures", "forecast", str(belief.turn), "seed")
    ancestors = spread(belief.weights, start, stop, float(hashed(seed, 1, "offset")[0]))
    branches = belief.state.taken(np.tile(ancestors, options))
    numbers = np.arange(start + 1, stop + 1, dtype=np.uint64)
    branches.futures, branches.keys = np.tile(numbers, options), np.tile(future_keys(seed, numbers), options)
    return branches


def _moves(machine: Machine, role: str, request: Request, options: Sequence[Option], count: int) -> Moves:
    """What the role does: in this turn (`count` futures an option) the option, later (0) what comes then."""
    if not count:
        return Moves() if request.then == "doctrine" else Moves({role: ()})
    wanted = [wishes(option) for option in options]
    nothing = np.array(0.0)
    scores = {
        action.name: np.repeat([float(one.get(action.name, nothing)) for one in wanted], count)
        for action in machine.game.actions
        if action.role == role
    }
    return Moves({role: scores})


def _answer(machine: Machine, belief: Belief, request: Request, paths: Paths) -> tuple[Forecast, ...]:
    sound = paths.sound
    values, endings = paths.values[..., sound], paths.endings[:, sound]
    lines = _lines(values)
    sunk = int((~sound).sum())
    names = [one.name for one in machine.game.endings]
    told: list[Forecast] = []
    for place, option in enumerate(request.options, 1):
        apart = values[:, :, place] - values[:, :, 0]
        rises, falls = (apart > 0.0).mean(axis=2), (apart < 0.0).mean(axis=2)
        shares = [float((endings[place] == index + 1).mean()) for index in range(len(names))]
        told.append(
            Forecast(
                option, request.watched, len(sound) - sunk, sunk, paths.reach, belief.effective,
                lines[:, :, place], lines[:, :, 0], rises, falls,
                _compared(request, rises[-1], falls[-1]), dict(zip(names, shares, strict=True)),
            )
        )  # fmt: skip
    return tuple(told)


def _compared(request: Request, rises: Numbers, falls: Numbers) -> dict[str, Comparison]:
    compared: dict[str, Comparison] = {}
    for name, sign in request.better.items():
        column = request.watched.index(("objective", name))
        up, down = float(rises[column]), float(falls[column])
        compared[name] = Comparison(up, down) if sign > 0 else Comparison(down, up)
    return compared


def _lines(values: Numbers) -> Numbers:
    """Quantiles over the last axis, linear between neighbours, shape (…, 7); not a number without futures."""
    count = values.shape[-1]
    if not count:
        return np.full((*values.shape[:-1], len(SHARES)), np.nan)
    ranked = np.sort(values, axis=-1)
    places = np.array(SHARES) * (count - 1)
    lower = places.astype(np.intp)
    upper = np.minimum(lower + 1, count - 1)
    return ranked[..., lower] + (places - lower) * (ranked[..., upper] - ranked[..., lower])


def _check(machine: Machine, belief: Belief, request: Request) -> None:
    own = {action.name for action in machine.game.actions if action.role == belief.role}
    strange = {name for option in (request.baseline, *request.options) for name in option} - own
    if strange:
        raise ValueError(f"no action of {belief.role}: {', '.join(sorted(strange))}")
    if request.turns < 1 or request.futures < 1 or not request.options:
        raise ValueError("a forecast needs an option, a turn and a future")
    missing = [name for name in request.better if ("objective", name) not in request.watched]
    if missing:
        raise ValueError(f"not watched: {', '.join(missing)}")
