"""The window is there before anything heavy is loaded, and goes on as the window of the game."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

from escalation_game.ui.app import run
from escalation_game.ui.greeting import GreetingScreen, greeted
from escalation_game.ui.kit import Screen

HEAVY = (
    "escalation_game.scenario",
    "escalation_game.engine",
    "escalation_game.futures",
    "escalation_game.ui.app",
    "numpy",
)


def test_it_needs_nothing_that_takes_long_to_load() -> None:
    code = "import sys; from escalation_game.ui.greeting import greeted; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
    assert [name for name in HEAVY if name in loaded.split()] == []


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.mark.usefixtures("own_folders")
def test_the_first_screen_takes_its_place() -> None:
    window = greeted()
    assert isinstance(window.stage.navigation.screen, GreetingScreen)
    assert window.stage.frames == 1
    shown: list[Screen] = []

    def look_and_leave() -> None:
        shown.append(window.stage.navigation.screen)
        window.stage.navigation.quit()

    window.stage.watchers.append(look_and_leave)
    run(window=window)
    assert [type(screen).__name__ for screen in shown] == ["TitleScreen"]
    assert window.stage.navigation.depth == 0
