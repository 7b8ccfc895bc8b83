"""The influence graph of a scenario as a document: what is drawn of it and where, and as JSON, Mermaid and DOT. `graph_svg` draws it.

The same scenario gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from escalation_game.scenario import Scenario
from escalation_game.scenario.influence import (
    VARIABLES,
    Influence,
    InfluenceGraph,
    Node,
    NodeKind,
    Strand,
    influence_graph,
)
from escalation_game.scenario.influence_layout import around, overview
from escalation_game.scenario.loops import Loop
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.slopes import Polarity

REACH = 2  #: steps that are followed from the node in the middle
_LANDSCAPE = 2.2  #: boxes a column for each column, for a drawing that is wider than high

#: How signs are written.
SIGNS: Mapping[Polarity, str] = {"+": "+", "-": "−", "±": "±"}
COLOURS: Mapping[Polarity, str] = {"+": "#9c6200", "-": "#1c6f9f", "±": "#6b6a63"}
KINDS: Mapping[NodeKind, str] = {
    "stock": "stock", "derived": "derived value", "switch": "switch", "action": "action", "event": "event", "inject": "inject", "rule": "rule",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A node in a place; one that is cause and effect of the middle stands twice, under two keys."""

    key: str
    node: Node


@dataclass(frozen=True, slots=True)
class Arrow:
    """An influence between two boxes, by their keys."""

    start: str
    end: str
    influence: Influence


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: `columns` of boxes from left to right. `centre` is the key of the middle, "" where all are shown.

    `own` are influences of a node on itself, by its name; `loops` those whose nodes are all drawn.
    """

    title: str
    columns: tuple[tuple[Box, ...], ...]
    arrows: tuple[Arrow, ...]
    loops: tuple[Loop, ...]
    own: Mapping[str, Influence]
    nodes: Mapping[str, Node]
    centre: str = ""


def drawing(scenario: Scenario, centre: str = "", *, everything: bool = False, doctrine: bool = False) -> Drawing:
    """All variables (with `everything` actions and events too), or what moves `centre` and what it moves, two steps each way.

    With `doctrine`, also what the roles go by when they choose. Raises ValueError for a name that is not in the graph.
    """
    graph = influence_graph(scenario, doctrine=doctrine)
    if centre and centre not in graph.nodes:
        close = nearest(centre, graph.nodes)
        raise ValueError(
            f"nothing called “{centre}” moves or is moved" + (f"; did you mean “{close}”?" if close else "")
        )
    title = scenario.file.title
    return _around(graph, title, centre) if centre else _whole(graph, title, everything=everything)


def _whole(graph: InfluenceGraph, title: str, *, everything: bool) -> Drawing:
    shown = {name for name, node in graph.nodes.items() if everything or node.kind in VARIABLES}
    steps = [(one.source, one.target) for one in graph.influences if one.source in shown and one.target in shown]
    joined = {name for step in steps for name in step}
    count = max(1, math.ceil(math.sqrt(len(joined) / _LANDSCAPE)))
    columns = overview(joined, steps, count)
    arrows = tuple(Arrow(one.source, one.target, one) for one in _between(graph, joined))
    boxes = tuple(tuple(Box(name, graph.nodes[name]) for name in names) for names in columns)
    return Drawing(title, boxes, arrows, _loops(graph, joined), _own(graph, joined), graph.nodes)


def _around(graph: InfluenceGraph, title: str, centre: str) -> Drawing:
    links = {(one.source, one.target): one for one in graph.influences}
    order = sorted(
        graph.nodes, key=lambda name: (VARIABLES.count(graph.nodes[name].kind) == 0, graph.nodes[name].title, name)
    )
    whole = around(centre, links, REACH, order)
    boxes = tuple(
        tuple(Box(f"{slot.side}:{slot.name}", graph.nodes[slot.name]) for slot in slots)
        for slots in whole.columns
        if slots
    )
    arrows = tuple(
        Arrow(f"{one.side}:{one.name}", f"{two.side}:{two.name}", links[one.name, two.name]) for one, two in whole.links
    )
    names = {box.node.name for column in boxes for box in column}
    loops = tuple(loop for loop in _loops(graph, names) if centre in loop.nodes)
    about = f"{graph.nodes[centre].title} · {title}"
    return Drawing(about, boxes, arrows, loops, _own(graph, names), graph.nodes, f"0:{centre}")


def _between(graph: InfluenceGraph, names: set[str]) -> Iterator[Influence]:
    return (one for one in graph.influences if one.source in names and one.target in names and one.source != one.target)


def _loops(graph: InfluenceGraph, names: set[str]) -> tuple[Loop, ...]:
    return tuple(loop for loop in graph.loops if names.issuperset(loop.nodes))


def _own(graph: InfluenceGraph, names: set[str]) -> dict[str, Influence]:
    return {one.source: one for one in graph.influences if one.source == one.target and one.source in names}


def loop_round(loop: Loop, nodes: Mapping[str, Node]) -> str:
    """The way round in words, beginning with a rise; without rises and falls where a sign is open."""
    titles = [nodes[name].title for name in (*loop.nodes, loop.nodes[0])]
    if loop.kind == "mixed":
        return " → ".join(titles)
    rising = [True]
    for sign in loop.signs:
        rising.append(rising[-1] == (sign == "+"))
    return " → ".join(f"{'▲' if up else '▼'} {title}" for up, title in zip(rising, titles, strict=True))


# Other formats


def as_data(scenario: Scenario, *, doctrine: bool = False) -> dict[str, object]:
    """The whole graph as plain data: nodes, influences with each formula and its line in the file, loops."""
    graph = influence_graph(scenario, doctrine=doctrine)
    return {
        "scenario": scenario.name,
        "format": 1,
        "nodes": [{"name": one.name, "kind": one.kind, "title": one.title} for _, one in sorted(graph.nodes.items())],
        "influences": [
            {
                "source": one.source, "target": one.target, "polarity": one.polarity, "delay": one.delay,
                "formulas": [_formula(scenario, strand) for strand in one.strands],
            }
            for one in graph.influences
        ],
        "loops": [
            {"name": one.name, "kind": one.kind, "nodes": list(one.nodes), "signs": list(one.signs), "round": loop_round(one, graph.nodes)}
            for one in graph.loops
        ],
    }  # fmt: skip


def _formula(scenario: Scenario, strand: Strand) -> dict[str, object]:
    return {
        "through": strand.carrier,
        "path": ".".join(str(part) for part in strand.path),
        "line": scenario.places.at(strand.path).line,
        "polarity": strand.polarity,
        "because": strand.because,
        "after": strand.after,
        "lag": strand.lag,
        "reads": strand.reading,
    }


def as_mermaid(drawn: Drawing) -> str:
    """A flowchart in Mermaid's language; a dotted line works later than within the turn."""
    ids = _ids(drawn)
    lines = ["%% " + drawn.title.replace("\n", " "), "flowchart LR"]
    for box in _boxes(drawn):
        left, right = _MERMAID[box.node.kind]
        lines.append(f'  {ids[box.key]}{left}"{_mermaid_text(box.node.title)}"{right}')
    for arrow in drawn.arrows:
        line = "-.->" if arrow.influence.delay else "-->"
        lines.append(f'  {ids[arrow.start]} {line}|"{SIGNS[arrow.influence.polarity]}"| {ids[arrow.end]}')
    for number, arrow in enumerate(drawn.arrows):
        lines.append(f"  linkStyle {number} stroke:{COLOURS[arrow.influence.polarity]}")
    lines += [f"%% {loop.name} {loop.kind}: {loop_round(loop, drawn.nodes)}" for loop in drawn.loops]
    return "\n".join(lines) + "\n"


