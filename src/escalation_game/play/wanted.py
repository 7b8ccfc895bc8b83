"""An objective as a variable: what it was after every turn as a role could know, and what moved it.

It is worked out from nothing but what the role is told: of what is reported with noise, the report.
"""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

from escalation_game.engine.attribution import attribute, leaves
from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Expr, Read
from escalation_game.play.match import Match
from escalation_game.play.sight import sights_of
from escalation_game.play.sources import sources
from escalation_game.play.view import Part, Variable
from escalation_game.play.why import closed, moved_by, noise_of, reading_of, step_under


def wanted_by(match: Match, role: str) -> tuple[str, ...]:
    """The objectives of a role; all of the scenario's where it names none."""
    file = match.scenario.file
    return tuple(file.roles[role].objectives or sorted(file.objectives))


def wanted_value(match: Match, role: str, name: str, turn: int) -> tuple[float, float] | None:
    """An objective after `turn` turns in its unit, rounded as what it is made of is told, and its standard error.

    None where it rests on what the role cannot see. Raises KeyError for an unknown name.
    """
    expr, reading = _formula(match, name), _told(match, role, turn)
    value = float(reading.number(expr)[0])
    if not isfinite(value):
        return None
    noise = _noise(match, role, reading, expr, turn)
    step = step_under(noise)
    return (round(value / step) * step if step else value) + 0.0, noise


def wanted_variable(match: Match, role: str, name: str) -> Variable | None:
    """An objective with its whole history and the parts of its last change; None where it cannot be known now.

    Its history begins where it could first be known. Raises KeyError for an unknown name.
    """
    entry, dates = match.scenario.file.objectives[name], match.scenario.file.calendar.dates
    told = [wanted_value(match, role, name, turn) for turn in range(match.turn + 1)]
    known = [(dates[turn], one[0]) for turn, one in enumerate(told) if one is not None]
    now = told[-1]
    if now is None or len(known) < len(told):
        return None
    low, high = entry.range or (None, None)
    return Variable(
        name=name, kind="objective", title=entry.title, unit=entry.unit or "", note=entry.note or "", value=now[0], label="",
        low=low, high=high, noise=now[1], change=now[0] - known[-2][1] if match.turn else 0.0, history=tuple(known),
        parts=why_wanted(match, role, name, match.turn), sources=sources(match, entry.source),
    )  # fmt: skip


def why_wanted(match: Match, role: str, name: str, turn: int) -> tuple[Part, ...]:
    """What moved an objective in a turn (the first is 1), by what its formula reads; the parts add up to the change that is shown."""
    if turn < 1:
        return ()
    before, after = wanted_value(match, role, name, turn - 1), wanted_value(match, role, name, turn)
    if before is None or after is None:
        return ()
    shares = attribute(_formula(match, name), *(_told(match, role, at) for at in (turn - 1, turn)))
    parts = [part for part in moved_by(match, sights_of(match, role), shares) if isfinite(part.amount)]
    noisy = after[1] > 0
    return closed(parts, after[0] - before[0], step_under(after[1]), "noise" if noisy else "exact")


def _formula(match: Match, name: str) -> Expr:
    found = next((one.value for one in match.scenario.game.objectives if one.name == name), None)
    if found is None:
        raise KeyError(name)
    return found


def _told(match: Match, role: str, turn: int) -> Reading:
    return reading_of(match, role, turn)


def _noise(match: Match, role: str, reading: Reading, expr: Expr, turn: int) -> float:
    """The standard error of a formula of what is reported with noise: each number moved by its own, squares added up (first order)."""
    value, squares = float(reading.number(expr)[0]), 0.0
    for leaf in leaves(expr):
        if not isinstance(leaf, Read) or leaf.kind not in {"stock", "derived"}:
            continue
        if noise := noise_of(match, role, leaf.name, turn):
            moved = replace(reading, given={**reading.given, leaf: reading.given[leaf] + noise})
            squares += (float(moved.number(expr)[0]) - value) ** 2
    return squares**0.5 if isfinite(squares) else 0.0
