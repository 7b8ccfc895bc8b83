"""The map of the theatre: forces at their places, the reach of weapons, and the route of deliveries in an inset."""

from __future__ import annotations

import math

import pygame
from pygame import Rect

from escalation_game.play.view import MapFact, Variable, View
from escalation_game.ui.amounts import amount, change_sign, change_words, short_amount, value_words
from escalation_game.ui.asking import OnWhy, about, asking
from escalation_game.ui.gauges import gauge_detail
from escalation_game.ui.kit import (
    Brush,
    Element,
    Layout,
    canvas,
    column,
    kept,
    list_item,
    list_of,
    mixed,
    region,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _
from escalation_game.ui.map.callouts import line_to
from escalation_game.ui.map.data import Panel, Point, map_panel
from escalation_game.ui.map.drawing import MAP_COLOURS, draw_dotted, draw_ground, draw_names, draw_scale, fade_edges
from escalation_game.ui.map.plan import (
    CHANGE,
    NAME,
    VALUE,
    Note,
    Plan,
    Planner,
    box_size,
    delivery_projection,
    legend_place,
    legend_words,
    strip_of,
    theatre_projection,
)  # fmt: skip
from escalation_game.ui.map.territory import OCCUPIED, Holding, draw_territory
from escalation_game.ui.theme import ColourRole


def theatre_map(view: View, on_why: OnWhy, *, height: int = 420, lowest: int = 200) -> Element:
    """Return the map. Each of its facts can be reached, and asks why; `height` gives way down to `lowest`."""
    facts = [fact for fact in view.map if _known(fact)]
    notes = tuple(_note(fact, view.variable(fact.variable)) for fact in facts if fact.kind != "territory")
    holdings = tuple(_holding(fact, view.variable(fact.variable)) for fact in facts if fact.kind == "territory")
    moving = frozenset(one.area for one in holdings)
    planner = Planner(notes)

    def ground(brush: Brush, rect: Rect) -> None:
        draw_ground(brush, rect, map_panel("theatre"), theatre_projection(rect), moving)
        fade_edges(brush, rect)

    def over(brush: Brush, rect: Rect) -> None:
        draw_territory(brush, rect, theatre_projection(rect), holdings)
        _draw_facts(brush, rect, notes, planner.plan(rect, brush.layout))

    regions = [
        _region(number, note, planner, view.variable(note.variable), on_why) for number, note in enumerate(notes)
    ]
    fronts = [view.variable(fact.variable) for fact in facts if fact.kind == "territory" and fact.place == OCCUPIED]
    regions += [_front_region(one, on_why) for one in fronts]
    shown = canvas(
        _("Map of the theatre"), ground, width=320, height=height, lowest=lowest, value=map_words(view),
        regions=regions, key="map",
    )  # fmt: skip
    told = " ".join(dict.fromkeys(about(view.variable(fact.variable)) for fact in facts))
    return kept(shown, ("theatre", moving), over=over).having(about=told)


def _holding(fact: MapFact, variable: Variable) -> Holding:
    return Holding(fact.place, variable.history[0][1], variable.value)


def map_words(view: View) -> str:
    """Return what the map shows as one text."""
    return "; ".join(_sentence(fact, view.variable(fact.variable)) for fact in _told(view))


def _told(view: View) -> list[MapFact]:
    """Return what is told of the map in words: an area only where nothing else tells its size."""
    placed = {fact.variable for fact in view.map if fact.kind != "territory"}
    return [fact for fact in view.map if _known(fact) and (fact.kind != "territory" or fact.variable not in placed)]


def map_list(view: View, on_why: OnWhy) -> Element:
    """Return what the map shows as a list, for those who would rather read it."""
    facts = [(fact, view.variable(fact.variable)) for fact in _told(view)]
    lines = [
        asking(list_item(_sentence(fact, variable), key=f"told:{number}"), about(variable), on_why).having(
            role="listitem"
        )
        for number, (fact, variable) in enumerate(facts)
    ]
    panel = map_panel("theatre")
    said = [text(f"{_(area.name)}: {_(area.note)}", style=style("small", "muted")) for area in panel.areas]
    return column(list_of(_("What the map shows"), *lines, gap=2), *said, gap=10)


def _known(fact: MapFact) -> bool:
    return fact.kind in {"deliveries", "territory"} or map_panel("theatre").spot(fact.place) is not None


def _sentence(fact: MapFact, variable: Variable) -> str:
    value = f"{value_words(variable)}, {change_words(variable)}"
    if fact.kind == "reach":
        return _("{title}: {value}; reach {km} km from {place}").format(
            title=variable.title, value=value, km=fact.label, place=_place_name(fact.place)
        )
    if fact.kind == "deliveries":
        return _("{title}, by rail and ship to the front: {value}").format(title=variable.title, value=value)
    if fact.kind == "territory":
        return _("{title}: {value}").format(title=variable.title, value=value)
    label = fact.label or variable.title
    return _("{label}, at {place}: {value}").format(label=label, place=_place_name(fact.place), value=value)


def _place_name(place: str) -> str:
    spot = map_panel("theatre").spot(place)
    return _(spot.name) if spot else place


def _note(fact: MapFact, variable: Variable) -> Note:
    wide = (variable.high or 0.0) - (variable.low or 0.0)
    share = min(1.0, max(0.0, (variable.value - (variable.low or 0.0)) / wide)) if wide > 0 else 0.5
    km = float(fact.label) if fact.kind == "reach" else 0.0
    name = variable.title if fact.kind != "force" else fact.label or variable.title
    change = f"{change_sign(variable.change)} {change_words(variable)}"
    if fact.kind == "reach":
        change = _("reach {km} km from {place}") if variable.value > 0 else _("would reach {km} km from {place}")
        change = change.format(km=amount(km, ""), place=_place_name(fact.place))
    spot = map_panel("theatre").spot(fact.place)
    short = short_amount(variable.value, variable.unit)
    return Note(
        fact.kind, name, value_words(variable), short, change, share, spot.at if spot else None, km, variable.name
    )


def _region(number: int, note: Note, planner: Planner, variable: Variable, on_why: OnWhy) -> Element:
    def locate(rect: Rect, layout: Layout) -> Rect:
        return planner.plan(rect, layout).boxes[number]

    shown = region(
        note.name, locate, value=f"{note.value}, {note.change}", key=f"map:{number}:{note.variable}",
        detail=lambda: gauge_detail(variable),
    )  # fmt: skip
    return asking(shown, about(variable), on_why)


def _front_region(variable: Variable, on_why: OnWhy) -> Element:
    """Return the note on the front, which asks why it moved."""
    value = f"{value_words(variable)}, {change_words(variable)}"
    shown = region(
        legend_words(),
        legend_place,
        value=value,
        key=f"map:front:{variable.name}",
        detail=lambda: gauge_detail(variable),
    )
    return asking(shown, about(variable), on_why)


# How things look


def _draw_facts(brush: Brush, rect: Rect, notes: tuple[Note, ...], plan: Plan) -> None:
    panel, place = map_panel("theatre"), theatre_projection(rect)
    clip = brush.surface.get_clip()
    brush.surface.set_clip(clip.clip(rect))
    for note in notes:
        if note.at:
            _draw_mark(brush, note, place.point(note.at), note.km * place.scale)
    for note, box in zip(notes, plan.boxes, strict=True):
        if note.at:
            _draw_leader(brush, note, place.point(note.at), box)
    lines = [line_to(place.point(note.at), box) for note, box in zip(notes, plan.boxes, strict=True) if note.at]
    taken = [*plan.boxes, _draw_legend(brush, rect), *(piece for line in lines for piece in _pieces(line))]
    draw_names(brush, rect, panel, place, taken, marked=[note.at for note in notes])
    lit = {brush.hovered_key, brush.focused_key}
    each = [(f"map:{number}:{note.variable}" in lit, note, plan.boxes[number]) for number, note in enumerate(notes)]
    for is_lit, note, box in sorted(each, key=lambda one: one[0]):
        if box == plan.inset:
            _draw_inset(brush, note, box, lit=is_lit)
        elif plan.brief and not is_lit:
            _draw_short(brush, note, box)
        else:
            whole = Rect((0, 0), box_size(note, brush.layout))
            whole.midleft = box.midleft
            _draw_box(brush, note, whole.clamp(rect) if plan.brief else box, lit=is_lit)
    brush.surface.set_clip(clip)


def _pieces(line: tuple[Point, Point]) -> list[Rect]:
    """Return small rectangles along a line but for its end at a place, which no name may cover."""
    (x0, y0), (x1, y1) = line
    steps = max(1, round(math.hypot(x1 - x0, y1 - y0) / 6))
    shares = [step / steps for step in range(1, steps + 1)]
    return [Rect(round(x0 + (x1 - x0) * share) - 2, round(y0 + (y1 - y0) * share) - 2, 4, 4) for share in shares]


def _draw_legend(brush: Brush, rect: Rect) -> Rect:
    """Say in the free corner how long 200 km are, and how sure the front is; return where."""
    place = legend_place(rect, brush.layout)
    return draw_scale(brush, place.bottomleft, theatre_projection(rect), legend_words()).union(place)


def _role(note: Note) -> ColourRole:
    return "edge" if note.kind == "force" or not note.share else "choice"


def _draw_reach(brush: Brush, centre: Point, radius: float, *, used: bool) -> None:
    """Draw a circle: bold while the weapon strikes, a hairline while it only could."""
    circle = [
        (centre[0] + radius * math.cos(turn * math.tau / 180), centre[1] + radius * math.sin(turn * math.tau / 180))
        for turn in range(181)
    ]
    if used:
        draw_dotted(brush.surface, circle, brush.palette.choice, brush.px(6), max(2, brush.px(2)))
    else:
        draw_dotted(brush.surface, circle, brush.palette.edge, brush.px(3), 1)


def _draw_leader(brush: Brush, note: Note, at: Point, box: Rect) -> None:
    """Draw a line from the place to the nearest edge of its box."""
    pygame.draw.aaline(brush.surface, brush.colour(_role(note)), *line_to(at, box), width=max(1, brush.px(1.5)))


def _draw_mark(brush: Brush, note: Note, at: Point, radius: float) -> None:
    """Draw what stands at the place: a disc that is larger for more, or the circle of a reach."""
    if note.kind == "reach":
        _draw_reach(brush, at, radius, used=note.share > 0)
        brush.dot(at, brush.px(3), brush.colour(_role(note)))
        return
    size, colour = brush.px(5 + 5 * note.share**0.5), brush.palette.ink
    brush.dot(at, size, mixed(MAP_COLOURS[brush.theme.name].sea, colour, 0.3))
    brush.dot(at, size, colour, max(1, brush.px(1.5)))


def _draw_box(brush: Brush, note: Note, box: Rect, *, lit: bool) -> None:
    ground = mixed(brush.palette.ground, brush.palette.panel, 0.5)
    brush.fill(box, brush.palette.raised if lit else ground, brush.px(3))
    brush.outline(box, brush.colour(_role(note)), max(1, brush.px(1)), brush.px(3))
    _write_lines(brush, note, box)


def _draw_short(brush: Brush, note: Note, box: Rect) -> None:
    brush.fill(box, mixed(brush.palette.ground, brush.palette.panel, 0.5), brush.px(3))
    brush.outline(box, brush.colour(_role(note)), max(1, brush.px(1)), brush.px(3))
    brush.write(note.short, box.center, VALUE, "center")


def _write_lines(brush: Brush, note: Note, box: Rect) -> None:
    """Write name above value and change, from the reading side."""
    rtl, side = brush.layout.rtl, brush.px(10)
    x = box.right - side if rtl else box.left + side
    anchor = "topright" if rtl else "topleft"
    y = box.top + brush.px(5)
    brush.write(note.name, (x, y), NAME, anchor)
    y += brush.fonts.line_height(NAME)
    written = brush.write(note.value, (x, y), VALUE, anchor)
    x = written.left - brush.px(8) if rtl else written.right + brush.px(8)
    brush.write(note.change, (x, written.bottom), CHANGE, "bottomright" if rtl else "bottomleft")


def _draw_inset(brush: Brush, note: Note, inset: Rect, *, lit: bool) -> None:
    """Draw the routes, thicker for more and dotted for nothing, with where they begin and end."""
    strip, panel = strip_of(brush.layout, inset), map_panel("delivery")
    key = ("delivery", strip.size, brush.theme.name, brush.scale)
    brush.fill(inset, mixed(brush.palette.ground, brush.palette.panel, 0.5), brush.px(4))
    brush.surface.blit(brush.pictures.kept(key, lambda: _strip_picture(brush, strip.size)), strip)
    place = delivery_projection(strip)
    thick = max(2, brush.px(1 + 3 * note.share))
    for line in panel.lines:
        if line.kind in {"rail", "sea"} and note.share:
            colour = brush.palette.choice if line.kind == "rail" else brush.palette.question
            pygame.draw.lines(brush.surface, colour, False, place.ring(line.points), thick)
        elif line.kind in {"rail", "sea"}:  # nothing comes along it now
            draw_dotted(brush.surface, place.ring(line.points), brush.palette.edge, brush.px(4), 1)
    _draw_ends(brush, panel, strip)
    colour = brush.palette.choice if lit else brush.palette.edge
    brush.outline(inset, colour, brush.px(2 if lit else 1), brush.px(4))
    _write_lines(brush, note, inset)


def _strip_picture(brush: Brush, size: tuple[int, int]) -> pygame.Surface:
    """Return the land along the route, drawn once for each size."""
    whole, brush.surface = brush.surface, pygame.Surface(size)
    rect = brush.surface.get_rect()
    draw_ground(brush, rect, map_panel("delivery"), delivery_projection(rect))
    picture, brush.surface = brush.surface, whole
    return picture


def _draw_ends(brush: Brush, panel: Panel, strip: Rect) -> None:
    place = delivery_projection(strip)
    look = style("label", "ink", family="condensed")
    for name, ahead in (("kursk", True), ("rason", False)):
        spot = panel.places[name]
        x, y = place.point(spot.at)
        brush.dot((x, y), brush.px(3), brush.palette.ink)
        far = brush.px(7) if ahead else -brush.px(7)
        brush.write(_(spot.name), (x + far, y), look, "midleft" if ahead else "midright")
