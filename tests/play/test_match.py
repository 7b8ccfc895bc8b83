"""Deciding, ending turns, going back, and losing nothing."""

from __future__ import annotations

import random
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from escalation_game.play.match import Match, MatchStoppedError, replay
from escalation_game.play.record import read_record
from escalation_game.play.seats import RefusedError

from .conftest import both_yours, bridge

PLAYING = """
import sys
from pathlib import Path
from escalation_game.play.match import Match
from escalation_game.scenario import load
number = 0
while True:
    number += 1
    match = Match(load(sys.argv[1]), number)
    match.keep(Path(sys.argv[2]))
    print(match.seed, 0, flush=True)
    while match.ending is None:
        match.end_turn()
        print(match.seed, match.turn, flush=True)
"""


def test_what_cannot_be_had_is_refused_before_the_turn_and_changes_nothing(match: Match) -> None:
    digest = match.state.digest()
    with pytest.raises(RefusedError) as refused:
        match.choose("west", ["ask_miller", "take_toll", "smuggle"])
    assert refused.value.reasons == {
        "take_toll": "not in the same turn as “Ask the miller”",
        "smuggle": "no action of West bank",
    }
    assert match.chosen("west") == ()
    assert match.state.digest() == digest


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda match: match.choose("wset", []), "there is no role “wset”; did you mean “west”?"),
        (lambda match: match.choose("west", ["take_tol"]), "there is no action “take_tol”; did you mean “take_toll”?"),
        (lambda match: match.place("fear"), "there is no inject “fear”; did you mean “fair”?"),
        (lambda match: match.force("flod", happens=True), "there is no event “flod”; did you mean “flood”?"),
        (lambda match: match.override("grain", 101, ""), "grain has to be between 0.0 and 100.0, not 101"),
        (lambda match: match.override("grain", float("nan"), ""), "grain has to be between 0.0 and 100.0, not nan"),
        (lambda match: match.branch(1), "0 turns have been played, so a branch cannot start after 1"),
        (lambda match: Match(match.scenario, -1), "a seed is a whole number from 0 to 2"),
        (lambda match: Match(match.scenario, lens="poor"), "there is no lens “poor”"),
        (lambda match: Match(match.scenario, seats={"west": "robot"}), "there is no seat “robot”"),
    ],
)
def test_what_is_not_there_is_told(match: Match, call, message: str) -> None:
    with pytest.raises(ValueError) as told:
        call(match)
    assert str(told.value).startswith(message)


def test_a_later_role_sees_what_earlier_ones_choose_and_a_record_of_it_replays(match: Match) -> None:
    with pytest.raises(RefusedError, match="not possible now"):
        match.choose("east", ["smuggle"])
    match.choose("west", ["buy_carts"])
    match.choose("east", ["smuggle"])
    match.end_turn()
    assert match.turns[0].choices == {"east": ("smuggle",), "west": ("buy_carts",)}
    assert replay(match.record()).state.digest() == match.state.digest()


@pytest.mark.parametrize("seed", range(12))
def test_prices_that_add_up_to_what_is_there_are_judged_as_the_turn_judges_them(seed: int) -> None:
    dice = random.Random(seed)
    free = ("    excludes: [ask_miller]\n", "")
    names = ["ask_miller", "buy_carts", "take_toll"]
    for _ in range(8):
        prices = [round(dice.random(), 1) for _ in names]
        marked = [
            (f"silver: {old}}}", f"silver: {name}}}") for old, name in zip(("0.1", "0.2", "0.3"), names, strict=True)
        ]
        costs = [(f"silver: {name}}}", f"silver: {new}}}") for name, new in zip(names, prices, strict=True)]
        match = both_yours(free, *marked, *costs, ("initial: 0.6", f"initial: {sum(dice.sample(prices, 3))}"))
        dice.shuffle(names)
        wanted: list[str] = []
        for name in names:
            try:
                match.choose("west", [*wanted, name])
                wanted.append(name)
            except RefusedError:
                continue
        match.end_turn()
        assert set(match.turns[0].choices["west"]) == set(wanted)


def test_undo_takes_back_whatever_was_decided_last(match: Match) -> None:
    match.follow_doctrine("east")
    match.choose("east", ["feast"])
    match.place("fair")
    match.force("flood", happens=False)
    match.override("grain", 5, "A test.")
    decided = []
    while match.undo():
        decided.append((match.chosen("east"), match.pending.doctrine, len(match.pending.injects), match.pending.events))
    assert decided == [
        (("feast",), set(), 1, {"flood": False}),
        (("feast",), set(), 1, {}),
        (("feast",), set(), 0, {}),
        ((), {"east"}, 0, {}),
        ((), set(), 0, {}),
    ]


def test_undo_of_a_turn_is_a_branch_on_seen_luck(match: Match) -> None:
    match.end_turn()
    match.end_turn()
    values = match.turns[1].values
    assert match.undo()
    assert match.parent is not None
    assert (match.turn, match.parent.turns, match.parent.luck) == (1, 1, "seen")
    match.end_turn()
    assert match.turns[1].values == values


