"""Pictures of the screens, kept on disk. More than 0.1 % of pixels that differ by more than 8 is a difference, written beside them."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import numpy as np
import pygame
import pytest

from escalation_game.play.catalogue import new_match
from escalation_game.ui.app import App
from escalation_game.ui.kit.pilot import Pilot
from escalation_game.ui.session import begun
from escalation_game.ui.settings import Settings, adopt

FOLDER = Path(__file__).parent / "pictures"
MOST_DIFFERENT, MOST_APART = 0.001, 8


@pytest.fixture(scope="module")
def pilot(tmp_path_factory: pytest.TempPathFactory):
    """A match of kursk-2024 at its briefing."""
    folder = tmp_path_factory.mktemp("pictures")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(folder))
        adopt(Settings())
        made = {}

        def first(stage):
            made["app"] = App(stage, Settings(forecasts=False))
            return made["app"].first_screen()

        pilot = Pilot(first, (1280, 800))
        pilot.app = made["app"]
        yield pilot


def _settle(pilot) -> None:
    while pilot.screen.interval is not None:
        pilot.wait(0.05)


def _compare(pilot, name: str) -> None:
    now = pygame.surfarray.array3d(pilot.surface).astype(np.int16)
    kept = FOLDER / f"{name}.png"
    if not kept.exists():
        pilot.picture(kept)
        pytest.fail(f"{kept.name} was not there; it has been made, look at it and commit it")
    before = pygame.surfarray.array3d(pygame.image.load(kept)).astype(np.int16)
    assert now.shape == before.shape
    apart = np.abs(now - before).max(axis=2) > MOST_APART
    if apart.mean() > MOST_DIFFERENT:
        shown = np.where(apart[..., None], np.array([255, 0, 255]), now // 3).astype(np.uint8)
        pygame.image.save(pygame.surfarray.make_surface(shown), kept.with_suffix(".diff.png"))
    assert apart.mean() <= MOST_DIFFERENT, f"{apart.mean():.2%} of {kept.name} is otherwise: see {kept.stem}.diff.png"


def test_pictures_of_a_match(pilot, tmp_path: Path) -> None:
    _compare(pilot, "title")
    pilot.stage.navigation.replace(
        pilot.app.opening(begun(new_match("kursk-2024", seed=7, lens="article"), tmp_path / "m.json"))
    )
    pilot.press("z")
    _compare(pilot, "briefing")
    pilot.press("enter")
    _compare(pilot, "room")
    pilot.click("action:lift_for_kursk")
    pilot.press("e")
    _settle(pilot)
    pilot.press("z")
    _compare(pilot, "result")
    pilot.click("gauge:tension")
    _settle(pilot)
    pilot.press("z")
    _compare(pilot, "why")
    pilot.press("escape", "e")
    while pilot.app.desk.session.match.ending is None:
        pilot.press("e", "enter")
    _settle(pilot)
    pilot.press("z")
    _compare(pilot, "ending")
