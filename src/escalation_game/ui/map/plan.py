"""Where things stand on the map of the theatre: which part of it is shown, the boxes of what it tells, and the inset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from escalation_game.ui.kit import Layout, style
from escalation_game.ui.language import _
from escalation_game.ui.map.callouts import Corners, placed
from escalation_game.ui.map.data import Point, Projection, map_panel, projection
from escalation_game.ui.map.names import name_run

#: Kilometres: from Odesa to Rostov, from Crimea to Oryol, with room around Kursk.
WINDOW = (-470.0, -640.0, 690.0, 400.0)
_FOCUS = (100.0, -65.0)  #: in the middle where the map is too low for all of it: between Kursk and Kherson
NAME = style("label", "muted", family="condensed", bold=True)
VALUE = style("small", "ink", bold=True)
CHANGE = style("label", "muted", family="condensed")
LEGEND = style("label", "faint", family="condensed")
_INSET_WIDTH, _INSET_LEAST = 300, 230  #: logical pixels
_ROOM_FOR_INSET = (500, 280)


@dataclass(frozen=True, slots=True)
class Note:
    """A fact of the map with its variable in words. `kind` as in MapFact; `km` is the radius of a reach.

    `short` is the value where there is no room for more; `share` of its range sets the size of its mark.
    """

    kind: str
    name: str
    value: str
    short: str
    change: str
    share: float
    at: Point | None
    km: float
    variable: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything above the ground stands on a canvas of this size: boxes by number of the note, and the inset.

    In a `brief` plan the boxes hold the short value only.
    """

    boxes: tuple[Rect, ...]
    inset: Rect | None
    brief: bool


def theatre_projection(rect: Rect) -> Projection:
    """Return how the theatre is put on a rectangle."""
    return projection(WINDOW, rect, map_panel("theatre").extent, _FOCUS)


def delivery_projection(strip: Rect) -> Projection:
    """Return how the route of deliveries is put on a rectangle."""
    panel = map_panel("delivery")
    return projection(panel.views["whole"], strip, panel.extent)


