"""Every screen at every size of text, in every theme and in languages that are long or run the other way: nothing cut, all reached."""

from __future__ import annotations

import pytest

from escalation_game.ui.kit import focus
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.language import LONG, MIRRORED
from escalation_game.ui.settings import Settings

SIZES = [(1280, 800), (800, 520), (1920, 1080)]


def tour(table, folder):
    """Yields the name of each screen while it is shown."""
    yield "title"
    table.press("n")
    yield "new match"
    table.press("escape", "s")
    yield "settings"
    table.press("escape", "f1")
    yield "help"
    table.press("escape")
    table.begin(folder)
    yield "briefing"
    table.press("enter")
    yield "room"
    table.click("action:lift_for_kursk")
    table.click("action:warn_moscow")
    yield "room, chosen"
    table.press("m")
    yield "room, in words"
    table.press("m", "d")
    yield "dispatch"
    table.press("escape", "o")
    yield "others"
    table.press("escape", "a")
    yield "room, all variables"
    table.press("a", "e")
    table.settle()
    yield "result"
    table.press("enter")
    for name in ("russian_manpower", "claimed_losses_per_day", "long_range_permission"):
        table.app.desk.open_why(name)
        table.settle()
        table.press("z")
        yield f"why {name}"
        table.press("escape")
    table.press("escape")
    yield "menu"
    table.click("turns")
    yield "turns"
    table.press("escape", "escape")
    while table.match.ending is None:
        table.press("e", "enter")
    table.settle()
    yield "ending"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", ["en", LONG, MIRRORED])
def test_nothing_is_cut_or_overlaps(open_table, tmp_path, size, scale, language) -> None:
    table = open_table(Settings(scale=scale, language=language), size)
    problems = {name: audit(table.stage) for name in tour(table, tmp_path)}
    assert {name: found for name, found in problems.items() if found} == {}


@pytest.mark.parametrize("theme", ["light", "high_contrast"])
def test_nothing_is_cut_in_other_themes(open_table, tmp_path, theme) -> None:
    table = open_table(Settings(theme=theme))
    problems = {name: audit(table.stage) for name in tour(table, tmp_path)}
    assert {name: found for name, found in problems.items() if found} == {}


def test_tab_reaches_everything_and_comes_back(open_table, tmp_path) -> None:
    table = open_table()
    for name in tour(table, tmp_path):
        stops = [placed.identity for placed in focus.stops(focus.scope(table.stage.root))]
        usable = [placed.identity for placed in focus.scope(table.stage.root).walk() if placed.element.on_activate]
        assert set(usable) <= set(stops), name
        reached = []
        for _ in stops:
            table.press("tab")
            reached.append(table.stage.focused.identity)
        assert sorted(reached) == sorted(stops), name
        for _ in stops:
            table.press("shift+tab")
        assert len(set(reached)) == len(stops), name


def test_everything_is_spoken(open_table, tmp_path) -> None:
    table = open_table()
    for name in tour(table, tmp_path):
        assert all(words.strip() for words in table.spoken()), name


def test_nothing_is_drawn_when_nothing_changes(open_table, tmp_path) -> None:
    table = open_table()
    for name in tour(table, tmp_path):
        table.wait(0.6)
        frames = table.stage.frames
        for _ in range(5):
            table.wait(0.5)
        assert table.stage.frames == frames, name
