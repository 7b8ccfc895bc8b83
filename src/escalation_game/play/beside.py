"""Two matches of one scenario side by side, as one role sees both: turn by turn, what each chose, what each came to, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from escalation_game.play.branches import luck_apart, shared_turns
from escalation_game.play.match import Match
from escalation_game.play.narration import case_label
from escalation_game.play.revealed import revealed
from escalation_game.play.seeing import turn_told, view
from escalation_game.play.view import Ending, Objective, TurnTold, View
from escalation_game.play.why import noise_of, seen_value


@dataclass(frozen=True, slots=True)
class TurnBeside:
    """A turn of both; None where one has not been played so far. `same`: both share it."""

    turn: int
    date: str
    one: TurnTold | None
    other: TurnTold | None
    same: bool


@dataclass(frozen=True, slots=True)
class VariableBeside:
    """A variable the role sees, from the start to where each match stands. `labels` name the cases of a switch, else empty.

    `noise` is the standard error of the last value both have. A value's place is the turn it was after; values are in `unit`.
    """

    name: str
    title: str
    unit: str
    kind: Literal["stock", "derived", "switch"]
    low: float | None
    high: float | None
    noise: float
    labels: tuple[str, ...]
    one: tuple[float, ...]
    other: tuple[float, ...]

    def difference(self, turn: int) -> float | None:
        """The other less the one after a turn; None where either has not come so far."""
        return self.other[turn] - self.one[turn] if turn < min(len(self.one), len(self.other)) else None

    @property
    def span(self) -> float:
        """What a difference is measured by: the declared range, or the largest value where there is none."""
        if self.low is not None and self.high is not None and self.high > self.low:
            return self.high - self.low
        return max(1e-12, *(abs(value) for value in (*self.one, *self.other)))


@dataclass(frozen=True, slots=True)
class ObjectiveBeside:
    """What was wanted, in both; None where it cannot be known. In truth where both are over, else as far as the role knows."""

    name: str
    title: str
    unit: str
    better: Literal["higher", "lower"]
    one: float | None
    other: float | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Two matches. They share `shared` turns; `after` is the last turn both have played; from turn `luck_apart` on they meet other dice.

    `variables` are sorted: those that differ most after `after` turns first, for their range; those watched before the others.
    """

    turns: tuple[TurnBeside, ...]
    variables: tuple[VariableBeside, ...]
    objectives: tuple[ObjectiveBeside, ...]
    endings: tuple[Ending | None, Ending | None]
    shared: int
    after: int
    luck_apart: int | None


def beside(one: Match, other: Match, role: str) -> Beside:
    """Two matches of the same scenario compared. Raises KeyError for an unknown role."""
    records = one.record(), other.record()
    shared, after = shared_turns(*records), min(one.turn, other.turn)
    seen = view(one, role), view(other, role)
    variables = [
        _variable(one, other, role, found.name, found.kind) for found in seen[0].variables if found.kind != "objective"
    ]
    watched = {name: number for number, name in enumerate(one.scenario.file.roles[role].watch)}

    def rank(variable: VariableBeside) -> tuple[bool, float, int, str]:
        size = abs(variable.difference(after) or 0.0) / variable.span
        return variable.name not in watched, -size, watched.get(variable.name, 0), variable.name

    return Beside(
        tuple(_turn(one, other, role, number, shared) for number in range(1, max(one.turn, other.turn) + 1)),
        tuple(sorted(variables, key=rank)),
        _objectives(one, other, *seen),
        (seen[0].ending, seen[1].ending),
        shared,
        after,
        luck_apart(*records),
    )


def _turn(one: Match, other: Match, role: str, turn: int, shared: int) -> TurnBeside:
    told = [turn_told(match, role, turn) if turn <= match.turn else None for match in (one, other)]
    return TurnBeside(turn, one.scenario.file.calendar.dates[turn - 1], told[0], told[1], turn <= shared)


def _variable(
    one: Match, other: Match, role: str, name: str, kind: Literal["stock", "derived", "switch"]
) -> VariableBeside:
    file = one.scenario.file
    values = [tuple(seen_value(match, role, name, turn) for turn in range(match.turn + 1)) for match in (one, other)]
    if kind == "switch":
        switch = file.switches[name]
        labels = tuple(case_label(switch.labels, case) for case in switch.cases)
        return VariableBeside(name, switch.title, "", kind, None, None, 0.0, labels, values[0], values[1])
    entry = file.stocks[name] if kind == "stock" else file.derived[name]
    low, high = entry.range or (None, None)
    noise = noise_of(one, role, name, min(one.turn, other.turn))
    return VariableBeside(name, entry.title, entry.unit or "", kind, low, high, noise, (), values[0], values[1])


def _objectives(one: Match, other: Match, seen: View, seen_other: View) -> tuple[ObjectiveBeside, ...]:
    if one.ending is not None and other.ending is not None:
        ends = [{name: end for name, (_start, end) in revealed(match).objectives.items()} for match in (one, other)]
    else:
        ends = [{wanted.name: wanted.value for wanted in view.objectives} for view in (seen, seen_other)]
    known: dict[str, Objective] = {wanted.name: wanted for wanted in (*seen.objectives, *seen_other.objectives)}
    return tuple(
        ObjectiveBeside(name, wanted.title, wanted.unit, wanted.better, ends[0].get(name), ends[1].get(name))
        for name, wanted in known.items()
    )
