"""The world of a test: what is given, the variations of its matrix, and the scenario in which it is so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import prod

import numpy as np

from escalation_game.authoring.checks import Fixed, Given, ScenarioTest, Variation
from escalation_game.authoring.entries import Entry
from escalation_game.engine.expression import Assumed, Const
from escalation_game.engine.game import Game, Parameter
from escalation_game.play.match import DOCTRINE, YOU
from escalation_game.policies.bots import BOTS
from escalation_game.scenario.compile import rules_version
from escalation_game.scenario.load import Scenario
from escalation_game.scenario.schema import ScenarioFile
from escalation_game.scenario.uncertainty import believed

MOST_VARIATIONS = 200  #: of one test
_LARGEST_SEED = 2**64 - 1
_IN_RANGE = ("low", "value", "high")


def given_of(entry: Entry | None, scenario: Scenario) -> Given:
    """What a test says is given."""
    entries = entry.table(("seed", "lens", "stocks", "cases", "parameters", "seats")) if entry else {}
    file = scenario.file
    return Given(
        entries["seed"].whole(0, _LARGEST_SEED) if "seed" in entries else 1,
        entries["lens"].known("lens", scenario.game.lenses) if "lens" in entries else None,
        {name: _stock(one, name, file) for name, one in _of(entries, "stocks", "stock", file.stocks).items()},
        {name: _case(one, name, file) for name, one in _of(entries, "cases", "hidden case", file.cases).items()},
        {name: _fixed(one) for name, one in _of(entries, "parameters", "parameter", file.parameters).items()},
        {name: _seat(one, name, file) for name, one in _of(entries, "seats", "role", file.roles).items()},
    )


def matrix_of(entry: Entry | None, scenario: Scenario) -> tuple[tuple[Variation, ...], ...]:
    """The variations of each thing a matrix names."""
    entries = entry.table(("seed", "lens", "stocks", "cases", "parameters")) if entry else {}
    file, found = scenario.file, list[tuple[Variation, ...]]()
    for one in _listed(entries, "seed"):
        found.append(tuple(_variation("seed", "", each.whole(0, _LARGEST_SEED)) for each in one))
    for one in _listed(entries, "lens"):
        found.append(tuple(_variation("lens", "", each.known("lens", scenario.game.lenses)) for each in one))
    for name, one in _of(entries, "stocks", "stock", file.stocks).items():
        found.append(tuple(_variation("stocks", name, _stock(each, name, file)) for each in one.items()))
    for name, one in _of(entries, "cases", "hidden case", file.cases).items():
        found.append(tuple(_variation("cases", name, _case(each, name, file)) for each in one.items()))
    for name, one in _of(entries, "parameters", "parameter", file.parameters).items():
        found.append(tuple(_variation("parameters", name, _fixed(each)) for each in one.items()))
    count = prod(len(one) for one in found)
    if entry and not 0 < count <= MOST_VARIATIONS:
        entry.tell("E605", f"a matrix of {count:,} variations: from 1 to {MOST_VARIATIONS} are played", at_key=True)
        return ()
    return tuple(found)


def variations(test: ScenarioTest) -> Iterator[tuple[str, Given]]:
    """Each combination of a test's matrix: how it is called, and what is given then."""
    for combination in product(*test.matrix):
        given = test.given
        for one in combination:
            if one.name:
                given = replace(given, **{one.section: {**getattr(given, one.section), one.name: one.value}})
            else:
                given = replace(given, **{one.section: one.value})
        yield ", ".join(one.label for one in combination), given


def world(scenario: Scenario, given: Given) -> Scenario:
    """The scenario with stocks, hidden cases and parameters as given; nothing else in it changes, and no dice."""
    if not (given.stocks or given.cases or given.parameters):
        return scenario
    game = _certain(scenario.game, scenario.file, given.parameters)
    stocks = tuple(
        replace(one, initial=Const(given.stocks[one.name])) if one.name in given.stocks else one for one in game.stocks
    )
    cases = tuple(
        replace(one, index=Const(float(one.cases.index(given.cases[one.name])))) if one.name in given.cases else one
        for one in game.cases
    )
    game = replace(game, stocks=stocks, cases=cases)
    version = rules_version(game)
    return replace(scenario, game=replace(game, rules_version=version), digest=f"{scenario.digest}-{version}")


def _certain(game: Game, file: ScenarioFile, given: Mapping[str, Fixed]) -> Game:
    """The game with these parameters certain: a row more in the table of assumptions for each, as every lens has its own range."""
    rows = [
        [_number(value, believed(name, file.parameters[name], file.lenses.get(lens))) for lens in game.lenses]
        for name, value in given.items()
    ]
    first = len(game.assumptions)
    certain = {name: Parameter(name, Assumed(first + place), each_turn=False) for place, name in enumerate(given)}
    table = np.vstack([game.assumptions, np.array(rows, np.float64).reshape(len(rows), len(game.lenses))])
    return replace(game, parameters=tuple(certain.get(one.name, one) for one in game.parameters), assumptions=table)


def _number(value: Fixed, low_value_high: tuple[float, float, float]) -> float:
    return low_value_high[_IN_RANGE.index(value)] if isinstance(value, str) else value


def _of(entries: Mapping[str, Entry], key: str, what: str, known: Mapping[str, object]) -> dict[str, Entry]:
    return entries[key].of_known(what, known) if key in entries else {}


def _listed(entries: Mapping[str, Entry], key: str) -> list[list[Entry]]:
    return [entries[key].items()] if key in entries else []


def _variation(section: str, name: str, value: Fixed | str | int) -> Variation:
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return Variation(f"{name or section} {shown}", section, name, value)  # type: ignore[arg-type]


def _stock(entry: Entry, name: str, file: ScenarioFile) -> float:
    return entry.number(*(file.stocks[name].range or (None, None)))


def _case(entry: Entry, name: str, file: ScenarioFile) -> str:
    return entry.known(f"case of {name}", file.cases[name].odds)


def _fixed(entry: Entry) -> Fixed:
    match entry.content:
        case "low" | "value" | "high":
            return entry.content
        case str() if not entry.content.strip().endswith("%"):
            entry.tell("E602", "low, value, high or a number is wanted here")
            return "value"
        case _:
            return entry.number()


def _seat(entry: Entry, name: str, file: ScenarioFile) -> str:
    if file.roles[name].player:
        entry.tell(
            "E607",
            "the player's role is played by the plan",
            "write `play: {then: doctrine}` for its doctrine",
            at_key=True,
        )
    return entry.known("seat", (YOU, DOCTRINE, *BOTS))
