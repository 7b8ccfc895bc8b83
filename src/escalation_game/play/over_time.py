"""A match along its time line, as one role saw it: what was decided and happened when, how exact each report was, what numbers rest on,
and the same match on the same luck had the role never chosen anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from escalation_game.engine.attribution import leaves
from escalation_game.engine.expression import Expr, Read
from escalation_game.play.match import Match
from escalation_game.play.seeing import turn_told
from escalation_game.play.sight import Sights
from escalation_game.play.sources import sources
from escalation_game.play.view import Source
from escalation_game.play.wanted import wanted_value
from escalation_game.play.why import noise_of, seen_value


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the way to the end of a turn (the first is 1): a choice of the role's own, or what it learnt happened."""

    turn: int
    kind: Literal["choice", "event"]
    title: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """A parameter that a number rests on. `value` is the author's best, `low` and `high` what is thought possible, None where it is taken as sure."""

    name: str
    title: str
    unit: str
    value: float
    low: float | None
    high: float | None
    note: str
    sources: tuple[Source, ...]


def marks(match: Match, role: str) -> tuple[Mark, ...]:
    """The role's own choices and the events it learnt of, in the order of turns."""
    found: list[Mark] = []
    for turn in range(1, match.turn + 1):
        told = turn_told(match, role, turn)
        found += [Mark(turn, "choice", title) for title in told.choices]
        found += [Mark(turn, "event", title) for title in told.happened]
    return tuple(found)


def told_values(match: Match, role: str, about: str) -> tuple[tuple[float, float], ...]:
    """What a role was told of a variable ("stock:tension") or an objective ("objective:peace") at the start and after each turn.

    Pairs of value and standard error, 0 for what is exact; it ends where it can no longer be known. Raises KeyError for an unknown name.
    """
    section, _, name = about.partition(":")
    told: list[tuple[float, float]] = []
    for turn in range(match.turn + 1):
        if section != "objective":
            told.append((seen_value(match, role, name, turn), noise_of(match, role, name, turn)))
        elif (wanted := wanted_value(match, role, name, turn)) is not None:
            told.append(wanted)
        else:
            break
    return tuple(told)


def without_choices(match: Match, role: str) -> Iterator[Match]:
    """The match on the same luck, had this role never chosen anything: after each turn the same object, one turn on.

    So whoever takes it a turn at a time need not wait for all of them. It may end sooner.
    """
    other = match.branch(0)
    yield other
    for played in match.turns:
        if other.ending is not None:
            break
        doctrine = tuple(one for one in played.doctrine if one != role)
        other.repeat(replace(played, choices={**played.choices, role: ()}, doctrine=doctrine))
        other.end_turn()
        yield other


def assumptions_behind(match: Match, role: str, about: str) -> tuple[Assumption, ...]:
    """The parameters that a derived value or an objective is worked out from, or that say how strongly a stock flows, by title.

    Only by causes that the role knows of. Raises KeyError for an unknown variable.
    """
    entries = match.scenario.file.parameters
    names = {name for expr in _formulas(match, role, about) for name in _parameters(expr)}
    told = [
        Assumption(
            name, entry.title or name.replace("_", " ").capitalize(), entry.unit or "", entry.value, entry.low, entry.high,
            entry.note or "", sources(match, entry.source),
        )
        for name, entry in entries.items()
        if name in names
    ]  # fmt: skip
    return tuple(sorted(told, key=lambda one: one.title))


def _parameters(expr: Expr) -> Iterator[str]:
    for leaf in leaves(expr):
        if isinstance(leaf, Read) and leaf.kind == "parameter":
            yield leaf.name


def _formulas(match: Match, role: str, about: str) -> Iterator[Expr]:
    game, sights = match.scenario.game, Sights(match.scenario.file, role)
    section, _, name = about.partition(":")
    if section == "derived":
        yield next(one.value for one in game.derived if one.name == name)
    elif section == "objective":
        yield next(one.value for one in game.objectives if one.name == name)
    else:
        for flow in game.flows:
            if name in {flow.stock, flow.source} and sights.cause(flow.trigger.cause, name):
                yield flow.amount
