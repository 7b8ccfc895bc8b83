"""What a person prefers: kept in the platform's own place, read with care, never in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from escalation_game.play.record import as_json
from escalation_game.play.whole_files import write_whole
from escalation_game.ui.kit import Look
from escalation_game.ui.language import language, speak
from escalation_game.ui.theme import LARGEST_SCALE, SMALLEST_SCALE, THEMES, ThemeName

SCALE_STEP = 0.125


@checked(frozen=True, config=ConfigDict(extra="ignore"))
class Settings:
    """How the window looks and speaks. `scale` is the text scale, 1 to 2; `forecasts`
    whether cards tell what lies ahead; `size` the window in pixels as it was last left.
    """

    theme: ThemeName = "dark"
    scale: Annotated[float, Field(ge=SMALLEST_SCALE, le=LARGEST_SCALE)] = 1.0
    language: str = "en"
    reduced_motion: bool = False
    forecasts: bool = True
    size: tuple[Annotated[int, Field(ge=200, le=16_000)], Annotated[int, Field(ge=200, le=16_000)]] = (1280, 800)

    def look(self) -> Look:
        """How the stage shows everything."""
        return Look(THEMES[self.theme], self.scale, language(self.language).direction, self.reduced_motion)


_SETTINGS: TypeAdapter[Settings] = TypeAdapter(Settings)


def settings_path() -> Path:
    """Where the settings are kept."""
    return Path(platformdirs.user_config_dir("escalation-game", appauthor=False)) / "settings.json"


def read_settings() -> Settings:
    """The kept settings; the defaults where there are none, or none that can be read."""
    try:
        return _SETTINGS.validate_json(settings_path().read_bytes())
    except (OSError, ValidationError):
        return Settings()


def keep_settings(settings: Settings) -> str:
    """Writes the settings. Returns why they could not be kept, "" when they were: a full disk is no reason to stop a match."""
    try:
        write_whole(settings_path(), as_json(_SETTINGS.dump_python(settings, mode="json")))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def adopt(settings: Settings) -> None:
    """Makes the interface speak the language of the settings."""
    speak(language(settings.language))
