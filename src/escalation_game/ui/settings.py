"""What a person prefers: kept in the platform's own place, read with care, never in the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, cast

import platformdirs
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from escalation_game.play.whole_files import as_json, write_whole
from escalation_game.ui import keys
from escalation_game.ui.kit import Look
from escalation_game.ui.language import language, language_of_system, speak
from escalation_game.ui.theme import LARGEST_SCALE, SMALLEST_SCALE, THEMES, ThemeName

SCALE_STEP = 0.125
Share = Annotated[float, Field(ge=0, le=1)]


@checked(frozen=True, config=ConfigDict(extra="ignore"))
class Settings:
    """How the window looks and speaks. `scale` is the text scale, 1 to 2; `forecasts`
    whether cards tell what lies ahead; `size` the window in pixels as it was last left. `keys` are those that the
    person has changed, by command; volumes run from 0 to 1; `captions` write down what is heard.
    `scenarios` is a further folder in which scenarios lie, "" for none.
    """

    theme: ThemeName = "dark"
    scale: Annotated[float, Field(ge=SMALLEST_SCALE, le=LARGEST_SCALE)] = 1.0
    language: str = "en"
    reduced_motion: bool = False
    forecasts: bool = True
    projector: bool = False
    self_voicing: bool = False
    sound: bool = True
    captions: bool = False
    interface_volume: Share = 0.3
    events_volume: Share = 0.4
    keys: dict[str, str] = Field(default_factory=dict[str, str])
    scenarios: str = ""
    size: tuple[Annotated[int, Field(ge=200, le=16_000)], Annotated[int, Field(ge=200, le=16_000)]] = (1280, 800)

    def look(self) -> Look:
        """How the stage shows everything."""
        direction = language(self.language).direction
        return Look(THEMES[self.theme], self.scale, direction, self.reduced_motion, self.projector)


_SETTINGS: TypeAdapter[Settings] = TypeAdapter(Settings)


def settings_path() -> Path:
    """Where the settings are kept."""
    return Path(platformdirs.user_config_dir("escalation-game", appauthor=False)) / "settings.json"


def read_settings() -> Settings:
    """The kept settings, what is wrong among them left out. Where there are none, the defaults in the language of the system."""
    try:
        content = json.loads(settings_path().read_bytes())
    except (OSError, ValueError):
        content = None
    if not isinstance(content, dict):
        return Settings(language=language_of_system())
    kept = cast("dict[str, object]", content)
    try:
        return _SETTINGS.validate_python(kept)
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors()}
        return _SETTINGS.validate_python({key: value for key, value in kept.items() if key not in wrong})


def keep_settings(settings: Settings) -> str:
    """Writes the settings. Returns why they could not be kept, "" when they were: a full disk is no reason to stop a match."""
    try:
        write_whole(settings_path(), as_json(_SETTINGS.dump_python(settings, mode="json")))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def adopt(settings: Settings) -> None:
    """Makes the interface speak the language of the settings, and their keys hold."""
    speak(language(settings.language))
    keys.use(settings.keys)
