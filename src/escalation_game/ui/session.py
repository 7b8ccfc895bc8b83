"""What the screens of one match share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from escalation_game.play.match import Match
from escalation_game.ui.settings import Settings


@dataclass
class Session:
    """A match being played, the role looked at, where its record is kept (None: nowhere yet), and the settings."""

    match: Match
    role: str
    record_path: Path | None
    settings: Settings
