"""The influence graph of a scenario: what moves what, which way, and through which formula of the file.

Nodes are variables, actions, events and injects. A rule is the way an influence goes; only one that reads no variable is a node itself, a push
of its own. Parameters and hidden cases are no nodes: nothing in a match moves them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from escalation_game.engine.attribution import leaves
from escalation_game.engine.expression import Call, Const, Expr, Previous, Read, Since
from escalation_game.engine.game import Flow, Setter
from escalation_game.scenario.findings import Path
from escalation_game.scenario.intervals import Interval
from escalation_game.scenario.load import Scenario
from escalation_game.scenario.loops import Loop, find_loops
from escalation_game.scenario.ranges import ranges_of
from escalation_game.scenario.schema import Effects
from escalation_game.scenario.slopes import Polarity, course, polarity, sign_of

NodeKind: TypeAlias = Literal["stock", "derived", "switch", "action", "event", "inject", "rule"]

#: How a formula reads what moves it: as it is now, as it was some turns ago, or how long ago it last happened.
Reading: TypeAlias = Literal["now", "previous", "since"]

VARIABLES: tuple[NodeKind, ...] = ("stock", "derived", "switch")
_SECTIONS: tuple[tuple[str, NodeKind], ...] = (
    ("stocks", "stock"), ("derived", "derived"), ("switches", "switch"), ("actions", "action"), ("events", "event"), ("injects", "inject"),
)  # fmt: skip
_UNMOVED = frozenset({"parameter", "case", "turn", "days", "revealed"})
_PLURAL = {"action": "actions", "event": "events", "inject": "injects"}


@dataclass(frozen=True, slots=True)
class Node:
    """Something that moves or is moved. A rule's name is "rule:" and its own, for rules have a space of names to themselves."""

    name: str
    kind: NodeKind
    title: str


@dataclass(frozen=True, slots=True)
class Strand:
    """One formula through which one thing moves another.

    `read` is what the formula asks of the source: its kind in expressions, such as "stock" or "chosen"; "" for a rule that pushes by itself.
    `carrier` says whose formula it is, as the Ledger names causes ("rule:attrition", "cost:warn"), and "derived:…", "chance:…" (the probability
    of an event) and "choice:…" (what doctrine makes of it). `path` is its place in the file. `after` turns pass before it works; it reads
    what was `lag` turns ago.
    """

    source: str
    target: str
    polarity: Polarity
    carrier: str
    path: Path
    because: str = ""
    after: int = 0
    lag: int = 0
    reading: Reading = "now"
    effect: int = 0  # which of the carrier's effects
    read: str = ""


@dataclass(frozen=True, slots=True)
class Influence:
    """All strands from one node to another, and the sign they have together."""

    source: str
    target: str
    polarity: Polarity
    strands: tuple[Strand, ...]

    @property
    def delay(self) -> int:
        """Turns until the first of it works; 0 is within the turn."""
        return min(one.after + one.lag for one in self.strands)


@dataclass(frozen=True, slots=True)
class InfluenceGraph:
    """Nodes by name, influences by source and target, and the feedback loops among them, the shortest first."""

    nodes: Mapping[str, Node]
    influences: tuple[Influence, ...]
    loops: tuple[Loop, ...]


def influence_graph(scenario: Scenario, *, doctrine: bool = False) -> InfluenceGraph:
    """The influences of a scenario, by source and target; with `doctrine` also what the roles' doctrines go by when they choose."""
    strands = [*_derived(scenario), *_flows(scenario), *_setters(scenario), *_costs(scenario), *_chances(scenario)]
    if doctrine:
        strands += _choices(scenario)
    nodes = {node.name: node for node in _nodes(scenario, {one.source for one in strands})}
    influences = joined(strands)
    return InfluenceGraph(nodes, influences, find_loops([(one.source, one.target, one.polarity) for one in influences]))


def joined(strands: Iterable[Strand]) -> tuple[Influence, ...]:
    """Strands put together by source and target, in order of both."""
    ordered = sorted(strands, key=lambda one: (one.source, one.target, one.carrier, one.path, one.reading, one.lag))
    made: list[Influence] = []
    for (source, target), group in groupby(ordered, key=lambda one: (one.source, one.target)):
        members = tuple(group)
        made.append(Influence(source, target, together([one.polarity for one in members]), members))
    return tuple(made)


def together(signs: Sequence[Polarity]) -> Polarity:
    """The sign of several influences on one thing: theirs where they agree, else open."""
    return signs[0] if len(set(signs)) == 1 else "±"


def _nodes(scenario: Scenario, sources: set[str]) -> Iterator[Node]:
    for section, kind in _SECTIONS:
        for name, entry in getattr(scenario.file, section).items():
            yield Node(name, kind, entry.title)
    for name, rule in scenario.file.rules.items():
        if f"rule:{name}" in sources:
            yield Node(f"rule:{name}", "rule", rule.title or name.replace("_", " ").capitalize())


# Formulas, one kind after the other


def _derived(scenario: Scenario) -> Iterator[Strand]:
    for one in scenario.game.derived:
        whole = _Way(one.name, f"derived:{one.name}", ("derived", one.name, "value"))
        yield from _strands(one.value, whole, ranges_of(scenario))


def _flows(scenario: Scenario) -> Iterator[Strand]:
    for flow in scenario.game.flows:
        last: Path = ("change", flow.stock) if flow.source is None else ("move", "amount")
        yield from _through_effect(scenario, flow, flow.stock, flow.amount, last)
        if flow.source is not None:
            yield from _through_effect(scenario, flow, flow.source, Call("negative", (flow.amount,)), last)


