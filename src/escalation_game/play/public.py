"""The public view: what everybody may read over everybody's shoulder, for a screen in front of a class.

It is the intersection of what all roles see. A number, a reason, a headline or an effect is in it only where every role
is told the same; hidden states of the world, advice and reasons why a seat cannot act are never in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import fsum

from escalation_game.engine.evaluate import Reading
from escalation_game.play.match import Match
from escalation_game.play.narration import headlines
from escalation_game.play.said import said
from escalation_game.play.seeing import as_far_as_known, effects_told, view
from escalation_game.play.sight import sights_of, touched
from escalation_game.play.view import Action, Cost, Effect, Headline, Objective, Part, RoleSeen, Variable, View
from escalation_game.play.wanted import wanted_value
from escalation_game.play.why import UNKNOWN, noise_of, seen_value, why

_SHOWN = 8  #: variables watched where the role's own watch has too few that are public


def public_view(match: Match, role: str, before: View | None = None) -> View:
    """What all roles know alike of a match in which `role` moves. Raises KeyError for an unknown role.

    `before` is a public view of the same match after the same turns, if there is one: only what choosing changes is looked at again.
    """
    if before is not None:
        now = view(match, role, before=before)
        return replace(now, actions=tuple(_chosen(now, before)))
    own, others = view(match, role), tuple(name for name in match.scenario.file.roles if name != role)
    variables = tuple(_variables(match, own, others))
    names = {one.name for one in variables}
    watch = _watched(match, own, names)
    shown = replace(own, brief=match.scenario.file.summary, secrets=(), variables=variables, watch=watch)
    return replace(
        shown,
        actions=tuple(_actions(match, shown, others)),
        headlines=tuple(_headlines(match, shown, others)),
        roles=tuple(_roles(match, own, others)),
        objectives=tuple(_objectives(match, own.objectives, others)),
        map=tuple(fact for fact in own.map if fact.variable in names),
    )


def _variables(match: Match, own: View, others: Sequence[str]) -> Iterator[Variable]:
    sights = [sights_of(match, name) for name in (own.role, *others)]
    for variable in own.variables:
        exact = all(one.variable(variable.name).kind == "exact" for one in sights)
        if exact and all(_seen_alike(match, variable, other) for other in others):
            yield replace(variable, parts=_parts(match, variable, others))


def _seen_alike(match: Match, variable: Variable, other: str) -> bool:
    told = (seen_value(match, other, variable.name, turn) for turn in range(match.turn + 1))
    same = all(value == mine for value, (_date, mine) in zip(told, variable.history, strict=True))
    return same and noise_of(match, other, variable.name, match.turn) == variable.noise


def _parts(match: Match, variable: Variable, others: Sequence[str]) -> tuple[Part, ...]:
    """The parts that all roles are told alike; the rest of the change is one part that says so."""
    known = [{_content(part) for part in why(match, other, variable.name)} for other in others]
    shared = [
        replace(part, own=False)
        for part in variable.parts
        if part.cause != UNKNOWN and all(_content(part) in one for one in known)
    ]
    if variable.kind == "switch" or len(shared) == len(variable.parts):
        return tuple(shared)
    rest = fsum([variable.change, *(-part.amount for part in shared)])
    return (*shared, Part(UNKNOWN, said("Not public"), rest, "")) if rest else tuple(shared)


def _content(part: Part) -> Part:
    return replace(part, own=False)


def _watched(match: Match, own: View, public: set[str]) -> tuple[str, ...]:
    """What the role watches and everybody sees, then what the other roles watch, most often named first."""
    every = [name for entry in match.scenario.file.roles.values() for name in entry.watch]
    ranked = [*own.watch, *sorted(set(every), key=lambda name: (-every.count(name), name)), *sorted(public)]
    return tuple(name for name in dict.fromkeys(ranked) if name in public)[:_SHOWN]


def _headlines(match: Match, shown: View, others: Sequence[str]) -> Iterator[Headline]:
    told = {role: headlines(match, role, match.turn, shown.variables, shown.watch) for role in (shown.role, *others)}
    for one in told[shown.role]:
        alike = [_same(one, told[other]) for other in others]
        if one.kind != "reveal" and all(alike):
            reasons = {one.reason, *(same.reason for same in alike if same)}
            yield one if len(reasons) == 1 else replace(one, reason="")


def _same(one: Headline, others: Iterable[Headline]) -> Headline | None:
    return next(
        (other for other in others if (other.kind, other.text, other.cause) == (one.kind, one.text, one.cause)), None
    )


def _roles(match: Match, own: View, others: Sequence[str]) -> Iterator[RoleSeen]:
    """What everybody saw every role choose."""
    file = match.scenario.file
    last = match.turns[-1].choices if match.turns else {}
    sights = [sights_of(match, name) for name in (own.role, *others)]
    for role in own.roles:
        seen = [name for name in last.get(role.name, ()) if all(one.action(name) for one in sights)]
        yield replace(role, choices=tuple(file.actions[name].title for name in seen))


def _objectives(match: Match, wanted: Iterable[Objective], others: Sequence[str]) -> Iterator[Objective]:
    """What is wanted, where every role would work out the same number."""
    for one in wanted:
        told = [wanted_value(match, other, one.name, match.turn) for other in others]
        if not one.noise and all(value == (one.value, 0.0) for value in told):
            yield one


def _chosen(own: View, before: View) -> Iterator[Action]:
    """The cards of a public view with what choosing changes."""
    now = {one.name: one for one in own.actions}
    for one in before.actions:
        yield replace(one, available=now[one.name].available, chosen=now[one.name].chosen)


def _actions(match: Match, shown: View, others: Sequence[str]) -> Iterator[Action]:
    """The cards as everybody may see them: without the reasons of the seat, and with the costs and effects all could work out."""
    known = {other: as_far_as_known(match, other) for other in others}
    sights = [sights_of(match, other) for other in others]
    for one in shown.actions:
        told = all(sight.action(one.name) for sight in sights)
        yield replace(
            one,
            reason="",
            used=one.used if told else 0,
            costs=tuple(_costs(match, one, known)),
            effects=tuple(_effects(match, shown, one, known)) if told else (),
        )


def _costs(match: Match, one: Action, known: Mapping[str, Reading]) -> Iterator[Cost]:
    formulas = dict(next(action.costs for action in match.scenario.game.actions if action.name == one.name))
    for cost in one.costs:
        if all(float(reading.number(formulas[cost.variable])[0]) + 0.0 == cost.amount for reading in known.values()):
            yield cost


def _effects(match: Match, shown: View, one: Action, known: Mapping[str, Reading]) -> Iterator[Effect]:
    """What an action does to the variables that are public, where every role is told the same of it."""
    entry, public = match.scenario.file.actions[one.name], {variable.name for variable in shown.variables}
    told = [set(effects_told(match, reading, other, one.name, entry)) for other, reading in known.items()]
    sights = [sights_of(match, other) for other in known]
    for effect in one.effects:
        behind = [part for part in entry.effects if effect.variable in {*touched(part), *(part.set_ or {})}]
        seen = all(sight.effect(f"action:{one.name}", part) for sight in sights for part in behind)
        if effect.variable in public and seen and all(effect in others for others in told):
            yield effect
