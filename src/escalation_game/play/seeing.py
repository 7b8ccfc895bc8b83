"""Builds a role's View of a match from the allow-list of what it sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite

import numpy as np

from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Expr, Read
from escalation_game.engine.game import Flow
from escalation_game.engine.state import Numbers
from escalation_game.play.match import Match
from escalation_game.play.narration import case_label, headlines
from escalation_game.play.said import said
from escalation_game.play.seats import refusal
from escalation_game.play.sight import sights_of
from escalation_game.play.sources import sources
from escalation_game.play.view import (
    Action,
    Adviser,
    Briefing,
    Cost,
    Effect,
    Ending,
    Evidence,
    MapFact,
    Objective,
    RoleSeen,
    Secret,
    TurnTold,
    Variable,
    View,
)  # fmt: skip
from escalation_game.play.wanted import wanted_by, wanted_value
from escalation_game.play.why import noise_of, seen_value, why
from escalation_game.policies.observation import Observation, as_it_chooses
from escalation_game.scenario.schema import Action as ActionEntry
from escalation_game.scenario.schema import Derived, Stock, Switch


def view(match: Match, role: str, before: View | None = None) -> View:
    """What a role can know now. Raises KeyError for an unknown role.

    `before` is a view by the same role of the same match after the same turns, if there is one: only what choosing changes is looked at again.
    """
    if before is not None:
        left = before.choices - len(match.chosen(role))
        return replace(before, choices_left=left, actions=tuple(_actions(match, role)))
    file = match.scenario.file
    entry = file.roles[role]
    dates = file.calendar.dates
    variables = tuple(_variables(match, role))
    watch = tuple(name for name in entry.watch if any(one.name == name for one in variables))
    return View(
        scenario=match.scenario.name,
        title=file.title,
        role=role,
        role_title=entry.title,
        brief=entry.brief or "",
        turn=match.turn,
        turns=match.length,
        date=dates[match.turn],
        next_date=dates[min(match.turn + 1, len(dates) - 1)],
        choices=entry.choices,
        choices_left=entry.choices - len(match.chosen(role)),
        variables=variables,
        watch=watch or tuple(one.name for one in variables[:8]),
        actions=tuple(_actions(match, role)),
        headlines=headlines(match, role, match.turn, variables, watch or tuple(one.name for one in variables)),
        roles=tuple(_roles(match, role)),
        secrets=tuple(_secrets(match, role)),
        objectives=tuple(_objectives(match, role)),
        ending=_ending(match),
        map=tuple(_map(match, {one.name for one in variables})),
    )


def briefing(match: Match) -> Briefing:
    """What everybody reads before the first turn."""
    file = match.scenario.file
    evidence = file.briefing.evidence if file.briefing else ()
    return Briefing(
        file.title,
        file.summary,
        file.content_note or "",
        tuple(file.briefing.text) if file.briefing else (),
        tuple(Evidence(one.item, one.article, one.evidence, sources(match, one.source)) for one in evidence),
    )


def _variables(match: Match, role: str) -> Iterator[Variable]:
    file, sights = match.scenario.file, sights_of(match, role)
    sections: list[tuple[str, Stock | Derived | Switch]] = [
        *file.stocks.items(),
        *file.derived.items(),
        *file.switches.items(),
    ]
    for name, entry in sorted(sections, key=lambda item: item[0]):
        if sights.variable(name).kind != "hidden":
            yield _variable(match, role, name, entry)


def _variable(match: Match, role: str, name: str, entry: Stock | Derived | Switch) -> Variable:
    now = seen_value(match, role, name, match.turn)
    dates = match.scenario.file.calendar.dates
    history = tuple((dates[turn], seen_value(match, role, name, turn)) for turn in range(match.turn + 1))
    low, high = (None, None) if isinstance(entry, Switch) or entry.range is None else entry.range
    return Variable(
        name=name,
        kind="switch" if isinstance(entry, Switch) else "stock" if isinstance(entry, Stock) else "derived",
        title=entry.title,
        unit="" if isinstance(entry, Switch) else entry.unit or "",
        note=entry.note or "",
        value=now,
        label=case_label(entry.labels, entry.cases[int(now)]) if isinstance(entry, Switch) else "",
        low=low,
        high=high,
        noise=noise_of(match, role, name, match.turn),
        change=now - history[-2][1] if match.turn else 0.0,
        history=history,
        parts=why(match, role, name),
        sources=sources(match, entry.source),
    )


def _actions(match: Match, role: str) -> Iterator[Action]:
    """In the order of the author's file, which groups what belongs together."""
    seen, chosen, reading = match.observation(role), match.chosen(role), as_far_as_known(match, role)
    for name, entry in match.scenario.file.actions.items():
        if entry.role != role:
            continue
        beside = [other for other in chosen if other != name]
        reason = "" if match.ending else refusal(match.scenario.file, match.scenario.game, seen, name, beside)
        yield Action(
            name=name,
            title=entry.title,
            summary=entry.summary or "",
            costs=tuple(_costs(match, seen, name)),
            available=not reason and match.ending is None,
            reason=reason or (said("the match is over") if match.ending else ""),
            chosen=name in chosen,
            used=_used(match, name),
            effects=tuple(effects_told(match, reading, role, name, entry)),
            sources=sources(match, entry.source),
        )


def _costs(match: Match, seen: Observation, action: str) -> Iterator[Cost]:
    for stock, amount in seen.costs[action].items():
        entry = match.scenario.file.stocks[stock]
        yield Cost(stock, entry.title, float(amount[0]) + 0.0, entry.unit or "")