_MERMAID: Mapping[NodeKind, tuple[str, str]] = {
    "stock": ("[", "]"), "derived": ("(", ")"), "switch": ("{{", "}}"), "action": ("[/", "/]"), "event": (">", "]"), "inject": (">", "]"),
    "rule": ("([", "])"),
}  # fmt: skip
_DOT: Mapping[NodeKind, str] = {
    "stock": "box", "derived": "ellipse", "switch": "hexagon", "action": "cds", "event": "diamond", "inject": "diamond", "rule": "oval",
}  # fmt: skip


def as_dot(drawn: Drawing) -> str:
    """A graph in the language of Graphviz; a dashed line works later than within the turn."""
    ids = _ids(drawn)
    lines = [
        "digraph influences {",
        "  rankdir=LR;",
        f"  label={_quoted(drawn.title)};",
        '  node [fontname="sans-serif"];',
    ]
    for box in _boxes(drawn):
        lines.append(f"  {ids[box.key]} [label={_quoted(box.node.title)}, shape={_DOT[box.node.kind]}];")
    for arrow in drawn.arrows:
        one = arrow.influence
        look = "dashed" if one.delay else "solid"
        words = f"label={_quoted(SIGNS[one.polarity])}, color={_quoted(COLOURS[one.polarity])}, style={look}"
        lines.append(f"  {ids[arrow.start]} -> {ids[arrow.end]} [{words}];")
    lines += [
        f"  // {loop.name} {loop.kind}: {loop_round(loop, drawn.nodes)}".replace("\n", " ") for loop in drawn.loops
    ]
    return "\n".join([*lines, "}"]) + "\n"


def _boxes(drawn: Drawing) -> Iterator[Box]:
    for column in drawn.columns:
        yield from column


def _ids(drawn: Drawing) -> dict[str, str]:
    """Plain identifiers: a scenario's names may be words of those languages."""
    return {box.key: f"n{number}" for number, box in enumerate(_boxes(drawn))}


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _mermaid_text(words: str) -> str:
    return (
        words.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;").replace("\n", " ")
    )
