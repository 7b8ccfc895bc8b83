"""Why a number changed, as bars that add up: from what it was, over each contribution, to what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pygame
from pygame import Rect

from escalation_game.play.view import Part
from escalation_game.ui.amounts import amount, change_sign
from escalation_game.ui.kit import Brush, Element, TextStyle, canvas, column, kept, panel, row, span, style, text
from escalation_game.ui.language import _, tell
from escalation_game.ui.theme import ColourRole

_BAR = 26  #: logical pixels
_NUMBER = 150
_ROOM = 0.06  #: of the scale, free at either end


@dataclass(frozen=True, slots=True)
class _Step:
    """One bar from `start` to `end`, shares of the width; `before` is where the bar above ended."""

    start: float
    end: float
    before: float | None
    colour: ColourRole
    framed: bool = False


def waterfall(before: tuple[str, float], parts: Sequence[Part], after: tuple[str, float], unit: str,
              on_cause: Callable[[Part], Callable[[], object] | None], *, width: int) -> Element:  # fmt: skip
    """Return the rows: (label, value) before, a row for each part, (label, value) after.

    Bars are `width` logical pixels wide; 0 puts them under the words. Bars of one's own choices are framed. `on_cause` returns
    what a row leads to, None for nothing.
    """
    levels = list(accumulate((part.amount for part in parts), initial=before[1]))
    place = _scale([*levels, after[1]])
    rows = [_total(before, unit, _Step(place(before[1]), place(before[1]), None, "ink"), "before", width)]
    for part, start, end in zip(parts, levels, levels[1:], strict=False):
        colour: ColourRole = "choice" if part.amount > 0 else "question"
        step = _Step(place(start), place(end), place(start), colour, framed=part.own)
        rows.append(_contribution(part, unit, step, on_cause(part), width))
    rows.append(_total(after, unit, _Step(place(after[1]), place(after[1]), place(levels[-1]), "ink"), "after", width))
    return column(*rows, gap=2, role="list", name=_("What the change is made of"), key="waterfall")


def _scale(levels: Sequence[float]) -> Callable[[float], float]:
    """Return where a value stands in the width. The scale shows the changes, not the distance from nothing."""
    low, high = min(levels), max(levels)
    width = max(high - low, 1e-12 * max(abs(low), abs(high), 1.0))
    return lambda value: _ROOM + (1 - 2 * _ROOM) * (value - low) / width


def _total(at: tuple[str, float], unit: str, step: _Step, key: str, width: int) -> Element:
    words, said = at[0], amount(at[1], unit)
    line = _line(text(words, style=style(bold=True)), words, said, step, style(bold=True), width)
    return line.having(role="listitem", name=words, value=said, key=f"total:{key}")


def _contribution(part: Part, unit: str, step: _Step, on_activate: Callable[[], object] | None, width: int) -> Element:
    size, name = f"{change_sign(part.amount)} {amount(part.amount, unit, signed=True)}", tell(part.title)
    mine = _("your choice") if part.own else ""
    leads = span("  " + _("why?"), "small", "question_ink") if on_activate else None
    title = [
        span(name),
        *([span(f"  {mine}", "small", "choice_ink", family="condensed")] if mine else []),
        *([leads] if leads else []),
    ]
    reason = text(part.because, style=style("small", "muted")) if part.because else None
    look = style(colour="choice_ink" if part.amount > 0 else "question_ink", bold=True)
    line = _line(column(text(*title), reason, gap=1), name, size, step, look, width)
    said = ", ".join(one for one in (size, mine, part.because) if one)
    role = "button" if on_activate else "listitem"
    return line.having(role=role, name=name, value=said, key=f"part:{part.cause}:{part.title}", on_activate=on_activate)


def _line(words: Element, name: str, said: str, step: _Step, look: TextStyle, width: int) -> Element:
    """Return a row in which all bars stand below each other: beside the words, or under them where `width` is 0."""
    bar = _bar(name, said, step, width or 60)
    if width:
        number = text(said, style=look, align="end").at(width=_NUMBER)
        inside = row(words.at(weight=1), bar.at(width=width), number, gap=14, align="center", folds=False)
    else:
        inside = column(row(words.at(weight=1), text(said, style=look), gap=10), bar, gap=2)
    return panel(inside, fill=None, padding=(10, 4))


def _bar(name: str, said: str, step: _Step, width: int) -> Element:
    def paint(brush: Brush, rect: Rect) -> None:
        _draw_step(brush, rect, step)

    drawn = canvas(name, paint, width=width, height=_BAR + 10, value=said, key=f"bar:{name}:{said}").having(role="none")
    return kept(drawn, step)


def _draw_step(brush: Brush, rect: Rect, step: _Step) -> None:
    """Draw the bar, and a hairline that comes down from where the bar above ended."""

    def x(share: float) -> int:
        return round(rect.right - share * rect.w if brush.layout.rtl else rect.x + share * rect.w)

    high = brush.px(_BAR)
    top = rect.centery - high // 2
    if step.before is not None:
        at = x(step.before)
        pygame.draw.line(brush.surface, brush.palette.edge, (at, rect.top), (at, top + high), max(1, brush.px(1)))
    if step.start == step.end and step.colour == "ink":
        mark = Rect(0, 0, brush.px(12), high)
        mark.center = (x(step.end), rect.centery)
        brush.fill(mark, brush.palette.ink, brush.px(2))
        return
    left, right = sorted((x(step.start), x(step.end)))
    bar = Rect(left, top, max(brush.px(2), right - left), high)
    brush.fill(bar, brush.colour(step.colour), 0)
    if step.framed:
        brush.outline(bar.inflate(brush.px(6), brush.px(6)).clip(rect), brush.palette.ink, brush.px(2))
    at = x(step.end)
    pygame.draw.line(brush.surface, brush.palette.edge, (at, top), (at, rect.bottom), max(1, brush.px(1)))
