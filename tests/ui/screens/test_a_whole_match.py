"""A match from the first screen to the last: by keyboard alone, and by mouse alone."""

from __future__ import annotations

from escalation_game.play.record import read_record

CHOICES = {0: "lift_for_kursk", 1: "interdict_deliveries", 2: "fund_shells", 4: "tighten_sanctions", 6: "engage_seoul"}


def _tab_to(table, key: str) -> None:
    for _ in range(120):
        if table.focused is not None and table.focused.key == key:
            return
        table.press("tab")
    raise AssertionError(f"TAB never reached {key}")


def test_by_keyboard_alone(open_table) -> None:
    table = open_table()
    table.press("enter")
    assert table.shown == "NewMatch"
    table.press("enter")
    assert table.shown == "Briefing"
    table.press("enter")
    assert table.shown == "Room"
    while table.match.ending is None:
        turn = table.match.turn
        if turn in CHOICES:
            _tab_to(table, f"action:{CHOICES[turn]}")
            table.press("space")
            assert table.match.chosen("west") == (CHOICES[turn],)
        table.press("1", "w")
        assert table.shown == "Why"
        table.press("escape", "e")
        assert table.shown == "Result"
        assert table.match.turn == turn + 1
        table.press("enter")
    assert table.shown == "Ending"
    assert len(read_record(table.app.desk.session.path).turns) == table.match.turn


def test_by_mouse_alone(open_table) -> None:
    table = open_table()
    for wanted in ("new-match", "How long:1", "begin", "onward"):
        table.click(wanted)
    assert table.shown == "Room"
    assert table.match.length == 5
    while table.match.ending is None:
        turn = table.match.turn
        if turn in CHOICES:
            table.click(f"action:{CHOICES[turn]}")
            assert table.match.chosen("west") == (CHOICES[turn],)
        table.click("gauge:tension")
        assert table.shown == "Why"
        table.click("back")
        table.click("end-turn")
        table.click("onward")
    assert table.shown == "Ending"
    table.click("title")
    assert table.shown == "Title"
    table.click("quit")
    assert table.stage.navigation.over


def test_a_choice_is_told_undone_and_refused(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path)
    table.click("onward")
    table.click("action:lift_for_kursk")
    table.click("action:lift_restrictions")
    assert table.match.chosen("west") == ("lift_for_kursk",)
    assert any("not in the same turn" in words.lower() for words in table.texts())
    table.click("undo")
    assert table.match.chosen("west") == ()
    table.press("e", "enter")
    assert table.match.turn == 1
    table.click("action:fund_shells")
    table.press("e", "enter", "u")
    assert table.match.turn == 1
    assert table.match.chosen("west") == ("fund_shells",)
    table.press("u", "u")
    assert table.match.turn == 0


def test_the_end_tells_what_was_hidden_and_what_each_choice_did(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path, length=2)
    table.press("enter")
    table.click("action:interdict_deliveries")
    table.press("e", "enter", "e", "enter")
    table.settle()
    told = " ".join(table.texts())
    assert "Restraint is the error" in told
    assert "How firm are Moscow's red lines?" in told
    assert "Without “Interdict North Korean deliveries”" in told
    assert "Working out" not in told


def test_two_people_at_one_machine_never_see_each_others_screens(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path, seats={"russia": "you"})
    table.press("enter")
    assert table.shown == "HandOver"
    assert "Next: The West" in table.texts()
    table.press("escape")
    assert table.shown == "HandOver"
    table.press("enter")
    assert table.app.desk.session.role == "west"
    table.click("action:warn_moscow")
    table.press("e")
    assert table.shown == "HandOver"
    assert not any("Warn" in words for words in table.texts())
    table.press("enter")
    assert table.app.desk.session.role == "russia"
    assert table.all(key="action:press_attack")
    table.press("e", "enter")
    assert (table.match.turn, table.app.desk.session.role, table.shown) == (1, "west", "Result")


def test_who_only_watches_decides_nothing(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path, seats={"west": "random"})
    table.press("enter")
    table.click("action:warn_moscow")
    assert any("you are watching" in words for words in table.texts())
    table.press("e")
    assert table.match.turn == 1


def test_the_ending_and_the_help_are_read_to_their_last_line_by_keyboard(open_table, tmp_path) -> None:
    table = open_table(size=(1000, 560))
    table.press("h")
    before = table.stage.navigation.memory.offsets.copy()
    table.press("end")
    assert table.stage.navigation.memory.offsets != before
    table.press("escape")
    table.begin(tmp_path, length=3)
    table.press("enter")
    for action in ("interdict_deliveries", "fund_shells", "press_beijing"):
        table.click(f"action:{action}")
        table.press("e", "enter")
    table.settle()
    for _ in range(20):
        table.press("pagedown")
    offsets = table.stage.navigation.memory.offsets
    assert offsets["account"] > 0
