"""A match that follows its scenario while somebody writes it: the same choices under the new rules, up to the same turn, on the same luck.

What was agreed on before the match, and what people chose, is kept wherever the new rules still have it; everything else is told.
The match that was followed stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from escalation_game.play.anew import Lost, repeated
from escalation_game.play.known import known_points
from escalation_game.play.match import DOCTRINE, YOU, Match, MatchStoppedError
from escalation_game.play.pending import Pending
from escalation_game.play.record import Override, Turn
from escalation_game.play.said import Said, said
from escalation_game.scenario import Finding, Place, Scenario, ScenarioError, load
from escalation_game.scenario.edited import Edit, edited
from escalation_game.scenario.load import find
from escalation_game.scenario.textfile import read_text

_PLACED = re.compile(r"(.*):(\d+):(\d+): (.*)", re.DOTALL)  # how a stopped match says where its number comes from


@dataclass(frozen=True, slots=True)
class Followed:
    """The match under the new rules. `lost` are choices that cannot be had any more, `told` what else could not be kept.

    `ended`: it is over before as many turns as the one it follows; `stopped` says why it broke off, "" when it did not.
    """

    match: Match
    lost: tuple[Lost, ...]
    told: tuple[Said, ...]
    ended: bool = False
    stopped: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing of the match was left behind."""
        return not (self.lost or self.told or self.ended or self.stopped)


def file_of(source: str) -> Path:
    """The file in which a scenario, given by name, file or folder, is written. Raises ScenarioError."""
    return find(source)


def is_of(match: Match, path: Path) -> bool:
    """Whether a match is of the scenario as it is written in a file now. Raises ScenarioError when the file cannot be read."""
    return (match.scenario.authored or match.scenario).text == read_text(path)


def taken_up(match: Match, path: Path) -> Followed:
    """The match under the rules that stand in a file now. Raises ScenarioError with what is wrong with them, a start without a value included."""
    scenario = load(path)
    try:
        return followed(match, scenario)
    except MatchStoppedError as error:
        raise ScenarioError([_without_value(error, scenario)]) from None


def followed(match: Match, scenario: Scenario) -> Followed:
    """The match under the rules of another version of its scenario, as far as it had come, this turn's choices included.

    Raises MatchStoppedError when the new rules have no value to begin with.
    """
    told: list[Said] = []
    copy = _begun(match, scenario, told)
    lost: list[Lost] = []
    for turn in match.turns:
        if copy.ending is not None:
            return Followed(copy, tuple(lost), tuple(told), ended=True)
        lost += _repeated(match, copy, turn, told)
        try:
            copy.end_turn()
        except MatchStoppedError as error:
            return Followed(copy, tuple(lost), tuple(told), stopped=str(error))
    if copy.ending is None:
        lost += _repeated(match, copy, _as_turn(match.pending), told)
    return Followed(copy, tuple(lost), tuple(told), ended=copy.ending is not None and match.ending is None)


def _without_value(error: MatchStoppedError, scenario: Scenario) -> Finding:
    """What is said of a match that cannot begin, as a finding at its place."""
    placed = _PLACED.fullmatch(str(error))
    if placed is None:
        return Finding("E652", str(error), Place(scenario.name, 1, 1))
    file, line, column, message = placed.groups()
    lines = scenario.text.splitlines()
    excerpt = lines[int(line) - 1] if int(line) <= len(lines) else ""
    return Finding("E652", message, Place(file, int(line), int(column), 1, excerpt))


# What was agreed on before the first turn


def _begun(match: Match, scenario: Scenario, told: list[Said]) -> Match:
    """The match before its first turn, with whatever was agreed on that the new rules still have."""
    copy = Match(
        scenario, match.seed, _lens(match, scenario, told), _seats(match, scenario, told), match.policies,
        None if match.length == match.scenario.game.turns else match.length, match.luck,
        assumptions=_assumptions(match, scenario, told), priorities=_priorities(match, scenario),
        open_information=match.open_information,
    )  # fmt: skip
    copy.about = match.about
    return copy


