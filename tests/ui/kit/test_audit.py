"""The audit is silent about good screens and finds what is wrong with bad ones."""

import pytest
from demo_screen import DemoScreen
from small_screens import Buttons, Controls, LongList, Picture

from escalation_game.ui.kit import Look, Screen, button, canvas, column, layers, link, row, text
from escalation_game.ui.kit.audit import audit
from escalation_game.ui.kit.pilot import Pilot
from escalation_game.ui.language import LONG, language

SCREENS = [DemoScreen, Controls, LongList, Buttons]


@pytest.mark.parametrize("size", [(800, 520), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_good_screens_are_good_at_every_size_and_scale(size, scale):
    for screen in SCREENS:
        pilot = Pilot(screen, size, Look(scale=scale))
        assert audit(pilot.stage) == []


def test_good_screens_are_good_right_to_left_and_behind_a_dialog():
    pilot = Pilot(DemoScreen, look=Look(direction="rtl", scale=1.3))
    assert audit(pilot.stage) == []
    pilot.click("end-turn")
    assert audit(pilot.stage) == []


def _problems(described, **more):
    class Bad(Screen):
        def describe(self):
            return described

    return " ".join(audit(Pilot(lambda _: Bad(), **more).stage))


def test_overlapping_words_are_found():
    assert "overlap" in _problems(column(layers(text("one"), text("two"))))


def test_words_broken_by_a_fixed_width_are_found():
    long = row(text("immovable").at(width=30), text("next"), folds=False)
    assert "a word of 'immovable' is broken" in _problems(long)


def test_small_targets_are_found():
    assert "only" in _problems(column(text("x").having(on_activate=print, key="x").at(width=10)))


def test_what_has_no_name_is_found():
    assert "has no name" in _problems(canvas("", lambda *_: None))


def test_twins_are_found():
    assert "identity 'button:Go'" in _problems(column(button("Go", None), button("Go", None)))


def test_characters_without_a_glyph_are_found():
    assert "no font has" in _problems(text("\u4e2d"))


def test_inline_links_are_not_too_small():
    assert _problems(text("see ", link("why?", print, key="why"))) == ""


def test_pictures_with_regions_are_good():
    assert audit(Pilot(Picture).stage) == []


def test_longer_words_still_fit():
    longer = language(LONG)

    class Long(Screen):
        def describe(self):
            names = ("Quit", "Continue the last match", "Settings", "Choose a scenario")
            return column(
                row(*[button(longer(name), None) for name in names]), text(longer("Nothing is sent anywhere."))
            )

    for width in (800, 1280):
        assert audit(Pilot(lambda _: Long(), (width, 520), Look(scale=2.0)).stage) == []
