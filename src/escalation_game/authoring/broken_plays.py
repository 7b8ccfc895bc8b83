"""Plays in which a number was none (a division by nothing, an overflow): kept as records that `replay` opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.faults import MatchStoppedError
from escalation_game.play.match import DOCTRINE, YOU, Match
from escalation_game.play.record import Turn
from escalation_game.play.referee import objectives
from escalation_game.scenario.load import Scenario

MOST = 20  #: broken plays that are looked into; the rest is counted


@dataclass(frozen=True)
class Broken:
    """A play to look into: a match of `seed` whose `played` roles chose `choices`, turn by turn, and which broke in the last of them.

    Without any it broke at once. `injects` were placed, turn by turn.
    """

    bot: str
    seed: int
    played: tuple[str, ...]
    choices: tuple[Mapping[str, tuple[str, ...]], ...]
    injects: tuple[tuple[str, ...], ...]

    @property
    def last(self) -> Mapping[str, tuple[str, ...]]:
        """The choices of the turn that could not be played."""
        return self.choices[-1] if self.choices else {}

    @property
    def turn(self) -> int:
        """The turn that could not be played; 0 when not even the start could be computed."""
        return len(self.choices)


@dataclass(frozen=True)
class Fault:
    """What broke and where, in words; `record` holds the match up to the turn before, where there is one."""

    broken: Broken
    message: str
    record: Path | None


def look_into(scenario: Scenario, broken: Broken, folder: Path) -> Fault:
    """Plays a broken play again as a match, and keeps it up to where it breaks. Raises OSError when the record cannot be written."""
    seats = {role.name: YOU if role.name in broken.played else DOCTRINE for role in scenario.game.roles}
    try:
        match = Match(scenario, broken.seed, seats=seats)
    except MatchStoppedError as error:
        return Fault(broken, str(error), None)
    try:
        for choices, injects in zip(broken.choices, broken.injects, strict=True):
            match.repeat(Turn(dict(choices), (), injects=injects))
            match.end_turn()
        message = _worthless(match)
    except MatchStoppedError as error:
        message = str(error)
    path = folder / f"{scenario.name}-{broken.bot.replace(' ', '-')}-seed-{broken.seed}.json"
    match.keep(path)
    return Fault(broken, message, path)


def _worthless(match: Match) -> str:
    """What is no number at the end of a match that can be played to its end."""
    for name, value in objectives(match).items():
        if value is None:
            place = match.scenario.places.at(("objectives", name, "value"))
            return f"{place.file}:{place.line}:{place.column}: at the end: the objective {name} is not a finite number"
    return "it breaks only beside other plays: please report this"


def told(choices: Mapping[str, Sequence[str]]) -> str:
    """The choices of a turn in words."""
    return (
        "; ".join(f"{role} chose {', '.join(actions)}" for role, actions in sorted(choices.items()) if actions)
        or "nobody chose anything"
    )
