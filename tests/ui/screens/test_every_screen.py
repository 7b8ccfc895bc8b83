"""Every screen at every size of text, in every theme and in languages that are long or run the other way: nothing cut, all reached."""

from __future__ import annotations

from itertools import product

import pytest

from escalation_game.authoring.pack import packing_of, write_pack
from escalation_game.play.shelf import scenarios_folder
from escalation_game.ui.kit import focus
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.language import LONG, MIRRORED
from escalation_game.ui.settings import Settings

SIZES = [(1280, 800), (800, 520), (1920, 1080)]
SCALES = [1.0, 1.5, 2.0]
LANGUAGES = ["en", LONG, MIRRORED]


def combinations():
    """Every size, scale and language: each two of them always, in nine combinations; the other eighteen are slow."""
    for (i, size), (j, scale), (k, language) in product(enumerate(SIZES), enumerate(SCALES), enumerate(LANGUAGES)):
        marks = [] if (i + j + k) % 3 == 0 else [pytest.mark.slow]
        yield pytest.param(size, scale, language, marks=marks, id=f"{language}-{scale}-{size[0]}x{size[1]}")


def a_pack(folder):
    """A scenario as one file; it comes with the game, so nothing is added."""
    packing = packing_of("pledge-called")
    write_pack(packing.pack, folder / "pledge.zip")
    return folder / "pledge.zip"


def tour(table, folder):
    """Yields the name of each screen while it is shown."""
    yield "title"
    table.press("n")
    yield "new match"
    for part in ("seats", "world", "priorities", "information", "luck", "code"):
        table.click(f"fold:{part}")
        yield f"new match, {part}"
    table.press("escape", "s")
    yield "settings"
    table.click("keys")
    yield "keys"
    table.click("key:undo")
    yield "keys, asked"
    table.press("escape", "escape", "escape", "h")
    yield "help"
    table.click("word:lens")
    yield "glossary"
    table.press("escape")
    table.click("credits")
    yield "credits"
    table.press("escape", "escape", "o")
    yield "scenarios"
    table.drop(a_pack(folder))
    yield "a pack"
    table.press("enter")
    yield "scenarios, one added"
    table.press("escape", "w")
    yield "workshop"
    table.click("new")
    yield "a new scenario"
    table.type("Drought")
    table.press("enter")
    table.wait(9)
    yield "workshop, one chosen"
    drought = scenarios_folder() / "drought" / "scenario.yaml"
    drought.write_text(drought.read_text("utf-8").replace("initial: 60", "initial: 6O"), "utf-8")
    for seconds in (0.5, 0.5, 9):
        table.wait(seconds)
    yield "workshop, with a finding"
    while table.shown != "Title":
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
    table.press("a", "f5")
    yield "projector"
    table.press("3")
    yield "projector, the move"
    table.press("f5", "e")
    table.settle()
    yield "result"
    table.press("enter")
    for name in ("russian_manpower", "claimed_losses_per_day", "long_range_permission"):
        table.app.desk.open_why(name)
        table.settle()
        table.press("z")
        yield f"why {name}"
        table.press("escape")
    table.press("g")
    table.settle()
    yield "charts"
    narrow = focus.found(table.stage.root, "part:1") is not None
    if narrow:
        table.click("part:1")
        yield "charts, the variables"
    table.click("many:1")
    table.click("show:stock:tension")
    if narrow:
        table.click("part:2")
        yield "charts, what they rest on"
        table.click("part:0")
    yield "charts, several"
    table.press("m")
    yield "charts, in words"
    table.press("escape")
    table.app.desk.open_causes("russian_manpower")
    yield "causes"
    table.press("a")
    yield "causes, all variables"
    table.press("m")
    yield "causes, all variables in words"
    table.press("a")
    yield "causes, in words"
    table.press("escape", "p")
    yield "assumptions"
    table.click("search")
    table.type("moscow")
    table.click("parameter:reserve_at_start")
    table.click("assume")
    table.press("end")
    yield "assumptions, one changed"
    table.click("question:red_line")
    yield "assumptions, a question"
    table.click("play-on")
    yield "anew"
    table.press("escape", "escape", "escape")
    yield "menu"
    table.click("turns")
    yield "turns"
    table.click("moment:0:0")
    table.click("again")
    table.press("e", "enter", "t")
    yield "branches"
    table.click("as-list")
    yield "branches, as a list"
    table.click("moment:0:1")
    table.click("compare")
    yield "compare"
    table.press("escape", "escape")
    while table.match.ending is None:
        table.press("e", "enter")
    table.settle()
    yield "ending"


@pytest.mark.parametrize(("size", "scale", "language"), list(combinations()))
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