def _setters(scenario: Scenario) -> Iterator[Strand]:
    """A switch counts by the place of its case in the author's list, so what sets the last case raises it. That it stood elsewhere is no cause."""
    for setter in scenario.game.setters:
        step = Call("subtract", (Const(float(setter.case)), Read("switch", setter.switch)))
        yield from _through_effect(scenario, setter, setter.switch, step, ("set", setter.switch))


def _through_effect(scenario: Scenario, part: Flow | Setter, target: str, amount: Expr, last: Path) -> Iterator[Strand]:
    """What moves the target through one effect: what starts it, and whatever its amount and its condition read."""
    entry, effect, index = _entry(scenario, part)
    trigger, ranges = part.trigger, ranges_of(scenario)
    whole = amount if part.when is None else Call("select", (part.when, amount, Const(0.0)))
    start = None if trigger.section == "rule" else Read(*trigger.fact)
    if start is not None:
        whole = Call("select", (start, whole, Const(0.0)))
    said = effect.because or _because(scenario, trigger.section, trigger.name)
    way = _Way(target, trigger.cause, (*entry, *last), said, part.timing.after, index)
    found = list(_strands(whole, way, ranges, dict.fromkeys(_only_in(part.when, amount), (*entry, "when"))))
    if isinstance(part, Setter):
        found = [one for one in found if one.source != target]
    if not found and start is None:
        push = sign_of(course(whole, None, ranges).value) or "±"
        found = [Strand(way.carrier, target, push, way.carrier, way.path, said, way.after)]
    yield from found


def _only_in(condition: Expr | None, amount: Expr) -> set[Expr]:
    """What is read by the condition of an effect alone."""
    return set() if condition is None else set(leaves(condition)) - set(leaves(amount))


def _costs(scenario: Scenario) -> Iterator[Strand]:
    for action in scenario.game.actions:
        chosen = Read("chosen", action.name)
        for stock, amount in action.costs:
            spent = Call("select", (chosen, Call("negative", (amount,)), Const(0.0)))
            way = _Way(stock, f"cost:{action.name}", ("actions", action.name, "cost", stock))
            yield from _strands(spent, way, ranges_of(scenario))


def _chances(scenario: Scenario) -> Iterator[Strand]:
    """One that happens once reads itself, which needs no mention."""
    for event in scenario.game.events:
        way = _Way(event.name, f"chance:{event.name}", ("events", event.name, "probability"))
        strands = _strands(event.probability, way, ranges_of(scenario))
        yield from (one for one in strands if one.source != event.name)


def _choices(scenario: Scenario) -> Iterator[Strand]:
    for action in scenario.game.actions:
        gate = None if action.available is None else Call("select", (action.available, Const(1.0), Const(0.0)))
        for key, expr in (("available", gate), ("propensity", action.propensity)):
            if expr is not None:
                way = _Way(action.name, f"choice:{action.name}", ("actions", action.name, key))
                strands = _strands(expr, way, ranges_of(scenario))
                yield from (one for one in strands if one.source != action.name)


# One formula


@dataclass(frozen=True, slots=True)
class _Way:
    """What the strands of one formula have alike; see Strand."""

    target: str
    carrier: str
    path: Path
    because: str = ""
    after: int = 0
    effect: int = 0


def _strands(
    expr: Expr, way: _Way, ranges: Mapping[Expr, Interval], elsewhere: Mapping[Expr, Path] | None = None
) -> Iterator[Strand]:
    """What an expression reads of the match, in order, each with its sign. `elsewhere` has the places of what stands in another formula."""
    for leaf in leaves(expr):
        if not isinstance(leaf, Read | Previous | Since) or leaf.kind in _UNMOVED:
            continue
        sign = polarity(expr, leaf, ranges)
        if sign is None:
            continue
        lag = leaf.lag if isinstance(leaf, Previous) else 0
        read: Reading = "previous" if lag else "since" if isinstance(leaf, Since) else "now"
        path = (elsewhere or {}).get(leaf, way.path)
        sign = _when_it_happens(sign, leaf)
        yield Strand(
            leaf.name, way.target, sign, way.carrier, path, way.because, way.after, lag, read, way.effect, leaf.kind
        )


def _when_it_happens(sign: Polarity, leaf: Expr) -> Polarity:
    """The count of turns since something falls to 0 when it happens; a switch may have changed either way."""
    if not isinstance(leaf, Since) or sign == "±":
        return sign
    return "±" if leaf.kind == "switch" else "-" if sign == "+" else "+"


def _entry(scenario: Scenario, part: Flow | Setter) -> tuple[Path, Effects, int]:
    """Where the effect behind a compiled part stands in the file, and what it says."""
    trigger = part.trigger
    if trigger.section == "rule":
        return ("rules", trigger.name), scenario.file.rules[trigger.name], 0
    index = int(part.name.removeprefix(trigger.cause).split("/")[1])
    section = _PLURAL[trigger.section]
    return (
        (section, trigger.name, "effects", index),
        getattr(scenario.file, section)[trigger.name].effects[index],
        index,
    )


def _because(scenario: Scenario, section: str, name: str) -> str:
    if section == "event":
        return scenario.file.events[name].because or ""
    return (scenario.file.injects[name].because or "") if section == "inject" else ""
