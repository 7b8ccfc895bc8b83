"""Formulas of tests: the scenario's language, other turns and other plans."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_game.authoring.formulas import Language, Statement
from escalation_game.engine.expression import Previous, Read, Since
from escalation_game.scenario.formula import FormulaError

from .towns import towns

LANGUAGE = Language.of(towns().file, ["waiting", "waiting_2", "after_3"])

_SAID = """
fish coins catch peace mood shoal raid storm wealth ending winter kept truce _with_waiting _at_start _after_2 _after_9 _with_ waiting
since( previous( chosen( ) ( 1 , 2 + - * / < > == and or not is if else turn days 0.5 1e400
"""
_WORDS = st.sampled_from(_SAID.split())


def _asked(text: str, after: int = 4) -> set[tuple[str, int, str | None]]:
    return {(one.leaf.name, one.turn, one.plan) for one in LANGUAGE.statement(text, after).asked.values()}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("fish", ("fish", 4, None)),
        ("fish_at_start", ("fish", 0, None)),
        ("fish_after_2", ("fish", 2, None)),
        ("fish_with_waiting", ("fish", 4, "waiting")),
        ("fish_after_2_with_waiting_2", ("fish", 2, "waiting_2")),
        ("fish_with_after_3", ("fish", 4, "after_3")),
        ("chosen(raid_after_1) > 0", ("raid", 1, None)),
        ("wealth_at_start", ("wealth", 0, None)),
        ("ending_after_3_with_waiting is winter", ("ending", 3, "waiting")),
        ("peace_with_waiting is kept", ("peace", 4, "waiting")),
        ("mood is sour", ("mood", 4, None)),
    ],
)
def test_names_that_look_elsewhere(text: str, asked: tuple[str, int, str | None]) -> None:
    assert _asked(text) == {asked}


def test_the_past_is_of_the_turn_looked_at() -> None:
    statement = LANGUAGE.statement("previous(fish_after_3, 2) + fish * since(raid)", 4)
    leaves = {type(one.leaf): (one.leaf, one.turn) for one in statement.asked.values()}
    assert leaves[Previous] == (Previous("stock", "fish", 2), 3)
    assert leaves[Read] == (Read("stock", "fish"), 4)
    assert leaves[Since] == (Since("chosen", "raid"), 4)


def test_how_far_and_at_which_plans_a_statement_looks() -> None:
    statement = LANGUAGE.statement("fish_after_3 > fish_after_1_with_waiting", 4)
    assert (statement.turns, statement.plans) == (3, {None, "waiting"})
    assert LANGUAGE.statement("1 > 0", 2).turns == 2


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("fsh > 3", "E303", "fsh"),
        ("fish_after_5 > 3", "E303", "fish_after_5"),
        ("fish_with_nobody > 3", "E303", "fish_with_nobody"),
        ("since(peace) > 1", "E308", "peace"),
        ("fish + coins_at_start > 3", "E402", "fish"),
        ("ending is summer", "E307", "summer"),
        ("__import__('os')", "E304", "__import__"),
        ("fish.real > 1", "E302", "fish"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_place(text: str, code: str, part: str) -> None:
    with pytest.raises(FormulaError) as told:
        LANGUAGE.statement(text, 4)
    assert told.value.code == code
    assert text[told.value.offset :].startswith(part)


def test_a_formula_that_grows_when_it_is_worked_out_is_refused() -> None:
    text = "lookup(" * 8 + "fish" + ", 0, 0, 1, 1, 2, 2, 3, 3, 4, 4)" * 8 + " > 1"
    with pytest.raises(FormulaError) as told:
        LANGUAGE.statement(text, 4)
    assert told.value.code == "E310"


def test_a_name_of_the_scenario_is_that_name() -> None:
    language = Language({**LANGUAGE.names, "fish_at_start": LANGUAGE.names["coins"]}, LANGUAGE.plans, 4)
    [asked] = language.statement("fish_at_start", 4).asked.values()
    assert (asked.leaf.name, asked.turn) == ("coins", 4)  # the symbol there, not fish before the first turn


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=12).map(" ".join) | st.lists(_WORDS, max_size=8).map("".join) | st.text(max_size=60))
def test_any_text_is_a_statement_or_says_why_not(text: str) -> None:
    try:
        assert isinstance(LANGUAGE.statement(text, 4), Statement)
    except FormulaError as error:
        assert 0 <= error.offset <= len(text)
