"""The window: opens the display, waits for input without burning the processor, and lets the stage do the rest."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pygame

from escalation_game.ui.kit.dispatch import dispatch
from escalation_game.ui.kit.events import translated
from escalation_game.ui.kit.navigation import Screen
from escalation_game.ui.kit.screen_reader import ScreenReader
from escalation_game.ui.kit.stage import Look, Stage

SMALLEST_WINDOW = (800, 520)
#: A wait is ended twice a second, so that Ctrl-C in the terminal is heard.
_LONGEST_WAIT = 0.5
#: What a held key may do again and again: move about, and take letters away. A held E must not play the match.
_REPEATING = frozenset(
    {pygame.K_TAB, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_UP, pygame.K_DOWN, pygame.K_PAGEUP, pygame.K_PAGEDOWN}
    | {pygame.K_BACKSPACE, pygame.K_DELETE}
)
_KEY_REPEAT = (400, 45)  #: milliseconds before and between repetitions


class Window:
    """Shows screens until the person closes it. `stage` is what screens are built from.

    Raises pygame.error when there is no display.
    """

    def __init__(
        self, title: str, look: Look | None = None, size: tuple[int, int] = (1280, 800), icon: Path | None = None
    ) -> None:
        _spare_a_missing_gpu()
        pygame.display.init()
        pygame.font.init()
        size = max(size[0], SMALLEST_WINDOW[0]), max(size[1], SMALLEST_WINDOW[1])
        # Elsewhere a screen reader must know a window before it is seen.
        hidden = not sys.platform.startswith("linux")
        self._frame = pygame.Window(title, size, _wanted_position(), resizable=True, hidden=hidden)
        self._frame.minimum_size = SMALLEST_WINDOW
        if icon:
            self._frame.set_icon(pygame.image.load(icon))
        pygame.key.set_repeat(*_KEY_REPEAT)
        self.title = title
        self._keyboard = _Keyboard()
        self._reader: ScreenReader | None = None
        self._has_appeared = False
        self.stage = Stage(look or Look(), self._frame.size)

    def greet(self, screen: Screen) -> None:
        """Show a screen at once, while what comes after it is still being loaded; `run` puts the first one in its place."""
        self.stage.navigation.push(screen)
        self._appear()
        self._show()

    def _appear(self) -> None:
        """Make the window visible, once a screen reader knows of it."""
        if not self._has_appeared:
            self._has_appeared = True
            self._reader = self._screen_reader()
            self._frame.show()

    def run(self, build: Callable[[Stage], Screen]) -> None:
        """Show the first screen and everything it leads to. Closing the window and Ctrl-C are normal ends."""
        navigation = self.stage.navigation
        navigation.replace(build(self.stage))
        self._appear()
        try:
            while not navigation.over:
                self._show()
                self._take_input()
        except KeyboardInterrupt:
            pass
        finally:
            navigation.close()
            self._frame.destroy()
            pygame.display.quit()

    def _screen_reader(self) -> ScreenReader | None:
        """Return what offers the tree to the platform's screen reader, where the package for it is there."""
        woken = pygame.event.custom_type()
        try:
            reader = ScreenReader(
                self.stage, self.title, self._frame.handle, lambda: pygame.event.post(pygame.event.Event(woken))
            )
        except ImportError:
            return None
        self.stage.watchers.append(reader.show)
        return reader

    def _show(self) -> None:
        stage = self.stage
        stage.tick(time.monotonic())
        if stage.paint(self._frame.get_surface()):
            self._frame.title = " · ".join(part for part in (stage.navigation.screen.title, self.title) if part)
            self._frame.flip()

    def _take_input(self) -> None:
        pause = self.stage.pause
        wait = _LONGEST_WAIT if pause is None else min(_LONGEST_WAIT, pause)
        first = pygame.event.wait(max(1, round(wait * 1000)))
        for event in (first, *pygame.event.get()):
            if event.type in {pygame.QUIT, pygame.WINDOWCLOSE}:
                self.stage.navigation.quit()
            focused = self.stage.focused
            typing = focused is not None and focused.element.role == "textbox"
            meant = translated(event) if self._keyboard.accepts(event, typing=typing) else None
            if meant:
                dispatch(self.stage, meant)
            if self._reader and event.type in {pygame.WINDOWFOCUSGAINED, pygame.WINDOWFOCUSLOST}:
                self._reader.attend(has_focus=event.type == pygame.WINDOWFOCUSGAINED)
            if self.stage.navigation.over:
                return
        if self._reader:
            self._reader.carry_out()


class _Keyboard:
    """Leaves out key events that would do more than the person meant.

    A held key must not also answer the next question, and the letter that opens a text box must not stand in it.
    """

    def __init__(self) -> None:
        self._held = set[int]()
        self._is_command = False

    def accepts(self, event: pygame.event.Event, *, typing: bool) -> bool:
        """Return whether the event counts; `typing` says whether a text box has the focus."""
        if event.type == pygame.KEYDOWN:
            self._is_command = not typing
            repeated = event.key in self._held and event.key not in _REPEATING
            self._held.add(event.key)
            return not repeated
        if event.type == pygame.KEYUP:
            self._is_command = False
            self._held.discard(event.key)
        return event.type != pygame.TEXTINPUT or not self._is_command


def _wanted_position() -> tuple[int, int] | int:
    """Return where SDL_VIDEO_WINDOW_POS asks for the window ("0,0"), else the middle; pygame.Window does not ask it."""
    x, comma, y = os.environ.get("SDL_VIDEO_WINDOW_POS", "").partition(",")
    return (int(x), int(y)) if comma else pygame.WINDOWPOS_CENTERED


def _spare_a_missing_gpu() -> None:
    """Without a graphics card the accelerated framebuffer copies every frame slowly; plain memory is far quicker."""
    likely = not sys.platform.startswith("linux") or Path("/dev/dri").exists()
    if not likely:
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
