"""A plan inside a file of tests; its shape is that of a plan in a file of its own."""

from __future__ import annotations

from collections.abc import Collection

from escalation_game.authoring.entries import Entry
from escalation_game.play.plan import Plan, PlannedTurn
from escalation_game.scenario.schema import ScenarioFile

_YES_NO = {True: True, False: False, "yes": True, "no": False}


def plan_of(entry: Entry, file: ScenarioFile) -> Plan:
    """The plan an entry holds; an empty one chooses nothing."""
    if entry.content is None:
        return Plan(())
    entries = entry.table(("turns", "then"))
    turns = entries["turns"].items() if "turns" in entries else []
    if len(turns) > file.calendar.turns:
        entries["turns"].tell("E605", f"{len(turns)} turns, but the scenario has {file.calendar.turns}")
    then = entries["then"].known("way to go on", ("doctrine", "nothing")) if "then" in entries else "nothing"
    return Plan(tuple(_turn(turn, file) for turn in turns), "doctrine" if then == "doctrine" else "nothing")


def _turn(entry: Entry, file: ScenarioFile) -> PlannedTurn:
    if entry.content is None:
        return PlannedTurn()
    entries = entry.table((*file.roles, "injects", "events"))
    injects = _names(entries.pop("injects"), "inject", file.injects) if "injects" in entries else ()
    events = entries.pop("events").of_known("event", file.events) if "events" in entries else {}
    choices = {role: _names(one, f"action of {role}", _actions(role, file)) for role, one in entries.items()}
    return PlannedTurn(choices, injects, {name: _happens(one) for name, one in events.items()})


def _actions(role: str, file: ScenarioFile) -> list[str]:
    return [name for name, action in file.actions.items() if action.role == role]


def _names(entry: Entry, what: str, known: Collection[str]) -> tuple[str, ...]:
    names: list[str] = []
    for one in entry.items():
        name = one.known(what, known)
        if name in names and name:
            one.tell("E604", f"“{name}” is there twice")
        names.append(name)
    return tuple(names)


def _happens(entry: Entry) -> bool:
    if isinstance(entry.content, bool | str) and entry.content in _YES_NO:
        return _YES_NO[entry.content]
    entry.tell("E602", "yes or no is wanted here")
    return False
