"""A file let go over the window reaches the screen, and then whoever looks after files everywhere."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from escalation_game.ui.kit import Element, Screen, text
from escalation_game.ui.kit.events import FileDropped, translated
from escalation_game.ui.kit.pilot import Pilot


class Catcher(Screen):
    """Uses texts, and nothing else."""

    def __init__(self) -> None:
        self.caught: list[str] = []

    def describe(self) -> Element:
        return text(" ".join(self.caught) or "nothing yet")

    def on_drop(self, path: str) -> bool:
        if not path.endswith(".txt"):
            return False
        self.caught.append(Path(path).name)
        return True


def test_what_the_window_system_says_is_understood() -> None:
    assert translated(pygame.event.Event(pygame.DROPFILE, file="/a/b.zip")) == FileDropped("/a/b.zip")


@pytest.mark.parametrize("name", ["a.txt", "a.zip"])
def test_the_screen_comes_first(name: str) -> None:
    pilot = Pilot(lambda _stage: Catcher())
    elsewhere: list[str] = []

    def dropped(path: str) -> bool:
        elsewhere.append(Path(path).name)
        return True

    pilot.stage.dropped = dropped
    pilot.drop(Path("/somewhere") / name)
    assert (pilot.texts(), elsewhere) == ((["a.txt"], []) if name == "a.txt" else (["nothing yet"], ["a.zip"]))


def test_a_file_nobody_wants_changes_nothing() -> None:
    pilot = Pilot(lambda _stage: Catcher())
    frames = pilot.stage.frames
    pilot.drop(Path("/somewhere/a.zip"))
    assert pilot.stage.frames == frames
