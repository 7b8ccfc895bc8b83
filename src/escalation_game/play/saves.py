"""Where matches are kept when nobody says otherwise: the user's own data folder, one record a match."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from escalation_game.play.record import Record, RecordError, read_record

_MOST_READ = 200  #: newest files looked at; a folder with more is somebody's archive


@dataclass(frozen=True, slots=True)
class Save:
    """A kept match: its file, what is recorded, and when it was last played."""

    path: Path
    record: Record
    played: datetime


def saves_folder() -> Path:
    """Where records are kept."""
    return Path(platformdirs.user_data_dir("escalation-game", appauthor=False)) / "records"


def new_save_path(scenario: str, seed: int) -> Path:
    """A file for a match that begins now."""
    begun = datetime.now(UTC).astimezone().strftime("%Y%m%d-%H%M%S")
    return unused(saves_folder() / f"{scenario}-{begun}-seed-{seed}.json")


def unused(path: Path) -> Path:
    """The path, or, where there is a file already, its name with the first number that is free."""
    number, candidate = 2, path
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return candidate


def saves() -> tuple[Save, ...]:
    """The kept matches, last played first. What cannot be read is left out, and left alone."""
    found: list[Save] = []
    for changed, path in sorted(_dated(saves_folder()), reverse=True)[:_MOST_READ]:
        try:
            found.append(Save(path, read_record(path), datetime.fromtimestamp(changed, UTC).astimezone()))
        except RecordError:
            continue
    return tuple(found)


def _dated(folder: Path) -> list[tuple[float, Path]]:
    try:
        return [(path.stat().st_mtime, path) for path in folder.glob("*.json")]
    except OSError:
        return []
