"""The window on a real X display, driven by real keys and a real mouse."""

import subprocess
import sys
from pathlib import Path

import pytest
from driving import drive

pytestmark = pytest.mark.display

PROGRAM = """
import threading
import pygame
from small_screens import Controls
from escalation_game.ui.kit.window import Window

window = Window("Escalation Game")
screen = Controls(window.stage)
too_late = threading.Timer(12, lambda: pygame.event.post(pygame.event.Event(pygame.QUIT)))
too_late.daemon = True
too_late.start()
print(*window.stage.size, flush=True)

def write(words):
    screen.words = words
    if words.endswith("!"):
        window.stage.navigation.quit()

screen.write = write
window.run(lambda stage: screen)
print(screen.words, screen.checked, window.stage.frames)
"""


def test_typing_clicking_and_tabbing_reach_the_screen(display):
    program = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        env=display | {"PYTHONPATH": str(Path(__file__).parents[1] / "kit")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    while (line := program.stdout.readline()) and "1280 800" not in line:
        pass
    drive(
        display, "sleep 0.5", "mousemove 20 55 click 1", "key Tab Tab Tab Tab", "key BackSpace", "type xY", "key exclam"
    )
    out, _ = program.communicate(timeout=15)
    words, checked, frames = out.split()
    assert words == "SprinxY!"
    assert checked == "True"
    assert int(frames) < 20
