"""The referee's account holds the truth, and adds up."""

from __future__ import annotations

import json

import pytest

from escalation_game.play.match import Match
from escalation_game.play.referee import account
from escalation_game.play.whole_files import as_json

from .conftest import both_yours


def test_the_account_of_a_match_adds_up(match: Match) -> None:
    match.choose("west", ["buy_carts"])
    while match.ending is None:
        match.end_turn()
    told = json.loads(as_json(account(match)))
    before = told["start"]
    for turn in told["turns"]:
        for name in ("grain", "silver", "spies", "ships"):
            amounts = [line["amount"] for line in turn["ledger"] if line["variable"] == name]
            assert turn["values"][name] - before[name] == pytest.approx(sum(amounts), abs=1e-9)
        before = turn["values"]
    assert told["state_hash"] == match.state.digest()
    assert told["ending"]["id"] == match.ending


def test_an_objective_without_a_value_has_none() -> None:
    match = both_yours(("value: grain,", "value: grain / (turn - 1),"))
    match.end_turn()
    assert json.loads(as_json(account(match)))["objectives"]["plenty"] is None