class Planner:
    """Finds where the boxes stand, once for each place and size of the map."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._notes = notes
        self._plans: dict[tuple[Corners, float], Plan] = {}

    def plan(self, rect: Rect, layout: Layout) -> Plan:
        """Return where everything stands in this rectangle."""
        key = (_corners(rect), layout.scale)
        if key not in self._plans:
            self._plans[key] = planned(self._notes, rect, layout)
        return self._plans[key]


def planned(notes: Sequence[Note], rect: Rect, layout: Layout) -> Plan:
    """Return where the boxes stand: near their places, inside the map, over neither each other nor the inset, and no line through another.

    Where that cannot be, the boxes hold nothing but the short value, and open when they are reached.
    """
    inset = _inset(notes, rect, layout)
    tries = [(inset, False), (inset, True)] if inset else []
    for with_inset, brief in [*tries, (None, False), (None, True)]:
        boxes = _attempt(notes, rect, layout, with_inset, brief=brief)
        if boxes is not None:
            return Plan(boxes, with_inset, brief)
    return Plan(_in_a_row(notes, rect, layout), None, brief=True)


def _attempt(
    notes: Sequence[Note], rect: Rect, layout: Layout, inset: Rect | None, *, brief: bool
) -> tuple[Rect, ...] | None:
    """Return the boxes, None when they cannot all stand."""
    place, panel = theatre_projection(rect), map_panel("theatre")
    here = [(number, note, note.at) for number, note in enumerate(notes) if note.at is not None]
    aside = {n: _aside(note, rect, layout, inset, brief=brief) for n, note in enumerate(notes) if note.at is None}
    marks = [(place.point(at), layout.px(10)) for _number, _note, at in here]
    cities = [_around(place.point(spot.at), layout.px(4)) for spot in panel.places.values() if spot.rank < 3]
    blocked = [*(_around(at, far) for at, far in marks), *aside.values(), legend_place(rect, layout)]
    marked = {at for _number, _note, at in here}
    names = [
        name_run(spot, place.point(spot.at), layout, marked=spot.at in marked)
        for spot in panel.places.values()
        if spot.rank < 3
    ]
    found = placed(
        tuple(box_size(note, layout, brief=brief) for _number, note, _at in here),
        tuple(place.point(at) for _number, _note, at in here),
        _corners(rect.inflate(-layout.px(12), -layout.px(12))),
        tuple(map(_corners, blocked)), tuple(map(_corners, (*cities, *names))), layout.scale,
    )  # fmt: skip
    if found is None:
        return None
    boxes = {number: Rect(one) for (number, _note, _at), one in zip(here, found, strict=True)} | aside
    return tuple(boxes[number] for number in range(len(notes)))


def _aside(note: Note, rect: Rect, layout: Layout, inset: Rect | None, *, brief: bool) -> Rect:
    """Return the place of what stands in the corner: the inset, or the box of what would be in it."""
    size = box_size(note, layout, brief=brief)
    corner = (rect.right - size[0] - layout.px(10), rect.bottom - size[1] - layout.px(10))
    return inset or Rect(corner, size)


def _in_a_row(notes: Sequence[Note], rect: Rect, layout: Layout) -> tuple[Rect, ...]:
    """Return brief boxes side by side along the upper edge, line by line: for a map too small for anything else."""
    boxes: list[Rect] = []
    at = [rect.x, rect.y]
    for note in notes:
        size = box_size(note, layout, brief=True)
        if at[0] + size[0] > rect.right and at[0] > rect.x:
            at = [rect.x, at[1] + size[1] + layout.px(3)]
        boxes.append(Rect(at, size).clip(rect))
        at[0] += size[0] + layout.px(3)
    return tuple(boxes)


def legend_place(rect: Rect, layout: Layout) -> Rect:
    """Return the corner that the scale and its note stand in."""
    height = 2 * layout.fonts.line_height(LEGEND) + layout.px(6)
    width = layout.fonts.width(legend_words(), LEGEND)
    return Rect(rect.left + layout.px(22), rect.bottom - layout.px(18) - height, width, height)


def legend_words() -> str:
    """Return what is said of how sure the front is."""
    return _("Front: a sketch")


def _corners(rect: Rect) -> Corners:
    return rect.x, rect.y, rect.w, rect.h


def _around(at: Point, far: int) -> Rect:
    return Rect(round(at[0]) - far, round(at[1]) - far, 2 * far, 2 * far)


def _inset(notes: Sequence[Note], rect: Rect, layout: Layout) -> Rect | None:
    """Return the corner for the inset, None when nothing is delivered or the map is too small for two."""
    least_width, least_height = _ROOM_FOR_INSET
    if not any(note.kind == "deliveries" for note in notes):
        return None
    if rect.w < layout.px(least_width) or rect.h < layout.px(least_height):
        return None
    note = next(note for note in notes if note.kind == "deliveries")
    width = max(layout.px(_INSET_LEAST), min(layout.px(_INSET_WIDTH), rect.w * 44 // 100), box_size(note, layout)[0])
    x0, y0, x1, y1 = map_panel("delivery").views["whole"]
    height = round(width * (y1 - y0) / (x1 - x0)) + lines_height(layout) + layout.px(14)
    return Rect(rect.right - width - layout.px(10), rect.bottom - height - layout.px(10), width, height)


def lines_height(layout: Layout) -> int:
    """Return the height of the two lines of a box."""
    fonts = layout.fonts
    return fonts.line_height(NAME) + fonts.line_height(VALUE)


def box_size(note: Note, layout: Layout, *, brief: bool = False) -> tuple[int, int]:
    """Return width and height of the box of a note; a `brief` one holds the short value only."""
    fonts = layout.fonts
    if brief:
        return max(layout.px(28), fonts.width(note.short, VALUE) + layout.px(12)), layout.px(25)
    second = fonts.width(note.value, VALUE) + layout.px(8) + fonts.width(note.change, CHANGE)
    return max(fonts.width(note.name, NAME), second) + layout.px(20), lines_height(layout) + layout.px(12)


def strip_of(layout: Layout, inset: Rect) -> Rect:
    """Return the part of the inset that is a map."""
    top = lines_height(layout) + layout.px(12)
    return Rect(inset.x + layout.px(1), inset.y + top, inset.w - layout.px(2), inset.h - top - layout.px(1))
