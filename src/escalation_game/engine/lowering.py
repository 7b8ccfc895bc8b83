"""Lowers expressions to instructions: what a formula means in the phase of the turn in which it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from escalation_game.engine.expression import Assumed, Call, Const, Draw, Expr, Previous, Read, Since
from escalation_game.engine.game import NEVER
from escalation_game.engine.layout import Layout
from escalation_game.engine.program import Builder, Operand, constant


@dataclass
class Scope:
    """What names stand for at one point of a turn.

    `now` holds what has been computed this turn, by (kind, name); everything else is read from its row. `sights` holds what is read in place of the
    truth where a role reads, and moves no counter. Counters in the State are as of the end of
    the turn before, so a turn reads them one higher.
    """

    build: Builder
    layout: Layout
    draws: dict[Draw, int]
    now: dict[tuple[str, str], Operand] = field(default_factory=dict[tuple[str, str], Operand])
    sights: dict[tuple[str, str], Operand] = field(default_factory=dict[tuple[str, str], Operand])

    def number(self, expr: Expr) -> Operand:
        """The operand that holds this expression as numbers."""
        return self.as_number(self.lower(expr))

    def condition(self, expr: Expr) -> Operand:
        """The operand that holds this expression as conditions: true above 0."""
        return self.as_condition(self.lower(expr))

    def as_condition(self, value: Operand) -> Operand:
        """Numbers as conditions: true above 0."""
        return value if value[0] == "condition" else self.build.compute("less", constant(0.0), value)

    def as_number(self, value: Operand) -> Operand:
        """Conditions as 1.0 and 0.0."""
        return value if value[0] != "condition" else self.build.compute("number", value)

    def lower(self, expr: Expr) -> Operand:
        """Instructions for an expression, and where its value is."""
        match expr:
            case Const(value):
                return constant(value)
            case Read(kind, name):
                return self._read(kind, name)
            case Previous(kind, name, lag):
                return ("state", self.layout.row(kind, name, lag))
            case Since(kind, name):
                return self.since(kind, name)
            case Draw():
                return self.build.compute("draw", ("index", self.draws.setdefault(expr, len(self.draws))))
            case Assumed(row):
                return self.build.compute("assumed", ("index", row))
            case Call(op, args):
                return self._call(op, args)

    def _read(self, kind: str, name: str) -> Operand:
        if (kind, name) in self.sights:
            return self.sights[kind, name]
        if (kind, name) in self.now:
            return self.now[kind, name]
        return ("state", self.layout.row(kind, name))

    def since(self, kind: str, name: str) -> Operand:
        """Turns since: the counter of the turn before and one more, or 0 where the thing is on now."""
        counter: Operand = ("state", self.layout.row(f"since:{kind}", name))
        older = self.build.compute("minimum", self.build.compute("add", counter, constant(1.0)), constant(NEVER))
        known = self.now.get((kind if kind != "switch" else "changed", name))
        return older if known is None else self.build.compute("select", self.as_condition(known), constant(0.0), older)

    def _call(self, op: str, args: tuple[Expr, ...]) -> Operand:
        if op in {"and", "or", "not"}:
            return self.build.compute(op, *(self.condition(arg) for arg in args))
        if op == "select":
            chosen, yes, no = args
            return self.build.compute(op, self.condition(chosen), self.number(yes), self.number(no))
        if op == "number":
            return self.as_number(self.condition(args[0]))
        return self.build.compute(op, *(self.number(arg) for arg in args))
