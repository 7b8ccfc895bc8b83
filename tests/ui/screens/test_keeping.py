"""What is kept, taken up again, branched and copied; and what happens where nothing can be written."""

from __future__ import annotations

from pathlib import Path

from escalation_game.play.match import replay
from escalation_game.play.record import read_record
from escalation_game.play.saves import saves, saves_folder
from escalation_game.ui.settings import Settings, read_settings, settings_path


def _first_turn(table) -> None:
    table.press("n", "enter", "enter")
    table.click("action:warn_moscow")
    table.press("e", "enter")


def test_the_match_last_played_can_go_on(open_table) -> None:
    table = open_table()
    _first_turn(table)
    digest = table.match.state.digest()
    again = open_table()
    assert again.focused is not None
    assert again.focused.name == "Continue"
    again.press("enter")
    assert again.shown == "Room"
    assert again.match.state.digest() == digest
    again.press("e")
    assert len(saves()) == 1


def test_a_damaged_record_is_left_alone_and_left_out(open_table) -> None:
    table = open_table()
    _first_turn(table)
    [kept] = saves_folder().glob("*.json")
    kept.write_text(kept.read_text("utf-8")[:-40], "utf-8")
    assert open_table().focused.name == "New match"
    assert kept.exists()


def test_a_record_that_no_longer_replays_is_told_of(open_table) -> None:
    table = open_table()
    _first_turn(table)
    [kept] = saves_folder().glob("*.json")
    kept.write_text(kept.read_text("utf-8").replace('"seed": ', '"seed": 9'), "utf-8")
    again = open_table()
    again.press("enter")
    assert any("cannot be taken up again" in words for words in again.texts())
    again.press("enter")
    assert again.shown == "Title"


def test_deciding_a_turn_again_keeps_what_was_played(open_table) -> None:
    table = open_table()
    _first_turn(table)
    table.press("e", "enter", "escape")
    old = table.app.desk.session.path
    table.click("turns")
    table.click("moment:0:1")
    table.click("again")
    assert table.shown == "Room"
    assert table.match.turn == 1
    assert table.app.desk.session.path != old
    assert len(read_record(old).turns) == 2
    table.press("e")
    assert (
        replay(read_record(table.app.desk.session.path)).states[1].digest()
        == replay(read_record(old)).states[1].digest()
    )


def test_a_copy_is_written_beside_the_record(open_table) -> None:
    table = open_table()
    _first_turn(table)
    table.press("escape")
    table.click("save")
    assert any("A copy was written" in words for words in table.texts())
    assert len(list(saves_folder().glob("*-copy.json"))) == 1


def test_a_match_that_cannot_be_kept_can_be_played_and_says_so(open_table, monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("", "utf-8")
    table = open_table()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "a-file"))
    _first_turn(table)
    assert table.match.turn == 1
    table.press("escape")
    assert any("cannot be kept" in words for words in table.texts())


def test_settings_show_at_once_and_are_remembered(open_table) -> None:
    table = open_table()
    table.press("s")
    table.click("theme:2")
    table.click("scale")
    table.press("right")
    assert table.stage.look.theme.name == "high_contrast"
    assert table.stage.look.scale > 1.4
    assert read_settings() == table.app.settings
    assert open_table(read_settings()).stage.look.theme.name == "high_contrast"


def test_settings_that_cannot_be_read_are_the_defaults(open_table) -> None:
    open_table()
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    for content in (b"", b"{", b'{"theme": "pink"}', b'{"scale": 40}', b"\xff"):
        settings_path().write_bytes(content)
        assert read_settings() == Settings()


def test_every_kept_match_can_be_opened_also_one_that_is_over(open_table) -> None:
    table = open_table()
    _first_turn(table)
    table.press("escape")
    table.click("title")
    table.press("n")
    table.click("How long:1")
    table.click("begin")
    table.press("enter")
    while table.match.ending is None:
        table.press("e", "enter")
    over = table.match.state.digest()
    again = open_table()
    again.press("k")
    assert again.shown == "Kept"
    again.click("kept:0")
    again.press("enter")
    assert again.shown == "Ending"
    assert again.match.state.digest() == over
    again.press("escape", "k")
    again.click("kept:1")
    again.click("open")
    assert again.shown == "Room"
    assert again.match.turn == 1
