"""The generator exercises every construct of the format, also in play."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from hypothesis import given

from escalation_game.engine.evaluate import Reading
from escalation_game.engine.machine import Machine, Report
from escalation_game.engine.state import State

from .constructs import EXERCISED, constructs, every_construct
from .playing import PROPERTY, loaded, turns
from .scenarios import Document, scenario_documents


def test_every_construct_is_exercised() -> None:
    used: set[str] = set()

    @PROPERTY
    @given(scenario_documents())
    def played(document: Document) -> None:
        machine = Machine(loaded(document).game)
        seen = {name for turn in turns(machine, 1, 20) for name in _in_play(machine, *turn)}
        EXERCISED.update(seen)
        used.update(constructs(document) | seen)

    played()
    assert every_construct() - used == set()


def _in_play(machine: Machine, before: State, after: State, report: Report) -> Iterator[str]:
    """What happened in a turn that a document does not show."""
    for stock in machine.game.stocks:
        ledger = report.ledger(stock.name)
        limit = ledger.get("limit", np.zeros(after.width))
        yield from ["clamped low"] * bool((limit > 1e-6).any()) + ["clamped high"] * bool((limit < -1e-6).any())
        yield from ["spent"] * any((part < 0).any() for cause, part in ledger.items() if cause.startswith("cost:"))
        if "_pool" in stock.name and stock.low is not None:
            emptied = np.abs(machine.row(after, "stock", stock.name) - stock.low) < 1e-9
            leaving = np.sum([part < 0 for part in ledger.values()], axis=0) > 0
            yield from ["outflows scaled"] * bool((emptied & leaving).any())
    held = {
        kind: [row for (what, _, _), row in machine.layout.rows.items() if what == kind]
        for kind in ("revealed", "queue")
    }
    yield from ["revealed"] * bool((after.values[held["revealed"]] > 0).any())
    yield from ["delayed effect"] * bool((before.values[held["queue"]] != 0).any())
    yield from ["ended early"] * bool(after.turn < machine.game.turns and (machine.row(after, "ending") > 0).any())
    yield from ["setters disagree"] * any(len(cases) > 1 for cases in _proposed(machine, after))


def _proposed(machine: Machine, after: State) -> Iterator[set[int]]:
    """For each switch and future, the cases that rules and the turn's choices and events propose."""
    reading = Reading(machine, after)
    for switch in machine.game.switches:
        setters = [one for one in machine.game.setters if one.switch == switch.name and not one.timing.after]
        for future in range(after.width):
            proposed: set[int] = set()
            for setter in setters:
                on = setter.trigger.section == "rule" or machine.row(after, *setter.trigger.fact)[future] > 0
                if on and (setter.when is None or reading.condition(setter.when)[future]):
                    proposed.add(setter.case)
            yield proposed
