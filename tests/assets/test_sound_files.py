"""The sounds are what the program beside them makes: quiet, short, and silent at both ends."""

from __future__ import annotations

import runpy
import wave
from pathlib import Path

import numpy as np
import pytest

from escalation_game.ui.assets import asset
from escalation_game.ui.sounds import CUES, caption_of

MADE = runpy.run_path(str(asset("sounds", "make_sounds.py")))


def _samples(path: Path) -> np.ndarray:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, MADE["RATE"])
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float) / 32_767


@pytest.mark.parametrize("cue", CUES)
def test_a_sound_is_quiet_and_short(cue: str) -> None:
    samples = _samples(asset("sounds", f"{cue}.wav"))
    assert 0.05 < np.abs(samples).max() <= 0.25
    assert len(samples) / MADE["RATE"] < 2.5
    assert abs(samples[0]) < 0.001
    assert abs(samples[-1]) < 0.001
    assert asset("sounds", f"{cue}.wav").stat().st_size < 120_000


def test_made_again_they_are_the_same(tmp_path: Path) -> None:
    made = MADE["sounds"]()
    assert set(made) == set(CUES)
    for name, sound in made.items():
        MADE["write"](sound, tmp_path / f"{name}.wav")
        kept = _samples(asset("sounds", f"{name}.wav"))
        again = _samples(tmp_path / f"{name}.wav")
        assert np.abs(kept - again).max() <= 2 / 32_767  # another C library may round a sine otherwise


def test_every_sound_has_a_caption_of_its_own() -> None:
    captions = [caption_of(cue) for cue in CUES]
    assert len(set(captions)) == len(CUES)
    assert all(words.startswith("[") and words.endswith("]") for words in captions)


def test_the_licence_names_them() -> None:
    assert "sounds/" in asset("LICENSES.md").read_text(encoding="utf-8")
