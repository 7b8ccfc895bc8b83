"""Action cards: what can be done, what it costs, when it is felt, and which way it pushes what one sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from escalation_game.play.view import Action, Cost, Effect, Variable
from escalation_game.ui.amounts import amount, change_sign, steps_words
from escalation_game.ui.gauges import source_lines
from escalation_game.ui.kit import (
    Element,
    card,
    chip,
    column,
    cost_dots,
    flow,
    heading,
    row,
    span,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _, tell
from escalation_game.ui.theme import ColourRole


@dataclass(frozen=True, slots=True)
class Ahead:
    """What forecasts say of an action: a line on its card, and more in its details."""

    line: Element | None
    detail: Callable[[], Sequence[Element]]


NOTHING_AHEAD = Ahead(None, tuple)
_MOST_CHIPS = 4
_MOST_DOTS = 5  #: a cost of more points than this is written, not drawn
_STRONG = 0.08  #: of a variable's range: an effect that large is shown with two signs


def action_card(
    action: Action,
    variables: dict[str, Variable],
    step: str,
    order: int,
    on_toggle: Callable[[str], object],
    ahead: Ahead = NOTHING_AHEAD,
) -> Element:
    """Return the card of an action. `order` is its place among what is chosen (1 is first), 0 when it is not chosen.

    `step` is the calendar's step, in which times are told. Activating it calls `on_toggle` with its name. `ahead` is what forecasts say of it.
    """
    refused = "" if action.chosen or action.available else tell(action.reason)
    faded: ColourRole = "faint" if refused else "muted"
    return card(
        action.title,
        text(action.summary, style=style("small", faded if refused else "ink")) if action.summary else None,
        text(_terms(action, step), style=style("small", "muted", family="condensed")),
        _refusal(refused) if refused else effect_chips(action.effects, variables),
        None if refused else ahead.line,
        checked=action.chosen,
        on_activate=lambda: on_toggle(action.name),
        trailing=_badge(order) if order else _dots(action.costs),
        disabled=refused,
        key=f"action:{action.name}",
        detail=lambda: action_detail(action, step, ahead.detail()),
    ).having(about=f"action:{action.name}")


def cost_words(costs: Iterable[Cost]) -> str:
    """Return a cost in words: "8 political capital"."""
    told = [_cost(cost) for cost in costs if cost.amount]
    return " + ".join(told) if told else _("no cost")


def _cost(cost: Cost) -> str:
    title = cost.title[:1].lower() + cost.title[1:]
    return f"{amount(cost.amount, cost.unit)} {title}"


def _terms(action: Action, step: str) -> str:
    """Return cost, lag and whether it was used before on one line."""
    parts = [cost_words(action.costs), lag_words(action.effects, step)]
    if action.used:
        parts.append(_("✓ chosen {time} ago").format(time=steps_words(action.used, step)))
    return " · ".join(part for part in parts if part)


def lag_words(effects: Iterable[Effect], step: str) -> str:
    """Return when the first and the last effect are first felt."""
    lags = sorted({effect.after for effect in effects})
    if not lags:
        return ""
    if lags == [0]:
        return _("felt at once")
    if lags[0] == 0:
        return _("felt at once, fully after {time}").format(time=steps_words(lags[-1], step))
    return _("felt after {time}").format(time=steps_words(lags[0], step))


def effect_chips(effects: Iterable[Effect], variables: dict[str, Variable]) -> Element | None:
    """Return one chip for each variable that is pushed, with the direction as a shape; the strongest come first."""
    pushed: dict[str, Effect] = {}
    for effect in effects:
        pushed.setdefault(effect.variable, effect)
    ranked = sorted(pushed.values(), key=lambda effect: -_strength(effect, variables))
    if not ranked:
        return None
    chips = [_chip(effect, variables) for effect in ranked[:_MOST_CHIPS]]
    if len(ranked) > _MOST_CHIPS:
        more = _("+{count} more").format(count=len(ranked) - _MOST_CHIPS)
        chips.append(chip(text(more, style=style("small", "muted", family="condensed"))))
    return flow(*chips, gap=6, row_gap=5)


def _chip(effect: Effect, variables: dict[str, Variable]) -> Element:
    colour: ColourRole = "choice_ink" if effect.direction > 0 else "question_ink" if effect.direction < 0 else "ink"
    sign = change_sign(effect.direction) if effect.direction else "→"
    if effect.direction and _strength(effect, variables) >= _STRONG:
        sign += sign
    return chip(text(span(f"{sign} {effect.title}", "small", colour, family="condensed")))


def _strength(effect: Effect, variables: dict[str, Variable]) -> float:
    """Return how much an effect changes in all, as a share of the range of its variable; 0 when that is not known."""
    variable = variables.get(effect.variable)
    if variable is None or effect.amount is None or variable.low is None or variable.high is None:
        return 0.0
    width = variable.high - variable.low
    return abs(effect.amount) * effect.lasts / width if width > 0 else 0.0


def _refusal(reason: str) -> Element:
    words = reason[:1].upper() + reason[1:]
    return text(f"✕ {words}", style=style("small", "choice_ink"))


def _badge(order: int) -> Element:
    return chip(text(str(order), style=style("small", "on_choice", bold=True)), colour="choice")


def _dots(costs: tuple[Cost, ...]) -> Element | None:
    """Return a small whole cost as dots; a larger one stays in words."""
    if len(costs) != 1 or costs[0].amount != int(costs[0].amount) or not 0 < costs[0].amount <= _MOST_DOTS:
        return None
    count = int(costs[0].amount)
    return cost_dots(count, count, _("costs {cost}").format(cost=cost_words(costs)))


def action_detail(action: Action, step: str, ahead: Sequence[Element] = ()) -> Element:
    """Return what F1 shows of an action: every effect with amount, time and reason, what lies ahead, and its sources."""
    title = heading(action.title, "body", level=3, family="sans")
    effects = [_effect_line(effect, step) for effect in action.effects]
    if not effects:
        effects = [text(_("What it does cannot be told in numbers."), style=style("small", "muted"))]
    forecast = column(*ahead, gap=6).having(about=f"forecast:{action.name}") if ahead else None
    told = column(title, *effects, forecast, *source_lines(action.sources), gap=6)
    return told.having(about=f"action:{action.name}")


def _effect_line(effect: Effect, step: str) -> Element:
    sign = change_sign(effect.direction) if effect.direction else "→"
    size = "" if effect.amount is None else " " + amount(effect.amount, effect.unit, signed=True)
    when = _("at once") if not effect.after else _("after {time}").format(time=steps_words(effect.after, step))
    if effect.lasts > 1:
        when += ", " + _("for {time}").format(time=steps_words(effect.lasts, step))
    return column(
        row(text(span(f"{sign} {effect.title}{size}", "small", bold=True), span(f" · {when}", "small", "muted"))),
        text(effect.because, style=style("small", "muted")) if effect.because else None,
        gap=1,
    )
