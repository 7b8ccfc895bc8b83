"""Machine: a Game made to run. The only door to the rules: `start` makes a State, `step` plays one turn of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.chance import future_keys, name_hash, turn_constant
from escalation_game.engine.game import Game
from escalation_game.engine.layout import CHECK, DAYS, ENDING, TURN, Layout, layout
from escalation_game.engine.numpy_code import Buffers, Code, compile_numpy
from escalation_game.engine.python_code import compile_python
from escalation_game.engine.state import Numbers, State
from escalation_game.engine.turn import program

#: What is chosen for a role: the same actions in every future, or for each action a score of shape (n,): wanted above 1, the largest first.
Choice: TypeAlias = Collection[str] | Mapping[str, Numbers]

Routines: TypeAlias = Literal["start", "turn", "reported_turn"]

_PICKED, _LEFT = np.array(2.0), np.array(0.0)  # scores above and below the 1 that is wanted


@dataclass(frozen=True)
class Moves:
    """What is decided from outside for one turn; everything else follows doctrine and chance.

    `played` maps a role to its choice. `events` are made to happen or not. `injects` happen, beside those on their date; `withheld` ones do not.
    `overrides` set stocks before the turn. Doctrine of `weighed` roles is computed though they are played, for the Report.
    """

    played: Mapping[str, Choice] = field(default_factory=dict[str, Choice])
    events: Mapping[str, bool] = field(default_factory=dict[str, bool])
    injects: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    overrides: Mapping[str, float] = field(default_factory=dict[str, float])
    weighed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Report:
    """What a turn did. `slots` maps ("ledger", stock, cause), ("probability", event, ""), ("propensity", action, "") and
    ("winner", switch, "") to rows of `values`, shape (rows, n). A winner is an index into Game.setters, or -1.
    """

    slots: Mapping[tuple[str, str, str], int]
    values: Numbers
    overridden: Mapping[str, Numbers]

    def ledger(self, stock: str) -> dict[str, Numbers]:
        """Contributions to a stock's change by cause, each of shape (n,); they add up to the change."""
        told = {
            cause: self.values[row]
            for (kind, name, cause), row in self.slots.items()
            if kind == "ledger" and name == stock
        }
        return told | ({"override": self.overridden[stock]} if stock in self.overridden else {})

    def value(self, kind: str, name: str) -> Numbers:
        """A probability, a propensity or a winner, shape (n,)."""
        return self.values[self.slots[kind, name, ""]]


