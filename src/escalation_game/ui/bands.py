"""Bands: where the numbers of rival readings lie on one line, drawn as a bar from low to high with a mark at the value."""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from escalation_game.play.assumptions import Edit
from escalation_game.ui.kit import Brush, Element, canvas, kept
from escalation_game.ui.theme import ColourRole

_WIDTH, _HEIGHT = 90, 18  #: logical pixels; a weight makes it wider

Scale = tuple[float, float]  #: the numbers at both ends of the line


def scale_over(edits: Sequence[Edit]) -> Scale:
    """Return a scale that holds all of them; one of some width even where all are one number."""
    low, high = min(one.low for one in edits), max(one.high for one in edits)
    return (low, high) if high > low else (low - (abs(low) or 1.0), high + (abs(high) or 1.0))


def band(name: str, said: str, scale: Scale, taken: Edit, *, marks: Sequence[float] = (), edit: Edit | None = None,
         colour: ColourRole = "question", key: str) -> Element:  # fmt: skip
    """Return a line with the range of `taken` as a bar and its value as an upright mark.

    `marks` are values of others, drawn as rings; `edit` is what was put instead, a filled diamond with its own range below the bar.
    """

    def paint(brush: Brush, rect: Rect) -> None:
        _draw(brush, rect, scale, taken, marks, edit, colour)

    drawn = canvas(name, paint, width=_WIDTH, height=_HEIGHT, value=said, key=key)
    return kept(drawn, (scale, taken, tuple(marks), edit, colour))


def _draw(
    brush: Brush, rect: Rect, scale: Scale, taken: Edit, marks: Sequence[float], edit: Edit | None, colour: ColourRole
) -> None:
    edge = brush.px(5)
    line = Rect(rect.x + edge, rect.centery, max(1, rect.w - 2 * edge), max(1, brush.px(1)))

    def at(value: float) -> int:
        share = min(1.0, max(0.0, (value - scale[0]) / (scale[1] - scale[0])))
        return line.right - round(share * line.w) if brush.layout.rtl else line.x + round(share * line.w)

    brush.surface.fill(brush.palette.edge, line)
    _bar(brush, (at(taken.low), at(taken.high)), rect.centery, brush.px(6), colour)
    for mark in marks:
        centre = (at(mark), rect.centery)
        brush.dot(centre, brush.px(4), brush.palette.ground)
        brush.dot(centre, brush.px(4), brush.palette.ink, max(1, brush.px(1.4)))
    upright = Rect(0, 0, brush.px(3), brush.px(14))
    upright.center = (at(taken.value), rect.centery)
    brush.surface.fill(brush.palette.ink, upright.clip(rect))
    if edit is not None:
        _bar(brush, (at(edit.low), at(edit.high)), rect.centery, brush.px(3), "choice")
        _diamond(brush, (at(edit.value), rect.centery))


def _bar(brush: Brush, ends: tuple[int, int], middle: int, thick: int, colour: ColourRole) -> None:
    start, end = sorted(ends)
    bar = Rect(start, 0, max(1, end - start), thick)
    bar.centery = middle
    brush.fill(bar, brush.colour(colour), thick // 2)


def _diamond(brush: Brush, centre: tuple[int, int]) -> None:
    for half, colour in ((brush.px(8), brush.palette.ground), (brush.px(6), brush.palette.choice)):
        for y in range(-half, half + 1):
            wide = half - abs(y)
            brush.surface.fill(colour, Rect(centre[0] - wide, centre[1] + y, 2 * wide + 1, 1))
