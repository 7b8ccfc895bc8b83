"""The panes of the situation room: header, objectives, situation, what others did, what is not known, and the move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from escalation_game.play.view import Action, Objective, View
from escalation_game.ui import keys
from escalation_game.ui.amounts import amount, date_words, number_and_unit, rounded_noise
from escalation_game.ui.asking import OnWhy, about, asking, why_hint
from escalation_game.ui.cards import NOTHING_AHEAD, Ahead, action_card
from escalation_game.ui.gauges import gauge, grouped
from escalation_game.ui.kit import (
    Element,
    button,
    chip,
    column,
    cost_dots,
    flow,
    heading,
    label,
    meter,
    padded,
    panel,
    row,
    scroll,
    spacer,
    span,
    style,
    text,
)  # fmt: skip
from escalation_game.ui.language import _, spoken

_MOST_DOTS = 10  #: means of more points than this are a bar, not dots


@dataclass(frozen=True, slots=True)
class Means:
    """Something that actions cost: what there is, and what is left after the choices of this turn. `about` names its variable."""

    about: str
    title: str
    unit: str
    there_is: float
    left: float
    high: float


def means_of(view: View) -> tuple[Means, ...]:
    """Return what the actions of a role cost, with what is left after what is chosen now."""
    spent: dict[str, float] = {}
    for action in view.actions:
        for cost in action.costs:
            spent[cost.variable] = spent.get(cost.variable, 0.0) + (cost.amount if action.chosen else 0.0)
    seen = {variable.name: variable for variable in view.variables}
    return tuple(
        Means(
            about(seen[name]),
            seen[name].title,
            seen[name].unit,
            seen[name].value,
            seen[name].value - used,
            seen[name].high or 0.0,
        )
        for name, used in sorted(spent.items())
        if name in seen
    )


def header(
    view: View, buttons: Sequence[Element], on_why: OnWhy, agreed: Sequence[str] = (), *, tight: bool
) -> Element:
    """Return the line at the top: scenario, time, role, means and the ways out. `tight` leaves out what can be missed.

    `agreed` is what is otherwise in this match than in others.
    """
    turn = _("turn {number} of {turns}").format(number=min(view.turn + 1, view.turns), turns=view.turns)
    when = f"{date_words(view.date)} · {turn}"
    role = _("you are {role}").format(role=_in_sentence(view.role_title))
    means = [_means(one, on_why, tight=tight) for one in means_of(view)]
    ways = row(*buttons, gap=2, align="center", folds=False)
    marks = text(" · ".join(agreed), style=style("small", "choice_ink", bold=True)) if agreed else None
    if tight:
        said = column(heading(view.title, "lead"), text(when, style=style("small", "muted")), gap=0)
        line = row(said.at(weight=1), *means, ways, gap=14, align="center")
        return padded(column(line, marks, gap=2), (20, 5))
    title = heading(view.title, "headline", wraps=False)
    said = text(f"{when} · {role}", style=style("body", "muted"))
    line = row(title, said.at(weight=1, min_width=150), *means, ways, gap=22, align="center")
    return padded(column(line, marks, gap=2), (20, 8))


def _in_sentence(title: str) -> str:
    return f"the {title[4:]}" if title.startswith("The ") else title


def _means(means: Means, on_why: OnWhy, *, tight: bool) -> Element:
    """Return what there is of a means; a click or ENTER asks why."""
    words = _("{left} of {all} left").format(
        left=number_and_unit(means.left, means.unit)[0], all=number_and_unit(means.there_is, means.unit)[0]
    )
    shown = panel(_means_shown(means, words, tight=tight), fill=None, padding=(6, 3))
    return asking(shown.having(name=means.title, value=words, key=f"means:{means.about}"), means.about, on_why)


def _means_shown(means: Means, words: str, *, tight: bool) -> Element:
    left, unit = number_and_unit(means.left, means.unit)
    of = number_and_unit(means.there_is, means.unit)[0]
    spent = f" {_('of {all}').format(all=of)}" if left != of else ""
    number = text(span(left, "lead", "choice_ink", bold=True), span(f"{spent} {unit}".rstrip(), "small", "muted"))
    if tight:
        return row(text(means.title, style=style("small", "muted")), number, gap=6, align="center")
    if 0 < means.high <= _MOST_DOTS:
        drawn = cost_dots(round(means.left), round(means.high), f"{means.title}: {words}")
    else:
        high = means.high or max(means.there_is, 1.0)
        drawn = meter(means.title, means.left / high, words, colour="choice", width=110, marks=(means.there_is / high,))
    return row(label(means.title), drawn.at(align="center", min_width=70), number, gap=9, align="center", folds=False)


def objectives_strip(objectives: Sequence[Objective], on_why: OnWhy) -> Element | None:
    """Return what is wanted, as it stands, on one line. Each asks why, and its details tell it at length."""
    if not objectives:
        return None
    each = [_wanted(one, on_why) for one in objectives]
    said = ", ".join(f"{one.title} {_standing(one)}" for one in objectives)
    caption = panel(label(_("You want")), fill=None, padding=(0, 4))
    strip = flow(caption, *each, gap=6, row_gap=0)
    return panel(strip, fill=None, padding=(16, 2)).having(
        role="region", name=_("What is wanted"), value=said, key="objectives", about=" ".join(map(about, objectives))
    )


def _wanted(one: Objective, on_why: OnWhy) -> Element:
    words = text(
        span(f"{_better(one)} ", "small", "good_ink"), span(f"{one.title} ", "small", "muted"),
        span(_standing(one), "small", bold=True),
    )  # fmt: skip
    shown = panel(words, fill=None, padding=(3, 4)).having(
        name=one.title, value=_standing(one), key=f"objective:{one.name}", detail=lambda: _objective_detail(one)
    )
    return asking(shown, about(one), on_why)


def _standing(one: Objective) -> str:
    """Return "72.0 ± 1.4": what is made of uncertain reports is uncertain itself."""
    doubt = f" ± {rounded_noise(one.noise)}" if one.noise else ""
    return (
        amount(one.value, one.unit if not doubt else "") + doubt + (f" {one.unit}" if doubt and one.unit == "%" else "")
    )


def _better(one: Objective) -> str:
    return _("more") if one.better == "higher" else _("less")


def _objective_detail(one: Objective) -> Element:
    return column(
        text(span(f"{one.title}: {_standing(one)}", "small", bold=True),
             span(_(" · more is better") if one.better == "higher" else _(" · less is better"), "small", "muted")),
        text(one.note, style=style("small", "muted")) if one.note else None,
        text(why_hint(), style=style("small", "muted")),
        gap=4,
    ).having(about=about(one))  # fmt: skip


def situation_pane(view: View, on_why: OnWhy, *, every: bool, on_every: Callable[[], object]) -> Element:
    """Return the watched gauges, and with `every` all other variables below them."""
    watched = [gauge(view.variable(name), on_why) for name in view.watch]
    others = [variable for variable in view.variables if variable.name not in view.watch]
    more = _("Only what is watched") if every else _("All {count} variables").format(count=len(view.variables))
    toggle = button(more, on_every, kind="quiet", key="every-variable", sign="▲" if every else "▼") if others else None
    rest = grouped(others, on_why) if every else []
    gauges = column(*watched, *rest, gap=4, role="list", name=_("Situation"), key="gauges")
    body = scroll(gauges, toggle, key="situation", gap=6)
    title = padded(label(_("Situation"), level=2), (10, 2))
    return padded(column(title, body.at(weight=1), gap=6), (10, 12))


def others_pane(view: View, advice: Sequence[Element], on_read: Callable[[], object]) -> Element:
    """Return the advice, what the other roles were seen to do, and what is not known. ENTER or a click calls `on_read`."""
    body = scroll(*others_told(view, advice), key="others", gap=8, lowest=84)
    name = _("Advice, what others did, and what is not known")
    return panel(body, fill=None, padding=(18, 14)).having(role="region", name=name, key="seen", on_activate=on_read)


def others_told(view: View, advice: Sequence[Element]) -> list[Element]:
    """Return the advice, what the other roles were seen to do, then what is not known."""
    return [*advice, *_seen(view), *_unknown(view)]


def _seen(view: View) -> list[Element]:
    title = label(_("Seen last turn"), level=2)
    others = [role for role in view.roles if role.name != view.role]
    if not view.turn:
        return [title, text(_("Nobody has moved yet."), style=style("small", "muted"))]
    quiet = ", ".join(role.title for role in others if not role.choices)
    nothing = text(_("Nothing was seen of {roles}.").format(roles=quiet), style=style("small", "muted"))
    return [
        title,
        *(_role_seen(role.title, role.choices) for role in others if role.choices),
        *([nothing] if quiet else []),
    ]


def _role_seen(title: str, choices: Sequence[str]) -> Element:
    name = text(title, style=style("small", "muted", family="condensed", bold=True))
    return column(name, *(text(choice, style=style("small")) for choice in choices), gap=1)


def _unknown(view: View) -> list[Element]:
    if not view.secrets:
        return []
    each = [
        column(
            text(secret.title, style=style("small", "muted", family="condensed", bold=True)),
            text(f"✓ {secret.known}", style=style("small", "good_ink"))
            if secret.known
            else text("? " + _(" or ").join(secret.labels), style=style("small")),
            gap=2,
        )
        for secret in view.secrets
    ]
    return [label(_("What is not known"), level=2), *each]


@dataclass(frozen=True, slots=True)
class Moves:
    """What the pane of the move can do."""

    toggle: Callable[[str], object]
    end_turn: Callable[[], object]
    undo: Callable[[], object]
    ahead: Callable[[str], Ahead] = lambda _action: NOTHING_AHEAD


def moves_pane(view: View, chosen: Sequence[str], step: str, moves: Moves, *, footer: bool = True) -> Element:
    """Return the cards of the move, with what is chosen and the ways to end the turn below them."""
    seen = {variable.name: variable for variable in view.variables}
    cards = [
        action_card(one, seen, step, _order(one, chosen), moves.toggle, moves.ahead(one.name)) for one in view.actions
    ]
    choices = spoken().plural("Your move · choose {count}", "Your move · choose up to {count}", view.choices)
    left = _("{count} left").format(count=max(0, view.choices_left))
    title = row(label(choices, level=2), spacer(), text(left, style=style("small", "muted", family="condensed")))
    body = scroll(column(*cards, gap=8, role="list", name=_("Your move"), key="cards"), key="moves", lowest=120)
    below = move_footer(view, chosen, moves) if footer else None
    return padded(column(title, body.at(weight=1), below, gap=9), (16, 12))


def move_footer(view: View, chosen: Sequence[str], moves: Moves, *, tight: bool = False) -> Element:
    """Return what is chosen and what it costs, above "End turn" and "Undo"."""
    over = _("The match is over.") if view.ending else ""
    end = button(
        _("End turn"), moves.end_turn, kind="primary" if tight else "main", sign=f"· {keys.spelled_of('end-turn')}", key="end-turn", disabled=over,
        hint=keys.hint(_("Plays the month with what is chosen."), "end-turn"),
    )  # fmt: skip
    undo = button(
        _("Undo"), moves.undo, key="undo", hint=keys.hint(_("Takes back the last choice, then the last turn."), "undo")
    )
    plan = None if tight else _plan(view, chosen)
    return column(plan, row(end.at(weight=1), undo, gap=8, align="center"), gap=8)


def _order(action: Action, chosen: Sequence[str]) -> int:
    return chosen.index(action.name) + 1 if action.name in chosen else 0


def _plan(view: View, chosen: Sequence[str]) -> Element:
    titles = {action.name: action.title for action in view.actions}
    if not chosen:
        return text(
            _("Nothing is chosen: the month would pass without a decision of yours."), style=style("small", "muted")
        )
    named = [chip(text(f"{number} {titles[name]}", style=style("small", family="condensed")))
             for number, name in enumerate(chosen, 1)]  # fmt: skip
    spent = ", ".join(_spending(means) for means in means_of(view))
    costs = text(_("costs {amount}").format(amount=spent), style=style("small", "muted"))
    costs = costs.having(about=" ".join(means.about for means in means_of(view)))
    return column(flow(*named, gap=6, row_gap=4), costs if spent else None, gap=5)


def _spending(means: Means) -> str:
    """Return "8 of 40 political capital"."""
    spent, of = amount(means.there_is - means.left, means.unit), amount(means.there_is, means.unit)
    return _("{spent} of {all} {name}").format(spent=spent, all=of, name=means.title[:1].lower() + means.title[1:])
