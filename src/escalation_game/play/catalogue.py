"""The scenarios at hand, and a match of one of them: what a window or a server needs to begin, without reaching below `play`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.match import YOU, Match, replay
from escalation_game.play.record import read_record
from escalation_game.scenario import ScenarioError, load, shipped

#: What `ui` and `server`, which do not reach below `play`, catch when a scenario cannot be used.
BrokenScenarioError = ScenarioError


@dataclass(frozen=True, slots=True)
class Listing:
    """A scenario one can start. `turns` is its length, `dates` when each turn begins and when the last is over.

    `lenses` map names to titles, `presets` to (title, turns).
    """

    name: str
    title: str
    summary: str
    turns: int
    step: str
    dates: tuple[str, ...]
    content_note: str
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
    calendar = file.calendar
    return Listing(
        name, file.title, file.summary, calendar.turns, calendar.step, calendar.dates, file.content_note or "", lenses, presets,
    )  # fmt: skip


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


def deciding_roles(match: Match) -> tuple[str, ...]:
    """The roles in seats called "you", in the order in which they decide."""
    order = {one.name: (one.order, one.name) for one in match.scenario.game.roles}
    return tuple(sorted((role for role, seat in match.seats.items() if seat == YOU), key=lambda role: order[role]))


def player_role(match: Match) -> str:
    """The role whose view is shown: the scenario's player role if it is yours or nobody's, else the first of yours."""
    player = next(role for role, entry in match.scenario.file.roles.items() if entry.player)
    yours = deciding_roles(match)
    return player if player in yours or not yours else yours[0]
