"""Pictures of the screens, kept on disk. More than 0.1 % of pixels that differ by more than 8 is a difference, written beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
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


def _difference(pilot, name: str) -> str:
    """What is otherwise than in the picture kept on disk; "" for nothing."""
    now = pygame.surfarray.array3d(pilot.surface).astype(np.int16)
    kept = FOLDER / f"{name}.png"
    if not kept.exists():
        pilot.picture(kept)
        return f"{kept.name} was not there; it has been made, look at it and commit it"
    before = pygame.surfarray.array3d(pygame.image.load(kept)).astype(np.int16)
    assert now.shape == before.shape
    apart = np.abs(now - before).max(axis=2) > MOST_APART
    if apart.mean() <= MOST_DIFFERENT:
        return ""
    shown = np.where(apart[..., None], np.array([255, 0, 255]), now // 3).astype(np.uint8)
    pygame.image.save(pygame.surfarray.make_surface(shown), kept.with_suffix(".diff.png"))
    return f"{apart.mean():.2%} of {kept.name} is otherwise: see {kept.stem}.diff.png"


def _outside_a_match(pilot) -> Iterator[str]:
    """Each screen on the way to a match, by name."""
    yield "title"
    for key, name in (("s", "settings"), ("h", "help"), ("f2", "glossary")):
        pilot.press(key, "z")
        yield name
        pilot.press("escape")
    pilot.click("settings")
    pilot.click("keys")
    pilot.press("z")
    yield "keys"
    pilot.press("escape", "escape", "n", "z")
    yield "new-match"
    pilot.press("escape")


def _in_a_match(pilot) -> Iterator[str]:
    """Each screen of a match, by name."""
    pilot.press("z")
    yield "briefing"
    pilot.press("enter")
    yield "room"
    pilot.press("f5", "z")
    yield "projector"
    pilot.press("f5")
    pilot.click("action:lift_for_kursk")
    pilot.press("e")
    _settle(pilot)
    pilot.press("z")
    yield "result"
    pilot.click("gauge:tension")
    _settle(pilot)
    pilot.press("z")
    yield "why"
    pilot.press("escape")
    pilot.click("onward")
    pilot.press("g")
    _settle(pilot)
    yield "charts"
    pilot.press("escape", "c", "z")
    yield "causes"
    pilot.press("escape", "p", "z")
    yield "assumptions"
    pilot.press("escape", "t")
    pilot.click("moment:0:0")
    pilot.click("again")
    pilot.press("e", "enter", "t", "z")
    yield "branches"
    pilot.click("moment:0:1")
    pilot.click("compare")
    yield "compare"
    pilot.press("escape", "escape")
    while pilot.app.desk.session.match.ending is None:
        pilot.press("e", "enter")
    _settle(pilot)
    pilot.press("z")
    yield "ending"


def test_pictures_of_every_screen(pilot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda _most: 7)  # the luck number that a new match proposes
    found = [_difference(pilot, name) for name in _outside_a_match(pilot)]
    pilot.stage.navigation.replace(
        pilot.app.opening(begun(new_match("kursk-2024", seed=7, lens="article"), tmp_path / "m.json"))
    )
    found += [_difference(pilot, name) for name in _in_a_match(pilot)]
    assert [one for one in found if one] == []
