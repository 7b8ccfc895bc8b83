"""What is said and sounded, and that it is all written below the window."""

from __future__ import annotations

from escalation_game.ui.kit.audit import audit
from escalation_game.ui.settings import Settings, read_settings
from escalation_game.ui.sounds import caption_of


def test_the_voice_begins_with_title_and_focus_and_says_that_it_is_not_there(open_table) -> None:
    table = open_table()
    assert table.stage.caption is None
    table.press("f4")
    said = table.stage.caption
    assert "No voice was found" in said
    assert "New match, button" in said
    assert said in table.texts()
    assert read_settings().self_voicing


def test_it_follows_the_focus_and_says_what_changes(open_table) -> None:
    table = open_table(Settings(self_voicing=True))
    table.press("s")
    assert table.stage.caption.startswith("Settings")
    table.stage.focus_on(table.all(key="scale")[0])
    table.press("z")
    assert "Text size, slider, 100" in table.stage.caption
    before = table.stage.caption
    table.press("right")
    assert table.stage.caption != before
    assert "112" in table.stage.caption
    table.stage.focus_on(table.all(key="motion")[0])
    table.press("space")
    assert "No motion, checkbox, checked" in table.stage.caption


def test_notices_and_dialogs_are_said(open_table, tmp_path) -> None:
    table = open_table(Settings(self_voicing=True))
    table.begin(tmp_path)
    table.press("enter", "u")
    assert "There is nothing to take back" in table.stage.caption
    table.press("d")
    assert "dispatch" in table.stage.caption.lower()
    assert "Close, button" in table.stage.caption


def test_switched_off_it_is_silent_and_the_strip_is_gone(open_table) -> None:
    table = open_table(Settings(self_voicing=True))
    assert table.stage.caption
    table.press("f4")
    assert table.stage.caption is None
    assert table.all(key="captions") == []
    assert not read_settings().self_voicing


def test_sounds_are_written_down_where_that_is_wanted(open_table, tmp_path) -> None:
    table = open_table(Settings(captions=True))
    assert table.stage.caption == ""
    table.begin(tmp_path, length=1)
    table.press("enter")
    table.click("action:lift_for_kursk")
    assert table.stage.caption == caption_of("click")
    table.click("action:lift_restrictions")
    assert table.stage.caption == caption_of("refused")
    table.press("e")
    assert table.stage.caption == caption_of("ending")


def test_a_turn_and_an_event_sound_apart(open_table, tmp_path) -> None:
    table = open_table(Settings(captions=True))
    table.begin(tmp_path)
    table.press("enter")
    heard = set()
    for _ in range(5):
        table.press("e")
        heard.add(table.stage.caption)
        happened = table.match.turns[-1].happened
        assert table.stage.caption == caption_of("event") or not happened or table.stage.caption == caption_of("turn")
        table.press("enter")
    assert heard <= {caption_of("turn"), caption_of("event")}
    assert heard


def test_off_is_off_and_is_remembered(open_table, tmp_path) -> None:
    table = open_table(Settings(captions=True))
    table.press("s")
    table.click("sound")
    assert not read_settings().sound
    assert table.find(key="events_volume").disabled
    table.press("escape")
    table.begin(tmp_path)
    table.press("enter", "e")
    assert table.stage.caption == ""


def test_volumes_are_set_by_keys_and_by_clicks(open_table) -> None:
    table = open_table()
    table.press("s")
    table.stage.focus_on(table.all(key="events_volume")[0])
    table.press("right")
    assert read_settings().events_volume == 0.45
    table.press("home")
    assert read_settings().events_volume == 0
    assert table.find(key="events_volume").value == "off"
    table.click("interface_volume")
    assert read_settings().interface_volume == 0.5


def test_the_strip_hides_nothing(open_table, tmp_path) -> None:
    for scale, size in ((1.0, (1280, 800)), (2.0, (800, 520))):
        table = open_table(Settings(self_voicing=True, captions=True, scale=scale), size)
        assert audit(table.stage) == []
        table.begin(tmp_path / str(scale))
        table.press("enter", "tab", "tab")
        assert audit(table.stage) == []
