"""Makes the sounds of the window: `python assets/sounds/make_sounds.py [FOLDER]`. Needs numpy; the same bytes each time.

Each is a few decaying sine waves, as a struck bar or bell has them, mono at 22,050 samples a second. The loudest sample is
at a tenth to a quarter of full scale, so that they are quiet at any volume, and each begins and ends in silence.
"""

from __future__ import annotations

import sys
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 22_050  #: samples a second
_ATTACK = 0.004  #: seconds to full strength, which keeps the beginning from cracking
#: Overtones of a bar that is struck: (multiple of the pitch, strength, how much faster it fades).
_BAR = ((1.0, 1.0, 1.0), (2.76, 0.35, 2.2), (5.4, 0.12, 4.0))
_BELL = ((1.0, 1.0, 1.0), (2.0, 0.5, 1.3), (2.4, 0.3, 1.7), (3.0, 0.25, 2.0), (4.5, 0.1, 3.0))
_SOFT = ((1.0, 1.0, 1.0), (2.0, 0.18, 1.6), (3.0, 0.05, 2.4))

Partials = Sequence[tuple[float, float, float]]
Samples = NDArray[np.float64]


def struck(pitch: float, seconds: float, fade: float, partials: Partials = _BAR) -> Samples:
    """Return one stroke at a pitch in Hz, whose strength falls to 1/e in `fade` seconds."""
    time = np.arange(round(seconds * RATE)) / RATE
    sound = sum(
        strength * np.sin(2 * np.pi * pitch * multiple * time) * np.exp(-time * faster / fade)
        for multiple, strength, faster in partials
    )
    return sound * np.minimum(1.0, time / _ATTACK)


def together(*strokes: tuple[float, Samples]) -> Samples:
    """Return strokes mixed, each beginning at its time in seconds."""
    length = max(round(start * RATE) + len(sound) for start, sound in strokes)
    mixed = np.zeros(length)
    for start, sound in strokes:
        first = round(start * RATE)
        mixed[first : first + len(sound)] += sound
    return mixed


def finished(sound: Samples, peak: float) -> Samples:
    """Return the sound at its loudness, with the last 30 ms faded out."""
    tail = round(0.03 * RATE)
    sound = sound.copy()
    sound[-tail:] *= np.linspace(1.0, 0.0, tail)
    return sound * (peak / np.abs(sound).max())


def sounds() -> dict[str, Samples]:
    """Return every sound by name, samples within −1 and 1."""
    return {
        "click": finished(struck(1175, 0.12, 0.018), 0.10),
        "refused": finished(
            together((0, struck(196, 0.22, 0.05, _SOFT)), (0.09, struck(165, 0.22, 0.05, _SOFT))), 0.16
        ),
        "turn": finished(struck(523.25, 1.3, 0.38, _BELL), 0.20),
        "event": finished(together((0, struck(659.26, 0.5, 0.12, _SOFT)), (0.13, struck(880, 0.6, 0.16, _SOFT))), 0.18),
        "ending": finished(
            together(
                (0, struck(261.63, 2.2, 0.7, _BELL)),
                (0.28, struck(392.0, 1.9, 0.6, _BELL)),
                (0.56, struck(329.63, 1.7, 0.6, _BELL)),
            ),
            0.22,
        ),
    }


def write(sound: Samples, path: Path) -> None:
    """Write a sound as a WAV file of 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(sound * 32_767).astype("<i2").tobytes())


def main() -> None:
    """Write all sounds beside this file, or into the folder named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, sound in sounds().items():
        write(sound, folder / f"{name}.wav")


if __name__ == "__main__":
    main()
