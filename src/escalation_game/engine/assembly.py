"""What the stages of a turn share while its program is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from escalation_game.engine.expression import Draw
from escalation_game.engine.game import Game
from escalation_game.engine.layout import CHECK, Layout
from escalation_game.engine.lowering import Scope
from escalation_game.engine.program import Builder, Operand


@dataclass
class Assembly:
    """One routine being written, for one game."""

    game: Game
    layout: Layout
    build: Builder
    draws: dict[Draw, int]
    report: dict[tuple[str, str, str], int] = field(default_factory=dict[tuple[str, str, str], int])

    def scope(self, facts: Scope | None = None) -> Scope:
        """A fresh scope that knows this turn's choices and events, if there are any yet."""
        return Scope(self.build, self.layout, self.draws, dict(facts.now) if facts else {})

    def tell(self, op: str, slot: tuple[str, str, str], value: Operand) -> None:
        """Puts a value into the report (`store`), or adds to it (`accumulate`)."""
        self.build.perform(op, ("report", self.report.setdefault(slot, len(self.report))), value)

    def check(self, value: Operand) -> None:
        """Adds up what must be finite and is not otherwise kept."""
        row = self.layout.row(*CHECK)
        self.build.store(row, self.build.compute("add", ("state", row), value))
