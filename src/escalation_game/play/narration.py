"""Narration: a turn as headlines with their reasons, told from what one role can know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from escalation_game.play.match import Match
from escalation_game.play.sight import Sights, effects_of, sights_of
from escalation_game.play.view import Headline, Variable

_MOVERS = 2  # how many of the watched variables make the news


def headlines(
    match: Match, role: str, turn: int, variables: Sequence[Variable], watch: Sequence[str]
) -> tuple[Headline, ...]:
    """The news of a turn (1 is the first): the ending, events, choices, switches and secrets learnt, then what moved most."""
    if turn < 1:
        return ()
    sights = sights_of(match, role)
    told = [*_ending(match, turn), *_happened(match, sights, turn), *_chosen(match, sights, turn)]
    told += _learnt(match, role, turn)
    if turn == match.turn:
        causes = {one.cause for one in told}
        told += [one for one in _switched(variables) if one.cause not in causes]
        told += _moved(variables, [name for name in watch if name not in _means(match, role)])
    return tuple(told)


def _ending(match: Match, turn: int) -> Iterator[Headline]:
    if turn == match.turn and match.ending is not None:
        ending = match.scenario.file.endings[match.ending]
        yield Headline("ending", ending.title, ending.text, f"ending:{match.ending}")


def _happened(match: Match, sights: Sights, turn: int) -> Iterator[Headline]:
    file = match.scenario.file
    for name in match.turns[turn - 1].happened:
        if not sights.event(name):
            continue
        if name in file.events:
            event = file.events[name]
            yield Headline("event", event.headline or event.title, event.because or "", f"event:{name}")
        else:
            inject = file.injects[name]
            yield Headline("inject", inject.headline or inject.title, inject.because or "", f"inject:{name}")


def _chosen(match: Match, sights: Sights, turn: int) -> Iterator[Headline]:
    file = match.scenario.file
    ranked = sorted(match.turns[turn - 1].choices.items(), key=lambda item: (item[0] != sights.role, item[0]))
    for role, actions in ranked:
        for name in actions:
            if sights.action(name):
                action = file.actions[name]
                effects = effects_of(file, f"action:{name}")
                known = [effect for effect in effects if sights.effect(f"action:{name}", effect)]
                reasons = [effect.because for effect in known if effect.because]
                text = action.headline or f"{file.roles[role].title}: {action.title}"
                yield Headline("choice", text, reasons[0] if reasons else action.summary or "", f"action:{name}", role)


def _learnt(match: Match, role: str, turn: int) -> Iterator[Headline]:
    layout, file = match.machine.layout, match.scenario.file
    for case in match.scenario.game.cases:
        row = layout.rows.get(("revealed", f"{case.name}/{role}", 0))
        if row is not None and match.states[turn].values[row, 0] > match.states[turn - 1].values[row, 0]:
            entry = file.cases[case.name]
            index = int(match.machine.row(match.states[turn], "case", case.name)[0])
            yield Headline("reveal", entry.title, case_label(entry.labels, case.cases[index]), f"case:{case.name}")


def _means(match: Match, role: str) -> set[str]:
    """What the actions of a role cost: that it is spent is no news."""
    return {stock for action in match.scenario.file.actions.values() if action.role == role for stock in action.cost}


def _switched(variables: Sequence[Variable]) -> Iterator[Headline]:
    for variable in variables:
        if variable.kind == "switch" and variable.change:
            reason = variable.parts[0].because or variable.parts[0].title if variable.parts else ""
            cause = variable.parts[0].cause if variable.parts else f"switch:{variable.name}"
            yield Headline("switch", f"{variable.title}: {variable.label}", reason, cause, variable=variable.name)


def _moved(variables: Sequence[Variable], watch: Sequence[str]) -> Iterator[Headline]:
    """The watched stocks that moved most for their range, with the largest cause that way."""
    stocks = [one for one in variables if one.kind == "stock" and one.name in watch and one.change and one.parts]
    for one in sorted(stocks, key=lambda one: (-abs(one.change) / _span(one), one.name))[:_MOVERS]:
        cause = next((part for part in one.parts if part.amount * one.change > 0), one.parts[0])
        way = "up" if one.change > 0 else "down"
        yield Headline("change", f"{one.title}: {way}", cause.because or cause.title, cause.cause, variable=one.name)


def _span(variable: Variable) -> float:
    if variable.low is None or variable.high is None or variable.high <= variable.low:
        return max(abs(variable.value), 1e-12)
    return variable.high - variable.low


def case_label(labels: Mapping[str, str], case: str) -> str:
    """A named case in the author's words, or its name with spaces."""
    return labels.get(case) or case.replace("_", " ")
