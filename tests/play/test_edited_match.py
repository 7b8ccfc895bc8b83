"""A match under edited assumptions: its record, its referee's account, and its copies."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from escalation_game.futures.asking import request, single_actions
from escalation_game.futures.belief import believe
from escalation_game.futures.evidence import evidence
from escalation_game.futures.forecast import forecasts
from escalation_game.play.anew import begun_anew, played_anew
from escalation_game.play.match import Match, replay
from escalation_game.play.plan import Plan, play_plan
from escalation_game.play.record import read_record, write_record
from escalation_game.play.referee import account
from escalation_game.scenario.edited import Edit

from .conftest import both_yours, bridge


def _told(match: Match) -> dict[str, object]:
    return account(match, play_plan(match, Plan(())))


def test_no_edits_are_the_match_itself() -> None:
    assert _told(Match(bridge(), 7, "rich", assumptions={})) == _told(Match(bridge(), 7, "rich"))
    assert "assumptions" not in _told(Match(bridge(), 7, "rich"))


def test_the_lens_of_its_own_numbers_is_the_lens() -> None:
    own = Match(bridge(), 7, "baseline", assumptions={"haul": Edit(5, 7, 9)})
    rich = Match(bridge(), 7, "rich")
    for match in (own, rich):
        play_plan(match, Plan(()))
    assert [turn.state_hash for turn in own.turns] == [turn.state_hash for turn in rich.turns]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**64 - 1),
    haul=st.lists(st.floats(-50, 50), min_size=3, max_size=3).map(sorted),
    points=st.dictionaries(st.sampled_from(["plenty", "secrecy"]), st.floats(0, 1000)),
    opened=st.booleans(),
)
def test_a_record_keeps_all_that_was_agreed(tmp_path: Path, seed, haul, points, opened) -> None:
    match = Match(
        bridge(), seed, assumptions={"haul": Edit(*haul)}, priorities={"west": points}, open_information=opened
    )
    match.choose("west", ["buy_carts"])
    match.end_turn()
    write_record(match.record(), tmp_path / "m.json")
    again = replay(read_record(tmp_path / "m.json"))
    assert again.record() == match.record()
    assert again.state.digest() == match.state.digest()
    assert again.branch(0).assumptions == match.assumptions


def test_what_was_not_agreed_is_not_in_the_file(tmp_path: Path) -> None:
    match = both_yours()
    match.keep(tmp_path / "m.json")
    kept = json.loads((tmp_path / "m.json").read_text("utf-8"))
    assert not {"assumptions", "priorities", "open_information"} & set(kept)


def test_the_referee_states_what_is_assumed() -> None:
    told = _told(Match(bridge(), 7, "rich", assumptions={"haul": 4}))
    assert told["assumptions"] == {"haul": {"low": 4.0, "value": 4.0, "high": 4.0}}
    assert told["rules_version"] == bridge().game.rules_version


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"assumptions": {"hail": 1}}, "there is no parameter “hail”; did you mean “haul”?"),
        ({"priorities": {"wesst": {}}}, "there is no role “wesst”; did you mean “west”?"),
        ({"priorities": {"west": {"plentiful": 1}}}, "there is no objective “plentiful”; did you mean “plenty”?"),
        ({"priorities": {"west": {"plenty": -1}}}, "plenty: points are from 0 to 1000, not -1"),
    ],
)
def test_what_cannot_be_agreed_is_told(wanted, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Match(bridge(), 7, **wanted)


def test_a_copy_under_the_same_assumptions_is_the_same() -> None:
    match = both_yours()
    match.choose("west", ["buy_carts"])
    match.choose("east", ["smuggle"])
    match.end_turn()
    match.override("ships", 12, "The fog lifts.")
    match.place("fair")
    match.end_turn()
    anew = played_anew(match, match.assumptions)
    assert [turn.state_hash for turn in anew.match.turns] == [turn.state_hash for turn in match.turns]
    assert (anew.lost, anew.ended, anew.stopped) == ((), False, "")


def test_a_copy_repeats_own_choices_on_the_same_luck_and_lists_what_is_lost() -> None:
    dear = ("{silver: 0.2}", "{silver: 0.1 * haul}")
    match = both_yours(dear)
    low = played_anew(match, {"haul": 2}).match
    low.choose("west", ["buy_carts"])
    low.end_turn()
    original = low.record()
    anew = played_anew(low, {"haul": Edit(9, 9, 9)})
    assert [(one.turn, one.role, one.action) for one in anew.lost] == [(1, "west", "buy_carts")]
    assert "costs 0.9 silver" in anew.lost[0].reason
    assert anew.match.turns[0].choices["west"] == ()
    assert anew.match.seed == low.seed
    assert low.record() == original
    assert anew.match.parent is not None


def test_a_copy_can_end_sooner() -> None:
    match = Match(bridge(("{grain: 4}", "{grain: -haul}")), 7, "baseline", assumptions={"haul": 1})
    while match.ending is None:
        match.end_turn()
    anew = played_anew(match, {"haul": Edit(99, 99, 99)})
    assert anew.ended
    assert anew.match.ending == "famine"


def test_a_copy_that_cannot_go_on_says_where() -> None:
    match = Match(bridge(("{grain: 4}", "{grain: 1 / (haul - 5)}")), 7, "baseline", assumptions={"haul": 1})
    match.end_turn()
    anew = played_anew(match, {"haul": Edit(5, 5, 5)})
    assert "is not a finite number" in anew.stopped
    assert anew.match.turn == 0


def test_a_fresh_match_has_other_luck_and_the_same_people() -> None:
    match = both_yours()
    fresh = begun_anew(match, {"haul": Edit(2, 2, 2)}, seed=8)
    assert (fresh.seed, fresh.turn, fresh.seats, fresh.lens) == (8, 0, match.seats, match.lens)


def test_belief_and_forecasts_take_the_assumptions_as_known() -> None:
    match = Match(bridge(), 7, assumptions={"haul": Edit(50, 50, 50)})
    belief = believe(match.machine, "west", evidence(match, "west"), (match.lens,), 200)
    assert (match.machine.row(belief.state, "parameter", "haul") == 50).all()
    asked = request(match, "west", single_actions(match, "west"), futures=200)
    assert all(one.futures == 200 for one in forecasts(match.machine, belief, asked))
