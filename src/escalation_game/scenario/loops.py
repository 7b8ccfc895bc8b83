"""Feedback loops of an influence graph: found, told reinforcing from balancing, and named.

A graph of a real crisis has thousands of ways round. Kept is, for each influence, the shortest loop it is part of, after R. Oliva, "Model structure
analysis through graph theory: partition heuristics and feedback structure decomposition", System Dynamics Review 20 (4), 2004: few loops, and
every influence that is part of any loop is part of one that is named.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from escalation_game.scenario.slopes import Polarity

LoopKind: TypeAlias = Literal["reinforcing", "balancing", "mixed"]

MOST_LOOPS = 60
_LETTERS: Mapping[LoopKind, str] = {"reinforcing": "R", "balancing": "B", "mixed": "M"}

#: source, target and sign of an influence.
Arc: TypeAlias = tuple[str, str, Polarity]


@dataclass(frozen=True, slots=True)
class Loop:
    """A way round. `nodes` begins with the first in the alphabet and does not repeat it; `signs` has one for each step, the last back to the first.

    It is reinforcing when a push comes back with its own sign, balancing when against it, mixed where a sign on the way is open.
    """

    name: str
    kind: LoopKind
    nodes: tuple[str, ...]
    signs: tuple[Polarity, ...]

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Source and target of each step."""
        return tuple(zip(self.nodes, (*self.nodes[1:], self.nodes[0]), strict=True))


def find_loops(arcs: Iterable[Arc], most: int = MOST_LOOPS) -> tuple[Loop, ...]:
    """The loops of at least two nodes, the shortest first, at most `most`. What a thing does to itself is no loop here."""
    signs: dict[tuple[str, str], Polarity] = {
        (source, target): sign for source, target, sign in sorted(arcs) if source != target
    }
    after: dict[str, list[str]] = {}
    for source, target in signs:
        after.setdefault(source, []).append(target)
    rounds = {_from_first(way) for source, target in signs if (way := _shortest(target, source, after)) is not None}
    named: list[Loop] = []
    counted = dict.fromkeys(_LETTERS, 0)
    for nodes in sorted(rounds, key=lambda one: (len(one), one))[:most]:
        along: tuple[Polarity, ...] = tuple(signs[step] for step in zip(nodes, (*nodes[1:], nodes[0]), strict=True))
        kind = kind_of(along)
        counted[kind] += 1
        named.append(Loop(f"{_LETTERS[kind]}{counted[kind]}", kind, nodes, along))
    return tuple(named)


def kind_of(signs: Sequence[Polarity]) -> LoopKind:
    """Reinforcing for an even number of minus signs, balancing for an odd one."""
    if "±" in signs:
        return "mixed"
    return "balancing" if sum(sign == "-" for sign in signs) % 2 else "reinforcing"


def _shortest(start: str, end: str, after: Mapping[str, Sequence[str]]) -> tuple[str, ...] | None:
    """The shortest way from one node to another, of equals the first in the alphabet."""
    came_from: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if node == end:
            return _way_to(node, came_from)
        for following in after.get(node, ()):
            if following not in came_from:
                came_from[following] = node
                waiting.append(following)
    return None


def _way_to(node: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    way = [node]
    while came_from[way[-1]]:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def _from_first(nodes: tuple[str, ...]) -> tuple[str, ...]:
    start = nodes.index(min(nodes))
    return nodes[start:] + nodes[:start]
