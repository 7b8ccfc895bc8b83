"""Forecasts as fans and in words: what an action does to what is wanted and watched, against doing nothing this turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pygame
from pygame import Rect

from escalation_game.futures.forecast import Forecast
from escalation_game.play.view import Objective, Variable, View
from escalation_game.ui.amounts import amount, date_words
from escalation_game.ui.charts import Point, draw_dashes
from escalation_game.ui.kit import Brush, Element, canvas, column, flow, kept, label, mixed, span, style, text
from escalation_game.ui.language import _, spoken, tell
from escalation_game.ui.outlook import Advice
from escalation_game.ui.theme import ColourRole

_BANDS = ((1, 5), (2, 4))  #: places of the 10–90 % and 25–75 % lines in a fan
_MIDDLE = 3
_SIGNS = {"up": "▲", "down": "▼", "mixed": "◆", "same": "—"}


@dataclass(frozen=True, slots=True)
class Fan:
    """One variable ahead: values by turn for each line of a fan, and the middle line without the action. The first turn is now."""

    lines: tuple[tuple[float, ...], ...]
    without: tuple[float, ...]
    unit: str
    dates: tuple[str, str]


def outlook_line(forecast: Forecast | None, objectives: Sequence[Objective]) -> Element:
    """Return one line under a card: which way the action moves each objective in most futures."""
    look = style("small", "muted", family="condensed")
    if forecast is None:
        ahead = [text(one.title, style=replace(look, colour="faint")) for one in objectives[1:]]
        return flow(text(_("Looking ahead…"), style=look), *ahead, gap=10, row_gap=1)
    parts = [_toward(forecast, one) for one in objectives if ("objective", one.name) in forecast.watched]
    return flow(*parts, gap=10, row_gap=1)


def _toward(forecast: Forecast, one: Objective) -> Element:
    way = forecast.direction("objective", one.name)
    good = (way == "up") == (one.better == "higher")
    colour: ColourRole = "muted" if way in {"mixed", "same"} else "good_ink" if good else "alarm_ink"
    words = {"mixed": _("mixed"), "same": _("the same")}.get(way, _("better") if good else _("worse"))
    return text(
        span(f"{_SIGNS[way]} {words} ", "small", colour, family="condensed", bold=True),
        span(one.title, "small", "muted", family="condensed"),
    )


def advice_told(advice: Sequence[Advice], view: View) -> list[Element]:
    """Return what each adviser would do this turn, with the number behind it; they need not agree."""
    titles = {action.name: action.title for action in view.actions}
    if not advice:
        return []
    return [label(_("Advice"), level=2), *(_advised(one, titles) for one in advice)]


def _advised(one: Advice, titles: Mapping[str, str]) -> Element:
    who = text(span(one.adviser.lens_title, "small", "ink", bold=True))
    looks = text(
        _("looks at {objective}").format(objective=one.adviser.objective_title),
        style=style("small", "muted", family="condensed"),
    )
    share = spoken().share(one.better) if one.better < 0.995 else f"> {spoken().share(0.99)}"  # futures are a sample
    if one.action:
        said = text(
            span(f"{titles.get(one.action, one.action)}: ", "small"),
            span(_("better in {share}").format(share=share), "small", "question_ink", bold=True),
        )
    else:
        said = text(span(_("Wait: no card is better more often than worse."), "small"))
    return column(who, looks, said, gap=1)


def outlook_detail(
    forecast: Forecast, objectives: Sequence[Objective], seen: Mapping[str, Variable], dates: Sequence[str]
) -> list[Element]:
    """Return the fan of what is moved most, and each objective in words. `dates` are the turns' from now on."""
    told = [
        text(_in_words(forecast, one), style=style("small")) for one in objectives if one.name in forecast.objectives
    ]
    until = date_words(dates[min(forecast.reach, len(dates) - 1)])
    basis = _(
        "{count} futures to {date}, against doing nothing this turn; later turns follow the usual course."
    ).format(count=spoken().number(forecast.futures), date=until)
    note = (
        text(
            _("Little evidence: {count} particles.").format(count=round(forecast.effective)),
            style=style("small", "choice_ink"),
        )
        if forecast.note
        else None
    )
    name = most_moved(forecast, seen)
    chart = None
    if name:
        title = text(
            _("{title}, with this and (dashed) without").format(title=seen[name].title),
            style=style("small", "muted", family="condensed", bold=True),
        )
        chart = column(
            title,
            fan_chart(seen[name], fan_of(forecast, seen[name], (dates[0], dates[min(forecast.reach, len(dates) - 1)]))),
            gap=3,
        )
    return [one for one in (chart, *told, note, text(basis, style=style("small", "muted"))) if one is not None]


def _in_words(forecast: Forecast, one: Objective) -> str:
    compared = forecast.objectives[one.name]
    if compared.better == compared.worse == 0.0:
        return _("{title}: the same in every future").format(title=one.title)
    return _("{title}: better in {better} of futures ({words}), worse in {worse}").format(
        title=one.title,
        words=tell(compared.words),
        better=spoken().share(compared.better),
        worse=spoken().share(compared.worse),
    )