class Machine:
    """The compiled rules of one game. It keeps scratch buffers for each width it has met, so one thread uses it at a time.

    A batch of one runs on Python's own floats, a larger one on numpy: the same program, the same bits.
    """

    def __init__(self, game: Game) -> None:
        self.game = game
        self.layout: Layout = layout(game)
        self.program = program(game, self.layout)
        self.code: Code = compile_numpy(self.program, len(self.layout))
        self._alone: dict[str, Callable[..., None]] = {}
        self._names = tuple((name_hash(*draw.name), draw.each_turn) for draw in self.program.draws)
        self._scratch: dict[int, Buffers] = {}
        self._constants: dict[int, list[np.uint64]] = {}
        self._checked = self._finite_rows()

    def start(self, seed: int, futures: Sequence[int] | NDArray[np.uint64], lens: int | NDArray[np.intp] = 0) -> State:
        """The State before the first turn of these futures; `lens` is an index into Game.lenses, or one for each future, shape (n,).

        Raises OverflowError unless 0 ≤ seed < 2**64. A future whose numbers are not finite from the start is marked as failed.
        """
        numbers: NDArray[np.uint64] = np.asarray(futures, np.uint64)
        width = len(numbers)
        lenses = np.full(width, lens, np.intp) if isinstance(lens, int) else lens.astype(np.intp)
        values = np.zeros((len(self.layout), width))
        state = State(values, 0, numbers, lenses, future_keys(seed, numbers), np.zeros(width, np.bool_))
        values[self.layout.row(*DAYS)] = self.game.days[0]
        self._run("start", state, np.empty((0, width)), Moves())
        self._mark_failed(state)
        return state

    def step(self, state: State, moves: Moves | None = None, *, report: bool = False) -> Report | None:
        """Plays one turn in place. Futures that have ended, or failed, stay as they are.

        Raises KeyError when `moves` overrides a stock that is not there; other names that are not there are nobody's and do nothing.
        """
        moves = moves or Moves()
        values = state.values
        frozen = np.flatnonzero((values[self.layout.row(*ENDING)] > 0) | state.failed)
        kept = values[:, frozen].copy()
        overridden = self._override(state, moves)
        state.turn += 1
        values[self.layout.row(*TURN)] = state.turn
        values[self.layout.row(*DAYS)] = self.game.days[min(state.turn, len(self.game.days)) - 1]
        told = np.zeros((len(self.program.report) if report else 0, state.width))
        self._run("reported_turn" if report else "turn", state, told, moves)
        self._mark_failed(state)
        values[:, frozen] = kept
        if not report:
            return None
        told[:, frozen] = 0.0
        for change in overridden.values():
            change[frozen] = 0.0
        return Report(self.program.report, told, overridden)

    def reseed(self, state: State, seed: int) -> None:
        """Fresh luck from the next turn on; what was drawn stays drawn."""
        state.keys = future_keys(seed, state.futures)

    def row(self, state: State, kind: str, name: str = "", lag: int = 0) -> Numbers:
        """What a slot holds now, shape (n,); a view."""
        return state.values[self.layout.row(kind, name, lag)]

    def not_finite(self, state: State) -> tuple[str, str] | None:
        """The first (kind, name) whose number is not finite in any future, in the order the turn computes them."""
        order = [("stock", stock.name) for stock in self.game.stocks] + [
            ("derived", one.name) for one in self.game.derived
        ]
        for kind, name in order:
            if not np.isfinite(self.row(state, kind, name)).all():
                return kind, name
        return None if np.isfinite(self.row(state, *CHECK)).all() else ("check", "")

    def constants(self, turn: int) -> list[np.uint64]:
        """The constant of each die for a turn."""
        if turn not in self._constants:
            self._constants[turn] = [turn_constant(name, turn if each_turn else 0) for name, each_turn in self._names]
        return self._constants[turn]

    def _run(self, routine: Routines, state: State, told: Numbers, moves: Moves) -> None:
        game = self.game
        played = [(2 if role.name in moves.weighed else 1) if role.name in moves.played else 0 for role in game.roles]
        given = [_score(moves.played.get(action.role, ()), action.name) for action in game.actions]
        forced = [moves.events.get(event.name) for event in game.events]
        injected = [self._placed(inject.name, inject.turn, state.turn, moves) for inject in game.injects]
        with np.errstate(all="ignore"):
            if state.width == 1:
                self._run_alone(
                    routine, state, told, played, [float(np.ravel(one)[0]) for one in given], forced, injected
                )
            else:
                self._run_numpy(routine, state, told, played, given, forced, injected)

    def _run_numpy(
        self, routine: Routines, state: State, told: Numbers, played: list[int], given: list[Numbers],
        forced: list[bool | None], injected: list[bool],
    ) -> None:  # fmt: skip
        code = {"start": self.code.start, "turn": self.code.turn, "reported_turn": self.code.reported_turn}[routine]
        code(
            list(state.values), list(told), *self._buffers(state.width), state.keys, self.constants(state.turn),
            list(np.take(self.game.assumptions, state.lens, axis=1)), played, given,
            [None if one is None else np.array(one) for one in forced], [np.array(one) for one in injected],
        )  # fmt: skip

    def _run_alone(
        self, routine: Routines, state: State, told: Numbers, played: list[int], given: list[float],
        forced: list[bool | None], injected: list[bool],
    ) -> None:  # fmt: skip
        if routine not in self._alone:
            of = self.program.start if routine == "start" else self.program.turn
            self._alone[routine] = compile_python(self.program, of, reported=routine == "reported_turn")
        rows, report = state.values[:, 0].tolist(), told[:, 0].tolist()
        dice = [int(constant) for constant in self.constants(state.turn)]
        assumed = self.game.assumptions[:, state.lens[0]].tolist()
        self._alone[routine](rows, report, int(state.keys[0]), dice, assumed, played, given, forced, injected)
        state.values[:, 0], told[:, 0] = rows, report

    @staticmethod
    def _placed(name: str, date: int | None, turn: int, moves: Moves) -> bool:
        return name in moves.injects or (date == turn and name not in moves.withheld)

    def _override(self, state: State, moves: Moves) -> dict[str, Numbers]:
        changes: dict[str, Numbers] = {}
        for stock, value in sorted(moves.overrides.items()):
            row = self.row(state, "stock", stock)
            changes[stock] = value - row
            row[:] = value
        return changes

    def _buffers(self, width: int) -> Buffers:
        if width not in self._scratch:
            if len(self._scratch) > 4:
                self._scratch.clear()
            self._scratch[width] = self.code.buffers(width)
        return self._scratch[width]

    def _finite_rows(self) -> slice:
        """The rows of the check, the stocks, the switches (always finite) and the derived values: they stand together."""
        kinds = {"check", "stock", "switch", "derived"}
        rows = [row for (kind, _, lag), row in self.layout.rows.items() if kind in kinds and lag == 0]
        return slice(min(rows), max(rows) + 1)

    def _mark_failed(self, state: State) -> None:
        state.failed |= ~np.isfinite(state.values[self._checked]).all(axis=0)


def _score(choice: Choice, action: str) -> Numbers:
    if isinstance(choice, Mapping):
        return cast("Mapping[str, Numbers]", choice).get(action, _LEFT)
    return _PICKED if action in choice else _LEFT
