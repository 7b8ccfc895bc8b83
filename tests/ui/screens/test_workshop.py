"""The workshop: from nothing to a scenario that is written, checked, played, tested and packed; by keyboard and by mouse."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from escalation_game.authoring.starting import begin
from escalation_game.play.shelf import offered, scenarios_folder
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.settings import Settings, read_settings
from escalation_game.ui.work import LOOKED


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where packs go."""
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))
    return tmp_path / "documents" / "Escalation Game"


def said(table) -> str:
    return " ".join(table.texts()).replace("\u200b", "")


def look(table) -> None:
    for _ in range(3):
        table.wait(LOOKED)


def a_scenario(name: str = "drought", title: str = "Drought") -> Path:
    begin(scenarios_folder() / name, title, "A. Teacher")
    return scenarios_folder() / name


def written(folder: Path, file: str, *changes: tuple[str, str]) -> None:
    text = (folder / file).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / file).write_text(text, "utf-8")


def until_tested(table) -> None:
    """Wait for the end of the tests."""
    end = time.monotonic() + 60
    while table.all(key="stop"):
        assert time.monotonic() < end
        table.wait(0.1)
        time.sleep(0.01)


def tab_to(table, key: str) -> None:
    for _ in range(60):
        if table.focused is not None and table.focused.key == key:
            return
        table.press("tab")
    raise LookupError(key)


def test_from_new_to_tested_to_packed_by_keyboard(open_table, documents) -> None:
    table = open_table()
    table.press("w")
    assert "Your first scenario" in said(table)
    table.press("enter")
    assert table.shown == "NewScenario"
    table.type("Water & bread")
    table.press("tab")
    table.type("A. Teacher")
    assert str(scenarios_folder() / "water-bread") in said(table)
    table.press("enter")
    folder = scenarios_folder() / "water-bread"
    assert "It is written" in said(table)
    assert sorted(path.name for path in folder.iterdir()) == ["scenario.yaml", "schema.json", "tests.yaml"]
    assert "The scenario and its tests are in order." in said(table)
    tab_to(table, "test")
    table.press("enter")
    until_tested(table)
    assert "All 3 tests passed." in said(table)
    tab_to(table, "pack")
    table.press("enter")
    assert f"Written: {documents / 'water-bread.zip'}" in said(table)
    offer = offered(documents / "water-bread.zip")
    assert (offer.title, offer.authors) == ("Water & bread", ("A. Teacher",))
    table.press("escape")
    assert table.shown == "Title"


def test_from_new_to_a_match_from_its_third_turn_and_back_by_mouse(open_table) -> None:
    table = open_table()
    table.click("workshop")
    table.click("new")
    table.type("Drought")
    table.click("write")
    table.click("from-turn")
    table.press("home", "right", "right")
    table.click("until:1")
    table.click("play")
    assert (table.shown, table.match.turn) == ("Room", 2)
    assert all("mayor" in turn.doctrine for turn in table.match.turns)
    hashes = [turn.state_hash for turn in table.match.turns]
    written(scenarios_folder() / "drought", "scenario.yaml", ("bare(lake)", "bare(lak)"))
    look(table)
    assert "E303" in said(table)
    table.click("menu")
    table.click("workshop")
    assert "1 finding" in said(table)
    written(scenarios_folder() / "drought", "scenario.yaml", ("bare(lak)", "bare(lake)"))
    look(table)
    table.click("play")
    assert [turn.state_hash for turn in table.match.turns] == hashes
    assert "turn 3 of 6" in said(table)


def test_findings_live_with_their_places(open_table) -> None:
    folder = a_scenario()
    table = open_table()
    table.press("w")
    written(folder, "scenario.yaml", ("bare(lake)", "bare(lak)"))
    look(table)
    for words in (
        "Drought",
        "1 finding",
        "E303",
        "scenario.yaml:93:",
        "propensity: 0.1 * (bare(lak) - 40)",
        "did you mean “lake”?",
    ):
        assert words in said(table)
    for key in ("play", "test", "pack"):
        assert table.find(key=key).disabled
    written(folder, "scenario.yaml", ("bare(lak)", "bare(lake)"))
    written(folder, "tests.yaml", ("contentment: {falls_against", "content: {falls_against"))
    look(table)
    assert "tests.yaml:" in said(table)
    written(folder, "tests.yaml", ("content: {falls_against", "contentment: {falls_against"))
    look(table)
    assert "The scenario and its tests are in order." in said(table)
    (folder / "scenario.yaml").rename(folder / "kept.yaml")
    look(table)
    assert "Your first scenario" in said(table)
    (folder / "kept.yaml").rename(folder / "scenario.yaml")
    look(table)
    assert "Drought" in said(table)


def test_a_test_that_fails_is_told_at_its_place(open_table) -> None:
    folder = a_scenario()
    written(folder, "tests.yaml", ("falls_against", "rises_against"))
    table = open_table()
    table.press("w")
    table.click("test")
    until_tested(table)
    for words in (
        "1 failed, 2 passed.",
        "rationing is not liked  failed",
        "E650",
        "tests.yaml:15:",
        "rises_against: waiting",
    ):
        assert words in said(table)
    written(folder, "tests.yaml", ("rises_against", "falls_against"))
    look(table)
    assert "The files have changed since." in said(table)


