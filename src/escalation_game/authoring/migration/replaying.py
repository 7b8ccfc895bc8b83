"""Plays from before a migration, played again after it: what comes out otherwise, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from escalation_game.play.match import DOCTRINE, YOU, Match, MatchStoppedError, replay_as_copy
from escalation_game.play.record import Record, RecordError, read_record
from escalation_game.policies.bots import BOTS
from escalation_game.scenario.load import Scenario

SEEDS = 3  #: plays of each bot
_MOST = 5  # differences told of one play


@dataclass(frozen=True)
class Otherwise:
    """A play that comes out otherwise: which one, how it ended and ends now (titles, "" while it went on), and the first differences in words."""

    play: str
    was: str
    now: str
    differences: tuple[str, ...]


@dataclass(frozen=True)
class Replays:
    """`plays` made by bots and `records` replayed, what came out `otherwise`, and files that could not be used, with the reason."""

    plays: int
    records: int
    otherwise: tuple[Otherwise, ...]
    unused: tuple[str, ...] = ()

    @property
    def endings_changed(self) -> int:
        """How many plays end otherwise."""
        return sum(one.was != one.now for one in self.otherwise)


def replays(before: Scenario | None, after: Scenario, folder: Path | None = None) -> Replays:
    """Plays bots by the rules as they were (none where these cannot be played), then these plays and a folder's records by the rules as they are.

    Raises OSError on a folder that cannot be read.
    """
    played = list(_bots(before)) if before else []
    kept, unused = _records(folder, after.name) if folder else ([], [])
    found = [_again(one, before, after) for one in played]
    for one in kept:
        if before and (told := _played(one.record, before)[1]):
            unused.append(f"{one.name}: came out otherwise before the migration already: {told[0]}")
        else:
            found.append(_again(one, before, after))
    return Replays(len(played), len(found) - len(played), tuple(one for one in found if one), tuple(unused))


@dataclass(frozen=True)
class _Play:
    """A play by what it is called, and its record."""

    name: str
    record: Record


def _bots(scenario: Scenario) -> Iterator[_Play]:
    """A few plays of every bot in the player's role, and of doctrine."""
    player = next(name for name, role in scenario.file.roles.items() if role.player)
    for bot in (*sorted(BOTS), DOCTRINE):
        for seed in range(SEEDS):
            try:
                match = Match(scenario, seed, seats={player: bot})
                while match.ending is None:
                    match.end_turn()
            except MatchStoppedError:
                continue  # rules that break have nothing to be compared with
            yield _Play(f"{bot}, seed {seed}", match.record())


def _records(folder: Path, name: str) -> tuple[list[_Play], list[str]]:
    """The records of a folder that are of this scenario, and what is said of its other files."""
    kept, unused = list[_Play](), list[str]()
    for path in sorted(one for one in folder.iterdir() if one.suffix == ".json"):
        try:
            record = read_record(path)
        except RecordError as error:
            unused.append(str(error))
            continue
        if record.scenario == name:
            kept.append(_Play(path.name, record))
        else:
            unused.append(f"{path}: a record of {record.scenario}, not of {name}")
    return kept, unused


def _again(play: _Play, before: Scenario | None, after: Scenario) -> Otherwise | None:
    """What comes out otherwise when a play is played by the rules as they are; None where nothing does."""
    was = _played(play.record, before)[0] if before else ""
    now, told = _played(play.record, after)
    if not told and (before is None or now == was):
        return None
    return Otherwise(play.name, was if before else now, now, told[:_MOST])


def _played(record: Record, scenario: Scenario) -> tuple[str, tuple[str, ...]]:
    """How a record ends by some rules ("" where it does not come to an end), and what comes out otherwise than recorded.

    Everybody's choices are repeated, those of bots too: a bot that is made anew could hide a difference, or make one.
    """
    seats = {role: seat if seat == DOCTRINE else YOU for role, seat in record.seats.items()}
    try:
        match, told = replay_as_copy(replace(record, seats=seats), scenario)
    except RecordError as error:
        return "", (str(error),)
    return scenario.file.endings[match.ending].title if match.ending else "", told
