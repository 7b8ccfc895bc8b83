"""A display of its own for each test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """Yield the environment in which programs open their windows on a new virtual display."""
    read, write = os.pipe()
    command = ["Xvfb", "-screen", "0", "1400x900x24", "-displayfd", str(write)]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        name = f":{number.readline().strip()}"
    environment = {key: value for key, value in os.environ.items() if key != "SDL_VIDEODRIVER"}
    yield environment | {"DISPLAY": name, "SDL_VIDEO_WINDOW_POS": "0,0"}
    server.terminate()
    server.wait()
