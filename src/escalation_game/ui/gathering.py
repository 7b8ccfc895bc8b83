"""Gathers what charts show of a match, for one role: every variable and objective over time, what was decided, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from escalation_game.futures.forecast import Forecast
from escalation_game.futures.study import Watched
from escalation_game.play.match import Match
from escalation_game.play.narration import case_label
from escalation_game.play.over_time import Assumption, assumptions_behind, marks, told_values, without_choices
from escalation_game.play.seeing import view
from escalation_game.play.view import Variable
from escalation_game.play.wanted import wanted_by, wanted_variable
from escalation_game.ui.asking import about
from escalation_game.ui.series import Series, ahead_of


@dataclass(frozen=True, slots=True)
class Group:
    """Variables that are listed together; `kind` is "watched", "objective", "stock", "derived" or "switch"."""

    kind: str
    members: tuple[Variable, ...]


class Gathering:
    """One match at one moment, as one role sees it. Its state: how far the match without the role's choices has been played, and series made."""

    def __init__(self, match: Match, role: str) -> None:
        self.match, self.role = match, role
        self.marks = marks(match, role)
        seen = view(match, role)
        wanted = (wanted_variable(match, role, name) for name in wanted_by(match, role))
        every = [*seen.variables, *(one for one in wanted if one is not None)]
        self.variables = {about(one): one for one in every}
        self.watched = tuple(about(seen.variable(name)) for name in seen.watch)
        self._dates = match.scenario.file.calendar.dates[: match.length + 1]
        self._playing: Iterator[Match] = without_choices(match, role) if match.turn else iter(())
        self._idle: Match | None = None
        self._made: dict[str, tuple[Forecast | None, bool, Series]] = {}
        self._behind: dict[str, tuple[Assumption, ...]] = {}
        self.waiting = bool(match.turn)

    def step(self) -> bool:
        """Play one more turn of the match without the role's choices; return whether it is there now."""
        following = next(self._playing, None)
        if following is not None:
            self._idle = following
        self.waiting = following is not None
        return not self.waiting

    def groups(self) -> tuple[Group, ...]:
        """Return every variable once: what is watched, what is wanted, then the others by kind and title."""
        watched = Group("watched", tuple(self.variables[name] for name in self.watched))
        rest = sorted(
            (one for name, one in self.variables.items() if name not in self.watched), key=lambda one: one.title
        )
        kinds = ("objective", "stock", "derived", "switch")
        others = [Group(kind, tuple(one for one in rest if one.kind == kind)) for kind in kinds]
        return tuple(one for one in (watched, *others) if one.members)

    def numbers(self) -> tuple[Watched, ...]:
        """Return what a forecast can watch: all stocks and derived values that are seen."""
        return tuple((one.kind, one.name) for one in self.variables.values() if one.kind in {"stock", "derived"})

    def series(self, name: str, forecast: Forecast | None) -> Series:
        """Return the series of "stock:tension" or the like, made again only when there is something new."""
        made = self._made.get(name)
        if made is None or made[0] is not forecast or made[1] != self.waiting:
            made = self._made[name] = (forecast, self.waiting, self._series(name, forecast))
        return made[2]

    def behind(self, name: str) -> tuple[Assumption, ...]:
        """Return the parameters behind a variable."""
        if name not in self._behind:
            self._behind[name] = assumptions_behind(self.match, self.role, name)
        return self._behind[name]

    def _series(self, name: str, forecast: Forecast | None) -> Series:
        variable, told = self.variables[name], told_values(self.match, self.role, name)
        idle = () if self.waiting or self._idle is None else told_values(self._idle, self.role, name)
        values, noise = (tuple(pair[place] for pair in told) for place in (0, 1))
        return Series(
            variable, self._dates, values, noise, tuple(value for value, _noise in idle), self._cases(variable),
            ahead_of(forecast, variable),
        )  # fmt: skip

    def _cases(self, variable: Variable) -> tuple[str, ...]:
        if variable.kind != "switch":
            return ()
        entry = self.match.scenario.file.switches[variable.name]
        return tuple(case_label(entry.labels, case) for case in entry.cases)
