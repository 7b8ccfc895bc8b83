"""The languages of the window: chosen in the settings, shown at once, and nothing cut in any of them."""

from __future__ import annotations

from itertools import product

import pytest
from test_every_screen import tour

from escalation_game.ui.kit.audit import audit
from escalation_game.ui.language import LANGUAGES, spoken
from escalation_game.ui.settings import Settings, adopt, read_settings

FOREIGN = [code for code in LANGUAGES if code != "en"]


def _spoken_by(table, code, scale):
    """Arrange what is shown in another language and size, without going anywhere."""
    settings = Settings(language=code, scale=scale, forecasts=False)
    adopt(settings)
    table.stage.look = settings.look()


def test_nothing_is_cut_in_any_language(open_table, tmp_path) -> None:
    table = open_table(Settings(language="de"))
    problems = {}
    for name in tour(table, tmp_path):
        for scale, code in product((2.0, 1.0), FOREIGN):  # type of a new size is opened anew, so that changes seldom
            _spoken_by(table, code, scale)
            found = audit(table.stage)
            if found:
                problems[name, code, scale] = found
        _spoken_by(table, "de", 1.0)
    assert problems == {}


def test_a_language_shows_at_once_and_is_remembered(open_table) -> None:
    table = open_table()
    table.press("s")
    assert "Text size" in table.texts()
    table.click("language:3")
    assert {"설정", "글자 크기", "English", "Deutsch", "Українська", "한국어"} <= set(table.texts())
    assert read_settings().language == spoken().code == "ko"
    table.press("escape")
    assert "새 게임" in table.texts()
    again = open_table(read_settings())
    assert "새 게임" in again.texts()


@pytest.mark.parametrize("code", FOREIGN)
def test_whoever_strayed_into_a_language_finds_the_way_back(open_table, code) -> None:
    table = open_table(Settings(language=code))
    table.press("s")
    table.click("language:0")
    assert "Text size" in table.texts()
    table.press("escape")
    assert "New match" in table.texts()


def test_the_menu_below_the_settings_speaks_the_new_language_too(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path)
    table.press("enter", "e", "enter", "escape")
    assert "Back to the room" in table.texts()
    table.click("settings")
    table.click("language:2")
    table.press("escape")
    assert table.shown == "Menu"
    assert table.screen.title == "Меню"
    shown = set(table.texts())
    assert "Назад до кімнати" in shown
    assert not {"Back to the room", "Save a copy", "Settings", "Quit"} & shown
    table.press("escape")
    assert "Завершити хід · E" in table.texts()


def test_the_first_screen_tells_how_far_the_last_match_has_come_in_the_new_language(open_table) -> None:
    table = open_table()
    table.press("n", "enter", "enter")
    table.press("e", "enter")
    again = open_table()
    assert any("December 2024" in words for words in again.texts())
    again.press("s")
    again.click("language:1")
    again.press("escape")
    assert any("Dezember 2024" in words for words in again.texts())
    assert not any("December 2024" in words for words in again.texts())


def test_a_refusal_is_told_in_the_language(open_table, tmp_path) -> None:
    table = open_table(Settings(language="de"))
    table.begin(tmp_path)
    table.press("enter")
    cheap = [one for one in table.screen.seen.actions if one.available and sum(cost.amount for cost in one.costs) <= 5]
    for one in cheap[:3]:
        table.click(f"action:{one.name}")
    assert len(table.match.chosen(table.app.desk.session.role)) == 3
    assert any("3 Wahlen pro Runde, alle vergeben" in words for words in table.texts())
