"""Broken plays are shrunk: what is left breaks in the same way, and would not with one decision less."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from escalation_game.authoring.broken_plays import Broken, break_again, look_into
from escalation_game.authoring.broken_tests import test_text as text_of_test
from escalation_game.authoring.reading import read_tests
from escalation_game.authoring.running import run_test
from escalation_game.authoring.shrinking import decisions, shorten, shrunk, without, without_turn
from escalation_game.play.catalogue import resumed_match
from escalation_game.play.faults import MatchStoppedError
from escalation_game.scenario import Scenario, load_text

from .test_playtest import MILL

LOG = ("value: 10 / stones", "value: 10 / stones + log(15.5 - bare(flour))")
GUEST = ("value: 10 / stones", "value: 10 / stones + log(4.5 - coins + 0.2 * chosen(dream))")
WORRY = ("value: coins, better: lower", "value: log(13.5 - bare(flour)), better: lower")
START = ("value: 10 / stones", "value: 10 / (stones - stones)")
ROLES = {"miller": ("dream", "grind", "hoard"), "river": ("splash",)}


@cache
def mill(*change: str) -> Scenario:
    return load_text(mill_text(*change), "mill", "mill.yaml")


def mill_text(old: str, new: str) -> str:
    assert MILL.count(old) == 1
    return MILL.replace(old, new)


def turns() -> st.SearchStrategy[tuple[dict[str, tuple[str, ...]], tuple[str, ...]]]:
    choices = st.fixed_dictionaries(
        {role: st.lists(st.sampled_from(names), unique=True).map(tuple) for role, names in ROLES.items()}
    )
    return st.tuples(choices, st.sampled_from([(), (), ("guest",)]))


@st.composite
def plays(draw: st.DrawFn) -> tuple[Scenario, Broken]:
    scenario = mill(*draw(st.sampled_from([LOG, GUEST, WORRY])))
    played = draw(st.lists(turns(), min_size=5, max_size=5))
    roles = draw(st.sampled_from([("miller",), ("miller", "river")]))
    choices = tuple({role: chosen[role] for role in roles} for chosen, _ in played)
    return scenario, Broken("random", draw(st.integers(0, 500)), roles, choices, tuple(placed for _, placed in played))


@settings(max_examples=30, deadline=None)
@given(plays())
def test_the_shrunk_play_breaks_alike_and_nothing_can_go(case: tuple[Scenario, Broken]) -> None:
    scenario, broken = case
    whole = break_again(scenario, broken)
    assume(whole.message)
    best = shrunk(scenario, broken)
    again = break_again(scenario, best.made)
    assert again.fault == best.fault == whole.fault
    assert again.made == best.made
    assert best.made.decided <= whole.made.decided
    for one in decisions(best.made):
        assert break_again(scenario, without(best.made, {one})).fault != whole.fault
    for turn in range(best.made.turn):
        shorter = break_again(scenario, without_turn(best.made, turn))
        assert shorter.fault != whole.fault or shorter.made.turn >= best.made.turn


@pytest.mark.parametrize("change", [LOG, GUEST, WORRY], ids=["log", "guest", "worry"])
def test_the_saved_test_fails_until_the_fault_is_mended(change: tuple[str, str], tmp_path: Path) -> None:
    scenario = mill(*change)
    everything = {"miller": ("grind", "dream")}
    broken = Broken("random", 4, ("miller",), (everything,) * 5, (("guest",),) * 5)
    fault = shorten(scenario, look_into(scenario, broken, tmp_path), tmp_path)
    short = fault.shortest
    assert short is not None
    assert short.test.name == "mill-random-seed-4.tests.yaml"
    assert short.message.startswith("mill.yaml:")
    assert outcomes(tmp_path / "broken", mill_text(*change), short.test) == [False]
    assert outcomes(tmp_path / "mended", MILL, short.test) == [True]


def test_the_record_opens_at_the_turn_that_breaks(tmp_path: Path) -> None:
    scenario = mill(*LOG)
    broken = Broken("random", 4, ("miller",), ({"miller": ("grind", "dream")},) * 5, ((),) * 5)
    short = shorten(scenario, look_into(scenario, broken, tmp_path), tmp_path).shortest
    assert short is not None
    assert short.record is not None
    match = resumed_match(short.record)
    assert match.turn == short.broken.turn - 1
    for role, actions in short.broken.last.items():
        match.choose(role, actions)
    with pytest.raises(MatchStoppedError, match="strain is not a finite number"):
        match.end_turn()


def test_what_breaks_at_once_needs_no_choices(tmp_path: Path) -> None:
    scenario = mill(*START)
    fault = look_into(scenario, Broken("doctrine", 1, (), (), ()), tmp_path)
    short = shorten(scenario, fault, tmp_path).shortest
    assert short is not None
    assert (short.record, short.broken.turn) == (None, 0)
    assert "{then: doctrine}" in short.test.read_text(encoding="utf-8")
    assert outcomes(tmp_path / "broken", mill_text(*START), short.test) == [False]
    assert outcomes(tmp_path / "mended", MILL, short.test) == [True]


def test_a_play_that_does_not_break_is_left_alone(tmp_path: Path) -> None:
    fault = look_into(mill(*LOG), Broken("random", 4, ("miller",), ({"miller": ()},) * 5, ((),) * 5), tmp_path)
    assert fault.message == "it breaks only beside other plays: please report this"
    assert shorten(mill(*LOG), fault, tmp_path) is fault


def test_a_message_cannot_end_its_comment() -> None:
    scenario = load_text(mill_text(*LOG), "mill", "mill\nformat: 2.yaml")
    broken = Broken("random", 4, ("miller",), ({"miller": ("grind",)},) * 5, ((),) * 5)
    text = text_of_test(scenario, shrunk(scenario, broken), broken)
    assert text.splitlines()[0].startswith("  # mill format: 2.yaml:12")


def outcomes(folder: Path, scenario: str, test: Path) -> list[bool]:
    """Whether the tests of a scenario pass when the saved one is put at the end of its file."""
    folder.mkdir()
    (folder / "scenario.yaml").write_text(scenario, encoding="utf-8")
    (folder / "tests.yaml").write_text("format: 1\ntests:\n" + test.read_text(encoding="utf-8"), encoding="utf-8")
    file = read_tests(folder / "tests.yaml")
    return [not outcome.failures for one in file.tests for outcome in run_test(one, file.scenario)]
