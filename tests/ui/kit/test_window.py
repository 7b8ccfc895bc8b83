"""The real event loop, on a display that nobody sees."""

import time

import pygame
import pytest
from small_screens import Buttons

from escalation_game.ui.kit import button, column, textbox
from escalation_game.ui.kit.events import KeyPressed, PointerMoved, Resized, WheelTurned, key_name, translated
from escalation_game.ui.kit.window import Window


@pytest.fixture
def window():
    window = Window("Escalation Game", size=(900, 600))
    pygame.event.clear()
    yield window
    pygame.display.quit()


def _key(code, modifiers=0, character=""):
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=modifiers, unicode=character, scancode=0)


def test_keys_reach_the_screen_and_closing_is_a_normal_end(window):
    shown = []

    def build(stage):
        shown.append(Buttons(stage))
        return shown[0]

    for event in (_key(pygame.K_TAB, 0, "\t"), _key(pygame.K_RETURN, 0, "\r"), pygame.event.Event(pygame.QUIT)):
        pygame.event.post(event)
    window.run(build)
    assert shown[0].noted == ["first"]
    assert shown[0].closed
    assert not pygame.display.get_init()


def test_a_held_enter_does_not_answer_the_next_question(window):
    shown = []

    def build(stage):
        shown.append(Buttons(stage))
        return shown[0]

    enter = _key(pygame.K_RETURN, 0, "\r")
    release = pygame.event.Event(pygame.KEYUP, key=pygame.K_RETURN, mod=0, unicode="\r", scancode=0)
    for event in (_key(pygame.K_TAB, 0, "\t"), enter, enter, enter, release, enter, pygame.event.Event(pygame.QUIT)):
        pygame.event.post(event)
    window.run(build)
    assert shown[0].noted == ["first", "first"]


def test_the_letter_that_opens_a_text_box_does_not_stand_in_it(window):
    class Naming(Buttons):
        words, naming = "", False

        def describe(self):
            box = textbox("Name", self.words, self.write).having(key="box")
            return column(box if self.naming else button("Start", None))

        def write(self, words):
            self.words = words

        def on_key(self, _key):
            self.naming = True
            self.stage.navigation.memory.focus[""] = "textbox:Name"
            return True

    shown = []

    def build(stage):
        shown.append(Naming(stage))
        return shown[0]

    def letter(character):
        code = pygame.key.key_code(character)
        typed = pygame.event.Event(pygame.TEXTINPUT, text=character)
        up = pygame.event.Event(pygame.KEYUP, key=code, mod=0, unicode=character, scancode=0)
        return _key(code, 0, character), typed, up

    for event in (*letter("n"), *letter("a"), *letter("b"), pygame.event.Event(pygame.QUIT)):
        pygame.event.post(event)
    window.run(build)
    assert shown[0].words == "ab"


def test_waiting_uses_no_processor_and_paints_nothing(window):
    class Patient(Buttons):
        interval = 0.05

        def tick(self, _now):
            self.noted.append("tick")
            if len(self.noted) == 8:
                self.stage.navigation.quit()
            return False

    before = time.process_time()
    window.run(Patient)
    assert window.stage.frames == 1
    assert time.process_time() - before < 0.25


def test_ctrl_c_is_a_normal_end(window):
    class Interrupted(Buttons):
        def tick(self, _now):
            raise KeyboardInterrupt

    window.run(Interrupted)
    assert not pygame.display.get_init()


def test_too_small_a_size_is_not_taken():
    window = Window("Escalation Game", size=(10, 10))
    assert window.stage.size == (800, 520)
    pygame.display.quit()


@pytest.mark.parametrize(
    ("code", "modifiers", "character", "name"),
    [
        (pygame.K_RETURN, 0, "\r", "enter"),
        (pygame.K_TAB, pygame.KMOD_LSHIFT, "\t", "shift+tab"),
        (pygame.K_b, 0, "b", "b"),
        (pygame.K_b, pygame.KMOD_LSHIFT, "B", "shift+b"),
        (pygame.K_s, pygame.KMOD_LCTRL, "\x13", "ctrl+s"),
        (pygame.K_SLASH, pygame.KMOD_LSHIFT, "?", "?"),
        (pygame.K_F1, 0, "", "f1"),
        (pygame.K_SPACE, 0, " ", "space"),
        (pygame.K_ESCAPE, 0, "\x1b", "escape"),
        (pygame.K_LSHIFT, pygame.KMOD_LSHIFT, "", ""),
    ],
)
@pytest.mark.usefixtures("window")
def test_keys_are_spelled_as_one_reads_them(code, modifiers, character, name):
    assert key_name(code, modifiers, character) == name


@pytest.mark.usefixtures("window")
def test_events_of_the_window_system_are_translated():
    event = pygame.event.Event
    assert translated(_key(pygame.K_a, 0, "a")) == KeyPressed("a")
    assert translated(event(pygame.MOUSEMOTION, pos=(3, 4))) == PointerMoved((3, 4))
    assert translated(event(pygame.MOUSEBUTTONDOWN, button=3, pos=(3, 4))) is None
    assert translated(event(pygame.WINDOWSIZECHANGED, x=900, y=700)) == Resized((900, 700))
    assert isinstance(translated(event(pygame.MOUSEWHEEL, precise_y=-1.0, y=-1, x=0)), WheelTurned)
    assert translated(event(pygame.USEREVENT)) is None


def test_a_held_letter_acts_once_and_a_held_arrow_again_and_again():
    from escalation_game.ui.kit.window import _Keyboard

    keyboard = _Keyboard()
    down = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_e)
    assert [keyboard.accepts(down, typing=False) for _ in range(3)] == [True, False, False]
    keyboard.accepts(pygame.event.Event(pygame.KEYUP, key=pygame.K_e), typing=False)
    assert keyboard.accepts(down, typing=False)
    arrow = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_DOWN)
    assert [keyboard.accepts(arrow, typing=False) for _ in range(3)] == [True, True, True]
