"""Small charts of one variable over time: a sparkline, a bar of its range, and a trend with axes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame
from pygame import Rect

from escalation_game.play.view import Variable
from escalation_game.ui.amounts import amount, date_words, value_words
from escalation_game.ui.kit import Brush, Element, canvas, kept, mixed, style
from escalation_game.ui.language import _
from escalation_game.ui.theme import Colour, ColourRole

_FEWEST_STEPS = 4  #: a short history does not fill the width, so that it can be seen to grow
_LEAST_SPAN = 0.04  #: of the declared range, so that a small change does not look like a large one

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """Values in time, the standard error of each (0 for none), and the declared range."""

    values: tuple[float, ...]
    noise: float
    low: float | None
    high: float | None

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and highest value shown, with the noise and a little room."""
        low, high = min(self.values) - self.noise, max(self.values) + self.noise
        declared = (self.high - self.low) * _LEAST_SPAN if self.low is not None and self.high is not None else 0.0
        least = max(declared, 1e-9 * max(abs(low), abs(high), 1.0))
        room = max(0.0, least - (high - low)) / 2
        return low - room, high + room


def curve(variable: Variable) -> Curve:
    """Return the history of a variable as a curve."""
    return Curve(tuple(value for _when, value in variable.history), variable.noise, variable.low, variable.high)


def sparkline(variable: Variable, *, width: int = 88, height: int = 36) -> Element:
    """Return the history of a variable as a line without axes, newest at the far end."""
    drawn = curve(variable)

    def paint(brush: Brush, rect: Rect) -> None:
        draw_sparkline(brush, rect, drawn)

    shown = canvas(
        _("{title} over time").format(title=variable.title), paint, width=width, height=height,
        value=history_words(variable), key=f"sparkline:{variable.name}",
    )  # fmt: skip
    return kept(shown, drawn)


def history_words(variable: Variable) -> str:
    """Return the latest values of a variable in words."""
    latest = variable.history[-4:]
    return ", ".join(f"{date_words(when)} {amount(value, variable.unit)}" for when, value in latest)


def draw_sparkline(brush: Brush, rect: Rect, drawn: Curve) -> None:
    """Draw the line with a band of noise, a soft ground below it and a dot for now."""
    inner = rect.inflate(-brush.px(8), -brush.px(8))
    points = _points(inner, drawn, brush)
    if drawn.noise:
        _draw_band(brush, inner, drawn, points)
    if len(points) > 1:
        _draw_ground(brush, inner, points)
        _draw_line(brush, points, mixed(brush.palette.muted, brush.palette.ink, 0.4))
    else:
        _draw_beginning(brush, inner, points[0])
    brush.dot(points[-1], brush.px(3), brush.palette.ink)


def _points(inner: Rect, drawn: Curve, brush: Brush) -> list[Point]:
    low, high = drawn.span
    step = inner.w / max(_FEWEST_STEPS, len(drawn.values) - 1)
    ahead = -step if brush.layout.rtl else step
    first = inner.right if brush.layout.rtl else inner.left
    return [
        (first + number * ahead, inner.bottom - (value - low) / (high - low) * inner.h)
        for number, value in enumerate(drawn.values)
    ]


def _draw_band(brush: Brush, inner: Rect, drawn: Curve, points: Sequence[Point]) -> None:
    low, high = drawn.span
    half = drawn.noise / (high - low) * inner.h
    colour = mixed(brush.palette.ground, brush.palette.question, 0.28)
    if len(points) == 1:
        x, y = points[0]
        brush.fill(Rect(round(x - brush.px(3)), round(y - half), brush.px(6), max(2, round(2 * half))), colour)
        return
    outline = [(x, y - half) for x, y in points] + [(x, y + half) for x, y in reversed(points)]
    pygame.draw.polygon(brush.surface, colour, outline)


