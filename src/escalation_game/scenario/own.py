"""The user's own scenarios: which folder they lie in, and which there are."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from escalation_game.scenario.shipped import FILE

_MOST = 300  # scenarios looked at in one folder


def own_folder() -> Path:
    """The folder of the user's own scenarios; it need not be there yet."""
    return Path(platformdirs.user_data_dir("escalation-game", appauthor=False)) / "scenarios"


def scenarios_in(folder: Path) -> dict[str, Path]:
    """The file of each scenario in the folders of a folder, by name. Folders that begin with a dot are none."""
    try:
        names = sorted(one.name for one in os.scandir(folder) if not one.name.startswith("."))
    except (OSError, ValueError):
        return {}
    paths = {name: folder / name / FILE for name in names}
    return dict([(name, path) for name, path in paths.items() if os.path.lexists(path)][:_MOST])
