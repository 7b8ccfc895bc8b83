"""A plan: choices, injects and events written down turn by turn, played into a match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from escalation_game.play.match import Match
from escalation_game.play.seats import in_order, refusals
from escalation_game.scenario.document import read_document
from escalation_game.scenario.findings import Finding, ScenarioError
from escalation_game.scenario.findings import Path as Where
from escalation_game.scenario.nearest import nearest
from escalation_game.scenario.places import Places
from escalation_game.scenario.schema import ScenarioFile

_KEYS = ("turns", "then")
_YES = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class PlannedTurn:
    """What a plan says of one turn; a role it does not name follows its seat."""

    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    injects: tuple[str, ...] = ()
    events: Mapping[str, bool] = field(default_factory=dict[str, bool])


@dataclass(frozen=True, slots=True)
class Plan:
    """The turns of a plan; afterwards the player's role chooses nothing, or follows its doctrine."""

    turns: tuple[PlannedTurn, ...]
    then: Literal["nothing", "doctrine"] = "nothing"


@dataclass(frozen=True, slots=True)
class Refused:
    """A choice of the plan that could not be had when its turn came."""

    turn: int
    role: str
    action: str
    reason: str


def read_plan(path: Path, file: ScenarioFile) -> Plan:
    """Reads a plan for a scenario. Raises ScenarioError with every finding."""
    content, places = read_document(path)
    checking = _Checking(file, places)
    plan = checking.plan(content)
    if checking.findings:
        raise ScenarioError(checking.findings)
    return plan


def play_plan(match: Match, plan: Plan) -> tuple[Refused, ...]:
    """Plays a match to its end by a plan; returns what it could not have."""
    refused: list[Refused] = []
    while match.ending is None:
        index = match.turn
        planned = plan.turns[index] if index < len(plan.turns) else None
        _decide(match, planned or PlannedTurn(), refused)
        if planned is None and plan.then == "doctrine":
            for role, entry in match.scenario.file.roles.items():
                if entry.player:
                    match.follow_doctrine(role)
        match.end_turn()
    return tuple(refused)


def _decide(match: Match, planned: PlannedTurn, refused: list[Refused]) -> None:
    for inject in planned.injects:
        match.place(inject)
    for event, happens in planned.events.items():
        match.force(event, happens=happens)
    for role in in_order(match.scenario.game):
        if role not in planned.choices:
            continue
        actions = planned.choices[role]
        reasons = refusals(match.scenario.file, match.scenario.game, match.observation(role), actions)
        refused += [Refused(match.turn + 1, role, action, reason) for action, reason in reasons.items()]
        match.choose(role, [action for action in actions if action not in reasons])


class _Checking:
    """Turns a document into a Plan. Its state: the findings so far."""

    def __init__(self, file: ScenarioFile, places: Places) -> None:
        self.file, self.places = file, places
        self.findings: list[Finding] = []

    def plan(self, content: object) -> Plan:
        """The plan in a document."""
        table = self._table(content, ())
        for key in table:
            if key not in _KEYS:
                self._say("E501", f"unknown key “{key}” in a plan", (key,), key, _KEYS, at_key=True)
        turns = self._list(table.get("turns", []), ("turns",))
        if len(turns) > self.file.calendar.turns:
            self._say("E503", f"{len(turns)} turns, but the scenario has {self.file.calendar.turns}", ("turns",))
        then = table.get("then", "nothing")
        if then not in {"nothing", "doctrine"}:
            self._say("E502", "`then` is doctrine or nothing", ("then",))
        planned = tuple(self._turn(turn, ("turns", index)) for index, turn in enumerate(turns))
        return Plan(planned, "doctrine" if then == "doctrine" else "nothing")

    def _turn(self, content: object, where: Where) -> PlannedTurn:
        table = self._table({} if content is None else content, where)
        choices: dict[str, tuple[str, ...]] = {}
        for role in table:
            if role in {"injects", "events"}:
                continue
            if role not in self.file.roles:
                self._say(
                    "E501",
                    f"“{role}” is no role",
                    (*where, role),
                    role,
                    [*self.file.roles, "injects", "events"],
                    at_key=True,
                )
                continue
            own = [name for name, action in self.file.actions.items() if action.role == role]
            choices[role] = self._names(table[role], (*where, role), f"action of {role}", own)
        injects = self._names(table.get("injects", []), (*where, "injects"), "inject", self.file.injects)
        return PlannedTurn(choices, injects, self._events(table.get("events", {}), (*where, "events")))

    def _names(
        self, content: object, where: Where, what: str, known: Mapping[str, object] | list[str]
    ) -> tuple[str, ...]:
        found: list[str] = []
        for index, name in enumerate(self._list(content, where)):
            if not isinstance(name, str) or name not in known:
                self._say("E504", f"there is no {what} “{name}”", (*where, index), str(name), known)
            elif name in found:
                self._say("E504", f"“{name}” is there twice", (*where, index))
            else:
                found.append(name)
        return tuple(found)

    def _events(self, content: object, where: Where) -> dict[str, bool]:
        events: dict[str, bool] = {}
        for name, value in self._table(content, where).items():
            happens = value if isinstance(value, bool) else _YES.get(str(value).lower())
            if name not in self.file.events:
                self._say("E504", f"there is no event “{name}”", (*where, name), name, self.file.events, at_key=True)
            elif happens is None:
                self._say("E502", f"“{value}” is neither yes nor no", (*where, name))
            else:
                events[name] = happens
        return events

    def _table(self, content: object, where: Where) -> dict[str, object]:
        if isinstance(content, dict):
            return {str(key): value for key, value in content.items()}  # type: ignore[reportUnknownVariableType]
        self._say("E502", "expected keys with values here" + (", such as `turns:`" if not where else ""), where)
        return {}

    def _list(self, content: object, where: Where) -> list[object]:
        if isinstance(content, list):
            return list(content)  # type: ignore[reportUnknownArgumentType]
        self._say("E502", "expected a list here", where)
        return []

    def _say(
        self,
        code: str,
        message: str,
        where: Where,
        name: str = "",
        known: Mapping[str, object] | list[str] | tuple[str, ...] = (),
        *,
        at_key: bool = False,
    ) -> None:
        close = nearest(name, list(known)) if name else None
        hint = f"did you mean “{close}”?" if close else ""
        self.findings.append(Finding(code, message, self.places.at(where, key=at_key), hint))
