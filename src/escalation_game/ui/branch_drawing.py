"""Draws the tree of matches: time runs in reading direction, a branch leaves its line where a decision differs.

A branch on its own luck has discs, one on seen luck rings on a dashed line, one on fresh luck diamonds. Its label says the same in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame
from pygame import Rect

from escalation_game.play.branches import BranchLuck
from escalation_game.ui.kit import Brush, Element, Layout, TextStyle, canvas, kept, mixed, region, style
from escalation_game.ui.language import _
from escalation_game.ui.theme import Colour, ColourRole

HEAD, LANE = 34, 62  #: logical pixels: the height of the line of dates, and of each branch
NARROWEST = 30  #: logical pixels from one moment to the next, so that each can be hit
_SIDE = 26  #: logical pixels beside the first and the last moment
_TARGET = 28  #: logical pixels, the side of what can be hit
_LINE = 0.66  #: of a lane's height, where its line runs; its label stands above
_STEPS = 60  #: pieces of a line from one moment to the next
_LABEL, _DATE = style("small", "muted"), style("label", "muted", family="condensed")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Lane:
    """One branch as it is drawn: its label and mark, where it leaves which lane, and how far it goes. All turns are counted from the start."""

    label: str
    mark: str
    luck: BranchLuck
    parent: int | None
    left: int
    turns: int
    current: bool
    over: bool
    noted: frozenset[int]

    @property
    def first(self) -> float:
        """Its first own moment; half a turn ahead when it has none yet."""
        if self.parent is None:
            return 0
        return self.left + (1 if self.turns > self.left else 0.5)

    @property
    def last(self) -> float:
        """Its last moment."""
        return max(self.first, self.turns)


@dataclass(frozen=True, slots=True)
class Moment:
    """One place of the drawing that can be reached: the number of its lane, its turn, and what a voice says of it."""

    lane: int
    turn: int
    name: str
    value: str
    on_activate: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is drawn. `lit` are the lanes the current match runs through, each with its last turn there; `chosen` is lane and turn.

    Turns from `begin` to `end` are shown.
    """

    lanes: tuple[Lane, ...]
    dates: tuple[str, ...]
    lit: tuple[tuple[int, float], ...]
    chosen: tuple[int, int]
    begin: int
    end: int

    def at(self, lane: int, turn: float, rect: Rect, layout: Layout) -> Point:
        """Where a moment is."""
        side = layout.px(_SIDE)
        x = rect.x + side + (turn - self.begin) * (rect.w - 2 * side) / max(1, self.end - self.begin)
        if layout.rtl:
            x = rect.left + rect.right - x
        return x, rect.y + layout.px(HEAD) + layout.px(LANE) * (lane + _LINE)

    def place(self, lane: int, turn: int) -> float:
        """The turn at which a moment is drawn: that of a branch without a turn of its own is a little ahead."""
        one = self.lanes[lane]
        return one.first if one.parent is not None and one.turns == one.left else turn


def drawn_tree(plan: Plan, moments: Sequence[Moment], name: str) -> Element:
    """Return the drawing with its moments."""
    shown = [
        _region(plan, moment) for moment in moments if plan.begin <= plan.place(moment.lane, moment.turn) <= plan.end
    ]
    drawing = canvas(
        name, lambda brush, rect: draw_tree(brush, rect, plan), width=200, height=HEAD + LANE * len(plan.lanes) + 8,
        value=_("Time runs from the start onwards; arrow keys go along a branch and from one to another."), regions=shown, key="tree",
    )  # fmt: skip
    return kept(drawing, plan)


def _region(plan: Plan, moment: Moment) -> Element:
    def locate(rect: Rect, layout: Layout) -> Rect:
        spot = Rect(0, 0, layout.px(_TARGET), layout.px(_TARGET))
        spot.center = tuple(
            round(part) for part in plan.at(moment.lane, plan.place(moment.lane, moment.turn), rect, layout)
        )
        return spot.clamp(rect)

    return region(
        moment.name, locate, value=moment.value, key=f"moment:{moment.lane}:{moment.turn}",
        on_activate=moment.on_activate, checked=(moment.lane, moment.turn) == plan.chosen,
    )  # fmt: skip


