"""Where records of matches are kept when nobody says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import platformdirs


def new_record_path(scenario: str, seed: int) -> Path:
    """Name a file for a match that begins now, in the user's data folder."""
    folder = Path(platformdirs.user_data_dir("escalation-game", appauthor=False)) / "records"
    begun = datetime.now(UTC).astimezone().strftime("%Y%m%d-%H%M%S")
    return unused(folder / f"{scenario}-{begun}-seed-{seed}.json")


def unused(path: Path) -> Path:
    """Return the path, or, where there is a file already, its name with the first number that is free."""
    number, candidate = 2, path
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return candidate
