"""What came about in plays: every action, event, inject, rule, case of a switch and ending, and in how many plays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from escalation_game.authoring.bots_at_play import Marks, Turn
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.game import Game, Reveal, Setter
from escalation_game.engine.layout import ENDING
from escalation_game.engine.machine import Machine
from escalation_game.engine.state import State

Kind: TypeAlias = Literal["action", "event", "inject", "rule", "case", "ending"]
Item: TypeAlias = tuple[Kind, str]  #: a case by "SWITCH is CASE"


@dataclass(frozen=True)
class Reached:
    """Something that can come about: in how many plays it did, and, for an event, the highest chance it ever had in a turn."""

    kind: Kind
    name: str
    plays: int
    highest_chance: float | None = None


def items(game: Game) -> tuple[Item, ...]:
    """Everything that can come about in a game, in order of kind and name."""
    rules = {
        effect.trigger.name
        for effect in (*game.flows, *game.setters, *game.reveals)
        if effect.trigger.section == "rule"
    }
    return (
        *(("action", one.name) for one in game.actions),
        *(("event", one.name) for one in game.events),
        *(("inject", one.name) for one in game.injects),
        *(("rule", name) for name in sorted(rules)),
        *(("case", f"{switch.name} is {case}") for switch in game.switches for case in switch.cases),
        *(("ending", one.name) for one in game.endings),
    )


class Watch:
    """Watches plays side by side. Its state: in which of them each item has come about so far, and the highest chance of each event."""

    def __init__(self, machine: Machine, state: State) -> None:
        self.machine = machine
        self.marks: dict[Item, Marks] = {item: np.zeros(state.width, np.bool_) for item in items(machine.game)}
        self.chances: dict[str, float] = {event.name: 0.0 for event in machine.game.events}
        self._see_cases(state, np.ones(state.width, np.bool_))

    def see(self, turn: Turn) -> None:
        """Notes what came about in a turn; plays that failed in it are left as they were."""
        state, game, seen = turn.state, self.machine.game, turn.running & ~turn.state.failed
        for action in game.actions:
            self.marks["action", action.name] |= seen & (self.machine.row(state, "chosen", action.name) > 0)
        for event in game.events:
            self.marks["event", event.name] |= seen & (self.machine.row(state, "happened", event.name) > 0)
        for inject in game.injects:
            self.marks["inject", inject.name] |= seen & (self.machine.row(state, "happened", inject.name) > 0)
        for event in game.events:
            chance = np.clip(turn.report.value("probability", event.name)[seen], 0.0, 1.0)
            self.chances[event.name] = max(self.chances[event.name], float(chance.max(initial=0.0)))
        self._see_rules(turn, seen)
        self._see_cases(state, seen)
        ended = self.machine.row(state, *ENDING)
        for place, ending in enumerate(game.endings, 1):
            self.marks["ending", ending.name] |= seen & (ended == place)

    def _see_rules(self, turn: Turn, seen: Marks) -> None:
        """A rule came about where it moved a stock, decided a switch, or held while something could be revealed."""
        for (kind, _, cause), row in turn.report.slots.items():
            if kind == "ledger" and cause.startswith("rule:"):
                self.marks["rule", cause.removeprefix("rule:")] |= seen & (turn.report.values[row] != 0.0)
        for place, setter in enumerate(self.machine.game.setters):
            if setter.trigger.section == "rule":
                won = turn.report.value("winner", setter.switch) == place
                self.marks["rule", setter.trigger.name] |= seen & won & self._held(setter, turn.state)
        for reveal in self.machine.game.reveals:
            if reveal.trigger.section == "rule":
                self.marks["rule", reveal.trigger.name] |= seen & self._held(reveal, turn.state)

    def _held(self, effect: Setter | Reveal, state: State) -> Marks:
        if effect.when is None or isinstance(effect, Setter):  # a setter that won has held
            return np.ones(state.width, np.bool_)
        return Reading(self.machine, state).condition(effect.when)

    def _see_cases(self, state: State, seen: Marks) -> None:
        for switch in self.machine.game.switches:
            now = self.machine.row(state, "switch", switch.name)
            for place, case in enumerate(switch.cases):
                self.marks["case", f"{switch.name} is {case}"] |= seen & (now == place)


def together(counts: Mapping[Item, int], chances: Mapping[str, float]) -> tuple[Reached, ...]:
    """What came about over all plays."""
    return tuple(
        Reached(kind, name, plays, chances[name] if kind == "event" else None) for (kind, name), plays in counts.items()
    )
