"""Compiles a scenario file to a Game: every formula lowered, every unit converted, everything in an order of its own.

All that is wrong is collected before anything is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache

from escalation_game.engine import game as rules
from escalation_game.engine.expression import Call, Const, Draw, Expr, Read, Since
from escalation_game.scenario.doctrine import action, observed
from escalation_game.scenario.draft import Draft
from escalation_game.scenario.effects import effect_parts
from escalation_game.scenario.findings import Finding, ScenarioError, in_order
from escalation_game.scenario.meaning import Context
from escalation_game.scenario.names import Symbol, readable, symbols
from escalation_game.scenario.places import Places
from escalation_game.scenario.schema import Event, ScenarioFile
from escalation_game.scenario.uncertainty import assumptions, cases, parameters
from escalation_game.scenario.units import UnitError, unit

RULES_VERSION = 1  #: of what the engine makes of a Game; raised whenever the same Game would play otherwise


def compile_scenario(file: ScenarioFile, places: Places, name: str) -> rules.Game:
    """The Game of a file whose names all exist. Raises ScenarioError with every finding."""
    at = Draft(file, places, symbols(file))
    _check_units(at)
    if at.findings:  # what does not fit a unit that cannot be read would only follow from it
        raise ScenarioError(in_order(at.findings))
    table = assumptions(file)
    drawn, hidden = parameters(file, table), cases(file, table)
    effects = effect_parts(at)
    game = rules.Game(
        name=name,
        turns=file.calendar.turns,
        substeps=file.calendar.substeps,
        days=(file.calendar.days,) * file.calendar.turns,
        roles=tuple(rules.Role(key, role.order, role.choices) for key, role in sorted(file.roles.items())),
        stocks=_stocks(at),
        derived=_derived(at),
        switches=_switches(file),
        parameters=drawn,
        cases=hidden,
        actions=tuple(action(at, key, entry) for key, entry in sorted(file.actions.items())),
        observed=tuple(observed(at)),
        events=tuple(_event(at, key, event) for key, event in sorted(file.events.items())),
        injects=tuple(rules.Inject(key, _turn_of(file, inject.date)) for key, inject in sorted(file.injects.items())),
        flows=effects.flows,
        setters=effects.setters,
        reveals=effects.reveals,
        objectives=_objectives(at),
        endings=_endings(at),
        lenses=table.lenses,
        assumptions=table.table(),
    )
    if at.findings:
        raise ScenarioError(at.told())
    return replace(game, rules_version=rules_version(game))


def rules_version(game: rules.Game) -> str:
    """Hash of everything that decides how a game plays."""
    content = [RULES_VERSION, _canonical(replace(game, name="", rules_version="")), game.assumptions.tolist()]
    return hashlib.blake2b(json.dumps(content).encode(), digest_size=8).hexdigest()


def _canonical(value: object) -> object:
    match value:
        case str():  # the most frequent first
            return value
        case tuple():
            return [_canonical(one) for one in value]  # type: ignore[reportUnknownVariableType]
        case float():
            return value.hex()
        case frozenset():
            return sorted(str(one) for one in value)  # type: ignore[reportUnknownVariableType]
        case _:
            kind = type(value)
            names = _parts(kind)
            return value if names is None else [kind.__name__, *[_canonical(getattr(value, name)) for name in names]]


@cache
def _parts(kind: type) -> tuple[str, ...] | None:
    """The attributes of a dataclass that count, None for anything else."""
    return tuple(one.name for one in fields(kind) if one.name != "assumptions") if is_dataclass(kind) else None


def _check_units(at: Draft) -> None:
    for section in ("stocks", "derived", "parameters", "objectives"):
        for name, entry in getattr(at.file, section).items():
            try:
                unit(entry.unit)
            except UnitError as error:
                place = at.places.at((section, name, "unit"))
                hint = "words with an optional scale, joined by “/”: thousand soldiers, soldiers/day, billion dollars"
                at.add(Finding("E401", f"not a unit: {error}", place, hint))


def _stocks(at: Draft) -> tuple[rules.Stock, ...]:
    context = Context(at.symbols, _before_the_start, present=False)
    return tuple(
        rules.Stock(
            name, at.number(("stocks", name, "initial"), stock.initial, context, at.unit_of(name)), *stock.range
        )
        for name, stock in sorted(at.file.stocks.items())
    )


def _before_the_start(symbol: Symbol, way: str) -> str:
    del way
    return "" if symbol.kind in {"parameter", "case"} else "an initial value may read only parameters and cases"


def _derived(at: Draft) -> tuple[rules.Derived, ...]:
    """In dependency order, ties by name."""
    exprs = {
        name: at.number(("derived", name, "value"), entry.value, at.anywhere, at.symbols[name].unit)
        for name, entry in sorted(at.file.derived.items())
    }
    needs = {name: {leaf.name for leaf in reads(expr) if leaf.kind == "derived"} for name, expr in exprs.items()}
    ordered: list[rules.Derived] = []
    left = dict(needs)
    while left:
        ready = next((name for name, others in left.items() if others.isdisjoint(left)), None)
        if ready is None:
            _tell_cycle(at, left)
            break
        ordered.append(rules.Derived(ready, exprs[ready]))
        del left[ready]
    return tuple(ordered)


def reads(expr: Expr) -> Iterator[Read | Since]:
    """What an expression reads of the present (Previous is of the past)."""
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, Call):
            stack.extend(node.args)
        elif isinstance(node, Read | Since):
            yield node


def _tell_cycle(at: Draft, left: Mapping[str, set[str]]) -> None:
    """Names the shortest way round from the first name that is in a cycle."""
    for start in sorted(left):
        round_trip = _way_back(start, left)
        if round_trip:
            place = at.places.at(("derived", start, "value"))
            hint = "read one of them a turn late, with `previous(…, 1)`, or make it a stock"
            at.add(Finding("E311", "these values need each other: " + " → ".join(round_trip), place, hint))
            return


def _way_back(start: str, needs: Mapping[str, set[str]]) -> list[str]:
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in sorted(needs.get(way[-1], ())):
            if name == start:
                return [*way, start]
            if name in needs and name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def _switches(file: ScenarioFile) -> tuple[rules.Switch, ...]:
    made: list[rules.Switch] = []
    for name, entry in sorted(file.switches.items()):
        wins = [case for case in entry.wins if case in entry.cases]
        order = [*wins, *(case for case in entry.cases if case not in wins)]
        initial = entry.cases.index(entry.initial) if entry.initial in entry.cases else 0
        made.append(rules.Switch(name, entry.cases, initial, tuple(entry.cases.index(case) for case in order)))
    return tuple(made)


def _event(at: Draft, name: str, entry: Event) -> rules.Event:
    probability = at.number(("events", name, "probability"), entry.probability, at.anywhere)
    if entry.once:
        never = Call("less_equal", (Const(rules.NEVER), Since("happened", name)))
        probability = Call("select", (never, probability, Const(0.0)))
    return rules.Event(name, probability, Draw(("events", name, "", "happens"), each_turn=True))


def _turn_of(file: ScenarioFile, date: str | None) -> int | None:
    """The number of the turn (from 1) in which a date falls; for a month of several turns, the first that begins in it."""
    if date is None:
        return None
    labels = [label[: len(date)] for label in file.calendar.dates[:-1]]
    if date in labels:
        return labels.index(date) + 1
    return sum(label <= date for label in labels) or None


def _objectives(at: Draft) -> tuple[rules.Objective, ...]:
    return tuple(
        rules.Objective(name, at.number(("objectives", name, "value"), entry.value, at.anywhere, readable(entry.unit)))
        for name, entry in sorted(at.file.objectives.items())
    )


def _endings(at: Draft) -> tuple[rules.Ending, ...]:
    """In order of precedence; the one for the last turn is last."""
    order = sorted(at.file.endings.items(), key=lambda item: (item[1].when is None, item[1].priority, item[0]))
    return tuple(
        rules.Ending(name, at.condition(("endings", name, "when"), entry.when, at.anywhere)) for name, entry in order
    )
