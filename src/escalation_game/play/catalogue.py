"""The scenarios at hand, and a match of one of them: what a window or a server needs to begin, without reaching below `play`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.match import Match, replay
from escalation_game.play.record import read_record
from escalation_game.scenario import load, shipped


@dataclass(frozen=True, slots=True)
class Listing:
    """A scenario one can start. `turns` is its length, `lenses` map names to titles, `presets` to (title, turns)."""

    name: str
    title: str
    summary: str
    turns: int
    step: str
    lenses: Mapping[str, str]
    presets: Mapping[str, tuple[str, int]]


def listings() -> tuple[Listing, ...]:
    """The scenarios that come with the game. Raises ScenarioError when one is broken."""
    return tuple(listing(name) for name in sorted(shipped()))


def listing(name: str) -> Listing:
    """What there is to say of one scenario before it starts. Raises ScenarioError."""
    file = load(name).file
    lenses = {key: entry.title for key, entry in file.lenses.items()}
    presets = {key: (entry.title, entry.turns) for key, entry in file.presets.items()}
    return Listing(name, file.title, file.summary, file.calendar.turns, file.calendar.step, lenses, presets)


def new_match(
    scenario: str,
    *,
    seed: int | None = None,
    lens: str | None = None,
    seats: Mapping[str, str] | None = None,
    length: int | None = None,
) -> Match:
    """A match from its first turn. Raises ScenarioError, and ValueError on a name that does not exist."""
    return Match(load(scenario), seed, lens, seats, length=length)


def resumed_match(path: Path) -> Match:
    """A match played again to where its record ends. Raises RecordError and ScenarioError."""
    return replay(read_record(path))


def player_role(match: Match) -> str:
    """The role in the seat called "you", the scenario's player role first."""
    roles = match.scenario.file.roles
    yours = sorted(
        (role for role, seat in match.seats.items() if seat == "you"), key=lambda role: (not roles[role].player, role)
    )
    return yours[0] if yours else next(role for role, entry in roles.items() if entry.player)
