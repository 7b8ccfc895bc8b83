"""Where things stand on the map of the theatre: which part of it is shown, the boxes of what it tells, and the inset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from escalation_game.ui.kit import Layout, style
from escalation_game.ui.map.data import Point, Projection, map_panel, projection

#: Kilometres: from Odesa to Rostov, from Crimea to Oryol, with room around Kursk.
WINDOW = (-470.0, -640.0, 690.0, 400.0)
_FOCUS = (100.0, -65.0)  #: in the middle where the map is too low for all of it: between Kursk and Kherson
NAME = style("label", "muted", family="condensed", bold=True)
VALUE = style("small", "ink", bold=True)
CHANGE = style("label", "muted", family="condensed")
_INSET_WIDTH, _INSET_LEAST = 300, 230  #: logical pixels
_ROOM_FOR_INSET = (500, 280)
_DIRECTIONS = ((1, -1), (1, 0), (-1, -1), (1, 1), (-1, 0), (0, -1), (-1, 1), (0, 1))


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
    """Finds where the boxes stand, once for each size of the map."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._notes = notes
        self._plans: dict[tuple[tuple[int, int, int, int], float], Plan] = {}

    def plan(self, rect: Rect, layout: Layout) -> Plan:
        """Return where everything stands in this rectangle."""
        key = ((rect.x, rect.y, rect.w, rect.h), layout.scale)
        if key not in self._plans:
            self._plans[key] = planned(self._notes, rect, layout)
        return self._plans[key]


def planned(notes: Sequence[Note], rect: Rect, layout: Layout) -> Plan:
    """Return where the boxes stand: near their places, inside the map, and over neither each other nor the inset.

    Where that cannot be, the boxes hold nothing but the short value, and open when they are reached.
    """
    inset = _inset(notes, rect, layout)
    tries = [(inset, False), (inset, True)] if inset else []
    for with_inset, brief in [*tries, (None, False)]:
        plan, free = _attempt(notes, rect, layout, with_inset, brief=brief)
        if free:
            return plan
    return _attempt(notes, rect, layout, None, brief=True)[0]


def _attempt(
    notes: Sequence[Note], rect: Rect, layout: Layout, inset: Rect | None, *, brief: bool
) -> tuple[Plan, bool]:
    """Return a plan and whether nothing in it lies over anything else."""
    panel, place = map_panel("theatre"), theatre_projection(rect)
    anchors = [place.point(note.at) if note.at else rect.center for note in notes]
    cities = [place.point(spot.at) for spot in panel.places.values() if spot.rank < 3]
    spots = [_around(at, layout.px(9)) for at in anchors] + [_around(at, layout.px(4)) for at in cities]
    boxes: list[Rect] = [Rect(0, 0, 0, 0)] * len(notes)
    taken, free = [inset] if inset else list[Rect](), True
    for number in sorted(range(len(notes)), key=lambda number: notes[number].at is not None):
        size = box_size(notes[number], layout, brief=brief)
        if notes[number].at is None:
            corner = (rect.right - size[0] - layout.px(10), rect.bottom - size[1] - layout.px(10))
            box: Rect | None = inset or Rect(corner, size)
        else:
            box = _free_place(size, anchors[number], rect, [*taken, *spots], layout)
        free = free and box is not None
        boxes[number] = (box or Rect(anchors[number], size)).clamp(rect).clip(rect)
        taken.append(boxes[number])
    return Plan(tuple(boxes), inset, brief), free


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


def _free_place(size: tuple[int, int], anchor: Point, rect: Rect, taken: Sequence[Rect], layout: Layout) -> Rect | None:
    """Return the first place around an anchor where a box is whole and over nothing, None when there is none near."""
    inside, others = rect.inflate(-layout.px(12), -layout.px(12)), list(taken)
    for far in (18, 34, 60, 92, 140):
        for dx, dy in _DIRECTIONS:
            x = anchor[0] + dx * layout.px(far) + (0 if dx > 0 else -size[0] if dx < 0 else -size[0] / 2)
            y = anchor[1] + dy * layout.px(far) * 0.8 + (0 if dy > 0 else -size[1] if dy < 0 else -size[1] / 2)
            box = Rect((round(x), round(y)), size)
            if inside.contains(box) and box.collidelist(others) < 0:
                return box
    return None


def strip_of(layout: Layout, inset: Rect) -> Rect:
    """Return the part of the inset that is a map."""
    top = lines_height(layout) + layout.px(12)
    return Rect(inset.x + layout.px(1), inset.y + top, inset.w - layout.px(2), inset.h - top - layout.px(1))
