"""The list of kept matches: pictures, names, copies in and out, the trash, any turn, other rules; and share codes at "New match"."""

from __future__ import annotations

import json
from pathlib import Path

import pygame
import pytest

from escalation_game.play.catalogue import new_match
from escalation_game.play.match import Match
from escalation_game.play.record import read_record
from escalation_game.play.saves import new_save_path, saves, saves_folder
from escalation_game.play.sharing import Shared, share_code, written
from escalation_game.scenario import load
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.kit.dispatch import dispatch
from escalation_game.ui.kit.events import FileDropped
from escalation_game.ui.session import begun
from escalation_game.ui.thumbnails import SIZE, read_picture


def _kept(open_table, turns: int = 2):
    """A match of some turns that is kept, and the list of kept matches."""
    table, match = open_table(), new_match("kursk-2024", seed=7, lens="article")
    match.keep(new_save_path("kursk-2024", 7))
    match.choose("west", ["warn_moscow"])
    for _turn in range(turns):
        match.end_turn()
    table.press("k")
    assert table.shown == "Kept"
    return table


def _change(path: Path, change) -> None:
    content = json.loads(path.read_bytes())
    change(content)
    path.write_text(json.dumps(content), "utf-8")


def test_a_match_is_known_by_its_picture(open_table) -> None:
    table = open_table()
    table.stage.navigation.replace(table.app.opening(begun(new_match("kursk-2024", seed=7, lens="article"), None)))
    table.press("enter", "e", "enter", "escape")
    table.click("title")
    table.press("k")
    [save] = saves()
    shown = read_picture(save.picture)
    assert shown is not None
    assert shown.get_size() == SIZE
    assert len({tuple(shown.get_at((x, y))) for x in range(0, 256, 8) for y in range(0, 160, 8)}) > 5
    assert audit(table.stage) == []


def _large() -> bytes:
    head = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + b"IHDR" + (60_000).to_bytes(4, "big") * 2
    return head + b"\x08\x02\x00\x00\x00" + b"\0" * 30


@pytest.mark.parametrize("content", [b"", b"not a picture", _large(), b"\x89PNG\r\n\x1a\n", b"x" * 2_000_000])
def test_a_broken_picture_is_no_error(open_table, content: bytes) -> None:
    table = _kept(open_table)
    [save] = saves()
    save.picture.write_bytes(content)
    assert read_picture(save.picture) is None
    table.press("escape", "k")
    assert audit(table.stage) == []
    save.picture.unlink()
    table.press("escape", "k")
    table.press("tab")
    assert table.shown == "Kept"


def test_a_picture_of_another_shape_is_cut(tmp_path) -> None:
    pygame.image.save(pygame.Surface((50, 300)), tmp_path / "high.png")
    shown = read_picture(tmp_path / "high.png")
    assert shown is not None
    assert shown.get_size() == SIZE


def test_enter_opens_and_a_click_or_space_only_chooses(open_table) -> None:
    table = _kept(open_table)
    table.click("kept:0")
    table.press("space")
    assert table.shown == "Kept"
    table.press("enter")
    assert (table.shown, table.match.turn) == ("Room", 2)


def test_any_turn_is_opened_as_a_branch(open_table) -> None:
    table = _kept(open_table, 3)
    table.click("turn")
    table.press("home", "right")
    assert table.find(key="open").name == "Open in December 2024"
    table.click("open")
    assert (table.shown, table.match.turn) == ("Room", 1)
    assert sorted(len(save.record.turns) for save in saves()) == [1, 3]


def test_a_name_is_written_and_shown(open_table) -> None:
    table = _kept(open_table)
    table.click("name")
    table.type("Before winter")
    table.press("enter")
    assert saves()[0].record.about.name == "Before winter"
    table.type("!")
    table.press("escape")
    assert saves()[0].record.about.name == "Before winter!"
    table.press("k")
    assert table.find(key="kept:0").name == "Before winter!"


def test_throwing_away_asks_and_loses_nothing(open_table) -> None:
    table = _kept(open_table)
    record = saves()[0].record
    table.click("delete")
    assert table.focused.key == "keep"
    table.press("enter")
    table.click("delete")
    table.press("escape")
    assert len(saves()) == 1
    table.click("delete")
    table.click("really")
    assert saves() == ()
    assert any(words.startswith("Moved to ") for words in table.texts())
    assert audit(table.stage) == []
    [thrown] = (saves_folder() / "trash").glob("*.json")
    assert read_record(thrown) == record
    table.click("source")
    table.type(str(thrown))
    table.press("enter")
    assert [save.record for save in saves()] == [record]
    assert table.find(key="kept:0")


