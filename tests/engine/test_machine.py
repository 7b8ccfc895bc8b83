"""A turn, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from small_games import action, call, flow, game, stock, value

from escalation_game.engine.evaluate import Reading
from escalation_game.engine.expression import Const, Draw, Previous, Read, Since
from escalation_game.engine.game import (
    Derived,
    Ending,
    Event,
    HiddenCase,
    Inject,
    Observed,
    Reveal,
    Role,
    Setter,
    Switch,
    Timing,
    Trigger,
)
from escalation_game.engine.machine import Machine, Moves


def play(machine: Machine, *moves: Moves, stocks: str = "a", seed: int = 7, width: int = 1) -> list[float]:
    """The value of a stock in future 0 after each of these turns."""
    state = machine.start(seed, range(width))
    told = []
    for one in moves:
        machine.step(state, one)
        told.append(float(machine.row(state, "stock", stocks)[0]))
    return told


WEST = Moves(played={"west": ["go"]})
PASS = Moves(played={"west": []})


def test_change_is_spread_over_the_sub_steps_and_reads_each_as_it_begins() -> None:
    machine = Machine(
        game(
            substeps=2,
            stocks=(stock("a", 100.0),),
            flows=(flow("rule:decay", "a", call("multiply", value("a"), -0.5)),),
        )
    )
    assert play(machine, PASS, PASS) == [56.25, 31.640625]


def test_moves_out_of_one_stock_are_scaled_together_and_conserve() -> None:
    machine = Machine(
        game(
            stocks=(stock("a", 10.0, 0.0), stock("b"), stock("c")),
            flows=(flow("rule:one", "b", 15.0, source="a"), flow("rule:two", "c", 5.0, source="a")),
        )
    )
    state = machine.start(1, [0])
    report = machine.step(state, report=True)
    assert report is not None
    assert [float(machine.row(state, "stock", name)[0]) for name in "abc"] == [0.0, 7.5, 2.5]
    assert {cause: float(amount[0]) for cause, amount in report.ledger("a").items()} == {
        "rule:one": -7.5,
        "rule:two": -2.5,
        "limit": 0.0,
    }


def test_a_negative_move_carries_nothing() -> None:
    machine = Machine(
        game(stocks=(stock("a", 10.0, 0.0), stock("b", 5.0)), flows=(flow("rule:back", "b", -3.0, source="a"),))
    )
    assert play(machine, PASS) == [10.0]


def test_what_the_clamp_takes_is_called_limit() -> None:
    machine = Machine(game(stocks=(stock("a", 95.0, 0.0, 100.0),), flows=(flow("rule:rise", "a", 8.0),)))
    state = machine.start(1, [0])
    report = machine.step(state, report=True)
    assert report is not None
    assert {cause: float(amount[0]) for cause, amount in report.ledger("a").items()} == {
        "rule:rise": 8.0,
        "limit": -3.0,
    }


def test_after_fixes_the_amount_when_scheduled() -> None:
    machine = Machine(
        game(
            stocks=(stock("a"), stock("size", 4.0)),
            actions=(action("go"),),
            flows=(flow("action:go", "a", value("size"), after=2), flow("rule:grow", "size", 10.0)),
        )
    )
    assert play(machine, WEST, PASS, PASS, PASS) == [0.0, 0.0, 4.0, 4.0]


def test_for_computes_the_amount_anew_each_turn_and_choices_overlap() -> None:
    machine = Machine(
        game(
            stocks=(stock("a"), stock("size", 1.0)),
            actions=(action("go"),),
            flows=(flow("action:go", "a", value("size"), lasts=2), flow("rule:grow", "size", 1.0)),
        )
    )
    assert play(machine, WEST, WEST, PASS, PASS) == [1.0, 5.0, 8.0, 8.0]


def test_for_with_after_starts_later() -> None:
    machine = Machine(
        game(stocks=(stock("a"),), actions=(action("go"),), flows=(flow("action:go", "a", 1.0, after=1, lasts=2),))
    )
    assert play(machine, WEST, PASS, PASS, PASS) == [0.0, 1.0, 2.0, 2.0]


def test_costs_are_spent_at_once_and_what_is_not_there_is_not_bought() -> None:
    machine = Machine(
        game(
            stocks=(stock("a"), stock("purse", 5.0, 0.0)),
            actions=(action("go", costs=[("purse", 3.0)]),),
            flows=(flow("action:go", "a", 1.0),),
        )
    )
    state = machine.start(1, [0])
    report = machine.step(state, WEST, report=True)
    assert report is not None
    assert float(report.ledger("purse")["cost:go"][0]) == -3.0
    machine.step(state, WEST)
    assert float(machine.row(state, "stock", "purse")[0]) == 2.0
    assert float(machine.row(state, "chosen", "go")[0]) == 0.0


def test_no_more_than_the_choices_of_a_role_and_ties_go_by_name() -> None:
    names = ["alpha", "beta", "gamma"]
    machine = Machine(game(roles=(Role("west", 1, 2),), actions=tuple(action(name) for name in names)))
    state = machine.start(1, [0])
    machine.step(state, Moves(played={"west": ["gamma", "beta", "alpha"]}))
    assert [float(machine.row(state, "chosen", name)[0]) for name in names] == [1.0, 1.0, 0.0]


def test_actions_that_exclude_each_other_are_not_both_taken() -> None:
    machine = Machine(
        game(
            roles=(Role("west", 1, 2),),
            actions=(action("alpha", excludes=frozenset({"beta"})), action("beta", excludes=frozenset({"alpha"}))),
        )
    )
    state = machine.start(1, [0])
    machine.step(state, Moves(played={"west": ["beta", "alpha"]}))
    assert [float(machine.row(state, "chosen", name)[0]) for name in ("alpha", "beta")] == [1.0, 0.0]


def test_doctrine_chooses_as_often_as_its_log_odds_say() -> None:
    machine = Machine(game(actions=(action("go", propensity=-1.0),)))
    state = machine.start(3, range(20_000))
    machine.step(state)
    assert machine.row(state, "chosen", "go").mean() == pytest.approx(1 / (1 + np.e), abs=0.01)


def test_doctrine_acts_on_what_it_sees_not_on_what_is() -> None:
    wanted = call("subtract", call("multiply", value("a"), 100.0), 500.0)  # almost surely wanted at 10, not at 0
    acting = action("go", propensity=wanted)
    seen_as_ten = Observed("west", "stock", "a", Const(10.0))
    blind, sighted = (
        Machine(game(stocks=(stock("a"),), actions=(acting,), observed=seen)) for seen in ((), (seen_as_ten,))
    )
    for machine, expected in ((blind, 0.0), (sighted, 1.0)):
        state = machine.start(1, [0])
        machine.step(state)
        assert float(machine.row(state, "chosen", "go")[0]) == expected


def test_a_later_role_sees_earlier_choices() -> None:
    answer = call("select", Read("chosen", "go"), 50.0, -50.0)
    machine = Machine(
        game(
            roles=(Role("east", 2, 1), Role("west", 1, 1)),
            actions=(action("answer", "east", propensity=answer), action("go")),
        )
    )
    for moves, expected in ((WEST, 1.0), (PASS, 0.0)):
        state = machine.start(1, [0])
        machine.step(state, moves)
        assert float(machine.row(state, "chosen", "answer")[0]) == expected


def test_events_happen_by_their_probability_or_by_force_and_injects_on_their_date() -> None:
    machine = Machine(
        game(
            stocks=(stock("a"), stock("b")),
            events=(Event("storm", Const(0.3), Draw(("events", "storm", "", "happens"), True)),),
            injects=(Inject("summit", 2),),
            flows=(flow("event:storm", "a", 1.0), flow("inject:summit", "b", 1.0)),
        )
    )
    state = machine.start(5, range(20_000))
    machine.step(state)
    assert machine.row(state, "stock", "a").mean() == pytest.approx(0.3, abs=0.01)
    assert play(machine, Moves(events={"storm": True}), Moves(events={"storm": False})) == [1.0, 1.0]
    assert play(machine, PASS, PASS, PASS, stocks="b") == [0.0, 1.0, 1.0]
    assert play(machine, Moves(injects=frozenset({"summit"})), Moves(withheld=frozenset({"summit"})), stocks="b") == [
        1.0,
        1.0,
    ]


def test_the_declared_case_wins_and_the_winner_is_told() -> None:
    setters = tuple(
        Setter(f"rule:{name}/0", Trigger("rule", name), None, "door", case, Timing())
        for name, case in (("open", 1), ("shut", 0))
    )
    for priority, expected in (((1, 0), 1.0), ((0, 1), 0.0)):
        machine = Machine(game(switches=(Switch("door", ("shut", "open"), 0, priority),), setters=setters))
        state = machine.start(1, [0])
        report = machine.step(state, report=True)
        assert report is not None
        assert float(machine.row(state, "switch", "door")[0]) == expected
        assert setters[int(report.value("winner", "door")[0])].case == expected


def test_memory_previous_and_since() -> None:
    watched = (
        Derived("back", Previous("stock", "a", 1)),
        Derived("ago", Since("chosen", "go")),
    )
    machine = Machine(
        game(stocks=(stock("a", 1.0),), derived=watched, actions=(action("go"),), flows=(flow("rule:grow", "a", 1.0),))
    )
    state = machine.start(1, [0])
    told = []
    for moves in (PASS, WEST, PASS):
        machine.step(state, moves)
        told.append([float(machine.row(state, "derived", name)[0]) for name in ("back", "ago")])
    assert told == [[1.0, 1000.0], [2.0, 0.0], [3.0, 1.0]]


def test_a_secret_is_unknown_until_it_is_revealed() -> None:
    machine = Machine(
        game(
            cases=(HiddenCase("pact", ("no", "yes"), Const(1.0)),),
            actions=(action("go"),),
            observed=(Observed("west", "case", "pact", None),),
            reveals=(Reveal("action:go/0", Trigger("action", "go"), None, "pact", ("west",), Timing()),),
        )
    )
    state = machine.start(1, [0])
    seen = []
    for moves in (PASS, WEST):
        machine.step(state, moves)
        seen.append(float(Reading(machine, state).seen_by("west").number(Read("case", "pact"))[0]))
    assert seen == [-1.0, 1.0]


def test_an_ended_future_is_frozen_and_the_last_turn_ends_the_rest() -> None:
    machine = Machine(
        game(
            stocks=(stock("a"),),
            events=(Event("end", Const(0.5), Draw(("events", "end", "", "happens"), True)),),
            flows=(flow("rule:grow", "a", 1.0),),
            endings=(Ending("early", Read("happened", "end")), Ending("over", None)),
        )
    )
    state = machine.start(2, range(1000))
    for _ in range(4):
        machine.step(state)
    ended = machine.row(state, "ending")
    assert set(ended) == {1.0, 2.0}
    assert (machine.row(state, "stock", "a")[ended == 2.0] == 4.0).all()
    assert set(machine.row(state, "stock", "a")[ended == 1.0]) == {1.0, 2.0, 3.0, 4.0}


def test_an_override_is_a_contribution() -> None:
    machine = Machine(game(stocks=(stock("a", 5.0),), flows=(flow("rule:grow", "a", 1.0),)))
    state = machine.start(1, [0])
    report = machine.step(state, Moves(overrides={"a": 8.0}), report=True)
    assert report is not None
    assert {cause: float(amount[0]) for cause, amount in report.ledger("a").items()} == {
        "rule:grow": 1.0,
        "override": 3.0,
    }


def test_what_is_not_finite_fails_its_own_future_only_and_is_located() -> None:
    broken = Derived("root", call("sqrt", value("a")))
    machine = Machine(
        game(
            stocks=(stock("a", 1.0),),
            derived=(broken,),
            events=(Event("fall", Const(0.5), Draw(("events", "fall", "", "happens"), True)),),
            flows=(flow("event:fall", "a", -2.0),),
        )
    )
    state = machine.start(2, range(100))
    machine.step(state)
    fell = machine.row(state, "happened", "fall") > 0
    assert 0 < fell.sum() < 100
    assert (state.failed == fell).all()
    assert machine.not_finite(state) == ("derived", "root")


def test_fresh_luck_changes_later_dice_only() -> None:
    machine = Machine(
        game(
            stocks=(stock("a"),),
            events=(Event("e", Const(0.5), Draw(("events", "e", "", "happens"), True)),),
            flows=(flow("event:e", "a", 1.0),),
        )
    )
    state = machine.start(1, range(64))
    machine.step(state)
    same, other = state.copy(), state.copy()
    machine.reseed(other, 99)
    before = machine.row(other, "stock", "a").copy()
    assert (before == machine.row(state, "stock", "a")).all()
    for one in (state, same, other):
        machine.step(one)
    assert same.digest() == state.digest()
    assert other.digest() != state.digest()
