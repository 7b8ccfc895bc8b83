"""What is asked before a match, by mouse and by keyboard; and the end held against it."""

from __future__ import annotations

import pytest

from escalation_game.play.record import read_record
from escalation_game.ui.settings import Settings


@pytest.fixture
def table(open_table):
    """A table with a new match in front."""
    table = open_table()
    table.press("n")
    return table


def test_one_press_of_enter_begins(table) -> None:
    table.press("enter")
    assert table.shown == "Briefing"
    match = table.match
    assert (match.seats["west"], match.seats["russia"], match.priorities, match.open_information) == (
        "you",
        "doctrine",
        {},
        False,
    )
    assert match.length == match.scenario.game.turns


def test_everything_is_folded_and_one_part_open_at_a_time(table) -> None:
    assert not table.all(key="seed")
    table.click("fold:luck")
    assert table.all(key="seed")
    table.click("fold:seats")
    assert not table.all(key="seed")
    table.click("fold:seats")
    assert not table.all(key="seat:russia:0")


def test_two_people_and_a_bot(table) -> None:
    table.click("fold:seats")
    table.click("seat:russia:0")
    table.click("seat:china:4")
    assert any("2 people: The West, Russia" in words for words in table.texts())
    table.click("begin")
    assert (table.match.seats["russia"], table.match.seats["china"], table.match.seats["dprk"]) == (
        "you",
        "random",
        "doctrine",
    )
    table.press("enter")
    assert table.shown == "HandOver"


def test_the_world_is_drawn_in_secret_or_chosen_with_its_argument(table) -> None:
    table.click("fold:world")
    table.click("The world follows:2")
    assert any("The stake outweighs any number" in words for words in table.texts())
    table.click("begin")
    assert table.match.lens == "escalation"


def test_priorities_are_kept_only_when_they_are_set(table) -> None:
    table.click("fold:priorities")
    [first, *_rest] = [placed.identity for placed in table.all(role="slider")]
    table.click(first)
    table.press("end")
    table.click("forget")
    assert any("Not said" in words for words in table.texts())
    table.click(first)
    table.press("end")
    table.click("begin")
    given = table.match.priorities["west"]
    assert given[first.rpartition(":")[2]] == 10
    assert sorted(given.values())[:-1] == [5] * (len(given) - 1)
    assert read_record(table.app.desk.session.path).priorities == table.match.priorities


def test_whoever_is_no_person_wants_nothing(table) -> None:
    table.click("fold:priorities")
    [first, *_rest] = [placed.identity for placed in table.all(role="slider")]
    table.click(first)
    table.press("end")
    table.click("fold:seats")
    table.click("seat:west:1")
    assert not table.all(key="fold:priorities")
    assert any("you watch" in words for words in table.texts())
    table.click("begin")
    assert table.match.priorities == {}


def test_open_information_is_marked_in_the_room_and_hides_nothing(table) -> None:
    table.click("fold:information")
    table.click("What is known:1")
    table.click("begin")
    table.press("enter")
    assert table.match.open_information
    assert any("open information" in words for words in table.texts())
    seen = table.screen.seen
    assert all(secret.known for secret in seen.secrets)
    assert all(one.noise == 0 for one in seen.variables)


def test_the_luck_number_is_typed_or_drawn(table) -> None:
    table.click("fold:luck")
    table.click("seed")
    for _ in range(8):
        table.press("backspace")
    assert table.find(key="begin").disabled
    table.type("x")
    table.click("begin")
    assert table.shown == "NewMatch"
    table.click("another-seed")
    assert not table.find(key="begin").disabled
    table.click("seed")
    for _ in range(8):
        table.press("backspace")
    table.type("42")
    table.press("enter")
    assert (table.shown, table.match.seed) == ("Briefing", 42)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_begin_is_in_view_at_once_in_a_small_window(open_table, scale: float) -> None:
    table = open_table(Settings(scale=scale), (800, 520))
    table.press("n")
    [begin] = table.all(key="begin")
    assert begin.seen.size == begin.rect.size
    assert table.focused.key == "begin"


def test_the_end_is_held_against_what_was_wanted(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path, length=1, priorities={"west": {"ukraine_position": 3, "escalation_risk": 1}})
    table.press("enter", "e", "enter")
    table.settle()
    told = " ".join(table.texts())
    assert "Of what mattered to you" in told
    assert "75" in told
    again = open_table()
    again.begin(tmp_path, length=1)
    again.press("enter", "e", "enter")
    assert "Of what mattered to you" not in " ".join(again.texts())
