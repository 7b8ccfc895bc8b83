"""A record that comes out otherwise since the rules have changed: what was recorded, and what these rules make of the same choices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from escalation_game.play.branches import recorded_turn
from escalation_game.play.catalogue import player_role
from escalation_game.play.match import Match, replay_as_copy
from escalation_game.play.record import Record, Turn
from escalation_game.play.sight import Sights
from escalation_game.play.view import TurnTold


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A number the role sees exactly, as it was recorded and as it is now, both after `turn` turns and in `unit`."""

    turn: int
    date: str
    title: str
    unit: str
    was: float
    now: float


@dataclass(frozen=True, slots=True)
class Copy:
    """The same choices under these rules. `match` has no record yet; `turns` are those of the old record as the role knows them.

    `happenings` pairs what was recorded of a turn with what these rules make of it, where choices or events differ.
    `stopped` says from where on it could not be played, "" when it went to the end.
    """

    match: Match
    turns: tuple[TurnTold, ...]
    numbers: tuple[Otherwise, ...]
    happenings: tuple[tuple[TurnTold, TurnTold], ...]
    stopped: str


def copied(record: Record) -> Copy:
    """Plays a record again by these rules. Raises RecordError when not even its start fits, ScenarioError when its scenario is broken."""
    match, told = replay_as_copy(record)
    role = player_role(match)
    turns = tuple(recorded_turn(match, role, record, number) for number in range(1, len(record.turns) + 1))
    now = tuple(recorded_turn(match, role, match.record(), number) for number in range(1, match.turn + 1))
    pairs = tuple((was, is_now) for was, is_now in zip(turns, now, strict=False) if was != is_now)
    numbers = tuple(_numbers(match, role, record))
    return Copy(match, turns, numbers, pairs, told[-1] if match.turn < len(record.turns) and told else "")


def _numbers(match: Match, role: str, record: Record) -> Iterator[Otherwise]:
    """What differs of what the role sees exactly: the rest stays hidden, as in the match itself."""
    for number, (was, now) in enumerate(zip(record.turns, match.turns, strict=False), 1):
        yield from _of_turn(match, Sights(match.scenario.file, role), number, was, now)


def _of_turn(match: Match, sights: Sights, number: int, was: Turn, now: Turn) -> Iterator[Otherwise]:
    file = match.scenario.file
    date = file.calendar.dates[number]
    for name, entry in sorted({**file.stocks, **file.derived}.items()):
        if (
            name in was.values
            and name in now.values
            and sights.variable(name).kind == "exact"
            and was.values[name] != now.values[name]
        ):
            yield Otherwise(number, date, entry.title, entry.unit or "", was.values[name], now.values[name])
