"""The window at once: its name in it, before anything that takes time to load has been loaded.

This module imports little on purpose; `app` imports everything.
"""

from __future__ import annotations

from escalation_game.ui.assets import asset
from escalation_game.ui.kit import Element, Screen, column, heading, padded, spacer, style, text
from escalation_game.ui.kit.window import Window
from escalation_game.ui.language import _
from escalation_game.ui.settings import Settings, adopt, read_settings

NAME = "Escalation Game"


class GreetingScreen(Screen):
    """The name of the game where the first screen will have it."""

    def describe(self) -> Element:
        """Return the name, and that it takes a moment."""
        said = text(_("One moment…"), style=style("lead", "muted"))
        return padded(column(spacer(), heading(_("Escalation Game"), "display"), said, spacer(2), gap=6), (44, 28))


def window_of(settings: Settings) -> Window:
    """Return the window as the settings want it. Raises pygame.error when there is no display."""
    return Window(NAME, settings.look(), settings.size, asset("icon.png"))


def greeted() -> Window:
    """Open the window with the name of the game in it. Raises pygame.error when there is no display."""
    settings = read_settings()
    adopt(settings)
    window = window_of(settings)
    window.greet(GreetingScreen())
    return window
