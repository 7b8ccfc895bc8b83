"""What everything a formula reads can be: from declared ranges, the lenses' bounds of parameters, and the formulas of derived values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from escalation_game.engine.attribution import leaves
from escalation_game.engine.expression import Expr, Previous, Read, Since
from escalation_game.engine.game import LONGEST_LAG, NEVER
from escalation_game.scenario.intervals import YES_NO, Interval, hull
from escalation_game.scenario.load import Scenario
from escalation_game.scenario.slopes import course
from escalation_game.scenario.uncertainty import believed

_KEPT = 8  #: scenarios


@lru_cache(_KEPT)
def ranges_of(scenario: Scenario) -> Mapping[Expr, Interval]:
    """The range of each leaf of a scenario's formulas. A declared range of a derived value is taken at the author's word."""
    file, game = scenario.file, scenario.game
    ranges: dict[Expr, Interval] = {
        Read("turn"): Interval(1.0, float(game.turns)),
        Read("days"): Interval(min(game.days), max(game.days)),
    }
    lenses = (None, *file.lenses.values())
    for name, entry in file.parameters.items():
        bounds = [believed(name, entry, lens) for lens in lenses]
        ranges[Read("parameter", name)] = hull(Interval(one[0], one[2]) for one in bounds)
    for one in game.cases:
        ranges[Read("case", one.name)] = Interval(0.0, len(one.cases) - 1.0)
    for one in game.stocks:
        low, high = -math.inf if one.low is None else one.low, math.inf if one.high is None else one.high
        _remember(ranges, Read("stock", one.name), Interval(low, high))
    for one in game.switches:
        _remember(ranges, Read("switch", one.name), Interval(0.0, len(one.cases) - 1.0))
    for one in game.actions:
        _remember(ranges, Read("chosen", one.name), YES_NO)
    for name in (*file.events, *file.injects):
        _remember(ranges, Read("happened", name), YES_NO)
    _add_derived(scenario, ranges)
    return ranges


def _remember(ranges: dict[Expr, Interval], read: Read, span: Interval) -> None:
    """The same range for the past of a thing, and for how long ago it was."""
    ranges[read] = span
    for lag in range(1, LONGEST_LAG + 1):
        ranges[Previous(read.kind, read.name, lag)] = span
    ranges[Since(read.kind, read.name)] = Interval(0.0, NEVER)


def _add_derived(scenario: Scenario, ranges: dict[Expr, Interval]) -> None:
    """In the order in which they need each other; the past of a value is known by its declared range alone."""
    declared = {
        name: Interval(-math.inf if low is None else low, math.inf if high is None else high)
        for name, (low, high) in ((name, one.range or (None, None)) for name, one in scenario.file.derived.items())
    }
    for name, span in declared.items():
        _remember(ranges, Read("derived", name), span)
    for one in scenario.game.derived:
        known = {leaf: ranges[leaf] for leaf in leaves(one.value) if leaf in ranges}
        _remember(ranges, Read("derived", one.name), declared[one.name].within(course(one.value, None, known).value))
