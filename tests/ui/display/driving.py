"""Real keys and a real mouse, through the X server, at a pace a person could have."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")  # of this process; the windows that are driven have a display

from escalation_game.ui.app import App
from escalation_game.ui.kit import Stage
from escalation_game.ui.kit.navigation import Screen
from escalation_game.ui.kit.pilot import Pilot
from escalation_game.ui.settings import Settings


class Twin(Pilot):
    """The same window without a display, one step ahead: it tells where to click. What is clicked there is clicked here too."""

    def __init__(self) -> None:
        settings = Settings(forecasts=False)

        def build(stage: Stage) -> Screen:
            return App(stage, settings).first_screen()

        super().__init__(build, settings.size, settings.look())

    def clicked(self, key: str) -> str:
        """Click here, and return the step that does so in the real window."""
        x, y = self._middle(key)
        self.click(key)
        return f"mousemove {x} {y} click 1"


def drive(display: Mapping[str, str], *steps: str, pause: float = 0.2) -> None:
    """Carry out steps such as "key Tab" or "mousemove 20 55 click 1" one after another."""
    for step in steps:
        subprocess.run(["xdotool", *step.split()], env=display, check=True, timeout=30)
        time.sleep(pause)
