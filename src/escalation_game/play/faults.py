"""What stops a match: a number that is none. The formula it came from is found and its place in the author's file told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from escalation_game.engine.attribution import leaves
from escalation_game.engine.expression import Expr, Read
from escalation_game.engine.game import Flow
from escalation_game.engine.machine import Machine, Report
from escalation_game.engine.state import State
from escalation_game.scenario import Scenario
from escalation_game.scenario.findings import Path as Where

_SECTIONS = {"rule": "rules", "action": "actions", "event": "events", "inject": "injects"}


class MatchStoppedError(Exception):
    """The rules gave a number that is none (a division by nothing, an overflow). The match is as it was before the turn."""


def what_broke(scenario: Scenario, machine: Machine, state: State, report: Report | None = None) -> str:
    """Says which number of a failed State of width 1 is not finite, the root cause first, and where its formula stands.

    `report` is that of the turn; None means that the State has just been made.
    """
    where, what = next(_suspects(machine, state, report), ((), "a number"))
    place = scenario.places.at(where)
    when = "before the first turn" if report is None else f"turn {state.turn}"
    return f"{place.file}:{place.line}:{place.column}: {when}: {what} is not a finite number"


def _suspects(machine: Machine, state: State, report: Report | None) -> Iterator[tuple[Where, str]]:
    """What is not finite, in the order in which one follows from another."""
    if report is not None:
        yield from _choices_and_events(report)
    broken = [one for one in machine.game.derived if not _finite(machine, state, Read("derived", one.name))]
    yield from (
        (("derived", one.name, "value"), one.name)
        for one in broken
        if all(_finite(machine, state, leaf) for leaf in leaves(one.value))
    )
    if report is not None:
        yield from _contributions(machine, report)
    yield from ((("derived", one.name, "value"), one.name) for one in broken)
    for stock in machine.game.stocks:
        if not _finite(machine, state, Read("stock", stock.name)):
            yield ("stocks", stock.name, "initial"), stock.name


def _finite(machine: Machine, state: State, leaf: Expr) -> bool:
    """Whether a stock or derived value is finite; whatever else a formula reads always is."""
    if not isinstance(leaf, Read) or leaf.kind not in {"stock", "derived"}:
        return True
    return bool(np.isfinite(machine.row(state, leaf.kind, leaf.name)[0]))


def _choices_and_events(report: Report) -> Iterator[tuple[Where, str]]:
    for (kind, name, _), row in report.slots.items():
        if kind in {"propensity", "probability"} and not np.isfinite(report.values[row, 0]):
            yield ("actions" if kind == "propensity" else "events", name, kind), f"the {kind} of {name}"


def _contributions(machine: Machine, report: Report) -> Iterator[tuple[Where, str]]:
    for (kind, stock, cause), row in report.slots.items():
        if kind == "ledger" and cause != "limit" and not np.isfinite(report.values[row, 0]):
            yield _formula_of(machine, cause, stock), f"what {cause} does to {stock}"


def _formula_of(machine: Machine, cause: str, stock: str) -> Where:
    section, _, name = cause.partition(":")
    if section == "cost":
        return ("actions", name, "cost", stock)
    flow = next(one for one in machine.game.flows if one.trigger.cause == cause and stock in {one.stock, one.source})
    effect: Where = (_SECTIONS[section], name)
    if section != "rule":
        effect = (*effect, "effects", _index(flow))
    return (*effect, "move", "amount") if flow.source else (*effect, "change", stock)


def _index(flow: Flow) -> int:
    """Which of its entry's effects a flow is; its name is the cause, this, and the stock."""
    return int(flow.name.removeprefix(flow.trigger.cause).split("/")[1])
