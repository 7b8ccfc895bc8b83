"""Charts: chosen by keyboard and mouse, read turn by turn in words, written to files, and never more than the seat knows."""

from __future__ import annotations

import csv
import time

import pygame
import pytest

from escalation_game.play.over_time import told_values, without_choices
from escalation_game.play.seeing import view
from escalation_game.ui.amounts import amount
from escalation_game.ui.series import value_at


@pytest.fixture
def table(open_table, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))
    table = open_table()
    table.begin(tmp_path)
    table.press("enter")
    for action in ("lift_for_kursk", "warn_moscow"):
        table.click(f"action:{action}")
        table.press("e", "enter")
    return table


def _series(table):
    [series] = table.screen._every()
    return series


def test_the_key_opens_the_chart_of_the_number_with_the_focus(table) -> None:
    table.press("1", "down", "g")
    assert table.shown == "Charts"
    assert _series(table).variable.name == view(table.match, "west").watch[1]
    table.press("g")
    assert table.shown == "Room"


def test_the_history_is_what_the_seat_saw_beside_the_same_luck_without_choices(table) -> None:
    table.app.desk.open_charts("tension")
    table.settle()
    series = _series(table)
    assert series.values == tuple(value for value, _noise in told_values(table.match, "west", "stock:tension"))
    *_, idle = without_choices(table.match, "west")
    assert series.idle == tuple(value for value, _noise in told_values(idle, "west", "stock:tension"))
    assert series.differs
    assert any("had you done nothing" in words for words in table.texts())


def test_arrows_clicks_and_the_pointer_read_turn_by_turn(table) -> None:
    table.app.desk.open_charts("russian_manpower")
    table.settle()
    series = _series(table)
    for turn in (1, 0):
        table.press("left")
        assert any(value_at(series, turn) in words for words in table.texts()), turn
    plot = table.find(key="cursor:stock:russian_manpower")
    assert plot.on_step and plot.on_hover
    [placed] = table.all(key="cursor:stock:russian_manpower")
    frames = table.stage.frames
    table.stage.hover((placed.rect.x + round(placed.rect.w * 2 / 12), placed.rect.centery))
    table.stage.paint(table.surface)
    assert table.screen._cursor == 2
    assert table.stage.frames == frames + 1
    table.stage.hover((placed.rect.x + round(placed.rect.w * 2 / 12) + 1, placed.rect.centery))
    table.stage.paint(table.surface)
    assert table.stage.frames == frames + 1


def test_several_can_be_shown_and_found_by_their_names(table) -> None:
    table.app.desk.open_charts("tension")
    table.click("many:1")
    table.click("show:stock:kursk_held_km2")
    table.click("show:objective:ukraine_position")
    assert [one.variable.name for one in table.screen._every()] == ["tension", "kursk_held_km2", "ukraine_position"]
    assert len([one for one in table.all(role="image") if one.identity.startswith("plot:")]) == 3
    table.click("find")
    table.type("unity")
    listed = {one.element.name for one in table.all(role="listitem") if one.identity.startswith("show:")}
    assert listed and all("unity" in name.casefold() for name in listed)


def test_nothing_is_listed_that_the_seat_does_not_see(table) -> None:
    table.app.desk.open_charts()
    seen = {f"{one.kind}:{one.name}" for one in view(table.match, "west").variables}
    wanted = {f"objective:{one.name}" for one in view(table.match, "west").objectives}
    listed = [one.identity for one in table.all(role="listitem") if one.identity.startswith("show:")]
    assert {identity.removeprefix("show:") for identity in listed} == seen | wanted


def test_the_reasons_open_at_the_turn_that_is_read(table) -> None:
    table.app.desk.open_charts("tension")
    table.press("left")
    table.click("why:stock:tension")
    assert table.shown == "Why"
    assert any("November 2024" in words for words in table.texts())


def test_numbers_and_picture_are_written_whole_and_where_is_said(table, tmp_path) -> None:
    table.app.desk.open_charts("russian_manpower")
    table.settle()
    table.click("save-table")
    table.click("save-picture")
    assert any("Written to" in words and "Escalation Game" in words for words in table.texts())
    folder = tmp_path / "documents" / "Escalation Game"
    numbers, picture = sorted(folder.iterdir(), key=lambda path: path.suffix)
    rows = list(csv.DictReader(numbers.read_text(encoding="utf-8").splitlines()))
    series = _series(table)
    assert [float(row["seen"]) for row in rows] == list(series.values)
    assert [float(row["standard_error"]) for row in rows] == list(series.noise)
    assert rows[1]["choices"] == table.match.scenario.file.actions["lift_for_kursk"].title
    assert pygame.image.load(picture).get_width() == 1600
    table.click("save-table")
    assert len(list(folder.iterdir())) == 3


def test_what_cannot_be_written_is_told(table, tmp_path) -> None:
    (tmp_path / "documents").write_text("in the way")
    table.app.desk.open_charts("tension")
    table.click("save-table")
    assert any("could not be written" in words for words in table.texts())


def test_fans_come_by_themselves_with_the_baseline_beside_them(open_table, tmp_path) -> None:
    table = open_table(forecasts=True)
    table.begin(tmp_path, length=3)
    table.press("enter")
    try:
        table.click("action:warn_moscow")
        table.press("g")
        assert any("Looking ahead" in words for words in table.texts())
        end = time.monotonic() + 120
        while table.screen._outlook._along.asked is not None:
            assert time.monotonic() < end, "no fan came"
            time.sleep(0.05)
            table.wait(0.05)
        series = _series(table)
        assert series.last == 3
        assert len(series.ahead.nothing) == 4
        table.press("right", "right", "right")
        told = next(words for words in table.texts() if "eight in ten" in words and "half of futures between" in words)
        assert f"doing nothing {amount(series.ahead.nothing[3], series.variable.unit)}" in told
        assert "half of futures" in table.texts()
        table.press("escape")
        assert table.screen._outlook.waiting  # the cards are asked about again
    finally:
        table.app.close()