def draw_tree(brush: Brush, rect: Rect, plan: Plan) -> None:
    """Draw the dates, the lines, the moments and the labels, back to front."""
    _draw_dates(brush, rect, plan)
    bright = dict(plan.lit)
    for number, lane in enumerate(plan.lanes):
        _draw_line(brush, rect, plan, number, lane, bright.get(number, -1.0))
    for number, lane in enumerate(plan.lanes):
        _draw_moments(brush, rect, plan, number, lane, bright.get(number, -1.0))
        _draw_label(brush, rect, plan, number, lane)


def _draw_dates(brush: Brush, rect: Rect, plan: Plan) -> None:
    """Write the date of the chosen moment, and as many others as there is room for."""
    taken: list[Rect] = []
    chosen = plan.chosen[1]
    for turn in sorted(range(plan.begin, plan.end + 1), key=lambda turn: (turn != chosen, turn)):
        look = style("label", "choice_ink", family="condensed", bold=True) if turn == chosen else _DATE
        words, (x, _y) = plan.dates[turn], plan.at(0, turn, rect, brush.layout)
        spot = Rect(0, 0, brush.fonts.width(words, look), brush.fonts.line_height(look))
        spot.midtop = (round(x), rect.y + brush.px(6))
        spot.clamp_ip(rect)
        if spot.inflate(brush.px(14), 0).collidelist(taken) < 0:
            taken.append(spot)
            brush.write(words, spot.topleft, look)
            tick = Rect(round(x), rect.y + brush.px(HEAD - 7), max(1, brush.px(1)), brush.px(5))
            brush.surface.fill(brush.colour("choice_ink" if turn == chosen else "edge"), tick)


def _draw_line(brush: Brush, rect: Rect, plan: Plan, number: int, lane: Lane, lit: float) -> None:
    """Draw where a branch leaves its parent and how it goes on, brighter as far as the match on the desk runs along it."""
    points: list[tuple[Point, float]] = []
    if lane.parent is not None:
        start, end = (plan.at(n, t, rect, brush.layout) for n, t in ((lane.parent, lane.left), (number, lane.first)))
        for step in range(_STEPS + 1):
            share = step / _STEPS
            bend = share * share * (3 - 2 * share)
            x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * bend
            points.append(((x, y), lane.left + share * (lane.first - lane.left)))
    pieces = max(1, round((lane.last - lane.first) * _STEPS))
    for step in range(pieces + 1):
        turn = lane.first + (lane.last - lane.first) * step / pieces
        points.append((plan.at(number, turn, rect, brush.layout), turn))
    dash = brush.px(7) if lane.luck == "seen" else 0
    gone = 0.0
    for (one, _turn), (other, turn) in pairwise(points):
        shown = plan.begin <= turn <= plan.end and not (dash and gone % (2 * dash) >= dash)
        gone += ((other[0] - one[0]) ** 2 + (other[1] - one[1]) ** 2) ** 0.5
        if shown:
            bright = turn <= lit
            colour = brush.colour("ink" if bright else "edge")
            pygame.draw.aaline(brush.surface, colour, one, other, width=max(2, brush.px(3 if bright else 2)))


def _draw_moments(brush: Brush, rect: Rect, plan: Plan, number: int, lane: Lane, lit: float) -> None:
    own = (
        [lane.first] if lane.last == lane.first else [float(t) for t in range(round(lane.first), round(lane.last) + 1)]
    )
    for turn in own:
        if not plan.begin <= turn <= plan.end:
            continue
        centre = plan.at(number, turn, rect, brush.layout)
        here = lane.current and turn == lane.last
        colour = brush.colour("choice" if here else "ink" if turn <= lit else "muted")
        if (number, turn) == (plan.chosen[0], plan.place(*plan.chosen)):
            halo = mixed(brush.palette.ground, brush.palette.choice, 0.34)
            brush.dot(centre, brush.px(14), halo)
        draw_sign(brush, centre, "same" if here else lane.luck, colour, brush.px(9 if here else 6))
        if here:
            brush.dot(centre, brush.px(9), brush.palette.ink, max(2, brush.px(2)))
        if turn in lane.noted:
            _draw_note(brush, centre)
        if lane.over and turn == lane.last:
            _draw_stop(brush, centre)


