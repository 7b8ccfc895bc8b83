"""The scenarios at hand: read, played, added from a pack, taken away; by keyboard and by mouse."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from escalation_game.play.shelf import scenarios_folder
from escalation_game.scenario.pack_bytes import as_bytes, pack_of
from escalation_game.scenario.pack_files import gathered
from escalation_game.scenario.shipped import shipped
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.settings import Settings, read_settings

FIRST_STEPS = shipped()["first-steps"].parent


def packed(folder: Path, name: str = "winter", title: str = "Our winter") -> Path:
    """A pack of a scenario that does not come with the game."""
    files, _left = gathered(FIRST_STEPS)
    rules = files["scenario.yaml"].decode().replace("First steps: four winter months", title)
    path = folder / f"{name}.zip"
    path.write_bytes(as_bytes(pack_of(name, {"scenario.yaml": rules.encode()}, name)))
    return path


def install_broken(name: str = "half-done") -> Path:
    folder = scenarios_folder() / name
    folder.mkdir(parents=True)
    (folder / "scenario.yaml").write_text("format: 1\ntitel: Half done\n", "utf-8")
    return folder


def said(table) -> str:
    return " ".join(table.texts())


def test_a_first_match_of_any_scenario_by_keyboard(open_table) -> None:
    table = open_table()
    table.press("o")
    assert table.shown == "Scenarios"
    while table.focused is None or table.focused.name != "Pledge called: eight weeks in Korea":
        table.press("tab")
    table.press("enter")
    assert "Washington" in said(table)
    while table.focused.key != "play":
        table.press("tab")
    table.press("enter")
    assert table.shown == "NewMatch"
    table.press("enter", "enter")
    assert table.shown == "Room"
    assert table.match.scenario.name == "pledge-called"


def test_a_first_match_of_any_scenario_by_mouse(open_table) -> None:
    table = open_table()
    for wanted in ("scenarios", "Pledge called: eight weeks in Korea", "play", "begin", "onward"):
        table.click(wanted)
    assert table.match.scenario.name == "pledge-called"


def test_what_a_scenario_is_stands_there(open_table) -> None:
    table = open_table()
    table.press("o")
    table.click("Kursk 2024: borrowed soldiers")
    for words in (
        "12 months",
        "The West",
        "The Escalation Game authors",
        "CC-BY-4.0",
        "✓ no findings",
        "about a real war",
    ):
        assert words in said(table)
    assert table.find(key="remove").disabled


def test_a_pack_dropped_on_the_first_screen_is_shown_then_added_and_played(open_table, tmp_path) -> None:
    table = open_table()
    table.drop(packed(tmp_path))
    assert table.shown == "Offer"
    for words in ("Our winter", "The Escalation Game authors", "CC-BY-4.0"):
        assert words in said(table)
    assert not scenarios_folder().exists()
    table.press("enter")
    assert table.shown == "Scenarios"
    assert "It was added to your scenarios." in said(table)
    assert (scenarios_folder() / "winter" / "scenario.yaml").exists()
    table.click("play")
    table.press("enter", "enter")
    assert (table.shown, table.match.scenario.file.title) == ("Room", "Our winter")
    table.press("e", "enter")
    again = open_table()
    again.press("enter")
    assert again.match.scenario.file.title == "Our winter"


def test_a_pack_by_its_path_and_one_that_is_left(open_table, tmp_path) -> None:
    path = packed(tmp_path)
    table = open_table()
    table.press("o")
    table.click("path")
    table.type(f' "{path}" ')
    table.press("enter")
    assert table.shown == "Offer"
    table.press("escape")
    assert table.shown == "Scenarios"
    assert not scenarios_folder().exists()
    table.click("open")
    table.click("take")
    assert "Our winter" in said(table)
    table.drop(path)
    table.press("enter")
    assert "It was among your scenarios already." in said(table)
    table.drop(packed(tmp_path, title="Another winter"))
    table.press("enter")
    assert "It was added as winter-2" in said(table).replace("\u200b", "")
    table.press("escape")
    assert table.shown == "Title"


def test_a_pack_in_the_middle_of_a_match_leads_back_to_it(open_table, tmp_path) -> None:
    table = open_table()
    table.begin(tmp_path)
    table.press("enter")
    table.drop(packed(tmp_path))
    table.press("enter", "escape")
    assert table.shown == "Room"


def test_a_pack_that_is_not_in_order_tells_why_and_writes_nothing(open_table, tmp_path) -> None:
    path = packed(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"Our winter", b"Our wintry"))
    table = open_table()
    for wanted in (path, tmp_path / "nowhere.zip"):
        table.drop(wanted)
        assert table.shown == "Refused"
        assert ("E707" if wanted == path else "E001") in said(table)
        assert audit(table.stage) == []
        table.press("enter")
        assert table.shown == "Title"
    assert not scenarios_folder().exists()


@pytest.mark.parametrize(
    ("size", "scale", "language"), [((1280, 800), 1.0, "en"), ((800, 520), 2.0, "xx-long"), ((800, 520), 1.0, "xx-rtl")]
)
def test_a_broken_scenario_shows_its_findings_in_place(open_table, size, scale, language) -> None:
    folder = install_broken()
    table = open_table(Settings(scale=scale, language=language), size)
    table.press("o")
    table.click(f"scenario:{folder / 'scenario.yaml'}")
    assert "E101" in said(table)
    assert "scenario.yaml:2:1" in said(table).replace("\u200b", "")
    assert table.find(key="play").disabled
    assert audit(table.stage) == []
    table.click("play")
    assert table.shown in {"Scenarios", "_One"}


def test_removing_is_asked_and_can_be_undone_by_hand(open_table) -> None:
    folder = install_broken()
    table = open_table()
    table.press("o")
    table.click("half-done")
    table.click("remove")
    assert table.focused.key == "keep"
    table.press("enter")
    assert folder.exists()
    table.click("remove")
    table.click("do-remove")
    assert not folder.exists()
    [now] = (scenarios_folder() / ".trash").iterdir()
    assert (now / "scenario.yaml").read_text("utf-8").startswith("format: 1")
    assert not table.all(name="half-done", role="listitem")
    assert now.name in said(table).replace("\u200b", "")


def test_removing_where_the_window_is_narrow(open_table) -> None:
    folder = install_broken()
    table = open_table(size=(800, 520))
    table.press("o")
    table.click("half-done")
    assert table.shown == "_One"
    table.click("remove")
    table.click("do-remove")
    assert table.shown == "Scenarios"
    assert not folder.exists()


def test_a_further_folder_is_looked_into_and_remembered(open_table, tmp_path) -> None:
    shutil.copytree(FIRST_STEPS, tmp_path / "class" / "lesson")
    table = open_table()
    table.press("o")
    table.drop(tmp_path / "class")
    assert Path(read_settings().scenarios) == tmp_path / "class"
    again = open_table(read_settings())
    again.press("o")
    again.click(f"scenario:{tmp_path / 'class' / 'lesson' / 'scenario.yaml'}")
    assert again.find(key="remove").disabled
    again.click("forget")
    assert read_settings().scenarios == ""
    assert not again.all(key=f"scenario:{tmp_path / 'class' / 'lesson' / 'scenario.yaml'}")
    again.drop(tmp_path / "class" / "lesson" / "tests.yaml")
    assert again.shown == "Refused"
    again.press("escape")
    (tmp_path / "empty").mkdir()
    again.drop(tmp_path / "empty")
    assert "There is no scenario in" in said(again)


def test_a_notice_goes_by_itself(open_table, tmp_path) -> None:
    table = open_table()
    table.press("o")
    table.drop(tmp_path)
    assert "There is no scenario in" in said(table)
    for _ in range(10):
        table.wait(1.0)
    assert "There is no scenario in" not in said(table)
    assert table.screen.interval is None
