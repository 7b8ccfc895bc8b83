"""Turns and branches: by keyboard and by mouse one looks back, writes, decides again, opens another branch and compares."""

from __future__ import annotations

import json
from pathlib import Path

from escalation_game.play.catalogue import new_match
from escalation_game.play.record import read_record
from escalation_game.play.saves import saves
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.session import begun


def _played(table, folder: Path, turns: int = 3) -> None:
    """Takes up a match of some turns, the first with a choice, kept in a folder of its own."""
    match = new_match("kursk-2024", seed=7, lens="article")
    match.choose("west", ["warn_moscow"])
    for _turn in range(turns):
        match.end_turn()
    table.app.archive.take_up(begun(match, folder / "match.json"))
    table.stage.paint(table.surface)


def _branched(table, folder: Path) -> None:
    """Leaves the match after its first turn, by mouse, and plays one turn otherwise."""
    _played(table, folder)
    table.press("t")
    table.click("moment:0:1")
    table.click("again")
    table.click("action:lift_for_kursk")
    table.press("e", "enter")


def test_by_keyboard_alone_a_turn_is_decided_again(open_table, tmp_path) -> None:
    table = open_table()
    _played(table, tmp_path)
    first = table.app.desk.session.path
    table.press("t")
    assert table.shown == "Branches"
    assert table.focused.key == "again"
    while table.focused.key != "moment:0:3":
        table.press("tab")
    table.press("left", "left")
    assert table.focused.key == "moment:0:1"
    assert "December 2024" in table.focused.name
    table.press("enter")
    while table.focused.key != "again":
        table.press("tab")
    table.press("enter")
    assert table.shown == "Room"
    assert table.match.turn == 1
    assert len(read_record(first).turns) == 3
    table.press("e", "enter")
    kept = read_record(table.app.desk.session.path)
    assert kept.parent is not None
    assert (kept.parent.turns, kept.parent.luck, kept.parent.played) == (1, "seen", 3)


def test_by_mouse_alone_a_branch_on_fresh_luck_is_begun(open_table, tmp_path) -> None:
    table = open_table()
    _played(table, tmp_path)
    table.click("Menu")
    table.click("turns")
    table.click("moment:0:2")
    table.click("Fresh luck")
    table.click("again")
    assert (table.shown, table.match.turn) == ("Room", 2)
    assert table.match.luck[0].turn == 3
    table.press("t")
    assert "fresh luck" in table.find(key="moment:1:2").value
    assert audit(table.stage) == []


def test_where_the_match_stands_it_simply_goes_on(open_table, tmp_path) -> None:
    table = open_table()
    _played(table, tmp_path)
    path = table.app.desk.session.path
    table.press("t", "enter")
    assert table.shown == "Room"
    assert table.app.desk.session.path == path
    assert [one.path for one in saves(tmp_path)] == [path]


def test_what_is_written_is_kept_beside_the_turn(open_table, tmp_path) -> None:
    table = open_table()
    _branched(table, tmp_path)
    table.press("t")
    other = table.screen.branching.branch(0).path
    table.click("moment:0:2")
    table.click("name")
    table.type("As it was")
    table.click("note")
    table.type("Too late")
    table.click("moment:0:3")
    about = read_record(other).about
    assert (about.name, about.notes) == ("As it was", {2: "Too late"})
    table.click("moment:1:2")
    table.click("name")
    table.type("Kursk first")
    table.press("escape")
    assert table.shown == "Room"
    assert read_record(table.app.desk.session.path).about.name == "Kursk first"
    table.press("e", "enter")
    assert read_record(table.app.desk.session.path).about.name == "Kursk first"
    table.press("t")
    assert "Too late" in table.find(key="moment:0:2").value
    table.click("moment:0:2")
    assert "Too late" in table.texts()