def draw_sign(brush: Brush, centre: Point, luck: BranchLuck, colour: Colour, radius: int) -> None:
    """Draw the shape of a moment: a disc on its own luck, a ring on seen luck, a diamond on fresh luck."""
    if luck == "fresh":
        size = radius * 1.35
        x, y = centre
        pygame.draw.polygon(brush.surface, colour, [(x - size, y), (x, y - size), (x + size, y), (x, y + size)])
    elif luck == "seen":
        brush.dot(centre, radius, brush.palette.ground)
        brush.dot(centre, radius, colour, max(2, brush.px(2)))
    else:
        brush.dot(centre, radius, colour)


def _draw_note(brush: Brush, centre: Point) -> None:
    """Draw a small sheet of paper below a moment."""
    sheet = Rect(0, 0, brush.px(9), brush.px(11))
    sheet.midtop = (round(centre[0]), round(centre[1]) + brush.px(11))
    brush.surface.fill(brush.palette.question, sheet)
    for line in range(2):
        brush.surface.fill(
            brush.palette.ground,
            (sheet.x + brush.px(2), sheet.y + brush.px(3 + 3 * line), sheet.w - brush.px(4), max(1, brush.px(1))),
        )


def _draw_stop(brush: Brush, centre: Point) -> None:
    """Draw the bar behind the last moment of a match that is over."""
    ahead = -brush.px(15) if brush.layout.rtl else brush.px(13)
    bar = Rect(round(centre[0]) + ahead, round(centre[1]) - brush.px(8), max(2, brush.px(2)), brush.px(16))
    brush.surface.fill(brush.palette.muted, bar)


def _draw_label(brush: Brush, rect: Rect, plan: Plan, number: int, lane: Lane) -> None:
    """Write name and mark of a branch above its line, from its first own moment on where there is room, else as far as the edge allows."""
    named = style("small", "choice_ink" if lane.current else "ink", bold=lane.current)
    between = "  " if lane.mark else ""
    mark = f"{lane.mark}{between}" if brush.layout.rtl else f"{between}{lane.mark}"
    room = rect.w - brush.px(2 * 8)
    tail = brush.fonts.width(mark, _LABEL) if mark else 0
    words = fitting(brush, lane.label, named, room - tail)
    width = brush.fonts.width(words, named) + tail
    first = min(max(lane.first, plan.begin), plan.end)
    x, y = plan.at(number, first, rect, brush.layout)
    spot = Rect(0, 0, width, brush.fonts.line_height(named))
    spot.bottomleft = (round(x) - brush.px(8), round(y) - brush.px(13))
    if brush.layout.rtl:
        spot.right = round(x) + brush.px(8)
    spot.clamp_ip(rect.inflate(-brush.px(12), 0))
    brush.surface.fill(brush.palette.ground, spot.inflate(brush.px(8), -brush.px(2)))
    parts = [(words, named), (mark, _LABEL)]
    at = spot.x
    for part, look in reversed(parts) if brush.layout.rtl else parts:
        if part:
            at = brush.write(part, (at, spot.centery), look, "midleft").right


def fitting(brush: Brush, words: str, look: TextStyle, room: int) -> str:
    """Return the words, cut with an ellipsis where they are wider than the room."""
    if brush.fonts.width(words, look) <= room:
        return words
    shown = words
    while shown and brush.fonts.width(f"{shown}…", look) > room:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"


def sign(luck: BranchLuck, name: str, *, here: bool = False) -> Element:
    """Return the shape of a moment alone, for the legend."""
    role: ColourRole = "choice" if here else "muted"

    def paint(brush: Brush, rect: Rect) -> None:
        draw_sign(brush, rect.center, "same" if here else luck, brush.colour(role), brush.px(7 if here else 6))
        if here:
            brush.dot(rect.center, brush.px(7), brush.palette.ink, max(2, brush.px(2)))

    return kept(canvas(name, paint, width=18, height=18, key=f"sign:{'here' if here else luck}"), (luck, here))
