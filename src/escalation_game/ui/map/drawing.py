"""Draws the ground of a map: sea, land, borders, what is held by whom, and the names. What changes in a match lies above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame
from pygame import Rect, Surface

from escalation_game.ui.kit import Brush, TextStyle, mixed, style
from escalation_game.ui.language import _
from escalation_game.ui.map.data import Area, Panel, Point, Projection, Ring, Spot
from escalation_game.ui.map.names import name_look, name_run
from escalation_game.ui.theme import Colour, ThemeName

OVERSAMPLING = 2
_KURSK = "RU-KRS"
_SHELF = (16, 9, 4)  #: widths in logical pixels of the bands of shallow water off a coast
_FADE = 26  #: logical pixels within which the map fades into the ground at its edges


@dataclass(frozen=True, slots=True)
class MapColours:
    """What a map is painted with: quiet, so that what changes stands out. `lands` by country, the others are `land`."""

    sea: Colour
    shallow: Colour
    land: Colour
    lands: dict[str, Colour]
    kursk: Colour
    salient: Colour
    occupied: Colour
    hatch: Colour
    water: Colour
    border: Colour


def _hex(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def _colours(lands: str, **codes: str) -> MapColours:
    """Return map colours; `lands` is "UA #rrggbb RU #rrggbb …"."""
    words = lands.split()
    by_country = {country: _hex(code) for country, code in zip(words[::2], words[1::2], strict=True)}
    return MapColours(lands=by_country, **{name: _hex(code) for name, code in codes.items()})


MAP_COLOURS: dict[ThemeName, MapColours] = {
    "dark": _colours(
        "UA #27496f RU #38302f KP #5e3524 KR #27496f", sea="#0c151d", shallow="#17293a", land="#262e35", kursk="#5b3626",
        salient="#5d9fce", occupied="#22384f", hatch="#8a4d2c", water="#3b6584", border="#7f8f9b",
    ),
    "light": _colours(
        "UA #a8c6de RU #dccfc5 KP #d7aa90 KR #a8c6de", sea="#e6edf0", shallow="#cfdde4", land="#e3dfd5", kursk="#dfb79c",
        salient="#4d93c2", occupied="#b9c6cf", hatch="#b4683f", water="#6f9cb8", border="#6d6a62",
    ),
    "high_contrast": _colours(
        "UA #0f4680 RU #2b201b KP #6b3010 KR #0f4680", sea="#000000", shallow="#0d2233", land="#1b2228", kursk="#6b3010",
        salient="#7fd0ff", occupied="#0b2d50", hatch="#d8742f", water="#5aa5d6", border="#c9d2da",
    ),
}  # fmt: skip


def draw_ground(
    brush: Brush, rect: Rect, panel: Panel, place: Projection, moving: frozenset[str] = frozenset()
) -> None:
    """Draw a panel over the whole rectangle, without names. It is drawn larger, then made smaller, so that edges are smooth.

    What changes of the areas that are `moving`, a salient or the front of "occupied", is left out.
    """
    large = Surface((rect.w * OVERSAMPLING, rect.h * OVERSAMPLING))
    place = place.enlarged(OVERSAMPLING, rect.topleft)
    pen = brush.px(1) * OVERSAMPLING
    colours = MAP_COLOURS[brush.theme.name]
    large.fill(colours.sea)
    for number, width in enumerate(_SHELF, 1):
        for area in panel.countries:
            shallow = mixed(colours.sea, colours.shallow, number / len(_SHELF))
            _outline(large, area.rings, place, shallow, brush.px(width) * OVERSAMPLING)
    for area in (*panel.countries, *panel.regions):
        _fill(large, area, place, _land(colours, area))
    for area in panel.regions:
        _outline(large, area.rings, place, mixed(_land(colours, area), colours.sea, 0.5), pen)
    _draw_held(large, brush, panel, place, moving)
    _draw_lines(large, brush, panel, place)
    for line in panel.lines:
        if line.kind == "front" and "occupied" not in moving:
            draw_front(large, brush, place.ring(line.points), OVERSAMPLING)
    brush.surface.blit(pygame.transform.smoothscale(large, rect.size), rect)


def draw_names(brush: Brush, rect: Rect, panel: Panel, place: Projection, taken: list[Rect], *, most: int = 2,
               marked: Sequence[Point | None] = ()) -> None:  # fmt: skip
    """Write the names of places up to rank `most`, of countries and seas, none over another or over what is `taken`.

    Names stand further off from places that are `marked` with something drawn around them.
    """
    spots = sorted((spot for spot in panel.places.values() if spot.rank <= most), key=lambda spot: spot.rank)
    inside = rect.inflate(-brush.px(24), -brush.px(24))
    for spot in spots:
        at = place.point(spot.at)
        if inside.collidepoint(at) and not any(box.collidepoint(at) for box in taken):
            _draw_spot(brush, spot, at, taken, inside, marked=spot.at in marked)
    _draw_captions(brush, panel, place, taken, inside)


def fade_edges(brush: Brush, rect: Rect) -> None:
    """Let the outermost pixels fade into the ground, so that the map has no hard edge."""
    deep, ground = brush.px(_FADE), brush.palette.ground
    veil = Surface(rect.size, pygame.SRCALPHA)
    for step in range(deep):
        alpha = round(255 * (1 - step / deep) ** 1.6)
        frame = veil.get_rect().inflate(-2 * step, -2 * step)
        if frame.w > 0 and frame.h > 0:
            pygame.draw.rect(veil, (*ground, alpha), frame, 1)
    brush.surface.blit(veil, rect)


def draw_scale(brush: Brush, corner: Point, place: Projection, note: str) -> Rect:
    """Draw a bar of 200 km with a note above it, and return its place; `corner` is its lower left end."""
    look = style("label", "faint", family="condensed")
    above = brush.fonts.line_height(look)
    length = round(200 * place.scale)
    lines = ((_("200 km"), 1), (note, 2))
    width = max(length, *(brush.fonts.width(words, look) for words, _line in lines))
    frame = Rect(round(corner[0]), round(corner[1]) - 2 * above - brush.px(6), width, 2 * above + brush.px(6))
    bar = Rect(frame.x, frame.bottom - brush.px(5), length, brush.px(5))
    corners = [bar.topleft, bar.bottomleft, bar.bottomright, bar.topright]
    pygame.draw.lines(brush.surface, brush.palette.faint, False, corners, brush.px(1))
    for words, line in lines:
        write_haloed(brush, words, (frame.x, bar.top - line * above), look)
    return frame


def write_haloed(brush: Brush, words: str, at: tuple[int, int], look: TextStyle) -> None:
    """Write words with a thin edge of the ground around each letter, so that they read on any colour."""
    far = max(1, brush.px(1))
    for dx, dy in ((-far, 0), (far, 0), (0, -far), (0, far), (-far, -far), (far, far), (-far, far), (far, -far)):
        brush.write(words, (at[0] + dx, at[1] + dy), look, colour=brush.palette.ground)
    brush.write(words, at, look)


def _land(colours: MapColours, area: Area) -> Colour:
    return colours.kursk if area.id == _KURSK else colours.lands.get(area.country, colours.land)


def _draw_held(large: Surface, brush: Brush, panel: Panel, place: Projection, moving: frozenset[str]) -> None:
    """Hatch what is occupied, and lighten the salient; both are sketches."""
    colours = MAP_COLOURS[brush.theme.name]
    occupied = [area for area in (*panel.areas, *panel.regions) if area.id == "occupied" or area.id in panel.occupied]
    if occupied:
        mask = Surface(large.get_size(), pygame.SRCALPHA)
        for area in occupied:
            _fill(mask, area, place, (255, 255, 255))
        tint = Surface(large.get_size(), pygame.SRCALPHA)
        tint.fill((*colours.occupied, 255))
        _hatch(tint, colours.hatch, brush.px(1) * OVERSAMPLING)
        tint.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        large.blit(tint, (0, 0))
    for area in panel.areas:
        if area.id != "occupied" and area.id not in moving:
            _fill(large, area, place, colours.salient)
            _outline(large, area.rings, place, brush.palette.ink, brush.px(1) * OVERSAMPLING)


def _hatch(surface: Surface, colour: Colour, pen: int) -> None:
    width, height = surface.get_size()
    for start in range(-height, width, pen * 7):
        pygame.draw.line(surface, colour, (start, height), (start + height, 0), pen + 1)


def _draw_lines(large: Surface, brush: Brush, panel: Panel, place: Projection) -> None:
    palette, pen = brush.palette, brush.px(1) * OVERSAMPLING
    colours = MAP_COLOURS[brush.theme.name]
    for line in panel.lines:
        if line.kind == "river":
            pygame.draw.lines(large, colours.water, False, place.ring(line.points), max(1, pen - 1))
    for area in panel.waters:
        _fill(large, area, place, colours.sea)
    for line in panel.lines:
        points = place.ring(line.points)
        if line.kind == "border":
            at_war = line.name in {"RU-UA", "UA-RU"}
            colour = mixed(colours.border, palette.ink, 0.5) if at_war else mixed(colours.land, colours.border, 0.6)
            pygame.draw.lines(large, colour, False, points, pen if at_war else max(1, pen // 2))


def draw_front(surface: Surface, brush: Brush, points: Sequence[Point], times: int) -> None:
    """Draw a front line on a surface that is that many times larger than the window."""
    pen, alarm = brush.px(1) * times, brush.palette.alarm
    pygame.draw.lines(surface, mixed(MAP_COLOURS[brush.theme.name].occupied, alarm, 0.45), False, points, pen * 5)
    draw_dotted(surface, points, alarm, pen * 3, pen * 2)


def draw_dotted(surface: Surface, points: Sequence[Point], colour: Colour, dash: float, width: int) -> None:
    """Draw a line of equal dashes and gaps along points, whatever their distances."""
    left, on = dash, True
    for one, other in pairwise(points):
        length = ((other[0] - one[0]) ** 2 + (other[1] - one[1]) ** 2) ** 0.5
        done = 0.0
        while length - done > 1e-6:
            step = min(left, length - done)
            if on:
                start, end = done / length, (done + step) / length
                pygame.draw.line(surface, colour, _between(one, other, start), _between(one, other, end), width)
            done += step
            left -= step
            if left <= 1e-6:
                left, on = dash, not on


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _fill(surface: Surface, area: Area, place: Projection, colour: Colour) -> None:
    for ring in area.rings:
        pygame.draw.polygon(surface, colour, place.ring(ring))


def _outline(surface: Surface, rings: Iterable[Ring], place: Projection, colour: Colour, width: int) -> None:
    for ring in rings:
        pygame.draw.lines(surface, colour, True, place.ring(ring), max(1, width))


def _draw_spot(brush: Brush, spot: Spot, at: Point, taken: list[Rect], inside: Rect, *, marked: bool) -> None:
    look, run = name_look(spot), name_run(spot, at, brush.layout, marked=marked)
    if not inside.contains(run) or run.collidelist(taken) >= 0:
        return
    taken.append(run)
    brush.dot(at, brush.px(4 if spot.rank == 1 else 3), brush.palette.ground)
    brush.dot(at, brush.px(3 if spot.rank == 1 else 2), brush.colour(look.colour))
    write_haloed(brush, _(spot.name), run.topleft, look)


def _draw_captions(brush: Brush, panel: Panel, place: Projection, taken: list[Rect], inside: Rect) -> None:
    for caption in panel.captions:
        sea = caption.kind == "sea"
        look = style("label", "question_ink" if sea else "faint", family="serif" if sea else "condensed",
                     tracking=0 if sea else 14)  # fmt: skip
        words = _(caption.words) if sea else _(caption.words).upper()
        run = Rect(0, 0, brush.fonts.width(words, look), brush.fonts.face_height(look))
        run.center = tuple(round(number) for number in place.point(caption.at))
        if inside.contains(run) and run.collidelist(taken) < 0:
            taken.append(run)
            brush.write(words, run.topleft, look)