def test_another_branch_is_opened_and_gone_on_with(open_table, tmp_path) -> None:
    table = open_table()
    _branched(table, tmp_path)
    table.press("t")
    first = table.screen.branching.branch(0).path
    table.click("open")
    assert table.shown == "Branches", "the match on the desk is open already"
    table.press("escape")
    table.click("moment:0:3")
    table.click("open")
    assert (table.shown, table.match.turn) == ("Room", 3)
    assert table.app.desk.session.path == first
    table.press("e", "enter")
    assert len(read_record(first).turns) == 4


def test_two_branches_are_compared_turn_by_turn(open_table, tmp_path) -> None:
    table = open_table()
    _branched(table, tmp_path)
    table.press("t")
    table.click("moment:0:3")
    table.click("compare")
    assert table.shown == "Compare"
    told = table.texts()
    assert any(words.startswith("On the same luck") and "One turn is shared" in words for words in told)
    assert any("decided otherwise" in words for words in told)
    assert "not played" in told
    assert "Warn Moscow" in " ".join(told)
    assert "Lift the limit for Kursk" in told
    lines = [placed.element for placed in table.all(role="image") if placed.identity.startswith("paired:")]
    assert 0 < len(lines) <= 8
    assert all("This match: " in line.value for line in lines)
    table.press("a")
    assert len([one for one in table.all(role="image") if one.identity.startswith("paired:")]) > 8
    table.press("escape")
    assert table.shown == "Branches"


def test_the_tree_is_told_as_a_list(open_table, tmp_path) -> None:
    table = open_table()
    _branched(table, tmp_path)
    table.press("t", "l")
    told = table.texts()
    assert any("left “The first match” in December 2024" in words for words in told)
    assert len([one for one in table.all(role="listitem") if one.identity.startswith("moment:")]) == 5
    table.click("moment:0:2")
    assert table.find(key="moment:0:2").checked
    table.press("l", "t")
    assert table.shown == "Room"


def test_a_branch_that_does_not_replay_can_only_be_looked_at(open_table, tmp_path) -> None:
    table = open_table()
    _branched(table, tmp_path)
    other = tmp_path / "match.json"
    content = json.loads(other.read_bytes())
    content["turns"][2]["state_hash"] = "0" * 32
    other.write_text(json.dumps(content), "utf-8")
    table.press("t")
    table.click("moment:0:2")
    table.click("again")
    assert table.shown == "Branches"
    assert any("cannot be played again: turn 3 does not replay" in words for words in table.texts())
    assert table.find(key="compare").disabled
    assert "Chosen in December 2024: nothing chosen" in table.texts()


def test_what_cannot_be_written_is_told_and_the_match_goes_on(open_table, tmp_path) -> None:
    table = open_table()
    folder = tmp_path / "own"
    _branched(table, folder)
    table.press("t")
    path = table.screen.branching.branch(0).path
    path.unlink()
    path.mkdir()
    table.click("moment:0:2")
    table.click("name")
    table.type("Lost")
    table.press("enter")
    assert any(words.startswith("This could not be written: ") for words in table.texts())
    table.press("escape", "e")
    assert table.match.turn == 3


def test_a_long_match_shows_as_many_turns_as_there_is_room_for(open_table, tmp_path) -> None:
    table = open_table(size=(800, 520))
    _played(table, tmp_path, 12)
    table.press("t")
    table.stage.look = table.stage.look.__class__(table.stage.look.theme, 2.0)
    table.press("tab")
    shown = [one.identity for one in table.all() if one.identity.startswith("moment:")]
    assert shown[-1] == "moment:0:12"
    assert len(shown) < 13
    assert audit(table.stage) == []
    table.click(shown[0])
    assert len({one.identity for one in table.all() if one.identity.startswith("moment:")} - set(shown)) > 0


def test_from_the_ending_one_goes_back_into_the_tree(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path, length=2)
    table.press("enter", "e", "enter", "e", "enter")
    assert table.shown == "Ending"
    assert any("Share code " in words for words in table.texts())
    table.press("t")
    table.click("moment:0:2")
    table.click("again")
    assert table.shown == "Branches"
    assert any("The match is over here" in words for words in table.texts())
    table.press("escape", "escape", "t", "enter")  # it begins where something can be decided
    assert (table.shown, table.match.turn) == ("Room", 1)
