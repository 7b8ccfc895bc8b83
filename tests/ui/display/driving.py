"""Real keys and a real mouse, through the X server, at a pace a person could have."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping


def drive(display: Mapping[str, str], *steps: str, pause: float = 0.2) -> None:
    """Carry out steps such as "key Tab" or "mousemove 20 55 click 1" one after another."""
    for step in steps:
        subprocess.run(["xdotool", *step.split()], env=display, check=True, timeout=30)
        time.sleep(pause)
