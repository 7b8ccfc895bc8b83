"""How a match came out against what a player said to want before it: each objective with its share of the points, and whether it came out better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from escalation_game.play.match import Match
from escalation_game.play.revealed import revealed

Outcome = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An objective: the share of all points that it was given, 0…1, and how it truly came out against the start."""

    name: str
    title: str
    share: float
    outcome: Outcome


def weighed(match: Match, role: str) -> tuple[Weighed, ...]:
    """What a role wanted, most wanted first; empty where it did not say. Raises ValueError while the match goes on."""
    points = {name: given for name, given in match.priorities.get(role, {}).items() if given > 0}
    total, truth = sum(points.values()), revealed(match).objectives
    told: list[Weighed] = []
    for name, given in points.items():
        if name in truth:
            entry, (start, end) = match.scenario.file.objectives[name], truth[name]
            gain = end - start if entry.better == "higher" else start - end
            outcome: Outcome = "better" if gain > 0 else "worse" if gain < 0 else "same"
            told.append(Weighed(name, entry.title, given / total, outcome))
    return tuple(sorted(told, key=lambda one: (-one.share, one.name)))


def share_of(weighed: tuple[Weighed, ...], outcome: Outcome) -> float:
    """The share of what was wanted that came out so, 0…1."""
    return sum(one.share for one in weighed if one.outcome == outcome)
