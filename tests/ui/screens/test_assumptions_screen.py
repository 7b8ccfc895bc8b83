"""Assumptions in the window: read, searched, changed by slider and by number, and played on with in a copy."""

from __future__ import annotations

import pytest

from escalation_game.play.match import replay
from escalation_game.play.record import read_record
from escalation_game.ui.settings import Settings


@pytest.fixture
def table(open_table, tmp_path):
    """A table with the assumptions of a match in front after its first turn, in which limits were lifted for Kursk."""
    table = open_table()
    table.begin(tmp_path)
    table.press("enter")
    table.click("action:lift_for_kursk")
    table.press("e", "enter", "p")
    assert table.shown == "Assumptions"
    return table


def _entries(table) -> list[str]:
    return [
        placed.identity
        for placed in table.all(role="listitem")
        if placed.identity.startswith(("parameter:", "question:"))
    ]


def test_the_key_opens_and_closes_it_and_so_does_the_menu(table) -> None:
    table.press("p")
    assert table.shown == "Room"
    table.press("escape")
    table.click("assumptions")
    assert table.shown == "Assumptions"


def test_every_parameter_and_hidden_question_is_listed(table) -> None:
    file = table.match.scenario.file
    assert set(_entries(table)) == {
        *(f"parameter:{one}" for one in file.parameters),
        *(f"question:{one}" for one in file.cases),
    }


def test_it_is_searched_by_words_and_sorted_by_name(table) -> None:
    table.click("search")
    table.type("shells north")
    assert "parameter:dprk_shell_rate" in _entries(table)
    assert len(_entries(table)) < 10
    table.type(" zebra")
    assert _entries(table) == []
    for _ in " zebra":
        table.press("backspace")
    table.click("order:1")
    titles = [placed.element.name for placed in table.all(role="listitem") if placed.identity.startswith("parameter:")]
    assert titles == sorted(titles, key=str.casefold)


def test_an_entry_tells_readings_sources_and_what_reads_it(table) -> None:
    table.click("parameter:rally")
    told = " ".join(table.texts())
    for words in (
        "1 to 2.8, most likely 1.8",
        "Restraint is the error",
        "as the author",
        "Judgement of the scenario's authors",
        "Unity of the allies",
    ):
        assert words in told
    table.click("reader:rally:0")
    assert table.shown == "Why"


def test_what_is_hidden_stays_hidden(table) -> None:
    file = table.match.scenario.file
    for name in file.cases:
        table.click(f"question:{name}")
        told = table.texts()
        assert any("Hidden from this seat" in words for words in told), name
        assert not any(words.startswith("✓") for words in told), name
    table.click("parameter:rally")
    drawn = table.match.machine.row(table.match.state, "parameter", "rally")[0]
    assert not any(f"{drawn:.4g}" in words for words in table.texts())


def test_the_slider_and_a_typed_number_change_it_and_it_can_be_taken_back(table) -> None:
    table.click("parameter:rally")
    table.click("assume")  # in its middle
    assert table.find(key="parameter:rally").value == "1.4, changed"
    table.press("right")
    assert table.find(key="parameter:rally").value == "1.45, changed"
    table.press("home")
    assert table.find(key="parameter:rally").value == "0, changed"
    table.click("typed")
    for _ in range(8):
        table.press("backspace")
    table.type("1,5")
    assert table.find(key="parameter:rally").value == "1.5, changed"
    table.click("as-it-was")
    assert table.find(key="parameter:rally").value == "0.7"


def test_what_is_no_number_or_out_of_range_is_told(table) -> None:
    table.click("parameter:rally")
    table.click("typed")
    table.type("x")
    assert "“0.7x” is not a number." in table.texts()
    assert table.find(key="parameter:rally").value == "0.7"
    for _ in range(8):
        table.press("backspace")
    table.type("99")
    assert any(words.startswith("! Outside the range of every reading, 0 … 2.8") for words in table.texts())


def test_a_number_can_stay_uncertain(table) -> None:
    table.click("parameter:rally")
    table.click("assume")
    table.press("right")
    table.click("ranged")
    table.click("play-on")
    table.click("go-on")
    edit = table.match.assumptions["rally"]
    assert (edit.low, edit.value, edit.high) == (0, 1.45, 1.5)


def test_nothing_changed_is_nothing_to_play_on_with(table) -> None:
    assert table.find(key="play-on").disabled
    table.click("play-on")
    assert table.shown == "Assumptions"


def test_playing_on_is_a_copy_on_the_same_luck_and_the_original_stays(table) -> None:
    original, path = table.match.record(), table.app.desk.session.path
    kept = path.read_bytes()
    table.click("parameter:rally")
    table.click("assume")
    table.press("end")
    table.click("play-on")
    assert table.shown == "Anew"
    told = " ".join(table.texts())
    assert "How a deed draws allies along" in told
    assert "Unity of the allies" in told
    assert "every choice of yours could be repeated" in told
    table.press("escape")
    assert table.match.record() == original
    table.click("play-on")
    table.press("enter")
    assert table.shown == "Room"
    session = table.app.desk.session
    assert session.path != path
    assert path.read_bytes() == kept
    assert table.match.assumptions["rally"].value == 2.8
    assert (table.match.turn, table.match.seed, table.match.turns[0].choices["west"]) == (
        1,
        original.seed,
        ("lift_for_kursk",),
    )
    assert replay(read_record(session.path)).state.digest() == table.match.state.digest()
    assert any("1 assumption of your own" in words for words in table.texts())


def test_beginning_anew_is_another_match_at_its_briefing(table) -> None:
    before = table.match.seed
    table.click("parameter:rally")
    table.click("assume")
    table.press("end")
    table.click("afresh")
    assert table.shown == "Briefing"
    assert (table.match.turn, table.match.lens) == (0, "article")
    assert table.match.seed != before
    assert table.match.assumptions["rally"].value == 2.8


def test_the_reading_looked_through_is_marked_in_the_room(table) -> None:
    table.click("lens:2")
    assert table.app.desk.session.viewing == "escalation"
    assert table.find(key="parameter:rally").value == "0.2"
    table.press("p")
    assert any("seen through: Escalation first" in words for words in table.texts())


def test_in_a_small_window_an_entry_unfolds_where_it_stands(open_table, tmp_path) -> None:
    table = open_table(Settings(scale=2.0), (800, 520))
    table.begin(tmp_path)
    table.press("enter", "p")
    assert not table.all(key="assume")
    table.click("parameter:rally")
    table.click("assume")
    table.press("right")
    table.click("parameter:rally")
    assert not table.all(key="assume")
    table.click("play-on")
    assert "No turn has been played, so there is nothing to compare yet." in table.texts()