def most_moved(forecast: Forecast, seen: Mapping[str, Variable]) -> str:
    """The watched variable whose middle moves furthest for the width of its fan; "" when nothing moves."""
    ranked = sorted(_shifts(forecast, seen), reverse=True)
    return ranked[0][1] if ranked and ranked[0][0] > 0.02 else ""


def _shifts(forecast: Forecast, seen: Mapping[str, Variable]) -> Iterator[tuple[float, str]]:
    for place, (kind, name) in enumerate(forecast.watched):
        if kind == "objective" or name not in seen:
            continue
        shift = max(abs(float(gap)) for gap in forecast.fan[:, place, _MIDDLE] - forecast.baseline[:, place, _MIDDLE])
        width = max(float(forecast.baseline[-1, place, 5] - forecast.baseline[-1, place, 1]), 1e-9)
        yield shift / width, name


def fan_of(forecast: Forecast, variable: Variable, dates: tuple[str, str]) -> Fan:
    """The fan of one watched variable."""
    place = next(
        place for place, (kind, name) in enumerate(forecast.watched) if name == variable.name and kind != "objective"
    )
    lines = tuple(tuple(float(value) for value in forecast.fan[:, place, line]) for line in range(7))
    without = tuple(float(value) for value in forecast.baseline[:, place, _MIDDLE])
    return Fan(lines, without, variable.unit, dates)


def fan_chart(variable: Variable, fan: Fan, *, width: int = 320, height: int = 130) -> Element:
    """Return a fan: where 80 % and half of the futures lie, the middle one, and the middle without the action."""

    def paint(brush: Brush, rect: Rect) -> None:
        draw_fan(brush, rect, fan)

    said = _("by {date}: {low} to {high} in 80 % of futures, the middle {middle}; without it {without}").format(
        date=date_words(fan.dates[1]), low=amount(fan.lines[1][-1], ""), high=amount(fan.lines[5][-1], ""),
        middle=amount(fan.lines[_MIDDLE][-1], variable.unit), without=amount(fan.without[-1], variable.unit),
    )  # fmt: skip
    return kept(
        canvas(
            _("{title} ahead").format(title=variable.title),
            paint,
            width=width,
            height=height,
            value=said,
            key=f"fan:{variable.name}",
        ),
        fan,
    )


def draw_fan(brush: Brush, rect: Rect, fan: Fan) -> None:
    """Draw scale, bands, the middle line, and dashes for the middle without the action."""
    words = style("label", "muted", family="condensed")
    low, high = min(*fan.lines[1], *fan.without), max(*fan.lines[5], *fan.without)
    high = high if high > low else low + 1.0
    numbers = [amount(value, fan.unit) for value in (high, low)]
    gutter = max(brush.fonts.width(number, words) for number in numbers) + brush.px(8)
    plot = brush.layout.mirrored(
        Rect(rect.x + gutter, rect.y + brush.px(8), rect.w - gutter - brush.px(4), rect.h - brush.px(30)), rect
    )

    def points(values: Sequence[float]) -> list[Point]:
        step = plot.w / max(1, len(values) - 1)
        xs = [plot.right - step * turn if brush.layout.rtl else plot.left + step * turn for turn in range(len(values))]
        return [(x, plot.bottom - (value - low) / (high - low) * plot.h) for x, value in zip(xs, values, strict=True)]

    _draw_scale(brush, plot, numbers, fan.dates)
    for share, (below, above) in zip((0.35, 0.6), _BANDS, strict=True):
        outline = [*points(fan.lines[below]), *reversed(points(fan.lines[above]))]
        pygame.draw.polygon(brush.surface, mixed(brush.palette.ground, brush.palette.question, share), outline)
    for one, other in pairwise(points(fan.lines[_MIDDLE])):
        pygame.draw.aaline(brush.surface, brush.palette.ink, one, other, width=max(2, brush.px(1.6)))
    for one, other in pairwise(points(fan.without)):
        draw_dashes(brush, one, other, brush.palette.choice, width=max(2, brush.px(1.5)))


def _draw_scale(brush: Brush, plot: Rect, numbers: Sequence[str], dates: tuple[str, str]) -> None:
    words = style("label", "muted", family="condensed")
    for number, y in zip(numbers, (plot.top, plot.bottom), strict=True):
        pygame.draw.line(brush.surface, brush.palette.line, (plot.left, y), (plot.right, y))
        if brush.layout.rtl:
            brush.write(number, (plot.right + brush.px(8), y), words, "midleft")
        else:
            brush.write(number, (plot.left - brush.px(8), y), words, "midright")
    near, far = (plot.right, plot.left) if brush.layout.rtl else (plot.left, plot.right)
    brush.write(
        date_words(dates[0]), (near, plot.bottom + brush.px(5)), words, "topright" if brush.layout.rtl else "topleft"
    )
    brush.write(
        date_words(dates[1]), (far, plot.bottom + brush.px(5)), words, "topleft" if brush.layout.rtl else "topright"
    )
