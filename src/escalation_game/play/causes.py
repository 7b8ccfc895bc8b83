"""What moves what, as far as a role can know, and how strongly it did of late: the influence graph of the scenario seen from one seat.

From the graph only that is taken of which both ends and the formula between them may be known; loops are looked for in what is left, so that
not even a loop tells of a hidden link. Other roles' actions, and events, are there once the role has seen one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from escalation_game.play.match import Match
from escalation_game.play.sight import Sights, effects_of, sights_of, title_of
from escalation_game.play.why import why
from escalation_game.scenario import Scenario
from escalation_game.scenario.influence import (
    VARIABLES,
    InfluenceGraph,
    Node,
    NodeKind,
    Strand,
    influence_graph,
    joined,
)
from escalation_game.scenario.influence_layout import Around, Slot, around, overview
from escalation_game.scenario.loops import Loop, find_loops
from escalation_game.scenario.slopes import Polarity

RECENT = 3  #: turns that count as of late

__all__ = [
    "RECENT",
    "Around",
    "CauseMap",
    "Influence",
    "Loop",
    "Node",
    "NodeKind",
    "Polarity",
    "Slot",
    "Through",
    "causes",
]


@dataclass(frozen=True, slots=True)
class Through:
    """One formula through which an influence goes. `title` says whose it is, "" for the formula of the target itself.

    It works after `delay` turns. `moved` is what went this way of late, in the unit of the target; None where nothing did. `stirred` is the same
    with what went up and what went down added up, not set off.
    """

    cause: str
    title: str
    because: str
    polarity: Polarity
    delay: int
    moved: float | None
    stirred: float = 0.0


@dataclass(frozen=True, slots=True)
class Influence:
    """What one thing does to another. `strength` is the share (0…1) of all that moved the target of late that went through its formulas.

    `loops` names the feedback loops it is part of. An influence on itself has the same source and target.
    """

    source: str
    target: str
    polarity: Polarity
    ways: tuple[Through, ...]
    strength: float
    loops: tuple[str, ...]

    @property
    def delay(self) -> int:
        """Turns until the first of it works; 0 is within the turn."""
        return min(one.delay for one in self.ways)


@dataclass(frozen=True)
class CauseMap:
    """The graph from one seat: `turns` is how many turns `strength` and `moved` look back on."""

    nodes: Mapping[str, Node]
    influences: tuple[Influence, ...]
    loops: tuple[Loop, ...]
    turns: int

    def moving(self, name: str) -> tuple[Influence, ...]:
        """What moves a node, the strongest of late first."""
        return self._ranked(one for one in self.influences if one.target == name != one.source)

    def moved_by(self, name: str) -> tuple[Influence, ...]:
        """What a node moves, the strongest of late first."""
        return self._ranked(one for one in self.influences if one.source == name != one.target)

    def on_itself(self, name: str) -> Influence | None:
        """What a node does to itself."""
        return next((one for one in self.influences if one.source == one.target == name), None)

    def loops_of(self, name: str) -> tuple[Loop, ...]:
        """The feedback loops a node is part of, the shortest first."""
        return tuple(loop for loop in self.loops if name in loop.nodes)

    def loop(self, name: str) -> Loop:
        """One feedback loop. Raises KeyError."""
        return {one.name: one for one in self.loops}[name]

    def influence(self, source: str, target: str) -> Influence:
        """What one node does to another. Raises KeyError where it does nothing."""
        return {(one.source, one.target): one for one in self.influences}[source, target]

    def around(self, name: str, reach: int) -> Around:
        """What moves a node and what it moves, up to `reach` steps away, the strongest of late above."""
        strongest = [*self.moving(name), *self.moved_by(name)]
        order = [one.source if one.target == name else one.target for one in strongest]
        return around(name, self._steps(), reach, list(dict.fromkeys(order)))

    def overview(self, columns: int) -> tuple[tuple[str, ...], ...]:
        """All variables that move or are moved by others, in columns that mostly flow one way."""
        steps = [step for step in self._steps() if all(self.nodes[name].kind in VARIABLES for name in step)]
        linked = {name for step in steps for name in step}
        return overview(linked, steps, columns)

    def _steps(self) -> list[tuple[str, str]]:
        return [(one.source, one.target) for one in self.influences if one.source != one.target]

    def _ranked(self, found: Iterable[Influence]) -> tuple[Influence, ...]:
        title = {name: node.title for name, node in self.nodes.items()}
        return tuple(sorted(found, key=lambda one: (-one.strength, title[one.source], title[one.target])))


def causes(match: Match, role: str) -> CauseMap:
    """The influences a role can know of after the turns played. Raises KeyError for an unknown role."""
    match.scenario.file.roles[role]
    graph, sights = _graph(match.scenario), sights_of(match, role)
    known = {name: node for name, node in graph.nodes.items() if _known(match, sights, node)}
    strands = [
        strand
        for influence in graph.influences
        for strand in influence.strands
        if strand.source in known and strand.target in known and _may_know(sights, strand)
    ]
    seen = joined(strands)
    loops = find_loops((one.source, one.target, one.polarity) for one in seen)
    parts_of = {step: [loop.name for loop in loops if step in loop.steps] for loop in loops for step in loop.steps}
    lately = _Lately(match, role)
    found = [
        Influence(
            one.source,
            one.target,
            one.polarity,
            tuple(_ways(match, lately, one.strands)),
            lately.share(one.target, {_ledger_name(strand) for strand in one.strands}),
            tuple(parts_of.get((one.source, one.target), ())),
        )
        for one in seen
    ]
    return CauseMap(known, tuple(found), loops, min(RECENT, match.turn))


@lru_cache(4)
def _graph(scenario: Scenario) -> InfluenceGraph:
    return influence_graph(scenario)


# What may be known


def _known(match: Match, sights: Sights, node: Node) -> bool:
    """Whether a role knows that something is there to move or be moved."""
    match node.kind:
        case "action":
            own = match.scenario.file.actions[node.name].role == sights.role
            return own or sights.opened or (sights.action(node.name) and node.name in _chosen(match))
        case "event" | "inject":
            return sights.opened or (
                sights.event(node.name) and any(node.name in turn.happened for turn in match.turns)
            )
        case "rule":
            return sights.cause(node.name, "")
        case _:
            return sights.variable(node.name).kind != "hidden"


def _chosen(match: Match) -> set[str]:
    return {name for turn in match.turns for names in turn.choices.values() for name in names}


def _may_know(sights: Sights, strand: Strand) -> bool:
    """Whether a role may know of a formula: that of a variable it sees, and of effects as their `seen_by` says."""
    section, _, name = strand.carrier.partition(":")
    match section:
        case "rule" | "cost":
            return sights.cause(strand.carrier, strand.target)
        case "action" | "event" | "inject":
            effect = effects_of(sights.file, strand.carrier)[strand.effect]
            return sights.cause(strand.carrier, strand.target) and sights.effect(strand.carrier, effect)
        case "chance":
            return sights.event(name)
        case _:
            return section == "derived"


# How strongly of late


class _Lately:
    """What moved each variable in the last turns, by cause, as the role is told; asked for when it is needed."""

    def __init__(self, match: Match, role: str) -> None:
        self.match, self.role = match, role
        self._found: dict[str, tuple[dict[str, float], dict[str, float]]] = {}

    def moved(self, target: str, cause: str) -> tuple[float | None, float]:
        """The sum of what a cause did, None where it did nothing, and the sum of the sizes."""
        sums, sizes = self._of(target)
        return sums.get(cause), sizes.get(cause, 0.0)

    def share(self, target: str, names: set[str]) -> float:
        """The share of several causes in all the moving to and fro, 0…1."""
        sizes = self._of(target)[1]
        whole = math.fsum(sizes.values())
        return min(1.0, math.fsum(sizes.get(name, 0.0) for name in names) / whole) if whole > 0 else 0.0

    def _of(self, target: str) -> tuple[dict[str, float], dict[str, float]]:
        if target not in self._found:
            self._found[target] = self._looked_up(target)
        return self._found[target]

    def _looked_up(self, target: str) -> tuple[dict[str, float], dict[str, float]]:
        file = self.match.scenario.file
        sums: dict[str, float] = {}
        sizes: dict[str, float] = {}
        if target in file.stocks or target in file.derived or target in file.switches:
            for turn in range(max(1, self.match.turn - RECENT + 1), self.match.turn + 1):
                for part in why(self.match, self.role, target, turn):
                    sums[part.cause] = sums.get(part.cause, 0.0) + part.amount
                    sizes[part.cause] = sizes.get(part.cause, 0.0) + abs(part.amount)
        return sums, sizes


def _ledger_name(strand: Strand) -> str:
    """The cause under which Why tells of a strand: whose formula it is, or, within that of a derived value, what it reads."""
    if not strand.carrier.startswith("derived:"):
        return strand.carrier
    section = {"chosen": "action", "happened": "event"}.get(strand.read, strand.read)
    return f"{section}:{strand.source}"


def _ways(match: Match, lately: _Lately, strands: Iterable[Strand]) -> Iterator[Through]:
    """The strands with the same formula taken together: one that reads a thing twice is still one way."""
    file = match.scenario.file
    for carrier, group in groupby(sorted(strands, key=lambda one: one.carrier), key=lambda one: one.carrier):
        members = list(group)
        first = members[0]
        sign = first.polarity if len({one.polarity for one in members}) == 1 else "±"
        own_formula = carrier.partition(":")[0] in {"derived", "chance"}
        title = "" if own_formula or carrier == f"action:{first.source}" else title_of(file, carrier)
        because = next((one.because for one in members if one.because), "")
        delay = min(one.after + one.lag for one in members)
        yield Through(carrier, title, because, sign, delay, *lately.moved(first.target, _ledger_name(first)))
