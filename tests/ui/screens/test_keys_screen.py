"""Keys are changed by pressing them, and hold on every screen from then on."""

from __future__ import annotations

from escalation_game.ui.settings import read_settings


def _to_keys(table) -> None:
    table.press("s")
    table.click("keys")
    assert table.shown == "Keys"


def _give(table, name: str, key: str) -> None:
    table.click(f"key:{name}")
    table.press(key)


def test_a_new_key_ends_the_turn_and_is_told_in_the_room(open_table, tmp_path) -> None:
    table = open_table()
    _to_keys(table)
    _give(table, "end-turn", "x")
    assert "X now does this: End the turn, and go on." in table.texts()
    assert read_settings().keys == {"end-turn": "x"}
    table.begin(tmp_path)
    table.press("x")
    assert table.shown == "Room"
    assert table.find(key="end-turn").hint.endswith("Key X.")
    table.press("e")
    assert table.match.turn == 0
    table.press("x")
    assert table.match.turn == 1


def test_tab_enter_and_escape_work_beside_keys_of_ones_own(open_table) -> None:
    table = open_table()
    _to_keys(table)
    _give(table, "next", "j")
    table.press("escape", "escape", "j")
    first = table.stage.focused.identity
    table.press("tab", "shift+tab")
    assert table.stage.focused.identity == first


def test_a_key_given_twice_is_told_at_both(open_table) -> None:
    table = open_table()
    _to_keys(table)
    _give(table, "undo", "e")
    assert "The same key: End the turn, and go on" in table.find(key="key:undo").value
    assert "The same key: Undo" in table.find(key="key:end-turn").value
    _give(table, "undo", "u")
    assert "The same key" not in table.find(key="key:undo").value
    assert read_settings().keys == {}


def test_keys_that_move_about_cannot_be_given_and_escape_gives_up(open_table) -> None:
    table = open_table()
    _to_keys(table)
    _give(table, "undo", "tab")
    assert any("keeps its meaning" in words for words in table.texts())
    _give(table, "undo", "escape")
    assert table.shown == "Keys"
    assert read_settings().keys == {}


def test_all_keys_are_as_at_first_only_after_a_question(open_table) -> None:
    table = open_table()
    _to_keys(table)
    _give(table, "undo", "x")
    table.click("reset")
    table.press("escape")
    assert read_settings().keys == {"undo": "x"}
    table.click("reset")
    table.click("reset-yes")
    assert read_settings().keys == {}
    assert table.find(key="reset").disabled


def test_letters_stay_letters_where_one_writes(open_table) -> None:
    table = open_table()
    _to_keys(table)
    _give(table, "next", "j")
    table.press("escape", "escape", "n")
    table.click("fold:luck")
    [box] = table.all(role="textbox")
    table.stage.focus_on(box)
    table.press("j")
    assert table.stage.focused.identity == box.identity


def test_the_key_of_why_is_the_players_own(open_table, tmp_path) -> None:
    table = open_table()
    _to_keys(table)
    _give(table, "why", "y")
    table.begin(tmp_path)
    table.press("enter", "1", "w")
    assert table.shown == "Room"
    table.press("y")
    assert table.shown == "Why"
    table.press("y")
    assert table.shown == "Room"
