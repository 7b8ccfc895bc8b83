"""A View as plain lines of at most 100 columns, for a terminal or a screen reader: no colour, one fact a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date

from escalation_game.play.view import Action, Briefing, Effect, Objective, Part, Source, Variable, View
from escalation_game.ui.amounts import named_unit
from escalation_game.ui.language import spoken

WIDTH = 100
_PLAIN = str.maketrans(
    {"\u202f": " ", "\u00a0": " ", "\u2212": "-"}
)  # every terminal can show these, and every screen reader reads them


def folded(text: str, indent: str = "", first: str | None = None) -> list[str]:
    """Fold a text into lines of at most 100 columns; `first` replaces the indent of the first line."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent + "  "
    )


def amount(value: float, unit: str = "", *, signed: bool = False) -> str:
    """Write a number with its unit as the window names it, with as many decimals as its size deserves: 464 km², 6 %, 45."""
    return _quantity(value, unit, named_unit(unit), signed=signed)


def bare(value: float, unit: str, *, signed: bool = False) -> str:
    """Write a number whose unit has been named; a share is in per cent all the same."""
    return _quantity(value, unit, "%" if unit == "share" else "", signed=signed)


def _quantity(value: float, unit: str, words: str, *, signed: bool) -> str:
    value = 100 * value if unit == "share" else value
    size = abs(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 4
    while decimals and round(value, decimals - 1) == round(value, decimals):
        decimals -= 1
    written = spoken().number(value, decimals, signed=signed)
    return spoken().joined(written, words).translate(_PLAIN)


def date_words(label: str) -> str:
    """Put a label of the calendar ("2024-11" or "2024-11-23") in words."""
    year, month, *day = (int(part) for part in label.split("-"))
    whole = date(year, month, day[0] if day else 1)
    return spoken().day(whole) if day else spoken().month(whole)


def briefing_parts(told: Briefing) -> list[list[str]]:
    """Cut the briefing into parts to be read one after the other."""
    parts = [folded(told.summary)]
    if told.content_note:
        parts.append(folded(f"Please note: {told.content_note}"))
    parts += [folded(paragraph) for paragraph in told.paragraphs]
    for one in told.evidence:
        lines = [
            *folded(one.item),
            *folded(f"The article: {one.article}", "  "),
            *folded(f"Later evidence: {one.evidence}", "  "),
        ]
        parts.append([*lines, *source_lines(one.sources)])
    return parts


def turn_opening(seen: View) -> list[str]:
    """Tell which turn it is, the news, the situation and what can be chosen."""
    now, then = date_words(seen.date), date_words(seen.next_date)
    lines = ["", f"Turn {seen.turn + 1} of {seen.turns}: {now}. It lasts until {then}.", ""]
    if seen.headlines:
        lines += ["News:", *_news(seen), ""]
    lines += ["Situation:", *situation(seen, seen.watch), ""]
    return [*lines, *action_lines(seen)]


def situation(seen: View, names: Iterable[str]) -> list[str]:
    """Tell each variable in a line: its value as the role sees it, and how it changed in the last turn."""
    return [line for name in names for line in folded(_variable(seen.variable(name), seen.turn), "  ")]


def action_lines(seen: View) -> list[str]:
    """List the actions by number, with what they cost and what refuses them."""
    left = "1 choice" if seen.choices == 1 else f"{seen.choices} choices"
    lines = [f"Actions: {left} a turn, {seen.choices_left} left. A number chooses or takes back."]
    for number, action in enumerate(seen.actions, 1):
        lines += folded(f"{number}. {_action(action)}", "   ", first="  ")
    return lines


def about_action(action: Action) -> list[str]:
    """Tell what an action is and declares to do."""
    lines = folded(f"{action.title}. {action.summary}")
    lines += [line for effect in action.effects for line in folded(_effect(effect), "  ")]
    return [*lines, *source_lines(action.sources)]


def about_variable(variable: Variable, turn: int) -> list[str]:
    """Tell what a variable is: its value, its past, its note and sources."""
    lines = folded(_variable(variable, turn))
    if variable.note:
        lines += folded(variable.note, "  ")
    if variable.kind != "switch":
        past = ", ".join(f"{when} {bare(value, variable.unit)}" for when, value in variable.history)
        lines += folded(f"So far: {past}", "  ")
    return [*lines, *source_lines(variable.sources)]


def source_lines(sources: Sequence[Source]) -> list[str]:
    """Name where numbers come from."""
    lines: list[str] = []
    for one in sources:
        told = [one.title, one.publisher, one.date, f"grade {one.grade}" if one.grade else "", one.url]
        lines += folded("Source: " + ", ".join(part for part in told if part), "  ")
    return lines


def change_lines(variable: Variable, parts: Sequence[Part], change: float, when: str) -> list[str]:
    """Tell why a variable changed, the largest cause first."""
    if variable.kind == "switch":
        if not parts:
            return folded(f"{variable.title} did not change in {when}.")
        return folded(f"{variable.title} changed in {when}: {parts[0].because or parts[0].title}")
    if not parts:
        return folded(f"{variable.title} did not change in {when}.")
    lines = folded(f"{variable.title} changed by {amount(change, variable.unit, signed=True)} in {when}:")
    for part in parts:
        reason = f" ({part.because})" if part.because else ""
        own = ", your choice" if part.own else ""
        lines += folded(f"{bare(part.amount, variable.unit, signed=True)}: {part.title}{own}{reason}", "  ")
    return lines


def ending_lines(seen: View) -> list[str]:
    """Tell how the match ended, the last news, and how the objectives stand."""
    if seen.ending is None:
        return []
    lines = [
        "",
        f"The match is over: {date_words(seen.date)}.",
        *folded(f"{seen.ending.title}. {seen.ending.text}"),
        "",
    ]
    news = _news(seen)
    if news:
        lines += ["News of the last turn:", *news, ""]
    return [*lines, "Objectives:", *(line for one in seen.objectives for line in _objective(one))]


def _effect(effect: Effect) -> str:
    does = "sets" if effect.amount is None else f"{amount(effect.amount, effect.unit, signed=True)} a turn:"
    when = f", {_turns(effect.after)} later" if effect.after else ""
    lasts = f", for {_turns(effect.lasts)}" if effect.lasts > 1 else ""
    return f"{does} {effect.title}{when}{lasts}{f'. {effect.because}' if effect.because else ''}"


def _turns(count: int) -> str:
    return "1 turn" if count == 1 else f"{count} turns"


def _variable(variable: Variable, turn: int) -> str:
    if variable.kind == "switch":
        return f"{variable.title}: {variable.label}{', new this turn' if variable.change else ''}"
    doubt = f", give or take {bare(variable.noise, variable.unit)}" if variable.noise else ""
    if turn == 0:
        change = ""
    elif variable.change == 0:
        change = ", unchanged"
    else:
        change = f", {'up' if variable.change > 0 else 'down'} {bare(abs(variable.change), variable.unit)}"
    about = "about " if variable.noise else ""
    return f"{variable.title}: {about}{amount(variable.value, variable.unit)}{doubt}{change}"


def _action(action: Action) -> str:
    costs = ", ".join(f"{bare(cost.amount, cost.unit)} {cost.title.lower()}" for cost in action.costs if cost.amount)
    chosen = "[chosen] " if action.chosen else ""
    refused = "" if action.available or action.chosen else f". Not now: {action.reason}"
    return f"{chosen}{action.title}{f', costs {costs}' if costs else ''}{refused}"


def _news(seen: View) -> list[str]:
    told: list[str] = []
    for one in seen.headlines:
        if one.kind == "ending":  # told at greater length
            continue
        text = _variable(seen.variable(one.variable), seen.turn) if one.kind == "change" else one.text
        told += folded(f"{text}{f'. {one.reason}' if one.reason else ''}", "  ")
    return told


def _objective(one: Objective) -> list[str]:
    doubt = f", give or take {bare(one.noise, one.unit)}" if one.noise else ""
    return folded(f"{one.title}: {amount(one.value, one.unit)}{doubt} ({one.better} is better)", "  ")