def test_tests_can_be_stopped_and_keep_what_they_have(open_table) -> None:
    folder = a_scenario()
    written(
        folder, "tests.yaml", ("rationing saves water:", "a quick one:"), ("of_futures: 1000", "of_futures: 1000000")
    )
    table = open_table()
    table.press("w")
    table.click("test")
    end = time.monotonic() + 60
    while "of 1,000,000 futures" not in " ".join(placed.element.value for placed in table.all(role="meter")):
        assert time.monotonic() < end
        table.wait(0.1)
        time.sleep(0.01)
    table.click("stop")
    until_tested(table)
    assert "Stopped: 0 passed, 0 failed so far." in said(table)
    table.click("test")
    run = table.screen.work.run
    table.press("escape")
    run.join()
    assert run.stopped


def test_files_that_break_while_tests_begin_are_told(open_table) -> None:
    folder = a_scenario()
    table = open_table()
    table.press("w")
    written(folder, "tests.yaml", ("format: 1", "format: 2"))
    table.click("test")
    until_tested(table)
    assert "The tests could not be run." in said(table)


def test_a_scenario_without_tests(open_table) -> None:
    (a_scenario() / "tests.yaml").unlink()
    table = open_table()
    table.press("w")
    table.click("test")
    until_tested(table)
    assert "There are no tests yet." in said(table)


def test_what_is_in_the_way_of_a_pack_is_told(open_table, documents) -> None:
    folder = a_scenario()
    table = open_table()
    table.press("w")
    documents.mkdir(parents=True)
    (documents / "drought.zip").write_bytes(b"something else")
    table.click("pack")
    assert "is something else. Move it away first." in said(table)
    assert (documents / "drought.zip").read_bytes() == b"something else"
    written(folder, "scenario.yaml", ("license: CC-BY-4.0\n", ""))
    look(table)
    table.click("pack")
    assert "E7" in said(table)
    assert "license" in said(table)


def test_a_name_that_will_not_do_and_a_folder_that_is_there(open_table) -> None:
    a_scenario()
    table = open_table()
    table.press("w")
    table.click("new")
    assert table.find(key="write").disabled
    table.type("Drought")
    table.click("write")
    assert "There is a folder of this name already." in said(table)
    table.click("folder")
    for _ in "drought":
        table.press("backspace")
    table.type("../elsewhere")
    table.press("enter")
    assert "A folder cannot have this name" in said(table)
    assert table.shown == "NewScenario"
    table.press("escape")
    assert table.shown == "Workshop"
    assert [path.name for path in scenarios_folder().iterdir()] == ["drought"]


def test_a_folder_elsewhere_by_its_path_or_dropped(open_table, tmp_path) -> None:
    begin(tmp_path / "class" / "flood", "Flood", "")
    table = open_table()
    table.press("w")
    table.click("path")
    table.type(str(tmp_path / "nowhere"))
    table.press("enter")
    assert table.shown == "Refused"
    table.press("enter")
    table.drop(tmp_path / "class" / "flood")
    assert read_settings().scenarios == str(tmp_path / "class")
    assert "Flood" in said(table)
    assert "In another folder" in said(table)


def test_the_editor_of_the_system_is_started_with_the_file(open_table, tmp_path, monkeypatch) -> None:
    folder = a_scenario()
    opener, opened = tmp_path / "bin" / "xdg-open", tmp_path / "opened"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > "{opened}.part" && mv "{opened}.part" "{opened}"\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{opener.parent}:/usr/bin:/bin")
    table = open_table()
    table.press("w")
    table.click("edit")
    assert "It opens in another window." in said(table)
    end = time.monotonic() + 30
    while not opened.exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    assert opened.read_text() == str(folder / "scenario.yaml")
    opener.unlink()
    monkeypatch.setenv("PATH", str(opener.parent))
    again = open_table()
    again.press("w")
    assert not again.all(key="edit")
    assert str(folder / "scenario.yaml") in said(again)


def test_two_scenarios_keep_apart(open_table) -> None:
    a_scenario("a-first", "First")
    a_scenario("b-second", "Second")
    table = open_table()
    table.press("w")
    table.click("from-turn")
    table.press("end")
    assert "6 of 6" in said(table)
    table.click("Second")
    assert "1 of 6" in said(table)
    table.click("First")
    assert "6 of 6" in said(table)


@pytest.mark.parametrize(
    ("size", "scale", "language"), [((800, 520), 2.0, "xx-long"), ((800, 520), 1.0, "xx-rtl"), ((1280, 800), 1.5, "en")]
)
@pytest.mark.usefixtures("documents")
def test_nothing_is_cut_whatever_is_shown(open_table, size, scale, language) -> None:
    folder = a_scenario()
    written(folder, "tests.yaml", ("falls_against", "rises_against"))
    table = open_table(Settings(scale=scale, language=language), size)
    table.press("w")
    assert audit(table.stage) == []
    if table.stage.size[0] / table.stage.scale < 1000:
        table.click("Drought")
    table.click("test")
    until_tested(table)
    table.click("pack")
    assert audit(table.stage) == []
    written(folder, "scenario.yaml", ("bare(lake)", "bare(lak)"), ("initial: 60", "initial: 6O"))
    look(table)
    assert audit(table.stage) == []
