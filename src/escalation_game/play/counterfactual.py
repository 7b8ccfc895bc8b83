"""Whether a choice mattered: the match beside the same match, on the same luck, without it, as one role sees both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from escalation_game.play.match import Match
from escalation_game.play.said import said
from escalation_game.play.seeing import view
from escalation_game.play.view import View


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that came out otherwise, a `kind` of variable, an objective or the ending. `value` with the choice and `other` without it, in `unit`.

    For a switch or the ending, where numbers say nothing, `label` and `other_label` name what holds with and without it.
    """

    kind: Literal["stock", "derived", "switch", "objective", "ending"]
    name: str
    title: str
    unit: str
    value: float
    other: float
    label: str = ""
    other_label: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one choice changed until `after` turns had been played, for one role. Empty `differences`: nothing it can see."""

    turn: int
    action: str
    title: str
    after: int
    differences: tuple[Difference, ...]


def own_choices(match: Match, role: str, turn: int | None = None) -> list[tuple[int, str]]:
    """The (turn, action) pairs a role chose, in one turn (the first is 1) or in all."""
    turns = range(1, match.turn + 1) if turn is None else [turn]
    return [(number, action) for number in turns for action in match.turns[number - 1].choices.get(role, ())]


def compare(match: Match, role: str, action: str, turn: int) -> Comparison:
    """The match now beside the match without an action chosen in `turn`: the ending, the role's objectives, then what it watches."""
    now, other = view(match, role), view(match.without(action, turn), role)
    found = (*_ending(now, other), *_objectives(now, other), *_watched(now, other))
    return Comparison(turn, action, match.scenario.file.actions[action].title, match.turn, found)


def _ending(now: View, other: View) -> Iterator[Difference]:
    here, there = (one.ending.name if one.ending else "" for one in (now, other))
    if here != there:
        labels = [one.ending.title if one.ending else said("not ended yet") for one in (now, other)]
        yield Difference("ending", "ending", said("Ending"), "", 0.0, 0.0, *labels)


def _objectives(now: View, other: View) -> Iterator[Difference]:
    there = {one.name: one.value for one in other.objectives}
    for one in now.objectives:
        if one.name in there and there[one.name] != one.value:
            yield Difference("objective", one.name, one.title, one.unit, one.value, there[one.name])


def _watched(now: View, other: View) -> Iterator[Difference]:
    for name in now.watch:
        here, there = now.variable(name), other.variable(name)
        if here.value != there.value:
            yield Difference(here.kind, name, here.title, here.unit, here.value, there.value, here.label, there.label)
