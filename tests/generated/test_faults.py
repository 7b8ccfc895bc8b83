"""A formula without a value stops a match where it stands, and costs an ensemble only the futures it happens in."""

from __future__ import annotations

import copy
import random
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.engine.layout import CHECK
from escalation_game.engine.machine import Machine
from escalation_game.play.match import Match, MatchStoppedError

from .playing import PROPERTY, choose_at_random, loaded, same_bits, turns
from .scenarios import Document, scenario_documents

FEWER = settings(PROPERTY, max_examples=12)
SEEDS = st.integers(0, 2**32)
#: No number in turn 3, whatever the scenario.
FAULTS = ("log(2.5 - turn)", "1 / (turn - 3)", "exp(800 * (turn - 2))", "sqrt(2 - turn)", "(2.5 - turn) ** 0.5")


def broken(document: Document, fault: str, where: str) -> Document:
    """The document with a formula that fails in turn 3, and with no early ending before it."""
    document = copy.deepcopy(document)
    document["endings"] = {"over": document["endings"]["over"]}
    match where:
        case "derived":
            document["derived"]["m_broken"] = {"title": "Broken", "value": fault}
        case "change":
            document["stocks"]["m_stock"] = {"title": "Stock", "initial": 1, "range": [0, 10]}
            document["rules"]["m_broken"] = {"because": "So.", "change": {"m_stock": fault}}
        case "move":
            document["stocks"] |= {name: {"title": name, "initial": 4, "range": [0, 10]} for name in ("m_one", "m_two")}
            document["rules"]["m_broken"] = {
                "because": "So.",
                "move": {"from": "m_one", "to": "m_two", "amount": fault},
            }
        case "probability":
            document["events"]["m_broken"] = {"title": "Broken", "probability": fault}
        case _:
            role = next(iter(document["roles"]))
            document["actions"]["m_broken"] = {"role": role, "title": "Broken", "propensity": fault}
    return document


@pytest.mark.parametrize("where", ["derived", "change", "move", "probability", "propensity"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_match_stops_as_it_was_before_the_turn(fault: str, where: str) -> None:
    @settings(FEWER, max_examples=3)
    @given(scenario_documents(), SEEDS)
    def stopped(document: Document, seed: int) -> None:
        seats = dict.fromkeys(document["roles"], "doctrine")
        player = next(iter(document["roles"]))
        match = Match(loaded(broken(document, fault, where)), seed, seats=seats)
        match.end_turn()
        match.end_turn()
        if where != "propensity":
            choose_at_random(match, player, random.Random(seed))
        digest, pending, record = match.state.digest(), copy.deepcopy(match.pending), match.record()
        with pytest.raises(MatchStoppedError, match="turn 3") as told:
            match.end_turn()
        assert match.state.digest() == digest
        assert match.pending == pending
        assert match.record() == record
        if where == "derived":
            _assert_at(str(told.value), match.scenario.text, fault)

    stopped()


def _assert_at(message: str, text: str, fault: str) -> None:
    """The message gives the line and the column of the formula."""
    place = re.search(r":(\d+):(\d+):", message)
    assert place is not None
    line, column = int(place[1]), int(place[2])
    assert fault in text.splitlines()[line - 1][column - 1 :]


@FEWER
@given(scenario_documents(), SEEDS)
def test_in_an_ensemble_only_the_futures_it_happens_in_fail(document: Document, seed: int) -> None:
    uncertain = next(name for name in document["parameters"] if name.endswith("parameter1"))
    faulty = copy.deepcopy(document)
    faulty["derived"]["m_broken"] = {"title": "Broken", "value": f"log({uncertain} - 3.5)"}
    whole, part = Machine(loaded(document).game), Machine(loaded(faulty).game)
    for (_, sound, _), (_, other, _) in zip(turns(whole, seed, 40), turns(part, seed, 40), strict=True):
        expected = whole.row(sound, "parameter", uncertain) <= 3.5
        assert 0 < expected.sum() < 40
        assert np.array_equal(other.failed, expected)
        rows = [(row, part.layout.rows[slot]) for slot, row in whole.layout.rows.items() if slot != CHECK]
        one, two = (state.values[:, ~expected] for state in (sound, other))
        assert same_bits(one[[row for row, _ in rows]], two[[row for _, row in rows]])
