"""What a role has seen of a match, turn by turn, as plain data: all that its belief may be made of.

Everything passes the same allow-list as a View. Neither the seed nor the lens, nor anything the role does not see, is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from escalation_game.engine.game import NEVER
from escalation_game.engine.layout import revealed
from escalation_game.play.match import DOCTRINE, Match
from escalation_game.play.sight import Sights

Variable = tuple[str, str]  # ("stock" | "derived" | "switch", name)


class Reported(NamedTuple):
    """A value told with noise: its standard error is `noise` of the true value, at least `floor`."""

    value: float
    noise: float
    floor: float


@dataclass(frozen=True)
class Seen:
    """What a role saw of a turn, and knows after it; turn 0 is the start.

    `choices` holds the actions each role was seen to choose, `secret` the actions whose choice it does not learn of; doctrine chose for the roles in
    `doctrine`. `happened` tells of visible events and of injects. `since` counts turns since a visible switch changed. `known` has the index of
    each hidden case it knows. `placed` are stocks the facilitator set before the turn.
    """

    turn: int
    choices: Mapping[str, tuple[str, ...]]
    secret: frozenset[str]
    doctrine: frozenset[str]
    happened: Mapping[str, bool]
    exact: Mapping[Variable, float]
    noisy: Mapping[Variable, Reported]
    since: Mapping[str, float]
    known: Mapping[str, int]
    placed: frozenset[str]


def evidence(match: Match, role: str, turns: int | None = None) -> tuple[Seen, ...]:
    """What `role` has seen until after `turns` turns (now, if not said), the start first. Raises KeyError for an unknown role."""
    sights = Sights(match.scenario.file, match.scenario.file.roles[role] and role)
    last = match.turn if turns is None else turns
    seen: list[Seen] = []
    for turn in range(last + 1):
        seen.append(_seen(match, sights, turn, seen[-1] if seen else None))
    return tuple(seen)


def _seen(match: Match, sights: Sights, turn: int, before: Seen | None) -> Seen:
    file, game = match.scenario.file, match.scenario.game
    exact, noisy = _variables(match, sights, turn)
    secret = frozenset(name for name in file.actions if not sights.action(name))
    doctrine = frozenset(role for role, seat in match.seats.items() if seat == DOCTRINE and role != sights.role)
    choices: dict[str, tuple[str, ...]] = {}
    happened: dict[str, bool] = {}
    placed: frozenset[str] = frozenset()
    if before is not None:
        played = match.turns[turn - 1]
        choices = {role: tuple(a for a in chosen if a not in secret) for role, chosen in played.choices.items()}
        names = [one.name for one in (*game.events, *game.injects) if sights.event(one.name)]
        happened = {name: name in played.happened for name in names}
        placed = frozenset(stock for stock in played.overrides if ("stock", stock) in {*exact, *noisy})
    known = dict(_known(match, sights, turn))
    return Seen(
        turn, choices, secret, doctrine, happened, exact, noisy, _since(exact, before), known, placed
    )  # fmt: skip


def _variables(match: Match, sights: Sights, turn: int) -> tuple[dict[Variable, float], dict[Variable, Reported]]:
    game, values = match.scenario.game, match.observation(sights.role, turn).values
    names: list[Variable] = [("stock", one.name) for one in game.stocks]
    names += [("derived", one.name) for one in game.derived] + [("switch", one.name) for one in game.switches]
    exact: dict[Variable, float] = {}
    noisy: dict[Variable, Reported] = {}
    for kind, name in names:
        sight = sights.variable(name)
        if sight.kind == "exact":
            exact[kind, name] = float(values[name][0])
        elif sight.kind == "noise":
            noisy[kind, name] = Reported(float(values[name][0]), sight.noise, sight.floor)
    return exact, noisy


def _since(exact: Mapping[Variable, float], before: Seen | None) -> dict[str, float]:
    since: dict[str, float] = {}
    for (kind, name), value in exact.items():
        if kind == "switch":
            changed = before is not None and before.exact[kind, name] != value
            since[name] = 0.0 if changed else NEVER if before is None else min(before.since[name] + 1.0, NEVER)
    return since


def _known(match: Match, sights: Sights, turn: int) -> Iterator[tuple[str, int]]:
    """Cases the role was told of, or sees anyway."""
    machine, state = match.machine, match.states[turn]
    unseen = {one.name for one in machine.game.observed if one.kind == "case" and one.role == sights.role}
    for case in machine.game.cases:
        row = machine.layout.rows.get(revealed(case.name, sights.role))
        if case.name not in unseen or (row is not None and state.values[row, 0] > 0):
            yield case.name, int(machine.row(state, "case", case.name)[0])