def _used(match: Match, action: str) -> int:
    ago = [
        match.turn - number + 1
        for number, turn in enumerate(match.turns, 1)
        if any(action in chosen for chosen in turn.choices.values())
    ]
    return min(ago, default=0)


def effects_told(match: Match, reading: Reading, role: str, action: str, entry: ActionEntry) -> Iterator[Effect]:
    """What an action declares to do, as its amounts stand now in a role's reading, for the variables this role sees."""
    file, sights = match.scenario.file, sights_of(match, role)
    flows = [flow for flow in match.scenario.game.flows if flow.trigger.cause == f"action:{action}"]
    for flow in flows:
        for stock, sign in ((flow.stock, 1), (flow.source, -1)):
            if stock is None or sights.variable(stock).kind == "hidden":
                continue
            yield _effect(reading, flow, stock, sign, file.stocks[stock], _because(entry, stock))
    for effect in entry.effects:
        for switch in effect.set_ or {}:
            if sights.variable(switch).kind != "hidden":
                lasts = effect.lasts or 1
                yield Effect(
                    switch, file.switches[switch].title, 0, None, "", effect.after or 0, lasts, effect.because or ""
                )


def as_far_as_known(match: Match, role: str) -> Reading:
    """The State as a role reads it when it chooses, with the author's value for what is uncertain: the truth is for the debrief."""
    reading = as_it_chooses(match.machine, match.state, role)
    believed: dict[Expr, Numbers] = {
        Read("parameter", name): np.array([entry.value]) for name, entry in match.scenario.file.parameters.items()
    }
    return replace(reading, given={**reading.given, **believed})


def _effect(reading: Reading, flow: Flow, stock: str, sign: int, entry: Stock, reason: str) -> Effect:
    amount = sign * float(reading.number(flow.amount)[0]) + 0.0
    known = isfinite(amount)
    direction = (amount > 0) - (amount < 0) if known else 0
    timing = flow.timing
    shown = amount if known else None
    return Effect(stock, entry.title, direction, shown, entry.unit or "", timing.after, timing.lasts or 1, reason)


def _because(entry: ActionEntry, stock: str) -> str:
    for effect in entry.effects:
        named = {*(effect.change or {}), *((effect.move.from_, effect.move.to) if effect.move else ())}
        if stock in named and effect.because:
            return effect.because
    return ""


def _roles(match: Match, role: str) -> Iterator[RoleSeen]:
    file, sights = match.scenario.file, sights_of(match, role)
    last = match.turns[-1].choices if match.turns else {}
    for name, entry in sorted(file.roles.items()):
        shown = tuple(file.actions[action].title for action in last.get(name, ()) if sights.action(action))
        yield RoleSeen(name, entry.title, match.seats[name], shown)


def _secrets(match: Match, role: str) -> Iterator[Secret]:
    layout = match.machine.layout
    for case in match.scenario.game.cases:
        entry = match.scenario.file.cases[case.name]
        row = layout.rows.get(("revealed", f"{case.name}/{role}", 0))
        learnt = row is not None and match.state.values[row, 0] > 0
        exact = match.open_information or not any(
            one.kind == "case" and one.name == case.name and one.role == role for one in match.scenario.game.observed
        )
        index = int(match.machine.row(match.state, "case", case.name)[0])
        known = case_label(entry.labels, case.cases[index]) if learnt or exact else ""
        yield Secret(case.name, entry.title, tuple(case_label(entry.labels, one) for one in case.cases), known)


def _objectives(match: Match, role: str) -> Iterator[Objective]:
    for name in wanted_by(match, role):
        entry, told = match.scenario.file.objectives[name], wanted_value(match, role, name, match.turn)
        if told is not None:
            low, high = entry.range or (None, None)
            yield Objective(
                name, entry.title, told[0], entry.unit or "", entry.better, low, high, entry.note or "", told[1]
            )


def _ending(match: Match) -> Ending | None:
    if match.ending is None:
        return None
    entry = match.scenario.file.endings[match.ending]
    return Ending(match.ending, entry.title, entry.text)


def _map(match: Match, visible: set[str]) -> Iterator[MapFact]:
    shown = match.scenario.file.map
    if shown is None:
        return
    for force in shown.forces:
        if force.variable in visible:
            yield MapFact("force", force.variable, force.label or "", force.place)
    if shown.deliveries and shown.deliveries in visible:
        yield MapFact("deliveries", shown.deliveries, "", "")
    if shown.reach and shown.reach.variable in visible:
        yield MapFact("reach", shown.reach.variable, f"{shown.reach.km:g}", shown.reach.place)
    for part in shown.territory:
        if part.variable in visible:
            yield MapFact("territory", part.variable, "", part.area)


def advisers(match: Match, role: str) -> tuple[Adviser, ...]:
    """One adviser for each lens of the scenario, with the objective it names, where the role has that, else the role's first."""
    file, wanted = match.scenario.file, wanted_by(match, role)
    told: list[Adviser] = []
    for name, lens in file.lenses.items():
        objective = lens.objective if lens.objective in wanted else next(iter(wanted), "")
        if objective:
            told.append(Adviser(name, lens.title, objective, file.objectives[objective].title))
    return tuple(told)


def turn_told(match: Match, role: str, turn: int) -> TurnTold:
    """What a role chose in a turn already played (the first is 1), and what it learnt of that happened."""
    file, sights, played = match.scenario.file, sights_of(match, role), match.turns[turn - 1]
    choices = tuple(file.actions[name].title for name in played.choices.get(role, ()))
    happened = tuple(
        (file.events.get(name) or file.injects[name]).title for name in played.happened if sights.event(name)
    )
    return TurnTold(file.calendar.dates[turn - 1], choices, happened, headlines(match, role, turn, (), ()))