def test_undo_on_fresh_luck_stays_on_it(match: Match) -> None:
    match.end_turn()
    for seed in range(20):
        fresh = match.branch(1, seed)
        fresh.end_turn()
        happened = fresh.turns[1].happened
        fresh.undo()
        fresh.end_turn()
        assert fresh.turns[1].happened == happened


def test_fresh_luck_is_another_luck_and_the_past_stays(match: Match) -> None:
    match.end_turn()
    branches = [match.branch(1, seed) for seed in range(40)]
    for branch in branches:
        branch.end_turn()
    assert all(branch.turns[0] == match.turns[0] for branch in branches)
    assert len({branch.turns[1].happened for branch in branches}) > 2


def test_what_is_open_at_the_start_of_fresh_luck_is_open_in_its_turn(match: Match) -> None:
    match.end_turn()
    open_ones = 0
    for seed in range(40):
        branch = match.branch(1, seed)
        if branch.observation("west").legal["hail_ships"][0]:
            open_ones += 1
            branch.choose("west", ["hail_ships"])
            branch.end_turn()
            assert branch.turns[1].choices["west"] == ("hail_ships",)
    assert 0 < open_ones < 40


def test_had_it_not_been_chosen(match: Match) -> None:
    match.choose("west", ["buy_carts"])
    match.choose("east", ["smuggle"])
    match.end_turn()
    match.end_turn()
    without = match.without("buy_carts", 1)
    assert (without.turn, without.turns[0].choices) == (2, {"east": (), "west": ()})
    assert without.turns[0].happened == match.turns[0].happened


def test_when_it_is_over_nothing_more_can_be_decided() -> None:
    match = Match(bridge(), 3, length=1)
    match.end_turn()
    assert match.ending == "winter"
    with pytest.raises(ValueError, match="the match is over"):
        match.end_turn()


STOPS = [
    (("probability: 0.3", "probability: 1 / (turn - 2)"), "the probability of flood", "1 / (turn - 2)"),
    (("propensity: -2", "propensity: log(1.5 - turn)"), "the propensity of feast", "log(1.5 - turn)"),
    (("{grain: 4}", "{grain: 4 / (turn - 2)}"), "what rule:harvest does to grain", "4 / (turn - 2)"),
    (("{silver: 1}", "{silver: exp(800 * (turn - 1))}"), "what inject:fair does to silver", "exp(800 * (turn - 1))"),
    (("0.1 * spies}", "sqrt(1.5 - turn)}"), "price", "200 / (1 + grain) + sqrt(1.5 - turn)"),
]


@pytest.mark.parametrize(("change", "what", "formula"), STOPS)
def test_a_number_that_is_none_is_told_with_its_formula(change: tuple[str, str], what: str, formula: str) -> None:
    match = both_yours(change)
    match.follow_doctrine("east")
    match.end_turn()
    match.follow_doctrine("east")
    before = match.state.digest(), match.pending.copy(), match.record()
    with pytest.raises(MatchStoppedError) as told:
        match.end_turn()
    assert (match.state.digest(), match.pending, match.record()) == before
    file, line, column, *rest = str(told.value).split(":")
    assert (file, ":".join(rest)) == ("bridge.yaml", f" turn 2: {what} is not a finite number")
    assert match.scenario.text.splitlines()[int(line) - 1][int(column) - 1 :].lstrip('"').startswith(formula)


def test_rules_without_a_value_to_begin_with_do_not_begin() -> None:
    with pytest.raises(MatchStoppedError, match=r"^bridge.yaml:\d+:\d+: before the first turn: price is not"):
        both_yours(("200 / (1 + grain)", "log(silver - 1)"))


def test_a_turn_that_cannot_be_kept_has_not_been_played(match: Match, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    path = folder / "match.json"
    match.keep(path)
    match.choose("west", ["buy_carts"])
    path.unlink()
    folder.rmdir()
    folder.write_text("Something else is here now.")
    with pytest.raises(OSError, match="records"):
        match.end_turn()
    assert (match.turn, match.chosen("west")) == (0, ("buy_carts",))
    folder.unlink()
    match.end_turn()
    assert read_record(path) == match.record()
    assert match.turn == 1


def test_a_full_disk_costs_nothing(match: Match, tmp_path: Path) -> None:
    path = tmp_path / "match.json"
    match.keep(path)
    kept = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            match.end_turn()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (match.turn, path.read_bytes(), list(tmp_path.iterdir())) == (0, kept, [path])
    match.keep(None)
    match.end_turn()
    assert (match.turn, path.read_bytes()) == (1, kept)


def test_a_player_killed_at_any_moment_loses_at_most_the_turn_not_ended(tmp_path: Path) -> None:
    path, dice = tmp_path / "match.json", random.Random(1)
    scenario = str(Path(__file__).parent / "bridge.yaml")
    command = [sys.executable, "-c", PLAYING, scenario, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(dice.randrange(20, 60)):
            seed, turns = map(int, process.stdout.readline().split())
        process.send_signal(signal.SIGKILL)
        for line in process.stdout:
            seed, turns = map(int, line.split())
    left = read_record(path)
    assert (left.seed, len(left.turns)) >= (seed, turns)
    assert replay(left).turn == len(left.turns)