def test_a_copy_goes_out_and_comes_in_by_a_drop(open_table, tmp_path) -> None:
    table = _kept(open_table)
    for _letter in table.find(key="target").value:
        table.click("target") if table.focused.key != "target" else None
        table.press("backspace")
    table.type(str(tmp_path / "mine.json"))
    table.click("export")
    assert any("mine.json" in words and "A copy was written to" in words for words in table.texts())
    dispatch(table.stage, FileDropped(str(tmp_path / "mine.json")))
    assert len(saves()) == 2
    table.press("escape")
    dispatch(table.stage, FileDropped(str(tmp_path / "mine.json")))
    assert table.shown == "Kept"
    assert len(saves()) == 3
    (tmp_path / "wrong.json").write_text("{}", "utf-8")
    dispatch(table.stage, FileDropped(str(tmp_path / "wrong.json")))
    assert any("This could not be brought in" in words for words in table.texts())
    assert len(saves()) == 3


def test_disk_errors_are_told(open_table, tmp_path) -> None:
    table = _kept(open_table)
    (tmp_path / "a-file").write_text("", "utf-8")
    table.screen._target = str(tmp_path / "a-file" / "x.json")
    table.click("export")
    assert any(words.startswith("The copy could not be written: ") for words in table.texts())
    (saves_folder() / "trash").write_text("", "utf-8")
    table.click("delete")
    table.click("really")
    assert any(words.startswith("It could not be moved: ") for words in table.texts())
    [save] = saves()
    save.path.unlink()
    table.click("name")
    table.type("x")
    table.press("enter")
    assert any(words.startswith("The name could not be written: ") for words in table.texts())


def test_without_any_match_one_can_be_brought_in(open_table) -> None:
    table = open_table()
    table.press("k")
    assert table.shown == "Kept"
    assert any(words.startswith("Nothing is kept yet") for words in table.texts())
    table.click("import")
    assert any("no path has been given" in words for words in table.texts())
    assert audit(table.stage) == []


def test_a_record_of_other_rules_is_read_and_copied(open_table) -> None:
    table = _kept(open_table)
    [save] = saves()
    _change(save.path, lambda kept: kept["turns"][0]["values"].update(kursk_held_km2=1.0))
    old = save.path.read_bytes()
    table.press("escape", "k")
    table.click("open")
    assert table.shown == "OtherRules"
    assert audit(table.stage) == []
    told = table.texts()
    assert "One difference you can see".upper() in [words.upper() for words in told]
    assert "1\N{NO-BREAK SPACE}km²" in " ".join(told)
    assert any("Warn Moscow" in words for words in told)
    table.click("copy")
    assert (table.shown, table.match.turn) == ("Room", 2)
    assert table.app.desk.session.path != save.path
    assert save.path.read_bytes() == old


def test_a_share_code_sets_everything(open_table) -> None:
    wanted = Match(load("kursk-2024"), 4711, "attrition", length=6)
    table = open_table()
    table.press("n")
    table.click("fold:code")
    table.click("code")
    table.type(share_code(wanted).lower())
    assert any(words.startswith("All set: ") for words in table.texts())
    table.press("enter", "enter")
    assert (table.match.seed, table.match.lens, table.match.length) == (4711, "attrition", 6)
    assert table.match.state.digest() == wanted.state.digest()
    table.press("escape")
    assert any(share_code(wanted) in words for words in table.texts())


def test_a_wrong_or_unknown_code_is_told(open_table) -> None:
    table = open_table()
    table.press("n")
    table.click("fold:code")
    table.click("code")
    code = share_code(Match(load("kursk-2024"), 4711))
    table.type(code[:9])
    assert not any("typing mistake" in words for words in table.texts())
    table.type(code[9:-1] + ("2" if code[-1] != "2" else "3"))
    assert any(f"perhaps the code is {code}" in words for words in table.texts())
    other = share_code(Match(load("kursk-2024"), 4711)).replace("-", "")
    table.press(*["backspace"] * len(code))
    table.type(written(Shared(1, 4711, None, None)))
    assert any("not installed here" in words and f"kursk-2024 ({other[:6]})" in words for words in table.texts())
    assert audit(table.stage) == []
