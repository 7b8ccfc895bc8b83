"""What is told when a match is over: the lens the world followed, and the truth of every hidden case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from escalation_game.play.match import Match
from escalation_game.play.narration import case_label
from escalation_game.play.referee import objectives


@dataclass(frozen=True, slots=True)
class LensTold:
    """A lens in the author's words."""

    name: str
    title: str
    argument: str


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A hidden question, and what the answer was in this match."""

    name: str
    title: str
    answer: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """`lens` None: the scenario's own numbers were played. `objectives` maps each to its true value at the start and at the end,
    where both have one.
    """

    lens: LensTold | None
    cases: tuple[CaseTold, ...]
    objectives: Mapping[str, tuple[float, float]]


def revealed(match: Match) -> Revealed:
    """What was hidden. Raises ValueError while the match goes on."""
    if match.ending is None:
        raise ValueError("what is hidden is told when the match is over")
    file = match.scenario.file
    lens = file.lenses.get(match.lens)
    told = LensTold(match.lens, lens.title, lens.argument) if lens else None
    cases: list[CaseTold] = []
    for case in match.scenario.game.cases:
        index = int(match.machine.row(match.state, "case", case.name)[0])
        entry = file.cases[case.name]
        cases.append(CaseTold(case.name, entry.title, case_label(entry.labels, case.cases[index])))
    start, end = objectives(match, 0), objectives(match)
    return Revealed(told, tuple(cases), _both(start, end))


def _both(start: Mapping[str, float | None], end: Mapping[str, float | None]) -> dict[str, tuple[float, float]]:
    pairs = ((name, start[name], value) for name, value in end.items())
    return {name: (first, last) for name, first, last in pairs if first is not None and last is not None}
