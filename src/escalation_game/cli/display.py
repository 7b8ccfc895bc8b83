"""Whether there is a display to open a window on."""

from __future__ import annotations

import os
import sys


def missing_display() -> str:
    """Say why no window can be opened, or "" when one can."""
    chosen = os.environ.get("SDL_VIDEODRIVER")
    if (
        sys.platform.startswith("linux")
        and not chosen
        and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    ):
        return "neither DISPLAY nor WAYLAND_DISPLAY is set"
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        import pygame
    except ImportError as error:
        return f"pygame cannot be loaded ({error})"
    try:
        pygame.display.init()
        driver = pygame.display.get_driver()
        pygame.display.quit()
    except pygame.error as error:
        return str(error)
    # SDL may settle for a driver that draws into nothing; that is right only if somebody asked for it.
    return "SDL found none" if driver in {"dummy", "offscreen"} and not chosen else ""
