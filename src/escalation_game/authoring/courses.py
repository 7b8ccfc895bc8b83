"""A course: how one or many futures went, turn by turn, and what a test's formula is worth on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from escalation_game.authoring.formulas import ENDING, Asked, Leaf, Statement
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Expr, Previous, Read, Since
from escalation_game.engine.game import NEVER
from escalation_game.engine.layout import ENDING as ENDED
from escalation_game.engine.layout import TURN
from escalation_game.engine.machine import Machine
from escalation_game.engine.state import Numbers, State

#: The course of the same futures played by a plan of this name (None: the test's own).
PlayedBy = Callable[[str | None], "Course"]


@dataclass(frozen=True)
class Course:
    """States of the same futures before the first turn and after each one. What has ended stays as it ended."""

    machine: Machine
    states: Sequence[State]

    @property
    def failed(self) -> NDArray[np.bool_]:
        """Futures with a number that is none, shape (n,)."""
        return self.states[-1].failed

    def of(self, leaf: Leaf, turn: int) -> Numbers:
        """What a leaf of a formula reads after a turn, shape (n,)."""
        match leaf:
            case Since(kind, name):
                return self._since(kind, name, turn)
            case Previous(kind, name, lag):
                return self.of(Read(kind, name), max(0, turn - lag))
            case Read(_, name) if (
                leaf.kind == "switch" and name == ENDING and ("switch", ENDING, 0) not in self.machine.layout.rows
            ):
                return self._ending(turn)
            case Read():
                return self._read(leaf, turn)

    def word(self, leaf: Leaf, value: float) -> str:
        """The case a number stands for, or "" where it is an amount."""
        game = self.machine.game
        cases = {one.name: one.cases for one in (*game.cases, *game.switches)}
        names = cases.get(leaf.name, tuple(sorted(one.name for one in game.endings)) if leaf.name == ENDING else ())
        is_case = isinstance(leaf, Read | Previous) and leaf.kind in {"switch", "case"}
        return ("none yet" if value < 0 else names[int(value)]) if is_case else ""

    def _at(self, turn: int) -> State:
        return self.states[min(turn, len(self.states) - 1)]

    def _read(self, leaf: Read, turn: int) -> Numbers:
        reading = Reading(self.machine, self._at(turn))
        if leaf.kind == "derived" and ("derived", leaf.name, 0) not in self.machine.layout.rows:
            objective = next(one for one in self.machine.game.objectives if one.name == leaf.name)
            return reading.number(objective.value)
        return reading.number(leaf)

    def _ending(self, turn: int) -> Numbers:
        """The place of the ending among the names in order; -1 while the match goes on."""
        endings = [one.name for one in self.machine.game.endings]
        places = np.array([-1, *(sorted(endings).index(name) for name in endings)], np.float64)
        return places[self.machine.row(self._at(turn), *ENDED).astype(np.intp)]

    def _since(self, kind: str, name: str, turn: int) -> Numbers:
        """Whole turns since something was chosen or happened; a future that has ended counts no further."""
        last = np.zeros(self.states[0].width)
        for state in self.states[1 : turn + 1]:
            last = np.where(self.machine.row(state, kind, name) > 0, self.machine.row(state, *TURN), last)
        return np.where(last > 0, self.machine.row(self._at(turn), *TURN) - last, NEVER)


def worth(statement: Statement, played_by: PlayedBy) -> Numbers:
    """The value of a statement in each future, shape (n,); not a number where the game gave none."""
    own = played_by(None)
    given: dict[Expr, Numbers] = {leaf: value_of(asked, played_by) for leaf, asked in statement.asked.items()}
    return Reading(own.machine, own.states[-1], given=given).number(statement.expr)


def value_of(asked: Asked, played_by: PlayedBy) -> Numbers:
    """What one leaf of a statement reads, shape (n,)."""
    return played_by(asked.plan).of(asked.leaf, asked.turn)
