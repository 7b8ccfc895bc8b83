"""A match along its time line: marks, what was told, what numbers rest on, and the same luck without any choice."""

from __future__ import annotations

import math

import pytest

from escalation_game.play.catalogue import new_match
from escalation_game.play.over_time import assumptions_behind, marks, told_values, without_choices
from escalation_game.play.seeing import view
from escalation_game.play.wanted import wanted_by, wanted_value, wanted_variable, why_wanted


@pytest.fixture(scope="module")
def played():
    match = new_match("kursk-2024", seed=7, lens="article")
    for actions in (["lift_for_kursk"], ["warn_moscow"], []):
        match.choose("west", actions)
        match.end_turn()
    return match


def test_marks_tell_own_choices_and_what_was_learnt(played) -> None:
    found = marks(played, "west")
    titles = {name: entry.title for name, entry in played.scenario.file.actions.items()}
    assert [(one.turn, one.title) for one in found if one.kind == "choice"] == [
        (1, titles["lift_for_kursk"]), (2, titles["warn_moscow"])
    ]  # fmt: skip
    hidden = {entry.title for entry in played.scenario.file.events.values() if "west" in entry.seen_by}
    assert not hidden & {one.title for one in found if one.kind == "event"}


def test_what_was_told_is_the_history_of_the_view(played) -> None:
    for one in view(played, "west").variables:
        told = told_values(played, "west", f"{one.kind}:{one.name}")
        assert tuple(value for value, _noise in told) == tuple(value for _date, value in one.history)
        assert told[-1][1] == one.noise


def test_without_choices_nothing_was_chosen_and_the_start_is_the_same(played) -> None:
    *_, other = without_choices(played, "west")
    assert other.turn == played.turn
    assert all(turn.choices["west"] == () for turn in other.turns)
    assert other.states[0].digest() == played.states[0].digest()
    assert other.state.digest() != played.state.digest()
    untouched = played.branch(0)
    for _turn in range(2):
        untouched.end_turn()
    *_, same = without_choices(untouched, "west")
    assert same.state.digest() == untouched.state.digest()


def test_an_objective_is_what_the_view_shows_and_its_parts_add_up(played) -> None:
    for shown in view(played, "west").objectives:
        one = wanted_variable(played, "west", shown.name)
        assert (one.value, one.noise) == (shown.value, shown.noise)
        assert [value for _date, value in one.history] == [
            wanted_value(played, "west", shown.name, turn)[0] for turn in range(played.turn + 1)
        ]
        for turn in range(1, played.turn + 1):
            change = one.history[turn][1] - one.history[turn - 1][1]
            total = math.fsum(part.amount for part in why_wanted(played, "west", shown.name, turn))
            assert math.isclose(total, change, rel_tol=1e-9, abs_tol=1e-9)
        assert why_wanted(played, "west", shown.name, 0) == ()
    with pytest.raises(KeyError):
        wanted_value(played, "west", "glory", 0)


def test_every_role_can_only_want_what_it_can_know(played) -> None:
    for role in played.scenario.file.roles:
        known = {one.name for one in view(played, role).objectives}
        found = {name for name in wanted_by(played, role) if wanted_variable(played, role, name) is not None}
        assert known == found


def test_what_a_number_rests_on_is_in_the_file_with_its_sources(played) -> None:
    file = played.scenario.file
    [one] = [one for one in assumptions_behind(played, "west", "derived:kursk_loss_km2") if one.name == "kursk_rate"]
    entry = file.parameters["kursk_rate"]
    assert (one.value, one.low, one.high) == (entry.value, entry.low, entry.high)
    assert tuple(source.name for source in one.sources) == entry.source
    assert {one.name for one in assumptions_behind(played, "west", "stock:russian_manpower")} <= set(file.parameters)
