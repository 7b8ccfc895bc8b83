"""The window on a real X display, driven by real keys and a real mouse."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


@pytest.fixture
def display():
    """Yield the environment of a display of its own."""
    read, write = os.pipe()
    command = ["Xvfb", "-screen", "0", "1400x900x24", "-displayfd", str(write)]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        name = f":{number.readline().strip()}"
    environment = {key: value for key, value in os.environ.items() if key != "SDL_VIDEODRIVER"}
    yield environment | {"DISPLAY": name, "SDL_VIDEO_WINDOW_POS": "0,0", "PYTHONPATH": str(Path(__file__).parent)}
    server.terminate()
    server.wait()


def _drive(display, *steps):
    for step in steps:
        subprocess.run(["xdotool", *step.split()], env=display, check=True)
        time.sleep(0.2)


def test_typing_clicking_and_tabbing_reach_the_screen(display):
    program = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM], env=display, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    while (line := program.stdout.readline()) and "1280 800" not in line:
        pass
    _drive(
        display, "sleep 0.5", "mousemove 20 55 click 1", "key Tab Tab Tab Tab", "key BackSpace", "type xY", "key exclam"
    )
    out, _ = program.communicate(timeout=15)
    words, checked, frames = out.split()
    assert words == "SprinxY!"
    assert checked == "True"
    assert int(frames) < 20