def _lens(match: Match, scenario: Scenario, told: list[Said]) -> str | None:
    if match.lens in scenario.game.lenses:
        return match.lens
    told.append(said("The lens “{lens}” is not there any more; the seed has drawn another.", lens=match.lens))
    return None


def _seats(match: Match, scenario: Scenario, told: list[Said]) -> dict[str, str]:
    """Who sat where. A new role follows its doctrine, unless the roles that people decided for are all gone."""
    titles = {role: entry.title for role, entry in match.scenario.file.roles.items()}
    people = {role for role, seat in match.seats.items() if seat == YOU}
    gone = people - scenario.file.roles.keys()
    told += [said("The role “{role}” is not there any more.", role=titles[one]) for one in sorted(gone)]
    kept = {role: seat for role, seat in match.seats.items() if role in scenario.file.roles}
    if people and people == gone:
        return kept
    return {role: kept.get(role, DOCTRINE) for role in scenario.file.roles}


def _assumptions(match: Match, scenario: Scenario, told: list[Said]) -> dict[str, Edit]:
    kept: dict[str, Edit] = {}
    for name, edit in match.assumptions.items():
        try:
            edited(scenario, {name: edit})
            kept[name] = edit
        except ValueError as error:
            told.append(said("What was assumed of “{name}” cannot be kept: {why}.", name=name, why=str(error)))
    return kept


def _priorities(match: Match, scenario: Scenario) -> Mapping[str, Mapping[str, float]]:
    """The points of objectives that are still there."""
    kept: dict[str, dict[str, float]] = {}
    for role, points in match.priorities.items():
        for name, given in points.items():
            if _goes(partial(known_points, scenario.file, {role: {name: given}})):
                kept.setdefault(role, {})[name] = given
    return kept


# What was decided in a turn


def _repeated(match: Match, copy: Match, turn: Turn, told: list[Said]) -> list[Lost]:
    """Decides a turn as it was decided; returns the choices that cannot be had, and tells the rest."""
    file, roles = match.scenario.file, copy.scenario.file.roles
    reason = said("it is not there any more")
    gone = [
        Lost(copy.turn + 1, role, action, file.actions[action].title, reason)
        for role, chosen in turn.choices.items()
        if match.seats.get(role) == YOU and role not in turn.doctrine
        for action in chosen
        if role in roles and action not in copy.scenario.file.actions
    ]
    choices = {
        role: tuple(action for action in chosen if action in copy.scenario.file.actions)
        for role, chosen in turn.choices.items()
        if role in roles
    }
    doctrine = tuple(role for role in turn.doctrine if role in roles)
    return gone + repeated(copy, replace(_from_outside(copy, turn, told), choices=choices, doctrine=doctrine))


def _from_outside(copy: Match, turn: Turn, told: list[Said]) -> Turn:
    """What was imposed on a turn, as far as it still can be."""

    def keeps(name: str, act: Callable[[], object]) -> bool:
        kept = _goes(act)
        if not kept:
            told.append(_unset(name, copy.turn + 1))
        return kept

    def settable(stock: str, one: Override) -> bool:
        return keeps(stock, partial(copy.override, stock, one.value, one.reason))

    def placed(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if keeps(name, partial(copy.place, name)))

    return replace(
        turn,
        events={name: so for name, so in turn.events.items() if keeps(name, partial(copy.force, name, happens=so))},
        injects=placed(turn.injects),
        withheld=placed(turn.withheld),
        overrides={stock: one for stock, one in turn.overrides.items() if settable(stock, one)},
    )


def _unset(name: str, turn: int) -> Said:
    return said("What was set for “{name}” in turn {turn} cannot be set any more.", name=name, turn=turn)


def _goes(act: Callable[[], object]) -> bool:
    """Whether something can be done by the rules; it has been done then."""
    try:
        act()
    except ValueError:
        return False
    return True


def _as_turn(pending: Pending) -> Turn:
    """The decisions of the turn that has not ended, as those of a turn that has."""
    return Turn(
        dict(pending.choices), tuple(sorted(pending.doctrine)), dict(pending.events), pending.injects, pending.withheld,
        dict(pending.overrides), dict(pending.predictions),
    )  # fmt: skip
