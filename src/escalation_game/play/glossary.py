"""The words of a scenario explained, as one role may know them: never a value, only what each thing is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from escalation_game.play.match import Match
from escalation_game.play.narration import case_label
from escalation_game.play.seeing import view
from escalation_game.play.view import Objective, Source, Variable

WordKind: TypeAlias = Literal["stock", "derived", "switch", "objective", "role", "action", "secret", "lens"]


@dataclass(frozen=True, slots=True)
class Word:
    """Something of the scenario by its title. `labels` are the cases it can be in, `low` and `high` its range in `unit`."""

    kind: WordKind
    name: str
    title: str
    text: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    noise: bool = False
    labels: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


def words_of(match: Match, role: str) -> tuple[Word, ...]:
    """What the role can look up, in the order of titles. Raises KeyError for an unknown role."""
    seen = view(match, role)
    file = match.scenario.file
    found = [
        *(_of_variable(one, match) for one in seen.variables),
        *(_of_objective(one) for one in seen.objectives),
        *(Word("action", one.name, one.title, one.summary, sources=one.sources) for one in seen.actions),
        *(
            Word("secret", one.name, one.title, "", labels=one.labels) for one in seen.secrets
        ),  # its note could tell too much
        *_roles(match, role),
        *(Word("lens", name, lens.title, lens.argument) for name, lens in file.lenses.items()),
    ]
    return tuple(sorted(found, key=lambda word: (word.title.casefold(), word.kind, word.name)))


def _of_variable(one: Variable, match: Match) -> Word:
    if one.kind == "switch":
        switch = match.scenario.file.switches[one.name]
        labels = tuple(case_label(switch.labels, case) for case in switch.cases)
        return Word("switch", one.name, one.title, one.note, labels=labels, sources=one.sources)
    return Word(one.kind, one.name, one.title, one.note, one.unit, one.low, one.high, one.noise > 0, (), one.sources)


def _of_objective(one: Objective) -> Word:
    return Word("objective", one.name, one.title, one.note, one.unit, one.low, one.high)


def _roles(match: Match, role: str) -> Iterator[Word]:
    """Each role; what a role is told before the match stays with who plays it."""
    for name, entry in match.scenario.file.roles.items():
        yield Word("role", name, entry.title, (entry.brief or "") if name == role else entry.note or "")
