"""The loudspeaker opens the sound card with the first sound and not before; a machine without one stays silent."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from escalation_game.ui.settings import Settings
from escalation_game.ui.sounds import CUES, volume_of

PROGRAM = """
import pygame
from escalation_game.ui.sounds import Loudspeaker
speaker = Loudspeaker()
assert pygame.mixer.get_init() is None
speaker.play("turn", 0.0)
assert pygame.mixer.get_init() is None
speaker.play("turn", 0.4)
speaker.settle()
print(pygame.mixer.get_init() is not None, pygame.mixer.get_init() is not None and pygame.mixer.get_busy(), bool(speaker.missing))
speaker.play("event", 0.4)
speaker.close()
print(pygame.mixer.get_init() is None)
"""


def _run(driver: str) -> list[str]:
    own = os.environ | {"SDL_AUDIODRIVER": driver, "SDL_VIDEODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM], env=own, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.split()


def test_the_first_sound_opens_the_mixer() -> None:
    assert _run("dummy") == ["True", "True", "False", "True"]


def test_no_sound_card_is_no_error() -> None:
    assert _run("no-such-driver") == ["False", "False", "True", "True"]


@pytest.mark.parametrize("cue", CUES)
def test_volumes_are_apart_and_off_is_off(cue) -> None:
    settings = Settings(interface_volume=0.1, events_volume=0.7)
    assert volume_of(cue, settings) == (0.1 if cue in {"click", "refused"} else 0.7)
    assert volume_of(cue, Settings(sound=False)) == 0


def test_they_are_quiet_at_first() -> None:
    assert max(volume_of(cue, Settings()) for cue in CUES) <= 0.5
