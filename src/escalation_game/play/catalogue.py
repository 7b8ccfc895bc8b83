"""The scenarios at hand, and a match of one of them: what a window or a server needs to begin, without reaching below `play`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Literal, TypeAlias

from escalation_game.play.match import DOCTRINE, YOU, Match, replay
from escalation_game.play.record import read_record
from escalation_game.policies.bots import BOTS
from escalation_game.scenario import Finding, Scenario, ScenarioError, load, shipped
from escalation_game.scenario.edited import Edit
from escalation_game.scenario.findings import printable
from escalation_game.scenario.own import own_folder, scenarios_in
from escalation_game.scenario.schema import ScenarioFile

#: What `ui` and `server`, which do not reach below `play`, catch when a scenario cannot be used.
BrokenScenarioError = ScenarioError

#: Where a scenario lies: with the game, in the user's own folder, in the further folder of the settings, or anywhere.
Origin: TypeAlias = Literal["shipped", "own", "further", "elsewhere"]


#: Who can sit in a seat where no person does: the scenario's doctrine, then the simple bots.
UNMANNED = (DOCTRINE, *sorted(BOTS))


@dataclass(frozen=True, slots=True)
class Goal:
    """Something a role can want."""

    name: str
    title: str
    better: Literal["higher", "lower"]
    note: str


@dataclass(frozen=True, slots=True)
class Playable:
    """A role as it can be taken before a match; `player` is the one that is a person's unless said otherwise."""

    name: str
    title: str
    brief: str
    player: bool
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class FindingTold:
    """One thing that is wrong with a scenario: its code, what it is, where ("scenario.yaml:51:63"), and what to do.

    `excerpt` is the line of the file, "" where there is none; from `column` (the first is 1) on, `length` characters of it are meant.
    """

    code: str
    message: str
    place: str
    hint: str
    excerpt: str = ""
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """A scenario at hand. `turns` is its length, `dates` when each turn begins and when the last is over.

    `lenses` map names to titles and `arguments` to what each holds, `presets` to (title, turns). `source` is what `new_match` takes; `sources` is
    how many the scenario cites. With `findings` it cannot be played, and nothing else of it is known but `name`, `source`, `folder` and `origin`.
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
    arguments: Mapping[str, str]
    roles: tuple[Playable, ...]
    source: str = ""
    folder: Path = Path()
    origin: Origin = "elsewhere"
    authors: tuple[str, ...] = ()
    license: str = ""
    sources: int = 0
    findings: tuple[FindingTold, ...] = ()


def listings(further: Path | None = None) -> tuple[Listing, ...]:
    """The scenarios that come with the game, the user's own, and those in a `further` folder. Broken ones are listed with their findings."""
    own = scenarios_in(own_folder())
    others = scenarios_in(further) if further is not None and further != own_folder() else {}
    return (
        *(_at(name, name, path, "shipped") for name, path in sorted(shipped().items())),
        *(_at(name, str(path), path, "own") for name, path in own.items()),
        *(_at(name, str(path), path, "further") for name, path in others.items()),
    )


def listing(name: str) -> Listing:
    """What there is to say of one scenario before it starts. Raises ScenarioError."""
    scenario = load(name)
    return _listing(scenario, name, Path(name), "shipped" if name in shipped() else "elsewhere")


def findings_told(error: ScenarioError, inside: Path | str) -> tuple[FindingTold, ...]:
    """The findings of a scenario or a pack that cannot be used, their places without the path `inside` which they all lie."""
    return tuple(_finding_told(finding, str(inside)) for finding in error.findings)


def _finding_told(finding: Finding, inside: str) -> FindingTold:
    place = finding.place
    file = place.file.removeprefix(inside).lstrip("/\\") or PurePath(place.file).name
    where = f"{file}:{place.line}:{place.column}" if place.excerpt else file
    excerpt = printable(place.excerpt.expandtabs(1)).rstrip()
    return FindingTold(
        finding.code, finding.message, printable(where), finding.hint, excerpt, place.column, place.length
    )


def _at(name: str, source: str, path: Path, origin: Origin) -> Listing:
    """A listing, made anew only when the file has changed since the last time."""
    try:
        seen = path.stat()
    except OSError:
        return _looked_at(name, source, path, origin, (0, 0))
    return _looked_at(name, source, path, origin, (seen.st_mtime_ns, seen.st_size))


@lru_cache(maxsize=400)
def _looked_at(name: str, source: str, path: Path, origin: Origin, _state: tuple[int, int]) -> Listing:
    try:
        return _listing(load(path), source, path.parent, origin)
    except ScenarioError as error:
        findings = findings_told(error, path.parent)
    title = printable(name)
    return Listing(name, title, "", 0, "month", (), "", {}, {}, {}, (), source, path.parent, origin, findings=findings)


def _listing(scenario: Scenario, source: str, folder: Path, origin: Origin) -> Listing:
    file, calendar = scenario.file, scenario.file.calendar
    return Listing(
        scenario.name, file.title, file.summary, calendar.turns, calendar.step, calendar.dates, file.content_note or "",
        {key: entry.title for key, entry in file.lenses.items()},
        {key: (entry.title, entry.turns) for key, entry in file.presets.items()},
        {key: entry.argument for key, entry in file.lenses.items()}, tuple(_playable(file, role) for role in file.roles),
        source, folder, origin, file.authors, file.license or "", len(file.sources),
    )  # fmt: skip


def _playable(file: ScenarioFile, role: str) -> Playable:
    entry = file.roles[role]
    goals = tuple(
        Goal(name, file.objectives[name].title, file.objectives[name].better, file.objectives[name].note or "")
        for name in entry.objectives or sorted(file.objectives)
    )
    return Playable(role, entry.title, entry.brief or "", entry.player, goals)


def new_match(
    scenario: str,
    *,
    seed: int | None = None,
    lens: str | None = None,
    seats: Mapping[str, str] | None = None,
    length: int | None = None,
    assumptions: Mapping[str, float | Edit] | None = None,
    priorities: Mapping[str, Mapping[str, float]] | None = None,
    open_information: bool = False,
) -> Match:
    """A match from its first turn. Raises ScenarioError, and ValueError on a name that does not exist."""
    return Match(
        load(scenario), seed, lens, seats, length=length, assumptions=assumptions, priorities=priorities,
        open_information=open_information,
    )  # fmt: skip


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
