"""What is painted, and how seldom."""

from dataclasses import replace

import pygame
import pytest
from demo_screen import DemoScreen
from small_screens import Buttons, Controls, Picture

from escalation_game.ui.kit import Look, Screen, button, column, panel, paper, scroll, style, text
from escalation_game.ui.kit.pilot import Pilot
from escalation_game.ui.theme import THEMES, contrast

DARK = THEMES["dark"]


def _colours(pilot, rect):
    part = pilot.surface.subsurface(rect.clip(pilot.surface.get_rect()))
    return {tuple(part.get_at((x, y)))[:3] for x in range(part.get_width()) for y in range(part.get_height())}


def test_nothing_is_painted_again_without_a_change():
    pilot = Pilot(Buttons)
    assert pilot.stage.frames == 1
    assert not pilot.stage.paint(pilot.surface)
    pilot.wait(1)
    pilot.press("f7")
    assert pilot.stage.frames == 1
    pilot.press("tab")
    assert pilot.stage.frames == 2


def test_the_pointer_paints_only_when_something_else_is_under_it():
    pilot = Pilot(Buttons)
    pilot.hover("First", seconds=0)
    pilot.hover("First", seconds=0)
    assert pilot.stage.frames == 2


def test_a_screen_with_work_in_the_background_is_painted_when_that_is_done():
    class Waiting(Screen):
        done = False
        interval = 0.1

        def describe(self):
            return text("done" if self.done else "working")

        def tick(self, now):
            was, self.done = self.done, now >= 2
            return was != self.done

    pilot = Pilot(lambda _: Waiting())
    assert pilot.stage.pause == 0.1
    pilot.wait(1)
    assert pilot.stage.frames == 1
    pilot.wait(1)
    assert pilot.texts() == ["done"]
    assert pilot.stage.frames == 2


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_focus_ring_is_two_pixels_of_a_colour_that_stands_out(theme):
    pilot = Pilot(Buttons, look=Look(theme=theme))
    pilot.press("tab")
    rect = pilot.stage.focused.rect
    ring = [tuple(pilot.surface.get_at((rect.centerx, rect.bottom + step)))[:3] for step in range(6)]
    assert ring.count(theme.desk.focus) >= 2
    assert contrast(theme.desk.focus, theme.desk.ground) >= 3


def test_words_on_paper_take_the_colours_of_paper():
    class News(Screen):
        def describe(self):
            return column(paper(text("news"), name="Dispatch"), text("desk"))

    pilot = Pilot(lambda _: News())
    on_paper, on_desk = (pilot.all(name=name, role="text")[0].rect for name in ("news", "desk"))
    assert {DARK.paper.ground, DARK.paper.ink} <= _colours(pilot, on_paper)
    assert DARK.desk.ground in _colours(pilot, on_desk)
    assert DARK.paper.ground not in _colours(pilot, on_desk)


def test_scrolled_away_words_are_not_painted_over_their_neighbours():
    class Cut(Screen):
        def describe(self):
            body = panel(*[text("■■■■■■", style=style(colour="alarm_ink")) for _ in range(60)], fill=None)
            return column(scroll(body, key="s", lowest=50).at(weight=1), button("Below", None))

    pilot = Pilot(lambda _: Cut(), (800, 520))
    below = pilot.all(name="Below", role="button")[0].rect
    assert DARK.desk.alarm_ink in _colours(pilot, pygame.Rect(0, 0, 200, 200))
    assert DARK.desk.alarm_ink not in _colours(pilot, below)


def test_a_kept_picture_is_drawn_once_and_what_lies_over_it_each_time():
    pilot = Pilot(Picture)
    pilot.press("tab", "tab")
    assert (pilot.screen.painted, pilot.screen.painted_over) == (1, 3)
    pilot.screen.data = 2
    pilot.stage.stale = True
    pilot.wait(0)
    assert pilot.screen.painted == 2
    pilot.restyle(replace(pilot.stage.look, theme=THEMES["light"]))
    assert pilot.screen.painted == 3


@pytest.mark.parametrize("screen", [DemoScreen, Controls])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_theme_scale_and_direction_can_be_painted(screen, theme):
    pilot = Pilot(screen, look=Look(theme=theme))
    before = pygame.image.tobytes(pilot.surface, "RGB")
    pilot.restyle(Look(theme=theme, scale=1.6, direction="rtl"))
    assert pygame.image.tobytes(pilot.surface, "RGB") != before
    pilot.restyle(Look(theme=theme))
    assert pygame.image.tobytes(pilot.surface, "RGB") == before


def test_a_picture_is_saved(tmp_path):
    pilot = Pilot(DemoScreen, (640, 480))
    pilot.picture(tmp_path / "demo.png")
    assert pygame.image.load(tmp_path / "demo.png").get_size() == (640, 480)
