"""The influence graph of real scenarios: each sign against numerical differences, each edge against the text of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from escalation_game.engine.attribution import leaves
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Call, Const, Expr, Previous, Read, Since
from escalation_game.play.match import Match
from escalation_game.scenario import Scenario, load, load_text
from escalation_game.scenario.influence import influence_graph
from escalation_game.scenario.intervals import Interval
from escalation_game.scenario.ranges import ranges_of
from escalation_game.scenario.shipped import shipped

SCENARIOS = tuple(sorted(shipped()))
SAMPLES = 48
_WHOLE = {"chosen", "happened", "switch", "case"}


@pytest.fixture(scope="module", params=SCENARIOS)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return load(request.param)


def formulas(scenario: Scenario) -> Iterator[tuple[str, str, Expr]]:
    """(carrier, target, what it adds or gives) of every formula, put together anew from the compiled rules."""
    game = scenario.game
    for derived in game.derived:
        yield f"derived:{derived.name}", derived.name, derived.value
    for event in game.events:
        yield f"chance:{event.name}", event.name, event.probability
    for action in game.actions:
        for stock, amount in action.costs:
            yield (
                f"cost:{action.name}",
                stock,
                Call("select", (Read("chosen", action.name), Call("negative", (amount,)), Const(0.0))),
            )
    for flow in game.flows:
        when = Const(1.0) if flow.when is None else flow.when
        start = when if flow.trigger.section == "rule" else Call("and", (Read(*flow.trigger.fact), when))
        yield flow.trigger.cause, flow.stock, Call("select", (start, flow.amount, Const(0.0)))
        if flow.source:
            yield flow.trigger.cause, flow.source, Call("select", (start, Call("negative", (flow.amount,)), Const(0.0)))


def sampled(leaf: Expr, span: Interval, random: np.random.Generator) -> np.ndarray:
    low = span.low if np.isfinite(span.low) else -1000.0
    high = span.high if np.isfinite(span.high) else low + 1000.0
    if isinstance(leaf, Since):
        return random.integers(0, 30, SAMPLES).astype(float)
    if getattr(leaf, "kind", "") in _WHOLE:
        return random.integers(int(low), int(high) + 1, SAMPLES).astype(float)
    return random.uniform(low, high, SAMPLES)


def rise(
    reading: Reading, expr: Expr, leaf: Expr, ranges: Mapping[Expr, Interval], random: np.random.Generator
) -> np.ndarray:
    """How much the formula rises when one leaf does, the others drawn at random; relative to its size."""
    at = {one: sampled(one, ranges[one], random) for one in leaves(expr)}
    one, other = at[leaf], sampled(leaf, ranges[leaf], random)
    low, high = (
        Reading(reading.machine, reading.state, given={**at, leaf: ends}).number(expr)
        for ends in (np.minimum(one, other), np.maximum(one, other))
    )
    size = 1.0 + np.abs(low) + np.abs(high)
    return np.nan_to_num((high - low) / size)


def test_signs_agree_with_numerical_differences(scenario: Scenario) -> None:
    random, ranges = np.random.default_rng(5), ranges_of(scenario)
    match = Match(scenario, 1)
    reading = Reading(match.machine, match.states[0])
    strands = [strand for one in influence_graph(scenario).influences for strand in one.strands]
    checked = 0
    for carrier, target, expr in formulas(scenario):
        for leaf in leaves(expr):
            if not isinstance(leaf, Read | Previous | Since) or leaf.kind in {"parameter", "case", "turn", "days"}:
                continue
            way = "since" if isinstance(leaf, Since) else "previous" if isinstance(leaf, Previous) else "now"
            signs = {
                one.polarity
                for one in strands
                if (one.source, one.target, one.carrier, one.reading) == (leaf.name, target, carrier, way)
            }
            found = rise(reading, expr, leaf, ranges, random)
            if way == "since":
                found = -found  # what happened lately has happened more
            once = carrier == f"chance:{leaf.name}"
            if "±" not in signs and not once and not (way == "since" and leaf.kind == "switch"):
                assert "+" in signs or (found <= 1e-9).all(), (carrier, target, leaf)
                assert "-" in signs or (found >= -1e-9).all(), (carrier, target, leaf)
            checked += 1
    assert checked > 20


def test_few_signs_stay_open(scenario: Scenario) -> None:
    signs = [strand.polarity for one in influence_graph(scenario).influences for strand in one.strands]
    assert signs.count("±") <= 0.05 * len(signs)


def at(scenario: Scenario, path: tuple[str | int, ...]) -> object:
    """What stands at a path of the file, as loaded."""
    value: object = scenario.file
    for part in path:
        if isinstance(value, Mapping):
            value = value[part]
        elif isinstance(value, tuple):
            value = value[int(part)]
        else:
            value = getattr(value, {"set": "set_", "from": "from_"}.get(str(part), str(part)))
    return value


def test_every_edge_is_a_formula_of_the_file(scenario: Scenario) -> None:
    for one in influence_graph(scenario, doctrine=True).influences:
        for strand in one.strands:
            formula = at(scenario, strand.path)
            assert isinstance(formula, str | float | int), strand
            named = strand.source in re.findall(r"[a-z_][a-z0-9_]*", str(formula))
            owner = strand.source.removeprefix("rule:") == strand.path[1]
            assert named or owner, strand
            assert scenario.places.at(strand.path).line > 1


def test_every_formula_has_its_edges(scenario: Scenario) -> None:
    """What a stock's rules, costs and effects name is a cause of it, unless it moves nothing."""
    graph = influence_graph(scenario)
    known = {(strand.target, strand.carrier) for one in graph.influences for strand in one.strands}
    for flow in scenario.game.flows:
        assert (flow.stock, flow.trigger.cause) in known
    for setter in scenario.game.setters:
        assert (setter.switch, setter.trigger.cause) in known
    for action in scenario.game.actions:
        assert all((stock, f"cost:{action.name}") in known for stock, _ in action.costs)


