"""A chart of one variable over the whole match, drawn: axes with numbers and dates, what was seen, the fan ahead, and what was decided when."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame
from pygame import Rect

from escalation_game.play.over_time import Mark
from escalation_game.ui.amounts import amount, date_words
from escalation_game.ui.charts import Point, draw_dashes
from escalation_game.ui.kit import Brush, Element, Layout, canvas, kept, mixed, region, style
from escalation_game.ui.language import _, spoken
from escalation_game.ui.series import HIGH, HIGHEST, LOW, LOWEST, MIDDLE, Series, summary, told_at, value_at
from escalation_game.ui.theme import Colour

_WORDS = style("label", "muted", family="condensed")
_BOLD = style("small", "ink", bold=True)
_TOP, _LANE, _DATES = 22, 18, 20  #: logical pixels above the plot, of the lane of marks below it, and of the dates
_TICK_GAP = 34  #: logical pixels between lines of the scale, at least
_LEAST_SPAN = 0.04  #: of the declared range, so that a small change does not look like a large one
BANDS = ((LOWEST, HIGHEST, 0.22), (LOW, HIGH, 0.48))  #: lines of a fan, and how much of the colour is between them
NOISE_SHARE = 0.26


@dataclass(frozen=True, slots=True)
class Frame:
    """Where values and turns stand: `plot` in pixels, `low` and `high` in the unit of the variable."""

    plot: Rect
    low: float
    high: float
    turns: int
    rtl: bool

    def x(self, turn: float) -> float:
        """Return where a turn stands; the start is 0."""
        far = self.plot.w * turn / max(1, self.turns)
        return self.plot.right - far if self.rtl else self.plot.left + far

    def at(self, turn: float, value: float) -> Point:
        """Return where a value after a turn stands."""
        return self.x(turn), self.plot.bottom - (value - self.low) / (self.high - self.low) * self.plot.h


def plot(series: Series, marks: Sequence[Mark], cursor: int, on_turn: Callable[[int], bool], *, height: int,
         lowest: int) -> Element:  # fmt: skip
    """Return the chart. Arrow keys, a click or the pointer move the cursor: `on_turn` gets the turn and says whether that is another one.

    `height` and `lowest` in logical pixels.
    """
    turns = len(series.dates) - 1

    def paint(brush: Brush, rect: Rect) -> None:
        draw(brush, rect, series, marks)

    def over(brush: Brush, rect: Rect) -> None:
        draw_cursor(brush, rect, series, cursor)

    def step(count: int) -> None:
        on_turn(max(0, min(series.last, cursor + count)))

    def nearest(share: float) -> bool:
        return on_turn(max(0, min(series.last, round(share * turns))))

    value = f"{date_words(series.dates[cursor])}: {told_at(series, cursor)}"
    pointer = region(series.variable.title, lambda rect, layout: frame_of(rect, layout, series).plot,
                     value=value, key=f"cursor:{series.about}")  # fmt: skip
    pointer = pointer.having(role="slider", on_step=step, on_fraction=nearest, on_hover=nearest, about=series.about)
    name = _("{title} over time").format(title=series.variable.title)
    shown = canvas(name, paint, width=240, height=height, lowest=lowest, value=summary(series), regions=[pointer],
                   key=f"plot:{series.about}")  # fmt: skip
    return kept(shown, (series, tuple(marks)), over=over).having(about=series.about)


def frame_of(rect: Rect, layout: Layout, series: Series) -> Frame:
    """Return where the plot stands in a rectangle, with room for the numbers of its scale."""
    low, high = span(series)
    top = layout.px(_TOP)
    height = max(layout.px(24), rect.h - top - layout.px(_LANE + _DATES))
    written = (
        [] if series.cases else [words for _value, words in ticks(low, high, height, layout.px(_TICK_GAP), series)]
    )
    gutter = max((layout.fonts.width(words, _WORDS) for words in written), default=0) + layout.px(10)
    inner = Rect(rect.x + gutter, rect.y + top, max(layout.px(24), rect.w - gutter - layout.px(14)), height)
    return Frame(layout.mirrored(inner, rect), low, high, len(series.dates) - 1, layout.rtl)


def span(series: Series) -> tuple[float, float]:
    """Return the lowest and highest value of the scale: all that is drawn, and a little room."""
    if series.cases:
        return -0.6, len(series.cases) - 0.2
    every = [value + sign * noise for value, noise in zip(series.values, series.noise, strict=True) for sign in (-1, 1)]
    every += series.idle
    if series.ahead:
        every += [*series.ahead.lines[LOWEST], *series.ahead.lines[HIGHEST], *series.ahead.nothing]
    low, high, one = min(every), max(every), series.variable
    declared = (one.high - one.low) * _LEAST_SPAN if one.low is not None and one.high is not None else 0.0
    least = max(declared, 1e-6 * max(abs(low), abs(high), 1.0))
    room = max(0.06 * (high - low), (least - (high - low)) / 2)
    return low - room, high + room


def ticks(low: float, high: float, height: int, gap: int, series: Series) -> list[tuple[float, str]]:
    """Return round values of the scale with their words, at least `gap` of `height` pixels apart."""
    shown = 100.0 if series.variable.unit == "share" else 1.0
    step = _round_step(shown * (high - low) * gap / max(1, height))
    places = max(0, -math.floor(math.log10(step) + 1e-9)) + (1 if f"{step:e}"[2] == "5" and step < 10 else 0)
    first, last = math.ceil(shown * low / step - 1e-9), math.floor(shown * high / step + 1e-9)
    percent = "\u00a0%" if series.variable.unit == "share" else ""
    return [
        (number * step / shown, spoken().number(number * step, places) + percent) for number in range(first, last + 1)
    ]


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= least * (1 - 1e-9))


def draw(brush: Brush, rect: Rect, series: Series, marks: Sequence[Mark]) -> None:
    """Draw everything but the cursor."""
    frame = frame_of(rect, brush.layout, series)
    _draw_future(brush, frame, series)
    _draw_scale(brush, frame, series)
    _draw_dates(brush, rect, frame, series)
    if series.cases:
        _draw_steps(brush, frame, series)
    else:
        _draw_fan(brush, frame, series)
        _draw_seen(brush, frame, series)
    _draw_now(brush, frame, series)
    _draw_marks(brush, frame, marks)


def _draw_future(brush: Brush, frame: Frame, series: Series) -> None:
    """Tint what has not happened yet."""
    if series.now >= frame.turns:
        return
    start, end = sorted((round(frame.x(series.now)), round(frame.x(frame.turns))))
    ahead = Rect(start, frame.plot.top, end - start, frame.plot.h)
    brush.surface.fill(mixed(brush.palette.ground, brush.palette.panel, 0.8), ahead)


def _draw_scale(brush: Brush, frame: Frame, series: Series) -> None:
    plot, palette = frame.plot, brush.palette
    if series.cases:
        for number, case in enumerate(series.cases):
            y = round(frame.at(0, number)[1])
            pygame.draw.line(brush.surface, palette.line, (plot.left, y), (plot.right, y))
            side, anchor = (plot.right, "bottomright") if frame.rtl else (plot.left, "bottomleft")
            brush.write(case, (side, y - brush.px(6)), _WORDS, anchor)
        return
    for value, words in ticks(frame.low, frame.high, plot.h, brush.px(_TICK_GAP), series):
        y = round(frame.at(0, value)[1])
        pygame.draw.line(brush.surface, palette.line, (plot.left, y), (plot.right, y), brush.px(1))
        if frame.rtl:
            brush.write(words, (plot.right + brush.px(8), y), _WORDS, "midleft")
        else:
            brush.write(words, (plot.left - brush.px(8), y), _WORDS, "midright")


def _draw_dates(brush: Brush, rect: Rect, frame: Frame, series: Series) -> None:
    """Write as many dates as there is room for, the first always, with a tick for every turn."""
    y = frame.plot.bottom + brush.px(_LANE)
    widest = max(brush.fonts.width(date_words(date), _WORDS) for date in series.dates)
    every = max(1, math.ceil((widest + brush.px(14)) / max(1.0, frame.plot.w / max(1, frame.turns))))
    written: list[Rect] = []
    for turn, date in enumerate(series.dates):
        x = round(frame.x(turn))
        pygame.draw.line(
            brush.surface, brush.palette.edge, (x, frame.plot.bottom), (x, frame.plot.bottom + brush.px(3))
        )
        run = Rect(0, 0, brush.fonts.width(date_words(date), _WORDS), brush.fonts.line_height(_WORDS))
        run.midtop = (x, y)
        run.clamp_ip(rect.x, run.y, rect.w, run.h)
        if turn % every == 0 and run.w <= rect.w and run.inflate(brush.px(8), 0).collidelist(written) < 0:
            written.append(run)
            brush.write(date_words(date), run.topleft, _WORDS)
    pygame.draw.line(brush.surface, brush.palette.edge, frame.plot.bottomleft, frame.plot.bottomright)


def _draw_fan(brush: Brush, frame: Frame, series: Series) -> None:
    ahead, palette = series.ahead, brush.palette
    if ahead is None:
        return

    def points(values: Sequence[float]) -> list[Point]:
        return [frame.at(series.now + turn, value) for turn, value in enumerate(values)]

    for below, above, share in BANDS:
        outline = [*points(ahead.lines[below]), *reversed(points(ahead.lines[above]))]
        if len(outline) > 2:
            pygame.draw.polygon(brush.surface, mixed(palette.ground, palette.question, share), outline)
    _draw_line(brush, points(ahead.lines[MIDDLE]), palette.question_ink, 2.0)
    nothing = points(ahead.nothing)
    _draw_dashed(brush, nothing, palette.choice_ink)
    _name_nothing(brush, frame, nothing)


def _name_nothing(brush: Brush, frame: Frame, nothing: Sequence[Point]) -> None:
    """Write what the dashes ahead are, at their far end."""
    words, look = _("doing nothing"), style("label", "choice_ink", family="condensed")
    run = Rect(0, 0, brush.fonts.width(words, look), brush.fonts.line_height(look))
    if run.w > frame.plot.w // 3:
        return
    x, y = nothing[-1]
    setattr(run, "bottomleft" if frame.rtl else "bottomright", (round(x), round(y) - brush.px(4)))
    brush.write(words, run.clamp(frame.plot).topleft, look)


def _draw_seen(brush: Brush, frame: Frame, series: Series) -> None:
    """Draw what was seen, in the band of its noise, with what doing nothing would have led to in dashes."""
    points = [frame.at(turn, value) for turn, value in enumerate(series.values)]
    if any(series.noise):
        _draw_noise(brush, frame, series)
    if series.differs:
        _draw_dashed(brush, [frame.at(turn, value) for turn, value in enumerate(series.idle)], brush.palette.choice_ink)
    _draw_line(brush, points, brush.palette.ink, 2.2)
    for point in points:
        brush.dot(point, brush.px(3), brush.palette.ink)


def _draw_noise(brush: Brush, frame: Frame, series: Series) -> None:
    colour = mixed(brush.palette.ground, brush.palette.ink, NOISE_SHARE)
    told = list(enumerate(zip(series.values, series.noise, strict=True)))
    above = [frame.at(turn, value + noise) for turn, (value, noise) in told]
    below = [frame.at(turn, value - noise) for turn, (value, noise) in told]
    if len(told) > 1:
        pygame.draw.polygon(brush.surface, colour, [*above, *reversed(below)])
        return
    (x, top), (_x, bottom) = above[0], below[0]
    brush.fill(Rect(round(x) - brush.px(3), round(top), brush.px(6), max(2, round(bottom - top))), colour)


def _draw_steps(brush: Brush, frame: Frame, series: Series) -> None:
    """Draw which case of a switch held when, as steps."""
    for values, colour in (
        (series.idle if series.differs else (), brush.palette.choice_ink),
        (series.values, brush.palette.ink),
    ):
        corners: list[Point] = []
        for turn, value in enumerate(values):
            if turn:
                corners.append(frame.at(turn, values[turn - 1]))
            corners.append(frame.at(turn, value))
        if colour == brush.palette.ink:
            _draw_line(brush, corners, colour, 2.6)
            brush.dot(corners[-1], brush.px(4), colour)
        else:
            _draw_dashed(brush, corners, colour)


def _draw_line(brush: Brush, points: Sequence[Point], colour: Colour, width: float) -> None:
    for one, other in pairwise(points):
        pygame.draw.aaline(brush.surface, colour, one, other, width=max(2, brush.px(width)))


def _draw_dashed(brush: Brush, points: Sequence[Point], colour: Colour) -> None:
    for one, other in pairwise(points):
        draw_dashes(brush, one, other, colour, width=max(2, brush.px(1.6)))


def _draw_now(brush: Brush, frame: Frame, series: Series) -> None:
    x, plot = round(frame.x(series.now)), frame.plot
    draw_dashes(brush, (x, plot.top - brush.px(4)), (x, plot.bottom), brush.palette.edge, dash=3)
    words = _("now")
    run = Rect(0, 0, brush.fonts.width(words, _BOLD), brush.fonts.line_height(_BOLD))
    run.midbottom = (x, plot.top - brush.px(4))
    brush.write(words, run.clamp(plot.x, run.y, plot.w, run.h).topleft, _BOLD)


def _draw_marks(brush: Brush, frame: Frame, marks: Sequence[Mark]) -> None:
    """Draw a diamond for own choices and a ring for events between the turns they stand between."""
    y = frame.plot.bottom + brush.px(_LANE / 2)
    for turn, kinds in _by_turn(marks):
        x = frame.x(turn - 0.5)
        for number, kind in enumerate(kinds):
            draw_mark(brush, (x + (number - (len(kinds) - 1) / 2) * brush.px(13), y), kind)


def _by_turn(marks: Sequence[Mark]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for turn in sorted({one.turn for one in marks}):
        yield turn, tuple(dict.fromkeys(one.kind for one in marks if one.turn == turn))


def draw_mark(brush: Brush, at: Point, kind: str) -> None:
    """Draw a filled diamond for a choice, a ring for an event."""
    size = brush.px(5)
    if kind == "event":
        brush.dot(at, size, brush.palette.question_ink, max(2, brush.px(1.6)))
        return
    x, y = at
    pygame.draw.polygon(
        brush.surface, brush.palette.choice_ink, [(x - size, y), (x, y - size), (x + size, y), (x, y + size)]
    )


def draw_cursor(brush: Brush, rect: Rect, series: Series, cursor: int) -> None:
    """Draw a line at the turn that is read, and dots on what is read there."""
    frame, palette = frame_of(rect, brush.layout, series), brush.palette
    x = round(frame.x(cursor))
    pygame.draw.line(
        brush.surface, palette.focus, (x, frame.plot.top), (x, frame.plot.bottom + brush.px(4)), brush.px(1)
    )
    if cursor <= series.now:
        at, words = frame.at(cursor, series.values[cursor]), value_at(series, cursor)
    elif series.ahead and cursor <= series.last:
        value = series.ahead.lines[MIDDLE][cursor - series.now]
        at, words = frame.at(cursor, value), amount(value, series.variable.unit)
    else:
        return
    brush.dot(at, brush.px(6), palette.ground)
    brush.dot(at, brush.px(5), palette.focus)
    _write_flag(brush, frame, at, words)


def _write_flag(brush: Brush, frame: Frame, at: Point, words: str) -> None:
    """Write the value read beside its dot, on a ground of its own, where there is room."""
    run = Rect(0, 0, brush.fonts.width(words, _BOLD) + brush.px(12), brush.fonts.line_height(_BOLD) + brush.px(4))
    if run.w > frame.plot.w // 2:
        return
    far = brush.px(10)
    right = at[0] + far + run.w <= frame.plot.right
    run.bottomleft = (round(at[0] + far if right else at[0] - far - run.w), round(at[1]) - brush.px(6))
    run.clamp_ip(frame.plot)
    brush.fill(run, brush.palette.raised, brush.px(3))
    brush.outline(run, brush.palette.focus, max(1, brush.px(1)), brush.px(3))
    brush.write(words, run.center, _BOLD, "center")
