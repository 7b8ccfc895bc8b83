"""Two lines of one variable in one small chart: the one match solid with a disc at its end, the other dashed with a ring."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pygame
from pygame import Rect

from escalation_game.play.beside import VariableBeside
from escalation_game.ui.amounts import amount
from escalation_game.ui.kit import Brush, Element, canvas, kept
from escalation_game.ui.language import _
from escalation_game.ui.theme import Colour, ColourRole

ONE: ColourRole = "choice"
OTHER: ColourRole = "question"
_PIECES = 5  #: of a line between two turns, every second of which is drawn where it is dashed

Point = tuple[float, float]


def paired_lines(variable: VariableBeside, names: tuple[str, str], *, width: int = 150, height: int = 44) -> Element:
    """Return both histories on one scale."""
    values = [
        f"{name}: {amount(line[-1], variable.unit)}"
        for name, line in zip(names, (variable.one, variable.other), strict=True)
    ]
    drawn = canvas(
        _("{title} in both").format(title=variable.title), lambda brush, rect: draw_paired(brush, rect, variable.one, variable.other),
        width=width, height=height, value=", ".join(values), key=f"paired:{variable.name}",
    )  # fmt: skip
    return kept(drawn, (variable.one, variable.other))


def draw_paired(brush: Brush, rect: Rect, one: Sequence[float], other: Sequence[float]) -> None:
    """Draw both, the one in front."""
    inner = rect.inflate(-brush.px(14), -brush.px(14))
    low, high = min(*one, *other), max(*one, *other)
    room = max(high - low, 1e-9 * max(abs(low), abs(high), 1.0))
    steps = max(1, len(one) - 1, len(other) - 1)

    def points(values: Sequence[float]) -> list[Point]:
        along = [inner.x + number * inner.w / steps for number in range(len(values))]
        sides = [inner.left + inner.right - x if brush.layout.rtl else x for x in along]
        middle = 0.5 if high == low else 0.0
        return [
            (x, inner.bottom - ((value - low) / room + middle) * inner.h)
            for x, value in zip(sides, values, strict=True)
        ]

    base = (rect.x, rect.bottom - 1, rect.w, 1)
    brush.surface.fill(brush.palette.line, base)
    _line(brush, points(other), brush.colour(OTHER), dashed=True)
    _line(brush, points(one), brush.colour(ONE), dashed=False)
    draw_end(brush, points(other)[-1], first=False)
    draw_end(brush, points(one)[-1], first=True)


def draw_end(brush: Brush, at: Point, *, first: bool) -> None:
    """Draw the disc of the one or the ring of the other."""
    if first:
        brush.dot(at, brush.px(4), brush.colour(ONE))
    else:
        brush.dot(at, brush.px(5), brush.palette.ground)
        brush.dot(at, brush.px(5), brush.colour(OTHER), max(2, brush.px(2)))


def end_sign(name: str, *, first: bool) -> Element:
    """Return the mark of the one match or the other: a piece of its line with its end."""

    def paint(brush: Brush, rect: Rect) -> None:
        sides = (rect.right - brush.px(6), rect.left) if not brush.layout.rtl else (rect.left + brush.px(6), rect.right)
        _line(
            brush,
            [(sides[1], rect.centery), (sides[0], rect.centery)],
            brush.colour(ONE if first else OTHER),
            dashed=not first,
        )
        draw_end(brush, (sides[0], rect.centery), first=first)

    return kept(canvas(name, paint, width=34, height=16, key=f"end:{first}"), first)


def _line(brush: Brush, points: Sequence[Point], colour: Colour, *, dashed: bool) -> None:
    wide = max(2, brush.px(1.8))
    for (x, y), (to_x, to_y) in pairwise(points):
        for piece in range(_PIECES) if dashed else (0,):
            start, end = (piece / _PIECES, (piece + 0.55) / _PIECES) if dashed else (0.0, 1.0)
            first = x + (to_x - x) * start, y + (to_y - y) * start
            pygame.draw.aaline(brush.surface, colour, first, (x + (to_x - x) * end, y + (to_y - y) * end), width=wide)
