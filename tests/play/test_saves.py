"""Kept matches: named, copied out and in, thrown away without being lost; and what happens where the disk says no."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from escalation_game.play.other_rules import copied
from escalation_game.play.record import RecordError, read_record
from escalation_game.play.saves import (
    Save,
    export_folder,
    exported,
    imported,
    new_save_path,
    picture_path,
    renamed,
    saves,
    saves_folder,
    thrown_away,
)
from escalation_game.scenario import ScenarioError

from .conftest import both_yours


@pytest.fixture
def save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Save:
    """A match of two turns that is kept in the user's folder, with a picture."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    match = both_yours()
    match.keep(new_save_path("bridge", 7))
    match.choose("west", ["buy_carts"])
    match.end_turn()
    match.end_turn()
    [found] = saves()
    found.picture.write_bytes(b"a picture")
    return found


def test_a_name_is_kept_in_the_record(save: Save) -> None:
    assert renamed(save, "  Carts \n first ").record.about.name == "Carts first"
    assert saves()[0].record.about.name == "Carts first"
    assert len(renamed(save, "x" * 200).record.about.name) == 80
    assert saves()[0].record.turns == save.record.turns


def test_what_is_thrown_away_is_only_moved(save: Save) -> None:
    place = thrown_away(save)
    assert saves() == ()
    assert read_record(place) == save.record
    assert picture_path(place).read_bytes() == b"a picture"
    again = imported(place)
    assert again.record == save.record
    assert [one.path for one in saves()] == [again.path]
    assert thrown_away(again).exists()
    assert len(list(place.parent.glob("*.json"))) == 2


def test_a_picture_that_cannot_follow_leaves_the_record_where_it_was(save: Save) -> None:
    target = save.path.parent / "trash" / save.picture.name
    (target / "in the way").mkdir(parents=True)
    with pytest.raises(OSError):
        thrown_away(save)
    assert save.path.exists()
    assert save.picture.exists()


def test_a_trash_that_is_a_file_is_told(save: Save) -> None:
    (save.path.parent / "trash").write_text("", "utf-8")
    with pytest.raises(OSError):
        thrown_away(save)
    assert save.path.exists()


def test_a_copy_goes_where_it_is_told_and_over_nothing(
    save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = exported(save, str(tmp_path / "own"))
    assert first == tmp_path / "own.json"
    assert exported(save, f' "{tmp_path / "own.json"}" ') == tmp_path / "own-2.json"
    (tmp_path / "folder").mkdir()
    assert exported(save, str(tmp_path / "folder")) == tmp_path / "folder" / save.path.name
    monkeypatch.setenv("HOME", str(tmp_path))
    assert exported(save, "~/mine.json") == tmp_path / "mine.json"
    assert export_folder().is_dir()
    assert read_record(first) == save.record


@pytest.mark.parametrize(("where", "error"), [("", ValueError), ("  ", ValueError), ("a-file/below.json", OSError)])
def test_where_nothing_can_be_written_it_is_told(save: Save, tmp_path: Path, monkeypatch, where: str, error) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-file").write_text("", "utf-8")
    with pytest.raises(error):
        exported(save, where)


def test_what_is_no_record_is_not_brought_in(save: Save, tmp_path: Path) -> None:
    for content in ("", "{}", "[1]", '{"record": 1}'):
        (tmp_path / "wrong.json").write_text(content, "utf-8")
        with pytest.raises(RecordError, match="not a record of a match"):
            imported(tmp_path / "wrong.json")
    for path in ("nowhere.json", str(tmp_path), "~nobody-here/x.json"):
        with pytest.raises(RecordError):
            imported(path)
    assert [one.path for one in saves()] == [save.path]


def test_a_picture_comes_along_unless_it_is_too_large(save: Save, tmp_path: Path) -> None:
    there = exported(save, str(tmp_path / "match.json"))
    picture_path(there).write_bytes(b"small")
    assert imported(there).picture.read_bytes() == b"small"
    picture_path(there).write_bytes(b"x" * 1_000_001)
    assert not imported(there).picture.exists()
    assert len(saves()) == 3
    assert saves_folder() == save.path.parent


def _changed(save: Save, change) -> Save:
    content = json.loads(save.path.read_bytes())
    change(content)
    save.path.write_text(json.dumps(content), "utf-8")
    return Save(save.path, read_record(save.path), save.played)


def test_a_record_of_other_rules_tells_what_the_role_can_see(save: Save) -> None:
    def change(kept) -> None:
        kept["turns"][0]["values"].update(grain=1.0, spies=19.0, ships=3.0)
        kept["turns"][1]["happened"] = ["flood", "whisper"]

    found = copied(_changed(save, change).record)
    assert [(one.turn, one.title, one.was) for one in found.numbers] == [(1, "Grain", 1.0)]
    assert found.numbers[0].now == found.match.turns[0].values["grain"]
    assert len(found.turns) == found.match.turn == 2
    assert found.turns[0].choices == ("Buy carts",)
    assert found.stopped == ""
    assert all("Whisper" not in told.happened for pair in found.happenings for told in pair)


def test_a_copy_that_stops_early_says_where(save: Save) -> None:
    found = copied(_changed(save, lambda kept: kept["turns"][1]["events"].update(war=True)).record)
    assert found.match.turn == 1
    assert found.stopped.startswith("turn 2 cannot be played again")


def test_a_record_whose_start_does_not_fit_has_no_copy(save: Save) -> None:
    with pytest.raises(RecordError):
        copied(_changed(save, lambda kept: kept.update(lens="pink")).record)
    with pytest.raises(ScenarioError):
        copied(_changed(save, lambda kept: kept.update(text="format: 1\n- x")).record)
