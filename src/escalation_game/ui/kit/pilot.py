"""Runs screens without a window: for tests, for pictures in documents, through the same code as the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pygame

from escalation_game.ui.kit import focus
from escalation_game.ui.kit.dispatch import dispatch
from escalation_game.ui.kit.element import Element, Role
from escalation_game.ui.kit.events import (
    FileDropped,
    KeyPressed,
    PointerMoved,
    PointerPressed,
    PointerReleased,
    Resized,
    TextTyped,
    WheelTurned,
)
from escalation_game.ui.kit.layout import Placed
from escalation_game.ui.kit.navigation import Screen
from escalation_game.ui.kit.stage import Look, Stage


class Pilot:
    """Presses keys and looks at what comes of it. `build` makes the first screen from the stage's navigation owner."""

    def __init__(
        self, build: Callable[[Stage], Screen], size: tuple[int, int] = (1280, 800), look: Look | None = None
    ) -> None:
        pygame.font.init()
        self.stage = Stage(look or Look(), size)
        self.surface = pygame.Surface(size)
        self.stage.navigation.push(build(self.stage))
        self.stage.paint(self.surface)

    @property
    def screen(self) -> Screen:
        """The screen that is shown."""
        return self.stage.navigation.screen

    @property
    def focused(self) -> Element | None:
        """The element with the focus."""
        placed = self.stage.focused
        return placed.element if placed else None

    def press(self, *keys: str) -> None:
        """Press keys such as "tab", "shift+tab", "enter", "down", "b"."""
        for key in keys:
            dispatch(self.stage, KeyPressed(key))
            self.stage.paint(self.surface)

    def type(self, text: str) -> None:
        """Enter characters into what has the focus."""
        dispatch(self.stage, TextTyped(text))
        self.stage.paint(self.surface)

    def click(self, wanted: str) -> None:
        """Click the middle of the control with this name or key. Raises LookupError."""
        at = self._middle(wanted)
        for event in (PointerMoved(at), PointerPressed(at), PointerReleased(at)):
            dispatch(self.stage, event)
        self.stage.paint(self.surface)

    def hover(self, wanted: str, seconds: float = 1.0) -> None:
        """Rest the pointer on the control with this name or key for a while. Raises LookupError."""
        dispatch(self.stage, PointerMoved(self._middle(wanted)))
        self.wait(seconds)

    def drop(self, path: Path) -> None:
        """Let a file go over the window."""
        dispatch(self.stage, FileDropped(str(path)))
        self.stage.paint(self.surface)

    def wheel(self, wanted: str, steps: float) -> None:
        """Turn the wheel over something; negative scrolls down. Raises LookupError."""
        dispatch(self.stage, WheelTurned(self._middle(wanted), steps))
        self.stage.paint(self.surface)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.stage.tick(self.stage.now + seconds)
        self.stage.paint(self.surface)

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size."""
        self.surface = pygame.Surface(size)
        dispatch(self.stage, Resized(size))
        self.stage.paint(self.surface)

    def restyle(self, look: Look) -> None:
        """Show everything with another look."""
        self.stage.look = look
        self.stage.paint(self.surface)

    def all(self, *, role: Role | None = None, name: str | None = None, key: str | None = None) -> list[Placed]:
        """Return everything with this role, name or part of a name, and key, in reading order."""
        return [placed for placed in self.stage.root.walk() if _matches(placed, role, name, key)]

    def find(self, *, role: Role | None = None, name: str | None = None, key: str | None = None) -> Element:
        """Return the first of `all`. Raises LookupError."""
        found = self.all(role=role, name=name, key=key)
        if not found:
            raise LookupError(f"nothing with role {role}, name {name!r}, key {key!r} among: {', '.join(self.texts())}")
        return found[0].element

    def texts(self) -> list[str]:
        """Return all words on the screen, details in front included, in reading order."""
        shown = self.stage.details_placed()
        placed = [*self.stage.root.walk(), *(shown.walk() if shown else ())]
        return [part.element.name for part in placed if part.element.role in {"text", "heading"}]

    def spoken(self) -> Iterator[str]:
        """Yield what a voice would say of everything TAB reaches, in that order."""
        for placed in focus.stops(focus.scope(self.stage.root)):
            yield placed.element.speech

    def picture(self, path: Path) -> None:
        """Save what is shown as a PNG."""
        self.stage.paint(self.surface)
        pygame.image.save(self.surface, path)

    def _middle(self, wanted: str) -> tuple[int, int]:
        every = list(focus.scope(self.stage.root).walk())
        keyed = [placed for placed in every if placed.identity == wanted]
        named = [placed for placed in every if placed.element.name == wanted]
        usable = [placed for placed in named if placed.element.focusable]
        for placed in (*keyed, *usable, *named):
            self.stage.scroll_into_view(placed.identity)
            again = focus.found(self.stage.root, placed.identity)
            return (again or placed).seen.center
        raise LookupError(f"nothing named {wanted!r} to point at")


def _matches(placed: Placed, role: Role | None, name: str | None, key: str | None) -> bool:
    element = placed.element
    return (
        (role is None or element.role == role)
        and (name is None or name == element.name or name in element.name)
        and (key is None or placed.identity == key)
    )
