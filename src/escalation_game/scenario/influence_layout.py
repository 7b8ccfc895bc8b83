"""Where the nodes of an influence graph stand: what moves a thing on its left and what it moves on its right, or all of them in columns that
mostly flow one way. Columns and their order only; sizes are for whoever draws.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

_SWEEPS = 6  #: there and back; more changes little

#: Names of source and target.
Step: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A node at a place: -1 is the column left of the middle, 2 the second on its right. A node that is cause and effect stands twice."""

    side: int
    name: str


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbourhood of the node in the middle. `columns` go from the causes of causes to the effects of effects; `links` join slots."""

    columns: tuple[tuple[Slot, ...], ...]
    links: tuple[tuple[Slot, Slot], ...]


def around(centre: str, steps: Iterable[Step], reach: int, order: Sequence[str]) -> Around:
    """What moves `centre` and what it moves, up to `reach` steps away; of equals those first in `order` stand above."""
    rank = {name: number for number, name in enumerate(order)}
    known = sorted({step for step in steps if step[0] != step[1]})
    sides: dict[int, list[str]] = {0: [centre]}
    links: list[tuple[Slot, Slot]] = []
    for way in (-1, 1):
        met = {centre}
        for distance in range(1, reach + 1):
            near = sides[way * (distance - 1)]
            pairs = [(one, other) if way > 0 else (other, one) for one, other in known]
            found = [(one, other) for one, other in pairs if one in near and other not in met]
            sides[way * distance] = _beside(near, found, rank, by_rank=distance == 1)
            met |= {other for _, other in found}
            for one, other in found:
                ends = Slot(way * (distance - 1), one), Slot(way * distance, other)
                links.append(ends if way > 0 else (ends[1], ends[0]))
    columns = tuple(tuple(Slot(side, name) for name in sides[side]) for side in sorted(sides))
    return Around(columns, tuple(links))


def _beside(near: Sequence[str], found: Iterable[Step], rank: Mapping[str, int], *, by_rank: bool) -> list[str]:
    """The next column: by rank, or each near the middle of what it is linked with."""
    at = {name: number for number, name in enumerate(near)}
    partners: dict[str, list[int]] = {}
    for one, other in found:
        partners.setdefault(other, []).append(at[one])
    far = len(rank)
    return sorted(
        partners,
        key=lambda name: (0.0 if by_rank else _mean(partners[name]), rank.get(name, far), name),
    )


def overview(names: Collection[str], steps: Iterable[Step], columns: int) -> tuple[tuple[str, ...], ...]:
    """All nodes in columns of even length, so that most influences run from left to right and linked nodes stand at one height."""
    known = sorted({(one, other) for one, other in steps if one != other and one in names and other in names})
    order = flow_order(names, known)
    count = max(1, min(columns, len(order)))
    bounds = [round(len(order) * number / count) for number in range(count + 1)]
    parts = [order[low:high] for low, high in pairwise(bounds)]
    for sweep in range(_SWEEPS):
        _straighten(parts, known, backwards=bool(sweep % 2))
    return tuple(tuple(part) for part in parts)


def flow_order(names: Collection[str], steps: Sequence[Step]) -> list[str]:
    """Names in an order that few steps run against.

    P. Eades, X. Lin, W. F. Smyth, "A fast and effective heuristic for the feedback arc set problem", Information Processing Letters 47, 1993:
    what nothing moves goes first, what moves nothing last, else what moves most more than it is moved.
    """
    left = sorted(names)
    outs = {name: {other for one, other in steps if one == name} for name in left}
    ins = {name: {one for one, other in steps if other == name} for name in left}
    first: list[str] = []
    last: list[str] = []
    while left:
        sink = next((name for name in left if not outs[name] and ins[name]), None)
        source = next((name for name in left if not ins[name]), None)
        chosen = sink or source or max(left, key=lambda name: (len(outs[name]) - len(ins[name]), -left.index(name)))
        (last if chosen == sink else first).append(chosen)
        left.remove(chosen)
        for name in left:
            outs[name].discard(chosen)
            ins[name].discard(chosen)
    return [*first, *reversed(last)]


def _straighten(parts: list[list[str]], steps: Sequence[Step], *, backwards: bool) -> None:
    """Sort each column by the mean height of what its nodes are linked with."""
    for part in reversed(parts) if backwards else parts:
        height = {name: (number + 0.5) / len(column) for column in parts for number, name in enumerate(column)}
        wanted = {name: [height[name]] for name in part}
        for one, other in steps:
            if one in wanted and other not in wanted:
                wanted[one].append(height[other])
            if other in wanted and one not in wanted:
                wanted[other].append(height[one])
        part.sort(key=lambda name: (_mean(wanted[name]), name))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
