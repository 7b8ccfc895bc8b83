"""Makes particles go through a turn as it was seen: choices and events imposed and weighed, what is seen exactly written over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from escalation_game.engine.attribution import leaves
from escalation_game.engine.chance import name_hash
from escalation_game.engine.elementary import exp, normal_quantile
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Expr, Read
from escalation_game.engine.game import Action
from escalation_game.engine.layout import ENDING, revealed
from escalation_game.engine.machine import Choice, Machine, Moves, Report
from escalation_game.engine.state import Numbers, State
from escalation_game.futures.evidence import Seen
from escalation_game.futures.likelihood import log_choice, log_event, log_normal
from escalation_game.futures.sampling import hashed
from escalation_game.futures.study import wishes
from escalation_game.policies.observation import spendable

_STEEPEST = 300.0  # log-odds beyond which doctrine does not differ
_SPREAD = name_hash("futures", "belief", "", "spread")


@np.errstate(all="ignore")
def imposed(machine: Machine, role: str, state: State, seen: Seen) -> Numbers:
    """Plays a turn in place as it was seen; returns the log-likelihood of what was seen to be done and to happen, shape (n,)."""
    game = machine.game
    events = {one.name: seen.happened[one.name] for one in game.events if one.name in seen.happened}
    injects = frozenset(one.name for one in game.injects if seen.happened.get(one.name))
    withheld = frozenset(one.name for one in game.injects if one.name not in injects)
    weighed = frozenset(one.name for one in game.roles if one.name in seen.doctrine and one.name != role)
    reach = {one.name: _reach(machine, state, one.name, seen) for one in game.roles if one.name in weighed}
    played = _played(machine, state, seen)
    report = machine.step(state, Moves(played, events, injects, withheld, weighed=weighed), report=True)
    assert report is not None
    likelihood = np.zeros(state.width)
    for event, happened in events.items():
        likelihood = likelihood + log_event(report.value("probability", event), happened=happened)
    for one in game.roles:
        actions = [action for action in game.actions if action.role == one.name and action.name not in seen.secret]
        chosen = seen.choices.get(one.name, ())
        if one.name in weighed:
            odds = {action.name: _odds(report, action, reach[one.name], state.width) for action in actions}
            likelihood = likelihood + log_choice(odds, actions, chosen, one.choices)
        for action in actions:  # what could not be done there is not what was seen
            done = machine.row(state, "chosen", action.name) > 0
            likelihood = np.where(done == (action.name in chosen), likelihood, -np.inf)
    return likelihood


@np.errstate(all="ignore")
def settled(machine: Machine, role: str, state: State, seen: Seen) -> Numbers:
    """Writes what is seen exactly over the particles, in place; returns 0 where the rest can be so and minus infinity where not, shape (n,)."""
    _spread_placed(machine, state, seen)
    for (kind, name), value in seen.exact.items():
        if kind != "derived":
            machine.row(state, kind, name)[:] = value
    for name, since in seen.since.items():
        _write(machine, state, ("since:switch", name, 0), since)
    for case in machine.game.cases:
        _write(machine, state, revealed(case.name, role), float(case.name in seen.known))
    reading = Reading(machine, state)
    for derived in machine.game.derived:
        value = seen.exact.get(("derived", derived.name))
        machine.row(state, "derived", derived.name)[:] = reading.number(derived.value) if value is None else value
    possible = np.zeros(state.width)
    for name, index in seen.known.items():
        possible = np.where(machine.row(state, "case", name) == index, possible, -np.inf)
    for ending in machine.game.endings:  # the match goes on
        if ending.when is not None:
            possible = np.where(reading.condition(ending.when), -np.inf, possible)
    machine.row(state, *ENDING)[:] = 0.0
    return possible


@np.errstate(all="ignore")
def told_likelihood(machine: Machine, state: State, seen: Seen) -> Numbers:
    """Log-likelihood of everything told with noise, shape (n,); minus infinity where a particle failed."""
    told = np.zeros(state.width)
    for (kind, name), report in seen.noisy.items():
        if name not in seen.placed:
            low, high = _bounds(machine, kind, name)
            told = told + log_normal(machine.row(state, kind, name), *report, low, high)
    return np.where(state.failed | np.isnan(told), -np.inf, told)


def _bounds(machine: Machine, kind: str, name: str) -> tuple[float | None, float | None]:
    for stock in machine.game.stocks if kind == "stock" else ():
        if stock.name == name:
            return stock.low, stock.high
    return None, None


def _write(machine: Machine, state: State, slot: tuple[str, str, int], value: float) -> None:
    row = machine.layout.rows.get(slot)
    if row is not None:
        state.values[row] = value


def _spread_placed(machine: Machine, state: State, seen: Seen) -> None:
    """What the facilitator set and the role sees with noise is as uncertain as the report of it."""
    for name in sorted(seen.placed):
        told = seen.noisy.get(("stock", name))
        if told is not None:
            stock = next(one for one in machine.game.stocks if one.name == name)
            error = max(abs(told.value) * told.noise, told.floor)
            draws = hashed(_SPREAD, state.width, name, str(seen.turn))
            value = told.value + error * normal_quantile(draws)
            low = -np.inf if stock.low is None else stock.low
            machine.row(state, "stock", name)[:] = np.clip(value, low, np.inf if stock.high is None else stock.high)


def _played(machine: Machine, state: State, seen: Seen) -> dict[str, Choice]:
    """Choices as seen; actions chosen in secret follow doctrine, with the luck of each particle."""
    played = {role: dict(wishes(chosen)) for role, chosen in seen.choices.items()}
    for action in machine.game.actions:
        if action.name in seen.secret and action.propensity is not None:
            reading = _as_it_chooses(machine, state, action.role, [action.propensity], seen)
            odds = np.clip(reading.number(action.propensity), -_STEEPEST, _STEEPEST)
            luck = reading.number(action.noise)
            played.setdefault(action.role, {})[action.name] = exp(odds) * luck / (1.0 - luck)
    return dict(played)


def _reach(machine: Machine, state: State, role: str, seen: Seen) -> Mapping[str, NDArray[np.bool_]]:
    """Where each action of a role that asks for something can be had before the turn, as the role sees it, shape (n,) each."""
    asking = [one for one in machine.game.actions if one.role == role and (one.available is not None or one.costs)]
    asked = [one.available for one in asking if one.available is not None]
    asked += [amount for one in asking for _, amount in one.costs]
    reading = _as_it_chooses(machine, state, role, asked, seen)
    return {one.name: _within_reach(machine, reading, one) for one in asking}


def _as_it_chooses(machine: Machine, state: State, role: str, asked: Sequence[Expr], seen: Seen) -> Reading:
    """The State as a role reads it for these expressions when it chooses, as far as choices before it were seen."""
    game = machine.game
    order = {one.name: one.order for one in game.roles}
    done = {name for chosen in seen.choices.values() for name in chosen}
    given: dict[Expr, Numbers] = {
        Read("chosen", one.name): np.full(state.width, float(one.name in done))
        for one in game.actions
        if order[one.role] < order[role]
    }
    true, wanted = Reading(machine, state, "choosing", given), {leaf for expr in asked for leaf in leaves(expr)}
    for one in game.observed:  # only what is asked for: a noisy sight is dear
        read = Read(one.kind, one.name)
        if one.role == role and one.value is not None and read in wanted:
            given = {**given, read: true.number(one.value)}
    return Reading(machine, state, "choosing", given)


def _within_reach(machine: Machine, reading: Reading, action: Action) -> NDArray[np.bool_]:
    width = reading.state.width
    reach = np.ones(width, np.bool_) if action.available is None else reading.condition(action.available)
    for stock, amount in action.costs:
        reach = reach & (reading.number(amount) <= spendable(machine, reading.state, stock))
    return reach


def _odds(report: Report, action: Action, reach: Mapping[str, NDArray[np.bool_]], width: int) -> Numbers:
    """Log-odds of an action, minus infinity where doctrine cannot or would never choose it."""
    if action.propensity is None:
        return np.full(width, -np.inf)
    odds = np.clip(report.value("propensity", action.name), -_STEEPEST, _STEEPEST)
    return np.where(reach[action.name], odds, -np.inf) if action.name in reach else odds