def test_loops_are_what_their_signs_say(scenario: Scenario) -> None:
    graph = influence_graph(scenario, doctrine=True)
    signs = {(one.source, one.target): one.polarity for one in graph.influences}
    for loop in graph.loops:
        assert tuple(signs[step] for step in loop.steps) == loop.signs
        minus = loop.signs.count("-")
        assert loop.kind == ("mixed" if "±" in loop.signs else "balancing" if minus % 2 else "reinforcing")
        assert len(set(loop.nodes)) == len(loop.nodes) >= 2
    assert [len(loop.nodes) for loop in graph.loops] == sorted(len(loop.nodes) for loop in graph.loops)
    assert len({loop.name for loop in graph.loops}) == len(graph.loops)


def test_it_comes_out_the_same(scenario: Scenario) -> None:
    again = load_text(scenario.text, scenario.name)
    assert influence_graph(again) == influence_graph(scenario)


def test_the_lesson_by_name() -> None:
    graph = influence_graph(load("first-steps"))
    found = {(one.source, one.target): one for one in graph.influences}
    assert found["launches", "hours_of_light"].polarity == "-"
    assert found["stopped", "hours_of_light"].polarity == "+"
    assert found["radar_link", "stopped"].polarity == "+"
    assert found["share_radar", "radar_link"].polarity == "+"
    assert found["strike_hard", "launches"].polarity == "+"
    assert found["save_missiles", "launches"].polarity == "-"
    assert found["send_interceptors", "political_capital"].strands[0].carrier == "cost:send_interceptors"
    assert found["send_engineers", "hours_of_light"].delay == 1
    assert found["hours_of_light", "hours_of_light"].polarity == "-"
    assert graph.nodes["rule:factories"].title == "Factories"
    assert found["rule:factories", "missiles_in_store"].polarity == "+"
    assert [(loop.name, loop.nodes) for loop in graph.loops] == [("B1", ("launches", "missiles_in_store"))]
    assert ("hours_of_light", "strike_hard") not in found
    doctrine = {(one.source, one.target): one for one in influence_graph(load("first-steps"), doctrine=True).influences}
    assert doctrine["hours_of_light", "strike_hard"].polarity == "+"
    assert doctrine["radar_link", "share_radar"].polarity == "-"
