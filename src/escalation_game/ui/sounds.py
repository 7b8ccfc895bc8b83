"""A few quiet sounds. Each only repeats what is on the screen, and can be had as a caption.

The mixer is opened by the first sound, beside the window, never before the first frame. A machine without a sound card is
no error: then there are captions.
"""

from __future__ import annotations

import threading
from typing import Literal, Protocol

import pygame

from escalation_game.ui.assets import asset
from escalation_game.ui.language import _

Cue = Literal["click", "refused", "turn", "event", "ending"]
CUES: tuple[Cue, ...] = ("click", "refused", "turn", "event", "ending")
_INTERFACE: frozenset[Cue] = frozenset({"click", "refused"})
_RATE, _BITS, _CHANNELS, _BUFFER = 22_050, -16, 1, 512


class Volumes(Protocol):
    """What a person wants to hear, as `Settings` has it: volumes from 0 to 1."""

    @property
    def sound(self) -> bool:
        """Whether anything is played at all."""
        ...

    @property
    def interface_volume(self) -> float:
        """Clicks and refusals."""
        ...

    @property
    def events_volume(self) -> float:
        """Turns, events and endings."""
        ...


def volume_of(cue: Cue, wanted: Volumes) -> float:
    """Return how loud a cue is wanted, 0 for not at all."""
    if not wanted.sound:
        return 0.0
    return wanted.interface_volume if cue in _INTERFACE else wanted.events_volume


def caption_of(cue: Cue) -> str:
    """Return the caption of a sound: what is heard, and what it means."""
    return {
        "click": _("[tick: done]"),
        "refused": _("[knock: not possible now]"),
        "turn": _("[bell: the turn is over]"),
        "event": _("[two notes: something happened]"),
        "ending": _("[three bells: the match is over]"),
    }[cue]


class Loudspeaker:
    """Plays cues. Its state: whether the mixer is open, and the sounds that were read."""

    def __init__(self) -> None:
        self.missing = ""  #: why nothing can be heard
        self._sounds: dict[Cue, pygame.mixer.Sound] = {}
        self._opening: threading.Thread | None = None

    def play(self, cue: Cue, volume: float) -> None:
        """Play a cue at a volume from 0 to 1; nothing at 0, and nothing where there is no sound card."""
        if volume <= 0 or self.missing:
            return
        if self._opening is None:
            self._opening = threading.Thread(target=self._open, args=(cue, volume), daemon=True)
            self._opening.start()
        elif not self._opening.is_alive():
            self._sound(cue, volume)

    def settle(self) -> None:
        """Wait until the mixer is open, or cannot be."""
        if self._opening:
            self._opening.join()

    def close(self) -> None:
        """Let go of the sound card."""
        self.settle()
        if self._sounds:
            self._sounds.clear()
            pygame.mixer.quit()

    def _open(self, cue: Cue, volume: float) -> None:
        # Some sound servers take a second to answer; the window does not wait for them.
        try:
            pygame.mixer.init(_RATE, _BITS, _CHANNELS, _BUFFER)
            self._sounds = {one: pygame.mixer.Sound(asset("sounds", f"{one}.wav")) for one in CUES}
            self._sound(cue, volume)
        except (pygame.error, OSError) as error:
            self.missing = str(error)

    def _sound(self, cue: Cue, volume: float) -> None:
        sound = self._sounds[cue]
        sound.set_volume(volume)
        sound.play()
