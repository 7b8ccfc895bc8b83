"""Evaluates an expression on a State outside a turn: what a role sees, may do and must pay, how objectives stand, why a derived value moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.chance import name_hash, turn_constant, uniform
from escalation_game.engine.expression import CONDITIONS, Assumed, Call, Const, Draw, Expr, Kind, Previous, Read, Since
from escalation_game.engine.game import NEVER, Observed
from escalation_game.engine.layout import revealed
from escalation_game.engine.machine import Machine
from escalation_game.engine.observing import UNKNOWN_CASE
from escalation_game.engine.operations import OPERATIONS
from escalation_game.engine.state import Numbers, State

#: `ended`: as the last turn left things. `choosing`: as the next turn's choices read them, with its dice and counters one turn on.
Phase: TypeAlias = Literal["ended", "choosing"]


@dataclass(frozen=True)
class Reading:
    """A State to read expressions on. `given` replaces what a leaf would read, by arrays that broadcast with shape (n,).

    The past of what is in `hidden`, by (kind, name), is not a number.
    """

    machine: Machine
    state: State
    phase: Phase = "ended"
    given: Mapping[Expr, Numbers] = field(default_factory=dict[Expr, Numbers])
    hidden: frozenset[tuple[str, str]] = frozenset()

    def number(self, expr: Expr) -> Numbers:
        """The value of an expression, shape (n,); the same bits as in a turn. May be infinite or not a number."""
        with np.errstate(all="ignore"):
            return self._number(expr)

    def condition(self, expr: Expr) -> NDArray[np.bool_]:
        """Where an expression is above 0, shape (n,)."""
        return self.number(expr) > 0.0

    def seen_by(self, role: str) -> Reading:
        """The same as this role sees it: noisy variables with the noise of its next choice, hidden ones not a number."""
        mine = [one for one in self.machine.game.observed if one.role == role]
        true = Reading(self.machine, self.state, "choosing", self.given)
        seen: dict[Expr, Numbers] = {Read(one.kind, one.name): true._sight(one) for one in mine}
        hidden = frozenset((one.kind, one.name) for one in mine if one.value is None)
        return Reading(self.machine, self.state, self.phase, {**self.given, **seen}, hidden)

    def _sight(self, one: Observed) -> Numbers:
        if one.value is not None:
            return self.number(one.value)
        if one.kind != "case":
            return np.full(self.state.width, np.nan)
        known = self.machine.layout.rows.get(revealed(one.name, one.role))
        if known is None:
            return np.full(self.state.width, UNKNOWN_CASE)
        return np.where(self.state.values[known] > 0, self.machine.row(self.state, "case", one.name), UNKNOWN_CASE)

    def _number(self, expr: Expr) -> Numbers:
        if not isinstance(expr, Call) and expr in self.given:
            return self.given[expr]
        match expr:
            case Const(value):
                return np.full(self.state.width, value)
            case Read(kind, name):
                return self._read(kind, name)
            case Previous(kind, name) | Since(kind, name) if (kind, name) in self.hidden:
                return np.full(self.state.width, np.nan)
            case Previous(kind, name, lag):
                back = lag if self.phase == "ended" else lag - 1
                return self.machine.row(self.state, kind, name, back)
            case Since(kind, name):
                return self._since(kind, name)
            case Draw(name, each_turn):
                constant = turn_constant(name_hash(*name), self._turn() if each_turn else 0)
                return uniform(self.state.keys, constant, np.empty(self.state.width))
            case Assumed(row):
                return self.machine.game.assumptions[row, self.state.lens]
            case Call(op, args):
                return self._call(op, args)

    def _read(self, kind: str, name: str) -> Numbers:
        if self.phase == "choosing":
            if kind == "turn":
                return np.full(self.state.width, float(self._turn()))
            if kind == "days":
                days = self.machine.game.days
                return np.full(self.state.width, days[min(self._turn(), len(days)) - 1])
            if kind == "parameter":
                return self._parameter(name)
        return self.machine.row(self.state, kind, name)

    def _parameter(self, name: str) -> Numbers:
        """One that is drawn anew each turn is drawn before the choices."""
        parameter = next(one for one in self.machine.game.parameters if one.name == name)
        return self._number(parameter.value) if parameter.each_turn else self.machine.row(self.state, "parameter", name)

    def _since(self, kind: Kind, name: str) -> Numbers:
        counter = self.machine.row(self.state, f"since:{kind}", name)
        if self.phase == "ended":
            return counter
        older = np.minimum(counter + 1.0, NEVER)
        chosen = self.given.get(Read(kind, name)) if kind == "chosen" else None
        return older if chosen is None else np.where(chosen > 0, 0.0, older)

    def _turn(self) -> int:
        return self.state.turn + (self.phase == "choosing")

    def _call(self, op: str, args: tuple[Expr, ...]) -> Numbers:
        values = [self._number(arg) for arg in args]
        if op == "select":
            return np.where(values[0] > 0, values[1], values[2])
        if op == "number":
            return np.where(values[0] > 0, 1.0, 0.0)
        if op in {"and", "or", "not"}:
            values = [value > 0 for value in values]
        result = OPERATIONS[op](*values)
        return np.where(result, 1.0, 0.0) if op in CONDITIONS else result
