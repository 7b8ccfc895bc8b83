"""Lines between elements: they run from one to the other whatever the layout made of both, with sign, strength and delay as shapes.

A line is as thick as it was strong of late. A disc holds its sign (+ − ±), an arrow says where it leads, two strokes across it that it works late.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pygame
from pygame import Rect

from escalation_game.play.causes import Polarity
from escalation_game.ui.kit import Brush, Element, Layout, mixed, style
from escalation_game.ui.kit.layout import LeafForm, Placed
from escalation_game.ui.theme import Colour, ColourRole

Point = tuple[float, float]
Curve = Sequence[Point]

COLOURS: Mapping[Polarity, ColourRole] = {"+": "choice", "-": "question", "±": "edge"}
SIGNS: Mapping[Polarity, str] = {"+": "+", "-": "−", "±": "±"}
_STEPS = 32  #: pieces of a curve
_FADED = 0.66  #: how much of the ground is in a line that is not meant
_BULGE = 34  #: logical pixels by which a line between two of one column swings out


@dataclass(frozen=True, slots=True)
class Line:
    """From the element with the key `start` to that with the key `end`; `strength` is 0…1. The sign stands at the end named by `mark`."""

    start: str
    end: str
    polarity: Polarity
    strength: float
    late: bool = False
    faded: bool = False
    mark: Literal["start", "end", ""] = "end"


def linked(body: Element, lines: Iterable[Line]) -> Element:
    """Return the element with lines drawn under what stands on it. Lines to what is not there are left out."""
    return Element(form=LinksForm(tuple(lines)), children=(body,))


@dataclass(frozen=True, slots=True)
class LinksForm(LeafForm):
    """One child, and lines between elements anywhere in it."""

    lines: tuple[Line, ...]

    def widths(self, element: Element, layout: Layout) -> tuple[int, int]:
        """Return those of the child."""
        return layout.widths(element.children[0])

    def heights(self, element: Element, width: int, layout: Layout) -> tuple[int, int]:
        """Return those of the child."""
        return layout.heights(element.children[0], width)

    def arrange(self, element: Element, rect: Rect, layout: Layout) -> Iterable[tuple[Element, Rect]]:
        """Give the child everything."""
        del layout
        return [(element.children[0], rect)]

    def paint(self, placed: Placed, brush: Brush) -> None:
        """Draw all lines faintly, a picture that is kept, and over them those that are meant, the strongest last."""
        rect = placed.rect
        at = {one.identity: one.rect.move(-rect.x, -rect.y) for one in placed.walk()}
        shown = [line for line in self.lines if line.start in at and line.end in at]
        ports = dict(_ports(shown, at))
        ways = [_Way(at[line.start], at[line.end], ports[n, True], ports[n, False]) for n, line in enumerate(shown)]
        drawn = list(zip(shown, ways, strict=True))
        where = tuple((line.polarity, way.leaves, way.arrives) for line, way in drawn)
        key = ("links", where, rect.size, brush.scale, brush.theme.name)
        visible = placed.seen.clip(brush.surface.get_rect())
        if not visible.w or not visible.h:
            return
        faint = brush.pictures.kept(key, lambda: _faint(brush, rect.size, drawn))
        brush.surface.blit(faint, visible, visible.move(-rect.x, -rect.y))
        bright = [
            (line, [(x + rect.x, y + rect.y) for x, y in way.curve(brush)]) for line, way in drawn if not line.faded
        ]
        for line, curve in sorted(bright, key=lambda one: one[0].strength):
            _draw(brush, line, curve)
        for line, curve in bright:
            _sign(brush, line, curve)


def _faint(brush: Brush, size: tuple[int, int], drawn: Iterable[tuple[Line, _Way]]) -> pygame.Surface:
    picture = pygame.Surface(size, pygame.SRCALPHA)
    whole, brush.surface = brush.surface, picture
    for line, way in drawn:
        colour = mixed(brush.colour(COLOURS[line.polarity]), brush.palette.ground, _FADED)
        _stroke(brush, way.curve(brush), 1, colour)
    brush.surface = whole
    return picture


# Where a line runs


def _ports(lines: Sequence[Line], at: Mapping[str, Rect]) -> Iterator[tuple[tuple[int, bool], Point]]:
    """Where each line leaves and arrives, by its number and whether it leaves: spread along the side that faces the other end, uncrossed."""
    sides: dict[tuple[str, bool], list[tuple[float, int, bool]]] = {}
    for number, line in enumerate(lines):
        start, end = at[line.start], at[line.end]
        right, left = _faces_right(start, end), _faces_right(end, start)
        sides.setdefault((line.start, right), []).append((end.centery, number, True))
        sides.setdefault((line.end, left), []).append((start.centery, number, False))
    for (key, right), members in sides.items():
        rect = at[key]
        for place, (_, number, leaves) in enumerate(sorted(members), 1):
            share = place / (len(members) + 1)
            yield (number, leaves), (rect.right if right else rect.left, rect.top + rect.h * share)


def _faces_right(one: Rect, other: Rect) -> bool:
    """Whether a line from one leaves to the right; between two of one column it does at both ends."""
    return other.left >= one.right or other.left == one.left


@dataclass(frozen=True, slots=True)
class _Way:
    """The rectangles of both ends, and where the line leaves and arrives."""

    start: Rect
    end: Rect
    leaves: Point
    arrives: Point

    def curve(self, brush: Brush) -> list[Point]:
        """Points of a curve that leaves and arrives level; between two of one column it swings out."""
        (x1, y1), (x2, y2) = self.leaves, self.arrives
        swings = self.start.left == self.end.left
        reach = float(brush.px(_BULGE)) if swings else (x2 - x1) / 2
        first, second = x1 + reach, x2 + reach if swings else x2 - reach
        return [(a * x1 + b * first + c * second + d * x2, (a + b) * y1 + (c + d) * y2) for a, b, c, d in _WEIGHTS]


def _weights(share: float) -> tuple[float, float, float, float]:
    """How much each of the four points of a cubic curve weighs at a share of the way."""
    rest = 1 - share
    return rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3


_WEIGHTS = [_weights(number / _STEPS) for number in range(_STEPS + 1)]


# How it looks


def _draw(brush: Brush, line: Line, curve: list[Point]) -> None:
    colour = brush.colour(COLOURS[line.polarity])
    width = brush.px(1.5) + brush.px(5) * math.sqrt(line.strength)
    head = brush.px(6) + width * 0.7
    body = _shortened(curve, head)
    _stroke(brush, body, width, colour)
    _arrow(brush, body[-1], curve[-1], head, colour)
    if line.late:
        _late(brush, curve, width)


def _stroke(brush: Brush, curve: Sequence[Point], width: float, colour: Colour) -> None:
    """Draw a smooth curve: its outline is smooth, and what lies within is filled."""
    if width < 2:
        pygame.draw.aalines(brush.surface, colour, False, curve)
        return
    outline = [_beside(curve, number, width / 2) for number in range(len(curve))]
    outline += [_beside(curve, number, -width / 2) for number in reversed(range(len(curve)))]
    pygame.draw.polygon(brush.surface, colour, outline)
    pygame.draw.aalines(brush.surface, colour, True, outline)


def _beside(curve: Sequence[Point], number: int, distance: float) -> Point:
    """The point at a distance to the side of one on the curve."""
    before, after = curve[max(0, number - 1)], curve[min(len(curve) - 1, number + 1)]
    dx, dy = after[0] - before[0], after[1] - before[1]
    length = math.hypot(dx, dy) or 1.0
    x, y = curve[number]
    return x - dy / length * distance, y + dx / length * distance


def _shortened(curve: list[Point], by: float) -> list[Point]:
    """The curve without its end, for the arrow."""
    end = curve[-1]
    kept = [point for point in curve if math.dist(point, end) >= by]
    if len(kept) < 2:
        return curve[:2]
    share = 1 - by / math.dist(kept[-1], end)
    x, y = kept[-1]
    return [*kept, (x + (end[0] - x) * share, y + (end[1] - y) * share)]


def _arrow(brush: Brush, before: Point, tip: Point, length: float, colour: Colour) -> None:
    dx, dy = tip[0] - before[0], tip[1] - before[1]
    whole = math.hypot(dx, dy) or 1.0
    back = tip[0] - dx / whole * length, tip[1] - dy / whole * length
    aside = -dy / whole * length * 0.6, dx / whole * length * 0.6
    corners = [tip, (back[0] + aside[0], back[1] + aside[1]), (back[0] - aside[0], back[1] - aside[1])]
    pygame.draw.polygon(brush.surface, colour, corners)
    pygame.draw.aalines(brush.surface, colour, True, corners)


def _late(brush: Brush, curve: Sequence[Point], width: float) -> None:
    """Two strokes across the middle, the sign of a delay."""
    reach, ink = width / 2 + brush.px(4), brush.palette.ink
    for number in (_STEPS // 2 - 1, _STEPS // 2):
        ends = _beside(curve, number, reach), _beside(curve, number, -reach)
        pygame.draw.aaline(brush.surface, ink, *ends, width=max(1, brush.px(1.5)))


def _sign(brush: Brush, line: Line, curve: Sequence[Point]) -> None:
    """Draw the sign in a disc, near the end that is not crowded."""
    if not line.mark:
        return
    at, radius = curve[round(_STEPS * (0.2 if line.mark == "start" else 0.68))], brush.px(8)
    brush.dot(at, radius, brush.palette.ground)
    brush.dot(at, radius, brush.colour(COLOURS[line.polarity]), max(1, brush.px(1.5)))
    brush.write(SIGNS[line.polarity], at, style("small", "ink", bold=True), "center")
