"""Areas that grow and shrink with a match: a salient as large as its variable says, and a front line that moves by what was taken.

Both are sketches: their size is right, their shape is that of November 2024.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pygame
from pygame import Rect

from escalation_game.ui.kit import Brush, mixed
from escalation_game.ui.map.data import Area, Panel, Point, Projection, Ring, map_panel
from escalation_game.ui.map.drawing import MAP_COLOURS, draw_dotted, draw_front

SALIENT, OCCUPIED = "kursk_salient", "occupied"
_AT_THE_BORDER = 6.0  #: kilometres from the border within which the foot of a salient lies


@dataclass(frozen=True, slots=True)
class Holding:
    """An area of the map, with how many km² it had as the match began and has now."""

    area: str
    start: float
    now: float


def draw_territory(brush: Brush, rect: Rect, place: Projection, holdings: Sequence[Holding]) -> None:
    """Draw the areas that move, as they are now, with a thin line where they began."""
    clip = brush.surface.get_clip()
    brush.surface.set_clip(clip.clip(rect))
    for one in holdings:
        if one.area == SALIENT:
            _draw_salient(brush, place, one)
        else:
            _draw_taken(brush, place, one)
    brush.surface.set_clip(clip)


def salient(km2: float) -> Ring:
    """Return the outline in km of the salient when it has this area in km²: its shape, drawn in towards the border."""
    area, foot = _salient()
    share = (max(0.0, km2) / ring_area(area.rings[0])) ** 0.5
    return tuple((foot[0] + (x - foot[0]) * share, foot[1] + (y - foot[1]) * share) for x, y in area.rings[0])


def front(taken: float) -> Ring:
    """Return the front line in km after `taken` km² more are occupied, all along it alike; fewer where it is negative."""
    line, outwards, length = _front()
    far = taken / length
    return tuple((x + dx * far, y + dy * far) for (x, y), (dx, dy) in zip(line, outwards, strict=True))


def ring_area(ring: Sequence[Point]) -> float:
    """Return the area inside a ring, in its unit squared."""
    closed = [*ring, ring[0]]
    return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(closed))) / 2


def _draw_salient(brush: Brush, place: Projection, one: Holding) -> None:
    colours = MAP_COLOURS[brush.theme.name]
    if one.now > 0:
        points = place.ring(salient(one.now))
        pygame.draw.polygon(brush.surface, colours.salient, points)
        pygame.draw.aalines(brush.surface, brush.palette.ink, True, points)
    if one.start != one.now:
        began = place.ring(salient(one.start))
        draw_dotted(brush.surface, [*began, began[0]], brush.palette.ink, max(2, brush.px(2)), 1)


def _draw_taken(brush: Brush, place: Projection, one: Holding) -> None:
    """Draw the strip between the front as it was and as it is, then the front."""
    colours, palette = MAP_COLOURS[brush.theme.name], brush.palette
    before, now = place.ring(front(0.0)), place.ring(front(one.now - one.start))
    if one.now != one.start:
        colour = palette.alarm if one.now > one.start else colours.salient
        pygame.draw.polygon(brush.surface, mixed(colours.occupied, colour, 0.55), [*before, *reversed(now)])
        pygame.draw.aalines(brush.surface, mixed(colours.occupied, palette.ink, 0.5), False, before)
    draw_front(brush.surface, brush, now, 1)


@cache
def _salient() -> tuple[Area, Point]:
    """The shape of the salient, and the middle of its foot on the border."""
    panel = map_panel("theatre")
    area = next(one for one in panel.areas if one.id == SALIENT)
    border = [point for line in panel.lines if line.kind == "border" and line.name == "RU-UA" for point in line.points]
    near = [at for at in area.rings[0] if min(_distance(at, other) for other in border) < _AT_THE_BORDER] or list(
        area.rings[0]
    )
    return area, (sum(x for x, _y in near) / len(near), sum(y for _x, y in near) / len(near))


@cache
def _front() -> tuple[Ring, Ring, float]:
    """The front of the map, for each of its points the direction (of length 1) away from what is occupied, and its length in km."""
    panel = map_panel("theatre")
    line = next(one.points for one in panel.lines if one.kind == "front")
    length = sum(_distance(one, other) for one, other in pairwise(line))
    across = [_across(line, number) for number in range(len(line))]
    inwards = sum(_is_occupied(panel, (x + 5 * dx, y + 5 * dy)) for (x, y), (dx, dy) in zip(line, across, strict=True))
    sign = -1.0 if 2 * inwards > len(line) else 1.0
    return line, tuple((sign * dx, sign * dy) for dx, dy in across), length


def _across(line: Ring, number: int) -> Point:
    """The direction across a line at one of its points, smoothed over its neighbours."""
    one, other = line[max(0, number - 3)], line[min(len(line) - 1, number + 3)]
    far = max(_distance(one, other), 1e-9)
    return -(other[1] - one[1]) / far, (other[0] - one[0]) / far


def _is_occupied(panel: Panel, at: Point) -> bool:
    return any(_inside(ring, at) for area in panel.areas if area.id == OCCUPIED for ring in area.rings)


def _inside(ring: Ring, at: Point) -> bool:
    """Whether a point lies in a ring, by the number of edges to its right."""
    crossed = [
        (y0 > at[1]) != (y1 > at[1]) and at[0] < (x1 - x0) * (at[1] - y0) / (y1 - y0) + x0
        for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]])
    ]
    return sum(crossed) % 2 == 1


def _distance(one: Point, other: Point) -> float:
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5
