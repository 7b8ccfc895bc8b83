"""On a projector: type for the back row, and nothing that one seat alone may know."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest
from test_every_screen import tour

from escalation_game.play.public import public_view
from escalation_game.play.seeing import view
from escalation_game.ui import screens
from escalation_game.ui.kit import Screen
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.kit.paragraph import TextForm
from escalation_game.ui.settings import Settings, read_settings

ON = Settings(projector=True)
#: Screens of a match that hold nothing private: what all read, a menu, a curtain, and the end, at which all is told.
PUBLIC = {"BriefingScreen", "MenuScreen", "HandOverScreen", "EndingScreen", "ProjectorScreen"}


def _projected_tour(table, folder):
    """The screens outside a match as everywhere, then a match on the projector."""
    for name in tour(table, folder):
        yield name
        if name == "briefing":
            break
    table.press("enter")
    yield "projector"
    table.press("2")
    yield "projector, map"
    table.press("3", "enter")
    yield "projector, move"
    table.press("e")
    yield "projector, news"
    table.press("1", "enter")
    yield "projector, why"
    table.press("escape", "escape")
    yield "menu"
    table.begin(folder / "short", length=1)
    table.press("enter", "e")
    table.settle()
    yield "ending"


def test_no_text_is_lower_than_26_of_1080_lines(open_table, tmp_path) -> None:
    table = open_table(ON, (1920, 1080))
    for name in _projected_tour(table, tmp_path):
        assert audit(table.stage) == [], name
        fonts = table.stage.fonts
        for placed in table.stage.root.walk():
            form = placed.element.form
            for piece in form.pieces if isinstance(form, TextForm) else ():
                assert fonts.pixels(piece.style) >= 26, (name, piece.text)
                drawn = fonts.run("Hxg", piece.style, (255, 255, 255))
                assert drawn.get_height() >= 26, (name, piece.text)
        assert fonts.smallest == 26


@pytest.mark.parametrize(("size", "scale"), [((1280, 800), 1.0), ((800, 520), 2.0)])
def test_nothing_is_cut(open_table, tmp_path, size, scale) -> None:
    table = open_table(Settings(projector=True, scale=scale), size)
    problems = {name: audit(table.stage) for name in _projected_tour(table, tmp_path)}
    assert {name: found for name, found in problems.items() if found} == {}


def test_type_follows_the_window(open_table) -> None:
    table = open_table(ON, (1920, 1080))
    table.resize((3840, 2160))
    assert table.stage.fonts.smallest == 52
    table.press("f5")
    assert table.stage.fonts.smallest == 0
    assert table.stage.scale == 1


def test_only_what_everybody_knows_is_shown(open_table, tmp_path) -> None:
    table = open_table(ON, (1920, 1080))
    table.begin(tmp_path)
    table.press("enter", "e", "e")
    public = public_view(table.match, "west")
    own = view(table.match, "west")
    hidden = {one.title for one in own.variables} - {one.title for one in public.variables}
    secret = {one.text for one in own.headlines} - {one.text for one in public.headlines}
    hidden |= {one.title for one in own.secrets} | {one.reason for one in own.actions if one.reason}
    for keys in ("1", "2", "3"):
        table.press(keys)
        shown = set(table.texts())
        assert not shown & (hidden | secret)
        names = {placed.element.name for placed in table.stage.root.walk()}
        assert not names & (hidden | secret)


def test_f5_covers_what_one_seat_sees_wherever_it_is_pressed(open_table, tmp_path) -> None:
    for keys in ("", "1w", "eg"):
        table = open_table()
        table.begin(tmp_path / (keys or "room"))
        table.press("enter", *keys)
        table.press("f5")
        assert table.shown == "Projector", keys
        assert read_settings().projector
        table.press("f5")
        assert table.shown == "Room"
        assert not read_settings().projector


def test_a_class_chooses_on_it_and_a_refusal_keeps_its_reason_to_itself(open_table, tmp_path) -> None:
    table = open_table(ON)
    table.begin(tmp_path)
    table.press("enter", "3")
    table.click("action:lift_for_kursk")
    assert table.match.chosen("west") == ("lift_for_kursk",)
    table.click("action:lift_restrictions")
    assert table.match.chosen("west") == ("lift_for_kursk",)
    assert not any("same turn" in words.lower() for words in table.texts())
    table.press("e")
    assert table.match.turn == 1
    assert table.shown == "Projector"
    table.press("u")
    assert table.match.turn == 0
    assert table.match.chosen("west") == ("lift_for_kursk",)


def test_several_seats_do_not_choose_in_front_of_each_other(open_table, tmp_path) -> None:
    table = open_table(ON)
    table.begin(tmp_path, seats={"russia": "you"})
    table.press("enter", "enter")
    assert table.shown == "Projector"
    table.press("3")
    table.click("action:warn_moscow")
    assert table.match.chosen("west") == ()
    table.press("e")
    assert table.match.turn == 0
    assert any("Several seats decide" in words for words in table.texts())
    table.press("f5")
    assert table.shown == "HandOver"


def test_the_reasons_of_a_number_are_the_public_ones(open_table, tmp_path) -> None:
    table = open_table(ON)
    table.begin(tmp_path)
    table.press("enter", "e")
    table.click("gauge:tension")
    parts = public_view(table.match, "west").variable("tension").parts
    assert parts
    said = " ".join(table.texts())
    assert all(part.title in said for part in parts)
    table.press("escape")
    assert table.find(key="gauge:tension").about == "stock:tension"


def test_every_screen_of_a_match_is_private_or_known_to_be_public() -> None:
    found: set[str] = set()
    for module in pkgutil.iter_modules(screens.__path__):
        for name, one in inspect.getmembers(
            importlib.import_module(f"{screens.__name__}.{module.name}"), inspect.isclass
        ):
            if issubclass(one, Screen) and "session" in inspect.signature(one.__init__).parameters:
                found.add(name)
                assert one.private or name in PUBLIC, f"{name} shows a match: is it for everybody's eyes?"
    assert {"RoomScreen", "ProjectorScreen"} <= found
