"""Plays in which a number was none (a division by nothing, an overflow): kept as records that `replay` opens, the shortest of each kind as a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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

    @property
    def decided(self) -> int:
        """How many choices were made and injects placed."""
        return sum(len(actions) for turn in self.choices for actions in turn.values()) + sum(map(len, self.injects))


@dataclass(frozen=True)
class Breaking:
    """A play played again as a match. `message` says where it broke, "" when it did not.

    `made` is the play as it was made: without choices that could not be had, and no longer than until it broke or ended. `match` is the match up
    to the turn before, or to its end; None when it broke at once.
    """

    made: Broken
    message: str
    match: Match | None

    @property
    def fault(self) -> tuple[str, ...]:
        """See fault_of."""
        return fault_of(self.message)


@dataclass(frozen=True)
class Shortest:
    """A broken play without all that it breaks without: as a record up to the turn before, if there is one, and as a test for `tests.yaml`."""

    broken: Broken
    message: str
    record: Path | None
    test: Path


@dataclass(frozen=True)
class Fault:
    """What broke and where, in words; `record` holds the match up to the turn before, where there is one.

    The first of those that broke in the same way has a `shortest`.
    """

    broken: Broken
    message: str
    record: Path | None
    shortest: Shortest | None = None


def break_again(scenario: Scenario, broken: Broken) -> Breaking:
    """Plays a broken play again as a match; after its own turns nothing more is chosen."""
    seats = {role.name: YOU if role.name in broken.played else DOCTRINE for role in scenario.game.roles}
    try:
        match = Match(scenario, broken.seed, seats=seats)
    except MatchStoppedError as error:
        return Breaking(replace(broken, choices=(), injects=()), str(error), None)
    choices, injects = list[Mapping[str, tuple[str, ...]]](), list[tuple[str, ...]]()
    message = ""
    while match.ending is None and not message:
        own = match.turn < len(broken.choices)
        injects.append(broken.injects[match.turn] if own else ())
        match.repeat(Turn(dict(broken.choices[match.turn]) if own else {}, (), injects=injects[-1]))
        choices.append({role: match.chosen(role) for role in broken.played})
        try:
            match.end_turn()
        except MatchStoppedError as error:
            message = str(error)
    made = replace(broken, choices=tuple(choices), injects=tuple(injects))
    return Breaking(made, message or _worthless(match), match)


def look_into(scenario: Scenario, broken: Broken, folder: Path) -> Fault:
    """Plays a broken play again as a match, and keeps it up to where it breaks. Raises OSError when the record cannot be written."""
    again = break_again(scenario, broken)
    message = again.message or "it breaks only beside other plays: please report this"
    if again.match is None:
        return Fault(broken, message, None)
    path = folder / f"{file_name(scenario, broken)}.json"
    again.match.keep(path)
    return Fault(replace(broken, choices=broken.choices[: again.made.turn]), message, path)


def fault_of(message: str) -> tuple[str, ...]:
    """The place in the file and the number that was none: what two plays that break in the same way have alike, whatever the turn."""
    return tuple(message.rsplit(": ", 2)[::2]) if message else ()


def file_name(scenario: Scenario, broken: Broken) -> str:
    """What files about a broken play are called, without an ending."""
    return f"{scenario.name}-{broken.bot.replace(' ', '-')}-seed-{broken.seed}"


def _worthless(match: Match) -> str:
    """What is no number at the end of a match that can be played to its end; "" when everything is one."""
    for name, value in objectives(match).items():
        if value is None:
            place = match.scenario.places.at(("objectives", name, "value"))
            return f"{place.file}:{place.line}:{place.column}: at the end: the objective {name} is not a finite number"
    return ""


def told(choices: Mapping[str, Sequence[str]]) -> str:
    """The choices of a turn in words."""
    return (
        "; ".join(f"{role} chose {', '.join(actions)}" for role, actions in sorted(choices.items()) if actions)
        or "nobody chose anything"
    )
