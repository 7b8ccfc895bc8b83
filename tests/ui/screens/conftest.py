"""The whole window at a table of its own: no display, real screens, records in a folder of the test's."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame
import pytest

from escalation_game.cli.workbench import workbench
from escalation_game.play.catalogue import new_match
from escalation_game.ui.app import App
from escalation_game.ui.kit.pilot import Pilot
from escalation_game.ui.session import begun
from escalation_game.ui.settings import Settings, adopt

pygame.font.init()


class Table(Pilot):
    """A pilot who knows the app behind the screens."""

    def __init__(self, settings: Settings, size: tuple[int, int]) -> None:
        adopt(settings)

        def build(stage):
            self.app = App(stage, settings, bench=workbench())
            return self.app.first_screen()

        super().__init__(build, size, settings.look())

    @property
    def shown(self) -> str:
        """The kind of screen, such as "Room"."""
        return type(self.screen).__name__.removesuffix("Screen")

    @property
    def match(self):
        assert self.app.desk is not None
        return self.app.desk.session.match

    def begin(self, folder: Path, **wishes) -> None:
        """Start a match of kursk-2024 (seed 7 under the article's lens, if not said) at its briefing."""
        match = new_match("kursk-2024", **{"seed": 7, "lens": "article", **wishes})
        self.stage.navigation.replace(self.app.opening(begun(match, folder / "match.json")))
        self.stage.paint(self.surface)

    def settle(self) -> None:
        """Let background work come to its end."""
        for _ in range(60):
            if self.screen.interval is None:
                return
            self.wait(0.05)


OpenTable = Callable[..., Table]


@pytest.fixture
def open_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenTable:
    """Opens the window on its first screen."""
    for name in ("LANG", "LANGUAGE"):
        monkeypatch.setenv(name, "C")  # at first the window speaks the language of the system
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))

    def opened(
        settings: Settings | None = None, size: tuple[int, int] = (1280, 800), *, forecasts: bool = False
    ) -> Table:
        return Table(replace(settings or Settings(), forecasts=forecasts), size)

    yield opened
    adopt(Settings())
