"""What a person does, free of the window system: the same for the window and for a pilot in a test.

A key is spelled as one reads it: "a", "enter", "shift+tab", "ctrl+s", "f1", "?".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pygame

_NAMES = {
    pygame.K_RETURN: "enter", pygame.K_KP_ENTER: "enter", pygame.K_SPACE: "space", pygame.K_TAB: "tab",
    pygame.K_ESCAPE: "escape", pygame.K_BACKSPACE: "backspace", pygame.K_DELETE: "delete",
    pygame.K_UP: "up", pygame.K_DOWN: "down", pygame.K_LEFT: "left", pygame.K_RIGHT: "right",
    pygame.K_HOME: "home", pygame.K_END: "end", pygame.K_PAGEUP: "pageup", pygame.K_PAGEDOWN: "pagedown",
    pygame.K_AC_BACK: "escape",
}  # fmt: skip
_MODIFIERS = (
    (pygame.KMOD_CTRL, "ctrl"),
    (pygame.KMOD_META, "ctrl"),
    (pygame.KMOD_ALT, "alt"),
    (pygame.KMOD_SHIFT, "shift"),
)


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A key went down."""

    key: str


@dataclass(frozen=True, slots=True)
class TextTyped:
    """Characters were entered."""

    text: str


@dataclass(frozen=True, slots=True)
class PointerMoved:
    """The pointer is here now; None when it has left the window."""

    at: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class PointerPressed:
    """The main button went down."""

    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PointerReleased:
    """The main button went up."""

    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WheelTurned:
    """The wheel turned by `steps`, positive is away from the person."""

    at: tuple[int, int]
    steps: float


@dataclass(frozen=True, slots=True)
class Resized:
    """The window has a new size in physical pixels."""

    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Exposed:
    """What was drawn may be lost."""


@dataclass(frozen=True, slots=True)
class FileDropped:
    """A file was let go over the window."""

    path: str


Event = (
    KeyPressed
    | TextTyped
    | PointerMoved
    | PointerPressed
    | PointerReleased
    | WheelTurned
    | Resized
    | Exposed
    | FileDropped
)


def translated(event: pygame.event.Event) -> Event | None:
    """Return what a pygame event means here; None for most."""
    if event.type in {pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP}:
        return _button(event)
    meaning = _MEANINGS.get(event.type)
    return meaning(event) if meaning else None


def _button(event: pygame.event.Event) -> Event | None:
    if event.button != pygame.BUTTON_LEFT:
        return None
    return PointerPressed(event.pos) if event.type == pygame.MOUSEBUTTONDOWN else PointerReleased(event.pos)


def _key(event: pygame.event.Event) -> Event | None:
    name = key_name(event.key, event.mod, event.unicode)
    return KeyPressed(name) if name else None


_MEANINGS: dict[int, Callable[[pygame.event.Event], Event | None]] = {
    pygame.KEYDOWN: _key,
    pygame.TEXTINPUT: lambda event: TextTyped(event.text),
    pygame.MOUSEMOTION: lambda event: PointerMoved(event.pos),
    pygame.MOUSEWHEEL: lambda event: WheelTurned(pygame.mouse.get_pos(), event.precise_y),
    pygame.WINDOWLEAVE: lambda _: PointerMoved(None),
    pygame.WINDOWSIZECHANGED: lambda event: Resized((event.x, event.y)),
    pygame.WINDOWEXPOSED: lambda _: Exposed(),
    pygame.DROPFILE: lambda event: FileDropped(event.file),
}


def key_name(code: int, modifiers: int, character: str) -> str:
    """Return how the key is spelled, empty when it is none of use (a modifier alone)."""
    held = [name for mask, name in _MODIFIERS if modifiers & mask]
    if len(character) == 1 and character.isprintable() and character != " " and not {"ctrl", "alt"} & set(held):
        return f"shift+{character.lower()}" if character.isupper() else character
    name = _NAMES.get(code) or pygame.key.name(code).lower()
    if not name or pygame.K_LCTRL <= code <= pygame.K_RGUI:
        return ""
    return "+".join([*dict.fromkeys(held), name])
