"""What names stand for: one table of every stock, derived value, switch, parameter, case, action, event and inject of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from escalation_game.scenario.schema import ScenarioFile
from escalation_game.scenario.units import NUMBER, Unit, UnitError, unit

Kind = Literal["stock", "derived", "switch", "parameter", "case", "action", "event", "inject"]

#: Sections whose names share one space, and the kind of their entries.
SECTIONS: dict[str, Kind] = {
    "stocks": "stock",
    "derived": "derived",
    "switches": "switch",
    "parameters": "parameter",
    "cases": "case",
    "actions": "action",
    "events": "event",
    "injects": "inject",
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a name stands for. `cases` are those of a switch, in the author's order, or of a hidden case, by name."""

    name: str
    kind: Kind
    unit: Unit = NUMBER
    cases: tuple[str, ...] = ()
    role: str = ""  # whose action

    @property
    def on_off(self) -> bool:
        """Whether it is a switch that stands for itself in a formula."""
        return self.kind == "switch" and self.cases == ("off", "on")


def symbols(file: ScenarioFile) -> dict[str, Symbol]:
    """Every name of a file. A unit that cannot be read counts as a plain number here; `compile` reports it."""
    table: dict[str, Symbol] = {}
    for name, stock in file.stocks.items():
        table[name] = Symbol(name, "stock", readable(stock.unit))
    for name, derived in file.derived.items():
        table[name] = Symbol(name, "derived", readable(derived.unit))
    for name, parameter in file.parameters.items():
        table[name] = Symbol(name, "parameter", readable(parameter.unit))
    for name, switch in file.switches.items():
        table[name] = Symbol(name, "switch", cases=switch.cases)
    for name, case in file.cases.items():
        table[name] = Symbol(name, "case", cases=tuple(sorted(case.odds)))
    for name, action in file.actions.items():
        table[name] = Symbol(name, "action", role=action.role)
    table |= {name: Symbol(name, "event") for name in file.events}
    table |= {name: Symbol(name, "inject") for name in file.injects}
    return table


def readable(text: str) -> Unit:
    """A unit, or a plain number where it cannot be read."""
    try:
        return unit(text)
    except UnitError:
        return NUMBER
