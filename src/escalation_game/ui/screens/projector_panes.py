"""What a class reads from the back row: large numbers, headlines, and the cards of the move without anybody's secrets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from escalation_game.play.view import Action, Variable, View
from escalation_game.ui.amounts import amount, change_sign, change_words, date_words, value_words
from escalation_game.ui.asking import OnWhy, about, asking
from escalation_game.ui.cards import action_card
from escalation_game.ui.gauges import figure, source_lines
from escalation_game.ui.kit import (
    Element,
    column,
    grid,
    heading,
    label,
    padded,
    panel,
    row,
    scroll,
    span,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _, spoken, tell
from escalation_game.ui.newspaper import printed
from escalation_game.ui.theme import ColourRole

_GAUGES = 6  #: more numbers than these are not taken in from the back of a room


def projected_header(view: View, buttons: Element) -> Element:
    """Return the line at the top: scenario, month and turn, and the ways out."""
    turn = _("turn {number} of {turns}").format(number=min(view.turn + 1, view.turns), turns=view.turns)
    when = text(span(date_words(view.date), "lead", bold=True), span(f"  ·  {turn}", "lead", "muted"))
    said = column(heading(view.title, "headline"), when, gap=2)
    return padded(row(said.at(weight=1, min_width=200), buttons, gap=20, align="center"), (24, 9))


def projected_situation(view: View, on_why: OnWhy, *, wide: bool) -> Element:
    """Return the numbers that everybody knows beside what everybody read; below each other where it is not `wide`."""
    numbers = projected_gauges(view, on_why)
    if not wide:
        news = printed(view, on_why, key="paper", scrolls=False)
        return padded(scroll(numbers, news, key="situation", gap=14), (20, 12))
    left = padded(scroll(numbers, key="situation"), (20, 14)).at(weight=11)
    return row(left, printed(view, on_why, key="paper").at(weight=9, min_width=340), gap=0, folds=False)


def projected_gauges(view: View, on_why: OnWhy) -> Element:
    """Return the watched numbers in large type, two beside each other."""
    each = [_gauge(view.variable(name), on_why) for name in view.watch[:_GAUGES]]
    if not each:
        return text(_("There is no number that everybody knows."), style=style("lead", "muted"))
    return grid(*each, min_width=205, gap=10, most=2, role="list", name=_("What everybody knows"), key="gauges")


def _gauge(variable: Variable, on_why: OnWhy) -> Element:
    title = text(variable.title, style=style("lead", "muted", family="condensed", bold=True))
    words = change_words(variable)
    sign = span(f"{change_sign(variable.change)} {words}", "lead", _colour(variable.change), bold=True)
    said = ", ".join(part for part in (value_words(variable), words, _reason(variable)) if part)
    body = panel(title, figure(variable), text(sign), _because(variable), padding=(16, 12), gap=2)
    shown = body.having(name=variable.title, value=said, key=f"gauge:{variable.name}")
    return asking(shown, about(variable), on_why)


def _colour(change: float) -> ColourRole:
    return "choice_ink" if change > 0 else "question_ink" if change < 0 else "muted"


def _because(variable: Variable) -> Element | None:
    reason = _reason(variable)
    return text(reason, style=style("body", "muted"), max_lines=2) if reason else None


def _reason(variable: Variable) -> str:
    """Return what moved it most the way it went, as far as that is public."""
    same_way = [part for part in variable.parts if part.amount * variable.change > 0 or variable.kind == "switch"]
    return tell(same_way[0].title) if same_way and variable.change else ""


def projected_why(variable: Variable) -> list[Element]:
    """Return what moved a number, as far as everybody knows, what it means, and where it comes from."""
    parts = [
        text(
            span(f"{change_sign(part.amount)} {amount(part.amount, variable.unit, signed=True)}  ", "lead", _colour(part.amount), bold=True),
            span(tell(part.title), "lead"),
        )
        for part in variable.parts
    ]  # fmt: skip
    nothing = text(_("Nothing moved it this turn."), style=style("lead", "muted"))
    now = text(span(value_words(variable), "title", bold=True), span(f"  {change_words(variable)}", "lead", "muted"))
    note = text(variable.note) if variable.note else None
    told = [now, *(parts or [nothing]), note, *source_lines(variable.sources)]
    return [one.having(about=about(variable)) for one in told if one is not None]


def projected_cards(view: View, chosen: Sequence[str], step: str, on_toggle: Callable[[str], object]) -> Element:
    """Return the cards of the move: what everybody may know of each, and no reason why one cannot be had."""
    seen = {variable.name: variable for variable in view.variables}
    cards = [action_card(_publicly(one), seen, step, _order(one, chosen), on_toggle) for one in view.actions]
    title = spoken().plural("Choose {count}", "Choose up to {count}", view.choices)
    shown = grid(*cards, min_width=300, gap=10, most=3, role="list", name=_("Your move"), key="cards")
    return padded(column(label(title, level=2), scroll(shown, key="moves").at(weight=1), gap=8), (20, 12))


def _publicly(action: Action) -> Action:
    """The card with less to read, and for one that cannot be had nothing but that."""
    barred = "" if action.available or action.chosen else _("not possible now")
    return replace(action, summary="", reason=barred)


def _order(action: Action, chosen: Sequence[str]) -> int:
    return chosen.index(action.name) + 1 if action.name in chosen else 0
