"""Finds places for boxes around what they tell of: none over another, no line to its place through a box or another line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pygame import Rect

from escalation_game.ui.map.data import Point

Size = tuple[int, int]
Corners = tuple[int, int, int, int]  #: x, y, width, height: a rectangle that can be a key
_FAR = (16, 26, 40, 58, 80, 106, 136, 170, 210, 260)  #: logical pixels between a place and its box
_DIRECTIONS = ((1, -1), (1, 0), (-1, -1), (1, 1), (-1, 0), (0, -1), (-1, 1), (0, 1))
_KEPT, _BEAM = 36, 40  #: candidates of each box, and arrangements carried along
_COVERS, _CROSSES = (
    90.0,
    45.0,
)  #: what it costs to stand over a name, or to draw the line through one, in pixels of distance
_APART = 6  #: logical pixels between boxes


@dataclass(frozen=True, slots=True)
class _Try:
    cost: float
    box: Rect
    line: tuple[Point, Point]


def line_to(at: Point, box: Rect) -> tuple[Point, Point]:
    """Return the line from a place to the nearest edge of its box."""
    return at, (min(max(at[0], box.left), box.right - 1), min(max(at[1], box.top), box.bottom - 1))


@lru_cache(maxsize=64)
def placed(
    sizes: tuple[Size, ...],
    anchors: tuple[Point, ...],
    inside: Corners,
    blocked: tuple[Corners, ...],
    names: tuple[Corners, ...],
    scale: float,
) -> tuple[Corners, ...] | None:
    """Return a rectangle of each size for each anchor, None where they cannot all stand.

    They lie inside, over nothing that is `blocked`, over as few of `names` as can be, and near. All in pixels; `scale` of a logical one.
    """
    obstacles, words = [Rect(one) for one in blocked], [Rect(one) for one in names]
    every = [
        sorted(_tries(size, at, Rect(inside), obstacles, words, scale), key=lambda one: one.cost)[:_KEPT]
        for size, at in zip(sizes, anchors, strict=True)
    ]
    order = sorted(range(len(every)), key=lambda number: len(every[number]))
    beam: list[tuple[float, tuple[_Try, ...]]] = [(0.0, ())]
    for number in order:
        longer = [
            (cost + one.cost, (*others, one))
            for cost, others in beam
            for one in every[number]
            if all(_agree(one, other, scale) for other in others)
        ]
        beam = sorted(longer, key=lambda arrangement: arrangement[0])[:_BEAM]
    if not beam:
        return None
    best = dict(zip(order, beam[0][1], strict=True))
    return tuple((one.x, one.y, one.w, one.h) for one in (best[number].box for number in range(len(sizes))))


def _tries(
    size: Size, at: Point, inside: Rect, blocked: Sequence[Rect], names: Sequence[Rect], scale: float
) -> Iterator[_Try]:
    for far in _FAR:
        for dx, dy in _DIRECTIONS:
            x = at[0] + dx * far * scale + (0 if dx > 0 else -size[0] if dx < 0 else -size[0] / 2)
            y = at[1] + dy * far * scale * 0.8 + (0 if dy > 0 else -size[1] if dy < 0 else -size[1] / 2)
            box = Rect((round(x), round(y)), size)
            if not inside.contains(box) or box.collidelist(blocked) >= 0:
                continue
            line = line_to(at, box)
            covered = len(box.collidelistall(list(names)))
            crossed = sum(bool(name.clipline(*line)) for name in names)
            yield _Try(_length(line) + (_COVERS * covered + _CROSSES * crossed) * scale, box, line)


def _agree(one: _Try, other: _Try, scale: float) -> bool:
    """Whether two boxes and their lines leave each other alone."""
    apart = round(_APART * scale)
    if one.box.inflate(apart, apart).colliderect(other.box):
        return False
    if one.box.clipline(*other.line) or other.box.clipline(*one.line):
        return False
    return not crossing(one.line, other.line)


def crossing(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two lines cross."""
    return _sides(*one, *other) and _sides(*other, *one)


def _sides(start: Point, end: Point, one: Point, other: Point) -> bool:
    """Whether two points lie on different sides of a line, or on it."""
    first, second = (
        (end[0] - start[0]) * (at[1] - start[1]) - (end[1] - start[1]) * (at[0] - start[0]) for at in (one, other)
    )
    return first * second <= 0


def _length(line: tuple[Point, Point]) -> float:
    (x0, y0), (x1, y1) = line
    return ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