def _draw_ground(brush: Brush, inner: Rect, points: Sequence[Point]) -> None:
    """Let the area under the line fade downwards."""
    height = inner.h + brush.px(4)
    shade, fading = (pygame.Surface((inner.w + 1, height), pygame.SRCALPHA) for _layer in range(2))
    local = [(x - inner.x, y - inner.y) for x, y in points]
    outline = [*local, (local[-1][0], height), (local[0][0], height)]
    pygame.draw.polygon(shade, brush.palette.muted, outline)
    for y in range(height):
        fading.fill((255, 255, 255, round(80 * (1 - y / height))), (0, y, inner.w + 1, 1))
    shade.blit(fading, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    brush.surface.blit(shade, inner)


def _draw_beginning(brush: Brush, inner: Rect, start: Point) -> None:
    """Mark the level everything starts from, for a history of one."""
    end = inner.left if brush.layout.rtl else inner.right
    draw_dashes(brush, start, (end, start[1]), mixed(brush.palette.ground, brush.palette.muted, 0.5))


def draw_dashes(brush: Brush, start: Point, end: Point, colour: Colour, *, dash: float = 4, width: int = 1) -> None:
    """Draw a dashed straight line; `dash` in logical pixels."""
    length = max(1.0, ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5)
    step = brush.px(dash) / length
    share = 0.0
    while share < 1:
        until = min(1.0, share + step)
        one = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
        other = (start[0] + (end[0] - start[0]) * until, start[1] + (end[1] - start[1]) * until)
        pygame.draw.aaline(brush.surface, colour, one, other, width=width)
        share += 2 * step


def _draw_line(brush: Brush, points: Sequence[Point], colour: Colour) -> None:
    for one, other in pairwise(points):
        pygame.draw.aaline(brush.surface, colour, one, other, width=max(2, brush.px(1.6)))


def range_bar(variable: Variable) -> Element | None:
    """Return where a variable stands in its declared range, with its last change; None when it has no range."""
    low, high = variable.low, variable.high
    if low is None or high is None or high <= low or variable.kind == "switch":
        return None
    now = (variable.value - low) / (high - low)
    before = now - variable.change / (high - low)
    spread = variable.noise / (high - low)

    def paint(brush: Brush, rect: Rect) -> None:
        draw_range(brush, rect, now, before, spread)

    words = _("{value} in a range of {low} to {high}").format(
        value=value_words(variable), low=amount(low, variable.unit), high=amount(high, variable.unit)
    )
    name = _("Range of {title}").format(title=variable.title)
    shown = canvas(name, paint, width=60, height=9, value=words, key=f"range:{variable.name}")
    return kept(shown, (now, before, spread))


def draw_range(brush: Brush, rect: Rect, now: float, before: float, spread: float) -> None:
    """Draw a track, the noise around the value, the change from before, and a mark at the value. Shares of the track."""
    track = Rect(rect.x, rect.centery - brush.px(3) // 2, rect.w, brush.px(3))

    def part(one: float, other: float, height: int) -> Rect:
        start, end = sorted((min(1.0, max(0.0, one)), min(1.0, max(0.0, other))))
        piece = Rect(track.x + round(start * track.w), 0, max(1, round((end - start) * track.w)), height)
        piece.centery = track.centery
        return brush.layout.mirrored(piece.clip(rect), rect)

    brush.fill(track, brush.palette.line, 1)
    if spread:
        brush.fill(
            part(now - spread, now + spread, brush.px(7)), mixed(brush.palette.ground, brush.palette.question, 0.4)
        )
    if before != now:
        role: ColourRole = "choice" if now > before else "question"
        brush.fill(part(before, now, brush.px(3)), brush.colour(role))
    mark = part(now, now, brush.px(9))
    mark.w = max(2, brush.px(2))
    brush.fill(mark.clamp(rect), brush.palette.ink)


def trend(variable: Variable, *, width: int = 300, height: int = 120) -> Element:
    """Return the history of a variable with its axes, for its details."""
    drawn, dates = curve(variable), tuple(when for when, _value in variable.history)

    def paint(brush: Brush, rect: Rect) -> None:
        draw_trend(brush, rect, drawn, dates, variable.unit)

    name = _("{title}, from {start} to now").format(title=variable.title, start=date_words(dates[0]))
    return canvas(name, paint, width=width, height=height, value=history_words(variable), key=f"trend:{variable.name}")


def draw_trend(brush: Brush, rect: Rect, drawn: Curve, dates: Sequence[str], unit: str) -> None:
    """Draw two lines of the scale with their numbers, the first and last date, and the curve."""
    words = style("label", "muted", family="condensed")
    low, high = drawn.span
    numbers = [amount(value, unit) for value in (high, low)]
    gutter = max(brush.fonts.width(number, words) for number in numbers) + brush.px(8)
    plot = Rect(rect.x + gutter, rect.y + brush.px(8), rect.w - gutter - brush.px(4), rect.h - brush.px(32))
    plot = brush.layout.mirrored(plot, rect)
    for number, y in zip(numbers, (plot.top, plot.bottom), strict=True):
        pygame.draw.line(brush.surface, brush.palette.line, (plot.left, y), (plot.right, y))
        if brush.layout.rtl:
            brush.write(number, (plot.right + brush.px(8), y), words, "midleft")
        else:
            brush.write(number, (plot.left - brush.px(8), y), words, "midright")
    draw_sparkline(brush, plot.inflate(brush.px(8), brush.px(8)), drawn)
    first, last = ("topright", "topleft") if brush.layout.rtl else ("topleft", "topright")
    sides = (plot.right, plot.left) if brush.layout.rtl else (plot.left, plot.right)
    brush.write(date_words(dates[0]), (sides[0], plot.bottom + brush.px(6)), words, first)
    if len(dates) > _FEWEST_STEPS:
        brush.write(date_words(dates[-1]), (sides[1], plot.bottom + brush.px(6)), words, last)


def time_line(gone: int, turns: int) -> Callable[[Brush, Rect], None]:
    """Return what draws a thin line of one piece for each turn, lit for those that are over, half lit for the present."""

    def paint(brush: Brush, rect: Rect) -> None:
        between = brush.px(2) if rect.w > turns * brush.px(8) else 0
        for turn in range(turns):
            start, end = rect.w * turn // turns, rect.w * (turn + 1) // turns
            piece = Rect(rect.x + start, rect.y, end - start - between, brush.px(3))
            share = 0.85 if turn < gone else 0.4 if turn == gone else 0.0
            colour = mixed(brush.palette.line, brush.palette.choice, share)
            brush.surface.fill(colour, brush.layout.mirrored(piece, rect))

    return paint
